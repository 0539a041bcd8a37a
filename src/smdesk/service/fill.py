"""Texts, a narrative and scans become a declaration: the work of ``smdesk fill``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.intake import guard
from smdesk.intake.kinds import FileKind
from smdesk.intake.sniff import sniff
from smdesk.notices.declaration import FREE_SLOT, Attachment, Declaration, Narrative
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, Pack
from smdesk.rules.checks import finding
from smdesk.rules.findings import Finding
from smdesk.rules.formats import faults
from smdesk.rules.ground import Ground
from smdesk.service.describe import form_years
from smdesk.service.values import accept_values

_DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_IMAGES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"GIF8", "image/gif"),
)


@dataclass(frozen=True)
class Filled:
    """A declaration with the bytes of its files and what was noticed while it was put together.

    ``conversions`` are hints on numbers that were typed in another unit and reckoned into the
    form's: the declaration holds the outcome, so no later check can see what was typed.
    """

    pack: Pack
    form: Form
    declaration: Declaration
    files: Files
    problems: tuple[Problem, ...] = ()
    conversions: tuple[Finding, ...] = ()


def fill(
    form_id: str,
    values: Mapping[str, str],
    *,
    years: tuple[int, ...] = (),
    reasons: Mapping[str, str] | None = None,
    narrative: Path | None = None,
    attach: Sequence[tuple[str, Path]] = (),
) -> Filled:
    """Return the declaration of ``values`` in the form ``form_id``.

    ``attach`` are (slot, file) pairs in order. Raises `SmdeskError` for an unknown form, address,
    slot or an attachment that is no document.
    """
    pack, form = find_form(form_id)
    accepted = accept_values(pack, form, values, years=years)
    bodies: dict[str, bytes] = {}
    attachments = tuple(attachment(form, slot, path, bodies) for slot, path in attach)
    text, problems = _narrative(form, narrative, bodies)
    declaration = Declaration(
        form=pack.form_id(form.id),
        pack=pack.hash,
        years=form_years(pack, form, years),
        values=accepted,
        reasons=dict(reasons or {}),
        narrative=text,
        attachments=attachments,
    )
    noticed = conversions(pack, form, values, declaration.years)
    return Filled(pack, form, declaration, bodies.__getitem__, problems, noticed)


def conversions(
    pack: Pack, form: Form, given: Mapping[str, str], years: tuple[int, ...]
) -> tuple[Finding, ...]:
    """Return a hint for each number of ``given`` that stands in another unit than the form's."""
    ground = Ground(pack, form, years)
    return tuple(
        finding(
            ground, fault.rule, fault.level, (address,), check=f"format@{address}",
            code=fault.code, **fault.params,
        )
        for address, text in given.items()
        if address in ground.order
        for fault in faults(ground.field(address), text)
        if fault.rule == "format.converted"
    )  # fmt: skip


def attachment(form: Form, slot: str, path: Path, bodies: dict[str, bytes]) -> Attachment:
    """Return an attachment of the file ``path``; its bytes are added to ``bodies`` by digest."""
    known = [one.id for one in form.attachment]
    if slot not in {*known, FREE_SLOT}:
        raise SmdeskError("service.slot-unknown", slot=slot, known="、".join([*known, FREE_SLOT]))
    body = guard.read_bytes(path)
    if not body:
        raise SmdeskError("service.attachment-empty", file=path.name)
    media = media_type(body)
    if media is None:
        raise SmdeskError("service.attachment-kind", file=path.name)
    digest = sha256_hex(body)
    bodies[digest] = body
    return Attachment(slot=slot, name=path.name, media_type=media, sha256=digest, size=len(body))


def media_type(body: bytes) -> str | None:
    """Return the media type of an attachment by its content, or ``None`` for what none may be."""
    kind = sniff(body)
    if kind is FileKind.PDF:
        return "application/pdf"
    if kind in {FileKind.DOCX, FileKind.DOCX_STRICT}:
        return _DOCX_TYPE
    if kind is FileKind.DOC:
        return "application/msword"
    if kind is FileKind.IMAGE:
        return next((name for mark, name in _IMAGES if body.startswith(mark)), None)
    return None


def _narrative(
    form: Form, path: Path | None, bodies: dict[str, bytes]
) -> tuple[Narrative, tuple[Problem, ...]]:
    if path is None:
        return Narrative(), ()
    from smdesk.intake.narrative import read_narrative

    reading = read_narrative(path, form.outline)
    bodies.update(reading.files)
    return reading.narrative, tuple(reading.problems)
