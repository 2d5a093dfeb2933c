"""Form rules on a free choice: no newsletter as the price of something else (S09, S10)."""

from __future__ import annotations

from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.form_consent import at, promises_mail
from avgkit.duties.checks.forms import Form, FormKind


def _forced_consent(form: Form) -> Iterator[Place]:
    tied = form.kind is not FormKind.SIGN_UP or form.magnet
    for box in form.marketing_boxes:
        news = phrases.NEWSLETTER.search(box.about) or promises_mail(box.label)
        if tied and news and box.required and not box.refuses and not phrases.TERMS.search(box.label):
            yield at(box)


def _gift(form: Form, with_newsletter: bool) -> Iterator[Place]:
    """Yield what a sign-up gives, when there is no box of its own for messages; told of the newsletter or not."""
    told = bool(phrases.NEWSLETTER.search(form.near))
    if form.kind is FormKind.SIGN_UP and form.magnet and not form.free_boxes and told is with_newsletter:
        yield Place(form.line_with(form.magnet), "", form.magnet)


def _tied_gift(form: Form) -> Iterator[Place]:
    yield from _gift(form, with_newsletter=True)


def _silent_gift(form: Form) -> Iterator[Place]:
    yield from _gift(form, with_newsletter=False)


RULES: tuple[CheckRule[Form], ...] = (
    CheckRule(
        id="forced_consent",
        title="Is het vakje voor berichten verplicht bij iets anders?",
        severity=Severity.WRONG,
        articles="AVG art. 7 lid 4",
        sources=("AVG",),
        facts_2018=("S10",),
        reason="Dit vakje is verplicht: “{what}”. Wie iets anders wil, moet dus ook berichten nemen. Dan is het ja niet vrij.",
        mend="Maak het vakje niet verplicht.",
        find=_forced_consent,
    ),
    CheckRule(
        id="tied_gift",
        title="Moet iemand de nieuwsbrief nemen om iets anders te krijgen?",
        severity=Severity.WRONG,
        articles="AVG art. 7 lid 4",
        sources=("AVG", "TIED"),
        facts_2018=("S09", "S10"),
        reason="Wie “{what}” wil, moet ook de nieuwsbrief nemen. Dan is het ja waarschijnlijk niet vrij.",
        mend="Geef het ook zonder aanmelding. Zet er een leeg, niet verplicht vakje bij: “Stuur mij ook de nieuwsbrief”.",
        find=_tied_gift,
    ),
    CheckRule(
        id="silent_gift",
        title="Krijgt iemand na het ophalen van iets ook ongevraagd berichten?",
        severity=Severity.RISK,
        articles="Tw art. 11.7 lid 1; AVG art. 4 onder 11",
        sources=("TW26", "AVG"),
        facts_2018=("S09", "S10"),
        reason="Dit formulier geeft “{what}” en noemt geen nieuwsbrief. Je mag hierna alleen sturen wat iemand vroeg.",
        mend="Wil je ook een nieuwsbrief sturen? Zet er dan een leeg, niet verplicht vakje voor bij.",
        find=_silent_gift,
    ),
)
