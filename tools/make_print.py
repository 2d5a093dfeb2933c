"""What a trainer prints: docs/handout.html (one sheet, two sides) and docs/zelftest.html (thirty questions).

Verdicts come from the rules and questions from the self-test, so that paper says what the course says. Written by
``python tools/generate.py``; a test holds the files against this.
"""

from __future__ import annotations

from html import escape

from avgkit.base.dutch import dutch_day
from avgkit.base.places import COURSE_DAY
from avgkit.course.exercises import QUESTIONS
from avgkit.law.decision import decide
from avgkit.law.facts import VERDICT_LABELS
from avgkit.law.rules import wording

MARKS = {"allowed": "✓", "conditional": "±", "not_allowed": "✗", "depends": "?"}
SHORT = {**VERDICT_LABELS, "conditional": "onder voorwaarden"}
STYLE = """
@page { size: A4; margin: 12mm 14mm; }
* { box-sizing: border-box; }
body { font-family: "Liberation Sans", Arial, sans-serif; font-size: 10.5pt; line-height: 1.4; color: #222; \
margin: 0 auto; max-width: 180mm; }
h1 { font-size: 17pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 4mm 0 1mm; }
p, ul, ol, table { margin: 0 0 2mm; }
ul { padding-left: 5mm; }
ol { padding-left: 8mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.3mm solid #777; padding: 1.2mm 1.6mm; text-align: left; vertical-align: top; }
thead th { background: #eee; }
.allowed, .conditional { background: #e6f4ee; }
.not_allowed { background: #fff; }
.columns { columns: 2; column-gap: 8mm; }
.columns section { break-inside: avoid; }
.new { break-before: page; }
.test { font-size: 9.5pt; }
li.question { break-inside: avoid; margin-bottom: 2mm; }
li.question ol { list-style: none; padding-left: 0; }
.small { font-size: 9pt; }
.line { border-bottom: 0.3mm solid #777; height: 9mm; }
"""
SOLD = {"details_source": "own_sale", "similar_product": "yes", "opt_out_offered": "yes"}
KNOWN = {
    "consent": "none",
    "objection": "no",
    "register": "not_listed",
    "sender": "ordinary",
    "years_since_relation": "1",
}
PEOPLE = (
    ("Gaf toestemming, met bewijs", {"relation": "none", "details_source": "own_signup", "consent": "valid"}),
    ("Klant: adres bij een verkoop gekregen, aanbod lijkt erop, kon zich afmelden", {"relation": "customer", **SOLD}),
    ("Vroeg alleen iets", {"relation": "enquiry", "details_source": "given_personally"}),
    ("Connectie op LinkedIn", {"relation": "connection", "details_source": "platform_export"}),
    ("Adres van een contactpagina", {"relation": "none", "details_source": "published_otherwise"}),
    ("Adres dat er staat om aanbiedingen te krijgen", {"relation": "none", "details_source": "published_for_offers"}),
    ("Gekocht of van een ander gekregen", {"relation": "none", "details_source": "third_party"}),
    ("Maakte bezwaar of meldde zich af", {"relation": "customer", **SOLD, "objection": "yes"}),
)
WAYS = (
    ("e-mail, sms, WhatsApp", {"channel": "email", "recipient": "sole_trader"}),
    ("bellen: consument, zzp’er, vof", {"channel": "phone", "recipient": "sole_trader"}),
    ("bellen: bv, nv, stichting", {"channel": "phone", "recipient": "legal_person"}),
    ("post met een naam", {"channel": "post", "recipient": "sole_trader"}),
    ("LinkedIn-bericht", {"channel": "linkedin_message", "recipient": "sole_trader"}),
)
DATES = (
    ("25 mei 2018", "De AVG geldt, ook voor zzp’ers."),
    ("1 juli 2021", "Mensen bellen mag alleen met toestemming vooraf. Klanten bellen mag dan nog."),
    (
        "4 oktober 2024",
        "Het Europese Hof: ook een commercieel belang kan een gerechtvaardigd belang zijn. Dat telt voor post.",
    ),
    ("1 juli 2026", "Ook klanten bellen mag alleen met toestemming vooraf."),
)
QUESTIONS_FIRST = (
    "Heeft deze persoon bezwaar gemaakt of zich afgemeld? Dan stop je.",
    "Is het reclame, of een bericht over een lopende opdracht? Een factuur of afspraak mag altijd.",
    "Heb je toestemming, voor dit doel en dit kanaal? Kun je dat bewijzen?",
    "Is het een klant, en past de uitzondering voor klanten?",
    "Weet je het niet? Zoek het eerst uit. “Weet ik niet” is nooit “ja”.",
)
PROOF = (
    "wie, en welk adres of nummer",
    "wanneer en waar",
    "waarvoor en voor welk kanaal",
    "welke tekst erbij stond",
    "hoe: een vakje, een gesprek, een formulier op papier",
)
ONCE = (
    "een privacyverklaring, met een link onder je formulier en je mails",
    "een verwerkersovereenkomst met je mailprogramma en je virtuele assistent",
    "een verwerkingsregister: wat je met gegevens doet en hoelang je ze bewaart",
    "een lijst van afmeldingen, die je bij elke verzending gebruikt",
    "een plan voor een datalek: wie je belt en wat je noteert",
)


def page(title: str, body: str, kind: str) -> str:
    """Return a page that prints on A4."""
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<style>{STYLE}</style>\n</head>\n<body class="{kind}">\n{body}\n</body>\n</html>\n'
    )


def listed(items: tuple[str, ...], tag: str = "ul") -> str:
    return f"<{tag}>" + "".join(f"<li>{escape(item)}</li>" for item in items) + f"</{tag}>"


def verdicts() -> str:
    """Return the table of who may be sent an offer, by which way, on the day of the course."""
    head = "".join(f'<th scope="col">{escape(way)}</th>' for way, _ in WAYS)
    rows = []
    for name, facts in PEOPLE:
        cells = []
        for _, way in WAYS:
            case = KNOWN | {"similar_product": "no", "opt_out_offered": "no"} | facts | way
            found = decide(case.pop("channel"), "offer", as_of=COURSE_DAY, **case)
            doubt = "*" if found.contested else ""
            cells.append(f'<td class="{found.verdict}">{MARKS[found.verdict]} {SHORT[found.verdict]}{doubt}</td>')
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{"".join(cells)}</tr>')
    return f'<table><thead><tr><th scope="col">Wie</th>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def handout() -> str:
    """Return the sheet for learners: what may be done on one side, what to do on the other."""
    dates = "".join(f"<tr><th scope='row'>{day}</th><td>{escape(what)}</td></tr>" for day, what in DATES)
    front = (
        "<h1>Wie mag je een aanbieding sturen?</h1>\n"
        f"<p>Dit geldt op {dutch_day(COURSE_DAY)} voor een gewone aanbieding. ✓ mag. ± mag onder voorwaarden. "
        "✗ mag niet. "
        "* hierover is discussie; wij kiezen de veilige kant.</p>\n"
        f"{verdicts()}\n"
        "<p>Een openbaar bericht met een link om je aan te melden mag altijd. "
        "Een antwoord op een vraag en een bericht over een "
        "lopende opdracht mogen ook.</p>\n"
        f"<h2>Eerst vijf vragen</h2>\n{listed(QUESTIONS_FIRST, 'ol')}\n"
        f"<h2>Wat er veranderde</h2>\n<table><tbody>{dates}</tbody></table>\n"
    )
    parts = (
        ("In elk digitaal bericht", wording("message_duties")),
        ("In elk gesprek", wording("call_duties")),
        ("Bij post", wording("post_duties")),
        ("Bewaar als bewijs van toestemming", PROOF),
        ("Regel dit één keer", ONCE),
        (
            "Als iemand zegt: stop",
            (
                "Stop meteen, op elk kanaal waar het over gaat.",
                "Zet de persoon op je lijst van afmeldingen.",
                "Bevestig het kort. Stuur geen nieuw aanbod mee.",
            ),
        ),
    )
    back = "".join(f"<section><h2>{name}</h2>{listed(items)}</section>" for name, items in parts)
    where = (
        "<h2>Meer weten</h2><p>De AP (autoriteitpersoonsgegevens.nl) let op de AVG. "
        "De ACM (acm.nl en consuwijzer.nl) let op reclame "
        "via mail, app en telefoon. Voor post kijk je bij postfilter.nl. "
        "De regels staan in artikel 11.7 van de Telecommunicatiewet en in "
        "artikel 4, 6, 7, 13, 14, 21, 28 en 30 van de AVG.</p>"
        "<p><em>Dit is uitleg, geen juridisch advies. "
        "De artikelen van de AVG zijn nog niet opnieuw naast de officiële tekst gelegd.</em></p>"
    )
    own = "<h2>Mijn eerste drie stappen</h2>" + '<div class="line"></div>' * 3
    body = f'{front}<div class="new"><h1>Zo doe je het</h1>\n<div class="columns">{back}</div>\n{own}{where}</div>'
    return page("avgkit: wie mag je benaderen?", body, "sheet")


def self_test() -> str:
    """Return the questions on paper, with the answers on pages of their own."""
    asked, answered = [], []
    for question in QUESTIONS:
        options = "".join(f"<li>☐ {letter}. {escape(text)}</li>" for letter, text in question.options.items())
        asked.append(f'<li class="question">{escape(question.question)}<ol>{options}</ol></li>')
        wrong = " ".join(f"{letter}: {text}" for letter, text in question.feedback.items() if letter != question.answer)
        answered.append(
            f"<li><strong>{question.answer}.</strong> {escape(question.feedback[question.answer])} "
            f'<span class="small">Niet {escape(wrong)} ({escape(question.article)}; '
            f"{', '.join(question.facts)})</span></li>"
        )
    body = (
        f"<h1>Zelftest: {len(QUESTIONS)} vragen</h1>\n"
        "<p>Kruis bij elke vraag één antwoord aan. De antwoorden staan achteraan. "
        f"De vragen gaan over de wet van {dutch_day(COURSE_DAY)}. Je krijgt geen certificaat: "
        "het gaat om wat je onthoudt.</p>\n"
        f'<ol>{"".join(asked)}</ol>\n<div class="new"><h1>Antwoorden</h1>\n<ol>{"".join(answered)}</ol>\n'
        "<p><em>Dit is uitleg, geen juridisch advies.</em></p></div>"
    )
    return page("avgkit: zelftest", body, "test")
