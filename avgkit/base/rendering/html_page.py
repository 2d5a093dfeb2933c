"""A document as one HTML page: no script, no address outside, pictures inside the page."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

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
from avgkit.base.tables import ShownTable

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, "DejaVu Sans", sans-serif; }
table { border-collapse: collapse; margin: 1rem 0; width: 100%; font-size: .93rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #8888; }
.number { text-align: right; }
pre { white-space: pre-wrap; font: inherit; border-left: 4px solid #0072b2; padding: .2rem 1rem; margin: 1rem 0; }
img { max-width: 100%; height: auto; background: #fff; }
.scroll { overflow-x: auto; }
@media print { body { max-width: none; margin: 0; } tr, img, pre { break-inside: avoid; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(document: BlockDocument) -> str:
    """Return the document as a page that asks nothing of any other place."""
    body = html(document.blocks)
    title = escape(document.title)
    return (
        '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def html(blocks: Iterable[Block]) -> str:
    """Return blocks as HTML, every text escaped; also for a panel that shows a document before it is saved."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_told(text)}</h{level}>"
        case TextBlock(text):
            return f"<p>{_told(text)}</p>"
        case Bullets(items, numbered):
            kind = "ol" if numbered else "ul"
            return f"<{kind}>" + "".join(f"<li>{_told(item)}</li>" for item in items) + f"</{kind}>"
        case Letter(text):
            return f"<pre>{escape(text.strip())}</pre>"
        case TableBlock(table):
            return _table(table)
        case NewPage():
            return "<hr>"
        case Picture(png, alt, _):
            return f'<p><img src="data:image/png;base64,{b64encode(png).decode()}" alt="{escape(alt)}"></p>'


def _told(text: str) -> str:
    """Escape a text, with its line breaks and a mark on what is still to fill in."""
    return TO_FILL_IN.sub(r"<mark>\1</mark>", escape(text)).replace("\n", "<br>")


def _table(table: ShownTable) -> str:
    headings, rows, numbers = cells_of(table)
    kinds = [' class="number"' if number else "" for number in numbers]
    head = "".join(f'<th scope="col"{kind}>{escape(name)}</th>' for name, kind in zip(headings, kinds, strict=True))
    body = "".join(_row(row, kinds) for row in rows)
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return f'<div class="scroll"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _row(cells: list[str], kinds: list[str]) -> str:
    first = f'<th scope="row"{kinds[0]}>{_told(cells[0])}</th>'
    return (
        "<tr>"
        + first
        + "".join(f"<td{k}>{_told(cell)}</td>" for cell, k in zip(cells[1:], kinds[1:], strict=True))
        + "</tr>"
    )
