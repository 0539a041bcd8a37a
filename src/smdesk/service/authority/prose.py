"""The narrative under the headings that an authority's file prints for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from smdesk.errors import Problem
from smdesk.intake.blanks import Ordinal
from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    SimpleTable,
)
from smdesk.notices.models import Form
from smdesk.packet.docx.inplace import Line


@dataclass(frozen=True)
class Prose:
    """What is written behind which paragraph, the ids of items without a heading, pictures left."""

    lines: tuple[tuple[Ordinal, tuple[Line, ...]], ...]
    left: tuple[str, ...]
    pictures: int
    items: tuple[str, ...] = ()
    """The outline item of each entry of ``lines``."""
    unsure: tuple[str, ...] = ()
    """Items that were written and do not read back word for word."""

    def read_back(self, text: str) -> Prose:
        """Return the same with those items as unsure whose words the file does not give back."""
        there = _bare(text)
        lost = [
            item
            for item, (_, lines) in zip(self.items, self.lines, strict=True)
            if any(_bare(word) not in there for line in lines for word in _words(line))
        ]
        kept = [
            (item, one)
            for item, one in zip(self.items, self.lines, strict=True)
            if item not in lost
        ]
        return Prose(
            tuple(one for _, one in kept), self.left, self.pictures,
            tuple(item for item, _ in kept), tuple(lost),
        )  # fmt: skip

    def problems(self, form: Form) -> list[Problem]:
        """Return what has to be told of the narrative."""
        found = []
        titles = {one.id: one.title for one in form.outline.item}
        if self.lines:
            params: dict[str, object] = {"count": len(self.lines)}
            found.append(Problem("authority.narrative-placed", "hint", params))
        if self.left:
            shown = "、".join(titles.get(one, form.outline.text_title) for one in self.left)
            found.append(Problem("authority.narrative-left", "check", {"titles": shown}))
        if self.unsure:
            shown = "、".join(titles.get(one, form.outline.text_title) for one in self.unsure)
            found.append(Problem("authority.narrative-unsure", "check", {"titles": shown}))
        if self.pictures:
            found.append(Problem("authority.pictures-left", "check", {"count": self.pictures}))
        return found


def plan_prose(narrative: Narrative, headings: Mapping[str, Ordinal]) -> Prose:
    """Return which blocks stand behind which paragraph of the file; ``headings`` are by outline item."""
    groups: dict[str, list[Block]] = {}
    item = ""
    for block in narrative.blocks:
        if isinstance(block, Heading) and block.item is not None:
            item = block.item
            groups.setdefault(item, [])
        else:
            groups.setdefault(item, []).append(block)
    placed, left, items, pictures = [], [], [], 0
    for name, blocks in groups.items():
        if not blocks:
            continue
        if name not in headings:
            left.append(name)
            continue
        lines, missing = _lines(blocks)
        pictures += missing
        if lines:
            placed.append((headings[name], tuple(lines)))
            items.append(name)
    return Prose(tuple(placed), tuple(left), pictures, tuple(items))


_MARK = re.compile(r"^(?:•|\d{1,3}．)")


def _bare(text: str) -> str:
    return re.sub(r"[\s\u3000]+", "", text)


def _words(line: Line) -> list[str]:
    if line.cells:
        return [cell for row in line.cells for cell in row]
    return [_MARK.sub("", line.text)]


def _lines(blocks: Sequence[Block]) -> tuple[list[Line], int]:
    lines: list[Line] = []
    pictures, number = 0, 0
    for block in blocks:
        number = number + 1 if isinstance(block, ListItem) and block.ordered else 0
        match block:
            case Heading(text=text):
                lines.append(Line(text, bold=True))
            case Paragraph(runs=runs):
                lines.append(Line("".join(one.text for one in runs)))
            case ListItem(runs=runs, ordered=ordered):
                mark = f"{number}．" if ordered else "•"
                lines.append(Line(mark + "".join(one.text for one in runs)))
            case SimpleTable(rows=rows, caption=caption):
                lines += [Line(caption)] if caption else []
                lines.append(Line(cells=rows))
            case Picture(caption=caption):
                pictures += 1
                lines += [Line(caption)] if caption else []
    return lines, pictures
