"""The visible text of a cell or paragraph, letter by letter, each with the node it stands in.

What is seen is decided as the reader of received files decides it: deleted and hidden text, field
codes and placeholders are not on the page; content of controls, insertions and text boxes is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FORMULA = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
GLYPHS = frozenset("☐☑☒□■√✓✔×✗✘▣○●◉")
_ENCLOSED = re.compile(r"^\s*eq\s*\\o", re.IGNORECASE)
"""An enclosed character (带圈字符), a box of sorts."""
_OFF = {"0", "false", "off", "none"}
_THROUGH = {"smartTag", "hyperlink", "fldSimple", "customXml", "dir", "bdo", "sdtContent",
            "rubyBase", "subDoc", "ins", "moveTo"}  # fmt: skip

Kind = Literal["text", "break", "tab", "symbol", "control", "legacy", "paragraph", "fixed"]
Element = Any


@dataclass(frozen=True, slots=True)
class Letter:
    """One visible character: its kind, the node that holds it, its place in the node's text.

    ``symbol`` is a ``w:sym``, ``control`` a check-box control, ``legacy`` a form field's box,
    ``paragraph`` the end of a paragraph; ``fixed`` cannot be written to.
    """

    character: str
    kind: Kind
    node: Element
    offset: int = 0


@dataclass
class Letters:
    """The letters of one element; ``empty`` are controls that show a placeholder, with their place."""

    space: str
    letters: list[Letter] = field(default_factory=list)
    empty: list[tuple[int, Element]] = field(default_factory=list)
    paragraphs: list[Element] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _code: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The visible text."""
        return "".join(one.character for one in self.letters)

    def agrees(self, text: str) -> bool:
        """Return whether the reader's text is this one; symbols and boxes may be any character."""
        return len(text) == len(self.letters) and all(
            one.kind in {"symbol", "control", "legacy", "fixed"}
            or one.character == seen
            or ord(one.character) >= 0xF000
            or _in_symbol_font(one.node, self.space)
            for one, seen in zip(self.letters, text, strict=True)
        )

    # ---- reading ----

    def name(self, element: Element) -> str:
        """Return the local name of a WordprocessingML element, else nothing."""
        tag = element.tag
        if not isinstance(tag, str):
            return ""
        if tag.startswith(self.space):
            return tag[len(self.space) :]
        if tag == f"{MC}AlternateContent":
            return "alternate"
        return (
            "formula" if tag.startswith(_FORMULA) and tag.endswith(("oMath", "oMathPara")) else ""
        )

    def blocks(self, parent: Iterable[Element]) -> None:
        """Read paragraphs and what wraps them; tables inside are cells of their own."""
        for child in parent:
            match self.name(child):
                case "p":
                    self.paragraph(child)
                case "sdt":
                    self._control(child, self.blocks)
                case "alternate":
                    self._alternate(child, self.blocks)
                case name if name in _THROUGH:
                    self.blocks(child)

    def paragraph(self, element: Element, *, alone: bool = False) -> None:
        """Read one paragraph; unless ``alone``, the paragraphs of its text boxes after it."""
        if self.paragraphs:
            self.letters.append(Letter("\n", "paragraph", element))
        self.paragraphs.append(element)
        self._fields, self._starts = [], []
        self._inline(element)
        boxes, self._boxes = self._boxes, []
        if not alone:
            for box in boxes:
                self.blocks(box)

    def _inline(self, parent: Iterable[Element]) -> None:
        for child in parent:
            match self.name(child):
                case "r":
                    self._run(child)
                case "sdt":
                    self._control(child, self._inline)
                case "alternate":
                    self._alternate(child, self._inline)
                case "formula":
                    for one in child.iter(*(f"{space}t" for space in _FORMULA)):
                        self._fix(one.text or "", one)
                case name if name in _THROUGH or name == "p":
                    self._inline(child)

    def _run(self, element: Element) -> None:
        properties = element.find(f"{self.space}rPr")
        vanish = None if properties is None else properties.find(f"{self.space}vanish")
        if vanish is not None and vanish.get(f"{self.space}val") not in _OFF:
            return
        self._parts(element)

    def _parts(self, parent: Iterable[Element]) -> None:
        for child in parent:
            name = self.name(child)
            if name == "t":
                if not any(self._fields):
                    text = (child.text or "").replace("\n", " ")
                    self.letters += [Letter(c, "text", child, n) for n, c in enumerate(text)]
            elif name == "fldChar":
                self._field(child)
            elif name == "instrText":
                self._code.append(child.text or "")
            elif name in {"drawing", "pict", "object"}:
                self._drawing(child)
            elif name == "alternate":
                self._alternate(child, self._parts)
            elif name == "ruby":
                self._inline(child.iterchildren(f"{self.space}rubyBase"))
            elif not any(self._fields):
                self._mark(child, name)

    def _mark(self, child: Element, name: str) -> None:
        kind = child.get(f"{self.space}type")
        if name in {"tab", "ptab"}:
            self.letters.append(Letter("\t", "tab", child))
        elif name == "cr" or (name == "br" and kind in {None, "textWrapping"}):
            self.letters.append(Letter("\n", "break", child))
        elif name == "noBreakHyphen":
            self._fix("-", child)
        elif name == "sym":
            self.letters.append(Letter("□", "symbol", child))

    def _field(self, element: Element) -> None:
        match element.get(f"{self.space}fldCharType"):
            case "begin":
                box = element.find(f"{self.space}ffData/{self.space}checkBox")
                if box is not None and not any(self._fields):
                    self.letters.append(Letter("□", "legacy", box))
                self._fields.append(True)
                self._starts.append(len(self.letters))
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end" if self._fields:
                self._fields.pop()
                start, code = self._starts.pop(), "".join(self._code)
                if len(self.letters) == start and _ENCLOSED.search(code):
                    self._fix("□", element)
                self._code.clear()

    def _drawing(self, element: Element) -> None:
        tag = f"{self.space}txbxContent"
        for one in element.iter(tag):
            if not any(up.tag in {tag, f"{MC}Fallback"} for up in _between(one, element)):
                self._boxes.append(one)

    def _alternate(self, element: Element, read: Any) -> None:
        before = len(self.letters), len(self._boxes)
        for branch in ("Choice", "Fallback"):
            chosen = element.find(f"{MC}{branch}")
            if chosen is not None:
                read(chosen)
            if (len(self.letters), len(self._boxes)) != before:
                return

    def _control(self, element: Element, read: Any) -> None:
        properties = element.find(f"{self.space}sdtPr")
        content = element.find(f"{self.space}sdtContent")
        if content is None:
            return
        box = None if properties is None else properties.find(f"{W14}checkbox")
        shown = None if properties is None else properties.find(f"{self.space}showingPlcHdr")
        if box is None and shown is not None and shown.get(f"{self.space}val") not in _OFF:
            self.empty.append((len(self.letters), element))
            return
        start, first = len(self.letters), len(self.paragraphs)
        read(content)
        if box is not None:
            at = start + (first > 0 and len(self.paragraphs) > first)
            mine = self.letters[at : at + 1]
            if mine and mine[0].character in GLYPHS:
                del self.letters[at]
            self.letters.insert(at, Letter("□", "control", element))

    def _fix(self, text: str, node: Element) -> None:
        if not any(self._fields):
            self.letters += [Letter(one, "fixed", node) for one in text]


def read_letters(element: Element, space: str) -> Letters:
    """Return the letters of a cell (``w:tc``) or of one paragraph."""
    found = Letters(space)
    if element.tag == f"{space}p":
        found.paragraph(element, alone=True)
    else:
        found.blocks(element)
    return found


def _between(element: Element, top: Element) -> Iterable[Element]:
    parent = element.getparent()
    while parent is not None and parent is not top:
        yield parent
        parent = parent.getparent()


def _in_symbol_font(node: Element, space: str) -> bool:
    """Return whether a text stands in a symbol font, where letters are pictures."""
    run = node.getparent()
    fonts = run.find(f"{space}rPr/{space}rFonts") if run is not None else None
    if fonts is None:
        return False
    font = fonts.get(f"{space}ascii") or fonts.get(f"{space}hAnsi") or ""
    return font.lower() in {"wingdings", "wingdings 2", "webdings", "symbol"}
