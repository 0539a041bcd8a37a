"""What the window remembers between starts; one ``settings.ini`` in the data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from PySide6.QtCore import QSettings

from smdesk.gui.theme.tokens import Choice

if TYPE_CHECKING:
    from PySide6.QtCore import QByteArray

FILE = "settings.ini"
_FACTOR = "QT_SCALE_FACTOR"
SCALES = (100, 110, 125, 150, 175, 200)
"""Interface scales in percent."""
_THEME, _SEEN, _SCALE, _GEOMETRY, _LAST, _FOLDER = (
    "look/theme", "look/system", "look/scale", "window/geometry", "last/draft", "last/folder",
)  # fmt: skip


class Settings:
    """The remembered settings of one data folder; what cannot be read is as if never set."""

    def __init__(self, folder: Path) -> None:
        self.store = QSettings(str(folder / FILE), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        """The chosen look."""
        value = str(self.store.value(_THEME, "system"))
        return cast("Choice", value) if value in get_args(Choice) else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self.store.setValue(_THEME, choice)

    @property
    def seen(self) -> Choice:
        """The look that the system asked for last, ``system`` where that is not known."""
        value = str(self.store.value(_SEEN, "system"))
        return cast("Choice", value) if value in get_args(Choice) else "system"

    @seen.setter
    def seen(self, look: Choice) -> None:
        if look != self.seen:
            self.store.setValue(_SEEN, look)

    @property
    def scale(self) -> int:
        """The interface scale in percent; it holds from the next start on."""
        value = _number(self.store.value(_SCALE, 100))
        return value if value in SCALES else 100

    @scale.setter
    def scale(self, percent: int) -> None:
        self.store.setValue(_SCALE, percent)
        self.store.sync()

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window was, ``None`` at the first start."""
        value = self.store.value(_GEOMETRY)
        if value is None:
            return None
        from PySide6.QtCore import QByteArray

        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, saved: QByteArray) -> None:
        self.store.setValue(_GEOMETRY, saved)

    @property
    def last_draft(self) -> int | None:
        """The draft that was open when the program ended, ``None`` if Home was."""
        return _number(self.store.value(_LAST, 0)) or None

    @last_draft.setter
    def last_draft(self, draft: int | None) -> None:
        # At once on the disk: after a kill the next start asks for it.
        self.store.setValue(_LAST, draft or 0)
        self.store.sync()

    @property
    def file_folder(self) -> str:
        """The folder that a file was opened from last."""
        value = str(self.store.value(_FOLDER, ""))
        return value if value and Path(value).is_dir() else str(Path.home())

    @file_folder.setter
    def file_folder(self, folder: Path) -> None:
        self.store.setValue(_FOLDER, str(folder))


def apply_scale(percent: int) -> None:
    """Scale everything that is drawn; works only before the application object is made."""
    if percent != 100 and _FACTOR not in os.environ:
        os.environ[_FACTOR] = f"{percent / 100:g}"


def running_scale() -> int:
    """Return the scale that the program runs with, in percent."""
    try:
        return round(float(os.environ.get(_FACTOR, "1")) * 100)
    except ValueError:
        return 100


def forget_scale() -> None:
    """Let a program that is started from here choose its own scale."""
    os.environ.pop(_FACTOR, None)


def _number(value: object) -> int:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
