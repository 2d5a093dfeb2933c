"""Which of the data in a list are personal data, and does the law see you?"""

from avgkit.course.personal_data.avg_scope import Scope, scope
from avgkit.course.personal_data.column_kinds import Column, judge, kinds_of_columns
from avgkit.course.personal_data.data_kinds import ANSWERS, BY_KEY, DATA, KIND_LABELS, DataKind
from avgkit.course.personal_data.list_kinds import ListKinds

__all__ = [
    "ANSWERS",
    "BY_KEY",
    "DATA",
    "KIND_LABELS",
    "Column",
    "DataKind",
    "ListKinds",
    "Scope",
    "judge",
    "kinds_of_columns",
    "scope",
]
