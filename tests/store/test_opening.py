"""Opening: who holds the folder, what the file is, and the way from an old schema."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.store import connection as connections
from smdesk.store import opening, schema
from smdesk.store.instance import HOLDER, LOCK, InstanceLock, holder
from smdesk.store.library import Library
from smdesk.store.migrations import migrate
from smdesk.store.models import Change
from smdesk.store.opening import FILE


def _code(call, *args, **kwargs) -> str:
    with pytest.raises(SmdeskError) as caught:
        call(*args, **kwargs)
    return caught.value.code


# -- one program on one folder ---------------------------------------------------------------


def test_a_second_start_learns_who_holds_the_folder_and_may_read(library, declaration, clock):
    draft = library.create(declaration(), "某某")
    with pytest.raises(SmdeskError) as caught:
        Library.open(library.folder, clock=clock)
    assert caught.value.code == "store.held"
    assert caught.value.params["pid"] == os.getpid()
    assert caught.value.params["host"] == platform.node()
    assert caught.value.params["since"] == clock.time.astimezone().strftime("%Y-%m-%d %H:%M")
    with Library.open(library.folder, read_only=True) as other:
        assert other.load(draft).declaration == declaration()
    assert library.load(draft).revision == 1


def test_another_process_is_held_off_until_this_one_ends(library):
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from smdesk.errors import SmdeskError
        from smdesk.store.library import Library
        try:
            Library.open(Path(sys.argv[1])).close()
            print("opened")
        except SmdeskError as problem:
            print(problem.code, problem.params["pid"])
        """
    )
    command = [sys.executable, "-c", program, str(library.folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said == ["store.held", str(os.getpid())]
    library.close()
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert said == ["opened"]


def test_the_card_of_a_dead_holder_holds_nobody_off(tmp_path):
    (tmp_path / LOCK).touch()
    card = {"pid": 1, "host": "甲", "user": "某某", "since": "2026-01-01T00:00:00+08:00"}
    (tmp_path / HOLDER).write_text(json.dumps(card), encoding="utf-8")
    with Library.open(tmp_path):
        assert holder(tmp_path).pid == os.getpid()
    assert holder(tmp_path) is None


@pytest.mark.parametrize("card", ["", "{", "[]", '{"pid": "x"}'])
def test_a_torn_card_still_says_that_the_folder_is_held(tmp_path, card):
    lock = InstanceLock(tmp_path)
    lock.acquire()
    (tmp_path / HOLDER).write_text(card, encoding="utf-8")
    assert _code(InstanceLock(tmp_path).acquire) == "store.held"
    lock.release()
    lock.release()


def test_a_full_disk_takes_the_card_of_a_killed_program_and_not_the_folder(tmp_path, monkeypatch):
    (tmp_path / HOLDER).write_text('{"pid": 1}', encoding="utf-8")

    def full(path, data):
        raise SmdeskError("files.disk-full", file=path.name, folder=str(path.parent))

    monkeypatch.setattr("smdesk.store.instance.write_atomically", full)
    lock = InstanceLock(tmp_path)
    lock.acquire()
    assert not (tmp_path / HOLDER).exists()
    assert _code(InstanceLock(tmp_path).acquire) == "store.held"
    lock.release()


def test_a_library_that_fails_to_open_gives_the_lock_back(tmp_path):
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    assert _code(Library.open, tmp_path) == "store.foreign"
    assert _code(Library.open, tmp_path) == "store.foreign"


def test_reading_an_empty_folder_is_told(tmp_path):
    assert _code(Library.open, tmp_path, read_only=True) == "store.nothing"
    assert list(tmp_path.iterdir()) == []


# -- what the file is ------------------------------------------------------------------------


@pytest.fixture
def stored(tmp_path, declaration) -> Path:
    folder = tmp_path / "data"
    with Library.open(folder) as library:
        library.create(declaration(), "某某")
    return folder


def _set(path: Path, pragma: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_ours_is_refused_and_not_touched(tmp_path, read_only):
    path = tmp_path / FILE
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE contacts (name TEXT)")
        connection.commit()
    before = path.read_bytes()
    assert _code(Library.open, tmp_path, read_only=read_only) == "store.foreign"
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused_and_not_touched(stored):
    _set(stored / FILE, f"user_version = {schema.VERSION + 1}")
    before = (stored / FILE).read_bytes()
    assert _code(Library.open, stored) == "store.newer"
    assert (stored / FILE).read_bytes() == before


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_truncated_file_is_told(stored, keep):
    data = (stored / FILE).read_bytes()
    (stored / FILE).write_bytes(data[: int(len(data) * keep)])
    assert _code(Library.open, stored) == "store.truncated"
    assert _code(Library.open, stored, read_only=True) == "store.truncated"


def test_a_file_emptied_to_nothing_is_told_while_there_are_backups(stored):
    (stored / FILE).write_bytes(b"")
    assert _code(Library.open, stored) == "store.missing"


def test_a_library_cut_while_it_was_first_made_is_made_anew(tmp_path):
    connection = connections.writer(tmp_path / FILE)
    connection.close()
    with Library.open(tmp_path) as library:
        assert library.drafts() == ()


# -- the folder cannot be written ------------------------------------------------------------

_WITHOUT_PRIVILEGES = """
import ctypes, os, sys
from pathlib import Path
from smdesk.errors import SmdeskError
from smdesk.store.library import Library
if os.geteuid() == 0:  # root writes everywhere: give that up, as capset(2) does
    class Header(ctypes.Structure):
        _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]
    class Data(ctypes.Structure):
        _fields_ = [(name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable")]
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(ctypes.byref(Header(0x20080522, 0)), ctypes.byref((Data * 2)())):
        sys.exit("capset")
folder = Path(sys.argv[1])
try:
    Library.open(folder)
    print("opened")
except SmdeskError as problem:
    print(problem.code)
with Library.open(folder, read_only=True) as library:
    print([library.load(row.id).declaration.values["org.name"] for row in library.drafts()])
    try:
        library.trash(1)
    except SmdeskError as problem:
        print(problem.code)
"""


def _as_nobody(folder: Path) -> list[str]:
    if os.name == "nt":
        pytest.skip("folders of Windows do not become read-only by a mode")
    command = [sys.executable, "-c", _WITHOUT_PRIVILEGES, str(folder)]
    for path in folder.iterdir():
        path.chmod(0o444 if path.is_file() else 0o555)
    folder.chmod(0o555)
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        folder.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o644 if path.is_file() else 0o755)
    if "capset" in done.stderr:
        pytest.skip("this system does not let root give up its privileges")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_read_only_folder_is_told_and_can_be_read(stored):
    assert _as_nobody(stored) == [
        "store.read-only",
        "['杭州某某机械有限公司']",
        "store.opened-read-only",
    ]


def test_a_read_only_folder_left_by_a_kill_is_read_with_its_log(tmp_path, declaration):
    """Nothing of the log is in the file yet: reading the file alone would show an older state."""
    folder = tmp_path / "data"
    library = Library.open(folder)
    draft = library.create(declaration(), "某某")
    library.save_changes(draft, 1, [Change("org.name", "杭州某某机械有限公司", "日志里的名称")])
    killed = tmp_path / "killed"
    killed.mkdir()
    for name in (FILE, f"{FILE}-wal"):
        (killed / name).write_bytes((folder / name).read_bytes())
    library.close()
    assert _as_nobody(killed)[1] == "['日志里的名称']"
    assert not (killed / f"{FILE}-shm").exists()


# -- from an old schema ----------------------------------------------------------------------


def _add_column(database) -> None:
    database["drafts"].add_column("colour", str, not_null_default="")


def _fill_and_fail(database) -> None:
    database.execute("UPDATE drafts SET title = 'half-way'")
    raise sqlite3.OperationalError("cut")


@pytest.fixture
def newer(monkeypatch):
    def use(*more) -> None:
        steps = (*schema.STEPS, *more)
        monkeypatch.setattr(schema, "VERSION", len(steps))
        monkeypatch.setattr("smdesk.store.migrations.VERSION", len(steps))
        monkeypatch.setattr(
            opening, "migrate", lambda *a, **k: migrate(*a, **{**k, "steps": steps})
        )

    return use


def test_an_old_schema_is_brought_up_after_a_backup(stored, newer):
    before = len(list((stored / "backups").iterdir()))
    newer(_add_column)
    with Library.open(stored) as library:
        assert len(library.drafts()) == 1
        assert len(list((stored / "backups").iterdir())) == before + 1
    with closing(sqlite3.connect(stored / FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
        assert connection.execute("SELECT colour FROM drafts").fetchall() == [("",)]


def test_a_migration_cut_half_way_leaves_the_old_schema_whole(stored, newer, monkeypatch):
    with monkeypatch.context():
        newer(_add_column, _fill_and_fail)
        assert _code(Library.open, stored) == "store.io-error"
    with closing(sqlite3.connect(stored / FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)
        columns = [row[1] for row in connection.execute("PRAGMA table_info(drafts)")]
        assert "colour" not in columns
        assert connection.execute("SELECT title FROM drafts").fetchall() == [("某某",)]


def test_without_a_backup_nothing_is_migrated(stored, newer, monkeypatch):
    def full(path):
        raise OSError(28, "full")

    monkeypatch.setattr("smdesk.store.backups._sync_file", full)
    newer(_add_column)
    assert _code(Library.open, stored) == "store.disk-full"
    with closing(sqlite3.connect(stored / FILE)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(schema.STEPS),)


def test_an_old_schema_is_not_read_as_if_it_were_ours(stored, monkeypatch):
    monkeypatch.setattr(opening, "VERSION", schema.VERSION + 1)
    assert _code(Library.open, stored, read_only=True) == "store.older"


def test_the_recorded_steps_are_those_of_the_schema(stored):
    from sqlite_utils import Database

    database = Database(stored / FILE)
    names = [row["name"] for row in database["_sqlite_migrations"].rows]
    assert names == [f"{n:04d}" for n in range(1, schema.VERSION + 1)]
    tables = {"drafts", "parts", "history", "files", "profiles", "profile_values"}
    assert tables <= set(database.table_names())
    assert all(database[name].strict for name in tables)
    database.close()


# -- the settings that durability hangs on ---------------------------------------------------


def test_the_settings_are_those_of_the_decision(stored):
    with closing(connections.writer(stored / FILE)) as connection:
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in [
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "application_id",
                "page_size",
                "auto_vacuum",
                "busy_timeout",
            ]
        }
    assert settings == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "trusted_schema": 0,
        "cell_size_check": 1, "application_id": connections.APPLICATION_ID, "page_size": 1024,
        "auto_vacuum": 0, "busy_timeout": connections.BUSY_MS,
    }  # fmt: skip


def test_without_wal_a_rollback_journal_is_used_and_synced(tmp_path, declaration, monkeypatch):
    """A file system without shared memory refuses WAL; an immutable mode stands in for it."""
    real = sqlite3.connect

    class NoWal(sqlite3.Connection):
        def execute(self, sql, *args):
            return super().execute(sql.replace("journal_mode = WAL", "journal_mode"), *args)

    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: real(*a, **{**k, "factory": NoWal}))
    with Library.open(tmp_path) as library:
        draft = library.create(declaration(), "某某")
        library.save_changes(draft, 1, [Change("a", "", "1")])
        writer = library._open._writer
        assert writer.execute("PRAGMA journal_mode").fetchone() == ("truncate",)
        assert writer.execute("PRAGMA synchronous").fetchone() == (2,)
        assert library.load(draft).declaration.values["a"] == "1"
