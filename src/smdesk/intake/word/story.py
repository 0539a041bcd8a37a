"""Reads the text of one story (a cell, a text box, a body paragraph): runs, fields, controls.

What python-docx passes over is read: content controls, tracked insertions, smart tags, simple
fields, links, text boxes. What is not on the page is not: deletions, field codes, notes, hidden
text (kept as runs, flagged).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from smdesk.intake.word.fields import enclosed
from smdesk.intake.word.model import WordParagraph, WordRun
from smdesk.intake.word.names import (
    CHOICE,
    CODES,
    FALLBACK,
    PICTURES,
    SPEAKS_AGAINST,
    VML_PICTURE,
    Code,
    Names,
)
from smdesk.intake.word.properties import (
    EMPTY,
    FULL,
    GLYPHS,
    PLAIN,
    ancestors,
    child_of,
    control_properties,
    form_box,
    form_choice,
    is_hex,
    look_of,
    paragraph_properties,
)
from smdesk.intake.word.symbols import TICKED, UNTICKED, as_shown, symbol

Element = Any
"""An lxml element."""

_CODE = CODES.get
_RUN, _TEXT, _PARAGRAPH = Code.RUN, Code.TEXT, Code.PARAGRAPH


def quick(element: Element, names: Names) -> WordParagraph | None:
    """Return a paragraph of nothing but runs of text, as `Story.paragraph`; ``None`` for others."""
    runs: list[WordRun] = []
    style, numbering, outline = None, None, None
    for child in element:
        code = _CODE(child.tag)
        if code is _RUN:
            look, font = PLAIN, None
            for one in child:
                code = _CODE(one.tag)
                if code is _TEXT:
                    text = one.text
                    if text:
                        if font is not None or not text.isascii():
                            text = as_shown(text, font)
                        text = text.replace("\n", " ") if "\n" in text else text
                        runs.append(WordRun(text) if look is PLAIN else look._replace(text=text))
                elif code is not None:
                    return None
                elif one.tag == names.rpr:
                    look, font = look_of(one, names)
        elif code is not None:
            return None
        elif child.tag == names.ppr:
            style, numbering, outline, marked = paragraph_properties(child, names)
            if marked:
                return None
    return WordParagraph(tuple(runs), style, numbering, outline)


class Story:
    """Collects the paragraphs of one story; `on_table` reads a nested table and returns its number.

    ``bare`` leaves style, numbering and outline of paragraphs out: in cells they say nothing.
    """

    def __init__(
        self, names: Names, on_table: Callable[[Element, Story], int], *, bare: bool = False
    ) -> None:
        self._bare = bare
        self.names = names
        self.on_table = on_table
        self.paragraphs: list[WordParagraph] = []
        self.tables: list[int] = []
        self.controls: list[tuple[str, str]] = []
        self.bookmarks: list[tuple[str, str]] = []
        self.revised = False
        self.replaced = False
        self._runs: list[WordRun] = []
        self._log: list[str] = []
        self._pictures: list[str] = []
        self._boxes: list[WordParagraph] = []
        self._fields: list[bool] = []
        self._codes: list[tuple[int, list[str]]] = []
        self._open: dict[str, tuple[str, int]] = {}
        self._inserted = 0
        self._look = PLAIN

    # ---- blocks ----

    def blocks(self, parent: Iterable[Element]) -> None:
        """Read paragraphs, tables and wrapped blocks in order."""
        for child in parent:
            code = _CODE(child.tag)
            if code is _PARAGRAPH:
                self.paragraph(child)
                continue
            match code:
                case Code.TABLE:
                    self.tables.append(self.on_table(child, self))
                case Code.CONTROL:
                    self._control(child, self.blocks)
                case Code.THROUGH:
                    self.blocks(child)
                case Code.INSERTED:
                    self._insertion(child, self.blocks)
                case Code.ALTERNATE:
                    self._alternate(child, self.blocks)
                case Code.BOOKMARK_START | Code.BOOKMARK_END:
                    self._bookmark(child)
                case _:
                    pass

    def paragraph(self, element: Element) -> WordParagraph:
        """Read one paragraph, then the text boxes anchored in it; return the paragraph."""
        controls, bookmarks, revised = len(self.controls), len(self.bookmarks), self.revised
        self.revised = False
        self._runs, self._pictures, self._fields, self._codes = [], [], [], []
        style, numbering, outline = None, None, None
        for child in element:
            code = _CODE(child.tag)
            if code is _RUN:
                self._run(child)
            elif code is not None:
                self._inline_one(child, code)
            elif not self._bare and child.tag == self.names.ppr:
                style, numbering, outline, marked = paragraph_properties(child, self.names)
                self.revised = self.revised or marked
        found = WordParagraph(
            tuple(self._runs), style, numbering, outline, tuple(self._pictures), False, self.revised,
            tuple(self.controls[controls:]), tuple(self.bookmarks[bookmarks:]),
        )  # fmt: skip
        self.revised = self.revised or revised
        self._log.append("\n")
        self.paragraphs.append(found)
        if self._boxes:
            self.paragraphs += self._boxes
            self._boxes = []
        return found

    # ---- inside a paragraph ----

    def _inline(self, parent: Iterable[Element]) -> None:
        for child in parent:
            code = _CODE(child.tag)
            if code is _RUN:
                self._run(child)
            elif code is not None:
                self._inline_one(child, code)

    def _inline_one(self, child: Element, code: Code) -> None:
        match code:
            case Code.THROUGH:
                self._inline(child)
            case Code.CONTROL:
                self._control(child, self._inline)
            case Code.INSERTED:
                self._insertion(child, self._inline)
            case Code.REMOVED:
                self.revised = True
                self.replaced = self.replaced or len(child) > 0
            case Code.BOOKMARK_START | Code.BOOKMARK_END:
                self._bookmark(child)
            case Code.ALTERNATE:
                self._alternate(child, self._inline)
            case Code.FORMULA:
                self._add("".join(one.text or "" for one in child.iter(self.names.formula_text)))
            case Code.PARAGRAPH:  # a cell-wide control that a writer put inside a paragraph
                self._inline(child)
            case _:
                pass

    def _run(self, element: Element) -> None:
        names, look, font = self.names, PLAIN, None
        for child in element:
            code = _CODE(child.tag)
            if code is _TEXT:
                text = child.text
                if text:
                    self._look = look
                    if font is not None or not text.isascii():
                        text = as_shown(text, font)
                    if "\n" in text:
                        text = text.replace("\n", " ")
                    if look is PLAIN and not (self._inserted or self._fields):
                        self._runs.append(WordRun(text))
                        self._log.append(text)
                    else:
                        self._add(text)
            elif code is not None:
                self._look = look
                self._content(child, code)
            elif child.tag == names.rpr:
                look, font = look_of(child, names)
        self._look = PLAIN

    def _content(self, child: Element, code: Code) -> None:
        """Read one child of a run that is not plain text."""
        names = self.names
        match code:
            case Code.TAB:
                self._add("\t")
            case Code.BREAK:
                self._add("\n" if child.get(names.type) in {None, "textWrapping"} else "")
            case Code.RETURN:
                self._add("\n")
            case Code.HYPHEN:
                self._add("-")
            case Code.SYMBOL:
                font, value = child.get(names.font) or "", child.get(names.char) or ""
                number = int(value, 16) if is_hex(value) else 0xFFFD
                self._add(symbol(font, number))
            case Code.FIELD_CHAR:
                self._field(child)
            case Code.FIELD_CODE if self._codes:
                self._codes[-1][1].append(child.text or "")
            case Code.DRAWING:
                self._drawing(child)
            case Code.ALTERNATE:
                self._alternate(child, self._run_parts)
            case Code.NOTE if child.get(SPEAKS_AGAINST) is not None:
                self._runs.append(WordRun("", noted=True))
            case Code.RUBY:
                self._inline(child.iterchildren(names.ruby_base))
            case _:
                pass

    def _run_parts(self, parent: Iterable[Element]) -> None:
        for child in parent:
            code = _CODE(child.tag)
            if code is _TEXT:
                self._add(child.text or "")
            elif code is not None:
                self._content(child, code)

    def _add(self, text: str, box: bool | None = None) -> None:
        if not text or any(self._fields):
            return
        look = self._look
        if look is PLAIN and not self._inserted and box is None:
            self._runs.append(WordRun(text))
        else:
            self._runs.append(
                WordRun(
                    text,
                    look.bold,
                    look.struck,
                    look.hidden,
                    self._inserted > 0,
                    box,
                    look.raised,
                    look.stressed,
                )
            )
        if not look.hidden:
            self._log.append(text)

    def _field(self, element: Element) -> None:
        """Follow a complex field: between begin and separate stands its code, not its text."""
        names = self.names
        match element.get(names.fld_char_type):
            case "begin":
                state = form_box(element.find(names.ff_data), names)
                if state is not None:
                    self._add(TICKED if state else UNTICKED, state)
                else:
                    self._add(form_choice(element.find(names.ff_data), names))
                self._fields.append(True)
                self._codes.append((len(self._runs), []))
            case "separate" if self._fields:
                self._fields[-1] = False
            case "end" if self._fields:
                self._fields.pop()
                start, code = self._codes.pop()
                if len(self._runs) == start:  # an enclosed character has a code and no result
                    self._add(enclosed("".join(code)) or "")
            case _:
                pass

    def _drawing(self, element: Element) -> None:
        names = self.names
        for one in element.iter(names.text_box, *PICTURES, VML_PICTURE):
            if one.tag != names.text_box:
                picture = one.get(names.embed) or one.get(names.relation)
                if picture:
                    self._pictures.append(picture)
            elif not any(True for _ in ancestors(one, element, names.text_box)):
                self._text_box(one)

    def _text_box(self, element: Element) -> None:
        story = Story(self.names, self.on_table, bare=self._bare)
        story.blocks(element)
        self.tables += story.tables
        self.revised = self.revised or story.revised
        self._boxes += [one._replace(boxed=True) for one in story.paragraphs]
        self.controls += story.controls
        self.bookmarks += story.bookmarks

    # ---- wrappers ----

    def _insertion(self, element: Element, read: Callable[[Element], None]) -> None:
        self.revised = True
        self._inserted += 1
        read(element)
        self._inserted -= 1

    def _alternate(self, element: Element, read: Callable[[Element], None]) -> None:
        """Read one branch of ``mc:AlternateContent``: the choice, or the fallback if it says nothing."""
        before = self._volume()
        for branch in (CHOICE, FALLBACK):
            chosen = element.find(branch)
            if chosen is not None:
                read(chosen)
            if self._volume() != before:
                return

    def _volume(self) -> tuple[int, ...]:
        one = len(self._runs), len(self._boxes), len(self._pictures)
        return (*one, len(self.paragraphs), len(self.tables))

    def _control(self, element: Element, read: Callable[[Element], None]) -> None:
        tag, shown, state = control_properties(element, self.names)
        content = child_of(element, self.names.sdt_content)
        start, run = len(self._log), len(self._runs)
        paragraph = len(self.paragraphs)
        if content is not None and shown:
            read(content)
        if state is not None:
            self._set_box(state, run, paragraph)
        if tag is not None:
            text = "".join(self._log[start:]).strip("\n")
            if state is not None:
                text = TICKED if state else UNTICKED
            self.controls.append((tag, text))

    def _set_box(self, state: bool, run: int, paragraph: int) -> None:
        """Show a check box by its state: put the glyph in place of the one that stands there."""
        runs = self._runs
        rest: tuple[WordRun, ...] = ()
        if len(self.paragraphs) > paragraph:  # a block control: its paragraph is closed already
            last = self.paragraphs[paragraph]
            runs, run, rest = list(last.runs), 0, last.runs
        glyph = TICKED if state else UNTICKED
        first = runs[run] if run < len(runs) else None
        seen = first.text[:1] if first is not None else ""
        if first is not None and seen in GLYPHS:
            runs[run] = first._replace(text=first.text[1:])
        denied = seen != "" and seen in (
            EMPTY if state else FULL
        )  # typed over: it shows the other state
        runs.insert(run, WordRun(glyph, inserted=self._inserted > 0, box=state, noted=denied))
        if rest or len(self.paragraphs) > paragraph:
            old = self.paragraphs[paragraph]
            self.paragraphs[paragraph] = old._replace(runs=tuple(runs))

    def _bookmark(self, element: Element) -> None:
        names = self.names
        identity = element.get(names.id) or ""
        name = element.get(names.name)
        if name is not None:
            self._open[identity] = (name, len(self._log))
        elif identity in self._open:
            name, start = self._open.pop(identity)
            if not name.startswith("_"):
                self.bookmarks.append((name, "".join(self._log[start:]).strip("\n")))
