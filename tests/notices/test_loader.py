"""Loading packs: all faults together, a hash of the content, packs of the user."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from smdesk import paths
from smdesk.errors import SmdeskError, SmdeskErrors
from smdesk.notices import loader
from smdesk.notices.loader import find_form, load_pack, pack, pack_hash, read_clauses

WHOLE = Path(__file__).parent / "data" / "whole" / "zhejiang-2020"
"""The bundled pack written out without a base, so that its words can be changed in place."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WHOLE, tmp_path / "zhejiang-2020"))


@pytest.fixture
def fresh_cache():
    pack.cache_clear()
    yield
    pack.cache_clear()


def test_the_bundled_pack_has_its_three_forms():
    held = pack("zhejiang-2020")
    assert list(held.forms) == ["enterprise", "project", "platform"]
    assert held.form_id("project") == "zhejiang-2020/project"
    assert held.years() == (2017, 2018, 2019)


def test_every_condition_of_the_modes_is_a_clause():
    clauses = pack("zhejiang-2020").clauses
    modes = {"supply-chain": 3, "life-cycle": 4, "turnkey": 3, "information": 3}
    assert {
        mode: sum(one.startswith(f"enterprise.{mode}.") for one in clauses) for mode in modes
    } == modes
    assert all(f"project.{mode}.{number}" in clauses for mode in modes for number in (1, 2))
    shares = [one for one, clause in clauses.items() if "20%" in clause.text]
    assert shares == ["enterprise.life-cycle.4", "enterprise.turnkey.3", "enterprise.information.3"]


def test_line_ends_do_not_change_the_hash_and_words_do(folder: Path):
    before = pack_hash(folder)
    text = (folder / "notice.md").read_bytes()
    (folder / "notice.md").write_bytes(text.replace(b"\n", b"\r\n"))
    assert pack_hash(folder) == before
    (folder / "notice.md").write_bytes(text + b"more")
    assert pack_hash(folder) != before


def test_a_renamed_file_changes_the_hash(folder: Path):
    before = pack_hash(folder)
    (folder / "project.toml").rename(folder / "projects.toml")
    assert pack_hash(folder) != before


def test_a_byte_order_mark_is_no_fault(folder: Path):
    file = folder / "notice.toml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_pack(folder).notice.id == "zhejiang-2020"


def test_a_faulty_pack_names_every_fault_with_file_and_key(folder: Path):
    enterprise = folder / "enterprise.toml"
    text = enterprise.read_text(encoding="utf-8")
    enterprise.write_text(text.replace("columns = 24", "columns = 240"), encoding="utf-8")
    (folder / "project.toml").write_bytes(b"\xff\xff")
    (folder / "platform.toml").unlink()
    with pytest.raises(SmdeskErrors) as fault:
        load_pack(folder)
    found = {(one.params["file"], one.code) for one in fault.value.problems}
    assert found == {
        ("enterprise.toml", "notices.value-invalid"), ("project.toml", "notices.file-encoding"),
        ("platform.toml", "notices.file-missing"),
    }  # fmt: skip
    assert fault.value.params["count"] == 3


def test_a_place_in_a_file_is_counted_as_people_count(folder: Path):
    file = folder / "platform.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('label = "平台名称", span = 4', 'label = "平台名称", span = 0'),
        encoding="utf-8",
    )
    with pytest.raises(SmdeskErrors) as fault:
        load_pack(folder)
    assert [one.params["key"] for one in fault.value.problems] == [
        "section[1].row[2].cells[1].span"
    ]


def test_clauses_keep_id_place_and_words():
    text = "前言\n## common.1｜二、（一）1\n甲\n\n 乙\n## table-2.content｜附件 2 表 2\n丙\n"
    assert [(one.id, one.place, one.text) for one in read_clauses(text)] == [
        ("common.1", "二、（一）1", "甲\n乙"), ("table-2.content", "附件 2 表 2", "丙"),
    ]  # fmt: skip


def test_an_unknown_form_is_answered_with_the_known_ones():
    with pytest.raises(SmdeskError) as fault:
        find_form("zhejiang-2020/city")
    assert fault.value.code == "notices.form-missing"
    assert "zhejiang-2020/platform" in fault.value.params["known"]


@pytest.mark.usefixtures("fresh_cache")
def test_a_pack_that_the_user_added_is_found_and_a_faulty_one_hides_no_other():
    mine = paths.user_data() / "notices" / "mine-2030"
    shutil.copytree(WHOLE, mine)
    text = (mine / "notice.toml").read_text(encoding="utf-8")
    (mine / "notice.toml").write_text(text.replace("zhejiang-2020", "mine-2030"), encoding="utf-8")
    bad = paths.user_data() / "notices" / "bad-2030"
    bad.mkdir()
    (bad / "notice.toml").write_text("[", encoding="utf-8")
    assert find_form("mine-2030/project")[1].id == "project"
    with pytest.raises(SmdeskError) as fault:
        find_form("nothing/at-all")
    assert "mine-2030/project" in fault.value.params["known"]
    names = [one.name for one in loader.pack_folders()]
    assert "zhejiang-2020" in names
    assert names[-2:] == ["bad-2030", "mine-2030"]


def test_a_missing_folder_is_said(tmp_path: Path):
    with pytest.raises(SmdeskError) as fault:
        load_pack(tmp_path / "none")
    assert fault.value.code == "notices.pack-missing"
