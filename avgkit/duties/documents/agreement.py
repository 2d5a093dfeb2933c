"""The processor agreement (S23): a draft of one's own, and a checklist for one that the helper wrote.

Sources: AVG art. 28, read in an English copy. The explanation of 2018 says that a bookkeeper fills one in; that depends.
"""

from __future__ import annotations

from datetime import date

from avgkit.base.dutch import dutch_day
from avgkit.base.rendering import Bullets, Heading, TextBlock, to_fill_in
from avgkit.base.rendering.blocks import Block
from avgkit.duties.checks.questions import YES, Answers
from avgkit.duties.documents.clauses import CLAUSES
from avgkit.duties.documents.document import DocumentKind
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.document_tables import CONTROLLER, PROCESSOR, data_place, provider_names, role
from avgkit.duties.documents.document_wording import clause, grid, said, sentence
from avgkit.duties.documents.elements import Element
from avgkit.duties.documents.service_providers import HELPERS, OUTSIDE

_ROLE = Element("role", "AVG art. 4 onder 7 en 8, en art. 28", "verwerker of niet", "Weet je of deze helper een verwerker is?", "Bij een boekhouder hangt het van het werk af.", ("processor", "{processor}.work"))  # fmt: skip
_DRAFT = (
    _ROLE,
    Element("parties", "AVG art. 28 lid 3", "wie de overeenkomst sluiten", "Staan beide namen erin?", "", ("name", "person", "address", "email", "{processor}.name")),
    *(Element(c.id, c.article, c.label, c.check, c.help, (f"{{processor}}.{c.id}",)) for c in CLAUSES.values()),
    Element("transfers", "AVG art. 28 lid 3 onder a en art. 44", "buiten de EER", "Staat erin waar de gegevens mogen zijn?", "", ("{processor}.place", "{processor}.country", "{processor}.safeguard")),
    Element("written", "AVG art. 28 lid 9", "op papier of digitaal", "Is er plaats om te tekenen?", "Dit staat vast in de tekst."),
)  # fmt: skip
_CHECK = (
    _ROLE,
    Element("parties", "AVG art. 28 lid 3", "van wie hij is", "Weet je van wie de overeenkomst is?", "", ("{processor}.name",)),
    *(
        Element(c.id, c.article, c.label, c.check, "Zoek het op. Staat het er niet in? Vraag erom.", (f"{{processor}}.check_{c.id}",), frozenset({YES}))
        for c in CLAUSES.values()
    ),
    Element("transfers", "AVG art. 28 lid 3 onder a en art. 44", "buiten de EER", "Weet je waar de gegevens zijn, en met welke waarborg?", "", ("{processor}.place", "{processor}.country", "{processor}.safeguard")),
    Element("written", "AVG art. 28 lid 9", "op papier of digitaal", "Heb je de overeenkomst bewaard?", "Bewaar hem met de datum erbij.", ("{processor}.check_written",), frozenset({YES})),
)  # fmt: skip
_SUBS = {
    "ask": "De verwerker schakelt alleen anderen in als de opdrachtgever dat vooraf schriftelijk goedvindt.",
    "tell": "De verwerker mag anderen inschakelen. Hij meldt dat vooraf, zodat de opdrachtgever bezwaar kan maken.",
}


def write(answers: Answers, as_of: date) -> list[Block]:
    """Return a draft agreement with the chosen helper, or why there is none."""
    if "processor" not in answers:
        return [TextBlock(to_fill_in("met wie"))]
    helper = HELPERS[str(answers["processor"])]
    what = role(answers, helper)
    if what == CONTROLLER:
        return [*_about(answers), TextBlock("Daarom staat hier geen overeenkomst.")]
    doubt = [] if what == PROCESSOR else [TextBlock(f"{to_fill_in('rol')} Of deze overeenkomst hier past: {what}.")]
    return [*doubt, *_parties(answers, as_of), *_clauses(answers, helper.id), *_signing(answers, helper.id)]


def notes(answers: Answers) -> list[Block]:
    """Return what the learner should know of this helper; it is not for the other party."""
    return _about(answers) if "processor" in answers else []


def write_check(answers: Answers, as_of: date) -> list[Block]:
    """Return the checklist for an agreement that the helper wrote."""
    if "processor" not in answers:
        return [TextBlock(to_fill_in("met wie"))]
    helper = str(answers["processor"])
    if role(answers, HELPERS[helper]) == CONTROLLER:
        return [*_about(answers), TextBlock("Daarom valt hier niets na te kijken.")]
    words = {YES: "ja", "no": "nee: vraag erom"}
    rows = tuple(
        (c.check, c.article, words.get(str(answers.get(f"{helper}.check_{c.id}")), to_fill_in("nakijken"))) for c in CLAUSES.values()
    )  # fmt: skip
    return [
        *_about(answers),
        Heading("Wat erin moet staan"),
        TextBlock(f"Nagekeken op {dutch_day(as_of)}. Leg de overeenkomst ernaast."),
        grid(("vraag", "artikel", "antwoord"), rows, (55, 25, 20)),
        TextBlock(f"Waar de gegevens zijn: {sentence(data_place(answers, HELPERS[helper]))}"),
    ]


def _about(answers: Answers) -> list[Block]:
    helper = HELPERS[str(answers["processor"])]
    what = role(answers, helper)
    text = [f"{sentence(provider_names(answers, helper))} Rol volgens de AVG: {what}."]
    if helper.id == "bookkeeper":
        text.append(
            "Bij een boekhouder hangt de rol van het werk af, en er is discussie over. Doet hij alleen wat jij zegt? Dan is hij "
            "meestal verwerker. Werkt hij met een eigen oordeel, zoals een accountant bij een jaarrekening? Dan is hij volgens "
            "de beroepsgroepen vaak zelf verantwoordelijk. Een verwerkersovereenkomst hoort daar niet bij."
        )
    return [Heading("Let hierop bij deze helper"), *map(TextBlock, text), Bullets(helper.advice)]


def _parties(answers: Answers, as_of: date) -> list[Block]:
    processor = said(answers, f"{answers['processor']}.name")
    return [
        Heading("Wie sluiten deze overeenkomst?"),
        Bullets((
            f"De opdrachtgever: {clause(said(answers, 'name'))} ({clause(said(answers, 'person'))}), {clause(said(answers, 'address'))}, "
            f"{clause(said(answers, 'email'))}. De AVG noemt die de verwerkingsverantwoordelijke.",
            f"De verwerker: {clause(processor)}.",
        )),
        TextBlock(f"Deze tekst is van {dutch_day(as_of)}. Zij spreken af:"),
    ]  # fmt: skip


def _clauses(answers: Answers, helper: str) -> list[Block]:
    blocks: list[Block] = []
    for number, item in enumerate(CLAUSES.values(), 1):
        id = f"{helper}.{item.id}"
        words = (
            _SUBS.get(str(answers.get(id)), to_fill_in(item.label)) if item.id == "subs" else clause(said(answers, id))
        )
        head = f"{number}. {item.label[0].upper()}{item.label[1:]}"
        blocks += [Heading(f"{head} ({item.article})", 3), TextBlock(item.text.format(words))]
    return [*blocks, Heading(f"{len(CLAUSES) + 1}. Waar de gegevens mogen zijn", 3), TextBlock(_place(answers, helper))]


def _place(answers: Answers, helper: str) -> str:
    code = answers.get(f"{helper}.place")
    if code is None:
        return to_fill_in(QUESTIONS[f"{helper}.place"].label)
    if code != OUTSIDE:
        return "De verwerker houdt de gegevens binnen de EER. Daarbuiten mag alleen als de opdrachtgever dat vooraf schriftelijk goedvindt."
    return (
        f"De gegevens mogen ook buiten de EER zijn, met deze waarborg. {sentence(data_place(answers, HELPERS[helper]))}"
    )


def _signing(answers: Answers, helper: str) -> list[Block]:
    line = "\n\nDatum: ____________________\n\nHandtekening: ____________________"
    return [
        Heading("Getekend door"),
        grid(
            ("de opdrachtgever", "de verwerker"),
            ((f"{said(answers, 'name')}{line}", f"{said(answers, f'{helper}.name')}{line}"),),
            (50, 50),
        ),
    ]


_SOURCES = ("AVG_EN", "AVG", "NBA18", "NBA19", "DPF")
KIND = DocumentKind(
    "agreement",
    "verwerkersovereenkomst",
    "Verwerkersovereenkomst",
    "legt vast wat een ander met jouw gegevens mag doen",
    _DRAFT,
    write,
    _SOURCES,
    shared=True,
    notes=notes,
)
CHECK = DocumentKind(
    "agreement_check",
    "overeenkomst-nakijken",
    "Een verwerkersovereenkomst nakijken",
    "kijkt na of de overeenkomst van een ander compleet is",
    _CHECK,
    write_check,
    _SOURCES,
)
