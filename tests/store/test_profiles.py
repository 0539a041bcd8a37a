"""Profiles in the library: stored, changed, cleared, told when a row is damaged, brought up from before."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.store import opening, schema
from smdesk.store.library import Library
from smdesk.store.migrations import migrate
from smdesk.store.opening import FILE
from smdesk.store.profiles import ProfileValue

NAME = ProfileValue("org.name", 0, 0, "某某公司", "{}")
REVENUE = ProfileValue("finance.revenue", 2019, 0, "100", "{}")


def test_a_profile_keeps_its_values_by_concept_year_and_line(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        profile = library.profiles.put("company", "A", "某某公司", [NAME, REVENUE])
    with Library.open(tmp_path, read_only=True) as library:
        (row,) = library.profiles.all()
        assert (row.id, row.kind, row.key, row.name, row.values) == (
            profile, "company", "A", "某某公司", 2,
        )  # fmt: skip
        assert library.profiles.values(profile) == (REVENUE, NAME)


def test_putting_again_replaces_one_value_and_keeps_the_others(tmp_path: Path) -> None:
    newer = ProfileValue("finance.revenue", 2020, 0, "120", "{}")
    better = ProfileValue("org.name", 0, 0, "某某股份公司", "{}")
    with Library.open(tmp_path) as library:
        profile = library.profiles.put("company", "name:某某", "某某公司", [NAME, REVENUE])
        again = library.profiles.put("company", "B", "某某股份公司", [better, newer], known=profile)
        assert again == profile
        assert library.profiles.values(profile) == (REVENUE, newer, better)
        assert [(one.key, one.name) for one in library.profiles.all()] == [("B", "某某股份公司")]
        assert library.profiles.put("project", "B", "项目", [NAME]) != profile


def test_values_and_profiles_are_cleared(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        profile = library.profiles.put("company", "A", "某某公司", [NAME, REVENUE])
        library.profiles.clear(profile, [REVENUE])
        assert library.profiles.values(profile) == (NAME,)
        library.profiles.remove(profile)
        assert library.profiles.all() == ()
        assert library.profiles.values(profile) == ()


def test_a_damaged_value_is_not_offered(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        profile = library.profiles.put("company", "A", "某某公司", [NAME, REVENUE])
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE profile_values SET text = '1000' WHERE year = 2019")
        connection.commit()
    with Library.open(tmp_path) as library:
        assert library.profiles.values(profile) == (NAME,)


def test_a_library_of_before_gets_profiles_and_keeps_its_drafts(
    tmp_path: Path, declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(schema, "VERSION", 1)
        before.setattr("smdesk.store.migrations.VERSION", 1)
        old = schema.STEPS[:1]
        before.setattr(opening, "migrate", lambda *a, **k: migrate(*a, **{**k, "steps": old}))
        with Library.open(tmp_path) as library:
            draft = library.create(declaration(), "某某")
            with pytest.raises(SmdeskError):
                library.profiles.all()
    with Library.open(tmp_path) as library:
        assert library.profiles.all() == ()
        assert library.load(draft).declaration == declaration()
        assert any(one.drafts == 1 for one in library.backups.all())
