"""A document for Word and LibreOffice (.docx), with headings, repeated table heads and words beside each picture."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from avgkit.paper.blocks import Block, Bullets, Document, Grid, Heading, Letter, Picture, Text, cells_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

WIDTH_CM, PICTURE_CM = 24.7, 17.0
"""The width of the text on A4 on its side, which the tables need, and of a picture, which then fits on the page."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 (2.2) does not allow."""


def write_word(document: Document, path: str) -> None:
    """Write the document. It carries no author and no name of the computer."""
    import docx

    word = docx.Document()
    _set_up(word, document.title)
    word.add_heading(_clean(document.title), 0)
    for block in document.blocks:
        _add(word, block)
    word.save(path)


def _set_up(word: WordDocument, title: str) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    facts = word.core_properties
    facts.title, facts.author, facts.comments, facts.language = _clean(title), "", "", "nl-NL"
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm((29.7 - WIDTH_CM) / 2)
    section.top_margin = section.bottom_margin = Cm(2)
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Calibri", Pt(11)
    run = word.styles["Normal"].element.get_or_add_rPr()
    language = run.makeelement(qn("w:lang"), {qn("w:val"): "nl-NL"})
    run.append(language)


def _add(word: WordDocument, block: Block) -> None:
    match block:
        case Heading(text, level):
            word.add_heading(_clean(text), level - 1)
        case Text(text):
            word.add_paragraph(_clean(text))
        case Bullets(items):
            for item in items:
                word.add_paragraph(_clean(item), style="List Bullet")
        case Letter(text):
            word.add_paragraph(_clean(text.strip()), style="Intense Quote")
        case Grid(table):
            _add_table(word, table)
        case Picture(png, alt, _):
            _add_picture(word, png, alt)


def _add_picture(word: WordDocument, png: bytes, alt: str) -> None:
    from docx.shared import Cm

    shape = word.add_picture(io.BytesIO(png), width=Cm(PICTURE_CM))
    shape._inline.docPr.set("descr", _clean(alt))


def _add_table(word: WordDocument, table: object) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    headings, rows, numbers = cells_of(table)
    if table.caption:
        caption = word.add_paragraph()
        caption.add_run(_clean(table.caption)).bold = True
        caption.paragraph_format.keep_with_next = True
    grid = word.add_table(rows=1 + len(rows), cols=len(headings), style="Light Grid Accent 1")
    for line, cells in zip(grid.rows, [headings, *rows], strict=True):
        for place, (cell, text) in enumerate(zip(line.cells, cells, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.add_run(_clean(text)).font.size = Pt(9)
            paragraph.paragraph_format.space_after = Pt(0)
            if numbers[place]:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        settings = line._tr.get_or_add_trPr()
        settings.append(settings.makeelement(qn("w:cantSplit"), {}))
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {}))
    word.add_paragraph()


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
