"""A declaration, or an empty form, becomes a packet: parts in printed order, all text decided.

Order as the notice's 附件2 has it: cover, 填报说明, table, 正文, 附件, and last the check sheet of
what the notice's table does not print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from smdesk.errors import SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.notices import annex
from smdesk.notices.address import parse
from smdesk.notices.declaration import (
    Attachment,
    Declaration,
    canonical_bytes,
    seal_code,
)
from smdesk.notices.grid import SHEET_TITLE, Grid
from smdesk.notices.models import AttachmentSlot, Form, FormField, Pack
from smdesk.notices.render import segments
from smdesk.packet.annex import annex_part, with_annexes
from smdesk.packet.contents import Contents, with_contents
from smdesk.packet.evidence import PRINTABLE, evidence_blocks, printable
from smdesk.packet.grids import Grids, grids_of
from smdesk.packet.prose import narrative_blocks, outline_blocks, paragraph
from smdesk.packet.tree import (
    Block,
    FilledCell,
    FormTable,
    Packet,
    Part,
    PlainCell,
    PlainTable,
    ScanBlock,
)

__all__ = [
    "PRINTABLE", "build_blank", "build_packet", "fill_table", "printable", "two_columns",
]  # fmt: skip

NOT_ATTACHED = "未附"
FREE_TITLE = "其他材料"
NOT_PRINTED = "（电子文件，另附）"
REASONS_TITLE = "核实说明"


def build_packet(
    pack: Pack,
    form: Form,
    declaration: Declaration,
    *,
    draft: bool,
    files: Files,
    contents: Contents = "auto",
    annexes: bool = True,
) -> Packet:
    """Return a declaration's packet; a final one (``draft`` false) carries seal code and QR text.

    ``contents`` adds a page of contents always, never, or where the packet is long
    (`contents.LONG` pages, as reckoned); without ``annexes`` every text stays in its cell.

    Raises ``SmdeskError`` ``packet.file-missing`` when ``files`` does not know a scan or picture.
    """
    values = dict(form.fixed) | declaration.values
    grids = grids_of(pack, form, declaration.years, declaration.counts())
    _require_files(declaration, files)
    tables, left = _table_parts(pack, form, grids, values, annexes=annexes)
    parts = [
        *_front(pack, grids, values),
        *tables,
        Part("narrative", form.outline.text_title, narrative_blocks(form, declaration.narrative)),
        *_attached(form, grids, declaration.attachments),
        *_sheet_parts(grids, values, declaration.reasons),
    ]
    content = canonical_bytes(declaration)
    digest = sha256_hex(content)
    seal = None if draft else seal_code(digest)
    return Packet(
        title=form.title,
        form=declaration.form,
        applicant=_applicant(form, values),
        typography=pack.notice.typography,
        parts=with_contents(tuple(parts), contents),
        draft=draft,
        annexes=left,
        seal=seal,
        qr=f"SMDESK:1:{declaration.form}:{seal}:{digest[:16]}" if seal else None,
        payload=content,
        digest=digest,
    )


def build_blank(pack: Pack, form: Form, years: tuple[int, ...]) -> Packet:
    """Return the empty form as the notice prints it: no values, no payload, no marks."""
    grids = grids_of(pack, form, years, {})
    values = dict(form.fixed)
    listed = (
        paragraph("form_title", form.attachments_title, align="center"),
        *(paragraph("body", slot.title) for slot in form.attachment),
    )
    parts = [
        *_front(pack, grids, {}),
        _table_part(form, grids, values),
        Part("outline", form.outline.title, outline_blocks(form.outline)),
        *([Part("attachments", form.attachments_title, listed)] if form.attachment else []),
    ]
    return Packet(
        title=form.title,
        form=pack.form_id(form.id),
        applicant="",
        typography=pack.notice.typography,
        parts=tuple(parts),
    )


def fill_table(
    grid: Grid,
    values: Mapping[str, str],
    fields: Mapping[str, FormField],
    *,
    borders: bool = True,
) -> FormTable:
    """Return ``grid`` with what each cell shows for ``values``."""
    cells = tuple(FilledCell(cell, segments(cell, values, fields)) for cell in grid.cells)
    return FormTable(grid, cells, borders)


def _front(pack: Pack, grids: Grids, values: Mapping[str, str]) -> Iterator[Part]:
    cover = pack.notice.cover
    yield Part(
        "cover",
        "".join(re.sub(r"\s+", "", line) for line in cover.title),
        (
            *(paragraph("cover_title", line, align="center") for line in cover.title),
            fill_table(grids.cover, values, grids.fields, borders=False),
            *(paragraph("cover_line", line, align="center") for line in cover.foot),
        ),
    )
    told = pack.notice.instructions
    if told is not None:
        title = paragraph("form_title", told.title, align="center")
        yield Part(
            "instructions", told.title, (title, *(paragraph("body", one) for one in told.text))
        )


def _table_parts(
    pack: Pack, form: Form, grids: Grids, values: Mapping[str, str], *, annexes: bool
) -> tuple[list[Part], tuple[str, ...]]:
    """Return the table, the 附页 of what its cells cannot hold, and the addresses on them."""
    part = _table_part(form, grids, values)
    if not annexes:
        return [part], ()
    notice = pack.notice
    at = next(n for n, one in enumerate(part.blocks) if isinstance(one, FormTable))
    whole = part.blocks[at]
    assert isinstance(whole, FormTable)
    table, found = with_annexes(whole, grids.fields, notice.typography, notice.cell_most)
    if not found:
        return [part], ()
    blocks = (*part.blocks[:at], table, *part.blocks[at + 1 :])
    title = paragraph("form_title", annex.TITLE, align="center")
    named = ((one, grids.exact_label(str(one.address))) for one in found)
    left = tuple(str(one.address) for one in found)
    return [replace(part, blocks=blocks), annex_part(title, named)], left


def _table_part(form: Form, grids: Grids, values: Mapping[str, str]) -> Part:
    return Part(
        "table",
        form.title,
        (
            *([paragraph("form_number", form.number)] if form.number else []),
            paragraph("form_title", form.title, align="center"),
            fill_table(grids.table, values, grids.fields),
            *(paragraph("table", line) for line in form.foot),
        ),
    )


def _attached(form: Form, grids: Grids, attachments: tuple[Attachment, ...]) -> Iterator[Part]:
    """Yield the list of attachments, and those that print in its order, whenever they were added."""
    places = {slot.id: number for number, slot in enumerate(form.attachment)}
    listed = tuple(sorted(attachments, key=lambda one: places.get(one.slot, len(places))))
    yield _attachment_part(form, grids, listed)
    for one in listed:
        if printable(one):
            block = ScanBlock(one.sha256, one.media_type, one.name, one.pages)
            yield Part("scan", one.name, (block,))


def _attachment_part(form: Form, grids: Grids, attachments: tuple[Attachment, ...]) -> Part:
    rows = [("材料", "所附文件")]
    rows += [(slot.title, _names(slot, attachments)) for slot in form.attachment]
    known = {slot.id for slot in form.attachment}
    others = [one for one in attachments if one.slot not in known]
    if others:
        rows.append((FREE_TITLE, "\n".join(_name(one) for one in others)))
    return Part(
        "attachments",
        form.attachments_title,
        (
            paragraph("form_title", form.attachments_title, align="center"),
            two_columns(rows, left=0.5),
            *evidence_blocks(form, grids, attachments),
        ),
    )


def _names(slot: AttachmentSlot, attachments: tuple[Attachment, ...]) -> str:
    names = [_name(one) for one in attachments if one.slot == slot.id]
    return "\n".join(names) or NOT_ATTACHED


def _name(attachment: Attachment) -> str:
    note = f"（{attachment.note}）" if attachment.note else ""
    return f"{attachment.name}{note}{'' if printable(attachment) else NOT_PRINTED}"


def _sheet_parts(
    grids: Grids, values: Mapping[str, str], reasons: Mapping[str, str]
) -> Iterator[Part]:
    blocks: list[Block] = []
    if grids.sheet.rows:
        blocks.append(fill_table(grids.sheet, values, grids.fields))
    if reasons:
        rows = [(grids.label(_address_of(key)), text) for key, text in sorted(reasons.items())]
        blocks.append(paragraph("heading1", REASONS_TITLE, level=1))
        blocks.append(two_columns([("栏目", "说明"), *rows], left=5 / 12))
    if blocks:
        title = paragraph("form_title", SHEET_TITLE, align="center")
        yield Part("sheet", SHEET_TITLE, (title, *blocks))


def two_columns(rows: list[tuple[str, str]], *, left: float) -> PlainTable:
    """Return a plain table of two columns, its first row the head; ``left`` is a fraction."""
    cells = tuple(
        PlainCell(row, column, text, head=row == 0)
        for row, pair in enumerate(rows)
        for column, text in enumerate(pair)
    )
    return PlainTable((left, 1 - left), cells)


def _address_of(key: str) -> str:
    """Return the address in a finding's key (``rule@address``); the key itself if it has none."""
    return key.partition("@")[2] or key


def _applicant(form: Form, values: Mapping[str, str]) -> str:
    return values.get(str(parse(form.applicant)), "")


def _require_files(declaration: Declaration, files: Files) -> None:
    wanted = {one.sha256: one.name for one in declaration.attachments if printable(one)}
    for block in declaration.narrative.blocks:
        if block.type == "picture":
            wanted.setdefault(block.sha256, block.caption or block.sha256[:12])
    for sha256, name in wanted.items():
        try:
            files(sha256)
        except KeyError as problem:
            raise SmdeskError("packet.file-missing", file=name) from problem
