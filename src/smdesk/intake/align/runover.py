"""Doubts answers that ran over into the cell below: words cut in two, each half in a cell of its own.

No dictionary says where a word ends. What is seen is a cell that cannot hold what stands in it, a mark
that nothing begins or ends with, or a blank at the cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smdesk.intake.align.again import AMISS, NEAR
from smdesk.intake.align.model import Found
from smdesk.intake.align.plainly import STRICT, fits
from smdesk.intake.align.values import judge
from smdesk.intake.align.view import Spot, overlap
from smdesk.intake.align.work import Work
from smdesk.notices.address import Address
from smdesk.notices.models import FormField, Kind

_FREE = {Kind.TEXT, Kind.LONG_TEXT, Kind.NAME, Kind.ADDRESS, Kind.INDUSTRY, Kind.REGISTRATION}
_WORDS = re.compile(r"[\u3400-\u9fff、；;，,。]{3,}|[A-Z]{1,4}\d{2,}[A-Z]?")
"""Words without a bracket, a blank or a figure: the middle of a sentence, or of a code."""
_ENDS = re.compile(r"[。；;！!？?）)】》”]$")
_OPEN_END = re.compile(r"[，,、：:；;（(-]$|(?:[\u3400-\u9fff]|(?<=\d))\s*(?<![\d.])\d{1,3}$")
_OPEN_START = re.compile(r"^[，,、；;。）)】》”]")
_COUNTED = re.compile(r"^\d{1,5}\s*(?:项|个|家|人|名|万|亿|元|次|件|天|台|套|%)")
_ENDING = re.compile(r"(?:股份|集团|有限|责任|控股|总)*(?:公司|集团|厂)")
_WHOLE_NAME = re.compile(r"(?:公司|集团|厂|院|所|会|中心|局|校|社|行|部)(?:[（(].*[）)])?$")
_ENDS_ADDRESS = re.compile(r"[a-z]*(?:\.[a-z]+)*/?|[a-z]+")
"""The end of an address on the net."""
LEAST_PROSE = 12
LEAST_STRANGE = 5
_ELSEWHERE = frozenset("见详附另未无不暂略同保尚待")
"""What words begin with that say that the answer stands elsewhere, or nowhere."""

Answer = tuple[Address, Found]


def doubt_run_over(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt both halves of an answer that goes on in the cell below."""
    halves: set[Address] = set()
    for upper, lower, blank in _stacked(work, fields):
        if _is_one(fields, upper, lower):
            work.doubt(upper[0], "value-several")
            work.doubt(lower[0], "value-far")
        if not (_sole(upper[0]) and _sole(lower[0])):
            continue
        above, below = fields[upper[0]].kind, fields[lower[0]].kind
        more = upper[0] in halves and {above, below} == {Kind.LONG_TEXT}
        cut = blank or (more and not _ENDS.search(upper[1].text))
        if cut or _goes_on(above, upper[1].text, below, lower[1].text):
            work.doubt(upper[0], "value-several")
            work.doubt(lower[0], "value-far")
            halves.add(lower[0])
            continue
        for one, other, kind in ((lower, upper, above), (upper, lower, below)):
            if _strange(fields[one[0]].kind, one[1]) and kind in _FREE:
                work.doubt(other[0], "value-several")


def _stacked(
    work: Work, fields: Mapping[Address, FormField]
) -> Iterator[tuple[Answer, Answer, bool]]:
    """Yield answers one below the other, top down, and whether a blank at the cut shows that they are one."""
    places = {found.place: (address, found) for address, found in work.found.items()
              if found.place is not None and found.text and address in fields}  # fmt: skip
    for spot in work.view.spots:
        upper = places.get(spot.place)
        for under in work.view.row(spot.table, spot.row + spot.rows) if upper is not None else ():
            lower = places.get(under.place)
            if upper is None or lower is None or overlap(spot, under) <= NEAR:
                continue
            both = {fields[upper[0]].kind, fields[lower[0]].kind} <= _FREE
            yield upper, lower, both and _cut_at_blank(spot, under)


def _is_one(fields: Mapping[Address, FormField], above: Answer, under: Answer) -> bool:
    """Return whether the text above becomes an answer of its kind with the one below."""
    field, text, rest = fields[above[0]], above[1].text, under[1].raw
    if field.kind is Kind.NAME:
        return _WHOLE_NAME.search(text) is None and _ENDING.match(rest) is not None
    if field.kind.numeric or field.kind not in STRICT | {Kind.USCC, Kind.POSTCODE}:
        return False
    cut = text[-1] in ".@-/" or rest[0] in ".@-/" or set(above[1].reasons) & AMISS
    if not cut and field.kind is not Kind.URL:
        return False
    whole, doubts = judge(field, text + rest)
    return (
        not doubts
        and fits(field.kind, whole)
        and (bool(cut) or _ENDS_ADDRESS.fullmatch(rest) is not None)
    )


def _sole(address: Address) -> bool:
    return address.year is None and address.repeat is None


def _cut_at_blank(spot: Spot, under: Spot) -> bool:
    """Return whether prose ends, or the text below begins, with the blank that it was cut at."""
    above, below = spot.cell.text, under.cell.text
    if len(above.strip()) < LEAST_PROSE or _ENDS.search(above.strip()):
        return False
    return re.search(r"[^\s] $", above) is not None or re.match(r" [^\s]", below) is not None


def _goes_on(above: Kind, text: str, below: Kind, rest: str) -> bool:
    """Return whether a text ends, or the one below it begins, as no answer does."""
    if not {above, below} & _FREE:
        return False
    if above in _FREE and below in _FREE and _OPEN_END.search(text) and not _ENDS.search(text):
        return above is Kind.LONG_TEXT or text[-1] in "，,、：:-"
    if above is Kind.INDUSTRY and text[-1] in "-、，":
        return True
    long = {above, below} == {Kind.LONG_TEXT}
    counted = long and _COUNTED.match(rest) is not None and not _ENDS.search(text)
    return counted or (above in _FREE and _OPEN_START.match(rest) is not None)


def _strange(kind: Kind, found: Found) -> bool:
    """Return whether a cell holds words that no answer of its kind has."""
    if not set(found.reasons) & AMISS or kind in _FREE:
        return False
    words = found.raw.strip()
    if len(words) < 3 or (kind is Kind.PERSON and len(words) < 4):
        return False
    if kind is not Kind.PERSON and len(words) > LEAST_STRANGE and not re.search(r"\d", words):
        return words[0] not in _ELSEWHERE
    return _WORDS.fullmatch(words.replace("\n", "")) is not None or words[0] in "；，、"
