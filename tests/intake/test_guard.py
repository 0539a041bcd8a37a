from __future__ import annotations

import json
import os
import struct
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.intake import guard
from smdesk.intake.content import _has_control
from smdesk.intake.jsonguard import loads
from smdesk.intake.limits import LIMITS, Limits
from smdesk.intake.xmlguard import parse_xml
from smdesk.intake.zipnames import unmarked
from smdesk.intake.zipped import Archive, member_name

SMALL = Limits(file=100_000, members=20, part=50_000, total=120_000, ratio=50, ratio_from=20_000)


def code_of(run: object, *args: object) -> str:
    with pytest.raises(SmdeskError) as caught:
        run(*args)  # type: ignore[operator]
    return caught.value.code


def result_of(run: object, *args: object) -> str:
    try:
        return repr(run(*args))  # type: ignore[operator]
    except SmdeskError as problem:
        return problem.code


# ---- the file ----


def test_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with open(path, "wb") as stream:
        stream.truncate(LIMITS.file + 1)
    assert code_of(guard.read_bytes, path) == "intake.file-too-large"


def test_missing_file_folder_and_device_have_their_codes(tmp_path: Path) -> None:
    assert code_of(guard.read_bytes, tmp_path / "no.docx") == "intake.file-missing"
    assert code_of(guard.read_bytes, tmp_path) == "intake.file-not-regular"
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.docx")
        assert code_of(guard.read_bytes, tmp_path / "pipe.docx") == "intake.file-not-regular"


def test_file_within_the_limit_comes_whole(tmp_path: Path) -> None:
    body = os.urandom(70_000)
    (tmp_path / "a").write_bytes(body)
    assert guard.read_bytes(tmp_path / "a") == body


# ---- the zip ----


def test_members_are_read_as_they_were_written() -> None:
    archive = Archive(hostile.zipped({"a/b.xml": b"<a/>", "c.bin": b"\x00" * 9}, stored=("c.bin",)))
    assert archive.names == ("a/b.xml", "c.bin")
    assert archive.read("a/b.xml") == b"<a/>"
    assert archive.read("c.bin") == b"\x00" * 9
    assert archive.is_stored("c.bin")


def test_too_many_members_are_refused() -> None:
    made = hostile.zipped({f"m{number}": b"" for number in range(21)})
    assert code_of(Archive, made, SMALL) == "intake.zip-members"
    assert Archive(made).names[0] == "m0"


def test_a_directory_of_a_million_entries_is_refused_before_it_is_read() -> None:
    made = hostile.zipped({"a": b""}) + b"PK\x01\x02" * (SMALL.members * 20 + 1)
    assert code_of(Archive, made, SMALL) == "intake.zip-members"


@pytest.mark.parametrize(
    "name",
    ["../evil.xml", "a/../../evil.xml", "/etc/passwd", "\\\\host\\a", "C:\\a.xml", "a\\..\\b",
     "a\nb.xml"],
)  # fmt: skip
def test_names_that_leave_the_folder_are_refused(name: str) -> None:
    assert code_of(Archive, hostile.zipped({name: b"x"})) == "intake.zip-name"


@pytest.mark.parametrize("pair", [("word/A.xml", "word/a.xml"), ("word/a.xml", "word\\a.xml")])
def test_names_equal_after_folding_are_refused(pair: tuple[str, str]) -> None:
    made = hostile.zipped(dict.fromkeys(pair, b"x"))
    assert code_of(Archive, made) == "intake.zip-duplicate"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "one")
        made.writestr("word/document.xml", "two")
    assert code_of(Archive, out.getvalue()) == "intake.zip-duplicate"


def test_encrypted_members_are_refused() -> None:
    made = bytearray(hostile.zipped({"a.xml": b"x"}))
    struct.pack_into("<H", made, made.index(b"PK\x01\x02") + 8, 1)
    assert code_of(Archive, bytes(made)) == "intake.zip-encrypted"


def test_other_methods_than_stored_and_deflated_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as made:
        made.writestr("a.xml", b"x" * 100)
    assert code_of(Archive, out.getvalue()) == "intake.zip-method"


def test_members_that_share_bytes_are_refused() -> None:
    assert code_of(Archive, hostile.overlapping()) == "intake.zip-overlap"


def test_parts_totals_and_ratios_over_the_limit_are_refused() -> None:
    assert code_of(Archive, hostile.zipped({"a": b"x" * 50_001}), SMALL) == "intake.zip-part-size"
    many = hostile.zipped({f"{n}": os.urandom(30_000) for n in range(5)})
    assert code_of(Archive, many, SMALL) == "intake.zip-total-size"
    assert code_of(Archive, hostile.zipped({"a": b"x" * 40_000}), SMALL) == "intake.zip-ratio"


def test_a_small_part_may_be_packed_as_tightly_as_it_likes() -> None:
    assert Archive(hostile.zipped({"a": b"x" * 19_000}), SMALL).read("a") == b"x" * 19_000


@pytest.mark.parametrize("declared", [0, 10, 99_999])
def test_a_lie_about_the_size_never_gives_bytes(declared: int) -> None:
    made = hostile.with_declared_size("a", b"x" * 45_000, declared)
    assert code_of(lambda: Archive(made, SMALL).read("a")) in {
        "intake.zip-damaged", "intake.zip-part-size", "intake.zip-ratio",
    }  # fmt: skip


def test_a_bomb_behind_a_small_declared_size_stops_at_the_cap() -> None:
    made = hostile.with_declared_size("a", b"x" * 5_000_000, 10)
    assert code_of(Archive(made, SMALL).read, "a") == "intake.zip-part-size"


def test_a_changed_byte_is_found_by_the_checksum() -> None:
    made = bytearray(hostile.zipped({"a": b"hello hello"}, stored=("a",)))
    made[made.index(b"hello")] ^= 1
    assert code_of(Archive(bytes(made)).read, "a") == "intake.zip-damaged"


def test_names_in_gbk_without_the_flag_are_decoded() -> None:
    raw = "申报书/企业.docx".encode("gbk")
    made = bytearray(hostile.zipped({"x" * len(raw): b"body"}))
    for mark, place in ((b"PK\x03\x04", 30), (b"PK\x01\x02", 46)):
        start = made.index(mark) + place
        made[start : start + len(raw)] = raw
    with zipfile.ZipFile(BytesIO(bytes(made))) as opened:
        assert member_name(opened.infolist()[0]) == "申报书/企业.docx"
    archive = Archive(bytes(made))
    assert list(archive.shown_names.values()) == ["申报书/企业.docx"]


@given(st.binary(max_size=80), st.binary(max_size=40))
def test_only_a_name_that_is_no_utf8_loses_its_mark(name: bytes, comment: bytes) -> None:
    made = bytearray(hostile.zipped({"é" + "x" * len(name): b"body"}))
    start = made.index(b"PK\x01\x02") + 48
    made[start : start + len(name)] = name
    data = bytes(made[:-2]) + len(comment).to_bytes(2, "little") + comment
    plain = unmarked(data)
    try:
        bytes(made[start - 2 : start + len(name)]).decode()
    except UnicodeDecodeError:
        assert plain[: start - 40] + plain[start - 38 :] == data[: start - 40] + data[start - 38 :]
        assert plain[start - 40 : start - 38] == b"\0\0"
    else:
        assert plain is data


@given(st.binary(max_size=200))
def test_what_is_no_directory_is_left_alone(data: bytes) -> None:
    assert unmarked(b"PK\x01\x02" + data + b"PK\x05\x06" + data) is not None


@pytest.mark.parametrize("name", ["申报书.docx", "plain.docx", "naïve.docx"])
def test_names_with_the_flag_stay(name: str) -> None:
    with zipfile.ZipFile(BytesIO(hostile.zipped({name: b""}))) as opened:
        assert member_name(opened.infolist()[0]) == name


# ---- XML ----

DTD = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be",
                                      "utf-32", "utf-32-le", "utf-32-be"])  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "<?xml version='1.0'?>", "<!-- a -->\n<?b c?>\n"])
def test_a_dtd_is_refused_in_every_encoding(encoding: str, prefix: str) -> None:
    part = (prefix + DTD).encode(encoding)
    assert code_of(parse_xml, part, "a.xml") == "intake.xml-dtd"
    archive = Archive(hostile.zipped({"word/styles.xml": part}))
    assert code_of(guard.check_parts, archive) == "intake.xml-dtd"


def test_a_dtd_behind_a_long_comment_is_refused() -> None:
    for size in (600, 70_000):
        part = f"<!--{'x' * size}-->{DTD}".encode()
        archive = Archive(hostile.zipped({"customXml/item1.xml": part}))
        assert code_of(guard.check_parts, archive) == "intake.xml-dtd"


def test_a_long_comment_before_the_root_is_allowed() -> None:
    part = f"<!--{'x<b y' * 600}--><a/>".encode()
    guard.check_parts(Archive(hostile.zipped({"a.xml": part})))
    assert parse_xml(part, "a.xml").tag == "a"


@pytest.mark.parametrize("name", ["utf-7", "IBM037", "cp500", "no-such"])
def test_encodings_that_could_hide_a_dtd_are_refused(name: str) -> None:
    part = f'<?xml version="1.0" encoding="{name}"?><a/>'.encode()
    assert code_of(parse_xml, part, "a.xml") == "intake.xml-encoding"


def test_text_in_utf16_and_gb18030_is_read() -> None:
    head = '<?xml version="1.0" encoding="{}"?><a>企业𬭎</a>'
    assert parse_xml(head.format("UTF-16").encode("utf-16"), "a").text == "企业𬭎"
    assert parse_xml(head.format("gb18030").encode("gb18030"), "a").text == "企业𬭎"


def test_nesting_is_bounded() -> None:
    fine = b"<a>" * 200 + b"</a>" * 200
    assert parse_xml(fine, "a.xml").tag == "a"
    for depth in (201, 300, 5000):
        deep = b"<a>" * depth + b"</a>" * depth
        assert code_of(parse_xml, deep, "a.xml") == "intake.xml-depth"


def test_text_is_bounded() -> None:
    small = Limits(text=1000)
    assert parse_xml(b"<a>" + b"x" * 1000 + b"</a>", "a", small).tag == "a"
    assert code_of(parse_xml, b"<a>" + b"x" * 1001 + b"</a>", "a", small) == "intake.xml-text"


def test_strict_namespaces_become_transitional() -> None:
    part = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    assert parse_xml(part, "a").tag == f"{{{hostile.W}}}document"


def test_entities_of_html_do_not_pass() -> None:
    assert code_of(parse_xml, b"<a>&nbsp;</a>", "a") == "intake.xml-damaged"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_xml_or_a_code(data: bytes) -> None:
    assert result_of(parse_xml, data, "a").startswith(("intake.xml-", "<Element"))


# ---- notes ----


def test_macros_objects_and_outside_links_are_noted() -> None:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://x/{}" Target="http://a.example" TargetMode="External"/>'
        "</Relationships>"
    )
    made = hostile.docx_of(
        {
            "word/document.xml": hostile.document(""),
            "word/vbaProject.bin": b"x",
            "word/embeddings/o.bin": b"x",
            "word/_rels/document.xml.rels": link.format("attachedTemplate"),
        }
    )
    codes = {one.code for one in guard.notes(Archive(made))}
    assert codes == {"intake.has-macros", "intake.has-objects", "intake.has-links"}
    plain = hostile.docx_of(
        {"word/document.xml": "<a/>", "word/_rels/document.xml.rels": link.format("hyperlink")}
    )
    assert guard.notes(Archive(plain)) == []


# ---- JSON ----


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"[" * 60 + b"]" * 60, "json-depth"),
        (b'{"a":' * 100_000, "json-depth"),
        (b"1" * 4301, "json-number"),
        (b"NaN", "json-number"),
        (b"[-Infinity]", "json-number"),
        (b"1e999", "json-number"),
        (b'{"a":1,"a":2}', "json-duplicate"),
        (b'{"a":{"\\u0062":1,"b":2}}', "json-duplicate"),
        (b'["\\ud800"]', "json-surrogate"),
        (b'{"\\udc00":1}', "json-surrogate"),
        (b'"\xff"', "json-encoding"),
        (b"{", "json-syntax"),
        (b"", "json-syntax"),
        (b'"' + b"x" * LIMITS.json + b'"', "json-size"),
    ],
)
def test_json_of_a_stranger_is_refused(text: bytes, code: str) -> None:
    assert code_of(loads, text) == f"intake.{code}"


def test_plain_json_is_read() -> None:
    assert loads('\ufeff{"甲":[1,2.5,null,true,"\\ud83d\\ude00[[["]}'.encode()) == {
        "甲": [1, 2.5, None, True, "😀[[["]
    }


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_json_or_a_code(data: bytes) -> None:
    result = result_of(loads, data)
    assert not result.startswith("intake.") or result.startswith("intake.json-")


def depth_of(value: object) -> int:
    inner = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth_of, inner), default=0) if isinstance(value, dict | list) else 0


MARKS = st.text(alphabet='[]{}"\\ a\n字', max_size=6)


@given(
    st.recursive(
        MARKS | st.integers(),
        lambda one: st.lists(one, max_size=3) | st.dictionaries(MARKS, one, max_size=3),
    ),
    st.integers(0, 6),
    st.booleans(),
)
@settings(max_examples=200)
def test_json_depth_counts_brackets_outside_of_strings(
    value: object, most: int, spaced: bool
) -> None:
    data = json.dumps(value, ensure_ascii=spaced, indent=1 if spaced else None).encode()
    limits = replace(LIMITS, json_depth=most)
    seen = result_of(loads, data, limits)
    assert seen == (repr(value) if depth_of(value) <= most else "intake.json-depth")


@pytest.mark.parametrize(
    "text", [r"\u0007", r"\b", r"a\\\u001f", r"\\\f", "\x7f", "\ufffe", "\uffff"]
)
def test_a_control_character_in_canonical_content_is_found(text: str) -> None:
    assert _has_control(f'{{"a":"x{text}"}}'.encode())


@pytest.mark.parametrize("text", [r"\t", r"\n", r"\\u0007", r"\\b", r"\\\\f", "u0007", "字"])
def test_what_only_looks_like_a_control_character_passes(text: str) -> None:
    assert not _has_control(f'{{"a":"x{text}"}}'.encode())
