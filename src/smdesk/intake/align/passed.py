"""Columns that a person added to a form and that answer nothing: row numbers, remarks, checks, English words.

What is passed over stands in no row any more, so that label and answer are neighbours as printed. A
remark beside an empty answer, or one that corrects it, is kept in mind: the answer is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from smdesk.intake.align.view import Spot, View

LEAST = 3
"""So many rows make a column."""
PASSED = -1
NEAR = 30
_NUMBER = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、]?")
_NUMBERS = frozenset({"序号", "编号", "行次", "序", "No.", ""})
_REMARKS = re.compile(
    r"(?:备注|说明|填[报写]说明|备注说明|审核意见|"
    r"(?:[县市区省]级?|部门|单位|科室|初步|专家|工作人员)?(?:核对|审核|核实|初审|复核|核查|查验|校核)(?:情况|意见|栏|结果|人)?)"
)
_SIDE = re.compile(
    r"(?:[一二三四五六七八九十][、.．])?(?:申报|本)?(?:企业|单位|公司|平台|项目|城市|主体)?(?:基本|主要|的)?(?:情况|信息|资料|概况|简况)"
)
_SAYS_NOTHING = re.compile(
    r"[√✓✔☑/／—-]+|是|无|已?(?:核|审)[对实核验查]?|无误|一致|属实|同意|符合|通过"
)
_CORRECTS = re.compile(r"\d{3}|改|更正|应为|有误|不符|错|补充|[?？]")
_ENGLISH = re.compile(r"[A-Za-z][A-Za-z .,/()&'’-]*")


def pass_over(view: View) -> dict[tuple[int, int], bool]:
    """Pass over added columns; return the rows that a remark stands in, ``True`` where it corrects."""
    remarks: dict[tuple[int, int], bool] = {}
    for table in view.rows:
        _pass_numbers(view, table)
        _pass_sides(view, table)
        for spot in _remarks(view, table):
            if spot.text and not _SAYS_NOTHING.fullmatch(spot.text):
                for row in range(spot.row, spot.row + spot.rows):
                    remarks[table, row] = _CORRECTS.search(spot.text) is not None
        _pass_english(view, table)
    return remarks


def _pass(view: View, table: int, spots: Iterable[Spot]) -> None:
    gone = set()
    for spot in spots:
        spot.label = PASSED
        gone.add(spot.index)
    lines = view.rows[table]
    view.rows[table] = [[one for one in line if one.index not in gone] for line in lines]


def _pass_numbers(view: View, table: int) -> None:
    """Pass over the first column where numbers stand beside labels: the rows' own."""
    lines = view.rows[table]
    numbered = [
        line[0] for line in lines
        if len(line) > 1 and line[0].label is None and line[1].label is not None
        and _NUMBER.fullmatch(line[0].text)
    ]  # fmt: skip
    if len(numbered) < LEAST:
        return
    left, right = numbered[0].left, numbered[0].right
    column = [
        one for line in lines for one in line[:1]
        if abs(one.left - left) < NEAR and abs(one.right - right) < NEAR and one.label is None
        and (_NUMBER.fullmatch(one.text) or one.text in _NUMBERS)
    ]  # fmt: skip
    _pass(view, table, {one.index: one for one in [*numbered, *column]}.values())


def _pass_sides(view: View, table: int) -> None:
    """Pass over tall words at the left that only say what the labels beside them are about."""
    lines = view.rows[table]
    sides = {line[0].index: line[0] for line in lines if len(line) > 2 and line[0].rows > 1}
    general = [
        one for one in sides.values()
        if one.label is None and _SIDE.fullmatch(re.sub(r"\s", "", one.text))
        and all(
            line[1].label is not None for line in lines[one.row : one.row + one.rows]
            if len(line) > 1 and line[0] is one
        )
    ]  # fmt: skip
    if general:
        _pass(view, table, general)


def _remarks(view: View, table: int) -> list[Spot]:
    """Pass over the last columns that are headed as remarks or checks; return their cells."""
    found: list[Spot] = []
    while True:
        lines = [line for line in view.rows[table] if len(line) > 1]
        heads = [line[-1] for line in lines if _is_remark_head(line)]
        if not heads:
            return found
        head = min(heads, key=_row)
        column = [
            line[-1] for line in lines
            if line[-1].left >= head.left - NEAR and line[-1].label is None
            and (line[-2].label is None or line[-1] is head or _is_full(line))
        ]  # fmt: skip
        cells = {one.index: one for one in column}
        if len(cells) <= LEAST or any(line[-1].row < head.row for line in lines):
            return found
        _pass(view, table, cells.values())
        found += [one for one in cells.values() if one is not head]


def _is_remark_head(line: list[Spot]) -> bool:
    last = line[-1]
    words = re.sub(r"\s", "", last.text)
    return last.label is None and 1 < len(words) <= 10 and _REMARKS.fullmatch(words) is not None


def _is_full(line: list[Spot]) -> bool:
    """Return whether a row says nothing but labels, so that its last cell answers none of them."""
    return all(one.label is not None for one in line[:-1]) and len(line) > 2


def _pass_english(view: View, table: int) -> None:
    """Pass over English words in cells of their own between a label and its answer."""
    lines = view.rows[table]
    found = [
        (before, middle) for line in lines for before, middle, after in zip(line, line[1:], line[2:], strict=False)
        if before.label is not None and before.label >= 0 and middle.label is None and after.label is None
        and _ENGLISH.fullmatch(middle.text) and before.text > "\u3400"
    ]  # fmt: skip
    if len({one.row for _, one in found}) >= LEAST:
        _pass(view, table, (one for _, one in found))
        for before, middle in found:
            before.right = middle.right  # the words are the label's


def _row(spot: Spot) -> int:
    return spot.row
