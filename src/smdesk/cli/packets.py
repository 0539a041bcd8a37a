"""Verbs about declarations: ``fill``, ``check``, ``demo``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.cli import authority
from smdesk.cli.output import DONE, LEVELS, REFUSED, Meter, progress, say, say_json, some_of
from smdesk.errors import SmdeskError
from smdesk.rules.findings import Finding
from smdesk.service.export import ExportReport

if TYPE_CHECKING:
    from smdesk.service.fill import Filled
    from smdesk.service.profile.bring import Brought
    from smdesk.service.webfill_files import Prepared

_NAMES = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel", "package": "数据包"}


def fill(chosen: Namespace, brought: Brought | None = None) -> int:
    """Export a packet of the values; a final one is refused while there are errors.

    With ``--website`` what is taken to the notice's website is written as well, or alone.
    ``brought`` is what a source adds to the values.
    """
    from smdesk.service.attachments_spec import read_option
    from smdesk.service.fill import fill as put_together
    from smdesk.service.values import read_values

    if chosen.out is None and chosen.website is None:
        raise SmdeskError("webfill.nothing-to-do")
    reasons = read_values(chosen.reasons) if chosen.reasons else {}
    values = read_values(chosen.values) if chosen.values else {}
    with Meter(always=chosen.progress) as meter:
        made = put_together(
            chosen.form, {**brought.texts, **values} if brought else values, years=chosen.years,
            reasons=reasons, narrative=chosen.narrative,
            attach=[one for text in chosen.attach for one in read_option(text)], told=meter.show,
        )  # fmt: skip
    made = brought.into(made) if brought else made
    prepared = _prepare(made, chosen.website) if chosen.website is not None else None
    if chosen.out is None:
        return _say_prepared(prepared, json=chosen.json)
    if chosen.into is not None and chosen.format is None:
        return authority.into(chosen, made)
    report = _export(chosen, made)
    official = authority.write_into(chosen, made) if chosen.into else None
    if chosen.json:
        website = {"website": prepared.as_json()} if prepared else {}
        original = {"into": official.as_json()} if official else {}
        say_json(report.as_json() | website | original)
    else:
        _say_report(report)
        if official is not None:
            authority.say_into(official)
        if prepared is not None:
            _say_prepared(prepared, json=False)
    if official is not None and authority.status_of(official):
        return REFUSED
    return REFUSED if report.refused or _has_errors(report.findings) else DONE


def _export(chosen: Namespace, made: Filled) -> ExportReport:
    """Write the formats that are wanted, each with how far it is."""
    from smdesk.service.export import FORMATS, export

    formats = tuple(chosen.format or FORMATS)
    with Meter(always=chosen.progress) as meter:
        at = ["", ""]

        def progress(done: int, total: int) -> None:
            if done < total:
                at[:] = _NAMES[formats[done]], f"（{done + 1}/{total} 种文件）"
                meter.line(f"排版 {''.join(at)}")

        def within(done: int, total: int) -> None:
            meter.show(f"排版 {at[0]} 的附件{at[1]}", done, total)

        report = export(
            made.pack, made.form, made.declaration, made.files, chosen.out, formats=formats,
            draft=chosen.draft, contents=chosen.contents, progress=progress, within=within,
        )  # fmt: skip
    return replace(
        report, problems=(*made.problems, *report.problems),
        findings=(*report.findings, *made.conversions),
    )  # fmt: skip


def _prepare(made: Filled, folder: Path) -> Prepared:
    from smdesk.service.webfill_files import prepare_website

    return prepare_website(made.pack, made.form, made.declaration, made.files, folder)


def _say_prepared(prepared: Prepared | None, *, json: bool) -> int:
    """Print what was written for a website."""
    assert prepared is not None
    if json:
        say_json({"website": prepared.as_json()})
        return DONE
    say("网上填报材料")
    for one in prepared.files:
        say(f"  {one.title}：{one.path}")
    for problem in prepared.problems:
        say(f"  {LEVELS[problem.level]}　{problem.message}")
    return DONE


def check(chosen: Namespace) -> int:
    """Print the findings of the values, and what of them paper cannot hold."""
    from smdesk.rules.engine import check as findings_of
    from smdesk.service.fill import fill as put_together
    from smdesk.service.fit import fit_of
    from smdesk.service.values import read_values

    made = put_together(chosen.form, read_values(chosen.values), years=chosen.years)
    findings = (*findings_of(made.pack, made.form, made.declaration), *made.conversions)
    fit = fit_of(made.pack, made.form, made.declaration, made.files)
    if chosen.json:
        say_json([one.as_json() for one in (*findings, *fit)])
    else:
        _say_findings(findings)
        _say_fit(fit)
    return REFUSED if _has_errors(findings) else DONE


def demo(chosen: Namespace) -> int:
    """Export every bundled sample and show the findings of the faulty one."""
    from smdesk.service.demo import run_demo

    reports, findings = run_demo(chosen.out.resolve(), progress=lambda one: progress(f"导出 {one}"))
    if chosen.json:
        say_json(
            {
                "reports": [one.as_json() for one in reports],
                "faulty": [one.as_json() for one in findings],
            }
        )
    else:
        said: set[str] = set()
        for report in reports:
            _say_report(report, findings=False, said=said)
            say()
        say("“问题申报书”的检查结果：")
        _say_findings(findings)
    return REFUSED if any(one.refused for one in reports) else DONE


def _has_errors(findings: Sequence[Finding]) -> bool:
    return any(one.level == "error" for one in findings)


def _say_report(
    report: ExportReport, *, findings: bool = True, said: set[str] | None = None
) -> None:
    """Print what an export did; a problem that stands in ``said`` is not told again."""
    said = set() if said is None else said
    kind = "草稿" if report.draft else "正式稿"
    say(f"{report.applicant or '（未填申报单位）'}　{report.form}　{kind}")
    for one in report.files:
        say(f"  {one.title}：{one.path}")
    if report.seal:
        say(f"  核对码：{report.seal}（纸上每页页脚与文件一致）")
    for problem in report.problems:
        if problem.message not in said:
            said.add(problem.message)
            say(f"  {LEVELS[problem.level]}　{problem.message}")
    _say_fit(report.fit, said)
    if findings and report.findings:
        _say_findings(report.findings)


def _say_fit(fit: Sequence[Finding], said: set[str] | None = None) -> None:
    """Print what does not come out on paper as it should; nothing that stands in ``said``."""
    said = set() if said is None else said
    new = [one for one in fit if one.message not in said]
    if new:
        said |= {one.message for one in new}
        say("  打印前请留意：")
    for one in new:
        places = f"　（{some_of(one.addresses)}）" if one.addresses else ""
        say(f"  {LEVELS[one.level]}　{one.message}{places}　{one.rule}")


def _say_findings(findings: Sequence[Finding]) -> None:
    if not findings:
        say("没有发现问题。")
        return
    for one in findings:
        say(f"[{LEVELS[one.level]}] {one.message}　（{some_of(one.addresses)}）")
        if one.clause is not None:
            say(f"      依据：{one.clause.place}　{one.clause.text}")
        if one.fix is not None:
            say(f"      可填入：{one.fix.text}")
    counts = "，".join(
        f"{name} {number}"
        for level, name in LEVELS.items()
        if (number := sum(1 for one in findings if one.level == level))
    )
    say(f"共 {len(findings)} 条：{counts}。")
