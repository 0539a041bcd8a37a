"""Columns of lists: as wide as their words need, within bounds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHeaderView, QTableView, QTreeView


def fit_columns(view: QTableView | QTreeView, bounds: Iterable[tuple[int, int]]) -> None:
    """Give the first columns what their words need, each at least and at most so many pixels.

    Call it when the rows are in. What is left goes to the last column.
    """
    head = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
    head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    head.setStretchLastSection(True)
    for column, (least, most) in enumerate(bounds):
        head.resizeSection(column, max(least, min(most, view.sizeHintForColumn(column))))
