"""Form rules on the privacy statement: at hand, working, and not something to agree with (S20)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.form_consent import at
from avgkit.duties.checks.forms import Form
from avgkit.duties.checks.page import attribute, markup_of, tag_line


def _leads_nowhere(link: etree._Element) -> bool:
    address = attribute(link, "href").lower().rstrip("/;")
    return address in ("", "#", "http:", "https:") or address.startswith("javascript:")


def _elsewhere(form: Form) -> Iterator[Place]:
    """Yield the first link on the page that works, when there is none at the form."""
    if not form.privacy_links:
        for link in form.page.privacy_links:
            if not _leads_nowhere(link):
                yield Place(tag_line(link), markup_of(link, ("href",)))
                return


def _nowhere(form: Form) -> Iterator[Place]:
    if not form.privacy_links and not any(_elsewhere(form)):
        yield Place(form.line, "<form>")


def _dead(form: Form) -> Iterator[Place]:
    if form.privacy_links and all(map(_leads_nowhere, form.privacy_links)):
        link = form.privacy_links[0]
        yield Place(tag_line(link), markup_of(link, ("href",)))


def _agree_to_privacy(form: Form) -> Iterator[Place]:
    for box in form.boxes:
        agrees = re.search(r"akkoord|accepteer|instem|\bagree|\baccept", box.label, re.I)
        if agrees and phrases.PRIVACY.search(box.label) and not phrases.TERMS.search(box.label):
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
        find=_nowhere,
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
        find=_dead,
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
        find=_elsewhere,
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
