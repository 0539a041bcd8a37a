"""What is chosen: rows of a long list, told by ranges (all cost what one does), and their notice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from smdesk.gui.desk.page import DeskPage

FEW = 200
"""Up to so many chosen cases are looked at at once; more beside the window."""


def chosen_ids(view: QTableView, ids: Sequence[int]) -> list[int]:
    """Return the chosen ones of the cases that a view shows, in its order."""
    model = view.selectionModel()
    if model is None:
        return []
    ranges = sorted((one.top(), one.bottom()) for one in model.selection().toList())
    found: list[int] = []
    end = 0
    for top, bottom in ranges:
        found += ids[max(top, end) : bottom + 1]
        end = max(end, bottom + 1)
    return found


def notice_in_hand(page: DeskPage) -> str:
    """Return the notice of what is in hand: ranked, chosen or narrowed to; '' where there is none."""
    desk = page.work.desk
    if page.ranking.isVisible():
        return page.ranking.form[0]
    rows = desk.rows(page.chosen_ids[:1]) if desk is not None else ()
    return rows[0].notice if rows else page.frame.filters.wanted.notice
