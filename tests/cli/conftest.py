"""A desk with two cases, and verbs called as a program calls them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smdesk.cli import run
from smdesk.packet.package import write_package
from smdesk.service.samples import load_sample

Json = Callable[..., Any]
FORM = "zhejiang-2020/enterprise"
RENAMED = {
    "org.name": "浙江霁川智能装备集团有限公司", "org.uscc": "91330212PDY000028F",
    "cover.applicant": "浙江霁川智能装备集团有限公司",
}  # fmt: skip


@pytest.fixture
def as_json(capsys: pytest.CaptureFixture[str]) -> Json:
    def call(*arguments: str, status: int = 0) -> Any:
        capsys.readouterr()
        assert run([*arguments, "--json"]) == status
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def desk(tmp_path: Path, as_json: Json) -> str:
    declaration, files = load_sample(FORM, "faulty")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "1.smdx").write_bytes(write_package(declaration, files))
    renamed = declaration.with_values(RENAMED)
    (tmp_path / "in" / "2.smdx").write_bytes(write_package(renamed, files))
    folder = str(tmp_path / "desk")
    as_json("intake", str(tmp_path / "in"), "--desk", folder, "--workers", "1")
    return folder
