"""A person at the window: keys, an input method, the clipboard, a mouse; no call that sets a value.

Used in the tests and in the process that a test kills, so it needs no fixture.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QTextCharFormat,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smdesk.gui.main_window import MainWindow
from smdesk.gui.sheet.editors import Editor
from smdesk.gui.sheet.line import LineEditor
from smdesk.gui.sheet.page import TablePage
from smdesk.gui.sheet.text import TextEditor
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.wizard.page import WizardPage
from smdesk.service.session import DraftSession

Key, Held = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT, ALT = (
    Held.NoModifier, Held.ControlModifier, Held.ShiftModifier, Held.AltModifier,
)  # fmt: skip
_RUNS = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]{1,4}")
"""What one types at a time: a run of keys, or a word that an input method puts together."""


class Person:
    """Works in a window by what is on the keyboard; looks at the session only to know the time."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        window.resize(1440, 900)

    # -- what is there -------------------------------------------------------------------------

    @property
    def wizard(self) -> WizardPage:
        assert self.window.page is not None
        return self.window.page

    @property
    def session(self) -> DraftSession:
        return self.wizard.bridge.session

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, f"nothing has the focus in {QApplication.activeWindow()}"
        return found

    @property
    def page(self) -> QWidget:
        page = self.wizard.walk.pages.current
        assert isinstance(page, QWidget)
        return page

    @property
    def editor(self) -> Editor:
        found = self.focus
        assert isinstance(found, LineEditor | TextEditor | TickBox), found
        return found

    @property
    def at(self) -> str:
        """The key of the editor that has the focus."""
        return self.editor.slot.key

    @property
    def undo_name(self) -> str:
        return self.wizard.history.undo.text()

    @property
    def redo_name(self) -> str:
        return self.wizard.history.redo.text()

    # -- what a person does --------------------------------------------------------------------

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def wait(self, ready: Callable[[], object], what: str, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < end, f"waited in vain: {what}"
            QTest.qWait(10)

    def front(self) -> None:
        """Bring the window to the front: the offscreen platform activates nothing after a dialog."""
        for _ in range(100):
            self.window.activateWindow()
            self.settle()
            if QApplication.activeWindow() is self.window and QApplication.focusWidget():
                return
        raise AssertionError("the window does not come to the front")

    def press(self, key: Qt.Key, held: Held = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.focus, key, held)
            self.settle()

    def type(self, text: str) -> None:
        """Type a text: keys for what a keyboard has, the rest by an input method."""
        for run in _runs(text):
            if run == "\n":
                QTest.keyClick(self.focus, Key.Key_Return)
            elif run.isascii():
                QTest.keyClicks(self.focus, run)
            else:
                compose(self.focus, run)
        self.settle()

    def click(self, widget: QWidget) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def copy(self, text: str, html: str = "") -> None:
        """Let another program put cells on the clipboard."""
        data = QMimeData()
        data.setText(text)
        if html:
            data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)

    def drop(self, target: QWidget, files: Iterable[Path]) -> None:
        """Let files be dragged over a widget and dropped at its end."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
        at = QPointF(40, target.height() - 4)
        left, action = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
        over = QDragEnterEvent(at.toPoint(), action, mime, left, NONE)
        QApplication.sendEvent(target, over)
        assert over.isAccepted()
        QApplication.sendEvent(target, QDropEvent(at, action, mime, left, NONE))
        self.settle()

    # -- a table -------------------------------------------------------------------------------

    def fill(
        self,
        wanted: Mapping[str, str],
        *,
        until: str = "",
        at: Mapping[str, Callable[[], None]] | None = None,
    ) -> list[str]:
        """Walk from the editor at hand and type what is ``wanted``, to the end of the tables.

        Return the editors that were passed. ``until`` stops before an editor; ``at`` does something
        more when an editor was come to, before it is filled in.
        """
        passed: list[str] = []
        while isinstance(self.page, TablePage) and self.at != until:
            here = self.at
            assert here not in passed, f"{here} again"
            passed.append(here)
            if at is not None and here in at:
                at[here]()
                assert self.at == here
            self._fill_in(wanted.get(self.editor.slot.address, ""))
            self._go_on(wanted)
        return passed

    def _fill_in(self, text: str) -> None:
        editor = self.editor
        if isinstance(editor, TickBox):
            label = editor.slot.label.replace("\n", "")
            if (label in text.split("；")) != editor.isChecked():
                self.press(Key.Key_Space)
        elif text and self.session.value(editor.slot.address) != text:
            if isinstance(editor, TextEditor) and editor.text():
                self.press(Key.Key_A, CTRL)
            self.type(text)

    def _go_on(self, wanted: Mapping[str, str]) -> None:
        """Go to the next editor as people do: arrows in numbers, Enter in lines, Tab else."""
        slot = self.editor.slot
        row = slot.place.row
        if row is not None and slot.place.tail == self._last_of(slot.place.repeat or ""):
            more = any(one.startswith(f"{slot.place.repeat}[{row + 1}].") for one in wanted)
            if more and self.session.rows[slot.place.repeat or ""] == row:
                self.press(Key.Key_Return, CTRL)
                return
        if slot.place.year is not None:
            here = self.editor
            self.press(Key.Key_End)
            self.press(Key.Key_Right)
            if self.focus is here:  # arrows do not turn the page
                self.press(Key.Key_Tab)
        elif isinstance(self.editor, LineEditor):
            self.press(Key.Key_Return)
        else:
            self.press(Key.Key_Tab)

    def _last_of(self, repeat: str) -> str:
        known = next(one for one in self.session.form.repeat if one.id == repeat)
        return known.field[-1].address


def _runs(text: str) -> list[str]:
    runs: list[str] = []
    for number, line in enumerate(text.split("\n")):
        runs += ["\n"] if number else []
        runs += _RUNS.findall(line)
    return runs


def compose(widget: QWidget, word: str) -> None:
    """Type a word by an input method: its letters are shown first, then it is committed."""
    show = QInputMethodEvent.Attribute(
        QInputMethodEvent.AttributeType.TextFormat, 0, 2, QTextCharFormat()
    )
    QApplication.sendEvent(widget, QInputMethodEvent("pi", [show]))
    done = QInputMethodEvent()
    done.setCommitString(word)
    QApplication.sendEvent(widget, done)


def excel(rows: list[list[str]]) -> tuple[str, str]:
    """Return what Excel puts on the clipboard for some cells: its text, and its HTML."""
    text = "".join("\t".join(row) + "\r\n" for row in rows)
    cells = "".join(
        " <tr height=19 style='mso-height-source:userset;height:14.5pt'>\r\n"
        + "".join(
            f"  <td class=xl65 align=right width=87 style='width:65pt' x:num>{cell}</td>\r\n"
            for cell in row
        )
        + " </tr>\r\n"
        for row in rows
    )
    html = (
        '<html xmlns:v="urn:schemas-microsoft-com:vml"\r\n'
        'xmlns:o="urn:schemas-microsoft-com:office:office"\r\n'
        'xmlns:x="urn:schemas-microsoft-com:office:excel"\r\n'
        'xmlns="http://www.w3.org/TR/REC-html40">\r\n<head>\r\n'
        '<meta http-equiv=Content-Type content="text/html; charset=utf-8">\r\n'
        "<meta name=ProgId content=Excel.Sheet>\r\n<style>\r\n<!--table\r\n"
        '\t{mso-displayed-decimal-separator:"\\.";\r\n\tmso-displayed-thousand-separator:"\\,";}\r\n'
        ".xl65\r\n\t{mso-number-format:Standard;}\r\n-->\r\n</style>\r\n</head>\r\n"
        '<body link="#0563C1" vlink="#954F72">\r\n'
        "<table border=0 cellpadding=0 cellspacing=0 width=261 style='border-collapse:\r\n"
        " collapse;width:195pt'>\r\n<!--StartFragment-->\r\n"
        f" <col width=87 span={len(rows[0])} style='width:65pt'>\r\n{cells}"
        "<!--EndFragment-->\r\n</table>\r\n</body>\r\n</html>\r\n"
    )
    return text, html
