"""The check of a sign-up form: from a page or pasted code to a report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

from avgkit.base.errors import AvgkitError
from avgkit.contacts.tools import tools
from avgkit.duties.checks import form_consent, form_fields, form_freely_given, form_information, form_privacy, phrases
from avgkit.duties.checks.findings import Place, Report, Tests, apply, by_place, rules_of, tests_of
from avgkit.duties.checks.forms import KIND_LABELS, Form, FormKind, forms_of
from avgkit.duties.checks.html_tree import parse_html
from avgkit.duties.checks.mail import read_mail
from avgkit.duties.checks.page import Page, attribute, tag_line, text_lines
from avgkit.duties.checks.source import CheckSource, html_text

_TICKS = re.compile(
    r"\.checked\s*=\s*(true|!0|1\b)|prop\(\s*[\"']checked[\"']\s*,\s*(true|!0)|setAttribute\(\s*[\"']checked[\"']"
)
_TOOLS = {tool.name: phrases.joined(tool.script_marks) for tool in tools() if tool.script_marks}
"""Tools that build a form by a script, by their addresses."""


def check_form(source: CheckSource, as_of: date, kind: FormKind | None = None) -> Report:
    """Check the forms of a saved page (HTML or .mhtml) or pasted code, by the rules in force on this day.

    ``kind`` says what the forms are for, when the program must not guess. Raises AvgkitError with one Dutch sentence
    for what cannot be read.
    """
    page, notices = _page(source)
    forms, too_many = forms_of(page, kind)
    if not forms and (pasted := _written_out(page)):
        notices.append(
            "De code van het formulier staat als gewone tekst in dit bestand. "
            "Die tekst hebben we nagekeken; de regels tellen in de code."
        )
        page = parse_html(pasted, source.name)
        forms, too_many = forms_of(page, kind)
    personal = [form for form in forms if form.kind is not FormKind.OTHER]
    findings = [finding for form in personal for finding in apply(FORM_RULES, form, as_of)]
    findings += apply(PAGE_RULES, (page, bool(personal)), as_of)
    if too_many:
        notices.append("Er staan heel veel velden of formulieren op deze pagina. We keken alleen naar de eerste.")
    looked = [rule.title for rule in FORM_RULES if personal and rule.holds_on(as_of)]
    seen = [(f"formulier op regel {form.line or 1}", _described(form)) for form in forms]
    return Report(source.name, by_place(findings), tuple(seen), tuple(looked), tuple(notices))


def _page(source: CheckSource) -> tuple[Page, list[str]]:
    if source.is_mail:
        mail = read_mail(source)
        if mail.page is None:
            raise AvgkitError(f"{source.name} bevat geen pagina met HTML; bewaar de pagina opnieuw, als HTML.")
        where = "het hele bestand" if mail.in_file else "de HTML die erin zit"
        return mail.page, [*mail.notices, f"Dit is een pagina in één bestand. De regels tellen in {where}."]
    text = html_text(source.data)
    return parse_html(text.text, source.name), text.notices


def _written_out(page: Page) -> str:
    """Return code that stands in the page as words, as when it went through Word; empty when there is none."""
    text = text_lines(page.root)
    if not re.search(r"<\s*(form|input)\b", text, re.I):
        return ""
    return html.unescape(re.sub("[“”„‟]", '"', re.sub("[‘’]", "'", text)))


def _described(form: Form) -> str:
    fields = [control for control in form.fields if not control.is_box]
    parts = [KIND_LABELS[form.kind], f"{len(fields)} {'veld' if len(fields) == 1 else 'velden'}"]
    if form.boxes:
        parts.append(f"{len(form.boxes)} {'vakje of keuze' if len(form.boxes) == 1 else 'vakjes of keuzes'}")
    if form.kind is FormKind.OTHER:
        parts.append("hier keken we niet verder")
    return "; ".join(parts)


PageSeen = tuple[Page, bool]
"""A page, and whether a form that asks for personal data was found in it."""


def _tools(page: Page) -> Iterator[tuple[Place, str]]:
    for element in page.of("script", "iframe"):
        text = f"{attribute(element, 'src')} {(element.text or '')[:200_000]}"
        tool = next((name for name, pattern in _TOOLS.items() if pattern.search(text)), "")
        if tool or element.tag == "iframe":
            yield Place(tag_line(element), f"<{element.tag}>", tool or "een ander adres"), tool


def _script_built(seen: PageSeen) -> Iterator[Place]:
    page, found = seen
    if not found:
        first = next(
            (place for place, tool in _tools(page) if tool), Place(None, "", "een script of een andere pagina")
        )
        yield first


def _in_frame(seen: PageSeen) -> Iterator[Place]:
    page, found = seen
    if found:
        yield from (place for place, _ in _tools(page) if place.code == "<iframe>")


def _script_ticks(seen: PageSeen) -> Iterator[Place]:
    page, _ = seen
    for script in page.of("script"):
        text = (script.text or "")[:500_000]
        if match := _TICKS.search(text):
            yield Place((tag_line(script) or 1) + text.count("\n", 0, match.start()), match.group()[:60])


PAGE_TESTS: Tests[PageSeen] = tests_of(_script_built, _in_frame, _script_ticks)
FORM_TESTS: Tests[Form] = {
    **form_consent.TESTS,
    **form_freely_given.TESTS,
    **form_information.TESTS,
    **form_privacy.TESTS,
    **form_fields.TESTS,
}
FORM_RULES = rules_of("duties/checks/form.toml", "form", FORM_TESTS)
PAGE_RULES = rules_of("duties/checks/form.toml", "page", PAGE_TESTS)
