"""A district as a person names it: its code, the name of a county, of its city or province."""

from __future__ import annotations

from collections.abc import Mapping

from smdesk.errors import SmdeskError
from smdesk.rules.formats.divisions import above, division
from smdesk.rules.formats.uscc import PROVINCES
from smdesk.store.desk.desk import Desk

_CODE = 6
_ENDS = ("省", "市", "自治区", "区", "县")
_SHOWN = 12
"""Districts that a refusal names."""


def district_asked(desk: Desk, text: str) -> str:
    """Return what `Filter.district` takes for a district as it was written: 平城区, 大同市, 140200.

    Raises ``SmdeskError`` ``desk.district-unknown`` where no case is of such a place and no
    division has that code, ``desk.district-several`` where two districts are called so.
    """
    names = desk.district_names()
    asked = text.strip()
    if not asked or asked in names:
        return asked
    if asked.isascii() and asked.isdecimal():
        if _is_of(asked, names) or division(asked.ljust(_CODE, "0")) is not None:
            return asked
    else:
        found = _named(asked, names)
        if len(found) == 1:
            return found[0]
        if found:
            keys = "、".join(f"{names.get(one, one)}（{one}）" for one in found)
            raise SmdeskError("desk.district-several", text=asked, districts=keys)
    known = list(names.values())
    more = f"等 {len(known)} 个" if len(known) > _SHOWN else ""
    shown = "、".join(known[:_SHOWN]) + more
    raise SmdeskError("desk.district-unknown", text=asked, districts=shown)


def _is_of(code: str, names: Mapping[str, str]) -> bool:
    return any(one.startswith(code) for one in names)


def _named(asked: str, names: Mapping[str, str]) -> list[str]:
    """Return the keys of the counties called so, else the codes of the cities or provinces."""
    counties = [
        key for key, shown in names.items() if asked in {shown, shown.partition("（")[0]}
    ] or [key for key, shown in names.items() if _short(shown.partition("（")[0]) == asked]
    if counties:
        return counties
    codes = {key[:_CODE] for key in names if key[:_CODE].isdecimal()}
    cities = {f"{one[:4]}00" for one in codes if asked in _with_short(above(one))}
    provinces = {f"{one[:2]}0000" for one in codes if asked in _province(one)}
    return sorted(cities - {one for one in cities if f"{one[:2]}0000" in provinces} | provinces)


def _province(code: str) -> set[str]:
    whole = division(f"{code[:2]}0000")
    return {PROVINCES.get(code[:2], "")} | _with_short(whole.name if whole is not None else "")


def _with_short(name: str) -> set[str]:
    return {name, _short(name)} - {""}


def _short(name: str) -> str:
    """Return a name without its last 市, 区, 县: 平城 for 平城区; one of two 汉字 stays whole."""
    end = next((one for one in _ENDS if name.endswith(one)), "")
    return name[: len(name) - len(end)] if end and len(name) - len(end) > 1 else name
