"""The panel that lays an older export beside that of today: what did the mail tool forget?"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from avgkit.base.dutch import count
from avgkit.base.errors import AvgkitError
from avgkit.base.places import OLD_EXPORT, UPLOADS, own_files, sample_files, sample_folder
from avgkit.base.tables import ShownTable, table_of
from avgkit.contacts import ContactList, FileReading, read_bytes
from avgkit.contacts.list_answers import read_told
from avgkit.law.receipt import UsedFile
from avgkit.plan.comparison import (
    DIFFERENCES,
    ExportComparison,
    Side,
    compare_exports,
    side_of,
    still_active,
    without_refused,
)
from avgkit.plan.list_on_day import on_day
from avgkit.plan.suppression import save_with_receipt
from avgkit.widgets.own_output import keep_output, receipt_for
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown
from avgkit.widgets.plan_panels import plan_for
from avgkit.widgets.state import State

_SHOWN = 10
_WHO = "Wie het zijn"
OLD, NEW = "old", "new"
_ASKED = {OLD: "De oudere export", NEW: "De export van nu"}


class ComparePanel(Panel):
    """Choose an older export and that of today: files of the list, or uploads, one or more for each side. All that the
    state knows of who said no counts as another list. On the sample two exports are chosen, on an own list none.
    """

    def __init__(self, state: State, folder: Path | None = None) -> None:
        self.state, self.folder, self.saved = state, folder, ""
        self.uploads: dict[str, FileReading] = {}
        self.paths: dict[str, Path] = {}
        self._read: dict[str, tuple[FileReading, ...]] = {}
        self._sides: dict[tuple[str, ...], Side] = {}
        self.choices = {
            side: widgets.SelectMultiple(description=text, layout=WIDE, style=LABELLED) for side, text in _ASKED.items()
        }
        self.upload = {
            side: widgets.FileUpload(
                accept=",".join(UPLOADS), multiple=True, description=f"Open: {text.lower()}", layout=WIDE
            )
            for side, text in _ASKED.items()
        }
        self.finding = dropdown("Wie wil je zien?", [(one.label, id) for id, one in DIFFERENCES.items()], "came_in")
        self.save = widgets.Button(description="Bewaar wat er anders is", layout=widgets.Layout(width="auto"))
        shown = [control for side in _ASKED for control in (self.choices[side], self.upload[side])]
        super().__init__("Wat vergat mijn mailprogramma?", [*shown, self.finding, self.save])
        for side in _ASKED:
            self.heed(self._compare, self.choices[side])
            self.heed(partial(self._take, side), self.upload[side])
        self.heed(self._show, self.finding)
        self.save.on_click(lambda button: self.refresh(self._save))
        self.follow(state, self._follow)
        self.found: ExportComparison | None = None
        self._follow()

    def _follow(self) -> None:
        """Offer the files of the list, and compare again: what was said of somebody may be a no."""
        sample = self.state.source.is_sample
        old = [sample_folder() / name for name in OLD_EXPORT] if sample else []
        files = [*old, *sample_files()] if sample else own_files(self.state.source.folder or self.folder)
        if [*self.paths.values()] != files:
            self.paths = {str(path): path for path in files}
            start = {OLD: [str(path) for path in old], NEW: [str(path) for path in files if _is_export(path, old)]}
            self._read = {key: read for key, read in self._read.items() if key in self.uploads}
            self._offer({side: chosen if sample else () for side, chosen in start.items()})
        self._compare()

    def _offer(self, chosen: dict[str, Any]) -> None:
        """Show the files to choose from; what was chosen and is still there stays chosen."""
        options = [(path.name, key) for key, path in self.paths.items()]
        options += [(f"{reading.name} (net geopend)", key) for key, reading in self.uploads.items()]
        keys = [key for _, key in options]
        with self.quietly():
            for side, control in self.choices.items():
                kept = chosen.get(side, control.value)
                control.options, control.rows = options, min(max(len(options), 2), 8)
                control.value = tuple(key for key in keys if key in kept)

    def _take(self, side: str) -> None:
        """Read what was opened for a side, from memory. A file that can't be read changes nothing."""
        files = self.upload[side].value
        try:
            opened = [read_bytes(bytes(file["content"]), Path(file["name"]).name) for file in files]
        except AvgkitError as error:
            self.show(f"{error} Er is niets veranderd: je vorige keuze staat er nog.", *self.parts[1:])
            return
        if opened:
            keys = [f"{side} {len(self.uploads) + number}" for number in range(len(opened))]
            self.uploads |= dict(zip(keys, opened, strict=True))
            self._offer({side: keys})
            self._compare()

    def _readings(self, side: str) -> tuple[FileReading, ...]:
        """Return the files of a side, each read once. Raises AvgkitError for one that can't be read."""
        for key in self.choices[side].value:
            if key not in self._read:
                upload = self.uploads.get(key)
                self._read[key] = (upload,) if upload else tuple(read_told([self.paths[key]], self.state.told).files)
        return tuple(reading for key in self.choices[side].value for reading in self._read[key])

    def _side(self, side: str) -> Side:
        keys = self.choices[side].value
        wanted = (*keys, self.state.as_of.isoformat())
        if wanted not in self._sides:
            found = ContactList(self._readings(side))
            cases = on_day(found.contacts, self.state.as_of)
            self._sides[wanted] = side_of(cases, still_active(cases, found.rows))
        return self._sides[wanted]

    def _compare(self) -> None:
        self.saved, self.found = "", None
        if all(control.value for control in self.choices.values()):
            self.refresh(self._find)
        else:
            self.show("Kies hierboven een oudere export en de export van nu. Met Ctrl kies je er meer dan één.")
        self.save.disabled = self.found is None
        self.finding.layout = widgets.Layout(width=WIDE.width, display="" if self.found else "none")

    def _find(self) -> list[Part]:
        old = self._side(OLD)
        other = without_refused(side_of(plan_for(self.state).cases), old)
        self.found = compare_exports(old, self._side(NEW), other)
        first = next((id for id in DIFFERENCES if self.found.addresses(id)), "came_in")
        with self.quietly():
            self.finding.value = first
        return self._report(self.found)

    def _show(self) -> None:
        if found := self.found:
            self.refresh(lambda: self._report(found))

    def _report(self, found: ExportComparison) -> list[Part]:
        lost = [sentence for side in _ASKED for one in self._readings(side) for sentence in one.lost]
        unreachable = f"{found.unreachable} × zei iemand nee zonder e-mailadres. Wij kennen alleen een nummer."
        rows = [(one.label, len(found.addresses(id)), one.what_now) for id, one in DIFFERENCES.items()]
        chosen = found.rows[found.rows["finding"] == self.finding.value]
        who = [(row.address, row.where, row.why) for row in chosen.head(_SHOWN).itertuples()]
        came = [(row.file, row.day or "onbekend", row.addresses) for row in found.imports.head(_SHOWN).itertuples()]
        rest = len(chosen) - _SHOWN
        return [
            f"{self.saved} {found.said}".strip(),
            f"Je oude export heeft {count(found.sizes['old'], 'adres', 'adressen')}, die van nu {found.sizes['new']}.",
            unreachable if found.unreachable else "",
            *lost,
            table_of(("wat er anders is", "adressen", "wat je doet"), rows, "Wat we vonden"),
            table_of(("adres", "staat in", "waarom"), who, _WHO) if who else "",
            f"En nog {rest}. Bewaar de lijst om ze alle te zien." if rest > 0 else "",
            table_of(("uit welk bestand", "op welke dag", "adressen"), came, "Wat erbij kwam") if came else "",
        ]

    def _save(self) -> list[Part]:
        found = self.found
        if found is None:
            raise AvgkitError("Kies eerst een oudere export en de export van nu.")
        name = f"vergeten_{self.state.as_of.isoformat()}.csv"
        receipt = receipt_for(self.state, "paneel: wat je mailprogramma vergat", {})
        read = (one for side in _ASKED for one in self._readings(side))
        used = dict.fromkeys([*receipt.files, *(UsedFile(one.name, one.sha256, one.data_rows) for one in read)])
        receipt = replace(receipt, files=tuple(used))
        self.saved = keep_output(name, lambda path: save_with_receipt(found.table(), path, ";", receipt))
        return self._report(found)

    @property
    def text(self) -> str:
        """The numbers; whose addresses they are stays out of the saved notebook."""
        told = [part for part in self.parts if not (isinstance(part, ShownTable) and part.caption == _WHO)]
        return "\n".join(str(part) for part in told if str(part))


def _is_export(path: Path, old: list[Path]) -> bool:
    """Tell whether a file of the sample is the newer one of an older export."""
    return path.name in {before.name.removeprefix("oud_") for before in old}
