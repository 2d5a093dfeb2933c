"""How many questions does the interview take? Five ordinary lists of invented people, answered truthfully.

    python benchmarks/interview.py [seed]

Each person has true facts. A question is answered with the narrowest choice that is true of everybody in its group, and
else with “dat verschilt per persoon”. Printed per list: the questions to 50, 75 and 90 % of the cases, what is settled
at the end, who is left for the sheet, and that nobody who said no got a yes. Then the time of one ranking for 20,000
contacts and eight channels.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from avgkit.contacts import read
from avgkit.contacts.list_answers import ListAnswers
from avgkit.course.interview_steps import GroupQuestion, keep_reply, next_question, start_interview
from avgkit.law.facts import FACTS, UNKNOWN

DAY = date(2026, 11, 24)
MOST = 25
GOALS = (0.5, 0.75, 0.9)
CHANNELS = ("email", "phone", "whatsapp", "linkedin_message", "sms", "post", "fax", "automatic_call")
Truth = dict[str, dict[str, str]]
Row = Callable[[str, str], str]
FIRST = [
    "Anna",
    "Bram",
    "Cato",
    "Daan",
    "Eva",
    "Finn",
    "Gijs",
    "Hanna",
    "Iris",
    "Joris",
    "Kees",
    "Lotte",
    "Mees",
    "Noor",
    "Otto",
    "Puck",
    "Quint",
    "Roos",
    "Sem",
    "Tess",
]
LAST = [
    "Jansen",
    "Bos",
    "Visser",
    "Smit",
    "Mulder",
    "Dekker",
    "Vos",
    "Kok",
    "Prins",
    "Blom",
    "Kramer",
    "Schouten",
    "Postma",
    "Hoekstra",
    "Brouwer",
    "Veenstra",
]
FIRMS = ("BV", "bv", "B.V.", "Holding BV")


class Lists:
    """Files of invented people, and what is true of each."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.rng = folder, random.Random(seed)
        self.truth: Truth = {}
        self.paths: list[Path] = []
        self.known: list[tuple[str, str]] = []

    def person(self) -> tuple[str, str]:
        name = f"{self.rng.choice(FIRST)} {self.rng.choice(LAST)}"
        return name, f"{name.lower().replace(' ', '.')}{len(self.truth)}@example.org"

    def file(self, name: str, heading: str, size: int, row: Row, facts: dict, again: float = 0.0) -> None:
        """Write a file. ``facts``: fact -> value, or values with weights; ``again``: the share that is known by now."""
        lines = [heading]
        for _ in range(size):
            old = self.known and self.rng.random() < again
            who, mail = self.rng.choice(self.known) if old else self.person()
            if mail not in self.truth:
                self.truth[mail] = {"objection": "no", "consent": "none", "similar_product": "yes"}
                self.truth[mail] |= {fact: self._drawn(told) for fact, told in facts.items()}
                self.known.append((who, mail))
            lines.append(row(who, mail))
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.paths.append(path)

    def _drawn(self, told: str | dict[str, float]) -> str:
        return told if isinstance(told, str) else self.rng.choices([*told], [*told.values()])[0]

    def phone(self) -> str:
        return "0612345678" if self.rng.random() < 0 else f"06{self.rng.randrange(10_000_000, 99_999_999)}"


def coach(lists: Lists) -> None:
    """A newsletter without proof, customers with a day of the last invoice, cards of a fair, and connections."""
    people = {"consumer": 5, "sole_trader": 3, "partnership": 1}
    lists.file(
        "klanten.csv",
        "Naam,E-mail,Telefoon,Laatste factuur",
        70,
        lambda n, m: f"{n},{m},{lists.phone()},{lists.rng.randrange(2018, 2027)}-03-0{lists.rng.randrange(1, 9)}",
        {"recipient": people, "relation": "customer", "details_source": "own_sale", "opt_out_offered": "no"},
    )
    lists.file(
        "nieuwsbrief.csv",
        "E-mail,Naam",
        120,
        lambda n, m: f"{m},{n}",
        {
            "recipient": people,
            "relation": {"none": 4, "enquiry": 1},
            "details_source": "own_signup",
            "consent": {"unproven": 8, "none": 2},
            "opt_out_offered": "no",
        },
        again=0.1,
    )
    lists.file(
        "beurs 2024.csv",
        "Naam,E-mail,Telefoon",
        40,
        lambda n, m: f"{n},{m},{lists.phone()}",
        {
            "recipient": {"sole_trader": 1, "legal_person": 1},
            "relation": "none",
            "opt_out_offered": "no",
            "details_source": "given_personally",
        },
        again=0.1,
    )


def shop(lists: Lists) -> None:
    """One list of customers, all consumers, who could not refuse when they ordered."""
    lists.file(
        "bestellingen.csv",
        "Naam,E-mail,Telefoon,Ordernummer",
        180,
        lambda n, m: f"{n},{m},{lists.phone()},{lists.rng.randrange(9999)}",
        {
            "recipient": "consumer",
            "relation": {"customer": 3, "former_customer": 1},
            "details_source": "own_sale",
            "opt_out_offered": "no",
        },
    )


def adviser(lists: Lists) -> None:
    """Contacts at companies and without, connections, and leads from a bought list."""
    firm = lambda: f"{lists.rng.choice(LAST)} {lists.rng.choice(FIRMS)}" if lists.rng.random() < 0.6 else ""  # noqa: E731
    heading = "Naam,E-mail,Telefoon,Bedrijf"
    line = lambda n, m: f"{n},{m},{lists.phone()},{firm()}"  # noqa: E731
    business = {"legal_person": 4, "sole_trader": 1}
    lists.file(
        "opdrachtgevers.csv",
        heading,
        60,
        line,
        {
            "recipient": business,
            "relation": {"customer": 2, "former_customer": 1},
            "opt_out_offered": "no",
            "details_source": {"own_sale": 1, "given_personally": 2},
            "years_since_relation": "within_limit",
        },
    )
    lists.file(
        "netwerk.csv",
        heading,
        100,
        line,
        {
            "recipient": business,
            "relation": {"none": 2, "enquiry": 1, "connection": 2},
            "opt_out_offered": "no",
            "details_source": {"given_personally": 3, "published_otherwise": 1},
        },
        again=0.1,
    )
    lists.file(
        "leads gekocht.csv",
        heading,
        80,
        line,
        {"recipient": business, "relation": "none", "details_source": "third_party", "opt_out_offered": "no"},
    )


def trainer(lists: Lists) -> None:
    """People who came to a workshop, who fetched a download, and customers who could refuse."""
    lists.file(
        "deelnemers.csv",
        "Naam,E-mail,Telefoon,Status",
        70,
        lambda n, m: f"{n},{m},{lists.phone()},{'betaald' if lists.truth[m]['relation'] == 'customer' else 'gratis'}",
        {
            "recipient": {"sole_trader": 3, "consumer": 2},
            "relation": {"customer": 3, "enquiry": 2},
            "opt_out_offered": "no",
            "details_source": "own_signup",
        },
    )
    lists.file(
        "download e-book.csv",
        "Naam,E-mail,Opmerking",
        110,
        lambda n, m: f"{n},{m},{'wil niets meer' if lists.rng.random() < 0.04 else ''}",
        {
            "recipient": {"sole_trader": 3, "consumer": 2},
            "relation": "none",
            "details_source": "own_signup",
            "consent": {"bundled": 5, "none": 1},
            "opt_out_offered": "no",
        },
        again=0.08,
    )
    lists.file(
        "klanten.csv",
        "Naam,E-mail,Telefoon,Klantnummer",
        50,
        lambda n, m: f"{n},{m},{lists.phone()},{lists.rng.randrange(999)}",
        {
            "recipient": {"sole_trader": 2, "legal_person": 1},
            "relation": "customer",
            "details_source": "own_sale",
            "opt_out_offered": "yes",
        },
        again=0.1,
    )


def designer(lists: Lists) -> None:
    """Connections of LinkedIn, customers with a day of the last invoice, and a newsletter that people could leave."""
    mixed = {"legal_person": 3, "sole_trader": 2}
    lists.file(
        "Connections.csv",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        90,
        lambda n, m: (
            f"{n.replace(' ', ',')},https://www.linkedin.com/in/{m.partition('@')[0].replace('.', '-')},{m},"
            f"{lists.rng.choice(LAST)} {lists.rng.choice(FIRMS)},Eigenaar,0{lists.rng.randrange(1, 9)} Mar 2023"
        ),
        {"recipient": mixed, "relation": "connection", "details_source": "platform_export", "opt_out_offered": "no"},
    )
    lists.file(
        "klanten.csv",
        "Naam,E-mail,Telefoon,Bedrijf,Laatste factuur",
        40,
        lambda n, m: (
            f"{n},{m},{lists.phone()},{lists.rng.choice(LAST)} {lists.rng.choice(FIRMS)},"
            f"{lists.rng.randrange(2019, 2027)}-05-0{lists.rng.randrange(1, 9)}"
        ),
        {"recipient": mixed, "relation": "customer", "details_source": "own_sale", "opt_out_offered": "no"},
        again=0.15,
    )
    lists.file(
        "nieuwsbrief.csv",
        "E-mail,Naam,Afgemeld",
        80,
        lambda n, m: f"{m},{n},{'ja' if lists.rng.random() < 0.1 else ''}",
        {
            "recipient": {"consumer": 2, "sole_trader": 2, "legal_person": 1},
            "relation": {"none": 3, "enquiry": 2},
            "details_source": "own_signup",
            "consent": {"unproven": 3, "pre_ticked": 1},
            "opt_out_offered": "no",
        },
        again=0.1,
    )


def truthful(question: GroupQuestion, emails: list[str], truth: Truth) -> str:
    """Return the narrowest choice that is true of everybody in the group; else that it differs."""
    fact = FACTS[question.fact]
    real = {truth[emails[place]].get(question.fact, UNKNOWN) for place in question.places}
    fits = [
        one.value for one in question.choices if one.value != UNKNOWN and real <= {*fact.options(fact.parse(one.value))}
    ]
    return min(fits, key=lambda value: len(fact.options(fact.parse(value))), default=UNKNOWN)


def run(name: str, make: Callable[[Lists], None], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lists = Lists(Path(folder), seed)
        make(lists)
        found = read(lists.paths)
        told = ListAnswers()
        interview = start_interview(found, told, DAY)
        emails = interview.contacts["email"].tolist()
        start, reached = interview.settled, {}
        while (question := next_question(interview)) and len(told.asked) < MOST:
            value = truthful(question, emails, lists.truth)
            if "-v" in sys.argv:
                print(f"  {interview.settled:4.0%} {question.text} -> {value}")
            keep_reply(interview, question.id, value)
            interview = start_interview(found, told, DAY, before=interview)
            for goal in GOALS:
                if interview.settled >= goal:
                    reached.setdefault(goal, len(told.asked))
        goals = ", ".join(f"{goal:.0%}: {reached.get(goal, '-')}" for goal in GOALS)
        left, people = int(interview.open_people.sum()), len(interview.contacts)
        print(
            f"{name:8} {people:4} people, {start:.0%} at the start; questions to {goals}; {len(told.asked)} asked, "
            f"{interview.settled:.0%} settled, {left} ({left / people:.0%}) left for the sheet, "
            f"{int(interview.held.sum())} of them held"
        )


def ranking(size: int = 20_000) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lists = Lists(Path(folder), 1)
        coach_like = {"recipient": "consumer", "relation": "none", "details_source": "own_signup"}
        for number in range(8):
            lists.file(
                f"lijst {number}.csv",
                "Naam,E-mail,Telefoon,Bedrijf,Status",
                size // 8,
                lambda n, m: (
                    f"{n},{m},{lists.phone() if lists.rng.random() < 0.5 else ''},"
                    f"{'X BV' if lists.rng.random() < 0.3 else ''},{lists.rng.choice('abcd')}"
                ),
                coach_like,
            )
        found = read(lists.paths)
        told = ListAnswers()
        interview = start_interview(found, told, DAY, channels=CHANNELS)
        times = []
        for _ in range(4):
            now = start_interview(found, told, DAY, channels=CHANNELS, before=interview)
            start = time.perf_counter()
            question = next_question(now)
            times.append(time.perf_counter() - start)
            if question:
                keep_reply(now, question.id, question.choices[0].value)
        print(
            f"one ranking of {len(now.contacts)} contacts x {len(CHANNELS)} channels: "
            f"{', '.join(f'{taken:.3f}' for taken in times)} s (the first makes the cells)"
        )


if __name__ == "__main__":
    seeds = [int(word) for word in sys.argv[1:] if word.isdigit()] or [1]
    for seed in seeds:
        for make in (coach, shop, adviser, trainer, designer):
            run(make.__name__, make, seed)
    ranking()
