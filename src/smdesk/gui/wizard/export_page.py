"""The export: final or draft, formats, folder; progress and cancel; what was written where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import Problem, sentence
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.check_page import COLUMN
from smdesk.gui.wizard.contents_choice import ContentsChoice
from smdesk.gui.wizard.export_report import ReportCard
from smdesk.gui.wizard.export_run import PARTS, ExportRun, Jobs, Wish
from smdesk.gui.wizard.finding_row import FindingRow
from smdesk.gui.wizard.fit_card import FitCard
from smdesk.gui.wizard.parts import label_button, push, scrolling, set_role, words
from smdesk.gui.wizard.steps import EXPORT
from smdesk.gui.wizard.verdict import blocked_words
from smdesk.rules.findings import Finding
from smdesk.service.applicant import applicant_of
from smdesk.service.export import ExportReport, file_stem
from smdesk.service.readiness import readiness_of
from smdesk.service.session import Changes

FORMATS: dict[str, tuple[str, str]] = {
    "docx": ("Word", "申报书 .docx，可在 Word、WPS 中打开"),
    "pdf": ("PDF", "申报书 .pdf，双面打印、盖章用"),
    "xlsx": ("Excel", "申报表和汇总表 .xlsx"),
    "package": ("数据包", ".smdx，含全部内容和附件，可再次导入"),
}
_FOLDER, _CHOSEN = "export/folder", "export/formats"
_MOST_CHECKS, _MOST_ERRORS, _MOST_FITS = 4, 8, 4
"""Findings listed here; the check page has them all."""


class ExportPage(QWidget):
    """``jumped(place)`` goes to a value, ``checking()`` to the check page."""

    step = EXPORT
    jumped = Signal(str)
    checking = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs,
        settings: QSettings,
        *,
        choose_folder: Callable[[QWidget, str], str] | None = None,
        open_folder: Callable[[str], bool] | None = None,
        printing: Callable[[], None] | None = None,
        website: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._settings = bridge, settings
        self._choose = choose_folder or _ask_folder
        self._open = open_folder or _open_folder
        self.run = ExportRun(bridge, files, jobs, self)
        self.final, self.draft = QRadioButton("正式稿"), QRadioButton("草稿")
        self.reason = words(role="error", wrap=True)
        self.formats = {name: QCheckBox(FORMATS[name][0]) for name in FORMATS}
        self.contents = ContentsChoice(settings)
        self.folder = QLineEdit(_remembered_folder(settings))
        self.go = push("", "main", "download")
        self._website = bridge.session.pack.notice.delivery.website
        self.print = _opener("打印…", "printer", printing)
        offered = website if self._website is not None else None
        self.webfill = _opener("网上填报…", "clipboard-paste", offered)
        self._jobs = jobs
        self.into = push("填入主管部门的 Word 原表…", "", "file-text")
        self.into.clicked.connect(lambda _: self.fill_original())
        self.sign = push("换入盖章扫描件…", "", "file-check")
        self.sign.setToolTip("把盖章后的纸扫描回来，做成加盖公章的 PDF")
        self.sign.clicked.connect(lambda _: self.take_signed())
        self.bar = QProgressBar()
        self.stop = push("停止")
        self._progress_words = words(role="muted")
        self.report = ReportCard()
        self.fit = FitCard(bridge, files, jobs, most=_MOST_FITS)
        self.fit.jumped.connect(self.jumped)
        self.fit.wanted.connect(self.checking)
        self._waiting = QFrame()
        self._rows_column = QVBoxLayout(self._waiting)
        self.rows: list[FindingRow] = []
        self._lay()
        self._connect()
        self._refresh()

    # -- Page ----------------------------------------------------------------------------------

    def show_changes(self, changes: Changes) -> None:
        if self.isVisible() and (changes.edited or changes.sections):
            self._refresh()

    def go_to(self, _place: str) -> None:
        self._refresh()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Nothing is typed here."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._refresh()

    # -- how it is laid out --------------------------------------------------------------------

    def _lay(self) -> None:
        inner, column = QWidget(), QWidget()
        column.setMaximumWidth(COLUMN)
        outer = QHBoxLayout(inner)
        outer.setContentsMargins(32, 16, 32, 32)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(12)
        lines.addWidget(self._choices())
        lines.addLayout(self._actions())
        lines.addWidget(self.report)
        self._waiting.setProperty("ground", "card")
        self._rows_column.setContentsMargins(16, 12, 16, 12)
        self._rows_column.setSpacing(4)
        lines.addWidget(self._waiting)
        lines.addWidget(self.fit)
        lines.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner, "desk"))

    def _choices(self) -> QFrame:
        card = QFrame()
        card.setProperty("ground", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(6)
        self._section(column, "稿别")
        self._option(column, self.final, "每页印核对码和二维码，供盖章报送")
        column.addWidget(self.reason)
        self._option(column, self.draft, "每页印“草稿”，随时可以导出")
        column.addSpacing(8)
        self._section(column, "格式")
        for name, box in self.formats.items():
            self._option(column, box, FORMATS[name][1])
        column.addSpacing(8)
        self._section(column, "目录")
        column.addWidget(self.contents, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(8)
        self._section(column, "保存到")
        row = QHBoxLayout()
        self.folder.setAccessibleName("保存到的文件夹")
        self._browse = push("选择文件夹…", "", "folder")
        row.addWidget(self.folder, 1)
        row.addWidget(self._browse)
        column.addLayout(row)
        return card

    def _section(self, column: QVBoxLayout, title: str) -> None:
        column.addWidget(words(title, "small"))

    def _option(self, column: QVBoxLayout, button: QWidget, about: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        button.setMinimumWidth(88)
        button.setAccessibleDescription(about)
        row.addWidget(button)
        row.addWidget(words(about, "muted"), 1)
        column.addLayout(row)

    def _actions(self) -> QVBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.go)
        buttons.addWidget(self.stop)  # stands where the button was that began what it stops
        buttons.addWidget(self.print)
        buttons.addWidget(self.webfill)
        buttons.addWidget(self._progress_words, 1)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("导出进度")
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(buttons)
        later = QHBoxLayout()
        later.setSpacing(8)
        later.addWidget(self.into)
        later.addWidget(self.sign)
        later.addStretch(1)
        column.addLayout(later)
        if self._website is not None:
            text = sentence("webfill.typed-there", name=self._website.name)
            column.addWidget(words(text, "muted", wrap=True))
        column.addWidget(self.bar)
        for one in (self.bar, self.stop):
            one.hide()
        return column

    def _connect(self) -> None:
        chosen = str(self._settings.value(_CHOSEN, "docx,pdf,xlsx,package")).split(",")
        for name, box in self.formats.items():
            box.setChecked(name in chosen)
            box.toggled.connect(self._say)
        ready = readiness_of(self._bridge.session).final
        (self.final if ready else self.draft).setChecked(True)
        self.final.toggled.connect(self._refresh)
        self._browse.clicked.connect(self._pick_folder)
        self.go.clicked.connect(lambda _: self._start())
        self.stop.clicked.connect(self.run.cancel)
        self.contents.chosen.connect(self._bridge.relaid)
        self.run.moved.connect(self._moved)
        self.run.written.connect(self._written)
        self.run.refused.connect(self._refused)
        self.run.stopped.connect(self._stopped)
        self.report.folder_wanted.connect(self._open_it)
        self.report.renamed.connect(self._start)

    # -- how it changes ------------------------------------------------------------------------

    def _refresh(self) -> None:
        """Bring choice, reasons and list in step with the content."""
        ready = readiness_of(self._bridge.session)
        self.final.setEnabled(ready.final)
        if not ready.final:
            self.draft.setChecked(True)
        if not ready.final:
            self.reason.setText(sentence("wizard.final-stopped", what=blocked_words(ready)))
        else:
            text = sentence("wizard.final-unanswered", count=len(ready.unanswered))
            self.reason.setText(text)
        set_role(self.reason, "check" if ready.final else "error")
        self.reason.setVisible(bool(ready.blocking or ready.unanswered))
        self._list(ready.unanswered, ready.blocking)
        self._say()
        if self.isVisible():
            self.fit.look()

    def _list(self, unanswered: tuple[Finding, ...], blocking: tuple[Finding, ...]) -> None:
        """List what is open, the 核实 without a reason first; no more than fits a glance."""
        shown = (*unanswered[:_MOST_CHECKS], *blocking[:_MOST_ERRORS])
        if tuple(row.finding for row in self.rows) == shown and self._rows_column.count():
            return
        while (item := self._rows_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self._waiting.setVisible(bool(shown))
        self._rows_column.addWidget(words("正式稿之前要处理", "panel"))
        for one in shown:
            row = FindingRow(self._bridge.session, one)
            row.jumped.connect(self.jumped)
            self.rows.append(row)
            self._rows_column.addWidget(row)
        total = len(unanswered) + len(blocking)
        if total > len(shown):
            more = push(f"在“检查”中看全部 {total} 条", "quiet", "arrow-right")
            more.clicked.connect(self.checking)
            self._rows_column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self) -> None:
        """Let the button say what happens."""
        names = [FORMATS[name][0] for name in self._wanted()]
        listed = "、".join(names)
        kind = "草稿" if self.draft.isChecked() else "正式稿"
        label_button(self.go, f"导出{kind}：{listed}" if names else f"导出{kind}")
        self.go.setEnabled(bool(names) and not self.run.running)

    def _wanted(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.formats.items() if box.isChecked())

    def _pick_folder(self) -> None:
        chosen = self._choose(self, self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    # -- the run -------------------------------------------------------------------------------

    def _start(self, stem: str = "") -> None:
        wanted, folder = self._wanted(), self.folder.text().strip()
        if not wanted or not folder:
            return
        self._settings.setValue(_FOLDER, folder)
        self._settings.setValue(_CHOSEN, ",".join(wanted))
        self.report.hide()
        self._busy(running=True)
        draft = self.draft.isChecked()
        self.run.start(Wish(Path(folder), wanted, draft, stem, self.contents.wanted))

    def _busy(self, *, running: bool) -> None:
        self.bar.setRange(0, 0)
        had = self.go.hasFocus() or self.stop.hasFocus()
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.go.setVisible(not running)
        for one in (self.print, self.webfill, self.into, self.sign):
            one.setEnabled(not running)
        if had:  # else the focus falls to the next button, and Enter starts what nobody asked for
            (self.stop if running else self.go).setFocus(Qt.FocusReason.OtherFocusReason)
        self._progress_words.setText("")
        self._say()

    def _moved(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        text = sentence("wizard.exporting", number=done // PARTS + 1, total=total // PARTS)
        self._progress_words.setText(text if done < total else sentence("wizard.export-writing"))

    def _written(self, report: ExportReport, same: bool) -> None:
        self._busy(running=False)
        self.report.show_report(report, Path(self.folder.text().strip()), same=same)
        self._refresh()

    def _refused(self, problem: Problem) -> None:
        self._busy(running=False)
        session = self._bridge.session
        applicant = applicant_of(session.pack, session.form, session.declaration.values)
        stem = file_stem(session.form, applicant, draft=self.draft.isChecked())
        self.report.show_problem(problem, stem)

    def _stopped(self) -> None:
        self._busy(running=False)
        self.report.show_words(sentence("wizard.export-cancelled"))

    def fill_original(self) -> None:
        """Show the window that writes the values into the authority's own Word file."""
        from smdesk.gui.authority.dialog import IntoDialog

        folder = self.folder.text().strip()
        if not folder:
            return
        self._settings.setValue(_FOLDER, folder)
        dialog = IntoDialog(
            self._bridge, self._jobs, Path(folder), draft=self.draft.isChecked(), parent=self
        )
        dialog.jumped.connect(self.jumped)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def take_signed(self) -> None:
        """Show the window that takes signed pages back into the final PDF exported here."""
        from smdesk.gui.signing.dialog import SignDialog

        session, folder = self._bridge.session, self.folder.text().strip()
        applicant = applicant_of(session.pack, session.form, session.declaration.values)
        stem = file_stem(session.form, applicant, draft=False)
        path = Path(folder) / f"{stem}.pdf"
        dialog = SignDialog(
            path if path.is_file() else None, self._jobs, folder=folder, parent=self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_it(self, folder: str) -> None:
        if not self._open(folder):
            self.report.show_words(sentence("wizard.folder-unopened", folder=folder))


def _remembered_folder(settings: QSettings) -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    usual = QStandardPaths.writableLocation(place) or str(Path.home())
    return str(settings.value(_FOLDER, "") or usual)


def _ask_folder(parent: QWidget, start: str) -> str:
    return QFileDialog.getExistingDirectory(parent, "选择保存文件的文件夹", start)


def _open_folder(folder: str) -> bool:
    return QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def _opener(text: str, sign: str, call: Callable[[], None] | None) -> QPushButton:
    """Return a button that opens a window, hidden where there is none to open."""
    made = push(text, "", sign)
    if call is None:
        made.hide()
    else:
        made.clicked.connect(lambda _: call())
    return made
