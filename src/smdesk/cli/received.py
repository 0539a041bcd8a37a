"""Verbs about files from outside: ``read`` and ``lint``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from smdesk.cli.output import DONE, LEVELS, REFUSED, progress, say, say_json
from smdesk.errors import sentence
from smdesk.intake.submission import SURE, ReadValue, Submission
from smdesk.notices.address import parse
from smdesk.notices.lint.report import LintReport

_STATUS = {"read": "已读出", "partly": "部分读出", "refused": "未能读出"}
_SOURCES = {"package": "申报包", "payload": "附带数据", "control": "填写框", "table": "表格"}


def read(chosen: Namespace) -> int:
    """Print what received files say; nothing is stored."""
    from smdesk.service.received import read_received

    found = []
    for one in read_received(chosen.file):
        progress(f"读取 {one.file}")
        found.append(one)
    if chosen.json:
        say_json([one.as_json() for one in found])
    else:
        for one in found:
            _say_submission(one)
    return DONE if all(one.status == "read" for one in found) else REFUSED


def _say_submission(found: Submission) -> None:
    form = f"　{found.notice}/{found.form}" if found.notice and found.form else ""
    say(f"{found.file}　{_STATUS[found.status]}{form}")
    for problem in found.problems:
        say(f"  {LEVELS[problem.level]}　{problem.message}")
    for value in found.values:
        changed = "　（导出后改过）" if value.address in found.changed else ""
        text = value.text.replace("\n", " / ") or "（空白）"
        say(f"  {_label(value)}：{text}　[{_SOURCES[value.source]}]{_doubt(value)}{changed}")


def _label(value: ReadValue) -> str:
    row = parse(value.address).row
    return " · ".join(value.label) + (f" · 第 {row} 行" if row is not None else "")


def _doubt(value: ReadValue) -> str:
    """Return why a value waits for a person, nothing where it does not."""
    if value.confidence >= SURE:
        return ""
    reasons = "、".join(dict.fromkeys(sentence(f"doubt.{one}") for one in value.doubts))
    return f"　（待确认：{reasons}）" if reasons else "　（待确认）"


def lint(chosen: Namespace) -> int:
    """Print every fault of a pack and the coverage of its printed labels."""
    from smdesk.service.lint import lint as report_of

    report = report_of(Path(chosen.pack))
    if chosen.json:
        say_json(report.as_json())
    else:
        _say_lint(report)
    return DONE if report.ok else REFUSED


_PARTS = {"cover": "封面", "table": "申报表", "outline": "正文提纲与附件", "summary": "汇总表"}


def _say_lint(report: LintReport) -> None:
    say(f"通知包 {report.pack}　{(report.hash or '')[:16]}")
    for problem in report.problems:
        say(f"[{LEVELS[problem.level]}] {problem.message}")
    for part in report.coverage:
        name = f"{part.form} {_PARTS[part.part]}" if part.form else _PARTS[part.part]
        say(f"覆盖　{name}：{part.covered}/{part.printed}（{part.percent} %）")
        for title, labels in (("缺", part.missing), ("多", part.foreign), ("次序不同", part.moved)):
            for label in labels:
                say(f"      {title}：{label}")
        for label in part.reconstructed:
            say(f"      取自姊妹表：{label}")
    say("没有发现问题。" if not report.problems else f"共 {len(report.problems)} 处问题。")
