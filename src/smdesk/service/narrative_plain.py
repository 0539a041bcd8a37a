"""Plain text and Markdown as the lines and tables of a narrative."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from smdesk.intake.narrative.lines import Item, Line, Piece, PlainGrid, left_of
from smdesk.intake.narrative.numerals import BULLET

_ENDS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(?=\S)")
_ITEM = re.compile(r"^(\s*)(?:([-*+])|([0-9]{1,3})[.)])\s+(?=\S)")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(
    r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)*\s*:?-{3,}:?\s*\|?\s*$|^\s*([*_])(?:\s*\1){2,}\s*$"
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")
_PICTURE = re.compile(r"!\[([^\]]{0,300})\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\]]{1,300})\]\([^)\s]{0,2000}\)")
_HEAD = 8192
_DEEPER = 2
"""Blanks that set an item of Markdown below the one before it."""


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or GB 18030."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def is_markup(data: bytes) -> bool:
    """Return whether a text is XML, which is no text for people."""
    return decoded(data[:_HEAD]).lstrip("\ufeff \t\r\n").startswith(("<?xml", "<!DOCTYPE", "<svg"))


def is_flat_odf(data: bytes) -> bool:
    """Return whether bytes are an OpenDocument text in one XML file (``.fodt``)."""
    return is_markup(data) and b"opendocument.text" in data[:_HEAD]


def lines_of(data: bytes, *, markdown: bool = False) -> tuple[list[Item], Counter[str]]:
    """Return the lines of a text, with what of Markdown could not be kept by its name."""
    losses: Counter[str] = Counter()
    lines = [one for one in _ENDS.split(decoded(data)) if one.strip()]
    if not markdown:
        return [_plain(one) for one in lines], losses
    return list(_markdown(lines, losses)), losses


def _plain(text: str) -> Line:
    inner = text.strip(" \t\u3000")
    tabs = inner.count("\t")
    return Line(runs=[Piece(re.sub(r"[ \t]+", " ", inner))], tabs=tabs, left=left_of(text))


def _markdown(lines: list[str], losses: Counter[str]) -> Iterator[Item]:
    grid = PlainGrid([])
    depths: list[int] = []
    for text in lines:
        if _ROW.match(text) or (grid.rows and _RULE.match(text)):
            if not _RULE.match(text):
                grid.rows.append([_bare(one) for one in text.strip().strip("|").split("|")])
            continue
        if grid.rows:
            yield grid
            grid = PlainGrid([])
        if not _RULE.match(text):
            losses["pictures"] += len(_PICTURE.findall(text))
            yield _line(text, depths)
    if grid.rows:
        yield grid


def _line(text: str, depths: list[int]) -> Line:
    """Return a line of Markdown; ``depths`` are the indents of the items that are open."""
    heading = _HEADING.match(text)
    if heading:
        depths.clear()
        title = text[heading.end() :].rstrip().rstrip("#").rstrip()
        return Line(runs=[Piece(_bare(title))], outline=len(heading.group(1)))
    item = _ITEM.match(text)
    if item is None:
        if not text[:1].isspace():
            depths.clear()
        return Line(runs=_pieces(text.strip(" \t\u3000>")))
    left = len(item.group(1).expandtabs(4))
    while depths and left < depths[-1] + _DEEPER:
        depths.pop()
    depths.append(left)
    line = Line(runs=_pieces(text[item.end() :].strip()), depth=len(depths) - 1, list_id="markdown")
    if item.group(2):
        line.mark = (BULLET, "•")
    else:
        line.mark, line.count = ("decimal", f"{item.group(3)}."), int(item.group(3))
    return line


def _pieces(text: str) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for bold in _BOLD.finditer(text):
        found += [Piece(_bare(text[at : bold.start()])), Piece(_bare(bold.group(2)), bold=True)]
        at = bold.end()
    found.append(Piece(_bare(text[at:])))
    return [one for one in found if one.text]


def _bare(text: str) -> str:
    """Return text without the marks of Markdown: pictures leave their words, links theirs."""
    plain = _LINK.sub(r"\1", _PICTURE.sub(r"\1", text))
    return re.sub(r"(\*\*|__|`)(.{1,400}?)\1", r"\2", plain)
