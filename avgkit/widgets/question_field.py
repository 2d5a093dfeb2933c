"""A field for each kind of question: its words, a control, and where the answer came from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import ipywidgets as widgets

from avgkit.duties.checks.questions import CHOICE, LONG, MANY, NONE, Answer, Question
from avgkit.widgets.panel import LABELLED, ControlBox, SharedLayout, dropdown

OPEN = ("nog geen antwoord", "")
ROOM = SharedLayout(width="min(100%, 720px)")


class Field(ControlBox):
    """One question. ``value`` is its answer as the sheet keeps it; ``told`` is called with what the learner chose."""

    def __init__(self, question: Question, told: Callable[[str, object], None]) -> None:
        self.question, self.told = question, told
        self.words = widgets.HTML()
        self.controls = self._controls()
        for control in self.controls:
            self.heed(partial(self._tell, control), control)
        super().__init__([self.words, *self.controls])

    def _controls(self) -> list[widgets.Widget]:
        question = self.question
        label = question.label.partition(" (")[0]
        if question.kind == MANY:
            return [widgets.Checkbox(description=text, indent=False, layout=ROOM) for text in question.options.values()]
        if question.kind == CHOICE:
            return [dropdown(label, [OPEN, *((text, code) for code, text in question.options.items())], "")]
        kind = widgets.Textarea if question.kind == LONG else widgets.Text
        hint = f"Bijvoorbeeld: {question.proposal}" if question.proposal else ""
        return [kind(description=label, placeholder=hint, continuous_update=False, layout=ROOM, style=LABELLED)]

    def show(self, answer: Answer | None, origin: str) -> None:
        """Show an answer and where it came from, without telling it back."""
        help = f" <span>{escape(self.question.help)}</span>" if self.question.help else ""
        came = f" <em>{escape(origin)}</em>" if origin else ""
        self.words.value = (
            f"<p style='margin:.6em 0 0;line-height:1.4'><strong>{escape(self.question.text)}</strong>{help}{came}</p>"
        )
        with self.quietly():
            if self.question.kind == MANY:
                for code, control in zip(self.question.options, self.controls, strict=True):
                    control.value = code in (answer or ())
            else:
                self.controls[0].value = answer or ""

    def _tell(self, control: widgets.Widget) -> None:
        if self.question.kind != MANY:
            self.told(self.question.id, self.controls[0].value)
            return
        codes = list(self.question.options)
        chosen = [code for code, box in zip(codes, self.controls, strict=True) if box.value]
        if NONE in chosen and len(chosen) > 1:
            last = codes[self.controls.index(control)]
            chosen = [NONE] if last == NONE else [code for code in chosen if code != NONE]
        self.told(self.question.id, chosen)
