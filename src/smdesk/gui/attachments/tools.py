"""The column beside a page: turn, straighten, crop, how it comes out in print, what it shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import sentence
from smdesk.gui.attachments.numberbox import NumberBox
from smdesk.gui.narrative.part import LEVEL_ICONS
from smdesk.gui.theme.icons import pixmap, use_icon
from smdesk.gui.theme.tokens import theme
from smdesk.notices.declaration import MOST_ANGLE, PageEdit
from smdesk.service.attachments_look import PageLook

SIDES = ("左", "上", "右", "下")
_WIDTH = 296
_LEAST = 84


class PageTools(QScrollArea):
    """Shows the edit of one page; signals say what a person wants of it."""

    turned = Signal(int)
    angled = Signal(int)
    cropped = Signal(tuple)
    straighten = Signal()
    trim = Signal()
    reset = Signal()
    every = Signal()
    link = Signal()
    unlink = Signal(str)
    jump = Signal(str)
    sliding = Signal(bool)

    def __init__(self, *, read_only: bool) -> None:
        super().__init__()
        self._read_only = read_only
        self._showing = False
        self.setFixedWidth(_WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._box = QVBoxLayout(self._inner)
        self._box.setContentsMargins(16, 12, 16, 16)
        self._box.setSpacing(8)
        self.setWidget(self._inner)
        self._make_turns()
        self._make_angle()
        self._make_crop()
        self._make_look()
        self._make_links()
        self._box.addStretch(1)
        self.edits = tuple(one.lineEdit() for one in (self.angle, *self.sides))

    # -- making --------------------------------------------------------------------------------

    def _heading(self, text: str) -> None:
        label = QLabel(text)
        label.setFont(theme().font("strong"))
        if self._box.count():
            self._box.addSpacing(8)
        self._box.addWidget(label)

    def _button(
        self, text: str, signal: SignalInstance, icon: str = "", told: str = ""
    ) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(told or text)
        button.setToolTip(told)
        if icon:
            use_icon(button, icon)
        button.clicked.connect(lambda _=False: signal.emit())
        button.setAutoDefault(False)
        return button

    def _row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for one in widgets:
            row.addWidget(one)
        self._box.addLayout(row)

    def _make_turns(self) -> None:
        self._heading("旋转")
        self.left, self.right = QPushButton("向左 90°"), QPushButton("向右 90°")
        for button, by, icon, key in (
            (self.left, -90, "rotate-ccw", "Shift+R"),
            (self.right, 90, "rotate-cw", "R"),
        ):
            use_icon(button, icon)
            button.setAutoDefault(False)
            button.setToolTip(f"{button.text()}（页面列表中按 {key}）")
            button.clicked.connect(lambda _=False, by=by: self.turned.emit(by))
        self._row(self.left, self.right)

    def _make_angle(self) -> None:
        self._heading("拉直")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-MOST_ANGLE, MOST_ANGLE)
        self.slider.setPageStep(10)
        self.slider.setAccessibleName("拉直的角度，十分之一度")
        self.angle = NumberBox()
        self.angle.setRange(-MOST_ANGLE / 10, MOST_ANGLE / 10)
        self.angle.setDecimals(1)
        self.angle.setSingleStep(0.1)
        self.angle.setSuffix("°")
        _narrow(self.angle)
        self.angle.setAccessibleName("拉直的角度")
        self.slider.valueChanged.connect(self._angle_set)
        self.angle.valueChanged.connect(lambda value: self._angle_set(round(value * 10)))
        self.slider.sliderPressed.connect(lambda: self.sliding.emit(True))
        self.slider.sliderReleased.connect(lambda: self.sliding.emit(False))
        self.auto_angle = self._button("自动", self.straighten, told="按文字行的走向自动拉直")
        self._box.addWidget(self.slider)
        self._row(self.angle, self.auto_angle)

    def _make_crop(self) -> None:
        self._heading("裁剪")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self.sides: list[QDoubleSpinBox] = []
        for number, name in enumerate(SIDES):
            spin = NumberBox()
            spin.setRange(0, 90)
            spin.setDecimals(1)
            spin.setSingleStep(0.5)
            spin.setSuffix(" %")
            _narrow(spin)
            spin.setAccessibleName(f"{name}边裁去")
            spin.valueChanged.connect(lambda _: self._crop_set())
            label = QLabel(name)
            label.setProperty("role", "muted")
            label.setBuddy(spin)
            grid.addWidget(label, number // 2, number % 2 * 2)
            grid.addWidget(spin, number // 2, number % 2 * 2 + 1)
            grid.setColumnStretch(number % 2 * 2 + 1, 1)
            self.sides.append(spin)
        self._box.addLayout(grid)
        self.auto_crop = self._button("自动裁白边", self.trim, "crop")
        self.undo_all = self._button("还原本页", self.reset, told="还原本页的旋转、拉直和裁剪")
        self._row(self.auto_crop, self.undo_all)
        self.all_pages = self._button("全部页拉直并裁白边", self.every)
        self._box.addWidget(self.all_pages)

    def _make_look(self) -> None:
        self._heading("打印效果")
        self.density = QLabel()
        self.density.setWordWrap(True)
        self._box.addWidget(self.density)
        self._told = QVBoxLayout()
        self._told.setSpacing(4)
        self._box.addLayout(self._told)

    def _make_links(self) -> None:
        self._heading("本页是哪些栏目的佐证")
        self._links = QVBoxLayout()
        self._links.setSpacing(2)
        self._box.addLayout(self._links)
        self.add_link = self._button("关联到栏目…", self.link, "paperclip")
        self._box.addWidget(self.add_link)

    # -- showing -------------------------------------------------------------------------------

    def show_page(self, edit: PageEdit, *, able: bool, linkable: bool) -> None:
        """Show the edit of a page; ``able``: it can be edited, ``linkable``: linked."""
        self._showing = True
        try:
            self.slider.setValue(edit.angle)
            self.angle.setValue(edit.angle / 10)
            self.show_crop(edit.crop)
        finally:
            self._showing = False
        able = able and not self._read_only
        for one in (
            self.left, self.right, self.slider, self.angle, self.auto_angle, self.auto_crop,
            self.all_pages, *self.sides,
        ):  # fmt: skip
            one.setEnabled(able)
        self.undo_all.setEnabled(able and not edit.plain)
        self.add_link.setEnabled(linkable and not self._read_only)

    def show_crop(self, crop: Sequence[int]) -> None:
        """Show a crop, also one that is being dragged."""
        before, self._showing = self._showing, True
        for spin, cut in zip(self.sides, crop, strict=True):
            if not spin.hasFocus() or round(spin.value() * 10) != cut:
                spin.setValue(cut / 10)
        self._showing = before

    def show_look(self, look: PageLook | None) -> None:
        """Show how the page comes out in print."""
        self.density.setText(_density(look))
        self.density.setVisible(bool(self.density.text()))
        _empty(self._told)
        for problem in look.problems if look else ():
            row = QHBoxLayout()
            row.setSpacing(6)
            icon, text = QLabel(), QLabel(problem.message)
            icon.setFixedSize(16, 16)
            icon.setPixmap(pixmap(LEVEL_ICONS[problem.level], 16, theme().meaning(problem.level)))
            text.setWordWrap(True)
            text.setProperty("role", problem.level)
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            self._told.addLayout(row)

    def show_links(self, links: Sequence[tuple[str, str]]) -> None:
        """Show what the page is evidence of: places, each with its name."""
        _empty(self._links)
        before: QWidget = self.all_pages
        for place, name in links:
            row = QHBoxLayout()
            row.setSpacing(4)
            go = QToolButton()
            go.setText(go.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 200))
            go.setToolTip(f"转到“{name}”")
            go.setAccessibleName(f"转到“{name}”")
            go.clicked.connect(lambda _=False, place=place: self.jump.emit(place))
            gone = QToolButton()
            use_icon(gone, "x")
            gone.setToolTip(f"取消与“{name}”的关联")
            gone.setAccessibleName(f"取消与“{name}”的关联")
            gone.setEnabled(not self._read_only)
            gone.clicked.connect(lambda _=False, place=place: self.unlink.emit(place))
            row.addWidget(go)
            row.addStretch(1)
            row.addWidget(gone)
            self._links.addLayout(row)
            QWidget.setTabOrder(before, go)
            QWidget.setTabOrder(go, gone)
            before = gone
        if not links:
            none = QLabel("还没有关联")
            none.setProperty("role", "muted")
            self._links.addWidget(none)
        QWidget.setTabOrder(before, self.add_link)

    # -- what a person sets --------------------------------------------------------------------

    def _angle_set(self, angle: int) -> None:
        if not self._showing:
            self.angled.emit(angle)

    def _crop_set(self) -> None:
        if not self._showing:
            self.cropped.emit(tuple(round(one.value() * 10) for one in self.sides))


def _narrow(spin: QDoubleSpinBox) -> None:
    """Let a number box be as wide as its column, not as its longest number with all its padding."""
    spin.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    spin.setMinimumWidth(_LEAST)
    spin.lineEdit().setTextMargins(6, 0, 0, 0)  # a style sheet's padding does not reach it


def _density(look: PageLook | None) -> str:
    """Return how dense a page is printed; nothing where one of its problems tells it."""
    if look is None:
        return "正在查看…"
    if look.dpi is None:
        return "" if look.problems else sentence("attachments.look-drawn")
    if any("dpi" in one.params for one in look.problems):
        return ""
    code = "attachments.look-shrunk" if look.shrunk else "attachments.look-dpi"
    return sentence(code, dpi=look.dpi, print=look.shrunk)


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            _empty(inner)
