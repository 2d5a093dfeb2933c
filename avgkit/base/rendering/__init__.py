"""Documents of blocks, written as Markdown, as one HTML page or for Word. Text in a block is text, never mark-up."""

from avgkit.base.rendering.blocks import (
    BlockDocument,
    Bullets,
    Heading,
    Letter,
    NewPage,
    Picture,
    TableBlock,
    TextBlock,
    to_fill_in,
)
from avgkit.base.rendering.writing import save_document

__all__ = [
    "BlockDocument",
    "Bullets",
    "Heading",
    "Letter",
    "NewPage",
    "Picture",
    "TableBlock",
    "TextBlock",
    "save_document",
    "to_fill_in",
]
