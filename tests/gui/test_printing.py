"""A packet printed: into a PDF file instead of onto paper, seen again by PDFium."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter

from smdesk.gui.printing.dialog import PrintDialog
from smdesk.gui.printing.memory import PrinterMemory, Remembered
from smdesk.gui.printing.printers import DPI, PdfPrinter, Setup, SheetPlan, SystemPrinter
from smdesk.gui.printing.run import Printed, PrintRun, PrintWish
from smdesk.gui.printing.trial import TrialDialog
from smdesk.packet.build import build_packet
from smdesk.packet.pdf import write_pdf
from smdesk.service.printing.plan import FACE_UP, HandWay

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
        run.start(PrintWish(SheetPlan(PdfPrinter(out), "one"), copies=1, draft=True))
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


def texts(path: Path) -> list[bytes]:
    """Return every page of a print as it looks from afar, empty where nothing is on it."""
    with pypdfium2.PdfDocument(path.read_bytes()) as printed:
        images = [page_image(printed, number) for number in range(len(printed))]
    return [b"" if one.getextrema()[0] > 250 else one.tobytes() for one in images]


def test_each_copy_begins_a_sheet(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    out = tmp_path / "paper.pdf"
    run = PrintRun(bridge, files)
    moved: list[tuple[int, int]] = []
    run.moved.connect(lambda done, total, _what: moved.append((done, total)))
    with qtbot.waitSignal(run.printed, timeout=60000) as told:
        run.start(PrintWish(SheetPlan(PdfPrinter(out)), copies=2, draft=True, range="1-3"))
    assert (told.args[0].pages, told.args[0].copies) == (3, 2)
    first, second = texts(out), texts(out.with_stem("paper-2"))
    assert first == second
    assert len(first) == 4
    assert first[3] == b""
    assert moved[-1] == (8, 8)


def test_by_hand_the_backs_wait_for_the_stack(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    printer = PdfPrinter(tmp_path / "paper.pdf", duplex=False)
    run = PrintRun(bridge, files)
    plan = SheetPlan(printer, "hand", HandWay(reverse=True))
    with qtbot.waitSignal(run.turn_wanted, timeout=60000) as asked:
        run.start(PrintWish(plan, copies=1, draft=True, range="3-6"))
    assert asked.args == [1]
    assert run.turning
    assert not printer.path.with_stem("paper-2").exists()
    with qtbot.waitSignal(run.printed, timeout=60000) as told:
        run.go_on()
    assert told.args[0].pages == 4
    fronts, backs = texts(printer.path), texts(printer.path.with_stem("paper-2"))
    with qtbot.waitSignal(run.printed, timeout=60000):
        run.start(
            PrintWish(SheetPlan(PdfPrinter(tmp_path / "book.pdf"), "one"), draft=True, range="3-6")
        )
    book = texts(tmp_path / "book.pdf")
    assert [fronts[0], backs[1], fronts[1], backs[0]] == book


def test_a_print_by_hand_can_be_given_up_at_the_turn(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    run = PrintRun(bridge, files)
    plan = SheetPlan(PdfPrinter(tmp_path / "paper.pdf"), "hand")
    with qtbot.waitSignal(run.turn_wanted, timeout=60000):
        run.start(PrintWish(plan, draft=True, range="1-2"))
    with qtbot.waitSignal(run.stopped, timeout=1000):
        run.cancel()
    assert not run.running


def test_contents_are_printed_where_they_are_wanted(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    pages = []
    for contents in ("no", "yes"):
        run = PrintRun(bridge, files)
        plan = SheetPlan(PdfPrinter(tmp_path / f"{contents}.pdf"))
        with qtbot.waitSignal(run.printed, timeout=60000) as told:
            run.start(PrintWish(plan, draft=True, contents=contents))
        pages.append(told.args[0].pages)
    assert pages[1] == pages[0] + 2  # the page and the back of its sheet


def test_a_final_print_is_refused_while_an_error_stands(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    bridge.session.set_value("org.name", "")
    run = PrintRun(bridge, files)
    with qtbot.waitSignal(run.refused, timeout=30000) as told:
        run.start(PrintWish(SheetPlan(PdfPrinter(tmp_path / "paper.pdf"))))
    assert told.args[0].code == "printing.final-refused"
    assert not (tmp_path / "paper.pdf").exists()
    assert not run.running


def test_a_print_can_be_stopped(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    run = PrintRun(bridge, files)
    run.moved.connect(lambda done, *_: run.cancel() if done == 1 else None)
    with qtbot.waitSignal(run.stopped, timeout=60000):
        run.start(PrintWish(SheetPlan(PdfPrinter(tmp_path / "paper.pdf")), copies=9, draft=True))
    assert not run.running


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_file_that_cannot_be_written_is_said(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    run = PrintRun(bridge, files)
    with qtbot.waitSignal(run.refused, timeout=60000) as told:
        run.start(PrintWish(SheetPlan(PdfPrinter(tmp_path / "no" / "paper.pdf")), draft=True))
    assert told.args[0].code == "printing.not-accepted"


def test_a_device_is_a4_to_its_edges_and_turned_over_the_long_edge(tmp_path, monkeypatch) -> None:
    asked: list[QPrinter.DuplexMode] = []
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _self, mode: asked.append(mode))
    printer = PdfPrinter(tmp_path / "paper.pdf")
    device = printer.device(Setup("名称", duplex=True))
    printer.device(Setup("名称", duplex=False))
    printer.device(Setup("名称", duplex=True, flipped=True))
    modes = QPrinter.DuplexMode
    assert asked == [modes.DuplexLongSide, modes.DuplexNone, modes.DuplexShortSide]
    assert device.resolution() == DPI
    sheet = device.pageLayout().paintRectPixels(DPI)
    assert abs(sheet.width() - 2480) <= 1
    assert abs(sheet.height() - 3508) <= 1


def test_a_printer_that_is_not_there_turns_nothing() -> None:
    assert not SystemPrinter("没有这台打印机").duplex


# -- the dialog ---------------------------------------------------------------------------------


def dialog_of(qtbot, draft, printers, settings=None) -> PrintDialog:
    bridge, files = draft
    made = PrintDialog(bridge, files, printers=lambda: printers, settings=settings)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(box, data) -> None:
    box.setCurrentIndex(next(at for at in range(box.count()) if box.itemData(at) == data))


def test_the_dialog_proposes_the_copies_of_the_notice_and_one_of_a_draft(
    qtbot, draft, tmp_path
) -> None:
    dialog = dialog_of(qtbot, draft, (PdfPrinter(tmp_path / "paper.pdf"),))
    delivery = draft[0].session.pack.notice.delivery
    assert dialog.final.isChecked()
    assert dialog.copies.value() == delivery.copies
    assert dialog.asked.text() == delivery.copies_text
    assert dialog.choice.mode == ("auto" if delivery.duplex else "one")
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
    assert not dialog.choice.trial.isEnabled()
    assert "没有打印机" in dialog.note.text()


def test_a_printer_of_one_side_is_fed_by_hand(qtbot, draft, tmp_path) -> None:
    printer = PdfPrinter(tmp_path / "paper.pdf", name="旧打印机", duplex=False)
    dialog = dialog_of(qtbot, draft, (printer,))
    assert dialog.choice.mode == "hand"
    assert "旧打印机" in dialog.note.text()
    assert dialog.choice.ways.isVisible()
    choose(dialog.choice.sides, "one")
    assert dialog.note.text() == ""
    assert not dialog.choice.ways.isVisible()


def test_at_the_turn_the_dialog_is_no_larger_than_before_and_on_the_screen(qtbot, tmp_path) -> None:
    """The picture takes the room of what is decided by then."""
    bridge, files = sample_draft()
    without_files(bridge)
    printer = PdfPrinter(tmp_path / "paper.pdf", duplex=False)
    dialog = dialog_of(qtbot, (bridge, files), (printer,))
    room = dialog.screen().availableGeometry()
    dialog.move(dialog.x(), room.bottom() - dialog.frameGeometry().height())
    before = dialog.height()
    dialog.go.click()
    qtbot.waitUntil(lambda: dialog.run.turning, timeout=60000)
    assert not dialog.form.isVisible()
    assert dialog.turn.isVisible()
    assert dialog.height() <= before + 40
    assert dialog.frameGeometry().bottom() <= room.bottom()
    dialog.run.cancel()
    qtbot.waitUntil(dialog.form.isVisible)


def test_a_range_that_cannot_be_read_stops_the_print_before_it_begins(
    qtbot, draft, tmp_path
) -> None:
    dialog = dialog_of(qtbot, draft, (PdfPrinter(tmp_path / "paper.pdf"),))
    qtbot.keyClicks(dialog.pages, "3-1")
    assert not dialog.go.isEnabled()
    assert "3-1" in dialog.note.text()
    dialog.pages.setText("1-3")
    assert dialog.go.isEnabled()


def test_each_printer_is_remembered_by_itself(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    one = PdfPrinter(tmp_path / "a.pdf", name="一楼 A/3 打印机")
    two = PdfPrinter(tmp_path / "b.pdf", name="二楼", duplex=False)
    dialog = dialog_of(qtbot, (bridge, files), (one, two), store)
    dialog.draft.click()
    dialog.pages.setText("1")
    dialog.choice.printer.setCurrentIndex(1)
    choose(dialog.choice.ways, FACE_UP)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.run.running, timeout=60000)
    dialog.choice.printer.setCurrentIndex(0)
    choose(dialog.choice.sides, "one")
    dialog.choice.keep()
    store.sync()
    again = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    later = dialog_of(qtbot, (bridge, files), (two, one), again)
    assert later.choice.chosen == one
    assert later.choice.mode == "one"
    later.choice.printer.setCurrentIndex(0)
    plan = later.choice.plan
    assert (plan.mode, plan.way) == ("hand", FACE_UP)


def test_what_a_test_sheet_showed_is_kept(tmp_path) -> None:
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    for held in (
        Remembered("hand", False, HandWay(True, False, True), True),
        Remembered("auto", True),
        Remembered("one", False, FACE_UP),
    ):
        PrinterMemory(store).keep("名称", held)
        assert PrinterMemory(store).of("名称") == held
    store.setValue("printers/%E5%90%8D%E7%A7%B0", "x y z")
    assert PrinterMemory(store).of("名称") == Remembered()


NEW = Remembered()


def trial_of(qtbot, printer, mode, held=NEW) -> TrialDialog:
    made = TrialDialog(printer, mode, held)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_two_test_sheets_tell_how_a_printer_is_fed(qtbot, tmp_path) -> None:
    printer = PdfPrinter(tmp_path / "t.pdf", duplex=False)
    dialog = trial_of(qtbot, printer, "hand")
    assert not dialog.keep.isVisible()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.press.running, timeout=20000)
    assert not dialog.questions.isVisible()
    qtbot.mouseClick(dialog.backs, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.press.running, timeout=20000)
    assert not dialog.keep.isEnabled()
    on_back, heads, order = dialog.pairs
    on_back[1].click()
    heads[0].click()
    order[1].click()
    qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
    assert dialog.found == Remembered("hand", False, FACE_UP, True)
    assert len(texts(printer.path)) == len(texts(printer.path.with_stem("t-2"))) == 2


def test_a_trial_can_be_left_after_its_fronts_and_gone_on_with_another_day(qtbot, tmp_path) -> None:
    memory = PrinterMemory()
    printer = PdfPrinter(tmp_path / "t.pdf")
    dialog = trial_of(qtbot, printer, "hand")
    dialog.reached.connect(lambda half: memory.keep("p", replace(memory.of("p"), half=half)))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.backs.isVisible, timeout=30000)
    assert dialog.picture.isVisible()
    dialog.reject()
    later = trial_of(qtbot, printer, "hand", memory.of("p"))
    assert later.backs.isVisible()
    assert later.again.isVisible()
    assert not later.go.isVisible()
    other = trial_of(qtbot, printer, "auto", memory.of("p"))
    assert other.go.isVisible()
    qtbot.mouseClick(later.backs, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(later.questions.isVisible, timeout=30000)
    for yes, _ in later.pairs:
        yes.click()
    later.keep.click()
    assert later.found is not None
    assert later.found.half == ""


def test_a_stack_holds_all_copies_unless_each_is_to_be_turned(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    for turn, asked in (("packet", 1), ("copy", 2)):
        run = PrintRun(bridge, files)
        turns: list[int] = []
        run.turn_wanted.connect(turns.append)
        run.turn_wanted.connect(lambda _copy, run=run: run.go_on())
        plan = SheetPlan(PdfPrinter(tmp_path / f"{turn}.pdf", duplex=False), "hand", turn=turn)
        with qtbot.waitSignal(run.printed, timeout=60000):
            run.start(PrintWish(plan, copies=2, draft=True, range="1-4"))
        assert turns == list(range(1, asked + 1)) if turn == "copy" else [1]
        assert len(list(tmp_path.glob(f"{turn}*.pdf"))) == 4


def test_arrows_that_point_apart_turn_the_edge_of_a_duplex_printer(qtbot, tmp_path) -> None:
    for held, wanted in ((Remembered(), True), (Remembered("auto", True), False)):
        dialog = trial_of(qtbot, PdfPrinter(tmp_path / "t.pdf"), "auto", held)
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda shown=dialog: not shown.press.running, timeout=20000)
        dialog.pairs[0][1].click()
        qtbot.mouseClick(dialog.keep, Qt.MouseButton.LeftButton)
        assert dialog.found.flipped is wanted


def test_a_person_prints_a_draft_and_is_told_what_went_out(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    out = tmp_path / "paper.pdf"
    dialog = dialog_of(qtbot, (bridge, files), (PdfPrinter(out),))
    dialog.draft.click()
    dialog.pages.setText("1-2")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.bar.isVisible()
    assert not dialog.go.isEnabled()
    assert dialog.leave.text() == "停止打印"
    qtbot.waitUntil(lambda: not dialog.run.running, timeout=60000)
    assert "每份 2 页" in dialog.note.text()
    assert dialog.leave.text() == "关闭"
    qtbot.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_person_puts_the_stack_back_as_the_picture_shows(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    dialog = dialog_of(qtbot, (bridge, files), (PdfPrinter(tmp_path / "a.pdf", duplex=False),))
    dialog.draft.click()
    dialog.pages.setText("1-4")
    choose(dialog.choice.ways, FACE_UP)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.turn.isVisible, timeout=60000)
    assert "翻面" in dialog.turn.told.text()
    assert "翻面" in dialog.turn.picture.accessibleDescription()
    assert dialog.turn.hasFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):  # the stack is not turned by one key too many
        qtbot.keyClick(dialog.turn, key)
    assert dialog.run.turning
    qtbot.mouseClick(dialog.turn.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.run.running, timeout=60000)
    assert "每份 4 页" in dialog.note.text()


def test_closing_while_printing_stops_first(qtbot, tmp_path) -> None:
    dialog = dialog_of(qtbot, sample_draft(), (PdfPrinter(tmp_path / "paper.pdf"),))
    dialog.copies.setValue(20)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    dialog.close()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=60000)
    assert not dialog.run.running


# -- what is left of a print --------------------------------------------------------------------


def place_of(tmp_path: Path) -> tuple[Path, str]:
    return tmp_path / "data", "printing/draft-1"


def shown(qtbot, dialog: PrintDialog) -> PrintDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_stopped_print_is_gone_on_with_after_the_window_was_closed(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    printer, place = PdfPrinter(tmp_path / "paper.pdf"), place_of(tmp_path)
    run = PrintRun(bridge, files, place=place)
    run.moved.connect(lambda done, *_: run.cancel() if done == 5 else None)
    with qtbot.waitSignal(run.stopped, timeout=60000):
        run.start(PrintWish(SheetPlan(printer), copies=3, draft=True, range="1-3"))
    assert run.left is not None
    assert (run.left.done, run.left.copies, run.left.state) == (1, 3, "unsure")
    again = PrintDialog(bridge, files, printers=lambda: (printer,), place=place)
    shown(qtbot, again)
    assert again.left.isVisible()
    assert not again.go.isEnabled()
    before = set(tmp_path.glob("paper*.pdf"))
    qtbot.mouseClick(again.left.doubt.again, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(again.run.printed, timeout=60000) as told:
        qtbot.mouseClick(again.left.go, Qt.MouseButton.LeftButton)
    assert (told.args[0].pages, told.args[0].copies) == (3, 3)
    new = sorted(set(tmp_path.glob("paper*.pdf")) - before)
    assert [len(texts(one)) for one in new] == [4, 4]
    assert not again.left.isVisible()
    assert again.go.isEnabled()
    assert not list((tmp_path / "data" / "printing" / "draft-1").glob("*.pdf"))


def test_backs_that_were_not_printed_are_printed_later_and_changes_are_told(
    qtbot, tmp_path
) -> None:
    bridge, files = sample_draft()
    without_files(bridge)
    place = place_of(tmp_path)
    printer = PdfPrinter(tmp_path / "paper.pdf", duplex=False)
    run = PrintRun(bridge, files, place=place)
    with qtbot.waitSignal(run.turn_wanted, timeout=60000):
        plan = SheetPlan(printer, "hand", turn="copy")
        run.start(PrintWish(plan, copies=2, draft=True, range="1-4"))
    run.cancel()
    dialog = PrintDialog(bridge, files, printers=lambda: (printer,), place=place)
    shown(qtbot, dialog)
    dialog.choice.turns.setCurrentIndex(0)
    assert dialog.left.doubt.turn.isVisible()
    assert "2 张" in dialog.left.doubt.text.text()
    assert dialog.left.doubt.picture.isVisible()
    assert "不翻面" in dialog.left.doubt.way.text()
    assert dialog.height() <= 768 - 48  # a small screen less its frame and bar
    assert not dialog.copies.isVisible()
    dialog.choice.ways.setCurrentIndex(1)
    assert "沿长边整叠翻面" in dialog.left.doubt.way.text()
    dialog.choice.sides.setCurrentIndex(1)
    assert not dialog.left.doubt.picture.isVisible()
    assert not dialog.left.doubt.turn.isEnabled()
    dialog.choice.sides.setCurrentIndex(0)
    with qtbot.waitSignal(dialog.run.turn_wanted, timeout=60000) as asked:
        qtbot.mouseClick(dialog.left.doubt.turn, Qt.MouseButton.LeftButton)
    assert asked.args == [2]
    dialog.run.cancel()
    qtbot.mouseClick(dialog.left.doubt.again, Qt.MouseButton.LeftButton)
    assert "已送出 1 份，共 2 份" in dialog.left.text.text()
    qtbot.mouseClick(dialog.left.leave, Qt.MouseButton.LeftButton)
    assert dialog.run.left is None
    assert not dialog.left.isVisible()
    assert dialog.copies.isVisible()
    assert dialog.pages.isVisible()


def test_a_final_print_that_is_left_says_that_the_draft_changed_since(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    place, printer = place_of(tmp_path), PdfPrinter(tmp_path / "paper.pdf", duplex=False)
    run = PrintRun(bridge, files, place=place)
    with qtbot.waitSignal(run.turn_wanted, timeout=120000):
        run.start(PrintWish(SheetPlan(printer, "hand"), range="1-2"))
    run.cancel()
    run.resolve(printed=False)
    for text, changed in (("", False), ("另一家公司", True)):
        if text:
            bridge.session.set_value("org.name", text)
        dialog = PrintDialog(bridge, files, printers=lambda: (printer,), place=place)
        shown(qtbot, dialog)
        assert ("内容有改动" in dialog.left.text.text()) == changed
        assert "核对码" not in dialog.note.text()
