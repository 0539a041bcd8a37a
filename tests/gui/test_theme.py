"""The look: contrast in both worlds, icons that exist, one switch for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
)
from pytestqt.qtbot import QtBot

from smdesk import paths
from smdesk.gui.theme import watch
from smdesk.gui.theme.icons import icon, pixmap, use_icon
from smdesk.gui.theme.style import palette, style_sheet
from smdesk.gui.theme.tokens import FAMILIES, Theme, hasten, theme, use_theme
from smdesk.gui.theme.watch import ThemeKeeper, theme_signal
from smdesk.gui.theme.wrapping import wrap_lines

SOURCE = Path(__file__).resolve().parents[2] / "src" / "smdesk" / "gui"
LOOKS = [Theme.light(), Theme.dark()]
MEANINGS = ("text", "text_muted", "accent", "error", "check", "hint", "done")


@pytest.fixture
def keeper(qtbot: QtBot) -> Iterator[ThemeKeeper]:
    made = ThemeKeeper("light")
    yield made
    made.choose("light")
    made.deleteLater()


def _light(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.redF(), colour.greenF(), colour.blueF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21)
    assert contrast(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("look", LOOKS, ids=lambda one: one.name)
def test_text_of_the_tool_keeps_its_contrast_on_every_ground(look: Theme) -> None:
    colour = look.colour
    for ground in ("window", "surface", "rail", "desk", "selected", "hover"):
        for name in MEANINGS:
            ratio = contrast(getattr(colour, name), getattr(colour, ground))
            assert ratio >= 4.5, (name, ground, ratio)
    for name in ("error", "check", "hint", "done"):
        soft = getattr(colour, f"{name}_soft")
        assert min(contrast(getattr(colour, name), soft), contrast(colour.text, soft)) >= 4.5, name
    for ground in (colour.accent, colour.accent_hover):
        assert contrast(colour.on_accent, ground) >= 4.5


@pytest.mark.parametrize("look", LOOKS, ids=lambda one: one.name)
def test_text_on_paper_keeps_its_contrast_on_the_sheet_and_its_tint(look: Theme) -> None:
    colour = look.colour
    names = [one for one in dict(colour.items()) if one.startswith("sheet_")]
    assert len(names) == 8
    for ground in (colour.sheet, colour.tint):
        for name in names:
            assert contrast(getattr(colour, name), ground) >= 4.5, (name, look.name)


@pytest.mark.parametrize("look", LOOKS, ids=lambda one: one.name)
def test_frames_that_mean_something_stand_out_three_to_one(look: Theme) -> None:
    colour = look.colour
    for ground in (colour.window, colour.surface, colour.rail, colour.hover):
        assert contrast(colour.line_strong, ground) >= 3
        assert contrast(colour.accent, ground) >= 3


def test_paper_stays_light_in_the_dark_look() -> None:
    assert _light(Theme.dark().colour.sheet) > 0.7
    assert _light(Theme.dark().colour.window) < 0.05


def test_switching_the_look_redresses_the_program_and_tells_once(
    keeper: ThemeKeeper, qapp: QApplication
) -> None:
    told: list[str] = []
    note = lambda: told.append(theme().name)  # noqa: E731
    theme_signal().changed.connect(note)
    keeper.choose("dark")
    keeper.choose("dark")
    assert told == ["dark"]
    assert qapp.palette().window().color() == Theme.dark().colour.window
    assert qapp.styleSheet() == style_sheet(Theme.dark())
    keeper.choose("light")
    assert told == ["dark", "light"]
    theme_signal().changed.disconnect(note)


def test_an_icon_takes_the_colour_of_the_new_look(keeper: ThemeKeeper, qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    use_icon(button, "plus", "text")
    before = button.icon().cacheKey()
    keeper.choose("dark")
    assert button.icon().cacheKey() != before
    shown = button.icon().pixmap(16, 16).toImage()
    lit = max(
        (shown.pixelColor(x, y) for x in range(shown.width()) for y in range(shown.height())),
        key=lambda one: one.alpha(),
    )
    assert _light(lit) > 0.5


def test_a_button_keeps_one_tint_however_often_it_is_given_an_icon(
    keeper: ThemeKeeper, qtbot: QtBot
) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    for name in ("plus", "x", "search"):
        use_icon(button, name)
    wanted = pixmap("search", 16, Theme.dark().colour.text_muted, 1.0).toImage()
    keeper.choose("dark")
    assert button.icon().pixmap(16, 16).toImage() == wanted


def test_icons_are_drawn_sharp_for_the_screens_ratio(qtbot: QtBot) -> None:
    assert pixmap("plus", 16, ratio=2.0).size().toTuple() == (32, 32)
    assert pixmap("plus", 16, ratio=2.0).deviceIndependentSize().toTuple() == (16, 16)
    with pytest.raises(KeyError):
        icon("no-such-icon")


def _named_icons() -> set[str]:
    """Every word in quotes of the gui's code that an icon of the set is called."""
    text = "\n".join(one.read_text(encoding="utf-8") for one in SOURCE.rglob("*.py"))
    return set(re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)*)"', text))


def test_only_icons_that_are_used_are_shipped_with_their_licence() -> None:
    folder = paths.resources() / "icons"
    shipped = {one.stem for one in folder.glob("*.svg")}
    assert shipped - _named_icons() == set()
    assert "ISC License" in (folder / "LICENSE").read_text(encoding="utf-8")


def test_every_look_names_files_that_exist_and_fills_every_name() -> None:
    for look in LOOKS:
        sheet = style_sheet(look)
        files = re.findall(r'url\("([^"]+)"\)', sheet)
        assert files
        assert all(Path(one).is_file() for one in files)
        assert "$" not in sheet


def test_the_palette_greys_what_cannot_be_used() -> None:
    made = palette(Theme.dark())
    role, group = made.ColorRole.Text, made.ColorGroup
    assert made.color(group.Disabled, role) == Theme.dark().colour.text_off
    assert made.color(group.Active, role) == Theme.dark().colour.text


def test_the_light_look_is_in_use_until_one_was_chosen() -> None:
    before = theme()
    use_theme(Theme.dark())
    assert theme() is Theme.dark() is Theme.current()
    use_theme(before)


def test_the_look_of_the_last_start_is_taken_until_the_system_was_asked(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Theme] = []

    def system() -> Theme:
        asked.append(Theme.light())
        return asked[-1]

    monkeypatch.setattr(watch, "system_theme", system)
    keeper = ThemeKeeper("system", seen="dark")
    assert theme() is Theme.dark()
    assert not asked
    assert keeper.settle() == "light"
    assert theme() is Theme.light()
    chosen = ThemeKeeper("dark", seen="light")
    assert theme() is Theme.dark()
    assert chosen.settle() == "light"
    assert theme() is Theme.dark()
    for one in (keeper, chosen):
        one.deleteLater()
    use_theme(Theme.light())


def test_a_tick_is_seen_in_a_box_that_cannot_be_changed(qtbot: QtBot, keeper: ThemeKeeper) -> None:
    for look in ("light", "dark"):
        keeper.choose(look)
        box = QCheckBox("副本")
        qtbot.addWidget(box)
        box.setEnabled(False)
        box.resize(box.sizeHint())
        pictures = []
        for ticked in (True, False):
            box.setChecked(ticked)
            pictures.append(box.grab().toImage())
        inside = [(x, y) for x in range(6, 16) for y in range(6, box.height() - 6)]
        ground = theme().colour.text_off
        seen = [QColor(pictures[0].pixel(x, y)) for x, y in inside]
        assert pictures[0] != pictures[1]
        assert any(contrast(one, ground) >= 2 for one in seen)
        assert ground in seen


def test_a_line_of_a_tree_is_as_high_as_its_words_in_every_width(qtbot: QtBot) -> None:
    words = "这是 PDF，其中没有本程序写入的申报数据。请申报单位补交 Word 申报书或 smdx 数据包。"
    tree = QTreeWidget()
    tree.setRootIsDecorated(False)
    tree.setHeaderLabels(["结果", "说明"])
    tree.setStyleSheet(style_sheet(Theme.light()))
    wrap_lines(tree)
    qtbot.addWidget(tree)
    item = QTreeWidgetItem(["未能读出", words])
    item.setIcon(0, icon("info", 16, Theme.light().colour.hint))
    item.setCheckState(0, Qt.CheckState.Unchecked)
    tree.addTopLevelItem(item)
    tree.show()
    metrics = QFontMetrics(tree.font())
    for width in range(160, 640, 7):
        tree.resize(width + 130, 300)
        tree.setColumnWidth(0, 120)
        QApplication.processEvents()
        index = tree.indexFromItem(item, 1)
        room = tree.columnWidth(1) - 20  # the padding of the sheet and Qt's own margin
        needed = metrics.boundingRect(0, 0, room, 9999, Qt.TextFlag.TextWordWrap, words).height()
        assert tree.visualRect(index).height() >= needed, width


def test_the_face_has_one_family_but_for_the_first_paint() -> None:
    assert len(theme().font("text").families()) == 1
    hasten(on=True)
    try:
        assert theme().font("text").families()[: len(FAMILIES)] == list(FAMILIES)
        hasty = QFontInfo(theme().font("page")).family()
    finally:
        hasten(on=False)
    assert QFontInfo(theme().font("page")).family() == hasty
