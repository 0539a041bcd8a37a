"""From what to fill: a profile, another draft, a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import push, words
from smdesk.notices.text import fold

if TYPE_CHECKING:
    from smdesk.service.profile.source import Source
    from smdesk.store.library import Library

_CHOICE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """One thing to fill from; ``open`` reads it, and raises ``SmdeskError`` where that fails."""

    title: str
    told: str
    icon: str
    open: Callable[[], Source]
    draft: int | None = None


class SourceDialog(QDialog):
    """Lists what can be filled from; accepted with `choice`. ``choose_file`` asks for a file."""

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[SourceChoice]]],
        choose_file: Callable[[], SourceChoice | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("从已有的内容填入")
        self._groups, self._choose_file = groups, choose_file
        self.choice: SourceChoice | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText("按名称查找")
        self.search.setAccessibleName("查找来源")
        self.search.setClearButtonEnabled(True)
        self.list = QTreeWidget()
        self.list.setAccessibleName("可以填入的来源")
        self.list.setHeaderLabels(["来源", "说明"])
        self.list.ensurePolished()
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        self.file, self.stop = push("选择文件…", icon="folder-open"), push("取消")
        self.go = push("查看将填入的内容", "main")
        self.go.setDefault(True)
        for button in (self.file, self.stop):
            button.setAutoDefault(False)
        self._lay()
        self.resize(QSize(640, 520))
        self._fill("")
        self.search.textChanged.connect(self._fill)
        self.search.returnPressed.connect(self._accept)
        self.list.currentItemChanged.connect(lambda *_: self._enable())
        self.list.itemActivated.connect(lambda *_: self._accept())
        self.file.clicked.connect(self._from_file)
        self.stop.clicked.connect(self.reject)
        self.go.clicked.connect(self._accept)
        self.search.setFocus()

    def _lay(self) -> None:
        look = theme()
        foot = QHBoxLayout()
        foot.setSpacing(look.space(2))
        foot.addWidget(self.file)
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[look.space(5)] * 4)
        column.setSpacing(look.space(3))
        column.addWidget(
            words(
                "选一份资料、一份申报，或收到的文件。下一步先列出清单，由您勾选。",
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def _fill(self, text: str) -> None:
        self.list.clear()
        wanted = fold(text)
        for name, choices in self._groups:
            found = [one for one in choices if wanted in fold(one.title + one.told)]
            if not found:
                continue
            top = QTreeWidgetItem(self.list, [name])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            top.setFont(0, theme().font("small"))
            top.setForeground(0, theme().colour.text_muted)
            for one in found:
                item = QTreeWidgetItem(top, [one.title, one.told])
                item.setIcon(0, icon(one.icon))
                item.setForeground(1, theme().colour.text_muted)
                item.setData(0, _CHOICE, one)
                if self.list.currentItem() is None:
                    self.list.setCurrentItem(item)
        self.list.expandAll()
        self._enable()

    def _current(self) -> SourceChoice | None:
        item = self.list.currentItem()
        found = item.data(0, _CHOICE) if item is not None else None
        return found if isinstance(found, SourceChoice) else None

    def _enable(self) -> None:
        self.go.setEnabled(self._current() is not None)

    def _accept(self) -> None:
        self.choice = self._current()
        if self.choice is not None:
            self.accept()

    def _from_file(self) -> None:
        self.choice = self._choose_file()
        if self.choice is not None:
            self.accept()


def profile_choices(library: Library) -> list[SourceChoice]:
    """Return the profiles as sources."""
    from smdesk.service.profile.remember import source_of_profile, subject_name

    return [
        SourceChoice(
            one.name,
            f"{subject_name(one.kind)}资料　{one.values} 项　{one.saved.astimezone():%Y-%m-%d}",
            "package",
            lambda profile=one.id: source_of_profile(library, profile),  # type: ignore[misc]
        )
        for one in library.profiles.all()
    ]


def draft_choices(library: Library, without: int | None = None) -> list[SourceChoice]:
    """Return the drafts as sources, ``without`` the one at work."""
    from smdesk.gui.home.rows import row_of

    found = []
    for draft in library.drafts():
        if draft.id != without:
            row = row_of(draft)
            told = f"{row.notice}　{row.kind}　{draft.saved.astimezone():%Y-%m-%d}"
            open_it = _opener(library, draft.id)
            found.append(SourceChoice(row.name, told, "file-text", open_it, draft.id))
    return found


def _opener(library: Library, draft: int) -> Callable[[], Source]:
    def read() -> Source:
        from smdesk.service.profile.source import source_of_declaration

        loaded = library.load(draft)
        return source_of_declaration(
            loaded.declaration, when=loaded.saved.astimezone(), origins=loaded.origins
        )

    return read


def file_choice(library: Library, path: Path) -> SourceChoice:
    """Return a file as a source; bytes of its papers go into the store when it is opened."""

    def read() -> Source:
        from smdesk.service.profile.open_source import source_of_file

        source = source_of_file(path)
        for body in source.files.values():
            library.blobs.put(body)
        return source

    return SourceChoice(path.name, "", "file-text", read)
