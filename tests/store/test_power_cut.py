"""A power cut after any write or sync: every acknowledged edit is there, nothing is damaged."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.store import connection as connections
from smdesk.store.drafts import load
from smdesk.store.library import Library
from smdesk.store.models import Change
from smdesk.store.opening import FILE
from smdesk.store.rows import draft_row

EDITS = 12


@pytest.fixture(autouse=True)
def _small_log(monkeypatch):
    """A log of 64 KB instead of 1 MB: thousands of copies of it are written here."""
    monkeypatch.setattr(connections, "LOG_BYTES", 64 << 10)


def _work(folder: Path, disk, declaration) -> int:
    """Save a growing number again and again; note each acknowledgement."""
    library = Library.open(folder)
    draft = library.create(declaration(count="0"), "某某机械")
    revision = library.load(draft).revision
    for n in range(1, EDITS):
        change = Change("count", str(n - 1), str(n), step="填写")
        revision = library.save_changes(draft, revision, [change], place=f"cell[{n}]").revision
        disk.ack(n)
    library.close()
    return draft


def _outcomes(faulty_disk, disk, draft: int, scratch: Path, monkeypatch) -> list[str]:
    """Restart after each cut: ``lost``, ``damaged`` or ``good``."""
    monkeypatch.setattr(connections, "SYNCHRONOUS", "OFF")  # of the restarts, which only look
    outcomes = []
    scratch.mkdir()
    path = scratch / FILE
    for files, acks in faulty_disk.cuts(disk.ops, seed=7):
        for old in scratch.iterdir():
            old.unlink()
        for name, data in files.items():
            if Path(name).parent == disk.folder:
                (scratch / Path(name).name).write_bytes(data)
        outcomes.append(_restart(path, draft, acks[-1]))
    return outcomes


def _restart(path: Path, draft: int, acknowledged: int) -> str:
    try:
        with closing(connections.writer(path)) as connection:
            sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            loaded, examined = load(connection, draft_row(connection, draft))
    except (sqlite3.OperationalError, SmdeskError):
        return "lost"  # not even its table, or the draft, is there
    except sqlite3.DatabaseError:
        return "damaged"
    if not sound or not examined.sound:
        return "damaged"
    return "good" if int(loaded.declaration.values["count"]) >= acknowledged else "lost"


@pytest.mark.parametrize("log_pages", [connections.LOG_PAGES, 24])
def test_no_power_cut_loses_an_acknowledged_edit(
    tmp_path, declaration, watch, faulty_disk, monkeypatch, log_pages
):
    monkeypatch.setattr(connections, "LOG_PAGES", log_pages)  # small: checkpoints in between
    disk = watch(tmp_path / "data")
    draft = _work(tmp_path / "data", disk, declaration)
    recorded = faulty_disk.Disk(tmp_path / "data", disk.ops)
    outcomes = _outcomes(faulty_disk, recorded, draft, tmp_path / "scratch", monkeypatch)
    assert len(outcomes) > 3 * EDITS
    assert set(outcomes) == {"good"}


@pytest.mark.parametrize("synchronous", ["NORMAL", "OFF"])
def test_the_same_cuts_lose_edits_where_the_log_is_not_synced(
    tmp_path, declaration, watch, faulty_disk, monkeypatch, synchronous
):
    monkeypatch.setattr(connections, "SYNCHRONOUS", synchronous)
    disk = watch(tmp_path / "data")
    draft = _work(tmp_path / "data", disk, declaration)
    recorded = faulty_disk.Disk(tmp_path / "data", disk.ops)
    outcomes = _outcomes(faulty_disk, recorded, draft, tmp_path / "scratch", monkeypatch)
    assert outcomes.count("lost") + outcomes.count("damaged") > EDITS


def test_an_edit_is_one_sync_and_few_pages(tmp_path, declaration, watch):
    disk = watch(tmp_path / "data")
    with Library.open(tmp_path / "data") as library:
        draft = library.create(declaration(count="0"), "某某机械")
        before, disk.ops = dict(disk.count), []
        for n in range(1, 101):
            library.save_changes(draft, n, [Change("count", str(n - 1), str(n))], place="count")
        assert disk.count["sync"] - before["sync"] == 100
        assert sum(len(op.data) for op in disk.ops) <= 100 * 8192
