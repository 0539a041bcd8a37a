"""Heads of the wizard: whose draft it is over the rail, the step and its tools over the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import tool, words

HEIGHT = 48


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
        self._name.setText(applicant or "尚未填写申报单位")
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
