"""The 汇总表 of a blank file: its columns, and the fields that they are taken from."""

from __future__ import annotations

import re

from smdesk.intake.align.keys import key
from smdesk.service.drafting.known import common
from smdesk.service.drafting.sketch import Sketch, SketchColumn, SketchSummary
from smdesk.service.drafting.split import NUMBER, FormPart

_RANK = re.compile(r"^(?:序号|排序|推荐排序|排名)$")


def read_summary(sketch: Sketch, part: FormPart) -> SketchSummary:
    """Return the 汇总表 as a sketch; columns without a field stay open."""
    lines = [one for one in part.head if one.strip()]
    number = lines.pop(0) if lines and NUMBER.match(lines[0]) else ""
    title = lines.pop(0) if lines else "汇总表"
    table = part.tables[0]
    heads = table.by_row[0]
    edges = table.edges
    columns = []
    for cell in heads:
        label = re.sub(r"\s+", "", cell.text)
        width = edges[cell.column + cell.columns] - edges[cell.column]
        wide = round(max(1.0, min(500.0, 100 * width / max(1, edges[-1]))), 1)
        columns.append(SketchColumn(label, wide, _source(sketch, label)))
    rows = sum(1 for line in table.by_row[1:] if line)
    return SketchSummary(number, title, lines, columns, rows, landscape=len(columns) > 6)


def _source(sketch: Sketch, label: str) -> str | None:
    if _RANK.match(label):
        return "rank"
    core = key(label).core
    fields = [*sketch.forms[0].fields, *sketch.cover_fields]
    for one in fields:
        if one.axis == "none" and one.path and common(one.path[-1]) == common(core):
            return one.address
    return None
