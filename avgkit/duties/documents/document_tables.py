"""The tables that several documents share: each use of data, and who gets the data."""

from __future__ import annotations

from avgkit.base.rendering import to_fill_in
from avgkit.duties.checks.questions import NONE, Answers
from avgkit.duties.documents.activities import ACTIVITIES, BASES, BASIS_LETTERS, Activity
from avgkit.duties.documents.document_questions import SAFEGUARDS
from avgkit.duties.documents.document_wording import clause, said
from avgkit.duties.documents.service_providers import HELPERS, OUTSIDE, Helper

PROCESSOR, CONTROLLER = "verwerker", "zelf verantwoordelijk"


def chosen_activities(answers: Answers) -> list[Activity]:
    """Return the activities that the learner chose."""
    return [ACTIVITIES[id] for id in answers.get("activities", ())]


def chosen_helpers(answers: Answers) -> list[Helper]:
    """Return the kinds of helper that the learner chose."""
    return [HELPERS[id] for id in answers.get("helpers", ()) if id != NONE]


def basis(answers: Answers, activity: str, with_article: bool = True) -> str:
    """Return the lawful basis of an activity, with its interest and its article."""
    code = answers.get(f"{activity}.basis")
    if not isinstance(code, str):
        return said(answers, f"{activity}.basis")
    words = BASES[code]
    if code == "legitimate_interest":
        words += f": {clause(said(answers, f'{activity}.interest'))}"
    return f"{words} (AVG art. 6 lid 1 onder {BASIS_LETTERS[code]})" if with_article else words


def retention_of(answers: Answers, activity: str) -> str:
    """Return how long the data of an activity are kept, and from when."""
    return f"{clause(said(answers, f'{activity}.retention'))}, vanaf {clause(said(answers, f'{activity}.starts'))}"


def provider_names(answers: Answers, helper: Helper) -> str:
    return f"{clause(said(answers, f'{helper.id}.name'))} ({helper.label})"


def recipients(answers: Answers, activity: str) -> str:
    """Return who gets the data of an activity: the helpers that serve it."""
    if "helpers" not in answers:
        return to_fill_in("wie je helpt")
    found = [provider_names(answers, helper) for helper in chosen_helpers(answers) if activity in helper.serves]
    return "; ".join(found) or "niemand"


def data_place(answers: Answers, helper: Helper) -> str:
    """Return where a helper keeps the data, and why that is allowed outside the EEA."""
    code = answers.get(f"{helper.id}.place")
    if not isinstance(code, str):
        return said(answers, f"{helper.id}.place")
    if code != OUTSIDE:
        return "in de EER"
    safeguard = answers.get(f"{helper.id}.safeguard")
    why = SAFEGUARDS[safeguard] if isinstance(safeguard, str) else said(answers, f"{helper.id}.safeguard")
    return f"{clause(said(answers, f'{helper.id}.country'))}: {why}"


def role(answers: Answers, helper: Helper) -> str:
    """Return processor, controller or that it depends: for a bookkeeper the work decides (NBA18, NBA19; disputed)."""
    if helper.id != "bookkeeper":
        return PROCESSOR
    decided = {"instructed": PROCESSOR, "own_judgement": CONTROLLER, "both": f"deels {PROCESSOR}, deels {CONTROLLER}"}
    return decided.get(str(answers.get("bookkeeper.work")), "nog niet te zeggen, vraag wat de boekhouder doet")
