"""Form rules on what is asked: no more than the purpose needs (S18), and sent safely."""

from __future__ import annotations

from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.controls import ASKED_LABELS, Control
from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.form_consent import at
from avgkit.duties.checks.forms import Form, FormKind

NOT_FOR_MAIL = frozenset({"birth", "gender", "phone", "iban", "job", "company", "address", "private", "last_name"})
"""What an e-mail newsletter does not need."""
NEVER_NEEDED = frozenset({"birth", "gender", "private"})
"""What a question or an order seldom needs."""
MILD = frozenset({"job", "company", "last_name"})


def _asked(form: Form, required: bool) -> Iterator[tuple[Control, str]]:
    by_text = any(phrases.CHANNELS[channel].search(form.near) for channel in ("sms", "WhatsApp", "telefoon"))
    seen = set()
    for field in form.fields:
        what = field.asks
        if field.kind == "checkbox" or not what or field.required != required or (what, required) in seen:
            continue
        needless = NOT_FOR_MAIL if form.kind is FormKind.SIGN_UP else NEVER_NEEDED
        if (
            what in needless
            and not (what == "phone" and by_text and "email" not in form.asked)
            and not _for_age(what, form)
        ):
            seen.add((what, required))
            yield field, what


def _for_age(what: str, form: Form) -> bool:
    return what == "birth" and bool(phrases.CHILDREN.search(form.near))


def _needless_required(form: Form) -> Iterator[Place]:
    for field, what in _asked(form, required=True):
        yield at(field, ASKED_LABELS[what])


def _needless_optional(form: Form) -> Iterator[Place]:
    for field, what in _asked(form, required=False):
        if what not in MILD:
            yield at(field, ASKED_LABELS[what])


def _name_required(form: Form) -> Iterator[Place]:
    for field in form.fields:
        if form.kind is FormKind.SIGN_UP and field.asks == "name" and field.required and not field.is_box:
            yield at(field)
            return


def _bsn(form: Form) -> Iterator[Place]:
    for field in form.fields:
        if field.asks == "bsn":
            yield at(field)


def _not_secure(form: Form) -> Iterator[Place]:
    if form.address.lower().startswith("http://"):
        yield Place(form.line, "<form>", form.address.split("?")[0][:80])


RULES: tuple[CheckRule[Form], ...] = (
    CheckRule(
        id="bsn",
        title="Vraag je een burgerservicenummer?",
        severity=Severity.WRONG,
        articles="UAVG art. 46; AVG art. 5 lid 1 onder c en art. 87",
        sources=("UAVG", "AVG"),
        facts_2018=("S18",),
        reason="Je vraagt een burgerservicenummer. Dat mag alleen als een wet het zegt, en voor een formulier als dit is dat er niet.",
        mend="Haal dit veld weg. Heb je al nummers gekregen? Verwijder ze.",
        find=_bsn,
    ),
    CheckRule(
        id="needless_required",
        title="Is een veld verplicht dat je niet nodig hebt?",
        severity=Severity.WRONG,
        articles="AVG art. 5 lid 1 onder c",
        sources=("AVG",),
        facts_2018=("S18",),
        reason="Dit veld is verplicht: {what}. Voor het doel van dit formulier heb je dat niet nodig.",
        mend="Haal het veld weg. Heb je het echt nodig? Zeg dan bij het veld waarvoor, en maak het niet verplicht.",
        find=_needless_required,
    ),
    CheckRule(
        id="needless_optional",
        title="Vraag je iets dat je niet nodig hebt?",
        severity=Severity.RISK,
        articles="AVG art. 5 lid 1 onder c",
        sources=("AVG",),
        facts_2018=("S18",),
        reason="Je vraagt ook: {what}. Het is niet verplicht, maar wat je niet nodig hebt, vraag je niet.",
        mend="Haal het veld weg, of zeg bij het veld waarvoor je het gebruikt.",
        find=_needless_optional,
    ),
    CheckRule(
        id="name_required",
        title="Is een naam verplicht?",
        severity=Severity.TIP,
        articles="AVG art. 5 lid 1 onder c",
        sources=("AVG",),
        facts_2018=("S18",),
        reason="Een naam is verplicht. Voor een nieuwsbrief is een mailadres genoeg.",
        mend="Maak de naam niet verplicht. Een voornaam voor de aanhef mag je vragen.",
        find=_name_required,
    ),
    CheckRule(
        id="not_secure",
        title="Gaan de gegevens beveiligd over internet?",
        severity=Severity.RISK,
        articles="AVG art. 32",
        sources=("AVG",),
        reason="Het formulier stuurt de gegevens zonder slotje naar {what}. Anderen kunnen dan meelezen.",
        mend="Gebruik een adres dat met https:// begint.",
        find=_not_secure,
    ),
)
