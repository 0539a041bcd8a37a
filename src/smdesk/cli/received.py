"""Verbs about files from outside: ``read`` and ``lint``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from smdesk.cli.output import DONE, LEVELS, REFUSED, progress, say, say_json
from smdesk.intake.submission import Submission

_STATUS = {"read": "已读出", "partly": "部分读出", "refused": "未能读出"}
_SURE = 0.9


def read(chosen: Namespace) -> int:
    """Print what received files say; nothing is stored."""
    from smdesk.intake.read import read_file

    found = []
    for path in chosen.file:
        progress(f"读取 {path}")
        found.append(read_file(path))
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
        sure = "" if value.confidence >= _SURE else "　（待确认）"
        changed = "　（导出后改过）" if value.address in found.changed else ""
        text = value.text.replace("\n", " / ")
        say(f"  {' · '.join(value.label)}：{text}　[{value.source}]{sure}{changed}")


def lint(chosen: Namespace) -> int:
    """Print every fault of a pack and the coverage of its printed labels."""
    from smdesk.service.lint import lint as report_of

    report = report_of(Path(chosen.pack))
    if chosen.json:
        say_json(report.as_json())
    else:
        for line in report.lines():
            say(line)
    return REFUSED if report.faulty else DONE
