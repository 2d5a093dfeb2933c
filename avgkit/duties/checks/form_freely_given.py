"""Form rules on a free choice: no newsletter as the price of something else (S09, S10)."""

from __future__ import annotations

from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.form_consent import at, promises_mail
from avgkit.duties.checks.forms import Form, FormKind


def _forced_consent(form: Form) -> Iterator[Place]:
    tied = form.kind is not FormKind.SIGN_UP or form.magnet
    for box in form.marketing_boxes:
        news = phrases.NEWSLETTER.search(box.about) or promises_mail(box.label)
        if tied and news and box.required and not box.refuses and not phrases.TERMS.search(box.label):
            yield at(box)


def _gift(form: Form, with_newsletter: bool) -> Iterator[Place]:
    """Yield what a sign-up gives, when there is no box of its own for messages; told of the newsletter or not."""
    told = bool(phrases.NEWSLETTER.search(form.near))
    if form.kind is FormKind.SIGN_UP and form.magnet and not form.free_boxes and told is with_newsletter:
        yield Place(form.line_with(form.magnet), "", form.magnet)


def _tied_gift(form: Form) -> Iterator[Place]:
    yield from _gift(form, with_newsletter=True)


def _silent_gift(form: Form) -> Iterator[Place]:
    yield from _gift(form, with_newsletter=False)


TESTS: Tests[Form] = tests_of(_forced_consent, _tied_gift, _silent_gift)
