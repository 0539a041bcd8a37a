"""How one page of an attached file will come out in print, and edits that it suggests itself."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from smdesk.errors import Problem
from smdesk.notices.declaration import PageEdit
from smdesk.packet.scan import decode, document, measure, trim
from smdesk.packet.scan.edit import edited_size
from smdesk.packet.scan.printing import made_anew
from smdesk.packet.scan.room import BLURRED, COARSE, PRINT_DPI, below, printed_dpi
from smdesk.packet.scan.sheet import PDF_DPI, is_pdf, picture
from smdesk.service.thumbs import scan_dots

_DRAFT_DPI = 90
"""How dense a page is drawn to find its border and its lean."""


@dataclass(frozen=True)
class PageLook:
    """A page in print: its dots an inch (``None`` for text and drawings), what is to be said.

    ``shrunk`` is the fewer dots an inch with which the packet gets it, 0 where it gets all; the file
    itself stays as it came.
    """

    dpi: int | None = None
    problems: tuple[Problem, ...] = ()
    shrunk: int = 0

    @property
    def level(self) -> str:
        """The gravest level of its problems, empty if there are none."""
        levels = {one.level for one in self.problems}
        return next((one for one in ("error", "check", "hint") if one in levels), "")


def look_at(data: bytes, edit: PageEdit) -> PageLook:
    """Return how a page comes out as it is edited; a page that cannot be drawn is a problem."""
    try:
        dots = page_dots(data, edit.page)
        dpi = round(printed_dpi(edited_size(dots, edit))) if dots else None
        wanted = PDF_DPI if is_pdf(data) else PRINT_DPI
        shrunk = wanted if dpi and dpi > wanted and made_anew(data, edit) else 0
        seen = measure.looks(picture(data, edit, measure.LOOK_DPI))
    except decode.FAULTS as fault:
        return PageLook(problems=(_why(fault),))
    problems = [density(dpi)] if dpi is not None else []
    # The copy that is judged has no more dots than this; a coarser page is not blurred for that.
    if seen.blurred and (dpi is None or not below(dpi, BLURRED)):
        problems.append(Problem("attachments.blurred", "hint"))
    told = [one for one in ("dark", "faint", "blank") if getattr(seen, one)]
    problems += [Problem(f"attachments.{one}", "hint") for one in told]
    return PageLook(dpi, tuple(one for one in problems if one is not None), shrunk)


def density(dpi: int) -> Problem | None:
    """Return what is to be said of a density in print."""
    if below(dpi, BLURRED):
        return Problem("attachments.dpi-low", "error", {"dpi": dpi})
    return Problem("attachments.dpi-coarse", "check", {"dpi": dpi}) if below(dpi, COARSE) else None


def page_dots(data: bytes, page: int) -> tuple[int, int] | None:
    """Return the dots of a page as it came, ``None`` where it is no scan; raises `decode.FAULTS`."""
    if is_pdf(data):
        with document.opened(data) as opened:
            return scan_dots(opened, page - 1)
    with decode.opened(data) as image:
        return decode.size_of(image, page - 1)


def count_pages(data: bytes) -> int:
    """Return how many pages a PDF or an image has; 0 for what cannot be opened."""
    return opened_pages(data)[0]


def opened_pages(data: bytes) -> tuple[int, Problem | None]:
    """Return how many pages a PDF or an image has; 0 and why for what cannot be opened."""
    try:
        if is_pdf(data):
            with document.opened(data) as opened:
                count = len(opened)
        else:
            with decode.opened(data) as image:
                count = decode.frames(image)
    except decode.FAULTS as fault:
        empty = is_pdf(data) and document.without_pages(data)
        return 0, Problem("attachments.empty") if empty else _why(fault)
    return count, None if count else Problem("attachments.empty")


def _why(fault: BaseException) -> Problem:
    """Return in the catalogue's words why a file or a page of it cannot be drawn."""
    if isinstance(fault, document.LockedPdf):
        return Problem("attachments.locked-page")
    if isinstance(fault, (decode.TooManyDots, Image.DecompressionBombError)):
        return Problem("attachments.large")
    return Problem("attachments.damaged")


def straightened(data: bytes, edit: PageEdit) -> PageEdit:
    """Return a page with the angle that its lines ask for; raises `decode.FAULTS`."""
    level = edit.model_copy(update={"angle": 0})
    angle = measure.lean(picture(data, level, _DRAFT_DPI, cropped=False))
    return edit.model_copy(update={"angle": angle})


def trimmed(data: bytes, edit: PageEdit) -> PageEdit:
    """Return a page without its white border; raises `decode.FAULTS`."""
    crop = trim.border(picture(data, edit, _DRAFT_DPI, cropped=False))
    return edit.model_copy(update={"crop": crop})


def tidied(data: bytes, edit: PageEdit) -> PageEdit:
    """Return a page straightened and then trimmed, both by its own look; raises `decode.FAULTS`."""
    return trimmed(data, straightened(data, edit))
