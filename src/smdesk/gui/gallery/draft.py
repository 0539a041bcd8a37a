"""A draft in the wizard: every step of every sample, whole tables, and the states of its panels."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from smdesk.gui.gallery.prose import show_caption, show_texts
from smdesk.gui.gallery.stage import SIZE, Stage
from smdesk.gui.gallery.waiting import settle, until
from smdesk.gui.sheet.page import TablePage
from smdesk.gui.sheet.tickbox import TickBox
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.wizard.steps import CHECK, EXPORT

if TYPE_CHECKING:
    from smdesk.gui.attachments.page import AttachmentsPage
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.printing.printers import Printer
    from smdesk.gui.wizard.export_page import ExportPage
    from smdesk.rules.findings import Finding
    from smdesk.service.home import SampleName

_NARROW = 1100


def show_samples(stage: Stage) -> None:
    """Every step of every bundled sample with its preview, and each table whole."""
    from smdesk.service.home import add_sample, sample_names

    with stage.window("samples") as window:
        for one in sample_names():
            assert window.desk.library is not None
            draft = add_sample(window.desk.library, one.form_id, one.name)
            with stage.draft(window, draft) as page:
                show_steps(stage, window, page, stem_of(one))


def show_blanks(stage: Stage) -> None:
    """Each table of each form with nothing in it."""
    from smdesk.service.essentials import shelf
    from smdesk.service.session.opening import new_draft

    with stage.window("blanks") as window:
        for _notice, forms in shelf().notices:
            for form in forms:
                assert window.desk.library is not None
                draft = new_draft(window.desk.library, form.form_id).id
                stem = f"blank-{form.form_id.replace('/', '-')}"
                with stage.draft(window, draft) as page:
                    stage.take(stem, window)
                    for step in page.walk.steps:
                        page.show_step(step)
                        _take_sheet(stage, page, f"{stem}-{step.replace('/', '-')}")


def stem_of(one: SampleName) -> str:
    """Return how pictures of a sample are called."""
    return f"{one.name}-{one.form_id.replace('/', '-')}"


def show_steps(stage: Stage, window: MainWindow, page: WizardPage, stem: str) -> None:
    """Picture each step of a draft, the preview beside it."""
    page.frame.open_panel("preview")
    drawer = page.frame.side.page("preview").drawer  # type: ignore[attr-defined]
    for step in page.walk.steps:
        page.show_step(step)
        settle()
        until(lambda: not drawer.busy, f"preview of {step}")
        name = f"{stem}-{step.replace('/', '-')}"
        stage.take(name, window)
        _take_sheet(stage, page, f"{name}-whole")
    if not drawer.sheets:
        raise RuntimeError(f"{stem}: no page was drawn")


def _take_sheet(stage: Stage, page: WizardPage, name: str) -> None:
    current = page.walk.pages.current
    if isinstance(current, TablePage):
        stage.take(name, current.view)


def show_states(stage: Stage) -> None:
    """The panels, notes, boxes and menus of the wizard, on the draft with the most mistakes."""
    from smdesk.service.home import add_sample, sample_names

    with stage.window("states") as window:
        library = window.desk.library
        assert library is not None
        samples = sample_names()
        worst, good = samples[-1], samples[0]
        with stage.draft(window, add_sample(library, worst.form_id, worst.name)) as page:
            page.bridge.do(page.bridge.session.ask_check)
            _panels(stage, window, page)
            _cells(stage, window, page)
            _boxes(stage, window, page)
            _rims(stage, window, page)
            show_texts(stage, window, page)
            _files(stage, window, page)
            _export(stage, window, page)
        with stage.draft(window, add_sample(library, good.form_id, good.name)) as page:
            _outputs(stage, window, page)


def _first(page: WizardPage, level: str) -> Finding:
    found = page.bridge.session.visible_findings()
    return next(
        one for one in found if one.level == level and _table(page, one.addresses[0]) is not None
    )


def _table(page: WizardPage, place: str) -> str | None:
    step = page.bridge.session.section_of(place)
    return step if step is not None and step.startswith("table/") else None


def _panels(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    page.frame.open_panel("findings")
    page.findings.fill()
    stage.take("panel-findings", window)
    card = next(one for one in page.findings.cards.values() if one.reason is not None)
    page.findings.reveal(card.finding.key)
    assert card.reason is not None
    card.reason.editor.setFocus()
    card.reason.editor.setPlainText("核实无误")
    stage.take("panel-reason", window)
    card.reason.editor.setPlainText("")
    clause = next(
        (one for one in page.bridge.session.visible_findings() if one.clause is not None), None
    )
    if clause is not None:
        page.findings.quoted.emit(clause.key)
        stage.take("panel-clause", window)
    page.frame.open_panel("preview")
    drawer = page.frame.side.page("preview").drawer  # type: ignore[attr-defined]
    until(lambda: bool(drawer.sheets) and not drawer.busy, "preview")
    stage.take("panel-preview", window)


def _cells(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """A cell of each kind with the focus in it."""
    page.frame.close_panel()
    for level in ("error", "check", "hint"):
        page.go_to(_first(page, level).addresses[0])
        stage.take(f"cell-{level}", window)
    found: dict[str, str] = {}
    for step in (one for one in page.walk.steps if one.startswith(("table/", "cover"))):
        page.show_step(step)
        current = page.walk.pages.current
        assert isinstance(current, TablePage)
        for editor in current.editors:
            kind = "tick" if isinstance(editor, TickBox) else "value"
            kind = "row" if editor.slot.place.repeat is not None else kind
            if kind not in found and editor.isEnabled():
                found[kind] = editor.slot.key
                current.go_to(editor.slot.key)
                stage.take(f"cell-{kind}", window)
                if kind != "tick":
                    stage.popup(f"menu-cell-{kind}", partial(_ask_menu, editor), window)
    page.bridge.do(page.bridge.session.leave)


def _ask_menu(widget: QWidget) -> None:
    """Ask a widget for its menu as the menu key does."""
    middle = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, widget.mapToGlobal(middle))
    QApplication.sendEvent(widget, event)


def _boxes(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """The search for a field, and the preview of a paste."""
    from smdesk.gui.sheet.findbox import FindBox

    page.walk.find()
    box = window.findChild(FindBox)
    assert isinstance(box, FindBox)
    box.field.setText("yy")
    stage.take("box-find", window)
    box.field.setText("没有这一栏")
    stage.take("box-find-none", window)
    box.close()
    step = next(one for one in page.walk.steps if one.startswith("table/"))
    page.show_step(step)
    current = page.walk.pages.current
    assert isinstance(current, TablePage)
    editor = next(one for one in current.editors if not isinstance(one, TickBox))
    editor.setFocus()
    data = QMimeData()
    data.setText("\n".join(f"{row}.50\t约 {row} 万元\t文字" for row in range(1, 9)))
    stage.dialog("dialog-paste", partial(current._deeds.paste, editor, data))


def _rims(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """The panel as a strip, the drawer of a narrow window."""
    step = next(one for one in page.walk.steps if one.startswith("table/"))
    page.show_step(step)
    page.frame.close_panel()
    stage.take("frame-strip", window)
    window.resize(_NARROW, 760)
    settle()
    stage.take("frame-narrow", window)
    page.frame.open_panel("findings")
    stage.take("frame-drawer", window)
    page.frame.close_panel()
    window.resize(*SIZE)
    settle()
    page.frame.open_panel("findings")


def _dialog(stage: Stage, name: str, dialog: QDialog) -> None:
    stage.dialog(name, dialog.exec)
    dialog.deleteLater()


def _menu(stage: Stage, name: str, menu: QMenu, window: QWidget, under: QWidget) -> None:
    stage.menu(name, menu, window, under.mapTo(window, QPoint(0, under.height())))


def _files(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    if "attachments" not in page.walk.steps:
        return
    page.show_step("attachments")
    settle(0.5)
    current: AttachmentsPage = page.walk.pages.current  # type: ignore[assignment]
    rows = [one for group in current.groups.values() for one in group.rows]
    if rows:
        current.focus_file(0)
        stage.take("attachments-focus", window)
        stage.popup("menu-file", partial(_ask_menu, rows[0]), window)


def _export(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """The check and the export of a draft that is not ready; where a file is held."""
    from smdesk.errors import Problem

    page.show_step(CHECK)
    stage.take("check-errors", window)
    page.show_step(EXPORT)
    stage.take("export-errors", window)
    current: ExportPage = page.walk.pages.current  # type: ignore[assignment]
    current.report.show_problem(
        Problem("files.target-held", params={"file": "申报书.docx"}), "申报书"
    )
    stage.take("export-held", window)
    stage.dialog("dialog-original", current.fill_original)


def _outputs(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """What comes out: the check passed, the export under way and done, the print, the book."""
    page.show_step(CHECK)
    stage.take("check-ready", window)
    page.show_step(EXPORT)
    current: ExportPage = page.walk.pages.current  # type: ignore[assignment]
    current.folder.setText(str(stage.folder / "files"))
    moved: list[int] = []

    def running(done: int, _total: int) -> None:
        if not moved:
            moved.append(done)
            stage.take("export-running", window, at_once=True)

    current.run.moved.connect(running)
    current.go.click()
    until(lambda: bool(moved) and not current.run.running, "export")
    stage.take("export-done", window)
    show_caption(stage, window, page)
    _prints(stage, window, page)
    _book(stage, page)


def _prints(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    from smdesk.gui.printing.dialog import PrintDialog
    from smdesk.gui.printing.printers import PdfPrinter

    printer = PdfPrinter(stage.folder / "files" / "print.pdf", "办公室打印机")
    by_hand = PdfPrinter(printer.path, "单面打印机", duplex=False)
    for name, known in (("", (printer,)), ("-by-hand", (by_hand,)), ("-none", ())):
        services = page._services
        dialog = PrintDialog(
            services.bridge, services.file, printers=partial(tuple, known), parent=window
        )
        _dialog(stage, f"dialog-print{name}", dialog)
    _left_print(stage, window, page, printer)


def _left_print(stage: Stage, window: MainWindow, page: WizardPage, printer: Printer) -> None:
    """What is told of a print that was stopped after its first copy."""
    from smdesk.gui.printing.dialog import PrintDialog
    from smdesk.service.printing.joblist import JobList
    from smdesk.service.printing.parcel import Parcel

    services, place = page._services, (stage.folder, "printing/left")
    jobs = JobList(*place)
    jobs.add(Parcel(b"%PDF", "杭州示例有限公司_服务型制造示范企业申报书", 20, copies=3))
    jobs.begin(1)
    jobs.sent(1)
    dialog = PrintDialog(
        services.bridge, services.file, printers=lambda: (printer,), place=place, parent=window
    )
    _dialog(stage, "dialog-print-left", dialog)


def _book(stage: Stage, page: WizardPage) -> None:
    page.open_book()
    book = page._previews.book
    assert book is not None
    until(lambda: bool(book.view.sheets) and not book.drawer.busy, "book")
    stage.take("book", book)
    menu = book.bar.percent.menu()
    _menu(stage, "menu-zoom", menu, book, book.bar.percent)
    book.close()
    settle(0.05)
