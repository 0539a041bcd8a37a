"""The attachments page as a person uses it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QThreadPool, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smdesk.errors import SmdeskError
from smdesk.gui.attachments.files import Copies, shown_size
from smdesk.gui.attachments.order import index_at, moved_to
from smdesk.gui.attachments.page import AttachmentsPage
from smdesk.gui.attachments.row import FileRow, icon_of, row_mime
from smdesk.gui.attachments.told import ToldDialog
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.theme import icons
from smdesk.notices.declaration import Attachment, Declaration
from smdesk.notices.loader import find_form
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession
from smdesk.store.blobs import Blobs

FORM = "zhejiang-2020/enterprise"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class FullDisk(Blobs):
    """A store that cannot write."""

    def put(self, data: bytes) -> str:
        raise SmdeskError("files.disk-full", file="blobs", folder="data")


def picture(path: Path, colour: str = "white", size: tuple[int, int] = (1654, 2339)) -> Path:
    out = io.BytesIO()
    Image.new("L" if colour == "white" else "RGB", size, colour).save(out, "PNG")
    path.write_bytes(out.getvalue())
    return path


class Desk:
    """A page on a session, with what a person sees and does."""

    def __init__(self, session: DraftSession, blobs: Blobs, bot: QtBot, *, read_only: bool) -> None:
        self.session, self.blobs, self.bot = session, blobs, bot
        self.chosen: Sequence[Path] = ()
        self.viewed: list[Path] = []
        self.bridge = bridge = SessionBridge(session, read_only=read_only)
        self.page = AttachmentsPage(
            bridge, blobs, choose=self._choose, view=self._view,
            clock=lambda: datetime(2020, 9, 23, 14, 3, 22, tzinfo=UTC),
        )  # fmt: skip
        bridge.changed.connect(self.page.show_changes)

    def _choose(self, _parent: QWidget, _title: str) -> Sequence[Path]:
        return self.chosen

    def _view(self, path: Path) -> bool:
        self.viewed.append(path)
        return path.suffix != ".doc"

    @property
    def names(self) -> list[str]:
        return [one.name for one in self.session.declaration.attachments]

    def shown(self, slot: str) -> list[str]:
        group = self.page.groups[slot]
        return [row.one.name for row in group.rows if row.one]

    def row(self, name: str) -> FileRow:
        rows = [row for group in self.page.groups.values() for row in group.rows]
        return next(row for row in rows if row.one and row.one.name == name)

    def add(self, slot: str, *paths: Path) -> None:
        self.chosen = paths
        self.page.groups[slot].add_button.click()
        self.settle()

    def settle(self) -> None:
        self.bot.waitUntil(lambda: not self.page.status.busy)

    def drop(self, slot: str, mime: QMimeData, at: int = 0) -> None:
        group = self.page.groups[slot]
        rows = group.rows
        y = rows[at].y() + 2 if at < len(rows) else group.height() - 4
        action = Qt.DropAction.CopyAction
        event = QDropEvent(
            QPointF(40, y), action, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        group.dropEvent(event)
        self.settle()


MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeDesk]:
    QGuiApplication.clipboard().clear()
    made: list[Desk] = []

    def make(
        *files: Attachment,
        sample: bool = False,
        read_only: bool = False,
        store: type[Blobs] = Blobs,
        kept: bool = True,
    ) -> Desk:
        pack, form = find_form(FORM)
        declaration = Declaration(form=FORM, pack=pack.hash, years=pack.years(), attachments=files)
        blobs = store(tmp_path / "blobs")
        if sample:
            declaration, bodies = load_sample(FORM)
            for one in declaration.attachments:
                blobs.put(bodies(one.sha256))
        here = Desk(DraftSession(pack, form, declaration), blobs, qtbot, read_only=read_only)
        if kept:
            qtbot.addWidget(here.page)
        here.page.resize(1000, 900)
        with qtbot.waitExposed(here.page):
            here.page.show()
        made.append(here)
        return here

    yield make
    for here in made:
        here.page._copies.clear()
    QGuiApplication.clipboard().clear()


# ---- adding ----


def test_several_files_are_added_to_a_slot_as_one_step(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk()
    assert "拖" in here.page.status.text
    here.add("licence", picture(tmp_path / "一.png"), picture(tmp_path / "二.png", "teal"))
    assert here.shown("licence") == ["一.png", "二.png"]
    assert len(here.session.steps) == 1
    first = here.session.declaration.attachments[0]
    assert here.blobs.read(first.sha256) == (tmp_path / "一.png").read_bytes()
    assert (first.slot, first.media_type) == ("licence", "image/png")
    assert here.row("一.png").hasFocus()
    assert "2 个文件" in here.page.status.total.text()
    here.session.undo()
    assert here.shown("licence") == []


def test_files_of_a_wrong_kind_are_refused_each_in_words(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk()
    table = tmp_path / "表.xlsx"
    table.write_bytes(b"not a document")
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    cut = tmp_path / "断.png"
    cut.write_bytes(picture(tmp_path / "整.png").read_bytes()[:60])
    here.add("licence", table, picture(tmp_path / "好.png"), empty, cut, tmp_path)
    assert here.names == ["好.png"]
    for name in ("表.xlsx", "空.pdf", "断.png", tmp_path.name):
        assert name in here.page.status.text
    assert here.page.status._said[1] == "error"
    here.page.status._deed.click()
    (dialog,) = here.page.findChildren(ToldDialog)
    for name in ("表.xlsx", "空.pdf", "断.png", tmp_path.name):
        assert name in dialog.list.toPlainText()
    assert "已添加 1 个文件，4 个没有添加" in here.page.status.text
    dialog.close_button.click()


def test_dropped_files_go_where_they_were_let_go(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(sample=True)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "新.png")))])
    old = here.shown("evaluation")
    here.drop("evaluation", mime, 0)
    assert here.shown("evaluation") == ["新.png", *old]
    here.drop("free", mime, 0)
    assert here.shown("free") == ["新.png"]
    assert here.names[-1] == "新.png"


def test_the_same_file_twice_is_noted(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk()
    here.add("licence", picture(tmp_path / "甲.png"))
    here.add("other", picture(tmp_path / "乙.png"))
    assert "甲.png" in here.page.status.text
    assert here.names == ["甲.png", "乙.png"]
    assert "乙.png" in here.row("甲.png").warning.toolTip()


def test_a_picture_of_the_clipboard_is_attached(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    QGuiApplication.clipboard().setImage(image)
    here.page.go_to("attachments#evaluation")
    qtbot.keyClick(here.page.groups["evaluation"].add_button, Qt.Key.Key_V, CTRL)
    here.settle()
    assert here.shown("evaluation") == ["粘贴的图片 2020-09-23 14.03.22.png"]
    (one,) = here.session.declaration.attachments
    with Image.open(io.BytesIO(here.blobs.read(one.sha256))) as kept:
        assert kept.size == (600, 800)


def test_files_copied_in_a_folder_are_pasted(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "拷.png")))])
    QGuiApplication.clipboard().setMimeData(mime)
    here.page.groups["licence"].paste_button.click()
    here.settle()
    assert here.shown("licence") == ["拷.png"]


def test_an_empty_clipboard_is_said(desk: MakeDesk) -> None:
    here = desk()
    here.page.groups["licence"].paste_button.click()
    assert "剪贴板" in here.page.status.text


def test_a_full_disk_is_said_and_nothing_attached(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk(store=FullDisk)
    here.add("licence", picture(tmp_path / "一.png"))
    assert here.names == []
    assert here.page.status._said[1] == "error"


def test_a_slot_counts_a_file_that_is_in_it_twice_once(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk()
    here.add("licence", picture(tmp_path / "一.png"), picture(tmp_path / "二.png"))
    size = shown_size((tmp_path / "一.png").stat().st_size)
    assert here.page.groups["licence"].state.text() == f"2 个文件 · {size}"


def test_adding_can_be_cancelled(desk: MakeDesk, tmp_path: Path) -> None:
    here = desk()
    here.chosen = [picture(tmp_path / f"{number}.png") for number in range(4)]
    here.page.groups["licence"].add_button.click()
    here.page.status._cancel.click()
    here.settle()
    assert here.names == []
    assert "取消" in here.page.status.text


def test_a_page_closed_while_files_come_is_no_fault(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk(kept=False)
    here.chosen = [picture(tmp_path / "一.png")]
    here.page.groups["licence"].add_button.click()
    here.page.close()
    here.page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert QThreadPool.globalInstance().waitForDone(5000)
    QCoreApplication.processEvents()
    assert here.names == []


# ---- order, slots, removal ----


def test_keys_move_a_file_within_its_slot_and_on_into_the_next(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk()
    here.add("licence", picture(tmp_path / "一.png"), picture(tmp_path / "二.png", "teal"))
    row = here.row("一.png")
    qtbot.keyClick(row, Qt.Key.Key_Down, ALT)
    assert here.shown("licence") == ["二.png", "一.png"]
    assert here.row("一.png") is row
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Down, ALT)
    assert (here.shown("licence"), here.shown("high-tech")) == (["二.png"], ["一.png"])
    assert here.row("一.png").hasFocus()
    for _ in range(2):
        here.session.undo()
    assert here.shown("licence") == ["一.png", "二.png"]


def test_a_file_at_the_very_end_stays(desk: MakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    here = desk()
    here.add("free", picture(tmp_path / "一.png"))
    qtbot.keyClick(here.row("一.png"), Qt.Key.Key_Down, ALT)
    assert here.shown("free") == ["一.png"]
    assert not here.row("一.png").buttons["down"].isEnabled()


def test_a_row_is_dragged_to_another_slot(desk: MakeDesk) -> None:
    here = desk(sample=True)
    name = here.shown("other")[0]
    here.drop("licence", row_mime(here.row(name).index), 0)
    assert here.shown("licence")[0] == name
    assert here.shown("other") == []
    foreign = QMimeData()
    foreign.setData("application/x-smdesk-attachment", b"99")
    here.drop("licence", foreign, 0)
    assert len(here.names) == 4


def test_focus_that_wanders_while_files_are_shown_anew_edits_nothing(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    here = desk(sample=True)
    refused: list[object] = []
    here.bridge.refused.connect(refused.append)
    for slot in ("licence", "free", "other", "evaluation"):
        name = here.names[-1]
        row = here.row(name)
        row.setFocus()
        here.drop(slot, row_mime(row.index), 0)
        qtbot.wait(1)
        row = here.row(name)
        row.note.setFocus()
        here.drop("free", row_mime(row.index), 0)
        qtbot.wait(1)
    here.session.undo()
    qtbot.wait(1)
    assert refused == []


def test_the_menu_offers_every_other_slot(desk: MakeDesk) -> None:
    here = desk(sample=True)
    row = here.row(here.shown("licence")[0])
    menu = here.page.menu_for(row)
    actions = [one for one in menu.actions() if one.text().startswith("移到")]
    assert len(actions) == len(here.page.groups) - 1
    actions[-1].trigger()
    menu.deleteLater()
    assert here.shown("free") == ["企业法人营业执照（样本）.jpg"]


def test_removal_goes_to_the_next_file_and_is_undone(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk()
    here.add("licence", picture(tmp_path / "一.png"), picture(tmp_path / "二.png", "teal"))
    qtbot.keyClick(here.row("一.png"), Qt.Key.Key_Delete)
    assert here.shown("licence") == ["二.png"]
    assert here.row("二.png").hasFocus()
    qtbot.keyClick(here.row("二.png"), Qt.Key.Key_Delete)
    assert here.page.groups["licence"].add_button.hasFocus()
    here.session.undo()
    here.session.undo()
    assert here.shown("licence") == ["一.png", "二.png"]


def test_arrows_walk_the_files_of_all_slots(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(sample=True)
    here.page.go_to("attachments#licence")
    for slot in ("high-tech", "evaluation", "other"):
        qtbot.keyClick(here.page.focusWidget(), Qt.Key.Key_Down)
        assert here.page.groups[slot].rows[0].hasFocus()
        assert here.session.place == f"attachments#{slot}"


# ---- notes, views, states ----


def test_a_note_is_typed_as_one_step_and_undone_in_place(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(sample=True)
    name = here.names[0]
    note = here.row(name).note
    qtbot.keyClick(here.row(name), Qt.Key.Key_F2)
    assert note.hasFocus()
    qtbot.keyClicks(note, "page 2 of ")
    assert note.text() == "page 2 of "
    qtbot.keyClicks(note, "3")
    assert here.session.declaration.attachments[0].note == "page 2 of 3"
    assert len(here.session.steps) == 1
    qtbot.keyClick(note, Qt.Key.Key_Z, CTRL)
    assert note.text() == ""
    qtbot.keyClick(note, Qt.Key.Key_Y, CTRL)
    assert note.text() == "page 2 of 3"


def test_a_file_is_opened_as_a_copy(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(sample=True)
    row = here.row(here.names[0])
    qtbot.keyClick(row, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(here.viewed) == 1)
    (path,) = here.viewed
    assert row.one is not None
    assert path.name == row.one.name
    assert path.read_bytes() == here.blobs.read(row.one.sha256)
    assert path.parent != here.blobs.path(row.one.sha256).parent
    here.page._copies.clear()
    assert not path.exists()


def test_a_file_whose_bytes_are_lost_is_said(desk: MakeDesk, qtbot: QtBot) -> None:
    lost = Attachment(
        slot="licence", name="丢.pdf", media_type="application/pdf", sha256="0" * 64, size=5
    )
    here = desk(lost)
    qtbot.waitUntil(lambda: "打不开" in here.row("丢.pdf").warning.toolTip())
    qtbot.keyClick(here.row("丢.pdf"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "丢.pdf" in here.page.status.text)
    assert here.viewed == []


def test_a_viewer_that_is_missing_is_said(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(sample=True)
    body = b"\xd0\xcf\x11\xe0"
    one = Attachment(
        slot="free", name="旧.doc", media_type="application/msword",
        sha256=here.blobs.put(body), size=4,
    )  # fmt: skip
    here.session.add_attachment(one)
    qtbot.keyClick(here.row("旧.doc"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "旧.doc" in here.page.status.text)


def test_thumbnails_come_and_a_coarse_scan_is_noted(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk()
    here.add("licence", picture(tmp_path / "糊.png", size=(600, 800)))
    row = here.row("糊.png")
    qtbot.waitUntil(lambda: row.picture._pixels is not None)
    assert "dpi" in row.warning.toolTip()
    assert "600 × 800" in row.about.text()
    assert "糊.png" in row.accessibleName()


def test_required_slots_show_a_hollow_dot_until_they_hold_a_file(
    desk: MakeDesk, tmp_path: Path
) -> None:
    here = desk()
    group = here.page.groups["licence"]
    assert group.dot.accessibleName() == "尚未添加"
    assert here.page.groups["free"].dot.accessibleName() == ""
    here.add("licence", picture(tmp_path / "一.png"))
    assert group.dot.accessibleName() == "已添加"


def test_slots_stand_in_printed_order_and_findings_at_theirs(desk: MakeDesk) -> None:
    here = desk()
    _, form = find_form(FORM)
    assert [one.title for one in here.page._groups_in_order()] == [
        *(slot.title for slot in form.attachment), "其他材料",
    ]  # fmt: skip
    here.session.ask_check()
    assert here.page.groups["licence"].told.text() == "提示"
    assert here.page.groups["high-tech"].told.text() == ""


def test_files_of_a_slot_that_the_form_lacks_are_shown_and_can_be_moved(desk: MakeDesk) -> None:
    stray = Attachment(
        slot="gone", name="旧.pdf", media_type="application/pdf", sha256="0" * 64, size=5
    )
    here = desk(stray)
    assert here.shown("gone") == ["旧.pdf"]
    here.drop("licence", row_mime(0), 0)
    assert here.shown("licence") == ["旧.pdf"]
    assert not here.page.groups["gone"].isVisible()


def test_a_read_only_draft_takes_no_file(desk: MakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    here = desk(sample=True, read_only=True)
    before = here.names
    row = here.row(before[0])
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    qtbot.keyClick(row, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(row, Qt.Key.Key_V, CTRL)
    here.add("licence", picture(tmp_path / "一.png"))
    assert here.names == before
    assert row.buttons["open"].isEnabled()
    assert not here.page.groups["licence"].acceptDrops()


# ---- pieces ----


def file(slot: str, number: int) -> Attachment:
    return Attachment(
        slot=slot, name=str(number), media_type="image/png", sha256=str(number), size=1
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=7), st.sampled_from("abc"), st.integers(0, 7))
def test_a_new_file_stands_at_its_place_of_its_slot(slots: list[str], slot: str, at: int) -> None:
    files = [file(one, number) for number, one in enumerate(slots)]
    mine = [one.name for one in files if one.slot == slot]
    place = index_at(files, "abc", slot, at)
    files.insert(place, file(slot, 99))
    mine.insert(at, "99")
    assert [one.name for one in files if one.slot == slot] == mine


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=7), st.data())
def test_a_moved_file_stands_before_the_row_it_was_put_at(
    slots: list[str], data: st.DataObject
) -> None:
    files = [file(one, number) for number, one in enumerate(slots)]
    index = data.draw(st.integers(0, len(files) - 1))
    slot = data.draw(st.sampled_from("abc"))
    rows = [one.name for one in files if one.slot == slot]
    at = data.draw(st.integers(0, len(rows)))
    behind = [one for one in rows[at:] if one != str(index)]
    to = moved_to(files, "abc", index, slot, at)
    moved = files.pop(index).model_copy(update={"slot": slot})
    assert 0 <= to <= len(files)
    files.insert(to, moved)
    after = [one.name for one in files if one.slot == slot]
    assert after[after.index(str(index)) + 1 :] == behind


def test_copies_have_names_that_the_system_takes(tmp_path: Path) -> None:
    blobs, copies = Blobs(tmp_path), Copies()
    one = Attachment(
        slot="free",
        name='a/b:"c".pdf',
        media_type="application/pdf",
        sha256=blobs.put(b"x"),
        size=1,
    )
    path = copies.write(blobs, one)
    assert path == copies.write(blobs, one)
    assert path.read_bytes() == b"x"
    copies.clear()
    assert not path.exists()


@pytest.mark.parametrize(
    ("size", "told"), [(5, "5 字节"), (860_000, "860 KB"), (1_240_000, "1.2 MB")]
)
def test_sizes_are_told_as_people_read_them(size: int, told: str) -> None:
    assert shown_size(size) == told


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "application/msword", "text/x"])
def test_every_kind_of_file_has_an_icon(kind: str) -> None:
    assert "<svg" in icons._source(icon_of(kind))
