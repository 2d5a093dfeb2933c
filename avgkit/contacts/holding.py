"""Who is held: perhaps they said no, so nothing is sent until somebody looked. How many are there, and why, in one
sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

WHY_HELD = "Misschien zei dit contact nee. Kijk dat eerst na."
"""Why a contact is left out that is held, for a learner."""


def held_rows(contacts: pd.DataFrame) -> np.ndarray:
    """Tell which contacts are held, on whatever channel."""
    if "held" not in contacts:
        return np.zeros(len(contacts), bool)
    return (contacts["held"].fillna("").astype(str).str.strip() != "").to_numpy(bool)


def held_sentence(contacts: pd.DataFrame) -> str:
    """Say how many contacts are held and why; nothing when nobody is."""
    return sentence_of(int(held_rows(contacts).sum()))


def sentence_of(held: int) -> str:
    """Say that this many contacts are held and why; nothing for none."""
    if not held:
        return ""
    who = "1 contact zei misschien nee en komt" if held == 1 else f"{held} contacten zeiden misschien nee en komen"
    return f"{who} op geen enkele veilige lijst, tot je het hebt nagekeken."
