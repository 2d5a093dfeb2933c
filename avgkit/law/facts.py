"""Facts and verdicts: the fixed names, with Dutch labels and a one-line question each.

A *case* is one contact, one channel, one purpose, one day. Every fact can be ``unknown``, save channel, purpose
and the day. The module knows no rules and does no I/O.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from avgkit.base.errors import AvgkitError

UNKNOWN = "unknown"
YEARS_LIMIT = 3
"""Years after which a former customer is no longer called one. Source: Code Telemarketing (self-regulation)."""


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    FAX = "fax"
    PHONE = "phone"
    POST = "post"
    LINKEDIN_MESSAGE = "linkedin_message"
    PUBLIC_POST = "public_post"


class Purpose(StrEnum):
    NEWSLETTER = "newsletter"
    OFFER = "offer"
    PERMISSION_REQUEST = "permission_request"
    REPLY = "reply"
    SERVICE = "service"


class Recipient(StrEnum):
    CONSUMER = "consumer"
    SOLE_TRADER = "sole_trader"
    PARTNERSHIP = "partnership"
    LEGAL_PERSON = "legal_person"


class Relation(StrEnum):
    NONE = "none"
    ENQUIRY = "enquiry"
    CUSTOMER = "customer"
    FORMER_CUSTOMER = "former_customer"
    CONNECTION = "connection"


class Years(StrEnum):
    """What the rules ask of the number ``years_since_relation``: within the limit, or past it."""

    WITHIN_LIMIT = "within_limit"
    PAST_LIMIT = "past_limit"


class DetailsSource(StrEnum):
    OWN_SALE = "own_sale"
    OWN_SIGNUP = "own_signup"
    GIVEN_PERSONALLY = "given_personally"
    PUBLISHED_FOR_OFFERS = "published_for_offers"
    PUBLISHED_OTHERWISE = "published_otherwise"
    PLATFORM_EXPORT = "platform_export"
    THIRD_PARTY = "third_party"


class Consent(StrEnum):
    NONE = "none"
    VALID = "valid"
    UNPROVEN = "unproven"
    PRE_TICKED = "pre_ticked"
    BUNDLED = "bundled"
    OTHER_SENDER = "other_sender"
    OTHER_PURPOSE = "other_purpose"
    OTHER_CHANNEL = "other_channel"
    WITHDRAWN = "withdrawn"


class YesNo(StrEnum):
    NO = "no"
    YES = "yes"


class Register(StrEnum):
    NOT_LISTED = "not_listed"
    LISTED = "listed"


class Sender(StrEnum):
    ORDINARY = "ordinary"
    CHARITY = "charity"
    PUBLISHER = "publisher"


class Verdict(StrEnum):
    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    NOT_ALLOWED = "not_allowed"
    DEPENDS = "depends"


class RuleSet(StrEnum):
    LAW = "law"
    EXPLANATION_2018 = "explanation_2018"


@dataclass(frozen=True)
class Fact:
    """One fact of a case: its name, its values, its Dutch label and the question that a learner gets."""

    name: str
    values: type[StrEnum]
    label: str
    question: str
    labels: Mapping[str, str]
    default: str = UNKNOWN

    def parse(self, value: object) -> str:
        """Return the value's code, or ``unknown``; a number of years becomes a member of ``Years``.

        Raises AvgkitError with a Dutch sentence when the value is none of this fact's.
        """
        text = "" if value is None else str(value).strip().lower()
        if text in ("", UNKNOWN, "nan", "<na>") and text not in self.labels:
            return UNKNOWN
        if text in self.labels:
            return text
        if self.values is Years:
            return _years(text)
        known = ", ".join([*self.labels, UNKNOWN])
        raise AvgkitError(f"“{value}” is geen waarde van {self.name}. Kies uit: {known}.")


def _years(text: str) -> str:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 200:
        raise AvgkitError(f"“{text}” is geen aantal jaren voor years_since_relation. Geef een getal, zoals 2 of 3,5.")
    return Years.WITHIN_LIMIT if number <= YEARS_LIMIT else Years.PAST_LIMIT


_FACTS = (
    Fact(
        "channel",
        Channel,
        "Kanaal",
        "Hoe wil je deze persoon bereiken?",
        {
            "email": "e-mail",
            "sms": "sms",
            "whatsapp": "WhatsApp",
            "fax": "fax",
            "phone": "telefoon",
            "post": "post",
            "linkedin_message": "LinkedIn-bericht",
            "public_post": "openbaar bericht",
        },
    ),
    Fact(
        "purpose",
        Purpose,
        "Doel",
        "Waarvoor wil je deze persoon bereiken?",
        {
            "newsletter": "nieuwsbrief",
            "offer": "aanbieding",
            "permission_request": "vragen om toestemming",
            "reply": "antwoord op een vraag",
            "service": "bericht over een lopende opdracht",
        },
    ),
    Fact(
        "recipient",
        Recipient,
        "Ontvanger",
        "Is dit een consument, een zzp’er of een bedrijf?",
        {
            "consumer": "consument",
            "sole_trader": "zzp’er of eenmanszaak",
            "partnership": "vof, cv of maatschap",
            "legal_person": "bv, nv, stichting of vereniging",
        },
    ),
    Fact(
        "relation",
        Relation,
        "Relatie",
        "Welke band heb je met deze persoon?",
        {
            "none": "geen band",
            "enquiry": "vroeg je iets",
            "customer": "klant",
            "former_customer": "oud-klant",
            "connection": "connectie op LinkedIn",
        },
    ),
    Fact(
        "years_since_relation",
        Years,
        "Jaren sinds laatste opdracht",
        "Hoeveel jaar geleden was de laatste opdracht van deze oud-klant?",
        {"within_limit": f"hooguit {YEARS_LIMIT} jaar", "past_limit": f"langer dan {YEARS_LIMIT} jaar"},
    ),
    Fact(
        "details_source",
        DetailsSource,
        "Bron van de gegevens",
        "Hoe kwam je aan dit adres of nummer?",
        {
            "own_sale": "bij een verkoop door jou",
            "own_signup": "zelf aangemeld bij jou",
            "given_personally": "persoonlijk gekregen",
            "published_for_offers": "gepubliceerd om aanbiedingen te krijgen",
            "published_otherwise": "ergens anders voor gepubliceerd",
            "platform_export": "gedownload van een platform",
            "third_party": "van een ander gekregen of gekocht",
        },
    ),
    Fact(
        "consent",
        Consent,
        "Toestemming",
        "Heeft deze persoon jou toestemming gegeven, en kun je dat bewijzen?",
        {
            "none": "geen",
            "valid": "geldig en bewijsbaar",
            "unproven": "niet te bewijzen",
            "pre_ticked": "vakje stond al aan",
            "bundled": "zat vast aan iets anders",
            "other_sender": "voor een ander bedrijf",
            "other_purpose": "voor een ander doel",
            "other_channel": "voor een ander kanaal",
            "withdrawn": "ingetrokken",
        },
    ),
    Fact(
        "objection",
        YesNo,
        "Bezwaar",
        "Heeft deze persoon gezegd dat je moet stoppen?",
        {"no": "nee", "yes": "ja"},
    ),
    Fact(
        "similar_product",
        YesNo,
        "Zelfde soort aanbod",
        "Is je aanbod van jezelf, en lijkt het op wat deze klant eerder kocht?",
        {"no": "nee", "yes": "ja"},
    ),
    Fact(
        "opt_out_offered",
        YesNo,
        "Afmelden aangeboden",
        "Kon deze persoon zich afmelden toen je het adres kreeg, en kan dat in elk bericht?",
        {"no": "nee", "yes": "ja"},
    ),
    Fact(
        "register",
        Register,
        "Register",
        "Staat deze persoon in het Bel-me-niet Register (tot juli 2021) of in Postfilter?",
        {"not_listed": "niet ingeschreven", "listed": "ingeschreven"},
    ),
    Fact(
        "sender",
        Sender,
        "Afzender",
        "Ben je een gewoon bedrijf, een goed doel of een uitgever?",
        {"ordinary": "gewoon bedrijf", "charity": "goed doel", "publisher": "uitgever van een krant of blad"},
        default=Sender.ORDINARY,
    ),
)

FACTS: Mapping[str, Fact] = {fact.name: fact for fact in _FACTS}
CONTACT_FACTS: tuple[str, ...] = tuple(FACTS)[2:]
"""The facts of a contact: all but channel and purpose."""

VERDICT_LABELS: Mapping[str, str] = {
    "allowed": "mag",
    "conditional": "mag, onder voorwaarden",
    "not_allowed": "mag niet",
    "depends": "hangt ervan af",
}


def label(fact: str, value: str) -> str:
    """Return the Dutch label of a fact's value; ``unknown`` is “weet ik niet”."""
    return "weet ik niet" if value == UNKNOWN else FACTS[fact].labels[value]


def fact_named(name: str) -> Fact:
    """Return the fact with this name. Raises AvgkitError with a Dutch sentence when there is none."""
    if name not in FACTS:
        raise AvgkitError(f"Het feit “{name}” bestaat niet. Kies uit: {', '.join(FACTS)}.")
    return FACTS[name]
