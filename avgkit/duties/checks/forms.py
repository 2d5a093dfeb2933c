"""The forms of a page: what each is for, and the words around it.

A check of sign-up forms must leave a search field and a log-in alone, and must not ask of an order what it asks of a
newsletter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice

from lxml import etree

from avgkit.duties.checks import phrases
from avgkit.duties.checks.controls import BUTTONS, Control, is_control
from avgkit.duties.checks.page import MOST_PIECES, Page, attribute, tag_line, tidy, words_of

MOST_FORMS, MOST_CONTROLS, MOST_AROUND = 50, 400, 40
_NEAR = 1_500
"""Characters of text around a form that a visitor still reads as its words."""
_SECTIONS = frozenset({"section", "article", "aside", "header", "footer", "main", "dialog"})
_ORDER = phrases.says("order")
_REQUEST = phrases.says("request")
_GIVEN_ANYWAY = phrases.says("given_anyway")


class FormKind(StrEnum):
    """What a form is for."""

    SIGN_UP = "signup"
    REQUEST = "request"
    ORDER = "order"
    OTHER = "other"


KIND_LABELS = {kind: phrases.labels_of("form_kinds")[kind] for kind in FormKind}


@dataclass(frozen=True, eq=False)
class Form:
    """A form with its controls; ``element`` is the form, or the page when its controls stand outside any form.

    ``crowd`` tells how many forms stand in each element around a form.
    """

    element: etree._Element
    page: Page
    controls: tuple[Control, ...]
    crowd: Counter[etree._Element]
    said: FormKind | None = None

    @cached_property
    def line(self) -> int | None:
        return tag_line(self.element) if self.element.tag == "form" or not self.controls else self.controls[0].line

    @cached_property
    def fields(self) -> list[Control]:
        """What a visitor fills in or chooses."""
        return [c for c in self.controls if c.kind not in BUTTONS and not c.hidden]

    @cached_property
    def boxes(self) -> list[Control]:
        return [control for control in self.fields if control.is_box]

    @cached_property
    def marketing_boxes(self) -> list[Control]:
        """Boxes with which a visitor chooses to get messages."""
        return [box for box in self.boxes if box.is_marketing]

    @cached_property
    def free_boxes(self) -> list[Control]:
        """Boxes with which a visitor freely says yes to messages: off, not compulsory, and about nothing else."""
        return [
            box
            for box in self.marketing_boxes
            if not (box.ticked or box.refuses or box.required or phrases.TERMS.search(box.label))
        ]

    @cached_property
    def buttons(self) -> list[Control]:
        return [c for c in self.controls if c.kind in ("submit", "image", "button") and c.label and not c.hidden]

    @cached_property
    def text(self) -> str:
        """The words in the form."""
        return words_of(self.element, 20_000)

    @cached_property
    def block(self) -> etree._Element:
        """The largest block around the form that is still about this form."""
        best, room = self.element, _NEAR + len(self.text)
        for around in islice(self.element.iterancestors(), MOST_AROUND):
            if around.tag == "html" or self.crowd[around] > 1 or len(words_of(around, room)) > room:
                break
            best = around
            if around.tag in _SECTIONS:
                break
        return best

    @cached_property
    def near(self) -> str:
        """The words in and around the form."""
        return words_of(self.block, 20_000 + _NEAR)

    def line_with(self, text: str) -> int | None:
        """Return the line of the tag with these words in it, or that of the form."""
        start = text[:40]
        for element in islice(self.block.iter(etree.Element), MOST_PIECES):
            if start in tidy(element.text or ""):
                return tag_line(element)
        return self.line

    @cached_property
    def privacy_links(self) -> list[etree._Element]:
        """The links to a privacy statement in and around the form."""
        inside = set(self.block.iter("a"))
        return [link for link in self.page.privacy_links if link in inside]

    @cached_property
    def address(self) -> str:
        return attribute(self.element, "action")

    @cached_property
    def asked(self) -> set[str]:
        return {control.asks for control in self.fields if not control.is_box} - {""}

    @cached_property
    def is_aside(self) -> bool:
        """Whether it is there to search or to log in, whatever the learner says that the forms are for."""
        if any(control.kind == "password" for control in self.fields):
            return len(self.fields) <= 3 and not self.marketing_boxes
        return attribute(self.element, "role") == "search" or self.asked == {"search"}

    @cached_property
    def kind(self) -> FormKind:
        """What the form is for: what the learner says, or what its controls and words tell."""
        if self.is_aside:
            return FormKind.OTHER
        return self.said or self._guess()

    def _guess(self) -> FormKind:
        kinds = {control.kind for control in self.fields}
        own = (
            self.address,
            attribute(self.element, "class"),
            attribute(self.element, "id"),
            attribute(self.element, "name"),
        )
        signs = " ".join([*own, *(button.about for button in self.buttons)])
        personal = self.asked - {"search"}
        if not personal:
            return FormKind.SIGN_UP if self.marketing_boxes else FormKind.OTHER
        if "password" in kinds or _ORDER.search(signs) or {"iban", "address"} <= personal:
            return FormKind.ORDER
        if "textarea" in kinds or _REQUEST.search(signs):
            return FormKind.REQUEST
        start = self.near[:600]
        if phrases.NEWSLETTER.search(f"{signs} {start}"):
            return FormKind.SIGN_UP
        if _REQUEST.search(start):
            return FormKind.REQUEST
        return FormKind.SIGN_UP if personal & {"email", "phone"} else FormKind.REQUEST

    @cached_property
    def magnet(self) -> str:
        """What somebody gets for signing up, such as an e-book, and for which the form seems to be; else empty."""
        for part in [*(button.label for button in self.buttons), *phrases.sentences(self.near)]:
            if (found := phrases.MAGNET.search(part)) and not _GIVEN_ANYWAY.search(part):
                return found.group().strip()
        return ""


def forms_of(page: Page, kind: FormKind | None = None) -> tuple[list[Form], bool]:
    """Return the forms of a page, controls outside any form last, and whether there were too many to take all."""
    found: dict[etree._Element | None, list[Control]] = defaultdict(list)
    counts: Counter[etree._Element | None] = Counter()
    for element, owner in _controls(page):
        named = page.by_id.get(element.get("form") or "")
        owner = named if named is not None and named.tag == "form" else owner
        counts[owner] += 1
        if counts[owner] <= MOST_CONTROLS:
            found[owner].append(Control(element, page))
    loose = found.pop(None, [])
    several = [(owner, tuple(controls)) for owner, controls in found.items() if owner is not None]
    owners = dict(several[:MOST_FORMS])
    if block := _loose_block(loose):
        owners[block[0]] = block[1]
    crowd = Counter(around for owner in owners for around in owner.iterancestors())
    forms = [Form(owner, page, controls, crowd, kind) for owner, controls in owners.items()]
    return forms, len(found) > MOST_FORMS or max(counts.values(), default=0) > MOST_CONTROLS


def _controls(page: Page) -> Iterator[tuple[etree._Element, etree._Element | None]]:
    """Yield what can be filled in with its form, but nothing in a template: no visitor sees that."""
    stack: list[tuple[etree._Element, etree._Element | None]] = [(page.root, None)]
    while stack:
        element, owner = stack.pop()
        if element.tag == "template":
            continue
        if is_control(element):
            yield element, owner
        owner = element if element.tag == "form" else owner
        stack.extend((child, owner) for child in reversed(element))


def _loose_block(loose: list[Control]) -> tuple[etree._Element, tuple[Control, ...]] | None:
    """Return the smallest block with all fields that stand outside a form, up to the first button, and its controls."""
    fields = [
        control for control in loose if control.kind not in BUTTONS and not control.hidden and control.asks != "search"
    ]
    if not fields:
        return None
    common = set.intersection(*(set(field.element.iterancestors()) for field in fields))
    around = [block for block in fields[0].element.iterancestors() if block in common]
    buttons = [(control, set(control.element.iterancestors())) for control in loose if control.kind in BUTTONS]
    for block in around[:3]:
        inside = [button for button, over in buttons if block in over]
        if inside:
            return block, (*fields, *inside)
    return around[0], tuple(fields)
