"""整册预览: every page of the packet, drawn where it shows."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt

from smdesk.gui.preview.book import BookWindow
from smdesk.gui.wizard.contents_choice import ContentsChoice

sys.path.insert(0, str(Path(__file__).parent))
from previewing import HandTimer, sample_draft


@pytest.fixture
def timer() -> HandTimer:
    return HandTimer()


@pytest.fixture
def book(qtbot, timer):
    bridge, files = sample_draft()
    made = BookWindow(bridge, files, timer=timer)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.drawer.idle, timeout=30000):
        pass
    yield made
    made.close()


def fine(book: BookWindow) -> set[int]:
    """Return the parts that are drawn finely."""
    return {index for index, one in book.drawer._laid.items() if one.ppi > 30}


def test_the_whole_packet_is_there_with_only_what_shows_drawn(book) -> None:
    assert [sheet.number for sheet in book.view.sheets] == list(range(1, len(book.view.sheets) + 1))
    assert len(book.view.sheets) % 2 == 0
    showing = {sheet.part for sheet in book.view.showing()}
    assert showing <= fine(book)
    assert len(fine(book)) < len(book.drawer._laid)
    assert book.pages.label.text() == f"第 1 页（正面），共 {len(book.view.sheets)} 页"


def test_the_arrows_to_the_sides_turn_pages_unless_there_is_more_to_scroll_to(qtbot, book) -> None:
    first = book.pages.label.text()
    qtbot.keyClick(book.view, Qt.Key.Key_Right)
    assert book.pages.label.text().startswith("第 2–3 页")
    qtbot.keyClick(book.view, Qt.Key.Key_Left)
    assert book.pages.label.text() == first
    book.view.set_zoom(400)
    assert book.view.horizontalScrollBar().maximum() > 0
    at = book.view.horizontalScrollBar().value()
    key = Qt.Key.Key_Left if at else Qt.Key.Key_Right
    qtbot.keyClick(book.view, key)
    assert book.view.horizontalScrollBar().value() != at


def test_a_spread_has_the_back_of_a_sheet_at_the_left_and_the_next_front_at_the_right(
    qtbot, book
) -> None:
    qtbot.keyClick(book.view, Qt.Key.Key_PageDown)
    assert book.pages.label.text().startswith("第 2–3 页（左反面，右正面）")
    left, right = (book.view._desk.boxes[number] for number in (1, 2))
    assert (left.y, left.x + left.width) == (right.y, right.x)
    cover = book.view._desk.boxes[0]
    assert (cover.x, cover.y < left.y) == (right.x, True)
    book.bar.spreads.click()
    assert book.pages.label.text().startswith("第 2 页，")


def test_turning_on_draws_what_comes_into_view(qtbot, book) -> None:
    with qtbot.waitSignal(book.drawer.idle, timeout=30000):
        qtbot.keyClick(book.view, Qt.Key.Key_End)
    last = book.view.sheets[-1]
    assert last in book.view.showing()
    assert last.part in fine(book)
    assert not book.pages.on.isEnabled()


def test_the_contents_lead_to_each_part(qtbot, book) -> None:
    assert book.parts.count() == len(book.drawer._laid)
    item = book.parts.item(3)
    with qtbot.waitSignal(book.drawer.idle, timeout=30000):
        book.parts.itemClicked.emit(item)
    assert book.view.sheets[book.view.current].part in {2, 3}
    assert any(sheet.part == 3 for sheet in book.view.showing())
    assert book.parts.currentRow() >= 2


def test_the_book_has_a_page_of_contents_as_soon_as_one_is_chosen(qtbot, timer, tmp_path) -> None:
    bridge, files = sample_draft()
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    made = BookWindow(bridge, files, settings=settings, timer=timer)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.drawer.idle, timeout=30000):
        made.show()
    names = [made.parts.item(row).text() for row in range(made.parts.count())]
    assert "目录" not in names
    choice = ContentsChoice(settings)
    qtbot.addWidget(choice)
    choice.chosen.connect(bridge.relaid)
    choice.setCurrentIndex(choice.findData("yes"))
    choice.activated.emit(choice.currentIndex())
    with qtbot.waitSignal(made.drawer.idle, timeout=30000):
        timer.ring()
    assert [made.parts.item(row).text() for row in range(made.parts.count())] == [
        *names[:2], "目录", *names[2:],
    ]  # fmt: skip
    assert made.note.isHidden()
    made.close()


def test_the_book_follows_the_edits(qtbot, book, timer) -> None:
    before = book.view.viewport().grab().toImage()
    book._bridge.session.set_value("cover.applicant", "改名有限公司")
    with qtbot.waitSignal(book.drawer.idle, timeout=30000):
        timer.ring()
    assert book.view.viewport().grab().toImage() != before


def test_a_book_closed_at_once_leaves_no_work(qtbot, timer) -> None:
    bridge, files = sample_draft()
    book = BookWindow(bridge, files, timer=timer)
    qtbot.addWidget(book)
    book.show()
    book.close()
    qtbot.waitUntil(lambda: not book.drawer.busy, timeout=20000)
    bridge.session.set_value("org.name", "之后的名字")
    assert timer.call is None


def test_what_is_laid_out_is_told_until_pages_come(qtbot, timer) -> None:
    bridge, files = sample_draft()
    made = BookWindow(bridge, files, timer=timer)
    qtbot.addWidget(made)
    told: list[tuple[int, int, str, str]] = []
    made.drawer.progress.connect(
        lambda done, total, title: told.append((done, total, title, made.note.text()))
    )
    made.show()
    with qtbot.waitSignal(made.drawer.idle, timeout=30000):
        pass
    count = len({sheet.part for sheet in made.view.sheets})
    assert [one[0] for one in told] == list(range(len(told)))
    assert {one[1] for one in told} == {count}
    assert all(title in note for _, _, title, note in told)
    assert all(f"第 {done + 1} 份" in note for done, _, _, note in told)
    assert not made.note.isVisible()
    made.close()
