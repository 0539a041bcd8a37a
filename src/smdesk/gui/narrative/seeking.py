"""Find and replace in all parts: a bar over the sheet, every match marked, all replaced in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
)

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.figures import Figure, found_tint
from smdesk.gui.narrative.part import PartView
from smdesk.gui.sheet.later import Later
from smdesk.gui.theme.icons import use_icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.theme.watch import theme_signal
from smdesk.notices.declaration import Narrative, Picture, SimpleTable
from smdesk.service.narrative_edit import Part, parts
from smdesk.service.narrative_find import Match, Query, find, fresh_text, replaced

if TYPE_CHECKING:
    from smdesk.gui.narrative.page import NarrativePage

WIDTH = 460
_Keep = QTextCursor.MoveMode.KeepAnchor
_FIRST = (-1, -1)


class FindBar(QFrame):
    """Lies over the upper right of the sheet, so that nothing moves when it comes."""

    def __init__(self, page: NarrativePage, bridge: SessionBridge) -> None:
        super().__init__(page)
        self._page, self._bridge, self._session = page, bridge, bridge.session
        self.matches: tuple[Match, ...] = ()
        self._at = -1
        self._found: PartView | None = None
        self._later = Later(self._look_again, self)
        self._again = Later(self._bring, self)
        self.setObjectName("find-bar")
        self.setFixedWidth(WIDTH)
        self.words = _line("查找内容", "查找")
        self.fresh = _line("替换为", "替换为（可为空）")
        self.count = QLabel()
        self.count.setFixedWidth(84)
        self.count.setProperty("role", "muted")
        self.case = QCheckBox("区分大小写")
        self.width_box = QCheckBox("区分全半角")
        self.before = _tool("chevron-up", "上一处", "Shift+F3", lambda: self.go(-1))
        self.behind = _tool("chevron-down", "下一处", "F3", lambda: self.go(1))
        self.shut = _tool("x", "关闭", "Esc", self.close_bar)
        self.one, self.all = QPushButton("替换"), QPushButton("全部替换")
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        self._lay_out()
        self.words.textChanged.connect(lambda _: self._search())
        for box in (self.case, self.width_box):
            box.toggled.connect(lambda _: self._search())
        theme_signal().changed.connect(self.dress)
        self.dress()
        self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setSpacing(8)
        grid.addWidget(self.words, 0, 0)
        grid.addWidget(self.count, 0, 1)
        for column, button in enumerate((self.before, self.behind, self.shut), 2):
            grid.addWidget(button, 0, column)
        second = QHBoxLayout()
        second.setSpacing(8)
        for push in (self.one, self.all):
            second.addWidget(push)
        second.addStretch(1)
        grid.addWidget(self.fresh, 1, 0)
        grid.addLayout(second, 1, 1, 1, 4)
        third = QHBoxLayout()
        third.setSpacing(16)
        third.addWidget(self.case)
        third.addWidget(self.width_box)
        third.addStretch(1)
        grid.addLayout(third, 2, 0, 1, 5)
        grid.setColumnStretch(0, 1)
        order = (self.words, self.fresh, self.one, self.all, self.case, self.width_box,
                 self.before, self.behind, self.shut)  # fmt: skip
        for one, after in pairwise(order):
            self.setTabOrder(one, after)

    def dress(self) -> None:
        """Take the colours of the theme."""
        colour = theme().colour
        self.setStyleSheet(
            f"#find-bar {{ background: {colour.surface.name()}; border: 1px solid"
            f" {colour.line_strong.name()}; border-radius: 6px; }}"
        )
        self._mark()

    # -- coming and going ------------------------------------------------------------------------

    def open(self, *, replacing: bool = False) -> None:
        """Come, with the words that are selected; the caret goes to what is asked for."""
        chosen = self._page.chosen_words()
        if chosen:
            self.words.setText(chosen)
        able = not self._bridge.read_only
        for one in (self.fresh, self.one, self.all):
            one.setEnabled(able)
        self.place()
        self.show()
        self.raise_()
        target = self.fresh if replacing and chosen and able else self.words
        target.setFocus()
        target.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Go, and give the caret back to the text."""
        self._page.resume()  # before it hides: Qt would give the focus to whatever comes next
        self.hide()
        self._mark()

    def place(self) -> None:
        """Lie at the upper right of the sheet."""
        self.adjustSize()
        area = self._page.area.geometry()
        bar = self._page.area.verticalScrollBar().width()
        self.move(max(area.left(), area.right() - bar - self.width() - 8), area.top() + 8)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Lie where there is room."""
        super().showEvent(event)
        self.place()

    def event(self, event: QEvent) -> bool:
        """Take keys of the bar before shortcuts of the window."""
        wanted = {Qt.Key.Key_F3, Qt.Key.Key_Escape}
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() in wanted:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on with Enter and F3, back with Shift, away with Esc."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3}:
            if self.fresh.hasFocus() and event.key() != Qt.Key.Key_F3:
                self.replace_one()
            else:
                self.go(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    # -- finding ---------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query(self.words.text(), self.case.isChecked(), self.width_box.isChecked())

    def narrative_changed(self) -> None:
        """Look again when the window is painted."""
        if self.isVisible():
            self._later.ask()

    def _look_again(self) -> None:
        kept = self._at
        self._page.typing.flush()
        blocks = self._session.declaration.narrative.blocks
        known = parts(self._session.form.outline, blocks)
        heads = {one.start for one in known if one.heading is not None}
        # The notice's own headings stay what they are, whatever level and words name them by.
        self.matches = tuple(one for one in find(blocks, self.query) if one.block not in heads)
        self._at = min(kept, len(self.matches) - 1)
        self._tell()
        self._mark()

    def _search(self) -> None:
        """Look for what is asked; the first match from the caret on is the one at hand."""
        self._at = -1
        self._look_again()
        block, character = self._page.caret_place()
        self._choose((block, _FIRST, character))

    def _choose(self, place: tuple[int, tuple[int, int], int]) -> None:
        """Let the first match from a place on be the one at hand, the first of all past the last."""
        if self.matches:
            later = (at for at, one in enumerate(self.matches) if one.order >= place)
            self._at = next(later, 0)
            self._show()
        self._tell()

    def again(self, by: int) -> None:
        """Go on with what was looked for last; the bar comes where nothing was (F3)."""
        if self.words.text():
            self.show()
            self.raise_()
            self.go(by)
        else:
            self.open()

    def go(self, by: int) -> None:
        """Go to the next match, or the one before; round at the ends."""
        self._look_again()
        if self.matches:
            self._at = (self._at + by) % len(self.matches)
            self._show()
        self._tell()

    def _tell(self) -> None:
        found = len(self.matches)
        asked = bool(self.words.text())
        told = f"{self._at + 1} / {found}" if found else "没有找到" if asked else ""
        self.count.setText(told)
        self.count.setAccessibleName(told)
        for step in (self.before, self.behind):
            step.setEnabled(found > 0)
        for push in (self.one, self.all):
            push.setEnabled(found > 0 and not self._bridge.read_only)

    def _show(self) -> None:
        """Bring the match at hand into view, marked more than the others."""
        match = self.matches[self._at]
        view, cursor = self._cursor(match, self._parts())
        if cursor is None:
            return
        view.editor.setTextCursor(cursor)
        self._found = view
        self._bring()
        self._again.ask()  # the sheet may be laid out only now: a page that was just opened
        self._mark()

    def _bring(self) -> None:
        if self._found is not None and self.isVisible():
            self._page.show_found(self._found)

    # -- replacing -------------------------------------------------------------------------------

    def replace_one(self) -> None:
        """Replace the match at hand and go on to the next behind it."""
        self._look_again()
        if not self.matches:
            return
        at = self.matches[max(self._at, 0)]
        count = len(self._session.declaration.narrative.blocks)
        if self._put([at]):
            self._look_again()
            gone = len(self._session.declaration.narrative.blocks) < count
            block, place, start = at.order
            self._choose((block, _FIRST, 0) if gone else (block, place, start + self._put_size))

    def replace_all(self) -> None:
        """Replace every match in all parts, as one step."""
        self._look_again()
        count = len(self.matches)
        if count and self._put(self.matches):
            self._page.status.tell("pages.replaced", "done", count=count)
            self._look_again()

    @property
    def _put_size(self) -> int:
        return len(fresh_text(self.fresh.text()))

    def _put(self, matches: list[Match] | tuple[Match, ...]) -> bool:
        if self._bridge.read_only:
            return False
        blocks, outline = self._session.declaration.narrative.blocks, self._session.form.outline
        made = Narrative(blocks=replaced(outline, blocks, matches, self.fresh.text()))
        name = sentence("pages.step-replace", count=len(matches), what=self.words.text()[:12])
        return self._bridge.do(lambda: self._session.set_narrative(made, name=name))

    # -- where a match stands --------------------------------------------------------------------

    def _parts(self) -> tuple[Part, ...]:
        return parts(self._session.form.outline, self._session.declaration.narrative.blocks)

    def _cursor(self, match: Match, known: Sequence[Part]) -> tuple[PartView, QTextCursor | None]:
        """Return the part of a match, and a cursor that selects it (a figure as a whole)."""
        part = next(one for one in known if one.start <= match.block < one.stop)
        view = self._page.views[part.item]
        index = match.block - part.start - (part.heading is not None)
        if index < 0:
            return view, None
        block = part.body[index]
        place = view.editor.document().findBlockByNumber(view.editor.paper.paragraph_of(index))
        cursor = QTextCursor(place)
        if isinstance(block, Picture | SimpleTable):
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, _Keep)
            return view, cursor
        shown = place.text()
        if len(shown.encode("utf-16-le")) // 2 < match.stop:
            return view, None
        cursor.setPosition(place.position() + _units(shown, match.start))
        cursor.setPosition(place.position() + _units(shown, match.stop), _Keep)
        return view, cursor

    def _mark(self) -> None:
        marked: dict[PartView, list[QTextEdit.ExtraSelection]] = {}
        cells: dict[PartView, dict[Figure, frozenset[tuple[int, int]]]] = {}
        blocks = self._session.declaration.narrative.blocks
        if self.isVisible():
            parts_now = self._parts()
            for at, match in enumerate(self.matches):
                view, cursor = self._cursor(match, parts_now)
                if cursor is not None and match.place is None:
                    marked.setdefault(view, []).append(_selection(cursor, at == self._at))
                elif match.place is not None:
                    table, known = blocks[match.block], cells.setdefault(view, {})
                    assert isinstance(table, SimpleTable)
                    known[table] = known.get(table, frozenset()) | {match.place}
        for view in self._page.views.values():
            view.editor.setExtraSelections(marked.get(view, []))
            view.editor.mark_cells(cells.get(view, {}))


def _units(text: str, characters: int) -> int:
    """Return how many UTF-16 units the first characters are: what a document counts."""
    return len(text[:characters].encode("utf-16-le")) // 2


def _selection(cursor: QTextCursor, chosen: bool) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    form = QTextCharFormat()
    colour = theme().colour
    shade = colour.sheet_accent if chosen else colour.sheet_check
    form.setBackground(found_tint(shade, 0.45 if chosen else 0.22))
    made.cursor, made.format = cursor, form
    return made


def _line(name: str, told: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(told)
    return line


def _tool(icon: str, name: str, keys: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    use_icon(button, icon, "text")
    button.setAccessibleName(name)
    button.setToolTip(f"{name}（{keys}）")
    button.clicked.connect(lambda _=False: act())
    return button
