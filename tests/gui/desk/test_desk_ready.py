"""What the first case wants is loaded beside the window when the desk is opened."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from smdesk.errors import SmdeskError
from smdesk.gui.desk import work
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.work import Control
from smdesk.notices import loader
from smdesk.notices.loader import pack_folders
from smdesk.rules import engine
from smdesk.store.desk.desk import Desk


def test_every_notice_and_a_checker_of_it_are_there_and_a_faulty_one_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One notice prints no years: its checker is made with those that a draft would be given."""
    whole = loader.pack
    names = [one.name for one in pack_folders()]

    def pack(name: str) -> object:
        if name == names[1]:
            raise SmdeskError("notices.pack-missing", pack=name)
        return whole(name)

    monkeypatch.setattr(loader, "pack", pack)
    monkeypatch.setattr(engine, "_CHECKERS", {})
    work._get_ready(Control(lambda *_: None))
    assert sorted(one.ground.pack.notice.id for one in engine._CHECKERS.values()) == [
        names[0],
        *names[2:],
    ]


def test_what_a_desk_could_not_save_is_not_said_to_be_kept_in_its_window(
    qtbot: QtBot, taken: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(taken, tmp_path / "desk")
    desk = DeskWork(folder)
    with qtbot.waitSignal(desk.opened, timeout=10_000):
        desk.open()

    def fail(_: Desk) -> None:
        raise SmdeskError("store.disk-full", file="desk.db", folder=str(folder))

    with qtbot.waitSignal(desk.refused, timeout=10_000) as told:
        desk.write(fail)
    desk.close()
    (problem,) = told.args or ()
    assert problem.code == "store.not-saved-disk-full"
    assert "窗口" not in problem.message


def test_a_desk_on_a_full_disk_is_opened_to_be_read(
    qtbot: QtBot, taken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(taken, tmp_path / "desk")
    usual = Desk.open.__func__

    def full(cls: type[Desk], where: Path, *, read_only: bool = False) -> Desk:
        if not read_only:
            raise SmdeskError("store.disk-full", file="desk.db", folder=str(where))
        return usual(cls, where, read_only=True)  # type: ignore[no-any-return]

    monkeypatch.setattr(Desk, "open", classmethod(full))
    desk = DeskWork(folder)
    with qtbot.waitSignal(desk.opened, timeout=10_000):
        desk.open()
    assert not desk.writable
    assert desk.because is not None
    assert desk.because.code == "store.not-saved-disk-full"
    desk.close()
