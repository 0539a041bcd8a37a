"""What people do to a form on its way back: each habit is a function of the drawn and filled letter."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise

from posted.answers import firm, person, wide
from posted.model import Grid, Letter, Span, Td

Habit = Callable[[Letter], None]


def plain_values(letter: Letter) -> list[tuple[Td, Span]]:
    """Return the filled answers that stand alone in their cell."""
    return [
        (c, c.spans[0])
        for c in letter.cells
        if c.kind == "value" and len(c.spans) == 1 and c.spans[0].address and c.text
    ]


def some(letter: Letter, listed: list, share: float) -> list:
    return [one for one in listed if letter.rng.random() < share]


# ---- labels ----

OTHER_WORDS = {
    "企业名称": ["单位名称", "公司名称", "企业全称", "企业名称（盖章）"], "法人代表": ["法定代表人", "法人代表姓名", "法人"],
    "联系电话": ["电话", "联系方式", "办公电话"], "联系人": ["联系人姓名", "项目联系人"], "职务": ["职位", "职务/职称"],
    "电子邮箱": ["邮箱", "E-mail", "Email地址", "电子邮件"], "通信地址": ["通讯地址", "联系地址"], "邮政编码": ["邮编"],
    "手机": ["手机号码", "移动电话"], "主营业务": ["主要业务", "主营业务范围"], "注册地址": ["企业注册地址", "注册地"],
    "网址": ["平台网址", "网站地址"], "员工总数（人）": ["职工总数（人）", "员工人数（人）", "员工总数"],
    "资产总额（万元）": ["总资产（万元）", "资产总计（万元）", "资产总额"], "营业收入（万元）": ["营业总收入（万元）", "营业收入", "营业收入(万元)"],
    "统一社会信用代码": ["社会信用代码", "信用代码", "统一社会信用代码（18位）"], "所属行业": ["行业", "所在行业"], "企业性质": ["单位性质", "企业类型"],
    "税金总额（万元）": ["纳税总额（万元）", "税金总额"], "利润总额（万元）": ["利润总额", "利润总额 （单位：万元）"],
    "净利润（万元）": ["净利润", "净利润/万元"], "城市名称": ["城市"], "运营主体": ["运营单位", "平台运营主体"], "平台名称": ["平台全称"],
    "项目名称": ["项目全称"], "传真": ["传真号码"], "投资额度（万元）": ["投资额（万元）", "投资额度"],
}  # fmt: skip


def labels(letter: Letter) -> list[Td]:
    return [one for one in letter.cells if one.kind == "label" and one.text.strip()]


def reworded(letter: Letter) -> None:
    for cell in some(letter, labels(letter), 0.4):
        words = OTHER_WORDS.get(re.sub(r"\s", "", cell.text))
        if words:
            cell.spans = [Span(letter.rng.choice(words))]


def _relabel(letter: Letter, change: Callable[[str], str]) -> None:
    for cell in labels(letter):
        cell.spans = [Span(change(cell.text))]


def spaced(letter: Letter) -> None:
    space = letter.rng.choice([" ", "\u3000", "\u00a0", "\u2002"])
    _relabel(letter, lambda text: space.join(text) if len(text) <= 6 else text)


def broken(letter: Letter) -> None:
    _relabel(
        letter,
        lambda text: (
            text if len(text) < 5 else text[: len(text) // 2] + "\n" + text[len(text) // 2 :]
        ),
    )


def colons(letter: Letter) -> None:
    mark = letter.rng.choice(["：", ":", "*", " ：", "。"])
    _relabel(letter, lambda text: text + mark)


def stars(letter: Letter) -> None:
    _relabel(
        letter,
        lambda text: (
            letter.rng.choice(["*", "▲", "★ ", "（必填）", "●"]) + text
            if letter.rng.random() < 0.5
            else text
        ),
    )


def order_numbers(letter: Letter) -> None:
    way = letter.rng.choice(["{}.", "{}、", "（{}）", "{} "])
    for number, cell in enumerate(labels(letter), 1):
        cell.spans = [Span(way.format(number) + cell.text)]


def units_elsewhere(letter: Letter) -> None:
    """（万元） is said once over the table instead of in each label."""
    for cell in labels(letter):
        cell.spans = [Span(cell.text.replace("（万元）", ""))]
    letter.blocks.insert(
        letter.blocks.index(letter.main),
        letter.rng.choice(["单位：万元", "（金额单位：万元）", "单位：万元、%"]),
    )


def units_other_marks(letter: Letter) -> None:
    way = letter.rng.choice(["[{}]", "({})", "/{}", "，{}", "【{}】", "（单位：{}）"])
    _relabel(
        letter,
        lambda text: re.sub(r"（(万元|%|项|人|个|亿元)）$", lambda m: way.format(m.group(1)), text),
    )


# ---- values ----


def wide_letters(letter: Letter) -> None:
    for cell, span in some(letter, plain_values(letter), 0.6):
        if re.fullmatch(r"[\dA-Z.,%-]+", cell.text):
            span.text = wide(span.text)


def padded(letter: Letter) -> None:
    for _, span in some(letter, plain_values(letter), 0.5):
        blank = letter.rng.choice(["\u00a0\u00a0", "\u3000\u3000", "\t", "\n", "\u2003", " \n "])
        span.text = letter.rng.choice(
            [blank + span.text, span.text + blank, blank + span.text + blank]
        )


def look(name: str) -> Habit:
    def habit(letter: Letter) -> None:
        for _, span in some(letter, plain_values(letter), 0.6):
            span.look.add(name)

    habit.__name__ = f"values_{name}"
    return habit


def label_and_value(letter: Letter) -> None:
    """The answer is typed after the label, in the label's cell, and the cells are one."""
    way = letter.rng.choice(["{}：", "{}: ", "{}：\n", "{}\u3000"])
    for grid in letter.grids:
        for row in grid.rows:
            for first, second in list(pairwise(row)):
                pair = first.kind == "label" and second.kind == "value" and first.h == second.h == 1
                if (
                    pair
                    and len(second.spans) == 1
                    and second.text
                    and not _dated(second)
                    and letter.rng.random() < 0.6
                ):
                    first.spans = [Span(way.format(first.text)), *second.spans]
                    first.kind = "value"
                    first.w += second.w
                    row[:] = [one for one in row if one is not second]


def answer_left_empty_cell(letter: Letter) -> None:
    """The answer stands after the label, and the cell for it stays empty."""
    way = letter.rng.choice(["{}：", "{}："])
    for grid in letter.grids:
        for row in grid.rows:
            for first, second in pairwise(row):
                pair = first.kind == "label" and second.kind == "value" and first.h == second.h == 1
                if (
                    pair
                    and len(second.spans) == 1
                    and second.text
                    and not _dated(second)
                    and letter.rng.random() < 0.3
                ):
                    first.spans = [Span(way.format(first.text)), *second.spans]
                    second.spans = [Span("")]


def _dated(cell: Td) -> bool:
    return any(re.search(r"\[20\d\d\]$", one.address) for one in cell.answers)


# ---- years ----


def heads(letter: Letter) -> list[tuple[Grid, int]]:
    return [
        (grid, number)
        for grid in letter.grids
        for number, row in enumerate(grid.rows)
        if any(c.kind == "year" for c in row)
    ]


def _span(grid: Grid, head: int) -> list[int]:
    """Return the rows of year values under a head."""
    found = []
    for number in range(head + 1, len(grid.rows)):
        if any(c.kind == "year" for c in grid.rows[number]):
            break
        if any(_dated(c) for c in grid.rows[number]):
            found.append(number)
    return found


def falling_years(letter: Letter) -> None:
    for grid, head in heads(letter):
        count = len(letter.years)
        for number in [head, *_span(grid, head)]:
            grid.rows[number][-count:] = reversed(grid.rows[number][-count:])


def year_words(letter: Letter) -> None:
    way = letter.rng.choice(
        [
            "{}年度",
            "{}",
            "{}年末",
            "{}年（实际）",
            "FY{}",
            "{} 年",
            "年份：{}",
            "{}年12月",
            "{}.12.31",
            "han",
        ]
    )
    for grid, head in heads(letter):
        for cell in grid.rows[head]:
            if cell.kind == "year":
                number = cell.text[:4]
                said = (
                    "".join("〇一二三四五六七八九"[int(one)] for one in number) + "年"
                    if way == "han"
                    else way.format(number)
                )
                cell.spans = [Span(said)]


def later_years(letter: Letter) -> None:
    """The heads are typed over, a year later each; the form of this notice has no place for the last."""
    step = letter.rng.choice([1, 1, 2])
    moved: dict[str, tuple[str, ...]] = {}
    for grid, head in heads(letter):
        for cell in grid.rows[head]:
            if cell.kind == "year":
                cell.spans = [Span(f"{int(cell.text[:4]) + step}年")]
        for number in _span(grid, head):
            for span in (one for cell in grid.rows[number] for one in cell.spans):
                found = re.fullmatch(r"(.*)\[(20\d\d)\]", span.address)
                if found:
                    letter.unsaid.add(span.address)
                    moved[f"{found.group(1)}[{int(found.group(2)) + step}]"] = letter.truth.pop(
                        span.address
                    )
                    span.address = f"{found.group(1)}[{int(found.group(2)) + step}]"
    open_years = letter.form.startswith("guangdong")
    kept = {
        one: said for one, said in moved.items() if open_years or int(one[-5:-1]) in letter.years
    }
    letter.unsaid -= set(kept)
    letter.unsaid |= set(moved) - set(kept)
    letter.truth |= kept


def a_year_more(letter: Letter) -> None:
    """A column for the year now running was added on the right."""
    for grid in letter.grids:
        starts = [head for one, head in heads(letter) if one is grid]
        if not starts:
            continue
        grid.widths.append(900)
        rows = {number for head in starts for number in [head, *_span(grid, head)]}
        for number, row in enumerate(grid.rows):
            if number in rows:
                said = (
                    f"{letter.years[-1] + 1}年1-9月"
                    if number in starts
                    else str(letter.rng.randrange(100, 900))
                )
                row.append(Td([Span(said)], kind="other"))
            elif row:
                row[-1].w += 1


# ---- rows ----


def inserted(letter: Letter) -> None:
    """Rows of the applicant's or the county's own."""
    grid = letter.main
    more = [
        ("企业规模", "中型"),
        ("成立时间", "2004年6月"),
        ("开户银行", "清源农商行"),
        ("是否上市", "否"),
        ("备注", ""),
        ("所属县区", "云麓县"),
        ("填表人", person(letter.rng)),
    ]
    for cut in sorted(letter.rng.sample(grid.cuts(), min(3, len(grid.cuts()))), reverse=True):
        word, said = letter.rng.choice(more)
        side = len(grid.widths) // 3
        grid.rows.insert(cut, [Td([Span(word)], side), Td([Span(said)], len(grid.widths) - side)])


def deleted(letter: Letter) -> None:
    grid = letter.main
    alone = [
        n
        for n in range(1, len(grid.rows))
        if n in grid.cuts()
        and all(c.h == 1 for c in grid.rows[n])
        and any(c.answers for c in grid.rows[n])
        and not re.search(
            r"(clients|investors|\{)", " ".join(s.address for c in grid.rows[n] for s in c.spans)
        )
    ]
    ends = set(grid.cuts()) | {len(grid.rows)}
    alone = [n for n in alone if n + 1 in ends]
    for number in sorted(letter.rng.sample(alone, min(4, len(alone))), reverse=True):
        letter.forget(grid.rows.pop(number))


def parted(letter: Letter) -> None:
    """The table ended with the page: it is two tables, the heads of the years stand in both."""
    grid = letter.main
    cuts = [one for one in grid.cuts() if 3 < one < len(grid.rows) - 2]
    if not cuts:
        return
    cut = letter.rng.choice(cuts)
    again: list[list[Td]] = []
    for head in (
        number
        for one, number in heads(letter)
        if one is grid and number < cut <= max(_span(grid, number), default=0)
    ):
        again = [deepcopy(grid.rows[head])]
    at = letter.blocks.index(grid)
    between = letter.rng.choice(
        [[], ["（续表）"], ["— 3 —"], ["", ""], ["服务型制造示范申报表（续）"], ["续上表"]]
    )
    letter.blocks[at : at + 1] = [
        Grid(grid.widths, grid.rows[:cut]),
        *between,
        Grid(grid.widths, [*again, *grid.rows[cut:]]),
    ]


def sectioned(letter: Letter) -> None:
    """Each section is a table with columns of its own, its heading a line before it."""
    grid = letter.main
    cuts = [
        n
        for n in [0, *grid.cuts()]
        if grid.rows[n][0].kind == "head" and re.match(r"[一二三四]、", grid.rows[n][0].text)
    ]
    at = letter.blocks.index(grid)
    new: list[str | Grid] = [Grid(grid.widths, grid.rows[: cuts[0]])] if cuts and cuts[0] else []
    for first, last in zip(cuts, [*cuts[1:], len(grid.rows)], strict=True):
        new += [grid.rows[first][0].text, Grid(grid.widths, grid.rows[first + 1 : last])]
    if cuts:
        letter.blocks[at : at + 1] = new


def remarks_column(letter: Letter) -> None:
    grid = letter.main
    grid.widths.append(1000)
    for number, row in enumerate(grid.rows):
        if row and not any(c.kind in {"head", "sign"} for c in row):
            row.append(Td([Span("备注" if number == 1 else "")]))
        elif row:
            row[-1].w += 1


def nested(letter: Letter) -> None:
    for cell, _ in some(letter, plain_values(letter), 0.25):
        cell.look.add("nested")


# ---- boxes ----


def ticks(on: str, off: str, name: str) -> Habit:
    def habit(letter: Letter) -> None:
        for box in (box for cell in letter.cells for box in cell.boxes):
            box.text = on if box.ticked else off

    habit.__name__ = f"ticks_{name}"
    return habit


def tick_look(name: str) -> Habit:
    def habit(letter: Letter) -> None:
        for box in (box for cell in letter.cells for box in cell.boxes):
            box.look.add(name)

    habit.__name__ = f"ticks_{name}"
    return habit


def _words(letter: Letter) -> list[tuple[Td, Span, Span]]:
    """Return each option's cell, box and words."""
    found = []
    for cell in letter.cells:
        for box, words in zip(cell.spans, cell.spans[1:], strict=False):
            if box.is_box:
                found.append((cell, box, words))
    return found


def marked_words(name: str, others: str = "") -> Habit:
    """No box is ticked: the words of what is chosen are marked, or those of what is not."""

    def habit(letter: Letter) -> None:
        for _, box, words in _words(letter):
            box.text = letter_box
            if box.ticked and name:
                words.look.add(name)
            if not box.ticked and others and _answered(letter, box):
                words.look.add(others)

    letter_box = "□"
    habit.__name__ = f"chosen_{name or 'left'}_{others}".strip("_")
    return habit


def _answered(letter: Letter, box: Span) -> bool:
    return any(
        one.ticked and one.address == box.address for cell in letter.cells for one in cell.boxes
    )


def others_deleted(letter: Letter) -> None:
    """What was not chosen was deleted; of the chosen the words are left, with a box or without."""
    keep = letter.rng.choice(["", "☑", "√"])
    for cell in letter.cells:
        if not cell.boxes or not all(_answered(letter, box) for box in cell.boxes):
            continue
        kept: list[Span] = []
        open_option = True
        for span in cell.spans:
            if span.is_box:
                open_option = span.ticked
                span.text = keep
                if open_option and kept:
                    kept.append(Span("、" if not keep else "  "))
            if open_option and span.text.strip():
                kept.append(span)
        cell.spans = kept or [Span("")]


def tick_behind(letter: Letter) -> None:
    mark = letter.rng.choice(["√", "（√）", " ✓", "☑"])
    for cell, box, words in _words(letter):
        box.text = "" if mark == "☑" or letter.rng.random() < 0 else "□"
        if box.ticked:
            cell.spans.insert([id(one) for one in cell.spans].index(id(words)) + 1, Span(mark))
            box.text = ""
        else:
            box.text = ""
        if mark == "☑" and not box.ticked:
            cell.spans.insert([id(one) for one in cell.spans].index(id(words)) + 1, Span("□"))


# ---- other forms ----


def blank(letter: Letter) -> None:
    for cell in letter.cells:
        for span in cell.spans:
            if span.is_box:
                span.text = "□"
            elif span.address:
                span.text = ""
            if span.address:
                letter.truth[span.address] = ("",)
    _no_notes(letter)


def half(letter: Letter) -> None:
    """The applicant stopped in the middle."""
    rows = letter.main.rows
    cut = len(rows) // 2
    above = {box.address for row in rows[:cut] for cell in row for box in cell.boxes}
    while above & {box.address for row in rows[cut:] for cell in row for box in cell.boxes}:
        cut += 1
    cells = rows[cut:]
    for span in (span for row in cells for cell in row for span in cell.spans):
        if span.is_box:
            span.text = "□"
        elif span.address:
            span.text = ""
        if span.address:
            letter.truth[span.address] = ("",)
    _no_notes(letter)


def _no_notes(letter: Letter) -> None:
    for cell in letter.cells:
        for span in cell.spans:
            span.text = (
                re.sub(r"[：（]$", "", span.text) if span.choice and not span.is_box else span.text
            )


def other_programme(letter: Letter) -> None:
    """The form of another programme: a few labels are the same, nothing of it is this form's."""
    rng = letter.rng
    rows = [
        ["企业名称", firm(rng), "统一社会信用代码", "91330212PDY000028F"], ["法定代表人", person(rng), "联系电话", "0577-2000000"],
        ["注册地址", "云麓县创业路3号", "注册资本（万元）", "500"], ["主导产品", "精密齿轮", "市场占有率（%）", "12"],
        ["企业规模", "□大型 ☑中型 □小型", "上市情况", "□已上市 ☑未上市"], ["研发机构", "省级企业技术中心", "研发人员数", "36"],
        ["主营业务收入（万元）", "8000", "研发费用（万元）", "420"], ["员工总数（人）", "210", "联系人", person(rng)],
        ["智能制造装备数量（台）", "88", "数控化率（%）", "71"], ["关键工序描述", "滚齿、磨齿", "能源消耗（吨标煤）", "900"],
        ["获得的奖励", "无", "质量体系认证", "ISO9001"],
    ]  # fmt: skip
    title = rng.choice(
        [
            "省级智能工厂（数字化车间）申请表",
            "专精特新“小巨人”企业申请书",
            "制造业单项冠军企业申请表",
            "工业旅游示范基地申报表",
        ]
    )
    grid = Grid([2200, 2400, 2400, 2200], [[Td([Span(one)]) for one in row] for row in rows])
    letter.blocks = [title, grid]
    letter.truth, letter.unsaid = {}, set()
    letter.look.add("stranger")
