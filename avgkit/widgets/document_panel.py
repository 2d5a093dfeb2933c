"""The panels that make a paper: choose it, answer its questions, see what is missing, read it and save it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import ipywidgets as widgets

from avgkit.base.errors import AvgkitError
from avgkit.base.rendering.html_page import html
from avgkit.course.lists import my_list
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.dossier import Dossier
from avgkit.duties.documents.papers import KINDS, kind_named
from avgkit.widgets.panel import WIDE, Panel, Part, SharedLayout, close_all, dropdown
from avgkit.widgets.question_field import Field
from avgkit.widgets.state import State

WHOSE = [("het voorbeeld van Noor Fictief", False), ("mijn eigen antwoorden", True)]
LOOK = "<style>.avgkit-stuk th, .avgkit-stuk td { text-align: left; vertical-align: top; padding: .2em .6em; }</style>"
BUTTON = SharedLayout(width="auto")


class DocumentPanel(Panel):
    """One paper, or a choice of them, or of all. The fields follow the answers; what is read is what will be saved.

    ``state``: the list to fill in from; else the learner's own or the sample. Raises AvgkitError with a Dutch sentence
    for a paper that does not exist.
    """

    def __init__(self, dossier: Dossier, *kinds: str, state: State | None = None) -> None:
        self.dossier, self.state = dossier, state
        self.kinds = tuple(kind_named(kind).id for kind in kinds) or tuple(KINDS)
        self.fields: dict[str, Field] = {}
        self.kind = dropdown("Welk stuk?", [(KINDS[id].title, id) for id in self.kinds], self.kinds[0])
        self.whose = dropdown("Wiens antwoorden?", WHOSE, not dossier.is_example)
        self.questions = widgets.Accordion()
        self.reading = widgets.HTML()
        preview = widgets.Accordion([self.reading])
        preview.set_title(0, "Lees het stuk zoals het nu is")
        buttons: dict[str, Callable[[], object]] = {
            "Neem de voorstellen over": lambda: dossier.accept_proposals(self.kind.value),
            "Vul in uit mijn lijst": self._fill,
            "Bewaar mijn antwoorden": dossier.save,
            "Bewaar als Word-bestand": lambda: dossier.save_paper(self.kind.value),
        }
        self.buttons = {text: widgets.Button(description=text, layout=BUTTON) for text in buttons}
        for text, act in buttons.items():
            self.buttons[text].on_click(lambda button, act=act: self._try(act))
        row = widgets.HBox(list(self.buttons.values()), layout=widgets.Layout(flex_flow="row wrap"))
        titles = [KINDS[id].title for id in self.kinds]
        self.kind.layout = widgets.Layout(width=WIDE.width, display="" if len(titles) > 1 else "none")
        title = "Maak je stuk" if len(titles) > 2 else " of ".join(titles)
        super().__init__(title, [self.kind, self.whose, self.questions, row], below=[preview])
        self.heed(self._refresh, self.kind)
        self.heed(self._start, self.whose)
        self.follow(dossier, self._refresh)
        self._refresh()

    def _start(self) -> None:
        self._try(lambda: self.dossier.start(self.whose.value))

    def _fill(self) -> None:
        """Fill in from the list; Noor's list never goes into the learner's own answers, nor the other way round."""
        found = self.state.source if self.state else my_list()
        if self.dossier.is_example:
            raise AvgkitError("Dit is het voorbeeld van Noor Fictief; kies eerst je eigen antwoorden.")
        if found.is_sample:
            raise AvgkitError(
                "Je hebt nog geen eigen lijst geopend; zet er een in data/eigen of kies hem in notebook 02."
            )
        self.dossier.fill_from(replace(found.source, statements=self.state.answers) if self.state else found.source)

    def _tell(self, id: str, value: object) -> None:
        self._try(lambda: self.dossier.answer(id, value))

    def _try(self, act: Callable[[], object]) -> None:
        """Do what was asked; a mistake shows as a sentence and the field as it was."""
        try:
            act()
        except AvgkitError as error:
            self._refresh()
            self.show(str(error), *self.parts[1:])

    def _refresh(self) -> None:
        with self.quietly():
            self.whose.value = not self.dossier.is_example
        asked = self.dossier.asked(self.kind.value)
        if list(self.fields) != list(asked):
            self._lay_out(asked)
        for id, field in self.fields.items():
            field.show(self.dossier.given(id), self.dossier.sheet.origins.get(id, ""))
        for place, (group, fields) in enumerate(self._groups().items()):
            open_ = sum(self.dossier.given(field.question.id) is None for field in fields)
            self.questions.set_title(place, f"{group} ({f'{open_} open' if open_ else 'ingevuld'})")
        self.refresh(self._report)
        self.reading.value = (
            f'{LOOK}<div class="avgkit-stuk">{html(self.dossier.document(self.kind.value).blocks)}</div>'
        )

    def _groups(self) -> dict[str, list[Field]]:
        groups: dict[str, list[Field]] = {}
        for id, field in self.fields.items():
            groups.setdefault(QUESTIONS[id].group, []).append(field)
        return groups

    def _lay_out(self, asked: Iterable[str]) -> None:
        """Put the fields in their groups; a field that stays is the same one, and the open group stays open."""
        before, open_ = list(self._groups()), self.questions.selected_index
        boxes, known = self.questions.children, self.fields
        self.fields = {id: known.get(id) or Field(QUESTIONS[id], self._tell) for id in asked}
        groups = self._groups()
        self.questions.children = [widgets.VBox(fields) for fields in groups.values()]
        for box in boxes:
            box.children = ()
        close_all([*boxes, *(field for id, field in known.items() if id not in self.fields)])
        kept = open_ is not None and before[open_] in groups
        self.questions.selected_index = list(groups).index(before[open_]) if kept else None

    def _report(self) -> list[Part]:
        sentence, *tables = told(self.dossier, self.kind.value)
        return [f"{self.dossier.notice} {sentence}".strip(), *tables]


def told(dossier: Dossier, kind: str) -> list[Part]:
    """Return what to say of a paper: how much is there, the outcome of its duties, and what is missing."""
    outcomes, missing = dossier.outcomes(kind), dossier.missing(kind)
    return [dossier.sentence(kind), *(table for table in (outcomes, missing) if len(table.frame))]
