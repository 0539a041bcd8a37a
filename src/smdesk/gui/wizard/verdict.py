"""Whether the final files can be exported, in one sentence, as check and export say it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from smdesk.errors import sentence
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import LEVEL_ICONS, set_role, words
from smdesk.service.readiness import Readiness


class Verdict(QWidget):
    """One sentence on whether the final files can be exported, with its icon."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self.sentence = words(wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addWidget(self.sentence, 1)

    def show_readiness(self, ready: Readiness, lost: int = 0) -> None:
        """Say how ready a draft is; ``lost`` of its files cannot be had."""
        level, text = _verdict(ready)
        if ready.final and lost:
            level, text = "error", sentence("wizard.files-lost", count=lost)
        self._icon.setPixmap(pixmap(LEVEL_ICONS[level], 20, theme().meaning(level)))
        self.sentence.setText(text)
        set_role(self.sentence, level)


def _verdict(ready: Readiness) -> tuple[str, str]:
    if ready.final:
        if ready.unanswered:
            count = len(ready.unanswered)
            return "check", sentence("wizard.ready-unanswered", count=count)
        return "done", sentence("wizard.ready")
    return "error", sentence("wizard.not-ready", what=blocked_words(ready))


def blocked_words(ready: Readiness) -> str:
    """Return what stops the final export in numbers: what is missing, what is wrong."""
    errors = ready.errors
    missing = len(ready.blocking) - errors
    if not errors:
        return sentence("wizard.what-missing", count=missing)
    if not missing:
        return sentence("wizard.what-errors", count=errors)
    return sentence("wizard.what-both", missing=missing, errors=errors)
