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
    from PySide6.QtCore import Qt  # makes its 120 enums, and the first paint does without them

    scheme = QGuiApplication.styleHints().colorScheme()
    return Theme.dark() if scheme is Qt.ColorScheme.Dark else Theme.light()


def theme_of(choice: Choice) -> Theme:
    """Return the look of a choice."""
    if choice == "system":
        return system_theme()
    return Theme.dark() if choice == "dark" else Theme.light()


class ThemeKeeper(QObject):
    """Holds the choice, dresses the program in it, and follows the system where that was chosen.

    ``seen`` is the system's look at the last start: it saves asking for it before the first paint
    (the answer makes all enums of ``Qt``); `settle` asks after it.
    """

    def __init__(
        self, choice: Choice, parent: QObject | None = None, *, seen: Choice = "system"
    ) -> None:
        super().__init__(parent)
        self._choice: Choice = choice
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress(theme_of(seen if choice == "system" else choice))

    @property
    def choice(self) -> Choice:
        """What the person chose."""
        return self._choice

    def settle(self) -> Choice:
        """Ask the system for its look, take it where it was chosen, and return it."""
        self._follow()
        return system_theme().name

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
