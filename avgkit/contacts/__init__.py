"""Real lists in: files become people with facts, and nothing is lost on the way."""

from avgkit.contacts.cleaning.issues import ISSUES
from avgkit.contacts.formats import known_formats
from avgkit.contacts.grid import Reject
from avgkit.contacts.merging import SHOWN
from avgkit.contacts.people import Contact, ContactList, FileReading
from avgkit.contacts.reading import GLIMPSE, read, read_bytes, read_file

__all__ = [
    "GLIMPSE",
    "ISSUES",
    "SHOWN",
    "Contact",
    "ContactList",
    "FileReading",
    "Reject",
    "known_formats",
    "read",
    "read_bytes",
    "read_file",
]
