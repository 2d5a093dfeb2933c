"""What ``avgkit consent`` does: each act takes the choice and the day. It prints no contact data of a list."""

from __future__ import annotations

import json
from argparse import Namespace
from collections import Counter
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import save_receipt
from avgkit.commands.named_lists import read_lists
from avgkit.commands.receipts import output_path, receipt_of
from avgkit.law.facts import FACTS, Consent, label

if TYPE_CHECKING:
    from avgkit.duties.consent import ConsentRecord, Store
    from avgkit.duties.consent.quality import Quality

SCOPE = ("sender", "channel", "purpose")


def _record(choice: Namespace) -> ConsentRecord:
    """Return the consent that the options tell; without more said, for a newsletter by e-mail."""
    from avgkit.duties.consent import ConsentRecord

    told = {name: getattr(choice, name, "") for name in asdict(ConsentRecord())}
    told = {name: value for name, value in told.items() if value}
    return ConsentRecord(**{"channel": "email", "purpose": "newsletter"} | told)


def _add(choice: Namespace, day: date) -> None:
    from avgkit.duties.consent import Store, quality
    from avgkit.duties.consent.importing import from_note, from_paper
    from avgkit.duties.consent.record import checked

    record = _record(choice)
    if choice.note:
        record = from_note(_text_of(choice.note), record)
    if choice.scan:
        record = from_paper(choice.scan, record)
    record = checked(record, day)
    with Store.open_sound(choice.store, create=True) as store:
        store.add(record, day)
        seal = store.verify().seal
    print(f"Vastgelegd in {Path(choice.store).name}. Zegel: {seal}.")
    _tell(quality(record, day))


def _text_of(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        raise AvgkitError(f"De notitie {Path(name).name} is niet te lezen. Bewaar haar als tekst (UTF-8).") from None


def _tell(found: Quality) -> None:
    from avgkit.duties.consent.quality import unread

    print(found.reason)
    for sentence in found.sentences:
        print(f"  - {sentence}")
    for line in filter(None, (found.advice, unread(found.missing))):
        print(line)


def _import(choice: Namespace, day: date) -> None:
    from avgkit.base.dutch import count
    from avgkit.duties.consent import Store
    from avgkit.duties.consent.importing import Imported, from_file, keep_consents
    from avgkit.duties.consent.jsonld import load_jsonld
    from avgkit.duties.consent.quality import told_of_rows

    like = _record(choice)
    documents = [name for name in choice.lists if Path(name).suffix.lower() == ".jsonld"]
    found = [(Path(name).name, Imported(load_jsonld(name, day), [], {})) for name in documents]
    choice.lists = [name for name in choice.lists if name not in documents]
    files = read_lists(choice).files if choice.lists else ()
    found += [(file.name, from_file(file, like, day, one_form=choice.one_form)) for file in files]
    with Store.open_sound(choice.store, create=True) as store:
        for name, imported in found:
            kept = keep_consents(store, imported, day)
            print(
                f"{name}: {count(len(kept.records), 'toestemming', 'toestemmingen')} en "
                f"{count(len(kept.refusals), 'afmelding of bezwaar', 'afmeldingen of bezwaren')} vastgelegd."
            )
            for reason, number in kept.left_out.items():
                print(f"  {count(number, 'rij', 'rijen')} niet: {reason}.")
            if sentence := told_of_rows(kept.proven):
                print(f"  {sentence}")
        _show_worths(store, day, _asked(choice))


def _refuse(choice: Namespace, day: date) -> None:
    from avgkit.duties.consent import Refusal, Store
    from avgkit.duties.consent.record import OBJECTION, WITHDRAWAL, clean_time

    kind = WITHDRAWAL if choice.act == "withdraw" else OBJECTION
    told = {name: getattr(choice, name) for name in ("email", "phone", "sender", "channel", "purpose", "way")}
    with Store.open_sound(choice.store, create=True) as store:
        refusal = store.refuse(Refusal(kind, choice.at or day.isoformat(), **told), day)
        seal = store.verify().seal
    what = "De intrekking" if kind == WITHDRAWAL else "Het bezwaar"
    scope = label("channel", choice.channel) if choice.channel else "alle kanalen"
    ahead = " Die dag moet nog komen; daarom telt het vanaf vandaag." if refusal.at != clean_time(choice.at) else ""
    print(f"{what} is vastgelegd voor {scope}. Het telt meteen.{ahead if choice.at else ''} Zegel: {seal}.")


def _asked(choice: Namespace) -> dict[str, Any]:
    return {name: getattr(choice, name) for name in SCOPE if getattr(choice, name, "")}


def _chosen(store: Store, choice: Namespace) -> list[ConsentRecord]:
    """Return the consents of the person that the options name, or all of them."""
    from avgkit.duties.consent.record import record_email, record_phone

    values = [record_email(choice.email), record_phone(choice.phone)]
    return store.records(store.subjects_for(*values) if any(values) else None)


def _show(choice: Namespace, day: date) -> None:
    from avgkit.duties.consent import Store, quality

    asked = _asked(choice)
    with Store.open_sound(choice.store) as store:
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


def _show_worths(store: Store, day: date, asked: dict[str, Any]) -> None:
    """Print how many consents are worth what, and what is missing most. No contact data."""
    from avgkit.duties.consent import quality

    found = [quality(record, day, **asked) for record in store.records()]
    for status, number in Counter(str(one.status) for one in found).most_common():
        # what is not whole here may be proven by the list that it came from
        whole = status != Consent.UNPROVEN
        print(f"  {number} × {FACTS['consent'].labels[status] if whole else 'hier is het bewijs nog niet compleet'}")
    for sentence, number in Counter(text for one in found for text in one.sentences).most_common():
        print(f"  {number} × {sentence}")
    print(store.verify().sentence)


def _verify(choice: Namespace, day: date) -> None:
    from avgkit.duties.consent import Store

    with Store.open(choice.store) as store:
        check = store.verify(choice.seal)
    if not check.sound:
        raise AvgkitError(check.sentence)
    print(check.sentence)
    print("Schrijf dit zegel op een andere plek op. Dan zie je later ook of er regels zijn weggehaald.")


def _export(choice: Namespace, day: date) -> None:
    from avgkit.base.dutch import count
    from avgkit.duties.consent import Store
    from avgkit.duties.consent.jsonld import save_jsonld

    with Store.open_sound(choice.store) as store:
        records = _chosen(store, choice)
    if not records:
        raise AvgkitError("Er is geen toestemming om te bewaren. Kijk met avgkit consent show wat er is.")
    path = save_jsonld(records, output_path(choice), day)
    save_receipt(path, receipt_of(choice, "consent export", day).as_json())
    print(
        f"{count(len(records), 'toestemming', 'toestemmingen')} bewaard in {path.name}. Er staan namen in: "
        "deel het niet zomaar."
    )


ACTS = {
    "add": _add,
    "import": _import,
    "withdraw": _refuse,
    "object": _refuse,
    "show": _show,
    "verify": _verify,
    "export": _export,
}
