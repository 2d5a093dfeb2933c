"""The panels of the learner's own progress and of the self-test."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from avgkit.course import progress
from avgkit.course.exercises import QUESTIONS, check, score
from avgkit.widgets.panel import Panel, Part, dropdown

_KEPT = "Dit staat alleen op deze computer, in data/eigen/voortgang.json. Het wordt nergens heen gestuurd."


class ProgressPanel(Panel):
    """Which lessons were run and which exercises answered right; a button to look again and one to erase."""

    def __init__(self) -> None:
        self.again = widgets.Button(description="Ververs")
        self.erase = widgets.Button(description="Wis mijn voortgang", layout=widgets.Layout(width="auto"))
        super().__init__("Mijn voortgang", [widgets.HBox([self.again, self.erase])])
        self.again.on_click(lambda button: self.refresh(self._report))
        self.erase.on_click(lambda button: self.refresh(self._forget))
        self.refresh(self._report)

    def _forget(self) -> list[Part]:
        progress.forget()
        return ["Je voortgang is gewist.", *self._report()]

    def _report(self) -> list[Part]:
        return [*progress.progress_report(progress.load_progress()), _KEPT]

    @property
    def text(self) -> str:
        """Only where it is kept: how far somebody is stays out of the saved notebook."""
        return _KEPT


class SelfTestPanel(Panel):
    """One question at a time, with feedback at once; the answers are kept for next time."""

    def __init__(self) -> None:
        self.answers = progress.load_progress().self_test
        self.place = dropdown("Vraag", [(f"{n} van {len(QUESTIONS)}", n - 1) for n in range(1, len(QUESTIONS) + 1)], 0)
        self.asked = widgets.HTML()
        self.choice = widgets.RadioButtons(description="Antwoord", layout=widgets.Layout(width="100%"))
        self.back = widgets.Button(description="Vorige vraag")
        self.onward = widgets.Button(description="Volgende vraag")
        buttons = widgets.HBox([self.back, self.onward])
        super().__init__("Zelftest", [self.place, self.asked, self.choice, buttons])
        self.heed(self._ask, self.place)
        self.heed(self._answer, self.choice)
        self.back.on_click(lambda button: self._go(-1))
        self.onward.on_click(lambda button: self._go(1))
        self._ask()

    def _go(self, step: int) -> None:
        self.place.value = (self.place.value + step) % len(QUESTIONS)

    def _ask(self) -> None:
        question = QUESTIONS[self.place.value]
        self.asked.value = f"<p>{escape(question.question)}</p>"
        with self.quietly():
            self.choice.options = [(f"{letter}. {text}", letter) for letter, text in question.options.items()]
            self.choice.value = self.answers.get(question.key)
        self._report()

    def _answer(self) -> None:
        if self.choice.value is None:
            return
        self.answers[QUESTIONS[self.place.value].key] = self.choice.value
        progress.note_self_test(self.answers)
        self._report()

    def _report(self) -> None:
        question = QUESTIONS[self.place.value]
        if question.key not in self.answers:
            self.show("Kies een antwoord.", score(self.answers))
            return
        said = check(question, self.answers[question.key])
        where = f"Waar staat het: {question.article} ({', '.join(question.facts)})." if said.correct else ""
        self.show(repr(said), where, score(self.answers))

    @property
    def text(self) -> str:
        """What there is to do: the answers of a learner stay out of the saved notebook."""
        return (
            f"{len(QUESTIONS)} vragen over de hele cursus. "
            "Kies bij elke vraag een antwoord; je ziet meteen of het klopt."
        )
