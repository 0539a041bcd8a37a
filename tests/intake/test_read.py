from __future__ import annotations

import json
import pickle
import shutil
import subprocess
from pathlib import Path
from typing import Any

import exported
import hostile
import pytest
from exported import FORMS, W
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from smdesk.intake import forms
from smdesk.intake.read import read_file, read_files
from smdesk.intake.submission import SURE, Submission
from smdesk.notices.carrier import bookmark_name
from smdesk.notices.declaration import Declaration
from smdesk.notices.typed import canonical_text

ENTERPRISE = FORMS[0]


def read(tmp_path: Path, data: bytes, name: str = "申报书.docx") -> Submission:
    path = tmp_path / name
    path.write_bytes(data)
    return read_file(path)


def codes(submission: Submission) -> set[str]:
    return {one.code.removeprefix("intake.") for one in submission.problems}


def texts(submission: Submission) -> dict[str, str]:
    return {one.address: one.text for one in submission.values}


def wanted(form_id: str, *, on_paper: bool = False) -> dict[str, str]:
    """Return the sample's values as a reader gives them; without a payload in canonical text."""
    declaration = exported.sample(form_id)[0]
    pack, form = forms.find(forms.known_packs(), form_id)  # type: ignore[misc]
    fields = forms.expand(pack, form, declaration.years).fields
    if not on_paper:
        return declaration.values
    from smdesk.notices.address import parse

    return {
        address: canonical_text(fields[parse(address).field], text)
        for address, text in declaration.values.items()
    }


def assert_nothing_wrong(submission: Submission, right: dict[str, str]) -> None:
    """Every value stated with confidence is the right one."""
    wrong = {
        one.address: (one.text, right.get(one.address))
        for one in submission.values
        if one.confidence >= SURE
        and exported.plain(one.text) != exported.plain(right.get(one.address, ""))
    }
    assert wrong == {}


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


# ---- edits in Word ----


def test_a_value_changed_in_word_is_taken_from_the_page_and_listed(tmp_path: Path) -> None:
    data = exported.word_file(ENTERPRISE)
    data = exported.typed_in(data, "finance.revenue[2019]", "99999.5")
    data = exported.typed_in(data, "org.name", "改名后的公司")
    found = read(tmp_path, data)
    assert found.seal == "changed"
    assert set(found.changed) == {"finance.revenue[2019]", "org.name"}
    assert texts(found)["finance.revenue[2019]"] == "99999.5"
    assert texts(found)["org.name"] == "改名后的公司"
    sources = {one.address: one.source for one in found.values}
    assert sources["org.name"] == "control"
    assert sources["org.nature"] == "payload"
    assert found.declaration is not None
    assert found.declaration.values["org.name"] == "改名后的公司"


def test_the_same_number_written_otherwise_is_no_change(tmp_path: Path) -> None:
    value = exported.sample(ENTERPRISE)[0].values["finance.revenue[2019]"]
    whole, _, rest = value.partition(".")
    other = f"{int(whole):,}" + (f".{rest}" if rest else "")
    assert other != value
    data = exported.typed_in(exported.word_file(ENTERPRISE), "finance.revenue[2019]", other)
    found = read(tmp_path, data)
    assert (found.seal, found.changed) == ("intact", ())
    assert texts(found)["finance.revenue[2019]"] == value


def test_a_value_deleted_in_word_is_a_change_to_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, exported.typed_in(exported.word_file(ENTERPRISE), "org.nature", " "))
    assert found.changed == ("org.nature",)
    assert texts(found)["org.nature"] == ""
    assert found.declaration is not None
    assert "org.nature" not in found.declaration.values


def test_a_text_typed_beside_its_control_is_read_from_the_cell(tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        holder = exported.control(root, "org.nature").getparent()
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = "补写"
        holder.addnext(run)

    found = read(tmp_path, exported.edited(exported.word_file(ENTERPRISE), edit))
    old = exported.sample(ENTERPRISE)[0].values["org.nature"]
    assert texts(found)["org.nature"] == f"{old}补写"
    assert found.changed == ("org.nature",)


def test_a_ticked_box_in_word_is_read(tmp_path: Path) -> None:
    declaration = exported.sample(ENTERPRISE)[0]
    assert "信息增值服务" not in declaration.values["declare.modes"]
    data = exported.typed_in(exported.word_file(ENTERPRISE), "declare.modes#information", "☑")
    found = read(tmp_path, data)
    assert found.changed == ("declare.modes",)
    assert "信息增值服务" in texts(found)["declare.modes"]
    assert set(declaration.values["declare.modes"].split("；")) < set(
        texts(found)["declare.modes"].split("；")
    )


@pytest.mark.parametrize("strip", [False, True])
def test_doubled_text_is_never_stated_with_confidence(strip: bool, tmp_path: Path) -> None:
    name = exported.sample(ENTERPRISE)[0].values["org.name"]
    data = exported.typed_in(exported.word_file(ENTERPRISE), "org.name", name)

    def double(root: Any) -> None:
        holder = exported.control(root, "org.name").getparent()
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = name
        holder.addnext(run)

    data = exported.edited(data, double)
    found = read(tmp_path, exported.without_payload(data) if strip else data)
    value = next(one for one in found.values if one.address == "org.name")
    assert value.text == name
    assert value.confidence < SURE
    assert "text-doubled" in codes(found)
    assert found.status == "partly"


def test_a_changed_narrative_is_read_from_the_file(tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        for one in root.iter(f"{W}t"):
            if one.text and len(one.text) > 60 and "。" in one.text and not any(
                parent.tag == f"{W}tc" for parent in one.iterancestors()
            ):  # fmt: skip
                last = one
        last.text += "补写一句。"

    found = read(tmp_path, exported.edited(exported.word_file(ENTERPRISE), edit))
    assert found.seal == "changed"
    assert found.changed == ("narrative",)
    assert found.declaration is not None
    assert "补写一句。" in found.declaration.narrative.text


def test_a_payload_that_does_not_fit_is_not_believed(tmp_path: Path) -> None:
    def spoil(name: str, body: bytes) -> bytes:
        return body.replace(b'digest="', b'digest="0') if name.startswith("customXml/") else body

    found = read(tmp_path, exported.rewritten(exported.word_file(ENTERPRISE), spoil))
    assert "payload-altered" in codes(found)
    assert found.seal == "none"
    assert texts(found) == wanted(ENTERPRISE, on_paper=True)
    assert {one.source for one in found.values} == {"control"}


def test_a_payload_moved_to_another_file_does_not_speak_for_it(tmp_path: Path) -> None:
    """The payload of one applicant in the file of another: the page wins, all is listed."""
    declaration, files = exported.sample(ENTERPRISE)
    other = declaration.with_values({"org.name": "另一家公司", "staff.total": "7"})
    foreign = exported.export(other, files)
    part: dict[str, bytes] = {}

    def keep(name: str, body: bytes) -> bytes:
        if name.startswith("customXml/item"):
            part[name] = body
        return body

    exported.rewritten(foreign, keep)
    mixed = exported.rewritten(exported.word_file(ENTERPRISE), part.get)
    found = read(tmp_path, mixed)
    assert set(found.changed) == {"org.name", "staff.total"}
    assert texts(found)["org.name"] == declaration.values["org.name"]


def test_two_controls_with_swapped_tags_do_not_swap_values_silently(tmp_path: Path) -> None:
    """A copied control brings its tag along; then both places have the same one."""

    def edit(root: Any) -> None:
        names = ("contact.name", "contact.position")
        tags = [one for one in root.iter(f"{W}tag") if one.get(f"{W}val") in names]
        for one in tags:
            one.set(f"{W}val", names[0])
        for one in list(root.iter(f"{W}bookmarkStart")):
            if one.get(f"{W}name") in {bookmark_name(name) for name in names}:
                one.getparent().remove(one)

    data = exported.edited(exported.without_payload(exported.word_file(ENTERPRISE)), edit)
    assert_nothing_wrong(read(tmp_path, data), wanted(ENTERPRISE, on_paper=True))


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
    from smdesk.packet.package import write_package

    found = read(tmp_path, write_package(declaration, {}.__getitem__), "a.smdx")
    assert (found.status, codes(found)) == ("refused", {"notice-unknown"})
    assert "hunan-2031" in found.problems[0].message


def test_only_the_packs_that_are_given_count(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(exported.word_file(ENTERPRISE))
    assert codes(read_file(path, [])) == {"notice-unknown"}
    path.write_bytes(exported.without_payload(path.read_bytes()))
    assert codes(read_file(path, [])) == {"form-unknown"}


def test_word_files_that_are_no_form_say_so(tmp_path: Path) -> None:
    found = read(tmp_path, hostile.docx(hostile.paragraph("会议通知")))
    assert (found.status, codes(found)) == ("refused", {"form-unknown"})


# ---- kinds, shape, robustness ----


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "kind-empty"),
        (hostile.ole("WordDocument"), "kind-doc"),
        (hostile.ole("EncryptedPackage"), "kind-encrypted"),
        (b"%PDF-1.4\n%%EOF", "kind-pdf"),
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


# ---- which form ----


def joined(first: bytes, second: bytes) -> bytes:
    """Return a Word file with the body of another behind its own."""
    bodies: list[Any] = []
    exported.edited(second, lambda root: bodies.append(root.find(f"{W}body")))

    def edit(root: Any) -> None:
        body = root.find(f"{W}body")
        for one in list(bodies[0]):
            if one.tag in {f"{W}tbl", f"{W}p"} and one.find(f".//{W}drawing") is None:
                body.insert(len(body) - 1, one)

    return exported.edited(first, edit)


@pytest.mark.parametrize("strip", [False, True])
def test_two_forms_in_one_file_are_told(strip: bool, tmp_path: Path) -> None:
    data = joined(exported.word_file(FORMS[1]), exported.table_alone(exported.word_file(FORMS[0])))
    found = read(tmp_path, exported.without_payload(data) if strip else data)
    assert "form-several" in codes(found)
    assert found.status == "partly"
    assert found.form in {"project", "enterprise"}
    assert_nothing_wrong(found, wanted(f"{found.notice}/{found.form}", on_paper=strip))


def test_a_payload_of_another_form_does_not_hide_what_the_page_is(tmp_path: Path) -> None:
    part: dict[str, bytes] = {}

    def keep(name: str, body: bytes) -> bytes:
        part[name] = body
        return body

    exported.rewritten(exported.word_file(FORMS[1]), keep)

    def swap(name: str, body: bytes) -> bytes:
        return part[name] if name == "customXml/item1.xml" else body

    found = read(tmp_path, exported.rewritten(exported.word_file(FORMS[0]), swap))
    assert found.form == "enterprise"
    assert found.seal == "none"
    assert "form-differs" in codes(found)
    assert texts(found) == wanted(FORMS[0], on_paper=True)


def test_rows_added_to_a_repeat_in_word_are_read(tmp_path: Path) -> None:
    """A platform's list of investors grows by a copied row; its texts are typed over."""

    def edit(root: Any) -> None:
        content = exported.control(root, "investors[1].name")
        row = next(content.iterancestors(f"{W}tr"))
        import copy

        added = copy.deepcopy(row)
        last = row
        while "investors[" in etree.tostring(last.getnext()).decode():
            last = last.getnext()
        last.addnext(added)
        etree.strip_elements(added, f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}sdtPr")
        etree.strip_tags(added, f"{W}sdt", f"{W}sdtContent")
        cells = [one for one in added.iter(f"{W}tc") if one.find(f".//{W}r") is not None]
        for cell, text in zip(cells, ("新投资方", "国有", "1.5"), strict=True):
            exported.set_text(cell, text)

    declaration = exported.sample(FORMS[2])[0]
    rows = declaration.counts()["investors"]
    found = read(tmp_path, exported.edited(exported.word_file(FORMS[2]), edit))
    assert_nothing_wrong(
        found, declaration.values | {f"investors[{rows + 1}].name": "新投资方"}
        | {one.address: one.text for one in found.values if f"[{rows + 1}]" in one.address},
    )  # fmt: skip
    assert "新投资方" in texts(found).values()
    assert any(one.startswith("investors[") for one in found.changed)


def test_a_row_deleted_in_word_is_told(tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        row = next(exported.control(root, "finance.tax[2019]").iterancestors(f"{W}tr"))
        row.getparent().remove(row)

    found = read(tmp_path, exported.edited(exported.word_file(ENTERPRISE), edit))
    assert found.status == "partly"
    assert all(
        one.confidence < SURE for one in found.values if one.address.startswith("finance.tax")
    )
    assert_nothing_wrong(found, wanted(ENTERPRISE))


def test_another_box_ticked_on_the_cover_is_told(tmp_path: Path) -> None:
    data = exported.typed_in(exported.word_file(ENTERPRISE), "cover.kind#project", "☑")
    data = exported.typed_in(data, "cover.kind#enterprise", "□")
    found = read(tmp_path, data)
    assert "kind-of-declaration" in codes(found)
    assert texts(found) == wanted(ENTERPRISE)


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
    assert codes(read_file(tmp_path / "locked.pdf")) <= {"kind-encrypted", "kind-pdf"}


def test_a_pdf_whose_payload_was_changed_is_refused(tmp_path: Path) -> None:
    import pikepdf

    (tmp_path / "a.pdf").write_bytes(exported.pdf_file(ENTERPRISE))
    with pikepdf.open(tmp_path / "a.pdf") as opened:
        opened.Root.PieceInfo["/smdesk"].Private["/Digest"] = "0" * 64
        opened.save(tmp_path / "b.pdf")
    found = read_file(tmp_path / "b.pdf")
    assert (found.status, codes(found)) == ("refused", {"payload-altered"})


# ---- forms filled in by hand ----


@pytest.mark.parametrize("form_id", FORMS)
def test_forms_filled_in_by_hand_are_told_and_nothing_is_stated_wrongly(
    form_id: str, tmp_path: Path
) -> None:
    from handfilled.make import make

    pack, form = forms.find(forms.known_packs(), form_id)  # type: ignore[misc]
    right = values = 0
    for seed in range(700, 706):
        made = make(pack, form, seed)
        found = read(tmp_path, hostile.docx_of({"word/document.xml": made.xml}))
        assert f"{found.notice}/{found.form}" == form_id
        assert found.status in {"read", "partly"}
        assert_nothing_wrong(found, made.truth)
        right += sum(texts(found).get(address) == text for address, text in made.truth.items())
        values += len(made.truth)
    assert right >= 0.98 * values


def test_a_payload_whose_table_was_deleted_is_not_stated(tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        for table in list(root.iter(f"{W}tbl")):
            table.getparent().remove(table)

    found = read(tmp_path, exported.edited(exported.word_file(ENTERPRISE), edit))
    assert "table-missing" in codes(found)
    assert found.status == "partly"
    assert texts(found) == wanted(ENTERPRISE)
    assert all(one.confidence < SURE for one in found.values)
