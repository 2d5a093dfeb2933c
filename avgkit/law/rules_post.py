"""Addressed post: outside art. 11.7 Tw; the AVG's balance of interests, the right to object, and Postfilter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from avgkit.law.facts import Channel, Consent, Recipient, Register, Relation, Verdict
from avgkit.law.rule_model import COMMERCIAL, Rule, Tier, when
from avgkit.law.rule_wording import NATURAL, POST_DUTIES

UNTIL_KNLTB, KNLTB = date(2024, 10, 3), date(2024, 10, 4)
_POST = {"channel": Channel.POST, "purpose": COMMERCIAL}
_BALANCE = (
    "Jouw belang weegt zwaarder dan dat van de ontvanger, en je hebt die afweging opgeschreven.",
    "Deze persoon staat niet in Postfilter en heeft bij de KVK niet aangegeven geen reclame te willen.",
)
_SOURCE = "Je vertelt bij het eerste contact waar je het adres vandaan hebt (AVG art. 14)."

_stranger = Rule(
    id="post_stranger_2018",
    tier=Tier.DEFAULT,
    verdict=Verdict.CONDITIONAL,
    valid_to=UNTIL_KNLTB,
    when=when(
        **_POST,
        recipient=NATURAL,
        relation={Relation.NONE, Relation.CONNECTION},
        register=Register.NOT_LISTED,
    ),
    articles="AVG art. 6 lid 1 onder f, art. 14 en 21",
    sources=("AVG", "AP18"),
    facts_2018=("S14",),
    contested_for=COMMERCIAL,
    reason="Reclamepost aan iemand die je niet kent, kan mogen op grond van een gerechtvaardigd belang.",
    other_view="De toezichthouder AP vond in deze jaren dat er meestal toestemming nodig was. De branche vond van niet.",
    what_now="Schrijf je afweging op, vertel waar je het adres vandaan hebt en wijs op het recht om bezwaar te maken.",
    conditions=(*_BALANCE, _SOURCE),
    duties=POST_DUTIES,
)
_known = Rule(
    id="post_relation",
    tier=Tier.DEFAULT,
    verdict=Verdict.CONDITIONAL,
    when=when(
        **_POST,
        recipient=NATURAL,
        relation={Relation.ENQUIRY, Relation.FORMER_CUSTOMER},
        register=Register.NOT_LISTED,
    ),
    articles="AVG art. 6 lid 1 onder f, art. 13 en 21",
    sources=("AVG", "AP18", "KNLTB"),
    facts_2018=("S14",),
    reason="Je hebt contact gehad met deze persoon. Post mag dan op grond van een gerechtvaardigd belang.",
    what_now="Schrijf je afweging op en wijs duidelijk op het recht om bezwaar te maken.",
    conditions=_BALANCE,
    duties=POST_DUTIES,
)

RULES = (
    Rule(
        id="post_consent",
        tier=Tier.CONSENT,
        verdict=Verdict.ALLOWED,
        when=when(**_POST, consent=Consent.VALID),
        articles="AVG art. 6 lid 1 onder a en art. 7",
        sources=("AVG",),
        facts_2018=("S04",),
        reason="Deze persoon gaf jou toestemming voor deze post, en je kunt dat bewijzen.",
        what_now="Stuur je post en bewaar het bewijs van de toestemming.",
        duties=POST_DUTIES,
    ),
    _stranger,
    replace(
        _stranger,
        id="post_stranger_2024",
        valid_from=KNLTB,
        valid_to=None,
        contested_for=frozenset(),
        other_view="",
        sources=("AVG", "KNLTB"),
        reason="Reclamepost aan iemand die je niet kent, kan mogen op grond van een gerechtvaardigd belang. "
        "Het Europese Hof zei op 4 oktober 2024 dat ook een commercieel belang kan tellen.",
    ),
    _known,
    replace(
        _known,
        id="post_customer",
        when=when(**_POST, recipient=NATURAL, relation=Relation.CUSTOMER),
        reason="Dit is je klant. Post over je aanbod mag op grond van een gerechtvaardigd belang.",
        conditions=_BALANCE[:1],
    ),
    Rule(
        id="post_listed",
        tier=Tier.DEFAULT,
        verdict=Verdict.NOT_ALLOWED,
        contested_for=COMMERCIAL,
        when=when(
            **_POST,
            recipient=NATURAL,
            relation=frozenset(Relation) - {Relation.CUSTOMER},
            register=Register.LISTED,
        ),
        articles="AVG art. 6 lid 1 onder f en art. 21; Code Postfilter",
        sources=("POSTFILTER", "AVG"),
        facts_2018=("S15",),
        reason="Deze persoon staat in Postfilter en wil dus geen reclamepost van bedrijven waar hij of zij geen klant is.",
        other_view="Postfilter is een afspraak van de branche en geen wet. Wij kiezen de veilige kant.",
        what_now="Stuur geen post. Haal dit adres van je lijst voor mailings.",
    ),
    Rule(
        id="post_legal_person",
        tier=Tier.DEFAULT,
        verdict=Verdict.CONDITIONAL,
        when=when(**_POST, recipient=Recipient.LEGAL_PERSON),
        articles="AVG art. 6 lid 1 onder f en art. 21",
        sources=("AVG",),
        facts_2018=("S14",),
        reason="Post aan een bv, nv, stichting of vereniging mag. Staat er een naam van een medewerker op, dan geldt de AVG.",
        what_now="Schrijf liefst alleen het bedrijf aan, zonder naam. Dat mag altijd.",
        conditions=("Met een naam erop: jouw belang weegt zwaarder, en je stopt als die persoon bezwaar maakt.",),
        duties=POST_DUTIES,
    ),
)
