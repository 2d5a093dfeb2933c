"""The rights of a data subject: access, rectification and erasure (AVG art. 15-17), each with a line in the log."""

from avgkit.duties.rights.access import access_deadline, access_document, due_on, save_access
from avgkit.duties.rights.erasure_and_rectification import ErasureOutcome, erase, log_access, rectify
from avgkit.duties.rights.finding import Person, Query, find, the_one
from avgkit.duties.rights.searching import Searched, files_in, search_files

__all__ = [
    "ErasureOutcome",
    "Person",
    "Query",
    "Searched",
    "access_deadline",
    "access_document",
    "due_on",
    "erase",
    "files_in",
    "find",
    "log_access",
    "rectify",
    "save_access",
    "search_files",
    "the_one",
]
