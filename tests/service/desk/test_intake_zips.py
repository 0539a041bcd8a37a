"""A zip with some bad members: every sound one is read, each bad one has its own sentence."""

from __future__ import annotations

import struct
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import desk_files
import exported
import hostile
import pytest

from smdesk.service.desk.intake import Batch, _Run, intake
from smdesk.service.desk.pool import Done, Pool
from smdesk.store.desk.desk import Desk

Put = Callable[..., Path]
FORM = "zhejiang-2020/enterprise"


def told(batch: Batch) -> dict[str, tuple[str, list[str]]]:
    return {
        one.place.path.rpartition("in/")[2]: (one.outcome, [each.code for each in one.problems])
        for one in batch.receipts
    }


@pytest.mark.parametrize(
    "name", ["../../坏.docx", "/etc/坏.docx", "C:\\坏.docx", "a\\..\\坏.docx", "坏\n.docx"]
)
def test_a_member_with_a_name_that_leaves_the_zip_costs_only_itself(
    desk: Desk, put: Put, name: str
) -> None:
    good = exported.package(FORM)
    path = put("z.zip", desk_files.zipped({"好.smdx": good, name: good}))
    batch = intake(desk, [path], workers=1)
    found = told(batch)
    assert found.pop("z.zip") == ("opened", [])
    assert found.pop("z.zip!/好.smdx") == ("read", [])
    ((shown, outcome),) = found.items()
    assert outcome == ("refused", ["intake.member-name"])
    assert shown.isprintable()
    assert len(desk.cases()) == 1
    assert told(intake(desk, [path], workers=1)) == told(batch)


def test_encrypted_packed_otherwise_or_too_tightly_packed_members_cost_only_themselves(
    desk: Desk, put: Put
) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("好.smdx", exported.package(FORM))
        made.writestr("炸弹.docx", bytes(80 << 20))
        made.writestr("压缩.docx", b"x" * 100, zipfile.ZIP_LZMA)
        made.writestr("锁.docx", b"x" * 100)
    data = bytearray(out.getvalue())
    struct.pack_into("<H", data, data.rindex(b"PK\x01\x02") + 8, 0x801)
    batch = intake(desk, [put("z.zip", bytes(data))], workers=1)
    assert told(batch) == {
        "z.zip": ("opened", []), "z.zip!/好.smdx": ("read", []),
        "z.zip!/压缩.docx": ("refused", ["intake.member-method"]),
        "z.zip!/炸弹.docx": ("refused", ["intake.member-bomb"]),
        "z.zip!/锁.docx": ("refused", ["intake.member-encrypted"]),
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_members_with_one_name_the_first_is_read(desk: Desk, put: Put) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("A.smdx", exported.package(FORM))
        made.writestr("A.smdx", exported.package("zhejiang-2020/project"))
        made.writestr("a.SMDX", exported.package("zhejiang-2020/project"))
    path = put("z.zip", out.getvalue())
    batch = intake(desk, [path], workers=1)
    found = told(batch)
    assert found["z.zip!/A.smdx"] == ("read", [])
    rest = [one for place, one in found.items() if place not in {"z.zip", "z.zip!/A.smdx"}]
    assert rest == [("refused", ["intake.member-twice"])] * 2
    assert told(intake(desk, [path], workers=1)) == found


def test_a_member_that_lies_about_its_size_costs_only_itself(desk: Desk, put: Put) -> None:
    lying = hostile.with_declared_size("谎.docx", bytes(5_000_000), 10)
    with zipfile.ZipFile(BytesIO(lying)) as opened:
        start = opened.infolist()[0].header_offset
    assert start == 0
    batch = intake(desk, [put("z.zip", lying)], workers=1)
    assert told(batch)["z.zip!/谎.docx"] == ("refused", ["intake.zip-damaged"])


def test_a_zip_whose_members_share_bytes_is_refused_whole(desk: Desk, put: Put) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.smdx", exported.package(FORM))
        made.writestr("b.smdx", b"x")
    data = bytearray(out.getvalue())
    struct.pack_into("<L", data, data.rindex(b"PK\x01\x02") + 42, 0)
    batch = intake(desk, [put("z.zip", bytes(data))], workers=1)
    assert told(batch) == {"z.zip": ("refused", ["intake.zip-overlap"])}


def test_bad_members_of_a_zip_in_a_zip_cost_only_themselves(desk: Desk, put: Put) -> None:
    inner = desk_files.zipped({"../坏.smdx": b"x", "好.smdx": exported.package(FORM)})
    batch = intake(desk, [put("外.zip", desk_files.zipped({"内.zip": inner}))], workers=1)
    assert told(batch) == {
        "外.zip": ("opened", []), "外.zip!/内.zip": ("opened", []),
        "外.zip!/内.zip!/../坏.smdx": ("refused", ["intake.member-name"]),
        "外.zip!/内.zip!/好.smdx": ("read", []),
    }  # fmt: skip


def test_names_in_utf_8_without_the_flag_and_in_the_extra_field_are_decoded(
    desk: Desk, put: Put
) -> None:
    import zlib

    raw = "西湖区".encode()
    plain = desk_files.RawInfo("x")
    plain.raw = raw
    field = desk_files.RawInfo("y")
    field.raw = b"\x81?\xff.txt"
    told_name = b"\x01" + struct.pack("<L", zlib.crc32(field.raw)) + "余杭区.txt".encode()
    field.extra = struct.pack("<HH", 0x7075, len(told_name)) + told_name
    broken = desk_files.RawInfo("z")
    broken.raw = b"\xff\xfe\x80"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for info in (plain, field, broken):
            made.writestr(info, b"text")
    batch = intake(desk, [put("z.zip", out.getvalue())], workers=1)
    names = {one.place.path.rpartition("/")[2] for one in batch.receipts[1:]}
    assert {"西湖区", "余杭区.txt"} < names
    assert all(one.place.path.encode() for one in batch.receipts)


def marked_as_utf8(members: dict[bytes, bytes]) -> bytes:
    """Return a zip with names of given bytes, each marked as UTF-8."""
    body, listed = b"", b""
    for name, data in members.items():
        sizes = (zlib.crc32(data), len(data), len(data), len(name), 0)
        head = struct.pack("<HHHHHLLLHH", 20, 0x800, 0, 0, 0x5821, *sizes)
        listed += b"PK\x01\x02\x14\0" + head + struct.pack("<HHHLL", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + head + name + data
    count = len(members)
    end = struct.pack("<HHHHLLH", 0, 0, count, count, len(listed), len(body), 0)
    return body + listed + b"PK\x05\x06" + end


def test_names_in_gbk_that_are_marked_as_utf8_are_decoded_and_that_is_told(
    desk: Desk, put: Put
) -> None:
    good = exported.package(FORM)
    data = marked_as_utf8(
        {
            "某厂申报表.smdx".encode("gbk"): good,
            "材料/说明书.txt".encode("gbk"): b"text",
            "绍兴.txt".encode(): "另一份".encode(),
        }
    )
    path = put("z.zip", data)
    batch = intake(desk, [path], workers=1)
    found = told(batch)
    assert found.pop("z.zip") == ("opened", ["intake.zip-names-mismarked"])
    assert found.pop("z.zip!/某厂申报表.smdx") == ("read", [])
    assert set(found) == {"z.zip!/材料/说明书.txt", "z.zip!/绍兴.txt"}
    assert len(desk.cases()) == 1
    assert told(intake(desk, [path], workers=1)) == told(batch)


@pytest.fixture
def one_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read one file ahead; tell when nobody works any more and the batch still is not done."""
    real, idle = Pool.wait, 0

    def wait(pool: Pool, seconds: float) -> Iterator[Done]:
        nonlocal idle
        idle = 0 if pool.busy else idle + 1
        assert idle < 20, "the batch stands still"
        yield from real(pool, seconds)

    monkeypatch.setattr(Pool, "wait", wait)
    monkeypatch.setattr("smdesk.service.desk.intake.AHEAD", 1)


@pytest.mark.usefixtures("one_ahead")
def test_files_of_a_zip_are_read_whatever_was_read_ahead_of_them(desk: Desk, put: Put) -> None:
    members = {"一.smdx": exported.package(FORM), "二.txt": b"x", "三.txt": b"y"}
    put("1.zip", desk_files.zipped(members))
    for name in ("2.txt", "3.txt", "4.txt"):
        put(name, name.encode())
    batch = intake(desk, [put("5.txt", b"5").parent], workers=1)
    assert batch.whole
    assert len(batch.receipts) == 8
    assert batch.outcomes["read"] == 1


@pytest.mark.usefixtures("one_ahead")
def test_a_file_that_was_converted_is_read_whatever_was_read_ahead_of_it(
    desk: Desk, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    others_read = threading.Event()
    settle = _Run._settle

    def settled(*given: Any) -> None:
        settle(*given)
        others_read.set()

    monkeypatch.setattr(_Run, "_settle", settled)

    class Slow:
        def convert(self, _source: Path, _kind: str) -> Path:
            others_read.wait()
            return made

        def stop(self) -> None:
            others_read.set()

    made = put("../made/original.docx", exported.word_file(FORM))
    put("1.rtf", b"{\\rtf1 x}")
    put("2.txt", b"2")
    batch = intake(desk, [put("3.txt", b"3").parent], workers=1, converter=Slow())  # type: ignore[arg-type]
    assert batch.whole
    assert [one.outcome for one in batch.receipts] == ["read", "refused", "refused"]
