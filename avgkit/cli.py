"""The command ``avgkit``. Each part is a module of ``avgkit.commands``; a mistake gives one Dutch sentence."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from avgkit import __version__
from avgkit.base.errors import AvgkitError
from avgkit.base.files import disk_is_full
from avgkit.commands import (
    answer_rights,
    check_form,
    check_mail,
    classify,
    compare_lists,
    decide,
    export,
    hold_interview,
    keep_consent,
    list_formats,
    make_documents,
    make_plan,
    make_sheet,
    new_session,
    open_lab,
    read,
    tell_claims,
)
from avgkit.commands.arguments import Parser
from avgkit.commands.named_lists import lists_first
from avgkit.commands.terminal import Harmless, harmless_text

COMMANDS = {
    "lab": open_lab,
    "new-session": new_session,
    "classify": classify,
    "claims": tell_claims,
    "check-form": check_form,
    "check-mail": check_mail,
    "compare": compare_lists,
    "consent": keep_consent,
    "decide": decide,
    "documents": make_documents,
    "formats": list_formats,
    "read": read,
    "interview": hold_interview,
    "sheet": make_sheet,
    "plan": make_plan,
    "export": export,
    "rights": answer_rights,
}
"""The parts by name, in the order of the help."""
TAKE_LISTS = ("classify", "plan", "export", "interview", "sheet")
"""The parts whose lists may also stand behind values of an option."""


def parser() -> ArgumentParser:
    """Return the parser of the whole command."""
    top = Parser(
        prog="avgkit",
        description="Wie mag je benaderen, hoe, waarvoor, en wat moet je nog doen? Geen juridisch advies.",
    )
    top.add_argument("--version", action="version", version=f"avgkit {__version__}", help="toon de versie")
    parts = top.add_subparsers(title="onderdelen", dest="part", metavar="ONDERDEEL", required=True)
    for command in COMMANDS.values():
        command.add(parts)
    return top


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; return the exit code: 0, or 2 after one Dutch sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if words is None else words)
    try:
        choice = parser().parse_args(lists_first(words) if words[:1] and words[0] in TAKE_LISTS else words)
        with contextlib.redirect_stdout(Harmless(sys.stdout or open(os.devnull, "w"))):
            code = COMMANDS[choice.part].run(choice) or 0
            sys.stdout.flush()
            return code
    except AvgkitError as error:
        print(harmless_text(str(error)), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Gestopt. Er is niets half bewaard.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        _write_no_more()
        return 0
    except OSError as error:
        _write_no_more()
        why = "er is geen ruimte" if disk_is_full(error) else "die plaats neemt niets aan"
        print(f"Wat er staat is niet compleet: {why}. Laat avgkit ergens anders schrijven.", file=sys.stderr)
        return 2
    except Exception:
        if os.environ.get("AVGKIT_DEBUG"):
            raise
        print(
            (
                "Er ging iets mis dat wij niet hadden voorzien. "
                "Start opnieuw met AVGKIT_DEBUG=1 en meld ons de laatste regel."
            ),
            file=sys.stderr,
        )
        return 1


def _write_no_more() -> None:
    """Let what still waits for standard output go nowhere, so that Python does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
