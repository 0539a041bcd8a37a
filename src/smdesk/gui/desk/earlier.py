"""与往年对照: the applicant's earlier declarations, and the figures that both tell of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from smdesk.gui.desk.choosing import ask_folder
from smdesk.gui.desk.lookup import DOUBT, GOOD, PLAIN, LookupDialog
from smdesk.gui.desk.names import kind_text
from smdesk.gui.wizard.parts import push, words
from smdesk.gui.work import Control
from smdesk.service.desk.differences import Earlier, desk_of_years, earlier, earlier_said
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow


class EarlierDialog(LookupDialog):
    """Looks in this desk at first, in that of another year when one is chosen."""

    def __init__(
        self,
        desk: Desk,
        row: CaseRow,
        parent: QWidget | None = None,
        choose: Callable[[QWidget], str] | None = None,
        settings: QSettings | None = None,
    ) -> None:
        heads = ("指标", "年度", "往年所报", "本次所报")
        super().__init__("与往年对照", "往年申报中的同一指标", heads, (380, 80, 190, 190), parent)
        self._desk, self._row = desk, row
        self._choose = choose or partial(_ask_folder, settings)
        self._earlier: tuple[Earlier, ...] = ()
        self._here = True
        self.said = words("", "muted", wrap=True)
        self.only = QCheckBox("只看不同的")
        self.only.toggled.connect(lambda _on: self._show())
        self.other = push("到另一个收件台查找…", "", "folder-open")
        self.other.clicked.connect(self._look_elsewhere)
        self.only.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        line = QHBoxLayout()
        line.addWidget(self.only)
        line.addStretch(1)
        line.addWidget(self.other)
        self.asks.addWidget(words(row.applicant or "（未读出单位名称）", "panel", wrap=True))
        self.asks.addWidget(self.said)
        self.asks.addLayout(line)
        self.run(lambda _control: earlier(desk, row.id), self._found)

    def look_in(self, folder: Path) -> None:
        """Look in the desk of a folder, which is only read."""
        desk, case = self._desk, self._row.id

        def work(_control: Control) -> tuple[Earlier, ...]:
            with desk_of_years(folder) as other:
                return earlier(desk, case, other=other)

        self._here = False
        self.run(work, self._found)

    def _found(self, found: tuple[Earlier, ...]) -> None:
        self._earlier = found
        self._show()

    def _show(self) -> None:
        self.tree.clear()
        self.said.setText(earlier_said(self._row, self._earlier, elsewhere=not self._here))
        for one in self._earlier:
            self._add(one)
        self.expand()

    def _add(self, one: Earlier) -> None:
        count = len(one.differing)
        kind = kind_text(one.case.notice, one.case.form)
        told = f"{kind}　{count} 处不同" if one.figures else f"{kind}　没有同一年度的指标"
        look = PLAIN if not one.figures else DOUBT if count else GOOD
        case = one.case.id if self._here else None
        item = self.add((told, "", "", ""), look, case)
        for figure in one.figures:
            if figure.same and self.only.isChecked():
                continue
            texts = (figure.label, str(figure.year), figure.before, figure.now)
            self.add(texts, GOOD if figure.same else DOUBT, case, item)

    def _look_elsewhere(self) -> None:
        chosen = self._choose(self)
        if chosen:
            self.look_in(Path(chosen))


def _ask_folder(settings: QSettings | None, parent: QWidget) -> str:
    found = ask_folder(parent, settings, "years", "往年的收件台文件夹（含 desk.db）")
    return str(found) if found is not None else ""
