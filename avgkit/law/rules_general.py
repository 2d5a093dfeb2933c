"""Rules for every channel: objection, withdrawal, service, reply and the public post."""

from __future__ import annotations

from avgkit.law.facts import Channel, Consent, Purpose, Relation, Verdict, YesNo
from avgkit.law.rule_model import COMMERCIAL, PERSONAL, Rule, Tier, when
from avgkit.law.rule_wording import NO_OFFERS, STOP

RULES = (
    Rule(
        id="objection",
        tier=Tier.OBJECTION,
        verdict=Verdict.NOT_ALLOWED,
        when=when(channel=PERSONAL, purpose=COMMERCIAL, objection=YesNo.YES),
        articles="AVG art. 21 lid 2 en 3",
        sources=("AVG",),
        facts_2018=("S05", "S15"),
        reason="Deze persoon heeft bezwaar gemaakt. Tegen reclame is bezwaar altijd genoeg: je moet dan stoppen.",
        what_now=STOP,
    ),
    Rule(
        id="withdrawn",
        tier=Tier.WITHDRAWAL,
        verdict=Verdict.NOT_ALLOWED,
        when=when(channel=PERSONAL, purpose=COMMERCIAL, consent=Consent.WITHDRAWN),
        articles="AVG art. 7 lid 3; Tw art. 11.7 lid 1",
        sources=("AVG", "TW26"),
        facts_2018=("S05", "S17"),
        reason="Deze persoon heeft de toestemming ingetrokken, bijvoorbeeld door zich af te melden.",
        what_now=STOP + " Wacht tot deze persoon zich zelf weer aanmeldt.",
    ),
    Rule(
        id="service",
        tier=Tier.NEUTRAL,
        verdict=Verdict.ALLOWED,
        when=when(channel=PERSONAL, purpose=Purpose.SERVICE),
        articles="AVG art. 6 lid 1 onder b en c; buiten Tw art. 11.7",
        sources=("AVG", "TW26"),
        duties=NO_OFFERS,
        reason="Een bericht over een lopende opdracht, afspraak of factuur is geen reclame.",
        what_now="Stuur het bericht. Zet er geen aanbieding bij, want dan telt het hele bericht als reclame.",
    ),
    Rule(
        id="reply",
        tier=Tier.NEUTRAL,
        verdict=Verdict.ALLOWED,
        when=when(channel=PERSONAL, purpose=Purpose.REPLY, relation=frozenset(Relation) - {Relation.NONE}),
        articles="AVG art. 6 lid 1 onder b en f; buiten Tw art. 11.7",
        sources=("AVG", "TW26"),
        duties=NO_OFFERS,
        facts_2018=("S09",),
        reason="Je geeft antwoord op een vraag. Dat is geen ongevraagd bericht.",
        what_now="Beantwoord de vraag. Zet deze persoon niet op je lijst voor de nieuwsbrief.",
    ),
    Rule(
        id="reply_without_question",
        tier=Tier.NEUTRAL,
        verdict=Verdict.NOT_ALLOWED,
        when=when(channel=PERSONAL, purpose=Purpose.REPLY, relation=Relation.NONE),
        articles="Tw art. 11.7 lid 1; AVG art. 6",
        sources=("AVG", "TW26"),
        facts_2018=("S09",),
        reason="Deze persoon heeft je niets gevraagd en is geen relatie. Er is dus niets om op te antwoorden.",
        what_now="Kies het doel dat echt past, zoals aanbieding of nieuwsbrief, en kijk dan opnieuw.",
    ),
    Rule(
        id="public_post",
        tier=Tier.NEUTRAL,
        verdict=Verdict.ALLOWED,
        when=when(channel=Channel.PUBLIC_POST),
        articles="Tw art. 11.1 onder e",
        sources=("TW26",),
        facts_2018=("S26", "S27"),
        reason="Een openbaar bericht is aan niemand persoonlijk gericht. De regels voor ongevraagde berichten gelden er niet voor.",
        what_now="Plaats je bericht met een link waarmee mensen zich zelf kunnen aanmelden.",
        duties=(
            "Noem geen mensen bij naam zonder hun toestemming.",
            "Laat zien wie je bent en dat het om reclame gaat.",
        ),
    ),
)
