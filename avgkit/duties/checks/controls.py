"""The controls of a form: what each asks, with which label, and whether it stands on already.

Labels are found as a browser and a screen reader do (aria-labelledby, label for, label around, aria-label), and else
where a visitor reads them: behind a box, before a field, or in the cell to the left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import etree

from avgkit.duties.checks import phrases
from avgkit.duties.checks.page import Page, attribute, conceals, is_hidden, markup_of, tag_line, tidy, words_of

CONTROLS = frozenset({"input", "select", "textarea", "button"})
_ROLES = {
    "checkbox": "checkbox",
    "switch": "checkbox",
    "menuitemcheckbox": "checkbox",
    "radio": "radio",
    "textbox": "text",
    "button": "button",
}
BUTTONS = frozenset({"submit", "image", "button", "reset"})
MOST_OPTIONS, MOST_INNER = 200, 100
_BOX_TAG = re.compile(r"[a-z]+-.*(checkbox|toggle|switch)")
_STAR = re.compile(r"\*|\(verplicht\)|\(required\)|\bverplicht veld\b", re.IGNORECASE)
_REQUIRED_CLASS = re.compile(
    r"(^|[\s_-])(required|verplicht|validates-as-required|validate-required|contains_required)\b"
)
_OPTIONAL = phrases.says("optional")
_ASKED = phrases.patterns_of("asked")
"""What a field asks for, the most telling first."""
ASKED_LABELS = phrases.labels_of("asked_labels")


@dataclass(frozen=True, eq=False)
class Control:
    """One field, box, choice or button. ``kind`` is the HTML type, or ``select``, ``textarea`` or ``text``."""

    element: etree._Element
    page: Page

    @cached_property
    def kind(self) -> str:
        tag, role = str(self.element.tag), attribute(self.element, "role").lower()
        if role in _ROLES and tag != "input":
            return _ROLES[role]
        if _BOX_TAG.fullmatch(tag):
            return "checkbox"
        if tag == "input":
            return attribute(self.element, "type").lower() or "text"
        return (attribute(self.element, "type").lower() or "submit") if tag == "button" else tag

    @cached_property
    def name(self) -> str:
        return attribute(self.element, "name") or attribute(self.element, "id")

    @cached_property
    def line(self) -> int | None:
        return tag_line(self.element)

    @cached_property
    def code(self) -> str:
        return markup_of(self.element)

    @cached_property
    def hidden(self) -> bool:
        """Whether a visitor cannot see it. A real box often hides behind a drawn one, so its label counts too."""
        if self.kind == "hidden" or is_hidden(self.element):
            label = self.page.labels.get(self.element.get("id") or "")
            drawn = self.kind in ("checkbox", "radio") and conceals(self.element)
            return not (drawn and label is not None and not is_hidden(label))
        return False

    @cached_property
    def label(self) -> str:
        return tidy(_label(self.element, self.page, self.kind))[:600]

    @cached_property
    def asks(self) -> str:
        """What the field asks for, a key of ASKED, or empty."""
        kinds = {"email": "email", "tel": "phone", "search": "search"}
        if self.kind in kinds:
            return kinds[self.kind]
        hints = re.sub(r"[_\[\]-]+", " ", f"{self.name} {attribute(self.element, 'autocomplete')}")
        for text in (self.label[:120], hints):
            for what, pattern in _ASKED.items():
                if pattern.search(text):
                    return what
        return ""

    @cached_property
    def required(self) -> bool:
        element = self.element
        if _OPTIONAL.search(self.label):
            return False
        said = "required" in element.attrib or "true" in (element.get("aria-required"), element.get("data-required"))
        if said or _REQUIRED_CLASS.search(element.get("class") or "") or _STAR.search(self.label):
            return True
        around = list(islice(element.iterancestors(), 3))
        return any(_REQUIRED_CLASS.search(parent.get("class") or "") for parent in around if parent.tag != "form")

    @cached_property
    def ticked(self) -> bool:
        """Whether it stands on before the visitor does anything. ``checked="false"`` is on: HTML reads no value."""
        if "checked" not in self.element.attrib:
            return self.element.get("aria-checked") == "true"
        value = attribute(self.element, "checked")
        return not value.startswith("{") or value.strip("{} ") in ("", "true", "1", "checked")

    @cached_property
    def value(self) -> str:
        return attribute(self.element, "value")

    @cached_property
    def about(self) -> str:
        """Label and name: enough to tell what a box is for."""
        return f"{self.label} {re.sub(r'[_-]+', ' ', self.name)}"

    @cached_property
    def is_box(self) -> bool:
        return self.kind in ("checkbox", "radio")

    @cached_property
    def is_marketing(self) -> bool:
        """Whether it is about getting messages, or about others who may send them."""
        return bool(phrases.MARKETING.search(self.about) or phrases.PARTNERS.search(self.about))

    @cached_property
    def refuses(self) -> bool:
        """Whether its words say no: “Ik wil geen nieuwsbrief”."""
        return bool(phrases.NOT.search(self.label))

    @cached_property
    def chosen(self) -> str:
        """The words of the option that stands on: the marked one, or else the first."""
        options = list(islice(self.element.iter("option"), MOST_OPTIONS))
        marked = [option for option in options if "selected" in option.attrib]
        return words_of((marked or options)[0]) if options else ""


def is_control(element: etree._Element) -> bool:
    """Tell whether this is something to fill in, tick or press."""
    tag = element.tag
    return tag in CONTROLS or (element.get("role") or "") in _ROLES or bool(_BOX_TAG.fullmatch(tag))


def _label(element: etree._Element, page: Page, kind: str) -> str:
    if kind in BUTTONS:
        return (
            words_of(element, 300)
            or attribute(element, "value")
            or attribute(element, "aria-label")
            or attribute(element, "alt")
        )
    named = [page.by_id[key] for key in (element.get("aria-labelledby") or "").split() if key in page.by_id]
    if named:
        return " ".join(words_of(part, 600) for part in named)
    if (label := page.labels.get(element.get("id") or "")) is not None and words_of(label, 600):
        return words_of(label, 600)
    around = next(element.iterancestors("label"), None)
    if around is not None and words_of(around, 600):
        return words_of(around, 600)
    said = attribute(element, "aria-label") or attribute(element, "title")
    if said or kind == "hidden":
        return said
    return _read_near(element, kind) or attribute(element, "placeholder")


def _read_near(element: etree._Element, kind: str) -> str:
    """Return what stands beside the control: behind a box, and before any other field."""
    box = kind in ("checkbox", "radio")
    if element.tag not in CONTROLS and (own := words_of(element, 600)):
        return own
    here, steps = element, 0
    while here is not None and steps < 3 and here.tag not in ("form", "body", "fieldset"):
        for after in (True, False) if box else (False,):
            if text := _beside(here, after):
                return text
        here, steps = here.getparent(), steps + 1
    return ""


def _beside(element: etree._Element, after: bool) -> str:
    """Return the text after or before an element, up to the next control."""
    pieces, here, steps = [], element, 0
    if after:
        pieces.append(element.tail or "")
    while steps < 12:
        here, steps = (here.getnext() if after else here.getprevious()), steps + 1
        if here is None:
            parent = element.getparent()
            if not after and parent is not None:
                pieces.insert(0, parent.text or "")
            break
        if not after:
            pieces.insert(0, here.tail or "")
        if _stops(here) or (here.tag == "br" and tidy("".join(pieces))):
            break
        text = words_of(here, 600)
        pieces.insert(len(pieces) if after else 0, f" {text} {(here.tail or '') if after else ''}")
    return tidy("".join(pieces))


def _stops(element: etree._Element) -> bool:
    """Tell whether the search for words ends here: at another control, or at a block too large to be a label."""
    inner = list(islice(element.iter(etree.Element), MOST_INNER))
    return element.tag in ("form", "script") or len(inner) == MOST_INNER or any(map(is_control, inner))
