"""接收下级上报: batch packages of other bureaus merged, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from smdesk.errors import SmdeskError
from smdesk.gui.desk.doubles import KINDS
from smdesk.gui.desk.keys import KeysDialog
from smdesk.gui.desk.lookup import BAD, DOUBT, GOOD, PLAIN, LookupDialog
from smdesk.gui.wizard.parts import push, words
from smdesk.gui.work import Control
from smdesk.service.desk.keys import Standing
from smdesk.service.desk.merging import Merged, keys_again, merge
from smdesk.store.desk.desk import Desk

FILTER = "报送包 (*.smdbatch);;所有文件 (*)"
_OF_KEYS = frozenset({"desk.conflict-key", "desk.conflict-key-stopped"})
_NEW = "第一次收到这个密钥签的，可打电话核对"
_HELD: dict[Standing, str] = {
    "own": "本单位的密钥",
    "first": "以前收过这个密钥签的",
    "confirmed": "更换后的密钥，已有人核对确认",
    "other": "还没有人确认是它的密钥",
    "stopped": "这个密钥已停用",
}
_SAID = (
    "下级单位的意见和排序按单位分别保留，本单位已作的决定不改变。"
    "同一个报送包可以重复接收，不会重复登记。"
)


@dataclass(frozen=True)
class Outcome:
    """What became of one file: what its merge did, or why it was not merged."""

    path: Path
    found: Merged | SmdeskError


class ReceivingDialog(LookupDialog):
    """Merges files one after the other; a line each, with what a person has to settle below."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__("接收下级上报", "接收的结果", ("结果", "说明"), (330, 530), parent)
        self._desk, self._paths = desk, tuple(paths)
        self.outcomes: list[Outcome] = []
        self._writable = not desk.read_only
        self.keys_button = push("核对密钥…")
        self.keys_button.hide()
        self.foot.insertWidget(self.foot.indexOf(self.stop), self.keys_button)
        self.keys_button.clicked.connect(self.settle_keys)
        self.asks.addWidget(words(_SAID, "muted", wrap=True))
        self.start()

    def start(self) -> None:
        """Merge beside the window."""
        desk, paths, outcomes = self._desk, self._paths, self.outcomes

        def work(control: Control) -> None:
            for path in paths:
                control.check()
                found: Merged | SmdeskError
                try:
                    found = merge(desk, path, tell=control.report)
                except SmdeskError as fault:
                    found = fault
                outcomes.append(Outcome(path, found))

        self.run(work, lambda _none: None)

    def settle_keys(self) -> None:
        """Let keys be confirmed; what is settled by it is no more shown as open."""
        dialog = KeysDialog(self._desk, self, writable=self._writable)
        dialog.exec()
        changed = dialog.changed
        dialog.deleteLater()
        if changed:
            self.outcomes = [self._looked_at(one) for one in self.outcomes]
            self._show_all()

    def _looked_at(self, one: Outcome) -> Outcome:
        """Return an outcome with what is to be said of keys by now."""
        if isinstance(one.found, SmdeskError):
            return one
        return Outcome(one.path, keys_again(self._desk, one.found))

    def settled(self) -> None:
        """Show what was merged, whether or not it was stopped."""
        self.changed = True
        self._show_all()
        if len(self.outcomes) < len(self._paths) and not self.note.isVisible():
            rest = len(self._paths) - len(self.outcomes)
            self.note.say(f"已停止，{rest} 个报送包没有收完；再接收一次会接着收。", "check")

    def _show_all(self) -> None:
        self.keys_button.hide()
        self.tree.clear()
        for one in self.outcomes:
            self._show(one)
        self.expand()

    def _show(self, one: Outcome) -> None:
        found = one.found
        if isinstance(found, SmdeskError):
            self.add((one.path.name, str(found)), BAD)
            return
        open_ = bool(found.conflicts or found.doubles or found.refused)
        item = self.add((one.path.name, _came(found)), DOUBT if open_ else GOOD)
        known = _HELD[found.standing] if found.known or found.standing == "own" else _NEW
        self.add(
            ("签名单位", f"{found.bureau}　密钥 {found.fingerprint}（{known}）"), PLAIN, under=item
        )
        for receipt in found.refused:
            why = "\n".join(problem.message for problem in receipt.problems)
            self.add((f"未收入：{PurePath(receipt.place.path).name}", why), BAD, under=item)
        for conflict in found.conflicts:
            first = conflict.cases[0] if conflict.cases else None
            self.add(("待定", conflict.problem.message), DOUBT, first, item)
            if conflict.problem.code in _OF_KEYS:
                self.keys_button.setVisible(self._writable)
        for double in found.doubles:
            self._show_double(double.kind, double.cases, item)

    def _show_double(self, kind: str, cases: Sequence[int], item: QTreeWidgetItem) -> None:
        rows = self._desk.rows(cases)
        names = "；".join(f"{one.id} 号 {one.applicant}" for one in rows)
        self.add((f"可能重复：{KINDS[kind]}", names), DOUBT, cases[0], item)


def _came(found: Merged) -> str:
    known = len(found.cases) - found.new_cases
    parts = [f"新增申报 {found.new_cases} 份"] if found.new_cases else []
    if found.new_versions > found.new_cases:
        parts.append(f"新版本 {found.new_versions - found.new_cases} 个")
    if found.new_layers:
        parts.append(f"签名意见 {found.new_layers} 条")
    said = "，".join(parts) if parts else "没有新内容"
    return f"{said}；原已收到 {known} 份" if known else said
