"""Body paragraphs and tables of a Word file as plain lines, for the narrative reader.

Revisions are accepted as shown; notes go to the end of their paragraph; text boxes follow the
paragraph that they are anchored to; what cannot be kept is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from smdesk.intake.narrative.numerals import Counters
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
from smdesk.intake.wordfile import W, WordFile, is_on, number, numbering_of, value_of

Element = Any
"""An lxml element."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BOX = f"{W}txbxContent"
_VAL = f"{W}val"
_PPR, _RPR, _DELETED = f"{W}pPr", f"{W}rPr", f"{W}del"
_FONTS, _ASCII, _TYPE = f"{W}rFonts", f"{W}ascii", f"{W}type"
_STYLE, _OUTLINE, _NUMBERING = f"{W}pStyle", f"{W}outlineLvl", f"{W}numPr"
_RAISED = {"2": "²", "3": "³"}
_DEEPER = re.compile(r"List (?:Bullet|Number) ([2-5])", re.IGNORECASE)
"""Word's own styles of lists: each is a list of its own, how deep it stands is in its name."""
_SPACES = re.compile(r"[ \t\u00a0\u2002-\u200a]+")


class Piece(NamedTuple):
    """A stretch of text of one weight: a `Run` that costs nothing to make."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class DrawnPicture:
    """A picture in the text: its relation, its width in mm (0: not said), what is cut off.

    ``crop`` is left, top, right, bottom in parts of 1 of the whole picture.
    """

    relation: str
    width: float
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass
class Line:
    """One paragraph: runs in order, what its style and numbering say, its pictures.

    ``outline`` is counted from 1; ``mark`` is (format, text) of its automatic number, ``count`` that
    number itself; ``contents`` says that it stands in a table of contents.
    """

    runs: list[Piece] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    mark: tuple[str, str] | None = None
    depth: int = 0
    count: int | None = None
    contents: bool = False
    pictures: list[DrawnPicture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text without the automatic number, outer blanks off."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def bold(self) -> bool:
        """Whether all that can be seen is bold."""
        seen = [run for run in self.runs if run.text.strip()]
        return bool(seen) and all(run.bold for run in seen)


@dataclass
class PlainGrid:
    """A table of plain texts; ``simple`` is false where cells were merged or nested."""

    rows: list[list[str]]
    simple: bool = True


Item = Line | PlainGrid


class Walker:
    """Yields the items of one document's body; ``losses`` counts what was not kept as it was."""

    def __init__(self, word: WordFile) -> None:
        self.word = word
        self.losses: Counter[str] = Counter()
        self._counters = Counters(word.numbering)
        self._notes: dict[str, dict[str, Element]] = {}
        self._line = Line()
        self._after: list[Item] = []
        self._fields: list[bool] = []
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
                    yield from self._blocks(content(child))
                case Code.THROUGH:
                    yield from self._blocks(child)
                case Code.INSERTED:
                    self.losses["revisions"] += 1
                    yield from self._blocks(child)
                case Code.REMOVED:
                    self.losses["revisions"] += 1
                case Code.ALTERNATE:
                    yield from self._blocks(branch(child))
                case _:
                    self.losses["objects"] += child.tag == f"{W}altChunk"

    def _paragraph(self, element: Element) -> Iterator[Item]:
        if not self._open:
            self._line = Line()
        self._fields = []
        properties = child_of(element, _PPR)
        line = self._line
        self._describe(line, properties)
        line.contents = line.contents or self._contents > 0
        self._inline(element)
        line.contents = line.contents or self._contents > 0
        marks = child_of(properties, _RPR) if properties is not None else None
        # A deleted paragraph mark joins the paragraph with the next one.
        self._open = marks is not None and child_of(marks, _DELETED) is not None
        if not self._open:
            _tidy(line)
            yield line
            yield from self._take_after()

    def _describe(self, line: Line, properties: Element | None) -> None:
        style_id, own, listed = "", None, None
        for child in () if properties is None else properties:
            if child.tag == _STYLE:
                style_id = child.get(_VAL) or ""
            elif child.tag == _OUTLINE:
                own = child.get(_VAL)
            elif child.tag == _NUMBERING:
                listed = numbering_of(properties)
        style = self.word.styles.get(style_id)
        line.style = style.name if style else style_id
        level = number(own, 9) if own is not None else (style.outline if style else None)
        line.outline = level + 1 if level is not None and 0 <= level < 9 else None
        numbering = listed or (style.numbering if style else None)
        if numbering is not None and numbering[0] > 0:
            line.mark, line.depth = self._counters.next(*numbering), numbering[1]
            line.count = self._counters.value if line.mark else None
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
                properties = cell.find(f"{W}tcPr")
                span = number(value_of(properties, "gridSpan"), 1)
                merged = properties is not None and properties.find(f"{W}vMerge") is not None
                grid.simple = grid.simple and span <= 1 and not merged
                texts.append(self._cell_text(cell, grid))
                texts += [""] * min(span - 1, 60)
            if row.find(f"{W}trPr/{W}del") is None:
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
                lines.append(item.text)
        self._line, self._open, self._fields, self._after = kept
        return "\n".join(line for line in lines if line)

    def _after_table(self, after: list[Item], item: Line) -> None:
        """Put a cell's pictures behind its table: a simple table holds text alone."""
        after.append(Line(pictures=item.pictures))

    # ---- inside a paragraph ----

    def _inline(self, parent: Iterable[Element]) -> None:
        for child in parent:
            match CODES.get(child.tag):
                case Code.RUN:
                    self._run(child)
                case Code.THROUGH:
                    self._inline(child)
                case Code.CONTROL:
                    self._inline(content(child))
                case Code.INSERTED:
                    self.losses["revisions"] += 1
                    self._inline(child)
                case Code.REMOVED:
                    self.losses["revisions"] += len(child) > 0
                case Code.ALTERNATE:
                    self._inline(branch(child))
                case Code.FORMULA:
                    self.losses["objects"] += 1
                    self._add("".join(one.text or "" for one in child.iter(f"{_M}t")), bold=False)
                case _:
                    pass

    def _run(self, element: Element) -> None:
        properties = child_of(element, _RPR)
        bold, font = False, None
        if properties is not None and len(properties):
            if is_on(properties, "vanish"):
                self.losses["hidden"] += any(True for _ in element.iterchildren(f"{W}t"))
                return
            own = is_on(properties, "b")
            bold = own if own is not None else self._bold_style(value_of(properties, "rStyle"))
            fonts = child_of(properties, _FONTS)
            font = fonts.get(_ASCII) if fonts is not None else None
        raised = value_of(properties, "vertAlign") if properties is not None else None
        if raised in {"superscript", "subscript"}:
            self._script(element, bold, raised)
            return
        for child in element:
            self._piece(child, bold, font)

    def _script(self, element: Element, bold: bool, raised: str) -> None:
        """Read a raised or lowered run: squares and cubes have characters, others lose their place."""
        for child in element:
            text = child.text if CODES.get(child.tag) is Code.TEXT else None
            shown = _RAISED.get(text or "") if raised == "superscript" else None
            if shown:
                self._add(shown, bold)
                continue
            self.losses["scripts"] += bool(text and text.strip())
            self._piece(child, bold, None)

    def _bold_style(self, name: str | None) -> bool:
        style = self.word.styles.get(name) if name else None
        return style is not None and style.bold

    def _piece(self, child: Element, bold: bool, font: str | None) -> None:
        match CODES.get(child.tag):
            case Code.TEXT:
                self._add(as_shown(child.text or "", font), bold)
            case Code.TAB:
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
                self._field(child.get(f"{W}fldCharType"))
            case Code.FIELD_CODE:
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
        if text and not any(self._fields):
            self._line.runs.append(Piece(text, bold))

    def _field(self, kind: str | None) -> None:
        if self._contents:  # a table of contents goes on over paragraphs, with fields inside
            self._contents += {"begin": 1, "end": -1}.get(kind or "", 0)
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _note(self, child: Element) -> None:
        if child.tag == f"{W}commentReference":
            self.losses["comments"] += 1
        for kind in ("footnote", "endnote"):
            if child.tag != f"{W}{kind}Reference":
                continue
            notes = self._notes.setdefault(kind, dict(self.word.notes(f"{kind}s")))
            note = notes.get(child.get(f"{W}id") or "")
            text = "" if note is None else "".join(one.text or "" for one in note.iter(f"{W}t"))
            if text.strip():
                self._line.notes.append(text.strip())
                self.losses["footnotes"] += 1

    def _drawing(self, element: Element) -> None:
        found = False
        for one in element.iter(_BOX, BLIP, VML_PICTURE):
            found = True
            if one.tag == _BOX:
                if not inside(one, element, _BOX):
                    self._text_box(one)
            elif element.tag == f"{W}object":
                self.losses["objects"] += 1
            elif not inside(one, element, _BOX):
                relation = one.get(f"{_R}embed") or one.get(f"{_R}id") or one.get(f"{_R}link") or ""
                drawn = DrawnPicture(relation, drawn_width(element), crop_of(one))
                self._line.pictures.append(drawn)
        # A shape without picture or text (a line, an arrow) is decoration; a chart is not.
        if not found and any("graphicData" in str(one.tag) for one in element.iter()):
            self.losses["objects"] += has_graph(element)

    def _text_box(self, element: Element) -> None:
        kept = self._line, self._open, self._fields, self._after
        self._open, self._after = False, []
        found = [one for one in self._blocks(element) if not isinstance(one, Line) or one.text]
        self._line, self._open, self._fields, self._after = kept
        self.losses["boxes"] += bool(found)
        self._after += found


def _tidy(line: Line) -> None:
    """Join neighbours of one weight, fold blanks, take them off both ends."""
    joined: list[Piece] = []
    for run in line.runs:
        text = _SPACES.sub(" ", run.text)
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Piece(joined[-1].text + text, run.bold)
        elif text:
            joined.append(Piece(text, run.bold))
    if joined:
        joined[0] = Piece(joined[0].text.lstrip(" \u3000\n"), joined[0].bold)
        joined[-1] = Piece(joined[-1].text.rstrip(" \u3000\n"), joined[-1].bold)
    line.runs = [run for run in joined if run.text]
