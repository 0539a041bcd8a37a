"""Notices that a user adds: taken whole, checked first, refused without a trace."""

from __future__ import annotations

import os
import shutil
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from smdesk import paths
from smdesk.errors import SmdeskError, SmdeskErrors
from smdesk.notices import editions
from smdesk.notices.loader import MOST_FAULTS, added_packs, find_form, forget_packs, pack
from smdesk.service.packs import install, open_pack, pack_rows, remove, save_pack, sources_in

RELAY = (
    'extends = "zhejiang-2020"\nid = "quzhou-2020"\nshort = "衢州 2020"\nedition = "2020-10-01"\n'
)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_packs()
    editions.edition.cache_clear()
    yield
    forget_packs()
    editions.edition.cache_clear()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack of a prefecture that relays the province's notice."""
    made = tmp_path / "下载" / "衢州通知包"
    made.mkdir(parents=True)
    (made / "notice.toml").write_text(RELAY, "utf-8")
    for name in ("enterprise", "project", "platform"):
        (made / f"{name}.toml").write_text(f'extends = "zhejiang-2020/{name}"\n', "utf-8")
    (made / "rules.toml").write_text('extends = "zhejiang-2020"\n', "utf-8")
    (made / "summary.toml").write_text('extends = "zhejiang-2020"\n', "utf-8")
    for name in ("notice.md", "notice.txt"):
        shutil.copy(paths.resources() / "notices" / "zhejiang-2020" / name, made / name)
    return made


@pytest.fixture
def zipped(folder: Path, tmp_path: Path) -> Callable[..., Path]:
    def make(within: str = "", extra: dict[str, bytes] | None = None) -> Path:
        path = tmp_path / "衢州.smnotice"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in sorted(folder.iterdir()):
                archive.write(one, within + one.name)
            for name, body in (extra or {}).items():
                archive.writestr(name, body)
        return path

    return make


def refused(source: Path) -> SmdeskError:
    before = sorted(added_packs().rglob("*")) if added_packs().exists() else []
    with pytest.raises(SmdeskError) as caught:
        install(source)
    after = sorted(added_packs().rglob("*")) if added_packs().exists() else []
    assert after == before
    return caught.value


def test_a_folder_is_put_in_its_place_under_the_id_it_states(folder: Path) -> None:
    done = install(folder)
    assert (done.pack.notice.id, done.replaced) == ("quzhou-2020", None)
    assert find_form("quzhou-2020/enterprise")[0].hash == done.pack.hash
    assert folder.is_dir()


@pytest.mark.parametrize("within", ["", "quzhou/", "衢州通知包/"])
def test_a_zip_holds_the_files_at_its_top_or_in_one_folder(
    zipped: Callable[..., Path], within: str
) -> None:
    assert install(zipped(within)).pack.notice.id == "quzhou-2020"


def test_what_file_managers_leave_behind_is_passed_over(zipped: Callable[..., Path]) -> None:
    stray = {
        "__MACOSX/x/._notice.toml": b"",
        "x/.DS_Store": b"",
        "x/Thumbs.db": b"",
        "x/~$notice.txt": b"",
    }
    assert install(zipped("x/", stray)).pack.notice.id == "quzhou-2020"


def test_a_newer_edition_takes_the_place_and_the_old_one_stays_for_its_drafts(folder: Path) -> None:
    first = install(folder).pack
    (folder / "notice.toml").write_text(RELAY.replace("10-01", "11-11"), "utf-8")
    second = install(folder)
    assert second.replaced == first
    assert pack("quzhou-2020").notice.edition == "2020-11-11"
    assert editions.edition(first.hash) == first
    assert len(list((added_packs() / ".former").iterdir())) == 1


def test_the_same_edition_again_is_said_and_changes_nothing(folder: Path) -> None:
    install(folder)
    assert refused(folder).code == "packs.same"


def test_an_edition_of_a_bundled_notice_covers_it_and_can_be_taken_away(folder: Path) -> None:
    (folder / "notice.toml").write_text(
        'extends = "zhejiang-2020"\nedition = "2099-01-01"\n', "utf-8"
    )
    # Without an id of its own the base's is meant; the folder's name is what counts then.
    folder = folder.rename(folder.with_name("zhejiang-2020"))
    bundled = pack("zhejiang-2020")
    done = install(folder)
    assert done.replaced == bundled
    (row,) = [one for one in pack_rows() if one.id == "zhejiang-2020"]
    assert (row.added, row.covers, row.edition) == (True, True, "2099-01-01")
    remove("zhejiang-2020")
    assert pack("zhejiang-2020") == bundled


def test_what_was_taken_away_still_opens_its_drafts(folder: Path) -> None:
    made = install(folder).pack
    former = remove("quzhou-2020")
    assert (former / "notice.toml").is_file()
    assert editions.find_edition("quzhou-2020/enterprise", made.hash)[0] == made
    with pytest.raises(SmdeskError) as caught:
        pack("quzhou-2020")
    assert caught.value.code == "notices.pack-missing"


def test_a_faulty_pack_is_refused_with_every_fault(folder: Path) -> None:
    (folder / "enterprise.toml").write_text(
        'extends = "zhejiang-2020/enterprise"\napplicant = "org.nobody"\n', "utf-8"
    )
    (folder / "rules.toml").write_text(
        'extends = "zhejiang-2020"\n[[rule]]\nid = "recommender"\ntest = "$unit = "\n', "utf-8"
    )
    fault = refused(folder)
    assert isinstance(fault, SmdeskErrors)
    assert "notices.field-unknown" in [one.code for one in fault.problems]


def test_a_faulty_rule_is_refused_too(folder: Path) -> None:
    (folder / "rules.toml").write_text(
        'extends = "zhejiang-2020"\n[[rule]]\nid = "recommender"\ntest = "contains($unit, \'经信\'"\n',
        "utf-8",
    )
    fault = refused(folder)
    assert isinstance(fault, SmdeskErrors)
    assert any(one.code.startswith("rules.") for one in fault.problems)


@pytest.mark.parametrize(
    "name", ["../evil.toml", "/etc/evil.toml", "C:\\evil.toml", "a/../../evil.toml"]
)
def test_a_name_that_leads_outside_is_refused(zipped: Callable[..., Path], name: str) -> None:
    assert refused(zipped("", {name: b"x"})).code == "packs.zip-odd"


@pytest.mark.parametrize("name", ["run.exe", "setup.py", "forms/enterprise.toml", "macro.docm"])
def test_a_file_that_no_pack_has_is_refused(zipped: Callable[..., Path], name: str) -> None:
    assert refused(zipped("", {name: b"x"})).code == "packs.file-odd"


def test_a_link_is_refused(folder: Path) -> None:
    os.symlink("/etc/hostname", folder / "extra.toml")
    assert refused(folder).code == "packs.file-odd"


def test_a_bomb_is_refused(zipped: Callable[..., Path]) -> None:
    assert refused(zipped("", {"notice2.txt": b"0" * 9_000_000})).code in {
        "packs.zip-odd",
        "packs.zip-large",
        "notices.file-large",
    }


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.smnotice"
    path.write_bytes(b"no zip at all")
    fault = refused(path)
    assert fault.code == "packs.zip-spoilt"
    assert "Word" not in str(fault)  # what is advised is for packs


@pytest.mark.parametrize(
    "words",
    [
        ".".join("a" * 3000) + " = 1\n",  # one long line
        "".join(".".join("a" * 400) + f".b{n} = 1\n" for n in range(200)),  # many shorter ones
        f"[{'.'.join('a' * 400)}]\n" + "".join(f"b{n} = 1\n" for n in range(200)),
        "a.a.a = 1\n" + "# \n" * 100_000,
    ],
)
def test_a_notice_that_would_take_long_to_parse_is_refused_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    loads = tomllib.loads

    def parse(text: str) -> object:
        assert "a.a.a" not in text
        return loads(text)

    monkeypatch.setattr(tomllib, "loads", parse)
    (folder / "notice.toml").write_text(RELAY + words, "utf-8")
    with pytest.raises(SmdeskErrors) as fault:
        install(folder)
    assert [one.code for one in fault.value.problems] == ["notices.toml-costly"]


def test_a_folder_without_a_notice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty").code == "packs.not-a-pack"


@pytest.mark.parametrize("name", ["../x", "con", "Quzhou 2020", "衢州", "a" * 80, ""])
def test_an_id_that_cannot_be_a_folder_is_refused(folder: Path, name: str) -> None:
    (folder / "notice.toml").write_text(RELAY.replace("quzhou-2020", name), "utf-8")
    assert refused(folder).code == "packs.id-unusable"


def test_a_data_folder_that_cannot_be_written_says_so(folder: Path) -> None:
    added_packs().parent.mkdir(parents=True, exist_ok=True)
    added_packs().write_text("a file in the way", "utf-8")
    assert refused(folder).code == "packs.not-moved"


def test_a_pack_of_the_program_cannot_be_taken_away() -> None:
    with pytest.raises(SmdeskError) as caught:
        remove("zhejiang-2020")
    assert caught.value.code == "packs.bundled"


def test_a_saved_pack_installs_elsewhere_as_the_same(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = install(folder).pack
    target = tmp_path / "out.smnotice"
    assert save_pack("quzhou-2020", target) == ()
    first = target.read_bytes()
    save_pack("quzhou-2020", target)
    assert target.read_bytes() == first
    assert open_pack(str(target)) == made
    monkeypatch.setenv("SMDESK_DATA", str(tmp_path / "other"))
    forget_packs()
    assert install(target).pack == made


def test_a_saved_pack_names_the_added_pack_it_extends(folder: Path, tmp_path: Path) -> None:
    install(folder)
    county = tmp_path / "county"
    shutil.copytree(folder, county)
    (county / "notice.toml").write_text(RELAY.replace("quzhou-2020", "longyou-2020"), "utf-8")
    (county / "enterprise.toml").write_text('extends = "quzhou-2020/enterprise"\n', "utf-8")
    install(county)
    assert save_pack("longyou-2020", tmp_path / "x.smnotice") == ("quzhou-2020",)


def test_a_faulty_pack_in_the_folder_is_listed_with_its_faults() -> None:
    folder = added_packs() / "broken-2020"
    folder.mkdir(parents=True)
    (folder / "notice.toml").write_text("id = ", "utf-8")
    (row,) = [one for one in pack_rows() if one.id == "broken-2020"]
    assert not row.usable
    assert "notices.toml-syntax" in [one.code for one in row.problems]


def test_only_packs_are_taken_of_what_was_dropped(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("", "utf-8")
    zipped = tmp_path / "X.SMNOTICE"
    assert list(sources_in([other, folder, zipped, tmp_path])) == [folder, zipped]


def test_a_faulty_notice_in_a_folder_of_any_name_is_told_what_is_wrong_in_it(folder: Path) -> None:
    (folder / "notice.toml").write_text('id = "quzhou-2020\n', "utf-8")
    with pytest.raises(SmdeskErrors) as fault:
        install(folder)
    assert [one.code for one in fault.value.problems] == ["notices.toml-syntax"]


def test_a_pack_has_so_many_forms_rules_and_faults(folder: Path) -> None:
    forms = ",".join(f'"f{n}"' for n in range(30))
    (folder / "notice.toml").write_text(f"{RELAY}forms = [{forms}]\n", "utf-8")
    (folder / "rules.toml").write_text('[[rule]]\nid = "x"\n' * 400, "utf-8")
    (folder / "notice.md").write_text("## a｜b\nc\n" * 600, "utf-8")
    with pytest.raises(SmdeskErrors) as fault:
        install(folder)
    many = {
        one.params["key"] for one in fault.value.problems if one.code == "notices.value-invalid"
    }
    assert many == {"forms", "rule", "##"}


def test_of_thousands_of_faults_some_hundred_are_listed(folder: Path) -> None:
    words = "".join(f"k{n} = 1\n" for n in range(3000))
    (folder / "notice.toml").write_text(RELAY + words, "utf-8")
    with pytest.raises(SmdeskErrors) as fault:
        install(folder)
    assert 100 <= len(fault.value.problems) <= MOST_FAULTS
