"""``avgkit rights``: access, rectification and erasure for a data subject, and the log of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _SubParsersAction
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.errors import AvgkitError
from avgkit.base.own_work import save_receipt
from avgkit.commands.arguments import add_day, day_argument
from avgkit.commands.receipts import add_output, output_path, receipt_of

if TYPE_CHECKING:
    from avgkit.duties.rights import ErasureOutcome
    from avgkit.duties.rights.request_form import RequestForm

_STORE = "toestemming.sqlite"


def add(parts: _SubParsersAction) -> None:
    text = "geef iemand inzage, verbeter of wis gegevens"
    part = parts.add_parser("rights", help=text, description=f"{text.capitalize()}.")
    acts = part.add_subparsers(title="wat je wilt doen", dest="act", metavar="WAT", required=True)
    for name, (help_, words) in _ACTS.items():
        act = acts.add_parser(name, help=help_, description=f"{help_.capitalize()}.")
        act.add_argument("--store", metavar="BEWIJS", help=f"je bewijs; anders data/eigen/{_STORE}")
        words(act)
        add_day(act)


def _person_words(part: ArgumentParser) -> None:
    part.add_argument("lists", nargs="*", metavar="LIJST", help="waar je zoekt; anders alles in data/eigen")
    for name, help_ in (("email", "het e-mailadres"), ("phone", "het telefoonnummer"), ("name", "de naam")):
        part.add_argument(f"--{name}", default="", metavar="TEKST", help=help_)
    part.add_argument("--choose", type=int, metavar="NUMMER", help="wie, als er meer personen bij passen")
    part.add_argument("--asked", metavar="DAG", help="de dag waarop iemand dit vroeg (anders vandaag)")


def _access_words(part: ArgumentParser) -> None:
    _person_words(part)
    add_output(part, "het bestand: .html, .md, .docx of .json", required=True)


def _rectify_words(part: ArgumentParser) -> None:
    _person_words(part)
    for name, help_ in (
        ("email", "het nieuwe e-mailadres"),
        ("phone", "het nieuwe nummer"),
        ("name", "de nieuwe naam"),
    ):
        part.add_argument(f"--new-{name}", default="", metavar="TEKST", help=help_)
    _sure(part)


def _erase_words(part: ArgumentParser) -> None:
    _person_words(part)
    part.add_argument("--without-proof", action="store_true", help="wis ook het bewijs zonder naam")
    _sure(part)


def _sure(part: ArgumentParser) -> None:
    part.add_argument("--yes", action="store_true", help="doe het echt; zonder dit zie je alleen wat er zou gebeuren")


_ACTS = {
    "access": ("laat zien wat je van iemand hebt, als bestand voor die persoon", _access_words),
    "rectify": ("verbeter een naam, adres of nummer", _rectify_words),
    "erase": ("wis iemand uit je lijsten en je bewijs", _erase_words),
    "log": ("toon de verzoeken die je kreeg", lambda part: None),
}


def run(choice: Namespace) -> None:
    day = day_argument(choice.as_of)
    if choice.act == "log":
        _log(choice)
        return
    from avgkit.duties.rights import Query, access_deadline
    from avgkit.duties.rights.request_form import RequestForm

    query = Query.of(choice.email, choice.phone, choice.name)
    desk = RequestForm(_files(choice), _store(choice), today=day)
    desk.asked = day_argument(choice.asked) if choice.asked else day
    if len(people := desk.look(query)) > 1 and choice.choose is None:
        for number, person in enumerate(people, 1):
            print(f"{number}. {person.masked}")
    desk.choose(choice.choose)
    _where(desk)
    print(access_deadline(desk.asked, day))
    {"access": _access, "rectify": _rectify, "erase": _erase}[choice.act](choice, desk)


def _store(choice: Namespace) -> Path:
    from avgkit.base.places import project_folder

    return Path(choice.store) if choice.store else project_folder() / "data" / "eigen" / _STORE


def _files(choice: Namespace) -> list[Path]:
    from avgkit.base.places import project_folder
    from avgkit.duties.rights import files_in

    files = [Path(name) for name in choice.lists]
    missing = next((path.name for path in files if not path.is_file()), None)
    if missing:
        raise AvgkitError(f"{missing} is er niet; kijk of de naam en de map kloppen.")
    return files or files_in(project_folder() / "data" / "eigen")


def _where(desk: RequestForm) -> None:
    for place in desk.person.places:
        print(f"Gevonden in {place.where}.")
    if desk.person.entries:
        print(f"In je bewijs: {len(desk.person.entries)} × toestemming, intrekking of bezwaar.")
    for name, why in desk.searched.unread:
        print(f"Niet doorzocht: {name}. {why}")


def _access(choice: Namespace, desk: RequestForm) -> None:
    path = desk.access(output_path(choice))
    save_receipt(path, receipt_of(choice, "rights access", desk.today).as_json())
    print(f"Bewaard in {path.name}. Lees het na, vul het aan en stuur het alleen aan deze persoon.")
    print("Weet je niet zeker wie dit vraagt? Vraag dan om iets dat dat laat zien (AVG artikel 12 lid 6).")
    if desk.person.mentions:
        places = "; ".join(place.where for place in desk.person.mentions)
        print(f"Ook bij gegevens van anderen: {places}. Dat staat niet in het bestand (AVG artikel 15 lid 4).")


def _rectify(choice: Namespace, desk: RequestForm) -> None:
    if not choice.yes:
        print("Er is nog niets veranderd. Klopt dit? Geef dan ook --yes.")
        return
    _tell(desk.rectify(name=choice.new_name, email=choice.new_email, phone=choice.new_phone))


def _erase(choice: Namespace, desk: RequestForm) -> None:
    if not choice.yes:
        print("Er is nog niets gewist. Klopt dit? Geef dan ook --yes. Wissen kun je niet terugdraaien.")
        return
    _tell(desk.erase(sure=True, keep_proof=not choice.without_proof))


def _tell(outcome: ErasureOutcome) -> None:
    for title, lines in (
        ("Gedaan", outcome.done),
        ("Dit moet je zelf nog doen", outcome.by_hand),
        ("Dit bewaar je, en waarom", outcome.kept),
    ):
        if lines:
            print(f"{title}:", *(f"  - {line}" for line in lines), sep="\n")
    print("Laat de persoon weten wat je deed. Gaf je gegevens door aan een ander? Vertel het die ook (AVG artikel 19).")


def _log(choice: Namespace) -> None:
    from avgkit.duties.consent import Store

    kinds = {"access": "inzage", "rectification": "verbetering", "erasure": "wissing"}
    with Store.open(_store(choice)) as store:
        requests, check = store.requests(), store.verify()
    for one in requests:
        late = " Dat was te laat." if one.done > one.due else ""
        print(
            f"{kinds[one.kind]}: gevraagd {one.asked}, klaar {one.done}, uiterlijk {one.due}.{late} "
            f"Bestanden: {one.files}, rijen: {one.rows}, met de hand: {one.by_hand}."
        )
    print(check.sentence if requests else "Er zijn nog geen verzoeken vastgelegd.")
    if not check.sound:
        raise AvgkitError(check.sentence)
