"""One finding in the panel: what it says, where, its clause, its fix, its reason."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.parts import (
    LEVEL_ICONS,
    LEVEL_WORDS,
    Elided,
    breakable,
    label_button,
    links,
    push,
    set_role,
    words,
)
from smdesk.gui.wizard.reason import ReasonField
from smdesk.rules.findings import Finding

_BAR = 3
_SHOWN_FIX = 12
_CLAUSE = "#clause"
_OTHERS = 3
"""How many further values of a finding are linked."""


class FindingCard(QFrame):
    """A card that jumps on click and Enter.

    ``jumped(place)`` names the value to go to, ``quoted(key)`` asks for the clause, ``fixed(key)``
    for the computed value to be put in, ``walked(step)`` for the next card (1) or the one before.
    """

    jumped = Signal(str)
    quoted = Signal(str)
    fixed = Signal(str)
    walked = Signal(int)

    def __init__(
        self, bridge: SessionBridge, finding: Finding, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.finding = finding
        self.setProperty("ground", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = QLabel()
        self._level = words(role="small")
        self._place = Elided("栏目")
        self._message = words(wrap=True)
        self._others = links("small")
        self._others.linkActivated.connect(self._follow)
        self.fix = push("", "", "wrench")
        self.fix.clicked.connect(lambda: self.fixed.emit(self.finding.key))
        self.reason: ReasonField | None = None
        self._lay()
        self.take(finding)
        theme_signal().changed.connect(self._retint)

    def take(self, finding: Finding, *, force: bool = False) -> None:
        """Show ``finding``, the same one as it stands now; ``force`` replaces a reason being typed."""
        self.finding = finding
        level = "done" if finding.answered else finding.level
        word = "已说明" if finding.answered else LEVEL_WORDS[finding.level]
        session = self._bridge.session
        self._level.setText(word)
        set_role(self._level, level)
        self._paint_icon()
        self._place.show_text(session.label(finding.addresses[0]))
        self._message.setText(breakable(finding.message))
        self._show_others()
        self._show_fix()
        self._show_reason(force=force)
        spoken = f"{LEVEL_WORDS[finding.level]}，{self._place.full_text()}，{finding.message}"
        self.setAccessibleName(spoken)

    def _lay(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._icon)
        head.addWidget(self._level)
        head.addWidget(self._place)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 10, 8)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self._message)
        self._column.addWidget(self._others)
        self._column.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)

    def _paint_icon(self) -> None:
        level = "done" if self.finding.answered else self.finding.level
        self._icon.setPixmap(pixmap(LEVEL_ICONS[level], 16, theme().meaning(level)))
        self.update()

    def _retint(self) -> None:
        self._paint_icon()
        self._show_others()

    def _show_others(self) -> None:
        """Link the clause, and the other values that the finding names."""
        session, clause = self._bridge.session, self.finding.clause
        others = [one for one in self.finding.addresses[1:] if session.section_of(one)]
        lines = [f"条款 {_link(_CLAUSE, clause.place)}"] if clause is not None else []
        shown = "、".join(_link(one, session.label(one)) for one in others[:_OTHERS])
        more = f" 等 {len(others)} 处" if len(others) > _OTHERS else ""
        lines += [f"另见 {shown}{more}"] if shown else []
        self._others.setText("<br>".join(lines))
        self._others.setVisible(bool(lines))

    def _follow(self, link: str) -> None:
        if link == _CLAUSE:
            self.quoted.emit(self.finding.key)
        else:
            self.jumped.emit(link)

    def _show_fix(self) -> None:
        fix = self.finding.fix
        self.fix.setVisible(fix is not None and not self._bridge.read_only)
        if fix is None:
            return
        text = fix.text if len(fix.text) <= _SHOWN_FIX else f"{fix.text[:_SHOWN_FIX]}…"
        label_button(self.fix, f"填入 {text}" if text else "清空此栏")
        where = self._bridge.session.label(fix.address)
        self.fix.setToolTip(f"{where} 填入 {fix.text}" if fix.text else f"清空 {where}")

    def _show_reason(self, *, force: bool) -> None:
        if self.finding.level != "check":
            return
        if self.reason is None:
            self.reason = ReasonField(self._bridge, self.finding, self)
            self._column.addWidget(self.reason)
            return
        self.reason.show_reason(self.finding.reason or "", force=force)

    # -- mouse, keys, paint --------------------------------------------------------------------

    def jump(self) -> None:
        """Ask for the value that the finding is about."""
        self.jumped.emit(self.finding.addresses[0])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.jump()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.jump()
            case Qt.Key.Key_Down:
                self.walked.emit(1)
            case Qt.Key.Key_Up:
                self.walked.emit(-1)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        colour, radius = theme().colour, theme().radius
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().meaning("done" if self.finding.answered else self.finding.level))
        painter.drawRoundedRect(QRectF(1, 6, _BAR, self.height() - 12), 1.5, 1.5)
        if self.hasFocus():
            painter.setPen(QPen(colour.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


def _link(target: str, name: str) -> str:
    accent = theme().colour.accent.name()
    style = f"color:{accent};text-decoration:none"
    return f'<a href="{escape(target)}" style="{style}">{escape(name)}</a>'
