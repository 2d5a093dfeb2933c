"""A customer of long ago: what the day of the last sale makes of a relation, in a table and in codes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from avgkit.base.errors import AvgkitError
from avgkit.law.codes import FactCodes
from avgkit.law.fact_codes import code_of
from avgkit.law.facts import FACTS, OR, UNKNOWN, YEARS_LIMIT, Relation, Years

if TYPE_CHECKING:
    import pandas as pd

_BOUGHT = (Relation.CUSTOMER, Relation.FORMER_CUSTOMER)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def aged(contacts: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the list with the relation of each customer as it is on this day, for customers with a ``last_sale`` (ISO
    day).

    Over YEARS_LIMIT years after the last sale that is a former customer of too long ago; before the sale it is not
    known. Raises AvgkitError with a Dutch sentence for a sale that is no day.
    """
    import pandas as pd

    if "last_sale" not in contacts or "relation" not in contacts or contacts["last_sale"].isna().all():
        return contacts
    past, later = _sale_is(contacts, _is_customer(contacts["relation"]), day)
    relation = contacts["relation"].astype(object).mask(past, str(Relation.FORMER_CUSTOMER)).mask(later, UNKNOWN)
    ages = contacts.assign(relation=relation)
    if past.any():
        years = contacts.get("years_since_relation", pd.Series(UNKNOWN, contacts.index)).astype(object)
        ages["years_since_relation"] = years.mask(past, str(Years.PAST_LIMIT))
    return ages


def _sale_is(contacts: pd.DataFrame, customer: np.ndarray, day: date) -> tuple[np.ndarray, np.ndarray]:
    """Tell of which customers the last sale is too long ago on this day, and of which it is still to come."""
    import pandas as pd

    places, sales = pd.factorize(contacts["last_sale"])
    days = [sale_day(sale) for sale in sales]
    limit = sale_limit(day)
    past = customer & np.array([sold != "" and sold < limit for sold in days] + [False])[places]
    later = customer & np.array([sold > day.isoformat() for sold in days] + [False])[places]
    return past, later


def aged_codes(codes: FactCodes, contacts: pd.DataFrame, day: date) -> FactCodes:
    """Return facts with answers over them as ``aged`` gives them: a customer by an answer ages by the day of the
    file too.
    """
    if "last_sale" not in contacts or contacts["last_sale"].isna().all():
        return codes
    bought = [code_of("relation", value) for value in (Relation.CUSTOMER, OR.join(_BOUGHT))]
    past, later = _sale_is(contacts, np.isin(codes.facts["relation"], bought), day)
    relation, years = codes.facts["relation"].copy(), codes.facts["years_since_relation"].copy()
    relation[past] = code_of("relation", Relation.FORMER_CUSTOMER)
    relation[later] = code_of("relation", UNKNOWN)
    years[past] = code_of("years_since_relation", Years.PAST_LIMIT)
    return replace(codes, facts={**codes.facts, "relation": relation, "years_since_relation": years})


def _is_customer(relations: pd.Series) -> np.ndarray:
    import pandas as pd

    places, values = pd.factorize(relations)
    bought = {*_BOUGHT}
    said = [FACTS["relation"].parse(value) for value in values]
    customers = [value != Relation.FORMER_CUSTOMER and {*FACTS["relation"].options(value)} <= bought for value in said]
    return np.array([*customers, False])[places]


def sale_day(sale: object) -> str:
    """Return the ISO day of a last sale, nothing for an empty cell. Raises AvgkitError with a Dutch sentence."""
    text = str(sale)[:10].strip()
    if text and not ISO_DAY.fullmatch(text):
        raise AvgkitError("In de kolom last_sale staat iets dat geen dag is. Schrijf elke dag zo: 2026-11-24.")
    return text


def sale_limit(day: date) -> str:
    """Return the first day (ISO) of which a sale makes a customer still, on this day."""
    return day.replace(year=day.year - YEARS_LIMIT, day=min(day.day, 28) if day.month == 2 else day.day).isoformat()
