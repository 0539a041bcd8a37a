"""The desk's schema, one numbered function a step; a step that was shipped is never edited.

What an applicant handed in stands in ``submissions`` and ``readings`` and is only ever added to; a
trigger refuses to change it. The bureau's own layer stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from smdesk.store.desk.counting import count
from smdesk.store.search import SearchTable

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]

APPLICATION_ID = 0x534D4442
"""``SMDB``, in the header of a desk file."""
CASE_SEARCH = SearchTable("case_search")

_INTAKE = (
    (
        "CREATE TABLE batches ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, paths TEXT NOT NULL, person TEXT NOT NULL, "
        "started INTEGER NOT NULL, finished INTEGER) STRICT"
    ),
    # Every file whose bytes are kept, under its sha256.
    (
        "CREATE TABLE files ("
        "sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, "
        "problems TEXT NOT NULL, reader TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    ),
    # One row a place that a file was received from: its one outcome.
    (
        "CREATE TABLE receipts ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, batch INTEGER NOT NULL REFERENCES batches(id), "
        "path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL, "
        "sha256 TEXT NOT NULL, outcome TEXT NOT NULL, problems TEXT NOT NULL, "
        "submission INTEGER REFERENCES submissions(id), at INTEGER NOT NULL, person TEXT NOT NULL, "
        "reader TEXT NOT NULL) STRICT"
    ),
    "CREATE INDEX receipts_of_file ON receipts (sha256)",
)
_CASES = (
    # What lists show of a case; all of it follows from its current version and the bureau's layer.
    (
        "CREATE TABLE cases ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, notice TEXT NOT NULL, form TEXT NOT NULL, "
        "applicant TEXT NOT NULL, subject TEXT NOT NULL, code TEXT NOT NULL, name_key TEXT NOT NULL, "
        "district TEXT NOT NULL, district_name TEXT NOT NULL, modes TEXT NOT NULL, "
        "brief TEXT NOT NULL, state TEXT NOT NULL, current INTEGER, versions INTEGER NOT NULL, "
        "errors INTEGER NOT NULL, checks INTEGER NOT NULL, hints INTEGER NOT NULL, "
        "doubts INTEGER NOT NULL, rank INTEGER, created INTEGER NOT NULL, touched INTEGER NOT NULL"
        ") STRICT"
    ),
    "CREATE INDEX cases_of_code ON cases (code)",
    "CREATE INDEX cases_of_name ON cases (name_key)",
    "CREATE INDEX cases_of_form ON cases (notice, form, rank)",
    "CREATE INDEX cases_of_state ON cases (state, notice, form)",
    (
        "CREATE TABLE submissions ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases(id), "
        "number INTEGER NOT NULL, sha256 TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL, "
        "status TEXT NOT NULL, digest TEXT NOT NULL, seal_code TEXT NOT NULL, seal TEXT NOT NULL, "
        "pack TEXT NOT NULL, changed TEXT NOT NULL, problems TEXT NOT NULL, "
        "modified INTEGER NOT NULL, batch INTEGER NOT NULL, received INTEGER NOT NULL, "
        "UNIQUE (case_id, digest), UNIQUE (case_id, number)) STRICT"
    ),
    "CREATE INDEX submissions_of_digest ON submissions (digest)",
    "CREATE INDEX submissions_of_seal ON submissions (seal_code)",
    # The declaration (canonical bytes) and each value's source and confidence, deflated.
    (
        "CREATE TABLE readings ("
        "submission INTEGER PRIMARY KEY REFERENCES submissions(id), "
        "declaration BLOB NOT NULL, sources BLOB NOT NULL) STRICT"
    ),
    (
        "CREATE TABLE carriers ("
        "submission INTEGER NOT NULL REFERENCES submissions(id), sha256 TEXT NOT NULL, "
        "PRIMARY KEY (submission, sha256)) STRICT, WITHOUT ROWID"
    ),
    CASE_SEARCH.create,
)
_LOCKED = tuple(
    f"CREATE TRIGGER {table}_stay_{event} BEFORE {event.upper()} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END"
    for table in ("submissions", "readings", "layers", "sheets")
    for event in ("update", "delete")
)
_LAYER = (
    (
        "CREATE TABLE findings ("
        "submission INTEGER NOT NULL REFERENCES submissions(id), place INTEGER NOT NULL, "
        "rule TEXT NOT NULL, level TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, "
        "PRIMARY KEY (submission, place)) STRICT"
    ),
    # Rows with a body of text have a rowid: in an index each would take overflow pages of its own.
    "CREATE INDEX findings_of_rule ON findings (rule, submission)",
    # Counts and the matrix are read from this alone.
    "CREATE INDEX findings_told ON findings (submission, rule, level, key)",
    (
        "CREATE TABLE checked ("
        "submission INTEGER PRIMARY KEY REFERENCES submissions(id), rules TEXT NOT NULL) STRICT"
    ),
    (
        "CREATE TABLE states ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases(id), "
        "state TEXT NOT NULL, at INTEGER NOT NULL, person TEXT NOT NULL, note TEXT NOT NULL) STRICT"
    ),
    "CREATE INDEX states_of_case ON states (case_id)",
    (
        "CREATE TABLE dismissals ("
        "case_id INTEGER NOT NULL REFERENCES cases(id), key TEXT NOT NULL, reason TEXT NOT NULL, "
        "texts TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL, "
        "PRIMARY KEY (case_id, key)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE confirmations ("
        "submission INTEGER NOT NULL REFERENCES submissions(id), address TEXT NOT NULL, "
        "person TEXT NOT NULL, at INTEGER NOT NULL, "
        "PRIMARY KEY (submission, address)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE opinions ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER NOT NULL REFERENCES cases(id), "
        "text TEXT NOT NULL, bureau TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL) STRICT"
    ),
    "CREATE INDEX opinions_of_case ON opinions (case_id)",
    # What bureaus signed, word for word; the chain goes by ``previous``.
    (
        "CREATE TABLE layers ("
        "hash TEXT PRIMARY KEY, digest TEXT NOT NULL, bureau TEXT NOT NULL, key TEXT NOT NULL, "
        "at INTEGER NOT NULL, previous TEXT NOT NULL, body TEXT NOT NULL, "
        "sheet TEXT NOT NULL, merged INTEGER NOT NULL, person TEXT NOT NULL"
        ") STRICT"
    ),
    # The signatures: each of a list of layers.
    (
        "CREATE TABLE sheets ("
        "hash TEXT PRIMARY KEY, body TEXT NOT NULL, signature TEXT NOT NULL, "
        "merged INTEGER NOT NULL) STRICT"
    ),
    "CREATE INDEX layers_of_version ON layers (digest)",
    # A layer is an officer's name; the desk's own ranking is ``cases.rank``.
    (
        "CREATE TABLE ranks ("
        "layer TEXT NOT NULL, case_id INTEGER NOT NULL REFERENCES cases(id), "
        "position INTEGER NOT NULL, PRIMARY KEY (layer, case_id)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE history ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, case_id INTEGER, at INTEGER NOT NULL, "
        "person TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL) STRICT"
    ),
    "CREATE INDEX history_of_case ON history (case_id)",
)


def step_1_desk(database: Database) -> None:
    """Intake, cases with their versions, the bureau's layer."""
    for statement in (*_INTAKE, *_CASES, *_LAYER, *_LOCKED):
        database.execute(statement)


_CONTENT = (
    "sha256, file, kind, status, digest, seal_code, seal, pack, changed, problems, modified, batch, "
    "received, id"
)
_STEP_2 = (
    # The case that has the versions of one that was joined to it; such a one has no current version.
    "ALTER TABLE cases ADD COLUMN joined INTEGER REFERENCES cases(id)",
    "CREATE INDEX cases_joined ON cases (joined) WHERE joined IS NOT NULL",
    # What cases are known by whose versions were put together by hand, beside their lists' columns.
    (
        "CREATE TABLE known_as ("
        "case_id INTEGER NOT NULL REFERENCES cases(id), applicant TEXT NOT NULL, "
        "subject TEXT NOT NULL, code TEXT NOT NULL, name_key TEXT NOT NULL, "
        "PRIMARY KEY (case_id, code, name_key, subject)) STRICT, WITHOUT ROWID"
    ),
    "CREATE INDEX known_as_code ON known_as (code)",
    "CREATE INDEX known_as_name ON known_as (name_key)",
    # Whose version it is a bureau may find out later; what was received stays as it is.
    "DROP TRIGGER submissions_stay_update",
    (
        f"CREATE TRIGGER submissions_stay_update BEFORE UPDATE OF {_CONTENT} ON submissions "
        "BEGIN SELECT RAISE(ABORT, 'what was received is never changed'); END"
    ),
    (
        "CREATE TABLE misread ("
        "submission INTEGER NOT NULL REFERENCES submissions(id), address TEXT NOT NULL, "
        "person TEXT NOT NULL, at INTEGER NOT NULL, "
        "PRIMARY KEY (submission, address)) STRICT, WITHOUT ROWID"
    ),
)


def step_2_moves(database: Database) -> None:
    """Versions can go to another case; values that were found misread are known as such."""
    for statement in _STEP_2:
        database.execute(statement)
    said: dict[tuple[int, str], tuple[str, int] | None] = {}
    for what, person, at, text in database.execute(
        "SELECT what, person, at, detail FROM history "
        "WHERE what IN ('misread', 'confirm', 'unconfirm') ORDER BY id"
    ).fetchall():
        told = json.loads(text)
        for place in told["addresses"]:
            said[told["version"], place] = (person, at) if what == "misread" else None
    for (version, place), mark in said.items():
        if mark is not None:
            database.execute(
                "INSERT INTO misread (submission, address, person, at) VALUES (?, ?, ?, ?)",
                (version, place, *mark),
            )


def step_3_districts(database: Database) -> None:
    """It is known whether a district is told by the credit code alone."""
    database.execute("ALTER TABLE cases ADD COLUMN derived INTEGER NOT NULL DEFAULT 0")


_STEP_4 = (
    # SQLite 3.40 takes a sound row for a damaged one where the key of a table without row numbers
    # does not stand first, in its order.
    "ALTER TABLE known_as RENAME TO known_before",
    (
        "CREATE TABLE known_as ("
        "case_id INTEGER NOT NULL REFERENCES cases(id), applicant TEXT NOT NULL, "
        "subject TEXT NOT NULL, code TEXT NOT NULL, name_key TEXT NOT NULL, "
        "PRIMARY KEY (case_id, code, name_key, subject)) STRICT"
    ),
    "INSERT INTO known_as SELECT case_id, applicant, subject, code, name_key FROM known_before",
    "DROP TABLE known_before",
    "CREATE INDEX known_as_code ON known_as (code)",
    "CREATE INDEX known_as_name ON known_as (name_key)",
)


def step_4_known_as(database: Database) -> None:
    """What cases are known by stands in a table that every SQLite finds sound."""
    for statement in _STEP_4:
        database.execute(statement)


def step_5_key_words(database: Database) -> None:
    """It is known who found which key to be a bureau's."""
    database.execute(
        "CREATE TABLE key_words ("
        "id INTEGER PRIMARY KEY AUTOINCREMENT, bureau TEXT NOT NULL, key TEXT NOT NULL, "
        "trusted INTEGER NOT NULL, note TEXT NOT NULL, person TEXT NOT NULL, at INTEGER NOT NULL"
        ") STRICT"
    )
    for event in ("UPDATE", "DELETE"):
        database.execute(
            f"CREATE TRIGGER key_words_stay_{event.lower()} BEFORE {event} ON key_words "
            "BEGIN SELECT RAISE(ABORT, 'what was said of a key is never changed'); END"
        )


_STEP_6 = (
    # Findings of current versions that no longer count: set aside, confirmed, about what was misread.
    (
        "CREATE TABLE closed ("
        "submission INTEGER NOT NULL REFERENCES submissions(id), key TEXT NOT NULL, "
        "rule TEXT NOT NULL, level TEXT NOT NULL, PRIMARY KEY (submission, key)) STRICT"
    ),
    "CREATE INDEX closed_of_rule ON closed (rule, submission, level)",
)


def step_6_closed(database: Database) -> None:
    """It is known which findings no longer count."""
    for statement in _STEP_6:
        database.execute(statement)
    decided = database.execute(
        "SELECT id FROM cases WHERE current IS NOT NULL AND (id IN (SELECT case_id FROM dismissals) "
        "OR current IN (SELECT submission FROM confirmations) "
        "OR current IN (SELECT submission FROM misread))"
    ).fetchall()
    for (case,) in decided:
        count(database.conn, case)


STEPS: tuple[Step, ...] = (
    step_1_desk, step_2_moves, step_3_districts, step_4_known_as, step_5_key_words, step_6_closed,
)  # fmt: skip
VERSION = len(STEPS)
