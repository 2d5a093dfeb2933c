"""The weighing of interests (AVG art. 6(1)(f)); its words stand in ``duties/documents/balance.toml``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from avgkit.base.dutch import count
from avgkit.base.toml_data import read_data
from avgkit.duties.documents.answer_sheet import Sheet
from avgkit.duties.documents.document_template import kind_of, section_writer
from avgkit.law.facts import UNKNOWN, VERDICT_LABELS, Channel, Purpose, Recipient, Verdict, label

if TYPE_CHECKING:
    from avgkit.contacts import ContactList

TEXTS = "duties/documents/balance.toml"
_WEIGHED = {Channel.POST: "post", Channel.PHONE: "company_calls"}
"""The channels that a weighing can be about, and the answer for each; by phone only companies."""


def weighed_in(sheet: Sheet, found: ContactList, day: date) -> list[str]:
    """Add to the sheet whom of a list a weighing concerns, by the verdicts of the day, and where their details came
    from; answers that were given stay. Return a Dutch sentence per answer filled in.
    """
    from avgkit.law.classification import classify

    verdicts = classify(found.contacts, as_of=day, channels=list(_WEIGHED), purposes=[Purpose.OFFER])
    facts = found.contacts.set_index("contact_id")
    company = verdicts["contact_id"].map(facts["recipient"]) == Recipient.LEGAL_PERSON
    fits = (verdicts["verdict"] != Verdict.NOT_ALLOWED) & ((verdicts["channel"] == Channel.POST) | company)
    weighed = verdicts[fits]
    told = [
        read_data(TEXTS)["told"]["verdict"].format(
            what=label("channel", channel).capitalize(),
            people=count(len(rows), "contact", "contacten"),
            verdict=VERDICT_LABELS[verdict],
            reason=reason,
        )
        for (channel, verdict, reason), rows in weighed.groupby(["channel", "verdict", "reason"], observed=True)
    ]
    origins = dict.fromkeys(facts.loc[weighed["contact_id"].unique(), "details_source"])
    given = {
        "balance_people": "\n".join(told),
        "balance_origin": ", ".join(label("details_source", code) for code in origins if code != UNKNOWN),
    }
    return [_fill(sheet, id, text, found) for id, text in given.items() if text and id not in sheet.answers]


def _fill(sheet: Sheet, id: str, text: str, found: ContactList) -> str:
    sheet.set(id, text, f"Uit je lijst: {', '.join(file.name for file in found.files)}.")
    return f"{sheet.answers[id]} ({sheet.origins[id]})"


KIND = kind_of(TEXTS, section_writer(TEXTS, {}))
