"""The exercises, held against the rules and against themselves."""

from __future__ import annotations

import pytest

from avgkit.base.errors import AvgkitError
from avgkit.base.toml_data import _PACKAGE, DataError
from avgkit.course.exercises import EXERCISES, QUESTIONS, check, exercise, read_exercises
from avgkit.law.decision import decide

PAGE = """# Oefeningen

## zzp

Geldt de AVG
voor een zzp’er?

- [ ] Nee.
  > Elk bedrijf valt eronder.
- [x] Ja,
  ook als je alleen werkt.
  > Zo is het.
  > Klein of groot.

- Geval: channel=email, purpose=reply
- Uitkomst: mag
- Dag: 2022-03-01
"""


@pytest.mark.parametrize("item", EXERCISES.values(), ids=EXERCISES)
def test_every_option_has_its_own_feedback_and_one_is_right(item):
    assert set(item.options) == set(item.feedback)
    assert len(item.options) >= 3
    assert len(set(item.options.values())) == len(set(item.feedback.values())) == len(item.options)
    assert [letter for letter in item.options if check(item, letter).correct] == [item.answer]


@pytest.mark.parametrize("item", [item for item in EXERCISES.values() if item.case], ids=lambda item: item.key)
def test_the_answer_of_an_exercise_is_what_the_rules_say(item):
    assert decide(**item.case, as_of=item.as_of).verdict == item.verdict


def test_an_exercise_tells_a_case_and_its_verdict_together():
    assert all(bool(item.case) == bool(item.verdict) for item in EXERCISES.values())


def test_no_two_exercises_share_a_key():
    assert len(EXERCISES) == _headings("exercises")
    assert len({question.key for question in QUESTIONS}) == len(QUESTIONS) == _headings("self_test")


def _headings(folder):
    pages = (_PACKAGE / "course" / folder).glob("*.md")
    return sum(line.startswith("## ") for page in pages for line in page.read_text(encoding="utf-8").splitlines())


def test_each_page_belongs_to_a_notebook():
    notebooks = {path.stem for path in (_PACKAGE.parent / "notebooks").glob("[0-9]*.ipynb")}
    assert {path.stem for path in (_PACKAGE / "course" / "exercises").glob("*.md")} == notebooks


def test_an_unknown_exercise_gets_a_sentence():
    with pytest.raises(AvgkitError, match="bestaat niet"):
        exercise("zweven")


def test_a_page_is_read_with_lines_that_go_on():
    made = read_exercises([("les.md", PAGE)])["zzp"]
    assert made.question == "Geldt de AVG voor een zzp’er?"
    assert made.options == {"a": "Nee.", "b": "Ja, ook als je alleen werkt."}
    assert made.feedback == {"a": "Elk bedrijf valt eronder.", "b": "Zo is het. Klein of groot."}
    assert (made.answer, made.verdict, made.as_of.isoformat()) == ("b", "allowed", "2022-03-01")
    assert made.case == {"channel": "email", "purpose": "reply"}


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("## zzp", "## een zzp’er", 3, "hoort niet"),
        ("## zzp", "### zzp", 3, "hoort niet"),
        ("## zzp\n", "", 4, "na de titel hoort een kop"),
        ("Geldt de AVG\nvoor een zzp’er?\n", "", 6, "hoort de vraag"),
        ("Geldt", "  Geldt", 5, "hoort de vraag"),
        ("- [ ]", "- []", 8, "hoort niet"),
        ("- [ ]", "- [x]", 3, "één kruisje"),
        ("- [x]", "- [ ]", 3, "één kruisje"),
        ("- [ ] Nee.\n  > Elk bedrijf valt eronder.\n", "", 3, "twee of meer"),
        ("  > Elk bedrijf valt eronder.\n", "", 9, "na een antwoord .* hoort de uitleg"),
        ("  > Elk bedrijf", "Elk bedrijf", 9, "hoort de uitleg"),
        ("- Dag", "- Datum", 17, "“Datum” staat er al of bestaat niet. Kies uit: Feiten, "),
        ("2022-03-01", "1 maart", 17, "“1 maart” is geen dag"),
        ("Uitkomst: mag", "Uitkomst: misschien", 16, "“misschien” is geen uitkomst"),
        ("- Uitkomst: mag\n", "", 3, "een Geval én een Uitkomst"),
        ("channel=email", "channel", 15, "“channel” is geen feit"),
        ("channel=email", "kleur=rood", 15, "Het feit “kleur” bestaat niet"),
        ("channel=email", "channel=duif", 15, "“duif” is geen waarde"),
        ("- Dag: 2022-03-01", "- Dag: 2022-03-01\n\nEn verder?", 19, "na een gegeven .* hoort een gegeven"),
        ("- Dag: 2022-03-01", "## nog_een", 17, "na een kop .* hoort de vraag"),
        ("- Dag: 2022-03-01\n", PAGE, 17, "hoort niet"),
    ],
)
def test_a_mistake_on_a_page_is_told_with_file_and_line(old, new, line, said):
    assert PAGE.count(old) >= 1
    with pytest.raises(DataError, match=rf"^avgkit/course/les\.md, regel {line}: .*{said}"):
        read_exercises([("course/les.md", PAGE.replace(old, new, 1))])


def test_a_key_that_is_used_twice_is_refused():
    with pytest.raises(DataError, match=r"^avgkit/b\.md, regel 3: de naam “zzp” is al gebruikt\.$"):
        read_exercises([("a.md", PAGE), ("b.md", PAGE)])
