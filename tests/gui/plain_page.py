"""A page as plain as the protocol allows: one line a value. The wizard is tested around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.parts import LeaveUndo
from smdesk.service.session import Changes


class PlainPage(QWidget):
    def __init__(self, bridge: SessionBridge, step: str) -> None:
        super().__init__()
        self.step = step
        self._bridge = bridge
        self.lines: dict[str, QLineEdit] = {}
        self.percent = 100
        self.found = 0
        inner = QWidget()
        form = QFormLayout(inner)
        for address in bridge.session.places(step):
            line = QLineEdit(bridge.session.value(address))
            line.setReadOnly(bridge.read_only)
            line.installEventFilter(self)
            line.installEventFilter(LeaveUndo(line))
            line.textEdited.connect(lambda text, at=address: self._typed(at, text))
            self.lines[address] = line
            form.addRow(bridge.session.label(address), line)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        QVBoxLayout(self).addWidget(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        address = next((one for one, line in self.lines.items() if line is watched), None)
        if address is not None and event.type() is QEvent.Type.FocusIn:
            self._bridge.session.go_to(address)
        if address is not None and event.type() is QEvent.Type.FocusOut:
            self._bridge.session.leave()
        return super().eventFilter(watched, event)

    def _typed(self, address: str, text: str) -> None:
        session = self._bridge.session
        self._bridge.do(lambda: session.set_value(address, text, final=False))

    def show_changes(self, changes: Changes) -> None:
        for address in changes.values:
            line = self.lines.get(address)
            text = self._bridge.session.value(address)
            if line is not None and line.text() != text:
                line.setText(text)

    def go_to(self, place: str) -> None:
        line = self.lines.get(place)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        self._bridge.session.leave()

    def set_zoom(self, percent: int) -> None:
        self.percent = percent

    def find_field(self) -> None:
        self.found += 1
