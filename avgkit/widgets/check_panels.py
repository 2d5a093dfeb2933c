"""The panels that check a sign-up form and a newsletter: choose, open or paste one, change it, see what is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from avgkit.base.errors import AvgkitError
from avgkit.base.places import (
    COURSE_DAY,
    FORM_FILES,
    MAIL_FILES,
    MAIL_SUFFIXES,
    PAGE_SUFFIXES,
    own_files,
    sample_folder,
)
from avgkit.base.tables import table_of
from avgkit.duties.checks.findings import SEVERITY_LABELS, Finding, Report, Severity
from avgkit.duties.checks.form_check import check_form
from avgkit.duties.checks.forms import KIND_LABELS, FormKind
from avgkit.duties.checks.mail import read_mail
from avgkit.duties.checks.mail_check import check_mail
from avgkit.duties.checks.source import CheckSource, from_bytes, from_path, html_text
from avgkit.duties.checks.unsubscribe_effort import AFTER, ENTER, UNSEEN, compare
from avgkit.widgets.panel import WIDE, Panel, Part, SharedLayout, dropdown

UPLOADED = "upload"
OPENED = ("het bestand dat je net opende", UPLOADED)
SHOWN = 200_000
"""Characters of a file that still fit in the field where it can be changed."""
_TALL = SharedLayout(width="99%", height="18em")
AUTOMATIC = "automatisch"


class CheckPanel(Panel):
    """Choose a sample, a file in data/eigen or an upload. Its text stands in a field and is checked as it changes."""

    def __init__(
        self, title: str, what: str, samples: dict[str, str], start: str | None, suffixes: tuple[str, ...]
    ) -> None:
        self.samples = samples
        own = {path.name: path for path in own_files(suffixes=suffixes)}
        self.paths = {**{key: sample_folder() / name for key, name in samples.items()}, **own}
        options = [
            *((f"{what} van Noor: {key}", key) for key in samples),
            *((f"mijn bestand: {name}", name) for name in own),
        ]
        if start is not None and start not in samples:
            raise AvgkitError(f"“{start}” is er niet; kies uit: {', '.join(samples)}.")
        self.choice = dropdown(f"Welke {what}?", options, start or next(iter(own), next(iter(samples))))
        self.upload = widgets.FileUpload(accept=",".join(suffixes), description="Open een bestand", layout=WIDE)
        self.back = widgets.Button(description="Zet de code terug zoals hij was", layout=WIDE)
        self.code = widgets.Textarea(description="De code", layout=_TALL, style={"description_width": "initial"})
        self.code.placeholder = "Plak hier de code, of kies hierboven een bestand."
        self.uploaded: CheckSource | None = None
        self.source: CheckSource | None = None
        self.before: Report | None = None
        super().__init__(title, [self.choice, self.upload, *self.extra(), self.code, self.back])
        self.heed(self._choose, self.choice)
        self.heed(lambda: self._take(self.upload.value), self.upload)
        self.back.on_click(lambda _: self._choose())
        self.heed(lambda: self._type(self.code.value), self.code)
        self._choose()

    def extra(self) -> list[widgets.Widget]:
        """Return the controls that only this check has."""
        return []

    def check(self, source: CheckSource) -> Report:
        """Return the report on a source."""
        raise NotImplementedError

    def more(self, source: CheckSource) -> list[Part]:
        """Return what this check says besides its findings."""
        return []

    def _choose(self) -> None:
        self._open(self._chosen)

    def _chosen(self) -> CheckSource:
        if self.choice.value == UPLOADED and self.uploaded is not None:
            return self.uploaded
        return from_path(self.paths[self.choice.value])

    def _take(self, files: tuple[dict[str, Any], ...]) -> None:
        """Check an uploaded file from memory; nothing is written to disk."""
        if not files:
            return

        def take() -> CheckSource:
            self.uploaded = from_bytes(bytes(files[0]["content"]), Path(files[0]["name"]).name)
            with self.quietly():
                if OPENED not in self.choice.options:
                    self.choice.options = [*self.choice.options, OPENED]
                self.choice.value = UPLOADED
            return self.uploaded

        self._open(take)

    def _open(self, get: Callable[[], CheckSource]) -> None:
        """Read a file, show its text in the field, and check it."""
        self.source = self.before = None
        try:
            self.source = get()
            text = html_text(self.source.data).text
        except AvgkitError as error:
            self._fill("")
            self.show(str(error))
            return
        self._fill(text.replace("\r\n", "\n") if len(text) <= SHOWN else "")
        self._refresh()

    def _fill(self, text: str) -> None:
        with self.quietly():
            self.code.value = text

    def _type(self, text: str) -> None:
        """Check what was typed or pasted."""
        self.before = self.before or self._checked()
        try:
            self.source = from_bytes(text.encode("utf-8", "replace"), "Jouw versie")
        except AvgkitError as error:
            self.source = None
            self.show(str(error))
            return
        self._refresh()

    def _checked(self) -> Report | None:
        try:
            return None if self.source is None else self.check(self.source)
        except AvgkitError:
            return None

    def _refresh(self) -> None:
        source = self.source
        if source is not None:
            self.refresh(lambda: self._report(source))

    def _report(self, source: CheckSource) -> list[Part]:
        report = self.check(source)
        said = report.sentence
        if self.before is not None:
            said += f" Vóór je wijziging: {self.before.counts[Severity.WRONG]} × fout."
        return [
            f"{self._whose()}{said}",
            *self.more(source),
            *report.notices,
            findings_table(report.findings),
            _seen(report),
            _looked(report),
        ]

    def _whose(self) -> str:
        """Say that this is no sample, so that a notebook kept with one's own file can be told from one without."""
        if self.choice.value in self.samples:
            return ""
        return f"Je werkt met {'het bestand dat je opende' if self.choice.value == UPLOADED else 'je eigen bestand'}. "


def findings_table(findings: tuple[Finding, ...]) -> Part:
    """Return the findings as a table, the gravest first."""
    rows = [
        (SEVERITY_LABELS[found.severity], _where(found), found.reason, found.mend, found.rule.articles)
        for found in findings
    ]
    headings = ("ernst", "waar", "wat er is", "wat je doet", "artikel")
    return table_of(headings, rows, "Wat we vonden") if rows else ""


def _where(found: Finding) -> str:
    return ", ".join(filter(None, [found.place.part, f"regel {found.line}" if found.line else ""]))


def _seen(report: Report) -> Part:
    return table_of(("wat", "wat we zien"), report.seen, "Wat er staat") if report.seen else ""


def _looked(report: Report) -> Part:
    """Say what was looked at: in full where no flaw was found, for that is then all that can be said."""
    total = report.counts
    if not report.looked_at or total[Severity.WRONG] or total[Severity.RISK]:
        return f"We keken naar {len(report.looked_at)} punten."
    return "\n".join(["Hier keken we naar:", *(f"– {title}" for title in report.looked_at)])


class FormPanel(CheckPanel):
    """The check of a sign-up form; ``start`` is “oud” or “nieuw”, else the learner's own page or the old one."""

    def __init__(self, start: str | None = None) -> None:
        super().__init__("Kijk een aanmeldformulier na", "aanmeldpagina", FORM_FILES, start, PAGE_SUFFIXES)

    def extra(self) -> list[widgets.Widget]:
        kinds = [(KIND_LABELS[kind], kind) for kind in FormKind if kind is not FormKind.OTHER]
        self.kind = dropdown("Waar is het voor?", [("het programma kijkt zelf", AUTOMATIC), *kinds], AUTOMATIC)
        self.heed(self._refresh, self.kind)
        return [self.kind]

    def check(self, source: CheckSource) -> Report:
        kind = None if self.kind.value == AUTOMATIC else FormKind(self.kind.value)
        return check_form(source, COURSE_DAY, kind)


class MailPanel(CheckPanel):
    """The check of a newsletter, with the steps out beside the steps in; ``start`` as for a form."""

    def __init__(self, start: str | None = None) -> None:
        super().__init__("Kijk een nieuwsbrief na", "nieuwsbrief", MAIL_FILES, start, MAIL_SUFFIXES)

    def extra(self) -> list[widgets.Widget]:
        self.after = dropdown("Na de klik op afmelden", [(text, key) for key, (text, _) in AFTER.items()], UNSEEN)
        self.enter = dropdown("Aanmelden gaat zo", [(text, key) for key, (text, _) in ENTER.items()], next(iter(ENTER)))
        self.heed(self._refresh, self.after, self.enter)
        return [self.after, self.enter]

    def check(self, source: CheckSource) -> Report:
        return check_mail(source, COURSE_DAY)

    def more(self, source: CheckSource) -> list[Part]:
        found = compare(read_mail(source), self.after.value, self.enter.value)
        return [f"{found.seen} {found.sentence}"]
