"""What all panels share: a box with a title, labelled controls and a text answer, that follows a state.

Text goes into ``widgets.HTML``, escaped. The notebook keeps two things beside the panel itself: a still picture of it,
for who opens the notebook and has not run it yet, and the text answer, which nbval compares.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from weakref import WeakKeyDictionary

import ipywidgets as widgets

from avgkit.app.saving import STILL
from avgkit.base.errors import AvgkitError
from avgkit.base.observing import Observable
from avgkit.base.tables import ShownTable
from avgkit.law.facts import FACTS, UNKNOWN
from avgkit.widgets.notebook_cell import running_cell


class SharedLayout(widgets.Layout):
    """A layout of controls in many panels, so that it stays when one of them is closed."""

    def close(self) -> None:
        """Stay open for the others."""


WIDE = SharedLayout(width="min(100%, 640px)")
"""Shared by all controls: change the layout of one control only on a layout of its own."""
FITTING = "width:0;min-width:100%"
"""Keeps a wide table from making the whole answer wide: the table slides in its own box."""
LABELLED = {"description_width": "220px"}
Part = str | ShownTable


class ControlBox(widgets.VBox):
    """Controls that belong together. It sets them without hearing of it, and lets go of all when it is closed."""

    busy = False
    _followed: tuple[tuple[Observable, Callable[[], object]], ...] = ()

    def heed(self, act: Callable[[], object], *controls: widgets.Widget) -> None:
        """Call ``act`` after each change of these controls, but for those that are made quietly."""
        for control in controls:
            control.observe(lambda change: None if self.busy else act(), "value")

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Set controls in this block as the box itself, not as the learner: nothing that heeds them is called."""
        before, self.busy = self.busy, True
        try:
            yield
        finally:
            self.busy = before

    def follow(self, model: Observable, act: Callable[[], object]) -> None:
        """Call ``act``, a method of this box, after each change of the model, until the box is closed."""
        model.observe(act)
        self._followed = (*self._followed, (model, act))

    def close(self) -> None:
        """Stop following, and close all that the box consists of in the browser as well."""
        for model, act in self._followed:
            model.unobserve(act)
        self._followed = ()
        close_all(_parts(self))
        super().close()


def close_all(parts: Iterable[object]) -> None:
    """Close widgets with what they consist of: what is in them, layout and style. ipywidgets closes the box alone."""
    for part in parts:
        if isinstance(part, widgets.Widget):
            if not isinstance(part, ControlBox):
                close_all(_parts(part))
            part.close()


def _parts(widget: widgets.Widget) -> Iterator[object]:
    yield from getattr(widget, "children", ())
    yield from (getattr(widget, name, None) for name in ("layout", "style"))


class Panel(ControlBox):
    """A titled box. ``answer`` holds what the panel says now; ``show`` replaces it."""

    def __init__(self, title: str, controls: Sequence[widgets.Widget], below: Sequence[widgets.Widget] = ()) -> None:
        self.title = title
        self.parts: list[Part] = []
        self.answer = widgets.HTML(layout=widgets.Layout(width="100%"))
        heading = widgets.HTML(f'<h3 style="margin:0.4em 0;font-size:115%">{escape(title)}</h3>')
        super().__init__([heading, *controls, self.answer, *below])
        _take_place(self)

    @property
    def text(self) -> str:
        """The answer as plain text."""
        return "\n".join(str(part) for part in self.parts if str(part))

    def show(self, *parts: Part) -> None:
        """Show sentences and tables; the first sentence is what a screen reader says at once."""
        self.parts = list(parts)
        said = "".join(_html(part, place == 0) for place, part in enumerate(parts))
        self.answer.value = f'<div style="{FITTING}">{said}</div>'

    def refresh(self, make: Callable[[], Sequence[Part]]) -> None:
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
        return {**bundle, "text/html": still_picture(self.title, list(_names(self.children))), "text/plain": repr(self)}


_BOX = "border:1px solid #8A949E;border-radius:"
SHOWN_NAMES = 4


def still_picture(title: str, names: Sequence[str]) -> str:
    """Return a panel that is not active yet: its title, what you can set, and what to do. Nothing of any list.

    Jupyter takes variables out of styles, and text colours would be wrong on a dark page: so there are none.
    """
    shown = "".join(
        f'<span style="{_BOX}4px;padding:4px 10px;opacity:.7">{escape(name)}</span>' for name in names[:SHOWN_NAMES]
    )
    return (
        f'{STILL}{_BOX}6px;padding:12px 16px;background:rgba(128,128,128,.1);max-width:640px"><b>{escape(title)}</b>'
        f'<div style="display:flex;flex-wrap:wrap;gap:8px;margin:8px 0">{shown}</div>'
        "Nog niet actief. <b>Voer deze cel uit</b> (▷ of Shift + Enter).</div>"
    )


def _names(controls: Iterable[object]) -> Iterator[str]:
    """Give the names of what a learner can set, in order; text and buttons have none."""
    for control in controls:
        name = getattr(control, "description", None)
        if name and not isinstance(control, (widgets.HTML, widgets.Button)):
            yield str(name)
        yield from _names(getattr(control, "children", ()))


_made: dict[tuple[str, type[Panel]], WeakKeyDictionary[Panel, str]] = {}
"""Per cell of the notebook and kind of panel: the panels that it made, and in which run."""


def _take_place(panel: Panel) -> None:
    """Close the panels of this kind that an earlier run of the same cell made: ipywidgets keeps them alive unseen."""
    now = running_cell()
    if now is None:
        return
    made = _made.setdefault((now.cell, type(panel)), WeakKeyDictionary())
    for earlier in [known for known, run in made.items() if run != now.run]:
        del made[earlier]
        earlier.close()
    made[panel] = now.run


def _html(part: Part, first: bool) -> str:
    if isinstance(part, ShownTable):
        return f'<div style="overflow-x:auto;line-height:1.4">{part._repr_html_()}</div>'
    return (
        f'<p{" role=status" if first else ""} style="line-height:1.5;white-space:pre-line">{escape(part)}</p>'
        if part
        else ""
    )


def dropdown(name: str, options: Sequence[tuple[str, object]], value: object) -> widgets.Dropdown:
    """Return a labelled dropdown."""
    return widgets.Dropdown(description=name, options=options, value=value, layout=WIDE, style=LABELLED)


def labelled(labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (label, value) pairs for a dropdown."""
    return [(text, value) for value, text in labels.items()]


def answers(fact: str, *, sets: bool = False) -> list[tuple[str, str]]:
    """Return the answers to a fact's question, first that nobody answers it; with the sets of values that somebody may
    know.
    """
    told = FACTS[fact]
    first = "weet ik niet" if told.default == UNKNOWN else f"niet ingevuld (dus: {told.labels[told.default]})"
    return [(first, UNKNOWN), *labelled(told.labels), *(labelled(told.sets) if sets else [])]
