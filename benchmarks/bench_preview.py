"""The preview after an edit: from the end of the pause to the image of the table's pages."""

from __future__ import annotations

import itertools
import os
from dataclasses import replace

from benchmarks.harness import Case

WORK = "Preview: the table's pages after a pause in typing"
TARGET = "≤ 100 ms, only the touched part; floor: Typst laying out and drawing that part"
ROUNDS = 30
FORM = "zhejiang-2020/enterprise"
ADDRESS = "org.name"


def cases() -> list[Case]:
    """Return the panel beside the table, and the compiler alone at the same size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from smdesk.gui.bridge import SessionBridge
    from smdesk.gui.preview.panel import PreviewPanel
    from smdesk.notices.loader import find_form
    from smdesk.packet.build import build_packet
    from smdesk.packet.pdf import writer
    from smdesk.packet.pdf.content import content
    from smdesk.service.samples import load_sample
    from smdesk.service.session import DraftSession

    app = QApplication.instance() or QApplication([])
    pack, form = find_form(FORM)
    declaration, files = load_sample(FORM)
    session = DraftSession(pack, form, declaration)
    session.go_to(ADDRESS)
    timer = _Now()
    panel = PreviewPanel(SessionBridge(session), files, timer=timer)
    panel.resize(320, 860)
    numbers = itertools.count()

    def waited(signal) -> None:
        loop = QEventLoop()
        signal.connect(loop.quit)
        timer.ring()
        loop.exec()
        signal.disconnect(loop.quit)

    panel.show()
    waited(panel.drawer.idle)

    def ours() -> None:
        session.set_value(ADDRESS, f"杭州第{next(numbers)}机械有限公司")
        waited(panel.drawer.drawn)
        panel.view.viewport().repaint()

    machine = writer()._engine(build_packet(pack, form, declaration, draft=True, files=files))
    made = _contents(pack, form, declaration, files, machine, build_packet, content)

    def floor() -> None:
        machine.pages(next(made), {}, "png", panel.view.ppi)

    del app
    return [
        Case("panel of 320 px: edit to painted image", "ours", ours),
        Case("Typst, the same part at the same size", "floor", floor),
    ]


def _contents(pack, form, declaration, files, machine, build_packet, content):
    """Yield the table of ever other declarations as the compiler takes it, put together before."""
    from smdesk.packet.pdf.content import Setting

    setting = Setting(families=machine.families, watermark=machine.watermark, marked=True)
    ready = []
    for number in range(ROUNDS + 2):
        values = {**declaration.values, ADDRESS: f"宁波第{number}机械有限公司"}
        packet = build_packet(pack, form, declaration.with_values(values), draft=True, files=files)
        parts = tuple(part for part in packet.parts if part.kind == "table")
        ready.append(content(replace(packet, parts=parts), setting))
    return itertools.cycle(ready)


class _Now:
    """A timer without a pause: what is measured begins where the pause ends."""

    def __init__(self) -> None:
        self.call = None

    def start(self, seconds, call) -> None:
        del seconds
        self.call = call

    def stop(self) -> None:
        self.call = None

    def ring(self) -> None:
        call, self.call = self.call, None
        if call is not None:
            call()
