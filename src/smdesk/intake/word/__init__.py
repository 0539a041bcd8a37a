"""Reads ``document.xml`` as it is seen: paragraphs outside tables, and tables as grids of cells."""

from smdesk.intake.word.grid import read_tables, walk_body
from smdesk.intake.word.model import WordCell, WordParagraph, WordRun, WordTable

__all__ = ["WordCell", "WordParagraph", "WordRun", "WordTable", "read_tables", "walk_body"]
