"""Any table with Dutch or English headings. What the learner wrote of consent is a claim, not proof."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from avgkit.contacts.cleaning.dates import is_yes
from avgkit.contacts.cleaning.emails import clean_email
from avgkit.contacts.cleaning.phones import clean_phone
from avgkit.contacts.formats.base import UNKNOWN, Facts, Fields, Format
from avgkit.contacts.grid import Grid
from avgkit.contacts.headings import meaning_of
from avgkit.errors import AvgkitError
from avgkit.vocabulary import Relation, YesNo

ASKED = {"name": "de naam", "email": "het e-mailadres", "phone": "het telefoonnummer", "company": "het bedrijf"}
_SAYING = ("customer", "objection", "consent")


@lru_cache(maxsize=64)
def _says(customer: str, objection: str, consent: str) -> Facts:
    bought = is_yes(customer)
    return Facts(
        {True: "claimed", False: "none", None: UNKNOWN}[is_yes(consent)],
        relation=Relation.CUSTOMER if bought else UNKNOWN,
        customer=bought,
        objection=YesNo.YES if is_yes(objection) else UNKNOWN,
    )


FORMAT = Format(
    name="generic",
    title="Een eigen lijst (CSV, Excel, ODS of Parquet)",
    grade="D",
    proves="Wat er staat heb je zelf bijgehouden. “Toestemming: ja” is een bewering; zonder tijd en herkomst is het geen bewijs.",
    needs=frozenset(),
    asks=_SAYING,
    says=_says,
)


def fields_of(columns: Mapping[str, str]) -> Fields:
    """Return where the details stand, from meaning -> heading."""

    def of(*meanings: str) -> tuple[str, ...]:
        return tuple(columns[meaning] for meaning in meanings if meaning in columns)

    parts = of("first_name", "middle_name", "last_name")
    sale = "last_sale" in columns
    return Fields(
        email=of("email"),
        phone=of("mobile", "phone"),
        names=parts if "last_name" in columns or not of("name") else of("name"),
        full_name=columns.get("name", "") if "last_name" in columns else "",
        company=of("company"),
        position=of("position"),
        kvk=columns.get("kvk", ""),
        date=of("last_sale", "date"),
        date_means="last_sale" if sale else "date" if "date" in columns else None,
        sale=sale,
    )


def asks_of(columns: Mapping[str, str]) -> tuple[str, ...]:
    """Return the headings of what ``says`` gets; a heading that is not there gives an empty cell."""
    return tuple(columns.get(meaning, "") for meaning in _SAYING)


def columns_of(grid: Grid, mapping: Mapping[str, str] | None, name: str) -> tuple[dict[str, str], list[str]]:
    """Return the column of each meaning, and questions about what is unclear.

    A column is found by its heading, or for addresses and numbers by its content. ``mapping`` (meaning -> heading) wins.
    Raises AvgkitError with a Dutch sentence when there is no name, address or number at all, or a mapping is wrong.
    """
    found: dict[str, str] = dict(mapping or {})
    questions = []
    for heading in found.values():
        if heading not in grid.headings:
            raise AvgkitError(f"{name} heeft geen kolom “{heading}”; kies een van de koppen in het bestand.")
    for heading in (heading for heading in grid.headings if heading not in found.values()):
        meaning = meaning_of(heading)
        if meaning and meaning not in found:
            found[meaning] = heading
        elif meaning in ASKED and meaning not in (mapping or ()):
            questions.append(
                f"{name}: “{heading}” lijkt ook op {ASKED[meaning]}. We gebruiken “{found[meaning]}”. Klopt dat? Zo niet: kies hieronder de juiste kolom, of geef die kolom de kop “{meaning_label(meaning)}”."
            )
    for meaning, clean in (("email", clean_email), ("phone", clean_phone)):
        if meaning not in found and not (meaning == "phone" and "mobile" in found):
            guess = _by_content(grid, clean, set(found.values()))
            if guess:
                found[meaning] = guess
                questions.append(
                    f"{name}: we denken dat “{guess}” {ASKED[meaning]} is. Klopt dat? Zo niet: kies hieronder de juiste kolom, of geef die kolom de kop “{meaning_label(meaning)}”."
                )
    if not {"email", "phone", "mobile", "name", "last_name", "first_name"} & set(found):
        raise AvgkitError(
            f"{name} heeft geen kolom met een naam, e-mailadres of telefoonnummer; "
            "zet boven elke kolom een kop, zoals Naam, E-mail en Telefoon, en probeer het opnieuw."
        )
    return found, questions


def meaning_label(meaning: str) -> str:
    """Return the heading that we would give a column, for a learner."""
    return {"name": "Naam", "email": "E-mail", "phone": "Telefoon", "company": "Bedrijf"}[meaning]


def _by_content(grid: Grid, clean, taken: set[str]) -> str | None:
    """Return the first free column of which most filled cells, in the first rows, are addresses or numbers."""
    for place, heading in enumerate(grid.headings):
        cells = [row[place] for _, row in grid.rows[:50] if row[place].strip()]
        if heading not in taken and cells and sum(clean(cell)[0] is not None for cell in cells) > 0.6 * len(cells):
            return heading
    return None
