"""A plain table as a person makes it: cells, rows and columns put in and taken out, its caption."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.sheet.later import Later
from smdesk.gui.theme.ending import ending
from smdesk.notices.declaration import SimpleTable
from smdesk.notices.text import clean
from smdesk.service.clip import read_block

MOST_COLUMNS, MOST_ROWS = 12, 200
"""More would not be read on a page of A4."""
NEW = SimpleTable(rows=(("", "", ""), ("", "", ""), ("", "", "")))


class Cells(QTableWidget):
    """The cells; the first row is the head. A block of cells is pasted where the caret stands."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        super().__init__(len(rows), max((len(row) for row in rows), default=0))
        self._later = Later(self._down, self)
        self.setAccessibleName("表格内容")
        self.horizontalHeader().setDefaultSectionSize(132)
        self.setWordWrap(True)
        self.put(0, 0, rows)
        self.resizeRowsToContents()
        self.setCurrentCell(0, 0)

    def put(self, row: int, column: int, texts: Sequence[Sequence[str]]) -> None:
        """Put a block of texts in, with more rows and columns where they are needed."""
        wide = max((len(line) for line in texts), default=0)
        self.setRowCount(min(MOST_ROWS, max(self.rowCount(), row + len(texts))))
        self.setColumnCount(min(MOST_COLUMNS, max(self.columnCount(), column + wide)))
        for down, line in enumerate(texts):
            for across, text in enumerate(line):
                self._set(row + down, column + across, text)
        self.name_edges()

    def _set(self, row: int, column: int, text: str) -> None:
        if row < self.rowCount() and column < self.columnCount():
            self.setItem(row, column, QTableWidgetItem(text))

    def name_edges(self) -> None:
        """Say what the rows are, and draw the head as one."""
        self.setVerticalHeaderLabels(
            ["表头", *(str(number) for number in range(1, self.rowCount()))]
        )
        self.setHorizontalHeaderLabels([f"第{one + 1}列" for one in range(self.columnCount())])
        for row in range(self.rowCount()):
            for column in range(self.columnCount()):
                item = self.item(row, column)
                if item is None:
                    item = QTableWidgetItem("")
                    self.setItem(row, column, item)
                font = item.font()
                font.setBold(row == 0)
                item.setFont(font)
                item.setTextAlignment(
                    Qt.AlignmentFlag.AlignCenter if row == 0 else Qt.AlignmentFlag.AlignVCenter
                )

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The texts of all cells."""
        return tuple(
            tuple(self._text(row, column) for column in range(self.columnCount()))
            for row in range(self.rowCount())
        )

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return clean(item.text()) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Paste a block, clear what is chosen, go down on Enter and on into a new row."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            for item in self.selectedItems():
                item.setText("")
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            # Qt takes the text of a cell that is being edited after this event.
            self._later.ask()
        else:
            super().keyPressEvent(event)

    def _down(self) -> None:
        if self.currentRow() == self.rowCount() - 1 < MOST_ROWS - 1:
            self.insertRow(self.rowCount())
            self.name_edges()
        self.setCurrentCell(self.currentRow() + 1, self.currentColumn())

    def paste(self) -> None:
        """Put the block of the clipboard in, from the current cell on."""
        source = QGuiApplication.clipboard().mimeData()
        block = read_block(source.html() or None, source.text() or None) if source else None
        if block is not None:
            self.put(max(0, self.currentRow()), max(0, self.currentColumn()), block.rows)
            self.resizeRowsToContents()


class TableDialog(QDialog):
    """Caption and cells of a table; ``new`` says that it is to be put in."""

    def __init__(
        self, table: SimpleTable = NEW, parent: QWidget | None = None, *, new: bool = False
    ) -> None:
        super().__init__(parent)
        self._table = table
        self.setWindowTitle("插入表格" if new else "修改表格")
        self.resize(720, 480)
        self.line = QLineEdit(table.caption)
        self.line.setPlaceholderText("如：表1 项目投资构成")
        self.line.setAccessibleName("题注")
        self.cells = Cells(table.rows)
        self._tools: dict[str, QToolButton] = {}
        form = QFormLayout()
        form.addRow("题注", self.line)
        note = QLabel("第一行是表头。可从 Excel 或 Word 粘贴单元格；空的行和列不保留。")
        note.setProperty("role", "muted")
        buttons, self.main = ending(self, "插入表格" if new else "保存表格")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addLayout(form)
        box.addLayout(self._make_tools())
        box.addWidget(self.cells, 1)
        box.addWidget(note)
        box.addLayout(buttons)
        self.cells.itemChanged.connect(lambda _: self._able())
        self.cells.currentCellChanged.connect(lambda *_: self._able())
        self._able()
        self.cells.setFocus()

    def _make_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for name, act in (
            ("上方插入行", lambda: self._insert_row(0)), ("下方插入行", lambda: self._insert_row(1)),
            ("删除行", self._remove_rows), ("左侧插入列", lambda: self._insert_column(0)),
            ("右侧插入列", lambda: self._insert_column(1)), ("删除列", self._remove_columns),
        ):  # fmt: skip
            row.addWidget(self._tool(name, act))
            if name == "删除行":
                row.addSpacing(12)
        row.addStretch(1)
        return row

    def _tool(self, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _=False: self._do(act))
        self._tools[name] = button
        return button

    def _do(self, act: Callable[[], None]) -> None:
        act()
        self.cells.name_edges()
        self._able()
        self.cells.setFocus()

    def _insert_row(self, below: int) -> None:
        self.cells.insertRow(max(0, self.cells.currentRow()) + below)

    def _insert_column(self, right: int) -> None:
        self.cells.insertColumn(max(0, self.cells.currentColumn()) + right)

    def _remove_rows(self) -> None:
        for row in sorted({one.row() for one in self.cells.selectedIndexes()}, reverse=True):
            if self.cells.rowCount() > 1:
                self.cells.removeRow(row)

    def _remove_columns(self) -> None:
        for column in sorted({one.column() for one in self.cells.selectedIndexes()}, reverse=True):
            if self.cells.columnCount() > 1:
                self.cells.removeColumn(column)

    def _able(self) -> None:
        """Let no more be made than can be printed, and none that says nothing be put in."""
        rows, columns = self.cells.rowCount(), self.cells.columnCount()
        for name, button in self._tools.items():
            limit = rows < MOST_ROWS if "行" in name else columns < MOST_COLUMNS
            left = (rows if "行" in name else columns) > 1
            button.setEnabled(left if name.startswith("删除") else limit)
        self.main.setEnabled(bool(self.table().rows))

    def table(self) -> SimpleTable:
        """Return the table with what was typed; rows and columns that are empty are left out."""
        texts = self.cells.texts
        rows = [row for row in texts if any(row)]
        kept = [at for at in range(len(texts[0]) if texts else 0) if any(row[at] for row in rows)]
        cells = tuple(tuple(row[at] for at in kept) for row in rows)
        update = {"rows": cells, "caption": clean(self.line.text(), multiline=False)}
        return self._table.model_copy(update=update)
