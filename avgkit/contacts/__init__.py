"""Real lists in: files become contacts with facts, and nothing is lost on the way."""

from avgkit.contacts.formats import known_formats
from avgkit.contacts.model import Contact, ContactList, FileReading, Reject
from avgkit.contacts.reading import read, read_bytes, read_file

__all__ = ["Contact", "ContactList", "FileReading", "Reject", "known_formats", "read", "read_bytes", "read_file"]
