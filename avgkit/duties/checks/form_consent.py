"""Form rules on consent itself: a deliberate act, for one sender, for one purpose, and free (S10, S11, S12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.controls import Control
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.forms import Form, FormKind
from avgkit.duties.checks.page import words_of

_KEEPS = phrases.says("convenience")
_CONSENT_NAME = phrases.says("consent_field")
_PROMISE = phrases.says("promise")
_SHARING = phrases.says("sharing")
_ON = re.compile(r"(1|y|yes|ja|on|true|aan|akkoord|granted)$", re.I)


def at(control: Control, what: str = "") -> Place:
    """Return the place of a control, with its own words unless others are given."""
    return Place(control.line, control.code, what or _short(control.label or control.name))


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _is_consent(box: Control, form: Form) -> bool:
    if _KEEPS.search(box.about):
        return False
    return box.is_marketing or bool(phrases.CONSENT.search(box.about)) or form.kind is FormKind.SIGN_UP


def _pre_ticked(form: Form) -> Iterator[Place]:
    for box in form.boxes:
        plain = box.kind == "checkbox" and not box.refuses
        says_yes = (
            box.kind == "radio" and not box.refuses and (phrases.YES.search(box.label) or phrases.YES.search(box.value))
        )
        if box.ticked and (plain or says_yes) and (_is_consent(box, form) or _group_is_marketing(box)):
            yield at(box)
    for choice in form.fields:
        if choice.kind == "select" and choice.is_marketing and phrases.YES.search(choice.chosen):
            yield at(choice, f"{_short(choice.label)}: {choice.chosen}")


def _group_is_marketing(box: Control) -> bool:
    """Tell whether a choice of ja and nee stands under words about messages."""
    block = next(iter(box.element.iterancestors("fieldset", "tr", "p", "div", "li")), None)
    around = words_of(block, 500) if block is not None else ""
    return len(around) < 400 and bool(phrases.MARKETING.search(around))


def _opt_out_box(form: Form) -> Iterator[Place]:
    for box in form.boxes:
        if box.kind == "checkbox" and not box.ticked and box.is_marketing and box.refuses:
            yield at(box)


def _hidden_consent(form: Form) -> Iterator[Place]:
    for control in form.controls:
        unseen = control.kind == "hidden" or (control.hidden and control.is_box and control.ticked)
        named = _CONSENT_NAME.search(control.name) and "double" not in control.name.lower()
        own_list = form.kind is FormKind.SIGN_UP and re.search(
            r"newsletter|nieuwsbrief|mailing|opt_?in", control.name, re.I
        )
        if unseen and named and not own_list and (_ON.match(control.value) or control.kind != "hidden"):
            yield at(control, control.name)


def _bundled_terms(form: Form) -> Iterator[Place]:
    for box in form.boxes:
        if phrases.TERMS.search(box.label) and (phrases.NEWSLETTER.search(box.label) or promises_mail(box.label)):
            yield at(box)
    for sentence in phrases.sentences(form.near):
        by_act = re.search(
            r"\b(door|met|bij|by)\b.{0,60}\b(te|klik|sign|submit|verzend|aanmeld|bestel|aanvra)", sentence, re.I
        )
        agreed = phrases.TERMS.search(sentence) and phrases.CONSENT.search(sentence)
        if by_act and agreed and (form.kind is FormKind.SIGN_UP or phrases.NEWSLETTER.search(sentence)):
            if not any(sentence[by_act.start() :][:60] in box.label for box in form.boxes):
                said = sentence[by_act.start() :]
                yield Place(form.line_with(said), "", _short(said))
            return


def promises_mail(text: str) -> bool:
    """Tell whether words speak of messages to come."""
    return bool(_PROMISE.search(text))


def _several_purposes(form: Form) -> Iterator[Place]:
    for box in form.marketing_boxes:
        channels = [name for name, pattern in phrases.CHANNELS.items() if pattern.search(box.label)]
        others = [name for name, pattern in phrases.SIDE_PURPOSES.items() if pattern.search(box.label)]
        mails = phrases.NEWSLETTER.search(box.label) or promises_mail(box.label)
        if len(channels) > 1 and not box.refuses:
            yield at(box, f"{', '.join(channels[:-1])} en {channels[-1]}")
        elif others and mails and not box.refuses:
            yield at(box, f"berichten en {' en '.join(others)}")


def _partners(form: Form) -> Iterator[Place]:
    boxed = False
    for box in form.boxes:
        if found := phrases.said_plainly(phrases.PARTNERS, box.label):
            boxed = True
            yield at(box, found)
    if boxed:
        return
    for sentence in phrases.sentences(form.near):
        if _SHARING.search(sentence) and (found := phrases.said_plainly(phrases.PARTNERS, sentence)):
            yield Place(form.line_with(found), "", found)
            return


TESTS: Tests[Form] = tests_of(_pre_ticked, _opt_out_box, _hidden_consent, _bundled_terms, _several_purposes, _partners)
