"""What every format module gives, and the steps that they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from avgkit.contacts.clean import clean_date, clean_email, clean_phone, clean_words, first_of
from avgkit.contacts.model import Contact
from avgkit.contacts.recipients import recipient_of

GRADES = {
    "A": "zeker: zo staat het in de code van het product zelf",
    "B": "vrij zeker: nagekeken met echte exports",
    "C": "redelijk zeker: gezien in voorbeelden van anderen",
    "D": "onzeker: aangenomen vorm, kijk goed na of het klopt",
}
"""How sure we are of a format, for a learner."""

Row = Mapping[str, str]


@dataclass(frozen=True)
class Format:
    """An export format.

    ``needs`` are folded headings that must all be there; ``read`` makes a contact of a row (folded heading -> cell).
    ``proves`` tells a learner what the file says of consent, relation and source.
    """

    name: str
    title: str
    grade: str
    needs: frozenset[str]
    read: Callable[[Row, int], Contact]
    proves: str

    def fits(self, headings: set[str]) -> bool:
        return self.needs <= headings


def basics(
    row: Row,
    number: int,
    *,
    email: str = "",
    phone: str = "",
    company: str = "",
    position: str = "",
    names: tuple[str, ...] = (),
    from_number: bool = False,
) -> Contact:
    """Return a contact with its details cleaned; the arguments are folded headings."""
    contact = Contact(number)
    words = [clean_words(row.get(heading, "")) for heading in names]
    contact.name = " ".join(value for value, _ in words if value) or None
    contact.company, company_issues = clean_words(row.get(company, ""))
    contact.position, _ = clean_words(row.get(position, ""))
    contact.email, email_issues = first_of(row.get(email, ""), clean_email)
    contact.phone, phone_issues = first_of(row.get(phone, ""), lambda cell: clean_phone(cell, from_number))
    name_issues = [issue for _, issues in words for issue in issues]
    contact.issues = list(dict.fromkeys([*email_issues, *phone_issues, *name_issues, *company_issues]))
    contact.recipient, contact.recipient_reason = recipient_of(contact.company, contact.name)
    return contact


def add_date(contact: Contact, cell: str, means: str | None, form: str | None) -> Contact:
    """Set the contact's date and what it means; note what was wrong with it."""
    contact.date, issues = clean_date(cell, form)
    contact.date_means = means
    contact.issues += issues
    return contact
