"""What keys and buttons do in the editor of a part, beyond plain typing.

Figures are kept from typing: the caret never writes into their paragraph, and a key that would
delete one selects it first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QTextBlock, QTextCharFormat, QTextCursor

from smdesk.errors import sentence
from smdesk.gui.narrative.document import is_bold, paragraph_kind
from smdesk.gui.narrative.look import Kind
from smdesk.intake.narrative.numerals import chinese, mark_of, without_mark
from smdesk.notices.declaration import Block, Picture, SimpleTable

if TYPE_CHECKING:
    from smdesk.gui.narrative.editor import PartEditor

KINDS: dict[Kind, str] = {
    "body": "正文",
    "heading2": "二级标题",
    "heading3": "三级标题",
    "bullet": "项目符号",
    "ordered": "编号",
}
BOLD = "Ctrl+B"
SHORTCUTS: dict[Kind, str] = {
    "body": "Ctrl+Alt+0",
    "heading2": "Ctrl+Alt+2",
    "heading3": "Ctrl+Alt+3",
    "bullet": "Ctrl+Shift+L",
    "ordered": "Ctrl+Shift+K",
}
DEEPEST_LIST = 3
_TEXT = frozenset({"bullet", "ordered", "body"})
_MEANT = frozenset(
    one.value
    for one in (
        Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F2,
    )
)  # fmt: skip
"""Keys that mean something without Ctrl or Alt; any other is for the editor at once."""
_UPPER = (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier).value
_Keep = QTextCursor.MoveMode.KeepAnchor


def pressed(editor: PartEditor, event: QKeyEvent) -> bool:
    """Do what a key means here; return false where it is an editor's own business."""
    key, held = event.key(), event.modifiers()
    if key not in _MEANT and held.value & ~_UPPER == 0:
        if editor.chosen_figure() is not None and _writes(event):
            clear_of_figure(editor)
        return False
    plain = held & ~Qt.KeyboardModifier.KeypadModifier
    if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return not plain & ~Qt.KeyboardModifier.ShiftModifier and new_paragraph(editor)
    if key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and not plain:
        return _deleting(editor, backwards=key == Qt.Key.Key_Backspace)
    if key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
        return _indent(editor, -1 if key == Qt.Key.Key_Backtab else 1)
    if key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and plain == Qt.KeyboardModifier.AltModifier:
        move_block(editor, -1 if key == Qt.Key.Key_Up else 1)
        return True
    if key == Qt.Key.Key_F2 and editor.chosen_figure() is not None:
        editor.caption_wanted.emit()
        return True
    if _by_shortcut(editor, event):
        return True
    if _writes(event):
        clear_of_figure(editor)
    return False


def asks_for_look(event: QKeyEvent) -> bool:
    """Whether a key is one of the editor's own, which no shortcut of the window may take from it."""
    keys = QKeySequence(event.keyCombination())
    return any(keys == QKeySequence(name) for name in (BOLD, *SHORTCUTS.values()))


def _by_shortcut(editor: PartEditor, event: QKeyEvent) -> bool:
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    keys = QKeySequence(event.keyCombination())
    if keys == QKeySequence(BOLD):
        toggle_bold(editor)
        return True
    kind = next((one for one, name in SHORTCUTS.items() if keys == QKeySequence(name)), None)
    if kind is not None and allowed(editor, kind) and editor.chosen_figure() is None:
        toggle_kind(editor, kind)
    return kind is not None


def allowed(editor: PartEditor, kind: Kind) -> bool:
    """Whether a kind may stand in a part: headings only below that of the part."""
    return not kind.startswith("heading") or int(kind[-1]) > editor.item.level


def _writes(event: QKeyEvent) -> bool:
    text = event.text()
    chorded = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    altered = event.modifiers() & Qt.KeyboardModifier.AltModifier
    graphic = bool(text) and unicodedata.category(text[0]) not in {"Cc", "Cs"}
    return graphic and (not chorded or bool(altered))  # AltGr is Ctrl+Alt on Windows


def figure_name(block: Block) -> str:
    """Return what a figure is called in the name of a step."""
    return "图片" if isinstance(block, Picture) else "表格"


# -- paragraphs ------------------------------------------------------------------------------


def new_paragraph(editor: PartEditor) -> bool:
    """Begin a paragraph: none inside a figure, body text behind a heading, an empty item ends a list."""
    cursor = editor.textCursor()
    place = cursor.block()
    kind, _ = paragraph_kind(place)
    if editor.paper.figure_in(place) is not None:
        clear_of_figure(editor)
        return True
    if kind in {"bullet", "ordered"} and not place.text().strip():
        editor.paper.dress(place, "body")
        return True
    with editor.doing("") as doing:
        doing.removeSelectedText()
        first = doing.atBlockStart() and not doing.atBlockEnd()
        doing.insertBlock()
        if kind.startswith("heading"):
            new = doing.block()
            editor.paper.dress(new.previous() if first else new, "body")
    editor.setTextCursor(doing)
    editor.ensureCursorVisible()
    return True


def _deleting(editor: PartEditor, *, backwards: bool) -> bool:
    cursor = editor.textCursor()
    place = cursor.block()
    if cursor.hasSelection():
        return _remove_chosen(editor)
    if editor.paper.figure_in(place) is not None:
        select_figure(editor, place)
        return True
    if backwards and cursor.atBlockStart():
        if paragraph_kind(place)[0] != "body":
            set_kind(editor, "body")
            return True
        return _beside(editor, place, place.previous())
    if not backwards and cursor.atBlockEnd():
        return _beside(editor, place, place.next())
    return False


def _beside(editor: PartEditor, place: QTextBlock, other: QTextBlock) -> bool:
    """Select a figure that a key would join the paragraph with; an empty paragraph just goes."""
    if not other.isValid() or editor.paper.figure_in(other) is None:
        return False
    if not place.text() and editor.document().blockCount() > 1:
        number = other.blockNumber() - (other.blockNumber() > place.blockNumber())
        with editor.doing("") as cursor:
            if place.next().isValid():
                cursor.setPosition(place.position())
                cursor.setPosition(place.next().position(), _Keep)
            else:
                cursor.setPosition(place.position() - 1)
                cursor.setPosition(place.position(), _Keep)
            cursor.removeSelectedText()
        other = editor.document().findBlockByNumber(number)
    select_figure(editor, other)
    return True


def _remove_chosen(editor: PartEditor) -> bool:
    """Remove a figure that is selected alone, with its paragraph."""
    figure = editor.chosen_figure()
    if figure is None:
        return False
    remove_figure(editor)
    return True


def _indent(editor: PartEditor, by: int) -> bool:
    cursor = editor.textCursor()
    kind, level = paragraph_kind(cursor.block())
    if kind not in {"bullet", "ordered"} or not cursor.atBlockStart() or cursor.hasSelection():
        return False
    if 1 <= level + by <= DEEPEST_LIST:
        set_kind(editor, kind, level + by)
    return True


def chosen(editor: PartEditor) -> Iterator[QTextBlock]:
    """Yield the paragraphs of the selection that are text."""
    cursor = editor.textCursor()
    place = editor.document().findBlock(cursor.selectionStart())
    while place.isValid() and place.position() <= cursor.selectionEnd():
        if editor.paper.figure_in(place) is None:
            yield place
        place = place.next()


def set_kind(editor: PartEditor, kind: Kind, level: int = 1) -> None:
    """Make the chosen paragraphs of a kind; headings get the next number, others lose theirs."""
    places = list(chosen(editor))
    with editor.doing(sentence("pages.step-kind", kind=KINDS[kind])):
        for place in places:
            before, _ = paragraph_kind(place)
            editor.paper.dress(place, kind, level)
            if before != kind:
                _renumber(editor, place, before, kind)


def _renumber(editor: PartEditor, place: QTextBlock, before: Kind, kind: Kind) -> None:
    text = place.text()
    cursor = QTextCursor(place)
    marked = mark_of(text)
    if kind.startswith("heading"):
        if marked is None or before in {"bullet", "ordered"}:
            cursor.insertText(_next_number(place, kind), editor.paper.look.characters(kind))
    elif marked is not None and (before.startswith("heading") or kind != "body"):
        size = text.find(without_mark(text)) if without_mark(text) else len(text)
        cursor.setPosition(place.position() + size, _Keep)
        cursor.removeSelectedText()


def _next_number(place: QTextBlock, kind: Kind) -> str:
    count = 1
    above = place.previous()
    while above.isValid():
        other, _ = paragraph_kind(above)
        if other == kind:
            count += 1
        elif other.startswith("heading") and other < kind:
            break
        above = above.previous()
    return f"（{chinese(count)}）" if kind == "heading2" else f"{count}."


def toggle_kind(editor: PartEditor, kind: Kind) -> None:
    """Make the chosen paragraphs of a kind, or body text where all of them are that already."""
    already = all(paragraph_kind(place)[0] == kind for place in chosen(editor))
    set_kind(editor, "body" if already else kind)


def toggle_bold(editor: PartEditor) -> None:
    """Make the selection bold, or plain if all of it is; without one what is typed next."""
    cursor = editor.textCursor()
    if paragraph_kind(cursor.block())[0] not in _TEXT:
        return
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Normal if _all_bold(editor) else QFont.Weight.Bold)
    if not cursor.hasSelection():
        editor.mergeCurrentCharFormat(form)
        editor.moved.emit()
        return
    with editor.doing(sentence("pages.step-bold")) as doing:
        for place in chosen(editor):
            if paragraph_kind(place)[0] in _TEXT:
                doing.setPosition(max(place.position(), cursor.selectionStart()))
                end = min(place.position() + place.length() - 1, cursor.selectionEnd())
                doing.setPosition(end, _Keep)
                doing.mergeCharFormat(form)
    editor.setTextCursor(cursor)


def _all_bold(editor: PartEditor) -> bool:
    cursor = editor.textCursor()
    if not cursor.hasSelection():
        return is_bold(editor.currentCharFormat())
    probe = QTextCursor(cursor)
    probe.setPosition(cursor.selectionStart() + 1)
    while probe.position() <= cursor.selectionEnd():
        if not probe.atBlockStart() and not is_bold(probe.charFormat()):
            return False
        if probe.position() == cursor.selectionEnd():
            break
        probe.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return True


# -- figures ---------------------------------------------------------------------------------


def select_figure(editor: PartEditor, place: QTextBlock) -> None:
    """Select the figure of a paragraph."""
    cursor = editor.textCursor()
    cursor.setPosition(place.position())
    cursor.setPosition(place.position() + place.length() - 1, _Keep)
    editor.setTextCursor(cursor)


def clear_of_figure(editor: PartEditor) -> None:
    """Go on in a paragraph of its own where the caret stands at a figure: before or behind it."""
    cursor = editor.textCursor()
    place = cursor.block()
    if editor.chosen_figure() is None or editor.paper.figure_in(place) is None:
        return
    before = cursor.atBlockStart() and not cursor.hasSelection()
    cursor.setPosition(place.position() + (0 if before else place.length() - 1))
    cursor.insertBlock()
    if before:
        cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
    cursor.setBlockFormat(editor.paper.look.block("body"))
    cursor.setBlockCharFormat(editor.paper.look.characters("body"))
    cursor.setCharFormat(editor.paper.look.characters("body"))
    editor.setTextCursor(cursor)


def block_at_caret(editor: PartEditor) -> int:
    """Return the index of the block at the caret (of the next one, on an empty paragraph)."""
    number = editor.current().blockNumber()
    return sum(len(held) for held in editor.paper.held[:number])


def replace(editor: PartEditor, blocks: Sequence[Block], name: str, caret: int) -> None:
    """Put other blocks into an editor as a step of a person; the caret goes to block ``caret``."""
    if tuple(blocks) == editor.blocks:
        return
    editor.paper.meet(blocks)
    editor.show_block(caret)
    if caret < len(blocks) and isinstance(blocks[caret], Picture | SimpleTable):
        select_figure(editor, editor.current())
    editor.edited.emit(name)


def insert_blocks(editor: PartEditor, blocks: Sequence[Block], name: str) -> None:
    """Put blocks in behind the caret's paragraph."""
    number = editor.current().blockNumber()
    at = block_at_caret(editor) + len(editor.paper.held[number])
    old = editor.blocks
    replace(editor, (*old[:at], *blocks, *old[at:]), name, at + len(blocks) - 1)


def remove_figure(editor: PartEditor) -> None:
    """Take the chosen figure away."""
    at, old = _chosen_index(editor), editor.blocks
    if at is not None:
        name = sentence("pages.step-remove-figure", what=figure_name(old[at]))
        replace(editor, (*old[:at], *old[at + 1 :]), name, at)


def change_figure(editor: PartEditor, figure: Picture | SimpleTable) -> None:
    """Put another one in the place of the chosen figure."""
    at, old = _chosen_index(editor), editor.blocks
    if at is not None:
        code = "pages.step-caption" if isinstance(figure, Picture) else "pages.step-change-table"
        replace(editor, (*old[:at], figure, *old[at + 1 :]), sentence(code), at)


def _chosen_index(editor: PartEditor) -> int | None:
    number = editor.document().findBlock(editor.textCursor().selectionStart()).blockNumber()
    before = sum(len(held) for held in editor.paper.held[:number])
    for offset, block in enumerate(editor.paper.held[number]):
        if isinstance(block, Picture | SimpleTable):
            return before + offset
    return None


def move_block(editor: PartEditor, by: int) -> None:
    """Move the paragraph or figure of the caret up or down."""
    at, old = block_at_caret(editor), editor.blocks
    to = at + by
    if not editor.paper.held[editor.current().blockNumber()] or not 0 <= to < len(old):
        return
    moved = list(old)
    moved.insert(to, moved.pop(at))
    what = figure_name(old[at]) if isinstance(old[at], Picture | SimpleTable) else "段落"
    replace(editor, moved, sentence("pages.step-move-figure", what=what), to)
