"""The signature box: who speaks, the pledge, and the lines for seal, name and date at the right."""

from __future__ import annotations

from smdesk.notices.models import Signature
from smdesk.packet import page
from smdesk.packet.docx.tables import LINE
from smdesk.packet.docx.wml import run, twips

_WIDE = 100.0
"""A box at least this wide (mm) has the date beside the last line, a narrower one below it."""
_GAP = 2.0
_MM_A_POINT = 25.4 / 72


def signature(sign: Signature, width: float, points: float) -> str:
    """Return the paragraphs of a signature box ``width`` mm wide, its lines at its lower edge."""
    line = points * _MM_A_POINT * LINE
    head = [_paragraph(sign.title, '<w:spacing w:before="40"/>')] if sign.title else []
    if sign.pledge:
        size = round(points * 40)
        indent = f'<w:ind w:firstLineChars="200" w:firstLine="{size}"/>'
        head.append(_paragraph(sign.pledge, '<w:spacing w:before="60"/>' + indent))
    beside = width >= _WIDE and bool(sign.lines)
    count = len(sign.lines) + (1 if sign.date and not beside else 0)
    used = len(head) * line + count * (line + _GAP) + 2 * page.CELL_PADDING + 2
    room = max(_GAP, sign.height - used)
    return "".join([*head, *_lines(sign, width, room, beside=beside)])


def _lines(sign: Signature, width: float, room: float, *, beside: bool) -> list[str]:
    left = twips(width * (0.42 if beside else 0.2))
    right = twips(width - 2 * page.CELL_PADDING - 4)
    written: list[str] = []
    date = spaced_date(sign.date) if sign.date else ""
    for number, text in enumerate(sign.lines):
        space = _space(_GAP if number else room)
        last = beside and date and number == len(sign.lines) - 1
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>' if last else ""
        content = f"{text}\t{date}" if last else text
        written.append(_paragraph(content, f'{tab}{space}<w:ind w:left="{left}"/>'))
    if date and not beside:
        space = _space(_GAP if sign.lines else room)
        written.append(_paragraph(date, f'{space}<w:jc w:val="right"/>'))
    return written


def _paragraph(text: str, properties: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="SmTable"/><w:keepLines/>{properties}</w:pPr>'
        f"{run(text)}</w:p>"
    )


def _space(before: float) -> str:
    return f'<w:spacing w:before="{twips(before)}"/>'


def spaced_date(date: str) -> str:
    """Return 年 月 日 with room to write between the words."""
    return "　　　　" + "　　".join(date.split())
