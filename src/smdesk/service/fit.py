"""The check before printing: what paper cannot hold, with the pictures that are too coarse for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.files import Files
from smdesk.notices.declaration import Attachment, Declaration, PageEdit, Picture
from smdesk.notices.models import Form, Pack
from smdesk.packet import page
from smdesk.packet.build import build_packet, printable
from smdesk.packet.fit import fit_finding, fit_findings
from smdesk.packet.gaps import picture_gaps
from smdesk.packet.scan import decode, document
from smdesk.packet.scan.decode import FAULTS
from smdesk.packet.scan.edit import edited_size
from smdesk.packet.scan.room import COARSE, below, printed_dpi
from smdesk.packet.scan.sheet import is_pdf
from smdesk.packet.scan.whole import complete
from smdesk.packet.tree import Packet, Told, untold
from smdesk.rules.findings import Finding
from smdesk.service.session.file_faults import file_digests, file_findings, picture_name
from smdesk.service.thumbs import scan_dots

_MM_AN_INCH = 25.4
_MOST_PAGES = 6
_KEPT = 512


def fit_of(
    pack: Pack, form: Form, declaration: Declaration, files: Files, packet: Packet | None = None
) -> tuple[Finding, ...]:
    """Return what will not come out on paper as it should, each with the place to go to.

    A finding that is about no place (a face) has no addresses. ``files`` are read for the sizes of
    pictures; a file that is not there, or not as it was added, would stop an export and is told
    first, as is one that is cut off or damaged. Not for every key: the first
    call of a process takes some tenths of a second, later ones a few milliseconds and more where
    there are rare characters or PDF attachments.
    """
    if packet is None:
        packet = build_packet(pack, form, declaration, draft=True, files=_unread)
    return (
        *file_findings(declaration, faults_of(declaration, files)),
        *fit_findings(pack, form, declaration, packet),
        *_pictures(declaration, files),
        *_gaps(declaration, files, packet),
        *_scans(declaration, files),
    )


def _unread(sha256: str) -> bytes:
    """Stand for a file while parts are put together: their text needs no bytes."""
    del sha256
    return b""


def faults_of(declaration: Declaration, files: Files, told: Told = untold) -> dict[str, str]:
    """Return what is wrong with the files of a declaration, by sha256: `file_faults.Faults`.

    ``told`` gets how many files were looked at, of how many, and may raise to end the work.
    """
    found, digests = dict[str, str](), sorted(file_digests(declaration))
    for done, one in enumerate(digests):
        told(done, len(digests))
        if not _dots(one, files):
            found[one] = "fit.damaged" if one in _known else "fit.lost"
    return found


def _pictures(declaration: Declaration, files: Files) -> Iterator[Finding]:
    for number, block in enumerate(declaration.narrative.blocks):
        if not isinstance(block, Picture) or not block.width:
            continue
        dots = _dots(block.sha256, files)[:1]
        if not dots or dots[0] is None:
            continue
        dpi = round(dots[0][0] / min(block.width, page.TEXT_WIDTH) * _MM_AN_INCH)
        if below(dpi, COARSE):
            label, place = picture_name(block, number), f"narrative[{number}]:0-0"
            yield fit_finding("fit.picture", "hint", place, label=label, dpi=dpi, least=COARSE)


def _gaps(declaration: Declaration, files: Files, packet: Packet) -> Iterator[Finding]:
    """Yield one finding for each picture that leaves much of a page empty before it."""
    numbered = [
        (number, one)
        for number, one in enumerate(declaration.narrative.blocks)
        if isinstance(one, Picture)
    ]
    measured = {one.sha256: _dots(one.sha256, files)[:1] for _, one in numbered}
    sizes = {key: dots[0] for key, dots in measured.items() if dots and dots[0] is not None}
    try:
        gaps = picture_gaps(packet, sizes)
    except SmdeskError:  # what stops the layout is told where it is tried
        return
    for gap in gaps:
        number, block = numbered[gap.number]
        told: dict[str, Any] = {"label": picture_name(block, number), "empty": round(gap.empty)}
        if gap.name:
            told |= {"name": gap.name, "width": f"{gap.width:g}"}
        code, place = "fit.gap" if gap.name else "fit.gap-wide", f"narrative[{number}]:0-0"
        yield fit_finding(code, "hint", place, **told)


def _scans(declaration: Declaration, files: Files) -> Iterator[Finding]:
    """Yield one finding for each attachment with pages that come out coarse."""
    for one in declaration.attachments:
        if not printable(one):
            continue
        coarse = dict(_coarse(one, files))
        if coarse:
            numbers = list(coarse)
            told = "、".join(map(str, numbers[:_MOST_PAGES]))
            more = f"等 {len(numbers)}" if len(numbers) > _MOST_PAGES else ""
            yield fit_finding(
                "fit.scan", "hint", f"attachments#{one.slot}", mark=f"{one.sha256}-{numbers[0]}",
                label=one.name, pages=told + more, dpi=min(coarse.values()), least=COARSE,
            )  # fmt: skip


def _coarse(one: Attachment, files: Files) -> Iterator[tuple[int, int]]:
    """Yield number (as it came) and density of each page of an attachment that comes out coarse."""
    dots = _dots(one.sha256, files)
    for edit in one.pages or tuple(PageEdit(page=n) for n in range(1, len(dots) + 1)):
        size = dots[edit.page - 1] if edit.page <= len(dots) else None
        dpi = None if size is None else round(printed_dpi(edited_size(size, edit)))
        if dpi is not None and below(dpi, COARSE):
            yield edit.page, dpi


Dots = tuple[tuple[int, int] | None, ...]
_known: OrderedDict[str, Dots] = OrderedDict()
"""What was measured, by digest: a file of a digest never changes."""


def _dots(sha256: str, files: Files) -> Dots:
    """Return the dots of each page of a file, ``None`` for text and drawings; none if damaged."""
    if sha256 in _known:
        return _known[sha256]
    try:
        data = files(sha256)
    except (KeyError, SmdeskError):
        return ()  # it may be there the next time
    try:
        found = tuple(_measured(data))
    except (*FAULTS, SmdeskError):
        found = ()
    _known[sha256] = found
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return found


def _measured(data: bytes) -> Iterator[tuple[int, int] | None]:
    """Yield the dots of each page as it came; raises one of `FAULTS`."""
    if is_pdf(data):
        with document.opened(data) as opened:
            yield from [scan_dots(opened, number) for number in range(len(opened))]
        return
    if not complete(data):
        raise SyntaxError("cut off")
    with decode.opened(data) as image:
        for number in range(decode.frames(image)):
            image.seek(number)
            yield decode.size_of(image)
