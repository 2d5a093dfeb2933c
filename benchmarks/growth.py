"""How does the time of a reader grow on hostile files? Each shape at a size and at twice that size.

    python benchmarks/growth.py [megabytes] [word of a shape]

Seconds of the processor, reading and merging together. Twice the size may take at most 2.5 times the time, and a file
of ten megabytes at most ten seconds; a shape that is refused shows the sentence's time.
"""

from __future__ import annotations

import io
import random
import sys
import time
import warnings
import zipfile
from collections.abc import Callable, Iterable

from avgkit.base.errors import AvgkitError
from avgkit.contacts import ContactList, read_bytes

PAGE = "<html><table><tr><th>Naam<th>E-mail</tr>{}</table></html>"
ROW = "<tr><td>Anna<td>a{}@example.org</tr>"
BOOK = '<?xml version="1.0"?><Workbook><Worksheet ss:Name="B"><Table>{}</Table></Worksheet></Workbook>'
HEAD = "Naam,E-mail,Notitie\n"
MAIL = "Anna,x@example.org\n"
LIST = "Naam,E-mail\nAnna,anna@example.org\n"


def filled(piece: str, size: int, around: str = "{}") -> bytes:
    """Return the piece, numbered where it has braces, as often as fits in ``size`` bytes."""
    times = max(size // len(piece.replace("{}", "123456")), 1)
    return around.replace("{}", "".join(piece.replace("{}", str(number)) for number in range(times))).encode()


def zipped(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        warnings.simplefilter("ignore")  # the same name twice
        for name, content in members:
            packed.writestr(name, content)
    return made.getvalue()


def words(size: int) -> bytes:
    """Return a list with a remark of words that nobody wrote before in each row."""
    rng = random.Random(1)
    remarks = ("".join(rng.choices("aeinoprst", k=8)) for _ in range(size // 28))
    return (HEAD + "".join(f"A,{word}@example.org,niet {word}\n" for word in remarks)).encode()


def nested(size: int) -> bytes:
    """Return a ZIP in a ZIP in a ZIP …, each as large as the one in it."""
    data = LIST.encode() + b"x" * size
    for depth in range(20):
        data = zipped([(f"{depth}.zip", data)])
    return data


def link(size: int) -> bytes:
    """Return a ZIP with symbolic links."""
    members = []
    for number in range(size // 200):
        member = zipfile.ZipInfo(f"{number}.csv")
        member.external_attr = 0o120777 << 16
        members.append((member, b"/etc/passwd"))
    return zipped(members)


def far(size: int) -> bytes:
    """Return a workbook that tells a large size and has cells far apart."""
    rows = "".join(
        f'<row r="{number * 9 + 1}"><c r="A{number * 9 + 1}" t="inlineStr"><is><t>a{number}@example.org</t></is></c>'
        f'<c r="XFD{number * 9 + 1}"><v>1</v></c></row>'
        for number in range(size // 120)
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    return zipped([("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", sheet.encode())])


SHAPES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "html: rows": ("a.xls", lambda size: filled(ROW, size, PAGE)),
    "html: entities": ("a.xls", lambda size: filled("<tr><td>&eacute;&#65;&amp;<td>a{}@example.org", size, PAGE)),
    "html: entities in one cell": ("a.xls", lambda size: filled("&amp;", size, PAGE.format("<tr><td>{}"))),
    "html: entities of no kind": ("a.xls", lambda size: filled("&x", size, PAGE.format("<tr><td>{}"))),
    "html: numbers without an end": ("a.xls", lambda size: filled("&#", size, PAGE.format("<tr><td>{}"))),
    "html: one long number": ("a.xls", lambda size: filled("1", size, PAGE.format("<tr><td>&#{};"))),
    "html: attributes": ("a.xls", lambda size: filled(' a{}="x"', size, PAGE.format("<tr {}><td>Anna"))),
    "html: an open quote": ("a.xls", lambda size: filled(" a='", size, PAGE.format("<tr {}><td>Anna"))),
    "html: attributes without a value": ("a.xls", lambda size: filled("a= ", size, PAGE.format("<tr {}"))),
    "html: one long attribute": ("a.xls", lambda size: filled("x", size, PAGE.format('<tr a="{}"><td>Anna'))),
    "html: tables in tables": ("a.xls", lambda size: filled("<table><tr><td>x", size, PAGE)),
    "html: unclosed tags": ("a.xls", lambda size: filled("<td", size, PAGE.format("<tr>{}"))),
    "html: only openings": ("a.xls", lambda size: filled("<", size, PAGE)),
    "html: closings": ("a.xls", lambda size: filled("</", size, PAGE)),
    "html: closings with a space": ("a.xls", lambda size: filled("</a ", size, PAGE)),
    "html: comments that stay open": ("a.xls", lambda size: filled("<!--", size, PAGE)),
    "html: comments with one dash": ("a.xls", lambda size: filled("<!-", size, PAGE)),
    "html: marked sections": ("a.xls", lambda size: filled("<![CDATA[", size, PAGE)),
    "html: declarations": ("a.xls", lambda size: filled("<!x ", size, PAGE)),
    "html: instructions": ("a.xls", lambda size: filled("<?x ", size, PAGE)),
    "html: scripts that stay open": ("a.xls", lambda size: filled("<script>", size, PAGE)),
    "html: titles that stay open": ("a.xls", lambda size: filled("<title>", size, PAGE)),
    "html: a script with half an end": ("a.xls", lambda size: filled("</scrip", size, PAGE.format("<script>{}"))),
    "html: huge colspans": ("a.xls", lambda size: filled('<tr><td colspan="999999999">x', size, PAGE)),
    "html: cells in one row": ("a.xls", lambda size: filled("<td>x", size, PAGE.format("<tr>{}"))),
    "html: line breaks in a cell": ("a.xls", lambda size: filled("<br>", size, PAGE.format("<tr><td>{}"))),
    "html: sheets in plenty": ("a.xls", lambda size: filled(f"<table>{ROW}</table>", size)),
    "html: spaces": ("a.xls", lambda size: filled(" ", size, PAGE)),
    "xml: rows": ("a.xls", lambda size: filled("<Row><Cell><Data>a{}@example.org</Data></Cell></Row>", size, BOOK)),
    "xml: cells far away": ("a.xls", lambda size: filled('<Row><Cell ss:Index="999">x</Cell></Row>', size, BOOK)),
    "csv: rows": ("a.csv", lambda size: filled("Anna,a{}@example.org,wil geen mail {}\n", size, HEAD + "{}")),
    "csv: columns": ("a.csv", lambda size: filled(",k{}", size, "Naam,E-mail{}\nAnna,a@example.org\n")),
    "csv: full columns": (
        "a.csv",
        lambda size: filled(",k{}", size // 2, "Naam,E-mail{}\n") + filled(",v{}", size // 2, "Anna,a@example.org{}\n"),
    ),
    "csv: columns with one heading": ("a.csv", lambda size: filled(",E-mail", size, "Naam{}\nAnna,a@example.org\n")),
    "csv: other words in each row": ("a.csv", words),
    "csv: no headings": ("a.csv", lambda size: filled("{};", size, "{}\n")),
    "csv: one long cell": ("a.csv", lambda size: filled("wil geen mail ", size, HEAD + "Anna,a@example.org,{}\n")),
    "csv: cells of a megabyte": (
        "a.csv",
        lambda size: (HEAD + f"Anna,a@example.org,{'wil geen mail ' * 70_000}\n" * (size // 980_000)).encode(),
    ),
    "csv: quotes": ("a.csv", lambda size: filled('"', size, HEAD + "Anna,a@example.org,{}\n")),
    "csv: a quote in each row": ("a.csv", lambda size: filled('Anna,a{}@example.org,"x\n', size, HEAD + "{}")),
    "csv: addresses in a cell": ("a.csv", lambda size: filled("a{}@example.org;", size, HEAD + "Anna,{},\n")),
    "csv: numbers in a cell": ("a.csv", lambda size: filled("0612345678/", size, "Naam,Telefoon\nAnna,{}\n")),
    "csv: one address": ("a.csv", lambda size: filled("Anna,anna@example.org,{}\n", size, HEAD + "{}")),
    "csv: a name of many words": ("a.csv", lambda size: filled("van ", size, HEAD + "{},a@example.org,\n")),
    "csv: only line ends": ("a.csv", lambda size: filled("\n", size, HEAD + "{}Anna,a@example.org,\n")),
    "json: lists in lists": ("a.json", lambda size: filled("[", size)),
    "ldif: records": ("a.ldif", lambda size: filled("dn: cn=x\ncn: Anna {}\nmail: a{}@example.org\n\n", size)),
    "ldif: one folded line": ("a.ldif", lambda size: filled(" x\n", size, "dn: cn=x\nmail: a@example.org\ncn: A\n{}")),
    "ldif: one long line": ("a.ldif", lambda size: filled("x", size, "dn: cn=x\nmail: a@example.org\ncn: {}\n")),
    "ldif: values in plenty": ("a.ldif", lambda size: filled("mail: a{}@example.org\n", size, "dn: cn=x\n{}")),
    "ldif: remarks": ("a.ldif", lambda size: filled("# x\n", size, "{}dn: cn=x\ncn: Anna\n")),
    "vcard: cards": ("a.vcf", lambda size: filled("BEGIN:VCARD\nFN:A {}\nEMAIL:a{}@example.org\nEND:VCARD\n", size)),
    "vcard: one folded line": ("a.vcf", lambda size: filled(" x\n", size, "BEGIN:VCARD\nFN:A\n{}END:VCARD\n")),
    "vcard: soft line ends": (
        "a.vcf",
        lambda size: filled("x=\n", size, "BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:A=\n{}x\nEND:VCARD\n"),
    ),
    "vcard: parameters": ("a.vcf", lambda size: filled(';a="x"', size, "BEGIN:VCARD\nFN:A\nTEL{}:1\nEND:VCARD\n")),
    "vcard: semicolons": ("a.vcf", lambda size: filled("\\;", size, "BEGIN:VCARD\nN:A{}\nEND:VCARD\n")),
    "chat: messages": ("a.txt", lambda size: filled("15-02-2021 14:29 - Anna {}: stop met mailen\n", size)),
    "chat: one long message": ("a.txt", lambda size: filled("stop ", size, "15-02-2021 14:29 - Anna: {}")),
    "zip: lists": (
        "a.zip",
        lambda size: zipped((f"{n}.csv", filled("x@example.org\n", size // 50)) for n in range(50)),
    ),
    "zip: members": ("a.zip", lambda size: zipped((f"{number}.jpg", b"") for number in range(size // 120))),
    "zip: a bomb": ("a.zip", lambda size: zipped([("a.csv", b"\n" * size * 100)])),
    "zip: zips in zips": ("a.zip", nested),
    "zip: paths": ("a.zip", lambda size: zipped((f"/{n}.csv", LIST.encode()) for n in range(size // 150))),
    "zip: one name": ("a.zip", lambda size: zipped(("a.csv", LIST.encode()) for _ in range(size // 150))),
    "zip: links": ("a.zip", link),
    "xlsx: far cells": ("a.xlsx", far),
}


def seconds_for(name: str, data: bytes) -> tuple[float, str]:
    """Return how long reading and merging took, and what came out: a number of rows, or the sentence."""
    start = time.process_time()
    try:
        found = read_bytes(data, name)
        told = f"{len(ContactList([found]).contacts):,} of {found.data_rows:,} rows"
    except AvgkitError as error:
        told = str(error)
    except Exception as error:  # no reader may do that
        told = f"FAILS: {type(error).__name__}"
    return time.process_time() - start, told


def main(megabytes: float, word: str) -> None:
    read_bytes(LIST.encode(), "a.csv")
    print(f"{'shape':34}{'MB':>6}{'n':>8}{'2n':>8}{'ratio':>7}  at 2n")
    for shape, (name, make) in SHAPES.items():
        if word not in shape:
            continue
        size = int(megabytes * 1e6)
        least, _ = seconds_for(name, make(size))
        twice, told = seconds_for(name, make(2 * size))
        print(f"{shape:34}{megabytes:6.1f}{least:8.2f}{twice:8.2f}{twice / max(least, 0.01):7.1f}  {told}", flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, sys.argv[2] if len(sys.argv) > 2 else "")
