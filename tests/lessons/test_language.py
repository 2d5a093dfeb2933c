"""What a learner reads is plain Dutch: short sentences, “je”, no English left, and each hard word in the glossary."""

from __future__ import annotations

import re
from statistics import mean

import pytest
from reading import sentences, texts, words

from avgkit.course.glossary import term
from avgkit.law.facts import FACTS, VERDICT_LABELS
from avgkit.law.rules import MOMENTS, RULES, SOURCES

LONGEST, ON_AVERAGE = 25, 10
ENGLISH = frozenset(
    [
        "the",
        "and",
        "with",
        "you",
        "your",
        "please",
        "not",
        "are",
        "from",
        "this",
        "that",
        "what",
        "which",
        "where",
        "file",
        "files",
        "column",
        "columns",
        "row",
        "rows",
        "cells",
        "error",
        "warning",
        "invalid",
        "missing",
        "unknown",
        "default",
        "newsletter",
        "offer",
        "customer",
        "consent",
        "objection",
        "purpose",
        "channel",
        "reply",
        "recipient",
        "relation",
        "button",
        "click",
        "save",
        "close",
        "cancel",
        "upload",
        "uploads",
        "uploaden",
        "checken",
        "deleten",
        "updaten",
        "tool",
        "tools",
        "target",
        "targets",
        "campaign",
        "user",
        "users",
        "form",
        "forms",
        "lead",
        "leads",
        "contacts",
        "allowed",
        "conditional",
        "depends",
        "law",
        "rules",
    ]
)
"""Words that are no Dutch. A name that stands on a button or in a file may be there, in quotes, italics or as code."""
OFFICIAL = (
    *(
        "betrokkene",
        "betrokkenen",
        "derhalve",
        "conform",
        "middels",
        "teneinde",
        "indien",
        "onverwijld",
        "alsmede",
        "inzake",
    ),
    *(
        "desbetreffende",
        "voornoemd",
        "ingevolge",
        "dient te",
        "dienen te",
        "ten behoeve van",
        "met betrekking tot",
        "jegens",
    ),
    *("uit hoofde van", "hetgeen", "dienaangaande", "aldaar", "krachtens", "mits", "tenzij anders"),
)
"""Words of officials that have an everyday twin."""
TO_OTHERS = ("avgkit/law/sources.toml", "avgkit/plan/campaign.toml")
"""Titles that others gave their pages, and words that a learner says to somebody else."""
HARD = {
    r"grondslag(en)?|rechtsgrond": "grondslag",
    r"gerechtvaardigd belang": "gerechtvaardigd belang",
    r"belangenafweging": "belangenafweging",
    r"verwerkers?": "verwerker",
    r"verwerkersovereenkomst(en)?": "verwerkersovereenkomst",
    r"verwerkingsregister|register van verwerkingen": "verwerkingsregister",
    r"verwerkingsverantwoordelijke": "verwerkingsverantwoordelijke",
    r"persoonsgegevens?": "persoonsgegeven",
    r"bijzondere persoonsgegevens": "bijzondere persoonsgegevens",
    r"rechtspersoon|rechtspersonen": "rechtspersoon",
    r"natuurlijke personen|natuurlijk persoon": "natuurlijke persoon",
    r"rectificatie": "rectificatie",
    r"inzage": "inzage",
    r"bezwaar": "bezwaar",
    r"bewaartermijn(en)?": "bewaartermijn",
    r"doelbinding": "doelbinding",
    r"dataminimalisatie": "dataminimalisatie",
    r"datalek(ken)?": "datalek",
    r"toezichthouders?": "toezichthouder",
    r"zelfregulering": "zelfregulering",
    r"functieadres(sen)?": "functieadres",
    r"soft opt-in|klantuitzondering": "uitzondering voor klanten",
    r"DPIA": "DPIA",
    r"FG": "FG",
    r"vof": "vof",
    r"maatschap": "maatschap",
    r"eenmanszaak": "eenmanszaak",
    r"overdraagbaarheid": "overdraagbaarheid",
    r"profilering": "profilering",
    r"subverwerkers?": "subverwerker",
    r"doorgifte": "doorgifte",
    r"pseudonimiser\w+": "pseudonimiseren",
    r"rechtmatig\w*": "rechtmatigheid",
    r"proportionaliteit|subsidiariteit": "proportionaliteit",
    r"EER": "EER",
    r"CSV": "CSV",
    r"notebooks?": "notebook",
    r"Postfilter": "Postfilter",
    r"Bel-me-niet Register": "Bel-me-niet Register",
}
"""Words that a freelancer need not know. One that is used must be in docs/begrippen.md."""


@pytest.fixture(scope="module")
def read():
    """What is read, each text once, with its place."""
    found = {}
    for place, text in texts():
        found.setdefault(text, place)
    for rule in RULES:
        for text in (rule.reason, rule.what_now, rule.other_view, *rule.conditions, *rule.duties):
            found.setdefault(text, rule.id)
    for moment in MOMENTS:
        for text in (moment.title, moment.change):
            found.setdefault(text, f"moment {moment.day}")
    for source in SOURCES.values():
        found.setdefault(source.title, "avgkit/law/sources.toml")
    for fact in FACTS.values():
        for text in (fact.label, fact.question, *fact.labels.values()):
            found.setdefault(text, f"fact {fact.name}")
    for text in VERDICT_LABELS.values():
        found.setdefault(text, "verdict")
    return found


def named_aside(text):
    """Leave out what is quoted, names of products, and words that mean the same in the glossary."""
    if text.startswith(("Ook:", "Ook wel:")):
        return ""
    return re.sub(r"“[^”]*”|‘[^’]*’|Microsoft Forms|\S*[=_/@]\S*|--[\w-]+|avgkit [a-z-]+", "", text)


def test_there_is_much_to_read(read):
    assert len(read) > 1000
    assert len(set(read.values())) > 60


def test_sentences_are_short(read):
    lengths = {}
    for text in read:
        for sentence in sentences(text):
            if sentence.count(",") < 6:  # six commas make a list of things
                lengths[sentence] = len(words(sentence))
    long = {
        sentence: (number, length_place(read, sentence)) for sentence, number in lengths.items() if number > LONGEST
    }
    assert not long
    assert mean(number for number in lengths.values() if number > 2) < ON_AVERAGE


def length_place(read, sentence):
    return next((place for text, place in read.items() if sentence in text), "")


def test_no_english_is_left_over(read):
    left = {
        (word, place, text)
        for text, place in read.items()
        for word in words(named_aside(text).lower())
        if word in ENGLISH
    }
    assert not left


def test_no_word_of_officials(read):
    pattern = re.compile(r"\b(" + "|".join(OFFICIAL) + r")\b", re.IGNORECASE)
    ours = [(place, named_aside(text)) for text, place in read.items() if place not in TO_OTHERS]
    assert not [(place, text) for place, text in ours if pattern.search(text)]


def test_the_learner_is_called_je(read):
    formal = re.compile(r"\b([Uu](?!\.A\.)|[Uu]w)\b")  # U.A. stands in the name of a cooperative
    ours = [(place, text) for text, place in read.items() if not place.startswith(TO_OTHERS)]
    assert not [(place, text) for place, text in ours if formal.search(named_aside(text))]


def test_quotes_are_curly(read):
    assert not [(place, text) for text, place in read.items() if re.search(r"\w'\w|[\s(]\"\w|\w\"[\s.,]", text)]


@pytest.mark.parametrize(("pattern", "name"), HARD.items())
def test_a_hard_word_that_is_used_is_in_the_glossary(read, pattern, name):
    found = [(place, text) for text, place in read.items() if re.search(rf"\b({pattern})\b", text)]
    if found:
        assert term(name), found[:3]


def test_the_checks_find_what_they_look_for():
    assert "file" in ENGLISH & set(words(named_aside("Open de file nu.").lower()))
    assert not ENGLISH & set(words(named_aside("Klik op “Save file”.").lower()))
    assert sentences("Kijk in art. 7. Dat is kort.") == ["Kijk in art 7.", "Dat is kort."]
