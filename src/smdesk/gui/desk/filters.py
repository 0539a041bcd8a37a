"""What the list of cases can be narrowed to, with how many each choice has: one choice a group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from smdesk.gui.desk.names import form_names, form_place, mark_of
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.wizard.parts import LEVEL_ICONS
from smdesk.store.desk.lists import Counts
from smdesk.store.desk.models import Filter, State

Group = Literal["form", "state", "district", "doubt", "rule"]
GROUPS: dict[Group, str] = {
    "form": "通知与类型", "state": "状态", "district": "地区", "doubt": "读数", "rule": "问题",
}  # fmt: skip
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a group can be narrowed to."""

    group: Group
    value: str
    text: str
    count: int
    icon: str = ""
    role: str = "text_muted"
    deep: bool = False


def choices_of(
    counts: Counts, districts: Mapping[str, str], rules: Mapping[str, str], doubts: int = 0
) -> Iterable[Choice]:
    """Yield the choices of all groups; ``districts`` and ``rules`` name what counts tell by code.

    ``doubts`` is how many cases have readings that wait for a person.
    """
    for notice in sorted({notice for notice, _ in counts.forms}):
        forms = {form: n for (one, form), n in counts.forms.items() if one == notice}
        name = form_names(notice, next(iter(forms)))[0]
        yield Choice("form", f"{notice}/", name, sum(forms.values()))
        for form in sorted(forms, key=lambda form: form_place((notice, form))):
            count = forms[form]
            yield Choice("form", f"{notice}/{form}", form_names(notice, form)[1], count, deep=True)
    for state in State:
        if count := counts.states.get(state, 0):
            mark = mark_of(state)
            yield Choice("state", state, mark.word, count, mark.icon, mark.role)
    for key, count in counts.districts.items():
        yield Choice("district", key, districts.get(key) or "未读出", count)
    if doubts:
        yield Choice("doubt", "doubts", "待对照原件确认", doubts, "eye", "check")
    for (rule, level), count in counts.rules.items():
        yield Choice("rule", rule, rules.get(rule, rule), count, LEVEL_ICONS[level], level)


class FilterTree(QTreeWidget):
    """Groups of choices; ``narrowed`` when the person chose or took back one."""

    narrowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: dict[Group, Choice] = {}
        self._items: dict[tuple[Group, str], QTreeWidgetItem] = {}
        self.setAccessibleName("筛选")
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        self.setIndentation(10)
        self.setRootIsDecorated(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, self.header().ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, self.header().ResizeMode.ResizeToContents)
        self._groups = {group: self._make_group(group) for group in GROUPS}
        self.itemClicked.connect(lambda item, _column: self._turn(item))
        theme_signal().changed.connect(self._tint)

    @property
    def wanted(self) -> Filter:
        """What the chosen narrow the list to."""
        of: Callable[[Group], str] = lambda group: (  # noqa: E731
            self.chosen[group].value if group in self.chosen else ""
        )
        notice, _, form = of("form").partition("/")
        states = (State(of("state")),) if of("state") else ()
        return Filter(
            notice=notice, form=form, states=states, rule=of("rule"), district=of("district"),
            counted="doubts" if "doubt" in self.chosen else "",
        )  # fmt: skip

    @property
    def choices(self) -> dict[tuple[Group, str], Choice]:
        """What can be chosen, by group and value."""
        return {key: item.data(0, _KEY) for key, item in self._items.items()}

    def show_choices(self, choices: Iterable[Choice]) -> None:
        """Show choices anew; those in force stay so, even where nothing has them any more."""
        found = list(choices)
        there = {(one.group, one.value) for one in found}
        found += [
            replace(one, count=0)
            for one in self.chosen.values()
            if (one.group, one.value) not in there
        ]
        with self._at_a_stroke():
            if [(one.group, one.value) for one in found] == list(self._items):
                self._recount(found)
            else:
                self._renew(found)

    def _recount(self, found: Sequence[Choice]) -> None:
        """Show what has changed of the same choices: while files come in that is often asked."""
        for one in found:
            item = self._items[one.group, one.value]
            if item.data(0, _KEY) != one:
                _write(item, one)
                self._dress(item, one)

    def _renew(self, found: Sequence[Choice]) -> None:
        current = self.currentItem()
        key = current.data(0, _KEY) if current is not None else None
        self._items.clear()
        for item in self._groups.values():
            item.takeChildren()
        for one in found:
            self._add(one)
        self._dress_heads()
        for item in self._groups.values():
            item.setHidden(not item.childCount())
            item.setExpanded(True)
        if key is not None and (key.group, key.value) in self._items:
            self.setCurrentItem(self._items[key.group, key.value])

    @contextmanager
    def _at_a_stroke(self) -> Iterator[None]:
        """Measure the columns once for many changes, not once for each."""
        modes = self.header().ResizeMode
        self.header().setSectionResizeMode(1, modes.Fixed)
        try:
            yield
        finally:
            self.header().setSectionResizeMode(1, modes.ResizeToContents)

    def choose(self, choice: Choice) -> None:
        """Narrow to one choice of its group."""
        self.chosen[choice.group] = choice
        self._tint()
        self.narrowed.emit()

    def drop(self, group: Group) -> None:
        """Take the choice of a group back."""
        if self.chosen.pop(group, None) is not None:
            self._tint()
            self.narrowed.emit()

    def drop_all(self) -> None:
        """Take every choice back."""
        if self.chosen:
            self.chosen.clear()
            self._tint()
            self.narrowed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Choose or take back by Enter and Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            item = self.currentItem()
            if item is not None:
                self._turn(item)
        else:
            super().keyPressEvent(event)

    def _turn(self, item: QTreeWidgetItem) -> None:
        choice: Choice | None = item.data(0, _KEY)
        if choice is None:
            return
        before = self.chosen.get(choice.group)
        if before is not None and before.value == choice.value:
            self.drop(choice.group)
        else:
            self.choose(choice)

    def _make_group(self, group: Group) -> QTreeWidgetItem:
        item = QTreeWidgetItem([GROUPS[group]])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setHidden(True)
        self.addTopLevelItem(item)
        return item

    def _add(self, one: Choice) -> None:
        item = QTreeWidgetItem()
        _write(item, one)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._dress(item, one)  # before it stands in the tree, which measures what changes in it
        self._groups[one.group].addChild(item)
        self._items[one.group, one.value] = item

    def _tint(self) -> None:
        """Mark what is chosen by weight, colour and words, not by colour alone."""
        with self._at_a_stroke():
            self._dress_heads()
            for item in self._items.values():
                self._dress(item, item.data(0, _KEY))

    def _dress_heads(self) -> None:
        look = theme()
        for item in self._groups.values():
            item.setFont(0, look.font("small"))
            item.setForeground(0, look.colour.text_muted)

    def _dress(self, item: QTreeWidgetItem, one: Choice) -> None:
        look = theme()
        chosen = one.group in self.chosen and self.chosen[one.group].value == one.value
        item.setFont(0, look.font("strong" if chosen else "text"))
        item.setForeground(0, look.colour.accent if chosen else look.colour.text)
        item.setForeground(1, look.colour.text_muted)
        name = "check" if chosen else one.icon
        role = "accent" if chosen else one.role
        item.setIcon(0, icon(name, 16, getattr(look.colour, role)) if name else QIcon())
        said = f"{GROUPS[one.group]}：{one.text}，{one.count} 份" + ("，已选" if chosen else "")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)


def _write(item: QTreeWidgetItem, one: Choice) -> None:
    item.setText(0, f"　{one.text}" if one.deep else one.text)
    item.setText(1, str(one.count))
    item.setData(0, _KEY, one)
    item.setToolTip(0, one.text)
