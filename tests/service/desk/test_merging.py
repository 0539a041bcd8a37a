"""Batches from county to city to province: every word kept, conflicts told, again harmless."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cases import package

from smdesk.errors import SmdeskError
from smdesk.service.desk import ed25519
from smdesk.service.desk.batchfile import read_batch
from smdesk.service.desk.bureau import fingerprint, known_bureau, name_bureau
from smdesk.service.desk.intake import intake
from smdesk.service.desk.keys import find_key
from smdesk.service.desk.merging import Merged, keys_again, merge
from smdesk.service.desk.ranking import put_order
from smdesk.service.desk.sender import Sender
from smdesk.service.desk.sending import words_of, words_on, write_batch
from smdesk.service.desk.summary import Scope, list_note, listed, summary_data
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State

Put = Callable[..., Path]
ZJ = "zhejiang-2020"
NAMES = {"甲山机械有限公司": "91330100PDY00001XX", "乙水电子有限公司": "91330212PDY000028F"}

RFC_8032 = (
    ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b" + "d25bf5f0595bbe24655141438e7a100b"),
    ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659" + "4a7c15e9716ed28dc027beceea1ec40a"),
)  # fmt: skip


@pytest.mark.parametrize(("secret", "public", "message", "signature"), RFC_8032)
def test_signatures_are_those_of_the_standard(
    secret: str, public: str, message: str, signature: str
) -> None:
    key = bytes.fromhex(secret)
    assert ed25519.public_key(key).hex() == public
    assert ed25519.sign(key, bytes.fromhex(message)).hex() == signature
    assert ed25519.verify(bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature))


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_a_signature_holds_for_its_message_and_key_only(
    secret: bytes, message: bytes, bit: int
) -> None:
    public, signature = ed25519.public_key(secret), ed25519.sign(secret, message)
    assert ed25519.verify(public, message, signature)
    assert not ed25519.verify(public, message + b"x", signature)
    spoilt = bytearray(signature)
    spoilt[bit // 8] ^= 1 << bit % 8
    assert not ed25519.verify(public, message, bytes(spoilt))


def open_desk(tmp_path: Path, name: str) -> Iterator[Desk]:
    with Desk.open(tmp_path / name, person=f"{name}经办") as opened:
        yield opened


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Desk]:
    yield from open_desk(tmp_path, "city")


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Desk]:
    yield from open_desk(tmp_path, "province")


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two received cases, to be copied."""
    folder = tmp_path_factory.mktemp("received")
    (folder / "in").mkdir()
    for name, code in NAMES.items():
        data = package(org__name=name, org__uscc=code, cover__applicant=name)
        (folder / "in" / f"{code}.smdx").write_bytes(data)
    with Desk.open(folder / "desk") as desk:
        intake(desk, [folder / "in"], workers=1)
    return folder / "desk"


@pytest.fixture
def county(received: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(received, tmp_path / "county")
    for desk in open_desk(tmp_path, "county"):
        work_on(desk)
        yield desk


def work_on(desk: Desk) -> None:
    desk.move(desk.case_ids(), State.ACCEPTED, "材料齐全")
    order = [row.id for row in sorted(desk.cases(), key=lambda row: row.applicant)]
    put_order(desk, order)
    desk.add_opinion(order[0], "同意推荐")


def sent(desk: Desk, name: str, path: Path) -> Path:
    path.write_bytes(write_batch(desk, ZJ, name_bureau(desk.folder, name)))
    return path


def by_name(desk: Desk) -> dict[str, int]:
    return {row.applicant: row.id for row in desk.cases()}


def test_every_layer_arrives_at_the_top_under_its_bureau(
    county: Desk, city: Desk, province: Desk, tmp_path: Path
) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    cases = by_name(city)
    assert [len(city.layers(ZJ, "enterprise")["某县经信局"])] == [2]
    put_order(city, [cases["甲山机械有限公司"], cases["乙水电子有限公司"]])
    city.add_opinion(cases["甲山机械有限公司"], "建议列第一")
    told = merge(province, sent(city, "某市经信局", tmp_path / "2.smdbatch"))
    assert (told.new_cases, told.new_layers, told.conflicts) == (2, 4, ())
    case = province.case(by_name(province)["甲山机械有限公司"])
    words = words_of(province, case.versions[0].digest)
    assert [(one.bureau, one.rank, one.state) for one in words] == [
        ("某县经信局", 2, "accepted"), ("某市经信局", 1, "received"),
    ]  # fmt: skip
    assert words[1].previous
    assert [one.text for one in case.opinions] == ["建议列第一"]
    assert case.opinions[0].bureau == "某市经信局"
    assert set(province.layers(ZJ, "enterprise")) == {"某县经信局", "某市经信局"}
    assert case.row.state is State.RECEIVED
    received = province.reading(case.row.current).version
    assert province.blobs.has(received.sha256)


def test_merging_again_changes_nothing(county: Desk, city: Desk, tmp_path: Path) -> None:
    path = sent(county, "某县经信局", tmp_path / "1.smdbatch")
    merge(city, path)
    before = [(row.id, row.versions, row.state) for row in city.cases()]
    opinions = [len(city.case(row.id).opinions) for row in city.cases()]
    told = merge(city, path)
    assert (told.new_cases, told.new_versions, told.new_layers) == (0, 0, 0)
    assert told.known
    assert [(row.id, row.versions, row.state) for row in city.cases()] == before
    assert [len(city.case(row.id).opinions) for row in city.cases()] == opinions


def test_a_batch_that_comes_home_adds_nothing(county: Desk, city: Desk, tmp_path: Path) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    opinions = [len(county.case(row.id).opinions) for row in county.cases()]
    told = merge(county, sent(city, "某市经信局", tmp_path / "2.smdbatch"))
    assert (told.new_cases, told.new_versions, told.conflicts) == (0, 0, ())
    assert told.new_layers == 2
    assert [len(county.case(row.id).opinions) for row in county.cases()] == opinions


def test_what_was_said_already_is_not_signed_anew(county: Desk, tmp_path: Path) -> None:
    one = read_batch(sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    two = read_batch(sent(county, "某县经信局", tmp_path / "2.smdbatch"))
    assert one.manifest.layers == two.manifest.layers
    county.add_opinion(county.case_ids()[0], "补充意见")
    three = read_batch(sent(county, "某县经信局", tmp_path / "3.smdbatch"))
    assert len(three.manifest.layers) == 3
    assert len(three.manifest.sheets) == 2


def test_two_bureaus_that_know_nothing_of_each_other_are_a_conflict(
    county: Desk, city: Desk, put: Put, tmp_path: Path
) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    with Desk.open(tmp_path / "zone") as zone:
        name, code = next(iter(NAMES.items()))
        changed = package(org__name=name, org__uscc=code, cover__applicant=name, org__fax="1")
        intake(zone, [put("zone/x.smdx", changed)], workers=1)
        told = merge(city, sent(zone, "开发区经发局", tmp_path / "2.smdbatch"))
    (conflict,) = told.conflicts
    assert conflict.problem.code == "desk.conflict-versions"
    assert "开发区经发局" in conflict.problem.message
    assert len(city.cases()) == 2


def test_what_a_city_knew_of_two_bureaus_is_no_conflict_in_the_province(
    county: Desk, city: Desk, province: Desk, received: Path, tmp_path: Path
) -> None:
    first = sent(county, "某县经信局", tmp_path / "1.smdbatch")
    shutil.copytree(received, tmp_path / "zone")
    with Desk.open(tmp_path / "zone") as zone:
        work_on(zone)
        second = sent(zone, "开发区经发局", tmp_path / "2.smdbatch")
    merge(city, first)
    told = merge(city, second)
    assert {one.problem.code for one in told.conflicts} == {"desk.conflict-bureaus"}
    third = sent(city, "某市经信局", tmp_path / "3.smdbatch")
    assert merge(province, third).conflicts == ()
    assert merge(province, first).conflicts == ()
    assert read_batch(sent(city, "某市经信局", tmp_path / "4.smdbatch")).manifest.layers == (
        read_batch(third).manifest.layers
    )


def test_another_key_under_a_known_name_is_told(county: Desk, city: Desk, tmp_path: Path) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    (county.folder / "bureau.key").unlink()
    other = sent(county, "某县经信局", tmp_path / "2.smdbatch")
    told = merge(city, other)
    assert "desk.conflict-key" in [one.problem.code for one in told.conflicts]
    assert not told.known
    again = merge(city, other)
    assert "desk.conflict-key" in [one.problem.code for one in again.conflicts]
    assert merge(city, tmp_path / "1.smdbatch").conflicts == ()


def renewed(county: Desk, path: Path) -> Path:
    """Send with another key, as after a machine was set up anew."""
    (county.folder / "bureau.key").unlink()
    return sent(county, "某县经信局", path)


def codes(told: Merged) -> list[str]:
    return [one.problem.code for one in told.conflicts]


def test_a_key_that_was_confirmed_is_not_asked_after_again_and_a_third_one_is(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    told = merge(city, renewed(county, tmp_path / "2.smdbatch"))
    assert told.standing == "other"
    key = find_key(city, told.fingerprint)
    city.say_key(key.bureau, key.key, "与周某电话核对", trusted=True)
    settled = keys_again(city, told)
    assert (codes(settled), settled.standing) == ([], "confirmed")
    assert merge(city, tmp_path / "2.smdbatch").conflicts == ()
    assert merge(city, tmp_path / "1.smdbatch").conflicts == ()
    first, second = city.bureau_keys()["某县经信局"]
    (word,) = second.words
    assert (word.person, word.note, word.trusted) == ("city经办", "与周某电话核对", True)
    assert (first.words, first.person) == ((), "city经办")
    third = merge(city, renewed(county, tmp_path / "3.smdbatch"))
    assert codes(third) == ["desk.conflict-key"]
    old = str(third.conflicts[0].problem.params["old"])
    assert old.split("、") == [fingerprint(first.key), fingerprint(second.key)]


def test_one_name_under_two_keys_is_told_once_of_the_key_not_for_every_case(
    county: Desk, city: Desk, received: Path, tmp_path: Path
) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    shutil.copytree(received, tmp_path / "again")  # the same files taken in on a new machine
    with Desk.open(tmp_path / "again", person="某县经办") as anew:
        work_on(anew)
        told = merge(city, sent(anew, "某县经信局", tmp_path / "2.smdbatch"))
    assert codes(told) == ["desk.conflict-key"]
    city.say_key("某县经信局", told.signers[0][1], "电话核对", trusted=True)
    assert codes(keys_again(city, told)) == []


def test_a_key_that_is_used_no_more_is_told_when_it_signs_again(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    package = sent(county, "某县经信局", tmp_path / "1.smdbatch")
    merge(city, package)
    (key,) = city.bureau_keys()["某县经信局"]
    city.say_key(key.bureau, key.key, "电脑遗失", trusted=False)
    told = merge(city, package)
    assert (codes(told), told.standing) == (["desk.conflict-key-stopped"], "stopped")
    city.say_key(key.bureau, key.key, "已找回", trusted=True)
    assert merge(city, package).conflicts == ()


def test_another_key_under_a_word_that_is_handed_on_is_told_above(
    county: Desk, city: Desk, province: Desk, tmp_path: Path
) -> None:
    merge(province, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    merge(city, renewed(county, tmp_path / "2.smdbatch"))
    told = merge(province, sent(city, "某市经信局", tmp_path / "3.smdbatch"))
    (one,) = [each for each in told.conflicts if each.problem.code == "desk.conflict-key"]
    assert one.problem.params["bureau"] == "某县经信局"
    assert told.standing == "first"


def test_a_name_of_ones_own_under_a_foreign_key_is_told(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    name_bureau(city.folder, "某市经信局")
    told = merge(city, sent(county, "某市经信局", tmp_path / "1.smdbatch"))
    assert codes(told) == ["desk.conflict-key"]
    own = merge(city, sent(city, "某市经信局", tmp_path / "2.smdbatch"))
    assert own.standing == "own"


def test_what_is_said_of_a_key_has_a_reason_and_stays(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    (key,) = city.bureau_keys()["某县经信局"]
    for bureau, note, code in (
        (key.bureau, " ", "desk.key-noteless"), ("别的局", "电话核对", "desk.key-unknown"),
    ):  # fmt: skip
        with pytest.raises(SmdeskError) as fault:
            city.say_key(bureau, key.key, note, trusted=True)
        assert fault.value.code == code
    with pytest.raises(SmdeskError) as fault:
        find_key(city, key.key[:12])
    assert fault.value.code == "desk.key-unknown"
    city.say_key(key.bureau, key.key, "电话核对", trusted=True)
    with (
        closing(sqlite3.connect(city.folder / "desk.db")) as plain,
        pytest.raises(sqlite3.IntegrityError),
    ):
        plain.execute("DELETE FROM key_words")


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    out = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            told = change(body) if info.filename.startswith(name) else body
            new.writestr(info.filename, told, zipfile.ZIP_STORED)
    made = path.with_name("spoilt.smdbatch")
    made.write_bytes(out.getvalue())
    return made


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("manifest.json", b"accepted", b"rejected"),
        ("manifest.json", "同意推荐".encode(), "不予推荐".encode()),
        ("signature.json", b'"signature":"', b'"signature":"00'),
    ],
)
def test_a_batch_that_was_touched_on_its_way_is_refused(
    county: Desk, city: Desk, tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    path = sent(county, "某县经信局", tmp_path / "1.smdbatch")
    with pytest.raises(SmdeskError) as fault:
        merge(city, rewritten(path, name, lambda body: body.replace(old, new)))
    assert fault.value.code == "desk.batch-forged"
    assert city.cases() == []


def test_a_manifest_signed_anew_cannot_speak_for_another_bureau(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    path = sent(county, "某县经信局", tmp_path / "1.smdbatch")
    thief = name_bureau(tmp_path, "冒名")

    def forge(body: bytes) -> bytes:
        told = json.loads(body)
        told["key"] = thief.public.hex()
        told["layers"] = [
            one | {"body": one["body"].replace("accepted", "rejected")} for one in told["layers"]
        ]
        forged.append(json.dumps(told, ensure_ascii=False).encode())
        return forged[0]

    forged: list[bytes] = []
    spoilt = rewritten(path, "manifest.json", forge)
    signed = f'{{"signature":"{thief.sign(forged[0])}"}}'.encode()
    with pytest.raises(SmdeskError) as fault:
        merge(city, rewritten(spoilt, "signature.json", lambda _: signed))
    assert fault.value.code == "desk.batch-forged"


def test_a_changed_declaration_is_refused_and_the_others_are_taken(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    path = sent(county, "某县经信局", tmp_path / "1.smdbatch")
    fax = b"0571"
    first: list[bytes] = []

    def spoil(body: bytes) -> bytes:
        first.append(body)
        return body.replace(fax, b"0572") if len(first) == 1 else body

    told = merge(city, rewritten(path, "versions/", spoil))
    assert [one.problems[0].code for one in told.refused] == ["desk.batch-forged"]
    assert len(city.cases()) == 1


def test_rubbish_is_no_batch(city: Desk, put: Put) -> None:
    for data, code in ((b"x", "desk.batch-not-one"), (package(), "desk.batch-not-one")):
        with pytest.raises(SmdeskError) as fault:
            merge(city, put("x.smdbatch", data))
        assert fault.value.code == code


def test_a_batch_that_arrived_in_part_is_not_told_what_a_word_file_is(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    data = sent(county, "某县经信局", tmp_path / "1.smdbatch").read_bytes()
    (tmp_path / "half.smdbatch").write_bytes(data[: len(data) // 2])
    with pytest.raises(SmdeskError) as fault:
        merge(city, tmp_path / "half.smdbatch")
    assert fault.value.code == "desk.batch-damaged"


def test_what_was_rejected_goes_up_with_all_and_with_nothing_else(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    turned_down = by_name(county)["乙水电子有限公司"]
    county.move([turned_down], State.REJECTED, "不属于通知的范围")
    county.add_opinion(turned_down, "不在支持范围")
    bureau, path = name_bureau(county.folder, "某县经信局"), tmp_path / "1.smdbatch"
    for scope in ("auto", "ranked"):
        path.write_bytes(write_batch(county, ZJ, bureau, scope))
        assert len(read_batch(path).manifest.versions) == 1
    path.write_bytes(write_batch(county, ZJ, bureau, "all"))
    merge(city, path)
    case = city.case(by_name(city)["乙水电子有限公司"])
    (word,) = words_of(city, case.versions[0].digest)
    assert (word.state, word.states[-1].note) == ("rejected", "不属于通知的范围")
    assert word.decision is not None
    assert word.decision.person == county.person != ""
    assert case.opinions[-1].text == "不在支持范围"
    assert case.row.state is State.RECEIVED
    names = [row.id for cases in listed(county, ZJ, "all").values() for row in cases]
    assert turned_down not in names


def test_what_a_county_rejected_is_in_no_list_of_the_city_until_the_city_accepts_it(
    county: Desk, city: Desk, province: Desk, tmp_path: Path
) -> None:
    name = "乙水电子有限公司"
    county.move([by_name(county)[name]], State.REJECTED, "不属于通知的范围")
    path = tmp_path / "1.smdbatch"
    path.write_bytes(write_batch(county, ZJ, name_bureau(county.folder, "某县经信局"), "all"))
    merge(city, path)
    name_bureau(city.folder, "某市经信局")

    def told(desk: Desk, scope: Scope) -> list[str]:
        return [row.applicant for rows in listed(desk, ZJ, scope).values() for row in rows]

    put_order(city, list(by_name(city).values()))
    scopes: tuple[Scope, ...] = ("auto", "ranked", "all")
    assert [told(city, scope) for scope in scopes] == [["甲山机械有限公司"]] * 3
    data = summary_data(city, ZJ, Sender())
    assert data.left_out == (name,)
    assert name in data.note
    assert name in list_note(city, ZJ)
    assert list_note(city, ZJ, "all", rejected=True) == ""  # what goes up as rejected is in it
    handed = tmp_path / "2.smdbatch"
    handed.write_bytes(write_batch(city, ZJ, name_bureau(city.folder, "某市经信局"), "all"))
    merge(province, handed)
    assert told(province, "auto") == ["甲山机械有限公司"]
    city.move([by_name(city)[name]], State.ACCEPTED, "复核后通过")
    assert sorted(told(city, "auto")) == sorted(NAMES)
    assert summary_data(city, ZJ, Sender()).left_out == ()


@pytest.mark.parametrize(
    ("below", "above", "told"),
    [
        (State.ACCEPTED, State.REJECTED, True), (State.REJECTED, State.ACCEPTED, True),
        (State.ACCEPTED, State.ACCEPTED, False), (State.ACCEPTED, None, False),
    ],
)  # fmt: skip
def test_the_contrary_of_what_this_desk_decided_is_told_and_changes_nothing(
    county: Desk, city: Desk, tmp_path: Path, below: State, above: State | None, told: bool
) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    name = "甲山机械有限公司"
    if above is not None:
        city.move([by_name(city)[name]], above, "本级核实过原件")
    if below is not State.ACCEPTED:
        county.move([by_name(county)[name]], below, "县里核实过原件")
    again = tmp_path / "2.smdbatch"
    again.write_bytes(write_batch(county, ZJ, name_bureau(county.folder, "某县经信局"), "all"))
    found = merge(city, again)
    codes = [one.problem.code for one in found.conflicts if by_name(city)[name] in one.cases]
    assert codes.count("desk.conflict-decided") == told
    assert city.case(by_name(city)[name]).row.state is (above or State.RECEIVED)


def test_a_rejection_that_a_county_took_back_leaves_its_case_in_the_lists(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    case = by_name(county)["乙水电子有限公司"]
    bureau, path = name_bureau(county.folder, "某县经信局"), tmp_path / "1.smdbatch"
    for state in (State.REJECTED, State.CHECKING):
        county.move([case], state)
        path.write_bytes(write_batch(county, ZJ, bureau, "all"))
        merge(city, path)
        shown = sum(map(len, listed(city, ZJ).values()))
        assert shown == (1 if state is State.REJECTED else 2)


def test_what_was_said_of_an_earlier_version_goes_up_however_often_it_is_handed_on(
    county: Desk, city: Desk, province: Desk, put: Put, tmp_path: Path
) -> None:
    name = "甲山机械有限公司"
    case = by_name(county)[name]
    county.add_opinion(case, "第一版缺表")
    first = read_batch(sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    county.move([case], State.RETURNED, "请补正")
    again = package(
        org__name=name, org__uscc=NAMES[name], cover__applicant=name, org__fax="0571-00000009"
    )
    intake(county, [put("again/a.smdx", again)], workers=1)
    assert len(county.case(case).versions) == 2
    path = sent(county, "某县经信局", tmp_path / "2.smdbatch")
    batch = read_batch(path)
    assert len(batch.manifest.versions) == 2
    old = {layer.body for _, layer in first.words}
    assert old <= {layer.body for layer in batch.manifest.layers}
    merge(city, path)
    handed = sent(city, "某市经信局", tmp_path / "3.smdbatch")
    told = merge(province, handed)
    assert old <= {layer.body for layer in read_batch(handed).manifest.layers}
    assert (told.new_cases, told.conflicts) == (2, ())
    top = province.case(by_name(province)[name])
    assert len(top.versions) == 1
    words = words_on(province, top)
    assert [one.state for one in words if one.bureau == "某县经信局"] == ["corrected", "accepted"]
    assert [one.text for one in top.opinions] == ["第一版缺表"]
    told = merge(province, handed)
    assert (told.new_cases, told.new_versions, told.new_layers) == (0, 0, 0)
    assert words_on(province, province.case(top.row.id)) == words


def test_a_bureau_keeps_its_key_when_it_is_renamed(tmp_path: Path) -> None:
    one = name_bureau(tmp_path, "甲局")
    two = name_bureau(tmp_path, "乙局")
    assert (one.public, two.name) == (two.public, "乙局")
    assert known_bureau(tmp_path) == two
    (tmp_path / "bureau.key").write_text("{", "utf-8")
    with pytest.raises(SmdeskError) as fault:
        known_bureau(tmp_path)
    assert fault.value.code == "desk.key-damaged"
    with pytest.raises(SmdeskError) as fault:
        name_bureau(tmp_path / "new", " ")
    assert fault.value.code == "desk.bureau-nameless"


def test_a_package_that_is_stopped_on_its_way_leaves_nothing_signed(county: Desk) -> None:
    bureau, told = name_bureau(county.folder, "某县经信局"), []

    def stop(done: int, whole: int) -> None:
        told.append((done, whole))
        if done == whole:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_batch(county, ZJ, bureau, tell=stop)
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert county.all_layers() == ({}, {})
    assert write_batch(county, ZJ, bureau)
    assert len(county.all_layers()[0]) == 2
