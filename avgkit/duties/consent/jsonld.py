"""Consents as JSON-LD, in the shape of ISO/IEC TS 27560:2023 with the W3C community's Data Privacy Vocabulary (DPV).

The shape follows the guide w3id.org/dpv/guides/consent-27560; docs/consent.md tells what was taken and what could not
be checked. The context is in the document itself, so that nothing is fetched. What DPV has no term for is under
``avgkit:``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_text
from avgkit.duties.consent.record import BY_PHONE, ConsentRecord, Method, checked
from avgkit.law.facts import Channel, label

CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dpv-27560": "https://w3id.org/dpv/schema/dpv-27560#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "avgkit": "urn:avgkit:consent:",
    "dpv:hasEntity": {"@id": "dpv:hasEntity", "@container": "@id"},
}
CONTEXT |= {
    name: {"@id": name, "@type": "@id"}
    for name in (
        *("dct:conformsTo", "dct:creator", "skos:broader", "dpv:hasPersonalData", "dpv:hasProcessing"),
        *("dpv:hasDataController", "dpv:hasDataSource", "dpv:hasRecipient", "dpv:hasLegalBasis"),
        *("dpv:hasJurisdiction", "dpv:hasLocation", "dpv:hasConsentControl", "dpv:isIndicatedBy"),
    )
}
"""Prefixes, and which values are terms and not text."""
PROFILE = "dpv-27560:record"
_OWN = ("channel", "purpose", "method", "box", "separate", "opt_out_offered", "document", "product", "until", "source")
"""Fields that keep our own codes, so that a document reads back exactly."""
_DATA = {"email": "pd:EmailAddress", "phone": "pd:TelephoneNumber", "name": "pd:Name"}
_LARGEST = 50_000_000


def to_jsonld(records: Iterable[ConsentRecord], created: date) -> dict:
    """Return a JSON-LD document with a graph of consent records; ``created`` is the day of the document."""
    return {"@context": CONTEXT, "@graph": [_one(record, created) for record in records]}


def save_jsonld(records: Iterable[ConsentRecord], path: str | Path, created: date) -> Path:
    """Write the document whole or not at all; raises as ``saving.save_whole`` does."""
    path = Path(path)
    if path.suffix.lower() not in (".jsonld", ".json"):
        raise AvgkitError(f"{path.name} kan niet. Kies een naam met .jsonld of .json.")
    save_text(path, json.dumps(to_jsonld(records, created), ensure_ascii=False, indent=2) + "\n")
    return path


def _one(record: ConsentRecord, created: date) -> dict:
    sender = f"avgkit:sender-{record.record_id}"
    return _filled(
        {
            "@id": f"urn:uuid:{record.record_id}",
            "@type": ["dpv:ConsentRecord"],
            "dct:conformsTo": PROFILE,
            "dct:created": created.isoformat(),
            "dct:creator": sender,
            "dct:language": "nl",
            "dpv:hasIdentifier": record.record_id,
            "dpv:hasDataSubject": _subject(record),
            "dpv:hasEntity": {sender: {"@type": ["dpv:DataController"], "dpv:hasName": record.sender}},
            "dpv:hasNotice": _notices(record),
            "dpv:hasProcess": [_process(record, sender)],
        }
    )


def _subject(record: ConsentRecord) -> dict:
    return {
        "@type": ["dpv:DataSubject"],
        "dpv:hasIdentifier": record.email or record.phone or record.record_id,
        "dpv:hasName": record.name,
        "dpv:hasContact": [
            f"{kind}:{value}" for kind, value in (("mailto", record.email), ("tel", record.phone)) if value
        ],
    }


def _notices(record: ConsentRecord) -> list[dict]:
    asked = {
        "@type": ["dpv:ConsentNotice"],
        "dpv:hasIdentifier": record.form_version,
        "dct:description": record.text,
    }
    privacy = {"@type": ["dpv:PrivacyNotice"], "dpv:hasIdentifier": record.notice_version}
    return [notice for notice in map(_filled, (asked, privacy)) if len(notice) > 1]


def _process(record: ConsentRecord, sender: str) -> dict:
    used = "phone" if record.channel in BY_PHONE else "email"
    used = used if record.channel in (Channel.EMAIL, *BY_PHONE) or getattr(record, used) else "phone"
    return {
        "@type": ["dpv:Process"],
        "dpv:hasPurpose": [
            {
                "@type": ["dpv:Purpose"],
                "skos:broader": "dpv:DirectMarketing",
                "skos:prefLabel": f"{label('purpose', record.purpose)} per {label('channel', record.channel)}",
            }
        ],
        "dpv:hasPersonalData": [_DATA["name"], _DATA[used]],
        "dpv:hasProcessing": ["dpv:Collect", "dpv:Store", "dpv:Use"],
        "dpv:hasDataController": [sender],
        "dpv:hasDataSource": ["dpv:DataSubjectDataSource"],
        "dpv:hasRecipient": [],
        "dpv:hasLegalBasis": ["eu-gdpr:A6-1-a"],
        "dpv:hasJurisdiction": ["loc:NL"],
        "dpv:hasStorageCondition": [
            {"@type": ["dpv:StorageLocation"], "dpv:hasLocation": "dpv:WithinDevice"},
            {
                "@type": ["dpv:StorageDuration"],
                "dpv:hasDuration": {"@type": "dpv:UntilEventDuration", "rdf:value": "intrekking van de toestemming"},
            },
        ],
        "dpv:hasConsentControl": ["dpv:WithdrawConsent"],
        "dpv:hasConsentStatus": _statuses(record),
        **{f"avgkit:{name}": getattr(record, name) for name in _OWN},
    }


def _statuses(record: ConsentRecord) -> list[dict]:
    """Return what happened to the consent: given, confirmed, withdrawn."""
    expressed = "dpv:ExplicitlyExpressedConsent" if record.method == Method.PAPER else "dpv:ExpressedConsent"
    given = {
        "@type": ["dpv:ConsentGiven", expressed] if record.given_at else ["dpv:ConsentUnknown"],
        "dpv:isIndicatedAtTime": record.given_at,
        "dpv:hasIndicationMethod": record.method,
        "dpv:isIndicatedBy": "dpv:DataSubject",
        "dpv:isExercisedAt": record.origin,
    }
    confirmed = {
        "@type": ["dpv:RenewedConsentGiven"],
        "dpv:isIndicatedAtTime": record.confirmed_at,
        "dpv:hasIndicationMethod": "double opt-in",
    }
    taken_back = {
        "@type": ["dpv:ConsentWithdrawn"],
        "dpv:isIndicatedAtTime": record.withdrawn_at,
        "dpv:hasIndicationMethod": record.withdrawal_way,
        "dpv:isIndicatedBy": "dpv:DataSubject",
    }
    return [
        _filled(given),
        *([confirmed] if record.confirmed_at else []),
        *([_filled(taken_back)] if record.withdrawn_at else []),
    ]


def _filled(node: dict) -> dict:
    """Leave out what is not known, on every level; an empty list of recipients says something and stays."""
    found = {}
    for name, value in node.items():
        if isinstance(value, dict):
            value = _filled(value)
        if isinstance(value, list) and name != "dpv:hasPurpose":
            value = [_filled(part) if isinstance(part, dict) else part for part in value]
        if value not in ("", None, {}) and (value != [] or name == "dpv:hasRecipient"):
            found[name] = value
    return found


def from_jsonld(document: Mapping, today: date) -> list[ConsentRecord]:
    """Return the records of a document in this shape. Raises AvgkitError with a Dutch sentence for another shape."""
    if not isinstance(document, Mapping):
        raise AvgkitError("Dit is geen JSON-LD met toestemmingen. Kies een bestand dat avgkit maakte.")
    nodes = document.get("@graph", [document])
    if not isinstance(nodes, list) or not all(isinstance(node, Mapping) for node in nodes):
        raise AvgkitError(
            "De lijst met toestemmingen in dit bestand klopt niet. Bewaar het bestand opnieuw vanuit avgkit."
        )
    found = []
    for place, node in enumerate(nodes, 1):
        try:
            found.append(checked(_read(node), today))
        except (KeyError, TypeError, IndexError, AttributeError, ValueError):
            raise AvgkitError(
                f"Toestemming {place} in dit bestand mist een onderdeel van ISO/IEC TS 27560. Kijk het bestand na."
            ) from None
    return found


def load_jsonld(path: str | Path, today: date) -> list[ConsentRecord]:
    """Read a file of JSON-LD; raises as ``from_jsonld`` does, and for a file that cannot be read."""
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise AvgkitError(f"{path.name} is groter dan 50 MB. Splits het bestand.")
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise AvgkitError(f"{path.name} is niet te lezen. Kijk of de naam en de map kloppen.") from None
    except (ValueError, RecursionError):
        raise AvgkitError(f"{path.name} is geen JSON. Kies een bestand met .jsonld of .json.") from None
    return from_jsonld(document, today)


def _notice(notices: Iterable[dict], kind: str) -> dict:
    return next((notice for notice in notices if kind in notice["@type"]), {})


def _read(node: Mapping) -> ConsentRecord:
    (process,) = node["dpv:hasProcess"]
    subject, notices = node["dpv:hasDataSubject"], node.get("dpv:hasNotice", [])
    contacts = dict(contact.split(":", 1) for contact in subject.get("dpv:hasContact", []))
    by_type = {kind: status for status in process["dpv:hasConsentStatus"] for kind in status["@type"]}
    asked, privacy = (_notice(notices, kind) for kind in ("dpv:ConsentNotice", "dpv:PrivacyNotice"))
    given = by_type.get("dpv:ConsentGiven") or by_type.get("dpv:ConsentUnknown") or {}
    taken_back = by_type.get("dpv:ConsentWithdrawn", {})
    words = {
        "record_id": node["dpv:hasIdentifier"],
        "sender": node["dpv:hasEntity"][node["dct:creator"]].get("dpv:hasName", ""),
        "name": subject.get("dpv:hasName", ""),
        "email": contacts.get("mailto", ""),
        "phone": contacts.get("tel", ""),
        "text": asked.get("dct:description", ""),
        "form_version": asked.get("dpv:hasIdentifier", ""),
        "notice_version": privacy.get("dpv:hasIdentifier", ""),
        "given_at": given.get("dpv:isIndicatedAtTime", ""),
        "origin": given.get("dpv:isExercisedAt", ""),
        "confirmed_at": by_type.get("dpv:RenewedConsentGiven", {}).get("dpv:isIndicatedAtTime", ""),
        "withdrawn_at": taken_back.get("dpv:isIndicatedAtTime", ""),
        "withdrawal_way": taken_back.get("dpv:hasIndicationMethod", ""),
    }
    words |= {name: process.get(f"avgkit:{name}", "") for name in _OWN}
    if not all(isinstance(value, str) for value in words.values()):
        raise TypeError
    return ConsentRecord(**words)
