"""Messages that say “no more”. An objection needs no form: a plain text is enough (AVG art. 21(3))."""

from __future__ import annotations

import re

_LONGEST = 20_000
"""Characters of a message that are looked at: nobody says “stop” after ten pages."""
_WORDS = (
    r"berichten|berichtjes|reclame|reclames|mails?|e-mails?|mailtjes|appjes|apps|aanbiedingen|nieuwsbrie\w+|"
    r"spam|post|telefoontjes"
)
_DOING = r"mailen|appen|bellen|benaderen|lastigvallen|contacteren|schrijven|storen|sturen|berichten"
_ME = r"(?:me|mij|mijn \w+|ons|je mij|je me)"
_OPT_OUT = re.compile(
    r"^\W*(?:s\W?t\W?o\W?p|stopp?en|afmelden|uitschrijven|abmelden|unsubscribe|opt[ -]?out|spam)\b"
    r"(?! by| voor| met| op )|"
    rf"\b(?:geen|nooit) (?:[\w-]+ )?(?:{_WORDS})(?: \w+)? ?(?:meer|ontvangen|krijgen|sturen)\b|"
    rf"\b(?:niet|nooit) meer (?:\w+ ){{0,2}}(?:{_DOING}|ontvangen|krijgen)\b|"
    rf"\b(?:{_WORDS}) (?:\w+ ){{0,2}}(?:niet|nooit) meer\b|"
    r"\b(?:niets|niks) meer (?:\w+ )?(?:sturen|ontvangen|krijgen|van je)|"
    r"\bstuur (?:me |mij )?(?:niets|niks|geen \w+) meer\b|\bgeen (?:behoefte|prijs) \w+ (?:\w+ )?(?:" + _WORDS + r")\b|"
    rf"\b(?:haal|schrijf|verwijder|meld|schrap|gooi) {_ME} (?:\w+ ){{0,3}}?(?:uit|af|van)\b|"
    r"\bverwijder (?:me|mij|mijn (?:nummer|gegevens|adres|e-?mail\w*|naam))\b|"
    r"\bmijn (?:naam|nummer|adres) (?:\w+ )?(?:van|uit) (?:\w+ )?\w*lijst\b|"
    r"\b(?:wil|wou|zou) (?:ik )?(?:me|mij) (?:\w+ ){0,2}(?:afmelden|uitschrijven)\b|"
    r"\b(?:stop|stoppen) (?:a\.?u\.?b\.? |svp |graag |nu )?(?:met|maar|er)\b(?! (?:in|op|bij|om) )|"
    r"\b(?:stoppen|ophouden) met (?:me |mij )?(?:te )?\w+en\b|\bhou(?:d|den)? (?:\w+ )?op\b|"
    r"\blaat (?:me|mij) met rust\b|"
    r"\b(?:ga|zal) (?:ik )?(?:je|jou|u) blokkeren\b|"
    r"\bwil (?:ik )?(?:geen|niets|niks) (?:\w+ )?(?:ontvangen|berichten|reclame|van je horen|krijgen)\b|"
    r"\bplease stop\b|\bstop (?:sending|texting|e?-?mailing|calling|messaging|contacting)\b|\bleave me alone\b|"
    r"\b(?:remove|unsubscribe) me\b|\bno more (?:messages|texts|e?-?mails?)\b|"
    r"\b(?:do not|don['’]t) (?:contact|e?-?mail|call|text|message) me\b",
    re.IGNORECASE | re.MULTILINE,
)


def is_opt_out(text: str) -> bool:
    """Tell whether a message asks for no more messages. In doubt it does: that never allows too much."""
    text = text[:_LONGEST]
    return bool(_OPT_OUT.search(text) or _OPT_OUT.search(" ".join(text.split())))
