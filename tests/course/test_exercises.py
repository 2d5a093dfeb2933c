"""The exercises, held against the rules and against themselves."""

from __future__ import annotations

import pytest

from avgkit.base.errors import AvgkitError
from avgkit.course import exercises
from avgkit.course.exercises import EXERCISES, check, exercise
from avgkit.law.decision import decide


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
    assert len(EXERCISES) == sum(len(module.EXERCISES) for module in exercises._NOTEBOOKS)


def test_an_unknown_exercise_gets_a_sentence():
    with pytest.raises(AvgkitError, match="bestaat niet"):
        exercise("zweven")
