"""Verbs from the desk to the applicant and back: ``letter``, ``fix``."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.cli.desk import add_common, open_desk
from smdesk.cli.output import DONE, LEVELS, REFUSED, progress, say, say_json
from smdesk.errors import Problem, SmdeskError, sentence

if TYPE_CHECKING:
    from smdesk.service.desk.letter import Sender
    from smdesk.store.desk.desk import Desk

_Told = tuple[int, tuple[Path, ...], Problem | None]
FORMATS = ("docx", "pdf", "fix")


def letter_formats(text: str) -> tuple[str, ...]:
    """Return the formats of a comma list."""
    named = tuple(one.strip() for one in re.split(r"[,，]", text) if one.strip())
    if not named or not set(named) <= set(FORMATS):
        raise argparse.ArgumentTypeError("格式为 docx,pdf,fix 中的一种或几种")
    return named


def today() -> date:
    """Return the day that a term is held against."""
    return date.today()


def day(text: str) -> date:
    """Return a date to come, written as ISO has it; raises `argparse.ArgumentTypeError`."""
    try:
        told = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("日期写作 2024-09-30") from None
    if told < today():
        raise argparse.ArgumentTypeError(f"{told} 已经过去，请写今天或以后的日期")
    return told


def add_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the verbs to a parser."""
    one = verb("letter", "写出补正通知和补正文件", letter)
    add_common(one)
    one.add_argument("case", type=int, nargs="*", metavar="编号", help="不写为全部须补正的申报")
    one.add_argument("--out", required=True, type=Path, metavar="文件夹")
    one.add_argument(
        "--format", type=letter_formats, default=FORMATS, metavar="格式",
        help="docx,pdf（补正通知）、fix（补正文件），默认三种都写",
    )  # fmt: skip
    one.add_argument("--hints", action="store_true", help="一并写出提示")
    one.add_argument("--return", action="store_true", dest="send_back", help="同时改为已退回")
    add_sender(one)
    one.add_argument(
        "--until", type=day, metavar="日期", help="补正期限，如 2024-09-30，不早于今天"
    )
    one = verb("fix", "查看主管部门发来的补正文件", fix)
    one.add_argument("file", type=Path, metavar="文件.smdfix")
    one.add_argument("--json", action="store_true", help="输出 JSON")


def add_sender(parser: argparse.ArgumentParser) -> None:
    """Add who writes a paper."""
    parser.add_argument("--bureau", default="", metavar="单位", help="落款单位")
    parser.add_argument("--contact", default="", metavar="联系人")
    parser.add_argument("--phone", default="", metavar="电话")


def letter(chosen: Namespace) -> int:
    """Write letters and fix files, each case under the applicant's name."""
    from smdesk.service.desk.letter import Sender
    from smdesk.service.export import make_folder
    from smdesk.store.desk.models import Filter, State

    sender = Sender(chosen.bureau, chosen.contact, chosen.phone, chosen.until)
    told: list[_Told] = []
    with open_desk(chosen, write=chosen.send_back) as desk:
        named = [*dict.fromkeys(chosen.case)] or [
            row.id for row in desk.cases(Filter(), "id") if row.state is not State.REJECTED
        ]  # who was turned down is asked to correct nothing, unless by number
        for case in chosen.case:
            desk.case(case)  # a wrong number is told before a letter is written
        make_folder(chosen.out)
        for case in named:
            try:
                files = _write(desk, case, sender, chosen)
            except SmdeskError as fault:
                if fault.code != "desk.nothing-to-correct":
                    raise
                if chosen.case:
                    told.append((case, (), fault.problem))
                continue
            told.append((case, files, None))
        if chosen.send_back:
            left = _send_back(desk, [case for case, files, _ in told if files])
            told = [(case, files, left.get(case, why)) for case, files, why in told]
    return _tell(told, as_json=chosen.json)


def _write(desk: Desk, case: int, sender: Sender, chosen: Namespace) -> tuple[Path, ...]:
    from smdesk.files import write_together
    from smdesk.service.desk.letters import letter_files

    made = letter_files(desk, case, sender, chosen.format, hints=chosen.hints)
    progress(f"{case} 号")
    targets = [(chosen.out / name, data) for name, data in made.items()]
    write_together(targets)
    return tuple(path for path, _ in targets)


def _send_back(desk: Desk, cases: list[int]) -> dict[int, Problem]:
    """Bring cases into the state of those sent back; return why, of those that stay as they are."""
    from smdesk.store.desk.models import MOVES, State

    rows = desk.rows(cases)
    able = [row.id for row in rows if State.RETURNED in MOVES[row.state]]
    desk.move(able, State.RETURNED)
    return {
        row.id: Problem("desk.letter-not-returned", params={
            "applicant": row.applicant, "state": sentence(f"desk.state-{row.state.value}"),
        })
        for row in rows if row.id not in able and row.state is not State.RETURNED
    }  # fmt: skip


def _tell(told: list[_Told], *, as_json: bool) -> int:
    if as_json:
        say_json([
            {
                "case": case, "files": [str(one) for one in files],
                "problem": {"code": why.code, "message": why.message} if why else None,
            }
            for case, files, why in told
        ])  # fmt: skip
    else:
        for case, files, why in told:
            for path in files:
                say(f"已写出：{path}")
            if why is not None:
                say(f"{case} 号　{why.message}")
        say(f"共 {sum(bool(files) for _, files, _ in told)} 份申报须补正。")
    return REFUSED if any(why for _, _, why in told) else DONE


def fix(chosen: Namespace) -> int:
    """Print what a fix file asks for."""
    from smdesk.service.desk.fixes import read_fix

    head = read_fix(chosen.file).head
    if chosen.json:
        say_json(head.model_dump(mode="json"))
        return DONE
    say(f"{head.applicant}　{head.form}　核对码 {head.seal_code}　{head.bureau}")
    if head.until:
        say(f"补正期限：{head.until}")
    for item in head.items:
        say(f"  {LEVELS[item.level]}　{item.label}　{item.message}")
    return DONE
