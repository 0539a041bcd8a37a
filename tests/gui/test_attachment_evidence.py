"""Links between a field and a page of an attachment, made and followed from both ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from smdesk.gui.app import prepare
from smdesk.gui.attachments.linking import MaterialDialog, PlaceDialog, link_place
from smdesk.gui.attachments.page import AttachmentsPage
from smdesk.gui.gallery.stage import Stage
from smdesk.gui.sheet.evidence import Clip
from smdesk.gui.sheet.menu import make_menu
from smdesk.gui.sheet.page import TablePage
from smdesk.gui.theme.watch import ThemeKeeper
from smdesk.notices.declaration import EvidenceLink
from smdesk.service.home import add_sample, sample_names

sys.path.insert(0, str(Path(__file__).parent))
from attaching import FIELD, Desk, MakeDesk, desk_maker, five, pdf, png, scan

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> MakeDesk:
    return desk_maker(qtbot, tmp_path)


def answer(kind: type[QDialog], act: Callable[[QDialog], None]) -> None:
    """Do something with the dialog that is asked next."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, kind), shown
        act(shown)

    QTimer.singleShot(0, look)


def test_a_page_is_linked_to_a_field_seen_jumped_to_and_unlinked(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    here = desk(five())
    dialog = here.open(0, 2)
    jumped: list[str] = []
    here.page.jump.connect(jumped.append)

    def choose(shown: QDialog) -> None:
        assert isinstance(shown, PlaceDialog)
        qtbot.keyClicks(shown.field, "frdb")
        qtbot.keyClick(shown.field, Key.Key_Down)
        qtbot.keyClick(shown.field, Key.Key_Up)
        qtbot.keyClick(shown.field, Key.Key_Return)

    answer(PlaceDialog, choose)
    dialog.tools.add_link.click()
    assert here.session.evidence_of(FIELD) == ((0, 2),)
    assert here.session.undo_step == "为“法人代表”关联佐证 审计报告.tif"
    assert "第 2 页" in dialog.status.text
    answer(PlaceDialog, choose)
    dialog.tools.add_link.click()
    assert "已是" in dialog.status.text
    assert "1 处佐证" in dialog.strip.tiles.told(dialog.strip.tiles.tiles[1])
    links = [one for one in dialog.tools.findChildren(QToolButton) if "法人代表" in one.toolTip()]
    go, gone = links[-2:]
    gone.click()
    assert here.session.evidence_of(FIELD) == ()
    qtbot.keyClick(dialog.strip, Key.Key_Z, CTRL)
    assert here.session.evidence_of(FIELD) == ((0, 2),)
    go = [one for one in dialog.tools.findChildren(QToolButton) if one.text() == "法人代表"][-1]
    go.click()
    assert jumped == [FIELD]


@pytest.fixture
def table(desk: MakeDesk, qtbot: QtBot) -> Callable[..., tuple[Desk, TablePage]]:
    def make(*, links: bool, read_only: bool = False) -> tuple[Desk, TablePage]:
        shown = {"evidence": (EvidenceLink(place=FIELD, page=3),)} if links else {}
        here = desk(five(), read_only=read_only, **shown)
        step = here.session.section_of(FIELD)
        assert step is not None
        page = TablePage(here.bridge, step)
        here.bridge.changed.connect(page.show_changes)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        with qtbot.waitExposed(page):
            page.show()
        return here, page

    return make


def clips(page: TablePage) -> list[Clip]:
    return [one for one in page.view.findChildren(Clip) if one.isVisible()]


def test_a_cell_with_evidence_has_a_clip_that_goes_to_the_page(
    table: Callable[..., tuple[Desk, TablePage]], qtbot: QtBot
) -> None:
    here, page = table(links=True)
    (clip,) = clips(page)
    assert page.view.cell_of(page._at[FIELD][0]).rect.contains(clip.geometry())
    assert clip.toolTip() == "佐证：审计报告.tif 第 3 页"
    jumped: list[str] = []
    page.jump.connect(jumped.append)
    qtbot.mouseClick(clip, Qt.MouseButton.LeftButton)
    assert jumped == ["attachments#free?0.3"]
    here.page.go_to(jumped[0])
    qtbot.waitUntil(lambda: here.dialog.count == 5)
    assert here.dialog.strip.currentIndex().row() == 2
    here.session.unlink_evidence(0, 3, FIELD)
    assert clips(page) == []
    here.session.undo()
    assert len(clips(page)) == 1
    here.session.remove_attachment(0)
    assert clips(page) == []


def test_the_menu_of_a_cell_names_its_evidence_and_links_more(
    table: Callable[..., tuple[Desk, TablePage]],
) -> None:
    _, page = table(links=True)
    editor = page.editor(page._at[FIELD][0].key)
    asked: list[str] = []
    page.linking.connect(asked.append)
    menu = make_menu(page, page._deeds, editor)
    assert isinstance(menu, QMenu)
    actions = {one.text(): one for one in menu.actions()}
    assert "查看佐证：审计报告.tif 第 3 页" in actions
    actions["关联佐证材料…"].trigger()
    assert asked == [FIELD]
    menu.deleteLater()


def test_a_page_is_found_and_linked_from_the_field(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five(), ("说明.png", png(scan())))
    told: list[str] = []

    def choose(shown: QDialog) -> None:
        assert isinstance(shown, MaterialDialog)
        qtbot.waitUntil(lambda: shown.tree.topLevelItem(0).childCount() == 5)
        assert shown.chosen == (0, 1)
        for _ in range(2):
            qtbot.keyClick(shown.tree, Key.Key_Down)
        assert shown.chosen == (0, 3)
        qtbot.waitUntil(lambda: all(not one.busy for one in shown._thumbs))
        qtbot.keyClick(shown.tree, Key.Key_Return)

    answer(MaterialDialog, choose)
    assert link_place(here.bridge, here.blobs, FIELD, here.page, told=told.append)
    assert here.session.evidence_of(FIELD) == ((0, 3),)
    assert told == ["已将第 3 页关联到“法人代表”。"]


def test_without_attachments_nothing_can_be_linked(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    dialog = MaterialDialog(here.session, here.blobs, FIELD)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.none.isVisible()
    assert not dialog.main.isEnabled()


def test_of_a_long_pdf_only_what_is_seen_is_drawn_to_be_linked(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    here = desk(("长.pdf", pdf(200)))
    dialog = MaterialDialog(here.session, here.blobs, FIELD)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog._thumbs))
    dialog.tree.expandAll()
    qtbot.waitUntil(lambda: bool(dialog._thumbs[0]._seen) and not dialog._thumbs[0].busy)
    assert len(dialog._thumbs[0]._seen) < 40
    dialog.reject()


def test_in_the_window_links_are_made_at_a_field_and_followed_both_ways(
    qtbot: QtBot, tmp_path: Path
) -> None:
    prepare(QApplication.instance())
    keeper = ThemeKeeper("light")
    stage = Stage(tmp_path, keeper, lambda *_: None)
    with stage.window() as window:
        library = window.desk.library
        assert library is not None
        sample = sample_names()[0]
        with stage.draft(window, add_sample(library, sample.form_id, sample.name)) as page:
            session = page.bridge.session
            place = next(one for one in session.declaration.values if one.startswith("org."))
            page.go_to(place)
            table = page.walk.pages.current
            assert isinstance(table, TablePage)

            def choose(shown: QDialog) -> None:
                assert isinstance(shown, MaterialDialog)
                qtbot.keyClick(shown.tree, Key.Key_Return)

            answer(MaterialDialog, choose)
            table.linking.emit(place)
            assert session.evidence_of(place) == ((0, 1),)
            (clip,) = clips(table)
            qtbot.mouseClick(clip, Qt.MouseButton.LeftButton)
            files = page.walk.pages.current
            assert isinstance(files, AttachmentsPage)
            assert files._pages is not None
            qtbot.waitUntil(lambda: files._pages is not None and files._pages.count == 1)
            files._pages.tools.jump.emit(place)
            assert files._pages is None
            assert page.walk.pages.current is table
    keeper.deleteLater()
