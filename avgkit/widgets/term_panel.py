"""The panel that explains a word."""

from __future__ import annotations

from avgkit.course.glossary import glossary, term
from avgkit.widgets.panel import Panel, Part, dropdown


class TermsPanel(Panel):
    """Choose a word; read what it means, an example and the article."""

    def __init__(self, name: str) -> None:
        self.word = dropdown("Welk woord?", [(word, word) for word in glossary()], name)
        super().__init__("Wat betekent dit woord?", [self.word])
        self.word.observe(lambda change: self._refresh(), "value")
        self._refresh()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        return repr(term(self.word.value)).splitlines()


def terms_panel(name: str = "toestemming") -> TermsPanel:
    """Return the panel that explains a word, opened at this one. Raises AvgkitError for a word that is not there."""
    return TermsPanel(term(name).name)
