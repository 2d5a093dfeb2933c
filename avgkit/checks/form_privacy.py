"""Form rules on the privacy statement: at hand, working, and not something to agree with (S20)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from avgkit.checks import words
from avgkit.checks.form_consent import at
from avgkit.checks.forms import Form, FormKind
from avgkit.checks.model import CheckRule, Place, Severity
from avgkit.checks.page import attribute, code_of, is_hidden, line_of, words_of

_OF_TOOL = re.compile(
    r"//(policies\.google|www\.google|automattic|mailchimp|www\.mailchimp|help\.|wordpress\.org)", re.I
)


def _privacy_links(links: Iterable[etree._Element]) -> list[etree._Element]:
    """Return the links to a privacy statement; that of Google under its own captcha is not the sender's."""
    return [
        link
        for link in links
        if words.PRIVACY.search(f"{words_of(link, 200)} {attribute(link, 'title')} {attribute(link, 'href')}")
        and not _OF_TOOL.search(attribute(link, "href"))
    ]


def _leads_nowhere(link: etree._Element) -> bool:
    return attribute(link, "href").lower().rstrip("/") in (
        "",
        "#",
        "javascript:void(0)",
        "javascript:void(0);",
        "javascript:;",
        "http:",
        "https:",
    )


def _collects(form: Form) -> bool:
    return form.kind is not FormKind.OTHER


def _no_privacy_link(form: Form) -> Iterator[Place]:
    if _collects(form) and not _privacy_links(form.links) and _elsewhere(form) is None:
        yield Place(form.line, "<form>")


def _privacy_link_far(form: Form) -> Iterator[Place]:
    if _collects(form) and not _privacy_links(form.links) and (link := _elsewhere(form)) is not None:
        yield Place(line_of(link), code_of(link, ("href",)))


def _elsewhere(form: Form) -> etree._Element | None:
    return next(
        (link for link in _privacy_links(form.page.of("a")) if not _leads_nowhere(link) and not is_hidden(link)), None
    )


def _privacy_link_dead(form: Form) -> Iterator[Place]:
    found = _privacy_links(form.links)
    if _collects(form) and found and all(map(_leads_nowhere, found)):
        yield Place(line_of(found[0]), code_of(found[0], ("href",)))


def _agree_to_privacy(form: Form) -> Iterator[Place]:
    for box in form.boxes:
        agrees = re.search(r"akkoord|accepteer|instem|\bagree|\baccept", box.label, re.I)
        if agrees and words.PRIVACY.search(box.label) and not words.TERMS.search(box.label):
            yield at(box)


RULES: tuple[CheckRule[Form], ...] = (
    CheckRule(
        id="no_privacy_link",
        title="Staat er een link naar de privacyverklaring?",
        severity=Severity.WRONG,
        articles="AVG art. 12 en 13",
        sources=("AVG",),
        facts_2018=("S20",),
        reason="Er is geen link naar een privacyverklaring. Op het moment dat je gegevens vraagt, vertel je wat je ermee doet.",
        mend="Zet bij het formulier een zin met een link: “Lees in onze privacyverklaring wat we met je gegevens doen.”",
        find=_no_privacy_link,
    ),
    CheckRule(
        id="privacy_link_dead",
        title="Werkt de link naar de privacyverklaring?",
        severity=Severity.WRONG,
        articles="AVG art. 12 en 13",
        sources=("AVG",),
        facts_2018=("S20",),
        reason="Er staat een link naar de privacyverklaring, maar die gaat nergens heen.",
        mend="Vul het adres van je privacyverklaring in bij de link.",
        find=_privacy_link_dead,
    ),
    CheckRule(
        id="privacy_link_far",
        title="Staat de link naar de privacyverklaring bij het formulier?",
        severity=Severity.TIP,
        articles="AVG art. 12 lid 1 en art. 13",
        sources=("AVG",),
        facts_2018=("S20",),
        reason="De privacyverklaring staat wel op de pagina, maar niet bij het formulier. Wie iets invult, ziet haar misschien niet.",
        mend="Herhaal de link vlak bij de knop.",
        find=_privacy_link_far,
    ),
    CheckRule(
        id="agree_to_privacy",
        title="Moet iemand akkoord gaan met de privacyverklaring?",
        severity=Severity.TIP,
        articles="AVG art. 7 lid 2 en art. 13",
        sources=("AVG",),
        reason="Een privacyverklaring is uitleg. Iemand hoeft daar niet mee akkoord te gaan, en dat ja bewijst ook niets.",
        mend="Maak er een zin met een link van: “Lees in onze privacyverklaring wat we met je gegevens doen.”",
        find=_agree_to_privacy,
    ),
)
