"""What a store does not hold yet of what is brought to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TypeVar

from avgkit.duties.consent.record import WITHDRAWAL, ConsentRecord, Refusal

_Said = TypeVar("_Said", ConsentRecord, Refusal)


def same_as(said: ConsentRecord | Refusal) -> tuple[str, ...]:
    """Return what makes two consents or refusals the same, whatever file they were read from."""
    return tuple(value for name, value in asdict(said).items() if name not in ("record_id", "source"))


def taken_back(
    found: Iterable[ConsentRecord], new: list[ConsentRecord], held: Iterable[ConsentRecord]
) -> list[Refusal]:
    """Return the withdrawals of consents that are held already and were not yet withdrawn."""
    standing = {record.record_id for record in held if not record.withdrawn_at}
    return [
        Refusal(WITHDRAWAL, r.withdrawn_at, r.email, r.phone, r.sender, r.channel, r.purpose, r.withdrawal_way)
        for r in found
        if r.withdrawn_at and r.record_id in standing and r not in new
    ]


def new_among(found: Iterable[_Said], known: set[tuple[str, ...] | str]) -> list[_Said]:
    """Return what is not known yet, each once; adds it to ``known``."""
    new = []
    for said in found:
        ids: set[tuple[str, ...] | str] = {said.record_id} if isinstance(said, ConsentRecord) else set()
        if same_as(said) not in known and not ids & known:
            known |= {same_as(said), *ids}
            new.append(said)
    return new
