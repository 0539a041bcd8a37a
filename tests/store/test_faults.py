"""The disk fails: it is told at once, nothing half is stored, and the same save works later."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.store import connection as connections
from smdesk.store import faults
from smdesk.store.library import Library
from smdesk.store.models import Change

TOLD = {"store.disk-full", "store.io-error"}


@pytest.fixture
def held(tmp_path, declaration, watch, monkeypatch):
    """A library under a watched disk that checkpoints often, and a draft in it."""
    monkeypatch.setattr(connections, "LOG_PAGES", 12)
    disk = watch(tmp_path / "data")
    library = Library.open(tmp_path / "data")
    draft = library.create(declaration(count="0"), "某某")
    yield library, disk, draft
    disk.fault = None
    library.close()


@pytest.mark.parametrize("forever", [False, True])
@pytest.mark.parametrize("kind", ["write", "sync"])
@pytest.mark.parametrize("code", ["FULL", "IOERR"])
def test_the_nth_failing_write_or_sync_loses_nothing_and_retry_is_harmless(
    held, faulty_disk, kind, code, forever
):
    library, disk, draft = held
    number = {
        "FULL": faulty_disk.FULL,
        "IOERR": faulty_disk.IOERR_WRITE if kind == "write" else faulty_disk.IOERR_FSYNC,
    }[code]
    told = []
    revision, stored = 1, "0"
    for n in range(1, 15):
        disk.fault = faulty_disk.Fault(kind, number, after=1 + n % 12, forever=forever)
        change = Change("count", stored, str(n))
        try:
            saved = library.save_changes(draft, revision, [change])
        except SmdeskError as problem:
            told.append(problem.code)
            before = library.load(draft).declaration.values["count"]
            disk.fault = None
            saved = library.save_changes(draft, revision, [change])
        else:
            before = stored
        disk.fault = None
        assert before == stored
        revision, stored = saved.revision, str(n)
        assert library.load(draft).declaration.values["count"] == stored
    assert told
    assert set(told) <= TOLD
    assert revision == 15
    assert library.check().whole


def test_a_full_database_is_a_full_disk_and_what_was_saved_stays(library, declaration):
    draft = library.create(declaration(), "某某")
    writer = library._open._writer
    pages = writer.execute("PRAGMA page_count").fetchone()[0]
    writer.execute(f"PRAGMA max_page_count = {pages}")
    big = [Change(f"v{n}", "", "长" * 500) for n in range(60)]
    with pytest.raises(SmdeskError) as caught:
        library.save_changes(draft, 1, big)
    assert caught.value.code == "store.disk-full"
    assert library.load(draft).declaration == declaration()
    writer.execute("PRAGMA max_page_count = 1000000")
    library.save_changes(draft, 1, big)
    assert library.load(draft).declaration.values["v59"] == "长" * 500


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be taken away there")
def test_a_library_that_was_taken_away_is_told_and_saved_to_once_it_is_back(library, declaration):
    draft = library.create(declaration(), "某某")
    away = library.folder.with_name("away")
    library.folder.rename(away)
    with pytest.raises(SmdeskError) as caught:
        library.save_changes(draft, 1, [Change("a", "", "1")])
    assert caught.value.code == "store.gone"
    away.rename(library.folder)
    assert library.save_changes(draft, 1, [Change("a", "", "1")]).revision == 2


def test_a_program_that_locks_the_file_is_told_as_busy(library, declaration):
    draft = library.create(declaration(), "某某")
    library._open._writer.execute("PRAGMA busy_timeout = 0")
    other = sqlite3.connect(library.folder / "library.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SmdeskError) as caught:
        library.save_changes(draft, 1, [Change("a", "", "1")])
    assert caught.value.code == "store.busy"
    other.execute("ROLLBACK")
    other.close()
    library.save_changes(draft, 1, [Change("a", "", "1")])


def test_after_closing_a_save_is_told_not_swallowed(tmp_path, declaration):
    library = Library.open(tmp_path)
    draft = library.create(declaration(), "某某")
    library.close()
    with pytest.raises(SmdeskError) as caught:
        library.save_changes(draft, 1, [Change("a", "", "1")])
    assert caught.value.code == "store.closed"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "store.disk-full"),
        (errno.EROFS, "store.read-only"),
        (errno.EACCES, "store.read-only"),
        (errno.EIO, "store.io-error"),
    ],
)
def test_errors_of_the_system_have_their_codes(number, code):
    fault = faults.from_system(OSError(number, "fault"), Path("data/library.db"))
    assert fault.code == code
    assert "library.db" in str(fault)


def test_a_failing_write_on_a_nearly_full_disk_is_laid_at_its_door(tmp_path, monkeypatch):
    problem = sqlite3.OperationalError("disk I/O error")
    problem.sqlite_errorcode = sqlite3.SQLITE_IOERR
    assert faults.from_sqlite(problem, tmp_path / "a.db").code == "store.io-error"
    monkeypatch.setattr(faults, "_nearly_full", lambda folder: True)
    assert faults.from_sqlite(problem, tmp_path / "a.db").code == "store.disk-full"
