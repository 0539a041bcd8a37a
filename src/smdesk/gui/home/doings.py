"""What Home does with the chosen draft; every fault becomes a sentence, every step can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smdesk.errors import SmdeskError
from smdesk.gui.dialogs.ask import ask_name, confirm
from smdesk.gui.home.parts import Level, Offer
from smdesk.gui.home.rows import Row

if TYPE_CHECKING:
    from smdesk.store.library import Library

Say = Callable[[str, Level, Offer | None], None]


class Doings:
    """Changes drafts as wholes. ``say`` tells the outcome, ``refresh(draft)`` shows the list anew."""

    def __init__(
        self,
        owner: QWidget,
        library: Callable[[], Library | None],
        say: Say,
        refresh: Callable[[int | None], None],
    ) -> None:
        self._owner, self._library = owner, library
        self._say, self._refresh = say, refresh

    def trash(self, row: Row) -> None:
        """Put a draft into the trash, and offer to take that back."""
        if self._try(lambda library: library.trash(row.id)):
            self._refresh(None)
            back = Offer("撤销", lambda: self.untrash(row))
            self._say(f"已将“{row.name}”移入回收站。", "hint", back)

    def untrash(self, row: Row) -> None:
        """Take a draft out of the trash."""
        if self._try(lambda library: library.untrash(row.id)):
            self._refresh(row.id)
            self._say(f"已恢复“{row.name}”。", "done", None)

    def purge(self, row: Row) -> None:
        """Remove a draft of the trash for good, after asking."""
        text = f"“{row.name}”连同它的修改历史将从本机删除，不能撤销。此前的备份中仍有这份申报。"
        if not confirm(self._owner, "彻底删除这份申报", text, "彻底删除"):
            return
        if self._try(lambda library: library.purge(row.id)):
            self._refresh(None)
            self._say(f"已彻底删除“{row.name}”。", "hint", None)

    def rename(self, row: Row) -> None:
        """Ask for another name and give it."""
        name = ask_name(self._owner, "改名", "列表中显示的名称，不写入申报书", row.title, "改名")
        if name is None:
            return

        def work(library: Library) -> None:
            from smdesk.service.home import rename

            rename(library, row.id, name)

        if self._try(work):
            self._refresh(row.id)

    def duplicate(self, row: Row) -> None:
        """Make a copy and choose it."""
        made: list[int] = []

        def work(library: Library) -> None:
            from smdesk.service.home import duplicate

            made.append(duplicate(library, row.id))

        if self._try(work):
            self._refresh(made[0])
            self._say(f"已复制“{row.name}”。", "done", None)

    def _try(self, work: Callable[[Library], object]) -> bool:
        library = self._library()
        if library is None:
            return False
        try:
            work(library)
        except SmdeskError as fault:
            self._refresh(None)
            self._say(str(fault), "error", None)
            return False
        return True
