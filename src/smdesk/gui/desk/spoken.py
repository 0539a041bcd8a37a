"""What each bureau signed of a case, as lines: how it stands there, its rank, what it set aside."""

from __future__ import annotations

from smdesk.gui.desk.log_list import Line
from smdesk.service.desk.batchfile import Word
from smdesk.service.desk.bureau import fingerprint
from smdesk.service.desk.sending import said_state, words_on
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Case


def spoken_lines(desk: Desk, case: Case) -> list[Line]:
    """Return the signed words on all versions of a case, newest first.

    A version of which only words came up has no number here.
    """
    numbers = {version.digest: f"第 {version.number} 版" for version in case.versions}
    said = sorted(words_on(desk, case), key=lambda one: one.at, reverse=True)
    return [
        _line(word, numbers.get(word.digest, "较早的一版（只有意见，没有报上文件）"))
        for word in said
    ]


def _line(word: Word, version: str) -> Line:
    parts = [said_state(word) + decided(word)]
    if word.rank is not None:
        parts.append(f"排第 {word.rank} 位")
    if word.dismissals:
        why = "；".join(dict.fromkeys(one.reason for one in word.dismissals))
        parts.append(f"搁置 {len(word.dismissals)} 处问题（{why}）")
    if word.misread:
        parts.append(f"标记 {len(word.misread)} 处读错")
    if word.opinions:
        parts.append(f"意见 {len(word.opinions)} 条")
    second = "　".join(
        one
        for one in (
            f"{word.at.astimezone():%Y-%m-%d %H:%M}", word.person, version,
            f"签名密钥 {fingerprint(word.key)}",
        )
        if one
    )  # fmt: skip
    return Line(f"{word.bureau}：{'，'.join(parts)}", second)


def decided(word: Word) -> str:
    """Return who decided there and with what remark, in brackets; '' where nobody did."""
    made = word.decision
    said = "：".join(one for one in (made.person, made.note) if one) if made else ""
    return f"（{said}）" if said else ""
