"""Verbs about an authority's own Word file: ``fill --into``, ``draft-pack``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from smdesk.cli.output import DONE, LEVELS, REFUSED, say, say_json

if TYPE_CHECKING:
    from smdesk.service.authority import IntoReport
    from smdesk.service.fill import Filled


def write_into(chosen: Namespace, made: Filled) -> IntoReport:
    """Write the values into the authority's file named by ``--into``."""
    from smdesk.service.authority.export import export_into

    return export_into(
        made.pack, made.form, made.declaration, chosen.into, chosen.out, draft=chosen.draft
    )


def into(chosen: Namespace, made: Filled) -> int:
    """Write the values into the authority's file alone and print what was found."""
    report = write_into(chosen, made)
    if chosen.json:
        say_json(report.as_json())
    else:
        say_into(report)
    return status_of(report)


def status_of(report: IntoReport) -> int:
    """Return the exit status: refused where nothing was written or a value found no place."""
    return REFUSED if report.path is None or report.lost else DONE


def say_into(report: IntoReport) -> None:
    """Print which places were filled and which were not found."""
    say(f"{report.applicant or '（未填申报单位）'}　{report.form}　填入原表")
    if report.path is not None:
        say(f"  已填 {len(report.filled)} 处：{report.path}")
    for one in report.lost:
        say(f"  未找到　{one.shown}：{one.text}")
    for problem in report.problems:
        say(f"  {LEVELS[problem.level]}　{problem.message}")


def draft_pack(chosen: Namespace) -> int:
    """Draft a pack from a blank Word file and print the questions that are left open."""
    from smdesk.service.drafting import draft_pack as draft

    made = draft(chosen.file, chosen.out.resolve())
    assert made.lint is not None
    if chosen.json:
        say_json(
            {
                "folder": str(made.folder),
                "files": list(made.files),
                "forms": [
                    {"id": one.id, "title": one.title, "fields": len(one.fields)}
                    for one in made.sketch.forms
                ],
                "questions": [{"file": name, "text": text} for name, text in made.questions],
                "sound": made.lint.sound,
                "problems": [
                    {"code": one.code, "level": one.level, "message": one.message}
                    for one in made.lint.problems
                ],
            }
        )
        return DONE if made.lint.sound else REFUSED
    say(f"已起草到 {made.folder}")
    for form in made.sketch.forms:
        say(f"  {form.id}.toml　{form.number} {form.title}　{len(form.fields)} 个字段")
    for part in made.lint.coverage:
        say(f"  覆盖　{part.form or part.part}：{part.covered}/{part.printed}")
    for problem in made.lint.problems:
        say(f"  {LEVELS[problem.level]}　{problem.message}")
    say(f"待确认 {len(made.questions)} 处（文件里以“# 待确认：”标出）：")
    for name, text in made.questions:
        say(f"  {name}　{text}")
    return DONE if made.lint.sound else REFUSED
