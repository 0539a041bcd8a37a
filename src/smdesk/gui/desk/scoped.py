"""Which notice and which of its cases: two boxes that several dialogs ask with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from PySide6.QtWidgets import QComboBox, QFormLayout

from smdesk.errors import SmdeskError
from smdesk.gui.desk.names import form_names
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.service.desk.summary import Scope
from smdesk.store.desk.desk import Desk

SCOPES: dict[Scope, str] = {
    "auto": "拟推荐的；一份也没有时，全部",
    "recommended": "拟推荐的",
    "ranked": "已排序的",
    "all": "全部（不予受理的除外）",
}
"""Which cases a paper lists, in words."""


def fill_notices(box: QComboBox, desk: Desk, notice: str = "") -> None:
    """Let the notices that a desk has cases of be chosen, ``notice`` first of all; the data is its id."""
    named = dict(sorted(desk.counts().forms, reverse=True))
    for one in sorted(named):
        box.addItem(form_names(one, named[one])[0], one)
    box.setCurrentIndex(max(box.findData(notice), 0))


class Scoped:
    """The two boxes; `notice_id` and `chosen` are what is chosen, the notice in hand to begin with."""

    def __init__(self, desk: Desk, scopes: Mapping[Scope, str] = SCOPES, notice: str = "") -> None:
        self.notice, self.scope = QComboBox(), QComboBox()
        self.notice.setAccessibleName("通知")
        self.scope.setAccessibleName("列入哪些申报")
        fill_notices(self.notice, desk, notice)
        for scope, said in scopes.items():
            self.scope.addItem(said, scope)

    @property
    def notice_id(self) -> str:
        """The notice that is chosen, '' where the desk has no case."""
        return str(self.notice.currentData()) if self.notice.count() else ""

    @property
    def chosen(self) -> Scope:
        """The scope that is chosen."""
        return cast("Scope", self.scope.currentData())

    @property
    def has_summary(self) -> bool:
        """Whether the chosen notice has a 汇总表."""
        try:
            return bool(self.notice_id) and pack_at_hand(self.notice_id).summary is not None
        except SmdeskError:
            return False

    def put_into(self, form: QFormLayout) -> None:
        """Add both with their labels."""
        form.addRow("通知", self.notice)
        form.addRow("列入", self.scope)
