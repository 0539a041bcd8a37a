"""The desk: find, narrow, look at, move; the list and the matrix show the same cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QObject,
    QSettings,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smdesk.errors import SmdeskError
from smdesk.gui.desk.blank import say_first, say_no_hit
from smdesk.gui.desk.cases import WIDTHS, CaseModel, Column, name_of
from smdesk.gui.desk.delegate import CaseDelegate
from smdesk.gui.desk.doings import CaseDoings
from smdesk.gui.desk.filters import Choice
from smdesk.gui.desk.frame import DeskFrame
from smdesk.gui.desk.frozen import FrozenTable
from smdesk.gui.desk.growing import Growing, held_still
from smdesk.gui.desk.matrix import MatrixTable
from smdesk.gui.desk.overview import Figures, Latest, figures_of, matrix_of, states_in
from smdesk.gui.desk.ranking import RankingView
from smdesk.gui.desk.selection import FEW, choose_rows, chosen_ids
from smdesk.gui.desk.spoken import spoken_lines
from smdesk.gui.desk.table_menu import dress
from smdesk.gui.desk.taking import Taking, dropped_paths
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.home.parts import Level, Offer
from smdesk.service.desk.findings import Matrix, found
from smdesk.store.desk.lists import Order
from smdesk.store.desk.models import CaseRow, Filter, State

LIST, MATRIX, RANKING = 0, 1, 2
REST = 60
"""Milliseconds that the hand rests on a row before its case is read."""
_ORDERS: dict[int, Order] = {
    Column.APPLICANT: "applicant", Column.KIND: "rank", Column.FOUND: "errors",
    Column.RANK: "rank", Column.TOUCHED: "newest",
}  # fmt: skip


class DeskPage(QWidget):
    """The cases of one desk; ``home_wanted``, ``case_wanted(id, place)`` are what the window does."""

    home_wanted = Signal()
    case_wanted = Signal(int, str)

    def __init__(
        self,
        work: DeskWork,
        settings: QSettings,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.work, self._clock = work, clock
        self._order: Order = "newest"
        self._total = 0
        self._stale = True
        self._hand: int | None = None
        self._held: Sequence[int] = ()
        self.figures, self.matrices, self.many = Latest(work), Latest(work), Latest(work)
        self.cases = CaseModel(self._fetch, clock, self)
        self.table = FrozenTable("收到的申报", WIDTHS[Column.APPLICANT])
        self.table.setModel(self.cases)
        self.table.setItemDelegate(CaseDelegate(self.table))
        self.matrix = MatrixTable(self._name)
        self.ranking = RankingView(work)
        views = (
            ("名单", "list", self.table), ("问题矩阵", "grid-3x3", self.matrix),
            ("排序", "list-ordered", self.ranking),
        )  # fmt: skip
        self.frame = DeskFrame(self, views)
        self.search, self.panel, self.note = self.frame.search, self.frame.panel, self.frame.note
        self.doings = CaseDoings(self, work, lambda: self.chosen, settings, self.note.say)
        self.taking = Taking(self, work, self.frame, settings, self.open_case)
        self.growing = Growing(self)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._show_case)
        dress(self)
        self._connect()
        self.setAcceptDrops(True)
        self.frame.take_button.setEnabled(work.writable)
        self.frame.strip.leave = self.focus_list
        if work.because is not None:
            self.frame.banner.say(work.because.message, "check")
        self.taking.tell_unfinished()
        self.refresh()

    # -- what is shown -------------------------------------------------------------------------

    @property
    def chosen(self) -> list[CaseRow]:
        """The chosen cases, in the order of the list."""
        return list(self._fetch(self.chosen_ids))

    @property
    def chosen_ids(self) -> list[int]:
        """The chosen cases by number: quick for any number of them."""
        if self.frame.view == RANKING:
            return self.ranking.chosen_ids
        return chosen_ids(self.matrix if self.frame.view == MATRIX else self.table, self._ids())

    def refresh(self, choose: int | None = None) -> None:
        """Read everything anew; ``choose`` a case in it."""
        desk = self.work.desk
        if desk is None:
            return
        self._show_found(choose, self.chosen_ids if choose is None else ())
        self.figures.ask(figures_of, self.show_figures)

    def show_figures(self, told: Figures) -> None:
        """Show what the cases can be narrowed to; it follows the list."""
        self._total = told.total
        self.frame.filters.show_choices(told.choices)
        self._count(len(self.cases.ids))

    def _show_found(self, choose: int | None = None, held: Sequence[int] = ()) -> None:
        desk = self.work.desk
        if desk is None:
            return
        self._held = held
        before = choose if choose is not None else self._current()
        try:
            ids = desk.case_ids(self._wanted(), self._order)
        except SmdeskError as fault:
            self.say(str(fault), "error")
            return
        if ids == self.cases.ids:
            self.cases.forget()
        else:
            self.cases.show(ids)
        if not self._narrowed:
            self._total = len(ids)
        self._stale, self._hand = True, before
        self._show_matrix()
        self._count(len(ids))
        self.frame.show_empty(on=not ids and (self.frame.view != RANKING or not self._total))
        if self.frame.view == RANKING:
            self.ranking.refresh()
        if not ids:
            self._say_nothing()
        self._choose(before)
        self._rest.start()

    @property
    def list_in_view(self) -> bool:
        """Whether the list, or the page that stands for an empty one, is seen now."""
        return self.isVisible() and self.frame.view == LIST

    @property
    def asked(self) -> tuple[Filter, Order]:
        """What the list is narrowed to, and its order."""
        return self._wanted(), self._order

    def show_grown(self, ids: list[int]) -> None:
        """Show the list as it is by now; what is chosen and looked at stays where it is."""
        hand, known = self._current(), bool(self.cases.ids)
        with held_still(self.table, lambda: self.cases.ids):
            self.cases.change(ids)
        self._stale = True
        began = self.frame.empty.isAncestorOf(self.focusWidget() or self)
        self.frame.show_empty(on=not ids)
        if began and ids:  # its button had the focus, and goes
            self.focus_list()
        self._count(len(ids))
        if not (known and self.table.selectionModel().hasSelection()):
            self._choose(hand)

    def _show_matrix(self) -> None:
        desk = self.work.desk
        if desk is None or self.frame.view != MATRIX or not self._stale:
            return
        self._stale = False
        ids, hand = self.cases.ids, self._hand

        def show(found: Matrix) -> None:
            self.matrix.cases.show(ids, found)
            if self.frame.view == MATRIX:
                self._choose(hand)

        self.matrices.ask(matrix_of(self._wanted()), show)

    @property
    def _narrowed(self) -> bool:
        return bool(self.frame.filters.chosen or self.search.text().strip())

    def _count(self, shown: int) -> None:
        narrowed = self._narrowed
        self.frame.count.setText(
            f"{shown} 份，共 {self._total} 份" if narrowed else f"共 {self._total} 份"
        )
        self.frame.clear.setVisible(narrowed and self.frame.view != RANKING)

    def _say_nothing(self) -> None:
        if self._total:
            say_no_hit(self.frame.empty, self.clear)
        else:
            say_first(self.frame.empty, self.taking, writable=self.work.writable)

    def say(self, text: str, level: Level = "hint", offer: Offer | None = None) -> None:
        """Show a sentence under the list."""
        self.note.say(text, level, offer)

    def focus_list(self) -> None:
        """Put the focus into the list."""
        (self.matrix if self.frame.view == MATRIX else self.table).setFocus()

    def choose(self, case: int) -> None:
        """Choose one case in the list."""
        self._held = ()
        (self.matrix if self.frame.view == MATRIX else self.table).clearSelection()
        self._choose(case)

    def open_case(self, case: int) -> None:
        """Choose a case, and have it opened."""
        self.choose(case)
        self.case_wanted.emit(case, "")

    def clear(self) -> None:
        """Take search and filters back."""
        self.search.clear()
        self.frame.filters.drop_all()
        self._show_found()

    # -- how -----------------------------------------------------------------------------------

    def _wanted(self) -> Filter:
        wanted = self.frame.filters.wanted
        return Filter(
            self.search.text().strip(), wanted.notice, wanted.form, wanted.states, wanted.rule,
            wanted.district, counted=wanted.counted,
        )  # fmt: skip

    def _ids(self) -> list[int]:
        return self.matrix.cases.ids if self.frame.view == MATRIX else self.cases.ids

    def _current(self) -> int | None:
        return self._current_of(self.frame.view)

    def _choose(self, case: int | None) -> None:
        view = self.matrix if self.frame.view == MATRIX else self.table
        choose_rows(view, self._ids(), case, self._held)

    def _fetch(self, ids: object) -> tuple[CaseRow, ...]:
        desk = self.work.desk
        return desk.rows(ids) if desk is not None else ()  # type: ignore[arg-type]

    def _name(self, case: int) -> str:
        at = self.cases.place_of(case)
        row = self.cases.row(at) if at is not None else None
        return name_of(row) if row is not None else ""

    def _show_case(self) -> None:
        if self.frame.view == RANKING:
            return  # the list says what stands here when it is in front again
        desk, chosen = self.work.desk, self.chosen_ids
        self.panel.enable(writable=self.work.writable)
        if desk is None or not chosen:
            self.panel.show_nothing()
        elif len(chosen) > FEW:
            self.panel.show_many(len(chosen), None)
            self.many.ask(states_in(chosen), partial(self._show_many, chosen))
        elif len(chosen) > 1:
            self.panel.show_many(len(chosen), desk.states_in(chosen))
        else:
            case = desk.case(chosen[0])
            history = desk.history(case.row.id)
            self.panel.show_case(case, found(desk, case), history, spoken_lines(desk, case))

    def _show_many(self, asked: list[int], states: frozenset[State]) -> None:
        if self.chosen_ids == asked:
            self.panel.show_many(len(asked), states)

    # -- how it is put together ----------------------------------------------------------------

    def sort(self, column: int) -> None:
        """Order the list by a column."""
        if column in _ORDERS:
            self._order = _ORDERS[column]
            self._show_found()

    def _connect(self) -> None:
        frame, work = self.frame, self.work
        work.changed.connect(self.refresh)
        work.refused.connect(lambda problem: self.say(problem.message, "error"))
        frame.back.clicked.connect(self.home_wanted)
        frame.clear.clicked.connect(self.clear)
        frame.filters.narrowed.connect(self._show_found)
        frame.tabs.idToggled.connect(self._turned)
        self.search.textChanged.connect(lambda _text: self._show_found())
        self.search.installEventFilter(self)
        for view in (self.table, self.matrix):
            view.opened.connect(lambda _index: self.open_place(""))
            view.left_up.connect(self.search.setFocus)
            view.selectionModel().selectionChanged.connect(lambda *_: self._rest.start())
        self.matrix.rule_wanted.connect(self._narrow_to_rule)
        panel = self.panel
        panel.move_wanted.connect(self._move)
        panel.open_wanted.connect(self.open_place)
        panel.aside_wanted.connect(self.doings.set_aside)
        panel.back_wanted.connect(self.doings.take_up)
        panel.opinion_wanted.connect(self.doings.add_opinion)
        panel.review_wanted.connect(self.review)
        self.ranking.case_wanted.connect(lambda case: self.case_wanted.emit(case, ""))
        self.ranking.said.connect(lambda text: self.say(text, "done"))
        panel.compare_wanted.connect(self.doings.compare)
        for keys, call in (("Ctrl+F", self._find), ("Ctrl+W", self.home_wanted.emit)):
            short = QShortcut(QKeySequence(keys), self)
            short.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(call)

    def _turned(self, view: int, on: bool) -> None:
        """Show another view, with the case in hand that was in hand."""
        if not on:
            self._hand, self._held = self._current_of(view), ()
            return
        self.frame.show_empty(on=not self.cases.ids and view != RANKING)
        ranking = view == RANKING
        self.frame.show_ranking(on=ranking)
        self._count(len(self.cases.ids))
        if ranking:
            self.ranking.turn_to(self._fetch([] if self._hand is None else [self._hand]))
        self._show_matrix()
        if not ranking:
            self._choose(self._hand)
            self._rest.start()

    def _current_of(self, view: int) -> int | None:
        shown = self.matrix if view == MATRIX else self.table
        ids = self.matrix.cases.ids if view == MATRIX else self.cases.ids
        at = shown.currentIndex().row()
        return ids[at] if 0 <= at < len(ids) else None

    def _narrow_to_rule(self, rule: str) -> None:
        one = next(one for one in self.matrix.cases.rules if one.rule == rule)
        self.frame.filters.choose(Choice("rule", rule, one.message, one.cases))

    def _move(self, state: State) -> None:
        self.doings.move(state)
        if self.frame.view != RANKING:
            self.focus_list()  # the button that was pressed goes, and no other move may have its key

    def open_place(self, place: str) -> None:
        """Open the chosen case at a place, its first page where that is empty."""
        rows = self.chosen
        if len(rows) == 1:
            self.case_wanted.emit(rows[0].id, place)

    def review(self) -> None:
        """Hold doubtful readings against the received tables: of those chosen, else down the list."""
        if self.work.desk is not None:
            wanted = replace(self._wanted(), counted="doubts")
            self.doings.review(self.work.desk.case_ids(wanted, self._order))

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Go from the search into the list by Down and Enter, clear by Esc."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = Qt.Key
            if event.key() in {keys.Key_Down, keys.Key_Return, keys.Key_Enter} and self._ids():
                (self.matrix if self.frame.view == MATRIX else self.table).setFocus()
                return True
            if event.key() == keys.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take whatever is on the disk: what cannot be read is told after."""
        if self.work.writable and dropped_paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take in what was dropped."""
        paths = dropped_paths(event)
        if paths:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.taking.take(paths))
