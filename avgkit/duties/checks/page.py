"""A parsed page: its elements with their lines, and the words that a visitor sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from lxml import etree

from avgkit.contacts.tools import tools
from avgkit.duties.checks import phrases

MOST_PIECES = 20_000
MARK = "data-avgkit-regel"
_MARKED = re.compile(rf" ?{MARK}=\d+ ?")
_SPACE = re.compile(r"[\s\u00a0]+")
_NOTHING = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")
_UNREAD = frozenset({"script", "style", "template", "title", "option", "textarea", "head", "svg", "iframe", "noframes"})
_INLINE = frozenset(
    {"a", "abbr", "b", "em", "font", "i", "label", "mark", "small", "span", "strong", "sub", "sup", "u", "wbr"}
    | {"x-unknown"}
)
_TOOLS_OWN = "|".join(host for tool in tools() for host in tool.own_pages)
_OF_TOOL = re.compile(rf"//({_TOOLS_OWN}|help\.|wordpress\.org)", re.IGNORECASE)
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

    @cached_property
    def privacy_links(self) -> list[etree._Element]:
        """The links to a privacy statement that can be seen, save that of Google under its own captcha."""
        return [
            link
            for link in self.of("a")
            if phrases.PRIVACY.search(f"{words_of(link, 200)} {attribute(link, 'title')} {attribute(link, 'href')}")
            and not _OF_TOOL.search(attribute(link, "href"))
            and not is_hidden(link)
        ]


def tag_line(element: etree._Element) -> int | None:
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


def markup_of(element: etree._Element, names: tuple[str, ...] = ("type", "name", "id", "role", "checked")) -> str:
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


def text_lines(element: etree._Element, limit: int = 200_000) -> str:
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
