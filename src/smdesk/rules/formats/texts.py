"""Texts: limits in characters, placeholders left standing, characters that a face may lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smdesk.notices.models import FormField, Kind
from smdesk.notices.text import half_width, word_count
from smdesk.rules.formats.faults import Fault

_ANYWHERE = re.compile(
    r"(?<![A-Za-zＸｘ])[XxＸｘ]{2,}(?![A-Za-z])|[×✕╳]{2,}|[＊*]{2,}|_{2,}|＿{2,}|某某|请填写|请输入|此处填写"
    # a year, a day or a number that was left open: 202X年, 〔202×〕, ×月×日, 第×号
    r"|(?<!\d)(?:19|20)\d[XxＸｘ×✕╳*＊?？](?=\s*年|[〕\]）)])|(?<=[年月第])\s*[XxＸｘ×✕╳](?=\s*[月日号期])"
)
_IN_NAMES = re.compile(r"某+(?:公司|企业|单位|集团|市|县|区|项目|平台|人|先生|女士)|^.某$")
_WHOLE = re.compile(
    r"待定|待填|待填写|待补|待补充|待完善|待核实|待提供|同上|略|TBD|N/?A|测试|test", re.IGNORECASE
)
_NO_PERSON = re.compile(r"\d{3}|@|(?:公司|集团|[局厅部]|委员会|管委会)$|^(?:男|女)$")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NAMED = {Kind.NAME, Kind.PERSON, Kind.ADDRESS, Kind.TEXT, Kind.LONG_TEXT, Kind.INDUSTRY,
          Kind.REGISTRATION}  # fmt: skip


def characters(text: str) -> int:
    """Return the characters of a text, blanks and line breaks not counted."""
    return len(re.sub(r"\s+", "", text))


def text_faults(field: FormField, text: str) -> Iterator[Fault]:
    """Yield what is wrong with words: too long, a placeholder, a character outside GB 2312."""
    if field.limit is not None:
        yield from limit_faults(text, field.limit)
    if field.kind in _NAMED:
        yield from placeholder_faults(field.kind, text)
        yield from rare_faults(text)
    if field.kind is Kind.PERSON and _NO_PERSON.search(half_width(text)):
        yield Fault("format.person", "check", {"text": text})


def limit_faults(text: str, limit: int) -> Iterator[Fault]:
    """Yield an error where Word's 字数 is over the limit, a hint where only the characters are.

    “100字以内” is what Word's 字数 shows (a Latin word or a number counts one); whoever counts
    characters on paper gets more, which is worth knowing but not wrong.
    """
    count, signs = word_count(text), characters(text)
    if count > limit:
        shown = {"count": count, "limit": limit, "over": count - limit}
        yield Fault("limit.words", "error", shown)
    elif signs > limit:
        yield Fault("limit.characters", "hint", {"count": count, "limit": limit, "signs": signs})


def placeholder_faults(kind: Kind, text: str) -> Iterator[Fault]:
    """Yield a 核实 for XX, 某某, ×× and their kin; 某企业 may stand in running text, not in a name."""
    match = _ANYWHERE.search(text) or _WHOLE.fullmatch(re.sub(r"[\s（）()【】\[\]。…]+", "", text))
    if match is None and kind in {Kind.NAME, Kind.PERSON, Kind.ADDRESS}:
        match = _IN_NAMES.search(text)
    if match:
        yield Fault("format.placeholder", "check", {"text": match.group()})


def placeholder_in(text: str) -> str | None:
    """Return the first placeholder in running text, ``None`` if there is none."""
    match = _ANYWHERE.search(text)
    return match.group() if match else None


def placeholders(text: str) -> Iterator[tuple[int, int]]:
    """Yield where placeholders stand in running text."""
    for match in _ANYWHERE.finditer(text):
        yield match.span()


def rare_faults(text: str) -> Iterator[Fault]:
    """Yield a hint naming the characters that 仿宋_GB2312 does not hold."""
    rare = [char for char in dict.fromkeys(_IDEOGRAPH.findall(text)) if not _in_gb2312(char)]
    if rare:
        yield Fault("format.rare-character", "hint", {"characters": "、".join(rare)})


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
