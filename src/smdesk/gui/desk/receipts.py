"""What became of each file of a batch: a line a file, whose case it is in, what to do."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from smdesk.gui.desk.cases import name_of
from smdesk.gui.desk.lookup import BAD, DOUBT, GOOD, Look, LookupDialog
from smdesk.gui.desk.taking import OUTCOMES, summed
from smdesk.gui.wizard.parts import words
from smdesk.store.desk.models import CaseRow, Outcome, Receipt

_LOOKS: dict[Outcome, Look] = {
    "read": GOOD, "partly": DOUBT, "again": ("copy", "text_muted"), "refused": BAD,
    "opened": ("package", "text_muted"),
}  # fmt: skip
_HEADS = ("结果", "文件", "归入", "说明")
_WANTED = frozenset({"refused", "partly"})


class ReceiptsDialog(LookupDialog):
    """A line a file, told by its place in what was taken in; ``rows`` are the cases by number."""

    def __init__(
        self,
        receipts: Sequence[Receipt],
        rows: Mapping[int, CaseRow],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("收件结果", "每个文件的结果", _HEADS, (110, 270, 230, 360), parent)
        self.resize(1060, 600)
        self._receipts, self._rows = tuple(receipts), rows
        self._names = short_names([one.place.path for one in receipts])
        self.tree.setRootIsDecorated(False)
        self.only = QCheckBox("只看未能读出和部分读出的")
        self.only.setEnabled(any(one.outcome in _WANTED for one in receipts))
        self.only.toggled.connect(lambda _on: self._show())
        counts = dict.fromkeys(OUTCOMES, 0)
        for receipt in receipts:
            counts[receipt.outcome] += 1
        line = QHBoxLayout()
        line.addWidget(words(summed(counts), "panel"))
        line.addStretch(1)
        line.addWidget(self.only)
        self.asks.addLayout(line)
        self.asks.addWidget(words("收到的文件原样保存在收件台的数据文件夹中。", "muted"))
        self._show()

    def _show(self) -> None:
        self.tree.clear()
        for one in self._shown():
            row = self._rows.get(one.case or 0)
            texts = (OUTCOMES[one.outcome], self._names[one.place.path], _whose(row), _said(one))
            item = self.add(texts, _LOOKS[one.outcome], one.case)
            item.setToolTip(1, one.place.path)

    def _shown(self) -> list[Receipt]:
        only = self.only.isChecked()
        return [one for one in self._receipts if not only or one.outcome in _WANTED]

    def _copy(self) -> None:
        """Copy the lines with whole paths and the codes by which help is asked for.

        A name alone says not which of sixty it is.
        """
        lines = ["\t".join((*_HEADS, "代码"))]
        for one in self._shown():
            whose, said = _whose(self._rows.get(one.case or 0)), _said(one).replace("\n", " ")
            codes = "、".join(problem.code for problem in one.problems)
            lines.append(f"{OUTCOMES[one.outcome]}\t{one.place.path}\t{whose}\t{said}\t{codes}")
        QGuiApplication.clipboard().setText("\n".join(lines))


def short_names(paths: Sequence[str]) -> dict[str, str]:
    """Return each path below the folder that all of them lie in; one alone by its name."""
    folders = [str(PurePath(one).parent) for one in paths]
    try:
        common = os.path.commonpath(folders) if folders else ""
    except ValueError:  # on two drives of Windows
        common = ""
    found = {}
    for one in paths:
        path = PurePath(one)
        below = path.relative_to(common) if common else path
        found[one] = "/".join(below.parts[-3:])
    return found


def _whose(row: CaseRow | None) -> str:
    return "" if row is None else name_of(row)


def _said(receipt: Receipt) -> str:
    return "\n".join(problem.message for problem in receipt.problems)
