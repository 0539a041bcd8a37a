"""可能重复: cases that may be one applicant's, in groups, each leading to its case."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from smdesk.gui.desk.lookup import DOUBT, PLAIN, LookupDialog
from smdesk.gui.desk.names import kind_text, mark_of
from smdesk.gui.wizard.parts import words
from smdesk.service.desk.applicants import Twice, twice
from smdesk.store.desk.desk import Desk

KINDS: dict[str, str] = {
    "code": "同一代码，同一类别",
    "name": "名称相同，代码不同",
    "near": "名称相近",
    "several": "同一单位，多个类别或通知",
}
"""What the kinds of doubles are called."""


class DoublesDialog(LookupDialog):
    """A line a group, under it a line a case."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        heads = ("申报单位", "代码", "通知和类别", "状态")
        super().__init__("可能重复", "可能重复的申报", heads, (330, 190, 230, 100), parent)
        self._desk = desk
        self.said = words("正在比对单位名称和代码。", "muted", wrap=True)
        self.asks.addWidget(self.said)
        self.run(lambda _control: twice(desk), self._show)

    def _show(self, found: tuple[Twice, ...]) -> None:
        self.said.setText(
            f"共 {len(found)} 组。是否重复由经办人判断；选中一份按 Enter 打开。"
            if found
            else "没有发现可能重复的申报。"
        )
        for kind, title in KINDS.items():
            for one in found:
                if one.kind == kind:
                    self._add_group(one, title)
        self.expand()

    def _add_group(self, one: Twice, title: str) -> None:
        alike = f"（相似 {one.likeness:.0%}）" if one.kind == "near" else ""
        look = PLAIN if one.kind == "several" else DOUBT
        group = self.add((f"{title}{alike}", "", f"{len(one.cases)} 份", ""), look)
        for row in self._desk.rows(one.cases):
            state = mark_of(row.state).word
            texts = (row.applicant, row.code, kind_text(row.notice, row.form), state)
            self.add(texts, None, row.id, group)
