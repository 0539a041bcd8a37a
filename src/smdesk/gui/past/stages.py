"""The list of stages of work, each with its saves below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from smdesk.service.history import Stage, moment
from smdesk.store.models import Version

_REVISION = int(Qt.ItemDataRole.UserRole)
_NAMED = 2
"""Steps that a line names before it only counts them."""


class StageTree(QTreeWidget):
    """Stages, the latest first; ``chosen`` comes with the version that is looked at."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("历次修改")
        self.setHeaderLabels(["时间", "做了什么"])
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        head = self.header()
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(self._moved)
        self._versions: dict[int, Version] = {}

    def show_stages(self, found: Sequence[Stage]) -> None:
        """List stages; the latest is chosen."""
        people = {stage.person for stage in found}
        self._versions = {one.revision: one for stage in found for one in stage.versions}
        self.blockSignals(True)
        self.clear()
        for stage in found:
            top = self._line(stage.last, _span(stage), stage.steps, stage, people)
            self.addTopLevelItem(top)
            if len(stage.versions) > 1:
                for one in reversed(stage.versions):
                    top.addChild(self._line(one, _clock(one), one.steps, stage, people))
        self.blockSignals(False)
        latest = self.topLevelItem(0)
        if latest is None:
            self.chosen.emit(None)
        else:
            self.setCurrentItem(latest)

    def _line(
        self, version: Version, when: str, steps: Sequence[str], stage: Stage, people: set[str]
    ) -> QTreeWidgetItem:
        told = "、".join(steps[:_NAMED]) + (f" 等 {len(steps)} 步" if len(steps) > _NAMED else "")
        if len(people) > 1:
            told = f"{stage.person}：{told}"
        item = QTreeWidgetItem([when, told or "保存"])
        item.setData(0, _REVISION, version.revision)
        item.setToolTip(0, moment(version.at))
        item.setToolTip(1, "\n".join(steps) or "保存")
        return item

    def _moved(self, now: QTreeWidgetItem | None, _before: object) -> None:
        self.chosen.emit(self._versions.get(now.data(0, _REVISION)) if now else None)


def _span(stage: Stage) -> str:
    """Return the time of a stage: 3月5日 14:03–14:21; the year where it is not this one's."""
    first, last = stage.first.at.astimezone(), stage.last.at.astimezone()
    day = moment(stage.first.at)
    if (first.hour, first.minute) == (last.hour, last.minute) or last < first:
        return day
    return f"{day}–{last:%H:%M}" if first.date() == last.date() else f"{day} 起"


def _clock(version: Version) -> str:
    return f"{version.at.astimezone():%H:%M:%S}"
