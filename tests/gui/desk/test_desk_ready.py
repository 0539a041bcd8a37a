"""What the first case wants is loaded beside the window when the desk is opened."""

from __future__ import annotations

import pytest

from smdesk.errors import SmdeskError
from smdesk.gui.desk import work
from smdesk.gui.work import Control
from smdesk.notices import loader
from smdesk.notices.loader import pack_folders
from smdesk.rules import engine


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
