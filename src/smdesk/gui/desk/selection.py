"""What is chosen: rows of a long list, told by ranges (all cost what one does), and their notice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel
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


def choose_rows(
    view: QTableView, ids: Sequence[int], case: int | None, held: Sequence[int] = ()
) -> None:
    """Choose a case, the first where it is not shown; with it ``held``, if it is one of several that were chosen."""
    if not ids:
        return
    at = ids.index(case) if case in ids else 0
    index, model = view.model().index(at, 0), view.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    if len(held) > 1 and ids[at] in set(held):
        model.setCurrentIndex(index, flags.NoUpdate)
        model.select(_rows_of(view, ids, set(held)), flags.ClearAndSelect | flags.Rows)
    elif view.currentIndex() != index or not model.hasSelection():
        model.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
    view.scrollTo(index)


def _rows_of(view: QTableView, ids: Sequence[int], held: set[int]) -> QItemSelection:
    """Return the rows of some cases, one range for all that stand together."""
    model, found = view.model(), QItemSelection()
    first: int | None = None
    for at in range(len(ids) + 1):
        if at < len(ids) and ids[at] in held:
            first = at if first is None else first
        elif first is not None:
            found.select(model.index(first, 0), model.index(at - 1, 0))
            first = None
    return found


def notice_in_hand(page: DeskPage) -> str:
    """Return the notice of what is in hand: ranked, chosen or narrowed to; '' where there is none."""
    desk = page.work.desk
    if page.ranking.isVisible():
        return page.ranking.form[0]
    rows = desk.rows(page.chosen_ids[:1]) if desk is not None else ()
    return rows[0].notice if rows else page.frame.filters.wanted.notice
