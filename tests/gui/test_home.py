"""Home as a person uses it: by keyboard, by pinyin, with a trash that gives back."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.home.page import HomePage, offers_of
from smdesk.gui.home.rows import HEADINGS, STATES, findings_text, moment_text, row_of
from smdesk.gui.home.skeleton import Skeleton
from smdesk.gui.theme.style import dress
from smdesk.packet.package import write_package
from smdesk.service.home import SampleName
from smdesk.store.library import Library
from smdesk.store.models import DraftRow, Summary

sys.path.insert(0, str(Path(__file__).parent))
from windows import FIRMS, FORM, Starter, answering, filled, leaves, names, press

HANGZHOU, NINGBO, SHAOXING = FIRMS
NOON = datetime(2026, 3, 5, 12, 0).astimezone()


def test_a_draft_begun_by_keyboard_alone_is_open_and_stored(starter: Starter) -> None:
    window = starter.start()

    def choose(dialog) -> None:
        for _ in range(200):  # notices and their forms, the kinds among them
            starter.qtbot.keyClick(dialog.ui.forms, Qt.Key.Key_Down)
            if dialog.form_id == "zhejiang-2020/project":
                break
        dialog.ui.name.insert("给 王工")
        starter.qtbot.keyClick(dialog.ui.name, Qt.Key.Key_Return)

    answering(choose)
    starter.qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert window.work is not None
    assert window.work.opened.session.declaration.form == "zhejiang-2020/project"
    assert window.leave_draft()
    assert names(window) == ["给 王工"]
    assert window.home.list.row.look is STATES["untouched"]


def test_leaving_the_new_draft_dialog_makes_no_draft(starter: Starter) -> None:
    window = starter.start()
    answering(lambda dialog: starter.qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    window.home.frame.new_button.click()
    assert window.work is None
    assert window.desk.library.drafts() == ()


@pytest.mark.parametrize("typed", ["宁波", "ningbo", "nbsl", "物流设备", "波示"])
def test_search_finds_by_characters_pinyin_and_initials(starter: Starter, typed: str) -> None:
    filled(starter.folder, *FIRMS)
    window = starter.start()
    window.home.search.insert(typed)
    assert names(window) == [NINGBO]
    starter.qtbot.keyClick(window.home.search, Qt.Key.Key_Return)
    assert window.work.name == NINGBO


def test_the_list_is_walked_from_the_search_and_back(starter: Starter) -> None:
    filled(starter.folder, *FIRMS)
    window = starter.start()
    assert names(window) == [SHAOXING, NINGBO, HANGZHOU]
    keys = starter.qtbot.keyClick
    keys(window.home.search, Qt.Key.Key_Down)
    assert window.focusWidget() is window.home.list
    keys(window.home.list, Qt.Key.Key_Down)
    assert window.home.list.row.name == NINGBO
    keys(window.home.list, Qt.Key.Key_Up)
    keys(window.home.list, Qt.Key.Key_Up)
    assert window.focusWidget() is window.home.search


def test_a_search_without_a_find_says_so_and_escape_clears_it(starter: Starter) -> None:
    filled(starter.folder, NINGBO)
    window = starter.start()
    window.home.search.insert("没有这家")
    assert not window.home.frame.list_shown
    assert "没有这家" in window.home.frame.empty.title.text()
    starter.qtbot.keyClick(window.home.search, Qt.Key.Key_Escape)
    assert names(window) == [NINGBO]
    assert window.home.frame.list_shown


def test_delete_puts_into_the_trash_and_the_offer_gives_back(starter: Starter) -> None:
    filled(starter.folder, *FIRMS)
    window = starter.start()
    press(window, Qt.Key.Key_Delete)
    assert names(window) == [NINGBO, HANGZHOU]
    assert window.home.frame.trash_tab.text().endswith("1")
    assert window.home.list.row.name == NINGBO
    window.home.note.button.click()
    assert names(window) == FIRMS_NEWEST_FIRST
    assert window.home.list.row.name == SHAOXING


FIRMS_NEWEST_FIRST = [SHAOXING, NINGBO, HANGZHOU]


def test_the_trash_gives_back_with_its_content_and_purges_only_after_asking(
    starter: Starter,
) -> None:
    first, second = filled(starter.folder, HANGZHOU, NINGBO)
    window = starter.start()
    with_content = window.desk.library.load(first).declaration
    for draft in (first, second):
        window.desk.library.trash(draft)
    window.home.refresh()
    window.home.frame.trash_tab.click()
    assert set(names(window)) == {HANGZHOU, NINGBO}
    window.home.list.setCurrentIndex(
        window.home.list.drafts.index(names(window).index(HANGZHOU), 0)
    )
    press(window, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert names(window) == [NINGBO]
    assert window.desk.library.load(first).declaration == with_content
    purge = (window, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    answering(lambda dialog: starter.qtbot.keyClick(dialog, Qt.Key.Key_Return))
    press(*purge)
    assert names(window) == [NINGBO]
    answering(lambda dialog: dialog.buttons["yes"].click())
    press(*purge)
    assert not window.home.frame.list_shown
    with pytest.raises(SmdeskError) as fault:
        window.desk.library.load(second)
    assert fault.value.code == "store.draft-missing"


def test_delete_does_nothing_to_drafts_while_the_trash_is_in_front(starter: Starter) -> None:
    (draft,) = filled(starter.folder, HANGZHOU)
    window = starter.start()
    window.desk.library.trash(draft)
    window.home.frame.trash_tab.click()
    press(window, Qt.Key.Key_Delete)
    assert names(window) == [HANGZHOU]


def test_a_draft_is_renamed_and_copied_by_keys(starter: Starter) -> None:
    filled(starter.folder, HANGZHOU)
    window = starter.start()

    def name(dialog) -> None:
        dialog.edit.clear()
        assert not dialog.buttons["yes"].isEnabled()
        dialog.edit.insert("  第二稿  ")
        starter.qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)

    answering(name)
    press(window, Qt.Key.Key_F2)
    assert window.home.list.row.second == "第二稿"
    press(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [one.title for one in window.home.list.drafts.rows] == ["第二稿（副本）", "第二稿"]
    assert window.home.list.row.title == "第二稿（副本）"


def test_a_fault_of_the_store_is_a_sentence_and_the_list_stays(
    starter: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(starter.folder, HANGZHOU)
    window = starter.start()

    def full(_draft: int) -> None:
        raise SmdeskError("store.disk-full", file="library.db", folder="D:/")

    monkeypatch.setattr(window.desk.library, "trash", full)
    press(window, Qt.Key.Key_Delete)
    assert names(window) == [HANGZHOU]
    assert window.home.note.isVisible()
    assert "D:/" in window.home.note.sentence.text()


def test_a_sample_is_opened_as_a_draft_with_its_files(starter: Starter) -> None:
    window = starter.start()
    actions = leaves(window.home.frame.empty.buttons[2].menu())
    actions[0].trigger()
    assert window.home.note.button.text() == "取消"
    starter.qtbot.waitUntil(lambda: window.work is not None, timeout=30_000)
    draft = window.work.opened.id
    assert window.desk.library.missing_files(draft) == ()
    assert window.work.opened.session.progress.state == "ready"


def test_a_sample_that_is_cancelled_leaves_no_draft(starter: Starter) -> None:
    window = starter.start()
    window.home.sample_wanted.emit(window.desk.now.samples[0])
    window.home.note.button.click()
    starter.qtbot.waitUntil(lambda: not window.flows.running, timeout=30_000)
    assert window.desk.library.drafts() == ()
    assert window.work is None


def test_a_dropped_package_becomes_a_draft(starter: Starter, tmp_path: Path) -> None:
    (draft,) = filled(tmp_path / "other", NINGBO)
    package = tmp_path / "宁波.smdx"
    with Library.open(tmp_path / "other") as other:
        package.write_bytes(write_package(other.load(draft).declaration, other.blobs.read))
    window = starter.start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(package))])
    drop = QDropEvent(
        QPoint(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(drop)
    assert drop.isAccepted()
    starter.qtbot.waitUntil(lambda: window.work is not None)
    assert window.work.name == NINGBO


def test_a_file_that_is_none_of_ours_is_said_before_it_is_read(
    starter: Starter, tmp_path: Path
) -> None:
    window = starter.start()
    starter.system.file = str(tmp_path / "照片.jpg")
    window.home.frame.open_button.click()
    assert window.home.note.isVisible()
    assert "照片.jpg" in window.home.note.sentence.text()
    assert not window.flows.running


def test_an_unreadable_word_file_is_listed_with_its_reason_and_makes_no_draft(
    starter: Starter, tmp_path: Path
) -> None:
    file = tmp_path / "坏.docx"
    file.write_bytes(b"PK\x03\x04 broken")
    window = starter.start()
    starter.system.file = str(file)
    shown: list[tuple[bool, bool]] = []

    def look(dialog) -> None:
        shown.append((dialog.ui.open_draft.isVisible(), dialog.ui.problems.isVisible()))
        dialog.ui.close_button.click()

    answering(look)
    window.home.frame.open_button.click()
    starter.qtbot.waitUntil(lambda: bool(shown))
    assert shown == [(False, True)]
    assert window.desk.library.drafts() == ()


def _row(**changes):
    summary = Summary(**{"applicant": HANGZHOU, "words": "浙江 2020 第四批 某表", **changes})
    at = datetime(2026, 3, 5, 1, 2, tzinfo=UTC)
    return row_of(DraftRow(1, FORM, "某表", summary, 1, at, at))


def test_every_state_has_its_own_word_and_icon() -> None:
    assert len({one.word for one in STATES.values()}) == len(STATES) == 5
    assert len({one.icon for one in STATES.values()}) == 5


def test_a_row_says_the_drafts_own_name_only_where_it_says_more() -> None:
    assert _row().second == ""
    assert _row(words="别的").second == "某表"
    assert _row(applicant="").name == "某表"


def test_a_form_whose_notice_is_not_at_hand_is_still_listed() -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    row = row_of(DraftRow(1, "elsewhere-2031/form", "甲", Summary(), 1, at, at))
    assert row.notice == "elsewhere-2031/form"
    assert row.name == "甲"


def test_findings_are_counted_in_words() -> None:
    assert findings_text(_row(errors=2, checks=1)) == "2 处错误，1 处核实"
    assert findings_text(_row()) == ""


def test_moments_are_told_as_people_say_them() -> None:
    assert moment_text(NOON - timedelta(minutes=5), NOON) == "今天 11:55"
    assert moment_text(NOON - timedelta(hours=13), NOON) == "昨天 23:00"
    assert moment_text(NOON - timedelta(days=2), NOON) == "2026-03-03"
    assert moment_text(NOON + timedelta(days=2), NOON) == "2026-03-07"


def test_a_screen_reader_hears_the_whole_row_once(starter: Starter) -> None:
    filled(starter.folder, HANGZHOU)
    model = starter.start().home.list.drafts
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(HANGZHOU)
    for word in ("示范企业", STATES["incomplete"].word, "今天"):
        assert word in spoken
    assert [model.headerData(one, Qt.Orientation.Horizontal) for one in range(6)] == list(HEADINGS)


def test_every_button_of_home_has_a_name(starter: Starter) -> None:
    filled(starter.folder, HANGZHOU)
    window = starter.start()
    from PySide6.QtWidgets import QAbstractButton

    buttons = [one for one in window.home.findChildren(QAbstractButton) if one.isVisible()]
    assert len(buttons) >= 8
    assert all(one.accessibleName() or one.text() for one in buttons)


def test_home_stands_where_the_first_paint_had_its_places(qtbot: QtBot) -> None:
    dress()
    skeleton, home = Skeleton(draft=False), HomePage()
    for one in (skeleton, home):
        qtbot.addWidget(one)
        one.resize(1240, 700)
        one.show()
    home.furnish()
    home.layout().activate()
    frame = home.frame
    pairs = (
        (skeleton.search, frame.search), (skeleton.open, frame.open_button),
        (skeleton.new, frame.new_button), (skeleton.list, frame.stack),
    )  # fmt: skip
    for place, widget in pairs:
        there, stands = place.geometry(), widget.geometry()
        for side in ("left", "top", "right", "bottom"):
            assert abs(getattr(there, side)() - getattr(stands, side)()) <= 3, (widget, side)
    home.show_failure(Problem("window.work-broken", params={"detail": ""}))  # no waiting left


def test_a_draft_that_comes_back_takes_the_place_of_the_first_paint(starter: Starter) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    window.open_draft(draft)
    window.close()
    window = starter.start()
    frame = window.page.frame
    skeleton = Skeleton(draft=True)
    starter.qtbot.addWidget(skeleton)
    skeleton.resize(window.page.size())
    skeleton.show()
    assert skeleton.rail.width() == frame.rail.width()
    assert abs(skeleton.bar.height() - frame.bar.height()) <= 1
    assert window.ui.stack.indexOf(window.home) == 0  # what was painted first is gone


def test_samples_of_several_notices_are_offered_under_their_notice() -> None:
    made = [SampleName(f"{notice}/a", "sample", "示范企业样例", notice) for notice in ("甲", "乙")]
    wanted: list[SampleName] = []
    offers = offers_of(tuple(made), wanted.append)
    assert [(one.text, [two.text for two in one.menu]) for one in offers] == [
        ("甲", ["示范企业样例"]),
        ("乙", ["示范企业样例"]),
    ]
    offers[1].menu[0].call()
    assert wanted == [made[1]]
    assert [one.text for one in offers_of(tuple(made[:1]), wanted.append)] == ["示范企业样例"]


def test_the_window_fits_a_screen_with_fewer_pixels_than_it_wants(starter: Starter) -> None:
    window = starter.start()
    room = window.screen().availableGeometry().size()
    least = window.minimumSize()
    assert least.width() < room.width()
    assert least.height() < room.height()
    assert window.width() <= room.width()
