"""Damaged bytes: found by the digests, named, mended from history; nothing vanishes silently."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.store import verify
from smdesk.store.drafts import MENDED
from smdesk.store.library import Library
from smdesk.store.models import Change, Damage
from smdesk.store.opening import FILE


@pytest.fixture
def folder(tmp_path, declaration) -> Path:
    folder = tmp_path / "data"
    with Library.open(folder) as library:
        draft = library.create(declaration(), "某某机械")
        library.save_changes(draft, 1, [Change("org.phone", "", "0571-87654321", "填写")])
        library.save_changes(draft, 2, [Change("org.phone", "0571-87654321", "0571-87650000")])
    return folder


def _spoil(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection:
        for one in statements:
            connection.execute(one)
        connection.commit()


SPOIL = "UPDATE parts SET text = '0571-87659999' WHERE address = 'org.phone'"


def test_a_changed_value_is_mended_from_history_and_told(folder):
    _spoil(folder, SPOIL)
    with Library.open(folder) as library:
        loaded = library.load(1)
        assert loaded.declaration.values["org.phone"] == "0571-87650000"
        assert loaded.damage == (Damage("value", "org.phone", "0571-87659999", recovered=True),)
        assert library.load(1).damage == ()
        last = library.history(1, "org.phone")[-1]
        assert (last.step, last.old, last.new) == (MENDED, "0571-87659999", "0571-87650000")
        change = Change("org.phone", "0571-87650000", "0571-87651111")
        library.save_changes(1, loaded.revision, [change])
        assert library.check().whole


def test_sqlite_itself_sees_nothing_of_that(folder):
    """The naive variant: without row digests this change would be read as the truth."""
    _spoil(folder, SPOIL)
    with closing(sqlite3.connect(folder / FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not verify.check_file(folder / FILE).whole


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM parts WHERE address = 'org.phone'",
        "UPDATE parts SET address = 'org.phonf' WHERE address = 'org.phone'",
        "UPDATE parts SET digest = zeroblob(16) WHERE address = 'org.phone'",
        "INSERT INTO parts VALUES (1, 'value', 'org.extra', 'x', zeroblob(16))",
        "UPDATE drafts SET checksum = zeroblob(16)",
        "UPDATE drafts SET revision = 2",
        "DELETE FROM parts WHERE kind = 'block'",
        "DELETE FROM parts WHERE kind = 'head'",
    ],
)
def test_rows_missing_added_or_altered_are_all_found_and_mended(folder, declaration, statement):
    _spoil(folder, statement)
    with Library.open(folder) as library:
        loaded = library.load(1)
        assert loaded.damage
        assert loaded.declaration == declaration(org__phone="0571-87650000")
        assert library.load(1).damage == ()
        assert library.check().whole


def test_what_history_cannot_give_back_is_left_out_and_kept_as_found(folder):
    _spoil(folder, SPOIL, "UPDATE history SET new = 'x' WHERE revision = 3")
    with Library.open(folder) as library:
        loaded = library.load(1)
        assert "org.phone" not in loaded.declaration.values
        assert loaded.declaration.values["org.name"] == "杭州某某机械有限公司"
        assert loaded.damage == (Damage("value", "org.phone", "0571-87659999", recovered=False),)
        assert library.history(1, "org.phone")[-1].old == "0571-87659999"
        assert library.load(1).damage == ()


def test_a_read_only_library_shows_the_damage_and_mends_nothing(folder):
    _spoil(folder, SPOIL)
    with Library.open(folder, read_only=True) as library:
        assert library.load(1).damage
        assert library.load(1).damage
        assert library.load(1).declaration.values["org.phone"] == "0571-87650000"


def test_damaged_history_stops_going_back_and_nothing_else(folder):
    _spoil(folder, "UPDATE history SET old = 'x' WHERE revision = 2")
    with Library.open(folder) as library:
        assert library.load(1).damage == ()
        with pytest.raises(SmdeskError) as caught:
            library.version(1, 3)
        assert caught.value.code == "store.history-damaged"
        assert library.version(1, 1).values["org.name"] == "杭州某某机械有限公司"
        assert library.check().history_damaged == (1,)


def test_a_damaged_library_is_still_backed_up_and_no_older_copy_is_thinned(folder):
    before = {path.name for path in (folder / "backups").iterdir()}
    _spoil(folder, SPOIL)
    with Library.open(folder) as library:
        library.back_up(always=True)
        assert before < {path.name for path in (folder / "backups").iterdir()}


def test_no_changed_byte_of_the_file_is_read_as_the_truth(folder, declaration):
    """Bytes of the file are changed one at a time: the draft loads equal, or the damage is told."""
    chance = random.Random(3)
    clean = (folder / FILE).read_bytes()
    expected = declaration(org__phone="0571-87650000")
    places = [*range(100), *(chance.randrange(100, len(clean)) for _ in range(150))]
    noticed: list[str] = []
    for place in places:
        spoiled = bytearray(clean)
        spoiled[place] ^= 1 << chance.randrange(8)
        (folder / FILE).write_bytes(spoiled)
        try:
            with Library.open(folder, read_only=True) as library:
                loaded = library.load(1)
        except SmdeskError as problem:
            noticed.append(problem.code)
            continue
        if loaded.damage:
            noticed.append("store.damage")
            unrecovered = {one.address for one in loaded.damage if not one.recovered}
            assert unrecovered or loaded.declaration == expected
        else:
            assert loaded.declaration == expected, place
    assert len(noticed) > 10
    assert all(code.startswith("store.") for code in noticed)


def test_a_zeroed_page_is_told_and_the_backup_brings_all_back(folder, declaration):
    path = folder / FILE
    data = bytearray(path.read_bytes())
    for page in range(1, len(data) // 1024):
        if page != 1:
            data[page * 1024 : (page + 1) * 1024] = bytes(1024)
    path.write_bytes(data)
    with pytest.raises(SmdeskError) as caught, Library.open(folder) as library:
        library.load(1)
    assert caught.value.code == "store.damaged"
    from smdesk.store.opening import restore

    backup = max(one for one in (folder / "backups").iterdir() if one.name.startswith("smdesk-"))
    restore(folder, backup)
    with Library.open(folder) as library:
        assert library.load(1).declaration == declaration(org__phone="0571-87650000")
