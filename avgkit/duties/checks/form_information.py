"""Form rules on what a visitor is told: who asks, for what, how often, how to stop, and where to read more (S05,
S10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.form_consent import at
from avgkit.duties.checks.forms import Form, FormKind
from avgkit.duties.checks.page import words_of

NAMED = re.compile(
    r"\b([Vv]an|[Bb]ij|[Dd]oor|[Ff]rom|[Bb]y|[Ii]k ben|[Ww]ij zijn|[Mm]ijn naam is)\s+(de |het )?"
    r"(?!Je\b|U\b|Nu\b|Ons\b)[A-ZÀ-Ý0-9][\w’'&.-]+"
    r"|\b[A-ZÀ-Ý][\w’'&-]+ (B\.?V\.?|VOF|V\.O\.F\.|N\.V\.|Stichting)"
    r"|\b(Stichting|Vereniging|Atelier|Studio|Bureau|Praktijk) [A-Z]|"
    r"[Kk][Vv][Kk](-nummer)?:? ?\d{8}|©|[Cc]opyright"
)
_PURPOSE = phrases.says("newsletter", "purpose")
_SITE_NAME = re.compile(r"[–—|·-] +[A-ZÀ-Ý]")


def _no_withdrawal(form: Form) -> Iterator[Place]:
    asks = form.kind is FormKind.SIGN_UP or form.marketing_boxes
    if asks and not phrases.LEAVE.search(form.near):
        yield Place(form.line, "<form>")


def _button(form: Form, wanted: bool) -> Iterator[Place]:
    """Yield the button of a sign-up that says something else: another deal (wanted), or nothing at all."""
    chosen = [box for box in form.marketing_boxes if not (box.ticked or box.refuses or phrases.TERMS.search(box.label))]
    if form.kind is not FormKind.SIGN_UP or chosen or not form.buttons:
        return
    if any(
        phrases.SIGN_UP_BUTTON.search(button.label) and not phrases.OTHER_DEAL.search(button.label)
        for button in form.buttons
    ):
        return
    for button in form.buttons[:1]:
        if bool(phrases.OTHER_DEAL.search(button.label)) == wanted:
            yield at(button)


def _button_other_deal(form: Form) -> Iterator[Place]:
    yield from _button(form, wanted=True)


def _button_vague(form: Form) -> Iterator[Place]:
    yield from _button(form, wanted=False)


def _no_button(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not form.buttons:
        yield Place(form.line, "<form>")


def _no_sender(form: Form) -> Iterator[Place]:
    title = " ".join(words_of(part, 200) for part in form.page.of("title", "h1"))
    named = NAMED.search(f"{form.near} . {title}") or _SITE_NAME.search(title)
    if (form.kind is FormKind.SIGN_UP or form.marketing_boxes) and not named:
        yield Place(form.line, "<form>")


def _no_purpose(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not (_PURPOSE.search(form.near) or phrases.FREQUENCY.search(form.near)):
        yield Place(form.line, "<form>")


def _no_frequency(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not phrases.FREQUENCY.search(form.near):
        yield Place(form.line, "<form>")


def _children(form: Form) -> Iterator[Place]:
    asks = form.kind is FormKind.SIGN_UP or form.marketing_boxes
    if asks and (found := phrases.CHILDREN.search(form.near)) and not phrases.PARENTS.search(form.near):
        yield Place(form.line_with(found.group()), "", found.group().lower())


def _confirmation(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not phrases.CONFIRM.search(form.near):
        yield Place(form.line, "<form>")


TESTS: Tests[Form] = {
    **tests_of(_no_withdrawal, _button_other_deal, _button_vague, _no_sender, _no_purpose),
    **tests_of(_no_frequency, _children, _confirmation, _no_button),
}
