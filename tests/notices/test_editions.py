"""Packs kept by their hash, and found again after the folder has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from smdesk import paths
from smdesk.errors import SmdeskError
from smdesk.notices import editions
from smdesk.notices.loader import forget_packs, load_pack, pack, pack_folders

BUNDLED = [one.name for one in (paths.resources() / "notices").iterdir() if one.is_dir()]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SMDESK_DATA", str(tmp_path))
    editions.edition.cache_clear()
    forget_packs()
    yield tmp_path
    editions.edition.cache_clear()
    forget_packs()


def own(data: Path, before: str, after: str) -> Path:
    """Add an edition of Zhejiang's pack of the user's own with other words in it."""
    folder = data / "notices" / "zhejiang-2020"
    shutil.copytree(paths.resources() / "notices" / "zhejiang-2020", folder)
    path = folder / "notice.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    forget_packs()
    return folder


@pytest.mark.parametrize("name", BUNDLED)
def test_what_is_kept_comes_back_whole(name: str) -> None:
    found = load_pack(paths.resources() / "notices" / name)
    editions.keep(found)
    assert editions.edition(found.hash) == found


def test_a_draft_of_an_old_edition_finds_it_after_the_pack_was_replaced(data: Path) -> None:
    old = pack("zhejiang-2020")
    editions.keep(old)
    own(data, 'edition = "2020-09-23"', 'edition = "2020-10-01"')
    assert pack("zhejiang-2020").notice.edition == "2020-10-01"
    found, form = editions.find_edition("zhejiang-2020/enterprise", old.hash)
    assert (found, form) == (old, old.forms["enterprise"])


def test_an_edition_that_was_not_kept_opens_with_the_one_at_hand() -> None:
    found, _ = editions.find_edition("zhejiang-2020/enterprise", "0" * 64)
    assert found is pack("zhejiang-2020")


def test_a_notice_that_was_taken_away_still_opens_its_drafts(data: Path) -> None:
    folder = data / "notices" / "relay-2020"
    shutil.copytree(paths.resources() / "notices" / "zhejiang-2020", folder)
    text = (folder / "notice.toml").read_text("utf-8")
    (folder / "notice.toml").write_text(
        text.replace('id = "zhejiang-2020"', 'id = "relay-2020"'), "utf-8"
    )
    made = pack("relay-2020")
    editions.keep(made)
    shutil.rmtree(folder)
    forget_packs()
    assert editions.find_edition("relay-2020/project", made.hash)[0] == made
    with pytest.raises(SmdeskError) as caught:
        editions.find_edition("relay-2020/project", "0" * 64)
    assert caught.value.code == "notices.form-missing"


@pytest.mark.parametrize("damage", [b"", b"no zlib", None])
def test_a_damaged_edition_is_as_if_it_were_not_there(data: Path, damage: bytes | None) -> None:
    found = pack("zhejiang-2020")
    editions.keep(found)
    path = next((data / "editions").iterdir())
    path.write_bytes(path.read_bytes()[:-20] if damage is None else damage)
    assert editions.edition(found.hash) is None


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63])
def test_a_hash_that_is_none_reads_nothing(name: str) -> None:
    assert editions.edition(name) is None


def test_a_data_folder_that_cannot_be_written_stops_nobody(data: Path) -> None:
    (data / "editions").write_text("a file in the way", "utf-8")
    editions.keep(pack("zhejiang-2020"))
    assert editions.edition(pack("zhejiang-2020").hash) is None


def test_a_pack_of_the_users_own_hides_its_bundled_namesake(data: Path) -> None:
    folder = own(data, "第四批", "第四批")
    assert [one for one in pack_folders() if one.name == "zhejiang-2020"] == [folder]


def test_a_pack_of_the_users_own_may_extend_its_bundled_namesake(data: Path) -> None:
    folder = own(data, "第四批", "第四批")
    (folder / "enterprise.toml").write_text(
        'extends = "zhejiang-2020/enterprise"\nnumber = "表 9"\n', "utf-8"
    )
    forget_packs()
    assert pack("zhejiang-2020").forms["enterprise"].number == "表 9"


def test_a_pack_of_the_users_own_is_linted_before_it_is_used(data: Path) -> None:
    folder = own(data, "第四批", "第四批")
    (folder / "enterprise.toml").write_text(
        'extends = "zhejiang-2020/enterprise"\napplicant = "org.nobody"\n', "utf-8"
    )
    forget_packs()
    with pytest.raises(SmdeskError) as caught:
        pack("zhejiang-2020")
    assert caught.value.code == "notices.pack-faulty"
