"""Body paragraphs and tables of a Word file as plain lines, for the narrative reader.

Revisions are accepted as shown; notes go to the end of their paragraph; text boxes follow the
paragraph that they are anchored to; what cannot be kept is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from smdesk.intake.narrative.fieldtext import Field
from smdesk.intake.narrative.formulas import linear
from smdesk.intake.narrative.lines import (
    DrawnPicture,
    Item,
    Line,
    Piece,
    PlainGrid,
    in_cell,
    says,
    tidy,
)
from smdesk.intake.narrative.looks import look_of
from smdesk.intake.narrative.numerals import Counters
from smdesk.intake.narrative.paragraphs import described
from smdesk.intake.narrative.scripts import written
from smdesk.intake.narrative.unread import graph_words, note_text
from smdesk.intake.narrative.wrappers import (
    BLIP,
    branch,
    content,
    crop_of,
    drawn_width,
    frames,
    has_graph,
    inside,
    wrapped,
)
from smdesk.intake.word.names import CODES, VML_PICTURE, Code
from smdesk.intake.word.properties import child_of
from smdesk.intake.word.symbols import as_shown, symbol
from smdesk.intake.wordfile import (
    W,
    WordFile,
    number,
    value_of,
)

Element = Any
"""An lxml element."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = f"{W}txbxContent"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_VAL, _TEXT = f"{W}val", f"{W}t"
_PPR, _RPR, _DELETED = f"{W}pPr", f"{W}rPr", f"{W}del"
_TCPR, _MERGE, _TRPR = f"{W}tcPr", f"{W}vMerge", f"{W}trPr"
_TYPE = f"{W}type"
_COMMENT = f"{W}commentReference"
_NOTES = {f"{W}{kind}Reference": kind for kind in ("footnote", "endnote")}
_DEEPER = re.compile(r"List (?:Bullet|Number) ([2-5])", re.IGNORECASE)
"""Word's own styles of lists: each is a list of its own, how deep it stands is in its name."""


class Walker:
    """Yields the items of one document's body; ``losses`` counts what was not kept as it was."""

    def __init__(self, word: WordFile) -> None:
        self.word = word
        self.losses: Counter[str] = Counter()
        self.seen: set[Element] = set()
        """The texts that were read, or left out and counted."""
        self.words: dict[str, list[str]] = {}
        """Words of what was left out, by the loss that counts it."""
        self._counters = Counters(word.numbering)
        self._notes: dict[str, dict[str, Element]] = {}
        self._line = Line()
        self._after: list[Item] = []
        self._fields: list[Field] = []
        self._contents = 0
        self._open = False

    def items(self, blocks: Iterable[Element]) -> Iterator[Item]:
        """Yield the lines and tables of some blocks of the body, in order."""
        yield from self._blocks(blocks)

    # ---- blocks ----

    def _blocks(self, parent: Iterable[Element]) -> Iterator[Item]:
        for child in parent:
            match CODES.get(child.tag):
                case Code.PARAGRAPH:
                    yield from self._paragraph(child)
                case Code.TABLE if frames(child):
                    self.losses["frames"] += 1
                    for row in wrapped(child, Code.ROW):
                        for cell in wrapped(row, Code.CELL):
                            yield from self._blocks(cell)
                case Code.TABLE:
                    yield self._table(child)
                    yield from self._take_after()
                case Code.CONTROL:
                    yield from self._blocks(self._content(child))
                case Code.THROUGH:
                    yield from self._blocks(child)
                case Code.INSERTED:
                    self.losses["revisions"] += 1
                    yield from self._blocks(child)
                case Code.REMOVED:
                    self.losses["revisions"] += 1
                case Code.ALTERNATE:
                    yield from self._blocks(branch(child))
                case Code.FORMULA:
                    self._line = Line()
                    self._formula(child)
                    yield self._line
                case _:
                    self.losses["chunks"] += child.tag == f"{W}altChunk"

    def _content(self, control: Element) -> Iterable[Element]:
        """Return what stands in a control; an empty one's prompt is counted."""
        found = content(control)
        if isinstance(found, tuple):
            self._leave("prompts", control)
        return found

    def _leave(self, loss: str, element: Element) -> None:
        """Count an element that is left out with the words below it."""
        texts = [one for one in element.iter(_TEXT) if (one.text or "").strip()]
        if texts:
            self.losses[loss] += 1
            self.seen.update(texts)
            self.words.setdefault(loss, []).append("".join(one.text or "" for one in texts))

    def _paragraph(self, element: Element) -> Iterator[Item]:
        if not self._open:
            self._line = Line()
        self._fields = []
        line = self._line
        marks = self._describe(line, child_of(element, _PPR))
        line.contents = line.contents or self._contents > 0
        self._inline(element)
        line.contents = line.contents or self._contents > 0
        # A deleted paragraph mark joins the paragraph with the next one.
        self._open = marks is not None and child_of(marks, _DELETED) is not None
        if not self._open:
            tidy(line)
            yield line
            yield from self._take_after()

    def _describe(self, line: Line, properties: Element | None) -> Element | None:
        """Take in paragraph properties; return those of the paragraph mark among them."""
        style_id, own, listed, left, marks = described(properties)
        style = self.word.styles.get(style_id)
        line.style = style.name if style else style_id
        level = number(own, 9) if own is not None else (style.outline if style else None)
        line.outline = level + 1 if level is not None and 0 <= level < 9 else None
        numbering = listed or (style.numbering if style else None)
        if numbering is not None and numbering[0] > 0:
            self._number(line, *numbering, left)
        else:
            line.left = left or 0
        return marks

    def _number(self, line: Line, list_id: int, level: int, left: int | None) -> None:
        line.mark, line.depth = self._counters.next(list_id, level), level
        found = self._counters.list_of(list_id)
        if line.mark is None or found is None:
            return
        line.count, line.list_id = self._counters.value, found.counted
        line.left = left if left is not None else found.levels[level].left
        deeper = _DEEPER.fullmatch(line.style)
        line.depth = max(line.depth, int(deeper[1]) - 1 if deeper else 0)

    def _take_after(self) -> Iterator[Item]:
        after, self._after = self._after, []
        yield from after

    def _table(self, element: Element) -> PlainGrid:
        grid = PlainGrid([])
        for row in wrapped(element, Code.ROW):
            texts: list[str] = []
            for cell in wrapped(row, Code.CELL):
                properties = child_of(cell, _TCPR)
                span = number(value_of(properties, "gridSpan"), 1)
                merged = properties is not None and child_of(properties, _MERGE) is not None
                grid.simple = grid.simple and span <= 1 and not merged
                texts.append(self._cell_text(cell, grid))
                texts += [""] * min(span - 1, 60)
            if child_of(row, _TRPR) is None or row.find(f"{_TRPR}/{_DELETED}") is None:
                grid.rows.append(texts)
        return grid

    def _cell_text(self, cell: Element, grid: PlainGrid) -> str:
        kept = self._line, self._open, self._fields, self._after
        self._open, self._after = False, []
        lines: list[str] = []
        for item in self._blocks(cell):
            if isinstance(item, PlainGrid):
                grid.simple = False
                lines += [" ".join(one for one in row if one) for row in item.rows]
            else:
                if item.pictures:
                    self._after_table(kept[3], item)
                lines.append(in_cell(item))
        self._line, self._open, self._fields, self._after = kept
        return "\n".join(line for line in lines if line)

    def _after_table(self, after: list[Item], item: Line) -> None:
        """Put a cell's pictures behind its table: a simple table holds text alone."""
        self.losses["moved"] += len(item.pictures)
        after.append(Line(pictures=item.pictures))

    # ---- inside a paragraph ----

    def _inline(self, parent: Iterable[Element]) -> None:
        for child in parent:
            code = CODES.get(child.tag)
            if code is Code.RUN:
                self._run(child)
                continue
            match code:
                case None:
                    pass
                case Code.THROUGH:
                    self._inline(child)
                case Code.CONTROL:
                    self._inline(self._content(child))
                case Code.INSERTED:
                    self.losses["revisions"] += 1
                    self._inline(child)
                case Code.REMOVED:
                    self.losses["revisions"] += len(child) > 0
                case Code.ALTERNATE:
                    self._inline(branch(child))
                case Code.FORMULA:
                    self._formula(child)
                case Code.DRAWING:
                    self._drawing(child)
                case _:
                    pass

    def _formula(self, element: Element) -> None:
        self.seen.update(element.iter(f"{_M}t", _TEXT))
        text = linear(element)
        self.losses["formulas"] += bool(text)
        self._add(text, bold=False)

    def _run(self, element: Element) -> None:
        properties = child_of(element, _RPR)
        look = look_of(element, properties)
        if look.hidden:
            self._leave("hidden", element)
            return
        if look.telling:
            self.losses["looks"] += 1
        bold = self._bold_style(look.style) if look.bold is None else look.bold
        if look.script is not None:
            self._script(element, bold, look.script)
            return
        for child in element:
            if child is not properties:
                self._piece(child, bold, look.font)

    def _script(self, element: Element, bold: bool, script: str) -> None:
        """Read a raised or lowered run: it has characters of its own, or loses its place."""
        for child in element:
            text = (child.text or "") if CODES.get(child.tag) is Code.TEXT else ""
            shown = written(text, script)
            if shown:
                self.seen.add(child)
                self._add(shown, bold)
                continue
            if text.strip():
                self.losses["scripts"] += 1
                self.words.setdefault("scripts", []).append(text)
            self._piece(child, bold, None)

    def _bold_style(self, name: str | None) -> bool:
        style = self.word.styles.get(name) if name else None
        return style is not None and style.bold

    def _piece(self, child: Element, bold: bool, font: str | None) -> None:
        known = CODES.get(child.tag)
        if known is Code.TEXT:
            self.seen.add(child)
            self._add(as_shown((child.text or "").replace("\u00ad", ""), font), bold)
            return
        match known:
            case Code.TAB:
                self._line.tabs += any(run.text.strip() for run in self._line.runs)
                self._add(" ", bold)
            case Code.BREAK | Code.RETURN:
                self._add("\n" if child.get(_TYPE) in {None, "textWrapping"} else "", bold)
            case Code.HYPHEN:
                self._add("-", bold)
            case Code.SYMBOL:
                code = child.get(f"{W}char") or ""
                if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
                    self._add(symbol(child.get(f"{W}font") or "", int(code, 16)), bold)
            case Code.FIELD_CHAR:
                self._field(child, bold)
            case Code.FIELD_CODE:
                if self._fields:
                    self._fields[-1].code.append(child.text or "")
                if not self._contents and (child.text or "").split()[:1] == ["TOC"]:
                    self._contents = 1
            case Code.DRAWING:
                self._drawing(child)
            case Code.ALTERNATE:
                for one in branch(child):
                    self._piece(one, bold, font)
            case Code.RUBY:
                self._inline(child.iterchildren(f"{W}rubyBase"))
            case _:
                self._note(child)

    def _add(self, text: str, bold: bool) -> None:
        if text and (not self._fields or all(one.shown for one in self._fields)):
            self._line.runs.append(Piece(text, bold))

    def _field(self, element: Element, bold: bool) -> None:
        kind = element.get(f"{W}fldCharType") or ""
        if self._contents:  # a table of contents goes on over paragraphs, with fields inside
            self._contents += {"begin": 1, "end": -1}.get(kind, 0)
        if kind == "begin":
            self._fields.append(Field(child_of(element, f"{W}ffData")))
        elif self._fields and kind == "separate":
            self._fields[-1].shown = True
        elif self._fields and kind == "end":
            ended = self._fields.pop()
            text = None if ended.shown else ended.text()
            self._add(text or "", bold)
            if not ended.shown and text is None and ended.told:
                self.losses["fields"] += 1
                self.words.setdefault("fields", []).append(ended.name)

    def _note(self, child: Element) -> None:
        if child.tag == _COMMENT:
            self.losses["comments"] += 1
        kind = _NOTES.get(child.tag)
        if kind is None:
            return
        if kind not in self._notes:
            self._notes[kind] = dict(self.word.notes(f"{kind}s"))
        note = self._notes[kind].get(child.get(f"{W}id") or "")
        text = "" if note is None else note_text(note)
        if text.strip():
            self._line.notes.append(text.strip())
            self.losses["footnotes"] += 1

    def _drawing(self, element: Element) -> None:
        found = False
        for one in element.iter(_BOX, BLIP, VML_PICTURE, _WORD_ART):
            if inside(one, element, _BOX):
                found = True
            elif one.tag == _BOX:
                found = True
                self._text_box(one)
            elif one.tag == _WORD_ART:
                self._word_art(one.get("string") or "")
            elif element.tag == f"{W}object":
                found = True
                self.losses["objects"] += 1
            else:
                found = True
                relation = one.get(f"{_R}embed") or one.get(f"{_R}id") or one.get(f"{_R}link") or ""
                drawn = DrawnPicture(relation, drawn_width(element), crop_of(one))
                self._line.pictures.append(drawn)
        # A shape without picture or text (a line, an arrow) is decoration; a chart is not.
        if not found and has_graph(element):
            self.losses["objects"] += 1
            self.words.setdefault("objects", []).extend(graph_words(self.word, element))

    def _word_art(self, text: str) -> None:
        """Take the words of old WordArt as those of a text box."""
        if text.strip():
            self.losses["boxes"] += 1
            self._after.append(Line(runs=[Piece(text.strip())]))

    def _text_box(self, element: Element) -> None:
        kept = self._line, self._open, self._fields, self._after
        self._open, self._after = False, []
        found = [one for one in self._blocks(element) if says(one)]
        self._line, self._open, self._fields, self._after = kept
        self.losses["boxes"] += bool(found)
        self._after += found
