"""What was typed into a control by hand is doubted like what was typed into a cell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import exported
import pytest
from exported import FORMS, W
from lxml import etree
from outcome import read

from smdesk.intake.submission import SURE, ReadValue

ENTERPRISE, PROJECT, PLATFORM = FORMS


def typed(folder: Path, texts: Mapping[str, str], *, stored: bool, form: str = ENTERPRISE) -> dict[str, ReadValue]:  # fmt: skip
    """Return what is read of an export after texts were typed into some of its controls."""
    data = exported.word_file(form)
    for tag, text in texts.items():
        data = exported.typed_in(data, tag, text)
    found = read(folder, data if stored else exported.without_payload(data))
    return {one.address: one for one in found.values}


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize(
    ("tag", "text", "doubt"),
    [
        ("contact.name", "联系人：张三", "value-printed"),
        ("contact.name", "张三 总经理", "value-format"),
        ("contact.email", "13700010000", "value-format"),
        ("org.name", "清源有限公司（请填写全称）", "value-printed"),
        ("org.business", "答：泵、阀制造", "value-printed"),
        ("org.nature", "√ 民营", "value-boxes"),
        ("contact.position", "经理（待核实）", "value-remark"),
        ("org.name", "清源公司清源公司", "value-twofold"),
        ("staff.rd_share", "3535", "value-range"),
        ("staff.total", "415 人/420", "value-unreadable"),
        ("contact.phone", "0571-87058143/0574-87058146", "value-format"),
    ],
)
def test_a_text_that_is_no_plain_answer_is_asked_after(
    tag: str, text: str, doubt: str, stored: bool, tmp_path: Path
):
    value = typed(tmp_path, {tag: text}, stored=stored)[tag]
    assert value.text == text
    assert value.confidence < SURE
    assert doubt in value.doubts


@pytest.mark.parametrize("stored", [True, False])
def test_two_answers_in_a_control_beside_an_emptied_one_are_asked_after(stored: bool, tmp_path: Path):  # fmt: skip
    texts = {"contact.phone": "0571-87058143 13700010009", "contact.mobile": " "}
    assert typed(tmp_path, texts, stored=stored)["contact.phone"].confidence < SURE
    beside = texts | {"contact.mobile": "13700010008"}
    assert typed(tmp_path, beside, stored=stored)["contact.phone"].confidence >= SURE


@pytest.mark.parametrize("stored", [True, False])
def test_a_tick_with_a_word_in_its_control_is_asked_after(stored: bool, tmp_path: Path):
    tag = "declare.modes#information"
    value = typed(tmp_path, {tag: "☑ 拟"}, stored=stored)["declare.modes"]
    assert value.confidence < SURE


@pytest.mark.parametrize("stored", [True, False])
def test_two_colours_in_a_control_are_asked_after(stored: bool, tmp_path: Path):
    def edit(root: Any) -> None:
        content = exported.control(root, "contact.position")
        run = etree.SubElement(next(content.iter(f"{W}r")).getparent(), f"{W}r")
        look = etree.SubElement(run, f"{W}rPr")
        etree.SubElement(look, f"{W}color").set(f"{W}val", "FF0000")
        etree.SubElement(run, f"{W}t").text = "兼书记"

    data = exported.edited(exported.word_file(ENTERPRISE), edit)
    found = read(tmp_path, data if stored else exported.without_payload(data))
    value = next(one for one in found.values if one.address == "contact.position")
    assert value.confidence < SURE
    assert "value-looks" in value.doubts


@pytest.mark.parametrize("form", FORMS)
def test_what_the_samples_say_is_not_doubted_without_their_payload(form: str, tmp_path: Path):
    found = read(tmp_path, exported.without_payload(exported.word_file(form)))
    assert [(one.address, one.doubts) for one in found.values if one.confidence < SURE] == []


def test_a_plain_answer_typed_into_a_control_is_stated(tmp_path: Path):
    texts = {"contact.name": "欧阳倩", "contact.position": "项目部 经理", "staff.total": "1,036"}
    found = typed(tmp_path, texts, stored=True)
    assert all(found[one].confidence >= SURE for one in texts)
    assert {found[one].source for one in texts} == {"control"}
