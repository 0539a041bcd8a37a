"""The review as it is laid out: values at the left, the received table at the right, keys below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smdesk.gui.desk.doubt_list import DoubtList
from smdesk.gui.desk.names import kind_text
from smdesk.gui.desk.region_paper import PaperArea
from smdesk.gui.home.parts import Note
from smdesk.gui.theme.style import set_property
from smdesk.gui.wizard.parts import Elided, breakable, push, tool, words
from smdesk.service.desk.region import Region
from smdesk.service.desk.regions import name_of
from smdesk.service.desk.review import ReviewCase, Verdict

LEFT = 360
_MOST_SHOWN = 600
"""Characters of a value that are shown below its picture."""


class ReviewFrame:
    """The widgets of the review, put into ``owner``; it only shows."""

    def __init__(self, owner: QWidget) -> None:
        self.name, self.file = Elided("申报单位"), Elided("收到的文件")
        set_property(self.name, "role", "panel")
        self.of, self.counts, self.place = (
            words("", "muted"),
            words("", "muted"),
            words("", "small"),
        )
        self.before_button = tool("chevron-left", "上一份有待确认读数的申报", "Ctrl+Shift+回车")
        self.next_button = tool("chevron-right", "下一份有待确认读数的申报", "Ctrl+回车")
        self.list, self.area, self.note = DoubtList(), PaperArea(), Note()
        self.label, self.text = words("", "muted", wrap=True), words("", "panel", wrap=True)
        self.reason, self.now = words("", "", wrap=True), words("", "check", wrap=True)
        self.accept_button = push("确认，看下一处（回车）", "main", "check")
        self.wrong_button = push("读错了（Delete）", "", "x")
        self.alike_button = push("")
        self.alike_button.hide()
        self.undo_button = push("撤回上一处（Ctrl+Z）", "quiet", "undo-2")
        self.original_button = push("打开原件副本", "", "external-link")
        self.close_button = push("关闭")
        for one in (
            self.accept_button, self.wrong_button, self.alike_button, self.undo_button,
            self.original_button, self.close_button,
        ):  # fmt: skip
            one.setAutoDefault(False)
        self._build(owner)

    # -- what is shown -------------------------------------------------------------------------

    def show_case(self, case: ReviewCase, at: int, of: int) -> None:
        """Show whose values these are, and which of how many cases it is."""
        row = case.row
        self.name.show_text(row.applicant or "（未读出单位名称）")
        kind = kind_text(row.notice, row.form)
        self.file.show_text(f"{kind}　第 {case.version.number} 版　{name_of(case.version)}")
        self.of.setText(f"第 {at} 份，共 {of} 份")

    def show_counts(self, verdicts: Sequence[Verdict]) -> None:
        """Show how many values were confirmed, found misread, and are still open."""
        said = {one: verdicts.count(one) for one in Verdict}
        parts = [f"已确认 {said[Verdict.CONFIRMED]} / {len(verdicts)}"]
        if said[Verdict.MISREAD]:
            parts.append(f"读错 {said[Verdict.MISREAD]}")
        if said[Verdict.OPEN]:
            parts.append(f"待看 {said[Verdict.OPEN]}")
        self.counts.setText("，".join(parts))

    def show_value(self, label: str, text: str, why: str, now: str | None = None) -> None:
        """Show a value as it was read; ``now`` is what the reader of today makes of the place."""
        shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}……"
        self.label.setText(breakable(label))
        self.text.setText(breakable(shown))
        self.text.setAccessibleName(f"读作：{text}" if text else "")
        self.reason.setText(f"为什么要看：{why}" if why else "")
        self.now.setVisible(now is not None)
        self.now.setText(
            f"现在的程序在这里读出“{now or '空'}”，与收件时不同。" if now is not None else ""
        )

    def show_alike(self, count: int) -> None:
        """Offer to confirm so many values together, or nothing for none."""
        self.alike_button.setText(f"同一原因的 {count} 处一并确认（Shift+回车）")
        self.alike_button.setVisible(count > 0)

    def show_place(self, region: Region | None) -> None:
        """Show which rows of which table the picture is of."""
        self.place.setText(_place(region) if region is not None else "")

    # -- how it is put together ----------------------------------------------------------------

    def _build(self, owner: QWidget) -> None:
        whole = QVBoxLayout(owner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        self.list.setFixedWidth(LEFT)
        middle.addWidget(self.list)
        middle.addLayout(self._right(), 1)
        whole.addLayout(middle, 1)
        whole.addWidget(self.note)
        whole.addLayout(self._foot())
        QWidget.setTabOrder(self.list, self.accept_button)
        QWidget.setTabOrder(self.accept_button, self.wrong_button)

    def _head(self) -> QHBoxLayout:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self.file)
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(10)
        row.addLayout(names)
        row.addStretch(1)
        row.addWidget(self.counts)
        row.addSpacing(16)
        row.addWidget(self.of)
        row.addWidget(self.before_button)
        row.addWidget(self.next_button)
        return row

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(self.area, 1)
        column.addLayout(self._value())
        return column

    def _bar(self) -> QHBoxLayout:
        smaller, larger = tool("zoom-out", "缩小", "Ctrl+-"), tool("zoom-in", "放大", "Ctrl+=")
        whole = tool("maximize", "适合宽度", "Ctrl+0")
        smaller.clicked.connect(lambda: self.area.zoom(-1))
        larger.clicked.connect(lambda: self.area.zoom(1))
        whole.clicked.connect(self.area.fit)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(words("收到的原表", "strong"))
        row.addWidget(self.place, 1)
        for one in (smaller, larger, whole):
            row.addWidget(one)
        return row

    def _value(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(words("读入本表", "small"))
        head.addWidget(self.label, 1)
        head.setSpacing(10)
        column.addLayout(head)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        self.text.setAlignment(top)
        self.text.setMinimumHeight(24)
        cause = QHBoxLayout()
        cause.addWidget(self.reason, 1)
        cause.addWidget(self.alike_button)
        for one in (self.text, self.reason, self.now):
            selectable(one)
        column.addWidget(self.text)
        column.addLayout(cause)
        column.addWidget(self.now)
        self.now.hide()
        return column

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 16, 12)
        row.setSpacing(8)
        row.addWidget(self.undo_button)
        row.addWidget(self.original_button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.wrong_button)
        row.addWidget(self.accept_button)
        return row


def selectable(label: QLabel) -> None:
    """Let a label's words be marked and copied with the mouse."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _place(region: Region) -> str:
    if region.kind == "lines":
        return "表格以外的文字"
    first, last = region.rows[0] + 1, region.rows[-1] + 1
    rows = f"第 {first}–{last} 行" if last > first else f"第 {first} 行"
    what = "第 {} 张工作表" if region.kind == "sheet" else "第 {} 张表"
    table = what.format(region.table) if region.table else "表中之表"
    return f"{table}，{rows}，共 {region.of} 行"
