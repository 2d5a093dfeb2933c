"""The values that facts, verdicts and rule sets have, as codes. They stand in files and commands: never rename one."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"
    FAX = "fax"
    PHONE = "phone"
    AUTOMATIC_CALL = "automatic_call"
    POST = "post"
    LINKEDIN_MESSAGE = "linkedin_message"
    PUBLIC_POST = "public_post"


class Purpose(StrEnum):
    NEWSLETTER = "newsletter"
    OFFER = "offer"
    PERMISSION_REQUEST = "permission_request"
    FEEDBACK_REQUEST = "feedback_request"
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
    DONOR = "donor"
    VOLUNTEER = "volunteer"


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


class NumberKind(StrEnum):
    BUSINESS = "business"
    PRIVATE = "private"


class Sender(StrEnum):
    ORDINARY = "ordinary"
    CHARITY = "charity"
    PUBLISHER = "publisher"
    LOTTERY = "lottery"


class Verdict(StrEnum):
    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    NOT_ALLOWED = "not_allowed"
    DEPENDS = "depends"


class RuleSet(StrEnum):
    LAW = "law"
    EXPLANATION_2018 = "explanation_2018"
