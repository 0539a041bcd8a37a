from __future__ import annotations

import hashlib
import json

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.intake.content import read_content
from smdesk.intake.package import read_package
from smdesk.notices.declaration import (
    CONTENT_VERSION,
    Attachment,
    Declaration,
    Heading,
    Narrative,
    Paragraph,
    Picture,
    Run,
    canonical_bytes,
    content,
)
from smdesk.packet.package import write_package

SCAN, PICTURE = b"\xff\xd8\xff scan", b"\x89PNG picture"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


FILES = {sha(SCAN): SCAN, sha(PICTURE): PICTURE}
DECLARATION = Declaration(
    form="zhejiang-2020/enterprise",
    pack="0" * 64,
    years=(2017, 2018, 2019),
    values={"org.name": "某某风机（浙江）有限公司", "finance.revenue[2019]": "12345.67"},
    reasons={"growth@finance.revenue[2019]": "并购一家公司"},
    narrative=Narrative(
        blocks=(
            Heading(level=1, text="一、企业概况", item="overview"),
            Paragraph(runs=(Run(text="甲"), Run(text="乙\\u0001", bold=True))),
            Picture(sha256=sha(PICTURE), media_type="image/png", width=120.0),
        )
    ),
    attachments=(
        Attachment(
            slot="licence",
            name="执照.jpg",
            media_type="image/jpeg",
            sha256=sha(SCAN),
            size=len(SCAN),
        ),
    ),
)
GOOD = write_package(DECLARATION, FILES.__getitem__)


def members(declaration: Declaration = DECLARATION) -> dict[str, bytes | str]:
    body = canonical_bytes(declaration)
    return {
        "mimetype": b"application/vnd.smdesk.declaration+zip",
        "content.json": body,
        "digest.txt": sha(body),
        **{f"files/{digest}": data for digest, data in FILES.items()},
    }


def code_of(data: bytes) -> str:
    with pytest.raises(SmdeskError) as caught:
        read_package(data)
    return caught.value.code


def test_a_package_opens_again_equal() -> None:
    reading = read_package(GOOD)
    assert reading.declaration == DECLARATION
    assert dict(reading.files) == FILES
    assert reading.digest == sha(canonical_bytes(DECLARATION))
    assert write_package(reading.declaration, reading.files.__getitem__) == GOOD


def test_parts_that_lack_are_named() -> None:
    for name in ("content.json", "digest.txt"):
        parts = members()
        del parts[name]
        assert code_of(hostile.zipped(parts)) == "intake.package-part-missing"
    parts = members()
    del parts[f"files/{sha(SCAN)}"]
    assert code_of(hostile.zipped(parts)) == "intake.package-file-missing"


def test_changed_content_and_files_do_not_fit_their_digests() -> None:
    other = DECLARATION.with_values({"org.name": "另一家"})
    parts = members() | {"content.json": canonical_bytes(other)}
    assert code_of(hostile.zipped(parts)) == "intake.package-altered"
    for name in (sha(SCAN), sha(PICTURE)):
        parts = members() | {f"files/{name}": b"other"}
        assert code_of(hostile.zipped(parts)) == "intake.package-file-altered"


def test_a_wrong_size_of_an_attachment_is_found() -> None:
    wrong = DECLARATION.attachments[0].model_copy(update={"size": 3})
    parts = members(DECLARATION.model_copy(update={"attachments": (wrong,)}))
    assert code_of(hostile.zipped(parts)) == "intake.package-file-altered"


def test_unknown_members_are_refused_and_litter_is_passed_over() -> None:
    assert (
        code_of(hostile.zipped(members() | {"macro.exe": b"x"})) == "intake.package-member-unknown"
    )
    assert (
        code_of(hostile.zipped(members() | {f"files/{'A' * 64}": b"x"}))
        == "intake.package-member-unknown"
    )
    litter = {"__MACOSX/._content.json": b"x", ".DS_Store": b"x", "files/Thumbs.db": b"x"}
    assert read_package(hostile.zipped(members() | litter)).declaration == DECLARATION


def test_a_newer_version_says_so_before_anything_else() -> None:
    value = content(DECLARATION) | {"version": CONTENT_VERSION + 1, "novelty": [1]}
    parts = members() | {"content.json": json.dumps(value), "novelty.bin": b"x"}
    assert code_of(hostile.zipped(parts)) == "intake.content-newer"


@pytest.mark.parametrize(
    "change",
    [
        {"version": 0}, {"version": True}, {"version": "1"}, {"form": "../../etc"}, {"form": "a"},
        {"values": {"org.name": 3}}, {"values": {"Bad Address": "x"}}, {"values": {"org.name": ""}},
        {"values": {"org.name": "a\u0000b"}}, {"values": {"org.name": "a\u000bb"}},
        {"values": {"org.name": "a\ufffeb"}}, {"years": ["2019"]}, {"more": 1},
        {"attachments": [{"slot": "a", "name": "a", "media_type": "a", "sha256": "../x", "size": 1,
                          "note": ""}]},
        {"narrative": {"blocks": [{"type": "heading", "level": 9, "text": "x", "item": None}]}},
        {"narrative": {"blocks": [{"type": "picture", "sha256": "x", "media_type": "", "caption": "",
                                   "width": 0.0}]}},
    ],
)  # fmt: skip
def test_content_that_we_would_not_write_is_refused(change: dict[str, object]) -> None:
    body = json.dumps(
        content(DECLARATION) | change, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()
    with pytest.raises(SmdeskError) as caught:
        read_content(body)
    assert caught.value.code == "intake.content-invalid"


def test_content_in_another_order_is_refused() -> None:
    body = json.dumps(content(DECLARATION), ensure_ascii=False).encode()
    with pytest.raises(SmdeskError) as caught:
        read_content(body)
    assert caught.value.code == "intake.content-invalid"


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_damaged_package_opens_equal_or_not_at_all(data: st.DataObject) -> None:
    broken = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.none(), st.integers(0, len(broken))))
    try:
        reading = read_package(bytes(broken[:cut]))
    except SmdeskError:
        return
    assert reading.declaration == DECLARATION
    assert dict(reading.files) == FILES
