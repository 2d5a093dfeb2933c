"""The controls in which a consent is filled in, and where it is kept."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as widgets

from avgkit.base.places import project_folder
from avgkit.duties.consent.consent_labels import BOXES, METHODS
from avgkit.duties.consent.record import CHANNELS, PURPOSES
from avgkit.law.facts import FACTS, label
from avgkit.widgets.panel import LABELLED, WIDE, SharedLayout, dropdown, labelled
from avgkit.widgets.state import State

UNSURE = ("weet ik niet", "")
_YES_NO = [UNSURE, *labelled(FACTS["objection"].labels)]
_TALL = SharedLayout(width="min(100%, 640px)", height="5em")


def default_path(state: State) -> Path:
    """Return where evidence is kept: data/eigen/toestemming.sqlite, and another file to practise with the sample."""
    name = "toestemming_oefening.sqlite" if state.source.is_sample else "toestemming.sqlite"
    return project_folder() / "data" / "eigen" / name


def line(name: str, value: str = "") -> widgets.Text:
    """Return a labelled line of text."""
    return widgets.Text(description=name, value=value, continuous_update=False, layout=WIDE, style=LABELLED)


def area(name: str) -> widgets.Textarea:
    """Return a labelled area of text."""
    return widgets.Textarea(description=name, continuous_update=False, layout=_TALL, style=LABELLED)


def form_fields(sender: str) -> dict[str, widgets.Widget]:
    """Return the controls by the field of a consent that they fill."""
    channels = [(label("channel", c), str(c)) for c in CHANNELS]
    purposes = [(label("purpose", p), str(p)) for p in PURPOSES]
    return {
        "sender": line("Naam van je bedrijf", sender),
        "channel": dropdown("Kanaal", channels, "email"),
        "purpose": dropdown("Doel", purposes, "newsletter"),
        "given_at": line("Wanneer? (2026-11-24)"),
        "method": dropdown("Hoe?", [UNSURE, *labelled(METHODS)], ""),
        "box": dropdown("Het vakje", [UNSURE, *labelled(BOXES)], ""),
        "text": area("De tekst, letterlijk"),
        "separate": dropdown("Stond de vraag los?", _YES_NO, ""),
        "opt_out_offered": dropdown("Was intrekken genoemd?", _YES_NO, ""),
        "origin": line("Waar? (IP of plaats)"),
        "confirmed_at": line("Bevestigd per mail op"),
        "product": line("Voor welk aanbod? (bellen)"),
        "until": line("Tot en met (bellen)"),
        "form_version": line("Versie van het formulier"),
        "notice_version": line("Versie privacyverklaring"),
    }
