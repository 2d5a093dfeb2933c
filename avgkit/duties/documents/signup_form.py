"""A form to sign up with and the mails that belong to it; the words stand in ``duties/documents/signup_form.toml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from avgkit.base.rendering import Bullets, Letter
from avgkit.base.rendering.blocks import Block
from avgkit.base.toml_data import read_data
from avgkit.duties.checks.questions import Answers
from avgkit.duties.documents.document_template import filled_words, kind_of, section_writer
from avgkit.duties.documents.document_wording import said

TEXTS = "duties/documents/signup_form.toml"
_BY_PHONE = {"whatsapp_news", "phone_offers"}


def _letter(name: str) -> Callable[[Answers], list[Block]]:
    return lambda answers: [Letter(letter(name, answers))]


def _proof(answers: Answers) -> list[Block]:
    return [Bullets(tuple(filled_words(text, TEXTS, answers) for text in read_data(TEXTS)["letters"]["proof"]))]


def form(answers: Answers) -> str:
    """Return the form in HTML: accessible, without a script, with an empty box for each channel and purpose."""
    words = read_data(TEXTS)["form"]
    chosen = _boxes(answers)
    phone = [words["phone"]] if _BY_PHONE & set(chosen) else []
    boxes = [words["box"].replace("{id}", id).replace("{text}", text) for id, text in chosen.items()]
    whole = [words["start"], *phone, words["boxes"], *boxes, words["end_boxes"], words["end"]]
    return filled_words("".join(whole), TEXTS, answers)


def letter(name: str, answers: Answers) -> str:
    """Return one of the letters: confirmation, preferences or farewell."""
    texts = _boxes(answers).values()
    boxes = "\n".join(f"[ ] {text}" for text in texts)
    fills = {"boxes": boxes, "chosen": said(answers, "signup_boxes")}
    return filled_words(read_data(TEXTS)["letters"][name], TEXTS, answers, fills).strip()


def _boxes(answers: Answers) -> Mapping[str, str]:
    """Return the box of each choice that was made, and what stands beside it."""
    texts = read_data(TEXTS)["box"]
    return {id: texts[id] for id in answers.get("signup_boxes", ())} or {"email_newsletter": texts["email_newsletter"]}


_PARTS: Mapping[str, Callable[[Answers], list[Block]]] = {
    "form": lambda answers: [Letter(form(answers), code=True)],
    **{name: _letter(name) for name in ("confirmation", "preferences", "farewell")},
    "proof": _proof,
}
KIND = kind_of(TEXTS, section_writer(TEXTS, _PARTS))
