"""Text from a clipboard as blocks: structure kept, styling dropped, what was dropped said.

Word, WPS and browsers put HTML there; its paragraphs, headings, lists, bold and tables are read by
the same rules as a Word file, so that plain lines with 一、（一）1. become what they look like.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from smdesk.errors import Problem
from smdesk.intake.narrative.blocks import Builder
from smdesk.intake.narrative.headings import (
    DEEPEST,
    Marked,
    map_outline,
    mark,
    settle_levels,
    settle_lists,
    title_key,
)
from smdesk.intake.narrative.numerals import BULLET
from smdesk.intake.narrative.walk import DrawnPicture, Line, Piece, PlainGrid
from smdesk.notices.declaration import Block, Heading, Paragraph, Run
from smdesk.notices.models import Outline
from smdesk.notices.text import clean

MOST_HTML = 8_000_000
"""Characters of HTML that are read; of more only the plain text is taken."""
MOST_LINES = 20_000
_MOST_COLUMNS = 60
_LOSSES = ("styles", "pictures", "tables", "levels", "lines")
_PARAGRAPHS = frozenset({
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd", "section",
    "article", "header", "footer", "ul", "ol", "body", "html", "center", "figure", "figcaption",
})  # fmt: skip
_SKIPPED = frozenset({"style", "script", "head", "title", "meta", "link", "del", "noscript", "xml"})
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_STYLING = re.compile(
    r"(?:^|;)\s*(?:color|background|font-size|font-family|text-decoration|font-style)",
    re.IGNORECASE,
)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-9])", re.IGNORECASE)
_MSO_LIST = re.compile(r"mso-list\s*:\s*\S+\s+level([1-9])", re.IGNORECASE)
_IGNORE = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_WRAP = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_WIDE_GAP = re.compile(rf"(?<={_WIDE})\n(?={_WIDE})")
_ORDERED = re.compile(r"[0-9０-９一二三四五六七八九十①-⑳a-zA-Z]")


@dataclass(frozen=True)
class Pasted:
    """Blocks of a clipboard, and what was dropped; ``items`` are the outline items named by headings."""

    blocks: tuple[Block, ...]
    dropped: tuple[Problem, ...] = ()

    @property
    def items(self) -> frozenset[str]:
        """The outline items that headings among the blocks stand for."""
        found = {one.item for one in self.blocks if isinstance(one, Heading)}
        return frozenset(one for one in found if one)


def from_text(text: str, outline: Outline | None = None) -> Pasted:
    """Return plain text as blocks, a line each; empty lines are left out."""
    lines = [
        Line(runs=[Piece(one)]) for one in re.split(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]", text)
    ]
    return _pasted(lines, Counter(), outline)


def from_html(html: str, outline: Outline | None = None) -> Pasted | None:
    """Return HTML as blocks; ``None`` for what is too long or says nothing."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    if len(html) > MOST_HTML:
        return None
    text = html.partition("\x00")[0].encode("utf-8", "replace")
    try:
        tree = document_fromstring(text, parser=HTMLParser(encoding="utf-8", remove_comments=True))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    reader = _Reader()
    reader.read(tree)
    return _pasted(reader.items, reader.losses, outline)


def settled(blocks: Sequence[Block], level: int, title: str) -> tuple[Block, ...]:
    """Return blocks as they can stand in a part whose heading has ``level`` and ``title``.

    The part's own heading is left out, headings stand below it; where no level is left, they are
    bold paragraphs. None of them stands for an outline item any more.
    """
    own = title_key(title)
    found = [one for one in blocks if not (isinstance(one, Heading) and title_key(one.text) == own)]
    tops = [one.level for one in found if isinstance(one, Heading)]
    shift = max(0, level + 1 - min(tops, default=level + 1))
    return tuple(_lowered(one, shift) if isinstance(one, Heading) else one for one in found)


def _lowered(heading: Heading, shift: int) -> Block:
    if heading.level + shift > DEEPEST:
        return Paragraph(runs=(Run(text=heading.text, bold=True),))
    return heading.model_copy(update={"level": heading.level + shift, "item": None})


def _pasted(
    items: Sequence[Line | PlainGrid], losses: Counter[str], outline: Outline | None
) -> Pasted:
    kept = items[:MOST_LINES]
    losses["lines"] += len(items) - len(kept)
    marked = [one if isinstance(one, PlainGrid) else mark(one) for one in kept if _said(one)]
    settle_lists([one if isinstance(one, Marked) else None for one in marked])
    lines = [one for one in marked if isinstance(one, Marked)]
    map_outline(lines, outline)
    losses["levels"] += settle_levels(lines, outline)
    builder = Builder(lambda _: None)
    blocks = builder.build(marked)
    counts = losses + builder.losses
    dropped = [
        Problem(f"pages.paste-{name}", "hint", {"count": counts[name]})
        for name in _LOSSES
        if counts[name]
    ]
    return Pasted(blocks, tuple(dropped))


def _said(item: Line | PlainGrid) -> bool:
    return isinstance(item, PlainGrid) or bool(clean(item.text)) or bool(item.pictures)


class _Reader:
    """Walks an HTML tree; ``items`` collects its paragraphs and tables in order."""

    def __init__(self) -> None:
        self.items: list[Line | PlainGrid] = []
        self.losses: Counter[str] = Counter()
        self._line = Line()
        self._lists: list[list[Any]] = []

    def read(self, tree: Any) -> None:
        """Read a whole tree."""
        self._walk(tree, bold=False)
        self._break()

    def _break(self, line: Line | None = None) -> None:
        """End the line at hand and begin another."""
        if self._line.runs or self._line.pictures:
            self._line.runs = list(_tidied(self._line.runs))
            self.items.append(self._line)
        self._line = line or Line()

    def _walk(self, node: Any, *, bold: bool) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        name = tag.rpartition(":")[2].lower()
        style = node.get("style", "") if tag else ""
        if not tag or name in _SKIPPED or _HIDDEN.search(style):
            return
        self._note_styling(name, style)
        if _IGNORE.search(style):
            self._mso_mark("".join(node.itertext()))
            return
        match name:
            case "table":
                self._table(node)
            case "br":
                self._break(Line(style=self._line.style))
            case "img" | "imagedata" | "svg":
                self._line.pictures.append(DrawnPicture("", 0.0))
            case _:
                self._inside(node, name, style, bold=_weight(name, style, bold=bold))

    def _inside(self, node: Any, name: str, style: str, *, bold: bool) -> None:
        block = name in _PARAGRAPHS
        if block:
            self._break(self._opened(node, name, style))
        if name in {"ul", "ol"}:
            self._lists.append([name, 0])
        self._say(node.text, bold=bold)
        for child in node:
            self._walk(child, bold=bold)
            self._say(child.tail, bold=bold)
        if name in {"ul", "ol"}:
            self._lists.pop()
        if block:
            self._break()

    def _opened(self, node: Any, name: str, style: str) -> Line:
        line = Line(style=node.get("class", ""))
        outline = _OUTLINE.search(style)
        if re.fullmatch(r"h[1-6]", name) or outline:
            line.outline = int(outline.group(1)) if outline else int(name[1])
        if found := _MSO_LIST.search(style):
            line.depth = int(found.group(1)) - 1
        if name == "li" and self._lists:
            kind = self._lists[-1]
            kind[1] += 1
            depth = len(self._lists) - 1
            number = f"{kind[1]}." if depth == 0 else f"（{kind[1]}）"
            line.mark = ("decimal", number) if kind[0] == "ol" else (BULLET, "•")
            line.depth = depth
        elif self._line.mark and not self._line.runs:
            line.mark, line.depth = self._line.mark, self._line.depth  # <li><p>…
        return line

    def _mso_mark(self, text: str) -> None:
        shown = re.sub(r"[\s\u00a0]+", "", text)
        ordered = len(shown) > 1 and _ORDERED.search(shown)
        self._line.mark = ("decimal", shown) if ordered else (BULLET, "•")

    def _say(self, text: str | None, *, bold: bool) -> None:
        if text:
            plain = _WIDE_GAP.sub("", _WRAP.sub("\n", text)).replace("\n", " ")
            if plain.strip() or self._line.runs:
                self._line.runs.append(Piece(plain.replace("\u00a0", " "), bold))

    def _table(self, node: Any) -> None:
        self._break()
        rows, simple = [], True
        for row in _rows(node):
            cells: list[str] = []
            for cell in row:
                wide = _span(cell.get("colspan"))
                simple = simple and wide == 1 and _span(cell.get("rowspan")) == 1
                cells += [_cell_text(cell), *[""] * (wide - 1)]
            rows.append(cells[:_MOST_COLUMNS])
        if any(any(row) for row in rows):
            self.items.append(PlainGrid(rows[:MOST_LINES], simple=simple))

    def _note_styling(self, name: str, style: str) -> None:
        if name in {"i", "em", "u", "font", "sup", "sub"} or _STYLING.search(style):
            self.losses["styles"] = 1


def _weight(name: str, style: str, *, bold: bool) -> bool:
    if _BOLD.search(style):
        return True
    if _LIGHT.search(style):
        return False
    return bold or name in {"b", "strong"}


def _rows(table: Any) -> Iterator[list[Any]]:
    for row in table.iter("tr"):
        nearest = next(row.iterancestors("table"), None)
        if nearest is table:
            yield [one for one in row if one.tag in {"td", "th"}]


def _span(text: str | None) -> int:
    return min(int(text), _MOST_COLUMNS) if text and text.isdecimal() and int(text) else 1


def _cell_text(cell: Any) -> str:
    pieces = [" ".join("".join(one.itertext()).split()) for one in cell if one.tag in _PARAGRAPHS]
    text = "\n".join(one for one in pieces if one) or " ".join("".join(cell.itertext()).split())
    return re.sub(rf"(?<={_WIDE}) (?={_WIDE})", "", text)


def _tidied(runs: Sequence[Piece]) -> Iterator[Piece]:
    """Yield runs with blanks joined, none between two wide characters, none at the ends."""
    last = " "
    for run in runs:
        text = re.sub(r"[ \t]+", " ", run.text)
        text = text[1:] if last == " " and text.startswith(" ") else text
        if text:
            last = text[-1]
            yield run._replace(text=text)
