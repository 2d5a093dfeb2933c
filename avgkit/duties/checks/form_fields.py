"""Form rules on what is asked: no more than the purpose needs (S18), and sent safely."""

from __future__ import annotations

from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.controls import ASKED_LABELS, Control
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.form_consent import at
from avgkit.duties.checks.forms import Form, FormKind

NOT_FOR_MAIL = frozenset({"birth", "gender", "phone", "iban", "job", "company", "address", "private", "last_name"})
"""What an e-mail newsletter does not need."""
NEVER_NEEDED = frozenset({"birth", "gender", "private"})
"""What a question or an order seldom needs."""
MILD = frozenset({"job", "company", "last_name"})


def _asked(form: Form, required: bool) -> Iterator[tuple[Control, str]]:
    by_phone = (_on_phone(form.near) and "email" not in form.asked) or any(_on_phone(box.about) for box in form.boxes)
    seen = set()
    for field in form.fields:
        what = field.asks
        if field.kind == "checkbox" or not what or field.required != required or (what, required) in seen:
            continue
        needless = NOT_FOR_MAIL if form.kind is FormKind.SIGN_UP else NEVER_NEEDED
        if what in needless and not (what == "phone" and by_phone) and not _for_age(what, form):
            seen.add((what, required))
            yield field, what


def _on_phone(text: str) -> bool:
    """Tell whether a text speaks of a channel that needs a number."""
    return any(phrases.CHANNELS[channel].search(text) for channel in ("sms", "WhatsApp", "telefoon"))


def _for_age(what: str, form: Form) -> bool:
    return what == "birth" and bool(phrases.CHILDREN.search(form.near))


def _needless_required(form: Form) -> Iterator[Place]:
    for field, what in _asked(form, required=True):
        yield at(field, ASKED_LABELS[what])


def _needless_optional(form: Form) -> Iterator[Place]:
    for field, what in _asked(form, required=False):
        if what not in MILD:
            yield at(field, ASKED_LABELS[what])


def _name_required(form: Form) -> Iterator[Place]:
    for field in form.fields:
        if form.kind is FormKind.SIGN_UP and field.asks == "name" and field.required and not field.is_box:
            yield at(field)
            return


def _bsn(form: Form) -> Iterator[Place]:
    for field in form.fields:
        if field.asks == "bsn":
            yield at(field)


def _not_secure(form: Form) -> Iterator[Place]:
    if form.address.lower().startswith("http://"):
        yield Place(form.line, "<form>", form.address.split("?")[0][:80])


TESTS: Tests[Form] = tests_of(_bsn, _needless_required, _needless_optional, _name_required, _not_secure)
