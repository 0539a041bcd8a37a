"""The wizard as a person uses it, around plain pages: a real session, a real library."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pytest
from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smdesk.errors import SmdeskError, sentence
from smdesk.files import Files
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard import fit_card
from smdesk.gui.wizard.check_page import CheckPage
from smdesk.gui.wizard.contents_choice import ContentsChoice
from smdesk.gui.wizard.export_page import ExportPage
from smdesk.gui.wizard.finding_row import FindingRow
from smdesk.gui.wizard.makers import Calls, Makers, Services, page_makers
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.wizard.pages import Maker
from smdesk.gui.work import Cancelled, Control
from smdesk.notices.declaration import Declaration, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.notices.models import Kind
from smdesk.packet.fit import fit_finding
from smdesk.rules.findings import Finding
from smdesk.service.samples import faulty_sample, load_sample
from smdesk.service.session.autosave import Autosave, Batch, Outcome
from smdesk.service.session.opening import OpenDraft, new_draft, open_draft, store_batch
from smdesk.store.blobs import Blobs
from smdesk.store.instance import Holder
from smdesk.store.library import Library

FORM = "zhejiang-2020/enterprise"
ENTER = Qt.Key.Key_Return


def _plain() -> ModuleType:
    path = Path(__file__).with_name("plain_page.py")
    spec = importlib.util.spec_from_file_location("plain_page", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PlainPage = _plain().PlainPage


def plain(services: Services, calls: Calls) -> dict[str, Maker]:
    """The tables as plain pages; no narrative, no attachments."""
    makers = page_makers(services, calls)
    table = dict.fromkeys(
        ("cover", "table", "sheet"), lambda step: PlainPage(services.bridge, step.id)
    )
    return table | {part: makers[part] for part in ("check", "export")}


class NowJob(QObject):
    """A job that runs where it is started, told at once; ``at`` is told before each piece."""

    progress = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    at: Callable[[NowJob], None] = staticmethod(lambda _job: None)

    def __init__(self, work: Callable[[Control], Any]) -> None:
        super().__init__()
        self._work = work
        self._control = Control(self._told)

    def _told(self, done: int, total: int, what: str) -> None:
        self.progress.emit(done, total, what)
        NowJob.at(self)

    def start(self) -> None:
        try:
            result = self._work(self._control)
        except Cancelled:
            self.cancelled.emit()
        except Exception as fault:
            self.failed.emit(fault)
        else:
            self.done.emit(result)

    def cancel(self) -> None:
        self._control.cancel()


class Alarm:
    """Autosave's timer under the test's thumb."""

    def __init__(self) -> None:
        self.call: Callable[[], None] | None = None

    def start(self, _seconds: float, call: Callable[[], None]) -> None:
        self.call = call

    def stop(self) -> None:
        self.call = None

    def ring(self) -> None:
        call, self.call = self.call, None
        assert call is not None
        call()


class Desk:
    """One draft of a library open in a wizard."""

    def __init__(
        self,
        qtbot: QtBot,
        library: Library,
        tmp: Path,
        opened: OpenDraft,
        makers: Makers | None = None,
    ) -> None:
        self.library, self.draft = library, opened
        self.session = opened.session
        self.bridge = SessionBridge(self.session)
        self.alarm = Alarm()
        self.fault: Exception | None = None
        self.autosave = Autosave(
            self.session, self._save, self.alarm, revision=opened.revision, saved=opened.saved,
            summary=opened.summary, tell=self.bridge.saving.emit,
        )  # fmt: skip
        self.opened_folders: list[str] = []
        self.settings = QSettings(str(tmp / "settings.ini"), QSettings.Format.IniFormat)
        self.settings.setValue("export/folder", str(tmp / "out"))
        services = Services(
            self.bridge, library.blobs, self.settings, NowJob,
            choose_folder=lambda _parent, _start: str(tmp / "chosen"),
            open_folder=lambda path: not self.opened_folders.append(path),
        )  # fmt: skip
        self.wizard = WizardPage(services, self.autosave, makers=makers or plain)
        qtbot.addWidget(self.wizard)
        self.bot = qtbot
        self.wizard.resize(1440, 900)
        self.wizard.show()
        qtbot.waitExposed(self.wizard)
        self.wizard.activateWindow()
        QApplication.processEvents()

    def _save(self, batch: Batch, told: Callable[[Outcome], None]) -> None:
        if self.fault is not None:
            raise self.fault
        told(store_batch(self.library, self.draft.id, batch))

    # -- what a person does --------------------------------------------------------------------

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def place(self) -> str:
        """The address of the line that has the focus."""
        page = self.wizard.walk.pages.current
        return next(one for one, line in page.lines.items() if line is self.focus)

    def go(self, place: str) -> None:
        self.wizard.go_to(place)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type over what is there: ASCII by keys, the rest as an input method commits it."""
        self.focus.selectAll()
        if text.isascii():
            self.bot.keyClicks(self.focus, text)
            return
        for word in (text[:2], text[2:]):
            commit = QInputMethodEvent()
            commit.setCommitString(word)
            QApplication.sendEvent(self.focus, commit)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        self.bot.keyClick(self.focus, key, modifier)
        QApplication.processEvents()

    def control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def cards(self) -> dict[str, Any]:
        return self.wizard.findings.cards


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data", person="王芳") as opened:
        yield opened


@pytest.fixture
def fresh(qtbot: QtBot, library: Library, tmp_path: Path) -> Desk:
    return Desk(qtbot, library, tmp_path, new_draft(library, FORM))


def stored(library: Library, sample: tuple[Declaration, Files]) -> int:
    declaration, files = sample
    for one in declaration.attachments:
        library.blobs.put(files(one.sha256))
    for block in declaration.narrative.blocks:
        if block.type == "picture":
            library.blobs.put(files(block.sha256))
    return library.create(declaration, "样例")


@pytest.fixture
def faulty(qtbot: QtBot, library: Library, tmp_path: Path) -> Desk:
    return Desk(qtbot, library, tmp_path, open_draft(library, stored(library, faulty_sample())))


@pytest.fixture(scope="session")
def good_sample() -> tuple[Declaration, Files]:
    return load_sample(FORM)


@pytest.fixture
def good(qtbot: QtBot, library: Library, tmp_path: Path, good_sample: Any) -> Desk:
    return Desk(qtbot, library, tmp_path, open_draft(library, stored(library, good_sample)))


# ---- steps ----


def test_steps_are_walked_by_keyboard_in_printed_order(fresh: Desk) -> None:
    seen = [fresh.wizard.step]
    for _ in range(10):
        fresh.control(Qt.Key.Key_PageDown)
        seen.append(fresh.wizard.step)
    assert list(dict.fromkeys(seen)) == [
        "cover", "table/basic", "table/operation", "table/content", "sheet", "check", "export",
    ]  # fmt: skip
    fresh.control(Qt.Key.Key_PageUp)
    assert fresh.wizard.step == "check"


def test_a_step_is_entered_at_the_place_where_it_was_left(fresh: Desk) -> None:
    fresh.go("finance.tax[2018]")
    fresh.control(Qt.Key.Key_PageUp)
    fresh.control(Qt.Key.Key_PageDown)
    assert fresh.place == "finance.tax[2018]"


def test_the_wizard_opens_at_the_place_where_the_draft_was_left(
    qtbot: QtBot, library: Library, tmp_path: Path, fresh: Desk
) -> None:
    fresh.go("finance.revenue[2019]")
    fresh.type("3200")
    assert fresh.autosave.flush()
    again = Desk(qtbot, library, tmp_path, open_draft(library, fresh.draft.id))
    assert (again.wizard.step, again.place) == ("table/operation", "finance.revenue[2019]")


def test_pages_are_made_when_they_are_first_shown(fresh: Desk) -> None:
    assert [one.step for one in fresh.wizard.walk.pages] == ["cover"]
    fresh.control(Qt.Key.Key_PageDown)
    assert [one.step for one in fresh.wizard.walk.pages] == ["cover", "table/basic"]


def test_the_rail_says_state_progress_and_counts_in_words(faulty: Desk) -> None:
    rail = faulty.wizard.frame.rail
    rows = [rail.model().index(row, 0) for row in range(rail.model().rowCount())]
    spoken = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert spoken[0] == "封面，有错误，已填 2 项，共 2 项，错误 1 条，核实 1 条"
    assert spoken[-2:] == ["检查", "导出"]


def test_the_rail_is_worked_by_arrows_and_enter(fresh: Desk) -> None:
    rail = fresh.wizard.frame.rail
    rail.setFocus()
    fresh.press(Qt.Key.Key_Down)
    assert (fresh.wizard.step, fresh.focus) == ("table/basic", rail)
    fresh.press(ENTER)
    assert fresh.place == "org.name"


# ---- findings ----


def test_a_finding_shows_once_its_field_is_left(fresh: Desk) -> None:
    fresh.go("org.postcode")
    fresh.type("3111")
    assert fresh.cards() == {}
    fresh.press(Qt.Key.Key_Tab)
    assert [one.finding.rule for one in fresh.cards().values()] == ["format.postcode"]
    assert fresh.wizard.frame.side.tabs.tabText(0) == "问题 1"


def test_enter_on_a_finding_puts_the_focus_in_its_field(faulty: Desk) -> None:
    faulty.go("org.name")
    card = faulty.cards()["condition-no-accident@condition.no_accident"]
    card.setFocus()
    faulty.press(ENTER)
    assert (faulty.wizard.step, faulty.place) == ("sheet", "condition.no_accident")


def test_a_click_on_a_finding_goes_there_too(faulty: Desk) -> None:
    card = faulty.cards()["format.email@contact.email"]
    faulty.bot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert faulty.place == "contact.email"


def test_arrows_walk_the_findings_across_steps(faulty: Desk) -> None:
    order = list(faulty.session.visible_findings())
    faulty.cards()[order[0].key].setFocus()
    for one in order[1:5]:
        faulty.press(Qt.Key.Key_Down)
        assert faulty.focus is faulty.cards()[one.key]


def test_f8_goes_from_finding_to_finding_and_round(faulty: Desk) -> None:
    steps = faulty.wizard.walk.steps
    found = [one.addresses[0] for one in faulty.session.visible_findings()]
    places = [one for one in found if "#" not in one and faulty.session.section_of(one) in steps]
    faulty.go(places[0])
    faulty.press(Qt.Key.Key_F8)
    assert faulty.place == places[1]
    faulty.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    faulty.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert faulty.place == places[-1]


def test_a_level_can_be_filtered_out_and_comes_back_on_a_jump(faulty: Desk) -> None:
    hints = [card for card in faulty.cards().values() if card.finding.level == "hint"]
    faulty.wizard.findings.filters["hint"].click()
    assert all(card.isHidden() for card in hints)
    faulty.wizard.go_to(hints[0].finding.addresses[0])
    assert not any(card.isHidden() for card in hints)


def test_of_hundreds_of_findings_a_part_is_listed_and_the_others_are_asked_for(
    fresh: Desk,
) -> None:
    """A card costs milliseconds; all of them at once kept the window from answering."""
    panel, session = fresh.wizard.findings, fresh.session
    lines = tuple(Paragraph(runs=(Run(text=f"{one}：利润XX元。"),)) for one in range(70))
    fresh.wizard.bridge.do(lambda: session.set_narrative(Narrative(blocks=lines)))
    QApplication.processEvents()
    every = [one.key for one in session.visible_findings()]
    assert len(every) > 60
    assert list(panel.cards) == every[:60]
    assert panel.more.accessibleName() == f"还有 {len(every) - 60} 条，继续列出"
    panel.more.click()
    assert list(panel.cards) == every
    assert panel.more.isHidden()


def test_a_finding_that_is_not_listed_yet_is_listed_when_one_comes_to_it(fresh: Desk) -> None:
    panel, session = fresh.wizard.findings, fresh.session
    lines = tuple(Paragraph(runs=(Run(text=f"{one}：利润XX元。"),)) for one in range(70))
    fresh.wizard.bridge.do(lambda: session.set_narrative(Narrative(blocks=lines)))
    QApplication.processEvents()
    last = session.visible_findings()[-1].key
    assert last not in panel.cards
    panel.reveal(last)
    assert not panel.cards[last].isHidden()


def test_a_computed_fix_is_one_click_and_one_step(faulty: Desk) -> None:
    card = faulty.cards()["format.money-unit@finance.revenue[2018]"]
    assert card.fix.accessibleName() == "填入 18674.25"
    card.fix.click()
    assert faulty.session.value("finance.revenue[2018]") == "18674.25"
    assert faulty.place == "finance.revenue[2018]"
    assert faulty.wizard.history.undo.text().startswith("撤销 将 营业收入")
    assert "format.money-unit@finance.revenue[2018]" not in faulty.cards()


def test_a_mere_assurance_is_refused_while_typing_and_a_reason_is_taken(faulty: Desk) -> None:
    key = "debt-ratio@finance.debt_ratio[2019]"
    field = faulty.cards()[key].reason
    field.editor.setFocus()
    faulty.type("核实无误")
    assert field.refusal.isVisible()
    faulty.press(Qt.Key.Key_Tab)
    assert field.refusal.isVisible()
    assert not faulty.session.finding(key).answered
    field.editor.setFocus()
    faulty.type("二期厂房贷款集中到位，当年已签订增资协议")
    assert not field.refusal.isVisible()
    faulty.press(ENTER)
    assert faulty.session.finding(key).answered
    assert faulty.wizard.history.undo.text().startswith("撤销 说明 资产负债率")


def test_undo_in_a_reason_is_the_sessions_undo(faulty: Desk) -> None:
    key = "debt-ratio@finance.debt_ratio[2019]"
    field = faulty.cards()[key].reason
    field.editor.setFocus()
    faulty.type("厂房贷款集中到位")
    faulty.control(Qt.Key.Key_Z)
    assert field.editor.toPlainText() == ""
    assert faulty.session.finding(key).reason is None


def test_an_undo_that_takes_the_finding_away_does_not_edit_from_its_reason(fresh: Desk) -> None:
    fresh.go("contact.fax")
    fresh.type("55550")
    fresh.press(Qt.Key.Key_Tab)
    (card,) = fresh.cards().values()
    card.reason.editor.setFocus()
    fresh.control(Qt.Key.Key_Z)
    assert fresh.cards() == {}
    assert fresh.session.value("contact.fax") == ""


# ---- clauses ----


def test_the_clause_tab_follows_the_focus_in_the_notices_words(fresh: Desk) -> None:
    fresh.wizard.frame.open_panel("clause")
    fresh.go("condition.registered")
    clause = fresh.session.pack.clauses["common.1"]
    shown = [one.text() for one in fresh.wizard.clauses.findChildren(QLabel)]
    assert clause.text in shown
    assert any(clause.place in one and "浙经信服务" in one for one in shown)


def test_a_findings_clause_opens_from_its_card(faulty: Desk) -> None:
    card = faulty.cards()["debt-ratio@finance.debt_ratio[2019]"]
    card._follow("#clause")
    assert faulty.wizard.frame.side.current == "clause"
    shown = [one.text() for one in faulty.wizard.clauses.findChildren(QLabel)]
    assert card.finding.clause.text in shown


# ---- undo, saving, the bar ----


def test_undo_and_redo_name_their_step_and_go_to_its_place(fresh: Desk) -> None:
    fresh.go("finance.revenue[2019]")
    fresh.type("3200")
    fresh.press(Qt.Key.Key_Tab)
    fresh.go("org.name")
    undo, redo = fresh.wizard.history.undo, fresh.wizard.history.redo
    assert undo.text() == "撤销 填写 营业收入（万元） 2019年"
    assert "Ctrl+Z" in undo.toolTip()
    fresh.control(Qt.Key.Key_Z)
    assert (fresh.place, fresh.session.value("finance.revenue[2019]")) == (
        "finance.revenue[2019]",
        "",
    )
    assert fresh.wizard.frame.help.name.full_text() == "营业收入（万元） 2019年"
    assert not undo.isEnabled()
    assert redo.text() == "重做 填写 营业收入（万元） 2019年"
    note = fresh.wizard.frame.bar.note
    assert note.full_text() == "已撤销：填写 营业收入（万元） 2019年"
    fresh.control(Qt.Key.Key_Y)
    assert fresh.session.value("finance.revenue[2019]") == "3200"
    assert note.full_text() == "已重做：填写 营业收入（万元） 2019年"
    fresh.type("5")
    assert note.full_text() == ""  # another edit came: that step is no longer the last


def test_the_bar_says_when_all_was_saved(fresh: Desk, library: Library) -> None:
    fresh.go("org.name")
    fresh.type("杭州示例泵业有限公司")
    bar = fresh.wizard.frame.bar
    assert "尚未保存" in bar.saved.full_text()
    fresh.alarm.ring()
    assert bar.saved.full_text().startswith("已保存")
    assert library.load(fresh.draft.id).declaration.values["org.name"] == "杭州示例泵业有限公司"


def test_a_failed_save_is_said_and_can_be_tried_again(fresh: Desk) -> None:
    fresh.fault = SmdeskError("files.disk-full", file="a", folder="b")
    fresh.go("org.name")
    fresh.type("杭州示例泵业有限公司")
    fresh.alarm.ring()
    bar = fresh.wizard.frame.bar
    assert "磁盘空间不足" in bar.saved.full_text()
    assert bar.retry.isVisible()
    fresh.fault = None
    bar.retry.click()
    assert bar.saved.full_text().startswith("已保存")
    assert not bar.retry.isVisible()


def test_a_converted_unit_is_told_in_passing(fresh: Desk) -> None:
    fresh.go("finance.revenue[2019]")
    fresh.type("3亿元")
    fresh.press(Qt.Key.Key_Tab)
    assert fresh.wizard.frame.bar.note.full_text() == "“3亿元”已换算为 30000 万元"


def test_characters_of_a_text_are_counted_against_its_limit(
    qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    desk = Desk(qtbot, library, tmp_path, new_draft(library, "zhejiang-2020/platform"))
    fields = {
        one: field
        for section in desk.session.progress.sections
        for one in desk.session.places(section.id)
        if (field := desk.session.field(one)) is not None and field.limit
    }
    address, field = next(iter(fields.items()))
    desk.go(address)
    desk.session.set_value(address, "𠮷" * (field.limit + 2), final=False)
    assert f"{field.limit + 2} / {field.limit} 字，超出 2 字" in desk.wizard.frame.bar.count.text()


def test_the_scale_is_the_same_on_every_sheet_and_is_remembered(
    qtbot: QtBot, library: Library, tmp_path: Path, fresh: Desk
) -> None:
    fresh.control(Qt.Key.Key_Equal)
    assert fresh.wizard.walk.pages.current.percent == 110
    fresh.control(Qt.Key.Key_PageDown)
    assert fresh.wizard.walk.pages.current.percent == 110
    again = Desk(qtbot, library, tmp_path, new_draft(library, FORM))
    assert again.wizard.walk.pages.current.percent == 110


def test_the_search_for_a_field_opens_from_every_step(fresh: Desk) -> None:
    fresh.wizard.show_step("export")
    fresh.control(Qt.Key.Key_F)
    assert fresh.wizard.step == "table/basic"
    assert fresh.wizard.walk.pages.current.found == 1


# ---- the panel ----


def test_below_1180_px_the_panel_is_a_drawer_that_goes_when_work_goes_on(faulty: Desk) -> None:
    frame = faulty.wizard.frame
    assert frame.side.isVisible()
    width = frame.stack.width()
    faulty.wizard.resize(1100, 760)
    QApplication.processEvents()
    assert not frame.side.isVisible()
    frame.open_panel("findings")
    assert frame.side.isVisible()
    drawer = frame.side.geometry()
    assert drawer.right() < frame.width() - frame.strip.width() + 1
    assert frame.stack.width() == 1100 - 220 - frame.strip.width() != width
    faulty.bot.mouseClick(faulty.cards()["format.email@contact.email"], Qt.MouseButton.LeftButton)
    assert not frame.side.isVisible()
    assert faulty.place == "contact.email"


def test_a_folded_panel_stays_folded_the_next_time(
    qtbot: QtBot, library: Library, tmp_path: Path, fresh: Desk
) -> None:
    fresh.press(Qt.Key.Key_F9)
    assert not fresh.wizard.frame.side.isVisible()
    again = Desk(qtbot, library, tmp_path, new_draft(library, FORM))
    assert not again.wizard.frame.side.isVisible()
    assert again.wizard.frame.strip.isVisible()


def test_f9_shows_the_panel_and_leaves_the_typing_in_its_cell(fresh: Desk) -> None:
    fresh.go("org.name")
    cell = QApplication.focusWidget()
    for shown in (False, True):
        fresh.press(Qt.Key.Key_F9)
        assert fresh.wizard.frame.side.isVisible() is shown
        assert QApplication.focusWidget() is cell


def test_folding_a_panel_with_the_focus_leads_back_to_the_cell(fresh: Desk) -> None:
    fresh.go("org.name")
    cell = QApplication.focusWidget()
    fresh.wizard.frame.open_panel()
    assert fresh.wizard.frame.side.isAncestorOf(QApplication.focusWidget())
    fresh.press(Qt.Key.Key_F9)
    assert QApplication.focusWidget() is cell


def test_a_long_code_in_a_finding_makes_no_card_wider_than_the_panel(fresh: Desk) -> None:
    fresh.go("contact.email")
    fresh.type("x" * 90)
    fresh.press(Qt.Key.Key_Tab)
    fresh.wizard.show_step("check")
    card = fresh.cards()["format.email@contact.email"]
    assert card.minimumSizeHint().width() < fresh.wizard.frame.side.width() - 30


# ---- check ----


def test_entering_the_check_shows_what_no_one_touched(fresh: Desk) -> None:
    assert fresh.session.visible_findings() == ()
    fresh.wizard.show_step("check")
    assert fresh.session.asked
    assert len(fresh.session.visible_findings()) == len(fresh.session.findings) > 20


def test_a_missing_value_and_a_finding_of_the_check_are_jumps(faulty: Desk) -> None:
    faulty.wizard.show_step("check")
    page = faulty.wizard.walk.pages.current
    assert isinstance(page, CheckPage)
    row = next(one for one in page.rows if one.finding.rule == "format.mobile")
    row.click()
    assert faulty.place == "contact.mobile"
    faulty.wizard.show_step("check")
    links = [one for one in page.findChildren(QLabel) if "org.legal_person" in one.text()]
    links[0].linkActivated.emit("org.legal_person")
    assert faulty.place == "org.legal_person"


def test_the_check_says_when_the_final_files_can_be_exported(good: Desk) -> None:
    good.wizard.show_step("check")
    assert good.wizard.walk.pages.current.verdict.sentence.text() == "可以导出正式稿。"


def test_the_check_says_that_an_export_stops_at_a_file_that_is_gone(
    good: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = good.session.declaration.attachments[0].name
    lost = fit_finding("fit.lost", "error", "attachments#licence", label=name)
    monkeypatch.setattr(fit_card, "fit_of", lambda *_given: (lost,))
    good.wizard.show_step("check")
    page = good.wizard.walk.pages.current
    assert isinstance(page, CheckPage)
    assert page.verdict.sentence.text() == sentence("wizard.files-lost", count=1)


def test_the_check_tells_what_paper_cannot_hold_and_jumps_there(good: Desk) -> None:
    good.session.set_value("org.legal_person", "王\ue123")
    good.wizard.show_step("check")
    page = good.wizard.walk.pages.current
    assert isinstance(page, CheckPage)
    row = next(one for one in page.fit.rows if one.finding.rule == "fit.glyph")
    row.click()
    assert good.place == "org.legal_person"


def test_a_finding_about_no_place_takes_no_focus(good: Desk) -> None:
    row = FindingRow(
        good.session, Finding("fit.face", "hint", (), "本机没有“仿宋”。", mark="faces")
    )
    assert row.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert row.accessibleName() == "提示，本机没有“仿宋”。"


def test_the_export_page_shows_a_few_of_what_does_not_fit_and_leads_to_all(good: Desk) -> None:
    form = good.session.form
    texts = [one.address for one in form.field if one.kind in {Kind.TEXT, Kind.LONG_TEXT}]
    good.session.set_values(dict.fromkeys(texts[:6], "内容\ue123"))
    page = export_page(good)
    assert page.fit.isVisible()
    assert len(page.fit.rows) == 4 < len(page.fit.findings)
    page.fit._more.click()
    current = good.wizard.walk.pages.current
    assert isinstance(current, CheckPage)
    assert len(current.fit.rows) == len(page.fit.findings)


# ---- export ----


def export_page(desk: Desk) -> ExportPage:
    desk.wizard.show_step("export")
    page = desk.wizard.walk.pages.current
    assert isinstance(page, ExportPage)
    return page


def test_the_final_export_is_refused_with_its_reason_while_errors_stand(faulty: Desk) -> None:
    page = export_page(faulty)
    assert not page.final.isEnabled()
    assert page.draft.isChecked()
    assert "改正后才能导出正式稿" in page.reason.text()
    levels = [row.finding.level for row in page.rows]
    assert levels == sorted(levels)
    assert set(levels) == {"check", "error"}
    page.rows[0].click()
    assert faulty.place == page.rows[0].finding.addresses[0]


def test_a_draft_is_exported_while_errors_stand(faulty: Desk, tmp_path: Path) -> None:
    page = export_page(faulty)
    for name in ("pdf", "xlsx", "package"):
        page.formats[name].setChecked(False)
    assert page.go.accessibleName() == "导出草稿：Word"
    page.go.click()
    (written,) = (tmp_path / "out").iterdir()
    assert written.name.endswith("_草稿.docx")
    assert faulty.session.progress.state == "errors"


def test_contents_are_exported_where_they_are_chosen_and_the_choice_stays(
    faulty: Desk, tmp_path: Path
) -> None:
    page = export_page(faulty)
    for name in ("pdf", "xlsx", "package"):
        page.formats[name].setChecked(False)
    assert page.contents.wanted == "auto"
    page.contents.setFocus()
    faulty.press(Qt.Key.Key_Down)
    page.go.click()
    (written,) = (tmp_path / "out").iterdir()
    assert "目　录" in [one.text for one in docx.Document(str(written)).paragraphs]
    again = ContentsChoice(page._settings)
    faulty.bot.addWidget(again)
    assert again.wanted == "yes"


def test_a_final_export_writes_all_formats_and_marks_the_draft(good: Desk, tmp_path: Path) -> None:
    page = export_page(good)
    assert page.final.isChecked()
    page.go.click()
    suffixes = sorted(one.suffix for one in (tmp_path / "out").iterdir())
    assert suffixes == [".docx", ".pdf", ".smdx", ".xlsx", ".xlsx"]
    assert good.session.progress.state == "exported"
    assert page.report.isVisible()
    good.press(Qt.Key.Key_Space)
    assert good.opened_folders == [str(tmp_path / "out")]
    good.alarm.ring()
    assert good.library.load(good.draft.id).summary.state == "exported"


def test_a_stopped_export_writes_nothing(
    good: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NowJob, "at", staticmethod(lambda job: job.cancel()))
    page = export_page(good)
    page.go.click()
    assert not (tmp_path / "out").exists()
    assert good.session.progress.state == "ready"
    assert page.go.isVisible()


def test_while_files_are_written_the_focus_is_on_stop_and_nothing_else_can_be_begun(
    good: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = export_page(good)
    seen: list[tuple[bool, ...]] = []

    def look(job: NowJob) -> None:
        others = (page.print, page.into, page.sign)
        seen.append((page.stop.hasFocus(), *(one.isEnabled() for one in others)))
        job.cancel()

    monkeypatch.setattr(NowJob, "at", staticmethod(look))
    page.go.setFocus()
    good.press(Qt.Key.Key_Space)
    assert seen == [(True, False, False, False)]
    assert page.go.hasFocus()
    assert page.print.isEnabled()


def test_a_file_that_is_held_can_be_written_under_another_name(
    good: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smdesk.service import export as exporting

    real = exporting.write_together

    def held(files: Any) -> None:
        wanted = list(files)
        for path, _ in wanted:
            if "（2）" not in path.name:
                raise SmdeskError("files.target-held", file=path.name)
        real(wanted)

    monkeypatch.setattr(exporting, "write_together", held)
    page = export_page(good)
    for name in ("pdf", "xlsx", "package"):
        page.formats[name].setChecked(False)
    page.go.click()
    assert page.report.name is not None
    assert page.report.name.hasFocus()
    good.press(ENTER)
    (written,) = (tmp_path / "out").iterdir()
    assert written.stem.endswith("（2）")


def test_a_fault_of_the_program_is_said_and_nothing_is_marked(
    good: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smdesk.service import export as exporting

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(exporting, "build_packet", broken)
    page = export_page(good)
    page.go.click()
    assert page.report.isVisible()
    assert good.session.progress.state == "ready"


def test_a_folder_is_chosen_and_remembered(good: Desk, tmp_path: Path) -> None:
    page = export_page(good)
    page._browse.click()
    assert page.folder.text() == str(tmp_path / "chosen")
    for name in ("pdf", "xlsx", "package"):
        page.formats[name].setChecked(False)
    page.go.click()
    assert str(good.settings.value("export/folder")) == str(tmp_path / "chosen")
    assert str(good.settings.value("export/formats")) == "docx"


# ---- read-only ----


def test_a_read_only_draft_says_who_edits_and_takes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    declaration, _ = faulty_sample()
    pack, form = find_form(declaration.form)
    from smdesk.service.session import DraftSession

    session = DraftSession(pack, form, declaration)
    bridge = SessionBridge(session, read_only=True)
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    services = Services(bridge, Blobs(tmp_path / "blobs"), settings, NowJob)
    holder = Holder(7, "PC", "王芳", "2020-09-23T14:03:00+08:00")
    wizard = WizardPage(services, None, holder=holder, makers=plain)
    qtbot.addWidget(wizard)
    wizard.resize(1440, 900)
    wizard.show()
    QApplication.processEvents()
    said = wizard.frame.banner.sentence.text()
    assert "王芳" in said
    assert "14:03" in said
    cards = wizard.findings.cards.values()
    assert all(card.fix.isHidden() for card in cards)
    assert all(card.reason.editor.isReadOnly() for card in cards if card.reason)
    assert not wizard.history.undo.isEnabled()


# ---- pages behind, and the real pages ----


def test_a_page_behind_shows_every_change_when_it_comes_to_the_front(fresh: Desk) -> None:
    fresh.go("finance.tax[2018]")
    page = fresh.wizard.walk.pages.current
    fresh.go("org.name")
    fresh.session.set_value("finance.revenue[2018]", "3200")
    fresh.session.set_value("finance.tax[2019]", "12")
    assert page.lines["finance.tax[2019]"].text() == ""
    fresh.wizard.show_step("table/operation")
    assert page.lines["finance.tax[2019]"].text() == "12"
    assert page.lines["finance.revenue[2018]"].text() == "3200"


@pytest.mark.parametrize("form", ["enterprise", "project", "platform"])
def test_every_step_of_every_form_opens_and_takes_the_focus(
    qtbot: QtBot, library: Library, tmp_path: Path, form: str
) -> None:
    draft = new_draft(library, f"zhejiang-2020/{form}")
    desk = Desk(qtbot, library, tmp_path, draft, makers=page_makers)
    walk = desk.wizard.walk
    sections = [one.id for one in draft.session.progress.sections]
    assert walk.steps == [*sections, "check", "export"]
    for step in walk.steps:
        desk.wizard.show_step(step)
        QApplication.processEvents()
        assert walk.pages.current.step == step
        assert walk.pages.current.isAncestorOf(desk.focus)
    desk.wizard.end()


def test_keys_lead_over_the_end_of_a_table_page_to_the_next(
    qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    desk = Desk(qtbot, library, tmp_path, new_draft(library, FORM), makers=page_makers)
    desk.go(desk.session.places("table/basic")[-1])
    desk.press(Qt.Key.Key_Tab)
    assert desk.wizard.step == "table/operation"
    assert desk.session.place == desk.session.places("table/operation")[0]
    desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.session.place == desk.session.places("table/basic")[-1]
    desk.wizard.end()


def test_a_declaration_is_typed_undone_and_redone_in_the_real_table(
    qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    desk = Desk(qtbot, library, tmp_path, new_draft(library, FORM), makers=page_makers)
    desk.go("finance.revenue[2017]")
    for text in ("15832.6", "18674.25", "2.2亿元"):
        desk.type(text)
        desk.press(Qt.Key.Key_Tab)
    years = [desk.session.value(f"finance.revenue[{year}]") for year in (2017, 2018, 2019)]
    assert years == ["15832.6", "18674.25", "22000"]
    for _ in years:
        desk.control(Qt.Key.Key_Z)
    assert not any(desk.session.value(f"finance.revenue[{year}]") for year in (2017, 2018, 2019))
    assert desk.session.place == "finance.revenue[2017]"
    for _ in years:
        desk.control(Qt.Key.Key_Y)
    assert desk.session.value("finance.revenue[2019]") == "22000"
    desk.wizard.end()
