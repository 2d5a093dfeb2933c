"""``avgkit check-form``: what is wrong with a sign-up form, where, and how to mend it."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction

from avgkit.commands.arguments import add_day, add_pages, day_argument, show_reports

KINDS = ("signup", "request", "order")


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "check-form",
        help="kijk een aanmeldformulier na",
        description="Kijk na of een formulier om geldige toestemming vraagt: een bewaarde webpagina, of geplakte code.",
    )
    add_pages(part, "een bewaarde webpagina (HTML of .mhtml); met - lees je wat je plakt")
    part.add_argument(
        "--kind",
        choices=KINDS,
        metavar="SOORT",
        help=(
            "waar het formulier voor is, als avgkit dat niet goed ziet: "
            "signup (aanmelden), request (vraag) of order (bestelling)"
        ),
    )
    add_day(part)


def run(choice: Namespace) -> None:
    from avgkit.duties.checks.form_check import check_form
    from avgkit.duties.checks.forms import FormKind

    day, kind = day_argument(choice.as_of), FormKind(choice.kind) if choice.kind else None
    show_reports(choice, lambda source: check_form(source, day, kind))
