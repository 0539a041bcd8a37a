"""Words that a desk holds: its own are no other officer's, a newer one is no second report, bad ones are shown."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from test_cases import package

from smdesk.errors import SmdeskError
from smdesk.service.desk import batchfile, sending
from smdesk.service.desk.batchcheck import moments_of
from smdesk.service.desk.batchfile import OneDismissal, OneOpinion, OneState, Word, read_batch
from smdesk.service.desk.bureau import known_bureau, name_bureau
from smdesk.service.desk.intake import intake
from smdesk.service.desk.merging import Merged, merge
from smdesk.service.desk.ranking import put_order
from smdesk.service.desk.sending import last_words, said_state, words_on, write_batch
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State

ZJ = "zhejiang-2020"
FORM = "enterprise"
COUNTY, CITY = "某县经信局", "某市经信局"
NAMES = {"甲山机械有限公司": "91330100PDY00001XX", "乙水电子有限公司": "91330212PDY000028F"}
TOLD = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "county", person="县经办") as desk:
        receive(desk, tmp_path / "in-county")
        yield desk


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "city", person="市经办") as desk:
        yield desk


def receive(desk: Desk, folder: Path, **changes: str) -> None:
    folder.mkdir()
    for name, code in NAMES.items():
        data = package(org__name=name, org__uscc=code, cover__applicant=name, **changes)
        (folder / f"{code}.smdx").write_bytes(data)
    intake(desk, [folder], workers=1)


def send(desk: Desk, name: str, path: Path) -> Path:
    path.write_bytes(write_batch(desk, ZJ, name_bureau(desk.folder, name)))
    return path


def codes(told: Merged) -> list[str]:
    return [one.problem.code for one in told.conflicts]


# -- the desk's own ranks -----------------------------------------------------------------------


def both_ranked(county: Desk, city: Desk, folder: Path) -> None:
    """County and city rank and send; the city has changed its mind since."""
    put_order(county, county.case_ids())
    merge(city, send(county, COUNTY, folder / "1.smdbatch"))
    put_order(city, sorted(city.case_ids()))
    merge(county, send(city, CITY, folder / "2.smdbatch"))
    put_order(city, sorted(city.case_ids())[::-1])
    put_order(county, county.case_ids()[::-1])


def test_what_the_own_bureau_ranked_before_is_no_other_officer_s_order(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    both_ranked(county, city, tmp_path)
    merge(city, send(county, COUNTY, tmp_path / "3.smdbatch"))
    assert set(city.layers(ZJ, FORM)) == {COUNTY}
    merge(county, tmp_path / "2.smdbatch")
    assert county.layers(ZJ, FORM) == {CITY: sorted(county.case_ids())}
    assert city.ranking(ZJ, FORM) == sorted(city.case_ids())[::-1]


def test_an_order_of_ones_own_that_is_there_goes_at_the_next_merge(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    both_ranked(county, city, tmp_path)
    for name in (CITY, "王某"):
        city.put_layer(name, ZJ, FORM, city.case_ids())
    merge(city, tmp_path / "1.smdbatch")
    assert set(city.layers(ZJ, FORM)) == {COUNTY, "王某"}


def test_an_old_name_and_a_renewed_key_of_ones_own_are_no_other_officer(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    both_ranked(county, city, tmp_path)
    name_bureau(city.folder, "某市工信局")
    merge(city, tmp_path / "2.smdbatch")
    assert set(city.layers(ZJ, FORM)) == {COUNTY}
    (city.folder / "bureau.key").unlink()
    name_bureau(city.folder, CITY)
    merge(city, tmp_path / "2.smdbatch")
    assert set(city.layers(ZJ, FORM)) == {COUNTY}


# -- what is no second report --------------------------------------------------------------------


def test_a_newer_word_of_whom_the_city_knew_is_no_second_report(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    merge(city, send(county, COUNTY, tmp_path / "1.smdbatch"))
    send(city, CITY, tmp_path / "2.smdbatch")
    county.add_opinion(county.case_ids()[0], "补充意见")
    assert codes(merge(city, send(county, COUNTY, tmp_path / "3.smdbatch"))) == []
    assert codes(merge(county, tmp_path / "2.smdbatch")) == []


def test_a_newer_version_of_whom_the_city_knew_is_no_second_report(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    merge(city, send(county, COUNTY, tmp_path / "1.smdbatch"))
    send(city, CITY, tmp_path / "2.smdbatch")
    receive(county, tmp_path / "in-again", org__fax="0571-1")
    assert len(county.case_ids()) == len(NAMES)
    told = merge(city, send(county, COUNTY, tmp_path / "3.smdbatch"))
    assert (told.new_versions, codes(told)) == (2, [])


@pytest.mark.parametrize("knowing", [False, True])
def test_who_knows_nothing_of_either_stays_told_whatever_the_others_know(
    county: Desk, city: Desk, tmp_path: Path, *, knowing: bool
) -> None:
    merge(city, send(county, COUNTY, tmp_path / "1.smdbatch"))
    merge_home = send(city, CITY, tmp_path / "2.smdbatch")
    if knowing:
        merge(county, merge_home)
    county.add_opinion(county.case_ids()[0], "补充意见")
    merge(city, send(county, COUNTY, tmp_path / "3.smdbatch"))
    with Desk.open(tmp_path / "zone") as zone:
        receive(zone, tmp_path / "in-zone")
        told = merge(city, send(zone, "开发区经发局", tmp_path / "4.smdbatch"))
    assert codes(told) == ["desk.conflict-bureaus"] * len(NAMES)
    assert all("开发区经发局" in one.problem.message for one in told.conflicts)
    assert codes(merge(city, tmp_path / "3.smdbatch")) == ["desk.conflict-bureaus"] * len(NAMES)


# -- what a desk cannot show ---------------------------------------------------------------------

LATE, EARLY = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)
BAD: dict[str, dict[str, Any]] = {
    "state": {"state": "archived"},
    "states": {"states": (OneState(state="archived", at=TOLD, person="某"),)},
    "late": {"at": LATE},
    "early": {"at": EARLY},
    "zoneless": {"at": datetime(2026, 3, 1)},  # noqa: DTZ001
    "state-at": {"states": (OneState(state="received", at=LATE, person="某"),)},
    "opinion-at": {"opinions": (OneOpinion(text="同意", person="某", at=LATE),)},
    "dismissal-at": {"dismissals": (OneDismissal(key="a", reason="b", person="某", at=EARLY),)},
    "rank-negative": {"rank": -5},
    "rank-nought": {"rank": 0},
    "rank-huge": {"rank": 10**30},
    "long": {"applicant": "长" * 100_001},
}


def spoiling(monkeypatch: pytest.MonkeyPatch, told: dict[str, Any]) -> None:
    """Make the next batches say what no desk can show, under a valid signature."""
    made = sending._word

    def spoilt(*given: Any, **more: Any) -> Word:
        return made(*given, **more).model_copy(update=told)

    monkeypatch.setattr(sending, "_word", spoilt)
    monkeypatch.setattr(sending, "word_faults", lambda _: ())


@pytest.mark.parametrize("name", BAD)
def test_a_signed_word_that_no_desk_can_show_is_refused(
    name: str, county: Desk, city: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiling(monkeypatch, BAD[name])
    path = send(county, COUNTY, tmp_path / "1.smdbatch")
    with pytest.raises(SmdeskError) as caught:
        merge(city, path)
    assert caught.value.code == "desk.batch-unfit"
    assert (city.case_ids(), city.bureau_keys()) == ([], {})


@pytest.mark.parametrize("name", BAD)
def test_a_desk_that_holds_such_a_word_shows_it_and_hands_the_case_on_without_it(
    name: str, county: Desk, city: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        spoiling(patch, BAD[name])
        patch.setattr(batchfile, "check", lambda *_: None)
        merge(city, send(county, COUNTY, tmp_path / "1.smdbatch"))
    for case in map(city.case, city.case_ids()):
        (word,) = last_words(city, case)
        assert "archived" not in said_state(word) or "不认识" in said_state(word)
        told = [*moments_of(word), *(one.at for one in case.opinions)]
        assert all(1980 <= one.astimezone().year < 2201 for one in told)
        assert word.rank is None or word.rank > 0
    path = send(city, CITY, tmp_path / "2.smdbatch")
    assert {word.bureau for word, _ in read_batch(path).words} == {CITY}
    with Desk.open(tmp_path / "province") as province:
        assert codes(merge(province, path)) == []
        assert len(province.case_ids()) == len(NAMES)
    county.move(county.case_ids(), State.ACCEPTED)
    merge(city, send(county, COUNTY, tmp_path / "3.smdbatch"))
    case = city.case(city.case_ids()[0])
    assert len(words_on(city, case)) == 3
    assert [one.state for one in last_words(city, case) if one.bureau == COUNTY] == ["accepted"]


def resigned(desk: Desk, path: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Change a manifest and sign it anew with the sender's own key."""
    bureau = known_bureau(desk.folder)
    assert bureau is not None
    with zipfile.ZipFile(path) as told:
        members = {one: told.read(one) for one in told.namelist()}
    manifest = json.loads(members["manifest.json"])
    change(manifest)
    members["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()
    signature = bureau.sign(members["manifest.json"])
    members["signature.json"] = json.dumps({"signature": signature}).encode()
    with zipfile.ZipFile(path, "w") as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


def spoil_version(**told: Any) -> Callable[[dict[str, Any]], None]:
    return lambda manifest: manifest["versions"][0].update(told)


@pytest.mark.parametrize(
    "change",
    [
        spoil_version(modified=10**30),
        spoil_version(modified=-1),
        spoil_version(sources=[["org.fax"]]),
        spoil_version(sources=[["org.fax", "word", "sure"]]),
        spoil_version(sources=[["org.fax", "word", 7]]),
        spoil_version(sources=[["org.fax", "word", 0.5, 3]]),
        spoil_version(file="a" * 100_001),
        lambda manifest: manifest.update(written="9999-12-31T23:59:59Z"),
        lambda manifest: manifest.update(bureau=" "),
        lambda manifest: manifest.update(bureau="某县\n经信局"),
    ],
)
def test_a_manifest_that_no_desk_can_keep_is_refused(
    change: Callable[[dict[str, Any]], None], county: Desk, city: Desk, tmp_path: Path
) -> None:
    path = resigned(county, send(county, COUNTY, tmp_path / "1.smdbatch"), change)
    with pytest.raises(SmdeskError) as caught:
        merge(city, path)
    assert caught.value.code == "desk.batch-unfit"
    assert city.case_ids() == []


def test_a_doubt_of_a_newer_edition_leaves_its_value_doubtful(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    change = spoil_version(sources=[["contact.fax", "word", 0.5, "of-next-year"]])
    merge(city, resigned(county, send(county, COUNTY, tmp_path / "1.smdbatch"), change))
    told = [city.reading(row.current).sources["contact.fax"] for row in city.cases()]
    assert [one.doubts for one in told if one.confidence == 0.5] == [()]
