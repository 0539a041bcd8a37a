"""A key in a narrative of 10,000 characters with 30 pictures until it is painted, beside a bare QTextEdit.

The bare editor holds the same text and pictures, of the same size, face and line height. Keys go
into the middle of the narrative, the caret in the lower half of the view: in the page alone, once
with all of it under one heading, and in the whole window. What the session does with the key
(rules, findings, counts) comes after the paint and is told in a line of its own.
"""

from __future__ import annotations

import io
import os
import tempfile
from itertools import cycle
from pathlib import Path
from typing import Any

from benchmarks.harness import Case

WORK = "A key in a narrative of 10,000 characters with 30 pictures until it is painted"
TARGET = "≤ 1.5 × the same key in a bare QTextEdit with the same text and pictures, or p99 ≤ 8 ms"
ROUNDS = 240
FORM = "zhejiang-2020/enterprise"
_CARET_AT = 640
CHARACTERS, PICTURES = 10_000, 30
_SENTENCE = (
    "公司以服务为导向重构制造流程，为客户提供设计、安装、运维和远程诊断，服务收入占比逐年提高。"
)


def cases() -> list[Case]:
    """Return a key in the page, in the whole window, and in a bare editor."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from smdesk.gui.bridge import SessionBridge
    from smdesk.gui.narrative.page import NarrativePage
    from smdesk.gui.theme.style import dress
    from smdesk.notices.loader import find_form
    from smdesk.store.blobs import Blobs

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app)
    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-"))
    blobs = Blobs(folder / "blobs")
    pack, form = find_form(FORM)
    made: list[Case] = []
    for name, role, items in (
        ("in its parts", "ours", [one.id for one in form.outline.item]),
        ("all in one part", "also", [form.outline.item[0].id]),
    ):
        bridge = SessionBridge(_session(pack, form, blobs, items))
        page = NarrativePage(bridge, blobs)
        bridge.changed.connect(page.show_changes)
        page.resize(1180, 900)
        page.show()
        QTest.qWait(1500)
        view = page.views[items[len(items) // 2]]
        made.append(_key(f"in the page, {name}", role, page, view.editor))
        if role == "also":
            made.append(_key("in a bare QTextEdit", "floor", *_bare(view.editor)))
    made.insert(2, _in_the_window(pack, form, folder))
    made.insert(3, _edit(_session(pack, form, blobs, [one.id for one in form.outline.item])))
    return made


def _edit(session: Any) -> Case:
    """Return what the session does with a key."""
    from smdesk.notices.declaration import Paragraph, Run

    at = len(session.declaration.narrative.blocks) // 2
    while not isinstance(session.declaration.narrative.blocks[at], Paragraph):
        at += 1
    digits = cycle("123456789")

    def run() -> None:
        fresh = Paragraph(runs=(Run(text=_SENTENCE + next(digits)),))
        session.set_blocks(at, at + 1, [fresh], final=False, typing="here")

    return Case("the session's edit after the paint (rules, findings, progress)", "also", run)


def _session(pack: Any, form: Any, blobs: Any, items: list[str]) -> Any:
    from smdesk.notices.declaration import Declaration, Heading, Narrative, Paragraph, Picture, Run
    from smdesk.service.session import DraftSession

    outline = {one.id: one for one in form.outline.item}
    blocks: list[Any] = []
    each = CHARACTERS // (len(_SENTENCE) * 3) // len(items)
    pictures = iter(range(PICTURES))
    for number, item in enumerate(items):
        blocks.append(Heading(level=outline[item].level, text=outline[item].title, item=item))
        share = PICTURES * (number + 1) // len(items) - PICTURES * number // len(items)
        for line in range(each):
            blocks.append(Paragraph(runs=(Run(text=_SENTENCE * 3, bold=line % 9 == 0),)))
            if line * share // each != (line + 1) * share // each or each <= share:
                at = next(pictures, None)
                if at is not None:
                    digest = blobs.put(_png(at))
                    blocks.append(Picture(sha256=digest, media_type="image/png",
                                          caption=f"图{at + 1} 示意", width=78.0))  # fmt: skip
    declaration = Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=pack.years(),
        narrative=Narrative(blocks=tuple(blocks)),
    )  # fmt: skip
    return DraftSession(pack, form, declaration)


def _png(number: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.effect_noise((900, 560), 20 + number).save(out, "PNG")
    return out.getvalue()


def _bare(mine: Any) -> tuple[Any, Any]:
    """Return a window with a bare editor that holds what ``mine`` holds, and the editor."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QPixmap, QTextCursor, QTextDocument, QTextImageFormat
    from PySide6.QtWidgets import QTextEdit, QWidget

    from smdesk.notices.declaration import Paragraph, Picture

    window = QWidget()
    editor = QTextEdit(window)
    window.resize(1180, 900)
    editor.setGeometry(210, 80, mine.width(), 820)
    document = editor.document()
    document.setDefaultFont(mine.document().defaultFont())
    cursor = QTextCursor(document)
    look = mine.paper.look
    pixels = QPixmap()
    pixels.loadFromData(_png(0))
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("one"), pixels)
    for block in mine.blocks:
        cursor.setBlockFormat(look.block("body"))
        if isinstance(block, Paragraph):
            cursor.insertText("".join(run.text for run in block.runs), look.characters("body"))
        elif isinstance(block, Picture):
            form = QTextImageFormat()
            form.setName("one")
            form.setWidth(78 * look.millimetre)
            cursor.insertImage(form)
        cursor.insertBlock()
    window.show()
    return window, editor


def _in_the_window(pack: Any, form: Any, folder: Path) -> Case:
    from PySide6.QtCore import QSettings
    from PySide6.QtTest import QTest

    from smdesk.gui.bridge import SessionBridge
    from smdesk.gui.wizard.makers import Services
    from smdesk.gui.wizard.page import WizardPage
    from smdesk.gui.work import Job
    from smdesk.store.blobs import Blobs

    settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
    blobs = Blobs(folder / "blobs")
    items = [one.id for one in form.outline.item]
    bridge = SessionBridge(_session(pack, form, blobs, items))
    wizard = WizardPage(Services(bridge, blobs, settings, Job))
    wizard.resize(1440, 900)
    wizard.show()
    wizard.activateWindow()
    item = items[len(items) // 2]
    wizard.go_to(f"narrative#{item}")
    QTest.qWait(1500)
    from smdesk.gui.narrative.page import NarrativePage

    page = wizard.findChild(NarrativePage)
    return _key("in the whole window, in its parts", "also", wizard, page.views[item].editor)


def _paragraph(editor: Any) -> Any:
    """Return a paragraph past the middle.

    In one paragraph of six Qt draws everything above a key anew, in any QTextEdit; that is not the
    one that is taken, in no editor.
    """
    from PySide6.QtGui import QTextCursor

    document, drawn = editor.document(), []
    told = document.documentLayout().update.connect(lambda room: drawn.append(room.top()))
    place = document.findBlockByNumber(document.blockCount() // 2)
    while True:
        if len(place.text()) >= len(_SENTENCE):
            drawn.clear()
            cursor = QTextCursor(place)
            cursor.movePosition(QTextCursor.MoveOperation.Right, n=len(_SENTENCE))
            cursor.insertText("5")
            cursor.deletePreviousChar()
            if drawn[0] > 0:
                break
        place = place.next()
    document.documentLayout().disconnect(told)
    return place


def _put_caret_low(window: Any, editor: Any) -> None:
    """Scroll until the caret stands where one types: in the lower half, text and pictures above."""
    from PySide6.QtWidgets import QScrollArea

    area = editor
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    bar = (area or editor).verticalScrollBar()
    at = editor.viewport().mapTo(window, editor.cursorRect().center()).y()
    if abs(at - _CARET_AT) > 40:
        bar.setValue(bar.value() + at - _CARET_AT)


def _key(name: str, role: Any, window: Any, editor: Any) -> Case:
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest

    keys = cycle([Qt.Key.Key_5] * 3 + [Qt.Key.Key_Backspace] * 3)
    placed: list[bool] = []

    def place() -> None:
        cursor = QTextCursor(_paragraph(editor))
        cursor.movePosition(QTextCursor.MoveOperation.Right, n=len(_SENTENCE))
        editor.setTextCursor(cursor)
        placed.append(True)

    def ready() -> None:
        window.activateWindow()
        editor.setFocus()
        if not placed:
            place()
        _put_caret_low(window, editor)
        for _ in range(3):
            QCoreApplication.processEvents()

    def run() -> None:
        QTest.keyClick(editor, next(keys))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)

    return Case(name, role, run, ready=ready)
