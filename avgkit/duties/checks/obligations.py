"""Which duties hold for you: a DPIA (AVG art. 35), an FG (art. 37) and a register (art. 30).

A duty gets the outcome that every way to fill in the open answers shares. Where they differ it cannot be said yet.
Sources: AVG art. 30(5), 35(1), 35(3), 37(1); the nine criteria of WP248; the list of the AP. See ``SOURCES`` for what was read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from avgkit.duties.checks.questions import NO, YES, Answers, Question, yes_no


class Need(StrEnum):
    """Whether a duty holds."""

    REQUIRED = "required"
    WEIGH = "weigh"
    NOT_REQUIRED = "not_required"
    UNSAID = "unsaid"


NEED_LABELS: Mapping[str, str] = {
    Need.REQUIRED: "nodig",
    Need.WEIGH: "zelf afwegen",
    Need.NOT_REQUIRED: "niet nodig",
    Need.UNSAID: "nog niet te zeggen",
}


@dataclass(frozen=True)
class Duty:
    """The outcome for one duty, with the ids of the questions that are still open."""

    id: str
    label: str
    need: Need
    reason: str
    articles: str
    sources: tuple[str, ...]
    open: tuple[str, ...] = ()


_DPIA, _FG, _REGISTER = "Moet je een DPIA doen?", "Heb je een FG nodig?", "Moet je een register bijhouden?"
CRITERIA: tuple[Question, ...] = (
    yes_no("scoring", _DPIA, "beoordelen", "Beoordeel of voorspel je hoe mensen zijn of wat ze doen, met een score of profiel?", "Bijvoorbeeld of iemand kan betalen, of een profiel van iemands gedrag op je website."),
    yes_no("automated_decisions", _DPIA, "beslissen door een computer", "Beslist een computer bij jou over mensen, met grote gevolgen voor hen?", "Bijvoorbeeld: wie krijgt een contract en wie niet."),
    yes_no("monitoring", _DPIA, "volgen", "Volg je mensen stelselmatig?", "Bijvoorbeeld met camera’s, of met de plaats van hun telefoon."),
    yes_no("sensitive", _DPIA, "gevoelige gegevens", "Bewaar je gevoelige gegevens van mensen?", "Denk aan gezondheid, geloof, afkomst, strafzaken, geldzorgen of een kopie van een paspoort."),
    yes_no("large_scale", _DPIA, "op grote schaal", "Werk je op grote schaal met gegevens?", "De wet noemt geen getal. Kijk hoeveel mensen het zijn, hoeveel je van hen weet, hoelang en in welk gebied."),
    yes_no("matching", _DPIA, "koppelen", "Koppel je bestanden op een manier die mensen niet verwachten?", "Bijvoorbeeld een lijst van een ander bedrijf met die van jou."),
    yes_no("vulnerable", _DPIA, "kwetsbare mensen", "Gaan de gegevens over kwetsbare mensen?", "Denk aan kinderen, patiënten, ouderen of werknemers: mensen die niet makkelijk nee kunnen zeggen."),
    yes_no("innovative", _DPIA, "nieuwe techniek", "Gebruik je nieuwe techniek met gegevens van mensen?", "Denk aan gezichtsherkenning, of aan AI die gegevens van je klanten krijgt."),
    yes_no("blocking", _DPIA, "een recht of dienst mislopen", "Kan iemand door jouw gegevens een recht, een dienst of een contract mislopen?", "Bijvoorbeeld: je kijkt eerst of iemand op een zwarte lijst staat."),
)  # fmt: skip
"""The nine criteria of WP248 rev.01, as questions in our words."""
AP_LIST = (
    *("heimelijk onderzoek", "zwarte lijsten", "fraudebestrijding", "creditscores", "financiële situatie"),
    *("genetische gegevens", "gezondheidsgegevens", "samenwerkingsverbanden", "cameratoezicht"),
    *("flexibel cameratoezicht", "controle van werknemers", "locatiegegevens", "communicatiegegevens"),
    *("internet of things (apparaten met internet)", "profilering", "observatie en beïnvloeding van gedrag"),
    "biometrische gegevens",
)
"""The seventeen kinds of processing on the list of the AP of 27 November 2019, by their names."""
ON_AP_LIST = yes_no(
    "ap_list",
    _DPIA,
    "lijst van de AP",
    "Doe je iets dat op de lijst van de AP staat?",
    f"Op de lijst staan: {', '.join(AP_LIST)}. Bij veel ervan gaat het om grote aantallen. Kijk bij de AP wat er precies staat.",
)
FG: tuple[Question, ...] = (
    yes_no("fg_public", _FG, "overheid", "Ben je een overheid of een publieke instelling?"),
    yes_no("fg_monitoring", _FG, "volgen als hoofdwerk", "Is mensen op grote schaal volgen je hoofdwerk?", "Bijvoorbeeld een app die van duizenden mensen bijhoudt waar ze zijn."),
    yes_no("fg_special", _FG, "gevoelige gegevens als hoofdwerk", "Is werken met heel veel gevoelige gegevens je hoofdwerk?", "Het gaat om bijzondere gegevens, zoals gezondheid, en om gegevens over straffen."),
)  # fmt: skip
REGISTER: tuple[Question, ...] = (
    yes_no("register_regular", _REGISTER, "regelmatig gegevens gebruiken", "Gebruik je vaker dan af en toe gegevens van mensen?", "Heb je klanten, facturen of een nieuwsbrief? Dan is het antwoord ja."),
    yes_no("register_risk", _REGISTER, "gebruik dat mensen kan schaden", "Kan jouw gebruik van gegevens mensen schaden?", "Bijvoorbeeld als de gegevens op straat komen te liggen."),
    yes_no("register_special", _REGISTER, "bijzondere gegevens", "Bewaar je bijzondere gegevens of gegevens over straffen?", "Bijzonder is: gezondheid, afkomst, geloof, politiek, vakbond, seksualiteit, genen en biometrie."),
    yes_no("register_staff", _REGISTER, "250 mensen", "Werken er 250 mensen of meer in je bedrijf?"),
)  # fmt: skip
QUESTIONS = {question.id: question for question in (*CRITERIA, ON_AP_LIST, *FG, *REGISTER)}
TWO = 2
"""With two criteria a DPIA is due in most cases: the rule of thumb of WP248."""


def duties(answers: Answers) -> tuple[Duty, ...]:
    """Return the outcome for DPIA, FG and register. ``answers``: question id -> yes or no; absent is open."""
    return dpia(answers), officer(answers), register(answers)


def dpia(answers: Answers) -> Duty:
    """Tell whether a data protection impact assessment is due (AVG art. 35)."""
    yes, open_ = _counted(CRITERIA, answers)
    listed, open_list = _counted((ON_AP_LIST,), answers)
    names = _named(yes)
    if listed:
        need, why = (
            Need.REQUIRED,
            "Je doet iets dat op de lijst van de AP staat. Dan is een DPIA verplicht, voordat je begint.",
        )
    elif len(yes) >= TWO:
        need, why = (
            Need.REQUIRED,
            f"Er gelden twee of meer kenmerken van een hoog risico: {names}. Dan is een DPIA bijna altijd verplicht.",
        )
    elif open_ or open_list:
        need, why = Need.UNSAID, _still_open(len(open_) + len(open_list))
    elif yes:
        need, why = (
            Need.WEIGH,
            f"Er geldt één kenmerk: {names}. Meestal is een DPIA dan niet nodig, soms wel. Schrijf op wat je kiest en waarom.",
        )
    else:
        need, why = (
            Need.NOT_REQUIRED,
            "Je zegt op alle vragen nee. Een hoog risico is dan niet waarschijnlijk. Bewaar deze test: zo laat je zien dat je keek.",
        )
    return Duty("dpia", "DPIA", need, why, "AVG art. 35 lid 1, 3 en 4", ("AVG_EN", "WP248", "AP_DPIA"), (*open_, *open_list))  # fmt: skip


def officer(answers: Answers) -> Duty:
    """Tell whether a data protection officer (FG) is due (AVG art. 37(1))."""
    yes, open_ = _counted(FG, answers)
    if yes:
        need, why = (
            Need.REQUIRED,
            f"Dit geldt voor jou: {_named(yes)}. Dan moet je een FG aanwijzen en bij de AP melden.",
        )
    elif open_:
        need, why = Need.UNSAID, _still_open(len(open_))
    else:
        need, why = Need.NOT_REQUIRED, "Geen van de drie gevallen geldt voor jou. Een FG aanwijzen mag wel."
    return Duty("fg", "FG", need, why, "AVG art. 37 lid 1", ("AVG_EN",), open_)


def register(answers: Answers) -> Duty:
    """Tell whether a record of processing activities is due (AVG art. 30(5)). Proposals to widen the exemption are no law."""
    yes, open_ = _counted(REGISTER, answers)
    if yes:
        need, why = (
            Need.REQUIRED,
            f"Dit geldt voor jou: {_named(yes)}. Dan geldt de uitzondering voor kleine bedrijven niet.",
        )
    elif open_:
        need, why = Need.UNSAID, _still_open(len(open_))
    else:
        need, why = (
            Need.NOT_REQUIRED,
            "Je hebt minder dan 250 mensen en geen van de andere gevallen geldt. Dat komt bij zzp’ers bijna niet voor.",
        )
    return Duty("register", "register van verwerkingen", need, why, "AVG art. 30 lid 5", ("AVG_EN", "OMNIBUS4"), open_)


def _counted(questions: Sequence[Question], answers: Answers) -> tuple[tuple[Question, ...], tuple[str, ...]]:
    """Return the questions answered with yes, and the ids of those without an answer."""
    yes = tuple(question for question in questions if answers.get(question.id) == YES)
    return yes, tuple(question.id for question in questions if answers.get(question.id) not in (YES, NO))


def _named(questions: Sequence[Question]) -> str:
    return ", ".join(question.label for question in questions)


def _still_open(number: int) -> str:
    return "Er is nog één vraag open." if number == 1 else f"Er zijn nog {number} vragen open."
