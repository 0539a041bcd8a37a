"""A box for a number that takes what a Chinese input method gives for one."""

from __future__ import annotations

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox

_PLAIN = str.maketrans("０１２３４５６７８９。．－—＋", "0123456789..--+")


class NumberBox(QDoubleSpinBox):
    """Takes full-width digits and signs, and 。 for the point: what else would be lost unsaid."""

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Return the state of ``text``, the text as it is kept, and the position in it."""
        return super().validate(text.translate(_PLAIN), position)

    def valueFromText(self, text: str) -> float:  # noqa: N802
        """Return the number that a text says."""
        return super().valueFromText(text.translate(_PLAIN))
