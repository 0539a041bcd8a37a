"""修改历史: every stage of a draft beside what stands now; pieces of it, or all, had back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import SmdeskError, sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.past.pieces import PieceTree
from smdesk.gui.past.stages import StageTree
from smdesk.gui.wizard.parts import push, set_role, words
from smdesk.notices.declaration import Declaration
from smdesk.service.history import comparable, moment, of_place, pieces, restored, stages
from smdesk.store.library import Library
from smdesk.store.models import Version

_HEAD = 28
"""Height of what stands over a list, in device-independent pixels."""


class HistoryDialog(QDialog):
    """The versions of draft ``draft``; what is restored goes through its session as one step.

    ``returning`` is the revision that the draft is to go back to as a whole where its edition or
    years were others then: the session cannot do that, whoever opened the dialog has to.
    """

    def __init__(
        self,
        library: Library,
        draft: int,
        bridge: SessionBridge,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("修改历史")
        self.resize(1080, 640)
        self.returning: int | None = None
        self._library, self._draft, self._bridge = library, draft, bridge
        self._version: Version | None = None
        self._then: Declaration | None = None
        self._versions = library.versions(draft)
        self.stages, self.pieces = StageTree(), PieceTree()
        self.only, self._place = self._field_box()
        self.said = words("", "muted", wrap=True)
        self.told = words("", "muted", wrap=True)
        self.restore = push("恢复勾选的内容", "main", "undo-2")
        self.whole = push("退回到此版", "", "history")
        self._lay_out(name)
        self.stages.chosen.connect(self._show)
        self.pieces.ticked.connect(self._count)
        self.only.toggled.connect(lambda _on: self._list())
        self.restore.clicked.connect(self._restore)
        self.whole.clicked.connect(self._return)
        self._list()
        self.stages.setFocus()

    # -- what it shows -------------------------------------------------------------------------

    def _list(self) -> None:
        found = self._versions
        if self.only.isChecked():
            found = of_place(found, self._library.history(self._draft, self._place))
        self.stages.show_stages(stages(found))

    def _show(self, version: Version | None) -> None:
        """Hold a version against what stands now."""
        self._version, self._then = version, None
        if version is None:
            self._say(sentence("history.none"))
            self.pieces.show_pieces((), choosing=False)
            return
        now = self._bridge.session.declaration
        try:
            self._then = then = self._library.version(self._draft, version.revision)
            found = pieces(then, now)
        except SmdeskError as fault:
            self._say(str(fault), "error")
            self.pieces.show_pieces((), choosing=False)
            return
        if self.only.isChecked():
            found = tuple(one for one in found if one.place == self._place)
        same = comparable(then, now)
        code = "history.same" if not found and same else "history.differs"
        code = code if same else "history.other-edition"
        self._say(sentence(code, at=moment(version.at), count=len(found)))
        self.pieces.show_pieces(found, choosing=same and not self._bridge.read_only)

    def _count(self) -> None:
        """Let only that be pressed which does something."""
        now, then = self._bridge.session.declaration, self._then
        wanted = len(self.pieces.wanted)
        self.restore.setEnabled(bool(wanted))
        self.restore.setText(f"恢复勾选的 {wanted} 项" if wanted else "恢复勾选的内容")
        self.whole.setEnabled(then is not None and then != now and not self._bridge.read_only)

    def _say(self, text: str, role: str = "muted") -> None:
        set_role(self.said, role)
        self.said.setText(text)

    # -- what it does --------------------------------------------------------------------------

    def _restore(self) -> None:
        version, then, session = self._version, self._then, self._bridge.session
        wanted = self.pieces.wanted
        if version is None or then is None or not wanted:
            return
        target = restored(then, session.declaration, wanted)
        name = sentence("session.step-restore", at=moment(version.at))
        if self._bridge.do(lambda: session.become(target, name=name)):
            self.told.setText(sentence("history.restored", count=len(wanted)))
            self._show(version)

    def _return(self) -> None:
        version, then, session = self._version, self._then, self._bridge.session
        if version is None or then is None:
            return
        if not comparable(then, session.declaration):
            self.returning = version.revision
            self.accept()
            return
        name = sentence("session.step-return", at=moment(version.at))
        if self._bridge.do(lambda: session.become(then, name=name)):
            self.accept()

    # -- how it is put together ----------------------------------------------------------------

    def _field_box(self) -> tuple[QCheckBox, str]:
        """Return the box that narrows the list to the field where the person is."""
        session = self._bridge.session
        place = session.place if session.field(session.place) is not None else ""
        box = QCheckBox(f"只看“{session.label(place)}”的修改" if place else "只看一个栏目的修改")
        box.setEnabled(bool(place))
        if not place:
            box.setToolTip("先在表格里点到要看的栏目，再打开修改历史")
        return box, place

    def _lay_out(self, name: str) -> None:
        close = push("关闭")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.told, 1)
        for button in (self.whole, self.restore, close):
            foot.addWidget(button)
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(_column(self.only, self.stages, right=8))
        both.addWidget(_column(self.said, self.pieces, left=8))
        both.setStretchFactor(1, 1)
        both.setSizes([400, 640])
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(words(name, "panel"))
        column.addWidget(both, 1)
        column.addLayout(foot)


def _column(head: QWidget, tree: QWidget, *, left: int = 0, right: int = 0) -> QWidget:
    """Return a list below its head; the heads of both lists are of one height."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(left, 0, right, 0)
    column.setSpacing(8)
    head.setMinimumHeight(_HEAD)
    column.addWidget(head)
    column.addWidget(tree, 1)
    return frame
