"""From the desk into the list of prints: packets of chosen cases, the 汇总表 of a notice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.gui.desk.scoped import Scoped
from smdesk.gui.desk.sender import SenderFields
from smdesk.gui.printing.adding import Source
from smdesk.gui.printing.sizing import OnScreen
from smdesk.gui.theme.forms import align_labels
from smdesk.gui.wizard.parts import push, words
from smdesk.store.desk.models import CaseRow

if TYPE_CHECKING:
    from smdesk.packet.contents import Contents
    from smdesk.service.printing.parcel import Parcel
    from smdesk.store.desk.desk import Desk


def of_cases(desk: Desk, rows: Sequence[CaseRow]) -> tuple[Source, ...]:
    """Return the packets of cases as sources."""

    def maker(case: int) -> Callable[[Contents], Parcel]:
        def make(contents: Contents) -> Parcel:
            from smdesk.service.desk.parcels import case_parcel

            return case_parcel(desk, case, contents)

        return make

    return tuple(Source(row.applicant or f"{row.id} 号申报", maker(row.id)) for row in rows)


class SummaryPrintDialog(OnScreen):
    """Asks which 汇总表 is to be printed; accepted, `sources` goes into the list."""

    def __init__(
        self, desk: Desk, settings: QSettings, parent: QWidget | None = None, notice: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("打印汇总表")
        self.setMinimumWidth(480)
        self._desk = desk
        self.asked = Scoped(desk, notice=notice)
        self.notice = self.asked.notice
        self.to = SenderFields(settings, desk)
        self.told = words("", "muted", wrap=True)
        self.leave, self.go = push("取消"), push("加入打印清单", "main")
        self.go.setDefault(True)
        self.leave.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        self.notice.currentIndexChanged.connect(lambda _at: self._changed())
        self._lay_out()
        self._changed()

    @property
    def sources(self) -> tuple[Source, ...]:
        """The 汇总表 as wished now."""
        desk, notice, scope = self._desk, self.asked.notice_id, self.asked.chosen
        sender = self.to.told
        name = f"{self.notice.currentText()}　汇总表"

        def make(_contents: Contents) -> Parcel:
            from smdesk.service.desk.parcels import summary_parcel

            return summary_parcel(desk, notice, sender, scope, name)

        return (Source(name, make),)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Let all that is asked for stand in one line."""
        align_labels(self)
        super().showEvent(event)

    def _changed(self) -> None:
        there = self.asked.has_summary
        self.go.setEnabled(there)
        said = "按排序列入，与通知所附的汇总表格式相同。" if there else "这个通知没有汇总表。"
        self.told.setText(said if self.notice.count() else "还没有收到申报。")

    def _lay_out(self) -> None:
        form, foot = QFormLayout(), QHBoxLayout()
        self.asked.put_into(form)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(form)
        whole.addWidget(words("抬头", "muted"))
        whole.addWidget(self.to)
        whole.addWidget(self.told)
        whole.addLayout(foot)
