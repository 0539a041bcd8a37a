"""Blocks of a narrative ⇄ paragraphs of a text document, paragraph by paragraph.

Each paragraph of the document remembers the blocks it stands for (`Paper.held`) and its kind
(`Paper.kinds`); only a paragraph that was edited is read again, so that what was not touched stays
exactly as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from smdesk.gui.narrative.figures import CHARACTER, Figure, Figures, Shown
from smdesk.gui.narrative.look import HEADINGS, KIND, LEVEL, Kind, Look
from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.service.session.entry import clean_block

_BREAK = "\u2028"
_BOLD = 600
Held = tuple[Block, ...]


def kind_of(block: Block) -> tuple[Kind, int]:
    """Return kind and list level of a block."""
    match block:
        case Heading(level=level):
            return HEADINGS[level], 1
        case ListItem(ordered=ordered, level=level):
            return ("ordered" if ordered else "bullet"), level
        case Picture() | SimpleTable():
            return "figure", 1
        case _:
            return "body", 1


def paragraph_kind(paragraph: QTextBlock) -> tuple[Kind, int]:
    """Return kind and list level of a paragraph of a document."""
    form = paragraph.blockFormat()
    kind: Kind = form.property(KIND) or "body"
    return kind, int(form.property(LEVEL) or 1)


class Paper:
    """One document as blocks; whoever fills it sets ``filling`` so that nobody takes it for typing."""

    def __init__(self, document: QTextDocument, shown: Shown, look: Look, parent: QObject) -> None:
        self.document = document
        self.look = look
        self.figures = Figures(document, shown, look, parent)
        self._held: list[Held] = [()]
        self._unread: set[int] = set()
        self.kinds: list[tuple[Kind, int]] = [("body", 1)]
        self.filling = False
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        document.setDefaultFont(look.font("body"))
        self.fill(())

    @property
    def held(self) -> list[Held]:
        """The blocks of each paragraph; one that was typed in is read now."""
        if self._unread:
            unread, self._unread = self._unread, set()
            for number in unread:
                self._held[number] = self.read(self.document.findBlockByNumber(number))
        return self._held

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the document holds, as it was last read."""
        return tuple(block for held in self.held for block in held)

    def paragraph_of(self, index: int) -> int:
        """Return the number of the paragraph that holds block ``index``; the last one past the end."""
        before = 0
        for number, held in enumerate(self.held):
            before += len(held)
            if before > index:
                return number
        return len(self.held) - 1

    # -- filling -----------------------------------------------------------------------------

    def fill(self, blocks: Sequence[Block]) -> None:
        """Put ``blocks`` in the place of everything."""
        self.filling = True
        try:
            cursor = QTextCursor(self.document)
            cursor.beginEditBlock()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            self._write(cursor, blocks[0] if blocks else Paragraph(runs=()))
            for block in blocks[1:]:
                cursor.insertBlock()
                self._write(cursor, block)
            cursor.endEditBlock()
            self._held = [(block,) for block in blocks] or [()]
            self._unread = set()
            self.kinds = [kind_of(block) for block in blocks] or [("body", 1)]
        finally:
            self.filling = False

    def meet(self, blocks: Sequence[Block]) -> int | None:
        """Make the document hold ``blocks``; return the last paragraph written, ``None`` if none was.

        Paragraphs that hold what they should are not touched.
        """
        old, new = self.blocks, tuple(blocks)
        if old == new:
            return None
        if any(len(held) > 1 for held in self.held) or not old or not new:
            self.fill(new)
            return max(0, len(self.held) - 1)
        head, tail = _alike(old, new)
        first = self.paragraph_of(head) if head < len(old) else len(self.held)
        last = self.paragraph_of(len(old) - tail) if tail else len(self.held)
        self._replace(first, last, new[head : len(new) - tail])
        return min(max(first, first + len(new) - tail - head - 1), len(self.held) - 1)

    def _replace(self, first: int, last: int, blocks: Sequence[Block]) -> None:
        """Put ``blocks`` in the place of the paragraphs ``first:last``."""
        self.filling = True
        try:
            cursor = QTextCursor(self.document)
            cursor.beginEditBlock()
            common = min(last - first, len(blocks))
            for offset in range(common):
                self._clear(cursor, first + offset)
                self._write(cursor, blocks[offset])
            if len(blocks) > common:
                self._insert(cursor, first + common, blocks[common:])
            elif last > first + common:
                self._remove(cursor, first + common, last)
            cursor.endEditBlock()
            self._held[first:last] = [(block,) for block in blocks]
            self.kinds[first:last] = [kind_of(block) for block in blocks]
        finally:
            self.filling = False

    def _clear(self, cursor: QTextCursor, number: int) -> None:
        cursor.setPosition(self.document.findBlockByNumber(number).position())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _insert(self, cursor: QTextCursor, number: int, blocks: Sequence[Block]) -> None:
        """Insert paragraphs before paragraph ``number``."""
        if number == 0:
            cursor.setPosition(0)
            kept = _formats(self.document.firstBlock())
            for block in blocks:
                self._write(cursor, block)
                cursor.insertBlock(kept[0], kept[1])
            return
        before = self.document.findBlockByNumber(number - 1)
        cursor.setPosition(before.position() + before.length() - 1)
        for block in blocks:
            cursor.insertBlock()
            self._write(cursor, block)

    def _remove(self, cursor: QTextCursor, first: int, last: int) -> None:
        """Remove the paragraphs ``first:last``; one always stays."""
        start = self.document.findBlockByNumber(first)
        stop = self.document.findBlockByNumber(last)
        if first > 0:
            before = self.document.findBlockByNumber(first - 1)
            end = self.document.findBlockByNumber(last - 1)
            cursor.setPosition(before.position() + before.length() - 1)
            cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return
        kept = _formats(stop)
        cursor.setPosition(start.position())
        cursor.setPosition(stop.position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.setBlockFormat(kept[0])
        cursor.setBlockCharFormat(kept[1])

    def _write(self, cursor: QTextCursor, block: Block) -> None:
        """Write a block into the empty paragraph at the cursor."""
        kind, level = kind_of(block)
        cursor.setBlockFormat(self.look.block(kind, level))
        cursor.setBlockCharFormat(self.look.characters(kind))
        cursor.setCharFormat(self.look.characters(kind))
        match block:
            case Heading(text=text):
                cursor.insertText(text.replace("\n", _BREAK), self.look.characters(kind))
            case Paragraph(runs=runs) | ListItem(runs=runs):
                self.insert_runs(cursor, runs, kind)
            case Picture() | SimpleTable():
                cursor.insertText(CHARACTER, self.figures.format(block))

    def insert_runs(self, cursor: QTextCursor, runs: Iterable[Run], kind: Kind = "body") -> None:
        """Insert runs at the cursor, in the face of its paragraph."""
        for run in runs:
            form = self.look.characters(kind, bold=run.bold)
            cursor.insertText(run.text.replace("\n", _BREAK), form)

    def dress(self, paragraph: QTextBlock, kind: Kind, level: int = 1) -> None:
        """Make a paragraph one of another kind; bold stays where that kind knows it."""
        cursor = QTextCursor(paragraph)
        cursor.setBlockFormat(self.look.block(kind, level))
        cursor.setBlockCharFormat(self.look.characters(kind))
        for start, length, form in list(_fragments(paragraph)):
            if self.figures.of(form) is None:
                bold = is_bold(form) and not _heading(paragraph_kind(paragraph)[0])
                cursor.setPosition(start)
                cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(self.look.characters(kind, bold=bold and not _heading(kind)))

    # -- reading -----------------------------------------------------------------------------

    def reread(self, position: int, added: int) -> tuple[bool, int]:
        """Take note of an edit (see ``QTextDocument.contentsChange``).

        Return whether paragraphs came, went or became another kind, and how many figures went.
        Text of one paragraph is read when it is asked for: a key has no time for it.
        """
        count = self.document.blockCount()
        end = min(position + added, max(0, self.document.characterCount() - 1))
        first = self.document.findBlock(position).blockNumber()
        last = self.document.findBlock(end).blockNumber()
        if first < 0 or last < first:
            first, last = 0, count - 1
        gone = last - first + 1 - (count - len(self._held))
        if not 0 <= gone <= len(self._held) - first:
            first, last, gone = 0, count - 1, len(self._held)
        stop = first + gone
        before = _figures(self._held[first:stop])
        paragraph = self.document.findBlockByNumber(first)
        kinds = [paragraph_kind(paragraph)]
        if first == last and self.kinds[first:stop] == kinds and not before:
            self._unread.add(first)
            return False, 0
        fresh = [self.read(paragraph)]
        for _ in range(first, last):
            paragraph = paragraph.next()
            fresh.append(self.read(paragraph))
            kinds.append(paragraph_kind(paragraph))
        moved = len(fresh) - gone
        self._unread = {one + moved * (one >= stop) for one in self._unread
                        if not first <= one < stop}  # fmt: skip
        turned = self.kinds[first:stop] != kinds
        self._held[first:stop], self.kinds[first:stop] = fresh, kinds
        return turned, max(0, before - _figures(fresh))

    def read(self, paragraph: QTextBlock) -> Held:
        """Return the blocks of a paragraph: none if it is empty, one, or more around a figure."""
        kind, level = paragraph_kind(paragraph)
        found: list[Block] = []
        runs: list[Run] = []
        for _, _, form, text in _pieces(paragraph):
            figure = self.figures.of(form)
            if figure is not None:
                found += [*_block(kind, level, runs), *[figure] * text.count(CHARACTER)]
                runs = []
            elif plain := text.replace(CHARACTER, ""):
                runs.append(Run(text=plain.replace(_BREAK, "\n"), bold=is_bold(form)))
        return (*found, *_block(kind, level, runs))

    def kind_at(self, paragraph: QTextBlock) -> tuple[Kind, int]:
        """Return kind and list level of a paragraph, as it was last read."""
        number = paragraph.blockNumber()
        known = not self.filling and 0 <= number < len(self.kinds)
        return self.kinds[number] if known else paragraph_kind(paragraph)

    def figure_in(self, paragraph: QTextBlock) -> Figure | None:
        """Return the figure that a paragraph consists of."""
        number = paragraph.blockNumber()
        known = not self.filling and number not in self._unread and 0 <= number < len(self._held)
        if known and not _figures([self._held[number]]):
            return None
        if CHARACTER not in paragraph.text():
            return None
        for _, _, form in _fragments(paragraph):
            figure = self.figures.of(form)
            if figure is not None:
                return figure
        return None


def _figures(held: Sequence[Held]) -> int:
    """Return how many pictures and tables paragraphs hold."""
    return sum(isinstance(block, Picture | SimpleTable) for blocks in held for block in blocks)


def is_bold(form: QTextCharFormat) -> bool:
    """Whether characters are bold."""
    return form.fontWeight() >= _BOLD


def _heading(kind: Kind) -> bool:
    return kind.startswith("heading")


def _formats(paragraph: QTextBlock) -> tuple[QTextBlockFormat, QTextCharFormat]:
    return paragraph.blockFormat(), paragraph.charFormat()


def _alike(old: Sequence[Block], new: Sequence[Block]) -> tuple[int, int]:
    """Return how many blocks both have in common at the head and at the tail."""
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return head, tail


def _pieces(paragraph: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat, str]]:
    iterator = paragraph.begin()
    while not iterator.atEnd():
        piece = iterator.fragment()
        if piece.isValid():
            yield piece.position(), piece.length(), piece.charFormat(), piece.text()
        iterator += 1


def _fragments(paragraph: QTextBlock) -> Iterator[tuple[int, int, QTextCharFormat]]:
    for position, length, form, _ in _pieces(paragraph):
        yield position, length, form


def _block(kind: Kind, level: int, runs: Sequence[Run]) -> Iterator[Block]:
    """Yield the block of a paragraph's text, cleaned; nothing for an empty one."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Run(text=joined[-1].text + run.text, bold=run.bold)
        else:
            joined.append(run)
    text = "".join(run.text for run in joined)
    if not text.strip():
        return
    if _heading(kind):
        yield clean_block(Heading(level=int(kind[-1]), text=text))
    elif kind in {"bullet", "ordered"}:
        yield clean_block(ListItem(ordered=kind == "ordered", level=level, runs=tuple(joined)))
    else:
        yield clean_block(Paragraph(runs=tuple(joined)))
