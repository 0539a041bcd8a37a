"""One edit made durable, beside a row of JSON replaced and the bare write that the disk asks for."""

from __future__ import annotations

import itertools
import json
import os
import sqlite3
import tempfile
from pathlib import Path

import sqlite_utils

from benchmarks.harness import Case
from smdesk.service.samples import load_sample
from smdesk.store.library import Library
from smdesk.store.models import Change

WORK = "Saving: one field of a draft changed, durable"
TARGET = "p50 ≤ 1.6 × floor"
ROUNDS = 400
FORM = "zhejiang-2020/enterprise"
ADDRESS = "finance.revenue[2019]"


def cases() -> list[Case]:
    """Return ours, sqlite-utils and plain SQL replacing the JSON of a draft, write + fdatasync."""
    folder = Path(tempfile.mkdtemp(prefix="smdesk-bench-"))
    declaration, _ = load_sample(FORM)
    text = declaration.model_dump_json()
    return [
        Case("Library.save_changes", "ours", _ours(folder, declaration)),
        Case("sqlite-utils upsert of the JSON row, FULL", "peer", _upsert(folder, text)),
        Case("sqlite3 update of the JSON row, FULL", "peer", _update(folder, text)),
        Case("write 4 KB + fdatasync", "floor", _floor(folder)),
    ]


def _ours(folder: Path, declaration):
    library = Library.open(folder / "ours")
    draft = library.create(declaration, title="x")
    state = {"revision": library.load(draft).revision, "text": declaration.values[ADDRESS]}
    numbers = itertools.count()

    def save() -> None:
        new = f"{next(numbers)}.25"
        change = Change(ADDRESS, state["text"], new)
        state["revision"] = library.save_changes(draft, state["revision"], [change]).revision
        state["text"] = new

    return save


def _upsert(folder: Path, text: str):
    base = sqlite_utils.Database(folder / "peer.db")
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    numbers = itertools.count()

    def save() -> None:
        content = json.loads(text)
        content["values"][ADDRESS] = f"{next(numbers)}.25"
        base["drafts"].upsert({"id": 1, "content": json.dumps(content)}, pk="id")

    return save


def _update(folder: Path, text: str):
    base = sqlite3.connect(folder / "raw.db", isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.execute("CREATE TABLE drafts (id INTEGER PRIMARY KEY, content TEXT)")
    base.execute("INSERT INTO drafts VALUES (1, ?)", (text,))
    numbers = itertools.count()

    def save() -> None:
        content = json.loads(text)
        content["values"][ADDRESS] = f"{next(numbers)}.25"
        base.execute("UPDATE drafts SET content = ? WHERE id = 1", (json.dumps(content),))

    return save


def _floor(folder: Path):
    handle = os.open(folder / "floor", os.O_RDWR | os.O_CREAT)
    page = os.urandom(4096)
    sync = getattr(os, "fdatasync", os.fsync)

    def save() -> None:
        os.pwrite(handle, page, 0)
        sync(handle)

    return save
