"""All pictures of one look, and the four looks of the gallery, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QWidget

from smdesk.gui.gallery.bureau import show_bureau
from smdesk.gui.gallery.bureau_more import show_bureau_more
from smdesk.gui.gallery.draft import show_blanks, show_samples, show_states
from smdesk.gui.gallery.faults import faults_of
from smdesk.gui.gallery.files import show_files
from smdesk.gui.gallery.home import show_home, show_troubles
from smdesk.gui.gallery.paper import show_paper
from smdesk.gui.gallery.past import show_past
from smdesk.gui.gallery.profile import show_profiles
from smdesk.gui.gallery.shares import show_shares
from smdesk.gui.gallery.shelf import show_shelf
from smdesk.gui.gallery.stage import Stage
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import ThemeKeeper

Scene = Callable[[Stage], None]
SCENES: tuple[Scene, ...] = (
    show_home, show_troubles, show_states, show_files, show_shelf, show_profiles, show_past, show_shares, show_bureau, show_bureau_more, show_paper,
    show_blanks, show_samples,
)  # fmt: skip
"""Everything that is pictured, in order."""
LOOKS = (("light", 100), ("light", 200), ("dark", 100), ("dark", 200))
"""Theme and scale in percent of each look."""
_SCREEN = (1920, 1200)
"""Dots that a look's screen has at 100 %: more than any window that is pictured."""
_PLATFORM, _OFFSCREEN = "QT_QPA_PLATFORM", "offscreen"
SHEET = "contact-{:02}.png"
_ACROSS, _DOWN = 4, 4
_CELL = (480, 330)
_LINE = 22


def picture_all(
    out: Path,
    data: Path,
    keeper: ThemeKeeper,
    tell: Callable[[str], None],
    scenes: Sequence[Scene] | None = None,
) -> int:
    """Show everything (or ``scenes``) in the look of ``keeper``; return how many faults were seen.

    Pictures and contact sheets go to ``out``, the data folders of the windows to ``data``.
    """
    out.mkdir(parents=True, exist_ok=True)
    taken: list[str] = []
    faults: list[str] = []

    def take(name: str, window: QWidget, image: QImage) -> None:
        if name in taken:
            raise ValueError(f"two pictures are called {name}")
        taken.append(name)
        if not image.save(str(out / f"{name}.png")):
            raise OSError(f"no picture {name}")
        faults.extend(f"{name}: {what}" for what in faults_of(window, image))

    stage = Stage(data, keeper, take)
    for scene in scenes or SCENES:
        scene(stage)
        tell(f"{len(taken)} 幅　{scene.__name__}")
    contact_sheets(out, taken)
    for one in faults:
        tell(f"有错：{one}")
    return len(faults)


def contact_sheets(out: Path, names: Iterable[str]) -> list[Path]:
    """Write all pictures of a folder small, side by side under their names; return the sheets."""
    listed = list(names)
    each = _ACROSS * _DOWN
    sheets = []
    for number, start in enumerate(range(0, len(listed), each), 1):
        sheet = out / SHEET.format(number)
        _sheet(out, listed[start : start + each]).save(str(sheet))
        sheets.append(sheet)
    return sheets


def _sheet(out: Path, names: list[str]) -> QImage:
    width, height = _CELL
    image = QImage(_ACROSS * width, _DOWN * height, QImage.Format.Format_RGB32)
    image.fill(theme().colour.desk)
    painter = QPainter(image)
    painter.setFont(theme().font("small"))
    painter.setPen(theme().colour.text)
    metrics = QFontMetrics(painter.font())
    for place, name in enumerate(names):
        x, y = place % _ACROSS * width + 8, place // _ACROSS * height + 6
        room = QRect(x, y + _LINE, width - 16, height - _LINE - 12)
        painter.drawText(x, y + metrics.ascent(), name)
        shown = QImage(str(out / f"{name}.png")).scaled(
            room.size(),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(1)
        painter.drawImage(room.topLeft(), shown)
    painter.end()
    return image


def _roomy_screen(folder: Path, percent: int) -> Path:
    """Return the file that describes a screen with room for every window at that scale.

    Qt's own offscreen screen has 800 × 800 dots: at 200 % a menu stands where nobody opened it.
    """
    wide, high = _SCREEN
    screen = {
        "name": "pictures",
        "x": 0,
        "y": 0,
        "width": wide * percent // 100,
        "height": high * percent // 100,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }
    folder.mkdir(parents=True, exist_ok=True)
    described = folder / "screen.json"
    described.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return described


def run_looks(out: Path, verb: str) -> int:
    """Run each of `LOOKS` in a process of its own, its pictures below ``out``; return 0 if all is well."""
    worst = 0
    for look, percent in LOOKS:
        folder = out / f"{look}-{percent}"
        scaled = dict(os.environ, QT_SCALE_FACTOR=f"{percent / 100:g}")
        if scaled.get(_PLATFORM) == _OFFSCREEN:
            scaled[_PLATFORM] = f"{_OFFSCREEN}:configfile={_roomy_screen(folder, percent)}"
        start = [] if getattr(sys, "frozen", False) else ["-m", "smdesk"]
        arguments = [*start, verb, "--out", str(folder), "--theme", look, "--windows"]
        done = subprocess.run([sys.executable, *arguments], env=scaled, check=False)  # noqa: S603
        worst = max(worst, done.returncode)
    return worst
