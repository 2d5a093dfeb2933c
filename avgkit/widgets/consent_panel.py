"""The panel in which the learner fills in the evidence of a consent, and sees at once what is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import ipywidgets as widgets

from avgkit.base.dutch import Sentence, count, dutch_day
from avgkit.base.errors import AvgkitError
from avgkit.base.tables import table_of
from avgkit.duties.consent.consent_form import ConsentForm
from avgkit.duties.consent.importing import from_note
from avgkit.duties.consent.quality import unread
from avgkit.duties.consent.record import CHANNELS, ConsentRecord
from avgkit.duties.consent.store import Store
from avgkit.law.facts import Consent, label
from avgkit.widgets.consent_fields import area, default_path, form_fields, line
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part, dropdown
from avgkit.widgets.rights_panel import RightsPanel
from avgkit.widgets.state import State

ALL = "alles"


class ConsentPanel(Panel):
    """Choose a contact, fill in what you know, see what is missing and what the verdict becomes. A button writes it.

    ``path``: the store, by default in data/eigen.
    """

    def __init__(self, state: State, path: str | Path | None = None) -> None:
        self.state, self.path, self.now = state, path, state.today
        self.desk = self._new_desk()
        self.search = line("Zoek op naam of adres")
        self.contact = dropdown("Contact", state.named(), _first(state))
        self.desk.choose(self.contact.value)
        self.today = widgets.DatePicker(description="Vandaag is het", value=state.as_of, layout=WIDE, style=LABELLED)
        self.fields = form_fields(self.desk.draft.sender)
        self.typed = area("Of plak een notitie")
        self.take = self._button("Neem toestemmingen over uit mijn lijsten", self._take)
        self.one_form = widgets.Checkbox(
            description="Iedereen op mijn lijst meldde zich aan met dit formulier",
            indent=False,
            layout=WIDE,
        )
        self.scan = widgets.FileUpload(description="Kies de scan", accept=".pdf,.png,.jpg,.jpeg,.tif", layout=WIDE)
        self.save = self._button("Leg deze toestemming vast", self._save)
        self.which = dropdown("Wat is ingetrokken?", [("alle toestemming", ALL)], ALL)
        self.withdraw = self._button("Leg de intrekking vast", self._withdraw)
        self.against = dropdown(
            "Bezwaar tegen", [("alle kanalen", ""), *((label("channel", c), str(c)) for c in CHANNELS)], ""
        )
        self.objects = self._button("Leg het bezwaar vast", self._object)
        self.note = ""
        super().__init__(
            "Bewijs van toestemming",
            [
                *(self.search, self.contact, self.today, *self.fields.values(), self.typed, self.scan),
                *(self.save, self.one_form, self.take),
                *(self.which, self.withdraw, self.against, self.objects),
            ],
        )
        self._watch()
        self._refresh()

    def _new_desk(self) -> ConsentForm:
        path = self.path or default_path(self.state)
        return ConsentForm(self.state.contacts, path, as_of=self.state.as_of, today=self.state.as_of)

    def _button(self, name: str, act: Callable[[], str]) -> widgets.Button:
        button = widgets.Button(description=name, layout=WIDE)
        button.on_click(lambda _: self._do(act))
        return button

    def _watch(self) -> None:
        for name, control in self.fields.items():
            self.heed(partial(self._hear, name), control)
        self.heed(lambda: self._do(self._read_note), self.typed)
        self.heed(self._find, self.search)
        self.heed(self._choose, self.contact, self.today)
        self.heed(self._seal, self.scan)
        self.follow(self.state, self._follow)

    def _hear(self, name: str) -> None:
        self._fill(name, self.fields[name].value)

    def _fill(self, name: str, value: str) -> None:
        self.desk.fill(**{name: value})
        self._refresh()

    def _seal(self) -> None:
        """Take the SHA-256 of the scan; the scan itself is not kept."""
        scans = list(self.scan.value)
        self._fill("document", hashlib.sha256(bytes(scans[0]["content"])).hexdigest() if scans else "")

    def _choose(self) -> None:
        self.desk.choose(self.contact.value)
        self.desk.today = self.today.value or self.state.as_of
        self._refresh()

    def _follow(self) -> None:
        """Take the list, the day and the answers of the state, and keep what was filled in."""
        draft = self.desk.draft
        self.desk = self._new_desk()
        if self.now != self.state.today:
            self._move_day()
        self.desk.draft, self.desk.today = draft, self.today.value or self.state.as_of
        self._find()

    def _move_day(self) -> None:
        """Let “today” move along with another list, unless somebody filled in another day."""
        before, self.now = self.now, self.state.today
        if self.today.value == before:
            with self.quietly():
                self.today.value = self.now

    def _find(self) -> None:
        found, chosen = self.state.named(self.search.value), self.contact.value
        keys = [key for _, key in found]
        with self.quietly():
            self.contact.options = found
            self.contact.value = chosen if chosen in keys else next(iter(keys), None)
        self._choose()

    def _do(self, act: Callable[[], str]) -> None:
        try:
            self.note = act()
        except AvgkitError as error:
            self.note = str(error)
        self._refresh()
        self.note = ""

    def _save(self) -> str:
        self.desk.save()
        return f"Vastgelegd in {self.desk.path.name}. Bewaar van dat bestand ook een kopie op een andere plek."

    def _read_note(self) -> str:
        """Fill in what a typed note says; who it is about is the chosen contact."""
        if not self.typed.value.strip():
            return ""
        record = from_note(self.typed.value, self.desk.draft)
        for name, control in self.fields.items():
            control.value = getattr(record, name)
        return "De notitie is overgenomen voor het gekozen contact. Kijk na of alles klopt."

    def _take(self) -> str:
        kept = self.desk.take_over(self.state.source.source.files, one_form=self.one_form.value)
        records = count(len(kept.records), "toestemming", "toestemmingen")
        refusals = count(len(kept.refusals), "afmelding of bezwaar", "afmeldingen of bezwaren")
        return (
            f"Overgenomen: {records} en {refusals}. Wat je hierboven invulde over het formulier, geldt voor allemaal. "
            "De dag brengt elke rij zelf mee. Zonder dag is een toestemming niet te bewijzen."
        )

    def _withdraw(self) -> str:
        self.desk.withdraw("" if self.which.value == ALL else self.which.value)
        return "De intrekking is vastgelegd. Stuur deze persoon geen berichten meer waarvoor die toestemming nodig was."

    def _object(self) -> str:
        self.desk.object(self.against.value)
        return "Het bezwaar is vastgelegd. Stop meteen met reclame aan deze persoon (AVG artikel 21 lid 3)."

    def _refresh(self) -> None:
        self.desk.answers = self.state.answers
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        held = self.desk.held()
        self._offer(held)
        found = self.desk.quality()
        before, after = self.desk.outcomes()
        now = before.outcome
        change = (
            f"De uitkomst blijft: {now}."
            if before.verdict == after.verdict
            else (f"De uitkomst wordt “{after.outcome}”. Die was “{now}”.")
        )
        whose = "" if self.state.source.is_sample else f"Je werkt met {self.state.source.name}. "
        return [
            self.note,
            f"{whose}{found.reason} {change}",
            f"Waarom: {after.reason}",
            found.advice,
            self._table("Dit ontbreekt nog", found.missing),
            self._table("Dit maakt je bewijs sterker", found.stronger),
            unread((*found.missing, *found.stronger)),
            self._held(held),
        ]

    def _table(self, caption: str, elements: tuple) -> Part:
        rows = [(element.missing, element.what_now, element.article) for element in elements]
        return table_of(("wat", "wat nu", "artikel"), rows, caption) if rows else ""

    def _held(self, held: list[ConsentRecord]) -> Part:
        if not held:
            return "Van dit contact is nog geen toestemming vastgelegd."
        rows = [(_title(record), record.given_at[:10], record.withdrawn_at[:10]) for record in held]
        return table_of(("toestemming", "gegeven", "ingetrokken"), rows, "Al vastgelegd van dit contact")

    def _offer(self, held: list[ConsentRecord]) -> None:
        """List what can be withdrawn: everything, or one consent."""
        options = [("alle toestemming", ALL), *((_title(r), r.record_id) for r in held if not r.withdrawn_at)]
        if list(self.which.options) != options:
            self.which.options = options
            self.which.value = ALL

    @property
    def text(self) -> str:
        """What is missing; who it is about stays out of the saved notebook."""
        return "\n".join(str(part) for part in self.parts[:5] if str(part))

    def rights(self) -> RightsPanel:
        """Return the panel for who asks for access, a correction or erasure, on the same list."""
        return RightsPanel(self.state)

    def control(self) -> Sentence:
        """Say how many contacts of the list the store has a consent of, on the day of the state."""
        if not self.desk.path.exists():
            return Sentence(f"Controle: {self.desk.path.name} is er nog niet. Er is niets geschreven.")
        with Store.open(self.desk.path) as store:
            records, check = store.records(), store.verify()
        kept = count(len(records), "toestemming", "toestemmingen")
        return Sentence(f"Controle op {dutch_day(self.state.as_of)}: {kept} vastgelegd. {check.sentence}")


def _first(state: State) -> object:
    """Return the first contact with an address or number of whom no consent is proven: there is something to fill
    in.
    """
    known = state.contacts[["email", "phone"]].notna().any(axis=1) & (state.contacts["consent"] != Consent.VALID)
    to_do, keys = set(state.contacts.loc[known, "contact_id"]), [key for _, key in state.named()]
    return next((key for key in keys if key in to_do), next(iter(keys), None))


def _title(record: ConsentRecord) -> str:
    return f"{label('purpose', record.purpose)} per {label('channel', record.channel)}"
