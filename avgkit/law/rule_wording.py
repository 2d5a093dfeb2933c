"""Dutch sentences that more than one rule needs: duties, ways on, and who is a natural person."""

from __future__ import annotations

from avgkit.law.facts import Recipient

NATURAL = frozenset({Recipient.CONSUMER, Recipient.SOLE_TRADER, Recipient.PARTNERSHIP})
"""Natural persons for art. 11.7 Tw: a vof, cv or maatschap counts as its partners. Sources: KVK, Valegis."""
BUSINESS = frozenset({Recipient.SOLE_TRADER, Recipient.PARTNERSHIP, Recipient.LEGAL_PERSON})

MESSAGE_DUTIES = (
    "Zeg in het bericht wie je bent: je echte naam of bedrijfsnaam.",
    "Noem een geldig adres of nummer waar de ontvanger kan zeggen dat je moet stoppen.",
    "Bied in elk bericht een gratis en makkelijke manier om zich af te melden.",
    "Laat zien dat het om reclame gaat.",
)
CALL_DUTIES_2018 = (
    "Zeg meteen wie je bent en dat je belt met een aanbod.",
    "Wijs in elk gesprek op het Bel-me-niet Register.",
    "Wijs in elk gesprek op het recht om bezwaar te maken, en bied aan om de inschrijving meteen te regelen.",
)
CALL_DUTIES = (
    "Zeg meteen wie je bent en dat je belt met een aanbod.",
    "Bel met een zichtbaar nummer waarop mensen jou kunnen terugbellen.",
    "Zeg in elk gesprek duidelijk dat je contact nu of later bezwaar kan maken, gratis en makkelijk.",
)
POST_DUTIES = (
    "Zet op de post wie je bent.",
    "Wijs bij het eerste contact duidelijk en apart op het recht om bezwaar te maken.",
    "Vertel waar je het adres vandaan hebt en waar je privacyverklaring staat.",
)
NO_OFFERS = ("Houd aanbiedingen en reclame buiten dit bericht.",)

ASK_SAFELY = (
    "Stuur niets. Plaats een openbaar bericht met een link om zich aan te melden, "
    "of vraag om toestemming in een gesprek dat de ander zelf begint."
)
STOP = "Stop en zet deze persoon op je lijst van mensen die je niet meer benadert."
ASKING_VIEW = (
    "Niet iedereen is het hierover eens: sommigen vinden een losse vraag om toestemming geen reclame. "
    "Wij kiezen de veilige kant: een bericht om toestemming te vragen volgt de regels van een aanbieding."
)
