"""Why each contact may be kept: the retention check. Who has no ground left is named; in doubt nobody is.

Sources: AVG art. 5(1)(e), 6(1) and 17(1); AWR art. 52(4) for what belongs to the accounts of a customer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from avgkit.base.toml_data import records
from avgkit.contacts.list_channels import DETAIL
from avgkit.law.facts import UNKNOWN, Channel, DetailsSource, Purpose, Relation, Verdict, YesNo
from avgkit.plan.list_on_day import ListOnDay

TAX_YEARS = 7
"""Years that the accounts are kept, counted from the end of the year of the last sale. Source: AWR art. 52(4)."""
ADVERTISING = (Purpose.NEWSLETTER, Purpose.OFFER)
_SOLD_TO = (Relation.CUSTOMER, Relation.FORMER_CUSTOMER)


@dataclass(frozen=True)
class Ground:
    """A reason to keep somebody's details, or the lack of one: what to do (Dutch) and the article."""

    key: str
    title: str
    what: str
    article: str


def _ground(title: str, what: str, **told: str) -> Ground:
    return Ground(title=title.format(years=TAX_YEARS), what=what.format(years=TAX_YEARS), **told)


GROUNDS = records("plan/retention.toml", "ground", _ground)
"""In this order: the first that fits counts."""
BY_KEY = {ground.key: ground for ground in GROUNDS}


def grounds_of(cases: ListOnDay) -> np.ndarray:
    """Return the key of each contact's ground.

    ``none`` takes known facts: no relation, no objection, no sale in any file, and a no to advertising by the address
    and the number in the list whatever the unknown facts are. What the files say of a sale is not undone by a fact that
    is set for all. Who said no to one channel only is kept for that no when there is no better ground.
    """
    sold = cases.has("relation", *_SOLD_TO) | cases.says("relation", *_SOLD_TO)
    sold |= cases.has("details_source", DetailsSource.OWN_SALE) | cases.says("details_source", DetailsSource.OWN_SALE)
    sold |= cases.filled("last_sale")
    over = _tax_is_over(cases)
    may, depends = _advertising(cases)
    tests = {
        "stopped": cases.stopped,
        "invoice": sold & ~over,
        "consent": cases.consented,
        "tax_over": sold,
        "unclear": depends
        | cases.has("relation", UNKNOWN)
        | cases.has("objection", UNKNOWN)
        | cases.has("consent", UNKNOWN),
        "enquiry": cases.has("relation", Relation.ENQUIRY) | cases.says("relation", Relation.ENQUIRY),
        "approachable": may,
        "connection": cases.has("relation", Relation.CONNECTION) | cases.says("relation", Relation.CONNECTION),
        "none": cases.has("relation", Relation.NONE) & cases.has("objection", YesNo.NO),
    }
    found = np.select(list(tests.values()), list(tests), default="unclear")
    return np.where(cases.refusals.any(axis=1) & ~np.isin(found, ["invoice", "consent"]), "stopped", found)


def _advertising(cases: ListOnDay) -> tuple[np.ndarray, np.ndarray]:
    """Tell who may be sent advertising by a detail that is in the list, and for whom that depends."""
    may, depends = np.zeros((2, len(cases.contacts)), bool)
    for channel in DETAIL:
        reached = cases.filled(DETAIL[Channel(channel)])
        for purpose in ADVERTISING:
            may |= reached & cases.may(channel, purpose)
            depends |= reached & cases.verdict_is(Verdict.DEPENDS, channel, purpose)
    return may, depends


def _tax_is_over(cases: ListOnDay) -> np.ndarray:
    """Tell whose last sale is known and so long ago that the accounts need no longer be kept."""
    if "last_sale" not in cases.contacts:
        return np.zeros(len(cases.contacts), bool)
    first_kept = f"{cases.as_of.year - TAX_YEARS}-01-01"
    sales = cases.contacts["last_sale"]
    return (sales.notna() & (sales.fillna("9999") < first_kept)).to_numpy(bool)


def retention(cases: ListOnDay) -> pd.DataFrame:
    """Return the check in numbers: index grond; contacten, wat je doet, artikel. Grounds of nobody are left out."""
    keys = grounds_of(cases)
    rows = [(g.title, int((keys == g.key).sum()), g.what, g.article) for g in GROUNDS]
    frame = pd.DataFrame(rows, columns=["grond", "contacten", "wat je doet", "artikel"]).set_index("grond")
    return frame[frame["contacten"] > 0]
