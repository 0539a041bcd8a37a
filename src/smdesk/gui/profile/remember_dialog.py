"""What profiles would learn of a declaration: new, changed, kept; shown before it is stored."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smdesk.gui.theme.tokens import theme
from smdesk.gui.wizard.parts import push, words
from smdesk.service.profile.remember import News, ProfileDraft, subject_name

_NEWS: tuple[tuple[News, str], ...] = (
    ("changed", "更新"),
    ("new", "新记"),
    ("older", "资料中的更新，保留不动"),
)


class RememberDialog(QDialog):
    """Shows what is to be remembered; accepted when the person wants it."""

    def __init__(self, drafts: Sequence[ProfileDraft], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("记入资料")
        look = theme()
        count = sum(len(one.of("new", "changed")) for one in drafts)
        names = "、".join(f"{subject_name(one.subject)}“{one.name}”" for one in drafts)
        title = words(f"记入{names}的资料", "panel", wrap=True)
        how = words(
            "以后的申报可以从资料填入。承诺、推荐单位不记入；年度数按年份分别保存。",
            "muted",
            wrap=True,
        )
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("将记入的内容")
        self.tree.setHeaderLabels(["栏目", "资料中", "记入后"])
        self.tree.ensurePolished()
        for column, width in enumerate((280, 200)):
            self.tree.header().resizeSection(column, width)
        for draft in drafts:
            self._fill(draft)
        self.stop, self.go = push("取消"), push(f"记入 {count} 项", "main")
        self.stop.setAutoDefault(False)
        self.go.setDefault(True)
        self.go.setEnabled(any(one.anything for one in drafts))
        if not self.go.isEnabled():
            how.setText("资料中已经都有，没有需要记入的内容。")
        self.stop.clicked.connect(self.reject)
        self.go.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.stop)
        foot.addWidget(self.go)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(*[look.space(5)] * 4)
        column_.setSpacing(look.space(3))
        column_.addWidget(title)
        column_.addWidget(how)
        column_.addWidget(self.tree, 1)
        column_.addLayout(foot)
        self.resize(QSize(760, 540))

    def _fill(self, draft: ProfileDraft) -> None:
        for news, name in _NEWS:
            rows = draft.of(news)
            if not rows:
                continue
            top = QTreeWidgetItem(
                self.tree, [f"{subject_name(draft.subject)} · {name}　{len(rows)}"]
            )
            top.setFont(0, theme().font("strong"))
            top.setFirstColumnSpanned(True)
            for one in rows:
                after = one.old if news == "older" else one.held.shown
                texts = [one.held.label, one.old, after]
                item = QTreeWidgetItem([text.replace("\n", " ")[:200] for text in texts])
                for column, text in enumerate(texts):
                    item.setToolTip(column, text)
                item.setForeground(1, theme().colour.text_muted)
                top.addChild(item)
            top.setExpanded(news != "older")
