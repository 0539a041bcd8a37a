"""The window looks at itself: every sample opened, every step shown and drawn, all closed again.

For a program that was just built (`smdesk smoke-window --out DIR`): what was left out of it, a
plugin or a resource, shows here. Each step leaves its picture. With ``--windows`` every window,
dialog and menu is shown too and looked over, with ``--all`` that in light and dark, at 100 and 200 %.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

VERB = "smoke-window"
_QUIET = ("propagateSizeHints", "fontconfig", "This plugin does not support")
"""Warnings of Qt about the machine, not about the program."""


def smoke(arguments: list[str]) -> int:
    """Open the window below the folder that ``--out DIR`` names; return 0 if all went well."""
    import argparse

    parser = argparse.ArgumentParser(prog=f"smdesk {VERB}", description="自检窗口")
    parser.add_argument("--out", required=True, type=Path, help="图片和日志存放的文件夹")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--windows", action="store_true", help="连同所有对话框和菜单")
    parser.add_argument(
        "--all", action="store_true", help="浅色、深色，100 % 和 200 %".replace("%", "%%")
    )
    chosen = parser.parse_args(arguments)
    out = chosen.out.resolve()
    if chosen.all:
        from smdesk.gui.gallery.run import run_looks

        return run_looks(out, VERB)
    return run(out, dark=chosen.theme == "dark", windows=chosen.windows)


def run(out: Path, *, dark: bool = False, windows: bool = False) -> int:
    """Show every step of every sample; pictures and ``smoke.log`` go to ``out``.

    ``QT_SCALE_FACTOR`` in the environment scales the pictures.
    """
    out.mkdir(parents=True, exist_ok=True)
    told: list[str] = []
    warnings: list[str] = []
    former = qInstallMessageHandler(lambda kind, _where, text: _hear(warnings, kind, text))
    faults = 0
    try:
        faults = _walk(out, told.append, dark=dark, windows=windows)
    except Exception:
        warnings.append(traceback.format_exc())
    finally:
        qInstallMessageHandler(former)
    lines = [*told, *(f"有错：{one}" for one in warnings), f"{len(warnings) + faults} 项有错。"]
    (out / "smoke.log").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if sys.stdout is not None:  # a program without a console on Windows has none
        print("\n".join(lines), flush=True)
    return 1 if warnings or faults else 0


def _hear(warnings: list[str], kind: QtMsgType, text: str) -> None:
    quiet = kind in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg}
    if not quiet and not any(mark in text for mark in _QUIET):
        warnings.append(text)


def _walk(out: Path, tell: Callable[[str], None], *, dark: bool, windows: bool) -> int:
    """Show what is wanted; return how many faults were seen in it."""
    from smdesk.gui.app import prepare
    from smdesk.gui.gallery.draft import show_samples
    from smdesk.gui.gallery.run import picture_all
    from smdesk.gui.garbage import Collector
    from smdesk.gui.theme.watch import ThemeKeeper

    app = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(app, QApplication)
    prepare(app)
    keeper = ThemeKeeper("dark" if dark else "light")
    scenes = None if windows else (show_samples,)
    collector = Collector()
    collector.begin()
    try:
        return picture_all(out, out / "data", keeper, tell, scenes)
    finally:
        collector.end()
