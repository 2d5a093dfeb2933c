"""The panel that explains a word."""

from __future__ import annotations

from avgkit.course.glossary import glossary, term
from avgkit.widgets.panel import Panel, Part, dropdown


class TermsPanel(Panel):
    """Choose a word; read what it means, an example and the article. Raises AvgkitError for an unknown word."""

    def __init__(self, name: str = "toestemming") -> None:
        self.word = dropdown("Welk woord?", [(word, word) for word in glossary()], name)
        super().__init__("Wat betekent dit woord?", [self.word])
        self.heed(self._refresh, self.word)
        self._refresh()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        return [*repr(term(self.word.value)).splitlines()]
