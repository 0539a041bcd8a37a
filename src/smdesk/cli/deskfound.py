"""The verb ``desk`` over all cases: what was found in them, and who may be there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smdesk.cli.output import DONE, LEVELS, say, say_json

if TYPE_CHECKING:
    from smdesk.store.desk.desk import Desk
    from smdesk.store.desk.models import Filter

_KINDS = {
    "code": "同一代码、同一类别", "name": "同名、代码不同", "near": "名称相近",
    "several": "同一单位申报多项",
}  # fmt: skip


def show_matrix(desk: Desk, wanted: Filter, *, as_json: bool) -> int:
    """Print the rules that find something in cases, and in how many."""
    from smdesk.service.desk.findings import matrix

    told = matrix(desk, wanted)
    if as_json:
        say_json({
            "rules": [
                {"rule": one.rule, "level": one.level, "message": one.message, "cases": one.cases}
                for one in told.rules
            ],
            "cases": {str(case): told.marks.get(case, {}) for case in told.cases},
        })  # fmt: skip
        return DONE
    for one in told.rules:
        say(f"{one.cases} 份　{LEVELS[one.level]}　{one.rule}　如：{one.message}")
    clean = sum(1 for case in told.cases if case not in told.marks)
    say(f"共 {len(told.cases)} 份申报，其中 {clean} 份没有问题。")
    return DONE


def show_twice(desk: Desk, wanted: Filter, *, as_json: bool) -> int:
    """Print the cases that may be one applicant's, where one of them is asked for."""
    from smdesk.service.desk.applicants import twice

    told = twice(desk, wanted)
    if as_json:
        say_json([
            {"kind": one.kind, "cases": list(one.cases), "likeness": one.likeness} for one in told
        ])  # fmt: skip
        return DONE
    for one in told:
        rows = desk.rows(one.cases)
        named = "；".join(f"{row.id} 号 {row.applicant} {row.notice}/{row.form}" for row in rows)
        say(f"{_KINDS[one.kind]}：{named}")
    say(f"共 {len(told)} 组。")
    return DONE
