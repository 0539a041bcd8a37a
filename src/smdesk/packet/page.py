"""The sheet of paper and the marks on it: what Word and PDF share so that their pages agree.

A4, duplex, 28 mm at the binding edge and mirrored; the text block is 156 mm wide as GB/T 9704-2012
has it. All lengths in mm.
"""

from __future__ import annotations

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
INNER, OUTER = 28.0, 26.0
TOP, BOTTOM = 30.0, 30.0
TEXT_WIDTH = PAGE_WIDTH - INNER - OUTER
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
ROW_HEIGHT = 8.0
"""The least height of a table row that the pack gives none."""
COVER_ROW_HEIGHT = 15.0
CELL_PADDING = 1.2
QR_SIZE = 13.0
PICTURE_DPI = 200
"""How dense a picture is that does not say its width."""

DRAFT_MARK = "草稿"
SEAL_LABEL = "核对码"
"""Stands before the seal code at the foot of each page."""
