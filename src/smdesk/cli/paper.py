"""Verbs about paper: ``sign``, ``print``, ``test-sheet``."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.cli import prints
from smdesk.cli.output import DONE, LEVELS, REFUSED, progress, say, say_json
from smdesk.errors import sentence

if TYPE_CHECKING:
    from smdesk.service.printing.batch import Wanted
    from smdesk.service.printing.parcel import Parcel
    from smdesk.service.printing.tofile import StackFiles
    from smdesk.service.signed import Recognised, Signed

_STATES = {
    "sure": "核对码和版面相符", "unsealed": "读不出核对码", "doubtful": "看不准是哪一页",
    "other": "核对码不同", "blank": "空白页", "unknown": "认不出", "named": "按所写页码",
}  # fmt: skip


def page_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a comma list."""
    try:
        return tuple(int(one) for one in re.split(r"[,，]", text))
    except ValueError:
        raise argparse.ArgumentTypeError("页码写作 1,6,0") from None


def add_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the verbs to a parser."""
    one = verb("sign", "把盖章后的扫描件换进 PDF，做成加盖公章的 PDF", sign)
    one.add_argument("pdf", type=Path, metavar="申报书.pdf", help="导出的正式稿")
    one.add_argument(
        "--scans", required=True, nargs="+", type=Path, metavar="扫描件",
        help="PDF、JPG、PNG 或 TIFF，一个文件可有多页，顺序不限",
    )  # fmt: skip
    one.add_argument(
        "--pages", type=page_numbers, metavar="页码",
        help="认不出时按扫描件的顺序逐一写出是第几页，如 1,6；不用的写 0",
    )  # fmt: skip
    one.add_argument(
        "--seal", metavar="核对码",
        help="读不出核对码的扫描件：照纸面页脚写出核对码，与文件核对",
    )  # fmt: skip
    one.add_argument("--out", type=Path, metavar="文件.pdf", help="默认在原文件旁，名称后加“_盖章”")
    one.add_argument("--json", action="store_true", help="输出 JSON")
    one = verb("print", "把多件申报材料按纸张顺序排成一个 PDF，供打印", lay_out)
    one.add_argument("file", nargs="+", type=Path, metavar="文件", help="PDF、smdx 或 Word 申报书")
    one.add_argument("--out", required=True, type=Path, metavar="文件.pdf")
    one.add_argument("--copies", type=copies, metavar="份数", help="默认按通知要求")
    one.add_argument("--range", default="", metavar="页码", help="只排这几页，如 1-6,9；默认全部")
    contents(one)
    one.add_argument("--no-slip", action="store_true", help="不加打印清点单")
    side = one.add_mutually_exclusive_group()
    side.add_argument("--one-side", action="store_true", help="单面打印")
    side.add_argument(
        "--by-hand", action="store_true",
        help="手动双面：每一叠的正面和背面各成一个 PDF，先印正面，纸叠放回后印背面",
    )  # fmt: skip
    one.add_argument(
        "--turn", choices=("copy", "packet", "list"), default="packet",
        help="手动双面几份一叠：copy 每份一叠，packet（默认）一件的各份一叠，list 全部一叠",
    )  # fmt: skip
    one.add_argument("--turn-over", action="store_true", help="手动双面：放回时整叠翻面")
    one.add_argument("--upside", action="store_true", help="手动双面：背面转 180 度")
    one.add_argument("--ascending", action="store_true", help="手动双面：背面由前往后印")
    one.add_argument("--json", action="store_true", help="输出 JSON")
    prints.add_verb(verb, copies, contents)
    one = verb("test-sheet", "导出打印机试印页", test_sheet)
    one.add_argument("--out", required=True, type=Path, metavar="文件.pdf")


def contents(parser: argparse.ArgumentParser) -> None:
    """Add the choice of a page of contents."""
    parser.add_argument(
        "--contents", choices=("auto", "yes", "no"), default="auto",
        help="目录：yes 加印，no 不印；不写则约 40 页以上才印；PDF 文件照原样",
    )  # fmt: skip


def copies(text: str) -> int:
    """Return a number of copies."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 99:
        raise argparse.ArgumentTypeError("份数是 1 到 99 的整数")
    return int(text)


def lay_out(chosen: Namespace) -> int:
    """Write packets, copy after copy, a control slip before each, in the order of paper."""
    from smdesk.service.printing.batch import Wanted
    from smdesk.service.printing.parcel import of_file
    from smdesk.service.printing.plan import HandWay

    way = HandWay(chosen.turn_over, not chosen.ascending, chosen.upside)
    wanted = Wanted(
        copies=chosen.copies, range=chosen.range, slip=not chosen.no_slip,
        duplex=not chosen.one_side, way=way if chosen.by_hand else None,
    )  # fmt: skip
    parcels = []
    for path in chosen.file:
        progress(f"排版 {path.name}")
        parcels.append(of_file(path, chosen.contents))
    written, stacks = _written(chosen, parcels, wanted)
    if chosen.json:
        packets = [
            {"applicant": one.applicant, "form": one.form_title, "seal": one.seal or None,
             "pages": one.pages, "copies": chosen.copies or one.copies}
            for one in parcels
        ]  # fmt: skip
        told = {"files": [str(one) for one in written], "packets": packets}
        say_json(told | ({"stacks": list(map(_stack_json, stacks))} if chosen.by_hand else {}))
        return DONE
    for one in parcels:
        say(f"{one.applicant}　{one.pages} 页　{chosen.copies or one.copies} 份　{one.seal}")
    for each in stacks:
        say(_stack_words(each, parcels))
    for path in written:
        say(f"已写出：{path}")
    if stacks:
        say(sentence("printing.stacks-order"))
        say(sentence("printing.way-over" if way.turn_over else "printing.way-as-is"))
    return DONE


def _written(
    chosen: Namespace, parcels: list[Parcel], wanted: Wanted
) -> tuple[list[Path], tuple[StackFiles, ...]]:
    """Write one PDF, or those of each stack; return all files in the order in which they go out."""
    from smdesk.files import write_atomically
    from smdesk.service.printing.batch import lay_out as laid_out
    from smdesk.service.printing.tofile import write_stacks

    if not chosen.by_hand:
        write_atomically(chosen.out, laid_out(parcels, wanted))
        return [chosen.out], ()
    stacks = write_stacks(parcels, wanted, chosen.turn, chosen.out)
    return [path for one in stacks for path in (one.fronts, one.backs) if path], stacks


def _stack_json(one: StackFiles) -> dict[str, object]:
    first, last = (one.stack.packet, one.stack.copy), one.stack.last
    return {
        "first": {"packet": first[0], "copy": first[1]}, "last": {"packet": last[0], "copy": last[1]},
        "sheets": one.stack.sheets, "fronts": str(one.fronts),
        "backs": str(one.backs) if one.backs else None,
    }  # fmt: skip


def _stack_words(one: StackFiles, parcels: list[Parcel]) -> str:
    """Return whose copies a stack is, its sheets, and its two files."""
    stack = one.stack
    copy = stack.last[1]
    whose = "全部各件" if stack.several else parcels[stack.packet - 1].applicant
    which = "" if stack.several else f"第 {stack.copy}{f'-{copy}' if copy != stack.copy else ''} 份"
    turned = f"，放回后印 {one.backs.name}" if one.backs else "，没有背面"
    told = "　".join(part for part in (whose, which, f"{stack.sheets} 张") if part)
    return f"{told}：先印 {one.fronts.name}{turned}"


def test_sheet(chosen: Namespace) -> int:
    """Write the test sheet."""
    from smdesk.files import write_atomically
    from smdesk.service.printing.sheets import test_sheet as made

    write_atomically(chosen.out, made())
    say(f"已写出：{chosen.out}")
    return DONE


def sign(chosen: Namespace) -> int:
    """Make the PDF with signed pages; refused where a scan is of another content or none is known."""
    from smdesk.service.signed import paper_at, recognise, write_signed
    from smdesk.service.signed import sign as exchange
    from smdesk.service.signed.run import by_order, target_of
    from smdesk.service.signed.scan import sources

    paper = paper_at(chosen.pdf)
    found = recognise(
        paper, sources(tuple(chosen.scans)),
        lambda done, total, what: progress(f"辨认 {what}") if done < total else None,
    )  # fmt: skip
    if chosen.seal:
        found = tuple(one.with_seal(paper, chosen.seal) for one in found)
    used = by_order(paper, found, chosen.pages) if chosen.pages else found
    faults = [one.problem for one in used if one.problem is not None and not one.ready]
    made: Signed | None = None
    out = chosen.out or target_of(chosen.pdf)
    if any(one.ready for one in used):
        made = exchange(paper, used)
        write_signed(made, out)
        faults = list(made.problems)
    missing = made.missing if made else paper.unsigned
    if chosen.json:
        say_json({
            "seal": paper.seal, "file": str(out) if made else None,
            "pages": list(made.pages) if made else [], "missing": list(missing),
            "scans": [_scan_json(one) for one in used],
            "problems": [
                {"code": one.code, "level": one.level, "message": one.message} for one in faults
            ],
        })  # fmt: skip
    else:
        _say_scans(used)
        for one in faults:
            say(f"  {LEVELS[one.level]}　{one.message}")
        if made:
            say(sentence("sign.done", pages=numbers(made.pages)) + f"　{out}")
        if missing:
            say(sentence("sign.missing", pages=numbers(missing)))
    wrong = made is None or missing or any(one.level == "error" for one in faults)
    return REFUSED if wrong else DONE


def _scan_json(one: Recognised) -> dict[str, object]:
    return {
        "file": str(one.source.path), "number": one.source.number, "state": one.state,
        "page": one.page, "seal": one.seal or None,
    }  # fmt: skip


def _say_scans(found: tuple[Recognised, ...]) -> None:
    for one in found:
        page = f"第 {one.page} 页" if one.page else "—"
        say(f"{one.source.name}　{page}　{_STATES[one.state]}")


def numbers(pages: tuple[int, ...]) -> str:
    """Return page numbers as people list them."""
    return "、".join(map(str, pages))
