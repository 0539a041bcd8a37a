"""What the narrative page asks a person: a file, a caption, a table, whether an import is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.ending import ending
from smdesk.notices.declaration import Picture, SimpleTable
from smdesk.packet import gaps

if TYPE_CHECKING:
    from smdesk.gui.narrative.review import Review, Taken
    from smdesk.service.narrative_numbers import Renumbering

WIDTHS = (*gaps.WIDTHS, ("按原图大小", 0.0))
"""What a width is called, and its millimetres."""


_PICTURES = "图片 (*.jpg *.jpeg *.png *.bmp *.gif *.tif *.tiff *.heic *.heif)"
_TEXTS = "写好的正文 (*.docx *.docm *.doc *.wps *.rtf *.odt *.htm *.html *.txt *.md)"


class Asker:
    """Asks by dialogs; tests put another in its place."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def picture_file(self) -> Path | None:
        """Ask for a picture file."""
        return self._file("选择图片", _PICTURES)

    def word_file(self) -> Path | None:
        """Ask for a Word file."""
        return self._file("选择写好的正文", _TEXTS)

    def _file(self, title: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def caption(self, figure: Picture, *, new: bool) -> Picture | None:
        """Ask for caption and width of a picture; ``None`` if it was cancelled."""
        dialog = CaptionDialog(figure, self._parent, new=new)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        result = dialog.figure() if done else None
        dialog.deleteLater()
        return result

    def table(self, table: SimpleTable | None) -> SimpleTable | None:
        """Ask for the cells of a table, a new one if none is given; ``None`` if it was cancelled."""
        from smdesk.gui.narrative.tables import NEW, TableDialog

        dialog = TableDialog(table or NEW, self._parent, new=table is None)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        result = dialog.table() if done else None
        dialog.deleteLater()
        return result

    def renumber(self, plan: Renumbering) -> bool | None:
        """Ask whether captions are counted anew: with their mentions or without, ``None`` if not."""
        from smdesk.gui.narrative.numbering import RenumberDialog

        dialog = RenumberDialog(plan, self._parent)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        result = dialog.mentions.isChecked() if done else None
        dialog.deleteLater()
        return result

    def review(self, review: Review) -> Taken | None:
        """Ask where the pieces of a file go; ``None`` if it was cancelled."""
        from smdesk.gui.narrative.review import ReviewDialog

        dialog = ReviewDialog(review, self._parent)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        result = dialog.taken if done else None
        dialog.deleteLater()
        return result


class CaptionDialog(QDialog):
    """Caption of a picture, and how wide it is printed."""

    def __init__(
        self, picture: Picture, parent: QWidget | None = None, *, new: bool = False
    ) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setWindowTitle("插入图片" if new else "修改题注和宽度")
        self.setMinimumWidth(420)
        self.line = QLineEdit(picture.caption)
        self.line.setPlaceholderText("如：图1 服务收入增长情况")
        self.line.setAccessibleName("题注")
        self.width_box = QComboBox()
        self.width_box.setAccessibleName("宽度")
        self._add_widths(picture)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow("题注", self.line)
        form.addRow("宽度", self.width_box)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(16)
        box.addLayout(form)
        box.addLayout(ending(self, "插入图片" if new else "保存")[0])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Put the caret behind the number that stands there, instead of over it."""
        super().showEvent(event)
        QTimer.singleShot(0, self.line, lambda: self.line.end(False))

    def _add_widths(self, picture: Picture) -> None:
        for name, width in WIDTHS:
            self.width_box.addItem(name, width)
        known = [width for _, width in WIDTHS]
        if picture.width not in known:
            self.width_box.addItem(f"{picture.width:g} mm", picture.width)
        self.width_box.setCurrentIndex(self.width_box.findData(picture.width))

    def figure(self) -> Picture:
        """Return the picture with what was typed and chosen."""
        update = {"caption": self.line.text().strip(), "width": self.width_box.currentData()}
        return self._picture.model_copy(update=update)
