"""The fifth set: habits written after the guards of plain answers, scored at first sight before any mend.

Most leave the answer on the paper together with something else; a reader may take the answer, or ask.
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from itertools import pairwise

from posted.answers import firm, person
from posted.habits import Habit, heads, plain_values, some
from posted.layout import known
from posted.model import Letter, Span, Td
from smdesk.notices.address import parse
from smdesk.notices.grid import all_fields
from smdesk.notices.models import FormField, Kind


@cache
def fields(form: str) -> dict[str, FormField]:
    pack, one = known(form)
    return all_fields(pack.notice, one)


def of_kind(letter: Letter, *kinds: Kind, share: float = 0.6) -> list[tuple[Td, Span, Kind]]:
    """Return some of the answers of some kinds that stand alone in their cell."""
    found = [
        (c, s, fields(letter.form)[parse(s.address).field].kind) for c, s in plain_values(letter)
    ]
    return some(letter, [one for one in found if not kinds or one[2] in kinds], share)


NUMBERS = (Kind.MONEY, Kind.DECIMAL, Kind.PERCENT, Kind.INTEGER)
SHORT = (Kind.PERSON, Kind.NAME, Kind.TEXT, Kind.ADDRESS)


def around(
    name: str, ways: list[str], *kinds: Kind, share: float = 0.5, whole: bool = False
) -> Habit:
    """Something is typed around the answer; ``whole``: as it stands it is an answer too."""

    def habit(letter: Letter) -> None:
        for _, span, _ in of_kind(letter, *kinds, share=share):
            typed = letter.rng.choice(ways).replace("{}", span.text)
            if whole:
                letter.truth[span.address] = (*letter.truth[span.address], typed)
            span.text = typed

    habit.__name__ = name
    return habit


def swapped_neighbours(letter: Letter) -> None:
    """Two answers of a row stand in each other's cell."""
    for grid in letter.grids:
        for row in grid.rows:
            cells = [c for c in row if c.kind == "value" and len(c.spans) == 1 and c.text]
            kinds = [
                fields(letter.form)[parse(c.spans[0].address).field].kind
                for c in cells
                if c.spans[0].address
            ]
            free = {
                Kind.TEXT,
                Kind.LONG_TEXT,
                Kind.NAME,
                Kind.ADDRESS,
                Kind.INDUSTRY,
                Kind.REGISTRATION,
            }
            if len(cells) == len(kinds) == 2 and kinds[0] is not kinds[1] and not set(kinds) & free:
                a, b = (c.spans[0] for c in cells)
                a.text, b.text = b.text, a.text


def answers_before_labels(letter: Letter) -> None:
    """In rows of pairs the answer stands left of its label."""
    for grid in letter.grids:
        for row in grid.rows:
            if len(row) in {4, 6} and all(
                c.h == 1 and c.kind == ("value" if n % 2 else "label") for n, c in enumerate(row)
            ):
                row[:] = [cell for n in range(0, len(row), 2) for cell in (row[n + 1], row[n])]


def both_in_first(letter: Letter) -> None:
    """Two answers of a row stand in the first's cell, the second is left empty."""
    mark = letter.rng.choice([" ", "/", "，", "  ", "、"])
    for row in (row for grid in letter.grids for row in grid.rows):
        cells = [
            c
            for c in row
            if c.kind == "value" and len(c.spans) == 1 and c.text and "[" not in c.spans[0].address
        ]
        if len(cells) == 2 and letter.rng.random() < 0.5:
            cells[0].spans[0].text += mark + cells[1].spans[0].text
            letter.forget([Td([Span("", cells[1].spans[0].address)])])
            cells[1].spans = [Span("")]


def other_question(letter: Letter) -> None:
    """A label was typed over: the cell asks another thing now."""
    new = ["微信号", "QQ", "开户行", "企业规模", "民族", "成立日期", "学历"]
    for row in (row for grid in letter.grids for row in grid.rows):
        for first, second in pairwise(row):
            if (
                first.kind == "label"
                and second.kind == "value"
                and first.h == 1
                and len(second.spans) == 1
                and "[" not in second.spans[0].address
                and letter.rng.random() < 0.2
            ):
                first.spans = [Span(letter.rng.choice(new))]
                letter.forget([second])


def label_repeated(letter: Letter) -> None:
    """The label is said again before the answer, without a colon."""
    for row in (row for grid in letter.grids for row in grid.rows):
        for first, second in pairwise(row):
            if (
                first.kind == "label"
                and second.kind == "value"
                and len(second.spans) == 1
                and second.text
                and letter.rng.random() < 0.4
            ):
                word = re.sub(r"[\s（(].*|\s", "", first.text.replace(" ", ""))
                second.spans[0].text = (
                    word + letter.rng.choice(["", " ", "是", "为"]) + second.spans[0].text
                )


def next_label_behind(letter: Letter) -> None:
    """The label to the right is said behind the answer too: cells were pasted as text."""
    for row in (row for grid in letter.grids for row in grid.rows):
        for first, second in pairwise(row):
            if (
                first.kind == "value"
                and second.kind == "label"
                and len(first.spans) == 1
                and first.text
                and letter.rng.random() < 0.5
            ):
                first.spans[0].text += letter.rng.choice([" ", "\t", "  "]) + second.text


def old_and_new(letter: Letter) -> None:
    """Last year's answer stands before this year's, in grey."""
    other = {Kind.PERSON: lambda: person(letter.rng), Kind.NAME: lambda: firm(letter.rng), Kind.PHONE: lambda: "0577-6200133",
             Kind.EMAIL: lambda: "old@xinhe.example", Kind.MONEY: lambda: "8801", Kind.INTEGER: lambda: "77"}  # fmt: skip
    mark = letter.rng.choice([" ", "\n", "/", "；"])
    for cell, span, kind in of_kind(letter, *other, share=0.5):
        cell.spans = [Span(other[kind]() + mark, look={"red"}), span]


def numbers_in_words(letter: Letter) -> None:
    for _, span, _ in of_kind(letter, Kind.INTEGER, Kind.MONEY, share=0.5):
        if span.text.isdigit():
            typed = "".join("零壹贰叁肆伍陆柒捌玖"[int(one)] for one in span.text)
            letter.truth[span.address] = (*letter.truth[span.address], typed)
            span.text = typed


def odd_groups(letter: Letter) -> None:
    """12'345 and 12.345,6 and 1.234.567, as other countries write."""
    for _, span, _ in of_kind(letter, *NUMBERS, share=0.6):
        found = re.fullmatch(r"(\d+)(?:\.(\d+))?", span.text)
        if found:
            mark, point = letter.rng.choice([("'", "."), (".", ","), ("’", "."), ("，", "．")])
            whole = f"{int(found.group(1)):,}".replace(",", mark)
            typed = whole + (point + found.group(2) if found.group(2) else "")
            if typed != span.text:
                letter.truth[span.address] = (*letter.truth[span.address], typed)
                span.text = typed


def half_a_year(letter: Letter) -> None:
    """One of the years is only half over, or a plan."""
    way = letter.rng.choice(["{}年1-6月", "{}年上半年", "{}年（预计）", "{}年计划", "{}年三季度末"])
    for grid, head in heads(letter):
        cells = [c for c in grid.rows[head] if c.kind == "year"]
        year = cells[-1].text[:4]
        cells[-1].spans = [Span(way.format(year))]
    for cell in letter.cells:
        for span in cell.spans:
            if span.address.endswith(f"[{letter.years[-1]}]") and heads(letter):
                letter.truth[span.address] = (*letter.truth.get(span.address, ()), "")


def head_typed_twice(letter: Letter) -> None:
    for grid, head in heads(letter):
        cells = [c for c in grid.rows[head] if c.kind == "year"]
        if len(cells) > 1:
            cells[0].spans = deepcopy(cells[1].spans)


def heads_gone(letter: Letter) -> None:
    """One head of a year was emptied."""
    for grid, head in heads(letter):
        cells = [c for c in grid.rows[head] if c.kind == "year"]
        letter.rng.choice(cells).spans = [Span("")]


def lists_with_notes(letter: Letter) -> None:
    """A row over the whole width says something within a list."""
    for grid in letter.grids:
        places = [
            n
            for n in grid.cuts()
            if any(re.search(r"\[[2-4]\]\.", s.address) for c in grid.rows[n] for s in c.spans)
        ]
        if places:
            at = letter.rng.choice(places)
            said = letter.rng.choice(
                ["注：以上为长期合作客户", "（以下为本年新增）", "其中：省内", "第二批"]
            )
            grid.rows.insert(at, [Td([Span(said)], len(grid.widths))])


def lists_moved(letter: Letter) -> None:
    """In one row of a list the answers stand a cell too far to the right."""
    for row in (row for grid in letter.grids for row in grid.rows):
        cells = [c for c in row if any(re.search(r"\[\d+\]\.", s.address) for s in c.spans)]
        if len(cells) > 2 and letter.rng.random() < 0.4:
            texts = [c.spans[0].text for c in cells]
            letter.forget([cells[-1]])
            for cell, text in zip(cells, ["", *texts[:-1]], strict=True):
                cell.spans[0].text = text


def marks(on: str, off: str, name: str, behind: tuple[str, str] = ("", "")) -> Habit:
    """Boxes as nobody prints them."""

    def habit(letter: Letter) -> None:
        for cell in letter.cells:
            answered = {b.address for b in cell.boxes}
            for number in reversed(range(len(cell.spans))):
                box = cell.spans[number]
                if box.is_box and box.address in answered:
                    box.text = on if box.ticked else off
                    said = behind[0] if box.ticked else behind[1]
                    if said and number + 1 < len(cell.spans):
                        cell.spans.insert(number + 2, Span(said))

    habit.__name__ = f"marks_{name}"
    return habit


def number_of_option(letter: Letter) -> None:
    """The number of the option is typed behind all of them, no box is ticked."""
    for cell in letter.cells:
        ticked = [str(n) for n, box in enumerate(cell.boxes, 1) if box.ticked]
        if cell.boxes and len({b.address for b in cell.boxes}) == 1 and ticked:
            for n, box in enumerate(cell.boxes, 1):
                box.text = f"{n}."
            cell.spans.append(
                Span(
                    letter.rng.choice([" 答案：{}", "（选{}）", " → {}"]).format("、".join(ticked))
                )
            )


def asides(letter: Letter) -> None:
    ways: dict[Kind, list[str]] = {
        Kind.PERSON: ["{}（主要负责人）", "{}，男", "{}13700000000", "{}(代)"], Kind.NAME: ["{}（原名恒昶厂）", "{}，简称恒昶", "{} 宁波分公司代章"],
        Kind.PHONE: ["{}（工作日）", "电话{}", "{} 陆一", "{}微信同号"], Kind.EMAIL: ["{}（常用）", "mailto:{}", "<{}>", "邮箱{}"],
        Kind.URL: ["{}（建设中）", "网址{}", "{} 官网"], Kind.USCC: ["税号{}", "{}（三证合一）"], Kind.POSTCODE: ["{}云麓县", "邮编{}"],
        Kind.MONEY: ["{}（含税）", "{}[1]", "{}*", "{}（2020年数）"], Kind.PERCENT: ["{}%（上升）", "下降{}%", "↑{}", "{}个百分点"],
        Kind.INTEGER: ["{}（含退休3人）", "{}+2", "≈{}", ">{}"], Kind.MOBILE: ["{}/13700000000", "{}（同微信）"], Kind.FAX: ["{}（自动）", "同电话 {}"],
    }  # fmt: skip
    for _, span, kind in of_kind(letter, *ways, share=0.5):
        typed = letter.rng.choice(ways[kind]).format(span.text)
        letter.truth[span.address] = (*letter.truth[span.address], typed)
        span.text = typed


def pasted_twice(letter: Letter) -> None:
    for _, span, _ in of_kind(letter, share=0.3):
        span.text += letter.rng.choice(["", "\n", " "]) + span.text


def one_too_few(letter: Letter) -> None:
    """A row of years has lost its first cell: the others are wider."""
    for grid in letter.grids:
        for row in grid.rows:
            cells = [
                c
                for c in row
                if c.kind == "value" and any(re.search(r"\[20\d\d\]$", s.address) for s in c.spans)
            ]
            if len(cells) > 2 and letter.rng.random() < 0.3:
                letter.forget([cells[0]])
                cells[1].w += cells[0].w
                row[:] = [c for c in row if c is not cells[0]]


def hand_of_clerk(letter: Letter) -> None:
    """The county's clerk wrote beside answers, in another colour."""
    for cell, _, _ in of_kind(letter, share=0.3):
        cell.spans = [
            *cell.spans,
            Span(
                letter.rng.choice(
                    [" √", " 已核", "（县局：请核实）", " OK", "  ?", " ×", "【与营业执照不符】"]
                ),
                look={"red"},
            ),
        ]


def unit_words(letter: Letter) -> None:
    """The label's unit is typed over, the numbers stay: （万元） is （元） now."""
    for row in (row for grid in letter.grids for row in grid.rows):
        for number, cell in enumerate(row):
            if cell.kind == "label" and "（万元）" in cell.text and letter.rng.random() < 0.5:
                unit = letter.rng.choice(["（元）", "（千元）", "（亿元）", "（美元）"])
                cell.spans = [Span(cell.text.replace("（万元）", unit))]
                after = [c.kind for c in row[number + 1 :]]
                end = after.index("label") if "label" in after else len(after)
                letter.forget(row[number + 1 : number + 1 + end])


FIFTH: list[Habit] = [
    around("stamped", ["{}（已盖章）", "{}(公章)", "{}（印）", "{} 盖章"], Kind.NAME, Kind.PERSON, whole=True),
    around("dotted", ["……{}……", "--{}--", "》{}", "· {}", "{} ／", "[{}]", "*{}*"], share=0.4),
    around("said_to_be", ["为{}", "是{}", "即{}", "我公司为{}", "填{}"], *SHORT, *NUMBERS, share=0.4),
    around("in_english_too", ["{} Limited", "{} (Co., Ltd.)", "{}\nEnglish: n/a"], Kind.NAME, Kind.ADDRESS, whole=True),
    around("ranges", ["{}-{}", "{}～9999999", "不低于{}", "{}以上", "超{}"], *NUMBERS, whole=True),
    around("corrected", ["999→{}", "999 {}", "999（更正：{}）", "~~999~~{}", "999改{}"], *NUMBERS, whole=True),
    swapped_neighbours, answers_before_labels, both_in_first, other_question, label_repeated, next_label_behind, old_and_new,
    numbers_in_words, odd_groups, half_a_year, head_typed_twice, heads_gone, lists_with_notes, lists_moved,
    marks("Y", "N", "yes or no"), marks("1", "0", "one or zero"), marks("+", "-", "plus"), marks("◉", "◌", "rings"), marks("👉", "", "hand"),
    marks("☑", "☑", "all ticked", ("", "（×）")), marks("□", "□", "said behind", ("（是）", "（否）")),
    marks("□", "□", "star behind", ("*", "")), marks("", "", "quoted", ("←", "")),
    number_of_option, asides, pasted_twice, one_too_few, hand_of_clerk, unit_words,
]  # fmt: skip
