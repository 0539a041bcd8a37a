"""Which rows of a long list are chosen, told by ranges: choosing all costs what choosing one does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

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
