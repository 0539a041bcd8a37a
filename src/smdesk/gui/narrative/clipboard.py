"""Cut, copy, paste and drop in the editor of a part: structure travels, styling does not."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QTextBlock, QTextCursor

from smdesk.gui.narrative import commands
from smdesk.gui.narrative.document import paragraph_kind
from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)

if TYPE_CHECKING:
    from smdesk.gui.narrative.editor import PartEditor

BLOCKS = "application/x-smdesk-blocks"
MOST = 32_000_000
"""Bytes of our own form that are taken from a clipboard."""


def takes(source: QMimeData) -> bool:
    """Whether a clipboard holds something for a narrative."""
    return source.hasFormat(BLOCKS) or source.hasHtml() or source.hasText() or source.hasImage()


def mime_of(editor: PartEditor) -> QMimeData:
    """Return the selection of an editor: our own form, HTML for Word, plain text."""
    cursor = editor.textCursor()
    blocks = tuple(sliced(editor, cursor.selectionStart(), cursor.selectionEnd()))
    document = editor.document()
    first, last = (
        document.findBlock(one) for one in (cursor.selectionStart(), cursor.selectionEnd())
    )
    inline = first == last and not any(isinstance(one, Picture | SimpleTable) for one in blocks)
    content = {
        "inline": inline,
        "blocks": Narrative(blocks=blocks).model_dump(mode="json")["blocks"],
    }
    mime = QMimeData()
    mime.setData(BLOCKS, QByteArray(json.dumps(content, ensure_ascii=False).encode()))
    mime.setHtml("".join(_html(blocks)))
    mime.setText(Narrative(blocks=blocks).text)
    return mime


def own_blocks(source: QMimeData) -> tuple[tuple[Block, ...], bool] | None:
    """Return blocks of our own form and whether they are part of one paragraph, ``None`` if foreign."""
    if not source.hasFormat(BLOCKS):
        return None
    data = bytes(source.data(BLOCKS).data())
    try:
        content = json.loads(data) if len(data) <= MOST else {}
        narrative = Narrative.model_validate({"blocks": content["blocks"]})
        inline = content["inline"] is True
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return narrative.blocks, inline


def figures_alone(source: QMimeData) -> bool:
    """Whether a clipboard holds pictures and tables of a narrative and no text."""
    own = own_blocks(source)
    blocks = own[0] if own is not None else ()
    return bool(blocks) and all(isinstance(one, Picture | SimpleTable) for one in blocks)


def sliced(editor: PartEditor, start: int, stop: int) -> Iterator[Block]:
    """Yield the blocks between two positions; those at the ends may be cut."""
    place = editor.document().findBlock(start)
    while place.isValid() and place.position() <= stop:
        end = place.position() + place.length() - 1
        if start <= place.position() and end <= stop:
            yield from editor.paper.held[place.blockNumber()]
        else:
            yield from _cut(editor, place, max(start, place.position()), min(stop, end))
        place = place.next()


def _cut(editor: PartEditor, place: QTextBlock, start: int, stop: int) -> Iterator[Block]:
    if editor.paper.figure_in(place) is not None:
        yield from editor.paper.held[place.blockNumber()] if stop > start else ()
        return
    held = editor.paper.held[place.blockNumber()]
    left, right = start - place.position(), stop - place.position()
    for block in held:
        match block:
            case Heading():
                text = block.text[left:right]
                yield from [block.model_copy(update={"text": text})] if text.strip() else []
            case Paragraph() | ListItem():
                runs = tuple(_cut_runs(editor, place, left, right))
                yield from [block.model_copy(update={"runs": runs})] if runs else []


def _cut_runs(editor: PartEditor, place: QTextBlock, left: int, right: int) -> Iterator[Run]:
    at = 0
    for run in _as_shown(editor, place):
        text = run.text[max(0, left - at) : max(0, right - at)]
        at += len(run.text)
        if text:
            yield run.model_copy(update={"text": text})


def _as_shown(editor: PartEditor, place: QTextBlock) -> Sequence[Run]:
    """Return the runs of a paragraph; their texts are those that the positions count."""
    (block,) = editor.paper.held[place.blockNumber()]
    return block.runs if isinstance(block, Paragraph | ListItem) else ()


def put(editor: PartEditor, blocks: Sequence[Block], name: str, *, inline: bool = False) -> None:
    """Put pasted blocks in the place of the selection; text of one paragraph joins the caret's."""
    if inline or (len(blocks) == 1 and isinstance(blocks[0], Paragraph)):
        runs = [run for block in blocks for run in _runs(block)]
        with editor.doing(name):
            commands.clear_of_figure(editor)
            cursor = editor.textCursor()
            cursor.removeSelectedText()
            kind, _ = paragraph_kind(cursor.block())
            plain = kind.startswith("heading")
            shown = [run.model_copy(update={"bold": False}) for run in runs] if plain else runs
            editor.paper.insert_runs(cursor, shown, kind)
            editor.setTextCursor(cursor)
        return
    cursor = editor.textCursor()
    before = tuple(sliced(editor, 0, cursor.selectionStart())) if cursor.selectionStart() else ()
    after = tuple(_behind(editor, cursor))
    commands.replace(
        editor, (*before, *blocks, *after), name, len(before) + max(0, len(blocks) - 1)
    )
    _to_end(editor)


def _behind(editor: PartEditor, cursor: QTextCursor) -> Iterator[Block]:
    end = cursor.selectionEnd()
    stop = editor.document().characterCount() - 1
    place = editor.document().findBlock(end)
    if end > place.position() and end == place.position() + place.length() - 1:
        end += 1  # nothing of this paragraph is behind
    if end <= stop:
        yield from sliced(editor, end, stop)


def _to_end(editor: PartEditor) -> None:
    cursor = editor.textCursor()
    if not cursor.hasSelection():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        editor.setTextCursor(cursor)


def _runs(block: Block) -> Sequence[Run]:
    match block:
        case Paragraph(runs=runs) | ListItem(runs=runs):
            return runs
        case Heading(text=text):
            return (Run(text=text),)
        case _:
            return ()


def _html(blocks: Sequence[Block]) -> Iterator[str]:
    for listed, group in groupby(blocks, key=lambda one: isinstance(one, ListItem)):
        if listed:
            yield _html_list([one for one in group if isinstance(one, ListItem)])
        else:
            yield from _html_blocks(group)


def _html_list(items: Sequence[ListItem]) -> str:
    """Return neighbouring items as lists within lists, so that they are counted on elsewhere too."""
    made, open_lists = "", list[str]()
    for item in items:
        tag = "ol" if item.ordered else "ul"
        while len(open_lists) > item.level or (
            len(open_lists) == item.level and open_lists[-1] != tag
        ):
            made += f"</{open_lists.pop()}>"
        while len(open_lists) < item.level:
            open_lists.append(tag)
            made += f"<{tag}>"
        made += f"<li>{_html_runs(item.runs)}</li>"
    return made + "".join(f"</{tag}>" for tag in reversed(open_lists))


def _html_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(level=level, text=text):
                yield f"<h{level}>{html.escape(text)}</h{level}>"
            case Paragraph(runs=runs):
                yield f"<p>{_html_runs(runs)}</p>"
            case SimpleTable(rows=rows):
                lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
                yield f"<table border=1>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
            case Picture(caption=caption):
                yield f"<p>{html.escape(caption)}</p>" if caption else ""


def _html_runs(runs: Sequence[Run]) -> str:
    return "".join(
        f"<b>{html.escape(run.text)}</b>" if run.bold else html.escape(run.text) for run in runs
    )
