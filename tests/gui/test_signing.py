"""Signed pages taken back in the window: scans recognised, named, typed, made into the PDF."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from smdesk.gui.signing.dialog import SignDialog
from smdesk.service.signed import open_paper
from smdesk.service.signed.exchange import signed_pages
from smdesk.service.signed.run import target_of

sys.path.insert(0, str(Path(__file__).parents[1] / "service" / "signed"))
from papers import paper, scanned

FORM = "zhejiang-2020/platform"


@pytest.fixture(scope="module")
def ours():
    return open_paper(paper())


@pytest.fixture
def pdf(ours, tmp_path) -> Path:
    path = tmp_path / "申报书.pdf"
    path.write_bytes(ours.data)
    return path


def sealed_on_two_pages():
    """Return a paper whose table is so long that its signature boxes fall on two pages."""
    for times in range(1, 30):
        made = open_paper(paper(FORM, **{"clients[1].summary": "本单位持续提供服务。" * times}))
        if len(made.sign_pages) == 2:
            return made
    raise AssertionError("no length parts the boxes")


def scan(tmp_path: Path, data: bytes, page: int, name: str, **how) -> str:
    scanned(data, page, **how).save(tmp_path / name)
    return str(tmp_path / name)


def window_of(qtbot, pdf: Path | None, scans=()) -> SignDialog:
    made = SignDialog(pdf, choose_scans=lambda _parent, _folder: scans)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not made.work.running, timeout=20000)
    return made


def look(qtbot, window: SignDialog) -> None:
    qtbot.mouseClick(window.add, Qt.MouseButton.LeftButton)
    assert window.stop.isVisible()
    qtbot.waitUntil(lambda: not window.work.running, timeout=60000)


def test_a_person_takes_all_signed_pages_back(qtbot, ours, pdf, tmp_path) -> None:
    scans = [scan(tmp_path, ours.data, one, f"{one}.jpg", quarter=90) for one in ours.sign_pages]
    window = window_of(qtbot, pdf, scans)
    assert ours.seal in window.file.text()
    assert not window.go.isEnabled()
    assert window.places.text().count("还没有扫描件") == len(ours.sign_pages)
    look(qtbot, window)
    assert [one.page for one in window.table.rows] == list(ours.sign_pages)
    assert "还没有" not in window.places.text()
    qtbot.mouseClick(window.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.work.running, timeout=60000)
    assert signed_pages(target_of(pdf).read_bytes()) == set(ours.sign_pages)
    assert window.note.property("role") == "done"
    assert window.show_it.isVisible()


def test_paper_of_another_content_is_told_and_cannot_be_used(qtbot, ours, pdf, tmp_path) -> None:
    other = paper(**{"org.legal": "另一人"})
    page = ours.sign_pages[-1]
    window = window_of(qtbot, pdf, [scan(tmp_path, other, page, "a.jpg")])
    look(qtbot, window)
    (row,) = window.table.rows
    assert row.used is None
    assert open_paper(other).seal in row.told
    assert not window.table._box(0).isEnabled()
    assert not window.go.isEnabled()


def test_a_page_whose_code_is_not_read_waits_for_a_word_or_a_typed_code(
    qtbot, ours, pdf, tmp_path
) -> None:
    page = ours.sign_pages[-1]
    scans = [scan(tmp_path, ours.data, page, name, code=False) for name in ("a.jpg", "b.jpg")]
    window = window_of(qtbot, pdf, scans)
    look(qtbot, window)
    assert not window.go.isEnabled()
    assert window.card.seal.isVisible()
    qtbot.keyClicks(window.card.seal, "12")
    qtbot.mouseClick(window.card.check, Qt.MouseButton.LeftButton)
    assert "核对码" in window.card.told.text()
    assert not window.go.isEnabled()
    window.card.seal.clear()
    qtbot.keyClicks(window.card.seal, ours.seal.lower())
    qtbot.keyClick(window.card.seal, Qt.Key.Key_Return)
    assert [one.page for one in window.table.rows] == [-1, page]
    assert window.go.isEnabled()
    window.table.setCurrentItem(window.table.topLevelItem(0))
    box = window.table._box(0)
    box.setCurrentIndex(box.findData(page))
    assert window.table.rows[0].used is not None
    assert window.table.rows[0].role == "check"
    assert "没有读出核对码" in window.table.rows[0].told
    qtbot.mouseClick(window.remove, Qt.MouseButton.LeftButton)
    assert len(window.table.rows) == 1


def test_a_wrong_typed_code_puts_the_scan_aside(qtbot, ours, pdf, tmp_path) -> None:
    page = ours.sign_pages[-1]
    window = window_of(qtbot, pdf, [scan(tmp_path, ours.data, page, "a.jpg", code=False)])
    look(qtbot, window)
    qtbot.keyClicks(window.card.seal, "0000-0000")
    qtbot.mouseClick(window.card.check, Qt.MouseButton.LeftButton)
    assert window.table.rows[0].found.state == "other"
    assert not window.go.isEnabled()
    assert "0000-0000" in window.card.told.text()


def test_the_rest_can_be_added_later(qtbot, tmp_path) -> None:
    ours = sealed_on_two_pages()
    pdf = tmp_path / "申报书.pdf"
    pdf.write_bytes(ours.data)
    first, *rest = ours.sign_pages
    window = window_of(qtbot, pdf, [scan(tmp_path, ours.data, first, "a.jpg")])
    look(qtbot, window)
    qtbot.mouseClick(window.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.work.running, timeout=60000)
    assert "还缺" in window.note.text()
    later = window_of(qtbot, pdf, [scan(tmp_path, ours.data, one, f"{one}.png") for one in rest])
    assert later.places.text().count("已换入") == 1
    look(qtbot, later)
    qtbot.mouseClick(later.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not later.work.running, timeout=60000)
    assert signed_pages(target_of(pdf).read_bytes()) == set(ours.sign_pages)


def test_a_pdf_that_is_not_ours_is_told(qtbot, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7 no")
    window = window_of(qtbot, tmp_path / "a.pdf")
    assert window.note.property("role") == "error"
    assert window.paper is None
    assert not window.add.isEnabled()


def test_a_stop_keeps_the_scans_that_were_looked_at(qtbot, ours, pdf, tmp_path) -> None:
    page = ours.sign_pages[-1]
    scans = [scan(tmp_path, ours.data, page, f"{one}.jpg", dpi=100) for one in range(4)]
    window = window_of(qtbot, pdf, scans)
    window.work.moved.connect(lambda done, _all, _what: window.work.cancel() if done else None)
    look(qtbot, window)
    assert 1 <= len(window.table.rows) < 4
    window.close()
    assert not window.isVisible()
