from __future__ import annotations

import json
import pickle
import shutil
import subprocess
from pathlib import Path

import exported
import hostile
import pytest
from exported import FORMS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outcome import assert_nothing_wrong, codes, read, texts, wanted

from smdesk.intake.read import read_file, read_files
from smdesk.intake.submission import SURE
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.package import write_package
from smdesk.service.samples import all_samples, load_sample

ENTERPRISE = FORMS[0]


# ---- every rung, every form ----


@pytest.mark.parametrize("form_id", FORMS)
def test_package_gives_everything_back(form_id: str, tmp_path: Path) -> None:
    found = read(tmp_path, exported.package(form_id), "a.smdx")
    assert (found.status, found.seal, found.changed) == ("read", "intact", ())
    assert found.declaration == exported.sample(form_id)[0]
    assert texts(found) == wanted(form_id)
    assert {one.source for one in found.values} == {"package"}
    assert f"{found.notice}/{found.form}" == form_id


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("draft", [False, True])
def test_word_with_its_payload_gives_everything_back(
    form_id: str, draft: bool, tmp_path: Path
) -> None:
    found = read(tmp_path, exported.word_file(form_id, draft=draft))
    assert (found.status, found.seal, found.changed) == ("read", "intact", ())
    assert found.declaration == exported.sample(form_id)[0]
    assert {one.source for one in found.values} == {"payload"}
    assert all(one.confidence >= SURE for one in found.values)
    assert found.attachments == tuple(one.name for one in exported.sample(form_id)[0].attachments)


@pytest.mark.parametrize(("form_id", "name"), all_samples())
def test_a_value_written_its_own_way_stays_as_it_was_exported(
    form_id: str, name: str, tmp_path: Path
) -> None:
    """A short name of a box and boxes in another order: the form and its package are one declaration."""
    declaration, files = load_sample(form_id, name)
    packet = build_packet(*find_form(form_id), declaration, draft=False, files=files)
    found = read(tmp_path, write_docx(packet, files))
    assert (found.seal, found.changed) == ("intact", ())
    assert found.declaration == declaration


@pytest.mark.parametrize("form_id", FORMS)
def test_word_without_payload_is_read_by_its_controls(form_id: str, tmp_path: Path) -> None:
    found = read(tmp_path, exported.without_payload(exported.word_file(form_id)))
    assert (found.status, found.seal) == ("read", "none")
    assert texts(found) == wanted(form_id, on_paper=True)
    assert {one.source for one in found.values} == {"control"}
    assert all(one.confidence >= SURE for one in found.values)


@pytest.mark.parametrize("form_id", FORMS)
def test_word_without_payload_and_tags_is_read_by_its_bookmarks(
    form_id: str, tmp_path: Path
) -> None:
    data = exported.without_tags(exported.without_payload(exported.word_file(form_id)))
    found = read(tmp_path, data)
    assert found.status == "read"
    assert texts(found) == wanted(form_id, on_paper=True)
    assert {one.source for one in found.values} == {"control"}


@pytest.mark.parametrize("form_id", FORMS)
def test_the_table_alone_gives_every_value(form_id: str, tmp_path: Path) -> None:
    found = read(tmp_path, exported.table_alone(exported.word_file(form_id)))
    right = wanted(form_id, on_paper=True)
    assert {one.source for one in found.values} == {"table"}
    assert texts(found).keys() == right.keys()
    assert_nothing_wrong(found, right)
    sure = sum(one.confidence >= SURE for one in found.values)
    assert sure >= 0.97 * len(right)


@pytest.mark.parametrize("form_id", FORMS)
def test_the_narrative_is_read_without_the_payload(form_id: str, tmp_path: Path) -> None:
    found = read(tmp_path, exported.without_payload(exported.word_file(form_id)))
    declaration = exported.sample(form_id)[0]
    assert found.declaration is not None
    assert exported.plain(found.declaration.narrative.text) == exported.plain(
        declaration.narrative.text
    )
    headings = [one for one in declaration.narrative.blocks if one.type == "heading"]
    seen = [one for one in found.declaration.narrative.blocks if one.type == "heading"]
    assert seen == headings


# ---- LibreOffice ----


def through_libreoffice(tmp_path: Path, data: bytes) -> bytes:
    source = tmp_path / "in" / "a.docx"
    source.parent.mkdir()
    source.write_bytes(data)
    subprocess.run(
        [
            shutil.which("soffice") or "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(source),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (tmp_path / "out" / "a.docx").read_bytes()


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("form_id", FORMS)
def test_word_saved_by_libreoffice_gives_every_value(form_id: str, tmp_path: Path) -> None:
    saved = through_libreoffice(tmp_path, exported.word_file(form_id))
    found = read(tmp_path, saved)
    assert texts(found) == wanted(form_id)
    assert found.changed == ()
    assert found.seal == "intact"
    stripped = read(tmp_path, exported.without_payload(saved))
    assert_nothing_wrong(stripped, wanted(form_id, on_paper=True))
    alone = read(tmp_path, exported.table_alone(saved))
    assert {one.source for one in alone.values} == {"table"}
    assert texts(alone).keys() == wanted(form_id).keys()
    assert_nothing_wrong(alone, wanted(form_id, on_paper=True))


# ---- notices and editions ----


def test_another_edition_is_read_and_noted(tmp_path: Path) -> None:
    declaration, files = exported.sample(ENTERPRISE)
    old = declaration.model_copy(update={"pack": "f" * 64})
    found = read(tmp_path, exported.export(old, files))
    assert "edition-other" in codes(found)
    assert found.status == "read"
    assert texts(found) == wanted(ENTERPRISE)


def test_an_unknown_notice_is_refused_with_its_name(tmp_path: Path) -> None:
    declaration = Declaration(form="hunan-2031/enterprise", pack="0" * 64, years=(2030,))
    found = read(tmp_path, write_package(declaration, {}.__getitem__), "a.smdx")
    assert (found.status, codes(found)) == ("refused", {"notice-unknown"})
    assert "hunan-2031" in found.problems[0].message


def test_a_stored_value_that_the_form_has_no_place_for_is_not_stated(tmp_path: Path) -> None:
    declaration, files = exported.sample(ENTERPRISE)
    odd = declaration.with_values({"finance.revenue[1999]": "1", "no.such_field": "x"})
    for data, name in (
        (write_package(odd, files), "a.smdx"),
        (exported.export(odd, files), "a.docx"),
    ):
        found = read(tmp_path, data, name)
        unsure = {one.address for one in found.values if one.confidence < SURE}
        assert unsure == {"finance.revenue[1999]", "no.such_field"}


def test_only_the_packs_that_are_given_count(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(exported.word_file(ENTERPRISE))
    assert codes(read_file(path, [])) == {"notice-unknown"}
    path.write_bytes(exported.without_payload(path.read_bytes()))
    assert codes(read_file(path, [])) == {"form-unknown"}


def test_a_damaged_zip_is_told_without_the_name_of_a_python_class(tmp_path: Path) -> None:
    data = hostile.docx()
    at = data.index(b"PK\x01\x02")
    found = read(tmp_path, data[:at] + b"XX" + data[at + 2 :])
    assert codes(found) == {"zip-damaged"}
    assert not any("BadZip" in one.message for one in found.problems)


def test_word_files_that_are_no_form_say_so(tmp_path: Path) -> None:
    found = read(tmp_path, hostile.docx(hostile.paragraph("会议通知")))
    assert (found.status, codes(found)) == ("refused", {"form-unknown"})


# ---- kinds, shape, robustness ----

MAIL = (
    b"Received: from mx.example.cn\r\n by mail.example.cn; 1 Sep 2020\r\nFrom: a@example.cn\r\n"
    b"To: b@example.cn\r\nSubject: =?utf-8?B?5Lit?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain\r\n\r\n<html>\r\n"
)
SAVED = (
    b"From: <Saved by Blink>\nSubject: a\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/related\n\n<html></html>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "kind-empty"),
        (hostile.ole("WordDocument"), "kind-doc"),
        (hostile.ole("EncryptedPackage"), "kind-encrypted"),
        (b"%PDF-1.4\n%%EOF", "kind-pdf"),
        (MAIL, "kind-mail"),
        (MAIL.replace(b"text/plain", b"multipart/related"), "kind-mail"),
        (SAVED, "kind-mhtml"),
        ("From: 张三\nTo: 李四\n请查收附件。\n".encode(), "kind-text"),
        (hostile.ole("__properties_version1.0", "__nameid_version1.0"), "kind-mail"),
        (hostile.docx()[:300], "kind-truncated"),
        (hostile.docx_of({"word/document.xml": "<!DOCTYPE a><a/>"}), "xml-dtd"),
        (hostile.docx_of({"word/document.xml": "<a>" * 300 + "</a>" * 300}), "xml-depth"),
        (hostile.docx_of({"word/document.xml": "<a/>"}), "xml-damaged"),
        (hostile.docx_of({"word/document.xml": hostile.document(""), "../x": b""}), "zip-name"),
        (hostile.docx_of({"[Content_Types].xml": hostile.TYPES}), "xml-damaged"),
        (hostile.zipped({"xl/workbook.xml": "<a/>"}), "xlsx-not-ours"),
        (hostile.zipped({"xl/workbook.xml": "<a>"}), "xml-damaged"),
    ],
)
def test_each_bad_file_has_one_code(data: bytes, code: str, tmp_path: Path) -> None:
    found = read(tmp_path, data)
    assert found.status == "refused"
    assert codes(found) == {code}
    assert found.values == ()


def test_a_missing_file_is_an_outcome_too(tmp_path: Path) -> None:
    assert codes(read_file(tmp_path / "no.docx")) == {"file-missing"}


def test_strict_word_files_are_read_alike(tmp_path: Path) -> None:
    pairs = (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
         b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    )  # fmt: skip

    def strict(name: str, body: bytes) -> bytes:
        for old, new in pairs if name.endswith((".xml", ".rels")) else ():
            body = body.replace(old, new)
        return body

    found = read(tmp_path, exported.rewritten(exported.word_file(ENTERPRISE), strict))
    assert found.kind == "docx-strict"
    assert (found.status, found.seal) == ("read", "intact")


def test_the_record_has_the_shape_of_the_command_line(tmp_path: Path) -> None:
    found = read(tmp_path, exported.word_file(ENTERPRISE)).as_json()
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found
    assert list(found) == [
        "file", "status", "notice", "form", "seal", "changed", "values", "narrative",
        "attachments", "problems",
    ]  # fmt: skip
    value = next(one for one in found["values"] if one["address"] == "finance.revenue[2019]")
    assert set(value) == {"address", "label", "text", "source", "confidence"}
    assert value["label"] == ["二、经营管理状况", "营业收入（万元）", "2019年"]
    assert set(found["narrative"]) == {"chars", "headings"}
    assert found["narrative"]["chars"] > 3000
    assert found["narrative"]["headings"][0] == "一、企业概况"


def test_values_come_in_printed_order_from_every_carrier(tmp_path: Path) -> None:
    from_package = list(texts(read(tmp_path, exported.package(ENTERPRISE), "a.smdx")))
    from_word = list(texts(read(tmp_path, exported.word_file(ENTERPRISE))))
    assert from_package == from_word


def test_reading_is_pure_and_its_record_crosses_processes(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(exported.word_file(ENTERPRISE))
    before = path.read_bytes(), path.stat().st_mtime_ns
    first, second = read_files([path, path])
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first
    assert pickle.loads(pickle.dumps(read_file))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_damaged_files_always_have_one_outcome(tmp_path: Path, data: st.DataObject) -> None:
    good = data.draw(st.sampled_from([exported.word_file(FORMS[1]), exported.package(FORMS[1])]))
    broken = bytearray(good)
    start = data.draw(st.sampled_from([0, max(0, len(broken) - 4000)]))
    for _ in range(data.draw(st.integers(0, 6))):
        broken[min(start + data.draw(st.integers(0, 3999)), len(broken) - 1)] = data.draw(
            st.integers(0, 255)
        )
    cut = data.draw(st.one_of(st.none(), st.integers(0, len(broken))))
    found = read(tmp_path, bytes(broken[:cut]))
    assert found.status in {"read", "partly", "refused"}
    assert (found.status == "refused") <= bool(found.problems)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_damaged_document_xml_always_has_one_outcome(tmp_path: Path, data: st.DataObject) -> None:
    def damage(name: str, body: bytes) -> bytes:
        if name != "word/document.xml":
            return body
        start = data.draw(st.integers(0, len(body) - 1))
        size = data.draw(st.integers(0, 200))
        return body[:start] + data.draw(st.binary(max_size=20)) + body[start + size :]

    found = read(tmp_path, exported.rewritten(exported.word_file(FORMS[1]), damage))
    assert found.status in {"read", "partly", "refused"}


# ---- PDF ----


def test_a_pdf_of_ours_gives_its_values_back(tmp_path: Path) -> None:
    found = read(tmp_path, exported.pdf_file(ENTERPRISE), "申报书.pdf")
    assert (found.status, found.seal, found.kind) == ("read", "intact", "pdf")
    assert texts(found) == wanted(ENTERPRISE)
    assert {one.source for one in found.values} == {"payload"}


def test_other_pdfs_are_paper(tmp_path: Path) -> None:
    import pikepdf

    plain = pikepdf.new()
    plain.add_blank_page()
    plain.save(tmp_path / "plain.pdf")
    assert codes(read_file(tmp_path / "plain.pdf")) == {"kind-pdf"}
    plain.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert codes(read_file(tmp_path / "locked.pdf")) <= {"kind-locked-pdf", "kind-pdf"}
    compact = pikepdf.ObjectStreamMode.generate
    plain.save(
        tmp_path / "packed.pdf", encryption=pikepdf.Encryption(owner="a", user="b"),
        object_stream_mode=compact,
    )  # fmt: skip
    assert codes(read_file(tmp_path / "packed.pdf")) == {"kind-locked-pdf"}


def test_a_pdf_whose_payload_was_changed_is_refused(tmp_path: Path) -> None:
    import pikepdf

    (tmp_path / "a.pdf").write_bytes(exported.pdf_file(ENTERPRISE))
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        opened.Root.PieceInfo["/smdesk"].Private["/Digest"] = "0" * 64
        opened.save(tmp_path / "b.pdf")
    found = read_file(tmp_path / "b.pdf")
    assert (found.status, codes(found)) == ("refused", {"payload-altered"})
