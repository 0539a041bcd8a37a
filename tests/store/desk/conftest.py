"""A desk in a temporary folder and what arrives on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from smdesk.files import sha256_hex
from smdesk.notices.declaration import Declaration, canonical_bytes, seal_code
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Arrived, CaseKey, Facts, Place, SourceOf, StoredFinding

READER = "reader"


class Clock:
    """A clock that goes a second a look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def finding(rule: str, place: str, level: Any = "error") -> StoredFinding:
    key = f"{rule}@{place}"
    return StoredFinding(rule, level, key, {"rule": rule, "addresses": [place], "key": key})


def arrived(
    name: str = "杭州澜岫流体装备有限公司",
    *,
    code: str = "91330100PDY00001XX",
    path: str = "a.docx",
    findings: tuple[StoredFinding, ...] = (),
    doubtful: tuple[str, ...] = (),
    seal: str = "none",
    modified: int = 0,
    district: str = "330100",
    form: str = "enterprise",
    **values: str,
) -> Arrived:
    """Return a received declaration."""
    told = {"org.name": name, **{one.replace("__", "."): text for one, text in values.items()}}
    declaration = Declaration(
        form=f"zhejiang-2020/{form}", pack="0" * 64, years=(2017, 2018, 2019), values=told
    )
    content = canonical_bytes(declaration)
    digest = sha256_hex(content)
    facts = Facts(
        "zhejiang-2020", form, name, "", code, name, district, "余杭区", ("supply-chain",), told,
        ("浙江",),
    )  # fmt: skip
    sources = {one: SourceOf("table", 0.5 if one in doubtful else 0.95) for one in told}
    return Arrived(
        Place(path, 10, modified), sha256_hex(path.encode()), "docx", "read", digest,
        seal_code(digest), seal, "0" * 64, content, sources, (), (), facts, findings, "rules",
    )  # fmt: skip


def same_code(facts: Facts, cases: Any) -> int | None:
    """Choose the case of the same code."""
    found: list[CaseKey] = [one for one in cases if one.code == facts.code]
    return found[0].id if found else None


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk", person="王某", clock=Clock()) as opened:
        yield opened


@pytest.fixture
def take(desk: Desk) -> Callable[..., Any]:
    """Gives a function that takes in what arrived as one whole batch."""

    def call(*items: Any, batch: str = "in") -> Any:
        number = desk.start_batch([batch])
        receipts = desk.take(number, items, same_code, READER)
        desk.finish_batch(number)
        return receipts

    return call


@pytest.fixture
def make() -> Callable[..., Arrived]:
    return arrived


@pytest.fixture
def found() -> Callable[..., StoredFinding]:
    return finding
