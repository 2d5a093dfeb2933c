"""The panel that chooses and reads a list, and lets the learner say what a file is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from avgkit.base.errors import AvgkitError
from avgkit.base.places import UPLOADS, own_files, sample_files
from avgkit.contacts import ContactList, FileReading, known_formats, read_bytes, read_file
from avgkit.contacts.list_answers import FileMeaning
from avgkit.course.lists import CourseList, sample_list, told_beside
from avgkit.widgets.panel import WIDE, Panel, Part, dropdown
from avgkit.widgets.state import State

SAMPLE, ALL, UPLOADED = "voorbeeld", "alles", "upload"
AUTOMATIC, GUESS = "automatisch", "het programma zoekt zelf"
OWN = ("generic", "own_suppression_list")
"""Lists that somebody made: their columns can be told."""
_COLUMNS = {"name": "Kolom met de naam", "email": "Kolom met het e-mailadres", "phone": "Kolom met het telefoonnummer"}


@dataclass
class _File:
    """A file that can be read again, with what the learner said about it."""

    name: str
    read: Callable[..., FileReading]
    format: str | None = None
    mapping: dict[str, str] = field(default_factory=dict)

    def reading(self) -> FileReading:
        return self.read(format=self.format, mapping=self.mapping or None)


class ListPanel(Panel):
    """Choose the sample, a file in ``folder`` (data/eigen) or an upload; see and mend how it was read."""

    def __init__(self, state: State | None = None, folder: Path | None = None) -> None:
        self.state = state if state is not None else State()
        self.own = {path.name: path for path in own_files(folder)}
        self.uploads: list[_File] = []
        self.files: list[_File] = []
        self.reported: CourseList | None = None
        self.choice = dropdown("Welke lijst?", self._options(), self._start())
        self.upload = widgets.FileUpload(
            accept=",".join(UPLOADS), multiple=True, description="Open een bestand", layout=WIDE
        )
        self.file = dropdown("Over welk bestand gaat het?", [("-", 0)], 0)
        self.kind = dropdown("Wat voor bestand is dit?", _kinds(), AUTOMATIC)
        self.columns = {meaning: dropdown(text, [(GUESS, "")], "") for meaning, text in _COLUMNS.items()}
        for control in self.columns.values():
            control.layout = widgets.Layout(width=WIDE.width)
        mending = widgets.Accordion([widgets.VBox([self.file, self.kind, *self.columns.values()])])
        mending.set_title(0, "Klopt er iets niet? Zeg hier wat het is")
        self.again = widgets.Button(description="Begin opnieuw", tooltip="Vergeet alle antwoorden over deze lijst")
        super().__init__("Kies je lijst", [self.choice, self.upload, mending, self.again])
        self.again.on_click(lambda button: self._restart())
        self._take_files(self._files_of(self.choice.value))
        self.heed(lambda: self._choose(self.choice.value), self.choice)
        self.heed(lambda: self._take(self.upload.value), self.upload)
        self.heed(self._offer, self.file)
        self.heed(self._correct, self.kind, *self.columns.values())
        self.follow(self.state, self._refresh)
        self._refresh()

    def _start(self) -> str:
        if self.state.source.is_sample:
            return SAMPLE
        return ALL if len(self.own) > 1 else next(iter(self.own), SAMPLE)

    def _options(self) -> list[tuple[str, str]]:
        options = [("voorbeeld: de lijst van Noor Fictief", SAMPLE)]
        options += [(f"mijn bestand: {name}", name) for name in self.own]
        options += [("al mijn bestanden in data/eigen", ALL)] if len(self.own) > 1 else []
        return options + ([("het bestand dat je net opende", UPLOADED)] if self.uploads else [])

    def _files_of(self, key: str) -> list[_File]:
        if key == UPLOADED:
            return self.uploads
        paths = sample_files() if key == SAMPLE else list(self.own.values()) if key == ALL else [self.own[key]]
        files = [_File(path.name, lambda path=path, **said: read_file(path, **said)) for path in paths]
        told = {} if key == SAMPLE else told_beside(paths[0].parent)[0].files
        for file in files:
            if meaning := told.get(file.name):
                file.format, file.mapping = meaning.format or None, dict(meaning.columns)
        return files

    def _take_files(self, files: list[_File]) -> None:
        """Offer these files for correction; nothing is read yet."""
        self.files = files
        with self.quietly():
            self.file.options = [(file.name, place) for place, file in enumerate(files)]
            self.file.value = 0
        self._offer()

    def _choose(self, key: str) -> None:
        self._take_files(self._files_of(key))
        self.refresh(lambda: self._load(key))

    def _load(self, key: str) -> list[Part]:
        names = {SAMPLE: "de verzonnen lijst van Noor Fictief", UPLOADED: "het bestand dat je opende"}
        corrected = any(file.format or file.mapping for file in self.files)
        if key == SAMPLE and not corrected:
            source = sample_list()
        else:
            folder = None if key in (SAMPLE, UPLOADED) else next(iter(self.own.values())).parent
            source = CourseList(self._readings(), names.get(key, "je eigen lijst"), key == SAMPLE, folder=folder)
        self.state.set(source=source)
        self._offer()
        return self._report()

    def _readings(self) -> ContactList:
        """Read the files; one that can't be read is told, and when none can its sentence is raised."""
        readings, failed = [], []
        for file in self.files:
            try:
                readings.append(file.reading())
            except AvgkitError as error:
                failed.append(error)
        if failed and not readings:
            raise AvgkitError(f"{failed[0]} De lijst waarmee je werkte, blijft zoals hij was.")
        return ContactList(readings, skipped=tuple(map(str, failed)))

    def _take(self, files: tuple[dict[str, Any], ...]) -> None:
        """Read uploaded files from memory; nothing is written to disk."""
        if not files:
            return
        self.uploads = [
            _File(name, lambda data=bytes(file["content"]), name=name, **said: read_bytes(data, name, **said))
            for file in files
            for name in [Path(file["name"]).name]
        ]
        with self.quietly():  # new options choose the first of them: the sample
            self.choice.options = self._options()
            self.choice.value = UPLOADED
        self._choose(UPLOADED)

    def _offer(self) -> None:
        """Show what is known of the chosen file, and its columns when it is an own list."""
        if not self.files:
            return
        file = self.files[self.file.value]
        reading = next((known for known in self.state.source.source.files if known.name == file.name), None)
        own = reading is not None and reading.format in OWN
        headings = reading.headings if reading is not None and own else []
        with self.quietly():
            self.kind.value = file.format or AUTOMATIC
            for meaning, control in self.columns.items():
                control.layout.display = "" if own else "none"
                control.options = [(GUESS, ""), *((heading, heading) for heading in headings if heading)]
                control.value = file.mapping.get(meaning, "") if own else ""

    def _correct(self) -> None:
        """Read the list again with what the learner says of this file."""
        file = self.files[self.file.value]
        file.format = None if self.kind.value == AUTOMATIC else self.kind.value
        file.mapping = {meaning: control.value for meaning, control in self.columns.items() if control.value}
        if file.format not in (None, *OWN):
            file.mapping = {}
        self.refresh(lambda: self._load(self.choice.value))
        self.state.tell_meaning(file.name, FileMeaning(file.format or "", file.mapping))

    def _restart(self) -> None:
        self.state.restart()
        self._choose(self.choice.value)

    def _refresh(self) -> None:
        """Look again when the list is another one; an answer or a day changes nothing here."""
        if self.reported is not self.state.source:
            self.refresh(self._report)

    def _report(self) -> list[Part]:
        source = self.reported = self.state.source
        return [
            f"{source.sentence} {source.control()}",
            *filter(None, [self.state.problem]),
            *source.questions,
            source.files,
            source.issues,
            source.rejected,
        ]


def _kinds() -> list[tuple[str, str]]:
    return [("het programma kijkt zelf", AUTOMATIC), *((known["title"], known["name"]) for known in known_formats())]
