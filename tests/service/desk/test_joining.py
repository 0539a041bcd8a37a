"""Cases joined and parted by hand: by their likeness, through intake, letters and batches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from test_cases import package

from smdesk.errors import SmdeskError
from smdesk.service.desk.bureau import name_bureau
from smdesk.service.desk.fixes import read_fix, write_fix
from smdesk.service.desk.intake import intake
from smdesk.service.desk.joining import give_back, join, likely, part
from smdesk.service.desk.letter import Sender, letter, to_correct
from smdesk.service.desk.merging import Merged, merge
from smdesk.service.desk.review import mark_misread, misread
from smdesk.service.desk.sending import words_of, write_batch
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State

Put = Callable[..., Path]
ZJ = "zhejiang-2020"
OLD, NEW = "杭州澜岫流体装备有限公司", "浙江澜岫智能装备集团有限公司"
OTHER = "宁波岚川轴承有限公司"


def firm(name: str, code: str, mobile: str, **changes: str) -> bytes:
    told = {"org__name": name, "cover__applicant": name, "org__uscc": code, **changes}
    return package(**told, contact__mobile=mobile, contact__email="", contact__phone=mobile)


def received(desk: Desk, put: Put) -> tuple[int, int]:
    """Return a case that was sent back, and the one that its renamed correction made."""
    put("1.smdx", firm(OLD, "91330100PDY00001XX", "13900000001"))
    other = firm(OTHER, "91140100PDY000036F", "13900000002", contact__name="丁某")
    folder = put("2.smdx", other).parent
    first, _ = intake(desk, [folder], workers=1).cases
    desk.move([first], State.RETURNED)
    put("3.smdx", firm(NEW, "91330212PDY000028F", "13900000001"))
    (second,) = {one.case for one in intake(desk, [folder], workers=1).receipts} - set(
        desk.case_ids(order="id")[:2]
    )
    assert second is not None
    return first, second


def test_a_renamed_correction_is_suggested_to_join_and_no_other_case(desk: Desk, put: Put) -> None:
    first, second = received(desk, put)
    (told,) = likely(desk, second)
    assert told.row.id == first
    assert {"returned", "mobile"} <= set(told.why)
    assert [one.row.id for one in likely(desk, first)] == [second]


def test_the_same_folder_again_leaves_joined_cases_joined(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    first, second = received(desk, put)
    before = [(row.applicant, row.state, row.versions) for row in desk.cases(order="id")]
    join(desk, second, first)
    again = intake(desk, [tmp_path / "in"], workers=1)
    copied = put("copy/4.smdx", (tmp_path / "in" / "3.smdx").read_bytes())
    intake(desk, [copied], workers=1)
    assert first in again.cases
    assert second not in again.cases
    assert len(desk.case_ids()) == 2
    assert desk.case(first).row.applicant == NEW
    assert give_back(desk, second) == first
    after = [(row.applicant, row.state, row.versions) for row in desk.cases(order="id")]
    assert after == before
    with pytest.raises(SmdeskError) as refused:
        give_back(desk, second)
    assert refused.value.code == "desk.not-joined"


@pytest.fixture
def county(tmp_path: Path) -> Desk:
    return Desk.open(tmp_path / "county", person="县经办")


def send(desk: Desk, into: Desk, path: Path) -> Merged:
    path.write_bytes(write_batch(desk, ZJ, name_bureau(desk.folder, "某县经信局"), "all"))
    return merge(into, path)


def test_what_a_county_joined_is_one_case_in_the_city(
    desk: Desk, county: Desk, put: Put, tmp_path: Path
) -> None:
    put("1.smdx", firm(OLD, "91330100PDY00001XX", "13900000001"))
    (first,) = intake(county, [tmp_path / "in"], workers=1).cases
    send(county, desk, tmp_path / "1.smdbatch")
    put("2.smdx", firm(NEW, "91330212PDY000028F", "13900000001"))
    second = intake(county, [tmp_path / "in"], workers=1).cases[-1]
    join(county, second, first)
    told = send(county, desk, tmp_path / "2.smdbatch")
    assert (told.new_cases, told.new_versions) == (0, 1)
    (row,) = desk.cases()
    assert (row.applicant, row.versions) == (NEW, 2)
    assert not [one for one in told.conflicts if "joined" in one.problem.code]
    word = words_of(desk, desk.reading(row.current).version.digest)[-1]
    assert any(one.note.startswith(f"原 {second} 号") for one in word.states)
    county.close()


def test_a_join_that_the_city_has_as_two_cases_is_told(
    desk: Desk, county: Desk, put: Put, tmp_path: Path
) -> None:
    put("1.smdx", firm(OLD, "91330100PDY00001XX", "13900000001"))
    put("2.smdx", firm(NEW, "91330212PDY000028F", "13900000001"))
    first, second = intake(county, [tmp_path / "in"], workers=1).cases
    send(county, desk, tmp_path / "1.smdbatch")
    join(county, second, first)
    told = send(county, desk, tmp_path / "2.smdbatch")
    (conflict,) = [one for one in told.conflicts if one.problem.code == "desk.conflict-joined"]
    assert len(desk.case_ids()) == 2
    join(desk, *conflict.cases)
    assert not send(county, desk, tmp_path / "2.smdbatch").conflicts
    give_back(county, second)
    parted = send(county, desk, tmp_path / "3.smdbatch")
    assert [one.problem.code for one in parted.conflicts] == ["desk.conflict-parted"]
    county.close()


def test_what_a_county_holds_apart_is_not_put_together_in_the_city(
    desk: Desk, county: Desk, put: Put, tmp_path: Path
) -> None:
    put("1.smdx", firm(OLD, "91330100PDY00001XX", "13900000001"))
    put("2.smdx", firm(OLD, "91330100PDY00001XX", "13900000001", org__fax="1"))
    (case,) = intake(county, [tmp_path / "in"], workers=1).cases
    part(county, case, [2])
    told = send(county, desk, tmp_path / "1.smdbatch")
    assert told.new_cases == 2
    assert send(county, desk, tmp_path / "1.smdbatch").new_versions == 0
    county.close()


def test_a_misread_value_is_in_no_letter_and_no_fix_file(
    desk: Desk, put: Put, tmp_path: Path
) -> None:
    (case,) = intake(desk, [put("a.smdx", package(name="faulty"))], workers=1).cases
    before = to_correct(desk, case)
    place = before[0].addresses[0].partition("#")[0]
    mine = [one for one in before if place in {each.partition("#")[0] for each in one.addresses}]
    counts = desk.case(case).row
    mark_misread(desk, case, [place])
    assert [one.key for one in to_correct(desk, case)] == [
        one.key for one in before if one not in mine
    ]
    text = letter(desk, case, Sender("某局")).text
    assert not [one for one in mine if one.message in text]
    assert "读错" not in text
    (tmp_path / "x.smdfix").write_bytes(write_fix(desk, case, Sender("某局")))
    asked = read_fix(tmp_path / "x.smdfix").head.items
    assert not {one.key for one in mine} & {one.key for one in asked}
    assert desk.case(case).row.errors < counts.errors or desk.case(case).row.checks < counts.checks
    assert [one.address for one in misread(desk, counts.current)] == [place]
    desk.take_back(case, [place])
    assert to_correct(desk, case) == before


def test_only_places_of_the_form_are_marked_misread(desk: Desk, put: Put) -> None:
    (case,) = intake(desk, [put("a.smdx", package(contact__fax=""))], workers=1).cases
    mark_misread(desk, case, ["contact.fax"])
    with pytest.raises(SmdeskError) as refused:
        mark_misread(desk, case, ["org.nothing"])
    assert refused.value.code == "desk.address-unknown"
