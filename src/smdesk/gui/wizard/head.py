"""Heads of the wizard: whose draft it is over the rail, the step and its tools over the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import Elided, set_role, tool, words
from smdesk.notices.text import brief

HEIGHT = 48
HELP_HEIGHT = 28


class RailHead(QWidget):
    """The way back to Home, the applicant, the form; ``back`` is pressed to leave the draft."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        button = tool("arrow-left", "全部申报", words_beside=True)
        button.setToolTip("保存并回到申报列表")
        button.clicked.connect(self.back)
        self._name = words(wrap=True)
        self._name.setFont(theme().font("strong"))
        self._form = words(role="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        texts = QVBoxLayout()
        texts.setContentsMargins(8, 0, 4, 0)
        texts.setSpacing(2)
        texts.addWidget(self._name)
        texts.addWidget(self._form)
        column.addLayout(texts)

    def show_draft(self, applicant: str, form: str) -> None:
        """Say whose declaration of which form it is."""
        self._name.setText(brief(applicant) or "尚未填写申报单位")
        self._form.setText(form)


class Head(QWidget):
    """The step's name, and tools: steps, search, undo, redo, panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setProperty("ground", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = words(role="panel")
        self.facts = words(role="small")
        self.before = tool("chevron-up", "上一步", "Ctrl+PageUp")
        self.after = tool("chevron-down", "下一步", "Ctrl+PageDown")
        self.undo, self.redo = QToolButton(), QToolButton()
        for button in (self.undo, self.redo):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.search = tool("search", "查找栏目", "Ctrl+F")
        self.panel = tool("panel-right", "打开或收起右侧栏", "F9")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(self.title)
        row.addSpacing(12)
        row.addWidget(self.facts)
        row.addStretch(1)
        for one in (self.before, self.after):
            row.addWidget(one)
        row.addSpacing(12)
        for one in (self.undo, self.redo):
            row.addWidget(one)
        row.addSpacing(12)
        row.addWidget(self.search)
        row.addWidget(self.panel)


class HelpLine(QWidget):
    """How the value at hand is filled in, under the head; it follows the focus, keyboard or mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HELP_HEIGHT)
        self.setProperty("ground", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name, self.help = Elided("栏目"), Elided("填写说明")
        self.name.setFont(theme().font("small"))
        set_role(self.help, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 6)
        row.setSpacing(12)
        row.addWidget(self.name)
        row.addWidget(self.help, 1)
        self.help.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def say(self, name: str, text: str) -> None:
        """Show what a value is called and how it is filled in."""
        self.name.show_text(name)
        self.help.show_text(text)
