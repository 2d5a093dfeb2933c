"""Private messages on LinkedIn: treated as an electronic message (art. 11.1 onder i Tw), with no ruling yet."""

from __future__ import annotations

from avgkit.law.facts import Channel, Consent, Verdict
from avgkit.law.rule_model import COMMERCIAL, Rule, Tier, when
from avgkit.law.rule_wording import ASK_SAFELY, MESSAGE_DUTIES

_LINKEDIN = {"channel": Channel.LINKEDIN_MESSAGE, "purpose": COMMERCIAL}

RULES = (
    Rule(
        id="linkedin_consent",
        tier=Tier.CONSENT,
        verdict=Verdict.ALLOWED,
        when=when(**_LINKEDIN, consent=Consent.VALID),
        articles="Tw art. 11.7 lid 1 en art. 11.1 onder i",
        sources=("TW16", "TW26"),
        facts_2018=("S24",),
        reason="Deze persoon gaf jou toestemming voor zulke berichten op LinkedIn, en je kunt dat bewijzen.",
        what_now="Stuur je bericht en bewaar het bewijs van de toestemming.",
        duties=MESSAGE_DUTIES,
    ),
    Rule(
        id="linkedin_no_consent",
        tier=Tier.DEFAULT,
        verdict=Verdict.NOT_ALLOWED,
        when=when(**_LINKEDIN),
        articles="Tw art. 11.7 lid 1 en art. 11.1 onder i",
        sources=("TW26", "DMCC", "ENGELFRIET", "STWL"),
        facts_2018=("S24", "S26"),
        contested_for=COMMERCIAL,
        reason="Een privébericht met reclame op LinkedIn past bij wat de wet een elektronisch bericht noemt. "
        "Een connectie is geen toestemming, en jij bent zelf verantwoordelijk, niet LinkedIn.",
        other_view="Er is nog geen uitspraak van de ACM of een rechter. Sommigen vinden dat de wet niet voor een sociaal netwerk geldt.",
        what_now=ASK_SAFELY,
    ),
)
