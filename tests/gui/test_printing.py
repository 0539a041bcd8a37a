"""A packet printed: into a PDF file instead of onto paper, seen again by PDFium."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from smdesk.gui.printing.dialog import PrintDialog
from smdesk.gui.printing.printers import DPI, PdfPrinter, Setup, SystemPrinter
from smdesk.gui.printing.run import Printed, PrintRun, PrintWish
from smdesk.packet.build import build_packet
from smdesk.packet.pdf import write_pdf

sys.path.insert(0, str(Path(__file__).parent))
from previewing import sample_draft

MM = 72 / 25.4


@pytest.fixture(scope="module")
def draft():
    return sample_draft()


def without_files(bridge) -> None:
    """Leave a short packet: printing takes a second a page of scans."""
    session = bridge.session
    while session.declaration.attachments:
        session.remove_attachment(0)
    session.set_narrative(session.declaration.narrative.model_copy(update={"blocks": ()}))


def page_image(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """Return a page as it looks from afar, drawn finely first: hairlines are drawn too thick else."""
    return (
        document[number].render(scale=DPI / 72).to_pil().convert("L").resize((74, 105), Image.BOX)
    )


def test_the_printed_pages_are_those_of_the_packet_to_the_edges(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    out = tmp_path / "paper.pdf"
    run = PrintRun(bridge, files)
    with qtbot.waitSignal(run.printed, timeout=60000) as told:
        run.start(PrintWish(PdfPrinter(out), copies=1, draft=True))
    session = bridge.session
    packet = build_packet(session.pack, session.form, session.declaration, draft=True, files=files)
    wanted = pypdfium2.PdfDocument(write_pdf(packet, files))
    printed = pypdfium2.PdfDocument(out.read_bytes())
    assert told.args[0] == Printed("PDF 文件", len(wanted), 1, None)
    assert len(printed) == len(wanted)
    for number in range(len(printed)):
        width, height = (side / MM for side in printed.get_page_size(number))
        assert (round(width), round(height)) == (210, 297)
        images = [page_image(one, number) for one in (printed, wanted)]
        assert ImageChops.difference(*images).getextrema()[1] < 12, number
    wanted.close()
    printed.close()


def test_copies_come_one_after_the_other(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    out = tmp_path / "paper.pdf"
    run = PrintRun(bridge, files)
    moved: list[tuple[int, int]] = []
    run.moved.connect(lambda done, total, _what: moved.append((done, total)))
    with qtbot.waitSignal(run.printed, timeout=60000) as told:
        run.start(PrintWish(PdfPrinter(out), copies=2, draft=True))
    pages = told.args[0].pages
    with pypdfium2.PdfDocument(out.read_bytes()) as printed:
        assert len(printed) == 2 * pages
        assert page_image(printed, 0).tobytes() == page_image(printed, pages).tobytes()
    assert moved[-1] == (2 * pages, 2 * pages)


def test_a_final_print_is_refused_while_an_error_stands(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    bridge.session.set_value("org.name", "")
    run = PrintRun(bridge, files)
    with qtbot.waitSignal(run.refused, timeout=30000) as told:
        run.start(PrintWish(PdfPrinter(tmp_path / "paper.pdf")))
    assert told.args[0].code == "printing.final-refused"
    assert not (tmp_path / "paper.pdf").exists()
    assert not run.running


def test_a_print_can_be_stopped(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    run = PrintRun(bridge, files)
    run.moved.connect(lambda done, *_: run.cancel() if done == 1 else None)
    with qtbot.waitSignal(run.stopped, timeout=60000):
        run.start(PrintWish(PdfPrinter(tmp_path / "paper.pdf"), copies=9, draft=True))
    assert not run.running


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_file_that_cannot_be_written_is_said(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    run = PrintRun(bridge, files)
    with qtbot.waitSignal(run.refused, timeout=60000) as told:
        run.start(PrintWish(PdfPrinter(tmp_path / "no" / "paper.pdf"), draft=True))
    assert told.args[0].code == "printing.not-accepted"


def test_a_device_is_a4_to_its_edges_and_turned_over_the_long_edge(tmp_path, monkeypatch) -> None:
    asked: list[QPrinter.DuplexMode] = []
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _self, mode: asked.append(mode))
    printer = PdfPrinter(tmp_path / "paper.pdf")
    device = printer.device(Setup("名称", copies=3, duplex=True))
    printer.device(Setup("名称", duplex=False))
    assert asked == [QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone]
    assert device.resolution() == DPI
    sheet = device.pageLayout().paintRectPixels(DPI)
    assert abs(sheet.width() - 2480) <= 1
    assert abs(sheet.height() - 3508) <= 1


def test_a_printer_that_is_not_there_turns_nothing() -> None:
    assert not SystemPrinter("没有这台打印机").duplex


# -- the dialog ---------------------------------------------------------------------------------


def dialog_of(qtbot, draft, printers) -> PrintDialog:
    bridge, files = draft
    made = PrintDialog(bridge, files, printers=lambda: printers)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_dialog_proposes_the_copies_of_the_notice_and_one_of_a_draft(
    qtbot, draft, tmp_path
) -> None:
    dialog = dialog_of(qtbot, draft, (PdfPrinter(tmp_path / "paper.pdf"),))
    delivery = draft[0].session.pack.notice.delivery
    assert dialog.final.isChecked()
    assert dialog.copies.value() == delivery.copies
    assert dialog.asked.text() == delivery.copies_text
    assert dialog.duplex.isChecked() == delivery.duplex
    assert dialog.go.text() == f"打印 {delivery.copies} 份"
    dialog.draft.click()
    assert dialog.copies.value() == 1
    dialog.final.click()
    assert dialog.copies.value() == delivery.copies


def test_the_dialog_offers_only_a_draft_while_an_error_stands(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    bridge.session.set_value("org.name", "")
    dialog = dialog_of(qtbot, (bridge, files), (PdfPrinter(tmp_path / "paper.pdf"),))
    assert not dialog.final.isEnabled()
    assert dialog.draft.isChecked()
    assert "不能打印正式稿" in dialog.note.text()


def test_without_a_printer_the_dialog_says_so(qtbot, draft) -> None:
    dialog = dialog_of(qtbot, draft, ())
    assert not dialog.go.isEnabled()
    assert "没有打印机" in dialog.note.text()


def test_a_printer_of_one_side_is_said(qtbot, draft, tmp_path) -> None:
    printer = PdfPrinter(tmp_path / "paper.pdf", name="旧打印机", duplex=False)
    dialog = dialog_of(qtbot, draft, (printer,))
    assert "旧打印机" in dialog.note.text()
    dialog.duplex.click()
    assert dialog.note.text() == ""


def test_a_person_prints_a_draft_and_is_told_what_went_out(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    out = tmp_path / "paper.pdf"
    dialog = dialog_of(qtbot, (bridge, files), (PdfPrinter(out),))
    dialog.draft.click()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.bar.isVisible()
    assert not dialog.go.isEnabled()
    assert dialog.leave.text() == "停止打印"
    qtbot.waitUntil(lambda: not dialog.run.running, timeout=60000)
    with pypdfium2.PdfDocument(out.read_bytes()) as printed:
        assert f"每份 {len(printed)} 页" in dialog.note.text()
    assert dialog.leave.text() == "关闭"
    qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_closing_while_printing_stops_first(qtbot, tmp_path) -> None:
    dialog = dialog_of(qtbot, sample_draft(), (PdfPrinter(tmp_path / "paper.pdf"),))
    dialog.copies.setValue(20)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    dialog.close()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60000)
    assert not dialog.run.running
