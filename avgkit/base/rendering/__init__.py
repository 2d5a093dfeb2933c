"""Documents of blocks, written as Markdown, as one HTML page or for Word. Text in a block is text, never mark-up."""

from avgkit.base.rendering.blocks import Bullets, Document, Grid, Heading, Letter, NewPage, Picture, Text, to_fill_in
from avgkit.base.rendering.writing import save_document

__all__ = [
    "Bullets",
    "Document",
    "Grid",
    "Heading",
    "Letter",
    "NewPage",
    "Picture",
    "Text",
    "save_document",
    "to_fill_in",
]
