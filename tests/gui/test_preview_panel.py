"""The preview beside the table, as a person sees it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from smdesk.errors import SmdeskError
from smdesk.gui.preview.panel import PAUSE, PreviewPanel
from smdesk.gui.preview.view import FIT
from smdesk.packet.pdf import PdfWriter

sys.path.insert(0, str(Path(__file__).parent))
from previewing import FORM, HandTimer, HeldJobs, sample_draft


@pytest.fixture
def timer() -> HandTimer:
    return HandTimer()


@pytest.fixture
def panel(qtbot, timer):
    bridge, files = sample_draft()
    bridge.session.go_to("org.name")
    made = PreviewPanel(bridge, files, timer=timer)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    with qtbot.waitSignal(made.drawer.idle, timeout=20000):
        timer.ring()
    yield made
    made.close_preview()


def ring(qtbot, panel: PreviewPanel, timer: HandTimer) -> None:
    with qtbot.waitSignal(panel.drawer.idle, timeout=20000):
        timer.ring()


def shot(panel: PreviewPanel) -> QImage:
    return panel.view.viewport().grab().toImage()


def test_the_panel_shows_the_pages_of_the_part_at_hand(panel) -> None:
    assert panel.step.startswith("table/")
    assert [sheet.page for sheet in panel.view.sheets] == [0, 1]
    assert panel.view.sheets[0].recto
    image = panel.drawer.image(panel.view.sheets[0])
    assert (
        image.width() == panel.view._desk.boxes[0].width
    )  # sharp: a dot of the page is one of the screen
    text = panel.pages.label.text()
    assert text.startswith("第 1 页，共 2 页")
    assert str(panel.view.sheets[0].number) in text


def test_typing_is_drawn_at_the_pause_and_the_last_image_stays_until_then(
    qtbot, panel, timer
) -> None:
    session = panel._bridge.session
    before = shot(panel)
    for length in range(1, 5):
        session.set_value("org.name", "改名机械有限"[:length], final=False)
    assert timer.seconds == PAUSE
    assert shot(panel) == before
    ring(qtbot, panel, timer)
    assert shot(panel) != before
    session.undo()
    ring(qtbot, panel, timer)
    assert shot(panel) == before


def test_an_edit_of_another_part_leaves_the_image_as_it_is(
    qtbot, panel, timer, monkeypatch
) -> None:
    drawn: list[str] = []
    pages = PdfWriter.pages
    monkeypatch.setattr(
        PdfWriter,
        "pages",
        lambda self, one, *rest, **named: (
            drawn.append(one.parts[0].kind), pages(self, one, *rest, **named)
        )[1],
    )  # fmt: skip
    before = shot(panel)
    step = panel.step
    panel._bridge.session.set_narrative(panel._bridge.session.declaration.narrative.model_copy(
        update={"blocks": panel._bridge.session.declaration.narrative.blocks[:3]}))  # fmt: skip
    panel._bridge.session.go_to("org.name")
    ring(qtbot, panel, timer)
    assert panel.step == step
    assert shot(panel) == before
    assert "table" not in drawn


def test_the_panel_follows_the_person_to_another_part(qtbot, panel, timer) -> None:
    panel._bridge.session.go_to("narrative:2")
    ring(qtbot, panel, timer)
    assert panel.step == "narrative"
    assert len(panel.view.sheets) > 2
    panel.show_step("attachments")
    ring(qtbot, panel, timer)
    titles = {panel.drawer.title(sheet) for sheet in panel.view.sheets}
    assert len(titles) > 1  # the list and the files themselves
    panel.show_step("export")
    ring(qtbot, panel, timer)
    assert panel.view.sheets[0].number == 1


def test_the_place_at_hand_is_brought_into_view(qtbot, panel, timer) -> None:
    panel.view.set_zoom(100)
    session = panel._bridge.session
    sections = [one.id for one in session.progress.sections if one.part == "table"]
    last = [place for one in sections for place in session.places(one)][-1]
    with qtbot.waitSignal(panel.drawer.placed, timeout=20000):
        session.go_to(last)
        ring(qtbot, panel, timer)
    number, top = panel.view._mark
    assert number > 0
    box = panel.view._desk.boxes[number]
    y = box.y + top * panel.view.scale - panel.view.verticalScrollBar().value()
    assert 0 <= y <= panel.view.viewport().height()


def test_what_became_old_while_it_was_drawn_is_never_shown(qtbot, timer) -> None:
    bridge, files = sample_draft()
    bridge.session.go_to("org.name")
    jobs = HeldJobs()
    panel = PreviewPanel(bridge, files, jobs, timer=timer)
    qtbot.addWidget(panel)
    panel.resize(320, 700)
    panel.show()
    timer.ring()
    assert len(jobs.waiting) == 1
    shown: list[str] = []
    panel.drawer.drawn.connect(
        lambda: shown.append(panel.drawer._packet.applicant if panel.drawer._packet else "")
    )
    bridge.session.set_value("org.name", "第二个名字有限公司")
    timer.ring()
    assert len(jobs.waiting) == 1  # one at a time
    jobs.let_go()
    qtbot.waitUntil(lambda: len(jobs.waiting) == 1, timeout=20000)
    assert shown == []
    jobs.let_go()
    qtbot.waitUntil(lambda: bool(shown), timeout=20000)
    assert shown[0] == "第二个名字有限公司"
    qtbot.waitUntil(lambda: bool(jobs.waiting) or not panel.drawer.busy, timeout=20000)
    jobs.let_go()
    qtbot.waitUntil(lambda: not panel.drawer.busy, timeout=20000)
    panel.close_preview()


def test_a_fault_is_said_and_the_last_good_page_stays(qtbot, panel, timer, monkeypatch) -> None:
    before = shot(panel)

    def broken(*_args, **_named):
        raise SmdeskError("pdf.compile-failed", detail="x")

    with monkeypatch.context() as patch:
        patch.setattr(PdfWriter, "pages", broken)
        panel._bridge.session.set_value("org.name", "另一个有限公司")
        ring(qtbot, panel, timer)
        assert panel.note.isVisible()
        assert "排版" in panel.note.text()
        height = panel.view.viewport().height()
        assert shot(panel) == before.copy(0, 0, before.width(), height)
    panel._bridge.session.set_value("org.name", "又一个有限公司")
    ring(qtbot, panel, timer)
    assert not panel.note.isVisible()
    assert shot(panel) != before


def test_a_file_that_cannot_be_read_is_named_and_the_others_show(qtbot, panel, timer) -> None:
    read = panel.compositor._files
    first = panel._bridge.session.declaration.attachments[0]
    panel.compositor._files = lambda sha: b"no image" if sha == first.sha256 else read(sha)
    panel.show_step("attachments")
    ring(qtbot, panel, timer)
    assert first.name in panel.note.text()
    assert panel.note.isVisible()
    titles = {panel.drawer.title(sheet) for sheet in panel.view.sheets}
    others = {one.name for one in panel._bridge.session.declaration.attachments[1:]}
    assert others <= titles
    assert first.name not in titles


def test_nothing_is_drawn_while_the_panel_does_not_show(qtbot, panel, timer) -> None:
    panel.hide()
    panel._bridge.session.set_value("org.name", "看不见的有限公司")
    assert timer.call is None
    panel.show()
    ring(qtbot, panel, timer)
    assert panel.drawer._packet.applicant == "看不见的有限公司"


def test_zoom_by_keys_wheel_and_button_draws_a_sharper_page(qtbot, panel) -> None:
    small = panel.drawer.image(panel.view.sheets[0]).width()
    with qtbot.waitSignal(panel.drawer.idle, timeout=20000):
        qtbot.keyClick(panel.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.zoom == 50
    assert panel.drawer.image(panel.view.sheets[0]).width() > small
    view = panel.view.viewport()
    event = QWheelEvent(
        QPointF(10, 10), view.mapToGlobal(QPointF(10, 10)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.waitSignal(panel.drawer.idle, timeout=20000):
        QApplication.sendEvent(view, event)
    assert panel.view.zoom == 75
    assert panel.bar.percent.text() == "75 %"
    with qtbot.waitSignal(panel.drawer.idle, timeout=20000):
        qtbot.keyClick(panel.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.zoom == FIT


def test_pages_are_turned_by_keys_and_told(qtbot, panel) -> None:
    panel.view.set_zoom(100)
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    assert not panel.pages.back.isEnabled()
    qtbot.keyClick(panel.view, Qt.Key.Key_PageDown)
    assert panel.pages.label.text().startswith("第 2 页")
    assert panel.pages.back.isEnabled()
    qtbot.mouseClick(panel.pages.back, Qt.MouseButton.LeftButton)
    assert panel.pages.label.text().startswith("第 1 页")
    with qtbot.waitSignal(panel.drawer.idle, timeout=20000):
        panel.drawer.refresh()


def test_spreads_put_the_pages_side_by_side(qtbot, panel) -> None:
    with qtbot.waitSignal(panel.drawer.idle, timeout=20000):
        qtbot.mouseClick(panel.bar.spreads, Qt.MouseButton.LeftButton)
    boxes = panel.view._desk.boxes
    assert boxes[0].x > boxes[1].x  # the recto at the right, the verso of the next row at the left
    assert boxes[0].y < boxes[1].y


def test_every_control_has_a_name(panel) -> None:
    for one in (panel.bar.out, panel.bar.into, panel.bar.percent, panel.bar.spreads, panel.book,
                panel.pages.back, panel.pages.on, panel.view):  # fmt: skip
        assert one.accessibleName(), one


def test_the_pages_are_those_of_a_draft(qtbot, panel) -> None:
    assert panel.drawer._packet.draft
    assert panel.drawer._packet.seal is None
    assert panel._bridge.session.declaration.form == FORM
