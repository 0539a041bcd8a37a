"""What paper cannot hold, told before printing: looked for beside the window, each line a jump."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import sentence
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.export_run import Jobs
from smdesk.gui.wizard.finding_row import FindingRow
from smdesk.gui.wizard.parts import push, words
from smdesk.gui.work import Control, Job
from smdesk.notices.declaration import Declaration
from smdesk.rules.findings import Finding
from smdesk.service.fit import fit_of


class FitCard(QFrame):
    """Shows what `fit_of` says of the draft; ``jumped(place)``, ``wanted()`` asks for the rest,
    ``looked()`` tells that `findings` are those of the draft.

    With ``most`` no more lines than that are shown, and nothing at all where everything fits.
    """

    jumped = Signal(str)
    wanted = Signal()
    looked = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        files: Files,
        jobs: Jobs,
        *,
        most: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._files, self._jobs, self._most = bridge, files, jobs, most
        self._job: Job | None = None
        self._asked: Declaration | None = None
        self._known: Declaration | None = None
        self.findings: tuple[Finding, ...] = ()
        self.rows: list[FindingRow] = []
        self.setProperty("ground", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.title = words("打印前请留意")
        self.title.setFont(theme().font("strong"))
        self.state = words(sentence("fit.looking"), "small")
        head.addWidget(self.title)
        head.addWidget(self.state, 1)
        column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        self._more = push("", "quiet", "arrow-right")
        self._more.clicked.connect(self.wanted)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()
        if most:
            self.hide()

    def look(self) -> None:
        """Look at the draft as it is now; nothing if that was done or is under way."""
        content = self._bridge.session.declaration
        if self._job is not None or content is self._known:
            return
        self._asked = content
        pack, form, files = self._bridge.session.pack, self._bridge.session.form, self._files

        def work(_control: Control) -> tuple[Finding, ...]:
            return fit_of(pack, form, content, files)

        self._job = job = self._jobs(work)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.start()

    def _done(self, found: tuple[Finding, ...]) -> None:
        self._job, self._known = None, self._asked
        told = {one.key for one in self._bridge.session.findings}
        self._show(tuple(one for one in found if one.key not in told))
        self.looked.emit()
        if self.isVisibleTo(self.window()) and self._bridge.session.declaration is not self._known:
            self.look()

    def _failed(self, _fault: Exception) -> None:
        """Say nothing: what stops a draft from being laid out is told where that is tried."""
        self._job, self._known = None, self._asked
        self._show(())

    def _show(self, found: tuple[Finding, ...]) -> None:
        self.state.setText(f"{len(found)} 条" if found else sentence("fit.fine"))
        if self._most:
            self.setVisible(bool(found))
        if found == self.findings and len(self.rows) == len(self._cut(found)):
            return
        self.findings = found
        for row in self.rows:
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(one) for one in self._cut(found)]
        rest = len(found) > len(self.rows)
        self._more.setVisible(rest)
        self._more.setText(f"在“检查”中看全部 {len(found)} 条")

    def _cut(self, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
        return found[: self._most] if self._most else found

    def _row(self, finding: Finding) -> FindingRow:
        row = FindingRow(self._bridge.session, finding)
        row.jumped.connect(self.jumped)
        self._lines.addWidget(row)
        return row
