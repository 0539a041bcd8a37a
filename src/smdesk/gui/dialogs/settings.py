"""Settings: the look, the scale, where the data lies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from smdesk.gui.settings import SCALES, Settings
from smdesk.gui.theme.tokens import Choice
from smdesk.gui.ui_settings import Ui_Settings

THEMES: tuple[tuple[Choice, str], ...] = (
    ("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"),
)  # fmt: skip


class SettingsDialog(QDialog):
    """Each choice holds at once, the scale from the next start on; `restart` asks for one."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        running_scale: int,
        choose_theme: Callable[[Choice], object],
        open_folder: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.restart = False
        self._settings, self._running = settings, running_scale
        self._choose_theme = choose_theme
        self.ui = Ui_Settings()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.ui.theme.setAccessibleName("主题")
        self.ui.scale.setAccessibleName("界面缩放")
        for choice, word in THEMES:
            self.ui.theme.addItem(word, choice)
        for percent in SCALES:
            self.ui.scale.addItem(f"{percent} %", percent)
        self.ui.theme.setCurrentIndex([one for one, _ in THEMES].index(settings.theme))
        self.ui.scale.setCurrentIndex(SCALES.index(settings.scale))
        self.ui.data.setText(str(folder))
        self.ui.open_folder.clicked.connect(lambda _checked: open_folder())
        self.ui.close_button.clicked.connect(self.accept)
        self.ui.restart.clicked.connect(self._restart)
        self.ui.theme.activated.connect(self._theme_chosen)
        self.ui.scale.activated.connect(self._scale_chosen)
        self._show_scale_note()
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _theme_chosen(self, at: int) -> None:
        choice = THEMES[at][0]
        self._settings.theme = choice
        self._choose_theme(choice)

    def _scale_chosen(self, at: int) -> None:
        self._settings.scale = SCALES[at]
        self._show_scale_note()

    def _show_scale_note(self) -> None:
        waits = self._settings.scale != self._running
        told = "下次启动时按新的比例显示。" if waits else "文字、表格和图标一起缩放。"
        self.ui.scale_note.setText(told)
        self.ui.restart.setVisible(waits)

    def _restart(self) -> None:
        self.restart = True
        self.accept()
