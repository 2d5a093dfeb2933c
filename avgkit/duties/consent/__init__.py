"""Evidence of consent (AVG art. 7(1)): what is kept and where, what it is worth, what it does to verdicts."""

from avgkit.duties.consent.quality import Quality, quality
from avgkit.duties.consent.record import ConsentRecord, Refusal
from avgkit.duties.consent.store import Store

__all__ = ["ConsentRecord", "Quality", "Refusal", "Store", "quality"]
