"""Attached files and their page, for tests of their pages and of the links to what they show."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pikepdf
from PIL import Image, ImageDraw
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smdesk.errors import SmdeskError
from smdesk.gui.attachments.page import AttachmentsPage
from smdesk.gui.attachments.pages import PagesDialog
from smdesk.gui.bridge import SessionBridge
from smdesk.notices.declaration import Attachment, Declaration, PageEdit
from smdesk.notices.loader import find_form
from smdesk.service.attachments_door import Entered, enter, media_type
from smdesk.service.session import DraftSession
from smdesk.store.blobs import Blobs

FORM = "zhejiang-2020/enterprise"
FIELD = "org.legal_person"


def scan(angle: float = 0, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    image = Image.new("L", size, 250)
    draw = ImageDraw.Draw(image)
    for y in range(size[1] // 5, size[1] * 4 // 5, size[1] // 40):
        for x in range(size[0] // 5, size[0] * 4 // 5, size[0] // 40):
            draw.rectangle((x, y, x + size[0] // 70, y + size[1] // 80), fill=20)
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=250) if angle else image


def tiff(*pages: Image.Image) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")
    return out.getvalue()


def pdf(count: int) -> bytes:
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(count):
        made.add_blank_page(page_size=(595, 842))
    made.save(out)
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    docx.Document().save(out)
    return out.getvalue()


class Desk:
    """Attachments of a session and their page, with the dialogs that it opens."""

    def __init__(self, session: DraftSession, blobs: Blobs, bot: QtBot, *, read_only: bool) -> None:
        self.session, self.blobs, self.bot = session, blobs, bot
        self.bridge = SessionBridge(session, read_only=read_only)
        self.page = AttachmentsPage(self.bridge, blobs)
        self.bridge.changed.connect(self.page.show_changes)

    @property
    def dialog(self) -> PagesDialog:
        dialog = self.page._pages
        assert dialog is not None
        return dialog

    def open(self, index: int = 0, page: int = 1) -> PagesDialog:
        self.page.open_pages(index, page)
        self.bot.waitUntil(lambda: self.dialog.count > 0 or bool(self.dialog.status.text))
        return self.dialog

    def rest(self) -> None:
        self.bot.waitUntil(lambda: not self.dialog.status.busy and not self.dialog.thumbs.busy)

    def edits(self, index: int = 0) -> tuple[PageEdit, ...]:
        return self.session.declaration.attachments[index].pages

    def order(self) -> list[int]:
        return [one.page for one in self.edits()]


MakeDesk = Callable[..., Desk]


def attachment(blobs: Blobs, name: str, body: bytes, **more: object) -> Attachment:
    try:
        got = enter(name, body)
    except SmdeskError as refused:
        if refused.problem.code not in {"attachments.unreadable", "attachments.picture-cut"}:
            raise
        got = Entered(name, media_type(body) or "application/pdf", body)  # it came in a package
    return Attachment.model_validate(
        {
            "slot": "free", "name": got.name, "media_type": got.media_type,
            "sha256": blobs.put(got.body), "size": len(got.body),
        } | more
    )  # fmt: skip


def desk_maker(bot: QtBot, folder: Path) -> MakeDesk:
    """Return what makes a desk with some files, its page shown."""

    def make(*files: tuple[str, bytes], read_only: bool = False, **more: object) -> Desk:
        pack, form = find_form(FORM)
        blobs = Blobs(folder / "blobs")
        attached = tuple(attachment(blobs, name, body, **more) for name, body in files)
        declaration = Declaration(
            form=FORM, pack=pack.hash, years=pack.years(), values={FIELD: "郦云岫"},
            attachments=attached,
        )  # fmt: skip
        session = DraftSession(pack, form, declaration)
        here = Desk(session, blobs, bot, read_only=read_only)
        bot.addWidget(here.page)
        here.page.resize(1000, 900)
        with bot.waitExposed(here.page):
            here.page.show()
        return here

    return make


def five(*, lean: float = 0) -> tuple[str, bytes]:
    return "审计报告.tif", tiff(scan(lean), *(scan(size=(620, 877)) for _ in range(4)))


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class Dropped(QDropEvent):
    """A drop of what was dragged from ``strip``."""

    def __init__(self, strip: QWidget, mime: QMimeData, y: float) -> None:
        no = Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        super().__init__(QPointF(40, y), Qt.DropAction.MoveAction, mime, left, no)
        self._strip = strip

    def source(self) -> QWidget:
        return self._strip
