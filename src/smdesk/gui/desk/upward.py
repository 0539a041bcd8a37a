"""上报: the cases of a notice with what this bureau says of them, signed, as one file for above."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from smdesk.errors import SmdeskError
from smdesk.files import write_atomically
from smdesk.gui.desk.scoped import SCOPES, Scoped
from smdesk.gui.desk.writing import Write, WritingDialog, make_folder
from smdesk.gui.wizard.parts import words
from smdesk.gui.work import Control
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.paths import safe_file_name
from smdesk.service.desk.batchfile import SUFFIX
from smdesk.service.desk.bureau import known_bureau, name_bureau
from smdesk.service.desk.sending import files_note, write_batch
from smdesk.service.desk.summary import list_note
from smdesk.store.desk.desk import Desk

_UNNAMED = "首次上报时生成，只保存在本机的收件台文件夹中"

SENT = SCOPES | {"all": "全部（不予受理的连同意见）"}
"""Which cases are sent, in words: what a list leaves out goes up too."""


class UpwardDialog(WritingDialog):
    """Names the bureau, shows its key in short, and writes the signed package."""

    def __init__(
        self, desk: Desk, settings: QSettings, parent: QWidget | None = None, notice: str = ""
    ) -> None:
        super().__init__("上报", "生成报送包", settings, parent)
        self._desk = desk
        self.asked = Scoped(desk, SENT, notice)
        self.notice, self.scope = self.asked.notice, self.asked.scope
        self.bureau = QLineEdit()
        self.bureau.setAccessibleName("本单位全称")
        self.key = words(_UNNAMED, "muted")
        self.files = QCheckBox("附上收到的原文件")
        self.files.setChecked(True)
        form = QFormLayout()
        form.addRow("本单位全称", self.bureau)
        form.addRow("签名密钥", self.key)
        self.asked.put_into(form)
        form.addRow("", self.files)
        said = (
            "报送包含申报内容、本单位的状态、排序、意见和搁置理由，由本单位签名；"
            "下级单位已签的内容原样保留。上级单位用“接收下级上报”并入。"
        )
        self.wishes.addWidget(words(said, "muted", wrap=True))
        self.wishes.addLayout(form)
        self.bureau.textChanged.connect(lambda _text: self._changed())
        self._show_key(str(settings.value("bureau/bureau", "")))
        self._changed()
        if not self.bureau.text():
            self.bureau.setFocus()

    def work(self) -> Write:
        """Return the work of signing and writing."""
        desk, notice, scope = self._desk, self.asked.notice_id, self.asked.chosen
        files = self.files.isChecked()
        name = " ".join(self.bureau.text().split())

        def write(control: Control, folder: Path) -> Sequence[Path]:
            bureau = name_bureau(desk.folder, name)
            control.check()
            data = write_batch(desk, notice, bureau, scope, files=files, tell=control.report)
            control.check()
            notes = [list_note(desk, notice, scope, rejected=scope == "all")]
            if files:
                notes.append(files_note(desk, notice, scope))
            self.heed = "\n".join(one for one in notes if one)
            make_folder(folder)
            short = pack_at_hand(notice).notice.short
            path = folder / f"{safe_file_name(f'{short}_{bureau.name}')}{SUFFIX}"
            write_atomically(path, data)
            return [path]

        return write

    def said(self, paths: tuple[Path, ...]) -> None:
        """Say what was written, and show the key that it was signed with."""
        super().said(paths)
        self._show_key("")

    def _show_key(self, usual: str) -> None:
        try:
            known = known_bureau(self._desk.folder)
        except SmdeskError as fault:
            self.note.say(str(fault), "error")
            return
        if known is None:
            self.bureau.setText(usual)
            return
        self.bureau.setText(known.name)
        self.key.setText(f"{known.fingerprint}（可打电话与上级单位核对）")

    def _changed(self) -> None:
        named = bool(self.bureau.text().strip())
        self.write_button.setEnabled(named and self.notice.count() > 0)
