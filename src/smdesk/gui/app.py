"""Start of the window: paint first, then everything that takes time."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from smdesk import paths
from smdesk.gui.main_window import MainWindow
from smdesk.gui.settings import Settings, apply_scale, forget_scale
from smdesk.gui.theme.style import start
from smdesk.gui.theme.tokens import hasten, theme
from smdesk.gui.theme.watch import ThemeKeeper

LOGS = "logs"
_SWITCH = 0.001
"""Seconds after which work beside the window lets that go on, a fifth of the usual."""
_LIKELY = 4
"""Forms that are got ready while Home is shown."""
_CALM = 300
"""Milliseconds from the opening of a draft until the preview is got ready."""


def run(folder: Path, file: Path | None = None, *, bureau: bool = False) -> int:
    """Open the window on a data folder, with a received file if one is named; return the status.

    With ``bureau`` it begins at the bureau's desk.
    """
    # Until everything is imported there is only what stays: looking through it holds up the window.
    # Python's own collector is never on again (see `garbage`).
    gc.disable()
    sys.setswitchinterval(_SWITCH)
    settings = Settings(folder)
    apply_scale(settings.scale)
    app = start([sys.argv[0]])
    prepare(app)
    hasten(on=True)
    keeper = ThemeKeeper(settings.theme, seen=settings.seen)
    window = MainWindow(folder, settings, keeper)
    again: list[bool] = []
    window.restart_wanted.connect(lambda: again.append(True))
    window.first_painted.connect(lambda: _after_paint(window, file))
    if bureau:
        window.first_painted.connect(lambda: _show_bureau(window))
    window.show()
    status = app.exec()
    _end_work()
    if again:
        _start_again(folder)
    return status


def prepare(app: QApplication) -> None:
    """Give Qt the program's name, its language and its own words in that."""
    app.setApplicationName("smdesk")
    app.setApplicationDisplayName("")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    own = str(paths.resources() / "translations")
    shipped = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # What Qt's own catalogue leaves in English stands in ours.
    for name, folder in (("qtbase_zh_CN", shipped), ("qt_more_zh_CN", own)):
        words = QTranslator(app)
        if words.load(name, folder):
            app.installTranslator(words)


def start_log(folder: Path) -> Path | None:
    """Send the log into the data folder; return where it lies, ``None`` where it cannot be written."""
    from smdesk import log

    logs = folder / LOGS
    try:
        log.start(logs)
    except OSError:
        log.start()
        return None
    return logs


def _after_paint(window: MainWindow, file: Path | None) -> None:
    hasten(on=False)
    QApplication.setFont(theme().font("text"))
    window.settings.seen = window.keeper.settle()
    window.show_home(file)
    from smdesk.gui.crash import Guard
    from smdesk.gui.flows import open_folder
    from smdesk.gui.theme.icons import icon

    QApplication.setWindowIcon(icon("file-check", 64, theme().colour.accent))
    guard = Guard(start_log(window.folder), lambda: window, open_folder)
    guard.setParent(window)
    guard.install()
    window.draft_shown.connect(lambda: QTimer.singleShot(_CALM, window, lambda: _warm(window)))
    window.begin(file)
    window.desk.opened.connect(lambda _found: _get_ready(window))
    window.desk.sampled.connect(lambda: _get_ready(window))
    window.desk.failed.connect(lambda _problem: _keep(window))


def _show_bureau(window: MainWindow) -> None:
    """Begin at the bureau's desk; what leads there is made after the first paint."""
    window.bureau.open()


def _get_ready(window: MainWindow) -> None:
    """Get ready what drafts need, those first that are listed first; all of it only once."""
    from smdesk.gui.warm import Warmer

    now, library = window.desk.now, window.desk.library
    if now is None or library is None or not now.samples or window.findChild(Warmer) is not None:
        return  # the samples that are being looked for come first
    forms = dict.fromkeys(one.form for one in library.drafts())
    warmer = Warmer(tuple(forms)[:_LIKELY], window)
    warmer.prepared.connect(lambda: _keep(window))
    warmer.start()


def _keep(window: MainWindow) -> None:
    """Spare what is there by now from being looked through for garbage; look for it from now on."""
    from smdesk.gui.garbage import Collector

    gc.freeze()
    collector = window.findChild(Collector) or Collector(window)
    collector.begin()


def _warm(window: MainWindow) -> None:
    """Get the preview ready, once the draft has been painted."""
    from smdesk.gui.preview.warm import warm

    if window.work is not None:
        warm(window.work.bridge.session.pack.notice.typography)


def _end_work() -> None:
    """Wait for what still runs beside the window: a thread must not outlive Qt."""
    from smdesk.gui.work import end_all

    end_all()


def _start_again(folder: Path) -> None:
    from smdesk.gui.another import start_window

    forget_scale()
    start_window(folder)
