from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import exported
import hostile
import pytest
from exported import FORMS, W
from lxml import etree
from outcome import assert_nothing_wrong, codes, read, texts, wanted

from smdesk.intake import forms
from smdesk.intake.submission import SURE

ENTERPRISE = FORMS[0]


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
