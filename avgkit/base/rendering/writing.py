"""A document to a file, by the ending of its name."""

from __future__ import annotations

from pathlib import Path

from avgkit.base.errors import AvgkitError
from avgkit.base.files import save_text, save_whole
from avgkit.base.own_work import mark_of, sign
from avgkit.base.rendering.blocks import BlockDocument
from avgkit.base.rendering.html_page import page
from avgkit.base.rendering.markdown import markdown
from avgkit.base.rendering.word import write_word

ENDINGS = (".docx", ".html", ".md")


def document_path(target: str | Path) -> Path:
    """Return the path of a document. Raises AvgkitError with a Dutch sentence for a wrong ending or folder."""
    path = Path(target)
    if path.suffix.lower() not in ENDINGS:
        raise AvgkitError(
            f"{path.name} kan niet bewaard worden; kies een naam met {', '.join(ENDINGS[:2])} of {ENDINGS[2]}."
        )
    if not path.parent.is_dir():
        raise AvgkitError(f"De map voor {path.name} is er niet; maak de map of kies een andere.")
    return path


def save_document(document: BlockDocument, target: str | Path) -> Path:
    """Write the document whole or not at all. Raises as ``document_path`` and ``save_whole`` do."""
    path = document_path(target)
    if path.suffix.lower() == ".docx":

        def write(spare: str) -> None:
            write_word(document, spare)
            sign(spare, path.suffix)

        save_whole(path, write)
    else:
        text = page(document) if path.suffix.lower() == ".html" else markdown(document)
        save_text(path, text + mark_of(text))
    return path
