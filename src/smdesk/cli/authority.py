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
