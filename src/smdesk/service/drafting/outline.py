"""The outline of the narrative and the list of attachments behind a form's table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from smdesk.intake.narrative.numerals import mark_of, without_mark
from smdesk.intake.word import WordCell, WordParagraph, WordTable
from smdesk.service.drafting.sketch import SketchForm, SketchItem
from smdesk.service.drafting.split import ATTACHMENTS, Item, is_outline

_TITLE = re.compile(r"正文|提纲|要点|报告|材料|方案|说明|总结|大纲")
_SUBTITLE = re.compile(r"^[（(].{2,40}[）)]$")
_SLOT = re.compile(r"^(?:[（(]?\d{1,2}[）).、．]|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．])")
_LIMIT = re.compile(r"(\d[\d,，]{2,6})\s*字")
_LONGEST = 40


def read_after(form: SketchForm, items: Sequence[Item]) -> None:
    """Put what stands behind a form's table into its outline and attachments."""
    table = next((one for one in items if isinstance(one, WordTable) and is_outline(one)), None)
    lines = list(_lines(items))
    cut = next((n for n, one in enumerate(lines) if ATTACHMENTS.match(one)), len(lines))
    _outline(form, lines[:cut])
    if table is not None:
        _of_table(form, table)
    if cut < len(lines):
        _attachments(form, lines[cut:])
    if lines[:cut] and not form.outline:
        form.questions.append("没有认出正文提纲的标题，请补上 [[outline.item]]")
    if any(isinstance(one, WordTable) and one is not table for one in items):
        form.questions.append("表后还有别的表格，未列入提纲；如是提纲表请按 outline 补上")


def _lines(items: Sequence[Item]) -> Iterator[str]:
    """Yield the lines behind a table; an outline that is a table gives its cells, row by row."""
    for one in items:
        if isinstance(one, WordParagraph):
            for line in one.text.split("\n"):
                if line.strip():
                    yield line.strip()


def _outline(form: SketchForm, lines: Sequence[str]) -> None:
    rest = list(lines)
    if rest and not _level(rest[0]) and (len(rest[0]) <= _LONGEST and _TITLE.search(rest[0])):
        form.outline_title = rest.pop(0)
        if rest and _SUBTITLE.match(rest[0]):
            form.outline_subtitle = rest.pop(0)
    for line in rest:
        level = _level(line)
        if level:
            # Levels go down one at a time.
            deepest = form.outline[-1].level + 1 if form.outline else 1
            number = len(form.outline) + 1
            form.outline.append(SketchItem(f"item-{number}", line, min(level, deepest)))
        elif form.outline:
            last = form.outline[-1]
            last.hint = f"{last.hint}\n{line}" if last.hint else line
        elif not form.outline_subtitle and form.outline_title:
            form.outline_subtitle = line


def _of_table(form: SketchForm, table: WordTable) -> None:
    """Read an outline that is a table: titles in its first columns, then what to write, then evidence."""
    heads = [re.sub(r"\s+", "", one.text) for one in table.by_row[0]]
    form.outline_columns = heads
    evidence = len(heads) - 1 if re.search(r"佐证|证明|材料", heads[-1]) else len(heads)
    hint = max(1, evidence - 1)
    borders = [one.column for one in table.by_row[0]]
    form.outline = []
    for row in range(1, table.row_count):
        texts = {cell.column: cell for cell in table.across[row]}
        for cell in table.by_row[row]:
            level = sum(1 for one in borders if one <= cell.column)
            if level > hint or not cell.text.strip():
                continue
            leaf = cell.column + cell.columns >= borders[hint] if hint < len(borders) else True
            said, proof = (
                (_at(texts, borders, hint), _at(texts, borders, evidence)) if leaf else ("", "")
            )
            number = len(form.outline) + 1
            deepest = form.outline[-1].level + 1 if form.outline else 1
            title = re.sub(r"\s+", "", cell.text)
            form.outline.append(
                SketchItem(f"item-{number}", title, min(level, deepest, 3), said, proof)
            )


def _at(texts: dict[int, WordCell], borders: Sequence[int], place: int) -> str:
    if place >= len(borders) or borders[place] not in texts:
        return ""
    return texts[borders[place]].text.strip()


def _level(line: str) -> int:
    """Return the level that a line's number says, 0 for text."""
    found = mark_of(line)
    if found is None or found[0] > 3:
        return 0
    words = without_mark(line)
    if len(words) > _LONGEST or re.search(r"[。；;]$", words):
        return 0
    return found[0]


def _attachments(form: SketchForm, lines: Sequence[str]) -> None:
    form.attachments_title = lines[0]
    numbered = any(_SLOT.match(line) for line in lines[1:4])
    for line in lines[1:]:
        if _SLOT.match(line) or (not numbered and len(line) <= 60 and not line.endswith("。")):
            number = len(form.attachments) + 1
            form.attachments.append(SketchItem(f"attachment-{number}", line))
        elif form.attachments and len(line) <= 80:
            break
    if not form.attachments:
        form.questions.append("附件清单没有分条，请补上 [[attachment]]")


def limit_of(*texts: str) -> int | None:
    """Return the limit of characters that a title states."""
    found = next((match for text in texts if (match := _LIMIT.search(text))), None)
    return int(re.sub(r"[,，]", "", found.group(1))) if found else None
