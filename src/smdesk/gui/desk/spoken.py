"""What each bureau signed of a case, as lines: how it stands there, its rank, what it set aside."""

from __future__ import annotations

from smdesk.gui.desk.log_list import Line
from smdesk.gui.desk.names import mark_of
from smdesk.service.desk.batchfile import Word
from smdesk.service.desk.bureau import fingerprint
from smdesk.service.desk.sending import words_of
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Case, State


def spoken_lines(desk: Desk, case: Case) -> list[Line]:
    """Return the signed words on all versions of a case, newest first."""
    said = [
        (word, version.number)
        for version in case.versions
        for word in words_of(desk, version.digest)
    ]
    said.sort(key=lambda one: one[0].at, reverse=True)
    return [_line(word, number) for word, number in said]


def _line(word: Word, number: int) -> Line:
    parts = [mark_of(State(word.state)).word]
    if word.rank is not None:
        parts.append(f"排第 {word.rank} 位")
    if word.dismissals:
        parts.append(f"搁置 {len(word.dismissals)} 处问题")
    if word.misread:
        parts.append(f"标记 {len(word.misread)} 处读错")
    if word.opinions:
        parts.append(f"意见 {len(word.opinions)} 条")
    second = "　".join(
        one
        for one in (
            f"{word.at.astimezone():%Y-%m-%d %H:%M}", word.person, f"第 {number} 版",
            f"签名密钥 {fingerprint(word.key)}",
        )
        if one
    )  # fmt: skip
    return Line(f"{word.bureau}：{'，'.join(parts)}", second)
