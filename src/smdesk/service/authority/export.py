"""The export into an authority's file as a use case: refused as a final export is, named as it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from smdesk.errors import Problem
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Pack
from smdesk.rules.engine import Checker
from smdesk.service.applicant import applicant_of
from smdesk.service.authority.fill import fill_into
from smdesk.service.authority.report import IntoReport
from smdesk.service.export import file_stem, make_folder

SUFFIX = "_原表"


def export_into(
    pack: Pack,
    form: Form,
    declaration: Declaration,
    original: Path,
    out: Path,
    *,
    draft: bool = False,
    checker: Checker | None = None,
    stem: str = "",
) -> IntoReport:
    """Write a declaration into a copy of ``original`` in the folder ``out``.

    While an error stands a final export is refused: the report then has no path. Raises as
    `fill_into`, and ``service.folder-missing``.
    """
    findings = (checker or Checker(pack, form, declaration.years)).all(declaration)
    errors = sum(one.level == "error" for one in findings)
    applicant = applicant_of(pack, form, declaration.values)
    if errors and not draft:
        refusal = Problem("service.final-refused", params={"count": errors})
        return IntoReport(declaration.form, applicant, "", None, (), problems=(refusal,))
    make_folder(out)
    name = stem or file_stem(form, applicant, draft=draft)
    report = fill_into(original, pack, form, declaration, out / f"{name}{SUFFIX}.docx")
    if errors:
        noted = Problem("authority.draft-noted", "check", {"count": errors})
        report = replace(report, problems=(noted, *report.problems))
    return report
