"""What the list can be narrowed to, shown again and again while files come in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smdesk.gui.desk.filters import Choice, FilterTree

FOUND = [
    Choice("form", "zhejiang-2020/enterprise", "示范企业", 3),
    Choice("state", "received", "收到", 3, "inbox"),
    Choice("rule", "form.required", "必填项为空", 2, "circle-x", "error"),
    Choice("rule", "uscc.check", "校验码不符", 1, "circle-x", "error"),
]


@pytest.fixture
def tree(qapp: QApplication) -> Iterator[FilterTree]:
    made = FilterTree()
    made.resize(260, 600)
    made.show()
    made.show_choices(FOUND)
    yield made
    made.close()
    made.deleteLater()


def shown(tree: FilterTree) -> list[tuple[str, str, str]]:
    items = tree._items.values()
    said = Qt.ItemDataRole.AccessibleTextRole
    return [(one.text(0), one.text(1), one.data(0, said)) for one in items]


def test_the_same_choices_with_other_counts_keep_their_lines(tree: FilterTree) -> None:
    before, current = dict(tree._items), tree._items["rule", "uscc.check"]
    tree.setCurrentItem(current)
    more = [replace(one, count=one.count + 5) for one in FOUND]
    tree.show_choices(more)
    assert tree._items == before
    assert tree.currentItem() is current
    assert list(tree.choices.values()) == more
    fresh = FilterTree()
    fresh.show_choices(more)
    assert shown(tree) == shown(fresh)
    fresh.deleteLater()


def test_choices_in_another_order_are_shown_in_it(tree: FilterTree) -> None:
    tree.setCurrentItem(tree._items["rule", "uscc.check"])
    swapped = [*FOUND[:2], replace(FOUND[3], count=9), FOUND[2]]
    tree.show_choices(swapped)
    assert list(tree.choices.values()) == swapped
    assert tree.currentItem() is tree._items["rule", "uscc.check"]


def test_a_choice_in_force_stays_marked_and_its_count_follows(tree: FilterTree) -> None:
    tree.choose(FOUND[2])
    item = tree._items["rule", "form.required"]
    tree.show_choices([*FOUND[:2], replace(FOUND[2], count=7), FOUND[3]])
    assert item.text(1) == "7"
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "问题：必填项为空，7 份，已选"
    tree.show_choices([FOUND[0], FOUND[1], FOUND[3]])
    assert tree.choices["rule", "form.required"].count == 0


def test_the_column_of_counts_is_as_wide_as_its_longest(tree: FilterTree) -> None:
    narrow = tree.columnWidth(1)
    tree.show_choices([replace(one, count=2_000_000) for one in FOUND])
    QApplication.processEvents()
    assert tree.columnWidth(1) > narrow
