"""``avgkit check-mail``: what is wrong with a newsletter, where, and how to mend it."""

from __future__ import annotations

from argparse import Namespace, _SubParsersAction

from avgkit.commands.arguments import add_day, add_pages, day_argument, show_reports


def add(parts: _SubParsersAction) -> None:
    part = parts.add_parser(
        "check-mail",
        help="kijk een nieuwsbrief na",
        description=(
            "Kijk na of een nieuwsbrief zegt wie hem stuurt en hoe een lezer zich afmeldt: een .eml, of alleen de HTML."
        ),
    )
    add_pages(part, "een mail (.eml) of de HTML van een nieuwsbrief; met - lees je wat je plakt")
    add_day(part)


def run(choice: Namespace) -> None:
    from avgkit.duties.checks.mail_check import check_mail

    day = day_argument(choice.as_of)
    show_reports(choice, lambda source: check_mail(source, day))
