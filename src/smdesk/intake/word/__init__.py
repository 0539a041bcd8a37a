"""Reads ``document.xml`` as it is seen: paragraphs outside tables, and tables as grids of cells."""

from smdesk.intake.word.grid import read_tables, walk_body
from smdesk.intake.word.items import LateItems, late_items, placed_tables
from smdesk.intake.word.model import WordCell, WordParagraph, WordRun, WordTable

__all__ = [
    "LateItems", "WordCell", "WordParagraph", "WordRun", "WordTable", "late_items", "placed_tables",
    "read_tables", "walk_body",
]  # fmt: skip
