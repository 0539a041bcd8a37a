"""What notices were called last is kept, and never stands in the way of what they are called."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.notices.loader import find_form
from smdesk.service import home_names
from smdesk.service.home_names import FILE, keep, look_up, recall

FORM = "zhejiang-2020/enterprise"


def test_names_are_those_of_the_notice_and_are_recalled(tmp_path: Path) -> None:
    pack, _ = find_form(FORM)
    names = look_up([FORM, FORM, "nowhere-2031/form"])
    assert list(names) == [FORM]
    assert names[FORM][0] == pack.notice.short
    keep(tmp_path, names)
    assert recall(tmp_path) == names


@pytest.mark.parametrize(
    "kept", ["", "[]", '{"a": 1}', '{"a": ["b"]}', '{"a": {"b": 1}}', "\udcff"]
)
def test_a_spoilt_file_of_names_is_as_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / FILE).write_bytes(kept.encode("utf-8", "surrogateescape"))
    assert recall(tmp_path) == {}


def test_names_that_stand_already_are_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / FILE).write_text(json.dumps({FORM: ["一", "二"]}), encoding="utf-8")

    def refused(path: Path, data: bytes) -> None:
        raise SmdeskError("files.disk-full", file=path.name, folder=str(path.parent))

    monkeypatch.setattr(home_names, "write_atomically", refused)
    keep(tmp_path, {FORM: ("一", "二")})
    keep(tmp_path, {FORM: ("三", "二")})
    assert recall(tmp_path) == {FORM: ("一", "二")}


def test_what_reads_notices_is_not_loaded_for_names_that_are_known() -> None:
    code = (
        "import sys; from smdesk.service.home_names import look_up; look_up([]);"
        "sys.exit('smdesk.notices.loader' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
