"""The verbs that add, take away, save and compare packs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from smdesk import paths
from smdesk.cli import run
from smdesk.notices.loader import forget_packs

Json = Callable[..., Any]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_packs()
    yield
    forget_packs()


@pytest.fixture
def as_json(capsys: pytest.CaptureFixture[str]) -> Json:
    def call(*arguments: str, status: int = 0) -> Any:
        assert run([*arguments, "--json"]) == status
        return json.loads(capsys.readouterr().out or "null")

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "relay"
    made.mkdir()
    (made / "notice.toml").write_text(
        'extends = "zhejiang-2020"\nid = "quzhou-2020"\nforms = ["platform"]\n', "utf-8"
    )
    (made / "platform.toml").write_text(
        'extends = "zhejiang-2020/platform"\n[[field]]\naddress = "org.business"\nlimit = 60\n',
        "utf-8",
    )
    (made / "rules.toml").write_text('extends = "zhejiang-2020"\n', "utf-8")
    for name in ("notice.md", "notice.txt"):
        shutil.copy(paths.resources() / "notices" / "zhejiang-2020" / name, made / name)
    return made


def test_a_pack_is_added_listed_saved_compared_and_taken_away(
    as_json: Json, folder: Path, tmp_path: Path
) -> None:
    added = as_json("add-pack", str(folder))
    assert (added["id"], added["replaced"]) == ("quzhou-2020", None)
    (listed,) = [one for one in as_json("notices") if one["id"] == "quzhou-2020"]
    assert listed["added"] is True
    assert [one["id"] for one in listed["forms"]] == ["quzhou-2020/platform"]
    target = tmp_path / "out.smnotice"
    assert as_json("save-pack", "quzhou-2020", "--out", str(target))["needs"] == []
    found = as_json("compare-packs", "zhejiang-2020", str(target))
    limits = [one for one in found if one["what"] == "字数上限"]
    assert [(one["key"], one["before"], one["after"]) for one in limits] == [
        ("org.business", "", "60")
    ]
    assert {one["key"] for one in found if one["part"] == "form" and one["how"] == "gone"} == {
        "enterprise",
        "project",
    }
    as_json("remove-pack", "quzhou-2020")
    assert "quzhou-2020" not in [one["id"] for one in as_json("notices")]


def test_a_pack_that_was_broken_later_is_listed_with_its_faults(
    as_json: Json, folder: Path
) -> None:
    as_json("add-pack", str(folder))
    (paths.user_data() / "notices" / "quzhou-2020" / "platform.toml").write_text(
        "columns = ", "utf-8"
    )
    forget_packs()
    (listed,) = [one for one in as_json("notices") if one["id"] == "quzhou-2020"]
    assert listed["forms"] == []
    assert "notices.toml-syntax" in [one["code"] for one in listed["problems"]]
    as_json("fields", "quzhou-2020/platform", status=1)


@pytest.mark.parametrize(
    "verb", [["add-pack"], ["remove-pack"], ["compare-packs", "zhejiang-2020"]]
)
def test_what_is_not_there_is_refused(verb: list[str], tmp_path: Path) -> None:
    assert run([*verb, str(tmp_path / "nothing")]) == 1


def test_people_read_plain_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add-pack", str(folder)]) == 0
    assert run(["compare-packs", "zhejiang-2020", "zhejiang-2020"]) == 0
    assert run(["compare-packs", "zhejiang-2020", "quzhou-2020"]) == 0
    assert run(["notices"]) == 0
    told = capsys.readouterr().out
    assert "字数上限：（空） → 60" in told
    assert "两版没有差别" in told
    assert "自行添加" in told
