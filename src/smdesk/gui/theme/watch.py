"""Which look is in use: the person's choice, or what the system says, and who is told."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from smdesk.gui.theme.tokens import Choice, Theme, theme, use_theme


class ThemeSignal(QObject):
    """Tells that the look was changed; `theme` returns the new one by then."""

    changed = Signal()


@cache
def theme_signal() -> ThemeSignal:
    """Return the one `ThemeSignal` of the program."""
    return ThemeSignal()


def system_theme() -> Theme:
    """Return the look that the system asks for; light where it does not say."""
    # Named, not compared: the namespace Qt with its 120 enums would be made before the first paint.
    scheme = QGuiApplication.styleHints().colorScheme()
    return Theme.dark() if scheme.name == "Dark" else Theme.light()


def theme_of(choice: Choice) -> Theme:
    """Return the look of a choice."""
    if choice == "system":
        return system_theme()
    return Theme.dark() if choice == "dark" else Theme.light()


class ThemeKeeper(QObject):
    """Holds the choice, dresses the program in it, and follows the system where that was chosen."""

    def __init__(self, choice: Choice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress(theme_of(choice))

    @property
    def choice(self) -> Choice:
        """What the person chose."""
        return self._choice

    def choose(self, choice: Choice) -> None:
        """Take another choice; views are told if the look becomes another."""
        self._choice = choice
        self._follow()

    def _system_changed(self) -> None:
        if self._choice == "system":
            self._follow()

    def _follow(self) -> None:
        wanted = theme_of(self._choice)
        if wanted is not theme():
            self._dress(wanted)
            theme_signal().changed.emit()

    def _dress(self, wanted: Theme) -> None:
        from smdesk.gui.theme.style import dress

        use_theme(wanted)
        dress()
