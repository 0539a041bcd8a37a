"""The desk beyond its list: up and down, paper, prints, doubles, earlier years, figures."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import Starter

from smdesk.errors import Problem, SmdeskError
from smdesk.gui.desk import work
from smdesk.gui.desk.asking import TextQuestion
from smdesk.gui.desk.bars import Bars
from smdesk.gui.desk.doubles import DoublesDialog
from smdesk.gui.desk.earlier import EarlierDialog
from smdesk.gui.desk.figures import FiguresDialog
from smdesk.gui.desk.further import Further
from smdesk.gui.desk.joining import JoinDialog
from smdesk.gui.desk.keys import KeysDialog
from smdesk.gui.desk.log_list import history_lines
from smdesk.gui.desk.lookup import LookupDialog, items_of
from smdesk.gui.desk.names import form_place
from smdesk.gui.desk.papercheck import PaperCheckDialog
from smdesk.gui.desk.papers import PapersDialog
from smdesk.gui.desk.prints import SummaryPrintDialog, of_cases
from smdesk.gui.desk.receiving import ReceivingDialog
from smdesk.gui.desk.spoken import spoken_lines
from smdesk.gui.desk.upward import UpwardDialog
from smdesk.gui.dialogs.ask import NameQuestion
from smdesk.gui.main_window import MainWindow
from smdesk.packet.package import write_package
from smdesk.service.desk.bureau import known_bureau, name_bureau
from smdesk.service.desk.intake import intake
from smdesk.service.desk.merging import merge
from smdesk.service.desk.sending import write_batch
from smdesk.service.samples import GOOD, load_sample
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Filter, State

NOTICE = "zhejiang-2020"
WAIT = 60_000


@pytest.fixture
def desk(tmp_path: Path, taken: Path) -> Iterator[Desk]:
    shutil.copytree(taken, tmp_path / "own")
    with Desk.open(tmp_path / "own", person="周某") as opened:
        yield opened


def ended(qtbot: QtBot, dialog: LookupDialog | FiguresDialog | UpwardDialog) -> None:
    qtbot.waitUntil(lambda: dialog.job is None, timeout=WAIT)


def texts(dialog: LookupDialog, column: int = 0) -> list[str]:
    return [item.text(column) for item in items_of(dialog.tree)]


def first_case(desk: Desk) -> int:
    return desk.case_ids(Filter(notice=NOTICE))[0]


@pytest.fixture
def below(tmp_path: Path, taken: Path) -> Path:
    """A district's package: one case accepted, ranked and spoken of."""
    shutil.copytree(taken, tmp_path / "below")
    path = tmp_path / "三堰区.smdbatch"
    with Desk.open(tmp_path / "below", person="李某") as desk:
        case = first_case(desk)
        desk.move([case], State.ACCEPTED, "现场看过")
        desk.add_opinion(case, "材料齐全，同意推荐。")
        bureau = name_bureau(desk.folder, "三堰区经济和信息化局")
        path.write_bytes(write_batch(desk, NOTICE, bureau))
    return path


# -- up and down ---------------------------------------------------------------------------------


def test_a_bureau_is_named_once_and_its_key_is_shown(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    dialog = UpwardDialog(desk, settings)
    qtbot.addWidget(dialog)
    assert not dialog.write_button.isEnabled()
    dialog.bureau.setText("示例市经济和信息化局")
    dialog.notice.setCurrentIndex(dialog.notice.findData(NOTICE))
    dialog.folder.setText(str(tmp_path / "上报"))
    dialog.write_button.click()
    ended(qtbot, dialog)
    (path,) = dialog.written
    assert path.suffix == ".smdbatch"
    bureau = known_bureau(desk.folder)
    assert bureau is not None
    assert bureau.fingerprint in dialog.key.text()
    again = UpwardDialog(desk, settings)
    qtbot.addWidget(again)
    assert again.bureau.text() == bureau.name
    assert bureau.fingerprint in again.key.text()


def test_what_a_package_leaves_out_is_told(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def note(_desk: Desk, _notice: str, _scope: str, *, rejected: bool) -> str:
        asked.append(rejected)
        return "甲公司没有列入。"

    monkeypatch.setattr("smdesk.gui.desk.upward.list_note", note)
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    dialog = UpwardDialog(desk, settings, notice=NOTICE)
    qtbot.addWidget(dialog)
    dialog.bureau.setText("某市经信局")
    dialog.folder.setText(str(tmp_path / "上报"))
    for scope in ("all", "auto"):
        dialog.scope.setCurrentIndex(dialog.scope.findData(scope))
        dialog.write_button.click()
        ended(qtbot, dialog)
        assert "甲公司没有列入。" in dialog.note.sentence.text()
    assert asked == [True, False]


def test_a_package_from_below_is_merged_once_however_often_it_is_taken_in(
    qtbot: QtBot, desk: Desk, below: Path
) -> None:
    dialog = ReceivingDialog(desk, [below])
    qtbot.addWidget(dialog)
    ended(qtbot, dialog)
    assert dialog.changed
    found = dialog.outcomes[0].found
    assert not isinstance(found, Exception)
    assert found.new_layers == 1
    assert found.fingerprint in "".join(texts(dialog, 1))
    case = first_case(desk)
    assert [one.bureau for one in desk.case(case).opinions] == ["三堰区经济和信息化局"]
    (spoken,) = spoken_lines(desk, desk.case(case))
    assert spoken.text.startswith("三堰区经济和信息化局：通过初审（李某：现场看过）")
    again = ReceivingDialog(desk, [below])
    qtbot.addWidget(again)
    ended(qtbot, again)
    second = again.outcomes[0].found
    assert not isinstance(second, Exception)
    assert (second.new_cases, second.new_versions, second.new_layers) == (0, 0, 0)
    assert len(desk.case(case).opinions) == 1


def test_a_file_that_is_no_package_is_told_and_the_others_are_merged(
    qtbot: QtBot, desk: Desk, below: Path, tmp_path: Path
) -> None:
    other = tmp_path / "别的.smdbatch"
    other.write_bytes(b"not a package")
    dialog = ReceivingDialog(desk, [other, below])
    qtbot.addWidget(dialog)
    ended(qtbot, dialog)
    assert getattr(dialog.outcomes[0].found, "code", "") == "desk.batch-not-one"
    assert not isinstance(dialog.outcomes[1].found, Exception)


def test_a_known_name_with_another_key_waits_for_a_person(
    qtbot: QtBot, desk: Desk, below: Path, taken: Path, tmp_path: Path
) -> None:
    merge(desk, below)
    shutil.copytree(taken, tmp_path / "foreign")
    path = tmp_path / "冒名.smdbatch"
    with Desk.open(tmp_path / "foreign") as other:
        bureau = name_bureau(other.folder, "三堰区经济和信息化局")
        path.write_bytes(write_batch(other, NOTICE, bureau))
    dialog = ReceivingDialog(desk, [path])
    qtbot.addWidget(dialog)
    ended(qtbot, dialog)
    found = dialog.outcomes[0].found
    assert not isinstance(found, SmdeskError)
    assert "desk.conflict-key" in {one.problem.code for one in found.conflicts}
    told = [one for one in items_of(dialog.tree) if one.text(0) == "待定"]
    assert any(bureau.fingerprint in one.text(1) for one in told)
    assert dialog.keys_button.isVisibleTo(dialog)
    _with_the_key_confirmed(dialog, "3 月 5 日与周某电话核对")
    assert not [one for one in items_of(dialog.tree) if one.text(0) == "待定"]
    assert not dialog.keys_button.isVisibleTo(dialog)
    assert merge(desk, path).conflicts == ()


def _with_the_key_confirmed(dialog: ReceivingDialog, note: str) -> None:
    """Confirm the key that is open, as a person does: the list of keys, the question, its words."""

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, TextQuestion)
        assert not asked.buttons["yes"].isEnabled()
        asked.edit.setPlainText(note)
        asked.buttons["yes"].click()

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, KeysDialog)
        assert shown.key is not None  # the one that is open is in hand
        QTimer.singleShot(0, answer)
        shown.confirm_key.click()
        assert note in texts(shown, 1)
        assert not shown.confirm_key.isEnabled()
        assert shown.stop_key.isEnabled()
        shown.reject()

    QTimer.singleShot(0, look)
    dialog.keys_button.click()


def test_what_bureaus_signed_stands_beside_the_opinions(
    qtbot: QtBot, window: MainWindow, below: Path
) -> None:
    page, further = window.bureau.page, window.bureau.further
    assert page is not None
    assert further is not None
    _in_dialog(qtbot, lambda dialog: ended(qtbot, dialog))
    further.receive([below])
    assert page.work.desk is not None
    page.choose(first_case(page.work.desk))
    lines = page.panel.opinions
    qtbot.waitUntil(lambda: lines.count() == 2, timeout=10_000)
    assert lines.item(0).text() == "材料齐全，同意推荐。"
    assert lines.item(1).text().startswith("三堰区经济和信息化局：")


def test_a_package_that_is_dropped_is_merged_not_read_as_a_declaration(
    qtbot: QtBot, window: MainWindow, below: Path
) -> None:
    page = window.bureau.page
    assert page is not None
    assert page.work.desk is not None
    page.taking.take([below])
    _in_dialog(qtbot, lambda dialog: ended(qtbot, dialog))
    qtbot.waitUntil(lambda: "三堰区经济和信息化局" in page.work.desk.bureau_keys(), timeout=WAIT)
    assert page.taking.last is None


def test_papers_begin_with_the_notice_in_hand(qtbot: QtBot, window: MainWindow) -> None:
    page, further = window.bureau.page, window.bureau.further
    assert page is not None
    assert page.work.desk is not None
    assert further is not None
    notices = {one.notice: one.id for one in page.work.desk.cases()}
    assert len(notices) > 1
    told: list[str] = []

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, (UpwardDialog, PapersDialog, SummaryPrintDialog))
        told.append(str(shown.notice.currentData()))
        if isinstance(shown, UpwardDialog):
            assert shown.focusWidget() is shown.bureau
        shown.reject()

    for notice, case in notices.items():
        page.choose(case)
        for name in ("上报…", "汇总与上报材料…", "打印汇总表…"):
            action = next(one for one in page.frame.more_menu.actions() if one.text() == name)
            QTimer.singleShot(0, look)
            action.trigger()
            assert told[-1] == notice


def _in_dialog(qtbot: QtBot, act: Callable[[LookupDialog], object]) -> None:
    """Do something in the dialog that comes, and close it."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, LookupDialog)
        try:
            act(shown)
        finally:
            if shown.isVisible():
                shown.reject()

    QTimer.singleShot(0, look)


# -- paper ---------------------------------------------------------------------------------------


def test_a_typed_code_says_whether_paper_and_file_are_the_same(qtbot: QtBot, desk: Desk) -> None:
    dialog = PaperCheckDialog(desk)
    qtbot.addWidget(dialog)
    case = desk.case(first_case(desk))
    by_number = {one.number: one.seal_code for one in case.versions}
    qtbot.keyClicks(dialog.edit, by_number[max(by_number)].lower())
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert texts(dialog)[0] == "一致"
    assert dialog.edit.text() == ""
    qtbot.keyClicks(dialog.edit, by_number[min(by_number)])
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert "不一致" in texts(dialog)
    assert len(texts(dialog)) > 2
    assert dialog.changed
    newest, before, *_ = [one.text for one in history_lines(desk.history(case.row.id))]
    assert newest.startswith("纸质件不一致：是第")
    assert "一致" in before
    dialog.edit.setText("坏码")
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert dialog.edit.text() == "坏码"
    assert dialog.note.isVisibleTo(dialog)


def test_enter_on_a_result_opens_its_case(qtbot: QtBot, window: MainWindow) -> None:
    page, further = window.bureau.page, window.bureau.further
    assert page is not None
    assert further is not None
    assert page.work.desk is not None
    seal, case, _ = page.work.desk.seals()[0]

    def act(dialog: LookupDialog) -> None:
        assert isinstance(dialog, PaperCheckDialog)
        dialog.edit.setText(seal)
        dialog.check_typed()
        dialog.tree.setFocus()
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)

    _in_dialog(qtbot, act)
    further.check_paper()
    assert window.bureau.view is not None
    assert window.bureau.view.case.row.id == case
    window.bureau.back()


def test_a_printed_pdf_is_held_against_its_case_a_line_a_page(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    case = desk.case_ids(Filter(notice="guangdong-2024"))[0]
    (source,) = of_cases(desk, [desk.case(case).row])
    paper = tmp_path / "纸质件.pdf"
    paper.write_bytes(source.make("auto").data)
    dialog = PaperCheckDialog(desk, choose=lambda _parent: [str(paper), str(tmp_path / "无.png")])
    qtbot.addWidget(dialog)
    dialog.scans.click()
    ended(qtbot, dialog)
    results = texts(dialog)
    assert results[0] == "一致"
    assert results[-1] == "未能读出"
    assert set(results) <= {"一致", "未认出", "未能读出"}


# -- prints --------------------------------------------------------------------------------------


def test_a_case_with_an_error_is_not_printed_until_it_is_set_aside(desk: Desk) -> None:
    case = first_case(desk)
    (source,) = of_cases(desk, [desk.case(case).row])
    with pytest.raises(SmdeskError) as raised:
        source.make("auto")
    assert raised.value.code == "desk.print-errors"


def test_chosen_cases_go_into_the_list_of_prints(qtbot: QtBot, window: MainWindow) -> None:
    page, further = window.bureau.page, window.bureau.further
    assert page is not None
    assert further is not None
    desk = page.work.desk
    assert desk is not None
    page.choose(desk.case_ids(Filter(notice="guangdong-2024"))[0])
    row = page.chosen[0]
    further.print_cases()
    batch = window.paper.batch
    assert batch is not None
    qtbot.waitUntil(lambda: not batch.busy, timeout=WAIT)
    (job,) = batch._jobs.jobs
    assert row.applicant in job.title
    batch.close()


def test_the_summary_is_a_packet_of_the_list(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    dialog = SummaryPrintDialog(desk, settings)
    qtbot.addWidget(dialog)
    dialog.notice.setCurrentIndex(dialog.notice.findData(NOTICE))
    assert dialog.go.isEnabled()
    (source,) = dialog.sources
    parcel = source.make("auto")
    assert parcel.data.startswith(b"%PDF")
    assert parcel.pages >= 1
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.notice, Qt.Key.Key_Return)


# -- looking -------------------------------------------------------------------------------------


@pytest.fixture
def years(tmp_path: Path) -> Iterator[Desk]:
    """A desk with one applicant in notices of two years."""
    folder = tmp_path / "两年"
    folder.mkdir()
    for at, form in enumerate(("zhejiang-2020/enterprise", "national-2022/enterprise")):
        declaration, files = load_sample(form, GOOD)
        (folder / f"{at}.smdx").write_bytes(write_package(declaration, files))
    with Desk.open(tmp_path / "years") as desk:
        intake(desk, [folder], workers=1)
        yield desk


def test_doubles_are_grouped_and_lead_to_their_cases(qtbot: QtBot, years: Desk) -> None:
    dialog = DoublesDialog(years)
    qtbot.addWidget(dialog)
    ended(qtbot, dialog)
    assert texts(dialog)[0] == "同一单位，多个类别或通知"
    assert not dialog.open_button.isEnabled()
    dialog.tree.setFocus()
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert dialog.case in years.case_ids()


def test_a_case_is_held_against_the_declaration_of_an_earlier_notice(
    qtbot: QtBot, years: Desk
) -> None:
    (case,) = years.case_ids(Filter(notice="national-2022"))
    dialog = EarlierDialog(years, years.case(case).row)
    qtbot.addWidget(dialog)
    ended(qtbot, dialog)
    assert "浙江 2020" in texts(dialog)[0]
    whole = len(texts(dialog))
    dialog.only.setChecked(True)
    assert len(texts(dialog)) <= whole


def test_the_chosen_case_leads_to_its_earlier_declarations(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.bureau.page
    assert page is not None
    assert page.work.desk is not None
    page.choose(first_case(page.work.desk))
    seen: list[str] = []

    def act(dialog: LookupDialog) -> None:
        ended(qtbot, dialog)
        seen.append(type(dialog).__name__)

    qtbot.waitUntil(lambda: page.panel.versions.count() == 2, timeout=10_000)
    _in_dialog(qtbot, act)
    page.panel.earlier_button.click()
    assert seen == ["EarlierDialog"]


def test_a_desk_of_another_year_is_only_read(
    qtbot: QtBot, desk: Desk, years: Desk, tmp_path: Path
) -> None:
    (case,) = years.case_ids(Filter(notice="national-2022"))
    dialog = EarlierDialog(years, years.case(case).row)
    qtbot.addWidget(dialog)
    ended(qtbot, dialog)
    dialog.look_in(desk.folder)
    ended(qtbot, dialog)
    assert all(item.data(0, Qt.ItemDataRole.UserRole) is None for item in items_of(dialog.tree))
    dialog.look_in(tmp_path)
    ended(qtbot, dialog)
    assert dialog.note.isVisibleTo(dialog)


def test_figures_are_bars_and_a_sheet(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "统计.xlsx"
    dialog = FiguresDialog(desk, NOTICE, choose=lambda _parent, _start: str(target))
    qtbot.addWidget(dialog)
    ended(qtbot, dialog)
    assert dialog.figures is not None
    bars = dialog.plots.findChildren(Bars)
    assert len(bars) == len(dialog.figures.charts)
    assert sum(count for _, count in bars[0].chart.bars) == dialog.figures.cases
    dialog.sheet.click()
    ended(qtbot, dialog)
    assert load_workbook(target).sheetnames
    dialog.notice.setCurrentIndex((dialog.notice.currentIndex() + 1) % dialog.notice.count())
    ended(qtbot, dialog)
    assert dialog.figures.notice == dialog.notice.currentData()
    target.unlink()
    dialog.show()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.notice, Qt.Key.Key_Return)
    assert not target.exists()


def test_lines_that_need_a_case_or_a_writable_desk_cannot_be_chosen_without(
    window: MainWindow,
) -> None:
    page, further = window.bureau.page, window.bureau.further
    assert page is not None
    assert further is not None
    page.table.clearSelection()
    further.enable()
    off = [one.text() for one in page.frame.more_menu.actions() if not one.isEnabled()]
    assert "打印所选申报…" in off
    assert "与往年对照…" in off
    assert "上报…" not in off


def test_a_version_is_moved_into_a_case_of_its_own_and_back_by_hand(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, further = window.bureau.page, window.bureau.further
    assert page is not None
    assert further is not None
    desk = page.work.desk
    assert desk is not None
    both = next(row for row in desk.cases() if row.versions == 2)
    page.choose(both.id)
    qtbot.waitUntil(lambda: page.panel.versions.count() == 2, timeout=WAIT)
    page.panel.versions.setCurrentRow(0)
    further.moving.menu.aboutToShow.emit()
    own = next(one for one in further.moving.menu.actions() if "另立案卷" in one.text())
    own.trigger()
    qtbot.waitUntil(lambda: len(page.cases.ids) == 4, timeout=WAIT)
    (made,) = page.chosen
    assert (made.versions, made.id) == (1, max(desk.case_ids()))

    def put_back() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, JoinDialog)
        ended(qtbot, dialog)
        assert dialog.tree.topLevelItemCount() == 1
        assert f"{both.id} 号" in dialog.said.text()
        dialog.search.setText("查无此案")
        assert dialog.tree.topLevelItemCount() == 0
        dialog.search.setText(str(both.id))
        qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, put_back)
    further.moving.join()
    qtbot.waitUntil(lambda: len(page.cases.ids) == 3, timeout=WAIT)
    assert [one.id for one in page.chosen] == [both.id]
    assert desk.case(both.id).row.versions == 2
    lines = [page.panel.log.item(at).text() for at in range(page.panel.log.count())]
    qtbot.waitUntil(lambda: any("移入" in one for one in lines) or bool(page.panel.log.count()))


def test_a_cell_is_marked_as_misread_and_taken_back_beside_its_finding(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = window.bureau.page
    assert page is not None
    desk = page.work.desk
    assert desk is not None
    faulty = next(row for row in desk.cases() if row.errors)
    page.choose(faulty.id)
    qtbot.waitUntil(lambda: page.panel.found.count() > 0, timeout=WAIT)
    qtbot.mouseClick(page.panel.misread_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.reading(faulty.current).misread), timeout=WAIT)
    assert desk.case(faulty.id).row.errors < faulty.errors
    found = page.panel.found
    qtbot.waitUntil(lambda: found.current is not None and found.current.misread, timeout=WAIT)
    qtbot.mouseClick(page.panel.misread_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not desk.reading(faulty.current).misread, timeout=WAIT)


def test_who_works_here_is_asked_once_and_stands_by_what_is_done(
    qtbot: QtBot, window: MainWindow
) -> None:
    page, further = window.bureau.page, window.bureau.further
    assert page is not None
    assert page.work.desk is not None
    assert further is not None

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, NameQuestion)
        asked.edit.setText("李 某")
        asked.buttons["yes"].click()

    QTimer.singleShot(0, answer)
    further.name_person()
    case = first_case(page.work.desk)
    page.choose(case)
    page.doings.move(State.ACCEPTED)
    page.work.settle()
    assert page.work.desk.history(case)[-1].person == "李 某"
    page.frame.more_menu.aboutToShow.emit()
    assert "经办人：李 某…" in [one.text() for one in page.frame.more_menu.actions()]
    page.work.desk.person = "root"
    again = Further(page, window.settings.store)  # as at the next start
    assert page.work.desk.person == "李 某"
    again.deleteLater()


def test_the_name_that_a_desk_signs_with_heads_its_papers(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    name_bureau(desk.folder, "示例市经济和信息化局")
    dialog = PapersDialog(desk, settings)
    qtbot.addWidget(dialog)
    assert dialog.to.edits["bureau"].text() == "示例市经济和信息化局"


def test_it_is_said_that_a_large_desk_is_being_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, really = threading.Event(), work._open

    def slowly(folder: Path) -> tuple[Desk, Problem | None]:
        gate.wait(WAIT / 1000)
        return really(folder)

    monkeypatch.setattr(work, "_open", slowly)
    starter = Starter(qtbot, tmp_path / "data")
    window = starter.start()
    note = window.home.note
    window.bureau.open()
    qtbot.waitUntil(lambda: note.isVisible() and "收件台" in note.sentence.text(), timeout=WAIT)
    gate.set()
    qtbot.waitUntil(lambda: window.bureau.page is not None, timeout=WAIT)
    assert note.isHidden()
    starter.end()


def test_forms_stand_in_the_order_of_their_notice() -> None:
    kinds = [(NOTICE, "platform"), (NOTICE, "enterprise"), ("无此通知", "x"), (NOTICE, "project")]
    assert [form for notice, form in sorted(kinds, key=form_place) if notice == NOTICE] == [
        "enterprise", "project", "platform",
    ]  # fmt: skip
