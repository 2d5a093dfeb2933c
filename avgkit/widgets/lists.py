"""The panel that chooses and reads a list."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets

from avgkit.contacts import ContactList, read_bytes
from avgkit.course import SUFFIXES, CourseList, own_files, read_files, sample_list
from avgkit.widgets.base import WIDE, Panel, Part, dropdown
from avgkit.widgets.state import State

SAMPLE, ALL, UPLOADED = "voorbeeld", "alles", "upload"


class ListPanel(Panel):
    """Choose the sample, a file in data/eigen or an upload; see what was read."""

    def __init__(self, state: State | None = None, folder: Path | None = None) -> None:
        self.state = state if state is not None else State()
        self.files = {path.name: path for path in own_files(folder)}
        self.uploaded: CourseList | None = None
        self.choice = dropdown("Welke lijst?", self._options(), self._start())
        self.upload = widgets.FileUpload(
            accept=",".join(SUFFIXES), multiple=True, description="Open een bestand", layout=WIDE
        )
        super().__init__("Kies je lijst", [self.choice, self.upload])
        self.choice.observe(lambda change: self._choose(change["new"]), "value")
        self.upload.observe(lambda change: self._take(change["new"]), "value")
        self.state.observe(self._refresh)
        self._refresh()

    def _start(self) -> str:
        if self.state.source.is_sample:
            return SAMPLE
        return ALL if len(self.files) > 1 else next(iter(self.files), SAMPLE)

    def _options(self) -> list[tuple[str, str]]:
        options = [("voorbeeld: de lijst van Noor Fictief", SAMPLE)]
        options += [(f"mijn bestand: {name}", name) for name in self.files]
        options += [("al mijn bestanden in data/eigen", ALL)] if len(self.files) > 1 else []
        return options + ([("het bestand dat je net opende", UPLOADED)] if self.uploaded else [])

    def _choose(self, key: str) -> None:
        self.refresh(lambda: self._load(key))

    def _load(self, key: str) -> list[Part]:
        if key == SAMPLE:
            source = sample_list()
        elif key == UPLOADED:
            source = self.uploaded
        else:
            files = self.files.values() if key == ALL else [self.files[key]]
            source = read_files(files, "je eigen lijst")
        self.state.set(source=source)
        return self._report()

    def _take(self, files: tuple[dict, ...]) -> None:
        """Read uploaded files from memory; nothing is written to disk."""
        if files:
            self.refresh(lambda: self._read(files))

    def _read(self, files: tuple[dict, ...]) -> list[Part]:
        readings = [read_bytes(bytes(file["content"]), Path(file["name"]).name) for file in files]
        self.uploaded = CourseList(ContactList(readings), "het bestand dat je opende")
        self.choice.options = self._options()
        self.choice.value = UPLOADED
        self.state.set(source=self.uploaded)
        return self._report()

    def _refresh(self) -> None:
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        source = self.state.source
        return [
            f"{source.sentence} {source.control()}",
            *source.questions,
            source.files,
            source.issues,
            source.rejected,
        ]


def list_panel(state: State | None = None, folder: Path | None = None) -> ListPanel:
    """Return the panel to choose a list: the sample, a file in data/eigen (or ``folder``), or an upload."""
    return ListPanel(state, folder)
