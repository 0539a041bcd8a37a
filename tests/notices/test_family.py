"""Packs that extend a base: what is taken over, what is changed, what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.errors import SmdeskErrors
from smdesk.notices.family import mark_reconstructed, merged
from smdesk.notices.loader import load_pack, read_pack

Table = dict[str, Any]
ZHEJIANG = Path(__file__).resolve().parents[2] / "resources" / "notices" / "zhejiang-2020"


def merge(base: Table, child: Table) -> tuple[Table, list[str]]:
    faults: list[str] = []
    done = merged(base, child, lambda code, **_: faults.append(code))
    return done, faults


def rows(*addresses: str) -> list[Table]:
    return [{"cells": [{"label": one}, {"field": one}]} for one in addresses]


def test_entries_merge_by_identity_and_new_ones_follow() -> None:
    base = {"field": [{"address": "a", "unit": "人"}, {"address": "b"}]}
    child = {"field": [{"address": "c"}, {"address": "a", "required": True}]}
    done, faults = merge(base, child)
    assert done["field"] == [
        {"address": "a", "unit": "人", "required": True}, {"address": "b"}, {"address": "c"},
    ]  # fmt: skip
    assert faults == []


def test_a_new_entry_stands_before_the_one_it_names() -> None:
    done, _ = merge({"section": [{"id": "x"}]}, {"section": [{"id": "w", "before": "x"}]})
    assert [one["id"] for one in done["section"]] == ["w", "x"]


def test_replace_takes_only_the_list_of_the_child() -> None:
    base = {"outline": {"title": "正文", "item": [{"id": "a"}]}}
    done, _ = merge(base, {"replace": ["outline.item"], "outline": {"item": [{"id": "b"}]}})
    assert done == {"outline": {"title": "正文", "item": [{"id": "b"}]}}


def test_drop_removes_an_entry_and_names_what_is_not_there() -> None:
    base = {"field": [{"address": "org.fax"}], "outline": {"item": [{"id": "a"}, {"id": "b"}]}}
    done, faults = merge(base, {"drop": ["field:org.fax", "outline.item:a", "field:none", "?"]})
    assert done == {"field": [], "outline": {"item": [{"id": "b"}]}}
    assert faults == ["base-part-missing", "base-part-missing"]


def test_unset_removes_a_key_of_the_base() -> None:
    base = {"field": [{"address": "a", "unit": "人"}]}
    done, _ = merge(base, {"field": [{"address": "a", "unset": ["unit"]}]})
    assert done["field"] == [{"address": "a"}]


def test_years_are_given_whole() -> None:
    done, _ = merge({"years": {"fixed": [2019]}}, {"years": {"count": 3}})
    assert done["years"] == {"count": 3}


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("instead", ["a", "new", "c"]), ("before", ["a", "new", "b", "c"]),
        ("after", ["a", "b", "new", "c"]), ("drop", ["a", "c"]),
    ],
)  # fmt: skip
def test_a_change_edits_the_rows_at_the_row_it_names(how: str, expected: list[str]) -> None:
    base = {"section": [{"id": "s", "row": rows("a", "b", "c")}]}
    change = {"at": "b", "how": how, "row": rows("new")}
    done, faults = merge(base, {"section": [{"id": "s", "change": [change]}]})
    assert done["section"] == [{"id": "s", "row": rows(*expected)}]
    assert faults == []


def test_a_change_finds_a_row_by_its_label_and_refuses_one_that_is_not_there() -> None:
    base = {"section": [{"id": "s", "row": rows("a", "b")}]}
    changes = [
        {"at": "label: a", "how": "drop"},
        {"at": "z", "how": "drop"},
        {"at": "b", "how": "?"},
    ]
    done, faults = merge(base, {"section": [{"id": "s", "change": changes}]})
    assert done["section"][0]["row"] == rows("b")
    assert faults == ["base-part-missing", "value-invalid"]


def test_a_change_finds_a_seal_box_by_its_title() -> None:
    box = {"cells": [{"sign": {"title": "市级 意见："}}]}
    base = {"section": [{"id": "s", "row": [box, *rows("a")]}]}
    change = {"at": "label:市级意见：", "how": "drop"}
    done, faults = merge(base, {"section": [{"id": "s", "change": [change]}]})
    assert done["section"][0]["row"] == rows("a")
    assert faults == []


def test_a_row_of_a_reconstructed_section_may_say_that_the_notice_prints_it() -> None:
    head = {"reconstructed": False, "cells": [{"heading": "三、内容"}]}
    form = {"section": [{"id": "s", "reconstructed": "浙江 2020 表 1", "row": [head, *rows("a")]}]}
    (section,) = mark_reconstructed(form)["section"]
    assert [one.get("reconstructed") for one in section["row"]] == [None, "浙江 2020 表 1"]


def test_reconstructed_goes_down_to_the_fields_that_stand_nowhere_else() -> None:
    form = {
        "section": [
            {"id": "own", "row": rows("a")},
            {"id": "taken", "reconstructed": "广东 2024 表 1-1", "row": rows("a", "b")},
        ],
        "field": [{"address": "a"}, {"address": "b"}, {"address": "c"}],
    }
    done = mark_reconstructed(form)
    assert "reconstructed" not in done["section"][1]
    assert [one.get("reconstructed") for one in done["section"][1]["row"]] == [
        "广东 2024 表 1-1"
    ] * 2
    assert done["field"] == [
        {"address": "a"},
        {"address": "b", "source": "reconstructed", "origin": "广东 2024 表 1-1"},
        {"address": "c"},
    ]


def test_fields_of_a_reconstructed_repeat_are_marked_in_the_repeat() -> None:
    row = {"repeat": "firms", "reconstructed": "表 3", "cells": [{"field": "name"}]}
    form = {"section": [{"id": "s", "row": [row]}], "repeat": [{"id": "firms", "field": [{"address": "name"}]}]}  # fmt: skip
    assert mark_reconstructed(form)["repeat"][0]["field"][0]["origin"] == "表 3"


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """A pack of the user's own, all of whose files extend Zhejiang's."""
    monkeypatch.setenv("SMDESK_DATA", str(tmp_path))
    folder = tmp_path / "notices" / "relay-2020"
    folder.mkdir(parents=True)
    (folder / "notice.toml").write_text('extends = "zhejiang-2020"\nid = "relay-2020"\n', "utf-8")
    for name in ("enterprise", "project", "platform"):
        (folder / f"{name}.toml").write_text(f'extends = "zhejiang-2020/{name}"\n', "utf-8")
    (folder / "rules.toml").write_text('extends = "zhejiang-2020"\n', "utf-8")
    for name in ("notice.md", "notice.txt"):
        shutil.copy(ZHEJIANG / name, folder / name)

    def write(name: str, text: str) -> Path:
        (folder / name).write_text(text, "utf-8")
        return folder

    return write


def test_a_pack_of_nothing_but_extends_is_its_base(child: Callable[[str, str], Path]) -> None:
    pack = load_pack(child("enterprise.toml", 'extends = "zhejiang-2020/enterprise"\n'))
    base = load_pack(ZHEJIANG)
    assert pack.forms == base.forms
    assert pack.rules == base.rules
    assert pack.notice.id == "relay-2020"


def test_the_hash_covers_the_bases(child: Callable[[str, str], Path]) -> None:
    folder = child("enterprise.toml", 'extends = "zhejiang-2020/enterprise"\n')
    before = read_pack(folder).bases
    assert "zhejiang-2020/enterprise.toml" in before
    from smdesk.notices.loader import pack_hash

    changed = before | {"zhejiang-2020/enterprise.toml": "columns = 12"}
    assert pack_hash(folder, before) != pack_hash(folder, changed)
    assert load_pack(folder).hash == pack_hash(folder, before)


def test_rules_of_forms_that_a_pack_lacks_are_left_out(child: Callable[[str, str], Path]) -> None:
    folder = child(
        "notice.toml", 'extends = "zhejiang-2020"\nid = "relay-2020"\nforms = ["platform"]\n'
    )
    pack = load_pack(folder)
    assert list(pack.forms) == ["platform"]
    assert {form for rule in pack.rules for form in rule.forms} == {"platform"}


@pytest.mark.parametrize(
    "base",
    ["none-2020/enterprise", "../zhejiang-2020/enterprise", "/etc", "relay-2020/enterprise", 7],
)
def test_a_base_that_is_not_there_or_is_the_file_itself_is_told(
    child: Callable[[str, str], Path], base: object
) -> None:
    folder = child("enterprise.toml", f"extends = {base!r}\n")
    with pytest.raises(SmdeskErrors) as caught:
        load_pack(folder)
    assert "notices.base-missing" in [one.code for one in caught.value.problems]


def test_two_packs_that_extend_each_other_are_refused(
    child: Callable[[str, str], Path], tmp_path: Path
) -> None:
    folder = child("enterprise.toml", 'extends = "other-2020/enterprise"\n')
    shutil.copytree(folder, tmp_path / "notices" / "other-2020")
    (tmp_path / "notices" / "other-2020" / "enterprise.toml").write_text(
        'extends = "relay-2020/enterprise"\n', "utf-8"
    )
    assert "notices.base-missing" in [one.code for one in read_pack(folder).problems]


_LEAF = st.one_of(st.text(max_size=4), st.integers(), st.booleans())
_JUNK = st.recursive(
    _LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["field", "section", "row", "change", "at", "address", "id", "cells", "extends",
                         "drop", "replace", "unset", "before", "outline", "item", "reconstructed", "how"]),
        inner, max_size=4), max_leaves=20,
)  # fmt: skip
_TABLES = st.dictionaries(
    st.sampled_from(["field", "section", "outline", "drop", "replace", "repeat", "unset"]), _JUNK, max_size=5
)  # fmt: skip


@given(_TABLES, _TABLES)
def test_no_table_of_a_stranger_stops_the_merge(base: Table, child: Table) -> None:
    mark_reconstructed(merge(base, child)[0])


@given(_TABLES)
def test_a_merge_leaves_the_base_as_it_was(base: Table) -> None:
    from copy import deepcopy

    before = deepcopy(base)
    merge(base, {"section": [{"id": "x", "row": []}], "field": [{"address": "a"}]})
    assert base == before
