"""Evidence of consent (AVG art. 7(1)): what is kept, what it is worth, where it is kept, and what it does to the verdicts."""

from avgkit.duties.consent.quality import Quality, quality
from avgkit.duties.consent.record import ConsentRecord, Refusal
from avgkit.duties.consent.store import Store

__all__ = ["ConsentRecord", "Quality", "Refusal", "Store", "quality"]
