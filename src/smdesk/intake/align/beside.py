"""Doubts what could be the answer to another cell too: what stands beside it decides.

Two telephone numbers in a cell are an answer, and so are two words with a blank between them;
beside an empty cell that one of them would fill they are asked after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, permutations

from smdesk.intake.align.model import Found
from smdesk.intake.align.plainly import TELEPHONES, WORDS_APART, fits, in_range, telephones
from smdesk.intake.align.view import Spot
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind
from smdesk.notices.text import fold, half_width
from smdesk.notices.typed import NOTHING

Answer = tuple[Address, Found]

LEAST_LABEL = 3
"""Characters of a label from which it is told when it stands before its answer once more."""
MOST_NAMED = 24
"""Longer texts are sentences, which have commas of their own."""
_AMISS = {"value-format", "value-unreadable", "value-range"}
_JOINS = re.compile(r"[/／，,、\n]|\s\s")
_FREE = {Kind.TEXT, Kind.NAME, Kind.ADDRESS, Kind.INDUSTRY, Kind.REGISTRATION}
_ALIKE = dict.fromkeys(TELEPHONES, Kind.PHONE)


def doubt_beside(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt answers by what stands in their rows and in the cells of their like."""
    for line in _lines(work, fields):
        for left, right in pairwise(line):
            for near in ((left, right), (right, left)):
                _doubt_far(work, fields, *near)
                _doubt_joined(work, fields, *near)
            _doubt_same(work, fields, left, right)
    _doubt_telephones(work, fields)
    _doubt_labels(work, fields)
    _doubt_shifted(work)


def _lines(work: Work, fields: Mapping[Address, FormField]) -> Iterator[list[Answer]]:
    """Yield the answers of each row, left to right; boxes are none."""
    lines: dict[tuple[int, int], list[Answer]] = {}
    for address, found in work.found.items():
        if found.place is not None and address in fields:
            lines.setdefault((found.place.table, found.place.row), []).append((address, found))
    for line in lines.values():
        yield sorted(line, key=_column)


def _column(item: Answer) -> int:
    return item[1].place.column if item[1].place is not None else 0


def _doubt_far(
    work: Work, fields: Mapping[Address, FormField], first: Answer, second: Answer
) -> None:
    """Doubt an answer beside one that does not fit its own cell and would fit here."""
    (one, found), (other, near) = first, second
    kind, wanted = fields[one].kind, fields[other].kind
    amiss = set(found.reasons) & (_AMISS - {"value-unreadable"} if wanted.numeric else _AMISS)
    swapped = kind is not wanted and near.text and fits(wanted, found.text)
    if amiss == {"value-range"}:
        swapped = swapped and in_range(fields[one], near.text)
    if amiss and swapped:
        work.doubt(other, "value-far")


def _doubt_joined(
    work: Work, fields: Mapping[Address, FormField], first: Answer, second: Answer
) -> None:
    """Doubt two answers in one cell: the one beside it is empty, or says one of them again."""
    (one, found), (other, near) = first, second
    kind, wanted, text = fields[one].kind, fields[other].kind, found.text
    if not text or kind not in {*_FREE, Kind.LONG_TEXT}:
        return
    if near.text:
        pieces = WORDS_APART.split(text)
        said = len(near.text) > 1 and len(pieces) > 1 and near.text in pieces
    else:
        listed = one.tail is None and len(text) <= MOST_NAMED and _JOINS.search(text)
        words = kind is not Kind.LONG_TEXT and not wanted.numeric and WORDS_APART.search(text)
        said = bool(kind in _FREE and (listed or words)) or _ends_like(wanted, text)
    if said:
        work.doubt(one, "value-joined")


_LIKE: dict[Kind, re.Pattern[str]] = {
    Kind.INDUSTRY: re.compile(r"[\u3400-\u9fff]{1,}(?:业|制造)|[A-Z]?\d{2,4}[\u3400-\u9fff]*|[\u3400-\u9fff]+[A-Z]\d{2,4}"),
    Kind.NAME: re.compile(r"[\u3400-\u9fff（）]{2,}(?:公司|集团|厂|研究院|研究所|协会)"),
    Kind.ADDRESS: re.compile(r"[\u3400-\u9fff]{2,}.*\d号?"),
    Kind.POSTCODE: re.compile(r"\d{6}"), Kind.USCC: re.compile(r"[0-9A-Z]{18}"),
    **dict.fromkeys((Kind.MONEY, Kind.DECIMAL, Kind.INTEGER, Kind.PERCENT), re.compile(r"\d[\d,]*(?:\.\d+)?[\s]*(?:万|亿)?元?%?")),
}  # fmt: skip
"""What answers of some kinds look like at the end of other words."""
_LAST = re.compile(r"(?:[/、;\s]|,(?!\d{3}))\s*((?:[^/、;,\s]|,(?=\d{3}))+)$")


def _ends_like(kind: Kind, text: str) -> bool:
    """Return whether a text ends with what an answer of a kind looks like, after a mark or a blank."""
    last = _LAST.search(half_width(text))
    return last is not None and kind in _LIKE and _LIKE[kind].fullmatch(last.group(1)) is not None


def _doubt_same(
    work: Work, fields: Mapping[Address, FormField], left: Answer, right: Answer
) -> None:
    """Doubt one text in two cells of a row whose fields hold different kinds."""
    (one, first), (other, second) = left, right
    kinds = [_ALIKE.get(fields[address].kind, fields[address].kind) for address in (one, other)]
    alike = first.text == second.text and first.text and first.text not in NOTHING
    differ = kinds[0] is not kinds[1] and not any(kind.numeric for kind in kinds)
    if alike and differ and first.place != second.place:
        work.doubt(one, "value-same")
        work.doubt(other, "value-same")


def _doubt_telephones(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt two numbers in a cell where another of the same person lacks one, and numbers exchanged."""
    groups: dict[tuple[str, int | None], list[Answer]] = {}
    for address, found in work.found.items():
        if address in fields and fields[address].kind in TELEPHONES:
            whose = address.field.rpartition(".")[0]
            groups.setdefault((whose, address.index), []).append((address, found))
    for group in groups.values():
        for (one, first), (other, second) in permutations(group, 2):
            kind, near = fields[one].kind, fields[other].kind
            numbers = telephones(first.text)
            spare = [number for number in numbers[1:] if _is_of(near, number)]
            if len(numbers) > 1 and (first.text == second.text or (spare and not second.sure)):
                work.doubt(one, "value-joined")
            if spare and not second.text:
                work.doubt(one, "value-joined")
            exchanged = _is_of(near, first.text) and _is_of(kind, second.text)
            if set(first.reasons) & _AMISS and kind is not near and second.text and exchanged:
                work.doubt(other, "value-far")


def _is_of(kind: Kind, number: str) -> bool:
    """Return whether a number would be an answer of a kind: no mobile is a fax, and no other a mobile."""
    mobile = re.fullmatch(r"1\d{10}", number) is not None
    return kind is Kind.PHONE or mobile == (kind is Kind.MOBILE)


def _doubt_labels(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt an answer that begins with its own label."""
    for slot in work.plan.slots:
        found = work.found.get(slot.address)
        number = slot.left if slot.mode == "right" else slot.top
        if found is None or not found.text or number is None or slot.address not in fields:
            continue
        label, text = work.plan.labels[number].key.core, fold(found.text)
        if len(label) >= LEAST_LABEL and text.startswith(label) and text != label:
            work.doubt(slot.address, "value-printed")
        if 1 < len(text) < len(label) and label.endswith(text) and _is_cut(work, number):
            work.doubt(slot.address, "value-like-label")


def _is_cut(work: Work, number: int) -> bool:
    """Return whether a label was found by its first letters alone, so that the rest may stand beside it."""
    hit = work.hits.get(number)
    return hit is not None and len(hit.spot.key.core) < len(hit.label.key.core)


def _doubt_shifted(work: Work) -> None:
    """Doubt rows that are answers and labels by turns and end with a label: each is left of its own."""
    shifted = {
        (table, row)
        for table, lines in work.view.rows.items()
        for row, line in enumerate(lines)
        if _is_shifted([spot for spot in line if spot.row == row])
    }
    for address, found in list(work.found.items()):
        if found.place is not None and (found.place.table, found.place.row) in shifted:
            work.doubt(address, "value-far")


def _is_shifted(line: list[Spot]) -> bool:
    return len(line) > 2 and len(line) % 2 == 0 and all(
        (spot.label is not None and spot.label >= 0) == bool(place % 2)
        for place, spot in enumerate(line)
    )  # fmt: skip
