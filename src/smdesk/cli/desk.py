"""Verbs of the bureau's desk: ``intake``, ``desk``, ``case``."""

from __future__ import annotations

import argparse
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smdesk.cli.output import DONE, LEVELS, REFUSED, progress, say, say_json
from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.paths import long_path

if TYPE_CHECKING:
    from smdesk.service.desk.intake import Batch, Progress
    from smdesk.store.desk.desk import Desk
    from smdesk.store.desk.models import CaseRow, Receipt, StoredFinding

STATES = {
    "received": "已收到",
    "checking": "审核中",
    "returned": "已退回",
    "corrected": "已补正",
    "accepted": "通过初审",
    "recommended": "拟推荐",
    "rejected": "不予受理",
}
_OUTCOMES = {
    "read": "已读出", "partly": "部分读出", "refused": "未能读出", "again": "内容已在收件台",
    "opened": "已展开",
}  # fmt: skip
_ORDERS = {
    "rank": "排序",
    "newest": "最近",
    "applicant": "名称",
    "errors": "错误多少",
    "id": "编号",
}
_STATES_HELP = "、".join(STATES.values())
_MOST_WORKERS = 64
Verb = Callable[..., argparse.ArgumentParser]


def add_verbs(verb: Verb) -> None:
    """Add the verbs to a parser."""
    one = verb("intake", "把收到的文件、文件夹、压缩包收入收件台", intake)
    one.add_argument("path", nargs="+", type=Path, metavar="文件或文件夹")
    one.add_argument("--desk", required=True, type=Path, metavar="收件台", help="收件台的文件夹")
    one.add_argument("--workers", type=_workers, default=0, metavar="个数", help="同时读取几个文件")
    one.add_argument("--no-convert", action="store_true", help="旧格式不经 LibreOffice 转换")
    add_common(one, desk=False)
    one = verb("sample-desk", "写出一批样例收件（虚构单位），并收入收件台供试用", sample_desk)
    one.add_argument("--out", required=True, type=Path, metavar="文件夹", help="收件写在这里")
    one.add_argument("--desk", type=Path, metavar="收件台", help="写明时同时收入")
    one.add_argument("--count", type=int, default=60, metavar="份数")
    add_common(one, desk=False)
    one = verb("desk", "列出收件台上的申报", show_desk)
    add_common(one)
    one.add_argument("--query", default="", metavar="文字", help="汉字、拼音、拼音首字母或代码")
    one.add_argument("--notice", default="", metavar="通知")
    one.add_argument("--form", default="", metavar="申报表", help="如 enterprise")
    one.add_argument("--state", action="append", type=_state, default=[],
                     metavar="状态", help=_STATES_HELP)  # fmt: skip
    one.add_argument("--finding", default="", metavar="规则", help="只列查出这一问题的")
    one.add_argument(
        "--district", default="", metavar="地区", help="名称或区划代码，如 平城区、330100，含下辖"
    )
    one.add_argument("--order", type=_order, default="rank",
                     metavar="次序", help="、".join(_ORDERS.values()) + "，或 " + "、".join(_ORDERS))  # fmt: skip
    one.add_argument("--matrix", action="store_true", help="按问题统计")
    one.add_argument("--twice", action="store_true", help="列出可能重复的申报")
    _add_case(verb("case", "查看、审核收件台上的一份申报", _show_case))


def _add_case(one: argparse.ArgumentParser) -> None:
    add_common(one)
    one.add_argument("case", type=int, metavar="编号")
    one.add_argument("--state", type=_state, metavar="状态",
                     help=f"改为这一状态：{_STATES_HELP}")  # fmt: skip
    one.add_argument("--note", default="", metavar="说明")
    one.add_argument("--dismiss", metavar="问题", help="不作为问题，须写 --reason")
    one.add_argument("--reason", default="", metavar="理由")
    one.add_argument("--take-up", metavar="问题", help="恢复为问题")
    one.add_argument(
        "--accept", nargs="*", metavar="栏目", help="确认读得没有错；不写栏目为全部待确认的"
    )
    one.add_argument("--misread", nargs="+", default=[], metavar="栏目",
                     help="标为读错：与原件不符，不作为申报单位的问题")  # fmt: skip
    one.add_argument("--not-misread", nargs="+", default=[], metavar="栏目", help="撤回读错的标记")
    one.add_argument("--join", type=int, metavar="编号", help="并入这一编号的案卷，作为较新的版本")
    one.add_argument("--part", type=int, nargs="+", default=[], metavar="版本",
                     help="把这几版另立案卷，或移到 --into 的案卷")  # fmt: skip
    one.add_argument("--into", type=int, metavar="编号", help="与 --part 同用")
    one.add_argument("--give-back", action="store_true",
                     help="本编号已并入别处，把它的版本移回来")  # fmt: skip
    one.add_argument("--before", type=Path, metavar="收件台", help="往年的收件台，与之核对")


def _state(text: str) -> str:
    """Return a state by its name or by what lists call it; raises `argparse.ArgumentTypeError`."""
    return _named(text, STATES)


def _order(text: str) -> str:
    """Return an order by its name or by its word; raises `argparse.ArgumentTypeError`."""
    return _named(text, _ORDERS)


def _workers(text: str) -> int:
    """Return a number of workers, 0 for one a core; raises `argparse.ArgumentTypeError`."""
    count = int(text)
    if not 0 <= count <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"为 1 至 {_MOST_WORKERS}，0 为按处理器的个数")
    return count


def _named(text: str, names: Mapping[str, str]) -> str:
    if text in names:
        return text
    found = next((one for one, name in names.items() if text == name), None)
    if found is None:
        raise argparse.ArgumentTypeError(f"没有“{text}”，可写：{'、'.join(names.values())}")
    return found


def add_common(parser: argparse.ArgumentParser, *, desk: bool = True) -> None:
    """Add what every verb of the desk knows."""
    if desk:
        parser.add_argument("desk", type=Path, metavar="收件台")
    parser.add_argument("--person", default="", metavar="姓名", help="经办人，默认为系统用户名")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def open_desk(chosen: Namespace, *, write: bool = False) -> Desk:
    """Open the desk of a verb; to look at it a desk held by the window is read beside it."""
    from smdesk.service.desk.checking import refresh
    from smdesk.store.desk.desk import Desk

    if not write:
        with suppress(SmdeskError):
            desk = Desk.open_existing(chosen.desk, person=chosen.person)
            refresh(desk)
            return desk
        return Desk.open(chosen.desk, person=chosen.person, read_only=True)
    return Desk.open_existing(chosen.desk, person=chosen.person)


def intake(chosen: Namespace) -> int:
    """Take files and folders into a desk."""
    from smdesk.service.desk.convert import find_converter
    from smdesk.service.desk.intake import Control
    from smdesk.service.desk.intake import intake as take_in
    from smdesk.store.desk.desk import Desk

    _must_exist(chosen.path)
    control = Control()
    converter = None if chosen.no_convert else find_converter()
    with Desk.open(chosen.desk, person=chosen.person) as desk:
        batch = take_in(
            desk, chosen.path, control=control, tell=_tell, workers=chosen.workers,
            converter=converter,
        )  # fmt: skip
        applicants = {row.id: row for row in desk.rows(batch.cases)}
    if chosen.json:
        say_json(_batch_json(batch, applicants))
    else:
        _say_batch(batch, applicants)
    refused = any(one.outcome == "refused" for one in batch.receipts)
    return REFUSED if refused else DONE


def _must_exist(paths: list[Path]) -> None:
    from smdesk.service.desk.sources import shown_path

    for path in paths:
        try:
            os.lstat(long_path(path))
        except FileNotFoundError as fault:
            raise SmdeskError("desk.nothing-to-take", path=shown_path(path)) from fault
        except (OSError, ValueError):
            continue  # it is there or not to be looked at: its outcome says why


def _tell(told: Progress) -> None:
    progress(f"{told.done}/{told.known}　{told.last}", sys.stderr)


def _batch_json(batch: Batch, applicants: dict[int, CaseRow]) -> dict[str, Any]:
    return {
        "batch": batch.number,
        "outcomes": batch.outcomes,
        "files": [_receipt_json(one, applicants) for one in batch.receipts],
        "cases": list(batch.cases),
    }


def _receipt_json(one: Receipt, applicants: dict[int, CaseRow]) -> dict[str, Any]:
    row = applicants.get(one.case) if one.case is not None else None
    return {
        "file": one.place.path, "status": one.outcome, "case": one.case,
        "applicant": row.applicant if row else None,
        "notice": row.notice if row else None, "form": row.form if row else None,
        "sha256": one.sha256,
        "problems": [
            {"code": each.code, "level": each.level, "message": each.message}
            for each in _told(one, row)
        ],
    }  # fmt: skip


def _told(one: Receipt, row: CaseRow | None) -> tuple[Problem, ...]:
    """Return what is said of a file; of one that was read in part also what waits in its case."""
    if one.outcome != "partly" or row is None or not row.doubts:
        return one.problems
    return (*one.problems, Problem("desk.read-doubtful", "hint", {"count": row.doubts}))


def _say_batch(batch: Batch, applicants: dict[int, CaseRow]) -> None:
    for one in batch.receipts:
        row = applicants.get(one.case) if one.case is not None else None
        whose = f"　{one.case} 号　{row.applicant}　{row.notice}/{row.form}" if row else ""
        say(f"{one.place.path}　{_OUTCOMES[one.outcome]}{whose}")
        for problem in _told(one, row):
            say(f"  {LEVELS[problem.level]}　{problem.message}")
    if not batch.receipts:
        say(sentence("desk.nothing-found"))
        return
    told = "，".join(f"{_OUTCOMES[name]} {n}" for name, n in sorted(batch.outcomes.items()))
    say(f"共 {len(batch.receipts)} 个文件（{told}），{len(batch.cases)} 份申报。")


def sample_desk(chosen: Namespace) -> int:
    """Write the sample's files and, where a desk is named, take them in."""
    from smdesk.service.desk.intake import intake as take_in
    from smdesk.service.desk.sample import write_received
    from smdesk.store.desk.desk import Desk

    if not 1 <= chosen.count <= 20_000:
        raise SmdeskError("cli.wrong-use", detail="份数为 1 至 20000", verb="smdesk sample-desk")
    made = write_received(chosen.out, chosen.count)
    cases = 0
    if chosen.desk is not None:
        with Desk.open(chosen.desk, person=chosen.person) as desk:
            take_in(desk, [chosen.out], tell=_tell)
            cases = len(desk.case_ids())
    if chosen.json:
        say_json({"folder": str(chosen.out), "files": len(made), "cases": cases})
    else:
        say(f"已写出 {len(made)} 个文件：{chosen.out}")
        if chosen.desk is not None:
            say(f"收件台 {chosen.desk} 上有 {cases} 份申报。")
    return DONE


# -- the list ----------------------------------------------------------------------------------


def show_desk(chosen: Namespace) -> int:
    """List the cases of a desk."""
    from smdesk.cli.deskfound import show_matrix, show_twice
    from smdesk.service.desk.districts import district_asked
    from smdesk.store.desk.models import Filter, State

    if chosen.matrix and chosen.twice:
        detail = "--matrix、--twice 只写一个"
        raise SmdeskError("cli.wrong-use", detail=detail, verb="smdesk desk")
    with open_desk(chosen) as desk:
        _must_be_there(desk, chosen)
        wanted = Filter(
            chosen.query, chosen.notice, chosen.form, tuple(State(one) for one in chosen.state),
            chosen.finding, district_asked(desk, chosen.district),
        )  # fmt: skip
        if chosen.matrix:
            return show_matrix(desk, wanted, as_json=chosen.json)
        if chosen.twice:
            return show_twice(desk, wanted, as_json=chosen.json)
        rows = desk.cases(wanted, chosen.order)
        if chosen.json:
            say_json([row_json(row) | _layer_json(desk, row) for row in rows])
            return DONE
    for row in rows:
        say(row_line(row))
    say(f"共 {len(rows)} 份申报。")
    return DONE


def _must_be_there(desk: Desk, chosen: Namespace) -> None:
    """Refuse a notice or form that no case is of, a rule that is none: a slip would say that there is nothing.

    And a query that asks for nothing: it would list all.
    """
    from smdesk.service.desk.rulenames import is_rule
    from smdesk.store.search import expression

    if chosen.query.strip() and expression(chosen.query) is None:
        raise SmdeskError("desk.query-blank", text=chosen.query)
    forms = desk.counts().forms
    for option, asked, known in (
        ("--notice", chosen.notice, {notice for notice, _ in forms}),
        ("--form", chosen.form, {form for _, form in forms}),
    ):
        if asked and known and asked not in known:
            detail = f"{option}：收件台上没有“{asked}”的申报，有：{'、'.join(sorted(known))}"
            raise SmdeskError("cli.wrong-use", detail=detail, verb="smdesk desk")
    if chosen.finding and not is_rule(desk, chosen.finding):
        detail = f"--finding：没有“{chosen.finding}”这一规则，查出了哪些可用 --matrix 查看"
        raise SmdeskError("cli.wrong-use", detail=detail, verb="smdesk desk")


def row_json(row: CaseRow) -> dict[str, Any]:
    """Return a case as the list prints it with ``--json``."""
    return {
        "case": row.id, "applicant": row.applicant, "subject": row.subject or None,
        "code": row.code or None, "notice": row.notice, "form": row.form,
        "state": row.state.value, "rank": row.rank, "versions": row.versions,
        "district": row.district or None, "district_name": row.district_name or None,
        "district_derived": row.derived, "modes": list(row.modes),
        "counts": {
            "error": row.errors, "check": row.checks, "hint": row.hints, "doubt": row.doubts,
        },
    }  # fmt: skip


def _layer_json(desk: Desk, row: CaseRow) -> dict[str, Any]:
    aside = desk.case(row.id).dismissals
    return {
        "findings": [_finding_json(one) for one in desk.findings(row.current)],
        "dismissed": sorted(aside),
    }


def _finding_json(one: StoredFinding) -> dict[str, Any]:
    return dict(one.body)


def row_line(row: CaseRow) -> str:
    """Return a case as a line of the list."""
    rank = f"第 {row.rank} 名" if row.rank else "未排序"
    subject = f"（{row.subject}）" if row.subject else ""
    counts = f"错误 {row.errors}　核实 {row.checks}　提示 {row.hints}　待确认 {row.doubts}"
    state = sentence(f"desk.state-{row.state.value}")
    where = f"{row.notice}/{row.form}"
    return f"{row.id} 号　{row.applicant}{subject}　{where}　{state}　{rank}　{counts}"


def _show_case(chosen: Namespace) -> int:
    from smdesk.cli.deskcase import show_case

    return show_case(chosen)
