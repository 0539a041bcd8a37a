"""Paper: the list of prints, the test sheets, the stack put back, signed pages taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.gui.gallery.stage import Stage
from smdesk.gui.gallery.waiting import settle, until

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.printing.batch import BatchDialog

_GOOD = 2
"""Samples that are printed here."""
_SCAN_DPI = 100


def show_paper(stage: Stage) -> None:
    """The list of prints in its states, the trial of a printer, the scans of a signed packet."""
    from smdesk.service.home import add_sample, sample_names

    with stage.window("paper") as window:
        library = window.desk.library
        assert library is not None
        good = sample_names()[:_GOOD]
        drafts = [add_sample(library, one.form_id, one.name) for one in good]
        window.home.refresh()
        window.home.list.setFocus()
        _trials(stage, window)
        _prints(stage, window, drafts)
        _signed(stage, window)


def _trials(stage: Stage, window: MainWindow) -> None:
    from smdesk.gui.printing.memory import Remembered
    from smdesk.gui.printing.printers import PdfPrinter
    from smdesk.gui.printing.trial import TrialDialog

    folder = stage.folder / "files"
    folder.mkdir(parents=True, exist_ok=True)
    printer = PdfPrinter(folder / "trial.pdf", "办公室打印机")
    for mode, passes in (("auto", 1), ("hand", 2)):
        dialog = TrialDialog(printer, mode, Remembered(), parent=window)  # type: ignore[arg-type]
        stage.dialog(f"dialog-trial-{mode}", dialog.exec, partial(_tried, passes=passes))
        dialog.deleteLater()
    half = TrialDialog(printer, "hand", Remembered(half="hand1"), parent=window)
    stage.dialog("dialog-trial-half", half.exec)
    half.deleteLater()


def _tried(dialog: object, *, passes: int) -> None:
    from smdesk.gui.printing.trial import TrialDialog

    assert isinstance(dialog, TrialDialog)
    for button in (dialog.go, dialog.backs)[:passes]:
        button.click()
        until(lambda: not dialog.press.running, "test sheet")
    for one, _ in dialog.pairs:
        one.click()


def _prints(stage: Stage, window: MainWindow, drafts: list[int]) -> None:
    from smdesk.gui.printing.batch import BatchDialog
    from smdesk.gui.printing.printers import PdfPrinter
    from smdesk.service.printing.joblist import JobList
    from smdesk.service.printing.parcel import of_draft

    library = window.desk.library
    assert library is not None
    jobs = JobList(window.folder)
    printer = PdfPrinter(stage.folder / "files" / "list.pdf", "单面打印机", duplex=False)
    dialog = BatchDialog(
        jobs, library, window.settings.store, printers=lambda: (printer,), parent=window
    )
    dialog.show()
    stage.take("print-list-empty", dialog)
    stage.dialog("dialog-print-drafts", dialog.pick_drafts)
    for draft in drafts:
        jobs.add(of_draft(library, draft), 1)
    jobs.begin(1, "fronts", slip=True)
    jobs.sent(1)
    dialog.frame.table.show_jobs(jobs.jobs)
    dialog.run.changed.emit()
    dialog.frame.table.choose(1)
    stage.take("print-list-doubt", dialog)
    jobs.resolve(1, printed=True)
    dialog.run.changed.emit()
    _turn(stage, dialog)
    dialog.close()
    dialog.deleteLater()
    settle(0.02)


def _turn(stage: Stage, dialog: BatchDialog) -> None:
    """Print until a stack is to be put back, both ways; stop there."""
    from smdesk.service.printing.plan import FACE_UP

    dialog.frame.go.click()
    until(lambda: dialog.run.turning is not None, "fronts")
    stage.take("print-list-turn", dialog)
    dialog.frame.turn.picture.show_way(FACE_UP)
    dialog.frame.turn.ask(FACE_UP)
    stage.take("print-list-turn-over", dialog)
    dialog.run.stop()


def _signed(stage: Stage, window: MainWindow) -> None:
    from smdesk.gui.signing.dialog import SignDialog

    pdf, scans = _paper(stage.folder / "files")
    dialog = SignDialog(parent=window)
    dialog.show()
    stage.take("sign-empty", dialog)
    dialog.open_paper(pdf)
    until(lambda: not dialog.work.running, "paper")
    dialog.add_paths(scans)
    until(lambda: not dialog.work.running, "scans")
    stage.take("sign-scans", dialog)
    first = dialog.table.topLevelItem(0)
    assert first is not None
    dialog.table.setCurrentItem(first)
    dialog.go.click()
    until(lambda: not dialog.work.running, "signed file")
    stage.take("sign-done", dialog)
    dialog.close()
    dialog.deleteLater()
    settle(0.02)


def _paper(folder: Path) -> tuple[Path, list[Path]]:
    """Export a sample; return its PDF, and scans: a page of it, one without its foot, one of another."""
    import pypdfium2

    from smdesk.notices.loader import find_form
    from smdesk.packet.build import build_packet
    from smdesk.packet.pdf import write_pdf
    from smdesk.service.samples import load_sample, sample_ids
    from smdesk.service.signed import open_paper

    form_id = sample_ids()[0]
    pack, form = find_form(form_id)
    found, files = load_sample(form_id)
    ours = found.model_copy(update={"attachments": ()})
    other = ours.model_copy(update={"values": dict(ours.values) | {"org.legal": "另一人"}})
    made = [
        write_pdf(build_packet(pack, form, one, draft=False, files=files), files)
        for one in (ours, other)
    ]
    pdf = folder / f"{form.title}.pdf"
    pdf.write_bytes(made[0])
    page = open_paper(made[0]).sign_pages[-1]
    scans = []
    for name, data, whole in (("盖章页.jpg", made[0], True), ("旧稿.jpg", made[1], True),
                              ("页脚缺失.jpg", made[0], False)):  # fmt: skip
        with pypdfium2.PdfDocument(data) as document:
            image = document[page - 1].render(scale=_SCAN_DPI / 36).to_pil().convert("RGB")
        if not whole:
            image.paste("white", (0, image.height * 9 // 10, image.width, image.height))
        image.rotate(1.2, fillcolor=(236, 234, 230)).save(folder / name)
        scans.append(folder / name)
    return pdf, scans
