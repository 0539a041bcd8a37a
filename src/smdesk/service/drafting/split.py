"""Cuts a blank file into its parts: words of the notice, cover, instructions, forms, 汇总表."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from smdesk.intake.align.view import FILLER
from smdesk.intake.word import WordParagraph, WordTable
from smdesk.notices.grid import SHEET_TITLE
from smdesk.service.drafting.cells import EMPTY, GLYPH

Item = WordParagraph | WordTable
FORM_TITLE = re.compile(
    r".{2,40}(?:申报表|申请表|推荐表|申报书表|登记表|信息表|基本情况表|自评表|评估表|评价表|报告表|表)(?:（.{1,20}）)?$"
)
NUMBER = re.compile(
    r"^(?:附?表|附件)\s*[\d一二三四五六七八九十]{1,3}(?:[-—－.]\d{1,2})?(?:[-—－]\d)?[:：]?$"
)
NUMBER_HEAD = re.compile(
    r"^(?P<number>(?:附?表|附件)\s*[\d一二三四五六七八九十]{1,3}(?:[-—－.]\d{1,2})?)[\s\u3000:：.、]+(?P<title>\S.*)$"
)
SUMMARY = re.compile(r"汇\s*总\s*表|推荐.{0,6}名单|一览表")
INSTRUCTIONS = re.compile(
    r"^[\s\u3000]*(?:填\s*报|填\s*写|填\s*表|申\s*报|编\s*制)?\s*(?:说\s*明|须\s*知|要\s*求)[\s\u3000]*[:：]?$"
)
ATTACHMENTS = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．])?\s*(?:参考附件|附件(?:材料|清单|目录|参考)?|相关附件|证明材料(?:清单)?|佐证材料.{0,4}|附件参考(?:清单|目录)|[所随]附材料|需提供的?附件.{0,6})(?:（.{1,8}）)?[:：]?$"
)
LABELED = re.compile(
    r"^[^:：_]{2,16}[:：][\s\u3000_＿]*(?:（.{1,6}）)?$|^[^:：_]{2,16}[\s\u3000]*[_＿]{3,}"
)
LEAST_ROWS = 4
_NOT_COVER = re.compile(
    r"[。；;]$|^附件|年.{1,4}月.{1,4}日$|[〔［]\d{4}[〕］]|^[一二三四五六七八九十]+[、．.]|联系人|电话"
)
"""A line of the notice's body, which a cover's title does not look like."""


@dataclass
class FormPart:
    """One form: lines of its head, its tables, what stands after them."""

    head: list[str] = field(default_factory=list)
    tables: list[WordTable] = field(default_factory=list)
    after: list[Item] = field(default_factory=list)


@dataclass
class Parts:
    """The parts of a file, each in order."""

    front: list[str] = field(default_factory=list)
    cover_lines: list[WordParagraph] = field(default_factory=list)
    cover_table: WordTable | None = None
    instructions: list[str] = field(default_factory=list)
    forms: list[FormPart] = field(default_factory=list)
    summary: FormPart | None = None
    words: list[str] = field(default_factory=list)


def split(items: Sequence[Item]) -> Parts:
    """Return the parts of a blank file."""
    parts = Parts(words=list(_words(items)))
    top = [one for one in items if not (isinstance(one, WordTable) and one.parent is not None)]
    waiting: list[Item] = []
    last: FormPart | None = None
    for item in top:
        if (
            isinstance(item, WordTable)
            and _is_form(item)
            and not (last is None and _is_cover(item, waiting))
        ):
            if last is not None and last.tables and _goes_on(waiting):
                last.tables.append(item)
                waiting = []
                continue
            head, before = _head(waiting)
            if last is None:
                _front(parts, before)
            else:
                last.after = before
            last = FormPart(head, [item])
            if SUMMARY.search("".join(head)) or _is_summary(item):
                if parts.summary is None:
                    parts.summary = last
            else:
                parts.forms.append(last)
            waiting = []
        else:
            waiting.append(item)
    if last is not None:
        last.after = waiting
    else:
        _front(parts, waiting)
    _cut_sheet(parts)
    return parts


def _words(items: Sequence[Item]) -> list[str]:
    lines: list[str] = []
    for one in items:
        if isinstance(one, WordParagraph):
            lines.append(one.text)
        else:
            lines += [cell.text for row in one.by_row for cell in row]
    return [GLYPH.sub("□", line) for line in lines]


def _is_form(table: WordTable) -> bool:
    texts = [cell.text for cell in table.cells]
    blanks = sum(
        bool(EMPTY.fullmatch(one) or GLYPH.search(one) or re.search(r"[_＿]{3,}", one))
        for one in texts
    )
    return (
        table.row_count >= LEAST_ROWS and not is_outline(table) and len(texts) >= 6 and blanks >= 2
    )


def is_outline(table: WordTable) -> bool:
    """Return whether a table is the outline of a narrative: heads that say so, words below."""
    heads = [cell.text for cell in table.by_row[0]] if table.by_row else []
    said = re.search(r"佐证|提纲|撰写|[一二三]级标题|编写要点|主要内容", "".join(heads))
    filled = [cell for cell in table.cells if not EMPTY.fullmatch(cell.text)]
    return (
        len(heads) >= 2 and said is not None and all(not EMPTY.fullmatch(one) for one in heads)
        and len(filled) * 3 >= len(table.cells) * 2
    )  # fmt: skip


def _is_cover(table: WordTable, waiting: Sequence[Item]) -> bool:
    """Return whether a table is the cover's: labels and blanks in pairs, no form's title over it."""
    head, _ = _head(waiting)
    titled = any(
        NUMBER.match(one) or NUMBER_HEAD.match(one)
        or (FORM_TITLE.search(one) and not re.search(r"封\s*面", one))
        for one in head
    )  # fmt: skip
    texts = [cell.text.strip() for cell in table.cells]
    headed = any(re.match(r"^[一二三四五六七八九十]+[、.．]", one) for one in texts)
    return (
        not titled and not headed and table.row_count <= 12
        and all(len(line) <= 4 for line in table.by_row)
    )  # fmt: skip


def _is_summary(table: WordTable) -> bool:
    """Return whether a table is a list: one row of heads that begins with 序号, blank rows below."""
    lines = table.by_row
    if (
        not lines
        or len(lines[0]) < 4
        or not re.sub(r"\s", "", lines[0][0].text).startswith(("序号", "排序"))
    ):
        return False
    return all(
        EMPTY.fullmatch(cell.text) or cell.text.strip().isdigit()
        for row in lines[1:]
        for cell in row
    )


def _goes_on(waiting: Sequence[Item]) -> bool:
    """Return whether a table goes on the one before it: nothing between but page numbers."""
    lines = [
        one.text.strip() for one in waiting if isinstance(one, WordParagraph) and one.text.strip()
    ]
    return all(FILLER.fullmatch(line) for line in lines) and not any(
        isinstance(one, WordTable) for one in waiting
    )


def _head(waiting: Sequence[Item]) -> tuple[list[str], list[Item]]:
    """Return the lines right before a table that are its number, title and remarks; and the rest."""
    head: list[str] = []
    at = len(waiting)
    while at > 0 and len(head) < 5:
        item = waiting[at - 1]
        if isinstance(item, WordTable):
            break
        text = item.text.strip()
        if not text:
            at -= 1
            continue
        titled = bool(FORM_TITLE.search(text) or NUMBER.match(text) or NUMBER_HEAD.match(text))
        told = any(FORM_TITLE.search(one) or NUMBER_HEAD.match(one) for one in head)
        if (told and not NUMBER.match(text)) or len(text) > 60:
            break
        head.insert(0, text)
        at -= 1
        if NUMBER.match(text) or NUMBER_HEAD.match(text):
            break
        if titled and not _number_above(waiting, at):
            break
    if not any(
        FORM_TITLE.search(one) or NUMBER.match(one) or NUMBER_HEAD.match(one) for one in head
    ):
        kept = head[-1:]
        return kept, list(waiting[: len(waiting) - _tail(waiting, kept)])
    return head, list(waiting[:at])


def _number_above(waiting: Sequence[Item], at: int) -> bool:
    lines = [
        one.text.strip() for one in waiting[max(0, at - 3) : at] if isinstance(one, WordParagraph)
    ]
    return any(NUMBER.match(one) for one in lines if one)


def _tail(waiting: Sequence[Item], kept: Sequence[str]) -> int:
    for back in range(1, len(waiting) + 1):
        item = waiting[-back]
        if isinstance(item, WordParagraph) and kept and item.text.strip() == kept[0]:
            return back
    return 0


def _front(parts: Parts, items: Sequence[Item]) -> None:
    """Sort what stands before the first form: the notice, its cover, the instructions."""
    lines = [one for one in items if isinstance(one, WordParagraph) and one.text.strip()]
    told = next((n for n, one in enumerate(lines) if INSTRUCTIONS.match(one.text.strip())), None)
    if told is not None:
        parts.instructions = [one.text.strip() for one in lines[told:]]
        lines = lines[:told]
    tables = [one for one in items if isinstance(one, WordTable)]
    small = [one for one in tables if one.row_count <= 12]
    parts.cover_table = small[-1] if small else None
    parts.cover_lines, parts.front = _cover(lines)


def _cover(lines: Sequence[WordParagraph]) -> tuple[list[WordParagraph], list[str]]:
    """Return the lines of the cover, from its title on, and the words of the notice before it."""
    texts = [one.text.strip() for one in lines]
    blanks = [n for n, text in enumerate(texts) if LABELED.match(text) or GLYPH.search(text)]
    books = [
        n for n, text in enumerate(texts)
        if re.fullmatch(r".{0,30}申\s*报\s*(?:书|材\s*料)|.{0,30}申\s*请\s*书|.{0,30}推\s*荐\s*书", text)
    ]  # fmt: skip
    anchor = books[-1] if books else (blanks[0] if blanks else None)
    if anchor is None:
        return ([], texts) if len(texts) > 12 else (list(lines), [])
    start = anchor
    while start > 0 and len(texts[start - 1]) <= 30 and anchor - start < 3:
        if _NOT_COVER.search(texts[start - 1]):
            break
        start -= 1
    return list(lines[start:]), texts[:start]


def _cut_sheet(parts: Parts) -> None:
    """Leave out what a program adds behind a form: a sheet of values that the form does not print."""
    for form in parts.forms:
        for number, item in enumerate(form.after):
            if isinstance(item, WordParagraph) and item.text.strip() == SHEET_TITLE:
                form.after = form.after[:number]
                break
