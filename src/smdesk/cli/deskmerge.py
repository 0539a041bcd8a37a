"""Verbs between bureaus, and paper against file: ``send``, ``merge``, ``paper``."""

from __future__ import annotations

import argparse
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smdesk.cli.desk import add_common, open_desk
from smdesk.cli.deskrank import the_notice
from smdesk.cli.output import DONE, REFUSED, progress, say, say_json
from smdesk.errors import SmdeskError

if TYPE_CHECKING:
    from smdesk.service.desk.merging import Merged
    from smdesk.service.desk.papercheck import PaperCheck
    from smdesk.store.desk.desk import Desk


def add_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the verbs to a parser."""
    one = verb("send", "导出报送包（.smdbatch），由本单位签名，报上级", send)
    add_common(one)
    one.add_argument("--out", required=True, type=Path, metavar="文件.smdbatch")
    one.add_argument("--bureau", default="", metavar="单位", help="本单位全称，第一次须写明")
    one.add_argument("--notice", default="", metavar="通知", help="收件台上有几个通知时写明")
    one.add_argument(
        "--scope", choices=("auto", "recommended", "ranked", "all"), default="auto", metavar="范围",
        help="auto（有拟推荐的只报拟推荐的）、recommended、ranked，或 all：全部，"
        "不予受理的也连同状态和意见报上（汇总表仍不列）",
    )  # fmt: skip
    one.add_argument("--no-files", action="store_true", help="不附收到的原文件")
    one = verb("merge", "并入其他单位的报送包，各单位的意见和排序都保留", merge)
    add_common(one)
    one.add_argument("file", nargs="+", type=Path, metavar="文件.smdbatch")
    one = verb("paper", "核对纸质件与电子文件是否一致", paper)
    add_common(one)
    one.add_argument("code", nargs="*", metavar="核对码或图片",
                     help="页脚的 8 位核对码，或扫描件、照片、PDF 的文件名")  # fmt: skip
    one.add_argument("--scan", nargs="+", type=Path, default=[], metavar="图片",
                     help="扫描件、照片或 PDF，读其中每页的二维码")  # fmt: skip


def send(chosen: Namespace) -> int:
    """Write a batch package."""
    from smdesk.files import write_atomically
    from smdesk.service.desk.bureau import known_bureau, name_bureau
    from smdesk.service.desk.sending import files_note, write_batch
    from smdesk.service.desk.summary import list_note

    with open_desk(chosen, write=True) as desk:
        known = known_bureau(desk.folder)
        bureau = name_bureau(desk.folder, chosen.bureau or (known.name if known else ""))
        notice = the_notice(desk, chosen)
        data = write_batch(
            desk, notice, bureau, chosen.scope, files=not chosen.no_files, tell=_tell
        )
        notes = [list_note(desk, notice, chosen.scope, rejected=chosen.scope == "all")]
        if not chosen.no_files:
            notes.append(files_note(desk, notice, chosen.scope))
        note = "\n".join(one for one in notes if one)
    write_atomically(chosen.out, data)
    if chosen.json:
        told = {"file": str(chosen.out), "bureau": bureau.name, "key": bureau.public.hex()}
        say_json(told | {"fingerprint": bureau.fingerprint, "notice": notice, "note": note})
        return DONE
    say(f"已写出：{chosen.out}")
    say(f"签名单位：{bureau.name}　密钥：{bureau.fingerprint}")
    if note:
        say(note)
    return DONE


def merge(chosen: Namespace) -> int:
    """Merge batch packages; one that cannot be merged does not stop the others."""
    from smdesk.service.desk.merging import merge as take
    from smdesk.store.desk.desk import Desk

    if not chosen.desk.exists() and not any(path.exists() for path in chosen.file):
        raise SmdeskError("intake.file-missing", file=str(chosen.file[0]))  # no desk for nothing
    told, named = _refused_all(chosen), dict[int, str]()
    if not told:
        with Desk.open(chosen.desk, person=chosen.person) as desk:
            for path in chosen.file:
                try:
                    told.append((path, take(desk, path, tell=_tell)))
                except SmdeskError as fault:
                    told.append((path, fault))
            named = {row.id: row.applicant for row in desk.cases()}
    if chosen.json:
        say_json([_merged_json(path, one) for path, one in told])
    else:
        for path, one in told:
            _say_merged(path, one, named)
    bad = any(isinstance(one, SmdeskError) or one.refused or one.conflicts for _, one in told)
    return REFUSED if bad else DONE


def _refused_all(chosen: Namespace) -> list[tuple[Path, Merged | SmdeskError]]:
    """Return why no file can be merged where there is no desk yet: none is made for nothing."""
    from smdesk.service.desk.batchfile import read_batch
    from smdesk.store.desk.opening import FILE

    if (chosen.desk / FILE).exists() or chosen.desk.is_file():
        return []
    told: list[tuple[Path, Merged | SmdeskError]] = []
    for path in chosen.file:
        try:
            read_batch(path)
        except SmdeskError as fault:
            told.append((path, fault))
        else:
            return []
    return told


def _tell(done: int, whole: int) -> None:
    progress(f"{done}/{whole}", sys.stderr)


def _merged_json(path: Path, one: Merged | SmdeskError) -> dict[str, Any]:
    if isinstance(one, SmdeskError):
        return {"file": str(path), "status": "refused",
                "problems": [{"code": one.code, "level": "error", "message": str(one)}]}  # fmt: skip
    return {
        "file": str(path), "status": "merged", "bureau": one.bureau,
        "fingerprint": one.fingerprint, "known": one.known, "cases": list(one.cases),
        "new": {"cases": one.new_cases, "versions": one.new_versions, "layers": one.new_layers},
        "refused": [
            {"file": each.place.path, "problems": [
                {"code": why.code, "message": why.message} for why in each.problems
            ]}
            for each in one.refused
        ],
        "conflicts": [
            {"code": each.problem.code, "message": each.problem.message, "cases": list(each.cases)}
            for each in one.conflicts
        ],
        "twice": [{"kind": each.kind, "cases": list(each.cases)} for each in one.doubles],
        "problems": [],
    }  # fmt: skip


def _say_merged(path: Path, one: Merged | SmdeskError, named: dict[int, str]) -> None:
    if isinstance(one, SmdeskError):
        say(f"{path}　未并入　{one}")
        return
    say(
        f"{path}　{one.bureau}（密钥 {one.fingerprint}）　新增申报 {one.new_cases}，"
        f"新版本 {one.new_versions}，签名意见 {one.new_layers}"
    )
    for refused in one.refused:
        say(f"  未收入　{refused.place.path}　{refused.problems[0].message}")
    for conflict in one.conflicts:
        where = "、".join(f"{case} 号" for case in conflict.cases)
        say("　".join(one for one in ("  待定", where, conflict.problem.message) if one))
    for twice in one.doubles:
        whose = "；".join(f"{case} 号 {named[case]}" for case in twice.cases)
        say(f"  可能重复　{whose}")


def paper(chosen: Namespace) -> int:
    """Hold paper against the desk by typed codes or scanned pages."""
    from smdesk.service.desk.papercheck import keep, paper_sentence

    if not chosen.code and not chosen.scan:
        raise SmdeskError("cli.wrong-use", detail="写出核对码或图片", verb="smdesk paper")
    scans = [*(Path(one) for one in chosen.code if _names_file(one)), *chosen.scan]
    with open_desk(chosen) as desk:
        read = [_check_code(desk, one) for one in chosen.code if not _names_file(one)]
        read += [_check_scan(desk, one) for one in scans]
        told = [each for one in read if not isinstance(one, SmdeskError) for each in one]
        lines = [paper_sentence(desk, one) for one in told]
        keep(desk, told)
    faults = [one for one in read if isinstance(one, SmdeskError)]
    if len(faults) == len(read) == 1:
        raise faults[0]
    if chosen.json:
        found = [_paper_json(one, line) for one, line in zip(told, lines, strict=True)]
        say_json(found + [_unread_json(one) for one in faults])
    else:
        for one, line in zip(told, lines, strict=True):
            say(f"{one.where}　{line}" if one.where else line)
            for each in one.differing:
                say(f"  {each.label}：纸上 {each.old or '（空白）'}，现为 {each.new or '（空白）'}")
        for fault in faults:
            say(str(fault))
    return DONE if not faults and all(one.verdict == "same" for one in told) else REFUSED


def _check_code(desk: Desk, text: str) -> list[PaperCheck] | SmdeskError:
    """Return what a typed code says; one that is mistyped does not keep the others."""
    from smdesk.service.desk.papercheck import check_code

    try:
        return [check_code(desk, text)]
    except SmdeskError as fault:
        return fault


def _check_scan(desk: Desk, path: Path) -> list[PaperCheck] | SmdeskError:
    """Return what the pages of a file say; one that cannot be read does not keep the others."""
    from smdesk.service.desk.papercheck import check_pictures

    try:
        return list(check_pictures(desk, (path,)))
    except SmdeskError as fault:
        return fault


def _unread_json(fault: SmdeskError) -> dict[str, Any]:
    return {
        "verdict": "unread", "seal": None, "case": None, "where": "", "message": str(fault),
        "code": fault.code, "differing": [],
    }  # fmt: skip


def _names_file(told: str) -> bool:
    """Return whether what is no code names a file: there is one, or it has a folder or an ending."""
    from smdesk.service.desk.papercheck import read_code

    path = Path(told)
    try:
        read_code(told)
    except SmdeskError:
        return path.is_file() or len(path.parts) > 1 or bool(path.suffix)
    return False


def _paper_json(one: PaperCheck, line: str) -> dict[str, Any]:
    return {
        "verdict": one.verdict, "seal": one.seal or None, "case": one.case, "where": one.where,
        "message": line,
        "differing": [
            {"address": each.place, "label": each.label, "paper": each.old, "file": each.new}
            for each in one.differing
        ],
    }  # fmt: skip
