"""The links of a mail: those with which a reader unsubscribes, or changes data, and where in the mail they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from avgkit.duties.checks import phrases
from avgkit.duties.checks.page import Page, attribute, is_hidden, tag_line, tidy, words_of

MOST_LINKS = 2_000
_MERGE_TAG = re.compile(
    r"\*\|[\w:]+\|\*|\{\{.{1,60}?\}\}|\[\[?[a-z_ :-]{3,40}\]?\]|%%?[a-z_]{3,40}%%?|\$\{?[a-z_]{3,40}\}?", re.I
)
_LEAVE_ADDRESS = phrases.says("leave_address")
_PREFERENCES = phrases.says("preferences")
_LOGIN = phrases.says("login")
_GENERAL = re.compile(r"^(via )?(klik|click|tik)?\s*(op )?(hier|here|deze link|link)\b", re.I)
_URL = re.compile(r"(https?://[^\s<>\"]+|mailto:[^\s<>\"]+|www\.[^\s<>\"]+)", re.I)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(px|pt|em|rem)", re.I)
_COLOUR = re.compile(r"(?<![-\w])color\s*:\s*([#\w]+)", re.I)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([#\w]+)", re.I)
SMALLEST = {"px": 7, "pt": 5, "em": 0.45, "rem": 0.45}
"""Below these sizes nobody reads a link."""


@dataclass(frozen=True, eq=False)
class Link:
    """A link with its words, the words around it, its line, and its place: 0 is the top of the mail, 1 the end."""

    address: str
    text: str
    around: str
    line: int | None
    place: float
    concealed: bool = False

    @property
    def is_dead(self) -> bool:
        """Whether it leads nowhere."""
        return self.address.lower().strip() in ("", "#", "http://", "https://") or self.address.lower().startswith(
            "javascript:"
        )

    @property
    def is_mailto(self) -> bool:
        return self.address.lower().startswith("mailto:")

    @property
    def is_filled_in_later(self) -> bool:
        """Whether the mail tool still has to fill in the address."""
        return is_merge_tag(self.address)

    @property
    def leaves(self) -> bool:
        """Whether a reader uses it to unsubscribe."""
        own = phrases.LEAVE.search(self.text) or _LEAVE_ADDRESS.search(self.address)
        return bool(own or (_GENERAL.search(self.text) and phrases.LEAVE.search(self.around)))

    @property
    def is_preferences(self) -> bool:
        """Whether it leads to a page with choices, and does not speak of unsubscribing itself."""
        return bool(_PREFERENCES.search(f"{self.text} {self.address}")) and not phrases.LEAVE.search(self.text)

    @property
    def wants_login(self) -> bool:
        return bool(_LOGIN.search(f"{self.address} {self.text} {self.around}"))


def is_merge_tag(text: str) -> bool:
    """Tell whether this is a place that the mail tool still fills in, such as ``*|UNSUB|*``."""
    return bool(_MERGE_TAG.search(text))


def leaving(links: list[Link]) -> list[Link]:
    """Return the links with which a reader unsubscribes; a page with choices only when there is nothing else."""
    direct = [link for link in links if link.leaves and not link.is_preferences]
    return direct or [link for link in links if link.is_preferences]


def in_page(page: Page) -> Iterator[Link]:
    """Yield the links of HTML."""
    elements = list(page.of(etree.Element))
    for number, element in enumerate(elements):
        if element.tag in ("a", "area") and "href" in element.attrib:
            text = words_of(element, 300) or " ".join(attribute(image, "alt") for image in element.iter("img"))
            around = _around(element)
            yield Link(
                attribute(element, "href"),
                tidy(text),
                around,
                tag_line(element),
                number / len(elements),
                _concealed(element),
            )


def _around(element: etree._Element) -> str:
    """Return the sentence in which the link stands."""
    for block in islice(element.iterancestors(), 4):
        text = words_of(block, 400)
        if len(text) > len(words_of(element, 300)) + 3:
            return text if len(text) <= 400 else ""
    return ""


def in_text(text: str) -> Iterator[Link]:
    """Yield the addresses in plain text."""
    lines = text[:500_000].splitlines()
    for number, line in enumerate(lines):
        for found in islice(_URL.finditer(line), 20):
            around = tidy(" ".join(lines[max(0, number - 1) : number + 1]))[:400]
            yield Link(found.group(), "link", around, number + 1, number / len(lines))


def _concealed(element: etree._Element) -> bool:
    """Tell whether a reader can hardly see it: hidden, tiny, or in the colour of what lies behind it."""
    if is_hidden(element):
        return True
    colour = background = ""
    for part in (element, *islice(element.iterancestors(), 12)):
        style = part.get("style") or ""
        if (size := _SIZE.search(style)) and float(size.group(1)) < SMALLEST[size.group(2).lower()]:
            return True
        colour = colour or _first(_COLOUR, style)
        background = background or _first(_BACKGROUND, style) or (part.get("bgcolor") or "").lower()
    return bool(colour) and _long(colour) == _long(background)


def _first(pattern: re.Pattern[str], style: str) -> str:
    found = pattern.search(style)
    return found.group(1).lower() if found else ""


def _long(colour: str) -> str:
    """Return a colour in one way of writing: #fff and white are #ffffff."""
    named = {"white": "#ffffff", "black": "#000000"}.get(colour, colour)
    return "#" + "".join(digit * 2 for digit in named[1:]) if re.fullmatch(r"#[0-9a-f]{3}", named) else named
