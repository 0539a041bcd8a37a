"""并入 and 移出: versions put into another case by hand, from the panel of the chosen case."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from smdesk.errors import sentence
from smdesk.gui.desk.lookup import DOUBT, PLAIN, LookupDialog
from smdesk.gui.desk.names import mark_of
from smdesk.gui.desk.panel import CasePanel
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.wizard.parts import words
from smdesk.service.desk.joining import Likely, give_back, join, likely, part
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Case, CaseRow, Filter

_MOST = 50


class JoinDialog(LookupDialog):
    """Chooses the case that versions go to: those that are likely first, others by search.

    ``number`` is the version that is moved, ``None``: all of them. The chosen one is ``case``.
    """

    def __init__(
        self, desk: Desk, case: Case, number: int | None = None, parent: QWidget | None = None
    ) -> None:
        title = "并入另一案卷" if number is None else "移到另一案卷"
        heads = ("申报单位", "代码", "状态", "为什么可能是同一案")
        super().__init__(title, "可以并入的案卷", heads, (330, 190, 90, 220), parent)
        self._desk, self._row, self._number = desk, case.row, number
        self._versions = len(case.versions)
        self._likely: tuple[Likely, ...] = ()
        self.said = words("", "muted", wrap=True)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找同一类别的其他案卷：名称、拼音、代码或编号")
        self.search.setAccessibleName("查找案卷")
        self.search.setClearButtonEnabled(True)
        self.asks.addWidget(self.said)
        self.asks.addWidget(self.search)
        self.open_button.setText("并入" if number is None else "移到这里")
        self.copy_button.hide()
        self.search.textChanged.connect(lambda _text: self._show())
        self.tree.currentItemChanged.connect(lambda *_: self._say())
        self._say()
        self.run(lambda _control: likely(desk, case.row.id), self._found)

    def _found(self, told: tuple[Likely, ...]) -> None:
        self._likely = told
        self._show()

    def _show(self) -> None:
        self.tree.clear()
        text = self.search.text().strip()
        for one in self._likely if not text else ():
            why = "、".join(sentence(f"desk.why-{each}") for each in one.why)
            self._add(one.row, why)
        if text:
            for row in self._searched(text):
                self._add(row, "")
        self._say()

    def _searched(self, text: str) -> list[CaseRow]:
        row = self._row
        ids = self._desk.case_ids(Filter(text, row.notice, row.form), "applicant")[:_MOST]
        named = [int(text)] if text.isascii() and text.isdigit() and len(text) < 10 else []
        rows = self._desk.rows([*named, *(one for one in ids if one not in named)])
        form = (row.notice, row.form)
        return [one for one in rows if one.id != row.id and (one.notice, one.form) == form]

    def _add(self, row: CaseRow, why: str) -> None:
        texts = (f"{row.id} 号　{row.applicant}", row.code, mark_of(row.state).word, why)
        self.add(texts, DOUBT if why else PLAIN, row.id)

    def _say(self) -> None:
        mine = f" {self._row.id} 号“{self._row.applicant}”"
        what = f"{mine}的 {self._versions} 个版本" if self._number is None else (
            f"{mine}的第 {self._number} 版"
        )  # fmt: skip
        case = self.current_case
        if case is not None:
            self.said.setText(
                f"{what.strip()}将作为较新的版本并入 {case} 号；审核记录都保留，可以再移回来。"
            )
        elif self.job is None and not self.tree.topLevelItemCount():
            nothing = "没有找到。" if self.search.text().strip() else "没有看上去是同一案的案卷。"
            self.said.setText(f"{nothing}可按名称、代码或编号查找{what}要并入的案卷。")
        else:
            self.said.setText(f"选择{what}要并入的案卷。")

    def settled(self) -> None:
        """Say what stands once the likely ones are known."""
        self._say()


class Moving(QObject):
    """Fills the panel's menu of moves and does what is chosen there."""

    def __init__(
        self,
        work: DeskWork,
        panel: CasePanel,
        chosen: Callable[[], list[CaseRow]],
        show: Callable[[int], None],
        owner: QWidget,
    ) -> None:
        super().__init__(owner)
        self._work, self._panel, self._chosen, self._show = work, panel, chosen, show
        self._owner = owner
        self.menu = QMenu(owner)
        self.menu.aboutToShow.connect(self._fill)
        panel.move_button.setMenu(self.menu)

    def join(self) -> None:
        """Put the chosen case's versions into another case."""
        self._ask(None)

    def _fill(self) -> None:
        self.menu.clear()
        case = self._case()
        if case is None or self._work.desk is None:
            return
        number = self._number(case)
        self.menu.addAction("整案并入…", self.join)
        if len(case.versions) > 1:
            self.menu.addAction(f"第 {number} 版另立案卷", partial(self._part, number))
            self.menu.addAction(f"第 {number} 版移到…", partial(self._ask, number))
        for other in self._work.desk.joined(case.row.id):
            self.menu.addAction(f"移回 {other} 号并入的版本", partial(self._give_back, other))

    def _case(self) -> Case | None:
        rows, desk = self._chosen(), self._work.desk
        if len(rows) != 1 or desk is None or not self._work.writable:
            return None
        return desk.case(rows[0].id)

    def _number(self, case: Case) -> int:
        """Return the number of the version in hand; the list has the newest first."""
        numbers = sorted((one.number for one in case.versions), reverse=True)
        at = self._panel.versions.currentRow()
        return numbers[at if 0 <= at < len(numbers) else 0]

    def _ask(self, number: int | None) -> None:
        case, desk = self._case(), self._work.desk
        if case is None or desk is None:
            return
        dialog = JoinDialog(desk, case, number, self._owner)
        dialog.exec()
        into = dialog.case
        dialog.deleteLater()
        if into is None:
            return
        mine = case.row.id
        if number is None:
            self._write(lambda there: join(there, mine, into))
        else:
            self._write(lambda there: part(there, mine, [number], into))

    def _part(self, number: int) -> None:
        case = self._case()
        if case is not None:
            mine = case.row.id
            self._write(lambda there: part(there, mine, [number]))

    def _give_back(self, other: int) -> None:
        def write(desk: Desk) -> int:
            give_back(desk, other)
            return other

        self._write(write)

    def _write(self, call: Callable[[Desk], int]) -> None:
        """Write, then show the case that has the versions now."""
        self._work.write(call, self._show)
