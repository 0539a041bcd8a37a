"""Doubts what a section's heading or a list's number says of the rows beside it: another unit, rows taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping

from smdesk.intake.align.corrections import says_no_unit
from smdesk.intake.align.keys import MONEY_UNITS
from smdesk.intake.align.view import Spot
from smdesk.intake.align.work import Work
from smdesk.intake.words import one_of
from smdesk.notices.address import Address
from smdesk.notices.models import FormField

_UNIT = re.compile(
    r"(?:单位|金额|币种|人民币)[^。；;，,\d]{0,8}?(?<![十百千万亿])([十百千万亿]{0,2}元)(?![素器件旦月日宵整])"
)
_TAKEN_BACK = one_of("beside.taken_back")


def doubt_sections(work: Work, fields: Mapping[Address, FormField]) -> None:
    """Doubt amounts below a heading that names another unit, and rows of a list that are taken back."""
    heads = [hit.spot for hit in work.hits.values() if hit.label.kind == "heading"]
    for head in heads:
        said = _UNIT.search(re.sub(r"\s", "", head.text))
        if said is not None:
            _doubt_amounts(work, fields, _rows_under(head, heads), said[1])
    _doubt_taken_back(work)


def _rows_under(head: Spot, heads: list[Spot]) -> tuple[int, range]:
    """Return the table and the rows from a heading to the next one."""
    later = [one.row for one in heads if one.table == head.table and one.row > head.row]
    return head.table, range(head.row, min(later, default=1 << 30))


def _doubt_amounts(
    work: Work, fields: Mapping[Address, FormField], rows: tuple[int, range], unit: str
) -> None:
    for address, found in list(work.found.items()):
        field, place = fields.get(address), found.place
        here = place is not None and place.table == rows[0] and place.row in rows[1]
        money = field is not None and field.unit in MONEY_UNITS and field.unit != unit
        if here and money and found.text and says_no_unit(found.raw):
            work.doubt(address, "unit-other")


def _doubt_taken_back(work: Work) -> None:
    """Doubt the rows of lists beside a number that is struck out, or words that take the row back."""
    gone = {(spot.table, spot.row) for spot in work.view.spots if _takes_back(spot)}
    for address, found in list(work.found.items()) if gone else ():
        place = found.place
        if address.repeat is not None and place and (place.table, place.row) in gone:
            work.doubt(address, "list-uneven")


def _takes_back(spot: Spot) -> bool:
    if spot.claims:
        return False
    if spot.cell.marked and spot.cell.struck:
        return True
    return bool(spot.text) and _TAKEN_BACK().search(spot.text) is not None
