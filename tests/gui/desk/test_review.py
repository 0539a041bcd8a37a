"""Doubtful readings are held against the received table with the keyboard alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from smdesk.gui.desk.region_paper import SCALES
from smdesk.gui.desk.review import ReviewDialog
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.gallery.by_hand import typed_by_hand
from smdesk.gui.main_window import MainWindow
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.package import write_package
from smdesk.service.desk.intake import intake
from smdesk.service.desk.regions import Regions
from smdesk.service.desk.review import Verdict, review_case
from smdesk.service.samples import GOOD, load_sample
from smdesk.store.desk.desk import Desk

FORM = "zhejiang-2020/enterprise"
REVENUE = "finance.revenue[2018]"


def hand_filled(name: str) -> bytes:
    declaration, files = load_sample(FORM, GOOD)
    named = declaration.with_values({"org.name": name, "org.uscc": ""})
    pack, form = find_form(FORM)
    packet = build_packet(pack, form, named, draft=False, files=files)
    return typed_by_hand(write_docx(packet, files))


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that took in two forms typed by hand."""
    folder = tmp_path_factory.mktemp("手填")
    for name in ("宁波象岚轴承有限公司", "绍兴青砾机电有限公司"):
        (folder / f"{name}.docx").write_bytes(hand_filled(name))
    made = tmp_path_factory.mktemp("desk")
    with Desk.open(made) as desk:
        intake(desk, [folder], workers=1)
    return made


@pytest.fixture
def work(qtbot: QtBot, typed: Path, tmp_path: Path) -> Iterator[DeskWork]:
    shutil.copytree(typed, tmp_path / "desk")
    made = DeskWork(tmp_path / "desk")
    with qtbot.waitSignal(made.opened, timeout=10_000):
        made.open()
    yield made
    made.close()


@pytest.fixture
def opened() -> list[Path]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, work: DeskWork, opened: list[Path]) -> Iterator[ReviewDialog]:
    assert work.desk is not None
    cases = work.desk.case_ids()

    def opener(path: Path) -> bool:
        assert path.is_file()
        opened.append(path)
        return True

    made = ReviewDialog(work, cases, cases[0], None, opener)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.reject()
    qtbot.waitUntil(lambda: not made.jobs, timeout=10_000)
    work.settle()


def ready(qtbot: QtBot, dialog: ReviewDialog) -> None:
    qtbot.waitUntil(lambda: dialog.ready, timeout=60_000)


def press(qtbot: QtBot, dialog: ReviewDialog, key: Qt.Key, *, ctrl: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(dialog.list, key, held)


def kept(dialog: ReviewDialog) -> dict[str, Verdict]:
    """Return the verdicts as the desk has them."""
    dialog.work.settle()
    assert dialog.work.desk is not None
    assert dialog.case is not None
    return dict(review_case(dialog.work.desk, dialog.case.row.id).verdicts)


def test_each_value_is_shown_where_it_stands_and_enter_confirms_them_all(
    qtbot: QtBot, dialog: ReviewDialog
) -> None:
    press(qtbot, dialog, Qt.Key.Key_Return)
    assert set(kept(dialog).values()) == {Verdict.OPEN}, "nothing is confirmed before it is seen"
    ready(qtbot, dialog)
    case = dialog.case
    assert case is not None
    assert REVENUE in case.verdicts
    for _ in case.doubts:
        doubt, region = dialog.list.current, dialog.area.paper.region
        assert doubt is not None
        assert region is not None
        typed = "".join(region.text.split())
        assert "".join(doubt.text.split()).replace("(", "（").replace(")", "）") in typed
        assert dialog.area.viewport().rect().intersects(_marked(dialog))
        press(qtbot, dialog, Qt.Key.Key_Return)
    assert set(kept(dialog).values()) == {Verdict.CONFIRMED}
    assert dialog.work.desk is not None
    assert dialog.work.desk.case(case.row.id).row.doubts == 0
    assert "全部确认" in dialog.frame.note.sentence.text()
    assert dialog.frame.note.isVisible()


def _marked(dialog: ReviewDialog):
    place = dialog.area.paper.marked().toRect()
    assert not place.isEmpty()
    return place.translated(dialog.area.paper.pos())


def test_a_misreading_stays_open_and_the_last_verdicts_are_taken_back(
    qtbot: QtBot, dialog: ReviewDialog
) -> None:
    ready(qtbot, dialog)
    first, second, *_ = [one.address for one in dialog.case.doubts] if dialog.case else []
    press(qtbot, dialog, Qt.Key.Key_Delete)
    press(qtbot, dialog, Qt.Key.Key_Return)
    told = kept(dialog)
    assert (told[first], told[second]) == (Verdict.MISREAD, Verdict.CONFIRMED)
    assert "读错 1" in dialog.frame.counts.text()
    press(qtbot, dialog, Qt.Key.Key_Z, ctrl=True)
    assert dialog.list.current is not None
    assert dialog.list.current.address == second
    press(qtbot, dialog, Qt.Key.Key_Backspace)
    assert dialog.list.current.address == first
    assert set(kept(dialog).values()) == {Verdict.OPEN}
    assert not dialog.frame.undo_button.isEnabled()
    press(qtbot, dialog, Qt.Key.Key_Backspace)
    assert set(kept(dialog).values()) == {Verdict.OPEN}


def test_the_next_case_comes_and_undo_leads_back(qtbot: QtBot, dialog: ReviewDialog) -> None:
    ready(qtbot, dialog)
    assert dialog.case is not None
    one = dialog.case.row.id
    press(qtbot, dialog, Qt.Key.Key_Return)
    press(qtbot, dialog, Qt.Key.Key_Return, ctrl=True)
    assert dialog.case.row.id != one
    assert dialog.frame.of.text() == "第 2 份，共 2 份"
    press(qtbot, dialog, Qt.Key.Key_Return, ctrl=True)
    assert dialog.at == 1, "there is no third"
    ready(qtbot, dialog)
    press(qtbot, dialog, Qt.Key.Key_Backspace)
    assert dialog.case.row.id == one
    assert set(kept(dialog).values()) == {Verdict.OPEN}


def test_the_received_file_opens_as_a_copy_that_goes_with_the_window(
    qtbot: QtBot, dialog: ReviewDialog, opened: list[Path]
) -> None:
    assert dialog.case is not None
    dialog.frame.original_button.click()
    (path,) = opened
    assert path.suffix == ".docx"
    assert not path.stat().st_mode & 0o222
    dialog.reject()
    assert not path.exists()


def test_no_value_can_be_typed_over(qtbot: QtBot, dialog: ReviewDialog) -> None:
    ready(qtbot, dialog)
    before = [one.text for one in dialog.case.doubts] if dialog.case else []
    qtbot.keyClicks(dialog.list, "123abc")
    assert dialog.work.desk is not None
    assert dialog.case is not None
    after = review_case(dialog.work.desk, dialog.case.row.id)
    assert [one.text for one in after.doubts] == before
    flags = Qt.TextInteractionFlag.TextEditable
    assert not any(one.textInteractionFlags() & flags for one in dialog.findChildren(QLabel))


def test_a_value_without_a_place_says_so_and_can_still_be_confirmed(
    qtbot: QtBot, dialog: ReviewDialog
) -> None:
    ready(qtbot, dialog)
    assert dialog.case is not None
    dialog._take(dialog.case.version.id, Regions())
    assert dialog.area.paper.region is None
    assert "未找到原表位置" in dialog.area.paper.words
    assert dialog.frame.accept_button.isEnabled()
    assert dialog.frame.original_button.isEnabled()


def test_the_picture_grows_and_shrinks_by_keys(qtbot: QtBot, dialog: ReviewDialog) -> None:
    ready(qtbot, dialog)
    paper = dialog.area.paper
    dialog.area.fit()
    fitting = paper.scale
    press(qtbot, dialog, Qt.Key.Key_Equal, ctrl=True)
    assert paper.scale > fitting
    for _ in SCALES:
        press(qtbot, dialog, Qt.Key.Key_Minus, ctrl=True)
    assert paper.scale == SCALES[0]
    press(qtbot, dialog, Qt.Key.Key_0, ctrl=True)
    assert paper.scale == fitting


def test_a_version_that_came_meanwhile_is_not_confirmed_unseen(
    qtbot: QtBot, dialog: ReviewDialog, tmp_path: Path
) -> None:
    ready(qtbot, dialog)
    assert dialog.case is not None
    desk, case = dialog.work.desk, dialog.case.row
    assert desk is not None
    sample, files = load_sample(FORM, GOOD)
    changed = desk.reading(case.current).declaration.with_values({"org.fax": "0571-1"})
    (tmp_path / "又一版.smdx").write_bytes(
        write_package(changed.model_copy(update={"attachments": sample.attachments}), files)
    )
    intake(desk, [tmp_path / "又一版.smdx"], workers=1)
    assert desk.case(case.id).row.current != case.current
    press(qtbot, dialog, Qt.Key.Key_Return)
    dialog.work.settle()
    assert dialog.frame.note.isVisible()
    assert desk.reading(case.current).confirmed == frozenset()


# ---- the ways into the review ----


@pytest.fixture
def stored(typed: Path) -> Path:
    return typed


def reviewed(qtbot: QtBot, call: object, confirm: int = 0) -> tuple[list[int], int]:
    """Return which cases a call opens the review of, and the first; confirm some readings there."""
    seen: list[tuple[list[int], int]] = []

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReviewDialog)
        seen.append((dialog.cases, dialog.cases[dialog.at]))
        for _ in range(confirm):
            ready(qtbot, dialog)
            dialog.confirm()
        dialog.reject()

    QTimer.singleShot(0, leave)
    call()  # type: ignore[operator]
    (found,) = seen
    return found


def test_the_list_goes_through_all_doubtful_cases_from_the_chosen_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.bureau.page
    assert page is not None
    page.choose(page.cases.ids[1])
    qtbot.waitUntil(page.panel.review_button.isVisible)
    assert reviewed(qtbot, page.panel.review_button.click) == (page.cases.ids, page.cases.ids[1])
    page.table.selectAll()
    assert reviewed(qtbot, page.review) == (page.cases.ids, page.cases.ids[0])


def test_the_list_narrows_to_cases_that_wait_and_a_case_leaves_when_all_is_confirmed(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.bureau.page
    assert page is not None
    assert page.work.desk is not None
    tree = page.frame.filters
    tree.choose(tree.choices["doubt", "doubts"])
    whole = list(page.cases.ids)
    page.choose(whole[0])
    count = page.work.desk.case(whole[0]).row.doubts
    assert count > 0
    reviewed(qtbot, page.review, confirm=count)
    page.work.settle()
    qtbot.waitUntil(lambda: page.cases.ids == whole[1:])


def test_a_case_that_is_open_shows_what_is_left_after_the_review(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.bureau.page
    assert page is not None
    case = page.cases.ids[0]
    page.choose(case)
    window.bureau.open_case(case)
    view = window.bureau.view
    assert view is not None
    count = view.case.row.doubts
    assert str(count) in view.doubts.text()
    assert reviewed(qtbot, view.doubts.click, confirm=1) == ([case], case)
    again = window.bureau.view
    assert again is not None
    assert again.case.row.doubts == count - 1
    window.bureau.back()


def test_a_desk_that_is_only_read_is_only_looked_at(
    qtbot: QtBot, typed: Path, tmp_path: Path
) -> None:
    shutil.copytree(typed, tmp_path / "desk")
    with Desk.open(tmp_path / "desk"):
        work = DeskWork(tmp_path / "desk")
        with qtbot.waitSignal(work.opened, timeout=10_000):
            work.open()
        assert work.desk is not None
        dialog = ReviewDialog(work, work.desk.case_ids())
        qtbot.addWidget(dialog)
        dialog.show()
        ready(qtbot, dialog)
        assert dialog.area.paper.region is not None
        assert not dialog.frame.accept_button.isEnabled()
        assert dialog.frame.note.isVisible()
        dialog.reject()
        work.close()


def test_what_is_in_doubt_for_one_cause_is_confirmed_and_taken_back_together(
    qtbot: QtBot, tmp_path: Path
) -> None:
    named = Document(BytesIO(hand_filled("宁波象岚轴承有限公司")))
    named.sections[0].header.paragraphs[0].text = "作废"
    named.save(str(tmp_path / "作废.docx"))
    with Desk.open(tmp_path / "desk") as desk:
        (receipt,) = intake(desk, [tmp_path / "作废.docx"], workers=1).receipts
    work = DeskWork(tmp_path / "desk")
    with qtbot.waitSignal(work.opened, timeout=10_000):
        work.open()
    assert receipt.case is not None
    dialog = ReviewDialog(work, [receipt.case])
    qtbot.addWidget(dialog)
    dialog.show()
    ready(qtbot, dialog)
    case = dialog.case
    assert case is not None
    void = [one.address for one in case.doubts if set(one.source.doubts) == {"form-void"}]
    other = next(one.address for one in case.doubts if one.address not in void)
    dialog.list.setCurrentRow(dialog.list.row_of(other))
    assert not dialog.frame.alike_button.isVisible()
    dialog.list.setCurrentRow(dialog.list.row_of(void[0]))
    assert dialog.frame.alike_button.isVisible()
    assert str(len(void)) in dialog.frame.alike_button.text()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    told = kept(dialog)
    assert {one for one, said in told.items() if said is Verdict.CONFIRMED} == set(void)
    assert dialog.list.current is not None
    assert dialog.list.current.address not in void
    press(qtbot, dialog, Qt.Key.Key_Z, ctrl=True)
    assert set(kept(dialog).values()) == {Verdict.OPEN}
    assert dialog.list.current.address == void[0]
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.jobs, timeout=10_000)
    work.close()
