"""A desk that took in samples, for tests of the window."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from desk_given import GIVEN  # noqa: E402
from windows import Starter  # noqa: E402

from smdesk.gui.main_window import MainWindow  # noqa: E402
from smdesk.packet.package import write_package  # noqa: E402
from smdesk.service.desk.intake import intake  # noqa: E402
from smdesk.service.samples import load_sample  # noqa: E402
from smdesk.store.desk.desk import Desk  # noqa: E402


@pytest.fixture(scope="session")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("收到")
    for at, (form, name) in enumerate(GIVEN):
        declaration, files = load_sample(form, name)
        (folder / f"{at}.smdx").write_bytes(write_package(declaration, files))
    (folder / "申报书.docx").write_bytes(b"%PDF-1.7 not a word file")
    return folder


@pytest.fixture(scope="session")
def taken(tmp_path_factory: pytest.TempPathFactory, received: Path) -> Path:
    """A desk that took in what was received; tests work on copies."""
    folder = tmp_path_factory.mktemp("desk")
    with Desk.open(folder) as desk:
        intake(desk, [received], workers=1)
    return folder


@pytest.fixture
def stored(taken: Path) -> Path:
    """The desk that a window opens a copy of; a module may give another."""
    return taken


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, stored: Path) -> Iterator[MainWindow]:
    """A window with that desk open."""
    starter = Starter(qtbot, tmp_path / "data")
    shown = starter.start()
    shutil.copytree(stored, shown.bureau.folder)
    shown.bureau.open()
    qtbot.waitUntil(lambda: shown.bureau.page is not None, timeout=10_000)
    yield shown
    starter.end()
