"""What a person takes to a notice's website: fill-in sheet, 说明材料 ready to upload, 汇总表."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from smdesk.errors import Problem
from smdesk.files import Files, write_together
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Pack, Website
from smdesk.notices.text import word_count
from smdesk.packet.build import build_packet
from smdesk.packet.tree import Packet, Part
from smdesk.service.applicant import applicant_of
from smdesk.service.export import Written, file_stem, make_folder
from smdesk.service.webfill import website_of

UploadKind = Literal["docx", "pdf"]
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Prepared:
    """What was written for a website, and what is to be known of it before it is uploaded."""

    files: tuple[Written, ...]
    problems: tuple[Problem, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what was prepared as plain JSON values."""
        return {
            "files": [one.as_json() for one in self.files],
            "problems": [
                {"code": one.code, "level": one.level, "message": one.message}
                for one in self.problems
            ],
        }


def prepare_website(
    pack: Pack, form: Form, declaration: Declaration, files: Files, out: Path, *, stem: str = ""
) -> Prepared:
    """Write everything for the notice's website to the folder ``out``.

    Raises `SmdeskError` ``webfill.none`` without a website, and where a file cannot be written.
    """
    from smdesk.service.webfill_sheet import fill_in_sheet

    website = website_of(pack)
    applicant = applicant_of(pack, form, declaration.values)
    name = stem or file_stem(form, applicant, draft=False)
    made = [
        ("xlsx", "网上填报单", f"{name}_网上填报单.xlsx", fill_in_sheet(pack, form, declaration))
    ]
    uploads = upload_files(pack, form, declaration, files)
    for kind, body in uploads.items():
        title = f"说明材料（{'Word' if kind == 'docx' else 'PDF'}）"
        made.append((kind, title, f"{name}_说明材料.{kind}", body))
    if pack.summary is not None and any(one.form == form.id for one in pack.summary.part):
        from smdesk.packet.summary import write_summary

        body = write_summary(pack, {form.id: [dict(form.fixed) | declaration.values]})
        made.append(("xlsx", "汇总表", f"{name}_汇总表.xlsx", body))
    make_folder(out)
    write_together((out / file, body) for _, _, file, body in made)
    sizes = {kind: len(body) for kind, body in uploads.items()}
    written = tuple(Written(kind, title, out / file, len(body)) for kind, title, file, body in made)
    return Prepared(written, upload_check(website, form, declaration, sizes))


def upload_files(
    pack: Pack, form: Form, declaration: Declaration, files: Files
) -> dict[UploadKind, bytes]:
    """Return the 说明材料 alone in each kind that the website takes: no table, no marks, no data."""
    packet = narrative_packet(pack, form, declaration, files)
    made: dict[UploadKind, bytes] = {}
    for kind in website_of(pack).kinds or ("docx", "pdf"):
        if kind == "docx":
            from smdesk.packet.docx import write_docx

            made[kind] = write_docx(packet, files)
        else:
            from smdesk.packet.pdf import write_pdf

            made[kind] = write_pdf(packet, files)
    return made


def narrative_packet(pack: Pack, form: Form, declaration: Declaration, files: Files) -> Packet:
    """Return the packet of the narrative alone, without seal, draft mark and payload."""
    whole = build_packet(pack, form, declaration, draft=True, files=files)
    parts: tuple[Part, ...] = tuple(one for one in whole.parts if one.kind == "narrative")
    return replace(
        whole, title=form.outline.text_title, parts=parts, draft=False, payload=None, digest=None
    )


def upload_check(
    website: Website, form: Form, declaration: Declaration, sizes: dict[UploadKind, int]
) -> tuple[Problem, ...]:
    """Return what is to be said of the 说明材料: its 字数 against the limit, its size."""
    count, limit = word_count(declaration.narrative.text), form.outline.limit
    told: list[Problem] = []
    if not count:
        told.append(Problem("webfill.narrative-empty", "check"))
    elif limit is None:
        told.append(Problem("webfill.count", "hint", {"count": count}))
    elif count > limit:
        over = {"count": count, "limit": limit, "over": count - limit}
        told.append(Problem("webfill.count-over", "error", over))
    else:
        told.append(Problem("webfill.count-within", "hint", {"count": count, "limit": limit}))
    for kind, size in sizes.items():
        told.append(_size(website, kind, size))
    return tuple(told)


def _size(website: Website, kind: UploadKind, size: int) -> Problem:
    shown = {"kind": "Word" if kind == "docx" else "PDF", "size": _size_text(size)}
    if website.most_mb is None:
        return Problem("webfill.size", "hint", shown)
    most = shown | {"most": f"{website.most_mb:g}"}
    over = size > website.most_mb * _MEGABYTE
    return Problem("webfill.size-over" if over else "webfill.size-within",
                   "error" if over else "hint", most)  # fmt: skip


def _size_text(size: int) -> str:
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / _MEGABYTE:.1f} MB"
