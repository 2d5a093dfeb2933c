"""Documents of blocks, written as Markdown, as one HTML page or for Word. Text in a block is text, never mark-up."""

from avgkit.paper.blocks import Bullets, Document, Grid, Heading, Letter, Picture, Text
from avgkit.paper.writing import save_document

__all__ = ["Bullets", "Document", "Grid", "Heading", "Letter", "Picture", "Text", "save_document"]
