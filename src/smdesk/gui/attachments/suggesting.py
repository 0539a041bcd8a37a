"""Edits that the pages suggest themselves: worked out beside the window, then put as one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from smdesk.gui.narrative.files import BlobStore, Jobs, while_alive
from smdesk.gui.work import Control
from smdesk.notices.declaration import PageEdit
from smdesk.packet.scan.decode import FAULTS
from smdesk.service import attachments as arranging
from smdesk.service import attachments_look as looking
from smdesk.service.attachments import Pages

if TYPE_CHECKING:
    from smdesk.gui.attachments.pages import PagesDialog

Suggest = Callable[[bytes, PageEdit], PageEdit]


class Suggesting:
    """Asks the pages of a dialog's file for their lean and their border, one job at a time."""

    def __init__(self, dialog: PagesDialog, blobs: BlobStore, jobs: Jobs, sha256: str) -> None:
        self._dialog, self._blobs, self._jobs, self._sha256 = dialog, blobs, jobs, sha256

    def one(self, suggest: Suggest, code: str) -> None:
        """Edit the page that is shown as ``suggest`` says."""
        edit = self._dialog.at_hand()
        if edit is not None:
            self._run(
                lambda data, _: suggest(data, edit),
                "正在查看这一页…",
                lambda made: self._made(arranging.with_edit(self._dialog.pages, made), code, made),
            )

    def every(self) -> None:
        """Straighten and trim all printed pages."""
        pages = self._dialog.pages
        self._run(
            lambda data, control: tidied(data, pages, control), "正在查看各页…", self._all_made
        )

    def _run(
        self,
        work: Callable[[bytes, Control], object],
        what: str,
        then: Callable[..., None],
    ) -> None:
        dialog, blobs, sha256 = self._dialog, self._blobs, self._sha256
        if dialog.status.busy:
            return
        job = self._jobs(lambda control: work(blobs.read(sha256), control))
        dialog.status.follow(job, what)
        job.done.connect(while_alive(dialog, then))
        job.failed.connect(
            while_alive(dialog, lambda fault: dialog.status.fault(fault, "自动调整"))
        )
        job.finished.connect(while_alive(dialog, dialog.let_go))
        dialog.hold(job)
        job.start()

    def _made(self, pages: Pages, code: str, made: PageEdit) -> None:
        count = int(pages != self._dialog.pages)
        self._tell(count, 1 - count)
        self._dialog.put(pages, code, page=made.page)

    def _all_made(self, made: Pages) -> None:
        before = {one.page: one for one in self._dialog.pages}
        suggested = {one.page: one for one in made}
        pages = tuple(suggested.get(one.page, one) for one in self._dialog.pages)
        count = sum(before[one.page] != one for one in pages)
        self._tell(count, len(pages) - count)
        self._dialog.put(pages, "tidy")

    def _tell(self, count: int, rest: int) -> None:
        code = "tidied-none" if not count else "tidied" if rest else "tidied-all"
        self._dialog.status.tell(f"attachments.{code}", "done", count=count, rest=rest)


def tidied(data: bytes, pages: Pages, control: Control) -> Pages:
    """Return pages straightened and trimmed; one that cannot be drawn stays as it is."""
    made = []
    for number, edit in enumerate(pages):
        control.report(number, len(pages), f"正在查看第 {edit.page} 页…")
        try:
            made.append(looking.tidied(data, edit))
        except FAULTS:
            made.append(edit)
    return tuple(made)
