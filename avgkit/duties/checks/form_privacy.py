"""Form rules on the privacy statement: at hand, working, and not something to agree with (S20)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import Place, Tests, tests_of
from avgkit.duties.checks.form_consent import at
from avgkit.duties.checks.forms import Form
from avgkit.duties.checks.page import attribute, markup_of, tag_line

_AGREEING = phrases.says("agreeing")


def _leads_nowhere(link: etree._Element) -> bool:
    address = attribute(link, "href").lower().rstrip("/;")
    return address in ("", "#", "http:", "https:") or address.startswith("javascript:")


def _privacy_link_far(form: Form) -> Iterator[Place]:
    """Yield the first link on the page that works, when there is none at the form."""
    if not form.privacy_links:
        for link in form.page.privacy_links:
            if not _leads_nowhere(link):
                yield Place(tag_line(link), markup_of(link, ("href",)))
                return


def _no_privacy_link(form: Form) -> Iterator[Place]:
    if not form.privacy_links and not any(_privacy_link_far(form)):
        yield Place(form.line, "<form>")


def _privacy_link_dead(form: Form) -> Iterator[Place]:
    if form.privacy_links and all(map(_leads_nowhere, form.privacy_links)):
        link = form.privacy_links[0]
        yield Place(tag_line(link), markup_of(link, ("href",)))


def _agree_to_privacy(form: Form) -> Iterator[Place]:
    for box in form.boxes:
        if _AGREEING.search(box.label) and phrases.PRIVACY.search(box.label) and not phrases.TERMS.search(box.label):
            yield at(box)


TESTS: Tests[Form] = tests_of(_no_privacy_link, _privacy_link_dead, _privacy_link_far, _agree_to_privacy)
