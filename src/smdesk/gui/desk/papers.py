"""The bureau's papers from the window: 汇总表, 推荐函, list of packets, figures; letters to applicants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from smdesk.errors import SmdeskError
from smdesk.files import write_together
from smdesk.gui.desk.scoped import Scoped
from smdesk.gui.desk.sender import SenderFields
from smdesk.gui.desk.writing import Write, WritingDialog, make_folder
from smdesk.gui.wizard.parts import words
from smdesk.gui.work import Control
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.paths import safe_file_name
from smdesk.service.desk import papers
from smdesk.service.desk.letter import Sender
from smdesk.service.desk.letters import letter_files
from smdesk.service.desk.statistics import statistics, statistics_sheet
from smdesk.service.desk.summary import (
    Scope,
    list_note,
    packet_list,
    recommendation,
    summary_data,
    summary_file,
)
from smdesk.store.desk.desk import Desk

Kind = Literal["summary", "letter", "list", "figures"]
_KINDS: dict[Kind, tuple[str, tuple[str, ...]]] = {
    "summary": ("汇总表", ("xlsx", "docx", "pdf")),
    "letter": ("推荐函", ("docx", "pdf")),
    "list": ("报送材料清单", ("docx", "pdf")),
    "figures": ("统计表", ("xlsx",)),
}
_FORMATS = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF"}
_USUAL = {("summary", "xlsx"), ("summary", "docx"), ("letter", "docx"), ("list", "docx")}
Wanted = tuple[tuple[Kind, str], ...]


class PapersDialog(WritingDialog):
    """Writes the papers of one notice in rank order."""

    def __init__(
        self, desk: Desk, settings: QSettings, parent: QWidget | None = None, notice: str = ""
    ) -> None:
        super().__init__("汇总与上报材料", "生成文件", settings, parent)
        self._desk = desk
        self.asked = Scoped(desk, notice=notice)
        self.notice, self.scope = self.asked.notice, self.asked.scope
        self.to = SenderFields(settings, desk)
        self.ticks = {
            (kind, form): QCheckBox(_FORMATS[form])
            for kind, (_, forms) in _KINDS.items()
            for form in forms
        }
        self._lay_out()
        self._changed()

    @property
    def wanted(self) -> Wanted:
        """The papers and formats that are ticked."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def work(self) -> Write:
        """Return the work of writing what is ticked."""
        desk, notice, scope = self._desk, self.asked.notice_id, self.asked.chosen
        sender, wanted = self.to.told, self.wanted

        def write(control: Control, folder: Path) -> Sequence[Path]:
            make_folder(folder)
            self.heed = _to_heed(desk, notice, sender, scope, wanted)
            name = safe_file_name(pack_at_hand(notice).notice.short)
            made: list[tuple[Path, bytes]] = []
            for at, (kind, form) in enumerate(wanted):
                control.report(at, len(wanted))
                path = folder / f"{name}_{_KINDS[kind][0]}.{form}"
                made.append((path, paper_of(desk, notice, kind, form, sender, scope)))
            write_together(made)
            return [path for path, _ in made]

        return write

    def _lay_out(self) -> None:
        form = QFormLayout()
        self.asked.put_into(form)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        for row, (kind, (name, forms)) in enumerate(_KINDS.items()):
            grid.addWidget(QLabel(name), row, 0)
            for column, one in enumerate(forms, 1):
                tick = self.ticks[kind, one]
                tick.setAccessibleName(f"{name}，{_FORMATS[one]}")
                tick.setChecked((kind, one) in _USUAL)
                tick.toggled.connect(lambda _on: self._changed())
                grid.addWidget(tick, row, column)
        grid.setColumnStretch(4, 1)
        self.wishes.addLayout(form)
        self.wishes.addWidget(words("落款（推荐函、汇总表抬头）", "muted"))
        self.wishes.addWidget(self.to)
        self.wishes.addWidget(words("生成哪些文件", "muted"))
        self.wishes.addLayout(grid)
        self.notice.currentIndexChanged.connect(lambda _at: self._changed())

    def _changed(self) -> None:
        """Let a 汇总表 be wished only where the notice has one."""
        there = self.asked.has_summary
        for (kind, _), tick in self.ticks.items():
            if kind == "summary":
                tick.setEnabled(there)
                if not there:
                    tick.setChecked(False)
        self.write_button.setEnabled(bool(self.wanted) and self.notice.count() > 0)


def _to_heed(desk: Desk, notice: str, sender: Sender, scope: Scope, wanted: Wanted) -> str:
    """Return what is to be said of lists that are wanted: blank cells, cases left out, limits."""
    kinds = {kind for kind, _ in wanted}
    if "summary" in kinds:
        return summary_data(desk, notice, sender, scope).note
    return list_note(desk, notice, scope) if kinds & {"letter", "list"} else ""


def paper_of(desk: Desk, notice: str, kind: Kind, form: str, sender: Sender, scope: Scope) -> bytes:
    """Return one paper of a notice as a file. Raises as the makers do."""
    if kind == "summary":
        data = summary_data(desk, notice, sender, scope)
        return summary_file(data, cast("Literal['xlsx', 'docx', 'pdf']", form))
    if kind == "figures":
        return statistics_sheet(statistics(desk, notice))
    made = (
        packet_list(desk, notice, scope)
        if kind == "list"
        else recommendation(desk, notice, sender, scope)
    )
    return papers.written(made, cast("papers.Format", form))


class LettersDialog(WritingDialog):
    """Writes a correction letter and a fix file for each of some cases."""

    def __init__(
        self,
        desk: Desk,
        cases: Sequence[int],
        settings: QSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("补正通知", "生成通知", settings, parent)
        self._desk, self._cases = desk, tuple(cases)
        self.lettered: tuple[int, ...] = ()
        self.by = SenderFields(settings, desk, dated="请于此日前补正")
        self.ticks = {
            "docx": QCheckBox("Word"), "pdf": QCheckBox("PDF"),
            "fix": QCheckBox("补正文件（申报单位用本程序打开，逐处转到要改的栏目）"),
        }  # fmt: skip
        for one in self.ticks.values():
            one.setChecked(True)
            one.toggled.connect(lambda _on: self._changed())
        self.hints = QCheckBox("提示也写进去")
        self.send_back = QCheckBox("写出后改为“已退回”")
        self.send_back.setChecked(True)
        said = f"为 {len(cases)} 份申报写补正通知，列出未搁置的错误和核实。没有问题的不写。"
        self.wishes.addWidget(words(said, "muted", wrap=True))
        self.wishes.addWidget(self.by)
        row = QHBoxLayout()
        row.addWidget(self.ticks["docx"])
        row.addWidget(self.ticks["pdf"])
        row.addStretch(1)
        self.wishes.addLayout(row)
        for one in (self.ticks["fix"], self.hints, self.send_back):
            self.wishes.addWidget(one)

    def work(self) -> Write:
        """Return the work of writing what is ticked, case by case."""
        desk, cases, hints = self._desk, self._cases, self.hints.isChecked()
        sender = self.by.told
        formats = [one for one, tick in self.ticks.items() if tick.isChecked()]

        def write(control: Control, folder: Path) -> Sequence[Path]:
            make_folder(folder)
            made, told = [], []
            for at, case in enumerate(cases):
                control.report(at, len(cases))
                try:
                    files = letter_files(desk, case, sender, formats, hints=hints)
                except SmdeskError as fault:
                    if fault.code != "desk.nothing-to-correct":
                        raise
                    continue
                write_together([(folder / name, data) for name, data in files.items()])
                made += [folder / name for name in files]
                told.append(case)
            self.lettered = tuple(told)
            return made

        return write

    def _changed(self) -> None:
        self.write_button.setEnabled(any(one.isChecked() for one in self.ticks.values()))
