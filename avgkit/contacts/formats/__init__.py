"""The export formats that avgkit knows. To add one: write a small module with a FORMAT and name it here.

The order matters where one format's headings hold another's: the more particular one comes first.
"""

from __future__ import annotations

from functools import cache

from avgkit.contacts.formats import (
    activecampaign,
    brevo,
    calendly,
    eventbrite,
    generic,
    google_contacts,
    hubspot,
    kit,
    klaviyo,
    laposta,
    linkedin_connections,
    linkedin_contacts,
    linkedin_invitations,
    linkedin_messages,
    mailchimp,
    mailerlite,
    moneybird,
    online_forms,
    outlook,
    own_suppression,
    own_table,
    pipedrive,
    shopify,
    vcard,
    whatsapp,
    woocommerce,
)
from avgkit.contacts.formats.base import GRADES, Format
from avgkit.contacts.headings import fold, meaning_of

TABLES: tuple[Format, ...] = (
    own_table.FORMAT,
    linkedin_connections.FORMAT,
    linkedin_contacts.FORMAT,
    linkedin_invitations.FORMAT,
    linkedin_messages.FORMAT,
    mailchimp.UNSUBSCRIBED,
    mailchimp.CLEANED,
    mailchimp.SUBSCRIBED,
    brevo.FORMAT,
    activecampaign.FORMAT,
    klaviyo.FORMAT,
    laposta.FORMAT,
    mailerlite.FORMAT,
    kit.FORMAT,
    google_contacts.NEW,
    google_contacts.OLD,
    eventbrite.FORMAT,
    calendly.FORMAT,
    online_forms.TYPEFORM,
    online_forms.GOOGLE,
    shopify.FORMAT,
    woocommerce.FORMAT,
    moneybird.FORMAT,
    hubspot.FORMAT,
    pipedrive.FORMAT,
    outlook.ENGLISH,
    outlook.DUTCH,
    own_suppression.FORMAT,
)
"""Formats that are recognised by their headings."""
ALL: tuple[Format, ...] = (*TABLES, vcard.FORMAT, whatsapp.FORMAT, generic.FORMAT)
NAMES = {known.name: known for known in ALL}


@cache
def _headings() -> frozenset[str]:
    return frozenset(heading for known in TABLES for heading in known.known_headings())


def known_heading(heading: str) -> bool:
    """Tell whether a heading is known in an own list or in an export format."""
    return meaning_of(heading) is not None or fold(heading) in _headings()


def known_formats() -> list[dict[str, str]]:
    """Return name, title, grade, grade_text and proves of each format, for a learner."""
    return [
        {
            "name": known.name,
            "title": known.title,
            "grade": known.grade,
            "grade_text": GRADES[known.grade],
            "proves": known.proves,
        }
        for known in ALL
    ]
