"""Ranking by type: what is ranked beside what is not, quotas counted, officers' orders made one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.desk.names import form_names
from smdesk.gui.desk.overview import Latest
from smdesk.gui.desk.rank_list import RankList
from smdesk.gui.desk.rank_reading import RankShown, by_merit, ranking_of
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.dialogs.ask import ask_name
from smdesk.gui.theme.style import set_property
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import push, tool, words
from smdesk.service.desk import ranking as service
from smdesk.store.desk.models import CaseRow, State

OWN = ""
"""The layer of the bureau's own order, the one that the 汇总表 follows."""
_NEW = "\x00"


class RankingView(QWidget):
    """The cases of one type, ranked and not; every change is written at once.

    ``case_wanted(id)`` opens a case, ``said(sentence)`` is what was done.
    """

    case_wanted = Signal(int)
    said = Signal(str)

    def __init__(self, work: DeskWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._showing = False
        self._reading = Latest(work)
        self._rows: dict[int, CaseRow] = {}
        self._most: int | None = None
        self._counts: tuple[service.QuotaCount, ...] = ()
        self._hand: Sequence[int] = ()
        self._writing = 0
        self.forms, self.layers = QComboBox(), QComboBox()
        self.forms.setMaxVisibleItems(16)
        self.quota = QLabel()
        self.quota.setTextFormat(Qt.TextFormat.RichText)
        self.quota.setWordWrap(True)
        self.rest = RankList("未排序的申报", numbered=False)
        self.ranked = RankList("已排序的申报", numbered=True)
        self._in_hand = self.rest
        self.rest_title, self.ranked_title = words("", "panel"), words("", "panel")
        self.merge_button = push("合并排序…")
        self.add_button = tool("chevron-right", "排入右侧", "Enter")
        self.out_button = tool("chevron-left", "移出排序", "Enter")
        self.up_button = tool("arrow-up", "上移一位", "Alt+↑")
        self.down_button = tool("arrow-down", "下移一位", "Alt+↓")
        self._lay_out()
        self._connect()

    @property
    def form(self) -> tuple[str, str]:
        """The notice and the type in front, empty where there is none."""
        notice, _, form = str(self.forms.currentData() or "").partition("/")
        return notice, form

    @property
    def layer(self) -> str:
        """Whose order is in front."""
        return self.layers.currentData() or OWN

    @property
    def chosen_ids(self) -> list[int]:
        """The chosen cases of the list that had the focus last."""
        return self._in_hand.picked

    # -- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything anew, beside the window."""
        self._reading.ask(ranking_of(self.form, self.layer), self._show)

    def turn_to(self, rows: Iterable[CaseRow]) -> None:
        """Read everything anew, with the type of the case in hand in front."""
        form = next(((one.notice, one.form) for one in rows), self.form)
        at = self.forms.findData("/".join(form))
        if at >= 0:
            self._showing = True
            self.forms.setCurrentIndex(at)
            self._showing = False
        elif self.forms.count():  # of a type that came since: what is in front stays there
            form = self.form
        self._reading.ask(ranking_of(form, self.layer), self._show)

    def _show(self, told: RankShown) -> None:
        """Show what was read, unless something newer is on its way to the disk."""
        if self._writing or (self.form[0] and (told.form, told.layer) != (self.form, self.layer)):
            if not self._writing and self.form not in told.forms:
                self._show_forms(told)
            return
        self._show_forms(told)
        own = told.own
        self._rows = {one.id: one for one in (*told.ranked, *told.rest)}
        self._most = own.most if own is not None else None
        self._counts = told.counts
        self.rest.show_rows(told.rest)
        self._show_ranked(told.ranked)
        self.ranked.choose(self._hand)
        self._hand = ()
        self.quota.setText(quota_text(told.counts, *told.form))
        self._count()
        self._enable()

    def _show_ranked(self, rows: Sequence[CaseRow]) -> None:
        over = service.past_quota(self._counts, rows)
        self.ranked.show_rows(rows, most=self._most, over=over)

    def _show_forms(self, told: RankShown) -> None:
        self._showing = True
        names = [f"{notice}/{form}" for notice, form in told.forms]
        if names != [self.forms.itemData(at) for at in range(self.forms.count())]:
            self.forms.clear()
            for notice, form in told.forms:
                self.forms.addItem("　".join(form_names(notice, form)), f"{notice}/{form}")
        self.forms.setCurrentIndex(max(self.forms.findData("/".join(told.form)), 0))
        self._show_layers(told)
        self._showing = False

    def _show_layers(self, told: RankShown) -> None:
        before, there = told.layer, told.layers
        self.layers.clear()
        self.layers.addItem("本单位排序（用于汇总表）", OWN)
        for name in there:
            self.layers.addItem(f"{name} 的排序", name)
        if before and before not in there:
            self.layers.addItem(f"{before} 的排序", before)
        self.layers.addItem("另一人的排序…", _NEW)
        self.layers.setCurrentIndex(max(self.layers.findData(before), 0))
        self.merge_button.setEnabled(self._work.writable and bool(there))

    def _count(self) -> None:
        self.rest_title.setText(f"未排序　{self.rest.count()}")
        self.ranked_title.setText(f"已排序　{self.ranked.count()}")

    def _arrange(self, order: list[int], hand: Sequence[int]) -> None:
        """Show an order at once; the counters follow when it is written."""
        placed = frozenset(order)
        rest = [one for case, one in self._rows.items() if case not in placed]
        self.rest.show_rows(by_merit([one for one in rest if one.state is not State.REJECTED]))
        self._show_ranked([self._rows[one] for one in order])
        self.ranked.choose(hand)
        self._count()
        self._enable()

    def _enable(self) -> None:
        able = self._work.writable
        self.add_button.setEnabled(able and bool(self.rest.picked))
        for one in (self.out_button, self.up_button, self.down_button):
            one.setEnabled(able and bool(self.ranked.picked))
        for shown in (self.rest, self.ranked):
            shown.setDragEnabled(able)
            shown.setAcceptDrops(able)

    # -- what the person does ------------------------------------------------------------------

    def _put(self, order: list[int], hand: Sequence[int] = ()) -> None:
        """Write an order of the type and layer in front."""
        notice, form = self.form
        layer = self.layer
        if not self._work.writable or not notice:
            return

        def write(desk: object) -> None:
            if order:
                service.put_order(desk, order, layer)  # type: ignore[arg-type]
            elif layer:
                desk.put_layer(layer, notice, form, [])  # type: ignore[attr-defined]
            else:
                desk.put_ranking(notice, form, [])  # type: ignore[attr-defined]

        self._arrange(order, hand)
        self._hand = hand
        self._writing += 1
        self._work.write(write, self._written)

    def _written(self, _none: object) -> None:
        self._writing = max(self._writing - 1, 0)
        if not self._writing:
            self.refresh()

    def _refused(self) -> None:
        """Show what stands: what was wanted could not be written."""
        if self._writing:
            self._writing = 0
            self.refresh()

    def _add(self, cases: Sequence[int]) -> None:
        if cases:
            self._put([*self.ranked.cases, *cases], cases)

    def _take_out(self, cases: Sequence[int]) -> None:
        if cases:
            gone = set(cases)
            self._put([one for one in self.ranked.cases if one not in gone])

    def _move(self, cases: Sequence[int], by: int) -> None:
        """Move cases up or down by a place; several chosen apart keep their order and stop at an end."""
        order, chosen = self.ranked.cases, set(cases)
        ways = range(len(order)) if by < 0 else range(len(order) - 1, -1, -1)
        for at in ways:
            to = at + by
            if order[at] in chosen and 0 <= to < len(order) and order[to] not in chosen:
                order[at], order[to] = order[to], order[at]
        if chosen and order != self.ranked.cases:
            self._put(order, cases)

    def _merge(self) -> None:
        """Make one order of officers' orders, after a look at it; the bureau's own is in front then."""
        from smdesk.gui.desk.cases import name_of
        from smdesk.gui.desk.merging import MergeDialog

        desk, (notice, form), rows = self._work.desk, self.form, self._rows
        if desk is None or not notice:
            return
        dialog = MergeDialog(
            lambda rule, first: service.merge_layers(desk, notice, form, rule, first),
            lambda case: name_of(rows[case] if case in rows else desk.case(case).row),
            self,
        )
        taken = bool(dialog.exec()) and dialog.order
        dialog.deleteLater()
        if taken:
            self.layers.setCurrentIndex(max(self.layers.findData(OWN), 0))
            self._put(list(taken))
            self.said.emit("合并后的排序已作为本单位排序，可以逐个调整；各人的排序仍保留。")

    def _entered(self, shown: RankList) -> None:
        self._in_hand = shown

    def _dropped(self) -> None:
        """An item was dragged: the ranked list says the order, the other has let go by now."""
        self._put(list(dict.fromkeys(self.ranked.cases)), self.ranked.picked)

    def _form_chosen(self) -> None:
        if not self._showing:
            self.refresh()

    def _layer_chosen(self) -> None:
        if self._showing:
            return
        if self.layers.currentData() == _NEW:
            name = ask_name(
                self, "另一人的排序", "排序人姓名，各人的排序分别保存，可以合并", "", "开始排序"
            )
            self._showing = True
            if name:
                at = self.layers.findData(name)
                if at < 0:
                    at = self.layers.count() - 1
                    self.layers.insertItem(at, f"{name} 的排序", name)
                self.layers.setCurrentIndex(at)
            else:
                self.layers.setCurrentIndex(0)
            self._showing = False
        self.refresh()

    # -- how it is put together ----------------------------------------------------------------

    def _lay_out(self) -> None:
        space = theme().space
        self.forms.setAccessibleName("通知与类型")
        self.layers.setAccessibleName("谁的排序")
        for one in (self.forms, self.layers):
            one.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            one.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        top = QHBoxLayout()
        top.setSpacing(space(2))
        top.addWidget(self.forms)
        top.addWidget(self.layers)
        top.addWidget(self.merge_button)
        top.addStretch(1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        for button in (self.add_button, self.out_button, self.up_button, self.down_button):
            middle.addWidget(button)
        middle.addStretch(1)
        lists = QHBoxLayout()
        lists.setSpacing(space(2))
        lists.addLayout(_titled(self.rest_title, self.rest), 1)
        lists.addLayout(middle)
        lists.addLayout(_titled(self.ranked_title, self.ranked), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space(4), space(2), space(4), space(3))
        column.setSpacing(space(2))
        column.addLayout(top)
        column.addWidget(self.quota)
        column.addLayout(lists, 1)
        set_property(self, "ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        self._work.refused.connect(lambda _problem: self._refused())
        self.forms.currentIndexChanged.connect(lambda _at: self._form_chosen())
        self.layers.currentIndexChanged.connect(lambda _at: self._layer_chosen())
        self.merge_button.clicked.connect(self._merge)
        self.add_button.clicked.connect(lambda _on: self._add(self.rest.picked))
        self.out_button.clicked.connect(lambda _on: self._take_out(self.ranked.picked))
        self.up_button.clicked.connect(lambda: self._move(self.ranked.picked, -1))
        self.down_button.clicked.connect(lambda: self._move(self.ranked.picked, 1))
        self.rest.passed.connect(self._add)
        self.ranked.passed.connect(self._take_out)
        self.ranked.moved.connect(self._move)
        for one in (self.rest, self.ranked):
            one.dropped.connect(self._dropped)
            one.entered.connect(partial(self._entered, one))
            one.opened.connect(self.case_wanted)
            one.itemSelectionChanged.connect(self._enable)


def quota_text(counts: tuple[service.QuotaCount, ...], notice: str, form: str) -> str:
    """Return the counters of a type and of all together, those past their limit marked."""
    colour = theme().colour
    parts = []
    for one in counts:
        if one.form not in {form, ""}:
            continue
        name = form_names(notice, one.form)[1] if one.form else "全部"
        if one.mode:
            name += f"·{one.label}"
        said = f"{name}：收到 {one.received}，已排序 {one.ranked}，拟推荐 {one.recommended}"
        if one.most is not None:
            said += f"，名额 {one.most}（{one.per}）"
        if one.exceeded:
            said = f'<span style="color:{colour.check.name()}">{said}，超出 {len(one.over)}</span>'
        parts.append(said)
    return "<br>".join(parts)


def _titled(title: QLabel, shown: RankList) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(title)
    column.addWidget(shown, 1)
    return column
