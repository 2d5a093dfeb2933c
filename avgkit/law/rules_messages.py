"""E-mail, SMS, WhatsApp and fax: art. 11.7 lid 1 Tw and its exceptions, in the versions of 2018, 2021 and 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from avgkit.law.facts import Channel, Consent, DetailsSource, Purpose, Relation, Verdict, YesNo
from avgkit.law.rule_model import COMMERCIAL, Rule, Tier, when
from avgkit.law.rule_wording import ASK_SAFELY, ASKING_VIEW, BUSINESS, MESSAGE_DUTIES

MESSAGES = frozenset({Channel.EMAIL, Channel.SMS, Channel.WHATSAPP})
WRITTEN = MESSAGES | {Channel.FAX}
_ASKING = frozenset({Purpose.PERMISSION_REQUEST})
CUSTOMERS = frozenset({Relation.CUSTOMER, Relation.FORMER_CUSTOMER})
SOLD = {
    "relation": CUSTOMERS,
    "details_source": DetailsSource.OWN_SALE,
    "similar_product": YesNo.YES,
    "opt_out_offered": YesNo.YES,
}
"""The facts that make the customer exception fit."""
UNTIL_2021, FROM_2021, UNTIL_2026, FROM_2026 = (
    date(2021, 6, 30),
    date(2021, 7, 1),
    date(2026, 6, 30),
    date(2026, 7, 1),
)

_customer = Rule(
    id="message_customer_2018",
    tier=Tier.EXCEPTION,
    verdict=Verdict.CONDITIONAL,
    valid_to=UNTIL_2021,
    when=when(channel=MESSAGES, purpose=COMMERCIAL, **SOLD),
    articles="Tw art. 11.7 lid 3",
    sources=("TW16",),
    reason="Je kreeg het adres of nummer bij een verkoop aan deze klant, en je aanbod lijkt op wat je toen verkocht.",
    what_now="Stuur alleen je eigen, soortgelijke aanbod en zet in elk bericht een link om zich af te melden.",
    conditions=(
        "Je kunt laten zien dat deze persoon klant van jou was en dat je de gegevens bij die verkoop kreeg.",
        "Je aanbod is van jezelf en lijkt op wat deze klant kocht.",
        "Je klant kon zich gratis en makkelijk afmelden toen je de gegevens kreeg, en kan dat in elk bericht.",
        "Is het een oud-klant, bewaar de gegevens dan niet langer dan nodig (AVG art. 5 lid 1 onder e).",
    ),
    duties=MESSAGE_DUTIES,
    contested_for=_ASKING,
    other_view=ASKING_VIEW,
)
_published = Rule(
    id="message_published_2018",
    tier=Tier.EXCEPTION,
    verdict=Verdict.CONDITIONAL,
    valid_to=UNTIL_2021,
    when=when(
        channel=MESSAGES,
        purpose=COMMERCIAL,
        recipient=BUSINESS,
        details_source=DetailsSource.PUBLISHED_FOR_OFFERS,
    ),
    articles="Tw art. 11.7 lid 2 onder a",
    sources=("TW16",),
    facts_2018=("S13",),
    reason="Dit bedrijf heeft het adres of nummer bekendgemaakt om aanbiedingen op te krijgen.",
    what_now="Bewaar een kopie van de pagina waarop staat dat aanbiedingen welkom zijn. Stuur alleen wat daarbij past.",
    conditions=(
        "Er staat duidelijk bij dat je er aanbiedingen naartoe mag sturen. Een gewoon info@-adres is niet genoeg.",
        "Je gebruikt het adres of nummer alleen voor wat erbij staat.",
    ),
    duties=MESSAGE_DUTIES,
    contested_for=_ASKING,
    other_view=ASKING_VIEW,
)

_EXCEPTIONS = (
    _customer,
    replace(
        _customer,
        id="message_customer_2021",
        articles="Tw art. 11.7 lid 4 (nummer van het lid afgeleid)",
        sources=("STB21", "TW21_4"),
        valid_from=FROM_2021,
        valid_to=UNTIL_2026,
    ),
    replace(
        _customer,
        id="message_customer_2026",
        articles="Tw art. 11.7 lid 4",
        sources=("TW26",),
        valid_from=FROM_2026,
        valid_to=None,
    ),
    _published,
    replace(
        _published,
        id="message_published_2021",
        articles="Tw art. 11.7 lid 3 onder a",
        valid_from=FROM_2021,
        valid_to=None,
        sources=("DDMA", "TW26"),
        when=_published.when | {"channel": WRITTEN},
    ),
    Rule(
        id="fax_customer_unclear_2021",
        tier=Tier.EXCEPTION,
        verdict=Verdict.NOT_ALLOWED,
        valid_from=FROM_2021,
        when=when(channel=Channel.FAX, purpose=COMMERCIAL, **SOLD),
        articles="Tw art. 11.7 lid 1 en 4",
        sources=("TW21_4", "TW26"),
        contested_for=COMMERCIAL,
        reason="Het is niet duidelijk of de uitzondering voor klanten ook voor de fax geldt. Wij kiezen de veilige kant.",
        other_view="De tekst van lid 4 wijkt af van heel lid 1, dus ook van de fax. Een uitspraak hierover is er niet.",
        what_now="Gebruik geen fax. Stuur deze klant liever een e-mail, daarvoor geldt de uitzondering wel.",
    ),
)

_CONSENT = Rule(
    id="message_consent",
    tier=Tier.CONSENT,
    verdict=Verdict.ALLOWED,
    when=when(channel=WRITTEN, purpose=COMMERCIAL, consent=Consent.VALID),
    articles="Tw art. 11.7 lid 1; AVG art. 4 onder 11 en art. 7",
    sources=("TW16", "STB21", "TW26", "AVG"),
    facts_2018=("S04", "S08", "S10"),
    reason="Deze persoon gaf toestemming aan jou, voor dit doel en dit kanaal, en je kunt dat bewijzen.",
    what_now="Stuur je bericht en bewaar het bewijs van de toestemming.",
    duties=MESSAGE_DUTIES,
)


def _no(
    id: str,
    tier: Tier,
    reason: str,
    what_now: str = ASK_SAFELY,
    *,
    articles: str = "Tw art. 11.7 lid 1",
    sources: tuple[str, ...] = ("TW16", "STB21", "TW26"),
    facts_2018: tuple[str, ...] = ("S08",),
    **facts,
) -> Rule:
    """Make a prohibition for written messages; only its reason differs from the general one."""
    return Rule(
        id=id,
        tier=tier,
        verdict=Verdict.NOT_ALLOWED,
        reason=reason,
        what_now=what_now,
        articles=articles,
        sources=sources,
        facts_2018=facts_2018,
        contested_for=_ASKING,
        other_view=ASKING_VIEW,
        when=when(**({"channel": MESSAGES, "purpose": COMMERCIAL} | facts)),
    )


PROHIBITIONS = (
    _no(
        "message_platform_export",
        Tier.SOURCE,
        "Je haalde deze gegevens van een platform, zoals LinkedIn. Een connectie gaf je die niet voor reclame.",
        "Zet deze mensen niet in je mailprogramma. Plaats een openbaar bericht met een link om zich aan te melden.",
        articles="AVG art. 5 lid 1 onder b, art. 6 en 14; Tw art. 11.7 lid 1",
        sources=("AVG", "TW26"),
        facts_2018=("S25",),
        details_source=DetailsSource.PLATFORM_EXPORT,
    ),
    _no(
        "message_published_otherwise",
        Tier.SOURCE,
        "Dit adres of nummer staat ergens voor een ander doel. Je mag het alleen gebruiken voor dat doel. "
        "Sommigen vinden dat een info@-adres wel mag; de tekst van de wet steunt dat niet.",
        articles="Tw art. 11.7 lid 1 en 3; AVG art. 5 lid 1 onder b",
        facts_2018=("S13",),
        details_source=DetailsSource.PUBLISHED_OTHERWISE,
    ),
    _no(
        "message_third_party",
        Tier.SOURCE,
        "Je kreeg of kocht deze gegevens van een ander. Deze persoon gaf aan jou geen toestemming.",
        "Gebruik deze gegevens niet en vraag de ander niet om meer. Laat mensen zich zelf bij jou aanmelden.",
        facts_2018=("S11",),
        details_source=DetailsSource.THIRD_PARTY,
    ),
    _no(
        "message_consent_unproven",
        Tier.FLAW,
        "Misschien gaf deze persoon toestemming, maar je kunt het niet bewijzen. Dan telt het niet.",
        "Zoek het bewijs: wanneer, waar en waarvoor. Vind je niets, laat deze persoon zich dan zelf opnieuw aanmelden.",
        articles="Tw art. 11.7 lid 1; AVG art. 7 lid 1",
        facts_2018=("S04", "S10"),
        consent=Consent.UNPROVEN,
    ),
    _no(
        "message_consent_pre_ticked",
        Tier.FLAW,
        "Het vakje voor toestemming stond al aan. Dat is geen toestemming, want niemand zette zelf een vinkje.",
        articles="AVG art. 4 onder 11 en overweging 32",
        sources=("AVG", "PLANET49"),
        facts_2018=("S12",),
        consent=Consent.PRE_TICKED,
    ),
    _no(
        "message_consent_bundled",
        Tier.FLAW,
        "De toestemming zat vast aan iets anders, zoals de algemene voorwaarden. Dan is ze niet vrij gegeven.",
        articles="AVG art. 7 lid 2 en 4",
        sources=("AVG",),
        facts_2018=("S10",),
        consent=Consent.BUNDLED,
    ),
    _no(
        "message_consent_other_sender",
        Tier.FLAW,
        "De toestemming is gegeven aan een ander bedrijf. Ook als dat van jou is, geldt ze niet voor dit bedrijf.",
        articles="AVG art. 4 onder 11",
        sources=("AVG",),
        facts_2018=("S11",),
        consent=Consent.OTHER_SENDER,
    ),
    _no(
        "message_consent_other_scope",
        Tier.FLAW,
        "De toestemming is gegeven voor een ander doel of een ander kanaal. Daarbuiten geldt ze niet.",
        articles="AVG art. 4 onder 11 en art. 5 lid 1 onder b",
        sources=("AVG",),
        facts_2018=("S09", "S10"),
        consent={Consent.OTHER_PURPOSE, Consent.OTHER_CHANNEL},
    ),
    _no(
        "message_enquiry",
        Tier.RELATION,
        "Deze persoon vroeg alleen om informatie. Dat is geen toestemming, en iemand die iets vraagt is nog geen klant.",
        "Beantwoord de vraag. Vraag in dat gesprek of je contact zich wil aanmelden.",
        facts_2018=("S09",),
        relation=Relation.ENQUIRY,
    ),
    _no(
        "message_customer_misfit",
        Tier.RELATION,
        "Dit is een klant of oud-klant, maar je voldoet niet aan alle eisen van de uitzondering voor klanten.",
        "Kijk welke eis niet klopt: gegevens bij de verkoop gekregen, een soortgelijk aanbod, en steeds kunnen afmelden.",
        articles="Tw art. 11.7 lid 1, en lid 3 (tot juli 2021) of lid 4",
        relation=CUSTOMERS,
    ),
    _no(
        "message_no_consent",
        Tier.DEFAULT,
        "Een digitaal bericht met reclame mag alleen met toestemming vooraf. Dat geldt ook voor mail aan bedrijven.",
        sources=("TW16", "STB21", "TW26", "SPAM_MKB"),
    ),
    replace(
        _no(
            "fax_no_consent",
            Tier.DEFAULT,
            "Een fax met reclame mag alleen met toestemming vooraf.",
            channel=Channel.FAX,
        ),
        contested_for=frozenset(),
        other_view="",
    ),
)

RULES = (_CONSENT, *_EXCEPTIONS, *PROHIBITIONS)
