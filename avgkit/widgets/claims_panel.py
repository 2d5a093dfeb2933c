"""The panel with what people repeat about whom you may reach: search, choose a sentence, see for whom it is true."""

from __future__ import annotations

import ipywidgets as widgets

from avgkit.base.dutch import count, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.tables import table_of
from avgkit.course.claims import TRUTH_LABELS, Claim, all_claims, did_you_mean, find_claims
from avgkit.law.facts import VERDICT_LABELS, label
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown
from avgkit.widgets.state import State


class ClaimsPanel(Panel):
    """``start``: the id of the sentence to begin with. It follows the day of the state, and nothing of the list.

    Raises AvgkitError with a Dutch sentence for a sentence that does not exist.
    """

    def __init__(self, state: State, start: str = "business_mail_always") -> None:
        self.state = state
        if start not in {claim.id for claim in all_claims()}:
            raise AvgkitError(f"De zin “{start}” is er niet. Kijk in `avgkit claims --json` welke er zijn.")
        self.found, self.told = all_claims(), ""
        self.search = widgets.Text(
            description="Zoek op een woord", continuous_update=False, layout=WIDE, style=LABELLED
        )
        self.claim = dropdown("Welke zin?", _titles(self.found), start)
        super().__init__("Klopt dat?", [self.search, self.claim])
        self.heed(self._find, self.search)
        self.heed(self._refresh, self.claim)
        self.follow(state, self._refresh)
        self._refresh()

    def _find(self) -> None:
        """Offer the sentences that hold these words, or nearly these; when none does, all of them stay."""
        words, self.told = self.search.value, ""
        found = find_claims(words)
        if not found and (meant := did_you_mean(words)):
            self.told, found = f"“{words}” vonden we niet. Bedoelde je “{meant}”? ", find_claims(meant)
        if not found:
            self.told = f"“{words}” vonden we niet. Zoek op één ander woord. Hieronder staan alle zinnen. "
        elif words.strip():
            self.told += f"{count(len(found), 'zin', 'zinnen')} gevonden. "
        self.found = found or all_claims()
        ids, chosen = [claim.id for claim in self.found], self.claim.value
        with self.quietly():
            self.claim.options = _titles(self.found)
            self.claim.value = chosen if chosen in ids and not found else ids[0]
        self._refresh()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        day = self.state.as_of
        (claim,) = (one for one in self.found if one.id == self.claim.value)
        said = f"{self.told}“{claim.says}” Op {dutch_day(day)}: {TRUTH_LABELS[claim.truth(day)]}."
        since = f"Dat is zo sinds {dutch_day(claim.since(day))}."
        years = [f"vanaf {dutch_day(first)}: {TRUTH_LABELS[truth]}" for first, truth in claim.periods()]
        return [
            said,
            f"{since} Door de jaren: {'; '.join(years)}." if len(years) > 1 else since,
            self._cases(claim),
            f"Onthoud: {claim.note}",
            f"Waar staat dat? {'; '.join(claim.articles(day))}.",
        ]

    def _cases(self, claim: Claim) -> Part:
        """Return for whom it was looked at, with the verdict of the rules, why, and what to do."""
        rows = []
        for case in claim.cases:
            decision = case.decision(self.state.as_of)
            about = f"{case.who} ({label('channel', case.channel)}, {label('purpose', case.purpose)})"
            mark = " (hierover is discussie)" if decision.contested else ""
            rows.append((about, VERDICT_LABELS[decision.verdict] + mark, decision.reason, decision.what_now))
        return table_of(("voor wie", "uitkomst", "waarom", "wat nu"), rows, "Voor wie klopt het?") if rows else ""


def _titles(claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
    return [(claim.says, claim.id) for claim in claims]
