"""What all panels share: a box with a title, labelled controls and a text answer.

Text goes into ``widgets.HTML``, escaped. The notebook keeps the text answer of a panel beside the panel itself, so
that somebody who reads it without a kernel, or with nbval, sees words instead of a model's number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import ipywidgets as widgets

from avgkit.base.errors import AvgkitError
from avgkit.base.tables import ShownTable
from avgkit.law.facts import FACTS, UNKNOWN

WIDE = widgets.Layout(width="min(100%, 640px)")
"""Shared by all controls: change the layout of one control only on a layout of its own."""
FITTING = "width:0;min-width:100%"
"""Keeps a wide table from making the whole answer wide: the table slides in its own box."""
LABELLED = {"description_width": "220px"}
Part = str | ShownTable


class Panel(widgets.VBox):
    """A titled box. ``answer`` holds what the panel says now; ``show`` replaces it."""

    def __init__(self, title: str, controls: list[widgets.Widget]) -> None:
        self.title = title
        self.parts: list[Part] = []
        self.answer = widgets.HTML(layout=widgets.Layout(width="100%"))
        heading = widgets.HTML(f"<h4>{escape(title)}</h4>")
        super().__init__([heading, *controls, self.answer])

    @property
    def text(self) -> str:
        """The answer as plain text."""
        return "\n".join(str(part) for part in self.parts if str(part))

    def show(self, *parts: Part) -> None:
        """Show sentences and tables; the first sentence is what a screen reader says at once."""
        self.parts = list(parts)
        said = "".join(_html(part, place == 0) for place, part in enumerate(parts))
        self.answer.value = f'<div style="{FITTING}">{said}</div>'

    def refresh(self, make: Callable[[], list[Part]]) -> None:
        """Show what ``make`` returns, or the sentence of its error."""
        try:
            parts = make()
        except AvgkitError as error:
            parts = [str(error)]
        self.show(*parts)

    def __repr__(self) -> str:
        return f"Paneel: {self.title}\n{self.text}"

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, object]:
        bundle = super()._repr_mimebundle_(**kwargs)
        return {**bundle, "text/plain": repr(self)}


def _html(part: Part, first: bool) -> str:
    if isinstance(part, ShownTable):
        return f'<div style="overflow-x:auto;line-height:1.4">{part._repr_html_()}</div>'
    return (
        f'<p{" role=status" if first else ""} style="line-height:1.5;white-space:pre-line">{escape(part)}</p>'
        if part
        else ""
    )


def dropdown(name: str, options: list[tuple[str, object]], value: object) -> widgets.Dropdown:
    """Return a labelled dropdown."""
    return widgets.Dropdown(description=name, options=options, value=value, layout=WIDE, style=LABELLED)


def labelled(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (label, value) pairs for a dropdown."""
    return [(text, value) for value, text in labels.items()]


def answers(fact: str) -> list[tuple[str, str]]:
    """Return the answers to a fact's question, “weet ik niet” first."""
    return [("weet ik niet", UNKNOWN), *labelled(FACTS[fact].labels)]
