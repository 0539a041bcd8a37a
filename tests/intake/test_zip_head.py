"""The beginning of a member is what the member begins with, however it is packed."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.intake.zipped import Archive


def archive(body: bytes, method: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as target:
        target.writestr("a.xml", body)
        target.writestr("b.xml", b"behind it")
    return out.getvalue()


@settings(max_examples=60, deadline=None)
@given(
    size=st.sampled_from([0, 1, 2, 511, 512, 513, 1024, 8192, 40_000, 10**6]),
    length=st.sampled_from([0, 1, 300, 512, 1023, 5000, 70_000]),
    method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    noise=st.booleans(),
)
def test_head_is_the_beginning_of_what_read_gives(
    size: int, length: int, method: int, noise: bool
) -> None:
    body = random.Random(length).randbytes(length) if noise else b"<w:p/>" * (length // 6 + 1)
    opened = Archive(archive(body, method))
    assert opened.head("a.xml", size) == opened.read("a.xml")[:size] == body[:size]


def test_head_of_a_member_that_is_no_deflate_is_damaged() -> None:
    data = bytearray(archive(b"<a>" + b"x" * 5000, zipfile.ZIP_DEFLATED))
    start = data.index(b"a.xml") + len("a.xml")
    data[start : start + 4] = b"\xff\xff\xff\xff"
    opened = Archive(bytes(data))
    with pytest.raises(SmdeskError) as told:
        opened.head("a.xml", 512)
    assert told.value.code == "intake.zip-damaged"


def test_head_does_not_look_behind_what_it_gives() -> None:
    body = random.Random(7).randbytes(60_000)
    data = bytearray(archive(body, zipfile.ZIP_DEFLATED))
    at = data.index(b"b.xml") - 3000
    data[at : at + 40] = bytes(40)
    assert Archive(bytes(data)).head("a.xml", 512) == body[:512]
