"""The interview of a state: what to ask now, an answer, and taking one back. It follows the list and the answers."""

from __future__ import annotations

from avgkit.contacts.list_channels import useful_channels
from avgkit.contacts.list_groups import groups_of_people
from avgkit.course.interview import Interview
from avgkit.course.interview_steps import PURPOSES, keep_reply, reach_of, take_back
from avgkit.law.classification import pairs_of
from avgkit.law.table import table_as_of
from avgkit.widgets.state import State


def interview_of(state: State) -> Interview:
    """Return the interview as it stands; kept until something is said, or another day or list is chosen."""

    def make() -> Interview:
        groups = state._once(
            state._of_list, "groups", lambda: groups_of_people(state.source.source, state.contacts, state.today)
        )
        pairs = pairs_of(useful_channels(state.contacts), PURPOSES)
        reach = state._once(state._of_list, "reach", lambda: reach_of(state.contacts, pairs))
        codes, table = state.codes(), table_as_of(state.as_of, state.rules)
        return Interview(state.contacts, groups, state.told, state.people, codes, table, pairs, reach)

    return state._once(state._of_answers, ("interview", state.as_of, state.rules), make)


def reply(state: State, id: str, value: str) -> None:
    """Keep the answer to a question that may be asked now. Raises as ``keep_reply`` does."""
    state._look_again()
    keep_reply(interview_of(state), id, value)
    state._tell(of_answers=True)


def take_back_reply(state: State, number: int) -> None:
    """Take back the answer with this number, and what followed from it."""
    state._look_again()
    take_back(state.told, state.people, number)
    state._tell(of_answers=True)
