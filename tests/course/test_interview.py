"""The interview: what it asks, that no answer lets a no through, and that the order of answers makes no difference."""

from __future__ import annotations

import json
import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avgkit.base.errors import AvgkitError
from avgkit.cli import main
from avgkit.contacts import ContactList, read_bytes
from avgkit.contacts.list_answers import ListAnswers
from avgkit.contacts.list_channels import reached_by
from avgkit.contacts.told_contacts import with_answers
from avgkit.course.interview_questions import EVIDENCE, FORMS
from avgkit.course.interview_steps import (
    ending,
    keep_reply,
    next_question,
    progress_sentence,
    question_of,
    start_interview,
    take_back,
)
from avgkit.law.classification import classify
from avgkit.law.facts import FACTS, UNKNOWN, is_set

DAY = date(2026, 11, 24)
NOES = ("wil geen mail meer", "boos op ons", "afgemeld op 3 mei", "bel niet meer")


def invented(seed, size=40, files=2):
    """Return lists with customers, companies, remarks that say no, and people who stand in both files."""
    rng = random.Random(seed)
    readings = []
    for number in range(files):
        lines = ["Naam,E-mail,Telefoon,Bedrijf,Laatste factuur,Opmerking,Afgemeld"]
        for row in range(size):
            who = row if rng.random() < 0.2 else row + number * size
            lines.append(
                f"Persoon {who},p{who}@example.org,{f'06{12345678 + who}' if rng.random() < 0.5 else ''},"
                f"{f'Firma {who} BV' if rng.random() < 0.3 else ''},"
                f"{f'{rng.randrange(2017, 2027)}-02-01' if number == 0 and rng.random() < 0.4 else ''},"
                f"{rng.choice(NOES) if rng.random() < 0.1 else ''},{'ja' if rng.random() < 0.05 else ''}"
            )
        readings.append(read_bytes("\n".join(lines).encode(), f"lijst {number}.csv"))
    return ContactList(readings)


def steps(found, told, pick, most=60):
    """Answer until nothing is left; ``pick`` gets a question and returns a value. Return the questions."""
    interview, asked = start_interview(found, told, DAY), []
    while (question := next_question(interview)) and len(asked) < most:
        asked.append(question)
        keep_reply(interview, question.id, pick(question))
        interview = start_interview(found, told, DAY, before=interview)
    return asked, interview


def verdicts(found, told, **chosen):
    return classify(with_answers(found.contacts, told.statements), as_of=DAY, **chosen)


def test_the_questions_are_sound_data():
    for form in FORMS:
        values = [choice.value for choice in form.choices]
        assert len(set(values)) == len(values)
        assert all(0 < chance <= 1 for chance in form.groups.values())
        assert "{group}" in form.text
    assert {one.fact for one in EVIDENCE} <= {form.fact for form in FORMS}
    for one in EVIDENCE:
        choices = {choice.value for form in FORMS if form.fact == one.fact for choice in form.choices}
        assert one.likely <= choices


@pytest.mark.parametrize("seed", range(3))
def test_a_careless_learner_lets_no_no_through(seed):
    found, told = invented(seed), ListAnswers()
    before = verdicts(found, told, channels=["email", "phone"], purposes=["newsletter", "offer"])
    refused = before["verdict"].eq("not_allowed").to_numpy()
    held = start_interview(found, told, DAY).held
    assert held.any()
    best = {"customer", "own_sale", "yes", "no", "legal_person", "published_for_offers", "within_limit"}
    for pick in (
        lambda question: question.choices[0].value,
        lambda question: next((one.value for one in question.choices if one.value in best), question.choices[0].value),
    ):
        told = ListAnswers()
        asked, _ = steps(found, told, pick)
        assert asked
        after = verdicts(found, told, channels=["email", "phone"], purposes=["newsletter", "offer"])
        assert set(after["verdict"][refused]) == {"not_allowed"}
        ids = set(found.contacts["contact_id"][held])
        mail = after[after["contact_id"].isin(ids) & after["channel"].eq("email")]
        assert not mail["verdict"].isin(["allowed", "conditional"]).any()
        for question in asked:
            assert not held[question.places].any()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_no_question_comes_twice_and_the_interview_ends(seed):
    rng = random.Random(seed)
    found, told = invented(seed % 7, size=25), ListAnswers()
    asked, last = steps(found, told, lambda question: rng.choice(question.choices).value)
    assert next_question(last) is None
    assert len({question.id for question in asked}) == len(asked)
    about = [(question.fact, question.before, tuple(question.places)) for question in asked]
    assert len(set(about)) == len(about)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_the_order_of_two_answers_makes_no_difference(seed):
    rng = random.Random(seed)
    found = invented(seed % 5, size=20)
    first = start_interview(found, ListAnswers(), DAY)
    one, other = (question_of(first, candidate) for candidate in rng.sample(first.ranked, 2))
    said = {question.id: rng.choice(question.choices).value for question in (one, other)}
    results = []
    for order in ((one, other), (other, one)):
        told = ListAnswers()
        for question in order:
            try:
                keep_reply(start_interview(found, told, DAY, before=first), question.id, said[question.id])
            except AvgkitError:  # the other answer settled it, or changed of whom it would be asked
                return
        results.append(verdicts(found, told)["verdict"].tolist())
    assert results[0] == results[1]


@pytest.mark.parametrize("seed", range(3))
def test_what_it_says_is_settled_is_what_the_verdicts_say(seed):
    rng = random.Random(seed)
    found, told = invented(seed), ListAnswers()
    interview = start_interview(found, told, DAY)
    for _ in range(6):
        contacts = with_answers(found.contacts, told.statements)
        frame = classify(contacts, as_of=DAY)
        reach = {channel: reached_by(found.contacts, channel) for channel, _ in interview.pairs}
        place = {key: row for row, key in enumerate(found.contacts["contact_id"])}
        pairs = {(channel, purpose) for channel, purpose in interview.pairs}
        counted = [
            row.verdict != "depends"
            for row in frame.itertuples()
            if (row.channel, row.purpose) in pairs and reach[row.channel][place[row.contact_id]]
        ]
        assert interview.settled == pytest.approx(np.mean(counted))
        if (question := next_question(interview)) is None:
            break
        offer = rng.choice(question.choices)
        cases = int(interview.reach.sum())
        before = interview.settled * cases
        keep_reply(interview, question.id, offer.value)
        interview = start_interview(found, told, DAY, before=interview)
        assert interview.settled * cases - before == pytest.approx(offer.settles)


def test_a_set_stays_a_set_and_the_reason_says_it():
    found, told = invented(1), ListAnswers()
    steps(found, told, lambda question: next((o.value for o in question.choices if is_set(o.value)), UNKNOWN))
    said = {value for answers in told.statements.own.values() for value in answers.values()}
    assert any(is_set(value) for value in said)
    frame = verdicts(found, told, channels=["email"], purposes=["offer"])
    assert frame["reason"].str.contains("Je weet voor een deel").any()


def test_after_not_knowing_it_asks_neither_the_same_people_nor_more_of_them():
    found, told = invented(2), ListAnswers()
    asked, last = steps(found, told, lambda question: UNKNOWN)
    for fact in FACTS:
        groups = [set(question.places.tolist()) for question in asked if question.fact == fact]
        assert len(groups) <= 3
        assert not any(earlier <= later for place, earlier in enumerate(groups) for later in groups[place + 1 :])
    assert last.settled == start_interview(found, ListAnswers(), DAY).settled
    assert "invulblad" in ending(last)
    assert "%" in progress_sentence(last)


def test_an_answer_can_be_taken_back_with_what_followed_from_it():
    found, told = invented(3), ListAnswers()
    start = start_interview(found, told, DAY)
    question = next_question(start)
    keep_reply(start, question.id, question.choices[0].value)
    assert told.statements.own
    take_back(told, start.people, 0)
    assert (told.asked, told.statements.own) == ([], {})
    assert next_question(start_interview(found, told, DAY)).id == question.id


def test_a_valid_consent_is_a_choice_for_one_contact_only():
    one = read_bytes(b"Naam,E-mail\nAnna,anna@example.org\n", "een.csv")
    values = set()
    told = ListAnswers()
    interview = start_interview(ContactList([one]), told, DAY)
    for candidate in interview.ranked:
        values |= {choice.value for choice in candidate.offers if candidate.form.fact == "consent"}
    assert "valid" in values
    for candidate in start_interview(invented(1), told, DAY).ranked:
        if candidate.form.fact == "consent":
            assert not any("valid" in choice.value.split("|") for choice in candidate.offers)


CUSTOMERS = "Naam,E-mail,Telefoon,Laatste factuur\n" + "".join(
    f"Klant {n},k{n}@example.org,06{12345600 + n},2026-0{n % 9 + 1}-01\n" for n in range(30)
)


def test_a_file_s_own_evidence_is_a_proposal_to_confirm(tmp_path):
    found = ContactList([read_bytes(CUSTOMERS.encode(), "klanten.csv")])
    interview = start_interview(found, ListAnswers(), DAY)
    texts = [question_of(interview, one).text for one in interview.ranked if one.form.fact == "relation"]
    assert any("Zijn de 30 mensen" in text and "klanten" in text for text in texts)
    assert next_question(interview).before == UNKNOWN


@pytest.fixture
def ask(tmp_path, capsys):
    path = tmp_path / "klanten.csv"
    path.write_text(CUSTOMERS + "Boos,boos@example.org,,\n", encoding="utf-8")
    path.write_text(path.read_text("utf-8").replace("Laatste factuur\n", "Laatste factuur,Opmerking\n"), "utf-8")
    path.write_text(path.read_text("utf-8").replace("boos@example.org,,", "boos@example.org,,,boos op ons"), "utf-8")
    answers = tmp_path / "antwoord.json"

    def run(*words, code=0):
        assert main(["interview", str(path), "--answers", str(answers), *words]) == code
        out, err = capsys.readouterr()
        return (json.loads(out) if "--json" in words else out) if code == 0 else err

    run.answers, run.path = answers, path
    return run


def test_the_command_gives_the_shape_that_was_agreed(ask):
    told = ask("--json")
    assert set(told) == {"contacts", "settled", "settled_contacts", "held", "question"}
    assert (told["contacts"], told["held"]) == (31, 1)
    question = told["question"]
    assert set(question) == {"id", "text", "fact", "group", "choices", "why"}
    assert set(question["group"]) == {"label", "contacts", "contact_ids"}
    assert question["group"]["contacts"] == len(question["group"]["contact_ids"])
    assert "1-32" not in question["group"]["contact_ids"]
    objection = ask("--over", "objection", "--json")["question"]["group"]["label"]
    assert "bij 1 ander staat" in ask("--over", "consent", "--json")["question"]["group"]["label"] + objection
    values = [choice["value"] for choice in question["choices"]]
    assert UNKNOWN in values
    for value in values:
        FACTS[question["fact"]].parse(value)
    assert not ask.answers.exists()


def test_an_id_stays_valid_and_an_old_one_is_one_sentence(ask):
    first = ask("--json")["question"]
    assert ask("--json")["question"]["id"] == first["id"]
    value = first["choices"][0]["value"]
    after = ask("--say", f"{first['id']}={value}", "--json")
    assert after["settled"] >= 0
    assert after["question"]["id"] != first["id"]
    kept = ask.answers.read_bytes()
    for wrong in (
        f"{first['id']}={value}",
        "iets-anders=no",
        after["question"]["id"],
        f"{after['question']['id']}=paars",
    ):
        err = ask("--say", wrong, code=2)
        assert err.count("\n") == 1
    assert ask.answers.read_bytes() == kept


def test_not_knowing_is_remembered_and_changes_no_verdict(ask, capsys):
    first = ask("--json")
    after = ask("--say", f"{first['question']['id']}=unknown", "--json")
    assert ask.answers.exists()
    assert after["settled"] == first["settled"]
    assert after["question"]["id"] != first["question"]["id"]


def test_answers_of_the_interview_count_in_the_other_commands(ask, tmp_path, capsys):
    while (told := ask("--json"))["question"]:
        question = told["question"]
        ask("--say", f"{question['id']}={question['choices'][0]['value']}", "--json")
    target = tmp_path / "uit.csv"
    assert (
        main(["classify", str(ask.path), "--answers", str(ask.answers), "--channel", "email", "-o", str(target)]) == 0
    )
    text = target.read_text("utf-8-sig")
    rows = [line for line in text.splitlines() if "newsletter" in line and "boos@" not in line]
    assert sum("depends" in line for line in rows) == 0
    assert "depends" in next(line for line in text.splitlines() if "boos@" in line and "newsletter" in line)
    receipt = json.loads(target.with_suffix(".verantwoording.json").read_text("utf-8"))
    assert any("klanten.csv" in name for name in receipt["answers"])


def test_a_question_of_the_plan_is_asked_first(ask, capsys):
    assert main(["plan", str(ask.path)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "Antwoord met: avgkit interview" in line]
    assert lines
    for line in lines:
        fact = line.rpartition(" ")[2]
        told = ask("--over", fact, "--json")["question"]
        assert told["fact"] == fact
    assert ask("--about", "Bezwaar", "--json")["question"]["fact"] == "objection"
    assert "geen feit om naar te vragen" in ask("--over", "schoenmaat", code=2)


def test_it_asks_in_the_terminal_and_goes_back(ask, monkeypatch):
    lines = iter(["1\n", "t\n", "9999\n", "\n"])
    monkeypatch.setattr("sys.stdin.readline", lambda: next(lines))
    out = ask()
    assert out.count("Kies een cijfer, t om terug") == 4
    assert "is geen keuze" in out
    assert "Gestopt" in out
    assert json.loads(ask.answers.read_text("utf-8"))["answers"]["asked"] == []
