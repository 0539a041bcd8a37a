"""The schema, one numbered function a step; a step that was shipped is never edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from smdesk.store import profiles
from smdesk.store.search import SearchTable

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]

DRAFT_SEARCH = SearchTable("draft_search")

_FIRST = (
    # One row a draft: what the lists show, and the exclusive-or of the digests of its parts.
    """CREATE TABLE drafts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        form TEXT NOT NULL, title TEXT NOT NULL,
        applicant TEXT NOT NULL, code TEXT NOT NULL, state TEXT NOT NULL,
        progress INTEGER NOT NULL, errors INTEGER NOT NULL, checks INTEGER NOT NULL,
        words TEXT NOT NULL, place TEXT NOT NULL, revision INTEGER NOT NULL,
        created INTEGER NOT NULL, saved INTEGER NOT NULL, trashed INTEGER,
        checksum BLOB NOT NULL, digest BLOB NOT NULL
    ) STRICT""",
    # One row a part (a value, a reason, a block, an attachment): an edit writes one.
    """CREATE TABLE parts (
        draft INTEGER NOT NULL REFERENCES drafts(id) ON DELETE CASCADE,
        kind TEXT NOT NULL, address TEXT NOT NULL, text TEXT NOT NULL, digest BLOB NOT NULL,
        PRIMARY KEY (draft, kind, address)
    ) STRICT, WITHOUT ROWID""",
    # Every change ever made, appended: a save splits no page of older ones. n counts inside a save.
    """CREATE TABLE history (
        id INTEGER PRIMARY KEY,
        draft INTEGER NOT NULL REFERENCES drafts(id) ON DELETE CASCADE,
        revision INTEGER NOT NULL, n INTEGER NOT NULL,
        at INTEGER NOT NULL, person TEXT NOT NULL, step TEXT NOT NULL,
        kind TEXT NOT NULL, address TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,
        digest BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX history_of_draft ON history (draft)",
    # Which files a draft names or ever named: they are kept as long as it.
    """CREATE TABLE files (
        sha256 TEXT NOT NULL,
        draft INTEGER NOT NULL REFERENCES drafts(id) ON DELETE CASCADE,
        PRIMARY KEY (sha256, draft)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX files_of_draft ON files (draft)",
)


def step_1_drafts(database: Database) -> None:
    """Drafts, their parts, history, files and search."""
    for statement in (*_FIRST, DRAFT_SEARCH.create):
        database.execute(statement)


def step_2_profiles(database: Database) -> None:
    """What is known of companies, projects and platforms."""
    for statement in profiles.SCHEMA:
        database.execute(statement)


STEPS: tuple[Step, ...] = (step_1_drafts, step_2_profiles)
VERSION = len(STEPS)
