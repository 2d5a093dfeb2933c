"""Does the AVG see you? Three questions, as articles 2 and 4 put them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """Whether the AVG holds, in a Dutch sentence with the reason and the article. ``holds`` is None while a question is open."""

    holds: bool | None
    answer: str
    why: str
    article: str


def scope(*, of_people: bool | None, at_home_only: bool | None, in_order: bool | None) -> Scope:
    """Return whether the AVG holds for what you do.

    ``of_people``: the data are about living people (art. 4(1)). ``at_home_only``: purely private, no work at all (art. 2(2)(c)).
    ``in_order``: on a computer or phone, or on paper that is kept in order (art. 2(1)). None is a question that is still open.
    """
    if of_people is False:
        return Scope(False, "Nee, de AVG geldt hier niet.", "De gegevens gaan niet over mensen.", "AVG art. 4 onder 1")
    if at_home_only:
        why = (
            "Wat je alleen privé doet, valt erbuiten. Gebruik je dezelfde lijst ook voor je werk? Dan geldt de AVG wel."
        )
        return Scope(False, "Nee, de AVG geldt hier niet.", why, "AVG art. 2 lid 2 onder c")
    if in_order is False:
        why = "Losse briefjes zonder orde vallen erbuiten. Typ je ze over of leg je ze op naam? Dan geldt de AVG wel."
        return Scope(False, "Nee, de AVG geldt hier niet.", why, "AVG art. 2 lid 1 en art. 4 onder 6")
    if None in (of_people, at_home_only, in_order):
        return Scope(None, "Dat weet je nog niet.", "Beantwoord eerst elke vraag.", "AVG art. 2")
    why = "Je bewaart of gebruikt gegevens van mensen voor je werk. Hoe groot je bedrijf is, maakt niet uit."
    return Scope(True, "Ja, de AVG geldt voor jou.", why, "AVG art. 2 lid 1 en art. 4 onder 1 en 2")
