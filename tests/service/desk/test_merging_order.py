"""Batches that come late, twice, in part or without files: the desk ends as if they came in order."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cases import package

from smdesk.errors import SmdeskError
from smdesk.service.desk.bureau import name_bureau
from smdesk.service.desk.intake import intake
from smdesk.service.desk.joining import join
from smdesk.service.desk.merging import merge
from smdesk.service.desk.ranking import put_order
from smdesk.service.desk.sending import files_note, last_words, write_batch
from smdesk.service.desk.summary import Scope
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State

Put = Callable[..., Path]
ZJ = "zhejiang-2020"
CODES = {
    "甲山机械有限公司": "91330100PDY00001XX",
    "乙水电子有限公司": "91330212PDY000028F",
    "丙林纺织有限公司": "91140100PDY000036F",
}
FIRST, SECOND, THIRD = CODES


def receive(desk: Desk, folder: Path, *names: str, **changes: str) -> None:
    for name in names:
        told = {"org__name": name, "org__uscc": CODES[name], "cover__applicant": name} | changes
        path = folder / f"{name}.smdx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(package(**told))
    intake(desk, [folder], workers=1)


def ids(desk: Desk) -> dict[str, int]:
    return {row.applicant: row.id for row in desk.cases()}


def send(desk: Desk, path: Path, bureau: str, scope: Scope = "all", *, files: bool = False) -> Path:
    data = write_batch(desk, ZJ, name_bureau(desk.folder, bureau), scope, files=files)
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def batches(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Three batches of one county in the order of time, and two of another with a case in common."""
    folder = tmp_path_factory.mktemp("counties")
    made: dict[str, Path] = {}
    with Desk.open(folder / "a", person="甲") as desk:
        receive(desk, folder / "in-a1", FIRST, SECOND)
        cases = ids(desk)
        desk.move(list(cases.values()), State.ACCEPTED)
        put_order(desk, [cases[FIRST], cases[SECOND]])
        desk.add_opinion(cases[FIRST], "第一次报")
        made["a1"] = send(desk, folder / "a1.smdbatch", "甲县经信局")
        # The first one is corrected under another code, the second one takes its declaration back.
        changes = {"org__uscc": "91330100PDY000044K", "contact__fax": "0571-00000009"}
        desk.move([cases[FIRST]], State.RETURNED, "代码有误")
        receive(desk, folder / "in-a2", FIRST, **changes)
        fresh = next(row.id for row in desk.cases() if row.code == changes["org__uscc"])
        if fresh != cases[FIRST]:
            join(desk, fresh, cases[FIRST])
        desk.move([cases[SECOND]], State.REJECTED, "企业申请撤回")
        put_order(desk, [cases[FIRST]])
        desk.add_opinion(cases[FIRST], "已补正")
        made["a2"] = send(desk, folder / "a2.smdbatch", "甲县经信局")
        desk.move([cases[FIRST]], State.ACCEPTED)
        made["a3"] = send(desk, folder / "a3.smdbatch", "甲县经信局")
    with Desk.open(folder / "b", person="乙") as desk:
        receive(desk, folder / "in-b", SECOND, THIRD)
        cases = ids(desk)
        put_order(desk, [cases[THIRD], cases[SECOND]])
        made["b1"] = send(desk, folder / "b1.smdbatch", "乙县经信局")
        desk.move([cases[THIRD]], State.ACCEPTED)
        put_order(desk, [cases[SECOND], cases[THIRD]])
        made["b2"] = send(desk, folder / "b2.smdbatch", "乙县经信局")
    return made


def view(desk: Desk) -> dict[str, Any]:
    """Return what a desk says, without numbers and times of its own."""
    names = {row.id: row.applicant for row in desk.cases()}
    told: dict[str, Any] = {}
    for case, name in names.items():
        whole = desk.case(case)
        digests = {one.id: one.digest for one in whole.versions}
        told[name] = (
            digests[whole.row.current or 0], sorted(digests.values()), whole.row.state,
            sorted((one.bureau, one.text) for one in whole.opinions),
            sorted((one.bureau, one.state, one.rank or 0) for one in last_words(desk, whole)),
        )  # fmt: skip
    layers = desk.layers(ZJ, "enterprise")
    told["orders"] = {who: [names[one] for one in order] for who, order in layers.items()}
    return told


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_batches_in_any_order_and_any_number_of_times_give_one_desk(
    data: st.DataObject, batches: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    order = data.draw(st.permutations(sorted(batches)))
    again = data.draw(st.lists(st.sampled_from(sorted(batches)), max_size=3))
    folder = tmp_path_factory.mktemp("desk")
    told = []
    for at, names in enumerate((sorted(batches), [*order, *again])):
        with Desk.open(folder / str(at)) as desk:
            for name in names:
                merge(desk, batches[name])
            told.append(view(desk))
    shutil.rmtree(folder)
    assert told[0] == told[1]
    assert set(told[0]) == {*CODES, "orders"}
    assert told[0]["orders"] == {"甲县经信局": [FIRST], "乙县经信局": [SECOND, THIRD]}


def test_an_older_batch_that_comes_later_brings_no_older_content_to_the_front(
    batches: dict[str, Path], desk: Desk
) -> None:
    merge(desk, batches["a2"])
    case = ids(desk)[FIRST]
    told = merge(desk, batches["a1"])
    assert (told.new_cases, told.new_versions) == (0, 1)
    assert desk.reading(desk.case(case).row.current or 0).declaration.values["contact.fax"] == (
        "0571-00000009"
    )
    assert desk.case(case).row.state is State.RECEIVED
    assert len(desk.case(case).versions) == 2


def test_what_a_bureau_reported_and_then_left_out_is_told(
    batches: dict[str, Path], tmp_path: Path, desk: Desk
) -> None:
    shutil.copytree(batches["a1"].parent / "b", tmp_path / "b")
    merge(desk, batches["b2"])
    with Desk.open(tmp_path / "b") as county:
        county.move([ids(county)[THIRD]], State.RECOMMENDED)
        later = send(county, tmp_path / "b3.smdbatch", "乙县经信局", "auto")
        county.move([ids(county)[SECOND]], State.REJECTED)
        last = send(county, tmp_path / "b4.smdbatch", "乙县经信局")
    told = merge(desk, later)
    (conflict,) = told.conflicts
    assert conflict.problem.code == "desk.conflict-unsent"
    assert conflict.problem.params["applicants"] == SECOND
    assert conflict.cases == (ids(desk)[SECOND],)
    assert (
        merge(desk, batches["b1"]).conflicts == ()
    )  # older than what is known: it leaves out nothing
    assert merge(desk, last).conflicts == ()
    assert merge(desk, later).conflicts == ()  # it was rejected since
    with Desk.open(tmp_path / "b") as county:
        assert merge(county, later).conflicts == ()  # its own batch come home


def test_a_case_that_a_bureau_put_to_another_is_not_left_out(
    batches: dict[str, Path], tmp_path: Path, desk: Desk
) -> None:
    shutil.copytree(batches["a1"].parent / "b", tmp_path / "b")
    merge(desk, batches["b2"])
    with Desk.open(tmp_path / "b") as county:
        cases = ids(county)
        join(county, cases[THIRD], cases[SECOND])
        later = send(county, tmp_path / "b5.smdbatch", "乙县经信局")
    told = {one.problem.code for one in merge(desk, later).conflicts}
    assert told == {"desk.conflict-joined"}


def test_a_case_without_its_file_goes_up_and_gets_the_file_when_it_comes(
    batches: dict[str, Path], tmp_path: Path, desk: Desk
) -> None:
    shutil.copytree(batches["a1"].parent / "b", tmp_path / "b")
    with Desk.open(tmp_path / "b") as county:
        whole = send(county, tmp_path / "whole.smdbatch", "乙县经信局", files=True)
    merge(desk, batches["b2"])
    up = send(desk, tmp_path / "up.smdbatch", "某市经信局", files=True)
    assert SECOND in files_note(desk, ZJ)
    with Desk.open(tmp_path / "province") as province:
        assert merge(province, up).new_cases == 2
    merge(desk, whole)
    assert files_note(desk, ZJ) == ""
    send(desk, up, "某市经信局", files=True)
    with Desk.open(tmp_path / "province") as province:
        merge(province, up)
        assert files_note(province, ZJ) == ""


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REJECTED, State.RECEIVED])
def test_a_decision_that_a_new_version_undoes_is_told(
    batches: dict[str, Path], desk: Desk, tmp_path: Path, state: State
) -> None:
    merge(desk, batches["a1"])
    case = ids(desk)[FIRST]
    if state is not State.RECEIVED:
        desk.move([case], state)
    told = [
        one for one in merge(desk, batches["a2"]).conflicts if one.problem.code == "desk.reopened"
    ]
    assert [one.cases for one in told] == ([] if state is State.RECEIVED else [(case,)])
    if told:
        assert desk.case(case).row.state is State.CORRECTED
        receive(desk, tmp_path / "again", FIRST, contact__fax="1")  # nothing is decided by now
    assert all(one.problem.code != "desk.reopened" for one in merge(desk, batches["a2"]).conflicts)


def test_a_file_that_undoes_a_decision_says_so(desk: Desk, put: Put) -> None:
    intake(desk, [put("a.smdx", package())], workers=1)
    desk.move([1], State.ACCEPTED)
    desk.move([1], State.RECOMMENDED)
    path = put("b.smdx", package(contact__fax="0571-00000009"))
    (told,) = intake(desk, [path], workers=1).receipts
    assert [one.code for one in told.problems] == ["desk.reopened"]
    assert told.problems[0].params["old"] == "拟推荐"
    assert desk.reading(desk.case(1).row.current).version.problems == ()
    desk.move([1], State.RETURNED)
    path = put("c.smdx", package(contact__fax="0571-00000008"))
    assert intake(desk, [path], workers=1).receipts[0].problems == ()  # that is what was asked for


def test_a_received_file_that_is_gone_from_the_desk_is_kept_again(desk: Desk, put: Put) -> None:
    path = put("a.smdx", package())
    intake(desk, [path], workers=1)
    version = desk.case(1).versions[0]
    desk.blobs.path(version.sha256).unlink()
    intake(desk, [path], workers=1)
    assert desk.blobs.read(version.sha256) == path.read_bytes()
    assert [len(desk.case(one).versions) for one in desk.case_ids()] == [1]


def test_the_longest_opinion_and_name_go_up_and_longer_ones_are_refused_at_once(
    desk: Desk, tmp_path: Path
) -> None:
    receive(desk, tmp_path / "in", FIRST)
    desk.add_opinion(1, "长" * 20_000)
    with pytest.raises(SmdeskError) as fault:
        name_bureau(desk.folder, "局" * 201)
    assert fault.value.code == "desk.bureau-long"
    path = send(desk, tmp_path / "a.smdbatch", "局" * 200)
    assert name_bureau(desk.folder, "甲县\n经信局\x00").name == "甲县 经信局"
    with Desk.open(tmp_path / "city") as city:
        assert merge(city, path).new_cases == 1
        assert [len(one.text) for one in city.case(1).opinions] == [20_000]
