"""What each bureau said of a version, as it signed it: kept whole, added to, never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from smdesk.store.desk.layer import Mark


@dataclass(frozen=True, slots=True)
class SignedLayer:
    """One bureau's word on one version: ``body`` is its JSON text as the bureau wrote it.

    ``hash`` is the sha256 of the body, ``previous`` that of the layer that it stands on; ``digest``
    is the version's; ``at`` in milliseconds; ``sheet`` the hash of the signed sheet that lists it.
    """

    hash: str
    digest: str
    bureau: str
    key: str
    at: int
    previous: str
    body: str
    sheet: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The hashes of layers that a bureau signed at once: JSON text, its sha256, the signature."""

    hash: str
    body: str
    signature: str


_COLUMNS = "hash, digest, bureau, key, at, previous, body, sheet"


def put_layers(connection: sqlite3.Connection, layers: Iterable[SignedLayer], mark: Mark) -> int:
    """Keep layers; return how many were new."""
    new = 0
    for one in layers:
        new += connection.execute(
            f"INSERT OR IGNORE INTO layers ({_COLUMNS}, merged, person) "  # noqa: S608
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                one.hash, one.digest, one.bureau, one.key, one.at, one.previous, one.body,
                one.sheet, mark.at, mark.person,
            ),
        ).rowcount  # fmt: skip
    return new


def layers_of(connection: sqlite3.Connection, digest: str) -> tuple[SignedLayer, ...]:
    """Return what bureaus signed of a version, in the order of their time."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM layers WHERE digest = ? ORDER BY at, hash",  # noqa: S608
        (digest,),
    )
    return tuple(SignedLayer(*row) for row in rows)


def put_sheets(connection: sqlite3.Connection, sheets: Iterable[Sheet], mark: Mark) -> None:
    """Keep signed sheets; one that is here already stays."""
    connection.executemany(
        "INSERT OR IGNORE INTO sheets (hash, body, signature, merged) VALUES (?, ?, ?, ?)",
        [(one.hash, one.body, one.signature, mark.at) for one in sheets],
    )


def sheets_of(connection: sqlite3.Connection) -> dict[str, Sheet]:
    """Return every signed sheet by its hash, in the order in which they came."""
    rows = connection.execute("SELECT hash, body, signature FROM sheets ORDER BY merged, hash")
    return {row[0]: Sheet(*row) for row in rows}


def all_layers(connection: sqlite3.Connection) -> dict[str, list[SignedLayer]]:
    """Return what bureaus signed by the digest of the version, in the order of their time."""
    found: dict[str, list[SignedLayer]] = {}
    for row in connection.execute(
        f"SELECT {_COLUMNS} FROM layers ORDER BY at, hash"  # noqa: S608
    ):
        found.setdefault(row[1], []).append(SignedLayer(*row))
    return found
