"""``avgkit consent``: keep evidence of consent, withdrawals and objections; look at it, check it, and take it along."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.commands.words import add_day, add_lists, parse_day, read_lists
from avgkit.errors import AvgkitError
from avgkit.vocabulary import FACTS, label

if TYPE_CHECKING:
    from avgkit.consent import ConsentRecord, Store

_PERSON = {"email": "het e-mailadres", "phone": "het telefoonnummer", "name": "de naam"}
_SCOPE = {
    "sender": "de naam van je bedrijf, zoals die op het formulier stond",
    "channel": "het kanaal, zoals email",
    "purpose": "het doel: newsletter of offer",
}
_FORM = {
    "method": "hoe: box, button, paper, spoken of message",
    "box": "het vakje stond uit (unticked) of al aan (pre_ticked)",
    "separate": "de vraag stond los van andere dingen: yes of no",
    "text": "de tekst waar iemand ja op zei, letterlijk",
    "form_version": "de versie van het formulier",
    "notice_version": "de versie van je privacyverklaring",
    "opt_out_offered": "er is gezegd dat intrekken kan: yes of no",
}
_MOMENT = {
    "given_at": "de dag, met of zonder tijd, zoals 2026-03-01T10:30",
    "origin": "het IP-adres, de plaats of wie erbij was",
    "confirmed_at": "de dag van de bevestiging per mail",
}


def add(parts: _SubParsersAction) -> None:
    text = "bewaar en bekijk het bewijs van toestemming"
    part = parts.add_parser("consent", help=text, description=f"{text.capitalize()}.")
    acts = part.add_subparsers(title="wat je wilt doen", dest="act", metavar="WAT", required=True)
    for name, (help_, words) in _ACTS.items():
        act = acts.add_parser(name, help=help_, description=f"{help_.capitalize()}.")
        act.add_argument("store", metavar="BEWIJS", help="het bestand met het bewijs, zoals toestemming.sqlite")
        words(act)
        add_day(act)


def _options(part: ArgumentParser, *groups: dict[str, str]) -> None:
    for group in groups:
        for name, help_ in group.items():
            part.add_argument(f"--{name.replace('_', '-')}", dest=name, default="", metavar="TEKST", help=help_)


def _add_words(part: ArgumentParser) -> None:
    _options(part, _PERSON, _SCOPE, _FORM, _MOMENT)
    part.add_argument("--note", metavar="BESTAND", help="een notitie: per regel een woord, zoals “wie: Anna de Wit”")
    part.add_argument("--scan", metavar="BESTAND", help="de scan van een getekend papier")


def _import_words(part: ArgumentParser) -> None:
    add_lists(part)
    _options(part, _SCOPE, _FORM)


def _refusal_words(part: ArgumentParser) -> None:
    _options(
        part,
        {k: v for k, v in _PERSON.items() if k != "name"},
        {"at": "de dag waarop dit was", "way": "hoe iemand dit zei"},
    )
    _options(
        part,
        {
            **_SCOPE,
            "purpose": "het doel; zonder geldt het voor alles",
            "channel": "het kanaal; zonder geldt het voor alle",
        },
    )


def _show_words(part: ArgumentParser) -> None:
    _options(part, {k: v for k, v in _PERSON.items() if k != "name"}, _SCOPE)
    part.add_argument("--json", action="store_true", help="toon alles als JSON")


def _verify_words(part: ArgumentParser) -> None:
    part.add_argument("--seal", default="", metavar="ZEGEL", help="het zegel dat je eerder opschreef")


def _export_words(part: ArgumentParser) -> None:
    _options(part, {k: v for k, v in _PERSON.items() if k != "name"})
    part.add_argument("-o", "--output", required=True, metavar="BESTAND", help="waar het komt, met .jsonld")


_ACTS = {
    "add": ("leg een toestemming vast", _add_words),
    "import": ("neem toestemmingen en afmeldingen over uit lijsten", _import_words),
    "withdraw": ("leg vast dat iemand toestemming intrekt", _refusal_words),
    "object": ("leg vast dat iemand bezwaar maakt", _refusal_words),
    "show": ("toon wat er is en wat er ontbreekt", _show_words),
    "verify": ("kijk of er later iets is veranderd", _verify_words),
    "export": ("bewaar het bewijs als JSON-LD (ISO/IEC TS 27560)", _export_words),
}


def run(choice: Namespace) -> None:
    day = parse_day(choice.as_of)
    {
        "add": _add,
        "import": _import,
        "withdraw": _refuse,
        "object": _refuse,
        "show": _show,
        "verify": _verify,
        "export": _export,
    }[choice.act](choice, day)


def _record(choice: Namespace) -> ConsentRecord:
    """Return the consent that the options tell; channel and purpose are a newsletter by e-mail unless told otherwise."""
    from avgkit.consent import ConsentRecord

    told = {name: getattr(choice, name, "") for name in asdict(ConsentRecord())}
    told = {name: value for name, value in told.items() if value}
    return ConsentRecord(**{"channel": "email", "purpose": "newsletter"} | told)


def _add(choice: Namespace, day: date) -> None:
    from avgkit.consent import Store, quality
    from avgkit.consent.importing import from_note, from_paper
    from avgkit.consent.record import checked

    record = _record(choice)
    if choice.note:
        record = from_note(_text_of(choice.note), record)
    if choice.scan:
        record = from_paper(choice.scan, record)
    record = checked(record, day)
    with Store.open(choice.store, create=True) as store:
        store.add(record, day)
        seal = store.verify().seal
    print(f"Vastgelegd in {Path(choice.store).name}. Zegel: {seal}.")
    _tell(quality(record, day))


def _text_of(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        raise AvgkitError(f"De notitie {Path(name).name} is niet te lezen. Bewaar haar als tekst (UTF-8).") from None


def _tell(found: object) -> None:
    print(found.reason)
    for sentence in found.sentences:
        print(f"  - {sentence}")
    if found.advice:
        print(found.advice)


def _import(choice: Namespace, day: date) -> None:
    from avgkit.consent import Store
    from avgkit.consent.importing import from_file, keep
    from avgkit.course import count

    like, lists = _record(choice), read_lists(choice)
    found = [(file.name, from_file(file, like, day)) for file in lists.files]
    with Store.open(choice.store, create=True) as store:
        for name, imported in found:
            kept = keep(store, imported, day)
            print(
                f"{name}: {count(len(kept.records), 'toestemming', 'toestemmingen')} en "
                f"{count(len(kept.refusals), 'afmelding of bezwaar', 'afmeldingen of bezwaren')} vastgelegd."
            )
            for reason, number in kept.left_out.items():
                print(f"  {count(number, 'rij', 'rijen')} niet: {reason}.")
        _show_worths(store, day, _asked(choice))


def _refuse(choice: Namespace, day: date) -> None:
    from avgkit.consent import Refusal, Store
    from avgkit.consent.record import OBJECTION, WITHDRAWAL

    kind = WITHDRAWAL if choice.act == "withdraw" else OBJECTION
    told = {name: getattr(choice, name) for name in ("email", "phone", "sender", "channel", "purpose", "way")}
    with Store.open(choice.store, create=True) as store:
        store.refuse(Refusal(kind, choice.at or day.isoformat(), **told), day)
        seal = store.verify().seal
    what = "De intrekking" if kind == WITHDRAWAL else "Het bezwaar"
    scope = label("channel", choice.channel) if choice.channel else "alle kanalen"
    print(f"{what} is vastgelegd voor {scope}. Het telt meteen. Zegel: {seal}.")


def _asked(choice: Namespace) -> dict[str, str]:
    return {name: getattr(choice, name) for name in _SCOPE if getattr(choice, name, "")}


def _chosen(store: Store, choice: Namespace) -> list[ConsentRecord]:
    """Return the consents of the person that the options name, or all of them."""
    from avgkit.consent.record import clean_email, clean_phone

    values = [clean_email(choice.email), clean_phone(choice.phone)]
    return store.records(store.subjects_for(*values) if any(values) else None)


def _show(choice: Namespace, day: date) -> None:
    from avgkit.consent import Store, quality

    asked = _asked(choice)
    with Store.open(choice.store) as store:
        records = _chosen(store, choice)
        if choice.json:
            told = [(record, quality(record, day, **asked)) for record in records]
            rows = [{**asdict(r), "status": str(q.status), "missing": [m.id for m in q.missing]} for r, q in told]
            print(json.dumps(rows, ensure_ascii=False, indent=1))
        elif choice.email or choice.phone:
            if not records:
                raise AvgkitError("Van deze persoon is geen toestemming vastgelegd.")
            for record in records:
                given = record.given_at[:10] or "onbekende dag"
                print(f"{label('purpose', record.purpose)} per {label('channel', record.channel)}, gegeven: {given}")
                _tell(quality(record, day, **asked))
        else:
            _show_worths(store, day, asked)


def _show_worths(store: Store, day: date, asked: dict[str, str]) -> None:
    """Print how many consents are worth what, and what is missing most. No contact data."""
    from avgkit.consent import quality

    found = [quality(record, day, **asked) for record in store.records()]
    for status, number in Counter(str(one.status) for one in found).most_common():
        print(f"  {number} × {FACTS['consent'].labels[status]}")
    for sentence, number in Counter(text for one in found for text in one.sentences).most_common():
        print(f"  {number} × {sentence}")
    print(store.verify().sentence)


def _verify(choice: Namespace, day: date) -> None:
    from avgkit.consent import Store

    with Store.open(choice.store) as store:
        check = store.verify(choice.seal)
    if not check.sound:
        raise AvgkitError(check.sentence)
    print(check.sentence)
    print("Schrijf dit zegel op een andere plek op. Dan zie je later ook of er regels zijn weggehaald.")


def _export(choice: Namespace, day: date) -> None:
    from avgkit.consent import Store
    from avgkit.consent.jsonld import save_jsonld
    from avgkit.course import count

    with Store.open(choice.store) as store:
        if not (check := store.verify()).sound:
            raise AvgkitError(check.sentence)
        records = _chosen(store, choice)
    if not records:
        raise AvgkitError("Er is geen toestemming om te bewaren. Kijk met avgkit consent show wat er is.")
    path = save_jsonld(records, choice.output, day)
    print(
        f"{count(len(records), 'toestemming', 'toestemmingen')} bewaard in {path.name}. Er staan namen in: deel het niet zomaar."
    )
