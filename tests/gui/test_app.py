"""The program as it is started, left, killed, started twice."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from smdesk.__main__ import WindowStart, window_start
from smdesk.errors import SmdeskError, sentence
from smdesk.gui import app
from smdesk.gui.dialogs.ask import Question
from smdesk.gui.dialogs.trouble import TroubleDialog
from smdesk.gui.home.page import HomePage
from smdesk.intake.package import read_package
from smdesk.notices.loader import find_form
from smdesk.packet.package import write_package
from smdesk.service.home import sample_names
from smdesk.store.library import Library
from smdesk.store.opening import FILE

sys.path.insert(0, str(Path(__file__).parent))
from windows import FIRMS, FORM, Starter, add_draft, answering, filled, leaves, names


def _type(window, text: str) -> str:
    """Change the applicant as an editor does; return its address."""
    work = window.work
    address = work.bridge.session.form.applicant
    work.bridge.do(lambda: work.bridge.session.go_to(address))
    work.bridge.do(lambda: work.bridge.session.set_value(address, text))
    return address


PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from smdesk.gui import app
from smdesk.gui.main_window import MainWindow
from smdesk.gui.settings import Settings
from smdesk.gui.theme.watch import ThemeKeeper
folder = Path(sys.argv[1])
qt = QApplication([])
app.prepare(qt)
window = MainWindow(folder, Settings(folder), ThemeKeeper("light"))
window.first_painted.connect(qt.quit)
window.show()
qt.exec()
slow = ("pydantic", "lxml", "docx", "openpyxl", "typst", "sqlite3", "PIL", "pikepdf")
print(sorted(one for one in slow if one in sys.modules), qt.applicationName())
"""


def test_nothing_slow_is_imported_before_the_first_paint(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAINT, str(tmp_path)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["[]", "smdesk"]


def test_no_verb_opens_the_window_and_a_verb_does_not() -> None:
    assert window_start([]) == WindowStart()
    assert window_start(["--data", "D:/申报"]) == WindowStart(Path("D:/申报"))
    assert window_start(["--data=D:/申报", "甲.smdx"]) == WindowStart(
        Path("D:/申报"), Path("甲.smdx")
    )
    assert window_start(["申报书.DOCX"]) == WindowStart(None, Path("申报书.DOCX"))
    for verb in (
        ["notices"],
        ["read", "甲.docx"],
        ["--version"],
        ["--data"],
        ["甲.docx", "乙.docx"],
    ):
        assert window_start(verb) is None


def test_the_first_start_offers_a_new_draft_and_the_search_has_the_focus(starter: Starter) -> None:
    window = starter.start()
    empty = window.home.frame.empty
    assert not window.home.frame.list_shown
    assert [one.accessibleName() for one in empty.buttons] == ["新建申报", "打开文件…", "打开样例"]
    offered = [one.text() for one in leaves(empty.buttons[2].menu())]
    assert sorted(offered) == sorted(one.title for one in sample_names())
    assert window.focusWidget() is window.home.search


def test_an_edit_is_on_the_disk_when_the_window_has_closed(starter: Starter) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    assert window.open_draft(draft)
    address = _type(window, FIRMS[1])
    assert window.close()
    with Library.open(starter.folder) as library:
        assert library.load(draft).declaration.values[address] == FIRMS[1]


KILL = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from smdesk.gui.main_window import MainWindow
from smdesk.gui.settings import Settings
from smdesk.gui.theme.watch import ThemeKeeper
folder = Path(sys.argv[1])
qt = QApplication([])
window = MainWindow(folder, Settings(folder), ThemeKeeper("light"))
window.show()
def work():
    window.open_draft(int(sys.argv[3]))
    session = window.work.bridge.session
    place = session.form.applicant
    session.go_to(place)
    session.set_value(place, sys.argv[4])
    window.work.bridge.saving.connect(lambda status: status.kind == "saved" and os._exit(9))
window.begin()
window.desk.opened.connect(lambda _: QTimer.singleShot(0, work))
qt.exec()
"""


def test_after_a_kill_the_program_comes_back_to_the_same_cell(starter: Starter) -> None:
    _, draft, _ = filled(starter.folder, *FIRMS)
    killed = subprocess.run(
        [sys.executable, "-c", KILL, str(starter.folder), str(Path(__file__).parent), str(draft), "甲"],
        check=False, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert killed.returncode == 9, killed.stderr
    window = starter.start()
    assert window.work is not None
    assert window.work.opened.id == draft
    session = window.work.bridge.session
    assert session.place == session.form.applicant
    assert session.value(session.place) == "甲"


def test_after_going_home_the_next_start_shows_home(starter: Starter) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    window.open_draft(draft)
    window.page.home_wanted.emit()
    assert window.work is None
    window.close()
    assert starter.start().work is None


def test_a_draft_that_was_purged_meanwhile_is_not_asked_for_again(starter: Starter) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    window.open_draft(draft)
    window.close()
    with Library.open(starter.folder) as library:
        library.trash(draft)
        library.purge(draft)
    again = starter.start()
    assert again.work is None
    assert again.settings.last_draft is None


def test_a_second_start_says_who_holds_the_folder_and_reads_only(starter: Starter) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    first = starter.start()
    second = starter.start()
    holder = json.loads((starter.folder / "holder.json").read_text(encoding="utf-8"))
    assert holder["user"] in second.home.frame.banner.sentence.text()
    assert not second.home.frame.new_button.isEnabled()
    assert not second.ui.act_new.isEnabled()
    assert second.open_draft(draft)
    assert second.work.autosave is None
    assert second.work.bridge.read_only
    assert second.page.frame.banner.isVisible()
    assert second.leave_draft()
    first.close()
    second.home.retry_wanted.emit()
    starter.qtbot.waitUntil(lambda: second.desk.writable)
    assert not second.home.frame.banner.isVisible()
    assert second.home.frame.new_button.isEnabled()


def test_the_list_waits_for_no_notice_whose_names_it_knows(
    starter: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(starter.folder, FIRMS[0])
    old = json.dumps({FORM: ["旧名", "旧类"]})
    (starter.folder / "names.json").write_text(old, encoding="utf-8")
    first: list[str] = []
    real = HomePage.show_library

    def shown(page: HomePage, *given: object) -> None:
        real(page, *given)
        first.append(page.list.row.notice)

    monkeypatch.setattr(HomePage, "show_library", shown)
    window = starter.start()
    starter.qtbot.waitUntil(lambda: window.desk.now is not None and bool(window.desk.now.samples))
    pack, _ = find_form(FORM)
    assert first == ["旧名"]
    assert window.home.list.row.notice == pack.notice.short
    kept = json.loads((starter.folder / "names.json").read_text(encoding="utf-8"))
    assert kept[FORM][0] == pack.notice.short


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("store.read-only", "window.folder-read-only"),
        ("store.disk-full", "window.disk-full"),
    ],
)
def test_a_folder_without_rights_or_room_is_not_called_held_by_another_window(
    starter: Starter, monkeypatch: pytest.MonkeyPatch, fault: str, told: str
) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    real = Library.open

    def refused(folder: Path, **kwargs) -> Library:
        if not kwargs.get("read_only"):
            raise SmdeskError(fault, file=FILE, folder=str(folder))
        return real(folder, **kwargs)

    monkeypatch.setattr(Library, "open", refused)
    card = {"pid": 1, "host": "pc", "user": "王工", "since": "2026-03-05T12:00:00"}
    (starter.folder / "holder.json").write_text(json.dumps(card), encoding="utf-8")
    window = starter.start()
    assert window.desk.now.because.code == told
    assert window.open_draft(draft)
    shown = window.page.frame.banner.sentence.text()
    code = told.replace("window.disk", "window.draft-disk").replace("folder-", "draft-")
    assert shown == sentence(code, folder=str(starter.folder))
    assert "王工" not in shown


def test_a_damaged_library_is_said_and_a_backup_is_put_back(starter: Starter) -> None:
    filled(starter.folder, *FIRMS[:2])
    (starter.folder / FILE).write_bytes(b"not a library" * 400)
    window = starter.start()
    assert window.desk.library is None
    assert not window.home.frame.list_shown
    assert window.home.frame.empty.buttons[0].accessibleName() == "从备份恢复…"
    answering(lambda dialog: dialog.ui.restore.click())
    window.home.frame.empty.buttons[0].click()
    starter.qtbot.waitUntil(lambda: window.desk.library is not None)
    assert sorted(names(window)) == sorted(FIRMS[:2])


def test_a_lost_library_with_backups_can_be_begun_anew(starter: Starter) -> None:
    filled(starter.folder, FIRMS[0])
    for one in starter.folder.glob(f"{FILE}*"):
        one.unlink()
    window = starter.start()
    buttons = {one.accessibleName(): one for one in window.home.frame.empty.buttons}
    buttons["从头开始"].click()
    starter.qtbot.waitUntil(lambda: window.desk.writable)
    assert names(window) == []


class _Full:
    """Stands for a full disk: saving fails while ``full``."""

    def __init__(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = True
        real = library.save_changes

        def save(*args, **kwargs):
            if self.full:
                raise SmdeskError("store.disk-full", file=FILE, folder="D:/")
            return real(*args, **kwargs)

        monkeypatch.setattr(library, "save_changes", save)


def test_a_draft_that_cannot_be_saved_stays_open_until_the_person_decides(
    starter: Starter, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    window.open_draft(draft)
    disk = _Full(window.desk.library, monkeypatch)
    address = _type(window, FIRMS[2])
    answering(lambda dialog: dialog.buttons["cancel"].click())
    assert not window.close()
    assert window.isVisible()
    assert window.work.bridge.session.value(address) == FIRMS[2]

    starter.system.target = str(tmp_path / "另存.smdx")
    told: list[str] = []

    def free_and_retry(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        told.append(dialog.text.text())
        disk.full = False
        dialog.buttons["retry"].click()

    def package(dialog: QDialog) -> None:
        assert isinstance(dialog, Question)
        answering(free_and_retry)
        dialog.buttons["package"].click()

    answering(package)
    assert window.leave_draft()
    assert starter.system.target in told[0]
    assert (
        read_package(Path(starter.system.target).read_bytes()).declaration.values[address]
        == FIRMS[2]
    )
    assert window.desk.library.load(draft).declaration.values[address] == FIRMS[2]


def test_edits_that_are_given_up_on_purpose_let_the_window_close(
    starter: Starter, monkeypatch: pytest.MonkeyPatch
) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    window.open_draft(draft)
    _Full(window.desk.library, monkeypatch)
    address = _type(window, FIRMS[2])
    answering(lambda dialog: dialog.buttons["discard"].click())
    assert window.close()
    with Library.open(starter.folder) as library:
        assert library.load(draft).declaration.values[address] == FIRMS[0]


def test_the_title_names_the_applicant_and_marks_what_is_not_saved(starter: Starter) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    assert window.windowTitle() == "smdesk"
    window.open_draft(draft)
    assert window.windowTitle().startswith(FIRMS[0])
    _type(window, FIRMS[1])
    assert window.windowTitle().startswith(FIRMS[1])
    assert window.isWindowModified()
    window.work.save()
    assert not window.isWindowModified()


def test_the_window_comes_back_where_it_was(starter: Starter) -> None:
    window = starter.start()
    least = window.minimumWidth()
    window.resize(least, 590)
    window.close()
    assert starter.start().size().toTuple() == (least, 590)


def test_a_fault_that_nothing_caught_is_logged_and_told_once(
    starter: Starter, tmp_path: Path
) -> None:
    from smdesk import log
    from smdesk.gui.crash import Guard

    window = starter.start()
    logs = tmp_path / "logs"
    log.start(logs)
    guard = Guard(logs, lambda: window, starter.system.folders.append)
    for word in ("first", "second"):
        try:
            raise ValueError(word)
        except ValueError as fault:
            guard.caught(type(fault), fault, fault.__traceback__)
    starter.qtbot.waitUntil(lambda: isinstance(guard.dialog, TroubleDialog))
    starter.qtbot.waitUntil(lambda: "second" in guard.dialog.ui.detail.toPlainText())
    assert "first" in guard.dialog.ui.detail.toPlainText()
    assert str(logs / log.FILE) in guard.dialog.ui.text.text()
    assert "ValueError: second" in (logs / log.FILE).read_text(encoding="utf-8")
    guard.dialog.ui.log.click()
    assert starter.system.folders == [logs]
    guard.dialog.ui.go_on.click()
    assert guard.dialog is None


def test_a_received_file_named_at_the_start_is_opened(starter: Starter, tmp_path: Path) -> None:
    with Library.open(tmp_path / "other") as library:
        draft = add_draft(library, FIRMS[2])
        declaration = library.load(draft).declaration
        package = tmp_path / "收到.smdx"
        package.write_bytes(write_package(declaration, library.blobs.read))
    window = starter.start(package)
    starter.qtbot.waitUntil(lambda: window.work is not None)
    assert window.work.name == FIRMS[2]
    assert window.work.opened.session.declaration.form == FORM


def test_the_menu_undoes_by_name_and_goes_home(starter: Starter) -> None:
    (draft,) = filled(starter.folder, FIRMS[0])
    window = starter.start()
    window.open_draft(draft)
    address = _type(window, FIRMS[1])
    undo = window.ui.menu_edit.actions()[0]
    assert undo.text().startswith("撤销 ")
    undo.trigger()
    assert window.work.bridge.session.value(address) == FIRMS[0]
    window.ui.act_home.trigger()
    assert window.work is None
    assert window.focusWidget() is window.home.list
    starter.qtbot.keyClick(window.home.list, Qt.Key.Key_Return)
    assert window.work is not None


def test_qts_own_file_dialog_speaks_chinese(qapp: QApplication) -> None:
    app.prepare(qapp)
    words = qapp.findChildren(QTranslator)
    try:
        dialog = QFileDialog()
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        shown = [one.text() for one in dialog.findChildren(QLabel) if one.text()]
        assert shown
        assert not [one for one in shown if re.search(r"[A-Za-z]{3}", one)]
    finally:
        for one in words:
            qapp.removeTranslator(one)
            one.deleteLater()


def test_the_first_paint_is_in_the_style_of_the_sheet_and_does_without_its_enums(
    tmp_path: Path,
) -> None:
    code = (
        "import os, sys\n"
        "from smdesk import __main__\n"
        "from smdesk.gui import app\n"
        "def end(window, file):\n"
        "    import PySide6.QtWidgets as W\n"
        "    print('made' if 'QStyle' in vars(W) else 'spared')\n"
        "    W.QApplication.instance().setStyleSheet('')\n"
        "    print(W.QApplication.style().name(), flush=True)\n"
        "    os._exit(0)\n"
        "app._after_paint = end\n"
        "sys.argv = ['smdesk', '--data', sys.argv[1]]\n"
        "__main__.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    assert done.stdout.split() == ["spared", "fusion"]
