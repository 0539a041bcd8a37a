"""One scan looked at: its picture, and the seal code that a person reads off its foot."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import push, set_role, words

_WIDTH, _HEIGHT = 240, 330


class ScanPicture(QWidget):
    """A scan small, on the desk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setAccessibleName("扫描件的图像")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage | None) -> None:
        """Show another scan, or none."""
        self._image = image or QImage()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of an A4 page beside the table."""
        return QSize(_WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return half of that."""
        return QSize(_WIDTH, _HEIGHT // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the scan in the middle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour.desk)
        if self._image.isNull():
            painter.end()
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(8, 8, -8, -8)
        size = self._image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(room.x(), room.y(), size.width(), size.height())
        place.moveCenter(QRectF(room).center())
        painter.drawImage(place, self._image)
        painter.setPen(theme().colour.line_strong)
        painter.drawRect(place)
        painter.end()


class SealField(QLineEdit):
    """A seal code; ``entered()`` comes with Enter, which presses no button of the window."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep Enter here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            self.entered.emit()
            return
        super().keyPressEvent(event)


class ScanCard(QFrame):
    """``typed(text)`` is a seal code that was read off the paper."""

    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = ScanPicture(self)
        self.seal = SealField()
        self.seal.setPlaceholderText("如 7KQ2-M0XA")
        self.seal.setAccessibleName("这一页页脚的核对码")
        self.check = push("核对")
        self.told = words(role="muted", wrap=True)
        self._asked = words("这一页页脚的核对码", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.seal, 1)
        row.addWidget(self.check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 1)
        column.addWidget(self._asked)
        column.addLayout(row)
        column.addWidget(self.told)
        self.setFixedWidth(_WIDTH)
        self.check.clicked.connect(lambda _checked: self.typed.emit(self.seal.text()))
        self.seal.entered.connect(lambda: self.typed.emit(self.seal.text()))
        self.seal.textChanged.connect(lambda _text: self._enable())
        self.show_scan(None, asked=False)

    def show_scan(
        self, image: QImage | None, told: str = "", role: str = "muted", *, asked: bool
    ) -> None:
        """Show a scan and what is ``told`` of it; ``asked``: its code may be typed."""
        self.picture.show_image(image)
        self.seal.clear()
        for one in (self._asked, self.seal, self.check):
            one.setVisible(asked)
        self.say("\n".join([told, sentence("sign.type-seal")]) if asked else told, role)
        self._enable()

    def say(self, text: str, role: str = "muted") -> None:
        """Say what became of a typed code."""
        set_role(self.told, role)
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _enable(self) -> None:
        self.check.setEnabled(bool(self.seal.text().strip()))
