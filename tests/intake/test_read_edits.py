from __future__ import annotations

from pathlib import Path
from typing import Any

import exported
import pytest
from exported import FORMS, W
from lxml import etree
from outcome import assert_nothing_wrong, codes, read, texts, wanted

from smdesk.intake.submission import SURE
from smdesk.notices.carrier import bookmark_name

ENTERPRISE = FORMS[0]


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
