"""What a cell of a workbook shows: its stored number under its number format."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation, localcontext

_KEPT_DIGITS = 15
_ASIDE = re.compile(r"\[[^\]]*\]|_.|\*.")
"""Colours, locales and conditions in brackets; the width of a letter; fillers."""
_FOREIGN = re.compile(r"\[\$(?P<sign>[^\]-]*)(?:-(?P<place>[0-9A-Fa-f]+))?\]")
"""The sign of a country's money with the number of the country: ``[$€-407]``."""
_OUR_MONEY = re.compile(r"[¥￥]|RMB|CNY|人民币|元|", re.IGNORECASE)
_LITERAL = re.compile(r"\"([^\"]*)\"|\\(.)|([\u3000-\u9fff\uff00-\uffef￥¥$€ ()+\-]+)")
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.(?P<places>[0#?]+))?(?P<scale>,*)(?P<percent>%?)")
_POINT_PUT_IN = re.compile(r"(?P<whole>[#0]*[#0])(?:!\.|\\\.|\"\.\")(?P<places>[0#]+)(?![,%])")
"""A point that is no decimal point but a letter: 0!.0000 shows 元 as 万元."""
_DATE = re.compile(r"[ymd]", re.IGNORECASE)
_CLOCK = re.compile(r"[hs]", re.IGNORECASE)
_FIRST_DAY = date(1899, 12, 30)
_LAST_DAY = 2_958_465


def shown_number(value: str, form: str) -> str:
    """Return a stored number as a cell of number format ``form`` shows it, to 15 digits.

    Percent, scaling by thousands, dates and words around the number are followed; digits that a
    format hides are kept, as they were typed; a point that a format puts in (``0!.0000``) is one. Where
    a format shows something else altogether (``0!.0,``) it is named behind the number: what is read
    there has to be looked at.
    """
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if not exact.is_finite() or abs(exact.adjusted()) > 40:
        return value
    with localcontext(prec=60):
        return _formatted(exact, form)


def _formatted(exact: Decimal, form: str) -> str:
    digits = len(exact.as_tuple().digits)
    if digits > _KEPT_DIGITS:
        exact = exact.quantize(Decimal(1).scaleb(exact.adjusted() - _KEPT_DIGITS + 1)).normalize()
    section = _ASIDE.sub("", _FOREIGN.sub(_money, _section(form, exact))).strip()
    if section in {"", "@"} or section.lower() == "general":
        return format(exact, "f")
    bare = _LITERAL.sub("", section)
    if _DATE.search(bare) and not re.search(r"[0#?]", bare):
        return _day(exact, section) or f"{format(exact, 'f')}（{form}）"
    parted = _POINT_PUT_IN.search(section)
    if parted is not None:
        exact = exact.scaleb(-len(parted.group("places")))
        section = section.replace(parted.group(), f"{parted.group('whole')}.0")
        bare = _LITERAL.sub("", section)
    found = _DIGITS.fullmatch(bare)
    if found is None or _scaled_away(exact, found):
        return f"{format(exact, 'f')}（{form}）"
    return _around(section, _number(exact, found))


def _money(sign: re.Match[str]) -> str:
    """Return the sign of another country's money as words of the format, our own as nothing."""
    return "" if _OUR_MONEY.fullmatch(sign["sign"]) else f'"{sign["sign"]}"'


def _section(form: str, exact: Decimal) -> str:
    """Return the part of a format that is for a number, positive or negative."""
    parts = re.findall(r"(?:\"[^\"]*\"|\\.|[^;\"\\])+", form)
    if exact < 0 and len(parts) > 1:
        return re.sub(r"[()△▲−-]", "", parts[1])  # a minus is a minus, in brackets or red
    return parts[0] if parts else ""


def _scaled_away(exact: Decimal, form: re.Match[str]) -> bool:
    """Return whether so much is scaled off (``0,,``) that a 0 is shown where the cell holds more."""
    places = len(form.group("places") or "")
    scaled = exact.scaleb(-3 * len(form.group("scale")))
    return bool(form.group("scale")) and exact != 0 and abs(scaled) < Decimal(5).scaleb(-places - 1)


def _number(exact: Decimal, form: re.Match[str]) -> str:
    percent = form.group("percent")
    scaled = exact * 100 if percent else exact
    scaled = scaled.scaleb(-3 * len(form.group("scale")))
    places = form.group("places") or ""
    rounded = scaled.quantize(Decimal(1).scaleb(-len(places)))
    # What is hidden by the format was typed nevertheless; optional digits are not shown.
    plain = rounded if rounded == scaled and "#" not in places else scaled.normalize()
    shown = format(abs(plain), "f")
    whole, dot, rest = shown.partition(".")
    zeros = re.match(r"0{2,}", form.group())  # 000000 for a postcode
    whole = whole.zfill(len(zeros.group())) if zeros else whole
    return f"{'-' if plain < 0 else ''}{whole}{dot}{rest}{percent}"


def _around(section: str, shown: str) -> str:
    """Return a number with the words that its format prints around it."""
    place = re.search(
        r"[#0?]", re.sub(r"\"[^\"]*\"|\\.", lambda one: " " * len(one.group()), section)
    )
    at = place.start() if place else 0
    before = "".join(_words(section[:at]))
    after = "".join(_words(section[at:]))
    return f"{before}{shown}{after}".strip()


def _words(text: str) -> list[str]:
    return [a or b or c for a, b, c in _LITERAL.findall(text)]


def _day(exact: Decimal, form: str) -> str | None:
    """Return a stored day as its format shows it, down to the month or the year."""
    if not 0 < exact < _LAST_DAY or (_CLOCK.search(form) and exact < 1):
        return None
    day = _FIRST_DAY + timedelta(days=int(exact))
    words = "年" if "年" in form else ""
    low = re.sub(r"\"[^\"]*\"", "", form.lower())
    if "d" in low:
        return f"{day.year}年{day.month}月{day.day}日" if "年" in form else day.isoformat()
    if "m" in low:
        return f"{day.year}年{day.month}月" if "年" in form else f"{day.year}-{day.month:02d}"
    return f"{day.year}{words}"
