"""Lines of what happened to a case, in a person's words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from smdesk.gui.desk.log_list import version_lines
from smdesk.intake.kinds import FileKind
from smdesk.packet.page import SEAL_LABEL
from smdesk.store.desk.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, taken: Path) -> Iterator[Desk]:
    shutil.copytree(taken, tmp_path / "own")
    with Desk.open(tmp_path / "own") as opened:
        yield opened


@pytest.mark.parametrize("kind", [one for one in FileKind if one.readable])
def test_a_version_is_told_without_the_programs_own_words(desk: Desk, kind: FileKind) -> None:
    case = desk.case(desk.case_ids()[0])
    version = replace(case.versions[0], file="某厂/申报书", kind=kind.value)
    (line,) = version_lines(replace(case, versions=(version,)))
    assert f"{SEAL_LABEL} {version.seal_code}" in line.second
    told = line.second.replace(version.seal_code, "")
    assert not re.search(r"smdx|docx|xlsx|pdf|校验码", told)
