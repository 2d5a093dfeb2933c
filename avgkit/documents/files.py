"""Saving a document as .docx or .md; the file appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

from avgkit.documents.markdown import markdown
from avgkit.documents.model import Document
from avgkit.errors import AvgkitError
from avgkit.saving import save_text, save_whole

ENDINGS = (".docx", ".md")


def save_document(document: Document, path: Path) -> None:
    """Write a document. Raises AvgkitError for another ending, and as ``save_whole`` does."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise AvgkitError(f"{path.name} kan niet bewaard worden; kies een naam met .docx (voor Word) of .md.")
    if ending == ".md":
        save_text(path, markdown(document))
        return
    from avgkit.documents.word import word

    content = word(document)
    save_whole(path, lambda spare: Path(spare).write_bytes(content))


def free_path(folder: Path, document: Document, ending: str = ".docx") -> Path:
    """Return a path in the folder that is not in use, so that what somebody edited in Word is never overwritten."""
    number, path = 1, folder / f"{document.kind.name}{ending}"
    while path.exists():
        number += 1
        path = folder / f"{document.kind.name}-{number}{ending}"
    return path
