"""The table page with 44 editors: made and painted, and shown again, beside bare widgets."""

from __future__ import annotations

import os
from collections.abc import Callable

from benchmarks.harness import Case

WORK = "Table page of 44 editors: made and painted, shown again"
TARGET = "≤ 30 ms first, ≤ 15 ms later; floor: as many bare QLineEdits"
ROUNDS = 20
FORM, STEP = "zhejiang-2020/platform", "table/performance"


def cases() -> list[Case]:
    """Return the page and the bare widgets, each new and shown again, in one stack."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget

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
    bridge = SessionBridge(DraftSession(pack, form, load_sample(FORM)[0]))
    window = QWidget()
    stack = QStackedWidget(window)  # within a window, as in the program
    stack.resize(1010, 900)
    window.resize(1010, 900)
    other = QWidget(stack)
    stack.addWidget(other)
    window.show()
    gone: list[QWidget] = []

    def clear() -> None:
        assert window.isVisible()
        for page in gone:
            stack.removeWidget(page)
            page.deleteLater()
        gone.clear()
        app.processEvents()

    def ours() -> QWidget:
        return TablePage(bridge, STEP, parent=stack)

    def bare() -> QWidget:
        page = QWidget(stack)
        for number in range(44):
            QLineEdit(page).setGeometry(20 + number % 4 * 200, 20 + number // 4 * 40, 180, 30)
        return page

    def made(make: Callable[[], QWidget]) -> Callable[[], object]:
        def run() -> None:
            page = make()
            stack.addWidget(page)
            stack.setCurrentWidget(page)
            app.processEvents()
            gone.append(page)

        return run

    def again(page: QWidget) -> Callable[[], object]:
        stack.addWidget(page)

        def run() -> None:
            stack.setCurrentWidget(page)
            app.processEvents()
            stack.setCurrentWidget(other)

        return run

    return [
        Case("the page made and painted", "ours", made(ours), ready=clear),
        Case("the page shown again", "also", again(ours()), ready=clear),
        Case("bare editors made and painted", "floor", made(bare), ready=clear),
        Case("bare editors shown again", "floor", again(bare()), ready=clear),
    ]
