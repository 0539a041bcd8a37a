"""Doubts answers near anything that no reading accounts for: no habit is looked for here.

Every written cell of a form's tables is a label as printed, an answer, or something known. Beside what
is none of these, at labels that a person has edited, and where the same label stands once more with
another answer, the values around are asked after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from smdesk.intake.align.figures import number_of
from smdesk.intake.align.keys import UNITS, Match, key, year_head
from smdesk.intake.align.match import Hit
from smdesk.intake.align.model import CAPS, SURE, Found
from smdesk.intake.align.offered import words_in
from smdesk.intake.align.values import judge
from smdesk.intake.align.view import Spot, overlap
from smdesk.intake.align.work import Work
from smdesk.intake.words import one_of
from smdesk.notices.address import Address
from smdesk.notices.text import fold, half_width

NEAR = 0.4
"""So much of the narrower cell stands over or under the other."""
BEST = 0.98
SLACK = 60
"""Borders so near to each other are one."""
_BRACKET = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_ASKED = re.compile(
    r"请|填|选|盖章|公章|签|章|全称|必|字以内|如有|如无|若有|若无|没有|可|多选|单选|按|与.*一致|附|注|单位|加|详|另|例|含|以|其他|其它|[a-z]|单|写|[√✓]|\d"
)
"""Words of those who print a form, which say how to answer and not what is asked for."""
_ANOTHER = one_of("labels.another")
_CORRECTED = one_of("beside.corrected")


def doubt_unaccounted(work: Work) -> None:
    """Doubt what stands near something that is no label, no answer and nothing known."""
    _doubt_edited_labels(work)
    _doubt_labels_of_many(work)
    _doubt_cut_labels(work)
    _doubt_lists(work)
    _doubt_rows_of_nobody(work)
    _doubt_said_elsewhere(work)
    _doubt_weakness(work)
    _offer_answers(work)


def _offer_answers(work: Work) -> None:
    """Offer what is asked after without its label before it and without guidance under it."""
    for slot in work.plan.slots:
        found = work.found.get(slot.address)
        if (
            found is None
            or found.sure
            or not set(found.reasons) & {"value-printed", "value-unreadable", "value-edged"}
        ):
            continue
        number = slot.left if slot.mode == "right" else slot.top
        label = work.plan.labels[number].key.core if number is not None else ""
        words = words_in(found.raw, label)
        if words and words != found.raw.strip() and found.text == found.raw:
            work.found[slot.address] = replace(found, text=judge(slot.field, words)[0])


# ---- labels that a person has edited ----


def _doubt_edited_labels(work: Work) -> None:
    """Doubt the answers to labels that are struck out, revised or hidden in part, or that ask for something else."""
    edited = {number for number, hit in work.hits.items() if _is_edited(hit)}
    if not edited:
        return
    for slot in work.plan.slots:
        if {slot.left, slot.top} & edited:
            work.doubt(slot.address, "label-edited")
    for repeat in work.plan.repeats:
        tails = {tail for tail, number, _ in repeat.columns if number in edited}
        for address in work.found:
            if address.repeat == repeat.id and address.tail in tails:
                work.doubt(address, "label-edited")


def _is_edited(hit: Hit) -> bool:
    cell = hit.spot.cell
    if hit.inside is not None or hit.label.kind == "own":
        return hit.label.kind == "label" and _ANOTHER().match(hit.inside or "") is not None
    if cell.replaced or (cell.marked and (cell.struck or cell.hidden)):
        return True
    if hit.match not in {Match.CORE, Match.EXACT}:
        return False
    printed = fold(hit.label.cell.printed)
    return any(
        (word := fold(inner)) and word not in printed and word not in UNITS
        and (_ANOTHER().search(word) or not _ASKED.search(word))
        for inner in _BRACKET.findall(hit.spot.text)
    )  # fmt: skip


def _doubt_labels_of_many(work: Work) -> None:
    """Doubt the answers to labels that the form prints several times, where one is not behind or below what it is printed behind."""
    astray = {
        hit.label.key.full for hit in work.hits.values()
        if len(work.plan.by_full.get(hit.label.key.full, ())) > 1 and _is_astray(work, hit)
    }  # fmt: skip
    numbers = {one for one, hit in work.hits.items() if hit.label.key.full in astray}
    for slot in work.plan.slots if numbers else ():
        if {slot.left, slot.top} & numbers:
            work.doubt(slot.address, "label-astray")


def _is_astray(work: Work, hit: Hit) -> bool:
    before = work.hits.get(hit.label.number - 1)
    if before is None or before.label.row != hit.label.row or before.label.kind != "label":
        return False
    thing, here = before.spot, hit.spot
    if thing is here or hit.inside is not None or before.inside is not None:
        return False
    if thing.table == here.table and thing.row <= here.row < thing.row + thing.rows:
        return thing.left >= here.left
    below = thing.table == here.table and here.row > thing.row
    return not (below and abs(here.left - thing.left) < SLACK)


def _doubt_cut_labels(work: Work) -> None:
    """Doubt the answers to labels that go on in the row below: what is behind them goes on there too."""
    cut = {
        number for number, hit in work.hits.items() if hit.inside is None and _goes_on(work, hit)
    }
    for slot in work.plan.slots if cut else ():
        if slot.left in cut:
            work.doubt(slot.address, "value-several")


def _goes_on(work: Work, hit: Hit) -> bool:
    """Return whether a label is whole only with the words of the cell below it, a unit aside."""
    spot = hit.spot
    if spot.key.core == hit.label.key.core:
        return False
    return any(
        one.text and one.label is None and not one.claims and overlap(one, spot) > NEAR
        and key(spot.text + one.text).full == hit.label.key.full
        for one in work.view.row(spot.table, spot.row + spot.rows)
    )  # fmt: skip


# ---- lists ----

_NO_ANSWER = {"value-placeholder", "value-printed", "value-remark", "value-edged", "value-boxes"}
_NUMBER = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])[)）.、．]?")
_EXAMPLE = re.compile(r"[（(【\[]?(?:示?例|样例|范例|举例|如|模板)[)）】\]：:]?")


def _doubt_lists(work: Work) -> None:
    """Doubt a row of a list that holds what is no answer, and all of the list where rows of answers follow it."""
    rows: dict[tuple[str, int], list[Address]] = {}
    for address in work.found:
        if address.repeat is not None and address.index is not None:
            rows.setdefault((address.repeat, address.index), []).append(address)
    for (repeat, number), addresses in rows.items():
        if not _is_no_row(work, [work.found[one] for one in addresses]):
            continue
        later = any(
            other == repeat and at > number and any(work.found[one].text for one in more)
            for (other, at), more in rows.items()
        )
        for address in list(work.found):
            if address in addresses or (later and address.repeat == repeat):
                work.doubt(address, "list-uneven")


def _is_no_row(work: Work, cells: list[Found]) -> bool:
    """Return whether something in a row of a list says that the row is none of the applicant's."""
    if any(set(one.reasons) & _NO_ANSWER for one in cells if one.text):
        return True
    place = next((one.place for one in cells if one.place is not None), None)
    if place is None:
        return False
    line = work.view.row(place.table, place.row)
    return any(_EXAMPLE.fullmatch(one.text) for one in line if one.text)


# ---- rows and cells of nobody ----


def _doubt_rows_of_nobody(work: Work) -> None:
    """Doubt the answers of a row that holds a text which nothing accounts for, and of the row above one without a label."""
    places: dict[tuple[int, int, int], list[Address]] = {}
    for address, found in work.found.items():
        if found.place is not None and found.text:
            places.setdefault(found.place, []).append(address)
    for spot in work.view.spots:
        if not _is_nobodys(spot):
            continue
        line = work.view.row(spot.table, spot.row)
        if any(one.label is not None or one.claims for one in line):
            continue
        if line and line[0].text and not _CORRECTED().fullmatch(_MARKS.sub("", line[0].text)):
            continue  # a row of its own, with its own label
        above = [one for one in _row_above(work, spot) if one.claims]
        for one in above:
            if overlap(one, spot) > NEAR:
                for address in places.get(one.place, ()):
                    work.doubt(address, "value-several")


def _row_above(work: Work, spot: Spot) -> list[Spot]:
    """Return the row above a cell, past an empty one; that of the table before, where each row is a table or one was cut."""
    if spot.row or not work.view.follows(spot.table):
        above = work.view.row(spot.table, spot.row - 1)
        return above if any(one.text for one in above) else work.view.row(spot.table, spot.row - 2)
    place = work.view.order.index(spot.table)
    before = work.view.order[place - 1] if place else spot.table
    return work.view.row(before, len(work.view.rows[before]) - 1) if place else []


_MARKS = re.compile(r"[\s（()）：:【】]+")


def _is_nobodys(spot: Spot) -> bool:
    return bool(spot.text) and spot.label is None and not spot.claims and spot.year is None


# ---- the same label once more ----


def _doubt_said_elsewhere(work: Work) -> None:
    """Doubt answers whose label stands once more among the form's tables, beside another answer."""
    near = _near_tables(work)
    used = {hit.spot.index for hit in work.hits.values()}
    owners: dict[int, list[Address]] = {}
    for slot in work.plan.slots:
        number = slot.left if slot.mode in {"right", "series"} else slot.top
        if number is not None and slot.address in work.found:
            owners.setdefault(number, []).append(slot.address)
    for spot in work.view.spots:
        if spot.index in used or not spot.key.full or spot.claims or spot.table not in near:
            continue
        labels = work.plan.by_full.get(spot.key.full, [])
        for label in labels if len(labels) == 1 else ():
            hit = work.hits.get(label.number)
            if hit is None or label.number not in owners:
                continue
            others = list(_beside(work, spot))
            said = [work.found[one] for one in owners[label.number]]
            if others and not _agree(others, said, apart=spot.table != hit.spot.table):
                for address in owners[label.number]:
                    work.doubt(address, "value-several")


def _near_tables(work: Work) -> set[int]:
    """Return the tables that labels of the form were found in, those between them, and what goes on right behind.

    A table of the narrative behind its own heading is none of them: its figures may be of other things.
    """
    order = work.view.order
    places = [place for place, table in enumerate(order) if any(
        hit.spot.table == table for hit in work.hits.values()
    )]  # fmt: skip
    if not places:
        return set()
    last = places[-1] + 1
    behind = [
        one for one in order[last : last + 1] if work.view.follows(one) or _says_again(work, one)
    ]
    return {*order[places[0] : last], *behind}


LEAST_AGAIN = 4
"""A table with so many of the form's own rows of years, under years of the form, is of the same things."""


_FIRM = re.compile(r"公司|集团|厂|关联|参股|控股")


def _says_again(work: Work, table: int) -> bool:
    """Return whether a table behind its own heading holds rows of figures of the form once more.

    One that is headed with a firm is of that firm: a daughter's.
    """
    if any(_FIRM.search(line) for line in work.view.tables[table].before):
        return False
    series = {slot.left for slot in work.plan.slots if slot.address.year is not None}
    told = {
        label.number for spot in work.view.spots if spot.table == table and spot.key.full
        for label in work.plan.by_full.get(spot.key.full, ()) if label.number in series
    }  # fmt: skip
    return len(told) >= LEAST_AGAIN


def _beside(work: Work, spot: Spot) -> Iterator[str]:
    """Yield what stands right of a label up to the next one."""
    for one in work.view.row(spot.table, spot.row):
        if one.left >= spot.right:
            if one.label is not None:
                return
            known = one.text in UNITS or one.key.full in work.plan.by_full
            if one.text and not known and year_head(one.text) is None:
                yield one.text


def _agree(others: list[str], said: list[Found], *, apart: bool) -> bool:
    """Return whether a row says one of the answers again.

    In a table ``apart`` one year that is alike says little; rows of one table are held against
    each other year by year elsewhere.
    """
    texts = {fold(one.raw) for one in said if one.raw} | {
        fold(one.text) for one in said if one.text
    }
    numbers = {number_of(one.text) for one in said} - {None}
    again = [_number(one) for one in others]
    if apart and len(again) == len(said) > 1 and None not in again:
        return set(again) == numbers
    return any(fold(one) in texts or _number(one) in numbers for one in others)


def _number(text: str) -> Decimal | None:
    return number_of(re.sub(r"[\s,]", "", half_width(text)))


# ---- several slight doubts ----


_NAMED = {"year-within", "value-turned"}
"""Where the year stands beside each figure its place says no more."""


def _doubt_weakness(work: Work) -> None:
    """Ask after a value that several slight doubts together leave unsure."""
    for address, found in list(work.found.items()):
        if not found.text or not found.sure or len(found.reasons) < 2:
            continue
        left = 1.0
        for reason in set(found.reasons) - (_NAMED if address.year is not None else set()):
            left *= min(1.0, CAPS[reason] / BEST)
        if left * BEST < SURE:
            work.doubt(address, "doubts-together")
