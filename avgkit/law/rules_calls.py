"""Calls by a human: opt-out with a register until 2021-06-30, opt-in since, no customer exception since 2026-07-01."""

from __future__ import annotations

from dataclasses import replace

from avgkit.law.facts import (
    Channel,
    Consent,
    DetailsSource,
    Recipient,
    Register,
    Relation,
    Sender,
    Verdict,
    Years,
    YesNo,
)
from avgkit.law.rule_model import COMMERCIAL, Rule, Tier, when
from avgkit.law.rule_wording import ASK_SAFELY, CALL_DUTIES, CALL_DUTIES_2018, NATURAL
from avgkit.law.rules_messages import CUSTOMERS, FROM_2021, FROM_2026, SOLD, UNTIL_2021, UNTIL_2026

_CALL = {"channel": Channel.PHONE, "purpose": COMMERCIAL}
_IN_THE_CALL_2018 = (
    "Je wijst in het gesprek op het Bel-me-niet Register.",
    "Je wijst in het gesprek op het recht om bezwaar te maken en biedt aan om de inschrijving meteen te regelen.",
)
_NO_PRIVATE_MOBILE = (
    "Je belt een zakelijk nummer. Voor de privémobiel van een medewerker is de wet onduidelijk: bel die niet."
)

_consent = Rule(
    id="call_consent_2018",
    tier=Tier.CONSENT,
    verdict=Verdict.ALLOWED,
    valid_to=UNTIL_2021,
    when=when(**_CALL, consent=Consent.VALID),
    articles="Tw art. 11.7 lid 5 en 12; AVG art. 7",
    sources=("TW16", "AVG"),
    facts_2018=("S04",),
    reason="Deze persoon gaf jou toestemming om hierover te bellen, en je kunt dat bewijzen.",
    what_now="Bel, en bewaar het bewijs van de toestemming.",
    duties=CALL_DUTIES_2018,
)
_customer = Rule(
    id="call_customer_2021",
    tier=Tier.EXCEPTION,
    verdict=Verdict.CONDITIONAL,
    valid_from=FROM_2021,
    valid_to=UNTIL_2026,
    when=when(**_CALL, recipient=NATURAL, **(SOLD | {"relation": Relation.CUSTOMER})),
    articles="Tw art. 11.7 lid 2 en 4 (nummer van lid 4 afgeleid)",
    sources=("STB21", "TW21_4", "ACM_BELLEN"),
    reason="Dit is een klant. Tot 1 juli 2026 mocht je een klant bellen over een soortgelijk aanbod.",
    what_now="Bel alleen over je eigen, soortgelijke aanbod en noteer meteen als iemand niet meer gebeld wil worden.",
    conditions=(
        "Je kreeg het nummer bij een verkoop aan deze klant.",
        "Je aanbod is van jezelf en lijkt op wat deze klant kocht.",
        "Je klant kon toen al gratis bezwaar maken, en kan dat in elk gesprek.",
    ),
    duties=CALL_DUTIES,
)
_former = replace(
    _customer,
    id="call_former_customer_2021",
    when=when(
        **_CALL,
        recipient=NATURAL,
        years_since_relation=Years.WITHIN_LIMIT,
        **(SOLD | {"relation": Relation.FORMER_CUSTOMER}),
    ),
    sources=(*_customer.sources, "CODE"),
    reason="Dit is een oud-klant van hooguit drie jaar geleden. Die mocht je tot 1 juli 2026 bellen over een soortgelijk aanbod.",
    conditions=(
        *_customer.conditions,
        "De laatste opdracht is hooguit drie jaar geleden (Code Telemarketing).",
    ),
)
_former_old = replace(
    _former,
    id="call_former_customer_too_long_2021",
    verdict=Verdict.NOT_ALLOWED,
    contested_for=COMMERCIAL,
    when=_former.when | {"years_since_relation": frozenset({Years.PAST_LIMIT})},
    conditions=(),
    duties=(),
    reason="De laatste opdracht is langer dan drie jaar geleden. Volgens de Code Telemarketing is dit geen klant meer.",
    other_view="De wet zelf noemt geen termijn van drie jaar. Wij kiezen de veilige kant.",
    what_now="Bel niet. Stuur een brief, of plaats een openbaar bericht met een link om zich aan te melden.",
)


def _from_2026(rule: Rule, id: str) -> Rule:
    """Keep a customer rule after 2026-06-30 for those who still have it: charities (lid 5) and publishers (lid 6)."""
    return replace(
        rule,
        id=id,
        valid_from=FROM_2026,
        valid_to=None,
        articles="Tw art. 11.7 lid 5 en 6",
        sources=("TW26", "CODE"),
        when=rule.when | {"sender": frozenset({Sender.CHARITY, Sender.PUBLISHER})},
        reason=rule.reason
        if rule.verdict == Verdict.NOT_ALLOWED
        else "Sinds 1 juli 2026 mogen alleen goede doelen en uitgevers van kranten en bladen hun eigen klanten of gevers nog bellen.",
    )


RULES = (
    _consent,
    replace(
        _consent,
        id="call_consent_2021",
        valid_from=FROM_2021,
        valid_to=None,
        duties=CALL_DUTIES,
        articles="Tw art. 11.7 lid 2; AVG art. 7",
        sources=("STB21", "TW26", "AVG"),
    ),
    # 2018: opt-out with the Bel-me-niet Register.
    Rule(
        id="call_customer_2018",
        tier=Tier.EXCEPTION,
        verdict=Verdict.CONDITIONAL,
        valid_to=UNTIL_2021,
        when=when(**_CALL, recipient=NATURAL, relation=CUSTOMERS, similar_product=YesNo.YES),
        articles="Tw art. 11.7 lid 5, 11 en 12",
        sources=("TW16",),
        facts_2018=("S14", "S15", "S16"),
        reason="Een klant of oud-klant mocht je tot juli 2021 bellen over een soortgelijk aanbod, ook met een inschrijving in het register.",
        what_now="Bel, en vertel in het gesprek hoe iemand van deze telefoontjes afkomt.",
        conditions=("Je aanbod is van jezelf en lijkt op wat deze klant kocht.", *_IN_THE_CALL_2018),
        duties=CALL_DUTIES_2018,
    ),
    Rule(
        id="call_not_listed_2018",
        tier=Tier.DEFAULT,
        verdict=Verdict.CONDITIONAL,
        valid_to=UNTIL_2021,
        when=when(**_CALL, recipient=NATURAL, register=Register.NOT_LISTED),
        articles="Tw art. 11.7 lid 5, 9, 10 en 12",
        sources=("TW16",),
        facts_2018=("S14", "S15", "S16"),
        reason="Bellen mocht tot juli 2021 zonder toestemming vooraf, als het nummer niet in het Bel-me-niet Register stond.",
        what_now="Vergelijk je lijst eerst met het register. Vertel in elk gesprek hoe iemand van deze telefoontjes afkomt.",
        conditions=("Het nummer staat niet in het Bel-me-niet Register.", *_IN_THE_CALL_2018),
        duties=CALL_DUTIES_2018,
    ),
    Rule(
        id="call_listed_2018",
        tier=Tier.DEFAULT,
        verdict=Verdict.NOT_ALLOWED,
        valid_to=UNTIL_2021,
        when=when(**_CALL, recipient=NATURAL, register=Register.LISTED),
        articles="Tw art. 11.7 lid 9",
        sources=("TW16",),
        facts_2018=("S15",),
        reason="Dit nummer staat in het Bel-me-niet Register. Dan mocht je niet bellen met een aanbod.",
        what_now="Haal dit nummer van je bellijst.",
    ),
    Rule(
        id="call_legal_person_2018",
        tier=Tier.DEFAULT,
        verdict=Verdict.ALLOWED,
        valid_to=UNTIL_2021,
        when=when(**_CALL, recipient=Recipient.LEGAL_PERSON),
        articles="Tw art. 11.8",
        sources=("TW16",),
        facts_2018=("S14", "S16"),
        reason="De regels voor bellen golden tot juli 2021 alleen voor natuurlijke personen, niet voor een bv, nv, stichting of vereniging.",
        what_now="Bel het zakelijke nummer en stop als iemand bezwaar maakt.",
        duties=("Zeg meteen wie je bent en dat je belt met een aanbod.", _NO_PRIVATE_MOBILE),
    ),
    # 2021: opt-in for natural persons, with an exception for customers.
    _customer,
    _former,
    _former_old,
    Rule(
        id="call_published_2021",
        tier=Tier.EXCEPTION,
        verdict=Verdict.CONDITIONAL,
        valid_from=FROM_2021,
        when=when(
            **_CALL,
            recipient={Recipient.SOLE_TRADER, Recipient.PARTNERSHIP},
            details_source=DetailsSource.PUBLISHED_FOR_OFFERS,
        ),
        articles="Tw art. 11.7 lid 3 onder a",
        sources=("DDMA", "TW26"),
        facts_2018=("S13",),
        reason="Deze ondernemer heeft het nummer bekendgemaakt om aanbiedingen op te krijgen.",
        what_now="Bewaar een kopie van de pagina waarop dat staat en bel alleen voor wat erbij staat.",
        conditions=(
            "Er staat duidelijk bij dat je voor aanbiedingen mag bellen. Een nummer op een contactpagina is niet genoeg.",
        ),
        duties=CALL_DUTIES,
    ),
    Rule(
        id="call_customer_2026",
        tier=Tier.RELATION,
        verdict=Verdict.NOT_ALLOWED,
        valid_from=FROM_2026,
        when=when(**_CALL, recipient=NATURAL, relation=CUSTOMERS),
        articles="Tw art. 11.7 lid 2 en 4",
        sources=("TW26",),
        reason="Sinds 1 juli 2026 mag je ook een klant of oud-klant niet meer bellen zonder toestemming. Dat geldt ook voor een klant die zzp’er is.",
        what_now="Bel niet. Stuur een e-mail als de uitzondering voor klanten daar wel past, of vraag om toestemming als je klant jou belt.",
    ),
    Rule(
        id="call_natural_person_2021",
        tier=Tier.DEFAULT,
        verdict=Verdict.NOT_ALLOWED,
        valid_from=FROM_2021,
        when=when(**_CALL, recipient=NATURAL),
        articles="Tw art. 11.7 lid 2",
        sources=("STB21", "TW26"),
        reason="Sinds 1 juli 2021 mag je consumenten, zzp’ers en vennoten alleen bellen met toestemming vooraf.",
        what_now=ASK_SAFELY.replace("Stuur niets.", "Bel niet."),
    ),
    Rule(
        id="call_legal_person_2021",
        tier=Tier.DEFAULT,
        verdict=Verdict.CONDITIONAL,
        valid_from=FROM_2021,
        when=when(**_CALL, recipient=Recipient.LEGAL_PERSON),
        articles="Tw art. 11.7 lid 2 (geldt niet) en lid 8 (tot juli 2026 lid 7, afgeleid); AVG art. 21",
        sources=("STB21", "DDMA", "TW26"),
        reason="Voor het bellen van een bv, nv, stichting of vereniging is geen toestemming nodig.",
        what_now="Bel het zakelijke nummer met een zichtbaar nummer, en stop als iemand bezwaar maakt.",
        conditions=("Je belt met een zichtbaar nummer.", _NO_PRIVATE_MOBILE),
        duties=CALL_DUTIES,
    ),
    # 2026: the exception is left for charities and publishers only.
    _from_2026(_customer, "call_customer_special_2026"),
    _from_2026(_former, "call_former_customer_special_2026"),
    _from_2026(_former_old, "call_former_customer_too_long_2026"),
)
