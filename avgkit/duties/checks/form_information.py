"""Form rules on what a visitor is told: who asks, for what, how often, how to stop, and where to read more (S05, S10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.form_consent import at
from avgkit.duties.checks.forms import Form, FormKind
from avgkit.duties.checks.page import words_of

NAMED = re.compile(
    r"\b([Vv]an|[Bb]ij|[Dd]oor|[Ff]rom|[Bb]y|[Ii]k ben|[Ww]ij zijn|[Mm]ijn naam is)\s+(de |het )?(?!Je\b|U\b|Nu\b|Ons\b)[A-ZÀ-Ý0-9][\w’'&.-]+"
    r"|\b[A-ZÀ-Ý][\w’'&-]+ (B\.?V\.?|VOF|V\.O\.F\.|N\.V\.|Stichting)|\b(Stichting|Vereniging|Atelier|Studio|Bureau|Praktijk) [A-Z]|"
    r"[Kk][Vv][Kk](-nummer)?:? ?\d{8}|©|[Cc]opyright"
)
_PURPOSE = re.compile(
    phrases.NEWSLETTER.pattern
    + r"|aanbieding|korting|tips?\b|\bnieuws\b|uitnodiging|blog|\barticles?\b|artikel|product|workshop|"
    r"\boffers?\b|\bnews\b|updates? (over|about)|prikbord|magazine|podcast|\bmail (met|over)\b|in (je|uw) (mail|inbox)",
    re.I,
)
_SITE_NAME = re.compile(r"[–—|·-] +[A-ZÀ-Ý]")


def _no_withdrawal(form: Form) -> Iterator[Place]:
    asks = form.kind is FormKind.SIGN_UP or form.marketing_boxes
    if asks and not phrases.LEAVE.search(form.near):
        yield Place(form.line, "<form>")


def _button(form: Form, wanted: bool) -> Iterator[Place]:
    """Yield the button of a sign-up that says something else: another deal (wanted), or nothing at all."""
    chosen = [box for box in form.marketing_boxes if not (box.ticked or box.refuses or phrases.TERMS.search(box.label))]
    if form.kind is not FormKind.SIGN_UP or chosen or not form.buttons:
        return
    if any(
        phrases.SIGN_UP_BUTTON.search(button.label) and not phrases.OTHER_DEAL.search(button.label)
        for button in form.buttons
    ):
        return
    for button in form.buttons[:1]:
        if bool(phrases.OTHER_DEAL.search(button.label)) == wanted:
            yield at(button)


def _button_other_deal(form: Form) -> Iterator[Place]:
    yield from _button(form, wanted=True)


def _button_vague(form: Form) -> Iterator[Place]:
    yield from _button(form, wanted=False)


def _no_button(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not form.buttons:
        yield Place(form.line, "<form>")


def _no_sender(form: Form) -> Iterator[Place]:
    title = " ".join(words_of(part, 200) for part in form.page.of("title", "h1"))
    named = NAMED.search(f"{form.near} . {title}") or _SITE_NAME.search(title)
    if (form.kind is FormKind.SIGN_UP or form.marketing_boxes) and not named:
        yield Place(form.line, "<form>")


def _no_purpose(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not (_PURPOSE.search(form.near) or phrases.FREQUENCY.search(form.near)):
        yield Place(form.line, "<form>")


def _no_frequency(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not phrases.FREQUENCY.search(form.near):
        yield Place(form.line, "<form>")


def _children(form: Form) -> Iterator[Place]:
    asks = form.kind is FormKind.SIGN_UP or form.marketing_boxes
    if asks and (found := phrases.CHILDREN.search(form.near)) and not phrases.PARENTS.search(form.near):
        yield Place(form.line_with(found.group()), "", found.group().lower())


def _confirmation(form: Form) -> Iterator[Place]:
    if form.kind is FormKind.SIGN_UP and not phrases.CONFIRM.search(form.near):
        yield Place(form.line, "<form>")


RULES: tuple[CheckRule[Form], ...] = (
    CheckRule(
        id="no_withdrawal",
        title="Staat erbij dat iemand weer kan stoppen?",
        severity=Severity.WRONG,
        articles="AVG art. 7 lid 3 en art. 13 lid 2 onder c",
        sources=("AVG",),
        facts_2018=("S05", "S17"),
        reason="Nergens bij het formulier staat dat iemand zich weer kan afmelden. Dat moet je zeggen vóór iemand ja zegt.",
        mend="Zet erbij: “Je kunt je altijd afmelden, met de link onder elke mail.”",
        find=_no_withdrawal,
    ),
    CheckRule(
        id="button_other_deal",
        title="Zegt de knop dat iemand zich aanmeldt?",
        severity=Severity.WRONG,
        articles="AVG art. 4 onder 11",
        sources=("AVG",),
        facts_2018=("S10",),
        reason="Op de knop staat “{what}”. Wie daarop klikt, wil dat hebben en denkt niet aan een aanmelding.",
        mend="Zet op de knop wat er gebeurt, zoals “Meld mij aan”. Gaat het om iets anders? Geef de nieuwsbrief dan een eigen vakje.",
        find=_button_other_deal,
    ),
    CheckRule(
        id="button_vague",
        title="Is de tekst op de knop duidelijk?",
        severity=Severity.RISK,
        articles="AVG art. 4 onder 11",
        sources=("AVG",),
        facts_2018=("S10",),
        reason="Op de knop staat “{what}”. Daaruit blijkt niet dat iemand zich aanmeldt.",
        mend="Zet op de knop wat er gebeurt, zoals “Meld mij aan”.",
        find=_button_vague,
    ),
    CheckRule(
        id="no_sender",
        title="Staat erbij wie de berichten stuurt?",
        severity=Severity.RISK,
        articles="AVG art. 4 onder 11 en art. 13 lid 1 onder a",
        sources=("AVG",),
        facts_2018=("S10", "S11"),
        reason="Wij zien bij het formulier geen naam van een afzender. Iemand moet weten tegen wie hij ja zegt.",
        mend="Noem je naam of bedrijfsnaam: “de nieuwsbrief van …”.",
        find=_no_sender,
    ),
    CheckRule(
        id="no_purpose",
        title="Staat erbij wat iemand krijgt?",
        severity=Severity.RISK,
        articles="AVG art. 4 onder 11 en art. 13 lid 1 onder c",
        sources=("AVG",),
        facts_2018=("S10",),
        reason="Wij zien niet waar iemand ja tegen zegt. Zonder doel is er geen geldige toestemming.",
        mend="Zeg wat je stuurt: “mijn nieuwsbrief met schrijftips en aanbiedingen”.",
        find=_no_purpose,
    ),
    CheckRule(
        id="no_frequency",
        title="Staat erbij hoe vaak?",
        severity=Severity.TIP,
        articles="AVG art. 5 lid 1 onder a",
        sources=("AVG",),
        reason="Er staat niet hoe vaak je mailt. Dat is niet verplicht, maar dan weet iemand beter waar hij ja tegen zegt.",
        mend="Zet erbij hoe vaak, zoals “één keer per maand”.",
        find=_no_frequency,
    ),
    CheckRule(
        id="children",
        title="Richt je je op kinderen?",
        severity=Severity.RISK,
        articles="AVG art. 8; UAVG art. 5",
        sources=("AVG", "UAVG26"),
        reason="Er staat “{what}”. Is iemand jonger dan 16? Dan geeft een ouder of voogd de toestemming.",
        mend="Vraag of iemand 16 of ouder is, en laat anders een ouder of voogd toestemming geven. Bewaar dat bewijs.",
        find=_children,
    ),
    CheckRule(
        id="confirmation",
        title="Moet iemand de aanmelding bevestigen in een mail?",
        severity=Severity.UNSEEN,
        articles="AVG art. 7 lid 1",
        sources=("AVG",),
        facts_2018=("S04",),
        reason="We zien niet of er na het aanmelden een mail met een bevestiging komt. De wet eist dat niet. Het is wel het beste bewijs.",
        mend="Zet de bevestiging per mail aan in je mailprogramma, en schrijf bij het formulier dat die mail komt.",
        find=_confirmation,
    ),
    CheckRule(
        id="no_button",
        title="Is er een knop?",
        severity=Severity.UNSEEN,
        articles="AVG art. 4 onder 11",
        sources=("AVG",),
        reason="We zien geen knop met tekst. Misschien is het een plaatje, of maakt een script de knop.",
        mend="Kijk zelf of de knop zegt dat iemand zich aanmeldt.",
        find=_no_button,
    ),
)
