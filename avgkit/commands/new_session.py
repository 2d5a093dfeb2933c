"""``avgkit new-session``: fresh lessons for a participant, in a folder of their own."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction
from pathlib import Path


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "new-session",
        help="zet verse lessen in een map voor een deelnemer",
        description=(
            "Zet verse lessen, de voorbeelden en een lege map voor eigen lijsten klaar. "
            "Werk dat er al staat, blijft staan."
        ),
    )
    part.add_argument("folder", metavar="MAP", help="de map voor de deelnemer; die mag al bestaan")
    part.add_argument(
        "--beside",
        action="store_true",
        help="zet naast elke les die al is veranderd een verse kopie met een andere naam",
    )


def run(choice: Namespace) -> None:
    from avgkit.app.session import new_session
    from avgkit.base.dutch import count

    session = new_session(Path(choice.folder).expanduser(), beside=choice.beside)
    print(f"De map {choice.folder} staat klaar. Nieuw: {count(session.lessons, 'les', 'lessen')}.")
    if session.kept:
        names = ", ".join(path.as_posix() for path in session.kept)
        print(f"Dit stond er al, anders dan in de cursus, en is niet veranderd: {names}.")
        if not choice.beside:
            print("Wil je een verse kopie van die lessen ernaast? Gebruik --beside.")
    print(f"Openen: avgkit lab {choice.folder}")
