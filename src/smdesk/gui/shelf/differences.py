"""Lists of before and after: two editions of a notice, and a draft on its way to another edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidgetItem, QWidget

from smdesk.gui.theme.icons import icon
from smdesk.gui.theme.tokens import theme
from smdesk.gui.ui_differences import Ui_Differences
from smdesk.notices.compare import Difference
from smdesk.notices.models import Pack
from smdesk.service.moving import Fate, Move

_PARTS = {
    "notice": "通知", "form": "申报表", "field": "栏目", "outline": "正文提纲", "attachment": "附件清单",
    "rule": "检查", "clause": "条款", "summary": "汇总表",
}  # fmt: skip
_HOWS = {"new": "新增", "gone": "取消"}
_FATES: tuple[tuple[Fate, str, str], ...] = (
    ("lost", "没有对应栏目，不带过去（原版仍可在修改历史中找回）", "check"),
    ("partly", "部分选项新版没有，只带过去其余的", "check"),
    ("new", "新版要求填写的栏目", "hint"),
    ("converted", "换算单位或按新版的写法带过去", "hint"),
    ("moved", "栏目名称有变，原样带过去", "hint"),
    ("same", "原样带过去", "done"),
)
_ICONS = {"check": "triangle-alert", "hint": "info", "done": "circle-check"}

Group = tuple[str, str, Sequence[tuple[str, str, str]]]
"""A head, its level, and rows of name, before and after."""


@dataclass(frozen=True)
class Page:
    """What a list of before and after shows: its heads, its groups, its buttons."""

    title: str
    summary: str
    heads: tuple[str, str, str]
    groups: Sequence[Group]
    yes: str = ""
    opened: int = 100


class DifferencesDialog(QDialog):
    """Shows groups of rows of before and after; accepted where `Page.yes` was pressed.

    ``save(text)`` is given the list as plain text.
    """

    def __init__(
        self, page: Page, save: Callable[[str], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.page = page
        self.ui = Ui_Differences()
        self.ui.setupUi(self)  # type: ignore[no-untyped-call]
        self.setWindowTitle(page.title)
        self.ui.title.setText(page.title)
        self.ui.summary.setText(page.summary)
        self.ui.list.setAccessibleName(page.title)
        self.ui.list.ensurePolished()  # rows are measured as they are put in
        self.ui.list.setHeaderLabels(list(page.heads))
        self.ui.accept_button.setText(page.yes)
        self.ui.accept_button.setVisible(bool(page.yes))
        self.ui.cancel.setText("取消" if page.yes else "关闭")
        self.ui.cancel.clicked.connect(self.reject)
        self.ui.accept_button.clicked.connect(self.accept)
        self.ui.save.clicked.connect(lambda: save(self.text()))
        self.ui.save.setEnabled(bool(page.groups))
        for number, group in enumerate(page.groups):
            self._add(*group, spread=number < page.opened)
        head = self.ui.list.header()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.resizeSection(0, 360)
        head.resizeSection(1, 200)
        # What tells labels apart stands at their end: the row, the year.
        self.ui.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.ui.list.setFocus()

    def text(self) -> str:
        """Return the list as plain text, one row a line, tabs between."""
        lines = [self.page.title, self.page.summary, ""]
        for head, _, rows in self.page.groups:
            lines += [
                f"{head}（{len(rows)}）",
                *("\t".join(_flat(one) for one in row) for row in rows),
                "",
            ]
        return "\r\n".join(lines)

    def _add(
        self, head: str, level: str, rows: Iterable[tuple[str, str, str]], *, spread: bool
    ) -> None:
        rows = list(rows)
        top = QTreeWidgetItem(self.ui.list, [f"{head}（{len(rows)}）"])
        top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        top.setFirstColumnSpanned(True)
        top.setFont(0, theme().font("panel"))
        if level in _ICONS:
            top.setIcon(0, icon(_ICONS[level], 16, theme().meaning(level)))
        for row in rows:
            item = QTreeWidgetItem(top, [_flat(one) for one in row])
            for column, whole in enumerate(row):
                item.setToolTip(column, whole)
        top.setExpanded(spread)


def page_of_packs(old: Pack, new: Pack, found: Sequence[Difference]) -> Page:
    """Return two packs side by side, grouped by form and kind of thing."""
    names = {**{key: form.title for key, form in old.forms.items()}, **{key: form.title for key, form in new.forms.items()}}  # fmt: skip
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for one in found:
        part = _PARTS[one.part]
        head = f"{names.get(one.form, one.form)} · {part}" if one.form else part
        whole = one.part in {"notice", "form"} and bool(one.what)  # its name is the head's
        name = one.what if whole else f"{one.name} · {one.what}" if one.what else one.name
        before, after = one.before, one.after
        if one.how != "changed":
            before, after = ("", _HOWS["new"]) if one.how == "new" else (_HOWS["gone"], "")
        groups.setdefault(head, []).append((name, before, after))
    title = (
        f"{old.notice.short} {old.notice.edition} 版与 {new.notice.short} {new.notice.edition} 版"
    )
    summary = f"共 {len(found)} 处差别。" if found else "两版没有差别。"
    return Page(
        title,
        summary,
        ("内容", "原版", "新版"),
        [(head, "", rows) for head, rows in groups.items()],
    )


def page_of_move(move: Move) -> Page:
    """Return what moving a draft does, what needs a look first."""
    groups: list[Group] = []
    for fate, head, level in _FATES:
        rows = [
            (
                one.label_before or one.label_after,
                one.text_before,
                _after(fate, one.label_before, one.label_after, one.text_after),
            )
            for one in move.of(fate)
        ]
        if rows:
            groups.append((head, level, rows))
    carried = len(move.rows) - len(move.of("lost", "new"))
    summary = (
        f"这份申报按 {move.old.notice.edition} 版填写，现行的是 {move.new.notice.edition} 版。"
        f"转过去后带上 {carried} 项内容；转换记入修改历史，可以退回原版。"
    )
    title = f"转到“{move.new.notice.short}”{move.new.notice.edition} 版"
    return Page(title, summary, ("栏目", "现在", "转换后"), groups, "转到新版", opened=3)


def _after(fate: Fate, label_before: str, label_after: str, text: str) -> str:
    """Return what stands in the last column: the text, and the new name where it is another."""
    if fate == "moved" and label_after != label_before:
        return f"{label_after}：{text}"
    return text


def _flat(text: str) -> str:
    return " ".join(text.split())
