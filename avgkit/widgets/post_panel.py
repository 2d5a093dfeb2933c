"""The panel that writes a public post with a sign-up link: nobody is approached, who wants to signs up (S26, S27)."""

from __future__ import annotations

from dataclasses import fields

import ipywidgets as widgets

from avgkit.plan.campaign import MailSender, public_post
from avgkit.widgets.panel import LABELLED, WIDE, Panel, Part

NOOR = {
    "name": ("Je naam", "Noor Fictief"),
    "company": ("Je bedrijf", "Noor Fictief Tekst"),
    "subject": ("Waar je nieuwsbrief over gaat", "schrijven voor je website"),
    "how_often": ("Hoe vaak hij komt", "één keer per maand"),
    "link": ("Link naar je aanmeldpagina", "https://example.org/aanmelden"),
    "stop": ("Adres om nee te zeggen", "noor@example.org"),
}
"""Label and first text per field; those of Noor until the learner fills in something else."""


class PostPanel(Panel):
    """Fill in who you are and what you send; copy the post."""

    def __init__(self) -> None:
        self.controls = {
            field.name: widgets.Text(description=label, value=text, layout=WIDE, style=LABELLED)
            for field in fields(MailSender)
            for label, text in [NOOR[field.name]]
        }
        super().__init__("Je openbare bericht", list(self.controls.values()))
        self.heed(lambda: self.refresh(self._report), *self.controls.values())
        self.refresh(self._report)

    def _report(self) -> list[Part]:
        sender = MailSender(**{name: control.value for name, control in self.controls.items()})
        return ["Kopieer deze tekst en plaats hem als openbaar bericht:", public_post(sender)]
