"""The correction letter: every finding that stands, with cell, value, clause and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.packet.prose import paragraph
from smdesk.packet.tree import Block, Packet
from smdesk.rules.findings import reason_refused
from smdesk.service.applicant import applicant_of
from smdesk.service.desk import papers
from smdesk.service.desk.checking import CHANGED
from smdesk.service.desk.differences import edition_of
from smdesk.service.desk.findings import Found, found
from smdesk.service.desk.sender import Sender
from smdesk.store.desk.counting import DOUBT
from smdesk.store.desk.desk import Desk

__all__ = ["TITLE", "Sender", "letter", "to_correct"]

TITLE = "补正通知"
_GROUPS = (("error", "须改正"), ("check", "须核实说明"), ("hint", "提示"))
_HEAD = ("序号", "栏目", "现填内容", "问题和补正要求", "依据")
_WIDTHS = (1.1, 3.6, 3.6, 6.6, 2.4)
_NUMERALS = "一二三四五"
_ELSEWHERE = (sentence("desk.place-narrative"), sentence("desk.place-attachments"))
_LONGEST = 120
"""Characters of a value that the letter quotes: the applicant has the value itself."""


def to_correct(desk: Desk, case: int, *, hints: bool = False) -> tuple[Found, ...]:
    """Return what the applicant has to correct: errors and 核实 that stand, hints where wanted.

    What only the bureau can settle (doubts of the reading) is not the applicant's; a 核实 with an
    accepted reason is answered.
    """
    levels = {"error", "check"} | ({"hint"} if hints else set())
    return tuple(
        one for one in found(desk, desk.case(case))
        if one.open and one.level in levels and one.rule not in {DOUBT, CHANGED}
        and not (one.level == "check" and one.reason and reason_refused(one.reason) is None)
    )  # fmt: skip


def letter(desk: Desk, case: int, sender: Sender, *, hints: bool = False) -> Packet:
    """Return the correction letter of a case's current version.

    Raises ``SmdeskError`` ``desk.nothing-to-correct`` where nothing stands, ``desk.case-missing``.
    """
    row = desk.case(case).row
    told = to_correct(desk, case, hints=hints)
    if not told:
        raise SmdeskError("desk.nothing-to-correct", applicant=row.applicant)
    reading = desk.reading(row.current)
    declaration, version = reading.declaration, reading.version
    pack, form = edition_of(declaration)
    values = dict(form.fixed) | declaration.values
    named = applicant_of(pack, form, values)
    counts = {level: sum(one.level == level for one in told) for level, _ in _GROUPS}
    lead = sentence(
        "desk.letter-lead", notice=_notice(pack.notice.id), form=form.title,
        seal=version.seal_code, file=_last(version.file),
        day=_day(version.received.astimezone().date()),
        asked="，".join(f"{counts[level]} 处{name}" for level, name in _GROUPS if counts[level]),
    )  # fmt: skip
    blocks = [
        papers.heading(TITLE),
        paragraph("body", f"{named}："),
        paragraph("body", lead + (_until(sender.until) if sender.until else "")),
        *_tables(told),
        *_clauses(told),
        paragraph("heading1", "补正办法", level=1),
        *(paragraph("body", sentence(f"desk.letter-how-{n}")) for n in (1, 2, 3)),
        *_signed(sender),
    ]
    return papers.paper(pack, TITLE, blocks, form=declaration.form)


def _notice(notice: str) -> str:
    said = pack_at_hand(notice).notice
    return f"{said.title}{said.number_told}"


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _until(day: date) -> str:
    return sentence("desk.letter-until", day=_day(day))


def _tables(told: Sequence[Found]) -> Iterator[Block]:
    number, group = 0, 0
    for level, name in _GROUPS:
        found_here = [one for one in told if one.level == level]
        if not found_here:
            continue
        yield paragraph("heading1", f"{_NUMERALS[group]}、{name}（{len(found_here)} 处）", level=1)
        group += 1
        rows = [_HEAD]
        for one in found_here:
            number += 1
            rows.append(_row(number, one))
        yield papers.table(_WIDTHS, rows)


def _row(number: int, one: Found) -> tuple[str, str, str, str, str]:
    cells = list(dict.fromkeys(one.cells))
    labels = "\n".join(dict.fromkeys(label for label, _ in cells))
    values = "\n".join(_value(label, text, alone=len(cells) == 1) for label, text in cells)
    fix = f"可改为：{one.fix['text']}。" if one.fix and one.fix.get("text") else ""
    return (
        str(number),
        labels,
        values,
        one.message + fix,
        one.clause["place"] if one.clause else "—",
    )


def _value(label: str, text: str, *, alone: bool) -> str:
    """Return a value as quoted; of several each with the end of its label."""
    if label.startswith(_ELSEWHERE):
        return "—"
    return _shown(text) if alone else f"{label.rpartition('·')[2]}：{_shown(text)}"


def _shown(text: str) -> str:
    if not text:
        return "（未填）"
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "……"


def _clauses(told: Sequence[Found]) -> Iterator[Block]:
    quoted = {one.clause["place"]: one.clause["text"] for one in told if one.clause}
    if not quoted:
        return
    yield paragraph("heading1", "所依据的条款", level=1)
    for place, text in quoted.items():
        yield paragraph("body", f"{place}：“{text}”")


def _signed(sender: Sender) -> Iterator[Block]:
    if sender.contact or sender.phone:
        told = "　".join(one for one in (sender.contact, sender.phone) if one)
        yield paragraph("body", f"联系人及电话：{told}")
    if sender.bureau:
        yield paragraph("body", sender.bureau, align="right")
    yield paragraph("body", _day(sender.dated or date.today()), align="right")
