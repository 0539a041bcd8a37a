"""What paper cannot hold is told before printing, each with its place and its code."""

import pytest

from smdesk.notices.declaration import Narrative, Paragraph, Run
from smdesk.notices.loader import pack, pack_folders
from smdesk.packet import faces
from smdesk.packet.faces import Shelf
from smdesk.packet.fit import fit_findings

EACH = [(one.name, form) for one in pack_folders() for form in pack(one.name).notice.forms]
LONG = "高端装备的研发、制造与全生命周期运维服务；"


def found(case, code=""):
    """Return what is told of a case, by code."""
    told = fit_findings(case.pack, case.form, case.declaration, case.packet())
    return [one for one in told if one.rule.startswith(code or "fit.")]


def with_text(case, text):
    case.change(narrative=Narrative(blocks=(Paragraph(runs=(Run(text=text),)),)))
    return case


@pytest.mark.parametrize(("notice", "form"), EACH)
def test_usual_declaration_of_every_form_fits_its_cells(make_case, notice, form):
    case = make_case(form, notice)
    assert not [one for one in found(case) if one.rule in {"fit.annex", "fit.tall", "fit.cover"}]


def test_text_on_an_annex_is_told_with_where_it_went(make_case):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"org.business": LONG * 60})
    (one,) = found(case, "fit.annex")
    assert one.addresses == ("org.business",)
    assert "见附页一" in one.message
    assert one.level == "hint"


def test_text_that_may_go_over_a_page_is_told_with_its_height(make_case):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"org.business": LONG * 15})
    assert [one.addresses for one in found(case, "fit.tall")] == [("org.business",)]
    assert not found(case, "fit.annex")


def test_number_too_long_for_one_line_of_its_cell_is_told(make_case):
    case = make_case("enterprise")
    assert not found(case, "fit.wraps")
    figure = "12345678901234567890.12"
    case.declaration = case.declaration.with_values({"finance.revenue[2019]": figure})
    (one,) = found(case, "fit.wraps")
    assert one.addresses == ("finance.revenue[2019]",)
    assert figure in one.message


def test_name_of_three_lines_on_the_cover_is_told(make_case):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"cover.applicant": "样例股份有限公司" * 12})
    assert [one.addresses for one in found(case, "fit.cover")] == [("cover.applicant",)]


@pytest.mark.faces
def test_faces_that_are_not_here_are_told_in_one_finding_about_no_place(make_case):
    case = make_case("enterprise")
    chosen = faces.choose(faces.demanded(case.packet().typography))
    wanted = {name for name, face in chosen.items() if not face.exact}
    told = found(case, "fit.face")
    assert len(told) == bool(wanted)
    assert all(f"“{name}”" in told[0].message for name in wanted)
    assert all(one.addresses == () and one.key == "fit.face@faces" for one in told)


@pytest.mark.faces
def test_character_that_no_face_has_is_told_with_its_number(make_case):
    case = with_text(make_case("enterprise"), "镕喆\U00031350甲\u0f40\ue123☑□㎡")
    (one,) = found(case, "fit.glyph")
    assert one.level == "check"
    assert all(code in one.message for code in ("U+31350", "U+0F40", "U+E123"))
    assert one.addresses == ("narrative[0]:0-0",)


@pytest.mark.faces
@pytest.mark.parametrize("character", ["😀", "❤️", "👨‍👩‍👧"])
def test_emoji_is_told_whether_a_face_has_it_or_not(make_case, character):
    case = with_text(make_case("enterprise"), f"合作{character}共赢")
    assert [one for one in found(case) if one.rule in {"fit.glyph", "fit.outside"}]


@pytest.mark.faces
def test_rare_character_of_a_name_is_told_as_set_in_another_face(make_case):
    case = make_case("enterprise")
    case.declaration = case.declaration.with_values({"org.legal_person": "王𠮷"})
    told = [one for one in found(case) if "𠮷" in one.message]
    assert [one.addresses for one in told] == [("org.legal_person",)]
    assert told[0].rule in {"fit.outside", "fit.glyph"}


@pytest.mark.faces
def test_character_beyond_gb2312_is_told_where_that_face_is_demanded(make_case):
    case = with_text(make_case("enterprise", "guangdong-2024"), "负责人周喆")
    (one,) = [one for one in found(case) if "喆" in one.message]
    assert one.rule in {"fit.gb2312", "fit.outside"}


def test_name_of_an_attachment_and_a_reason_are_looked_at_too(make_case):
    case = make_case("enterprise")
    case.attach("合影\ue123.jpg", "image/jpeg", b"", case.form.attachment[0].id)
    case.change(reasons={"revenue-growth@finance.revenue[2019]": "并购\ue124"})
    told = {one.addresses: one.message for one in found(case, "fit.glyph")}
    assert "U+E123" in told[f"attachments#{case.form.attachment[0].id}",]
    assert "U+E124" in told["finance.revenue[2019]",]


def test_usual_text_has_no_odd_character(make_case):
    codes = {one.rule for one in found(make_case("platform"))}
    assert not codes & {"fit.glyph"}


def test_machine_without_any_chinese_face_is_an_error_alone(make_case, tmp_path, monkeypatch):
    case = make_case("enterprise")
    monkeypatch.setattr(faces, "shelf", lambda: Shelf([tmp_path]))
    told = found(case, "faces.")
    assert [(one.rule, one.level) for one in told] == [("faces.none", "error")]


def test_every_finding_has_a_key_of_its_own(make_case):
    case = with_text(make_case("enterprise"), "\ue123")
    case.declaration = case.declaration.with_values({
        "org.business": LONG * 60, "org.legal_person": "王\ue124", "cover.applicant": "名" * 90,
    })  # fmt: skip
    keys = [one.key for one in found(case)]
    assert len(keys) == len(set(keys))
