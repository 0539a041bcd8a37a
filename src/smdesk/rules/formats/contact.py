"""Phones as they occur, postcodes, mail addresses, web addresses.

Prefix tables of mobile numbers age within a year, so ``1[3-9]`` and the length are all that is
asked. Several numbers in one field are ordinary in the notices themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from smdesk.notices.text import half_width
from smdesk.rules.formats.faults import Fault

_MOBILE = re.compile(r"(?:\+?0?86-?)?1[3-9]\d{9}", re.ASCII)
_EXTENSION = r"(?:(?:-|转|分机|x|ext\.?|[*#])\d{1,6})?"
_AREA_CODE = r"(?:\+?(?:00)?86-?\(?0?\d{2,3}\)?-?|\(?0\d{2,3}\)?-?)"
_LANDLINE = re.compile(rf"{_AREA_CODE}?\d{{7,8}}{_EXTENSION}", re.ASCII)
_SERVICE = re.compile(
    rf"[48]00-?\d{{3}}-?\d{{4}}{_EXTENSION}|1010\d{{4}}|95\d{{3,6}}|96\d{{3,4}}", re.ASCII
)
_AREA = re.compile(r"\(?0\d{2,3}\)?", re.ASCII)
_DASHES = re.compile(r"[\u2010-\u2015\u2212—－﹣]")
_COUNTRY = re.compile(r"(?<!\d)(?:\+|00)86[-\s]*", re.ASCII)
_ABROAD = re.compile(r"\+86-\(?0?((?!1[3-9]\d)[1-9]\d{1,2})\)?[-\s]+", re.ASCII)
_NOTE = re.compile(r"\([^()\d]{1,10}\)|[^\W\d_]{1,6}[:：]")
_GROUPS = (
    re.compile(r"(?<!\d)(1[3-9]\d)[-. ](\d{4})[-. ](\d{4})(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)([48]00)[-. ](\d{3})[-. ](\d{4})(?!\d)", re.ASCII),
    re.compile(r"(?<!\d)([2-8]\d{2,3})[-. ](\d{4})()(?!\d)", re.ASCII),
)
"""How a mobile and a landline are written in groups: 138-0000-0000, 8705 8143."""
_SPLIT = re.compile(r"[,，、;；/／\s]+")

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_LOCAL}@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_NAME = r"\w(?:[\w-]{0,61}\w)?"
_HOST = (
    rf"(?:{_NAME}\.)+(?:[^\W\d_]{{2,63}}|xn--[A-Za-z0-9-]{{1,59}})|\d{{1,3}}(?:\.\d{{1,3}}){{3}}"
)
_URL = re.compile(
    rf"(?=.{{1,2000}}\Z)(?:https?://)?(?:{_HOST})(?::\d{{1,5}})?(?:[/?#]\S*)?", re.IGNORECASE
)


def phones(text: str) -> tuple[str, ...]:
    """Return the numbers in a text, in half width; an area code set off by a blank stays with its number."""
    plain = re.sub(r"\s*([-()转*#])\s*", r"\1", _plain(text))
    found: list[str] = []
    for piece in (one for one in _SPLIT.split(plain) if one):
        if found and _AREA.fullmatch(found[-1]):
            found[-1] = f"{found[-1].strip('()')}-{piece}"
        elif found and piece.startswith("转"):
            found[-1] += piece
        else:
            found.append(piece)
    return tuple(found)


def is_mobile(text: str) -> bool:
    """Return whether ``text`` is a mobile number of the mainland."""
    return _MOBILE.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Return whether ``text`` is a mobile, a landline with or without area code, or a 400 number."""
    return any(one.fullmatch(text) for one in (_MOBILE, _LANDLINE, _SERVICE))


def phone_faults(text: str) -> Iterator[Fault]:
    """Yield a 核实 naming the pieces of a phone field that are no phone number."""
    strange = [piece for piece in phones(text) if not is_phone(piece)]
    if strange or not phones(text):
        yield Fault("format.phone", "check", {"pieces": "、".join(strange) or text})


def mobile_faults(text: str) -> Iterator[Fault]:
    """Yield an error naming the pieces of a mobile field that are no mobile number."""
    strange = [piece for piece in phones(text) if not is_mobile(piece)]
    if strange or not phones(text):
        yield Fault("format.mobile", "error", {"pieces": "、".join(strange) or text})


def _plain(text: str) -> str:
    """Return ``text`` in half width without notes (（办）, 微信同号, 手机：), its groups drawn together."""
    plain = _DASHES.sub("-", half_width(text))
    plain = _ABROAD.sub(r"0\1-", _COUNTRY.sub("+86-", _NOTE.sub(",", plain)))
    for group in _GROUPS:
        plain = group.sub(r"\1\2\3", plain)
    return re.sub(r"(?<=\d)\.(?=\d)", "-", plain)


def postcode_faults(text: str) -> Iterator[Fault]:
    """Yield an error unless ``text`` is six digits."""
    if not re.fullmatch(r"\d{6}", text, re.ASCII):
        yield Fault("format.postcode", "error", {"text": text})


def email_faults(text: str) -> Iterator[Fault]:
    """Yield an error naming the pieces that are no mail address."""
    pieces = [piece for piece in re.split(r"[,，、;；\s]+", half_width(text)) if piece]
    strange = [piece for piece in pieces if not _EMAIL.fullmatch(piece)]
    if strange or not pieces:
        yield Fault("format.email", "error", {"pieces": "、".join(strange) or text})


def url_faults(text: str) -> Iterator[Fault]:
    """Yield a 核实 naming the pieces that are no web address."""
    pieces = [piece for piece in re.split(r"[,，、;；\s]+", half_width(text)) if piece]
    strange = [piece for piece in pieces if not _URL.fullmatch(piece)]
    if strange or not pieces:
        yield Fault("format.url", "check", {"pieces": "、".join(strange) or text})
