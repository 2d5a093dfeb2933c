"""Reading HTML, broken as it may be: a tree in which every tag knows its line, and the words that a visitor sees.

libxml2 counts lines up to 65,535 and names the last line of a tag that runs over several. So each start tag gets its line as
an attribute before the page is parsed. That attribute has no quotes: within a text or the value of another attribute it
changes nothing but words, and ``attribute`` takes those away.

The tree is built from the parser's events, with only the attributes that a check needs: libxml2's own tree takes a time that
grows with the square of the attributes of a tag, and drops what nests deeper than 2,048 tags without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from avgkit.errors import AvgkitError

LARGEST, MOST_TAGS, DEEPEST = 20_000_000, 500_000, 2_000
"""Bounds of one page in characters, tags, and tags within tags. More is no form and no newsletter."""
MOST_PIECES = 20_000
MARK = "data-avgkit-regel"
_TAG = re.compile(r"<[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]|\Z)")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ARIA = re.compile(r"aria-[a-z]+")
KEPT = frozenset(
    "id for name type value selected required disabled hidden role class style title alt placeholder autocomplete form href src "
    f"action method width height colspan content charset http-equiv bgcolor data-required data-value {MARK}".split()
)
_MARKED = re.compile(rf" ?{MARK}=\d+ ?")
_SPACE = re.compile(r"[\s\u00a0]+")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")
_UNREAD = frozenset({"script", "style", "template", "title", "option", "textarea", "head", "svg", "iframe", "noframes"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "em",
        "font",
        "i",
        "label",
        "mark",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "wbr",
        "x-unknown",
    ]
)
_CONCEALED = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(\.0+)?\s*(;|!|$)|mso-hide\s*:\s*all|"
    r"(left|top|text-indent)\s*:\s*-\d{3,}|clip\s*:\s*rect\(\s*0"
)


@dataclass
class Page:
    """A parsed page: its root, the elements by id, and the labels by the control that they are for."""

    root: etree._Element
    by_id: dict[str, etree._Element] = field(default_factory=dict)
    labels: dict[str, etree._Element] = field(default_factory=dict)

    def of(self, *tags: str) -> Iterator[etree._Element]:
        """Return the elements with these tags, in the order of the page."""
        return self.root.iter(*tags)


def parse(text: str, name: str) -> Page:
    """Parse HTML. Raises AvgkitError with one Dutch sentence when the text is too long, too deep or no HTML."""
    if len(text) > LARGEST:
        raise AvgkitError(
            f"{name} is groter dan {LARGEST // 1_000_000} MB; bewaar alleen het formulier of de mail en probeer het opnieuw."
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
        kept = {name: value for name, value in attributes.items() if name in KEPT or _ARIA.fullmatch(name)}
        for name, value in attributes.items():
            if _bare(name) == "checked":
                kept.setdefault("checked", value if name.lower() == "checked" else f"{{{value}}}")
        return super().start(_tag(tag), {name: _legal(value) for name, value in kept.items()})

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
    pieces, last, line = [], 0, 1
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


def line_of(element: etree._Element) -> int | None:
    """Return the line of the start tag, or of the nearest tag around it that stands in the file."""
    while element is not None:
        if (line := element.get(MARK, "")).isdigit():
            return int(line)
        element = element.getparent()
    return None


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute as tidy text, empty when it is not there."""
    return tidy(_MARKED.sub("", element.get(name) or ""))


def tidy(text: str) -> str:
    """Return text with single spaces and without the marks that cannot be seen."""
    return _SPACE.sub(" ", _NOTHING.sub("", text)).strip()


def code_of(element: etree._Element, names: tuple[str, ...] = ("type", "name", "id", "role", "checked")) -> str:
    """Return the start tag with a few attributes. Values that somebody may have filled in are left out."""
    parts = [str(element.tag)]
    for name in names:
        if name in element.attrib:
            value = attribute(element, name)[:60]
            parts.append(name if value in ("", name) else f'{name}="{value}"')
    return f"<{' '.join(parts)}>"


def words_of(element: etree._Element, limit: int = 4_000) -> str:
    """Return the words of an element as a visitor sees them, at most about ``limit`` characters."""
    pieces, size = [], 0
    for piece in islice(_pieces(element), MOST_PIECES):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            break
    return tidy(_MARKED.sub("", "".join(pieces)))


def lines_of(element: etree._Element, limit: int = 200_000) -> str:
    """Return the words of an element with a new line for each block."""
    text = _MARKED.sub("", "".join(islice(_pieces(element, "\n"), MOST_PIECES))[:limit])
    return "\n".join(line for line in map(tidy, text.split("\n")) if line)


def _pieces(top: etree._Element, between: str = " ") -> Iterator[str]:
    """Yield text in order, lazily and without recursion: a page may nest deeper than Python calls."""
    yield _gap(top, between) + (top.text or "")
    stack = [(top, iter(top))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield _gap(element, between) + ((element.tail or "") if stack else "")
        elif child.tag in _UNREAD:
            yield between + (child.tail or "")
        else:
            yield _gap(child, between) + (child.text or "")
            stack.append((child, iter(child)))


def _gap(element: etree._Element, between: str) -> str:
    return "" if element.tag in _INLINE else between


def conceals(element: etree._Element) -> bool:
    """Tell whether this tag by itself keeps its content from the eye."""
    style = (element.get("style") or "").lower()
    return "hidden" in element.attrib or element.get("aria-hidden") == "true" or bool(_CONCEALED.search(style))


def is_hidden(element: etree._Element) -> bool:
    """Tell whether a visitor cannot see the element, as far as the page itself says so; style sheets are not read."""
    while element is not None:
        if conceals(element):
            return True
        element = element.getparent()
    return False
