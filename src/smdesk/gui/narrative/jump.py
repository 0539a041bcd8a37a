"""Going to words in the narrative: which part they stand in, and selecting them there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCursor

from smdesk.gui.narrative.editor import PartEditor
from smdesk.notices.declaration import Block, Picture, SimpleTable
from smdesk.rules.prose.places import ProsePlace, parse_place, text_of
from smdesk.service.narrative_edit import Part

_SELECT = QTextCursor.MoveMode.KeepAnchor


def named_block(place: str) -> int | None:
    """Return the block that ``narrative:<block>`` or ``narrative[<block>]:…`` names, if it does."""
    words = parse_place(place)
    if words is not None:
        return words.block
    _, _, number = place.partition(":")
    return int(number) if number.isdecimal() else None


def place_in(known: Sequence[Part], block: int) -> tuple[str, int]:
    """Return the item whose part holds a block of the narrative, and the block's place in it.

    A block past the end counts to the last part that is there.
    """
    part = next((one for one in known if one.start <= block < one.stop), None)
    if part is None:
        part = next((one for one in reversed(known) if one.heading), known[0])
    return part.item, max(0, block - part.start - (part.heading is not None))


def select_words(editor: PartEditor, index: int, place: str, blocks: Sequence[Block]) -> None:
    """Select the words of ``place`` in block ``index`` of an editor; a figure whole.

    The words are looked for where they are said to be; where the text is another by now, the
    caret stays at the beginning of the block. ``blocks`` are those of the narrative.
    """
    words = parse_place(place)
    if words is None or not words.block < len(blocks) or index >= len(editor.blocks):
        return
    block = editor.blocks[index]
    if text_of(block) != text_of(blocks[words.block]):
        return
    cursor = editor.textCursor()
    if isinstance(block, Picture | SimpleTable):
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, _SELECT)
    else:
        start, stop = _units(text_of(block), words)
        at = editor.document().findBlockByNumber(editor.paper.paragraph_of(index)).position()
        cursor.setPosition(at + start)
        cursor.setPosition(at + stop, _SELECT)
    editor.setTextCursor(cursor)


def characters_before_caret(editor: PartEditor) -> int:
    """Return how many characters stand before the selection in its paragraph."""
    cursor = editor.textCursor()
    place = editor.document().findBlock(cursor.selectionStart())
    units = place.text().encode("utf-16-le")[: 2 * (cursor.selectionStart() - place.position())]
    return len(units.decode("utf-16-le", "ignore"))


def _units(text: str, words: ProsePlace) -> tuple[int, int]:
    """Return a place in the units that Qt counts: a character beyond the first plane is two."""
    start = len(text[: words.start].encode("utf-16-le")) // 2
    return start, start + len(text[words.start : words.stop].encode("utf-16-le")) // 2
