"""The panels about personal data: does the law see you, is this personal data, and what do the columns hold."""

from __future__ import annotations

from avgkit.course.personal_data import ANSWERS, BY_KEY, DATA, ListKinds, judge, scope
from avgkit.law.facts import FACTS, UNKNOWN
from avgkit.widgets.panel import Panel, Part, answers, dropdown
from avgkit.widgets.state import State

_YES_NO = [("weet ik niet", None), ("ja", True), ("nee", False)]
QUESTIONS = {
    "of_people": ("Gaan je gegevens over mensen?", True),
    "at_home_only": ("Gebruik je ze alleen privé?", False),
    "in_order": ("Op een computer, of op papier op volgorde?", True),
}
"""Question, and what Noor says."""


class ScopePanel(Panel):
    """Three questions: does the AVG hold for what you do?"""

    def __init__(self) -> None:
        self.controls = {name: dropdown(text, _YES_NO, said) for name, (text, said) in QUESTIONS.items()}
        super().__init__("Ziet de wet jou?", list(self.controls.values()))
        for control in self.controls.values():
            control.style.description_width = "300px"
        self.heed(lambda: self.refresh(self._report), *self.controls.values())
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        found = scope(**{name: control.value for name, control in self.controls.items()})
        return [f"{found.answer} {found.why}", f"Waar staat dat? {found.article}."]


class KindPanel(Panel):
    """One piece of data (a key of DATA) of one kind of recipient: is it personal data, and why?"""

    def __init__(self, datum: str = "role_email", recipient: str = "legal_person") -> None:
        self.datum = dropdown("Gegeven", [(item.label, item.key) for item in DATA if item.key != "other"], datum)
        self.recipient = dropdown("Van wie is het?", answers("recipient"), recipient)
        super().__init__("Is dit een persoonsgegeven?", [self.datum, self.recipient])
        self.heed(lambda: self.refresh(self._report), self.datum, self.recipient)
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        kind, why = judge(self.datum.value, self.recipient.value)
        item = BY_KEY[self.datum.value]
        of = FACTS["recipient"].labels.get(self.recipient.value, "een onbekende ontvanger")
        said = f"{item.label[:1].upper()}{item.label[1:]} van {'' if self.recipient.value == UNKNOWN else 'een '}{of}"
        return [f"{said}: {ANSWERS[kind]}.", why, f"Waar staat dat? {item.article}."]


class ColumnsPanel(Panel):
    """Choose a file; see what each of its columns holds, and why."""

    def __init__(self, state: State) -> None:
        self.state = state
        files = self._files()
        self.file = dropdown("Welk bestand?", files, next((key for _, key in files), None))
        super().__init__("De kolommen van je lijst", [self.file])
        self.heed(lambda: self.refresh(self._report), self.file)
        self.follow(state, self._follow)
        self.refresh(self._report)

    def _files(self) -> list[tuple[str, str]]:
        return [(file.name, file.name) for file in self.state.source.source.files]

    def _follow(self) -> None:
        files = self._files()
        if list(self.file.options) != files:
            self.file.options = files
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        kinds = ListKinds(self.state.source)
        if self.file.value is None:
            return ["Er is geen bestand. Kies eerst een lijst."]
        whose = "" if self.state.source.is_sample else f"Je werkt met {self.state.source.name}. "
        return [f"{whose}{kinds.sentence}. {kinds.note}".strip(), kinds.table(self.file.value)]
