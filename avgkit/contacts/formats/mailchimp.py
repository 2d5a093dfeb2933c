"""Mailchimp's three files. Grade C: seen in test files of others.

The headings tell the status, not the file's name. Only an OPTIN_TIME with an OPTIN_IP is a record of consent: a
CONFIRM_TIME alone is also what an import of a whole list leaves behind. A list's consent covers newsletters by e-mail.
"""

from __future__ import annotations

from avgkit.contacts.formats.base import Format, Row, add_date, basics
from avgkit.contacts.model import Contact
from avgkit.vocabulary import Channel, DetailsSource, Purpose

_COMMON = frozenset({"email address", "optin time", "optin ip", "confirm time", "leid"})


def _basics(row: Row, number: int) -> Contact:
    return basics(
        row, number, email="email address", phone="phone number", names=("first name", "last name"), company="company"
    )


def _subscribed(row: Row, number: int) -> Contact:
    contact = _basics(row, number)
    optin, origin = row["optin time"].strip(), row["optin ip"].strip()
    if optin and origin:
        contact.consent_reading = "confirmed_by_tool_record"
        contact.consent_channel, contact.consent_purpose = Channel.EMAIL, Purpose.NEWSLETTER
        contact.details_source = DetailsSource.OWN_SIGNUP
    return add_date(contact, optin or row["confirm time"], "optin_time_else_confirm_time", "iso")


def _unsubscribed(row: Row, number: int) -> Contact:
    contact = _basics(row, number)
    contact.consent_reading = "withdrawn"
    return add_date(contact, row["unsub time"], "unsub_time", "iso")


def _cleaned(row: Row, number: int) -> Contact:
    contact = _basics(row, number)
    contact.consent_reading = "undeliverable"
    add_date(contact, row["clean time"], "clean_time", "iso")
    contact.issues.append("undeliverable")
    return contact


UNSUBSCRIBED = Format(
    name="mailchimp_unsubscribed",
    title="Mailchimp: afgemeld",
    grade="C",
    needs=_COMMON | {"unsub time"},
    read=_unsubscribed,
    proves="Deze mensen hebben zich afgemeld. Hun toestemming is ingetrokken.",
)
CLEANED = Format(
    name="mailchimp_cleaned",
    title="Mailchimp: opgeschoond",
    grade="C",
    needs=_COMMON | {"clean time"},
    read=_cleaned,
    proves="Mail aan deze adressen kwam niet aan. Over toestemming zegt dit bestand niets.",
)
SUBSCRIBED = Format(
    name="mailchimp_subscribed",
    title="Mailchimp: aangemeld",
    grade="C",
    needs=_COMMON,
    read=_subscribed,
    proves="Met een tijd én een IP-adres van aanmelding is er bewijs van toestemming voor je nieuwsbrief. Anders weet je het niet.",
)
