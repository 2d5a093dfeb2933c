"""The codes of what was noticed while cleaning, and what each means for a learner."""

from __future__ import annotations

Cleaned = tuple[str | None, list[str]]
"""A value (or None) and the codes of what was noticed."""
ISSUES = {
    "email_whitespace": "spaties rond het e-mailadres",
    "email_case": "hoofdletters in het e-mailadres",
    "invalid_email": "geen geldig e-mailadres",
    "name_in_email": "naam of tekens rond het e-mailadres; het adres is eruit gehaald",
    "duplicate": "zelfde e-mailadres als een eerdere rij",
    "duplicate_other_case": "zelfde e-mailadres als een eerdere rij, met andere hoofdletters",
    "invalid_phone": "geen geldig telefoonnummer",
    "phone_precision_lost": "telefoonnummer door Excel afgerond en verloren",
    "phone_from_number": "telefoonnummer was een getal; voorloop hersteld",
    "invalid_date": "deze datum bestaat niet",
    "ambiguous_date": "onduidelijk wat dag en maand is",
    "other_date_format": "datum in een andere vorm dan de rest",
    "date_from_number": "datum was een getal van Excel; hersteld",
    "trailing_space": "spaties rond een naam",
    "name_reordered": "achternaam stond voorop; omgedraaid",
    "letters_mended": "kapotte letters (zoals Ã«) hersteld",
    "formula_text": "tekst die Excel als formule kan uitvoeren",
    "hidden_member": "dit lid verbergt zijn naam",
    "undeliverable": "mail komt niet aan",
    "held": "misschien zei iemand nee: vraag het na voordat je iets stuurt",
    "abroad": "misschien buiten Nederland: daar gelden ook andere regels",
    "minor": "misschien minderjarig: stuur kinderen geen reclame",
    "deceased": "misschien overleden: stuur niets, en kijk het na",
    "opt_out": "vroeg om geen berichten meer",
    "invalid_kvk": "geen KvK-nummer van acht cijfers",
    "no_contact_details": "geen e-mailadres, telefoonnummer of naam",
}
"""What each issue means."""
