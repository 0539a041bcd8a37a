"""A key in the table page until it is painted, beside the same key in a bare editor.

What the session does with the key (rules, findings, progress) comes after the paint and is told in
a line of its own; it runs untimed between the keys that are timed, between those of a bare editor
too, so that all find the machine's caches alike. In the whole window every key
makes a finding come or go; once until it is painted, once until the finding is told in the cell
and the window is quiet (rail and panel follow when typing pauses).
"""

from __future__ import annotations

import os
import tempfile
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.harness import Case

WORK = "A key in the table page until it is painted"
TARGET = "≤ 1.2 × the same key in a bare editor, of the same size, face and style; p99 ≤ 0.5 ms"
ROUNDS = 60
RUN = 12
"""Keys in a row, each timed: the first comes to a window that was not at work, as a person's does."""
FORM, STEP = "zhejiang-2020/platform", "table/performance"
NUMBER, WORDS = "platform.revenue[2018]", "clients[1].summary"
DOUBTED = "contact.email"


def cases() -> list[Case]:
    """Return a key in a number and in running text, and the edit that follows it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

    from smdesk.gui.bridge import SessionBridge
    from smdesk.gui.sheet.page import TablePage
    from smdesk.gui.theme.style import dress
    from smdesk.notices.loader import find_form
    from smdesk.service.samples import load_sample
    from smdesk.service.session import DraftSession

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    pack, form = find_form(FORM)
    session = DraftSession(pack, form, load_sample(FORM)[0])
    bridge = SessionBridge(session)
    page = TablePage(bridge, STEP)
    bridge.changed.connect(page.show_changes)
    bare = QWidget()
    line, text = QLineEdit(bare), QTextEdit(bare)
    number, words = page.editor(NUMBER), page.editor(WORDS)
    for window in (page, bare):
        window.resize(1010, 900)
        window.show()
        app.processEvents()
    for mine, theirs in ((number, line), (words, text)):
        theirs.setGeometry(mine.geometry())
        theirs.setFont(mine.font())
        theirs.setText(mine.text())
    digits = cycle("123456789")
    edit = Case(
        "the session's edit after the paint (rules, findings, progress)", "also",
        lambda: session.set_value(NUMBER, f"6375.{next(digits)}", final=False),
    )  # fmt: skip
    other = DraftSession(pack, form, load_sample(FORM)[0])

    def elsewhere() -> None:
        """The same edit in a session that no window shows: between two keys of a bare editor too."""
        other.set_value(NUMBER, f"6375.{next(digits)}", final=False)

    return [
        _key("in a number", "ours", page, number),
        _key("in running text", "also", page, words),
        edit,
        *_in_the_window(pack, form),
        _key("in a bare QLineEdit", "floor", bare, line, between=elsewhere),
        _key("in a bare QTextEdit", "floor", bare, text, between=elsewhere),
    ]


def _in_the_window(pack: Any, form: Any) -> list[Case]:
    """Return a key that turns a finding, in a whole wizard."""
    from PySide6.QtCore import QCoreApplication, QSettings, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from smdesk.gui.bridge import SessionBridge
    from smdesk.gui.wizard.makers import Services
    from smdesk.gui.wizard.page import WizardPage
    from smdesk.gui.work import Job
    from smdesk.service.samples import load_sample
    from smdesk.service.session import DraftSession
    from smdesk.store.blobs import Blobs

    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-"))
    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    bridge = SessionBridge(DraftSession(pack, form, load_sample(FORM)[0]))
    wizard = WizardPage(Services(bridge, Blobs(folder / "blobs"), settings, Job))
    wizard.resize(1440, 900)
    wizard.show()
    wizard.activateWindow()
    wizard.go_to(DOUBTED)
    QTest.qWait(200)
    editor = QApplication.focusWidget()
    keys = cycle([Qt.Key.Key_At, Qt.Key.Key_Backspace])
    painted = _key("in the whole window, a finding turned", "also", wizard, editor, keys)

    def quiet() -> None:
        QTest.keyClick(editor, next(keys))
        for _ in range(3):
            QCoreApplication.processEvents()

    told = Case("the same until the cell tells it", "also", quiet, ready=painted.ready, run=RUN)
    return [painted, told]


def _key(
    name: str, role: Any, window: Any, editor: Any, keys: Any = None, between: Any = None
) -> Case:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtTest import QTest

    keys = keys or cycle([Qt.Key.Key_5] * 3 + [Qt.Key.Key_Backspace] * 3)

    def quiet() -> None:
        for _ in range(3):
            QCoreApplication.processEvents()
        if between is not None:
            between()

    def ready() -> None:
        window.activateWindow()
        editor.setFocus()
        quiet()

    def run() -> None:
        QTest.keyClick(editor, next(keys))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)

    return Case(name, role, run, run=RUN, ready=ready, after=quiet)
