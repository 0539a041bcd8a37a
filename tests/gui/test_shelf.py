"""The window of packs, and the lists of before and after."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smdesk import paths
from smdesk.gui.shelf.differences import DifferencesDialog, page_of_move, page_of_packs
from smdesk.gui.shelf.packs import PacksDialog, PackSystem
from smdesk.notices.compare import compare_packs
from smdesk.notices.loader import forget_packs, pack
from smdesk.service.moving import Move, MoveRow
from smdesk.service.packs import install

sys.path.insert(0, str(Path(__file__).parent))
from windows import FIRMS, Starter, add_draft, answering


class Told(PackSystem):
    """Answers as a test says, in place of the system's dialogs."""

    def __init__(self) -> None:
        self.file = self.folder = self.target = ""

    def choose_file(self, parent: QWidget) -> str:
        del parent
        return self.file

    def choose_folder(self, parent: QWidget) -> str:
        del parent
        return self.folder

    def choose_target(self, parent: QWidget, name: str, kinds: str) -> str:
        del parent, name, kinds
        return self.target


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_packs()
    yield
    forget_packs()


@pytest.fixture
def relay(tmp_path: Path) -> Path:
    made = tmp_path / "relay"
    made.mkdir()
    (made / "notice.toml").write_text(
        'extends = "zhejiang-2020"\nid = "quzhou-2020"\nshort = "衢州 2020"\nforms = ["platform"]\n',
        "utf-8",
    )
    (made / "platform.toml").write_text('extends = "zhejiang-2020/platform"\n', "utf-8")
    (made / "rules.toml").write_text('extends = "zhejiang-2020"\n', "utf-8")
    for name in ("notice.md", "notice.txt"):
        shutil.copy(paths.resources() / "notices" / "zhejiang-2020" / name, made / name)
    return made


@pytest.fixture
def system() -> Told:
    return Told()


@pytest.fixture
def dialog(qtbot: QtBot, system: Told) -> PacksDialog:
    made = PacksDialog(system=system)
    qtbot.addWidget(made)
    made.show()
    return made


def names(dialog: PacksDialog) -> list[str]:
    tree = dialog.ui.list
    return [tree.topLevelItem(at).text(0) for at in range(tree.topLevelItemCount())]


def told(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def choose(dialog: PacksDialog, name: str) -> None:
    for at in range(dialog.ui.list.topLevelItemCount()):
        if dialog.ui.list.topLevelItem(at).text(0) == name:
            dialog.ui.list.setCurrentItem(dialog.ui.list.topLevelItem(at))
            return
    raise AssertionError(name)


def test_every_pack_at_hand_is_listed_and_told(dialog: PacksDialog) -> None:
    assert pack("zhejiang-2020").notice.short in names(dialog)
    choose(dialog, pack("zhejiang-2020").notice.short)
    assert "服务型制造示范企业申报表" in told(dialog.ui.detail.widget())
    assert not dialog.ui.remove.isEnabled()


def test_a_folder_is_added_chosen_saved_and_removed(
    dialog: PacksDialog,
    system: Told,
    relay: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system.folder, system.target = str(relay), str(tmp_path / "out.smnotice")
    with qtbot.waitSignal(dialog.changed):
        qtbot.mouseClick(dialog.ui.add_folder, Qt.MouseButton.LeftButton)
    assert dialog.chosen is not None
    assert dialog.chosen.id == "quzhou-2020"
    qtbot.mouseClick(dialog.ui.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "out.smnotice").is_file()
    monkeypatch.setattr("smdesk.gui.shelf.packs.confirm", lambda *_: True)
    with qtbot.waitSignal(dialog.changed):
        qtbot.mouseClick(dialog.ui.remove, Qt.MouseButton.LeftButton)
    assert "衢州 2020" not in names(dialog)


def test_a_faulty_pack_is_refused_with_its_faults_in_view(
    dialog: PacksDialog, system: Told, relay: Path, qtbot: QtBot
) -> None:
    (relay / "platform.toml").write_text("columns = ", "utf-8")
    system.folder = str(relay)
    before = names(dialog)
    qtbot.mouseClick(dialog.ui.add_folder, Qt.MouseButton.LeftButton)
    assert names(dialog) == before
    assert "platform.toml" in dialog.ui.note.text()


def test_a_pack_is_added_by_dropping_it(dialog: PacksDialog, relay: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(relay))])
    action = Qt.DropAction.CopyAction
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5), action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )
    assert "衢州 2020" in names(dialog)


def test_a_pack_that_was_broken_in_its_folder_says_what_to_mend(
    dialog: PacksDialog, relay: Path
) -> None:
    install(relay)
    (paths.user_data() / "notices" / "quzhou-2020" / "platform.toml").write_text(
        "columns = ", "utf-8"
    )
    forget_packs()
    dialog.refresh("quzhou-2020")
    assert dialog.chosen is not None
    assert not dialog.chosen.usable
    assert "platform.toml" in told(dialog.ui.detail.widget())
    assert not dialog.ui.save.isEnabled()
    assert dialog.ui.remove.isEnabled()


def test_a_window_that_may_only_read_adds_nothing(qtbot: QtBot) -> None:
    made = PacksDialog(writable=False)
    qtbot.addWidget(made)
    assert not made.ui.add_file.isEnabled()
    assert not made.acceptDrops()


def test_two_editions_are_shown_side_by_side(qtbot: QtBot, relay: Path) -> None:
    old, new = pack("zhejiang-2020"), install(relay).pack
    kept: list[str] = []
    made = DifferencesDialog(page_of_packs(old, new, compare_packs(old, new)), kept.append)
    qtbot.addWidget(made)
    heads = [
        made.ui.list.topLevelItem(at).text(0) for at in range(made.ui.list.topLevelItemCount())
    ]
    assert any(head.startswith("申报表") or "· 申报表" in head for head in heads)
    assert not made.ui.accept_button.isVisibleTo(made)
    qtbot.mouseClick(made.ui.save, Qt.MouseButton.LeftButton)
    assert "取消" in kept[0]


def test_a_move_shows_first_what_has_no_place(qtbot: QtBot) -> None:
    found = pack("zhejiang-2020")
    rows = (
        MoveRow("same", "企业名称", "企业名称", "甲", "甲", "org.name"),
        MoveRow("lost", "传真", "", "0571", "", "contact.fax"),
        MoveRow("new", "", "净资产", "", "", "finance.net"),
    )
    from smdesk.service.samples import load_sample

    move = Move(found, found, load_sample("zhejiang-2020/enterprise")[0], rows)
    made = DifferencesDialog(page_of_move(move), print)
    qtbot.addWidget(made)
    first = made.ui.list.topLevelItem(0)
    assert first.child(0).text(0) == "传真"
    assert first.child(0).text(1) == "0571"
    qtbot.mouseClick(made.ui.accept_button, Qt.MouseButton.LeftButton)
    assert made.result() == QDialog.DialogCode.Accepted


@pytest.fixture
def starter(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starter]:
    monkeypatch.setenv("SMDESK_DATA", str(tmp_path / "data"))
    made = Starter(qtbot, tmp_path / "data")
    yield made
    made.end()


def newer_edition(folder: Path) -> Path:
    """Write an edition of Zhejiang's notice of the user's own that asks for no fax."""
    made = folder / "zhejiang-2020"
    made.mkdir()
    (made / "notice.toml").write_text(
        'extends = "zhejiang-2020"\nedition = "2020-10-08"\n', "utf-8"
    )
    (made / "enterprise.toml").write_text(
        'extends = "zhejiang-2020/enterprise"\n[[field]]\naddress = "org.business"\nlimit = 60\n',
        "utf-8",
    )
    for name in ("project", "platform"):
        (made / f"{name}.toml").write_text(f'extends = "zhejiang-2020/{name}"\n', "utf-8")
    (made / "rules.toml").write_text('extends = "zhejiang-2020"\n', "utf-8")
    (made / "summary.toml").write_text('extends = "zhejiang-2020"\n', "utf-8")
    for name in ("notice.md", "notice.txt"):
        shutil.copy(paths.resources() / "notices" / "zhejiang-2020" / name, made / name)
    return made


def test_a_draft_keeps_to_its_edition_until_it_is_moved_after_a_look(
    starter: Starter, tmp_path: Path, qtbot: QtBot
) -> None:
    window = starter.start()
    assert window.desk.library is not None
    draft = add_draft(window.desk.library, FIRMS[0])
    old = pack("zhejiang-2020")
    new = install(newer_edition(tmp_path)).pack
    assert window.open_draft(draft)
    assert window.work is not None
    assert window.work.opened.session.pack == old
    banner = window.page.frame.banner
    assert banner.button.isVisibleTo(window)
    seen: list[str] = []

    def accept(dialog: QDialog) -> None:
        assert isinstance(dialog, DifferencesDialog)
        seen.append(dialog.page.title)
        dialog.ui.accept_button.click()

    answering(accept)
    qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.work is not None and window.work.opened.session.pack == new)
    assert "2020-10-08" in seen[0]
    assert window.work.opened.session.value("org.name") == FIRMS[0]
    assert not window.page.frame.banner.isVisibleTo(window)


def test_a_pack_that_is_opened_as_a_file_is_added(
    starter: Starter, relay: Path, tmp_path: Path
) -> None:
    from smdesk.service.packs import remove, save_pack

    install(relay)
    save_pack("quzhou-2020", tmp_path / "x.smnotice")
    remove("quzhou-2020")
    window = starter.start()
    listed: list[list[str]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, PacksDialog)
        listed.append(names(dialog))
        dialog.accept()

    answering(look)
    window.flows.open_file(tmp_path / "x.smnotice")
    assert "衢州 2020" in listed[0]
