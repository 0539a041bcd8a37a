"""What happened to a case as lines: versions, opinions, history; newest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smdesk.errors import sentence
from smdesk.gui.desk.found_list import FoundList, Shown
from smdesk.gui.desk.names import mark_of
from smdesk.packet.page import SEAL_LABEL
from smdesk.store.desk.models import Case, Event, State

_KINDS = {
    "docx": "Word 文件", "docx-strict": "Word 文件", "xlsx": "Excel 文件", "pdf": "PDF 文件",
    "smdx": "申报数据包",
    "doc": "旧版 Word 文件", "wps": "WPS 文件", "xls": "旧版 Excel 文件",
}  # fmt: skip
_EVENTS = {
    "version": "收到第 {number} 版（{file}）",
    "state": "状态改为“{to}”",
    "dismiss": "搁置一处问题：{reason}",
    "take-up": "恢复一处问题",
    "confirm": "确认 {count} 处读数",
    "unconfirm": "撤回对 {count} 处读数的判断",
    "misread": "标记 {count} 处读错",
    "opinion": "写了意见",
    "moved-in": "移入 {other} 号的 {count} 个版本",
    "moved-out": "{count} 个版本移到 {other} 号",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a log: what, and when by whom."""

    text: str
    second: str


class LogList(FoundList):
    """Lines to read; nothing is opened from them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, f"还没有{name}", parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_lines(self, lines: Iterable[Line]) -> None:  # type: ignore[override]
        """Show other lines."""
        shown = [Shown(str(at), "hint", "", one.text, one.second) for at, one in enumerate(lines)]
        super().show_lines(shown)


def version_lines(case: Case) -> list[Line]:
    """Return the versions of a case, newest first."""
    lines = []
    for one in sorted(case.versions, key=lambda one: one.number, reverse=True):
        shown = "（名单所示）" if one.id == case.row.current else ""
        kind = _KINDS.get(one.kind, one.kind)
        code = f"　{SEAL_LABEL} {one.seal_code}" if one.seal_code else ""
        second = f"{_when(one.received)}　{kind}　{PurePath(one.file).name}{code}"
        lines.append(Line(f"第 {one.number} 版{shown}", second))
    return lines


def opinion_lines(case: Case) -> list[Line]:
    """Return what was said of a case, newest first."""
    return [
        Line(one.text, "　".join(part for part in (one.bureau, one.person, _when(one.at)) if part))
        for one in reversed(case.opinions)
    ]


def history_lines(history: Iterable[Event]) -> list[Line]:
    """Return what happened to a case, newest first."""
    return [
        Line(_event(one), f"{one.person}　{_when(one.at)}{_origin(one)}")
        for one in reversed(tuple(history))
    ]


def _origin(one: Event) -> str:
    return f"　原 {one.case} 号" if one.case is not None else ""


def _event(one: Event) -> str:
    detail = dict(one.detail)
    if one.what == "state":
        detail["to"] = mark_of(State(detail["to"])).word
        note = f"：{detail['note']}" if detail.get("note") else ""
        return _EVENTS["state"].format(**detail) + note
    if one.what == "version":
        detail["file"] = PurePath(str(detail.get("file", ""))).name
    if "numbers" in detail:
        detail["count"] = len(detail["numbers"])
    if "addresses" in detail:
        detail["count"] = len(detail["addresses"])
    if one.what == "paper":
        return sentence(f"desk.paper-noted-{detail['verdict']}", **detail)
    try:
        return _EVENTS[one.what].format(**detail)
    except (KeyError, IndexError):
        return one.what


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
