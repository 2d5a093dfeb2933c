"""What the founding explanation of 2018 says (S08-S16, S24-S27), to lay beside the law. It never changed, so no end day."""

from __future__ import annotations

from dataclasses import replace

from avgkit.law import rules_general, rules_messages
from avgkit.law.facts import Channel, Consent, RuleSet, Verdict
from avgkit.law.rule_model import COMMERCIAL, Rule, Tier, when
from avgkit.law.rule_wording import CALL_DUTIES_2018

_WRITTEN = {"channel": rules_messages.WRITTEN, "purpose": COMMERCIAL}
_SEED = ("UITLEG_2018",)
_TELL = "Vertel wie bezwaar maakt over het Bel-me-niet Register, Postfilter en de NEE-sticker."
_SAME = {
    "message_platform_export",
    "message_published_otherwise",
    "message_consent_pre_ticked",
    "message_consent_bundled",
    "message_consent_other_sender",
    "message_consent_other_scope",
    "message_consent_unproven",
    "message_enquiry",
}


def _as_explained(rule: Rule) -> Rule:
    """Take over a rule of the law that the explanation shares, under the explanation's own source."""
    numbers = ", ".join(rule.facts_2018) or "algemeen"
    channels = {"channel": rules_messages.WRITTEN} if rule.id in _SAME else {}
    return replace(
        rule,
        id=f"explanation_{rule.id}",
        rule_set=RuleSet.EXPLANATION_2018,
        sources=_SEED,
        articles=f"Uitleg van 2018: {numbers}",
        when=rule.when | channels,
        contested_for=frozenset(),
        other_view="",
        what_now=f"{rule.what_now} {_TELL}" if rule.id == "objection" else rule.what_now,
    )


def _says(
    id: str,
    tier: Tier,
    verdict: Verdict,
    facts_2018: tuple[str, ...],
    reason: str,
    what_now: str,
    duties: tuple[str, ...] = (),
    **facts,
) -> Rule:
    return Rule(
        id=f"explanation_{id}",
        tier=tier,
        verdict=verdict,
        when=when(**facts),
        reason=reason,
        what_now=what_now,
        duties=duties,
        facts_2018=facts_2018,
        articles="Uitleg van 2018: " + ", ".join(facts_2018),
        sources=_SEED,
        rule_set=RuleSet.EXPLANATION_2018,
    )


RULES = (
    *(_as_explained(rule) for rule in rules_general.RULES),
    *(_as_explained(rule) for rule in rules_messages.PROHIBITIONS if rule.id in _SAME),
    _says(
        "message_consent",
        Tier.CONSENT,
        Verdict.ALLOWED,
        ("S04", "S08", "S10"),
        "Volgens de uitleg van 2018 mag een digitaal bericht met toestemming die je kunt bewijzen.",
        "Bewaar het bewijs van de toestemming.",
        ("Zet in elk bericht een link om zich af te melden.",),
        **_WRITTEN,
        consent=Consent.VALID,
    ),
    _says(
        "message_no_consent",
        Tier.DEFAULT,
        Verdict.NOT_ALLOWED,
        ("S08",),
        "Volgens de uitleg van 2018 mag geen enkel digitaal bericht zonder toestemming. "
        "De uitzondering voor klanten noemt de uitleg niet.",
        "Vraag om toestemming in een openbaar bericht of op LinkedIn.",
        **_WRITTEN,
    ),
    _says(
        "call",
        Tier.DEFAULT,
        Verdict.ALLOWED,
        ("S14", "S15", "S16"),
        "Volgens de uitleg van 2018 mag je bellen met een aanbod zonder toestemming vooraf. Dat klopt nu niet meer.",
        _TELL,
        CALL_DUTIES_2018,
        channel=Channel.PHONE,
        purpose=COMMERCIAL,
    ),
    _says(
        "post",
        Tier.DEFAULT,
        Verdict.ALLOWED,
        ("S14", "S15"),
        "Volgens de uitleg van 2018 mag je post sturen met een aanbod zonder toestemming vooraf.",
        _TELL,
        (_TELL,),
        channel=Channel.POST,
        purpose=COMMERCIAL,
    ),
    _says(
        "linkedin_message",
        Tier.DEFAULT,
        Verdict.ALLOWED,
        ("S24", "S26", "S27"),
        "Volgens de uitleg van 2018 regelt LinkedIn de privacy van zijn gebruikers en mag je een privébericht sturen. "
        "Wij lezen de wet anders.",
        "Zet een link in het bericht waarmee mensen zich zelf aanmelden.",
        ("Zet een link om zich aan te melden in het bericht.",),
        channel=Channel.LINKEDIN_MESSAGE,
        purpose=COMMERCIAL,
    ),
)
