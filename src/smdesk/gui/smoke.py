"""The window looks at itself: every sample opened, every step shown and drawn, all closed again.

For a program that was just built (`smdesk smoke-window --out DIR`): what was left out of it, a
plugin or a resource, shows here. Each step leaves its picture.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow

VERB = "smoke-window"
_PATIENCE = 60.0
_QUIET = ("propagateSizeHints", "fontconfig")
"""Warnings of Qt about the machine, not about the program."""


def smoke(arguments: list[str]) -> int:
    """Open the window below the folder that ``--out DIR`` names; return 0 if all went well."""
    import argparse

    parser = argparse.ArgumentParser(prog=f"smdesk {VERB}", description="自检窗口")
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    chosen = parser.parse_args(arguments)
    return run(chosen.out.resolve(), dark=chosen.theme == "dark")


def run(out: Path, *, dark: bool = False) -> int:
    """Show every step of every sample; pictures and ``smoke.log`` go to ``out``.

    ``QT_SCALE_FACTOR`` in the environment scales the pictures.
    """
    out.mkdir(parents=True, exist_ok=True)
    told: list[str] = []
    warnings: list[str] = []
    former = qInstallMessageHandler(lambda kind, _where, text: _hear(warnings, kind, text))
    try:
        _walk(out, told.append, dark=dark)
    except Exception:
        warnings.append(traceback.format_exc())
    finally:
        qInstallMessageHandler(former)
    lines = [*told, *(f"有错：{one}" for one in warnings), f"{len(warnings)} 项有错。"]
    (out / "smoke.log").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if sys.stdout is not None:  # a program without a console on Windows has none
        print("\n".join(lines), flush=True)
    return 1 if warnings else 0


def _hear(warnings: list[str], kind: QtMsgType, text: str) -> None:
    quiet = kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
    if not quiet and not any(mark in text for mark in _QUIET):
        warnings.append(text)


def _walk(out: Path, tell: Callable[[str], None], *, dark: bool) -> None:
    from smdesk.gui.app import prepare
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.settings import Settings
    from smdesk.gui.theme.watch import ThemeKeeper

    start = time.perf_counter()
    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    prepare(app)
    settings = Settings(out / "data")
    keeper = ThemeKeeper("dark" if dark else "light")
    window = MainWindow(out / "data", settings, keeper)
    painted: list[float] = []
    window.first_painted.connect(lambda: painted.append(time.perf_counter() - start))
    window.resize(1440, 900)
    window.show()
    _until(lambda: bool(painted), "first paint")
    tell(f"{painted[0] * 1000:.0f} ms　窗口画出")
    window.begin()
    _until(lambda: window.desk.now is not None, "data folder")
    _picture(window, out / "home.png")
    for form in _samples():
        _draft(window, form, out, tell)
    window.close()
    _until(lambda: window.desk.now is None, "closing")


def _samples() -> tuple[str, ...]:
    from smdesk.service.samples import sample_ids

    return sample_ids()


def _draft(window: MainWindow, form: str, out: Path, tell: Callable[[str], None]) -> None:
    """Open a sample as a draft, show each of its steps, its preview and its book."""
    from smdesk.service.home import add_sample

    library, name = window.desk.library, form.replace("/", "-")
    if library is not None:
        window.open_draft(add_sample(library, form))
    page = window.page
    if page is None:
        raise RuntimeError(f"{form}: the draft did not open")
    page.frame.open_panel("preview")
    panel = page.frame.side.page("preview")
    drawer = panel.drawer  # type: ignore[attr-defined]
    for step in page.walk.steps:
        start = time.perf_counter()
        page.show_step(step)
        _settle()
        _until(lambda: not drawer.busy, f"preview of {step}")
        _picture(window, out / f"{name}-{step.replace('/', '-')}.png")
        tell(f"{(time.perf_counter() - start) * 1000:.0f} ms　{form} {step}")
    if not drawer.sheets:
        raise RuntimeError(f"{form}: no page was drawn")
    if not window.leave_draft():
        raise RuntimeError(f"{form}: the draft did not close")


def _picture(widget: QWidget, path: Path) -> None:
    _settle()
    if not widget.grab().save(str(path)):
        raise RuntimeError(f"no picture {path.name}")


def _settle(seconds: float = 0.15) -> None:
    """Let what is under way go on for a moment."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(what)
        _settle(0.01)
