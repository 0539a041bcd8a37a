"""The narrative page: edits of the parts go to the session, what the session says is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smdesk.errors import Problem
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative import commands
from smdesk.gui.narrative.bar import FormatBar
from smdesk.gui.narrative.deeds import Deeds
from smdesk.gui.narrative.dialogs import Asker
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.figures import CHARACTER
from smdesk.gui.narrative.files import BlobStore, Jobs
from smdesk.gui.narrative.jump import (
    characters_before_caret,
    named_block,
    place_in,
    select_words,
)
from smdesk.gui.narrative.look import Look
from smdesk.gui.narrative.menu import editor_menu
from smdesk.gui.narrative.part import PartView
from smdesk.gui.narrative.pixels import PictureLoader
from smdesk.gui.narrative.seeking import FindBar
from smdesk.gui.narrative.sheet import Sheet, SheetArea
from smdesk.gui.narrative.side import OutlineSide
from smdesk.gui.narrative.status import StatusLine
from smdesk.gui.narrative.typing import Typing
from smdesk.gui.sheet.later import Later
from smdesk.gui.theme.watch import theme_signal
from smdesk.gui.work import Job
from smdesk.notices.models import OutlineItem
from smdesk.rules.findings import Finding
from smdesk.rules.prose.places import place_part
from smdesk.rules.whole import NARRATIVE, narrative_place
from smdesk.service.narrative_edit import PREFACE, Part, parts, words
from smdesk.service.session import Changes

_OUTLINE_FROM = 860
"""Width of the page below which the outline gives its room to the sheet."""
_AROUND = 160
"""Pixels shown above and below a place that was gone to."""


class NarrativePage(QWidget):
    """The 正文 of a declaration (see `smdesk.gui.bridge.Page`)."""

    step = NARRATIVE

    def __init__(
        self,
        bridge: SessionBridge,
        blobs: BlobStore,
        jobs: Jobs = Job,
        *,
        asker: Asker | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._session = bridge, bridge.session
        self._going = False
        self._total = -1
        self._look = Look(self._session.pack.notice.typography)
        self._outline = self._session.form.outline
        self._pictures = PictureLoader(blobs, jobs, self._editors, self)
        self.status = StatusLine()
        self.sheet = Sheet(self._outline, self._look)
        self.area = SheetArea(self.sheet)
        self.side = OutlineSide(self._outline.item)
        self.outline = self.side.list
        self.deeds = Deeds(self, bridge, blobs, jobs, asker or Asker(self))
        self.bar = FormatBar(self.deeds, self.find_field)
        self.typing = Typing(bridge, self._show_parts, self)
        self._tools = Later(self._show_tools, self)
        self.views: dict[str, PartView] = {}
        self._current: PartView | None = None
        self._lay_out()
        self.seeking = FindBar(self, bridge)
        self._add_keys()
        for item in self._outline.item:
            self._add_view(item)
        self._show_parts()
        self._show_findings()
        if not self._outline.item:  # else the words of the notice stand beside the sheet
            for view in self.views.values():
                view.unfold_if_empty()
        self.outline.chosen.connect(lambda item: self.go_to(narrative_place(item)))
        theme_signal().changed.connect(self._dress)
        if bridge.read_only:
            self.bar.set_read_only()
        elif not self._session.declaration.narrative.blocks:
            self.status.tell("pages.narrative-empty")

    def _lay_out(self) -> None:
        self.setAccessibleName(self._outline.text_title)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.area, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.status)
        box.addWidget(_rule())
        box.addLayout(row, 1)

    def _add_keys(self) -> None:
        for keys, call in (
            ("Ctrl+H", self.replace_words),
            ("F3", lambda: self.seeking.again(1)),
            ("Shift+F3", lambda: self.seeking.again(-1)),
        ):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(call)

    def _add_view(self, item: OutlineItem) -> PartView:
        view = PartView(item, self._pictures.shown, self._look)
        self.views[item.id] = view
        editor = view.editor
        editor.setReadOnly(self._bridge.read_only)
        editor.edited.connect(lambda name: self.typing.edited(view, name))
        editor.undone.connect(lambda: self._turn(self._session.undo))
        editor.redone.connect(lambda: self._turn(self._session.redo))
        editor.entered.connect(lambda: self._entered(view))
        editor.left.connect(lambda: self._left(view))
        editor.stepped.connect(lambda by: self._step(view, by))
        editor.moved.connect(lambda: self._moved(view))
        editor.pasted.connect(lambda source: self.deeds.paste(view.editor, source))
        editor.carried.connect(lambda source, mime: self.deeds.carry(source, view.editor, mime))
        editor.asked.connect(lambda at: self._ask_menu(view, at))
        editor.removed.connect(lambda count: self.status.tell("pages.figures-removed", count=count))
        editor.caption_wanted.connect(lambda: self.deeds.change_figure(editor))
        view.counted.connect(lambda: self._count(view))
        return view

    @property
    def editor(self) -> PartEditor | None:
        """The editor at hand."""
        return self._current.editor if self._current else None

    # -- Page ----------------------------------------------------------------------------------

    def show_changes(self, changes: Changes) -> None:
        """Show another text and other findings."""
        self.status.see(changes.cause)
        if changes.narrative:
            self._show_parts()
            self.seeking.narrative_changed()
            self.deeds.numbering.see()
        if changes.appeared or changes.vanished or changes.altered:
            self._show_findings()

    def go_to(self, place: str) -> None:
        """Put the focus at ``narrative``, ``narrative#<item>`` or ``narrative:<block>``.

        Words (``narrative[<block>]:<from>-<to>``) are selected.
        """
        self.typing.flush()
        name, block = self._part_of(place)
        view = self.views.get(name) or next(iter(self.views.values()), None)
        if view is None:
            return
        self._going = True
        try:
            view.editor.setFocus()
            if block is not None:
                view.editor.show_block(block)
                blocks = self._session.declaration.narrative.blocks
                select_words(view.editor, block, place, blocks)
            if block is None:
                self.area.put_at_top(view)
            else:
                self.area.show_place(view.editor, view.editor.cursorRect(), _AROUND)
        finally:
            self._going = False

    def leave(self) -> None:
        """Commit what is being typed."""
        self.typing.flush()
        for view in self.views.values():
            view.editor.clean_up()
        self._bridge.do(self._session.leave)

    def set_zoom(self, percent: int) -> None:
        """Show the sheet at ``percent`` of its usual size."""
        self._look = Look(self._session.pack.notice.typography, percent)
        self._dress()

    def _part_of(self, place: str) -> tuple[str, int | None]:
        """Return the item of a place, and the block inside it if the place names one."""
        item, block = place.partition("#")[2], named_block(place)
        if item or block is None:
            return item, None
        known = parts(self._outline, self._session.declaration.narrative.blocks)
        return place_in(known, block)

    # -- from the session ----------------------------------------------------------------------

    def _show_parts(self) -> None:
        known = parts(self._outline, self._session.declaration.narrative.blocks)
        kept = [one.item for one in known]
        if PREFACE in kept and PREFACE not in self.views:
            self._add_view(_preface(self._outline.text_title, alone=not self._outline.item))
        for part in known:
            if self.views[part.item] is not self.typing.pending:
                self.views[part.item].show_part(part)
        if PREFACE in self.views and self._keep_preface(known):
            kept = [PREFACE, *(one for one in kept if one != PREFACE)]
        self.sheet.show_parts(self.views[item] for item in kept)
        self._show_total()

    def _keep_preface(self, known: Iterable[Part]) -> bool:
        """Show the text outside of the outline while there is any, or while the person is there."""
        lone = self.views[PREFACE]
        there = any(one.item == PREFACE for one in known)
        if not there and lone is not self.typing.pending:
            lone.editor.meet(())  # what stood there was taken away elsewhere: undone, imported over
        lone.setVisible(there or lone.editor.hasFocus())
        return lone.isVisibleTo(self)

    def _show_findings(self) -> None:
        by_item: dict[str, list[Finding]] = {}
        for finding in self._session.visible_findings():
            for address in finding.addresses:
                if place_part(address) == NARRATIVE:
                    by_item.setdefault(self._part_of(address)[0], []).append(finding)
        for item, view in self.views.items():
            view.show_findings(by_item.get(item, ()))
            if item != PREFACE:
                self.outline.show_mark(item, view.findings[0].level if view.findings else "")

    def _count(self, view: PartView) -> None:
        if view.item.id != PREFACE:
            self.outline.show_count(view.item.id, view.words)

    def _show_total(self) -> None:
        total = words(self._session.declaration.narrative.blocks)
        limit = self._outline.limit
        told = f"全文 {total:,} 字" + (f" / {limit:,} 字以内" if limit else "")
        self.status.total.setText(told)
        over = limit is not None and total > limit
        self.status.total.setToolTip(
            "按 Word 的字数统计，含标题和图表中的文字"
            + (f"；超出 {total - (limit or 0):,} 字" if over else "")
        )
        self.status.set_total_level("error" if over else "")

    # -- from a person -------------------------------------------------------------------------

    def _entered(self, view: PartView) -> None:
        self.typing.flush()
        self._current = view
        self.side.show_current(view.item.id)
        self.bar.show_editor(view.editor)
        inside = self._part_of(self._session.place)[0] == view.item.id
        mine = self._session.section_of(self._session.place) == NARRATIVE
        if not self._going and not (mine and inside):
            self._bridge.do(lambda: self._session.go_to(narrative_place(view.item.id)))

    def _turn(self, step: Callable[[], object]) -> None:
        """Undo or redo a step, what is being typed among them."""
        self.typing.flush()
        self._bridge.do(step)  # type: ignore[arg-type]

    def _editors(self) -> Iterable[PartEditor]:
        return [view.editor for view in self.views.values()]

    def _left(self, view: PartView) -> None:
        self.typing.flush()
        if not self._going:
            self._bridge.do(self._session.leave)
        view.editor.clean_up()
        if view.item.id == PREFACE:
            self._keep_preface(parts(self._outline, self._session.declaration.narrative.blocks))

    def _moved(self, view: PartView) -> None:
        if view.editor.hasFocus():
            self._follow_caret(view)
            self._tools.ask()

    def _show_tools(self) -> None:
        self.bar.show_editor(self.editor)

    def _follow_caret(self, view: PartView) -> None:
        self.area.show_place(view.editor, view.editor.cursorRect())

    def _step(self, view: PartView, by: int) -> None:
        """Walk into the part above or below."""
        order = [one for one in self._in_order() if one.isVisibleTo(self)]
        at = order.index(view) + by
        if 0 <= at < len(order):
            editor = order[at].editor
            cursor = editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.Start if by > 0 else cursor.MoveOperation.End)
            editor.setTextCursor(cursor)
            editor.setFocus()
            self._follow_caret(order[at])

    def _in_order(self) -> Iterable[PartView]:
        return sorted(self.views.values(), key=self.sheet.box.indexOf)

    def _ask_menu(self, view: PartView, at: QPoint) -> None:
        self.typing.flush()
        editor_menu(view.editor, self._bridge, self).popup(at)

    # -- find and replace ------------------------------------------------------------------------

    def find_field(self) -> None:
        """Open the search in the text (Ctrl+F, see `smdesk.gui.bridge.Finder`)."""
        self.seeking.open()

    def replace_words(self) -> None:
        """Open the search with what is to stand in the place of the words found (Ctrl+H)."""
        self.seeking.open(replacing=True)

    def chosen_words(self) -> str:
        """Return the words that are selected, nothing if they are more than a line."""
        cursor = self._current.editor.textCursor() if self._current else None
        chosen = cursor.selectedText() if cursor is not None else ""
        return chosen if chosen.isprintable() and CHARACTER not in chosen else ""

    def caret_place(self) -> tuple[int, int]:
        """Return block and character of the caret, counted in the narrative."""
        if self._current is None:
            return 0, 0
        editor, blocks = self._current.editor, self._session.declaration.narrative.blocks
        item = self._current.item.id
        part = next((one for one in parts(self._outline, blocks) if one.item == item), None)
        first = part.start + (part.heading is not None) if part else 0
        return first + commands.block_at_caret(editor), characters_before_caret(editor)

    def show_found(self, view: PartView) -> None:
        """Bring what is selected in a part into view; the focus stays where it is."""
        self._current = view
        self.side.show_current(view.item.id)
        self.area.show_place(view.editor, view.editor.cursorRect(), _AROUND)

    def stand_in_outline(self) -> None:
        """Go into the outline's first part from text outside of it that is no more."""
        known = parts(self._outline, self._session.declaration.narrative.blocks)
        lone = self.views.get(PREFACE)
        if lone is not None and lone is self._current and known[0].item != PREFACE:
            self.go_to(narrative_place(known[0].item))
            self._keep_preface(known)

    def resume(self) -> None:
        """Give the caret back to the text."""
        view = self._current or next(iter(self.views.values()), None)
        if view is not None:
            view.editor.setFocus()

    # -- colours -----------------------------------------------------------------------------

    def _dress(self) -> None:
        self.side.dress()
        self.sheet.dress(self._look)
        for view in self.views.values():
            view.dress(self._look)
        self.area.fit()
        self.area.desk.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the outline's room to the sheet where there is little."""
        super().resizeEvent(event)
        self.side.setVisible(bool(self._outline.item) and self.width() >= _OUTLINE_FROM)
        self.seeking.place()

    def refuse(self, problem: Problem) -> None:
        """Say why something was not done."""
        self.status.say(problem.message, problem.level)


def _rule() -> QFrame:
    """Return a quiet line."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setObjectName("narrative-rule")
    line.setStyleSheet("#narrative-rule { background: palette(mid); border: none; }")
    return line


def _preface(title: str, *, alone: bool) -> OutlineItem:
    """Return the item that stands for text outside of the outline."""
    hint = "" if alone else "这些文字不在通知提纲的任何标题之下。可剪切后粘贴到相应的标题下。"
    told = title if alone else "标题之前的文字"
    return OutlineItem.model_construct(id=PREFACE, level=1, title=told, hint=hint, evidence="")
