"""The line under a page's tools: what was just done, what is under way, a total; it never moves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from shiboken6 import isValid

from smdesk.errors import Level, Problem, SmdeskError, sentence
from smdesk.gui.narrative.files import while_alive
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.work import Job

_ICONS = {"error": "circle-x", "check": "triangle-alert", "hint": "info", "done": "circle-check"}
HEIGHT = 36


class StatusLine(QWidget):
    """Says one thing at a time; the whole of a long one is in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._said = ("", "hint")
        self._done = False
        self._job: Job | None = None
        self._before: QWidget | None = None
        self._icon = QLabel()
        self._icon.setFixedSize(16, 16)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setFixedWidth(140)
        self._bar.setTextVisible(False)
        self._cancel = QPushButton("取消")
        self._cancel.setProperty("kind", "quiet")
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cancel.clicked.connect(self._stop)
        self._deed = QPushButton()
        self._deed.setProperty("kind", "quiet")
        self._deed.clicked.connect(self._do)
        self._call: Callable[[], object] | None = None
        self.total = QLabel()
        self.total.setProperty("role", "muted")
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 0, 16, 0)
        box.setSpacing(8)
        box.addWidget(self._icon)
        box.addWidget(self._text, 1)
        for one in (self._bar, self._cancel, self._deed, self.total):
            box.addWidget(one)
        for hidden in (self._bar, self._cancel, self._deed):
            hidden.hide()
        theme_signal().changed.connect(self._dress)
        self.say("")

    @property
    def text(self) -> str:
        """What is said now."""
        return self._said[0]

    def say(self, text: str, level: str = "hint", *, done: bool = False) -> None:
        """Say ``text``; ``level`` is that of a finding, or ``done``; ``done``: of what was just done."""
        self._said = (text, level)
        self._done = done or level == "done"
        self._call = None
        self._deed.hide()
        self._text.setToolTip(text)
        self._text.setAccessibleName(text)
        self._dress()

    def see(self, cause: str) -> None:
        """Say no longer what was done, once a step was taken back."""
        if cause == "undo" and self._done:
            self.say("")

    def offer(self, text: str, does: str, call: Callable[[], object], level: str = "check") -> None:
        """Say ``text`` with a button that does something about it, until something else is said."""
        self.say(text, level)
        self._deed.setText(does)
        self._deed.setAccessibleName(does)
        self._call = call
        self._deed.show()

    def tell(self, code: str, level: Level | str = "hint", /, **params: Any) -> None:
        """Say a sentence of the catalogue."""
        self.say(sentence(code, **params), level)

    def fault(self, problem: object, what: str) -> None:
        """Say what went wrong while ``what`` was done."""
        if isinstance(problem, SmdeskError):
            self.say(str(problem), "error")
        elif isinstance(problem, Problem):
            self.say(problem.message, problem.level)
        else:
            self.tell("pages.job-failed", "error", what=what, detail=type(problem).__name__)

    def set_total_level(self, level: str) -> None:
        """Colour the total as a finding of ``level``, or not at all."""
        set_property(self.total, "role", level or "muted")

    def follow(self, job: Job, what: str) -> None:
        """Show the progress of a job until it ends, with a button that cancels it."""
        self._job = job
        self._before = QApplication.focusWidget()
        self.say(what)
        self._bar.setRange(0, 0)
        self._bar.show()
        self._cancel.show()
        self._cancel.setAccessibleName(f"取消：{what}")
        job.progress.connect(self._moved)
        job.cancelled.connect(self._cancelled)
        job.finished.connect(while_alive(self, lambda: self._ended(job)))

    @property
    def busy(self) -> bool:
        """Whether a job is shown."""
        return self._job is not None

    def _do(self) -> None:
        if self._call is not None:
            self._call()

    def _moved(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if what:
            self.say(what)

    def _cancelled(self) -> None:
        self.tell("pages.cancelled")

    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self._bar.hide()
            self._give_back_focus()
            self._cancel.hide()

    def _give_back_focus(self) -> None:
        """Hand the focus to what had it: else it falls to the next button, which Enter would press."""
        before, self._before = self._before, None
        if self._cancel.hasFocus() and before is not None and isValid(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _dress(self) -> None:
        text, level = self._said
        if text:
            self._icon.setPixmap(pixmap(_ICONS[level], 16, theme().meaning(level)))
        else:
            self._icon.clear()
        shown = self._text.fontMetrics().elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, max(60, self._text.width())
        )
        self._text.setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Cut the text for the new width."""
        super().resizeEvent(event)
        self._dress()
