"""A clock that a test moves, an invented declaration, and the disk that fails."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from smdesk.notices.declaration import Attachment, Declaration, Heading, Narrative, Paragraph, Run
from smdesk.store.library import Library

_HERE = Path(__file__).parent


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"store_{name}", _HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


def make_declaration(**values: str) -> Declaration:
    return Declaration(
        form="zhejiang-2020/enterprise",
        pack="0" * 64,
        years=(2017, 2018, 2019),
        values={
            "org.name": "杭州某某机械有限公司",
            "finance.revenue[2019]": "12345.67",
            "investors[1].name": "张某",
            **{address.replace("__", "."): text for address, text in values.items()},
        },
        reasons={"growth@finance.revenue[2019]": "新厂区投产"},
        narrative=Narrative(
            blocks=(
                Heading(level=1, text="一、企业概况", item="profile"),
                *(Paragraph(runs=(Run(text=f"第{n}段" * 60),)) for n in range(8)),
            )
        ),
        attachments=(
            Attachment(
                slot="licence", name="营业执照.pdf", media_type="application/pdf",
                sha256="ab" * 32, size=3,
            ),
        ),
    )  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def declaration() -> Callable[..., Declaration]:
    return make_declaration


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    opened = Library.open(tmp_path / "data", person="王某", clock=clock)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def faulty_disk() -> ModuleType:
    return _load("faulty_disk")


@pytest.fixture
def watch(faulty_disk: ModuleType) -> Iterator[Callable[[Path], Any]]:
    """Gives a function that watches a folder from then on and returns its `Disk`."""
    shim = faulty_disk.shim()
    if shim is None:
        pytest.skip("the functions of this Python's SQLite cannot be reached by ctypes")

    def start(folder: Path) -> Any:
        shim.disk = faulty_disk.Disk(folder)
        return shim.disk

    yield start
    shim.disk = None
    shim.remove()
