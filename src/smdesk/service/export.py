"""A declaration becomes files: what is exported, refused and written, in one place.

Every file is made in memory first and then written whole, so that a fault in one format leaves
the folder as it was.
"""

from __future__ import annotations

import errno
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smdesk import paths
from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files, write_together
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Pack
from smdesk.packet.build import build_packet
from smdesk.packet.contents import Contents
from smdesk.packet.tree import Packet, Told, untold
from smdesk.rules.engine import Checker
from smdesk.rules.findings import Finding, standing_reasons
from smdesk.service.applicant import applicant_of

_FOLDER_FAULTS = {
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "路径中有一段是文件",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "没有写入权限",
    errno.ENOSPC: "磁盘空间不足",
    errno.ENAMETOOLONG: "名称过长",
    errno.ENOENT: "路径不存在",
}

FORMATS = ("docx", "pdf", "xlsx", "package")

Progress = Told
"""Gets how many formats, or attached pages of one, are made, and of how many."""


@dataclass(frozen=True)
class Written:
    """One file that was written: its format, what it is called for people, and where it is."""

    format: str
    title: str
    path: Path
    size: int

    def as_json(self) -> dict[str, Any]:
        """Return the file as plain JSON values."""
        return {
            "format": self.format, "title": self.title, "path": str(self.path), "size": self.size,
        }  # fmt: skip


@dataclass(frozen=True)
class ExportReport:
    """What an export did: files in order, findings, the seal of a final one; ``refused`` if none.

    ``fit`` is what does not come out on paper as it should (`fit.fit_of`).
    """

    form: str
    applicant: str
    draft: bool
    refused: bool
    seal: str | None
    files: tuple[Written, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()
    fit: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "form": self.form,
            "applicant": self.applicant,
            "draft": self.draft,
            "refused": self.refused,
            "seal": self.seal,
            "files": [one.as_json() for one in self.files],
            "findings": [one.as_json() for one in self.findings],
            "fit": [one.as_json() for one in self.fit],
            "problems": [
                {"code": one.code, "level": one.level, "message": one.message}
                for one in self.problems
            ],
        }


def export(
    pack: Pack,
    form: Form,
    declaration: Declaration,
    files: Files,
    out: Path,
    *,
    formats: Iterable[str] = FORMATS,
    draft: bool = False,
    checker: Checker | None = None,
    stem: str = "",
    contents: Contents = "auto",
    progress: Progress = untold,
    within: Progress = untold,
) -> ExportReport:
    """Write a declaration's packet to the folder ``out`` and report it.

    A final export (``draft`` false) is refused while an error stands: nothing is written then.
    Reasons whose finding is gone are not sent. ``stem`` names the files instead of `file_stem`;
    ``contents`` as in `build_packet`. ``progress`` is told before each format is made, ``within``
    how far its attachments are; what they raise ends the export before anything is written.
    Raises `SmdeskError` where a file cannot be written; files of the same name stay whole.
    """
    from smdesk.service.fit import fit_of

    wanted = _known_formats(formats)
    findings = (checker or Checker(pack, form, declaration.years)).all(declaration)
    reasons = standing_reasons(declaration.reasons, findings)
    declaration = declaration.model_copy(update={"reasons": reasons})
    applicant = applicant_of(pack, form, declaration.values)
    errors = sum(1 for one in findings if one.level == "error")
    if errors and not draft:
        told = (Problem("service.final-refused", params={"count": errors}),)
        return ExportReport(declaration.form, applicant, draft, True, None, (), findings, told)
    packet = build_packet(pack, form, declaration, draft=draft, files=files, contents=contents)
    named = paths.safe_file_name(stem) if stem else file_stem(form, applicant, draft=draft)
    made = []
    for done, name in enumerate(wanted):
        progress(done, len(wanted))
        made += _make(name, packet, pack, form, declaration, files, named, within)
    progress(len(wanted), len(wanted))
    make_folder(out)
    written = tuple(Written(name, title, out / file, len(body)) for name, title, file, body in made)
    write_together((out / file, body) for _, _, file, body in made)
    return ExportReport(
        declaration.form, applicant, draft, False, packet.seal, written, findings,
        (*_unanswered(findings), *_too_large(written)), fit_of(pack, form, declaration, files, packet),
    )  # fmt: skip


def _known_formats(formats: Iterable[str]) -> tuple[str, ...]:
    wanted = tuple(dict.fromkeys(formats))
    for name in wanted:
        if name not in FORMATS:
            raise SmdeskError("service.format-unknown", format=name)
    return wanted


def make_folder(out: Path) -> None:
    """Make the folder of an export; raises `SmdeskError` ``service.folder-missing``."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        detail = _FOLDER_FAULTS.get(problem.errno or 0) or problem.strerror or "未知原因"
        raise SmdeskError("service.folder-missing", folder=str(out), detail=detail) from problem


def file_stem(form: Form, applicant: str, *, draft: bool) -> str:
    """Return the name of a packet's files without suffix: applicant, form, 草稿 if it is one."""
    title = form.outline.title.removesuffix("正文")
    if title == form.outline.title:  # the outline has a title of its own, not the book's
        title = re.sub("申报表$", "申报书", form.title)
    end = f"_{title}{'_草稿' if draft else ''}"
    room, most = max(80 - len(end), 8), max(220 - len(end.encode()), 24)
    return paths.safe_file_name(
        paths.safe_file_name(applicant or "未命名", limit=room, most_bytes=most) + end
    )


def _make(
    name: str,
    packet: Packet,
    pack: Pack,
    form: Form,
    declaration: Declaration,
    files: Files,
    stem: str,
    told: Progress,
) -> list[tuple[str, str, str, bytes]]:
    """Return the files of one format as (format, title, file name, bytes)."""
    match name:
        case "docx":
            from smdesk.packet.docx import write_docx

            return [(name, "Word 申报书", f"{stem}.docx", write_docx(packet, files, told))]
        case "pdf":
            from smdesk.packet.pdf import write_pdf

            return [(name, "PDF 申报书", f"{stem}.pdf", write_pdf(packet, files, told))]
        case "package":
            from smdesk.packet.package import write_package

            return [(name, "申报数据包", f"{stem}.smdx", write_package(declaration, files))]
    return _workbooks(packet, pack, form, declaration, files, stem)


def _workbooks(
    packet: Packet, pack: Pack, form: Form, declaration: Declaration, files: Files, stem: str
) -> list[tuple[str, str, str, bytes]]:
    from smdesk.packet.sheets import write_workbook
    from smdesk.packet.summary import write_summary

    values = dict(form.fixed) | declaration.values
    if packet.annexes:  # a sheet has room for what a page has not
        packet = build_packet(
            pack, form, declaration, draft=packet.draft, files=files, contents="no", annexes=False
        )
    made = [("xlsx", "Excel 申报表", f"{stem}.xlsx", write_workbook(packet, pack, form, values))]
    if pack.summary is not None:
        body = write_summary(pack, {form.id: [values]})
        made.append(("xlsx", "Excel 汇总表", f"{stem}_汇总表.xlsx", body))
    return made


def _too_large(written: Iterable[Written]) -> Iterator[Problem]:
    """Yield a word on each file that is larger than a desk takes in."""
    from smdesk.intake.limits import LIMITS, MEGABYTE, PACKAGE_LIMITS

    for one in written:
        most = (PACKAGE_LIMITS if one.format in {"pdf", "package"} else LIMITS).file
        if one.size > most:
            size = math.ceil(one.size / MEGABYTE)
            params = {"file": one.path.name, "size": size, "most": most // MEGABYTE}
            yield Problem("service.written-large", "check", params)


def _unanswered(findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Return a word on 核实 findings that nobody gave a reason for: they travel unanswered."""
    open_ones = sum(1 for one in findings if one.level == "check" and not one.answered)
    if not open_ones:
        return ()
    return (Problem("service.reasons-missing", "check", {"count": open_ones}),)
