"""The command line: verbs and their options, help in Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from smdesk.cli import (
    authority,
    desk,
    deskkeys,
    deskletters,
    deskmerge,
    deskrank,
    forms,
    packets,
    paper,
    profiles,
    received,
    shelf,
)
from smdesk.errors import SmdeskError

_HELP = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "show this help message and exit": "显示这段说明",
}
_WINDOW = "不写动作时打开窗口：smdesk [--data 文件夹] [收到的文件]"
_FAULTS = (
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"argument 动作: invalid choice: '(.*?)' \(choose from (.*)\)", r"没有动作“\1”，可用的有：\2"),
    (r"argument (.*?): invalid choice: '(.*?)' \(choose from (.*)\)", r"\1 没有“\2”，可写：\3"),
    (r"argument (.*?): invalid (?:int|float|_workers) value: '(.*?)'", r"\1 应为数字，“\2”不是"),
    (r"argument (.*?): expected one argument", r"\1 后面要有一个值"),
    (r"argument (.*?): expected at least one argument", r"\1 后面至少要有一个值"),
    (r"ambiguous option: (.*?) could match (.*)", r"\1 不完整，可能是 \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 后面不能带值 \2"),
    (r"argument (.*?): (.*)", r"\1：\2"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese, and takes what stands after an option as well."""

    _mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse; what may be left out may stand behind options too: ``letter DESK --out DIR 3``.

        argparse takes such arguments for absent as soon as it has seen those before the options.
        """
        loose = any(one.nargs in ("?", "*") and not one.option_strings for one in self._actions)
        if self._mixing or not loose:
            return super().parse_known_args(args, namespace)
        usage, self._mixing = self.usage, True
        self.usage = super().format_usage().removeprefix("usage: ")  # while its parts are hidden
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.usage, self._mixing = usage, False

    def error(self, message: str) -> NoReturn:
        """Say how the verb is used; raises `SmdeskError` ``cli.wrong-use``."""
        for english, chinese in _FAULTS:
            if re.fullmatch(english, message):
                choices = re.search(r"\(choose from (.*)\)", message)
                if choices is not None:
                    told = "、".join(re.findall(r"[^', ]+", choices[1]))
                    message = message.replace(choices[1], told)
                message = re.sub(english, chinese, message)
                break
        self.print_usage(sys.stderr)
        raise SmdeskError("cli.wrong-use", detail=message, verb=self.prog)

    def format_help(self) -> str:
        """Return the help with argparse's own headings in Chinese."""
        return self._chinese(super().format_help())

    def format_usage(self) -> str:
        """Return the usage line in Chinese."""
        return self._chinese(super().format_usage())

    @staticmethod
    def _chinese(text: str) -> str:
        for english, chinese in _HELP.items():
            text = text.replace(english, chinese)
        return text


def slot_file(text: str) -> str:
    """Return ``SLOT=FILE#…`` or ``@LIST.json`` as it is; what it says is read when it is used."""
    slot, mark, path = text.partition("=")
    if text.startswith("@") and text[1:]:
        return text
    if not mark or not slot or not path:
        raise argparse.ArgumentTypeError(
            "附件写作 栏目=文件，如 licence=执照.pdf，可加 #pages=1-3,turn=90；或 @清单.json"
        )
    return text


def formats(text: str) -> tuple[str, ...]:
    """Return the formats of a comma list."""
    named = tuple(one.strip() for one in re.split(r"[,，]", text) if one.strip())
    if not named:
        raise argparse.ArgumentTypeError("要写出至少一种格式，如 docx,pdf")
    return named


def years(text: str) -> tuple[int, ...]:
    """Return the year columns of a comma list."""
    try:
        return tuple(int(one) for one in re.split(r"[,，]", text))
    except ValueError:
        raise argparse.ArgumentTypeError("年度写作 2021,2022,2023") from None


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every verb."""
    parser = Parser(
        prog="smdesk",
        description="服务型制造示范申报：填报、检查、打印、接收（离线）",
        epilog=_WINDOW,
    )
    parser.add_argument("--version", action="version", version=_version(), help="显示版本")
    verbs = parser.add_subparsers(metavar="动作", parser_class=Parser)

    def verb(name: str, help: str, call: Callable[[Any], int]) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=help, description=help)
        made.set_defaults(verb=call, parser=made)
        return made

    _form_verbs(verb)
    _packet_verbs(verb)
    one = verb("read", "读出收到的文件（docx、smdx 等），不入库", received.read)
    one.add_argument("file", nargs="+", type=Path, metavar="文件")
    _json(one)
    one = verb(
        "draft-pack", "由空白申报表（Word）起草通知包，拿不准的列成问题", authority.draft_pack
    )
    one.add_argument("file", type=Path, metavar="空白表.docx")
    one.add_argument("--out", required=True, type=Path, metavar="文件夹", help="新的或空的文件夹")
    _json(one)
    one = verb("lint", "检查通知包，并列出所印栏目的覆盖情况", received.lint)
    one.add_argument("pack", metavar="通知包", help="通知包的文件夹，或已有通知包的名称")
    _json(one)
    _pack_verbs(verb)
    paper.add_verbs(verb)
    desk.add_verbs(verb)
    deskletters.add_verbs(verb)
    deskrank.add_verbs(verb)
    deskmerge.add_verbs(verb)
    deskkeys.add_verbs(verb)
    profiles.add_profiles(
        verb("profiles", "查看、记入或删除单位、项目和平台的资料", profiles.profiles)
    )
    return parser


def parse(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    """Return what was chosen; what a verb does not know is told with that verb's own usage."""
    chosen, rest = parser.parse_known_args(arguments)
    if rest:
        teller: argparse.ArgumentParser = getattr(chosen, "parser", parser)
        teller.error(f"unrecognized arguments: {' '.join(rest)}")
    return chosen


def _form_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    _json(verb("notices", "列出通知包和申报表", forms.notices))
    one = verb("fields", "列出申报表的全部字段", forms.fields)
    _form(one)
    _years(one)
    _json(one)
    one = verb("blank", "导出空白申报书（Word）", forms.blank)
    _form(one)
    _years(one)
    one.add_argument("--out", required=True, type=Path, metavar="文件.docx")
    one = verb("sample", "导出随带样例的填报值", forms.sample)
    _form(one)
    one.add_argument("--out", required=True, type=Path, metavar="填报值.json")


def _pack_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    one = verb("add-pack", "添加通知包（文件夹或 .smnotice 文件）", shelf.add)
    one.add_argument("source", type=Path, metavar="通知包")
    _json(one)
    one = verb("remove-pack", "移走自行添加的通知包", shelf.remove)
    one.add_argument("notice", metavar="代号", help="如 quzhou-2024")
    _json(one)
    one = verb("save-pack", "把通知包存成一个 .smnotice 文件", shelf.save)
    one.add_argument("notice", metavar="代号")
    one.add_argument("--out", required=True, type=Path, metavar="文件.smnotice")
    _json(one)
    one = verb("compare-packs", "列出两版通知包的差别", shelf.compare)
    one.add_argument("old", metavar="原版", help="代号、文件夹或 .smnotice 文件")
    one.add_argument("new", metavar="新版")
    _json(one)


def _packet_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    _fill_verb(verb)
    one = verb("check", "检查填报值", packets.check)
    _form(one)
    _values(one)
    _years(one)
    _json(one)
    one = verb("demo", "用随带样例导出全部材料", packets.demo)
    one.add_argument("--out", type=Path, default=Path("demo-out"), metavar="文件夹")
    _json(one)


def _fill_verb(verb: Callable[..., argparse.ArgumentParser]) -> None:
    one = verb("fill", "由填报值导出申报材料", profiles.fill)
    _form(one)
    _values(one, required=False)
    profiles.add_from(one)
    one.add_argument("--out", type=Path, metavar="文件夹", help="导出申报书的文件夹")
    one.add_argument(
        "--website", type=Path, metavar="文件夹",
        help="网上填报的通知：填报单、说明材料和汇总表另存到这里",
    )  # fmt: skip
    one.add_argument(
        "--format", type=formats, default=None, metavar="格式",
        help="docx,pdf,xlsx,package 中的一种或几种，用逗号隔开",
    )  # fmt: skip
    one.add_argument(
        "--into", type=Path, metavar="原表.docx",
        help="填入主管部门的空白 Word 原表（另存新文件，原表不动）；写出 --format 时一并导出",
    )  # fmt: skip
    one.add_argument("--draft", action="store_true", help="导出草稿：有错误也可导出，每页标草稿")
    one.add_argument(
        "--contents", choices=("auto", "yes", "no"), default="auto",
        help="目录：yes 加印，no 不印；不写则约 40 页以上才印",
    )  # fmt: skip
    one.add_argument(
        "--narrative", type=Path, metavar="正文",
        help="写好的正文：.docx、.txt、.md；装有 LibreOffice 时也可用 .doc、.wps、.rtf、.odt、.html",
    )  # fmt: skip
    one.add_argument(
        "--attach", type=slot_file, action="append", default=[], metavar="栏目=文件",
        help="附件，可写多次；文件后可加 #pages=1-3,5,turn=90,crop=auto,angle=auto,"
        "for=栏目地址@页码,note=备注；或写 @清单.json",
    )  # fmt: skip
    one.add_argument("--reasons", type=Path, metavar="说明.json", help="核实问题的说明")
    one.add_argument(
        "--progress", action="store_true",
        help="在标准错误上逐行报告进度；不写则只在终端上显示",
    )  # fmt: skip
    _years(one)
    _json(one)


def _version() -> str:
    from smdesk import __version__

    return __version__


def _form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="申报表", help="如 zhejiang-2020/enterprise")


def _values(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("--values", required=required, type=Path, metavar="填报值.json")


def _years(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--years", type=years, default=(), metavar="年度", help="表上未印年度时用")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")
