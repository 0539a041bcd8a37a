"""From the start of the process to the first painted window, beside a bare window of Qt."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import Case

WORK = "Start of the program until its window is painted, until its drafts are listed"
TARGET = "≤ 1.25 × a bare window; everything slow after the first paint"
ROUNDS = 15

BARE = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
window = Window()
window.resize(1280, 820)
window.show()
app.exec()
"""
_DRAFTS = """
import sys
from pathlib import Path
from smdesk.service.home import add_sample, duplicate
from smdesk.service.home_names import keep, look_up
from smdesk.service.samples import all_samples
from smdesk.store.library import Library
folder = Path(sys.argv[1])
library = Library.open(folder)
for form, name in all_samples()[:6]:
    first = add_sample(library, form, name)
    for _ in range(4):
        duplicate(library, first)
keep(folder, look_up(one.form for one in library.drafts()))
library.close()
"""
"""Thirty drafts, as a person who has worked with the program finds them at the next start."""
_OURS = """
import os, sys
from smdesk import __main__ as program
from smdesk.gui import app
after_paint = app._after_paint
def end(window, file):
    window.settings.seen = "light"
    window.settings.store.sync()
    os._exit(0)
def listed(window, file):
    after_paint(window, file)
    window.desk.opened.connect(lambda _: (window.repaint(), os._exit(0)))
app._after_paint = {then}
sys.argv = ["smdesk", "--data", sys.argv[1]]
program.main()
"""


def cases() -> list[Case]:
    """Return the painted window, the window with its list of drafts, and the bare one."""
    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-"))
    # As an installed program: compiled modules are kept, here outside of the checkout.
    environment = {
        key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
    } | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "pyc")}

    subprocess.run(
        [sys.executable, "-c", _DRAFTS, str(folder / "data")], env=environment, check=True
    )

    def start(code: str) -> Callable[[], object]:
        command = [sys.executable, "-c", code, str(folder / "data")]
        return lambda: subprocess.run(command, env=environment, check=True, capture_output=True)

    return [
        Case("until the window is painted", "ours", start(_OURS.format(then="end"))),
        Case("until the drafts are listed", "also", start(_OURS.format(then="listed"))),
        Case("a bare window, nothing in it", "floor", start(BARE)),
    ]
