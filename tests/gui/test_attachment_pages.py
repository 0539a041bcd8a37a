"""The pages of an attached file as a person uses them."""

from __future__ import annotations

import io
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from smdesk.gui.attachments import pagethumbs, suggesting
from smdesk.gui.attachments.row import FileRow
from smdesk.notices.declaration import PageEdit

sys.path.insert(0, str(Path(__file__).parent))
from attaching import FIELD, Dropped, MakeDesk, desk_maker, five, pdf, png, scan, word

Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> MakeDesk:
    return desk_maker(qtbot, tmp_path)


# ---- the strip ----


def test_pages_are_chosen_moved_and_turned_by_keys_alone_each_a_named_step(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    here = desk(five())
    row = here.page.findChild(FileRow)
    assert row is not None
    row.setFocus()
    qtbot.keyClick(row, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: here.dialog.count == 5)
    strip = here.dialog.strip
    qtbot.keyClick(strip, Key.Key_Space)
    assert here.order() == [2, 3, 4, 5]
    qtbot.keyClick(strip, Key.Key_Down)
    qtbot.keyClick(strip, Key.Key_Down, ALT)
    assert here.order() == [3, 2, 4, 5]
    assert strip.tiles.tiles[strip.currentIndex().row()].edit.page == 2
    qtbot.keyClick(strip, Key.Key_R)
    qtbot.keyClick(strip, Key.Key_R, SHIFT)
    qtbot.keyClick(strip, Key.Key_R)
    assert [(one.page, one.turn) for one in here.edits()] == [(3, 0), (2, 90), (4, 0), (5, 0)]
    assert here.session.steps == (
        "选择“审计报告.tif”的页面", "移动“审计报告.tif”第 2 页", *["旋转“审计报告.tif”第 2 页"] * 3,
    )  # fmt: skip
    for _ in range(5):
        qtbot.keyClick(strip, Key.Key_Z, CTRL)
    assert here.edits() == ()
    assert here.session.steps == ()
    qtbot.keyClick(strip, Key.Key_Y, CTRL)
    assert here.order() == [2, 3, 4, 5]
    qtbot.keyClick(strip, Key.Key_Escape)
    qtbot.waitUntil(lambda: here.page._pages is None)
    assert here.order() == [2, 3, 4, 5]


def test_undo_in_the_pages_stops_where_they_were_opened(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    here.session.set_value(FIELD, "阮知衡")
    here.session.set_value(FIELD, "郦云岫")
    here.session.undo()
    dialog = here.open()
    assert not dialog.bar.back.isEnabled()
    assert not dialog.bar.forth.isEnabled()
    for key in (Key.Key_Y, Key.Key_Z):
        qtbot.keyClick(dialog.strip, key, CTRL)
        assert here.session.value(FIELD) == "阮知衡"
    qtbot.keyClick(dialog.strip, Key.Key_R)
    assert "旋转" in dialog.bar.back.toolTip()
    qtbot.keyClick(dialog.strip, Key.Key_Z, CTRL)
    qtbot.keyClick(dialog.strip, Key.Key_Z, CTRL)
    assert here.edits() == ()
    assert here.session.value(FIELD) == "阮知衡"


def test_several_pages_are_unticked_and_turned_at_once(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    strip = here.open().strip
    for _ in range(2):
        qtbot.keyClick(strip, Key.Key_Down, SHIFT)
    qtbot.keyClick(strip, Key.Key_R)
    assert [one.turn for one in here.edits()] == [90, 90, 90, 0, 0]
    assert here.session.undo_step == "旋转“审计报告.tif”的 3 页"
    qtbot.keyClick(strip, Key.Key_Space)
    assert here.order() == [4, 5]
    qtbot.keyClick(strip, Key.Key_Space)
    assert [one.turn for one in here.edits()] == [90, 90, 90, 0, 0]


def test_the_last_ticked_page_stays(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(("照片.png", png(scan())))
    dialog = here.open()
    qtbot.keyClick(dialog.strip, Key.Key_Space)
    assert here.session.steps == ()
    assert "没有选中任何一页" in dialog.status.text


def test_a_click_on_the_box_of_a_page_unticks_it(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    strip = here.open().strip
    rect = strip.visualRect(strip.tiles.index(1))
    here.bot.mouseClick(
        strip.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(rect.left() + 20, rect.bottom() - 18),
    )
    assert here.order() == [1, 3, 4, 5]


def test_a_page_is_dragged_to_another_place(desk: MakeDesk) -> None:
    here = desk(five())
    strip = here.open().strip
    mime = strip.tiles.mimeData([strip.tiles.index(0)])
    below = strip.visualRect(strip.tiles.index(2)).bottom() - 4
    strip.dropEvent(Dropped(strip, mime, below))
    assert here.order() == [2, 3, 1, 4, 5]
    strip.dropEvent(Dropped(here.page, mime, below))
    assert here.order() == [2, 3, 1, 4, 5]


def test_a_page_let_go_where_it_was_leaves_no_line_behind(desk: MakeDesk) -> None:
    here = desk(five())
    strip = here.open().strip
    mime = strip.tiles.mimeData([strip.tiles.index(0)])
    strip.setState(QAbstractItemView.State.DraggingState)
    strip.dropEvent(Dropped(strip, mime, strip.visualRect(strip.tiles.index(0)).top() + 4))
    assert here.order() == []
    assert strip.state() is QAbstractItemView.State.NoState


def test_a_range_chooses_pages_and_a_wrong_one_is_told(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    bar = here.open().bar
    bar.range.setFocus()
    bar.range.selectAll()
    qtbot.keyClicks(bar.range, "4-5,1")
    qtbot.keyClick(bar.range, Key.Key_Return)
    assert here.order() == [4, 5, 1]
    assert bar.count.text() == "共 5 页，打印 3 页"
    bar.range.selectAll()
    qtbot.keyClicks(bar.range, "9")
    qtbot.keyClick(bar.range, Key.Key_Return)
    assert here.order() == [4, 5, 1]
    assert "没有第 9 页" in here.dialog.status.text
    qtbot.keyClick(bar.range, Key.Key_Z, CTRL)
    assert here.edits() == ()
    assert bar.range.text() == "1-5"


# ---- edits of a page ----


def test_a_page_is_cropped_by_the_keys_of_its_frame(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    view = here.open().view
    here.rest()
    qtbot.keyClick(view, Key.Key_Right)
    qtbot.keyClick(view, Key.Key_Down, SHIFT)
    assert here.edits()[0].crop == (5, 25, 0, 0)
    for _ in range(4):
        qtbot.keyClick(view, Key.Key_Space)
    assert "右下角" in view.accessibleName()
    qtbot.keyClick(view, Key.Key_Up)
    assert here.edits()[0].crop == (5, 25, 0, 5)
    assert "下 0.5%" in view.accessibleName()


def test_a_dragged_handle_is_one_step(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    view = here.open().view
    here.rest()
    left = Qt.MouseButton.LeftButton
    start = view.handle_points()[7].toPoint()
    qtbot.mousePress(view, left, pos=start)
    for step in (20, 40, 60):
        qtbot.mouseMove(view, start + QPoint(step, 0))
    assert here.session.steps == ()
    qtbot.mouseRelease(view, left, pos=start + QPoint(60, 0))
    crop = here.edits()[0].crop
    assert crop[0] == pytest.approx(60_000 / view.page_rect().width(), abs=3)
    assert crop[1:] == (0, 0, 0)
    assert here.session.steps == ("裁剪“审计报告.tif”第 1 页",)


def test_a_crop_leaves_something_of_the_page(desk: MakeDesk) -> None:
    here = desk(five())
    tools = here.open().tools
    here.rest()
    tools.sides[0].setValue(90)
    tools.sides[2].setValue(90)
    left, _, right, _ = here.edits()[0].crop
    assert left == 900
    assert left + right < 1000


def test_a_slider_on_its_way_is_one_step_and_the_box_follows(desk: MakeDesk) -> None:
    here = desk(five())
    tools = here.open().tools
    for angle in (3, 8, 15):
        tools.slider.setValue(angle)
    assert tools.angle.value() == 1.5
    assert here.edits()[0].angle == 15
    assert here.session.steps == ("拉直“审计报告.tif”第 1 页",)
    tools.undo_all.click()
    assert here.edits() == ()
    assert here.session.steps[-1] == "还原“审计报告.tif”第 1 页"


@pytest.mark.parametrize("typed", ["3。2", "３．２", "3.2"])
def test_an_angle_is_taken_as_an_input_method_gives_it(
    desk: MakeDesk, qtbot: QtBot, typed: str
) -> None:
    here = desk(five())
    box = here.open().tools.angle
    box.lineEdit().setText(f"{typed}°")
    qtbot.keyClick(box, Key.Key_Return)
    assert box.value() == 3.2


def test_pictures_on_a_slider_s_way_are_not_all_drawn(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(five())
    dialog = here.open()
    here.rest()
    drawn: list[int] = []
    small = pagethumbs.small

    def counted(data: bytes, edit: PageEdit, box: tuple[int, int], *, cropped: bool) -> bytes:
        drawn.append(edit.angle)
        return small(data, edit, box, cropped=cropped)

    monkeypatch.setattr(pagethumbs, "small", counted)
    for angle in range(1, 60):
        dialog.tools.slider.setValue(angle)
        dialog.strip.repaint()
    here.rest()
    assert drawn[-1] == 59
    assert len(drawn) < 10


def test_a_leaning_page_is_straightened_and_its_border_cut_by_itself(desk: MakeDesk) -> None:
    here = desk(five(lean=-2.0))
    tools = here.open().tools
    tools.auto_angle.click()
    here.rest()
    assert here.edits()[0].angle == pytest.approx(-20, abs=4)
    tools.auto_crop.click()
    here.rest()
    assert all(one > 80 for one in here.edits()[0].crop)
    tools.all_pages.click()
    here.rest()
    assert all(any(one.crop) for one in here.edits())
    assert here.session.steps[-1] == "自动裁边和拉直“审计报告.tif”"
    assert "已自动调整" in here.dialog.status.text


def test_work_on_all_pages_can_be_cancelled_and_changes_nothing(
    desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(five())
    begun, go_on = threading.Event(), threading.Event()

    def slow(data: bytes, edit: PageEdit) -> PageEdit:
        del data
        begun.set()
        go_on.wait(10)
        return edit.model_copy(update={"turn": 90})

    monkeypatch.setattr(suggesting.looking, "tidied", slow)
    dialog = here.open()
    dialog.tools.all_pages.click()
    here.bot.waitUntil(begun.is_set)
    assert dialog.status._cancel.isVisible()
    dialog.status._cancel.click()
    go_on.set()
    here.rest()
    assert here.session.steps == ()
    assert "已取消" in dialog.status.text


def test_a_large_photo_is_told_to_be_shrunk_for_print_only(desk: MakeDesk) -> None:
    out = io.BytesIO()
    scan(size=(3600, 5000)).save(out, "JPEG", quality=70)
    here = desk(("照片.jpg", out.getvalue()))
    dialog = here.open()
    here.rest()
    assert "原文件不变" in dialog.tools.density.text()
    assert here.blobs.read(here.session.declaration.attachments[0].sha256) == out.getvalue()


def jpeg_on_its_side() -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    scan(size=(1754, 1240)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def cmyk() -> bytes:
    out = io.BytesIO()
    scan().convert("RGB").convert("CMYK").save(out, "JPEG")
    return out.getvalue()


def deep() -> bytes:
    return png(scan().convert("I;16").point(lambda value: value * 256))


@pytest.mark.parametrize(
    ("name", "body"),
    [("横放.jpg", jpeg_on_its_side), ("印刷.jpg", cmyk), ("深.png", deep)],
)
def test_odd_pictures_are_seen_upright_and_dark_on_light(
    desk: MakeDesk, name: str, body: Callable[[], bytes]
) -> None:
    here = desk((name, body()))
    dialog = here.open()
    here.rest()
    pixels = dialog.view._pixels
    assert pixels is not None
    image = pixels.toImage()
    assert image.height() > image.width()
    assert image.pixelColor(5, 5).lightness() > 200
    lightest = min(
        image.pixelColor(x, image.height() // 2 + y).lightness()
        for x in range(0, image.width(), 2)
        for y in range(20)
    )
    assert lightest < 100


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("坏.pdf", b"%PDF-1.7\n" + b"x" * 400, "打不开"),
        ("坏.jpg", jpeg_on_its_side()[:9000], "打不开"),
        ("巨.png", png(Image.new("1", (22_000, 11_000), 1)), "像素过多"),
    ],
)
def test_a_page_that_cannot_be_drawn_is_told_in_words(
    desk: MakeDesk, name: str, body: bytes, said: str
) -> None:
    here = desk((name, body))
    dialog = here.open()
    here.rest()
    row = here.page.findChild(FileRow)
    assert row is not None
    here.bot.waitUntil(lambda: said in row.warning.toolTip())
    told = [dialog.status.text, *(one.text() for one in dialog.tools.findChildren(type(row.about)))]
    assert any(said in one for one in told)


def test_a_word_file_has_no_pages_to_open(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(("说明.docx", word()))
    row = here.page.findChild(FileRow)
    assert row is not None
    assert not row.buttons["pages"].isVisible()
    qtbot.keyClick(row, Key.Key_Return, CTRL)
    assert here.page._pages is None
    assert "不随申报书打印" in here.page.status.text


def test_of_a_long_pdf_only_pages_in_sight_are_drawn(desk: MakeDesk) -> None:
    here = desk(("长.pdf", pdf(300)))
    dialog = here.open()
    here.rest()
    assert len(dialog.strip.tiles.tiles) == 300
    assert len(dialog.thumbs._seen) < 20


def test_closing_while_pages_are_drawn_leaves_nothing_behind(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    here.page.open_pages(0)
    dialog = here.dialog
    dialog.tools.all_pages.click()
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: here.page._pages is None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert here.session.steps == ()


def test_a_file_taken_away_by_undo_closes_its_pages(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(five())
    here.open()
    here.rest()
    here.session.remove_attachment(0)
    qtbot.waitUntil(lambda: here.page._pages is None)


def test_pages_of_a_draft_that_is_only_read_can_be_seen_and_not_changed(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    here = desk(five(), read_only=True)
    dialog = here.open()
    here.rest()
    for key in (Key.Key_Space, Key.Key_R):
        qtbot.keyClick(dialog.strip, key)
    qtbot.keyClick(dialog.view, Key.Key_Right)
    qtbot.keyClick(dialog.strip, Key.Key_Down, ALT)
    assert here.session.steps == ()
    assert not dialog.tools.auto_angle.isEnabled()
    assert not dialog.tools.add_link.isEnabled()
    assert dialog.bar.range.isReadOnly()
