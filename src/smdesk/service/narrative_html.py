"""The HTML of a clipboard as plain lines, tables and pictures: of Word, WPS, LibreOffice, browsers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smdesk.intake.narrative.lines import DrawnPicture, Line, Piece, PlainGrid
from smdesk.intake.narrative.numerals import BULLET, counted
from smdesk.intake.narrative.scripts import written
from smdesk.intake.word.symbols import TICKED, UNTICKED, as_shown
from smdesk.service.narrative_css import Css, Declared, hidden, is_bold, styles

Element = Any
"""An lxml element."""

MOST_ROWS, MOST_COLUMNS = 1000, 60
_DEEPEST = 200
_BLOCKS = frozenset({
    "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd", "section",
    "article", "header", "footer", "ul", "ol", "dl", "body", "html", "center", "figure", "figcaption",
    "main", "aside", "nav", "address", "fieldset", "form", "hr", "caption",
})  # fmt: skip
_SKIPPED = frozenset({
    "style", "script", "head", "title", "meta", "link", "noscript", "xml", "template", "iframe",
    "select", "textarea", "button", "input",
})  # fmt: skip
_IMAGES = frozenset({"img", "imagedata", "svg", "object", "embed", "canvas", "video"})
_STYLED_TAGS = frozenset({"i", "em", "u", "font", "sup", "sub", "strike", "s", "mark"})
_LEVEL = re.compile(r"^([1-9])\b")
_LIST = re.compile(r"(?:\b(l\d+)\s+)?\blevel([1-9])\b", re.IGNORECASE)
_RAISED = {"sup": "superscript", "super": "superscript", "sub": "subscript"}
_NOTE = re.compile(r"^(?:sd)?(?:footnote|endnote)|^_?(?:ftn|edn)[0-9]", re.IGNORECASE)
_NOTE_MARK = re.compile(r"^\s*(?:\[[^\]]{1,6}\]|[0-9ivx]{1,4}|[①-⑳*])\s*")
_LO_ANCHOR, _LO_NOTE = (
    re.compile(r"^sd(?:foot|end)noteanc$"),
    re.compile(r"^sd(?:foot|end)note\d+$"),
)
_CONTENTS = re.compile(r"^(?:MsoToc[1-9]|MsoTocHeading|toc\s*\d|TOC\s*Heading)$", re.IGNORECASE)
_REVIEW = frozenset({"msocomanchor", "MsoCommentReference", "msocomtxt"})
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2014\u2026]"
_WIDE_GAP = re.compile(rf"(?<={_WIDE})[ \t]*\n[ \t]*(?={_WIDE})")
_BLANKS = re.compile(r"[ \t\n]+")
_ORDERED = re.compile(
    r"[0-9０-９一二三四五六七八九十①-⑳⑴-⒇㈠-㈩Ⅰ-Ⅻ]|[a-zA-Z]+[.)、）．]|^[(（][a-zA-Z]+"
)
_LENGTH = re.compile(r"^\s*([0-9]{1,5}(?:\.[0-9]+)?)\s*(px|pt|mm|cm|in)?\s*$", re.IGNORECASE)
_MM = {"px": 25.4 / 96, "pt": 25.4 / 72, "mm": 1.0, "cm": 10.0, "in": 25.4}

Item = Line | PlainGrid


@dataclass
class _List:
    """A list that is open: ordered or not, and how many items it has had."""

    ordered: bool
    count: int = 0
    name: str = ""


class Reader:
    """Walks an HTML tree; `items` yields its paragraphs and tables in order, ``losses`` counts."""

    def __init__(self, tree: Element) -> None:
        self.losses: Counter[str] = Counter()
        self._css = Css(one.text or "" for one in tree.iter("style"))
        self._notes = dict(_notes_of(tree, self._css))
        self._items: list[Item] = []
        self._line = Line()
        self._lists: list[_List] = []
        self._begun = 0
        self._depth = 0

    def items(self, tree: Element) -> list[Item]:
        """Return the lines and tables below an element, in order."""
        self._walk(tree, bold=False)
        self._break()
        return self._items

    def _break(self, line: Line | None = None) -> None:
        """End the line at hand and begin another."""
        if self._line.runs or self._line.pictures:
            self._line.runs = tidied(self._line.runs)
            self._items.append(self._line)
        self._line = line or Line()

    def _walk(self, node: Element, *, bold: bool) -> None:
        name = _name(node)
        if not name or (name in _SKIPPED and not _box(node, name)):
            return
        if self._depth > _DEEPEST:
            self._say("".join(node.itertext()), bold=bold, font=None)
            return
        declared = self._css.declared(node, name)
        if hidden(declared) or self._left_out(node, name, declared):
            return
        if name in _STYLED_TAGS or styles(node.get("style") or ""):
            self.losses["styles"] = 1
        if declared.get("mso-list", "").lower() == "ignore":
            self._mark("".join(node.itertext()), node)
        elif script := _RAISED.get(declared.get("vertical-align", name).lower()):
            self._script(node, name, declared, script, bold=bold)
        elif name == "table":
            self._table(node)
        elif name == "br":
            self._break(Line(style=self._line.style))
        elif name in _IMAGES:
            self._picture(node)
        elif name == "input":
            self._say(TICKED if node.get("checked") is not None else UNTICKED, bold=bold, font=None)
        else:
            self._depth += 1
            self._inside(node, name, declared, bold=_weight(name, declared, bold=bold))
            self._depth -= 1

    def _script(
        self, node: Element, name: str, declared: Declared, script: str, *, bold: bool
    ) -> None:
        """Read raised or lowered text: it has characters of its own, or loses its place."""
        shown = None if len(node) else written((node.text or "").strip(), script)
        if shown is not None:
            self._say(shown, bold=_weight(name, declared, bold=bold), font=None)
            return
        lost = "".join(node.itertext()).strip()
        self.losses["scripts"] += bool(lost) and next(node.iter("a"), None) is None
        self._depth += 1
        self._inside(node, name, declared, bold=_weight(name, declared, bold=bold))
        self._depth -= 1

    def _left_out(self, node: Element, name: str, declared: Declared) -> bool:
        """Return whether an element is no text of its place: notes, comments, deletions, contents."""
        classes = (node.get("class") or "").split()
        element = declared.get("mso-element", "").lower()
        if name == "del":
            self.losses["revisions"] += 1
            return True
        if element in {"comment-list", "comment"} or _REVIEW.intersection(classes):
            self.losses["comments"] += element == "comment-list"
            return True
        if any(map(_CONTENTS.match, classes)):
            self.losses["contents"] = 1
            return True
        if element in {"footnote-list", "endnote-list", "footnote", "endnote"}:
            return True
        if _LO_NOTE.match(node.get("id") or "") and node.get("id") in self._notes:
            return True
        return self._anchor(node, declared, classes)

    def _anchor(self, node: Element, declared: Declared, classes: Sequence[str]) -> bool:
        """Take the note that an anchor stands for to the end of its paragraph."""
        key = declared.get("mso-footnote-id") or declared.get("mso-endnote-id") or ""
        if not key and any(map(_LO_ANCHOR.match, classes)):
            key = (node.get("href") or "").lstrip("#").removesuffix("sym")
        if not key:
            return False
        if key in self._notes:
            self._line.notes.append(self._notes[key])
            self.losses["notes"] += 1
        return True

    def _inside(self, node: Element, name: str, declared: Declared, *, bold: bool) -> None:
        block = name in _BLOCKS
        if block:
            self._break(self._opened(node, name, declared))
        listed = name in {"ul", "ol"}
        if listed:
            start = node.get("start") or ""
            first = int(start) - 1 if start.isdecimal() and len(start) < 4 else 0
            self._begun += not self._lists
            self._lists.append(_List(name == "ol", max(0, first), f"html {self._begun}"))
        font = declared.get("mso-symbol-font-family", "").strip("'\" ") or None
        self._say(node.text, bold=bold, font=font)
        for child in node:
            self._walk(child, bold=bold)
            self._say(child.tail, bold=bold, font=font)
        if listed:
            self._lists.pop()
        if block:
            self._break()

    def _opened(self, node: Element, name: str, declared: Declared) -> Line:
        line = Line(style=_style(node, declared))
        level = _LEVEL.match(declared.get("mso-outline-level", ""))
        if level or re.fullmatch(r"h[1-6]", name):
            line.outline = int(level.group(1) if level else name[1])
        if found := _LIST.search(declared.get("mso-list", "")):
            line.depth, line.list_id = int(found.group(2)) - 1, found.group(1) or ""
        if name == "li" and self._lists:
            self._itemize(line)
        elif self._line.mark and not self._line.runs:
            before = self._line  # <li><p>…
            line.mark, line.depth = before.mark, before.depth
            line.count, line.list_id = before.count, before.list_id
        return line

    def _itemize(self, line: Line) -> None:
        one = self._lists[-1]
        one.count += 1
        line.depth = len(self._lists) - 1
        number = f"{one.count}." if line.depth == 0 else f"（{one.count}）"
        line.mark = ("decimal", number) if one.ordered else (BULLET, "•")
        line.count, line.list_id = one.count, one.name

    def _mark(self, text: str, node: Element) -> None:
        """Take the number or bullet that Word and WPS write before an item."""
        shown = re.sub(r"[\s\u00a0]+", "", text)
        if shown:
            pictured = any("wingding" in (one.get("style") or "").lower() for one in node.iter())
            ordered = bool(_ORDERED.search(shown)) and not (pictured and len(shown) == 1)
            self._line.mark = ("decimal", shown) if ordered else (BULLET, "•")
            self._line.count = counted(shown) if ordered else 1

    def _say(self, text: str | None, *, bold: bool, font: str | None) -> None:
        if text:
            plain = as_shown(re.sub(r"\r\n?", "\n", text), font).replace("\u00a0", " ")
            if plain.strip() or self._line.runs:
                self._line.runs.append(Piece(plain, bold))

    def _picture(self, node: Element) -> None:
        source = node.get("src") or node.get("data") or ""
        self._line.pictures.append(DrawnPicture(source, _width(node)))

    # ---- tables ----

    def _table(self, node: Element) -> None:
        """Read a table; one that only lays out a page is read as what stands in it."""
        self._break()
        grid, pictures = PlainGrid([]), list[DrawnPicture]()
        hanging: dict[int, int] = {}
        for row in _rows(node):
            if len(grid.rows) < MOST_ROWS:
                grid.rows.append(self._row(row, hanging, grid, pictures))
        wide = max((len(row) for row in grid.rows), default=0)
        grid.rows = [[*row, *[""] * (wide - len(row))] for row in grid.rows]
        if any(any(row) for row in grid.rows):
            self._items.append(grid)
        if pictures:
            self._items.append(Line(pictures=pictures))

    def _row(
        self, row: Element, hanging: dict[int, int], grid: PlainGrid, pictures: list[DrawnPicture]
    ) -> list[str]:
        """Return the texts of a row; ``hanging`` counts the rows that cells above still cover."""
        texts: dict[int, str] = {}
        fresh: dict[int, int] = {}
        column = 0
        for cell in row:
            if _name(cell) not in {"td", "th"}:
                continue
            while hanging.get(column, 0) > 0:
                column += 1
            if column >= MOST_COLUMNS:
                break
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            grid.simple = grid.simple and across == 1 and down == 1
            texts[column] = self._cell(cell, grid, pictures)
            for covered in range(column, min(column + across, MOST_COLUMNS)):
                texts.setdefault(covered, "")
                fresh[covered] = down - 1
            column += across
        left = {key: count - 1 for key, count in hanging.items()} | fresh
        hanging.clear()
        hanging.update({key: count for key, count in left.items() if count > 0})
        return [texts.get(at, "") for at in range(max(texts, default=-1) + 1)]

    def _cell(self, cell: Element, grid: PlainGrid, pictures: list[DrawnPicture]) -> str:
        kept = self._items, self._line, self._lists
        self._items, self._line, self._lists = [], Line(), []
        self._inside(cell, "td", {}, bold=False)
        self._break()
        found = self._items
        self._items, self._line, self._lists = kept
        lines: list[str] = []
        for item in found:
            if isinstance(item, PlainGrid):
                grid.simple = False
                lines += [" ".join(one for one in row if one) for row in item.rows]
            else:
                pictures += item.pictures
                lines.append(f"{_shown_mark(item)}{item.text}{_shown_notes(item)}")
        return "\n".join(line for line in lines if line)


def _name(node: Element) -> str:
    tag = node.tag if isinstance(node.tag, str) else ""
    return tag.rpartition(":")[2].lower()


def _box(node: Element, name: str) -> bool:
    """Return whether an element is a box to tick, which is text in a narrative."""
    return name == "input" and (node.get("type") or "").lower() == "checkbox"


def _style(node: Element, declared: Declared) -> str:
    """Return the name of a paragraph's style, as Word has it where the sheet says it."""
    named = declared.get("mso-style-name", "").strip("'\"")
    first = next(iter((node.get("class") or "").split()), "")
    return named or first.removeprefix("Mso")


def _weight(name: str, declared: Declared, *, bold: bool) -> bool:
    return is_bold(declared, around=bold or name in {"b", "strong", "th"})


def _shown_mark(line: Line) -> str:
    return line.mark[1] if line.mark and line.mark[0] != BULLET else ""


def _shown_notes(line: Line) -> str:
    return f"（注：{'；'.join(line.notes)}）" if line.notes else ""


def _rows(table: Element) -> Iterator[Element]:
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table:
            yield row


def _span(cell: Element, name: str) -> int:
    text = cell.get(name) or ""
    limit = MOST_COLUMNS if name == "colspan" else MOST_ROWS
    return min(max(1, int(text)), limit) if text.isdecimal() and len(text) < 6 else 1


def _width(node: Element) -> float:
    """Return the width in mm that a picture is shown with, 0 where nothing says it."""
    own = re.search(r"(?:^|;)\s*width\s*:\s*([^;]+)", node.get("style") or "", re.IGNORECASE)
    for text in (own.group(1) if own else "", node.get("width") or ""):
        found = _LENGTH.match(text)
        if found:
            return round(float(found.group(1)) * _MM[(found.group(2) or "px").lower()], 1)
    return 0.0


def _notes_of(tree: Element, css: Css) -> Mapping[str, str]:
    """Return the texts of footnotes and endnotes by the names that their anchors call them."""
    found: dict[str, str] = {}
    for node in tree.iter("div", "p", "section", "aside"):
        key = node.get("id") or ""
        if not _NOTE.match(key):
            continue
        element = css.declared(node, node.tag).get("mso-element", "").lower()
        if element in {"footnote", "endnote"} or _LO_NOTE.match(key):
            text = " ".join("".join(node.itertext()).split())
            found[key] = _NOTE_MARK.sub("", text, count=1)
    return found


def tidied(runs: Sequence[Piece]) -> list[Piece]:
    """Return runs with blanks joined, none at the ends, and none for the line breaks of the source.

    Between wide characters Word and browsers take a line break of the source for nothing.
    """
    text = "".join([run.text for run in runs])
    weights = [run.bold for run in runs for _ in run.text]
    inner = text.strip(" \t\n\u3000")
    first = text.find(inner) if inner else len(text)
    kept = [first <= at < first + len(inner) for at in range(len(text))]
    for gap in _WIDE_GAP.finditer(text):
        kept[gap.start() : gap.end()] = [False] * (gap.end() - gap.start())
    for blank in _BLANKS.finditer(text):
        one = next((at for at in range(*blank.span()) if kept[at]), None)
        for at in range(*blank.span()):
            kept[at] = kept[at] and at == one
    found: list[Piece] = []
    for character, bold, stays in zip(text, weights, kept, strict=True):
        if stays:
            shown = " " if character in "\t\n" else character
            if found and found[-1].bold == bold:
                found[-1] = Piece(found[-1].text + shown, bold)
            else:
                found.append(Piece(shown, bold))
    return found
