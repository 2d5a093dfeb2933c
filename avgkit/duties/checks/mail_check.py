"""The check of a newsletter: from an .eml, or its HTML alone, to a report."""

from __future__ import annotations

from datetime import date

from avgkit.duties.checks import mail_content, mail_headers, mail_leave, mail_sender, phrases
from avgkit.duties.checks.findings import Report, apply, by_place, rules_of
from avgkit.duties.checks.mail import Mail, read_mail
from avgkit.duties.checks.mail_content import pixels
from avgkit.duties.checks.mail_leave import ways_out
from avgkit.duties.checks.mail_sender import ways_to_reach
from avgkit.duties.checks.source import CheckSource

BODY_TESTS = {**mail_leave.TESTS, **mail_sender.TESTS, **mail_content.TESTS}
BODY_RULES = rules_of("duties/checks/mail.toml", "body", BODY_TESTS)
MAIL_RULES = (*BODY_RULES, *rules_of("duties/checks/mail.toml", "head", mail_headers.TESTS))
_SERVICE = phrases.says("service")


def check_mail(source: CheckSource, as_of: date) -> Report:
    """Check a newsletter by the rules in force on this day.

    Raises AvgkitError with one Dutch sentence for what cannot be read.
    """
    mail = read_mail(source)
    notices = list(mail.notices)
    if _SERVICE.search(mail.subject):
        notices.append(
            "Gaat deze mail over een opdracht, afspraak of factuur, zonder reclame? Dan gelden deze regels niet."
        )
    rules = MAIL_RULES if mail.is_message else BODY_RULES
    findings = by_place(apply(rules, mail, as_of))
    looked = tuple(rule.title for rule in rules if rule.holds_on(as_of))
    return Report(source.name, findings, tuple(_seen(mail)), looked, tuple(notices))


def _seen(mail: Mail) -> list[tuple[str, str]]:
    found = ways_out(mail)
    reach = ways_to_reach(mail)
    rows = [
        ("afmelden", f"{_how(found)}, {_where(found)}" if found else "we zien geen link"),
        ("bereikbaar via", ", ".join(reach) if reach else "we zien niets"),
        ("volgplaatjes", str(sum(1 for _ in pixels(mail)))),
    ]
    if mail.is_message:
        header = "list-unsubscribe" in mail.headers
        rows += [
            ("knop om af te melden in de mailbox", "ja (List-Unsubscribe)" if header else "nee"),
            ("versie met alleen tekst", "ja" if mail.text.strip() else "nee"),
            ("bijlagen", str(mail.attachments)),
        ]
    return rows


def _how(found: list) -> str:
    if all(link.is_mailto for link in found):
        return "met een mail"
    return "via een pagina met keuzes" if all(link.is_preferences for link in found) else "met een link"


def _where(found: list) -> str:
    last = max(link.place for link in found)
    return "onderaan" if last >= 0.6 else "bovenaan" if last <= 0.15 else "in het midden"
