"""Bytes become text. Dutch lists are UTF-8, UTF-16 or what Excel writes on Windows (cp1252): no guess is needed.

Excel can also write the old pages of MS-DOS and the Mac; that is told, so that somebody looks at the letters.
"""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Sequence

from avgkit.base.errors import AvgkitError

_SAMPLE = 200_000
OLD_PAGES = {"cp850": "CSV (MS-DOS)", "mac_roman": "CSV (Macintosh)"}
ENCODINGS = ("utf-8", "utf-16", "cp1252", *OLD_PAGES)
"""Code pages that Excel writes beside that of Windows, and what it calls such a file."""
_GOOD = "àáâäãåçèéêëìíîïñòóôöõøùúûüýÿßœæ"
_ODD = re.compile(rf"(?<=[A-Za-z{_GOOD}])[^\x00-\x7f{_GOOD}{_GOOD.upper()}’“”–—…•°™\xa0€·®]|[^\W\d_]*\ufffd").findall
_SHOUTED = re.compile(rf"(?<=[a-z])[{_GOOD.upper()}]|[‘’“”–—€·®](?=[a-z])(?<=[a-z].)").findall
_OTHER_ENDS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ends a line for ``str.splitlines``, which is quick, and not in a list."""
_BLANK = b" \t\r\n\xef\xbb\xbf"
_SAVE = "bewaar je lijst als CSV of Excel (.xlsx) en probeer het opnieuw"
_UNPACK, _EXPORT = "pak het uit en kies de lijst die erin zit", "exporteer je contacten als CSV"
_DOWNLOAD = "open de pagina en download je lijst als CSV of Excel (.xlsx)"
Start = tuple[str, str, str]
_BINARY: tuple[Start, ...] = (
    (r"%PDF", "een pdf", _SAVE),
    (r"\x89PNG|GIF8|BM.{4}\x00{4}|II\*\x00|MM\x00\*|RIFF.{4}WEBP|.{4}ftyp(?:hei|mif|avif)", "een plaatje", _SAVE),
    (r"\xff\xd8\xff", "een foto", _SAVE),
    (r"ID3[\x02-\x04]\x00|OggS|fLaC|RIFF|.{4}ftyp|\x1aE\xdf\xa3", "geluid of beeld", _SAVE),
    (r"\x1f\x8b|Rar!|7z\xbc\xaf|BZh\d1AY|\xfd7zXZ", "een ingepakt bestand", _UNPACK),
    (r"\{\\rtf|PK.{28}mimetypeapplication/vnd\.oasis\.opendocument\.text", "een tekstdocument", _SAVE),
    (r"PK.{28}mimetypeapplication/vnd\.oasis\.opendocument\.(?!spread)", "een document", _SAVE),
    (r"SQLite|\x00\x01\x00\x00Standard (?:Jet|ACE) DB", "een database", _SAVE),
    (r"MZ.{0,80}\x00|\x7fELF", "een programma", _SAVE),
    (r"L\x00{3}\x01\x14\x02\x00", "een snelkoppeling", "kies het bestand zelf"),
    (r"!BDN", "een postvak van Outlook", _EXPORT),
    (r"bplist", "een instelling van een Mac", _EXPORT),
)
_TEXTS: tuple[Start, ...] = (
    (r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", "een plaatje", _SAVE),
    (r"\[(?:InternetShortcut|Desktop Entry)\b", "een snelkoppeling naar een pagina", _DOWNLOAD),
    (r"<\?xml.{0,200}<plist.{0,100}<key>URL<|\{[^{}]*\"doc_id\":", "een snelkoppeling naar een pagina", _DOWNLOAD),
    (r"BEGIN:VCALENDAR", "een agenda", _EXPORT),
    (
        r"(?:--[^\n]*\n|/\*[^*]*\*/;?|SET [^\n]*\n|\s)*(?:CREATE|INSERT INTO|DROP) [^\n]*[;(]",
        "een kopie van een database",
        _SAVE,
    ),
    (
        r"(?:From [^\n]*\n)?(?:(?:Return-Path|Received|Delivered-To|From|To|Cc|Date|Subject|Message-ID|Reply-To|"
        r"MIME-Version|X-[\w-]+): [^\n]*\n(?:[ \t][^\n]*\n)*){2}",
        "een mail",
        _EXPORT,
    ),
    (r"%YAML|---\s*\n|- +[\w-]+: ", "een YAML-bestand", _SAVE),
)
"""How files that are no list begin, what they are and what to do (Dutch)."""


def lines_in(text: str) -> list[str]:
    """Return the lines of a text with their ends: \\r, \\n or both, and nothing else that may stand in a cell."""
    cuts_at_more = any(mark in text for mark in _OTHER_ENDS)
    return list(io.StringIO(text, newline="")) if cuts_at_more else text.splitlines(keepends=True)


def _kind(data: bytes, known: Sequence[Start]) -> tuple[str, str] | None:
    first = data[:5_000].lstrip(_BLANK).decode("latin-1")
    return next(((kind, advice) for start, kind, advice in known if re.match(start, first, re.DOTALL)), None)


def binary_kind(data: bytes) -> str | None:
    """Return in Dutch what the bytes are when they are no text, as far as their start tells."""
    found = _kind(data, _BINARY)
    return found and found[0]


def refuse_other(name: str, data: bytes) -> None:
    """Raise AvgkitError when the first bytes are those of no list, whatever the name says."""
    if found := _kind(data, (*_BINARY, *_TEXTS)):
        raise AvgkitError(f"{name} is {found[0]} en geen lijst; {found[1]}.")


def refuse_json(name: str, data: bytes) -> None:
    """Raise AvgkitError for a JSON file, by its name or as its content tells: such an export is no table of people."""
    if not (name.lower().endswith((".json", ".jsonl", ".jsonld")) or data.lstrip(_BLANK)[:1] in (b"{", b"[")):
        return
    told = _json(data) or _json(data.lstrip(_BLANK).partition(b"\n")[0])  # the whole, or an object on each line
    if isinstance(told, dict) and {"version", "answers"} <= told.keys():
        raise AvgkitError(
            f"{name} bevat je antwoorden voor de documenten en is geen lijst; kies het bestand met je contacten."
        )
    if told or name.lower().endswith((".json", ".jsonl", ".jsonld")):
        raise AvgkitError(f"{name} is een JSON-bestand en geen lijst; {_SAVE}.")


def _json(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def decode(data: bytes, said: str | None = None) -> tuple[str, str, list[str]]:
    """Return the text, its encoding (UTF-8, UTF-16, cp1252 or an old page) and Dutch notices of what was mended.

    ``said``: the encoding, when the learner knows better. Raises AvgkitError for one that is not in ``ENCODINGS``.
    """
    notices: list[str] = []
    if said is not None and said not in ENCODINGS:
        raise AvgkitError(f"De tekenset “{said}” kennen we niet. Kies uit: {', '.join(ENCODINGS)}.")
    text, encoding = (data.decode(said, "replace"), said) if said else _decode(data, notices)
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
            "Kloppen de letters niet? Bewaar het in Excel als CSV UTF-8, of lees het met --encoding cp1252."
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
