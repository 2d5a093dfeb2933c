"""A document for Word and LibreOffice (.docx): real headings, repeated table heads, words beside each picture.

The same document gives the same bytes. Nothing of the computer or its user goes in.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from avgkit.base.rendering.blocks import (
    TO_FILL_IN,
    Block,
    BlockDocument,
    Bullets,
    Heading,
    Letter,
    NewPage,
    Picture,
    TableBlock,
    TextBlock,
    cells_of,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.styles import CT_Style
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from avgkit.base.tables import ShownTable

PAGE_CM, MARGIN_CM, PICTURE_CM = (21.0, 29.7), 2.5, 14.0
"""A4, its margins, and how wide a picture is, so that it fits on the page however that lies."""
DUTCH = "nl-NL"
FONT = "Arial"
_FIRST_DAY = datetime(2000, 1, 1)
"""The day in the properties of a document that has none of its own."""
_PACKED = (1980, 1, 1, 0, 0, 0)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (2.2) does not allow."""


def write_word(document: BlockDocument, path: str) -> None:
    """Write the document. Its properties hold its title, author and day, and no name of the computer."""
    import docx

    word = docx.Document()
    width = _set_up(word, document.landscape)
    _describe(word, document)
    word.add_heading(_clean(document.title), 0)
    new_page = False
    for block in document.blocks:
        _add(word, block, width)
        if new_page:
            word.paragraphs[-1].paragraph_format.page_break_before = True
        new_page = isinstance(block, NewPage)
    packed = io.BytesIO()
    word.save(packed)
    Path(path).write_bytes(_without_time(packed))


def _set_up(word: WordDocument, landscape: bool) -> float:
    """Set the page, the language and the look; return the width of the text in centimetres."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    section = word.sections[0]
    across, down = PAGE_CM[::-1] if landscape else PAGE_CM
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(across), Cm(down)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(2)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size, normal.paragraph_format.space_after = FONT, Pt(11), Pt(6)
    for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 12)):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = (
            FONT,
            Pt(size),
            True,
            RGBColor(34, 34, 34),
        )
        _without_theme(style.element)
    _speak_dutch(word)
    _number_pages(section.footer.paragraphs[0])
    return across - 2 * MARGIN_CM


def _without_theme(style: CT_Style) -> None:
    """Let the font of the style count, and take away the line under the title."""
    from docx.oxml.ns import qn

    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        style.find(qn("w:rPr")).find(qn("w:rFonts")).attrib.pop(qn(f"w:{theme}"), None)
    for border in style.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _speak_dutch(word: WordDocument) -> None:
    """Say on the styles that the text is Dutch, for a spelling checker and a screen reader."""
    from docx.oxml.ns import qn

    default = word.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for properties in (default, word.styles["Normal"].element.get_or_add_rPr()):
        language = properties.find(qn("w:lang"))
        if language is None:
            language = properties.makeelement(qn("w:lang"), {})
            properties.append(language)
        for kind in ("val", "eastAsia", "bidi"):
            language.set(qn(f"w:{kind}"), DUTCH)


def _number_pages(line: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn

    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("Bladzijde ", "PAGE"), (" van ", "NUMPAGES")):
        line.add_run(words)
        number = line._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): field})
        line._p.append(number)
        shown = line.add_run("1")._r
        number.append(shown)


def _describe(word: WordDocument, document: BlockDocument) -> None:
    facts = word.core_properties
    facts.title, facts.author, facts.language = _clean(document.title)[:255], _clean(document.author)[:255], DUTCH
    facts.comments, facts.last_modified_by, facts.revision = "", "", 1
    facts.created = facts.modified = datetime.combine(document.as_of, time()) if document.as_of else _FIRST_DAY
    links = word.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]


def _add(word: WordDocument, block: Block, width: float) -> None:
    match block:
        case Heading(text, level):
            word.add_heading(_clean(text), level - 1)
        case TextBlock(text):
            _write(word.add_paragraph(), text)
        case Bullets(items, numbered):
            for item in items:
                _write(word.add_paragraph(style="List Number" if numbered else "List Bullet"), item)
        case Letter(text):
            _add_letter(word, text)
        case TableBlock(table, widths):
            _add_table(word, table, widths, width)
        case Picture(png, alt, _):
            _add_picture(word, png, alt)
        case NewPage():
            pass


_SHORT_LETTER = 12
"""Lines of words to copy that stay on one page; more would leave a page half empty."""


def _add_letter(word: WordDocument, text: str) -> None:
    """Add words to copy: plain, a little to the right; short ones on one page."""
    from docx.shared import Cm

    line = word.add_paragraph()
    line.paragraph_format.left_indent, line.paragraph_format.keep_together = Cm(1), text.count("\n") < _SHORT_LETTER
    _write(line, text.strip())


def _write(line: Paragraph, text: str) -> None:
    """Add text; what is still to fill in gets a yellow mark, besides its brackets."""
    from docx.enum.text import WD_COLOR_INDEX

    for part in filter(None, TO_FILL_IN.split(_clean(text))):
        run = line.add_run(part)
        if TO_FILL_IN.fullmatch(part):
            run.font.highlight_color, run.bold = WD_COLOR_INDEX.YELLOW, True


def _add_picture(word: WordDocument, png: bytes, alt: str) -> None:
    from docx.shared import Cm

    shape = word.add_picture(io.BytesIO(png), width=Cm(PICTURE_CM))
    shape._inline.docPr.set("descr", _clean(alt))


def _add_table(word: WordDocument, table: ShownTable, widths: tuple[int, ...], width: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm

    headings, rows, numbers = cells_of(table)
    if table.caption:
        caption = word.add_paragraph()
        caption.add_run(_clean(table.caption)).bold = True
        caption.paragraph_format.keep_with_next = True
    grid = word.add_table(rows=1 + len(rows), cols=len(headings), style="Light Grid Accent 1")
    cells = grid._cells
    for place, text in enumerate([*headings, *(text for row in rows for text in row)]):
        _write_cell(cells[place], text, numbers[place % len(headings)])
    if widths:
        grid.autofit = False
        shares = [Cm(width * share / sum(widths)) for share in widths]
        for column, share in zip(grid.columns, shares, strict=True):
            column.width = share
        for place, cell in enumerate(cells):
            cell.width = shares[place % len(headings)]
    for line in grid.rows:
        settings = line._tr.get_or_add_trPr()
        settings.append(settings.makeelement(qn("w:cantSplit"), {}))
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {}))
    word.add_paragraph()


def _write_cell(cell: _Cell, text: str, number: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    line = cell.paragraphs[0]
    _write(line, text)
    line.paragraph_format.space_after = Pt(1)
    for run in line.runs:
        run.font.size = Pt(9.5)
    if number:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _without_time(packed: io.BytesIO) -> bytes:
    """Return the file without the time of packing in it."""
    again = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _PACKED)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return again.getvalue()


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
