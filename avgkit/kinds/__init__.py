"""Which of the data in a list are personal data, and does the law see you?"""

from avgkit.kinds.columns import Column, columns_of, judge
from avgkit.kinds.data import ANSWERS, BY_KEY, DATA, KIND_LABELS, Kind
from avgkit.kinds.report import ListKinds
from avgkit.kinds.scope import Scope, scope

__all__ = [
    "ANSWERS",
    "BY_KEY",
    "DATA",
    "KIND_LABELS",
    "Column",
    "Kind",
    "ListKinds",
    "Scope",
    "columns_of",
    "judge",
    "scope",
]
