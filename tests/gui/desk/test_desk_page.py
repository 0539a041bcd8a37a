"""The desk as an officer uses it: files in by drop, found, narrowed, moved, opened, gone through."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desk_given import CASES, GIVEN, answer
from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot
from windows import Starter

from smdesk.files import sha256_hex
from smdesk.gui.desk.asking import TextQuestion
from smdesk.gui.desk.cases import CaseModel, Column
from smdesk.gui.desk.matrix import lines_of
from smdesk.gui.desk.merging import MergeDialog
from smdesk.gui.desk.page import LIST, MATRIX, RANKING, DeskPage
from smdesk.gui.desk.ranking import RankingView
from smdesk.gui.main_window import MainWindow
from smdesk.gui.theme.tokens import theme
from smdesk.notices.declaration import canonical_bytes, seal_code
from smdesk.notices.editions import find_edition
from smdesk.service.desk.checking import rules_key
from smdesk.service.desk.facts import choose_case, facts_of
from smdesk.service.desk.findings import found as told
from smdesk.store import search
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Arrived, CaseRow, Place, State
from smdesk.store.models import now


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    starter = Starter(qtbot, tmp_path / "data")
    yield starter.start()
    starter.end()


def opened(qtbot: QtBot, window: MainWindow) -> DeskPage:
    window.bureau.open()
    qtbot.waitUntil(lambda: window.bureau.page is not None, timeout=10_000)
    page = window.bureau.page
    assert page is not None
    qtbot.waitUntil(lambda: not page.figures.running, timeout=10_000)
    return page


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, taken: Path) -> DeskPage:
    shutil.copytree(taken, window.bureau.folder)
    shown = opened(qtbot, window)
    assert len(shown.cases.ids) == CASES
    return shown


def text(page: DeskPage, row: int, column: Column) -> str:
    return str(page.cases.index(row, column).data())


def names(page: DeskPage) -> list[str]:
    return [text(page, row, Column.APPLICANT) for row in range(page.cases.rowCount())]


def choose(page: DeskPage, *rows: int) -> None:
    model = page.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    model.clear()
    for row in rows:
        model.setCurrentIndex(page.cases.index(row, 0), flags.Select | flags.Rows)


def test_every_file_has_its_outcome_and_every_declaration_its_row(
    qtbot: QtBot, window: MainWindow, received: Path
) -> None:
    page = opened(qtbot, window)
    with qtbot.waitSignal(page.work.taken, timeout=60_000):
        page.taking.take([received])
    qtbot.waitUntil(lambda: len(page.cases.ids) == CASES, timeout=10_000)
    batch = page.taking.last
    assert batch is not None
    assert batch.outcomes == {"read": len(GIVEN), "refused": 1}
    refused = next(one for one in batch.receipts if one.outcome == "refused")
    assert refused.problems
    assert page.note.isVisible()
    assert page.frame.count.text() == f"共 {CASES} 份"


def test_where_the_line_is_short_the_count_stands_below_the_views(
    qtbot: QtBot, page: DeskPage
) -> None:
    frame = page.frame
    row = frame.count.parentWidget()
    page.search.setText("hzlx")
    frame.count.setText("1234 份，共 20000 份")
    wide = 700
    for width, below in ((wide, False), (row.minimumSizeHint().width(), True), (wide, False)):
        row.setFixedWidth(width)
        qtbot.waitUntil(
            lambda below=below: (
                (frame.clear.y() > frame.tabs.button(0).geometry().bottom()) is below
            )
        )
        for one in (*frame.tabs.buttons(), frame.count, frame.clear):
            assert one.width() >= one.minimumSizeHint().width()


def test_search_finds_by_pinyin_and_filters_narrow(page: DeskPage) -> None:
    whole = names(page)
    page.search.setText("hzlx")
    assert 0 < len(page.cases.ids) < len(whole)
    assert all("杭州澜岫" in one for one in names(page))
    page.search.clear()
    tree = page.frame.filters
    choice = next(one for (group, _), one in tree.choices.items() if group == "form" and one.deep)
    tree.choose(choice)
    assert len(page.cases.ids) == choice.count
    assert page.frame.clear.isVisible()
    page.clear()
    assert names(page) == whole


def test_a_case_is_moved_with_its_remark_and_the_panel_follows(
    qtbot: QtBot, page: DeskPage
) -> None:
    choose(page, 0)
    case = page.cases.ids[0]
    page.doings.move(State.ACCEPTED)
    qtbot.waitUntil(lambda: _row(page, case).state is State.ACCEPTED)
    answer("缺少 2019 年审计报告")
    page.doings.move(State.RETURNED)
    qtbot.waitUntil(lambda: _row(page, case).state is State.RETURNED)
    assert page.work.desk is not None
    assert page.work.desk.case(case).states[-1].note == "缺少 2019 年审计报告"
    qtbot.waitUntil(lambda: page.panel.state.text() == "已退回")


def test_what_is_sent_back_is_offered_its_letter(
    qtbot: QtBot, page: DeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter is for the case that was sent back, whichever is chosen by then."""
    lettered: list[list[int]] = []

    class Letters:
        lettered: tuple[int, ...] = ()

        def __init__(self, _desk: object, ids: list[int], *_more: object) -> None:
            lettered.append(ids)
            self.send_back = QCheckBox()

        def exec(self) -> int:
            return 0

        def deleteLater(self) -> None:
            self.send_back.deleteLater()

    monkeypatch.setattr("smdesk.gui.desk.papers.LettersDialog", Letters)
    choose(page, 0)
    case = page.cases.ids[0]
    answer("缺少审计报告")
    page.doings.move(State.RETURNED)
    qtbot.waitUntil(page.note.isVisible)
    assert "已退回补正" in page.note.sentence.text()
    choose(page, 1)
    page.note.button.click()
    assert lettered == [[case]]


def test_several_cases_are_moved_at_once(qtbot: QtBot, page: DeskPage) -> None:
    choose(page, 0, 1)
    qtbot.waitUntil(lambda: "2 份" in page.panel.name.text())
    page.doings.move(State.CHECKING)
    qtbot.waitUntil(
        lambda: sum(_row(page, one).state is State.CHECKING for one in page.cases.ids) == 2
    )


def test_a_move_says_what_is_still_open_keeps_the_choice_and_is_taken_back(
    qtbot: QtBot, page: DeskPage
) -> None:
    desk = page.work.desk
    assert desk is not None
    before = {one.id: one.state for one in desk.cases()}
    wrong = sum(one.errors > 0 for one in desk.cases())
    assert wrong
    choose(page, *range(len(page.cases.ids)))
    qtbot.waitUntil(lambda: "份申报" in page.panel.name.text())
    page.panel.move_wanted.emit(State.ACCEPTED)
    qtbot.waitUntil(page.note.isVisible)
    assert "通过初审" in page.note.sentence.text()
    assert f"{wrong} 份还有错误" in page.note.sentence.text()
    assert set(page.chosen_ids) == set(before)
    assert page.table.hasFocus()
    some = page.cases.ids[0]
    desk.move([some], State.CHECKING)
    page.note.button.click()
    qtbot.waitUntil(lambda: "已撤销" in page.note.sentence.text())
    assert "另 1 份" in page.note.sentence.text()
    after = {one.id: one.state for one in desk.cases()}
    assert after == before | {some: State.CHECKING}
    other = next(one for one in before if one != some)
    assert [one.state for one in desk.case(other).states[-2:]] == [State.ACCEPTED, before[other]]


def test_a_finding_is_set_aside_with_a_reason_and_taken_up_again(
    qtbot: QtBot, page: DeskPage
) -> None:
    page.table.horizontalHeader().sectionClicked.emit(int(Column.FOUND))
    page.choose(page.cases.ids[0])
    case = page.cases.ids[0]
    before = _row(page, case).errors
    assert before > 0
    qtbot.waitUntil(lambda: page.panel.found.count() > 0)
    found = page.panel.found
    line = found.current
    assert line is not None
    follows = found.item(found.currentRow() + 1).text()
    answer("申报单位已书面说明情况，附件三可证")
    page.panel.aside_button.click()
    qtbot.waitUntil(lambda: _row(page, case).errors == before - 1)
    qtbot.waitUntil(lambda: found.current is not None and found.current.text == follows)
    desk = page.work.desk
    assert desk is not None
    assert line.key in desk.case(case).dismissals
    page.doings.take_up(line.key)
    qtbot.waitUntil(lambda: _row(page, case).errors == before)


def test_the_matrix_shows_the_cases_of_the_list_and_narrows_to_a_rule(
    qtbot: QtBot, page: DeskPage
) -> None:
    page.frame.show_view(MATRIX)
    qtbot.waitUntil(lambda: page.matrix.cases.ids == page.cases.ids)
    rule = page.matrix.cases.rules[0]
    page.matrix.rule_wanted.emit(rule.rule)
    assert len(page.cases.ids) == rule.cases
    page.frame.show_view(LIST)
    assert len(page.cases.ids) == rule.cases


def test_a_head_of_the_matrix_has_room_for_its_lines_and_says_that_more_follows(
    page: DeskPage,
) -> None:
    header = page.matrix.horizontalHeader()
    small = QFontMetrics(theme().font("small"))
    assert header.sizeHint().height() >= 6 + 20 + 3 * small.lineSpacing() + 4
    text = "研发投入占营业收入的比重与研发费用、营业收入算出的不一致，请核对三处的数字和单位"
    lines = lines_of(text, theme().font("small"), 116)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(small.horizontalAdvance(one) <= 116 for one in lines)
    assert lines_of("短", theme().font("small"), 116) == ["短"]


def test_a_case_is_opened_and_left_by_keys_and_the_list_has_the_keys_after(
    qtbot: QtBot, window: MainWindow, page: DeskPage
) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.waitUntil(page.table.hasFocus)
    for leave in (
        lambda view: qtbot.keyClick(view, Qt.Key.Key_W, ctrl),
        lambda _view: window.bureau.open(),
    ):
        choose(page, 0)
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.bureau.view is not None)
        leave(window.bureau.view)
        qtbot.waitUntil(lambda: window.bureau.view is None)
        assert window.ui.stack.currentWidget() is page
        assert page.table.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_W, ctrl)
    assert window.ui.stack.currentWidget() is window.home


def test_a_case_opens_as_filled_and_cannot_be_changed(
    qtbot: QtBot, window: MainWindow, page: DeskPage
) -> None:
    page.table.setFocus()
    choose(page, 0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    view = window.bureau.view
    assert view is not None
    assert view.bridge.read_only
    assert view.page.bridge.session.declaration == view.case.declaration
    assert not view.case.lacking
    first = view.case.row.id
    view.step_wanted.emit(1)
    assert window.bureau.view is not None
    assert window.bureau.view.case.row.id != first
    window.bureau.back()
    assert window.bureau.shown
    assert window.bureau.view is None


def test_a_choice_that_was_taken_back_bears_no_tick(page: DeskPage) -> None:
    filters = page.frame.filters
    choice = next(one for (group, _), one in filters.choices.items() if group == "district")

    def ticked() -> bool:
        return not filters._items["district", choice.value].icon(0).isNull()

    filters.blockSignals(True)  # no answer of the list makes the lines anew in between
    filters.choose(choice)
    assert ticked()
    filters.drop("district")
    assert not ticked()


def test_a_reason_is_given_with_the_keys_alone_and_never_an_empty_one(qtbot: QtBot) -> None:
    asked = TextQuestion(
        None, "搁置", "理由", "搁置", lambda text: None if text else "desk.no-case"
    )
    qtbot.addWidget(asked)
    asked.show()
    asked.activateWindow()
    qtbot.waitUntil(asked.isActiveWindow)
    qtbot.keyClick(asked.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.isVisible()
    asked.edit.setPlainText("电话核实")
    qtbot.keyClick(asked.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.answer == "yes"
    assert asked.text_given == "电话核实"


def test_the_findings_of_another_case_begin_with_its_first(qtbot: QtBot, page: DeskPage) -> None:
    desk, found = page.work.desk, page.panel.found
    assert desk is not None
    with_many = next(one for one in page.cases.ids if _row(page, one).errors)
    case = desk.case(with_many)
    page.panel.show_case(case, told(desk, case), ())
    found.setCurrentRow(2)
    page.panel.show_case(case, told(desk, case), ())
    assert found.currentRow() == 2, "the same case again"
    other = desk.case(next(one for one in page.cases.ids if one != with_many))
    page.panel.show_case(replace(other, dismissals={}), told(desk, case), ())
    assert found.currentRow() == 0


def test_a_finding_leads_to_its_cell(qtbot: QtBot, window: MainWindow, page: DeskPage) -> None:
    page.table.horizontalHeader().sectionClicked.emit(int(Column.FOUND))
    page.choose(page.cases.ids[0])
    qtbot.waitUntil(lambda: page.panel.found.count() > 0)
    line = page.panel.found.current
    assert line is not None
    page.panel.go_button.click()
    assert window.bureau.view is not None
    assert window.bureau.view.bridge.session.place == line.place
    window.bureau.back()


def test_rows_out_of_view_are_not_fetched(qtbot: QtBot) -> None:
    asked: list[int] = []

    def fetch(ids: object) -> list[CaseRow]:
        asked.extend(ids)  # type: ignore[call-overload]
        return [_made(one) for one in ids]  # type: ignore[attr-defined]

    model = CaseModel(fetch)
    model.show(range(1, 20_001))
    assert model.rowCount() == 20_000
    assert asked == []
    assert str(model.index(9_999, Column.APPLICANT).data()) == "单位 10000"
    assert len(asked) < 200
    asked.clear()
    model.index(10_000, Column.STATE).data()
    assert asked == []


def _row(page: DeskPage, case: int) -> CaseRow:
    assert page.work.desk is not None
    return page.work.desk.case(case).row


def _ranking_of(qtbot: QtBot, page: DeskPage, row: CaseRow) -> RankingView:
    """Put the ranking of a case's type in front."""
    page.frame.show_view(RANKING)
    view = page.ranking
    qtbot.waitUntil(lambda: view.forms.count() > 0)
    view.forms.setCurrentIndex(view.forms.findData(f"{row.notice}/{row.form}"))
    return view


def test_the_ranking_opens_at_the_type_of_the_case_in_hand(qtbot: QtBot, page: DeskPage) -> None:
    view = page.ranking
    kinds: list[tuple[str, str]] = []
    for case in (page.cases.ids[-1], page.cases.ids[0], page.cases.ids[-1]):
        row = _row(page, case)
        kinds.append((row.notice, row.form))
        page.choose(case)
        page.frame.show_view(RANKING)
        qtbot.waitUntil(lambda case=case: case in (*view.rest.cases, *view.ranked.cases))
        assert view.form == kinds[-1]
        page.search.setText("有限公司")
        page.refresh()
        assert not page.frame.clear.isVisible()  # what narrows the list does not narrow this
        page.frame.show_view(LIST)
        assert page.frame.clear.isVisible()
        page.clear()
    assert kinds[0] != kinds[1]


def _made(case: int) -> CaseRow:
    return CaseRow(
        case, "zhejiang-2020", "enterprise", f"单位 {case}", "", "", "330100", "杭州市", (),
        State.RECEIVED, 1, 0, 0, 0, 0, None, case, now(),
    )  # fmt: skip


def test_cases_are_ranked_by_keys_and_the_order_is_kept(qtbot: QtBot, page: DeskPage) -> None:
    desk = page.work.desk
    assert desk is not None
    first = page.cases.ids[0]
    row = _row(page, first)
    others = [_like(desk, first, name) for name in ("甲方示例有限公司", "乙方示例有限公司")]
    view = _ranking_of(qtbot, page, row)
    qtbot.waitUntil(lambda: sorted(view.rest.cases) == sorted([first, *others]))
    for case in (first, *others):
        view.rest.choose([case])
        qtbot.keyClick(view.rest, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda case=case: case in view.ranked.cases)
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == [first, *others])
    view.ranked.choose([others[1]])
    qtbot.keyClick(view.ranked, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    wanted = [first, others[1], others[0]]
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == wanted)
    qtbot.waitUntil(lambda: view.ranked.current == others[1])
    qtbot.keyClick(view.ranked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == [first, others[0]])
    qtbot.waitUntil(lambda: others[1] in view.rest.cases)


def test_several_cases_are_ranked_moved_and_taken_out_together(
    qtbot: QtBot, page: DeskPage
) -> None:
    desk = page.work.desk
    assert desk is not None
    first = page.cases.ids[0]
    row = _row(page, first)
    others = [_like(desk, first, f"{name}示例有限公司") for name in "甲乙丙"]
    desk.put_ranking(row.notice, row.form, [first])
    view = _ranking_of(qtbot, page, row)
    qtbot.waitUntil(lambda: sorted(view.rest.cases) == sorted(others))
    view.rest.setFocus()
    view.rest.selectAll()
    listed = view.rest.cases
    assert page.chosen_ids == listed
    qtbot.keyClick(view.rest, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == [first, *listed])
    a, b, c = listed
    view.ranked.choose([a, c])
    up = (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(view.ranked, *up)
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == [a, first, c, b])
    qtbot.waitUntil(lambda: view.ranked.picked == [a, c])
    qtbot.keyClick(view.ranked, *up)  # the first stays at the end, the other follows it
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == [a, c, first, b])
    qtbot.waitUntil(lambda: view.ranked.picked == [a, c])
    qtbot.keyClick(view.ranked, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == [first, b])


def test_merged_orders_are_moved_by_hand_and_the_bureaus_own_is_in_front_then(
    qtbot: QtBot, page: DeskPage
) -> None:
    desk = page.work.desk
    assert desk is not None
    first = page.cases.ids[0]
    row = _row(page, first)
    others = [_like(desk, first, name) for name in ("甲方示例有限公司", "乙方示例有限公司")]
    desk.put_layer("李某", row.notice, row.form, [*others, first])
    page.refresh()
    view = _ranking_of(qtbot, page, row)
    qtbot.waitUntil(lambda: view.layers.findData("李某") > 0)
    view.layers.setCurrentIndex(view.layers.findData("李某"))
    qtbot.waitUntil(lambda: view.ranked.cases == [*others, first])
    view.ranked.setFocus()
    view.ranked.choose([others[1]])
    assert page.chosen_ids == [others[1]]  # what is done with the chosen one is done with this

    def move_and_take() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MergeDialog)
        assert dialog.order == [*others, first]
        assert dialog.rule.itemText(dialog.rule.count() - 1).startswith("以李某为准")
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(2))
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert dialog.order == [others[0], first, others[1]]
        assert [dialog.tree.topLevelItem(at).text(0) for at in range(3)] == ["1", "2", "3"]  # type: ignore[union-attr]
        assert dialog.by_hand.text()
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(2))  # where Qt leaves it after a drag
        dialog.tree.dropped.emit(first)
        assert dialog.tree.currentItem() is dialog.tree.topLevelItem(1)
        qtbot.keyClick(
            dialog.tree, Qt.Key.Key_Return
        )  # what was ordered by hand is not thrown away

    QTimer.singleShot(0, move_and_take)
    view.merge_button.click()
    wanted = [others[0], first, others[1]]
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == wanted)
    qtbot.waitUntil(lambda: view.layer == "" and view.ranked.cases == wanted)
    assert desk.layers(row.notice, row.form) == {"李某": [*others, first]}


def test_a_case_that_was_dragged_in_is_ranked_where_it_stands(qtbot: QtBot, page: DeskPage) -> None:
    desk = page.work.desk
    assert desk is not None
    first = page.cases.ids[0]
    row = _row(page, first)
    others = [_like(desk, first, name) for name in ("甲方示例有限公司", "乙方示例有限公司")]
    desk.put_ranking(row.notice, row.form, others)
    view = _ranking_of(qtbot, page, row)
    qtbot.waitUntil(lambda: view.rest.cases == [first] and view.ranked.cases == others)
    # As Qt does it: the case stands in the other list, and then this one is told.
    model = view.ranked.model()
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsDropEnabled
    view.ranked.insertItem(1, view.rest.takeItem(0))
    view.ranked.dropped.emit()
    wanted = [others[0], first, others[1]]
    assert view.ranked.cases == wanted
    qtbot.waitUntil(lambda: desk.ranking(row.notice, row.form) == wanted)
    assert view.rest.cases == []


def test_choosing_all_reads_no_row_and_tells_what_all_can_become(
    qtbot: QtBot, page: DeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = page.work.desk
    assert desk is not None
    monkeypatch.setattr("smdesk.gui.desk.page.FEW", 1)
    qtbot.wait(80)
    read: list[int] = []
    monkeypatch.setattr(page, "_fetch", read.extend)
    page.table.selectAll()
    assert page.chosen_ids == page.cases.ids
    qtbot.waitUntil(lambda: page.panel.name.text() == f"已选 {len(page.cases.ids)} 份申报")
    qtbot.waitUntil(lambda: "一起改变状态" in page.panel.facts.text())
    assert read == []


def _like(desk: Desk, case: int, name: str) -> int:
    """Take in another applicant's declaration that says the same; return its case."""
    found = desk.reading(desk.case(case).row.current)
    pack, form = find_edition(found.declaration.form, found.declaration.pack)
    told = found.declaration.with_values({form.applicant: name})
    content = canonical_bytes(told)
    digest = sha256_hex(content)
    facts = replace(facts_of(pack, form, told), code="")
    item = Arrived(
        Place(f"{name}.smdx", 1, 0), digest, "smdx", "read", digest, seal_code(digest), "intact",
        pack.hash, content, {}, (), (), facts, (), rules_key(pack),
    )  # fmt: skip
    (receipt,) = desk.take(desk.start_batch([name]), [item], choose_case, "")
    assert receipt.case is not None
    return receipt.case


def test_a_desk_that_another_holds_is_shown_and_says_so(
    qtbot: QtBot, window: MainWindow, taken: Path
) -> None:
    shutil.copytree(taken, window.bureau.folder)
    with Desk.open(window.bureau.folder):
        page = opened(qtbot, window)
        assert len(page.cases.ids) == CASES
        assert not page.work.writable
        assert page.frame.banner.isVisible()
        assert not page.frame.take_button.isEnabled()


def test_findings_of_an_older_program_are_found_anew_when_the_desk_opens(
    qtbot: QtBot, window: MainWindow, taken: Path
) -> None:
    shutil.copytree(taken, window.bureau.folder)
    with Desk.open(window.bureau.folder) as desk:
        row = max(desk.cases(), key=lambda one: one.errors)
        reading = desk.reading(row.current)
        pack, form = find_edition(reading.declaration.form, reading.declaration.pack)
        desk.put_findings(row.current, (), "older", facts_of(pack, form, reading.declaration))
        assert desk.case(row.id).row.errors == 0
    page = opened(qtbot, window)
    qtbot.waitUntil(lambda: _row(page, row.id).errors == row.errors, timeout=20_000)


def test_the_first_word_of_pinyin_does_not_wait_for_its_readings(
    qtbot: QtBot, window: MainWindow
) -> None:
    search._syllables.cache_clear()
    opened(qtbot, window)
    qtbot.waitUntil(lambda: search._syllables.cache_info().currsize == 1, timeout=20_000)
