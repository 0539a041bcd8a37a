"""A difference as a sentence: what the narrative says, what the form has, what it is called."""

from __future__ import annotations

import re
from decimal import Decimal

from smdesk.errors import sentence
from smdesk.notices.address import parse
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.cells import Contrast
from smdesk.rules.prose.compare import Difference, addresses_of, held
from smdesk.rules.prose.facts import Clash
from smdesk.rules.prose.mention import Change
from smdesk.rules.prose.numbers import shown
from smdesk.rules.prose.vocabulary import Target

_BRACKETS = re.compile(r"[（(].*?[）)]")
_BLANK = re.compile(r"[_＿]+.*$")
"""A line to write on, with the unit printed behind it: 注册资本____万元."""


def told(ground: Ground, view: View, one: Difference, quote: str) -> str:
    """Return the message on a difference; ``quote`` are the narrative's words around it."""
    mention, target = one.mention, one.mention.target
    stated = mention.quantity.text
    if mention.change is not None:
        amount = mention.change.how == "rise" and mention.quantity.kind != "percent"
        label = _changed(_name(ground, target), mention.change, amount=amount)
        table = _change(one, mention.change)
        return sentence(
            "rules.narrative-change", quote=quote, label=label, stated=stated, table=table
        )
    table = _table(one)
    if target.how == "part":
        label = "和".join(dict.fromkeys(_bare(ground, each) for each in one.held.addresses))
        code = "rules.narrative-part" if target.kind == "count" else "rules.narrative-part-amount"
        return sentence(code, quote=quote, label=label, stated=stated, table=table)
    if len(mention.years) > 1:
        label = _name(ground, target)
        table = _each_year(target, mention.years, view)
        return sentence(
            "rules.narrative-value-years", quote=quote, label=label, stated=stated, table=table
        )
    label = _dated(ground, one)
    return sentence("rules.narrative-value", quote=quote, label=label, stated=stated, table=table)


def clash_told(ground: Ground, one: Clash, stated: str, quote: str) -> str:
    """Return the message on a fact that the form says otherwise."""
    label = _bare(ground, one.address)
    label = f"{one.whose}的{label}" if one.whose else label
    unit = {"age": " 年", "began": " 年", "ended": " 年"}.get(one.fact.kind, "")
    table = f"{one.held}{unit}"
    return sentence("rules.narrative-value", quote=quote, label=label, stated=stated, table=table)


def cell_told(ground: Ground, one: Contrast, stated: str, quote: str) -> str:
    """Return the message on a number that a cell of running text says otherwise."""
    label = _bare(ground, one.address)
    return sentence(
        "rules.narrative-value", quote=quote, label=label, stated=stated, table=one.held
    )


def _table(found: Difference) -> str:
    """Return what the form has, in its unit and in the narrative's."""
    return _amount(found, found.held.value)


def _amount(found: Difference, value: Decimal) -> str:
    quantity, target = found.mention.quantity, found.mention.target
    table = shown(value, target.unit)
    stated = quantity.in_unit(target.unit)
    if quantity.unit == target.unit or stated is None or target.kind != "money":
        return table
    factor = quantity.value / stated[0] if stated[0] else Decimal(1)
    other = round(value * factor, 4).normalize()
    return f"{table}（合 {shown(Decimal(format(other, 'f')), quantity.unit)}）"


def _change(found: Difference, change: Change) -> str:
    """Return what the form's values make of a change, its direction said where it is another."""
    quantity, value = found.mention.quantity, found.held.value
    way = ("上升" if change.down else "下降") if value < 0 else ""
    if quantity.unit == "倍":
        told = shown(round(abs(value), 2), "倍")
    elif quantity.kind == "percent":
        told = shown(round(abs(value), 2), "个百分点" if change.how == "rise" else "%")
    else:
        told = _amount(found, abs(value))
    return f"{way} {told}"


def _changed(name: str, change: Change, *, amount: bool) -> str:
    """Return what a change is called; ``amount`` if it is told in the value's own unit."""
    first, last = change.spans[-1]
    if change.how == "yearly":
        return f" {first} 年至 {last} 年{name}的年均{'降幅' if change.down else '增幅'}"
    if change.how == "total":
        return f" {first} 年至 {last} 年{name}之和"
    if change.how == "fold":
        return f" {last} 年{name}与 {first} 年之比"
    moved = ("降低额", "增加额") if amount else ("降幅", "增幅")
    return f" {last} 年{name}比 {first} 年的{moved[0] if change.down else moved[1]}"


def _dated(ground: Ground, one: Difference) -> str:
    """Return what a value is called, its year first."""
    year = parse(one.held.addresses[0]).year
    name = _name(ground, one.mention.target)
    return name if year is None else f" {year} 年{name}"


def _name(ground: Ground, target: Target) -> str:
    year = ground.years[-1] if target.axis and ground.years else None
    names = list(dict.fromkeys(_bare(ground, one) for one in addresses_of(target, year)))
    if target.how == "head":
        return f"{names[0]}除以{names[-1]}"
    if target.how == "share":
        whole = names[1:] if len(target.heads) == len(names) else names
        return f"{names[0]}占{'、'.join(whole)}{'合计' if len(whole) > 1 else ''}"
    return "、".join(names) + ("合计" if target.how == "sum" else "")


def _bare(ground: Ground, address: str) -> str:
    every = ground.label(address).split("·")
    parts = [one for one in every if not re.match(r"\d{4}\s*年", one)] or every
    label = _BLANK.sub("", _BRACKETS.sub("", "".join(parts[-2:])))
    return re.sub(r"^其中[，：:、]?", "", label)


def _each_year(target: Target, years: tuple[int, ...], view: View) -> str:
    """Return the values of several years as a message lists them."""
    every = ((year, held(target, year, view)) for year in years)
    return "、".join(f"{year} 年 {shown(one.value, target.unit)}" for year, one in every if one)
