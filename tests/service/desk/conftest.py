"""Received files for the desk: what the samples export, zips of them, and files that do harm."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smdesk.store.desk.desk import Desk

_HERE = Path(__file__).parent
sys.path[:0] = [str(_HERE), str(_HERE.parents[1] / "intake")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk", person="王某") as opened:
        yield opened


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Gives a function that writes a file into the folder that is received."""

    def call(name: str, data: bytes) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    return call
