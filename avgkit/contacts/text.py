"""Bytes become text. Dutch lists are UTF-8, UTF-16 or what Excel writes on Windows (cp1252): no guess is needed.

Excel can also write the old pages of MS-DOS and the Mac; that is told, so that somebody looks at the letters.
"""

from __future__ import annotations

import codecs
import io
import json
import re

from avgkit.base.errors import AvgkitError

_SAMPLE = 200_000
OLD_PAGES = {"cp850": "CSV (MS-DOS)", "mac_roman": "CSV (Macintosh)"}
"""Code pages that Excel writes beside that of Windows, and what it calls such a file."""
_GOOD = "àáâäãåçèéêëìíîïñòóôöõøùúûüýÿßœæ"
_ODD = re.compile(rf"(?<=[A-Za-z{_GOOD}])[^\x00-\x7f{_GOOD}{_GOOD.upper()}’“”–—…•°™\xa0€·®]|[^\W\d_]*\ufffd").findall
_SHOUTED = re.compile(rf"(?<=[a-z])[{_GOOD.upper()}]|[‘’“”–—€·®](?=[a-z])(?<=[a-z].)").findall
_OTHER_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line for ``str.splitlines``, which is quick, and not in a list."""
_BLANK = b" \t\r\n\xef\xbb\xbf"
_BINARY = {
    b"%PDF": "een pdf",
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een foto",
    b"GIF8": "een plaatje",
    b"\x1f\x8b": "een ingepakt bestand",
    b"Rar!": "een ingepakt bestand",
    b"7z\xbc\xaf": "een ingepakt bestand",
    b"{\\rtf": "een tekstdocument",
    b"SQLite": "een database",
}


def lines_in(text: str) -> list[str]:
    """Return the lines of a text with their ends: \\r, \\n or both, and nothing else that may stand in a cell."""
    cuts_at_more = any(mark in text for mark in _OTHER_ENDS)
    return list(io.StringIO(text, newline="")) if cuts_at_more else text.splitlines(keepends=True)


def refuse_binary(name: str, data: bytes) -> None:
    """Raise AvgkitError when the bytes are no list of text, whatever the name says."""
    if kind := binary_kind(data):
        raise AvgkitError(
            f"{name} is {kind} en geen lijst; bewaar je lijst als CSV of Excel (.xlsx) en probeer het opnieuw."
        )


def refuse_json(name: str, data: bytes) -> None:
    """Raise AvgkitError for a JSON file, by its name or as its content tells: such an export is no table of people."""
    if not (name.lower().endswith((".json", ".jsonld")) or data.lstrip(_BLANK)[:1] in (b"{", b"[")):
        return
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict) and {"version", "answers"} <= told.keys():
        raise AvgkitError(
            f"{name} bevat je antwoorden voor de documenten en is geen lijst; kies het bestand met je contacten."
        )
    if told is not None or name.lower().endswith((".json", ".jsonld")):
        raise AvgkitError(
            f"{name} is een JSON-bestand en geen lijst; "
            "bewaar je lijst als CSV of Excel (.xlsx) en probeer het opnieuw."
        )


def binary_kind(data: bytes) -> str | None:
    """Return in Dutch what the bytes are when they are no text, as far as their start tells."""
    return next((kind for start, kind in _BINARY.items() if data.startswith(start)), None)


def decode(data: bytes) -> tuple[str, str, list[str]]:
    """Return the text, its encoding (UTF-8, UTF-16, cp1252 or an old page) and Dutch notices of what was mended."""
    notices: list[str] = []
    text, encoding = _decode(data, notices)
    text = text.removeprefix("ï»¿")  # a mark of UTF-8 that a program saved as letters
    if "\0" in text:
        text = text.replace("\0", "")
        notices.append("Er stonden lege tekens (NUL) in het bestand; die zijn weggelaten.")
    return text, encoding, notices


def _decode(data: bytes, notices: list[str]) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    if wide := _wide(data):
        return data.decode(wide, "replace"), "utf-16"
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        if error.end >= len(data) - 1 and error.reason == "unexpected end of data":
            notices.append("Het bestand houdt midden in een letter op; misschien is het niet helemaal opgehaald.")
            return data[: error.start].decode(encoding), encoding
    encoding = _old_page(data) or "cp1252"
    text = data.decode(encoding, "replace")
    if encoding in OLD_PAGES:
        word = next((word for word in text[:_SAMPLE].split() if not word.isascii()), "")[:40]
        notices.append(
            f"Dit bestand lijkt in Excel bewaard als {OLD_PAGES[encoding]}; zo staat er “{word}”. "
            "Kloppen de letters niet? Bewaar het in Excel als CSV UTF-8."
        )
    return text, encoding


def _old_page(data: bytes) -> str | None:
    """Return the page of MS-DOS or of an old Mac when the words of a text are words in that page only."""
    sample = data[:_SAMPLE]
    odd = {page: _odd(sample.decode(page, "replace")) for page in ("cp1252", *OLD_PAGES)}
    best = min(OLD_PAGES, key=lambda page: odd[page])
    return best if odd["cp1252"] > 2 * odd[best] and len(set(odd.values())) > 1 else None


def _odd(text: str) -> int:
    """Return how many letters of other tongues, signs and capitals stand inside or beside the words of a text."""
    return len(_ODD(text)) + len(_SHOUTED(text))


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark: every other byte of Latin text is zero."""
    sample = data[:2000]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None
