"""The packs at hand: where each is from, what is in it, what is wrong; added, saved, compared, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.errors import SmdeskError
from smdesk.gui.dialogs.ask import confirm
from smdesk.gui.shelf.differences import DifferencesDialog, page_of_packs
from smdesk.gui.theme.icons import icon, pixmap
from smdesk.gui.theme.tokens import theme
from smdesk.gui.ui_packs import Ui_Packs
from smdesk.gui.wizard.parts import LEVEL_ICONS, LEVEL_WORDS, set_role, words
from smdesk.service import packs
from smdesk.service.packs import PackRow

_ID = Qt.ItemDataRole.UserRole
FILTER = "通知包 (*.smnotice *.zip)"


class PackSystem:
    """What the dialog asks of the system; tests give their own."""

    def choose_file(self, parent: QWidget) -> str:
        """Ask for a pack's file; '' if none was chosen."""
        return QFileDialog.getOpenFileName(parent, "添加通知包", "", FILTER)[0]

    def choose_folder(self, parent: QWidget) -> str:
        """Ask for a pack's folder; '' if none was chosen."""
        return QFileDialog.getExistingDirectory(parent, "添加通知包文件夹")

    def choose_target(self, parent: QWidget, name: str, kinds: str) -> str:
        """Ask where to write; '' if nowhere."""
        return QFileDialog.getSaveFileName(parent, "另存为", name, kinds)[0]


class PacksDialog(QDialog):
    """Shows and changes the packs at hand. ``changed()`` after one was added or taken away."""

    changed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        writable: bool = True,
        system: PackSystem | None = None,
    ) -> None:
        super().__init__(parent)
        self.system = system or PackSystem()
        self._rows: dict[str, PackRow] = {}
        self._writable = writable
        self.ui = Ui_Packs()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.setAcceptDrops(writable)
        ui = self.ui
        ui.list.setAccessibleName("通知包列表")
        ui.list.ensurePolished()  # rows are measured as they are put in
        ui.list.setHeaderLabels(["通知", "版本", "来源"])
        ui.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        ui.list.header().setStretchLastSection(False)
        ui.detail.setAccessibleName("所选通知包的内容")
        ui.note.hide()
        ui.list.currentItemChanged.connect(lambda *_: self._show())
        ui.add_file.clicked.connect(lambda: self._add(self.system.choose_file(self)))
        ui.add_folder.clicked.connect(lambda: self._add(self.system.choose_folder(self)))
        self.draft = QPushButton("由空白表起草…")
        self.draft.setAccessibleName("由空白申报表起草通知包…")
        self.draft.setAutoDefault(False)
        self.draft.clicked.connect(self._draft)
        ui.row_foot.insertWidget(ui.row_foot.indexOf(ui.add_folder) + 1, self.draft)
        ui.save.clicked.connect(self._save)
        ui.compare.clicked.connect(self._compare)
        ui.remove.clicked.connect(self._remove)
        ui.close_button.clicked.connect(self.accept)
        for button in (ui.add_file, ui.add_folder):
            button.setEnabled(writable)
        self.refresh()
        ui.list.setFocus()

    @property
    def chosen(self) -> PackRow | None:
        """The pack that is chosen."""
        item = self.ui.list.currentItem()
        return self._rows.get(str(item.data(0, _ID))) if item is not None else None

    def refresh(self, choose: str = "") -> None:
        """Show the packs anew."""
        wanted = choose or (self.chosen.id if self.chosen else "")
        rows = packs.pack_rows()
        self._rows = {one.id: one for one in rows}
        self.ui.list.clear()
        for row in rows:
            source = "自行添加" if row.added else "程序自带"
            item = QTreeWidgetItem([row.short, row.edition, source])
            item.setData(0, _ID, row.id)
            item.setToolTip(0, f"{row.title}（{row.id}）")
            item.setIcon(0, icon("file-text" if row.usable else LEVEL_ICONS["error"], 16, None if row.usable else theme().meaning("error")))  # fmt: skip
            self.ui.list.addTopLevelItem(item)
            if row.id == wanted or self.ui.list.currentItem() is None:
                self.ui.list.setCurrentItem(item)
        for column in (1, 2):
            self.ui.list.resizeColumnToContents(column)
        self._show()

    def add(self, sources: Sequence[Path]) -> None:
        """Add packs; each is told, good or bad."""
        told: list[str] = []
        good, last = True, ""
        for source in sources:
            try:
                done = packs.install(source)
            except SmdeskError as fault:
                told.append(str(fault))
                good = False
                continue
            notice = done.pack.notice
            last = notice.id
            text = f"已添加“{notice.short}”{notice.edition} 版。"
            if done.replaced is not None:
                text += f"原来的 {done.replaced.notice.edition} 版由它代替；按原版填写的申报仍按原版打开。"
            told.append(text)
        if last:
            self.refresh(last)
            self.changed.emit()
        self._say("\n".join(told), "done" if good else "error")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take packs only."""
        if list(packs.sources_in(_dropped(event))):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Add what was dropped."""
        event.acceptProposedAction()
        self.add(list(packs.sources_in(_dropped(event))))

    def _add(self, chosen: str) -> None:
        if chosen:
            self.add([Path(chosen)])

    def _draft(self) -> None:
        """Draft a pack from a blank Word file, in a window of its own."""
        from smdesk.gui.drafting.dialog import DraftingDialog

        dialog = DraftingDialog(parent=self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _say(self, text: str, level: str) -> None:
        set_role(self.ui.note, level)
        self.ui.note.setText(text)
        self.ui.note.setVisible(bool(text))

    def _show(self) -> None:
        row = self.chosen
        usable = row is not None and row.usable
        self.ui.save.setEnabled(usable)
        self.ui.compare.setEnabled(usable)
        self.ui.remove.setEnabled(self._writable and row is not None and row.added)
        self.ui.detail.setWidget(_detail(row))

    def _save(self) -> None:
        row = self.chosen
        assert row is not None
        target = self.system.choose_target(self, f"{row.id}{packs.SUFFIX}", FILTER)
        if target:
            self._try(lambda: _saved(packs.save_pack(row.id, Path(target)), target))

    def _compare(self) -> None:
        row = self.chosen
        assert row is not None
        other = self.system.choose_file(self)
        if other:
            self._try(lambda: self._compared(row.id, other))

    def _compared(self, known: str, other: str) -> str:
        from smdesk.notices.compare import compare_packs

        old, new = packs.open_pack(known), packs.open_pack(other)
        page = page_of_packs(old, new, compare_packs(old, new))
        dialog = DifferencesDialog(page, self.save_list, self)
        dialog.exec()
        dialog.deleteLater()
        return ""

    def save_list(self, text: str) -> None:
        """Ask where to write a list, and write it."""
        target = self.system.choose_target(self, "差别清单.txt", "文本 (*.txt)")
        if target:
            self._try(lambda: _written(Path(target), text))

    def _remove(self) -> None:
        row = self.chosen
        assert row is not None
        text = f"“{row.title}”不再列出，不能再按它新建申报。已有的申报仍按原来的版本打开，文件夹移到“.former”里保留。"
        if confirm(self, "移走这个通知包", text, "移走"):
            self._try(lambda: f"已移走“{row.title}”，原文件在 {packs.remove(row.id)}。")
            self.refresh()
            self.changed.emit()

    def _try(self, work: Callable[[], str]) -> None:
        try:
            said, level = work(), "done"
        except SmdeskError as fault:
            said, level = str(fault), "error"
        self._say(said, level)


def _saved(bases: tuple[str, ...], target: str) -> str:
    more = f"它引用了自行添加的通知包 {'、'.join(bases)}，请一并交给对方。" if bases else ""
    return f"已保存到 {target}。{more}"


def _written(path: Path, text: str) -> str:
    from smdesk.files import write_atomically

    write_atomically(path, text.encode("utf-8-sig"))
    return f"已保存到 {path}。"


def _dropped(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _detail(row: PackRow | None) -> QWidget:
    """Return what is in a pack, top to bottom."""
    inner = QWidget()
    inner.setProperty("ground", "surface")
    inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(inner)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(8)
    for widget in _lines(row) if row is not None else ():
        if isinstance(widget, QWidget):
            column.addWidget(widget)
        else:
            column.addLayout(widget)
    column.addStretch(1)
    return inner


def _lines(row: PackRow) -> list[QWidget | QHBoxLayout]:
    found: list[QWidget | QHBoxLayout] = [_text(row.title, "panel")]
    where = (
        "自行添加" + ("，代替程序自带的同名通知" if row.covers else "") if row.added else "程序自带"
    )
    edition = f"，{row.edition} 版" if row.edition else ""
    found.append(_text(f"{row.id}{edition}，{where}", "muted"))
    found += [_text(one) for one in row.forms]
    if row.problems:
        usable = "可以使用，有下列提醒" if row.usable else "暂不能使用，请按下列各条修改后再添加"
        found.append(_text(f"{len(row.problems)} 处问题，{usable}", "panel"))
        found += [_problem(one.level, one.message) for one in row.problems]
    notes = _notes(row)
    if notes:
        found.append(_text("制作说明", "panel"))
        found += [_text(one) for one in notes]
    return found


def _notes(row: PackRow) -> tuple[str, ...]:
    if not row.usable:
        return ()
    from smdesk.notices.loader import pack

    try:
        found = pack(row.id)
    except SmdeskError:
        return ()
    return (*found.notice.note, *(one for form in found.forms.values() for one in form.note))


def _text(text: str, role: str = "") -> QLabel:
    label = words(text, role, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _problem(level: str, text: str) -> QHBoxLayout:
    mark = QLabel()
    mark.setPixmap(pixmap(LEVEL_ICONS[level], 16, theme().meaning(level)))
    mark.setAccessibleName(LEVEL_WORDS[level])
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_text(text), 1)
    return row
