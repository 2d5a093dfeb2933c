"""Mail rules on unsubscribing: there is a way, it works, can be seen, and takes no more steps than signing up (S05, S17)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from avgkit.duties.checks import phrases
from avgkit.duties.checks.findings import CheckRule, Place, Severity
from avgkit.duties.checks.mail import Mail
from avgkit.duties.checks.mail_links import Link, leaving

_REPLY = re.compile(r"\b(antwoord|reply|reageer|beantwoord|mail (ons|mij)|stuur (een|ons|mij) (e-?)?mail)", re.I)
_SLOW = re.compile(r"\bbrief\b|per post|schriftelijk|\bbel(len)?\b|telefonisch|\bbezoek|langs\b", re.I)


def part_of(mail: Mail) -> str:
    """Return the part of the mail in which a line is counted; empty for the file itself."""
    if not mail.is_message or mail.in_file:
        return ""
    return "HTML" if mail.page is not None else "tekst"


def place_of(mail: Mail, link: Link, what: str = "") -> Place:
    """Return the place of a link. Its address stays out: it often tells who got the mail."""
    return Place(link.line, "<a>", what or link.text[:60] or "deze link", part_of(mail))


def ways_out(mail: Mail) -> list[Link]:
    """Return the links with which a reader can unsubscribe, dead ones left out."""
    return [link for link in leaving(mail.links) if not link.is_dead]


def told_to(mail: Mail, pattern: re.Pattern[str]) -> str:
    """Return the words that tell to unsubscribe in this way, without a link: one sentence, or a question and its answer."""
    parts = phrases.sentences(mail.body)
    spans = [*parts, *(f"{first} {then}" for first, then in itertools.pairwise(parts) if first.strip().endswith("?"))]
    return next((span for span in spans if phrases.LEAVE.search(span) and pattern.search(span)), "")


def _no_way_out(mail: Mail) -> Iterator[Place]:
    if not leaving(mail.links) and not told_to(mail, _REPLY) and not told_to(mail, _SLOW):
        yield Place(None, "", "", part_of(mail))


def _dead(mail: Mail) -> Iterator[Place]:
    found = leaving(mail.links)
    if found and all(link.is_dead or (mail.is_message and link.is_filled_in_later) for link in found):
        yield place_of(mail, found[0])


def _concealed(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.concealed for link in found):
        yield place_of(mail, found[0])


def _login(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.wants_login for link in found):
        yield place_of(mail, found[0])


def _slow(mail: Mail) -> Iterator[Place]:
    if not leaving(mail.links) and not told_to(mail, _REPLY) and (said := told_to(mail, _SLOW)):
        yield Place(None, "", said[:120], part_of(mail))


def _by_mail(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.is_mailto for link in found):
        yield place_of(mail, found[0])
    elif not leaving(mail.links) and (said := told_to(mail, _REPLY)):
        yield Place(None, "", said[:120], part_of(mail))


def _preferences(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if found and all(link.is_preferences for link in found):
        yield place_of(mail, found[0])


def _halfway(mail: Mail) -> Iterator[Place]:
    found = ways_out(mail)
    if mail.page is not None and found and all(0.15 < link.place < 0.6 for link in found):
        yield place_of(mail, found[0])


RULES: tuple[CheckRule[Mail], ...] = (
    CheckRule(
        id="no_way_out",
        title="Kan een lezer zich afmelden?",
        severity=Severity.WRONG,
        articles="Tw art. 11.7 lid 4 en 7 (in 2018: lid 3 en 4); AVG art. 7 lid 3",
        sources=("TW26", "AVG"),
        facts_2018=("S05", "S17"),
        reason="Nergens in deze mail staat hoe een lezer zich afmeldt.",
        mend="Zet onderaan elke mail een link: “Meld je af”.",
        find=_no_way_out,
    ),
    CheckRule(
        id="dead_way_out",
        title="Gaat de link om af te melden ergens heen?",
        severity=Severity.WRONG,
        articles="Tw art. 11.7 lid 4 en 7 (in 2018: lid 3 en 4); AVG art. 7 lid 3",
        sources=("TW26", "AVG"),
        facts_2018=("S17",),
        reason="De link “{what}” gaat nergens heen. De lezer kan zich dus niet afmelden.",
        mend="Vul de link in. In een mailprogramma kies je daarvoor het vaste veld voor afmelden.",
        find=_dead,
    ),
    CheckRule(
        id="concealed_way_out",
        title="Is de link om af te melden goed te zien?",
        severity=Severity.WRONG,
        articles="AVG art. 7 lid 3 en art. 12 lid 1; Tw art. 11.7 lid 4 (in 2018: lid 3)",
        sources=("AVG", "TW26"),
        facts_2018=("S17",),
        reason="De link om af te melden is verborgen, heel klein, of heeft de kleur van de achtergrond.",
        mend="Maak de link even groot en even goed leesbaar als de rest van de tekst.",
        find=_concealed,
    ),
    CheckRule(
        id="login_to_leave",
        title="Moet iemand inloggen om zich af te melden?",
        severity=Severity.WRONG,
        articles="AVG art. 7 lid 3",
        sources=("AVG",),
        facts_2018=("S17",),
        reason="Om af te melden moet iemand inloggen. Aanmelden kon zonder, dus afmelden is moeilijker.",
        mend="Gebruik een link die meteen afmeldt, zonder wachtwoord.",
        find=_login,
    ),
    CheckRule(
        id="slow_way_out",
        title="Moet iemand bellen of schrijven om zich af te melden?",
        severity=Severity.WRONG,
        articles="AVG art. 7 lid 3; Tw art. 11.7 lid 4 (in 2018: lid 3)",
        sources=("AVG", "TW26"),
        facts_2018=("S17",),
        reason="Afmelden kan alleen zo: “{what}”. Dat is moeilijker dan aanmelden.",
        mend="Zet er een link bij die meteen afmeldt.",
        find=_slow,
    ),
    CheckRule(
        id="leave_by_mail",
        title="Kan afmelden alleen met een mail?",
        severity=Severity.RISK,
        articles="AVG art. 7 lid 3",
        sources=("AVG",),
        facts_2018=("S17",),
        reason="Wie zich wil afmelden, moet zelf een mail sturen. Dat zijn meer stappen dan één klik, en jij moet elke mail zien.",
        mend="Zet er een link bij die meteen afmeldt. Laat je het zo? Verwerk dan elke afmelding meteen.",
        find=_by_mail,
    ),
    CheckRule(
        id="preferences_to_leave",
        title="Moet iemand langs een pagina met voorkeuren?",
        severity=Severity.RISK,
        articles="AVG art. 7 lid 3",
        sources=("AVG",),
        facts_2018=("S17", "S19"),
        reason="We zien alleen de link “{what}”. Die gaat naar een pagina met keuzes. Daar moet iemand afmelden dan nog zoeken.",
        mend="Zet ernaast een aparte link: “Meld je af”.",
        find=_preferences,
    ),
    CheckRule(
        id="halfway_out",
        title="Staat de link om af te melden waar lezers zoeken?",
        severity=Severity.TIP,
        articles="AVG art. 12 lid 2",
        sources=("AVG",),
        facts_2018=("S17", "S19"),
        reason="De link om af te melden staat midden in de mail. Lezers zoeken onderaan.",
        mend="Zet de link (ook) onderaan.",
        find=_halfway,
    ),
)
