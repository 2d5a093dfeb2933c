"""The panel of an exercise."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from avgkit.course import progress
from avgkit.course.exercises import Exercise, check, exercise, letter_of
from avgkit.widgets.panel import Panel


class ExercisePanel(Panel):
    """The question of an exercise (or its key), its options, and feedback on the chosen one; ``answer`` is filled in.

    Raises AvgkitError with a Dutch sentence for an exercise or a letter that does not exist.
    """

    def __init__(self, question: Exercise | str, answer: str | None = None) -> None:
        self.exercise = question = exercise(question) if isinstance(question, str) else question
        chosen = None if answer is None else letter_of(question, answer)
        options = [(f"{letter}. {text}", letter) for letter, text in question.options.items()]
        self.choice = widgets.RadioButtons(
            description="Antwoord", options=options, value=chosen, layout=widgets.Layout(width="100%")
        )
        super().__init__("Oefening", [widgets.HTML(f"<p>{escape(question.question)}</p>"), self.choice])
        self.heed(self._answer, self.choice)
        self._check()
        progress.note_shown(question.key)

    def _answer(self) -> None:
        """Keep the answer that the learner chose; one that was filled in beforehand is not the learner's."""
        if self.choice.value:
            progress.note_answer(self.exercise.key, check(self.exercise, self.choice.value).correct)
        self._check()

    def _check(self) -> None:
        said = repr(check(self.exercise, self.choice.value)) if self.choice.value else "Kies een antwoord."
        self.show(said)

    @property
    def text(self) -> str:
        """The question, its options and the feedback."""
        return f"{self.exercise!r}\n{super().text}"
