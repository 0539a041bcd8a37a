"""What the narrative page asks a person: a file, a caption, whether an import is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem
from smdesk.gui.theme.icons import pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.notices.declaration import Picture, SimpleTable
from smdesk.packet import page
from smdesk.service.narrative_edit import PREFACE, Share

WIDTHS = (
    ("整行宽", page.TEXT_WIDTH),
    ("三分之二", round(page.TEXT_WIDTH * 2 / 3, 1)),
    ("一半", page.TEXT_WIDTH / 2),
    ("按原图大小", 0.0),
)
"""What a width is called, and its millimetres."""


@dataclass(frozen=True)
class Review:
    """What is to be decided about an import: its shares, losses, and whether there is a text already."""

    file: str
    shares: tuple[Share, ...]
    dropped: tuple[Problem, ...]
    standing: int


class Asker:
    """Asks by dialogs; tests put another in its place."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def picture_file(self) -> Path | None:
        """Ask for a picture file."""
        return self._file("选择图片", "图片 (*.jpg *.jpeg *.png *.bmp *.gif *.tif *.tiff)")

    def word_file(self) -> Path | None:
        """Ask for a Word file."""
        return self._file("选择写好的正文", "Word 文件 (*.docx)")

    def _file(self, title: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def caption(self, figure: Picture | SimpleTable, *, new: bool) -> Picture | SimpleTable | None:
        """Ask for caption and width of a figure; ``None`` if it was cancelled."""
        dialog = CaptionDialog(figure, self._parent, new=new)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        result = dialog.figure() if done else None
        dialog.deleteLater()
        return result

    def review(self, review: Review) -> str | None:
        """Ask whether to ``replace`` or ``append``; ``None`` if it was cancelled."""
        dialog = ReviewDialog(review, self._parent)
        done = dialog.exec() == QDialog.DialogCode.Accepted
        result = dialog.mode if done else None
        dialog.deleteLater()
        return result


class CaptionDialog(QDialog):
    """Caption of a picture or table, and how wide a picture is printed."""

    def __init__(
        self, figure: Picture | SimpleTable, parent: QWidget | None = None, *, new: bool = False
    ) -> None:
        super().__init__(parent)
        self._figure = figure
        picture = isinstance(figure, Picture)
        self.setWindowTitle("插入图片" if new else "修改题注和宽度" if picture else "修改题注")
        self.setMinimumWidth(420)
        self.line = QLineEdit(figure.caption)
        self.line.setPlaceholderText(
            "如：图1 服务收入增长情况" if picture else "如：表1 项目投资构成"
        )
        self.line.setAccessibleName("题注")
        self.width_box = QComboBox()
        self.width_box.setAccessibleName("宽度")
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow("题注", self.line)
        if isinstance(figure, Picture):
            self._add_widths(figure)
            form.addRow("宽度", self.width_box)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(16)
        box.addLayout(form)
        box.addLayout(_buttons(self, "插入图片" if new else "保存"))

    def _add_widths(self, picture: Picture) -> None:
        for name, width in WIDTHS:
            self.width_box.addItem(name, width)
        known = [width for _, width in WIDTHS]
        if picture.width not in known:
            self.width_box.addItem(f"{picture.width:g} mm", picture.width)
        self.width_box.setCurrentIndex(self.width_box.findData(picture.width))

    def figure(self) -> Picture | SimpleTable:
        """Return the figure with what was typed and chosen."""
        update: dict[str, object] = {"caption": self.line.text().strip()}
        if isinstance(self._figure, Picture):
            update["width"] = self.width_box.currentData()
        return self._figure.model_copy(update=update)


class ReviewDialog(QDialog):
    """Shows what of a Word file goes under which heading, and what could not be kept."""

    def __init__(self, review: Review, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("从 Word 导入正文")
        self.resize(720, 560)
        title = QLabel(f"“{review.file}”按通知的提纲对应如下")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("role", "panel")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(title)
        box.addWidget(_tree(review.shares), 1)
        if review.dropped:
            box.addLayout(_losses(review.dropped))
        self.replace = QRadioButton("替换现有正文")
        self.append = QRadioButton("接在现有正文各部分之后")
        self.replace.setChecked(True)
        self._group = QButtonGroup(self)
        for one in (self.replace, self.append):
            self._group.addButton(one)
        if review.standing:
            now = QLabel(f"现有正文 {review.standing:,} 字：")
            now.setProperty("role", "muted")
            row = QHBoxLayout()
            for widget in (now, self.replace, self.append):
                row.addWidget(widget)
            row.addStretch(1)
            box.addLayout(row)
        box.addLayout(_buttons(self, "导入正文"))

    @property
    def mode(self) -> str:
        """``replace`` or ``append``."""
        return "append" if self.append.isChecked() else "replace"


def _tree(shares: Sequence[Share]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setAccessibleName("对应情况")
    tree.ensurePolished()  # rows are measured as they are put in
    tree.setColumnCount(3)
    tree.setHeaderLabels(["通知的提纲", "文件中的标题", "内容"])
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(False)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
    for share in shares:
        name = "　" * (share.level - 1) + (share.title or "（标题之前的文字）")
        found = share.heading or ("" if share.item == PREFACE else "未找到")
        row = QTreeWidgetItem(tree, [name, found, _content(share)])
        if share.item != PREFACE and not share.heading:
            row.setForeground(1, theme().colour.check)
            row.setForeground(2, theme().colour.text_muted)
        for text in share.headings:
            child = QTreeWidgetItem(tree, ["", f"　{text}", ""])
            child.setForeground(1, theme().colour.text_muted)
    return tree


def _content(share: Share) -> str:
    if share.empty:
        return "无"
    counted = ((share.pictures, "图"), (share.tables, "表"))
    extra = "".join(f"，{count} {name}" for count, name in counted if count)
    return f"{share.words:,} 字{extra}"


def _losses(dropped: Sequence[Problem]) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(4)
    for problem in dropped[:6]:
        icon = QLabel()
        name = "triangle-alert" if problem.level != "hint" else "info"
        icon.setPixmap(pixmap(name, 16, theme().meaning(problem.level)))
        text = QLabel(problem.message)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        box.addLayout(row)
    return box


def _buttons(dialog: QDialog, does: str) -> QHBoxLayout:
    main, cancel = QPushButton(does), QPushButton("取消")
    main.setProperty("kind", "main")
    main.setDefault(True)
    main.clicked.connect(dialog.accept)
    cancel.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(main)
    return row
