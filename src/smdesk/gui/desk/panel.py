"""The chosen case beside the list: where it stands, what was found, its versions, what was said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.desk.found_list import FoundList, Shown, shown_of
from smdesk.gui.desk.log_list import Line, LogList, history_lines, opinion_lines, version_lines
from smdesk.gui.desk.names import kind_text, mark_of
from smdesk.gui.desk.two_rows import TwoRows
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import push, words
from smdesk.notices.text import brief
from smdesk.rules.prose.places import place_part
from smdesk.rules.whole import ATTACHMENTS, NARRATIVE
from smdesk.service.desk.findings import Found
from smdesk.store.desk.models import MOVES, Case, CaseRow, Event, State

WIDTH = 380
_TABS = ("问题", "版本", "意见", "经过")
_FIRST = (State.ACCEPTED, State.RETURNED)
"""The moves that have a button of their own; the others are in the menu beside."""
MOVE_WORDS: dict[State, str] = {
    State.CHECKING: "标为审核中",
    State.RETURNED: "退回补正…",
    State.ACCEPTED: "通过初审",
    State.RECOMMENDED: "拟推荐",
    State.REJECTED: "不予受理…",
}
"""What a move is called on its button."""


def moves_of(rows: list[CaseRow]) -> tuple[State, ...]:
    """Return the states that every one of some cases can be moved to."""
    return moves_from({one.state for one in rows})


def moves_from(states: Collection[State]) -> tuple[State, ...]:
    """Return the states that cases in any of some states can be moved to."""
    able = [MOVES[one] for one in states]
    return tuple(one for one in MOVE_WORDS if able and all(one in each for each in able))


class CasePanel(QWidget):
    """What is known of the chosen cases; it only tells what the person wants.

    ``move_wanted(State)``, ``open_wanted(place)``, ``aside_wanted(key)``, ``back_wanted(key)``,
    ``opinion_wanted()``, ``misread_wanted(place, on)``, ``version_wanted(id)``. ``move_button`` has the menu
    of moves of versions. ``inside`` the case's own page it does not name the case, whose head
    does; ``in_view`` is the version that this page shows.
    """

    move_wanted = Signal(object)
    open_wanted = Signal(str)
    aside_wanted = Signal(str)
    back_wanted = Signal(str)
    opinion_wanted = Signal()
    compare_wanted = Signal(int)
    earlier_wanted = Signal()
    review_wanted = Signal()
    misread_wanted = Signal(str, bool)
    version_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, inside: bool = False) -> None:
        super().__init__(parent)
        self._writable = False
        self._inside = inside
        self.in_view: int | None = None
        self.name, self.facts = words("", "panel", wrap=True), words("", "muted", wrap=True)
        self.state_icon, self.state = words(), words()
        self.open_button = push("打开", "", "eye")
        self.moves = QHBoxLayout()
        self.menu = QMenu(self)
        self.found = FoundList()
        self.versions, self.opinions, self.log = (
            LogList("版本"), LogList("意见"), LogList("经过"),
        )  # fmt: skip
        self.aside_button = push("搁置…")
        self.go_button = push("转到栏目")
        self.misread_button = push("读错")
        self.misread_button.setToolTip("这一栏读得与原件不符，不作为申报单位的问题")
        self.move_button = push("移动")
        self.review_button = push("对照原件…", "", "eye")
        self.compare_button = push("与上一版对照")
        self.version_button = push("打开此版")
        self.earlier_button = push("与往年对照…")
        self.opinion_button = push("写意见…")
        self._build()
        self.show_nothing()

    # -- what is shown -------------------------------------------------------------------------

    def enable(self, *, writable: bool) -> None:
        """Let the case be changed, or only looked at."""
        self._writable = writable
        self._enable()

    def show_nothing(self) -> None:
        """Show that no case is chosen."""
        self._case: Case | None = None
        self.name.setText("没有选中申报")
        self.facts.setText("在名单中选一份，这里显示它的问题、版本和意见。")
        self._show_state(None)
        self._show_moves(())
        self._body.hide()
        self.open_button.hide()

    def show_many(self, count: int, states: Collection[State] | None) -> None:
        """Show that several are chosen, and what can be done with all of them once it is known."""
        self.show_nothing()
        self.name.setText(f"已选 {count} 份申报")
        if states is None:
            self.facts.setText("正在查看它们所处的状态。")
            return
        able = moves_from(states)
        self.facts.setText("可以一起改变状态。" if able else "它们所处的状态没有共同的下一步。")
        self._show_moves(able)

    def show_case(
        self,
        case: Case,
        findings: tuple[Found, ...],
        history: tuple[Event, ...],
        signed: Sequence[Line] = (),
    ) -> None:
        """Show a case with the findings of its current version, and what bureaus signed of it."""
        row = case.row
        other = self._case is None or self._case.row.id != row.id
        self._case = case
        self.name.setText(brief(row.applicant) or "（未读出单位名称）")
        lines = [row.subject, kind_text(row.notice, row.form), row.code]
        self.facts.setText("\n".join(brief(one) for one in lines if one))
        self._show_state(row.state)
        self._show_moves(moves_of([row]))
        self.review_button.setVisible(bool(row.doubts))
        self.found.show_lines(shown_of(findings), anew=other)
        self.versions.show_lines(version_lines(case))
        self.opinions.show_lines([*opinion_lines(case), *signed])
        self.log.show_lines(history_lines(history))
        for at, count in enumerate(
            (sum(one.open for one in findings), len(case.versions), self.opinions.count(), 0)
        ):
            self.tabs.setTabText(at, f"{_TABS[at]} {count}" if count else _TABS[at])
        self._body.show()
        self.open_button.setVisible(not self._inside)
        for one in (self.name, self.facts, self.state, self.state_icon):
            one.setHidden(self._inside)
        self._enable()

    def _show_state(self, state: State | None) -> None:
        self.state.setVisible(state is not None)
        self.state_icon.setVisible(state is not None)
        if state is not None:
            from smdesk.gui.theme.icons import pixmap

            mark = mark_of(state)
            self.state.setText(mark.word)
            set_property(self.state, "role", mark.role if mark.role != "text_muted" else "muted")
            colour = getattr(theme().colour, mark.role)
            self.state_icon.setPixmap(pixmap(mark.icon, 16, colour))

    def _show_moves(self, able: tuple[State, ...]) -> None:
        for state, button in self._move_buttons.items():
            button.setVisible(state in able)
            button.setEnabled(self._writable)
        self.menu.clear()
        rest = [one for one in able if one not in _FIRST]
        for one in rest:
            self.menu.addAction(MOVE_WORDS[one], partial(self.move_wanted.emit, one))
        self.more_button.setVisible(bool(rest))
        self.more_button.setEnabled(self._writable)

    def _enable(self) -> None:
        current = self.found.current
        self.go_button.setEnabled(current is not None)
        self.aside_button.setEnabled(current is not None and self._writable)
        cell = current is not None and place_part(current.place) not in {NARRATIVE, ATTACHMENTS}
        self.misread_button.setEnabled(cell and self._writable)
        self.misread_button.setText(
            "撤回读错" if current is not None and current.misread else "读错"
        )
        self.move_button.setEnabled(self._writable and self._case is not None)
        self.aside_button.setText("恢复" if _is_aside(current) else "搁置…")
        self.opinion_button.setEnabled(self._writable)
        many = self._case is not None and len(self._case.versions) > 1
        self.compare_button.setEnabled(many)
        self.version_button.setEnabled(self._version not in {None, self.in_view})

    # -- how it is put together ----------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(300)
        self._move_buttons = {
            one: push(MOVE_WORDS[one], "main" if one is State.ACCEPTED else "") for one in _FIRST
        }
        for state, button in self._move_buttons.items():
            button.clicked.connect(partial(self._move, state))
            self.moves.addWidget(button)
        self.more_button = push("更多")
        self.more_button.setMenu(self.menu)
        self.moves.addWidget(self.more_button)
        self.moves.addStretch(1)
        self.moves.setSpacing(theme().space(2))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.state_icon)
        line.addWidget(self.state, 1)
        line.addWidget(self.open_button)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.setSpacing(theme().space(2))
        for one in (self.name, self.facts):
            head.addWidget(one)
        head.addLayout(line)
        head.addLayout(self.moves)
        self._body = self._make_body()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        column.addStretch(0)
        self._connect()

    def _make_body(self) -> QWidget:
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("申报的各方面")
        self._stack = QStackedWidget()
        finding = (self.go_button, self.aside_button, self.misread_button), (self.review_button,)
        version = (
            (self.version_button, self.compare_button), (self.earlier_button, self.move_button),
        )  # fmt: skip
        pages = (
            (self.found, finding), (self.versions, version),
            (self.opinions, ((self.opinion_button,), ())), (self.log, ((), ())),
        )  # fmt: skip
        for title, (shown, buttons) in zip(_TABS, pages, strict=True):
            self.tabs.addTab(title)
            self._stack.addWidget(_with_foot(shown, *buttons))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        return body

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.open_button.clicked.connect(lambda: self.open_wanted.emit(""))
        self.found.opened.connect(self.open_wanted)
        for shown in (self.found, self.versions):
            shown.currentRowChanged.connect(lambda _row: self._enable())
        self.go_button.clicked.connect(lambda _checked: self.go())
        self.aside_button.clicked.connect(self._turn_aside)
        self.misread_button.clicked.connect(self._turn_misread)
        self.opinion_button.clicked.connect(self.opinion_wanted)
        self.review_button.clicked.connect(lambda _checked: self.review_wanted.emit())
        self.compare_button.clicked.connect(self._compare)
        self.version_button.clicked.connect(self._open_version)
        self.versions.itemDoubleClicked.connect(lambda _item: self._open_version())
        self.earlier_button.clicked.connect(lambda _checked: self.earlier_wanted.emit())

    def _move(self, state: State, _checked: bool = False) -> None:
        self.move_wanted.emit(state)

    def go(self) -> None:
        """Ask for the cell of the finding in hand."""
        if self.found.current is not None:
            self.open_wanted.emit(self.found.current.place)

    def _turn_aside(self) -> None:
        current = self.found.current
        if current is not None:
            (self.back_wanted if _is_aside(current) else self.aside_wanted).emit(current.key)

    def _turn_misread(self) -> None:
        current = self.found.current
        if current is not None:
            place = current.place.partition("#")[0]
            self.misread_wanted.emit(place, not current.misread)

    def _compare(self) -> None:
        at = self.versions.currentRow()
        self.compare_wanted.emit(max(at, 0))

    @property
    def _version(self) -> int | None:
        """The version in hand; the list has the newest first."""
        if self._case is None:
            return None
        newest = sorted(self._case.versions, key=lambda one: one.number, reverse=True)
        return newest[min(max(self.versions.currentRow(), 0), len(newest) - 1)].id

    def _open_version(self) -> None:
        if self._version not in {None, self.in_view}:
            self.version_wanted.emit(self._version)


def _is_aside(current: Shown | None) -> bool:
    return current is not None and current.aside and not current.misread


def _with_foot(shown: QWidget, first: tuple[QWidget, ...], second: tuple[QWidget, ...]) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(shown, 1)
    if first:
        column.addWidget(TwoRows(first, second, (12, 8), 8, apart=False))
    return page
