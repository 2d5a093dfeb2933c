"""All papers of one learner: the one model behind the panels, that plain code drives as well.

``dossier.answer(...)`` and ``dossier.set(...)`` do what a click does. Who observes it is called after each change.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.dutch import Sentence, count
from avgkit.base.errors import AvgkitError
from avgkit.base.observing import Observable
from avgkit.base.places import day_of, own_files, project_folder
from avgkit.base.rendering import save_document
from avgkit.base.tables import ShownTable, table_of
from avgkit.duties.checks.obligations import NEED_LABELS
from avgkit.duties.checks.questions import Answer
from avgkit.duties.documents.answer_sheet import Sheet, example, load_sheet, own_path, save
from avgkit.duties.documents.document import Document, open_words
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.document_tables import chosen_helpers, data_place, role
from avgkit.duties.documents.elements import STATE_LABELS, ElementState, asked_for
from avgkit.duties.documents.papers import KINDS, free_path, make
from avgkit.duties.documents.prefill import prefill

if TYPE_CHECKING:
    import pandas as pd

    from avgkit.contacts import ContactList

EXAMPLE_PAIRS = {"agreement": "assistant", "agreement_check": "mail_tool"}
"""In the overview of the example: Noor drafts one agreement and checks another."""


class Dossier(Observable):
    """The answers of one learner, and the day of the papers. ``notice``: what happened last, in Dutch."""

    def __init__(self, sheet: Sheet | None = None, *, is_example: bool = False, folder: Path | None = None) -> None:
        super().__init__()
        self.sheet = sheet if sheet is not None else Sheet()
        self.is_example = is_example
        self.as_of = day_of(is_example)
        self._day_is_chosen = False
        self.notice = ""
        self._folder = folder
        self._other: Sheet | None = None

    @property
    def folder(self) -> Path:
        """Where the learner's answers and papers go: data/eigen, which is never shared."""
        return self._folder or project_folder() / "data" / "eigen"

    def _changed(self, notice: str = "") -> None:
        self.notice = notice
        self._notify()

    def set(self, *, as_of: date) -> None:
        """Change the day of the papers; from then on it does not follow whose answers these are."""
        self.as_of = as_of
        self._day_is_chosen = as_of != day_of(self.is_example)
        self._changed()

    def answer(self, id: str, value: object) -> None:
        """Answer a question; an empty answer takes it back. Raises AvgkitError for a wrong question or answer."""
        self.sheet.set(id, value)
        self._changed()

    def given(self, id: str) -> Answer | None:
        """Return the answer to a question, or None."""
        return self.sheet.answers.get(id)

    def document(self, kind: str) -> Document:
        """Return a paper as the answers are now. Raises AvgkitError for a kind that does not exist."""
        return make(kind, self.sheet.answers, self.as_of)

    def asked(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the questions of a paper that are to be asked now."""
        return asked_for(self.document(kind).kind.elements, self.sheet.answers)

    def proposals(self, kind: str) -> dict[str, Answer]:
        """Return what we suggest for the open questions of a paper."""
        open_ = (id for id in self.asked(kind) if id not in self.sheet.answers)
        return {id: QUESTIONS[id].proposal for id in open_ if QUESTIONS[id].proposal}

    def accept_proposals(self, kind: str) -> None:
        """Fill in what we suggest; the learner asked for it and must still read it."""
        found = self.proposals(kind)
        for id, value in found.items():
            self.sheet.set(id, value, "Ons voorstel.")
        said = (
            f"{count(len(found), 'voorstel is', 'voorstellen zijn')} ingevuld. Lees ze na en verander wat niet klopt."
        )
        self._changed(said if found else "Er is geen open vraag met een voorstel.")

    def fill_from(self, found: ContactList) -> None:
        """Fill in what follows from a list; answers that were given stay."""
        told = prefill(self.sheet, found)
        self._changed("Uit je lijst ingevuld: " + " ".join(told) if told else "Uit deze lijst volgt niets nieuws.")

    def start(self, own: bool) -> None:
        """Go on with the learner's own answers, or look at those of Noor Fictief. What was typed in either stays."""
        if own != self.is_example:
            return
        notice, there = "", self._other
        if there is None:
            fresh = _own(self._folder) if own else Dossier(example(), is_example=True)
            notice, there = fresh.notice, fresh.sheet
        self._other, self.sheet, self.is_example = self.sheet, there, not own
        self.as_of = self.as_of if self._day_is_chosen else day_of(self.is_example)
        self._changed(notice)

    def save(self) -> Path:
        """Keep the answers in data/eigen. Raises AvgkitError for the example, and as ``save_whole`` does."""
        if self.is_example:
            raise AvgkitError(
                "Dit zijn de antwoorden van Noor Fictief; kies eerst je eigen antwoorden, dan kun je ze bewaren."
            )
        path = own_path(self.folder)
        save(self.sheet, path)
        self._changed(f"Je antwoorden staan in data/eigen, in {path.name}. Ze blijven op je eigen computer.")
        return path

    def save_paper(self, kind: str, ending: str = ".docx") -> Path:
        """Save a paper under a new name in data/eigen; nothing is overwritten."""
        document = self.document(kind)
        path = save_document(document.with_receipt(), free_path(self.folder, document, ending))
        self._changed(f"Bewaard in data/eigen, in {path.name}. Lees het na voordat je het deelt.")
        return path

    def overview(self) -> pd.DataFrame:
        """Return the elements per paper: index stuk, a column per state (ja, ontbreekt, niet nodig hier)."""
        import pandas as pd

        rows = {}
        for kind in KINDS.values():
            pair = {"processor": EXAMPLE_PAIRS[kind.id]} if self.is_example and kind.id in EXAMPLE_PAIRS else {}
            states = [found.state for found in make(kind.id, {**self.sheet.answers, **pair}, self.as_of).checked]
            rows[kind.title] = {STATE_LABELS[state]: states.count(state) for state in ElementState}
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("stuk")

    def sentence(self, kind: str) -> str:
        """Say whose answers these are, and how much of the paper is there."""
        whose = "Dit is het voorbeeld van Noor Fictief." if self.is_example else "Dit zijn je eigen antwoorden."
        document = self.document(kind)
        return f"{whose} {document.count()}" if document.missing else f"{whose} {document.sentence()}"

    def missing(self, kind: str) -> ShownTable:
        """What a paper lacks: onderdeel, artikel and what is still to do."""
        rows = [(f.element.label, f.element.article, open_words(f)) for f in self.document(kind).missing]
        return table_of(("onderdeel", "artikel", "wat nog moet"), rows, "Dit ontbreekt nog")

    def outcomes(self, kind: str) -> ShownTable:
        """The duties that a paper decides about: wat, uitkomst, waarom, artikel."""
        duties = self.document(kind).kind.duties(self.sheet.answers)
        rows = [(duty.label, NEED_LABELS[duty.need], duty.reason, duty.articles) for duty in duties]
        return table_of(("wat", "uitkomst", "waarom", "artikel"), rows, "De uitkomst")

    def helpers(self) -> ShownTable:
        """Each kind of helper: its role, where the data are and what to do. No names: a lesson may be saved."""
        found = chosen_helpers(self.sheet.answers)
        rows = [
            (h.label, role(self.sheet.answers, h), data_place(self.sheet.answers, h), " ".join(h.advice)) for h in found
        ]
        headings = ("wie helpt", "rol", "waar de gegevens zijn", "wat je doet")
        return table_of(headings, rows, "Wie er bij je gegevens kan")

    def control(self) -> Sentence:
        """Say whether each element of each paper has exactly one state."""
        table, elements = self.overview(), sum(len(kind.elements) for kind in KINDS.values())
        sound = int(table.to_numpy().sum()) == elements and len(table) == len(KINDS)
        outcome = "Dat klopt." if sound else "Dat klopt niet: er mist een onderdeel."
        parts = " + ".join(f"{int(table[name].sum())} × {name}" for name in table.columns)
        return Sentence(f"Controle: {len(table)} stukken, {elements} onderdelen = {parts}. {outcome}")


def my_dossier(folder: Path | None = None) -> Dossier:
    """Return the learner's own answers from data/eigen; else a start from the own list; else the example of Noor."""
    folder = folder or project_folder() / "data" / "eigen"
    if own_path(folder).exists() or own_files(folder):
        return _own(folder)
    return Dossier(example(), is_example=True, folder=folder)


def _own(folder: Path | None) -> Dossier:
    """Return the kept answers, or a sheet filled in from the own list. A file that can't be used is told of."""
    dossier = Dossier(folder=folder)
    path = own_path(dossier.folder)
    try:
        if path.exists():
            dossier.sheet = load_sheet(path)
            return dossier
    except AvgkitError as error:
        dossier.notice = str(error)
    try:
        if files := own_files(dossier.folder):
            from avgkit.contacts import read

            prefill(dossier.sheet, read([str(file) for file in files]))
    except AvgkitError as error:
        dossier.notice = f"{dossier.notice} {error}".strip()
    return dossier
