"""Forms of one window stand in one line: their labels are as wide as the widest."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

GAP = 10
"""Between a label and what it is for."""
_LABEL = QFormLayout.ItemRole.LabelRole


def align_labels(window: QWidget, *more: QLabel) -> None:
    """Give the labels of all forms in a window, and some more labels, the width of the widest.

    To be called when the window is shown: before that its style is not known.
    """
    labels = [*more]
    for form in window.findChildren(QFormLayout):
        form.setHorizontalSpacing(GAP)
        for row in range(form.rowCount()):
            item = form.itemAt(row, _LABEL)
            label = item.widget() if item is not None else None
            if isinstance(label, QLabel) and label.text():
                labels.append(label)
    widest = max((one.sizeHint().width() for one in labels), default=0)
    for one in labels:
        one.setMinimumWidth(widest)
