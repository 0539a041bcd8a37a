"""A fix file finds the draft that it is about, and says whatever the cells hold."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smdesk.notices.declaration import Declaration
from smdesk.notices.text import QUOTED
from smdesk.packet.package import write_package
from smdesk.service.desk.fixes import open_fix, read_fix, write_fix
from smdesk.service.desk.intake import intake
from smdesk.service.desk.letters import letter_files
from smdesk.service.desk.sender import Sender
from smdesk.service.home import store_declaration
from smdesk.service.samples import GOOD, load_sample
from smdesk.store.desk.desk import Desk
from smdesk.store.library import Library

FORM = "zhejiang-2020/platform"
SENDER = Sender("某局", until=date(2020, 9, 30))
TITLE = "platform.name"


def platform(name: str, **more: str) -> Declaration:
    declaration, _ = load_sample(FORM, GOOD)
    assert TITLE in declaration.values
    told = {TITLE: name, "org.postcode": "3111", **more}
    return declaration.with_values(told)


def fix_of(folder: Path, declaration: Declaration) -> Path:
    _, files = load_sample(FORM, GOOD)
    folder.mkdir()
    (folder / "a.smdx").write_bytes(write_package(declaration, files))
    with Desk.open(folder / "desk") as desk:
        intake(desk, [folder / "a.smdx"], workers=1)
        (case,) = desk.case_ids()
        (folder / "x.smdfix").write_bytes(write_fix(desk, case, SENDER))
        assert letter_files(desk, case, SENDER, ("docx", "fix"))
    return folder / "x.smdfix"


@pytest.mark.parametrize("last", ["甲云工业互联网平台", "乙星设备运维服务中心"])
def test_of_two_platforms_of_a_firm_the_one_that_it_is_about_is_opened(
    tmp_path: Path, last: str
) -> None:
    names = ["甲云工业互联网平台", "乙星设备运维服务中心"]
    fix = read_fix(fix_of(tmp_path / "in", platform(names[0])))
    with Library.open(tmp_path / "library") as library:
        made = {
            name: store_declaration(library, platform(name), "", "建立")
            for name in sorted(names, key=lambda one: one == last)
        }
        told = open_fix(library, fix)
        assert (told.draft, told.made) == (made[names[0]], False)


def test_another_platform_s_draft_is_not_taken_for_it(tmp_path: Path) -> None:
    fix = read_fix(fix_of(tmp_path / "in", platform("甲云工业互联网平台")))
    with Library.open(tmp_path / "library") as library:
        other = store_declaration(library, platform("乙星设备运维服务中心"), "", "建立")
        told = open_fix(library, fix)
        assert told.made
        assert told.draft != other
        renamed = library.load(told.draft)
        corrected = renamed.declaration.with_values({TITLE: "甲云工业互联网服务平台"})
        library.save(told.draft, renamed.revision, corrected)
        assert open_fix(library, fix).draft == told.draft


def test_a_cell_of_thousands_of_characters_stops_no_letter(tmp_path: Path) -> None:
    long = "联系时间" * 1200
    fix = read_fix(
        fix_of(tmp_path / "in", platform("甲云工业互联网平台", **{"contact.mobile": long}))
    )
    item = next(one for one in fix.head.items if one.addresses[0] == "contact.mobile")
    assert item.text == long
    assert f"共 {len(long)} 字" in item.message
    assert len(item.message) < QUOTED * 2
