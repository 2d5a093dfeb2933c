"""The panel for who asks for access, a correction or erasure. It looks at once; it writes only on a click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.base.places import project_folder, sample_files
from avgkit.base.tables import table_of
from avgkit.duties.rights import access_deadline, files_in
from avgkit.duties.rights.erasure_and_rectification import ErasureOutcome
from avgkit.duties.rights.request_form import RequestForm
from avgkit.widgets.consent_fields import default_path, line
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown
from avgkit.widgets.state import State

NOBODY = [("nog niemand gezocht", 0)]


class RightsPanel(Panel):
    """Look somebody up in a folder (data/eigen, or the samples), see where they are; give access, correct or erase."""

    def __init__(self, state: State, folder: Path | None = None) -> None:
        self.state = state
        self.note: tuple[Part, ...] = ()
        self.folder = folder or project_folder() / "data" / "eigen"
        self.practice = folder is None and state.source.is_sample
        self.desk = RequestForm(self._files(), self._path(), today=state.as_of, practice=self.practice)
        self.search = line("Zoek op naam, adres of nummer")
        self.who = dropdown("Wie?", NOBODY, 0)
        self.asked = widgets.DatePicker(description="Gevraagd op", value=state.as_of, layout=WIDE, style=LABELLED)
        self.today = widgets.DatePicker(description="Vandaag is het", value=state.as_of, layout=WIDE, style=LABELLED)
        self.access = self._button("Maak een bestand met alle gegevens", self._access)
        self.new = {
            name: line(f"Nieuw: {text}") for name, text in (("name", "naam"), ("email", "adres"), ("phone", "nummer"))
        }
        self.rectify = self._button("Verbeter deze gegevens", self._rectify)
        self.sure = widgets.Checkbox(description="Ik weet het zeker: wissen kan niet terug", layout=WIDE, indent=False)
        self.erase = self._button("Wis deze persoon overal", self._erase)
        super().__init__(
            "Inzage, verbeteren en wissen",
            [
                self.search,
                self.who,
                self.asked,
                self.today,
                self.access,
                *self.new.values(),
                self.rectify,
                self.sure,
                self.erase,
            ],
        )
        for control, act in (
            (self.search, self._find),
            (self.who, self._choose),
            (self.asked, self._day),
            (self.today, self._day),
        ):
            self.heed(act, control)
        self._refresh()

    def _files(self) -> list[Path]:
        return sample_files() if self.practice else files_in(self.folder)

    def _path(self) -> Path:
        return default_path(self.state) if self.practice else self.folder / "toestemming.sqlite"

    def _button(self, name: str, act: Callable[[], list[Part]]) -> widgets.Button:
        button = widgets.Button(description=name, layout=WIDE)
        button.on_click(lambda _: self._do(act))
        return button

    def _find(self) -> None:
        self.desk.files = self._files()
        self.desk.people = []
        try:
            people = self.desk.search(self.search.value) if self.search.value.strip() else []
        except AvgkitError as error:
            self.note, people = (str(error),), []
        with self.quietly():
            self.who.options = [(person.masked, place) for place, person in enumerate(people)] or NOBODY
            self.who.value = 0
        self._refresh()

    def _choose(self) -> None:
        self.desk.choice = self.who.value
        self._refresh()

    def _day(self) -> None:
        self.desk.today = self.today.value or self.state.as_of
        self.desk.asked = self.asked.value or self.desk.today
        self._refresh()

    def _do(self, act: Callable[[], list[Part]]) -> None:
        try:
            self.note = tuple(act())
        except AvgkitError as error:
            self.note = (str(error),)
        self.sure.value = False
        self._refresh()

    def _access(self) -> list[Part]:
        saved = self.desk.access(self.folder / f"inzage_{self.desk.today.isoformat()}.html")
        return [f"Bewaard als {saved.name} in {saved.parent.name}. Lees het na, en stuur het alleen aan deze persoon."]

    def _rectify(self) -> list[Part]:
        return self._told(self.desk.rectify(**{name: control.value for name, control in self.new.items()}))

    def _erase(self) -> list[Part]:
        return self._told(self.desk.erase(sure=self.sure.value))

    def _told(self, outcome: ErasureOutcome) -> list[Part]:
        """Return what was done as a table, and look again."""
        lines = (("gedaan", outcome.done), ("doe dit zelf nog", outcome.by_hand), ("dit bewaar je", outcome.kept))
        rows = [(what, line) for what, said in lines for line in said]
        said = f"Klaar. {count(len(outcome.by_hand), 'ding moet', 'dingen moeten')} nog met de hand."
        self._find()
        return [said, table_of(("wat", "waar"), rows, "Wat er gebeurde")]

    def _refresh(self) -> None:
        note, self.note = self.note, ()
        self.refresh(lambda: [*note, *self._report()])

    def _report(self) -> list[Part]:
        if not self.desk.people:
            size = count(len(self.desk.files), "bestand", "bestanden")
            return [f"Typ wie je zoekt. Wij kijken in {size} en in je bewijs. Er verandert niets voordat jij klikt."]
        person = self.desk.person
        rows = [(place.where, "; ".join(f"{name}: {cell}" for name, cell in place.cells)) for place in person.places]
        found = count(len(self.desk.people), "persoon past", "personen passen")
        entries = count(len(person.entries), "regel", "regels")
        return [
            f"{found} hierbij. {access_deadline(self.desk.asked, self.desk.today)}",
            f"In je bewijs: {entries}.",
            table_of(("waar", "wat er staat"), rows, "In je lijsten"),
        ]

    @property
    def text(self) -> str:
        """The sentences; whose data it is stays out of the saved notebook."""
        return "\n".join(part for part in self.parts if isinstance(part, str))
