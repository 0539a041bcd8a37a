"""Typed values: the text of a field as a ``Decimal``, a date, ticked boxes or plain text.

`read` never raises on a person's text: what it cannot read keeps its text and names a problem.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from smdesk.notices.grid import choices_of as choices_of  # noqa: PLC0414
from smdesk.notices.models import Choice, FormField, Kind
from smdesk.notices.text import clean, fold, half_width

Value = Decimal | str | date | tuple[str, ...] | None

NOTHING = frozenset({"无", "/", "／", "-", "--", "—", "——", "－", "不适用", "暂无", "没有"})
"""Texts that say that there is nothing to fill in."""

FACTORS = {
    "元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000), "亿元": Decimal(100_000_000),
}  # fmt: skip
"""Money units in yuan."""

_COUNT_UNITS = frozenset(
    ["人", "项", "个", "户", "家", "件", "次", "年", "周", "名", "年度", "平方米", "㎡", "m2"]
)
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)?(\.\d+)?")
_DATE = re.compile(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?")


@dataclass(frozen=True)
class Typed:
    """The value of a text: ``value`` is ``None`` when blank, 无, or unreadable.

    ``text`` is the canonical text to keep; ``problem`` a message code, ``none`` an explicit 无,
    ``converted`` the unit that a number was converted from.
    """

    value: Value
    text: str
    problem: str | None = None
    none: bool = False
    converted: str | None = None


def read(field: FormField, text: str) -> Typed:
    """Return the typed value of ``text`` in ``field``; never raises."""
    tidy = clean(text, multiline=field.kind in {Kind.LONG_TEXT, Kind.TEXT, Kind.NAME, Kind.ADDRESS})
    if not tidy:
        return Typed(None, "")
    if field.kind in {Kind.CHOICE, Kind.YES_NO}:
        return _read_choice(field, tidy)
    if tidy in NOTHING:
        return Typed(None, tidy, none=True)
    if field.kind.numeric:
        return _read_number(field, tidy)
    if field.kind is Kind.DATE:
        return _read_date(tidy)
    if field.kind is Kind.USCC:
        code = re.sub(r"[\s-]+", "", half_width(tidy)).upper()
        return Typed(code, code)
    if field.kind in {Kind.POSTCODE, Kind.MOBILE, Kind.EMAIL, Kind.URL}:
        plain = re.sub(r"\s+", "", half_width(tidy)) if field.kind is not Kind.URL else tidy
        return Typed(plain, plain)
    return Typed(tidy, tidy)


def canonical_text(field: FormField, text: str) -> str:
    """Return the text to keep of what a person typed; unreadable text is kept as it is."""
    return read(field, text).text


def number_text(value: Decimal) -> str:
    """Return a decimal as plain digits, no exponent, as many decimals as it has."""
    return format(value, "f")


def _read_number(field: FormField, text: str) -> Typed:
    plain = re.sub(r"[\s\u3000]+", "", half_width(text)).replace("，", ",").replace("−", "-")
    plain = re.sub(r"[\u2010-\u2015]", "-", plain)
    if plain.startswith("负"):
        plain = "-" + plain[1:]
    body, unit = _split_unit(plain)
    bracketed = re.fullmatch(r"\((\d.*)\)", body)
    if bracketed:
        body = "-" + bracketed.group(1)
    match = _NUMBER.fullmatch(body)
    if match is None or not (match.group(2) or match.group(3)):
        return Typed(None, text, "rules.number-unreadable")
    sign, whole, fraction = match.groups()
    value = Decimal(
        f"{'-' if sign == '-' else ''}{(whole or '0').replace(',', '')}{fraction or ''}"
    )
    return _in_unit(field, text, value, unit)


def _split_unit(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"([^\u4e00-\u9fff%㎡a-zA-Z]*)(%|[\u4e00-\u9fff㎡]+|m2)?", text)
    return (match.group(1), match.group(2) or "") if match else (text, "")


def _in_unit(field: FormField, text: str, value: Decimal, unit: str) -> Typed:
    unit = "万元" if unit == "万" else "亿元" if unit == "亿" else unit
    wanted = field.unit or ""
    if field.units:
        if unit in field.units:
            return Typed(value, f"{number_text(value)}{unit}")
        problem = "rules.unit-missing" if not unit else "rules.unit-wrong"
        return Typed(value if not unit else None, text, problem)
    if unit in {"", wanted}:
        return Typed(value, number_text(value))
    if unit in FACTORS and wanted in FACTORS:
        scaled = value * FACTORS[unit] / FACTORS[wanted]
        plain = (
            scaled.quantize(Decimal(1)) if scaled == scaled.to_integral() else scaled.normalize()
        )
        return Typed(plain, number_text(plain), converted=unit)
    if unit in _COUNT_UNITS and wanted not in FACTORS and wanted != "%" and unit == wanted:
        return Typed(value, number_text(value))
    if unit in _COUNT_UNITS and field.kind is Kind.YEAR:
        return Typed(value, number_text(value))
    return Typed(None, text, "rules.unit-wrong")


def _read_date(text: str) -> Typed:
    match = _DATE.fullmatch(re.sub(r"\s+", "", half_width(text)))
    if match is None:
        return Typed(None, text, "rules.date-unreadable")
    try:
        day = date(int(match.group(1)), int(match.group(2)), int(match.group(3) or 1))
    except ValueError:
        return Typed(None, text, "rules.date-unreadable")
    return Typed(day, day.isoformat())


def choice_text(field: FormField, ids: tuple[str, ...] | frozenset[str]) -> str:
    """Return the text of ticked boxes: their labels in printed order, joined by ``；``."""
    return "；".join(name for key, name in _boxes(choices_of(field)).names if key in ids)


@dataclass(frozen=True)
class _Boxes:
    """The tickable boxes of one choice: (id, full label) in order, and ids by folded name."""

    names: tuple[tuple[str, str], ...]
    ids: dict[str, str]


@lru_cache(maxsize=512)
def _boxes(choices: tuple[Choice, ...]) -> _Boxes:
    """Return the names of a choice's boxes; a name that two of them share is in neither's favour."""
    labels = {one.id: one.label for one in choices}
    tickable = [one for one in choices if one.tickable]
    names: list[tuple[str, str]] = []
    ids: dict[str, str] = {}
    shared = Counter(_short(one.label) for one in tickable)
    for one in tickable:
        name = _flat(one.label)
        if sum(fold(each.label) == fold(one.label) for each in choices) > 1 and one.parent:
            name = f"{_flat(labels[one.parent])}：{name}"
        names.append((one.id, name))
        ids |= {fold(name): one.id, one.id: one.id}
        if shared[_short(one.label)] == 1:
            ids.setdefault(_short(one.label), one.id)
        elif one.parent:
            ids.setdefault(f"{fold(labels[one.parent])}:{_short(one.label)}", one.id)
    return _Boxes(tuple(names), ids)


def _flat(label: str) -> str:
    return re.sub(r"\s+", "", label)


def _short(label: str) -> str:
    """Return a folded label without its bracketed remark (其它（选…请注明…） → 其它)."""
    return re.sub(r"\(.*\)$", "", fold(label))


def _read_choice(field: FormField, text: str) -> Typed:
    boxes = _boxes(choices_of(field))
    ids: set[str] = set()
    for piece in re.split(r"[；;、\n]", text):
        key = fold(re.sub(r"^[☑☒■√✓✔\s]+", "", piece))
        if not key:
            continue
        found = boxes.ids.get(key) or boxes.ids.get(_short(key))
        if found is None:
            return Typed(None, text, "rules.choice-unknown")
        ids.add(found)
    ticked = tuple(key for key, _ in boxes.names if key in ids)
    problem = "rules.choice-too-many" if field.pick == "one" and _roots(field, ticked) > 1 else None
    return Typed(ticked, choice_text(field, ticked), problem)


def _roots(field: FormField, ticked: tuple[str, ...]) -> int:
    return sum(1 for one in choices_of(field) if one.id in ticked and one.parent is None)
