"""Packs drafted from blanks: they load, they lint, they are mostly right, and they ask."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from benchmarks.pack_drafting_score import Score, blank_of, score_form
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from officials import Habits, official, zipped

from smdesk.errors import SmdeskError
from smdesk.intake.forms import known_packs
from smdesk.notices.loader import load_pack
from smdesk.notices.text import fold
from smdesk.service.describe import form_years
from smdesk.service.drafting import draft_pack, sketch_file
from smdesk.service.drafting.toml import MARK, value

HABITS = {
    "symbols": Habits(boxes="sym", blanks="spaces", cover="underlined"),
    "controls": Habits(boxes="control", blanks="control", cover="table"),
    "form fields": Habits(boxes="legacy", split=True),
    "brackets": Habits(boxes="bracket", cover="box"),
    "label and blank in one cell": Habits(inside=True),
    "open years": Habits(open_years=True),
}
FORMS = [(pack, form) for pack in known_packs() for form in pack.forms.values()]


def test_a_draft_of_every_bundled_form_is_mostly_right() -> None:
    total = Score()
    for pack, form in FORMS:
        others = [one for one in known_packs() if one is not pack]
        told: list[str] = []
        score = score_form(pack, form, blank_of(pack, form), others, told.append)
        assert score.faults == 0, (pack.form_id(form.id), told)
        total += score
    shares = total.shares()
    assert shares["labels"] >= 99
    assert shares["kinds"] >= 95
    assert shares["concepts"] >= 88


@pytest.mark.parametrize("habit", list(HABITS))
def test_a_draft_of_a_blank_of_another_habit_is_sound(habit: str, tmp_path: Path) -> None:
    for number, (pack, form) in enumerate(FORMS):
        source = tmp_path / f"{number}.docx"
        source.write_bytes(official(pack, [form], form_years(pack, form), HABITS[habit]))
        draft = draft_pack(source, tmp_path / f"pack-{number}", [pack])
        assert draft.lint is not None
        assert draft.lint.sound, [one.message for one in draft.lint.problems]
        for part in draft.lint.coverage:
            if part.part == "table":
                assert part.missing == (), (pack.form_id(form.id), part.missing)
        load_pack(tmp_path / f"pack-{number}")


def test_questions_stand_in_the_files_where_they_belong(tmp_path: Path) -> None:
    pack, form = FORMS[-1]
    source = tmp_path / "blank.docx"
    source.write_bytes(blank_of(pack, form))
    draft = draft_pack(source, tmp_path / "new-pack", [])
    assert draft.questions
    for name, text in draft.questions:
        assert f"{MARK}{text}" in (tmp_path / "new-pack" / name).read_text(encoding="utf-8")
    assert tomllib.loads(draft.files["notice.toml"])["id"] == "new-pack"
    assert (
        tmp_path / "new-pack" / f"{draft.sketch.forms[0].id}.docx"
    ).read_bytes() == source.read_bytes()


def test_several_forms_and_the_words_of_the_notice_make_one_pack(tmp_path: Path) -> None:
    pack = next(one for one in known_packs() if one.notice.id == "zhejiang-2020")
    forms = list(pack.forms.values())
    body = official(pack, forms, ())
    source = tmp_path / "notice.docx"
    source.write_bytes(_with_front(body, [
        "某省工业和信息化厅关于开展2025年服务型制造示范遴选工作的通知", "某工信服务〔2025〕12号",
        "一、总体要求", "各地组织企业申报，材料一式三份。", "二、申报条件", "在本省注册。",
        "2025年3月4日",
    ]))  # fmt: skip
    draft = draft_pack(source, tmp_path / "some-province-2025")
    assert draft.lint is not None
    assert draft.lint.sound
    made = load_pack(tmp_path / "some-province-2025")
    assert [one.category for one in made.forms.values()] == ["enterprise", "project", "platform"]
    notice = made.notice
    assert notice.document_number == "某工信服务〔2025〕12号"
    assert notice.issued.isoformat() == "2025-03-04"
    assert notice.issuer == "某省工业和信息化厅"
    assert notice.delivery.copies_text == "一式三份"
    assert notice.years.fixed == (2017, 2018, 2019)
    assert {form.fixed.get("cover.kind") for form in made.forms.values()} == {
        "示范企业", "示范项目", "示范平台",
    }  # fmt: skip
    for mine, form in zip(made.forms.values(), forms, strict=True):
        assert [one.title for one in mine.outline.item] == [one.title for one in form.outline.item]


def _with_front(data: bytes, lines: list[str]) -> bytes:
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(data)) as opened:
        document = opened.read("word/document.xml").decode()
    document = document[document.index("<w:document") :]
    front = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in lines)
    return zipped(document.replace("<w:body>", f"<w:body>{front}", 1))


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"%PDF-1.7 no", "authority.not-docx"),
        (
            lambda: _with_front(official(FORMS[0][0], [], (), Habits(cover="rules")), []),
            "drafting.no-table",
        ),
    ],
)
def test_what_is_no_blank_form_is_refused(make: Any, code: str, tmp_path: Path) -> None:
    source = tmp_path / "x.docx"
    source.write_bytes(make())
    with pytest.raises(SmdeskError) as caught:
        draft_pack(source, tmp_path / "pack", [])
    assert caught.value.code == code
    assert not (tmp_path / "pack").exists()


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    pack, form = FORMS[0]
    source = tmp_path / "blank.docx"
    source.write_bytes(blank_of(pack, form))
    with pytest.raises(SmdeskError) as caught:
        draft_pack(source, tmp_path, [pack])
    assert caught.value.code == "drafting.folder-used"
    assert [one.name for one in tmp_path.iterdir()] == ["blank.docx"]


_plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(
    st.recursive(
        _plain | st.integers(-(2**62), 2**62) | st.booleans(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_plain, inner, max_size=3),
        max_leaves=8,
    )
)
def test_written_toml_reads_back(given_value: Any) -> None:
    assert tomllib.loads(f"x = {value(given_value)}\n") == {"x": given_value}


def test_outlines_and_attachments_are_those_of_the_blank() -> None:
    for pack, form in FORMS:
        others = [one for one in known_packs() if one is not pack]
        draft = sketch_file(blank_of(pack, form), "blank.docx", "draft", others)
        made = draft.sketch.forms[0]
        assert len(draft.sketch.forms) == 1, pack.form_id(form.id)
        mine = [(fold(one.title), one.level) for one in made.outline]
        assert mine == [(fold(one.title), one.level) for one in form.outline.item], form.id
        if form.attachment:
            assert [one.title for one in made.attachments] == [one.title for one in form.attachment]


def _drafted(tmp_path: Path, *lines: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Return the form drafted of a table of four columns, and its file's words."""
    document = Document()
    document.add_paragraph("表1　企业申报表")
    table = document.add_table(rows=0, cols=4)
    for texts in (("企业名称", "", "法人代表", ""), ("联系人", "", "手机", ""), *lines):
        cells = table.add_row().cells
        if len(texts) == 1:
            cells = (cells[0].merge(cells[3]),)
        for cell, text in zip(cells, texts, strict=True):
            cell.text = text
    source = tmp_path / "表.docx"
    document.save(str(source))
    made = draft_pack(source, tmp_path / "biao-2025")
    words = (made.folder / "enterprise.toml").read_text("utf-8")
    return tomllib.loads(words), words


def test_a_cell_that_prints_a_unit_alone_is_a_blank_before_it(tmp_path: Path) -> None:
    form, words = _drafted(
        tmp_path,
        ("注册资本", "", "占地面积", "　　平方米"),
        ("研发人员比例", "　　　%", "是否上市", "□是　□否"),
        ("贷款余额", "万元", "主营业务", ""),
    )
    kinds = {(one.get("kind"), one.get("unit")) for one in form["field"]}
    assert kinds >= {("percent", "%"), ("decimal", "平方米"), ("money", "万元"), ("yes-no", None)}
    assert "单选还是多选" not in words
    assert "研发人员比例" not in {one["label"] for one in form.get("plain", [])}


def test_a_line_to_be_sealed_is_no_pledge(tmp_path: Path) -> None:
    form, _ = _drafted(
        tmp_path,
        ("注册资本", "", "主营业务", ""),
        (
            (
                "申报单位承诺：\n所填内容全部真实、准确、完整，愿承担相应的责任。\n"
                "法定代表人（签字）：　　　　　　（单位盖章）\n年　月　日"
            ),
        ),
    )
    cells = [cell for part in form["section"] for row in part["row"] for cell in row["cells"]]
    (sign,) = [cell["sign"] for cell in cells if "sign" in cell]
    assert sign["pledge"].startswith("所填内容")
    assert any("单位盖章" in one for one in sign["lines"])


def test_a_seal_line_beside_its_label_is_no_title(tmp_path: Path) -> None:
    form, _ = _drafted(
        tmp_path,
        ("县级主管部门", "（盖章）\n　　年　月　日", "市级主管部门意见", "（盖章）\n年　月　日"),
        ("申报单位意见（盖章）：\n　　年　月　日",),
    )
    cells = [cell for part in form["section"] for row in part["row"] for cell in row["cells"]]
    first, second, whole = [cell["sign"] for cell in cells if "sign" in cell]
    assert (first["title"], first["lines"]) == ("", ["（盖章）"])
    assert (second["title"], second["lines"]) == ("", ["（盖章）"])
    assert (first["signer"], second["signer"]) == ("county", "city")
    assert (whole["title"], whole["signer"]) == ("申报单位意见（盖章）：", "applicant")
    assert "县级主管部门" in {cell.get("label") for cell in cells}


def test_a_value_of_another_kind_of_applicant_is_not_taken_for_the_forms_own(
    tmp_path: Path,
) -> None:
    form, _ = _drafted(
        tmp_path,
        ("注册资本", "", "主营业务", ""),
        ("实用新型（项）", "", "外观设计（项）", ""),
    )
    assert not [one["address"] for one in form["field"] if one["address"].startswith("project.")]
