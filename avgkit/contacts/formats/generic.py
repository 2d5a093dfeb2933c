"""Any CSV or workbook with Dutch or English headings. What the learner wrote of consent is a claim, not proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from avgkit.contacts.clean import clean_email, clean_phone, is_yes
from avgkit.contacts.formats.base import Row, add_date, basics
from avgkit.contacts.headings import meaning_of
from avgkit.contacts.model import Contact
from avgkit.errors import AvgkitError
from avgkit.vocabulary import Relation, YesNo

NAME, TITLE, GRADE = "generic", "Een eigen lijst (CSV of Excel)", "D"
PROVES = "Wat er staat heb je zelf bijgehouden. “Toestemming: ja” is een bewering; zonder tijd en herkomst is het geen bewijs."
ASKED = {"name": "de naam", "email": "het e-mailadres", "phone": "het telefoonnummer", "company": "het bedrijf"}


def columns_of(
    headings: Sequence[str], rows: Sequence[Sequence[str]], mapping: Mapping[str, str] | None, name: str
) -> tuple[dict[str, str], list[str]]:
    """Return the column of each meaning, and questions about what is unclear.

    A column is found by its heading, or for addresses and numbers by its content. ``mapping`` (meaning -> heading) wins.
    Raises AvgkitError with a Dutch sentence when there is no name, address or number at all, or a mapping is wrong.
    """
    found: dict[str, str] = dict(mapping or {})
    questions = []
    for heading in found.values():
        if heading not in headings:
            raise AvgkitError(f"{name} heeft geen kolom “{heading}”; kies een van de koppen in het bestand.")
    for heading in (heading for heading in headings if heading not in found.values()):
        meaning = meaning_of(heading)
        if meaning and meaning not in found:
            found[meaning] = heading
        elif meaning in ASKED and meaning not in (mapping or ()):
            questions.append(
                f"{name}: “{heading}” lijkt ook op {ASKED[meaning]}. We gebruiken “{found[meaning]}”. Klopt dat? Zo niet: geef de juiste kolom die kop."
            )
    for meaning, clean in (("email", clean_email), ("phone", clean_phone)):
        if meaning not in found and not (meaning == "phone" and "mobile" in found):
            guess = _by_content(headings, rows, clean, set(found.values()))
            if guess:
                found[meaning] = guess
                questions.append(
                    f"{name}: we denken dat “{guess}” {ASKED[meaning]} is. Klopt dat? Zo niet: geef de juiste kolom die kop."
                )
    if not {"email", "phone", "mobile", "name", "last_name", "first_name"} & set(found):
        raise AvgkitError(
            f"{name} heeft geen kolom met een naam, e-mailadres of telefoonnummer; "
            "zet boven elke kolom een kop, zoals Naam, E-mail en Telefoon, en probeer het opnieuw."
        )
    return found, questions


def read(row: Row, number: int, columns: Mapping[str, str], from_number: bool) -> Contact:
    """Return the contact of one row (heading -> cell)."""
    cells = {meaning: row.get(heading, "") for meaning, heading in columns.items()}
    cells["phone"] = cells.get("mobile", "").strip() or cells.get("phone", "")
    parts = [part for part in ("first_name", "middle_name", "last_name") if cells.get(part, "").strip()]
    names = ("name",) if cells.get("name", "").strip() and "last_name" not in parts else tuple(parts)
    contact = basics(
        cells,
        number,
        email="email",
        phone="phone",
        company="company",
        position="position",
        names=names,
        from_number=from_number,
    )
    if is_yes(cells.get("customer", "")):
        contact.relation = Relation.CUSTOMER
    if is_yes(cells.get("objection", "")):
        contact.objection = YesNo.YES
    consent = is_yes(cells.get("consent", ""))
    contact.consent_reading = {True: "claimed", False: "none"}.get(consent, contact.consent_reading)
    if "date" in columns:
        add_date(contact, cells["date"], "date", None)
    return contact


def _by_content(headings: Sequence[str], rows: Sequence[Sequence[str]], clean, taken: set[str]) -> str | None:
    """Return the first free column of which most filled cells, in the first rows, are addresses or numbers."""
    for place, heading in enumerate(headings):
        cells = [row[place] for row in rows[:50] if row[place].strip()]
        if heading not in taken and cells and sum(clean(cell)[0] is not None for cell in cells) > 0.6 * len(cells):
            return heading
    return None
