"""The list of prints in its window, on a printer that writes files; stops, kills, doubts."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import QSettings, Qt

from smdesk.errors import SmdeskError
from smdesk.gui.printing.batch import BatchDialog
from smdesk.gui.printing.batchrun import BatchRun
from smdesk.gui.printing.picking import DraftsDialog
from smdesk.gui.printing.printers import PdfPrinter, SheetPlan
from smdesk.packet.package import write_package
from smdesk.service.printing.assembly import assembled, copy_sides
from smdesk.service.printing.joblist import JobList
from smdesk.service.printing.parcel import parcel_of
from smdesk.service.samples import sample_ids
from smdesk.store.library import Library

sys.path.insert(0, str(Path(__file__).parents[1] / "service" / "signed"))
from papers import paper

sys.path.insert(0, str(Path(__file__).parent))
from previewing import sample_draft

FORMS = sample_ids()[:2]


@pytest.fixture(scope="module")
def parcels():
    return [parcel_of(paper(one), one) for one in FORMS]


@pytest.fixture
def jobs(tmp_path, parcels) -> JobList:
    made = JobList(tmp_path / "data")
    for one in parcels:
        made.add(one, 1)
    return made


def pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path.read_bytes()) as found:
        return len(found)


def printed(folder: Path) -> list[int]:
    """Return how many pages each print of a folder has, in order."""
    files = list(folder.glob("out*.pdf"))
    return [pages(one) for one in sorted(files, key=lambda one: (len(one.stem), one.stem))]


def even(count: int) -> int:
    return count + count % 2


def test_every_copy_is_a_print_of_its_own_with_a_slip_on_the_first(
    qtbot, jobs, parcels, tmp_path
) -> None:
    jobs.set_copies(1, 2)
    run = BatchRun(jobs)
    with qtbot.waitSignal(run.ended, timeout=120000) as told:
        run.start(SheetPlan(PdfPrinter(tmp_path / "out.pdf")))
    assert told.args == ["done"]
    first, second = (even(one.pages) for one in parcels)
    assert printed(tmp_path) == [2 + first, first, 2 + second]
    assert all(one.finished for one in JobList(tmp_path / "data").jobs)


def test_a_stop_leaves_the_rest_and_a_later_start_goes_on(qtbot, jobs, tmp_path) -> None:
    run = BatchRun(jobs)
    run.changed.connect(lambda: run.stop() if jobs.job(1).finished else None)
    with qtbot.waitSignal(run.ended, timeout=120000) as told:
        run.start(SheetPlan(PdfPrinter(tmp_path / "out.pdf")))
    assert told.args == ["stopped"]
    run.deleteLater()
    later = JobList(tmp_path / "data")
    assert [one.state for one in later.jobs] == ["done", "waiting"]
    again = BatchRun(later)
    with qtbot.waitSignal(again.ended, timeout=120000):
        again.start(SheetPlan(PdfPrinter(tmp_path / "out.pdf")))
    assert len(printed(tmp_path)) == 2
    assert all(one.finished for one in later.jobs)


def test_a_copy_that_was_stopped_half_way_waits_for_a_persons_word(qtbot, jobs, tmp_path) -> None:
    run = BatchRun(jobs)
    run.moved.connect(lambda _job, done, _total: run.stop() if done == 2 else None)
    with qtbot.waitSignal(run.ended, timeout=120000) as told:
        run.start(SheetPlan(PdfPrinter(tmp_path / "out.pdf")))
    assert told.args == ["stopped"]
    assert jobs.job(1).state == "unsure"
    assert jobs.job(2).state == "waiting"


def test_a_kill_while_a_copy_goes_out_is_asked_about_at_the_next_start(
    qtbot, jobs, tmp_path
) -> None:
    """The list on the disk is looked at from outside while pages go out, as after a kill."""
    run = BatchRun(jobs)
    seen: list[str] = []

    def look(job: int, done: int, _total: int) -> None:
        if job == 1 and done == 1:
            seen.append(JobList(tmp_path / "data").job(1).state)

    run.moved.connect(look)
    with qtbot.waitSignal(run.ended, timeout=120000):
        run.start(SheetPlan(PdfPrinter(tmp_path / "out.pdf")))
    assert seen == ["unsure"]


def test_by_hand_each_copy_is_turned_before_the_next_begins(qtbot, jobs, parcels, tmp_path) -> None:
    run = BatchRun(jobs)
    asked: list[tuple[int, int]] = []

    def turn(job: int) -> None:
        asked.append((job, len(printed(tmp_path))))
        assert jobs.job(job).state == "turning"
        run.go_on()

    run.turn_wanted.connect(turn)
    with qtbot.waitSignal(run.ended, timeout=120000):
        run.start(SheetPlan(PdfPrinter(tmp_path / "out.pdf", duplex=False), "hand"))
    assert asked == [(1, 1), (2, 3)]
    sheets = [1 + (one.pages + 1) // 2 for one in parcels]
    assert printed(tmp_path) == [sheets[0], sheets[0], sheets[1], sheets[1]]


def seen(folder: Path, parcels) -> list[list[list[str]]]:
    """Return what each side of each print of a folder may be: whose, with its page; blanks are alike."""
    found = []
    files = sorted(folder.glob("out*.pdf"), key=lambda one: (len(one.stem), one.stem))
    known: dict[bytes, list[str]] = {}
    for number, one in enumerate(parcels):
        with pypdfium2.PdfDocument(one.data) as pdf:
            for page in range(len(pdf)):
                known.setdefault(look(pdf, page), []).append(f"{number}:{page + 1}")
    for path in files:
        with pypdfium2.PdfDocument(path.read_bytes()) as pdf:
            found.append([nearest(look(pdf, page), known) for page in range(len(pdf))])
    return found


def look(pdf: pypdfium2.PdfDocument, page: int) -> bytes:
    return pdf[page].render(scale=1).to_pil().convert("L").resize((60, 84), Image.BOX).tobytes()


def nearest(image: bytes, known: dict[bytes, list[str]]) -> list[str]:
    return known[min(known, key=lambda one: sum(map(abs, map(int.__sub__, one, image))))]


def short(one):
    """Return the first six pages of a packet as a packet."""
    (leaf,) = copy_sides(None, one.data, range(1, 7), duplex=True)
    return parcel_of(assembled([leaf]), one.applicant)


@pytest.mark.parametrize(
    ("turn", "stacks", "backs"),
    [
        ("copy", [["0"], ["0"], ["1"]], [["0"], ["0"], ["1"]]),
        ("packet", [["0", "0"], ["1"]], [["0", "0"], ["1"]]),
        ("list", [["0", "0", "1"]], [["1", "0", "0"]]),
    ],
)
def test_by_hand_a_stack_is_a_copy_a_packet_or_the_whole_list(
    qtbot, parcels, tmp_path, turn, stacks, backs
) -> None:
    small = [short(one) for one in parcels]
    jobs = JobList(tmp_path / "data")
    for one, copies in zip(small, (2, 1), strict=True):
        jobs.add(one, copies)
    run = BatchRun(jobs)
    run.turn_wanted.connect(lambda _job: run.go_on())
    plan = SheetPlan(PdfPrinter(tmp_path / "out.pdf", duplex=False), "hand", turn=turn)
    with qtbot.waitSignal(run.ended, timeout=120000) as told:
        run.start(plan, slip=False)
    assert told.args == ["done"]
    wanted = []
    for fronts, turned in zip(stacks, backs, strict=True):
        wanted += [[f"{one}:{page}" for page in (1, 3, 5)] for one in fronts]
        wanted += [[f"{one}:{page}" for page in (6, 4, 2)] for one in turned]
    made = seen(tmp_path, small)
    for one, other in zip(made, wanted, strict=True):
        assert all(page in side for side, page in zip(one, other, strict=True)), (one, other)


def test_a_stack_can_be_left_after_any_copy_and_gone_on_with_after_a_restart(
    qtbot, parcels, tmp_path
) -> None:
    jobs = JobList(tmp_path / "data")
    jobs.add(short(parcels[0]), 3)
    plan = SheetPlan(PdfPrinter(tmp_path / "out.pdf", duplex=False), "hand")

    def stopped_when(held: JobList, reached) -> BatchRun:
        run = BatchRun(held)
        run.changed.connect(lambda: run.stop() if reached(held.job(1)) else None)
        return run

    run = stopped_when(jobs, lambda job: job.out == 2)
    with qtbot.waitSignal(run.ended, timeout=60000):
        run.start(plan)
    later = JobList(tmp_path / "data")
    assert (later.job(1).state, later.job(1).out, later.job(1).stacked) == ("turning", 2, 7)
    run = stopped_when(later, lambda job: job.done == 1)
    with qtbot.waitSignal(run.ended, timeout=60000):
        run.send_backs(plan)
    last = JobList(tmp_path / "data")
    assert (last.job(1).done, last.job(1).out, last.job(1).slip_out) == (1, 1, True)
    run = BatchRun(last)
    run.turn_wanted.connect(lambda _job: run.go_on())
    with qtbot.waitSignal(run.ended, timeout=60000):
        run.send_backs(plan)
    assert last.job(1).finished
    assert printed(tmp_path) == [4, 3, 3, 4, 3, 3]


def test_backs_can_follow_after_a_restart(qtbot, jobs, tmp_path) -> None:
    plan = SheetPlan(PdfPrinter(tmp_path / "out.pdf", duplex=False), "hand")
    run = BatchRun(jobs)
    with qtbot.waitSignal(run.turn_wanted, timeout=120000):
        run.start(plan)
    later = JobList(tmp_path / "data")
    assert later.job(1).state == "turning"
    again = BatchRun(later)
    again.turn_wanted.connect(lambda _job: again.stop())
    with qtbot.waitSignal(again.ended, timeout=120000):
        again.send_backs(plan)
    assert later.job(1).finished
    assert later.job(2).state == "turning"
    fronts, backs = printed(tmp_path)[:2]
    assert fronts == backs


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_stops_the_list_and_nothing_is_in_doubt(
    qtbot, jobs, tmp_path
) -> None:
    run = BatchRun(jobs)
    with qtbot.waitSignal(run.refused, timeout=60000) as told:
        run.start(SheetPlan(PdfPrinter(tmp_path / "no" / "out.pdf")))
    assert told.args[0].code == "printing.not-accepted"
    assert [one.state for one in jobs.jobs] == ["waiting", "waiting"]
    assert jobs.job(1).note
    assert not run.running


# -- the window ---------------------------------------------------------------------------------


def window_of(qtbot, jobs, tmp_path, *, duplex=True, library=None, files=()) -> BatchDialog:
    made = BatchDialog(
        jobs, library,
        printers=lambda: (PdfPrinter(tmp_path / "out.pdf", duplex=duplex),),
        choose_files=lambda _parent: files,
        choose_target=lambda _parent: str(tmp_path / "all.pdf"),
    )  # fmt: skip
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_person_lists_files_prints_them_and_is_told(qtbot, tmp_path, parcels) -> None:
    good, bad = tmp_path / "甲.pdf", tmp_path / "坏.pdf"
    good.write_bytes(parcels[0].data)
    bad.write_bytes(b"%PDF-1.7 no")
    jobs = JobList(tmp_path / "data")
    window = window_of(qtbot, jobs, tmp_path, files=(str(good), str(bad)))
    assert not window.frame.go.isEnabled()
    qtbot.mouseClick(window.frame.add_files, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.busy, timeout=30000)
    assert "坏.pdf" in window.frame.note.text()
    assert [one.copies for one in jobs.jobs] == [parcels[0].copies]
    window.frame.table.choose(1)
    window.frame.copies.setValue(1)
    assert jobs.job(1).copies == 1
    qtbot.mouseClick(window.frame.go, Qt.MouseButton.LeftButton)
    assert window.frame.stop.isVisible()
    qtbot.waitUntil(lambda: not window.busy, timeout=60000)
    assert jobs.job(1).finished
    assert "已全部送出" in window.frame.note.text()
    qtbot.mouseClick(window.frame.clear, Qt.MouseButton.LeftButton)
    assert jobs.jobs == ()


def test_what_is_in_doubt_is_asked_and_answered(qtbot, jobs, tmp_path) -> None:
    jobs.begin(1)
    window = window_of(qtbot, JobList(tmp_path / "data"), tmp_path)
    assert window.frame.doubt.isVisible()
    assert not window.frame.doubt.turn.isVisible()
    assert not window.frame.doubt.picture.isVisible()
    qtbot.mouseClick(window.frame.doubt.again, Qt.MouseButton.LeftButton)
    assert not window.frame.doubt.isVisible()
    held = JobList(tmp_path / "data")
    assert (held.job(1).state, held.job(1).done) == ("waiting", 0)


def test_the_stack_is_put_back_in_the_window(qtbot, jobs, tmp_path) -> None:
    window = window_of(qtbot, jobs, tmp_path, duplex=False)
    assert window.choice.mode == "hand"
    qtbot.mouseClick(window.frame.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(window.frame.turn.isVisible, timeout=60000)
    assert jobs.job(1).title in window.frame.turn.lead.text()
    small = 768 - 48  # a small screen less its frame and bar
    assert window.height() <= small
    qtbot.mouseClick(window.frame.turn.stop, Qt.MouseButton.LeftButton)
    assert not window.busy
    assert window.frame.doubt.turn.isVisible()
    assert window.frame.doubt.picture.isVisible()
    assert window.height() <= small
    qtbot.mouseClick(window.frame.doubt.turn, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: jobs.job(1).finished, timeout=60000)
    qtbot.waitUntil(window.frame.turn.isVisible, timeout=60000)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10000)


def test_the_job_whose_turn_begins_comes_into_view_once(qtbot, jobs, parcels, tmp_path) -> None:
    for _ in range(20):
        jobs.add(parcels[0], 1)
    table = window_of(qtbot, jobs, tmp_path).frame.table
    last = jobs.jobs[-1].id

    def seen() -> bool:
        item = table.topLevelItem(len(jobs.jobs) - 1)
        return table.viewport().rect().contains(table.visualItemRect(item))

    assert not seen()
    table.show_page(last, 1, 8)
    assert seen()
    table.scrollToTop()
    table.show_page(last, 2, 8)
    assert not seen()


def test_the_open_list_is_written_for_a_printer_elsewhere(qtbot, jobs, parcels, tmp_path) -> None:
    window = window_of(qtbot, jobs, tmp_path)
    qtbot.mouseClick(window.frame.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.busy, timeout=60000)
    assert pages(tmp_path / "all.pdf") == sum(2 + even(one.pages) for one in parcels)
    assert all(one.open for one in jobs.jobs)


def test_drafts_are_ticked_and_those_with_errors_cannot_be(qtbot, tmp_path) -> None:
    from smdesk.gui.home.rows import row_of
    from smdesk.service.home import add_sample, sample_names
    from smdesk.service.session.opening import new_draft

    with Library.open(tmp_path / "data") as library:
        sample = sample_names()[0]
        add_sample(library, sample.form_id, sample.name)
        new_draft(library, sample.form_id)
        rows = [row_of(one) for one in library.drafts()]
        dialog = DraftsDialog(rows)
        qtbot.addWidget(dialog)
        dialog.show()
        assert not dialog.go.isEnabled()
        qtbot.mouseClick(dialog.every, Qt.MouseButton.LeftButton)
        (chosen,) = dialog.chosen
        assert next(one for one in rows if one.id == chosen[0]).errors == 0
        dialog.search.setText("没有这样的单位")
        assert all(dialog.list.item(at).isHidden() for at in range(dialog.list.count()))


def test_a_list_that_cannot_be_kept_is_told(qtbot, jobs, tmp_path, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise SmdeskError("printing.read-only")

    window = window_of(qtbot, jobs, tmp_path)
    monkeypatch.setattr("smdesk.service.printing.joblist.write_atomically", refuse)
    qtbot.mouseClick(window.frame.go, Qt.MouseButton.LeftButton)
    assert not window.busy
    assert "只能查看" in window.frame.note.text()
    assert jobs.job(1).state == "waiting"


def test_what_is_put_into_the_list_has_the_contents_that_were_chosen(qtbot, tmp_path) -> None:
    bridge, files = sample_draft()
    package = tmp_path / "one.smdx"
    package.write_bytes(write_package(bridge.session.declaration, files))
    jobs = JobList(tmp_path / "data")
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    dialog = BatchDialog(jobs, None, settings, printers=tuple)
    qtbot.addWidget(dialog)
    for wanted in ("no", "yes"):
        dialog.frame.contents.setCurrentIndex(dialog.frame.contents.findData(wanted))
        with qtbot.waitSignal(dialog.gathering.done, timeout=120000):
            dialog.add_paths([package])
    without, with_it = jobs.jobs
    assert with_it.pages == without.pages + 2
