"""From HTML, broken as it may be, to a tree in which every tag knows its line.

libxml2 counts lines up to 65,535 and names the last line of a tag that runs over several. So each start tag gets its
line as an attribute before the page is parsed. That attribute has no quotes: within a text or the value of another
attribute it changes nothing but words, and ``page.attribute`` and ``page.words_of`` take those away.

The tree is built from the parser's events, with only the attributes that a check needs: libxml2's own tree takes a
time that grows with the square of the attributes of a tag, and drops what nests deeper than 2,048 tags without a
word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from avgkit.base.errors import AvgkitError
from avgkit.duties.checks.page import MARK, Page

LARGEST, MOST_TAGS, DEEPEST = 20_000_000, 500_000, 2_000
"""Bounds of one page in characters, tags, and tags within tags. More is no form and no newsletter."""
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|\Z)")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ARIA = re.compile(r"aria-[a-z]+")
_KEPT = frozenset(
    "id for name type value selected required disabled hidden role class style title alt placeholder autocomplete "
    "form href src action method width height colspan content charset http-equiv bgcolor "
    f"data-required data-value {MARK}".split()
)


def parse_html(text: str, name: str) -> Page:
    """Parse HTML. Raises AvgkitError with one Dutch sentence when the text is too long, too deep or no HTML."""
    if len(text) > LARGEST:
        raise AvgkitError(
            f"{name} is groter dan {LARGEST // 1_000_000} MB; "
            "bewaar alleen het formulier of de mail en probeer het opnieuw."
        )
    if not re.search(r"<[a-zA-Z!/]", text):
        raise AvgkitError(f"{name} is geen HTML; bewaar de pagina als HTML of plak de code van het formulier.")
    builder = _Builder()
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=builder)
    try:
        root = etree.fromstring(_marked(text, name).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, _TooDeep):
        if builder.depth > DEEPEST:
            raise _too_much(name) from None
        raise AvgkitError(f"{name} heeft geen inhoud die we kunnen lezen; bewaar de pagina opnieuw.") from None
    return _indexed(Page(root))


def _too_much(name: str) -> AvgkitError:
    return AvgkitError(f"{name} heeft te veel blokken om helemaal te lezen; bewaar alleen het formulier of de mail.")


class _TooDeep(Exception):
    """Stops the parser."""


class _Builder(etree.TreeBuilder):
    """Builds the tree, bounded in depth."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> etree._Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _TooDeep
        kept = {}
        for name, value in attributes.items():
            if name in _KEPT or _ARIA.fullmatch(name):
                kept[name] = _legal(value)
            elif _bare(name) == "checked":
                kept.setdefault("checked", _legal(value if name.lower() == "checked" else f"{{{value}}}"))
        return super().start(_tag(tag), kept)

    def data(self, text: str) -> None:
        super().data(_legal(text))

    def end(self, tag: str) -> etree._Element:
        self.depth -= 1
        return super().end(_tag(tag))

    def comment(self, text: str) -> None:
        """Leave comments out: a form in a comment is no form."""

    def pi(self, *words: str) -> None:
        """Leave processing instructions out."""


def _legal(text: str) -> str:
    """Return text without what no tree may hold."""
    return _ILLEGAL.sub("", text)


def _tag(name: str) -> str:
    return name if _NAME.fullmatch(name) else "x-unknown"


def _bare(name: str) -> str:
    """Return ``checked`` for the ways in which tools that build pages write it, such as ``:checked`` and ``[checked]``.

    Their value is program text, so it is kept between braces.
    """
    return name.lower().strip(":[]").removeprefix("v-bind:").removeprefix("x-bind:").removeprefix("default")


def _marked(text: str, name: str) -> str:
    """Return the text with its line in every start tag."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces: list[str] = []
    last, line = 0, 1
    for number, tag in enumerate(_TAG.finditer(text)):
        if number == MOST_TAGS:
            raise _too_much(name)
        line += text.count("\n", last, tag.start())
        pieces += text[last : tag.end()], f" {MARK}={line} "
        last = tag.end()
    return "".join([*pieces, text[last:]])


def _indexed(page: Page) -> Page:
    for element in page.root.iter(etree.Element):
        if key := element.get("id"):
            page.by_id.setdefault(key, element)
        if element.tag == "label" and (key := element.get("for")):
            page.labels.setdefault(key, element)
    return page
