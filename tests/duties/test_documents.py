"""The documents: every element ticked or named, and any answer gives a file that can be read."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from functools import cache

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from avgkit.base.errors import AvgkitError
from avgkit.base.rendering import Bullets, Heading, Letter, TableBlock, TextBlock, save_document
from avgkit.base.rendering.blocks import cells_of
from avgkit.base.rendering.markdown import markdown
from avgkit.base.rendering.word import write_word
from avgkit.duties.checks.questions import TEXT, readable
from avgkit.duties.documents.answer_sheet import Sheet, example
from avgkit.duties.documents.document_questions import QUESTIONS
from avgkit.duties.documents.elements import ElementState, asked_for, check_elements
from avgkit.duties.documents.papers import KINDS, free_path, kind_named, make
from avgkit.law.rules import SOURCES

DAY = date(2026, 11, 24)
SOFFICE = shutil.which("soffice")
NOOR = example().answers
FULL = {
    **NOOR,
    **{"mail_tool.safeguard": "adequacy", "bookkeeper.work": "instructed", "innovative": "no", "register_risk": "no"},
    **{f"assistant.check_{id.partition('check_')[2]}": "yes" for id in QUESTIONS if id.startswith("assistant.check_")},
}
"""Every question of every document answered, for Noor and her assistant."""
NASTY = {
    "name": "<script>alert(1)</script> & Zn. | *ster* _lijn_ [link](http://example.org) `code` ~~weg~~ \\ $x$ {a}",
    "person": "- Noor\x00\x07\x1b \ud800 \u202eomgekeerd\u2069",
    "address": "1. Straat\n# geen kop\n> geen citaat\r\n    geen code\n| geen | tabel |\n---",
    "email": "+ noor@example.nl &lt;x&gt; <!-- weg -->",
}


def missing(kind, answers):
    return {found.element.id for found in make(kind, answers, DAY).missing}


def text_file(document):
    return markdown(document.paper)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("word") / "stuk.docx"


def word(document, path):
    write_word(document.paper, str(path))
    return path.read_bytes()


def text_of(block):
    match block:
        case Heading(text) | TextBlock(text):
            return [text]
        case Bullets(items, _):
            return list(items)
        case TableBlock(table, _):
            headings, rows, _ = cells_of(table)
            return [*headings, *(cell for row in rows for cell in row)]
    return []


def words(text):
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_has_elements_with_articles_and_known_sources(kind):
    found = KINDS[kind]
    assert all(element.article and element.label and element.question.endswith("?") for element in found.elements)
    assert len({element.id for element in found.elements}) == len(found.elements)
    assert set(found.sources) <= set(SOURCES)
    assert kind_named(found.name) is found


def test_article_13_14_28_and_30_are_covered_letter_by_letter():
    articles = {kind: " ".join(element.article for element in KINDS[kind].elements) for kind in KINDS}
    for letters, part in (("abcdef", "art. 13 lid 1 onder"), ("abcdef", "art. 13 lid 2 onder")):
        assert all(f"{part} {letter}" in articles["privacy"] for letter in letters)
    assert all(
        part in articles["privacy"] for part in ("art. 14 lid 1 onder d", "art. 14 lid 2 onder f", "art. 14 lid 3")
    )
    assert "art. 21 lid 4" in articles["privacy"]
    assert all(f"art. 30 lid 1 onder {letter}" in articles["register"] for letter in "abcdefg")
    for kind in ("agreement", "agreement_check"):
        assert all(
            f"28 lid 3 onder {letter}" in articles[kind] or f"3 onder {letter}" in articles[kind]
            for letter in "abcdefgh"
        )
        assert all(part in articles[kind] for part in ("art. 28 lid 2", "art. 28 lid 9", "slot"))


@pytest.mark.parametrize("kind", KINDS)
def test_with_every_answer_nothing_is_missing_and_without_any_all_that_asks_is(kind):
    assert missing(kind, FULL) == set()
    assert missing(kind, {}) == {element.id for element in KINDS[kind].elements if element.asks}


def test_the_statement_says_what_the_explanation_of_2018_leaves_out():
    text = text_file(make("privacy", FULL, DAY))
    for word_ in (
        "grondslag",
        "Wie krijgt je gegevens",
        "bezwaar",
        "Toestemming intrekken",
        "LinkedIn",
        "Beperking",
        "Meenemen",
        "Autoriteit Persoonsgegevens",
    ):
        assert word_ in text
    assert text.count("geen juridisch advies") == 1


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_missing_is_exactly_what_was_taken_away(kind, data):
    """Take answers away one by one: that tells what each element rests on. Then any set behaves as its parts."""
    rests = what_each_rests_on(kind)
    gone = data.draw(st.sets(st.sampled_from(sorted(FULL))))
    assert missing(kind, without(gone)) == {id for id, needed in rests.items() if needed & gone}
    assert all(rests[element.id] for element in KINDS[kind].elements if element.asks)


@cache
def what_each_rests_on(kind):
    return {
        element.id: {
            id
            for id in asked_for([element], FULL)
            if check_elements(element, without({id})).state == ElementState.MISSING
        }
        for element in KINDS[kind].elements
    }


def without(ids):
    return {id: answer for id, answer in FULL.items() if id not in ids}


def test_an_element_is_left_out_only_when_the_answer_says_so():
    assert state("officer", FULL) == ElementState.NOT_APPLICABLE
    assert state("officer", without({"fg"})) == ElementState.MISSING
    assert state("officer", {**FULL, "fg": "yes"}) == ElementState.MISSING
    assert state("withdrawal", {**FULL, "newsletter.basis": "contract"}) == ElementState.NOT_APPLICABLE
    assert state("source", {**FULL, "other_sources": "no"}) == ElementState.NOT_APPLICABLE
    assert state("source", without({"other_sources"})) == ElementState.MISSING
    assert state("transfers", {**FULL, "helpers": ("none",)}) == ElementState.NOT_APPLICABLE


def state(id, answers):
    (element,) = (element for element in KINDS["privacy"].elements if element.id == id)
    return check_elements(element, answers).state


def test_an_agreement_of_theirs_counts_only_what_is_in_it():
    assert "audit" in missing("agreement_check", {**FULL, "assistant.check_audit": "no"})
    assert "audit" in missing("agreement_check", without({"assistant.check_audit"}))


@pytest.mark.parametrize(
    ("work", "says"),
    [
        ("instructed", "Rol volgens de AVG: verwerker."),
        ("own_judgement", "Daarom staat hier geen overeenkomst."),
        ("both", "deels verwerker, deels zelf verantwoordelijk"),
        (None, "nog niet te zeggen"),
    ],
)
def test_the_role_of_a_bookkeeper_depends_on_the_work(work, says):
    answers = {**FULL, "processor": "bookkeeper", "bookkeeper.work": work}
    found = make("agreement", {id: answer for id, answer in answers.items() if answer}, DAY)
    assert says in text_file(found)
    assert ("role" in {m.element.id for m in found.missing}) == (work is None)


@pytest.mark.parametrize("kind", ["agreement", "agreement_check"])
def test_with_a_bookkeeper_who_is_a_controller_no_clause_is_missed(kind):
    answers = {**FULL, "processor": "bookkeeper", "bookkeeper.work": "own_judgement"}
    assert missing(kind, answers) == set()
    assert "Daarom" in text_file(make(kind, answers, DAY))
    assert "audit" in missing(kind, {**answers, "bookkeeper.work": "both"})
    assert {"audit", "role"} <= missing(kind, {id: a for id, a in answers.items() if id != "bookkeeper.work"})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answers", [FULL, NOOR, {}, {**FULL, **{id: readable(text) for id, text in NASTY.items()}}])
def test_markdown_shows_every_word_and_no_markup_of_the_learner(kind, answers):
    document = make(kind, answers, DAY)
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text_file(document))
    inline = [child for token in tokens for child in token.children or []]
    shown = words(
        "".join(child.content for child in inline if child.type in ("text", "html_inline")).replace("<br>", "")
    )
    for block in document.blocks:
        for text in text_of(block):
            assert words(text) in shown
    assert {child.content for child in inline if child.type == "html_inline"} <= {"<br>"}
    copied = any(isinstance(block, Letter) for block in document.blocks)
    code = set() if copied else {"fence", "blockquote_open"}
    assert {token.type for token in tokens} & {"html_block", "code_block", *code} == set()
    assert not {child.type for child in inline} & {
        "link_open",
        "em_open",
        "strong_open",
        "code_inline",
        "s_open",
        "image",
    }
    headings = [text for block in document.blocks if isinstance(block, Heading) for text in [block.text]]
    assert sum(token.type == "heading_open" for token in tokens) == 1 + len(headings)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("answers", [FULL, {}, {**FULL, **{id: readable(text) for id, text in NASTY.items()}}])
def test_a_docx_holds_every_word_with_real_headings_and_header_rows(kind, answers, place):
    document = make(kind, answers, DAY)
    file = docx.Document(io.BytesIO(word(document, place)))
    shown = words("".join(p.text for p in file.paragraphs) + "".join(c.text for t in file.tables for c in t._cells))
    for block in document.blocks:
        for text in text_of(block):
            assert words(text) in shown
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert [p.text for p in file.paragraphs if p.style.name.startswith("Heading")] == [
        " ".join(h.split()) for h in headings
    ]
    assert all(table.rows[0]._tr.trPr.findall("{*}tblHeader") for table in file.tables)
    assert [row.cells[0].text for row in file.tables[-1].rows][1:] == [
        element.label for element in KINDS[kind].elements
    ]


def test_a_docx_is_dutch_a4_numbered_and_tells_nothing_of_the_computer(place):
    content = word(make("privacy", FULL, DAY), place)
    file = docx.Document(io.BytesIO(content))
    assert (round(file.sections[0].page_width.cm, 1), round(file.sections[0].page_height.cm, 1)) == (21.0, 29.7)
    about = file.core_properties
    assert (about.title, about.author, about.last_modified_by) == ("Privacyverklaring", "Fictief Tekst", "")
    assert (about.created.date(), about.modified.date()) == (DAY, DAY)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        styles, footer = parts.read("word/styles.xml").decode(), parts.read("word/footer1.xml").decode()
        assert 'w:val="nl-NL"' in styles
        assert "NUMPAGES" in footer
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
        assert not [name for name in parts.namelist() if "thumbnail" in name]


def test_the_same_answers_give_the_same_bytes(place):
    assert word(make("register", FULL, DAY), place) == word(make("register", FULL, DAY), place)


@settings(max_examples=25, deadline=None)
@given(
    st.text(alphabet=st.characters(), max_size=60),
    st.sampled_from(["name", "address", "newsletter.data", "mail_tool.name"]),
)
def test_any_text_gives_a_readable_file(place, text, id):
    sheet = Sheet(dict(FULL))
    sheet.set(id, text)
    document = make("privacy", sheet.answers, DAY)
    file = docx.Document(io.BytesIO(word(document, place)))
    shown = words("".join(p.text for p in file.paragraphs) + "".join(c.text for t in file.tables for c in t._cells))
    assert words(readable(text).strip().removesuffix(".")) in shown
    assert text_file(document).encode("utf-8")


@pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice (soffice)")
def test_libreoffice_reads_every_document(tmp_path):
    for kind in KINDS:
        answers = {**FULL, **{id: readable(text) for id, text in NASTY.items()}} if kind == "privacy" else FULL
        save_document(make(kind, answers, DAY).paper, tmp_path / f"{kind}.docx")
    files = [str(tmp_path / f"{kind}.docx") for kind in KINDS]
    options = ["--headless", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"]
    subprocess.run(
        [SOFFICE, *options, "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), *files],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for kind in KINDS:
        shown = words((tmp_path / f"{kind}.txt").read_text(encoding="utf-8-sig"))
        assert all(words(element.label) in shown for element in KINDS[kind].elements)


def test_a_file_is_whole_or_not_there_and_another_ending_is_refused(tmp_path):
    document = make("privacy", FULL, DAY)
    with pytest.raises(AvgkitError, match="docx"):
        save_document(document.paper, tmp_path / "verklaring.pdf")
    with pytest.raises(AvgkitError, match="map"):
        save_document(document.paper, tmp_path / "weg" / "verklaring.docx")
    save_document(document.paper, tmp_path / "privacyverklaring.docx")
    assert free_path(tmp_path, document).name == "privacyverklaring-2.docx"
    assert [path.name for path in tmp_path.iterdir()] == ["privacyverklaring.docx"]


def test_an_unknown_kind_is_a_sentence():
    with pytest.raises(AvgkitError, match="bestaat niet"):
        make("testament", {}, DAY)


def test_every_question_is_asked_by_a_document():
    chosen = {
        **FULL,
        "activities": tuple(QUESTIONS["activities"].options),
        "helpers": tuple(list(QUESTIONS["helpers"].options)[:-1]),
    }
    asked = set()
    for processor in QUESTIONS["processor"].options:
        for answers in ({**chosen, "processor": processor}, {"fg": "yes", "automated": "yes", "breach": "yes"}):
            for kind in KINDS.values():
                asked |= set(asked_for(kind.elements, answers))
    families = {id.partition(".")[2] or id for id in QUESTIONS}
    assert {id.partition(".")[2] or id for id in asked} >= families - {"interest", "country", "safeguard"}
    assert all(QUESTIONS[id].kind in (TEXT, "long", "choice", "many", "moment") for id in asked)
