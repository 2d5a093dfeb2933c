"""Which heading means what, for lists that no format module knows; the headings stand in ``headings.toml``."""

from __future__ import annotations

import re
from functools import cache

from avgkit.base.toml_data import read_data

MEANINGS = {meaning: tuple(headings) for meaning, headings in read_data("contacts/headings.toml").items()}
"""A meaning and the headings for it, folded: lower case, single spaces."""
_TABLE = {heading: meaning for meaning, headings in MEANINGS.items() for heading in headings}

_SPACES = re.compile(r"[ -]")
_UNSPACED = {bare: meaning for heading, meaning in _TABLE.items() if len(bare := _SPACES.sub("", heading)) > 5}
"""Headings as a database writes them, without spaces: companyname."""
_TOGETHER = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where the words of FirstName begin."""
_WHOSE = (
    "billing|factuur|facturatie|facturering|genodigde|invitee|attendee|deelnemer|registrant|contactpersoon|contact|"
    "relatie|klant|customer|lid|lead|subscriber|user|primair|primaire|primary|werk|work|zakelijk|privé|thuis|koper|"
    "buyer|besteller|facturen|offertes"
)
_AROUND = re.compile(
    rf"^(?:(?:wat is|what is|what's|vul) )?(?:je|jouw|uw|your|{_WHOSE}):?[ -]|"
    rf"^(?:naam|name|adres|address)(?: \((?=.*\)$)|:| -) ?|"
    rf"\??$|(?<=[a-z])\)$| ?[(-]? ?(?:{_WHOSE}|s|en|optioneel|optional|required|verplicht)\)?$"
)
"""What a form, a shop or a program writes around a heading: whose it is, and whether it has to be filled in."""


@cache
def fold(heading: str) -> str:
    """Return a heading in one form: lower case, single spaces, no underscores or colons."""
    return re.sub(r"[\s_]+", " ", heading.strip().strip("*:").strip().lower())


@cache
def meaning_of(heading: str) -> str | None:
    """Return what a heading means (a key of MEANINGS), or None: as it stands, or in plainer words."""
    folded = fold(heading)
    plainer = fold(_TOGETHER.sub(" ", heading)), fold(_AROUND.sub("", folded))
    found = next((_TABLE[form] for form in (folded, *plainer) if form in _TABLE), None)
    return found or _UNSPACED.get(_SPACES.sub("", folded))


def plain_meaning(heading: str) -> str | None:
    """Return the meaning of a heading; that of “E-mail 2”, or “E-mail (2)” which stood there twice, is “E-mail”."""
    return meaning_of(re.sub(r" ?(?:(?<!\d)\d|\(\d+\))$", "", heading))
