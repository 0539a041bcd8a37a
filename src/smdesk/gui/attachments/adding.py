"""Files coming into the slots: chosen, dropped or pasted; stored in a job, attached as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from smdesk.errors import sentence
from smdesk.gui.attachments import files as coming
from smdesk.gui.attachments.files import Taken
from smdesk.gui.attachments.group import SlotGroup, local_files
from smdesk.gui.attachments.order import index_at
from smdesk.gui.attachments.told import ToldDialog
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.files import BlobStore, Jobs, while_alive
from smdesk.gui.narrative.importing import png_of
from smdesk.notices.declaration import Attachment

if TYPE_CHECKING:
    from smdesk.gui.attachments.page import AttachmentsPage


class Adding:
    """Adds files to a slot, one lot at a time."""

    def __init__(
        self,
        page: AttachmentsPage,
        bridge: SessionBridge,
        blobs: BlobStore,
        jobs: Jobs,
        clock: Callable[[], datetime],
    ) -> None:
        self._page = page
        self._bridge, self._session = bridge, bridge.session
        self._blobs, self._jobs, self._clock = blobs, jobs, clock

    def files(self, group: SlotGroup, paths: Sequence[Path], at: int) -> None:
        """Add files at a place of a slot."""
        form, blobs, slot = self._session.form, self._blobs, group.slot
        self._run(
            lambda control: coming.take_files(form, slot, paths, blobs, control),
            "添加文件",
            lambda taken: self._attach(taken, at),
        )

    def clipboard(self, group: SlotGroup) -> None:
        """Add what the clipboard holds: files copied in a folder, or a picture."""
        clip = QGuiApplication.clipboard()
        mime, at = clip.mimeData(), len(group.rows)
        image = clip.image() if mime is not None and mime.hasImage() else QImage()
        if mime is not None and (paths := local_files(mime)):
            self.files(group, paths, at)
        elif not image.isNull():
            stamp = f"{self._clock():%Y-%m-%d %H.%M.%S}"
            name = sentence("pages.pasted-name", stamp=stamp)
            slot, blobs = group.slot, self._blobs
            self._run(
                lambda _: coming.take_image(slot, name, lambda: png_of(image), blobs),
                "粘贴图片",
                lambda taken: self._attach(taken, at),
            )
        else:
            self._page.status.tell("pages.paste-nothing")

    def _attach(self, taken: Taken, at: int) -> None:
        """Put stored files into the declaration as one step, and say what was not taken."""
        session = self._session
        before = session.declaration.attachments
        if taken.attachments:
            place = index_at(before, self._page.slots(), taken.slot, at)
            if not self._bridge.do(lambda: session.add_attachment(*taken.attachments, at=place)):
                return
            self._page.focus_file(place)
        self._tell(taken, before)

    def _tell(self, taken: Taken, before: Sequence[Attachment]) -> None:
        names = {one.sha256: one.name for one in before}
        told: list[str] = [problem.message for problem in (*taken.refused, *taken.said)]
        for one in taken.attachments:
            if one.sha256 in names:
                other = names[one.sha256]
                told.append(sentence("pages.attached-twice", file=one.name, other=other))
            names[one.sha256] = one.name
        count, left = len(taken.attachments), len(taken.refused)
        level = "error" if left else "hint" if told else "done"
        if len(told) > 1:  # more than a line holds
            code = "pages.attached-some" if left else "pages.attached-told"
            said = sentence(code, count=count, left=left, told=len(told))
            whole = "\n".join((said, *told))
            self._page.status.offer(whole, "逐条查看…", lambda: self._list(said, told), level)
            return
        if count:
            told.insert(0, sentence("pages.attached", count=count))
        self._page.status.say("\n".join(told), level)

    def _list(self, said: str, told: Sequence[str]) -> None:
        dialog = ToldDialog(self._page, said, told)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _run(self, work: Callable[[Any], Any], what: str, then: Callable[[Any], None]) -> None:
        page = self._page
        if page.status.busy or self._bridge.read_only:
            return
        job = self._jobs(work)
        page.status.follow(job, f"正在{what}…")
        job.done.connect(while_alive(page, then))
        job.failed.connect(while_alive(page, lambda fault: page.status.fault(fault, what)))
        job.start()
