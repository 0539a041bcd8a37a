"""Doubts values that words outside of their cells correct: notes under a table, text boxes laid over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from smdesk.intake.align.keys import MONEY_UNITS
from smdesk.intake.align.model import Found
from smdesk.intake.align.plan import Plan
from smdesk.intake.word import WordTable
from smdesk.intake.words import one_of
from smdesk.notices.address import Address
from smdesk.notices.models import Kind
from smdesk.notices.text import fold, half_width

CORRECTS = re.compile(
    r"更正|订正|改正|勘误|笔误|有误|错误|写错|填错|不对|不符|不实|不一致|应为|应是|应填|应当为|改为|改成|改填|更改|变更|更新为|修正|修改|调整为|调减|调增|调整后|"
    r"请改|请核|核实|待核|疑|正确|以[^，。；]{1,16}为准|补充|漏|作废|[?？]"
)
_SAYS_OTHERWISE = re.compile(
    r"更正|订正|勘误|笔误|有误|错误|应为|应是|应填|改为|改成|变更为|更新为|修正为|修改为|调整为|调整后为|实际为(?!准)|"
    r"更名|改名|换为|换成|现为|现任|增至|减至|增加[至到]|减少[至到]|离职|离任|调离|搬迁至|迁至|变更登记"
    r"|有出入|[漏多少错](?:写|填|报|了)|正确(?:数|值|数据)?[为是应]|(?<![事如确属证切])实际?[为是](?!现|准)|快报|尚未|待更新|填反|颠倒|对[调换]|系\d+年\d+月|以[^，。；]{0,8}(?:年报|审计|报告|附件|后者|此)[^，。；]{0,4}为准"
    r"|填错|写错|报错|不符|不实|不一致|以\d[\d.,]*[%万亿元]*为准|[系为是][^，。；]{0,4}(?:预[计测估]|估[算计测]|暂[估定]|计划)[数值]?"
    r"|[系为是][^，。；]{0,6}(?:集团|合并|子公司|母公司|关联)[^，。；]{0,4}(?:数|口径|数据)|[为按以](?!万元)(?:[十百千万亿]{0,2}元|美元)(?:填[列报]|计|为单位)"
)
_ADMITS = re.compile(
    r"更正|订正|勘误|笔误|有误|错误|离职|离任|调离|已?更名为|已?改名为|换为|填错|写错|报错|不符|(?:改为|改成|应为|以)\d[\d.,]*|[系为是][^，。；]{0,4}(?:预[计测估]|估[算计测]|暂[估定])"
    r"|[为按以](?!万元)(?:[十百千万亿]{0,2}元|美元)填[列报]"
)
_RENAMES = re.compile(r"更名|改名|(?:公司|企业|单位|平台|机构)(?:的)?名称")
"""Speaks of the applicant's name, whatever the form calls it."""
_INSTRUCTS = re.compile(r"填[表报写]|请|须|不得|格式|盖章|公章|字以内|一致|保留")
"""Words of those who print a form: 企业名称应为全称，请与执照一致."""
_MARKS = re.compile(r"[^\w%/#]+")
MOST_LINE = 100
"""A longer line is prose, not a note on a figure."""
LEAST_LABEL = 2
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def doubt_corrected(
    plan: Plan, found: Mapping[Address, Found], lines: Iterable[str], boxes: Iterable[str]
) -> dict[Address, Found]:
    """Return ``found`` with doubts on what a line or text box names and says otherwise.

    A text box that corrects and names no label may lie over any cell: all is doubted then.
    """
    doubted: set[Address] = set()
    for line in dict.fromkeys(lines):
        doubted |= set(_named(plan, found, line) or ()) if _speaks(line) else set()
    for line in dict.fromkeys(boxes):
        if _speaks(line):
            doubted |= set(found) if (named := _named(plan, found, line)) is None else named
    return {
        address: replace(one, reasons=(*one.reasons, "value-corrected"))
        if address in doubted and "value-corrected" not in one.reasons else one
        for address, one in found.items()
    }  # fmt: skip


_LOG_HEAD = one_of("beside.log")


def logged(tables: Iterable[WordTable]) -> Iterator[str]:
    """Yield the rows of tables that log what was changed, each as a line that corrects what it names."""
    for table in tables:
        if table.row_count > MOST_LOGGED or not table.cells:
            continue
        if any(_LOG_HEAD().fullmatch(fold(one.text)) for one in table.cells if one.row == 0):
            rows: dict[int, list[str]] = {}
            for one in table.cells:
                rows.setdefault(one.row, []).append(one.text)
            yield from (f"更正 {' '.join(row)}" for number, row in rows.items() if number)


MOST_LOGGED = 60
"""A longer table is no log of changes."""


def _speaks(line: str) -> bool:
    if len(line) > MOST_LINE or _SAYS_OTHERWISE.search(line) is None:
        return False
    return _ADMITS.search(line) is not None or _INSTRUCTS.search(line) is None


def _named(plan: Plan, found: Mapping[Address, Found], line: str) -> set[Address] | None:
    """Return the addresses whose labels a line names, of the years that it names; ``None`` without a label."""
    numbers = set(_labels_in(plan, _MARKS.sub("", fold(line))))
    names = {
        slot.address for slot in plan.slots
        if slot.field.kind is Kind.NAME and slot.address.repeat is None and slot.address in found
    } if _RENAMES.search(line) else set()  # fmt: skip
    if not numbers:
        return names or None
    years = {int(one) for one in _YEAR.findall(half_width(line))}
    tails = {
        (repeat.id, tail) for repeat in plan.repeats for tail, label, _ in repeat.columns
        if label in numbers
    }  # fmt: skip
    of_labels = {slot.address for slot in plan.slots if {slot.left, slot.top} & numbers}
    cells = {id(one.cell) for one in plan.labels if one.number in numbers and one.kind == "own"}
    of_labels |= {one for one, cell in plan.grid.places.items() if id(cell) in cells}
    named = {one for one in found if one in of_labels or (one.repeat, one.tail) in tails}
    fitting = {one for one in named if one.year is None or not years or one.year in years}
    return (fitting or named) | names


def _labels_in(plan: Plan, flat: str) -> Iterator[int]:
    """Yield the numbers of the labels that a text names, none that is only part of a longer one's name."""
    cores = {one.key.core for one in plan.labels if len(one.key.core) >= LEAST_LABEL}
    named = {one for one in cores if one in flat}
    rest = flat
    longest = set()
    for one in sorted(named, key=len, reverse=True):
        if one in rest:
            longest.add(one)
            rest = rest.replace(one, "|")
    yield from (label.number for label in plan.labels if label.key.core in longest)


_PART = (
    r"(?:1|一)月?份?[-—–~～至到](?:[2-9]|1[01]|[二三四五六七八九十]|十一)月|[上下]半年|前?[一二三]季度|预[测计估]|估[算计测]"
    r"|计划数|暂[估定]|截[至止].{0,5}(?:[1-9]|1[01])月"
)
_PART_OF_YEAR = re.compile(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)年?度?(?:末|底)?[^。；;]{{0,16}}?(?:{_PART})|(?:{_PART})[^。；;]{{0,8}}?(?P<behind>(?:19|20)\d\d)年"
)
_OF_DATA = re.compile(r"数|值|指标|口径|财务|经营")


def doubt_part_years(found: Mapping[Address, Found], lines: Iterable[str]) -> dict[Address, Found]:
    """Return ``found`` with doubts on a year of which a line says that its data are of a part, or estimated."""
    years: set[int] = set()
    for line in dict.fromkeys(lines):
        flat = half_width(re.sub(r"\s", "", line))
        if len(flat) <= MOST_LINE and _OF_DATA.search(flat) and not _INSTRUCTS.search(flat):
            years |= {int(one["year"] or one["behind"]) for one in _PART_OF_YEAR.finditer(flat)}
    return {
        address: replace(one, reasons=(*one.reasons, "value-corrected"))
        if address.year in years and "value-corrected" not in one.reasons else one
        for address, one in found.items()
    }  # fmt: skip


_VOID = re.compile(
    r"(?:^|[（(【\[])(?:此表|本表|该表)?(?:已?作废|(?:填[报写]|申报)?(?:样例|示例|范例)|废止)(?:[，,、]?仅供参考)?(?:[）)】\]]|$)"
    r"|^仅供参考$"
)


def doubt_void(found: Mapping[Address, Found], lines: Iterable[str]) -> dict[Address, Found]:
    """Return ``found`` with doubts on all where a line before the form says that it is an example, or withdrawn."""
    if not any(_VOID.search(line.strip()) for line in lines if len(line) <= MOST_LINE):
        return dict(found)
    return {
        address: replace(one, reasons=(*one.reasons, "form-void")) for address, one in found.items()
    }


_VOID_AROUND = one_of("beside.void")


def doubt_void_around(found: Mapping[Address, Found], lines: Iterable[str]) -> dict[Address, Found]:
    """Return ``found`` with doubts on all where a watermark, a page's head or a sheet's name says that it is void."""
    if not any(_VOID_AROUND().search(fold(one)) for one in lines if len(one) <= MOST_NAME):
        return dict(found)
    return {
        address: replace(one, reasons=(*one.reasons, "form-void")) for address, one in found.items()
    }


_MAIL = one_of("beside.mail")


def doubt_sent_on(found: Mapping[Address, Found], lines: Iterable[str]) -> dict[Address, Found]:
    """Return ``found`` with doubts on all where a mail stands around the form: who sent it on signs it too."""
    if not any(_MAIL().search(one.strip().lower()) for one in lines if len(one) <= MOST_LINE):
        return dict(found)
    return {
        address: replace(one, reasons=(*one.reasons, "value-elsewhere"))
        for address, one in found.items()
    }


MOST_NAME = 24
"""A longer line is no watermark and no name of a sheet."""
_SAYS_UNIT = re.compile(
    r"(?:单位|计量|货币|币种|金额|金额数|数据|均为?|全部|一律|以上|以下|表内|表中)[^。；;，,]{0,12}?"
    r"(?<![\d.十百千万亿])(?P<unit>(?:[十百千万亿]{0,2}元|美元|美金|港[元币]|欧元|日元))(?![素器件旦月日宵整])"
)


def doubt_other_units(
    plan: Plan, found: Mapping[Address, Found], lines: Iterable[str]
) -> dict[Address, Found]:
    """Return ``found`` with doubts on amounts where words near the tables name another unit for them."""
    said = {
        one["unit"] for line in dict.fromkeys(lines) if len(line) <= MOST_LINE
        for one in _SAYS_UNIT.finditer(re.sub(r"\s", "", line))
    }  # fmt: skip
    if not said:
        return dict(found)
    units = {slot.address: slot.field.unit for slot in plan.slots}
    return {
        address: replace(one, reasons=(*one.reasons, "unit-other"))
        if one.text and units.get(address) in MONEY_UNITS and said - {units[address]}
        and "unit-other" not in one.reasons and says_no_unit(one.raw) else one
        for address, one in found.items()
    }  # fmt: skip


def says_no_unit(raw: str) -> bool:
    """Return whether a figure was typed without any unit."""
    return "元" not in raw
