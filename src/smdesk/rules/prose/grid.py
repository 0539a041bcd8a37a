"""What the simple tables of a narrative state: rows named like the form's values, columns of years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from smdesk.notices.declaration import SimpleTable
from smdesk.notices.number import parse_number
from smdesk.rules.prose.mention import Change, Mention
from smdesk.rules.prose.numbers import Quantity
from smdesk.rules.prose.places import cell_places
from smdesk.rules.prose.reader import Reader
from smdesk.rules.prose.vocabulary import Target
from smdesk.rules.prose.words import phrase, phrases
from smdesk.rules.prose.years import BARE_YEAR

_UNIT = re.compile(r"(亿元|千万元|百万元|万元|千元|元|%|％|人|名|项|件|个|户|家)")
_SAID = re.compile(
    r"[（(]\s*(?:单位[：:]?)?\s*(?:人民币)?([^）)]{1,6})[）)]|单位[：:]\s*(?:人民币)?\s*(\S{1,3})|[/／]\s*([^/／\s]{1,3})$"
)
_BRACKETS = re.compile(
    r"[（(].*?[）)]|[/／](?:亿元|千万元|百万元|万元|千元|元|%|％|人|名|项|件|个|户|家)$"
)
_AHEAD = re.compile(r"^(?:其中[，：:、]?|\d+[.．、]|[一二三四五六七八九]、)+")
_GROWTH = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)\s*年?)?(?:同比)?(?:增速|增长率?|增幅|同比|增长)(?:[（(]%[）)])?"
)
_HELD = phrase("^&stock_ahead;+")
_TOTAL = phrase("(?:近?三年)?&table_totals;")
_PERCENT = re.compile(r"[+＋]?(?P<number>-?\d+(?:\.\d+)?)\s*[%％]")
_FEWEST = 2


def table_mentions(block: SimpleTable, reader: Reader, lead: str = "") -> Iterator[Mention]:
    """Yield what a table states of the form's values, one mention a cell; ``lead`` stands over it.

    Years stand in the head and names in the first column, or the other way round; a table about
    somebody else or of aims, and a row whose unit is not said, state nothing.
    """
    rows = block.rows
    if len(rows) < _FEWEST or len(rows[0]) < _FEWEST or _about_others(block, reader):
        return
    first = tuple(_named_with_unit(row, rows[0]) for row in rows)
    starts = cell_places(block)
    column = _values_of(rows[0])
    if column:
        head = int(rows[0][0].strip() in phrases("table_serials"))
        for row, cells in enumerate(rows[1:], 1):
            if column < len(cells):
                name = _named_with_unit(cells[head:], rows[0][head:])
                yield from _labelled(reader, name, cells[column], starts[row][column])
        return
    said = f"{block.caption} {rows[0][0]} {lead}"
    for row, cells in enumerate(rows[1:], 1):
        for column, cell in enumerate(cells[1:], 1):
            if column >= len(rows[0]):
                continue
            crossed = _crossed(reader, f"{cells[0]}{rows[0][column]}", cell, starts[row][column])
            if crossed is not None:
                yield crossed
                continue
            change = _changed(reader, rows, first, (row, column), starts[row][column], said)
            if change is not None:
                yield change
                continue
            for name, when in ((first[row], rows[0][column]), (rows[0][column], first[row])):
                mention = _cell(reader, (name, when, said), cell, starts[row][column])
                if mention is not None:
                    yield mention
                    break


def _named_with_unit(row: tuple[str, ...], head: tuple[str, ...]) -> str:
    """Return what a row is called, with the unit that a column 单位 gives it."""
    unit = next(
        (
            one
            for one, told in zip(row, head, strict=False)
            if told.strip() in phrases("table_units")
        ),
        "",
    )
    name = row[0] if row else ""
    return f"{name}（{unit.strip()}）" if unit.strip() and row is not head else name


def _values_of(head: tuple[str, ...]) -> int:
    """Return the column of the values where each row is a name and one value; 0 in other tables."""
    told = [one.strip() for one in head]
    if told[0] in phrases("table_serials"):
        return 1 + _values_of(head[1:]) if _values_of(head[1:]) else 0
    columns = [place for place, one in enumerate(told) if one in phrases("table_values")]
    others = {
        one for one in told[1:] if one not in phrases("table_values") + phrases("table_units")
    }
    return columns[0] if len(columns) == 1 and columns[0] and not others else 0


def _labelled(reader: Reader, name: str, cell: str, start: int) -> Iterator[Mention]:
    """Yield what a row of a name and a value states: 2019 年末资产总额 | 2.9 亿元."""
    bare = _AHEAD.sub("", re.sub(r"\s+", "", _BRACKETS.sub("", name)))
    number = parse_number(cell, negative=True)
    unit = _unit(name) if number is not None and not number[1] else ""
    text = f"{bare}：{cell}"
    for one in reader.read(f"{text.rstrip()}{unit}"):
        shift = start - len(bare) - 1
        stop = min(one.stop, len(text))
        if one.start > len(bare):
            yield replace(one, start=one.start + shift, stop=stop + shift)


def _about_others(block: SimpleTable, reader: Reader) -> bool:
    words = reader.vocabulary.words
    first = (*block.rows[0], *(row[0] for row in block.rows[1:] if row))
    named = " ".join(one for one in first if _named(reader, one) is not None)
    told = " ".join(one for one in block.rows[0] if _named(reader, one) is None)
    if any(one in f"{block.caption} {told}" for one in words.words["goal"]):
        return True
    # 资产和合作方 over a column 核心合作方 only says what the table has.
    others = words.subject["other"].words
    return any(one in told or (one in block.caption and one not in named) for one in others)


def _cell(reader: Reader, told: tuple[str, str, str], cell: str, start: int) -> Mention | None:
    name, when, said = told
    year = BARE_YEAR.fullmatch(when.strip())
    target = _named(reader, name)
    if year is None or target is None or not target.axis:
        return None
    column = int(year[1])
    if column not in reader.calendar.columns:
        return None
    quantity = _number(cell, _unit(name) or _unit(said), target)
    if quantity is None:
        return None
    return Mention(target, quantity, start, start + len(cell), (column,))


def _changed(
    reader: Reader, rows: tuple[tuple[str, ...], ...], first: tuple[str, ...],
    at: tuple[int, int], start: int, said: str,
) -> Mention | None:  # fmt: skip
    """Return the growth or the sum that a cell tells of its row's or its column's name."""
    row, column = at
    head, cell = rows[0][column].strip(), rows[row][column]
    if growth := _GROWTH.fullmatch(head):
        year = BARE_YEAR.fullmatch(first[row].strip())
        if year is not None and column > 1:  # 年度 | 营业收入 | 增长率: of the name to the left
            return _grown(reader, rows[0][column - 1], year[1], cell, start)
        return _grown(reader, first[row], growth["year"] or "", cell, start)
    if _TOTAL().fullmatch(head):
        return _totalled(reader, (first[row], said), rows[0], cell, start)
    if _TOTAL().fullmatch(first[row].strip()):
        return _totalled(reader, (rows[0][column], said), first, cell, start)
    return None


def _totalled(
    reader: Reader, told: tuple[str, str], heads: tuple[str, ...], cell: str, start: int
) -> Mention | None:
    """Return what the years of a table come to, where it has all that the form asks for."""
    name, said = told
    target, columns = _named(reader, name), reader.calendar.columns
    years = {int(one[1]) for head in heads if (one := BARE_YEAR.fullmatch(head.strip()))}
    if target is None or target.how != "value" or not target.axis or years != {*columns}:
        return None
    quantity = _number(cell, _unit(name) or _unit(said), target)
    if target.kind != "money" or target.balance or quantity is None:
        return None
    change = Change("total", down=False, spans=((columns[0], columns[-1]),))
    return Mention(target, quantity, start, start + len(cell), change.years, change=change)


def _grown(reader: Reader, name: str, year: str, cell: str, start: int) -> Mention | None:
    """Return the growth of a name on the year before; of the last year where none is told."""
    target = _named(reader, name)
    percent = _PERCENT.fullmatch(cell.strip())
    columns = reader.calendar.columns
    if target is None or percent is None or target.kind == "percent":
        return None
    last = int(year or columns[-1] if columns else 0)
    if not target.axis or last - 1 not in columns or last not in columns:
        return None
    value = Decimal(percent["number"])
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    quantity = Quantity("percent", abs(value), "%", step, "", cell.strip())
    change = Change("growth", down=value < 0, spans=((last - 1, last),))
    return Mention(target, quantity, start, start + len(cell), change.years, change=change)


def _crossed(reader: Reader, name: str, cell: str, start: int) -> Mention | None:
    """Return the count that row and column name together: 国家级示范 × 企业."""
    target = _named(reader, name)
    if target is None or target.axis or target.kind != "count":
        return None
    quantity = _number(cell, target.unit, target)
    return Mention(target, quantity, start, start + len(cell), ()) if quantity else None


def _named(reader: Reader, name: str) -> Target | None:
    bare = _AHEAD.sub("", re.sub(r"\s+", "", _BRACKETS.sub("", name)))
    found = reader.vocabulary.find(bare)
    if found is None and (held := _HELD().sub("", bare)) != bare:
        found = reader.vocabulary.find(held)  # 累计发明专利 is what is held; 累计营业收入 is not
        return found.target if found and found.target and found.target.stock else None
    return found.target if found else None


def _unit(text: str) -> str:
    match = _SAID.search(text)
    unit = _UNIT.fullmatch((match[1] or match[2] or match[3] or "").strip()) if match else None
    return "%" if unit and unit[1] == "％" else unit[1] if unit else ""


def _number(cell: str, unit: str, target: Target) -> Quantity | None:
    parsed = parse_number(cell, negative=True)
    if parsed is None:
        return None
    value, own = parsed
    unit = own or unit or ("%" if target.kind == "percent" else "")
    if not unit:
        return None
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    found = Quantity(target.kind, value, unit, step, "", f"{cell.strip()}{'' if own else unit}")
    if (target.kind == "percent") != (unit == "%") or found.in_unit(target.unit) is None:
        return None
    return found
