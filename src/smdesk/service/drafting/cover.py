"""The cover of a blank file: title lines, labelled blanks, the issuer's line."""

from __future__ import annotations

import re

from smdesk.intake.word import WordCell, WordParagraph, WordRun, WordTable
from smdesk.notices.text import fold
from smdesk.service.drafting.cells import EMPTY, GLYPH, tell
from smdesk.service.drafting.known import Dictionary
from smdesk.service.drafting.naming import name_fields
from smdesk.service.drafting.sketch import Sketch, SketchCell, SketchField, SketchRow
from smdesk.service.drafting.split import LABELED, Parts

_LABEL_SPAN, _COLUMNS = 3, 12
_LABEL = re.compile(
    r"^(?P<label>[^:：_□]{2,16}?)[\s\u3000]*(?:[:：]|(?=[_＿]{3}))(?P<rest>.*)$", re.DOTALL
)


def read_cover(sketch: Sketch, parts: Parts, book: Dictionary) -> None:
    """Put the cover into a sketch."""
    pairs: list[tuple[str, str]] = []
    lines = [one.text.strip() for one in parts.cover_lines]
    if parts.cover_table is not None:
        pairs = _of_table(parts.cover_table)
        cut = next(
            (n for n, one in enumerate(lines) if re.search(r"制$|制表$|年\s*月|\d{4}\s*年", one)),
            len(lines),
        )
        sketch.cover_title, sketch.cover_foot = lines[:cut], lines[cut:]
    else:
        marked = [n for n, one in enumerate(lines) if LABELED.match(one) or GLYPH.search(one)]
        if marked:
            pairs = [_pair(lines[n]) for n in range(marked[0], marked[-1] + 1)]
            sketch.cover_title, sketch.cover_foot = lines[: marked[0]], lines[marked[-1] + 1 :]
        else:
            sketch.cover_title = lines
    if not pairs:
        sketch.cover_title, sketch.cover_foot = [], []
        return
    for number, (label, rest) in enumerate(pairs, 1):
        _row(sketch, number, label, rest)
    form = sketch.forms[0]
    for one in sketch.cover_fields:
        one.address = one.name
    name_fields(form, sketch.cover_fields, book, cover=True)
    for one in sketch.cover_fields:
        if not one.address.startswith("cover."):
            one.address = f"cover.{one.address.rpartition('.')[2]}"
    _fixed(sketch)


def _of_table(table: WordTable) -> list[tuple[str, str]]:
    pairs = []
    for line in table.by_row:
        texts = [one.text.strip() for one in line]
        named = next(
            (text for text in texts if not EMPTY.fullmatch(text) and not GLYPH.search(text)), ""
        )
        rest = next((text for text in texts if text is not named and GLYPH.search(text)), "")
        if named:
            label, more = _pair(named)
            pairs.append((label, rest or more))
        elif pairs and any(GLYPH.search(text) for text in texts):  # the boxes go on below
            label, more = pairs[-1]
            pairs[-1] = (label, f"{more}　{next(text for text in texts if GLYPH.search(text))}")
    return pairs


def _pair(line: str) -> tuple[str, str]:
    found = _LABEL.match(line)
    if found is None:
        return re.sub(r"[_＿].*", "", line).strip(), ""
    return found.group("label").strip(), found.group("rest").strip(" \u3000_＿")


def _row(sketch: Sketch, number: int, label: str, rest: str) -> None:
    value = SketchField(f"c{number}", path=(re.sub(r"\s+", "", label),))
    cells = [
        SketchCell(number, 0, _LABEL_SPAN, 1, "label", label),
        SketchCell(
            number, _LABEL_SPAN, _COLUMNS - _LABEL_SPAN, 1, "blank", fields=[value], raw=rest
        ),
    ]
    if rest and GLYPH.search(rest):
        told = tell(_cell(rest))
        value.boxes, value.kind = list(told.boxes), "choice"
        cells[1].kind, cells[1].boxes = "boxes", value.boxes
    elif rest:
        # Words behind the blank, as （盖章）, stay printed.
        cells[1].kind, cells[1].text = "template", f"{{{value.name}}}{rest}"
    sketch.cover.append(SketchRow(cells))
    sketch.cover_fields.append(value)


def _cell(text: str) -> WordCell:
    return WordCell(0, 0, 1, 1, (WordParagraph((WordRun(text),)),))


def _fixed(sketch: Sketch) -> None:
    """Say which box of the cover each form is, where its title says so."""
    for row in sketch.cover:
        for cell in row.cells:
            if cell.kind == "template":
                one = cell.fields[0]
                cell.text = cell.text.replace(f"{{{one.name}}}", f"{{{one.address}}}")
    choice = next((one for one in sketch.cover_fields if one.kind == "choice"), None)
    if choice is None:
        return
    for form in sketch.forms:
        fitting = [box for box in choice.boxes if fold(box.label) in fold(form.title)]
        if len(fitting) == 1:
            sketch.facts[f"fixed:{form.id}"] = f"{choice.address}={fitting[0].label}"
        else:
            choice.questions.append(f"“{form.title}”对应封面上哪一项，请在 {form.id}.toml 写 fixed")
