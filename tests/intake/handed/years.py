"""What people do to the years of a form: turned over, all in one cell, in the labels, or left out."""

from __future__ import annotations

import re
from collections.abc import Callable

from handed.desk import Board, Box, Bundle, Ink
from handed.redraw import Series, Years, label, laid, stack, swap, years_of_board

Change = Callable[[Bundle], None]


def _each(bundle: Bundle, draw: Callable[[Bundle, Years], Board]) -> None:
    """Draw every part with years anew, the last ones first."""
    for board in bundle.boards:
        for part in reversed(years_of_board(board)):
            swap(board, part.first, part.last, draw(bundle, part))


def _whole(one: Series) -> str:
    """Return an indicator's label without its line breaks, with that of its group where it has one."""
    text = re.sub(r"\s", "", one.label)
    return re.sub(r"[（(].*|\s", "", one.group) + text


def _said(bundle: Bundle, year: int, way: int) -> str:
    return [f"{year}年", f"{year} 年", f"{year}年度", str(year)][way]


def _answer(ink: Ink) -> Box:
    return Box(0, 0, 1, 1, "value", [ink])


def _turned(bundle: Bundle, series: list[Series], years: list[int], way: int, corner: str) -> Board:
    groups = [one.group for one in series]
    heads = [label(corner), *(label(re.sub(r"\s", "", one.label)) for one in series)]
    rows = [
        [label(_said(bundle, year, way), "year"), *(_answer(one.answers[year]) for one in series)]
        for year in years
    ]
    board = laid([heads, *rows])
    if any(groups):
        _add_groups(board, groups)
    return board


def _add_groups(board: Board, groups: list[str]) -> None:
    """Put the labels of groups over those of their indicators; the others reach over both rows."""
    heads = board.line(0)
    board.insert(0, [])
    for box in heads:
        box.row, box.rows = 0, 2
    over: dict[str, Box] = {}
    for box, group in zip(heads[1:], groups, strict=True):
        if not group:
            continue
        box.row, box.rows = 1, 1
        if group in over:
            over[group].columns = box.column + box.columns - over[group].column
        else:
            over[group] = Box(0, box.column, 1, box.columns, "label", [Ink(group)])
    board.boxes += over.values()


def years_down(bundle: Bundle) -> None:
    """A row a year, a column an indicator, within the form's table; wide ones in two parts."""
    way, falls = bundle.rng.randrange(4), bundle.rng.random() < 0.3
    corner = bundle.rng.choice(["年度", "年份", "", "经营指标", "项目"])

    def draw(bundle: Bundle, part: Years) -> Board:
        years = part.years[::-1] if falls else part.years
        most = bundle.rng.choice([5, 8, 20])
        cut = [part.series[n : n + most] for n in range(0, len(part.series), most)]
        return stack(*(_turned(bundle, one, years, way, corner) for one in cut))

    _each(bundle, draw)


def years_down_apart(bundle: Bundle) -> None:
    """The turned part is a table of its own under a line that says the unit."""
    way = bundle.rng.randrange(4)
    board = bundle.main
    for part in reversed(years_of_board(board)):
        own = _turned(
            bundle, part.series, part.years, way, bundle.rng.choice(["年度", "年 份", ""])
        )
        above, below = board.part(0, part.first), board.part(part.last, board.height)
        line = bundle.rng.choice(["经营指标", "近三年经营情况如下：", "主要经济指标"])
        bundle.put(
            board, *([above] if above.boxes else []), line, own, *([below] if below.boxes else [])
        )
        return


def years_down_units_below(bundle: Bundle) -> None:
    """The turned part has its units in a row under the indicators."""
    way = bundle.rng.randrange(4)

    def draw(bundle: Bundle, part: Years) -> Board:
        board = _turned(bundle, part.series, part.years, way, "年度")
        units = []
        row = max(one.row + one.rows for one in board.boxes if one.role == "label")
        heads = [one for one in board.boxes if one.role == "label" and one.row + one.rows == row]
        for box in heads:
            found = re.search(r"[（(](万元|亿元|%|％|个|项|家|人|次)[)）]", box.text)
            text = found.group(1) if found else ""
            box.inks = [Ink(box.text.replace(found.group(0), "") if found else box.text)]
            units.append(
                Box(
                    0,
                    box.column,
                    1,
                    box.columns,
                    "label",
                    [Ink(text or ("单位" if box.column == 0 else ""))],
                )
            )
        board.insert(row, units)
        return board

    _each(bundle, draw)


def _unit(one: Series) -> str:
    found = re.search(r"[（(]([^（()）]*)[)）]", _whole(one))
    return found.group(1) if found else ""


def years_in_one_cell(bundle: Bundle) -> None:
    """All years of an indicator in one cell, each named: 2017年：1200；2018年：1350；2019年：1500."""
    way = bundle.rng.choice(
        [
            "{y}年：{v}",
            "{y}年:{v}",
            "{y}年{v}{u}",
            "{y}：{v}",
            "{y}年度 {v}",
            "{v}（{y}年）",
            "{y}年为{v}{u}",
        ]
    )
    mark = bundle.rng.choice(["；", "\n", "，", "; ", "；\n"])
    falls = bundle.rng.random() < 0.25

    def draw(bundle: Bundle, part: Years) -> Board:
        rows = []
        for one in part.series:
            years = part.years[::-1] if falls else part.years
            inks: list[Ink] = []
            for year in years:
                ink = one.answers[year]
                unit = _unit(one) if ink.text else ""
                before, _, after = (
                    way.replace("{y}", str(year)).replace("{u}", unit).partition("{v}")
                )
                inks += [Ink((mark if inks else "") + before), ink, Ink(after)]
            rows.append([label(_whole(one)), Box(0, 0, 1, 1, "value", inks)])
        return laid(rows, [1, 2])

    _each(bundle, draw)


def years_in_one_head(bundle: Bundle) -> None:
    """One head names all the years, one cell holds the figures in their order."""
    mark = bundle.rng.choice(["/", "／", "、", "\n"])
    word = bundle.rng.choice(["{}", "{}年", "{}年度"])
    tail = bundle.rng.choice(["", "年"]) if word == "{}" else ""

    def draw(bundle: Bundle, part: Years) -> Board:
        head = mark.join(word.replace("{}", str(year)) for year in part.years) + tail
        rows = [[label("经营指标"), label(head, "years")]]
        for one in part.series:
            inks: list[Ink] = []
            for year in part.years:
                inks += [*([Ink(mark)] if inks else []), one.answers[year]]
            rows.append([label(_whole(one)), Box(0, 0, 1, 1, "value", inks)])
        return laid(rows, [1, 2])

    _each(bundle, draw)


def years_as_a_span(bundle: Bundle) -> None:
    """The head says 2017-2019年 or 近三年 only: which figure is of which year is not said."""
    head = bundle.rng.choice(["{a}-{b}年", "近三年", "{a}至{b}年", "{a}～{b}"])

    def draw(bundle: Bundle, part: Years) -> Board:
        text = head.replace("{a}", str(part.years[0])).replace("{b}", str(part.years[-1]))
        rows = [[label("经营指标"), label(text)]]
        for one in part.series:
            bundle.forget(*(ink.address for ink in one.answers.values() if not ink.text))
            bundle.guess |= {ink.address for ink in one.answers.values()}
            figures = "/".join(one.answers[year].text for year in part.years)
            rows.append([label(_whole(one)), Box(0, 0, 1, 1, "value", [Ink(figures)])])
        return laid(rows, [1, 2])

    _each(bundle, draw)


def years_in_labels(bundle: Bundle) -> None:
    """Each figure has a label of its own that names the year: 2017年营业收入（万元）."""
    way = bundle.rng.choice(["{y}年{l}", "{y}年度{l}", "{l}（{y}年）"])
    by_year = bundle.rng.random() < 0.5

    def draw(bundle: Bundle, part: Years) -> Board:
        order = [(one, year) for one in part.series for year in part.years]
        if by_year:
            order = [(one, year) for year in part.years for one in part.series]
        cells = [
            box for one, year in order
            for box in (label(way.format(y=year, l=_whole(one))), _answer(one.answers[year]))
        ]  # fmt: skip
        return laid([cells[n : n + 4] for n in range(0, len(cells), 4)])

    _each(bundle, draw)


def year_by_year(bundle: Bundle) -> None:
    """A part for each year: the year over the whole width, below it pairs of label and figure."""
    way = bundle.rng.choice(["{}年", "{}年度经营情况", "（{}年）"])

    def draw(bundle: Bundle, part: Years) -> Board:
        rows = []
        for year in part.years:
            rows.append([label(way.format(year), "year")])
            cells = [
                box
                for one in part.series
                for box in (label(_whole(one)), _answer(one.answers[year]))
            ]
            rows += [cells[n : n + 4] for n in range(0, len(cells), 4)]
        return laid(rows)

    _each(bundle, draw)


def _addresses(part: Years) -> set[str]:
    return {ink.address for one in part.series for ink in one.answers.values()}


def years_left_out(bundle: Bundle) -> None:
    """The row of the years was deleted: nothing says which column is which year."""
    for board in bundle.boards:
        for part in reversed(years_of_board(board)):
            board.drop(part.first)
            bundle.guess |= _addresses(part)


def years_said_relative(bundle: Bundle) -> None:
    """Heads say 上年, 前年 instead of years."""
    words = {1: "上年", 2: "前年", 3: "大前年", 4: "再前一年"}
    for board in bundle.boards:
        for part in years_of_board(board):
            heads = [one for one in board.line(part.first) if one.role == "year"]
            for box, year in zip(heads, part.years, strict=True):
                box.say(words.get(part.years[-1] - year + 1, "更早"))
            bundle.guess |= _addresses(part)


YEARS: list[Change] = [
    years_down, years_down_apart, years_down_units_below, years_in_one_cell, years_in_one_head, years_as_a_span,
    years_in_labels, year_by_year, years_left_out, years_said_relative,
]  # fmt: skip
