"""Every window, dialog and menu as a person finds it: whole, named, in Chinese, its focus seen."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import smdesk.gui
from smdesk.gui.app import prepare
from smdesk.gui.gallery.bureau import show_bureau
from smdesk.gui.gallery.bureau_more import show_bureau_more
from smdesk.gui.gallery.draft import show_states
from smdesk.gui.gallery.faults import CONTROLS, faults_of, is_blank, shown
from smdesk.gui.gallery.files import show_files
from smdesk.gui.gallery.home import show_home, show_troubles
from smdesk.gui.gallery.paper import show_paper
from smdesk.gui.gallery.past import show_past
from smdesk.gui.gallery.profile import show_profiles
from smdesk.gui.gallery.run import LOOKS, SCENES, contact_sheets, run_looks
from smdesk.gui.gallery.shares import show_shares
from smdesk.gui.gallery.shelf import show_shelf
from smdesk.gui.gallery.stage import Stage
from smdesk.gui.gallery.waiting import settle
from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.watch import ThemeKeeper

PICTURED = [
    show_home, show_troubles, show_states, show_files, show_shelf, show_profiles, show_past,
    show_shares,
    show_bureau, show_bureau_more, show_paper,
]  # fmt: skip
"""Scenes of all windows; the others show every table page of every pack with the same windows."""
NOT_PICTURED = {
    "smdesk.gui.home.skeleton": "is painted before Home is there, for some milliseconds",
}
"""Modules whose widgets no scene shows, and why."""


@dataclass
class Seen:
    """What the scenes showed, gathered over the tests of this file."""

    kinds: set[type] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def take(self, name: str, window: QWidget, image: QImage) -> None:
        assert name not in self.names, f"two pictures are called {name}"
        self.names.append(name)
        self.faults += [f"{name}: {one}" for one in faults_of(window, image)]
        for one in (window, *window.findChildren(QWidget)):
            self.kinds.add(type(one))
        if isinstance(window, QDialog):
            self.faults += [f"{name}: {one}" for one in _order_faults(window)]
            self.faults += [f"{name}: {one}" for one in _focus_faults(window)]


@pytest.fixture(scope="module")
def seen() -> Seen:
    return Seen()


@pytest.mark.parametrize("scene", PICTURED)
def test_every_window_is_whole_named_chinese_and_walked_by_keyboard(
    qtbot: QtBot, tmp_path: Path, seen: Seen, scene: Callable[[Stage], None]
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    prepare(application)
    keeper = ThemeKeeper("light")
    before = len(seen.faults)
    scene(Stage(tmp_path, keeper, seen.take))
    keeper.deleteLater()
    assert len(seen.faults) == before, "\n".join(seen.faults[before:])


def test_every_kind_of_widget_of_the_program_stands_in_a_picture(seen: Seen) -> None:
    if len(seen.names) < 50:
        pytest.skip("the scenes did not run before in this process")
    missing = [
        f"{one.__module__}.{one.__name__}" for one in _own_widgets() if one not in seen.kinds
    ]
    assert not missing, f"scenes in smdesk.gui.gallery are to show: {missing}"


def test_all_scenes_are_run_for_both_themes_and_scales() -> None:
    assert set(LOOKS) == {("light", 100), ("light", 200), ("dark", 100), ("dark", 200)}
    assert set(PICTURED) < set(SCENES)


def _own_widgets() -> list[type]:
    found: list[type] = []
    for module in pkgutil.walk_packages(smdesk.gui.__path__, "smdesk.gui."):
        if module.name in NOT_PICTURED:
            continue
        for one in vars(importlib.import_module(module.name)).values():
            own = isinstance(one, type) and one.__module__ == module.name
            if own and issubclass(one, QWidget):
                found.append(one)
    return [one for one in found if not any(one in other.__mro__[1:] for other in found)]


def _stops(dialog: QDialog) -> list[QWidget]:
    """The controls of a dialog in the order of Tab."""
    found, one = [], dialog.nextInFocusChain()
    while one is not None and one is not dialog:
        tab = bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) and one.focusProxy() is None
        if one.isVisible() and one.isEnabled() and tab and isinstance(one, CONTROLS):
            found.append(one)
        one = one.nextInFocusChain()
    return found


def _order_faults(dialog: QDialog) -> list[str]:
    """Tab goes down or to the right; back up only into a column further right."""
    stops = _stops(dialog)
    first = min(
        range(len(stops)),
        key=lambda at: stops[at].mapTo(dialog, QPoint(0, 0)).toTuple()[::-1],
        default=0,
    )
    places = [
        QRect(one.mapTo(dialog, QPoint(0, 0)), one.size())
        for one in (*stops[first:], *stops[:first])
    ]
    return [
        f"Tab jumps up from {above.getRect()} to {second.getRect()}"
        for above, second in pairwise(places)
        if second.bottom() <= above.top() and second.left() <= above.left()
    ]


def _focus_faults(dialog: QDialog) -> list[str]:
    """A control that has the focus is drawn otherwise than without."""
    stops, faults = _stops(dialog), []
    if len(stops) < 2 or not dialog.isActiveWindow():
        return []
    for one, other in zip(stops, (*stops[1:], stops[0]), strict=True):
        one.setFocus(Qt.FocusReason.TabFocusReason)
        there = one.grab().toImage()
        other.setFocus(Qt.FocusReason.TabFocusReason)
        if one.isVisible() and _differing(there, one.grab().toImage()) < 30:
            faults.append(f"focus on {type(one).__name__} “{one.accessibleName()}” is not seen")
    return faults


def _differing(first: QImage, second: QImage) -> int:
    if first.size() != second.size():
        return first.width()
    return sum(
        first.pixel(x, y) != second.pixel(x, y)
        for x in range(first.width())
        for y in (*range(min(6, first.height())), *range(first.height() - 4, first.height()))
    )


# -- the eyes themselves: each fault is seen where it is ------------------------------------------


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def _faults(window: QWidget) -> str:
    window.show()
    settle(0.01)
    return "\n".join(faults_of(window, window.grab().toImage()))


def test_each_look_has_a_screen_with_room_for_its_windows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code = "from PySide6.QtWidgets import QApplication as A; print(A([]).primaryScreen().size().toTuple())"
    told: list[str] = []

    def run(
        _command: object, *, env: dict[str, str], check: bool
    ) -> subprocess.CompletedProcess[str]:
        done = real(
            [sys.executable, "-c", code], env=env, check=check, capture_output=True, text=True
        )
        told.append(done.stdout.strip())
        return done

    real = subprocess.run
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("smdesk.gui.gallery.run.subprocess.run", run)
    assert run_looks(tmp_path, "smoke-window") == 0
    assert told == ["(1920, 1200)"] * len(LOOKS)


def test_a_label_with_too_little_room_is_a_fault(window: QWidget) -> None:
    label = QLabel("一句放不下的话，后半句看不见")
    window.layout().addWidget(label)
    assert "is cut" not in _faults(window)
    label.setFixedWidth(40)
    assert "is cut: 40 px wide" in _faults(window)


def test_wrapped_words_with_too_little_height_are_a_fault(window: QWidget) -> None:
    label = QLabel("一句要分成好几行才放得下的话" * 4)
    label.setWordWrap(True)
    label.setFixedSize(120, 20)
    window.layout().addWidget(label)
    assert "is cut: 20 px high" in _faults(window)


def test_a_button_narrower_than_its_words_is_a_fault(window: QWidget) -> None:
    button = QPushButton("导出正式稿和草稿")
    button.setFixedWidth(40)
    window.layout().addWidget(button)
    assert "is cut" in _faults(window)


def test_a_field_without_a_name_is_a_fault(window: QWidget) -> None:
    field = QLineEdit()
    window.layout().addWidget(field)
    assert "has no accessible name" in _faults(window)
    field.setAccessibleName("名称")
    assert "has no accessible name" not in _faults(window)


def test_a_label_that_is_the_buddy_of_a_field_names_it(window: QWidget) -> None:
    field, label = QLineEdit(), QLabel("名称(&N)")
    label.setBuddy(field)
    for one in (label, field):
        window.layout().addWidget(one)
    assert "has no accessible name" not in _faults(window)


def test_an_icon_button_without_a_tooltip_is_a_fault(window: QWidget) -> None:
    button = QToolButton()
    button.setIcon(icon("x"))
    button.setAccessibleName("关闭")
    window.layout().addWidget(button)
    assert "without a tooltip" in _faults(window)
    button.setToolTip("关闭")
    assert "without a tooltip" not in _faults(window)


@pytest.mark.parametrize("words", ["OK", "&Cancel", "Close", "Show Details..."])
def test_words_of_qt_itself_are_a_fault(window: QWidget, words: str) -> None:
    window.layout().addWidget(QPushButton(words))
    assert f"says “{words}”" in _faults(window)


def test_a_part_that_does_not_fit_its_parent_is_a_fault(window: QWidget) -> None:
    inner = QWidget()
    row = QHBoxLayout(inner)
    row.setContentsMargins(0, 0, 0, 0)
    wide = QPushButton("很宽的按钮")
    wide.setMinimumWidth(300)
    row.addWidget(wide)
    inner.setFixedWidth(100)
    window.layout().addWidget(inner)
    assert "sticks out" in _faults(window)


def test_rows_that_were_put_in_before_the_style_was_known_are_a_fault(
    qtbot: QtBot, window: QWidget
) -> None:
    keeper = ThemeKeeper("light")
    tree = QTreeWidget()
    tree.setAccessibleName("列表")
    tree.setUniformRowHeights(True)
    tree.setCurrentItem(QTreeWidgetItem(tree, ["甲"]))
    tree.visualItemRect(tree.topLevelItem(0))
    window.layout().addWidget(tree)
    assert "before the style was known" in _faults(window)
    tree.doItemsLayout()
    assert "before the style was known" not in _faults(window)
    keeper.deleteLater()


def test_a_picture_of_one_colour_is_blank() -> None:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    assert is_blank(image)
    image.setPixelColor(40, 30, QColor("#000000"))
    assert not is_blank(image)
    assert is_blank(QImage())


def test_a_contact_sheet_holds_sixteen_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#2563C9"))
    names = [f"picture-{number}" for number in range(17)]
    for name in names:
        image.save(str(tmp_path / f"{name}.png"))
    first, second = contact_sheets(tmp_path, names)
    assert not is_blank(QImage(str(first)))
    assert QImage(str(second)).size() == QImage(str(first)).size()


def test_what_is_hidden_is_not_looked_at(window: QWidget) -> None:
    field = QLineEdit()
    window.layout().addWidget(field)
    field.hide()
    assert field not in list(shown(window))
    assert "has no accessible name" not in _faults(window)
