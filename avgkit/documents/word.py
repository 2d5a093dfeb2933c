"""A document as .docx: real headings, tables with a repeated header row, Dutch, page numbers, A4. The same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from avgkit.documents.blocks import GAP, Block, Bullets, Grid, Heading, NewPage, Paragraph
from avgkit.documents.model import Document

DUTCH = "nl-NL"
FONT = "Arial"
INK = RGBColor(0x22, 0x22, 0x22)
PAGE, MARGIN = (21.0, 29.7), 2.2
"""A4 and its margins, in centimetres."""
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def word(document: Document) -> bytes:
    """Return the bytes of a .docx file."""
    file = docx.Document()
    _page(file)
    _styles(file)
    _properties(file, document)
    file.add_heading(document.title, 0)
    for block in document.blocks:
        _add(file, block)
    return _packed(file)


def _page(file: Docx) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(PAGE[0]), Cm(PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run("Bladzijde ")
    _field(line, "PAGE")
    line.add_run(" van ")
    _field(line, "NUMPAGES")


def _field(line: DocxParagraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _styles(file: Docx) -> None:
    """Set Dutch and one calm look on the styles, so that a spelling checker and a screen reader know the language."""
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in (("Title", 24), ("Heading 1", 15), ("Heading 2", 12)):
        style = file.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FONT, Pt(size), True, INK
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for border in file.styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    for properties in (
        file.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"),
        normal.element.get_or_add_rPr(),
    ):
        language = properties.find(qn("w:lang"))
        if language is None:
            language = OxmlElement("w:lang")
            properties.append(language)
        for kind in ("val", "eastAsia", "bidi"):
            language.set(qn(f"w:{kind}"), DUTCH)


def _properties(file: Docx, document: Document) -> None:
    """Write the title, the learner's company and the day; nothing of this computer or its user."""
    about, day = file.core_properties, datetime.combine(document.as_of, time())
    about.title, about.author, about.language = document.title, document.author[:255], DUTCH
    about.comments, about.last_modified_by, about.revision = "", "", 1
    about.created = about.modified = day
    package = file.part.package
    for key in [key for key, link in package.rels.items() if link.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def _add(file: Docx, block: Block) -> None:
    match block:
        case Heading(text, level):
            file.add_heading(text, level)
        case Paragraph(text):
            _write(file.add_paragraph(), text)
        case Bullets(items, numbered):
            for item in items:
                _write(file.add_paragraph(style="List Number" if numbered else "List Bullet"), item)
        case Grid(headings, rows, widths):
            _grid(file, headings, rows, widths)
        case NewPage():
            file.add_page_break()


def _write(line: DocxParagraph, text: str) -> None:
    """Add text; what is still to fill in gets a yellow mark, besides its brackets."""
    for part in GAP.split(text):
        if part:
            run = line.add_run(part)
            if GAP.fullmatch(part):
                run.font.highlight_color, run.bold = WD_COLOR_INDEX.YELLOW, True


def _grid(file: Docx, headings: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...]) -> None:
    table = file.add_table(rows=1 + len(rows), cols=len(headings))
    table.style = "Table Grid"
    table.autofit = False
    room = PAGE[0] - 2 * MARGIN
    for place, share in enumerate(widths):
        table.columns[place].width = Cm(room * share / sum(widths))
    cells = table._cells
    for place, text in enumerate([*headings, *(text for row in rows for text in row)]):
        cell, column = cells[place], place % len(headings)
        cell.width = table.columns[column].width
        _cell(cell, text, bold=place < len(headings) or column == 0)
    _header_row(table)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    file.add_paragraph().paragraph_format.space_after = Pt(2)


def _cell(cell: _Cell, text: str, bold: bool) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(2)
    _write(line, text)
    for run in line.runs:
        run.font.size = Pt(10)
        run.bold = bold or run.bold


def _header_row(table: Table) -> None:
    """Mark the first row as headings: repeated on each page, and read out as such."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7E6E6")):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _packed(file: Docx) -> bytes:
    """Return the file without the time of packing in it."""
    first, second = io.BytesIO(), io.BytesIO()
    file.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return second.getvalue()
