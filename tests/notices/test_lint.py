"""The linter: each fault is found with its file, and no folder can make it raise."""

from __future__ import annotations

import os
import random
import re
import shutil
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smdesk import paths
from smdesk.notices.lint import lint_pack
from smdesk.notices.lint.report import PartCoverage

WHOLE = Path(__file__).parent / "data" / "whole" / "zhejiang-2020"
"""The bundled pack written out without a base, so that its words can be changed in place."""
RULES_FREE = "# 没有规则\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the bundled pack."""
    return Path(shutil.copytree(WHOLE, tmp_path / "zhejiang-2020"))


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def codes(folder: Path, file: str) -> set[str]:
    return {
        one.code.removeprefix("notices.")
        for one in lint_pack(folder).problems
        if str(one.params.get("file")).startswith(file)
    }


def part(folder: Path, name: str, form: str | None) -> PartCoverage:
    return next(one for one in lint_pack(folder).coverage if (one.part, one.form) == (name, form))


def test_bundled_pack_has_no_fault_and_covers_every_printed_label():
    report = lint_pack(paths.resources() / "notices" / "zhejiang-2020")
    assert [one.message for one in report.problems] == []
    assert report.sound
    assert report.forms == {"enterprise": 100.0, "project": 100.0, "platform": 100.0}
    assert [one.percent for one in report.coverage] == [100.0] * 8
    counts = {(one.part, one.form): one.printed for one in report.coverage}
    assert counts["table", "enterprise"] == 50  # counted on the printed form
    assert all(one.reconstructed == () for one in report.coverage)


FAULTS = [
    ("enterprise.toml", '{ field = "org.name", span = 20 }', '{ field = "org.nam", span = 20 }', "field-unknown"),
    ("enterprise.toml", '{ field = "org.name", span = 20 }', '{ label = "", span = 20 }', "field-unplaced"),
    ("enterprise.toml", '{ field = "org.name", span = 20 }', '{ field = "org.uscc", span = 20 }', "field-placed"),
    ("enterprise.toml", '{ field = "org.nature", span = 8 }', '{ field = "org.name", span = 8 }', "field-twice"),
    ("enterprise.toml", '{ field = "org.name", span = 20 }', '{ field = "org.name", span = 19 }', "span-sum"),
    ("enterprise.toml", '{ field = "org.name", span = 20 }', '{ field = "org.name", span = 20, rows = 2 }', "span-sum"),
    ("project.toml", "span = 4, rows = 2 }", "span = 4, rows = 99 }", "span-sum"),
    ("enterprise.toml", 'label = "企业累\\n计获得\\n专利\\n（项）", span = 4, rows = 3', 'label = "企业累\\n计获得\\n专利\\n（项）", span = 4, rows = 4', "span-out"),
    ("enterprise.toml", 'series = "finance.tax"', 'series = "staff.total"', "series-axis"),
    ("enterprise.toml", '{ field = "org.name", span = 20 }', '{ field = "finance.tax", span = 20 }', "year-missing"),
    ("project.toml", 'field = "finance.assets", year = -1', 'field = "finance.assets", year = 4', "year-range"),
    ("project.toml", 'field = "finance.assets", year = -1', 'field = "finance.assets", year = 0', "year-range"),
    ("project.toml", 'field = "staff.total", span', 'field = "staff.total", year = 1, span', "year-spare"),
    ("enterprise.toml", "{year:1}", "{year:7}", "year-range"),
    ("enterprise.toml", "{year:1}", "{yaer:1}", "braces"),
    ("enterprise.toml", 'option = "turnkey"', 'option = "turnkeys"', "option-unknown"),
    ("enterprise.toml", 'option = "turnkey"', 'option = "life-cycle"', "boxes-uneven"),
    ("enterprise.toml", 'option = "turnkey", of = "declare.modes"', 'option = "turnkey", of = "org.name"', "option-no-choice"),
    ("enterprise.toml", 'note = "declare.modes_other"', 'note = "declare.mode_other"', "note-unknown"),
    ("enterprise.toml", 'id = "turnkey", label', 'id = "turnkey", parent = "nowhere", label', "choice-parent"),
    ("enterprise.toml", 'id = "turnkey", label', 'id = "turnkey", parent = "turnkey", label', "choice-circle"),
    ("enterprise.toml", 'id = "turnkey", label', 'id = "life-cycle", label', "duplicate"),
    ("enterprise.toml", 'clause = "common.1"', 'clause = "common.9"', "clause-unknown"),
    ("enterprise.toml", 'applicant = "org.name"', 'applicant = "org.names"', "field-unknown"),
    ("enterprise.toml", '"cover.kind" = "示范企业"', '"cover.kind" = "示范车间"', "fixed-unreadable"),
    ("enterprise.toml", '"cover.kind" = "示范企业"', '"cover.kid" = "示范企业"', "field-unknown"),
    ("enterprise.toml", 'address = "org.nature"', 'address = "org.name"', "duplicate"),
    ("enterprise.toml", 'id = "operation"', 'id = "basic"', "duplicate"),
    ("enterprise.toml", 'id = "practice"', 'id = "overview"', "duplicate"),
    ("enterprise.toml", 'id = "high-tech"', 'id = "licence"', "duplicate"),
    ("enterprise.toml", 'id = "enterprise"', 'id = "company"', "id-file"),
    ("enterprise.toml", 'kind = "money"\nunit = "万元"', 'kind = "money"\nunit = "万圆"', "unit-money"),
    ("enterprise.toml", 'kind = "percent"\nunit = "%"', 'kind = "percent"\nunit = "‰"', "unit-percent"),
    ("enterprise.toml", 'kind = "money"\nunit = "万元"', 'kind = "money"\nunit = "元"', "unit-said"),
    ("enterprise.toml", 'kind = "integer"\nunit = "人"', 'kind = "integer"', "unit-said"),
    ("platform.toml", 'address = "org.capital"\nkind = "money"\nunit = "万元"', 'address = "org.capital"\nkind = "money"\nunit = "亿元"', "unit-said"),
    ("enterprise.toml", 'kind = "person"', 'kind = "person"\nunit = "人"', "unit-text"),
    ("enterprise.toml", 'kind = "person"', 'kind = "person"\nnegative = true', "negative-text"),
    ("enterprise.toml", 'kind = "integer"\n', 'kind = "integer"\ndecimals = 2\n', "decimals-odd"),
    ("enterprise.toml", 'kind = "uscc"', 'kind = "uscc"\nlimit = 18', "limit-odd"),
    ("enterprise.toml", 'label = ["统一社会信用代码"]\n', "", "label-missing"),
    ("enterprise.toml", 'kind = "person"', 'kind = "person"\norigin = "别处"', "origin-spare"),
    ("enterprise.toml", 'kind = "person"', 'kind = "person"\nsource = "reconstructed"', "value-invalid"),
    ("enterprise.toml", 'kind = "person"', 'kind = "persona"', "value-invalid"),
    ("enterprise.toml", 'kind = "person"', 'sort = "person"', "key-unknown"),
    ("enterprise.toml", 'title = "服务型制造示范企业申报表"\n', "", "key-missing"),
    ("enterprise.toml", 'id = "practice"\n', 'id = "practice"\nlevel = 3\n', "outline-level"),
    ("enterprise.toml", "reason =", "raison =", "key-unknown"),
    ("enterprise.toml", 'label = "经营指标", reason', 'label = "企业名称", reason', "plain-spare"),
    ("enterprise.toml", 'label = "经营指标", reason', 'label = "企业名称", reason', "label-unused"),
    ("enterprise.toml", 'printed_to = "服务型制造示范企业申报书正文"\n', "", "printed-missing"),
    ("enterprise.toml", 'printed_to = "服务型制造', 'printed_to = "服务类制造', "part-not-found"),
    ("enterprise.toml", 'label = "联 系 人"', 'label = "联 络 人"', "label-foreign"),
    ("enterprise.toml", 'label = "联 系 人"', 'label = "联 络 人"', "label-missing-in-pack"),
    ("project.toml", "limit = 100\n", "", "limit-said"),
    ("project.toml", "limit = 100\n", "limit = 200\n", "limit-said"),
    ("project.toml", 'label = ["一、项目基本情况", "项目实施年限", "起（年）"]\n', 'label = ["一、项目基本情况", "项目实施年限", "止（年）"]\n', "label-twice"),
    ("platform.toml", 'field = "investors.name"', 'field = "clients.name"', "repeat-place"),
    ("platform.toml", 'field = "investors.name", span = 12', 'field = "investors.name", span = 12, rows = 2', "repeat-tall"),
    ("platform.toml", 'repeat = "investors"\ncells', 'repeat = "investor"\ncells', "repeat-unknown"),
    ("platform.toml", 'repeat = "investors"\ncells', "cells", "repeat-rows"),
    ("platform.toml", 'repeat = "clients"\ncells', "cells", "index-alone"),
    ("platform.toml", "rows = 5\nmost = 5\nfixed = true", "rows = 5\nmost = 6\nfixed = true", "repeat-count"),
    ("platform.toml", "rows = 5\nmost = 5\nfixed = true", "rows = 5\nmost = 6", "repeat-said"),
    ("platform.toml", 'template = "注册资本\\n{org.capital:____}万元"', 'template = "注册资本万元"', "template-empty"),
    ("notice.toml", 'id = "zhejiang-2020"', 'id = "zhejiang"', "id-folder"),
    ("notice.toml", 'forms = ["enterprise", "project", "platform"]', 'forms = ["enterprise", "project", "platform", "enterprise"]', "duplicate"),
    ("notice.toml", 'eligibility = ["common.1"', 'eligibility = ["common.8"', "clause-unknown"),
    ("notice.toml", "deadline = 2020-10-10", "deadline = 2020-01-10", "deadline-early"),
    ("notice.toml", "fixed = [2017, 2018, 2019]", "fixed = [2019, 2018, 2017]", "years-order"),
    ("notice.toml", "fixed = [2017, 2018, 2019]", "fixed = [2019, 2020, 2021]", "years-order"),
    ("notice.toml", 'size = "小四"', 'size = "小四号"', "size-unknown"),
    ("notice.toml", 'face = "仿宋"', 'face = "仿松"', "face-unknown"),
    ("notice.toml", "[typography]", '[[quota]]\nform = "city"\nmost = 5\nper = "市"\nclause = "common.1"\n[typography]', "form-unknown"),
    ("notice.toml", "[typography]", '[[quota]]\nmode = "nothing"\nmost = 5\nper = "市"\nclause = "common.1"\n[typography]', "option-unknown"),
    ("notice.toml", '"四、申报单位对所填报', '"四、申请单位对所填报', "clause-words"),
    ("notice.toml", '{ label = "申报单位", span = 3 }', '{ label = "申报单位", span = 4 }', "span-sum"),
    ("notice.toml", "[years]", "[years]\ncount = 3", "value-invalid"),
    ("notice.toml", "line = 1.0", "line = nan", "value-invalid"),
    ("notice.toml", 'short = "浙江', 'short = "\\u0007浙江', "text-unprintable"),
    ("notice.toml", "[years]", "[years", "toml-syntax"),
    ("summary.toml", 'form = "project"', 'form = "city"', "form-unknown"),
    ("summary.toml", 'source = "project.name"', 'source = "org.name"', "field-unknown"),
    ("summary.toml", 'yes_if = "ecommerce"', 'yes_if = "shop"', "option-unknown"),
    ("summary.toml", 'source = "rank" }', 'source = "rank", yes_if = "x" }', "column-choices"),
    ("summary.toml", 'label = "企业名称"', 'label = "单位名称"', "label-foreign"),
    ("notice.md", "## common.2", "## common.1", "duplicate"),
    ("notice.md", "未发生重大质量、环保", "未发生重大环保、质量", "clause-words"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code"), FAULTS)
def test_a_fault_is_found_with_its_file(folder: Path, file: str, old: str, new: str, code: str):
    change(folder, file, old, new)
    assert code in codes(folder, file)


def test_every_fault_has_a_sentence_that_says_what_to_do(folder: Path):
    for file, old, new in [(one[0], one[1], one[2]) for one in FAULTS]:
        text = (WHOLE / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        for problem in lint_pack(folder).problems:
            assert problem.message.endswith("。")
            assert "{" not in problem.message.replace("{year:1}", "").replace("{字段地址", "")
        (folder / file).write_text(text, encoding="utf-8")


def test_all_faults_of_a_pack_are_reported_together(folder: Path):
    change(folder, "enterprise.toml", 'kind = "person"', 'kind = "persona"')
    change(folder, "project.toml", "limit = 100", "limit = -1")
    change(folder, "platform.toml", 'field = "investors.name", span = 12', 'field = "x", span = 12')
    change(folder, "notice.toml", 'size = "小四"', 'size = "小四号"')
    (folder / "rules.toml").write_text("rule = 5", encoding="utf-8")
    (folder / "notice.md").unlink()
    found = {(str(one.params.get("file")), one.code) for one in lint_pack(folder).problems}
    assert found >= {
        ("enterprise.toml", "notices.value-invalid"), ("project.toml", "notices.value-invalid"),
        ("platform.toml", "notices.field-unknown"), ("notice.toml", "notices.size-unknown"),
        ("rules.toml", "notices.value-invalid"), ("notice.md", "notices.file-missing"),
    }  # fmt: skip


def test_a_printed_label_that_the_pack_lacks_is_named_and_lowers_the_percentage(folder: Path):
    change(
        folder, "enterprise.toml",
        '{ label = "联系电话", span = 4 }, { field = "contact.phone", span = 4 }',
        '{ label = "", span = 4 }, { field = "contact.phone", span = 4 }',
    )  # fmt: skip
    table = part(folder, "table", "enterprise")
    assert table.missing == ("联系电话",)
    assert (table.printed, table.covered) == (50, 49)
    assert table.percent == 98.0


def test_labels_in_another_order_are_told_from_missing_ones(folder: Path):
    change(folder, "enterprise.toml", 'label = "手 机"', 'label = "@@"')
    change(folder, "enterprise.toml", 'label = "电子邮箱"', 'label = "手 机"')
    change(folder, "enterprise.toml", 'label = "@@"', 'label = "电子邮箱"')
    table = part(folder, "table", "enterprise")
    assert set(table.moved) <= {"手机", "电子邮箱"}
    assert table.moved
    assert (table.missing, table.foreign) == ((), ())


def test_an_outline_hint_and_an_attachment_are_held_against_the_notice(folder: Path):
    change(folder, "enterprise.toml", "示范企业服务转型的示范经验", "示范企业服务转型的成功经验")
    change(folder, "enterprise.toml", 'title = "1、企业法人营业执照"', 'title = "1、营业执照"')
    outline = part(folder, "outline", "enterprise")
    assert "1、营业执照" in outline.foreign
    assert any("成功经验" in one for one in outline.foreign)
    assert any("示范经验" in one for one in outline.missing)


def test_page_numbers_and_markup_boxes_of_the_notice_do_not_count(folder: Path):
    text = (folder / "notice.txt").read_text(encoding="utf-8")
    text = text.replace("□", '<input type="checkbox"/> ').replace(
        "\n注册地址 主营业务\n", "\n\n- 15 -\n\n注册地址\t\t主营业务\t\n"
    )
    (folder / "notice.txt").write_text(text, encoding="utf-8")
    assert lint_pack(folder).forms == {"enterprise": 100.0, "project": 100.0, "platform": 100.0}


def test_a_reconstructed_row_is_not_held_against_the_notice(folder: Path):
    extra = """
[[section.row]]
reconstructed = "姊妹表 1"
cells = [{ label = "净资产（万元）", span = 9 }, { series = "finance.net_assets", span = 5 }]
"""
    field = """
[[field]]
address = "finance.net_assets"
kind = "money"
unit = "万元"
axis = "year"
source = "reconstructed"
origin = "姊妹表 1"
"""
    marker = '[[section.row]]\ncells = [{ label = "营业收入（万元）", span = 9 }'
    change(folder, "enterprise.toml", marker, extra + "\n" + marker)
    change(folder, "enterprise.toml", "# ---- 三、主要申报内容 ----", field)
    report = lint_pack(folder)
    assert [one.code for one in report.problems] == []
    assert part(folder, "table", "enterprise").reconstructed == ("净资产（万元）",)


def test_a_pack_that_is_not_there_is_said(tmp_path: Path):
    assert [one.code for one in lint_pack(tmp_path / "none").problems] == ["notices.pack-missing"]


def test_the_report_is_plain_json(folder: Path):
    change(folder, "project.toml", "limit = 100", "limit = 200")
    value = lint_pack(folder).as_json()
    assert value["problems"][0]["file"] == "project.toml"
    assert value["problems"][0]["code"] == "notices.limit-said"
    assert {one["part"] for one in value["coverage"]} <= {"cover", "table", "outline", "summary"}


def test_links_that_lead_out_of_the_folder_are_refused(folder: Path, tmp_path: Path):
    secret = tmp_path / "secret.toml"
    secret.write_text((folder / "project.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "project.toml").unlink()
    (folder / "project.toml").symlink_to(secret)
    (folder / "more.txt").symlink_to(secret)
    assert "file-odd" in codes(folder, "project.toml")
    assert "file-odd" in codes(folder, "more.txt")
    assert "project" not in lint_pack(folder).forms


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_named_pipe_does_not_stop_the_linter(folder: Path):
    (folder / "rules.toml").unlink()
    os.mkfifo(folder / "rules.toml")
    assert "file-odd" in codes(folder, "rules.toml")


def test_a_file_that_no_form_names_is_said_and_the_authoritys_own_is_not(folder: Path):
    (folder / "enterprise.docx").write_bytes(b"PK")
    (folder / "city.toml").write_text("", encoding="utf-8")
    report = lint_pack(folder)
    assert [(one.code, one.params["file"]) for one in report.problems] == [
        ("notices.file-extra", "city.toml")
    ]


def test_a_key_of_thousands_of_dots_is_refused_before_it_is_parsed(folder: Path):
    (folder / "summary.toml").write_text("a" + ".a" * 100_000 + " = 1\n", encoding="utf-8")
    assert codes(folder, "summary.toml") == {"toml-costly"}


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00", b"a = " + b"[" * 4000, b"id = 1" + b"0" * 4600, b"x = nan",
        b"\x00" * 50, b"[[rule]]\n" * 900, b"[section]\nrow = 3\n", "列 = '表'".encode(),
    ],
)  # fmt: skip
@pytest.mark.parametrize("file", ["notice.toml", "enterprise.toml", "rules.toml", "notice.md"])
def test_no_bytes_in_a_file_make_the_linter_raise(folder: Path, file: str, body: bytes):
    (folder / file).write_bytes(body)
    report = lint_pack(folder)
    assert not report.ok
    assert "notices.lint-failed" not in {one.code for one in report.problems}


TOKENS = [
    "0", "-1", "99", '"x"', "true", "[]", "{}", "nan", "1e9", "60", '"org.name"', "[[[]]]",
    "{ id = 1 }", '"{year:1}"', '"{"', '"]["', "2020-01-01",
]  # fmt: skip


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    file=st.sampled_from(["notice.toml", "enterprise.toml", "project.toml", "platform.toml",
                          "summary.toml"]),
    seed=st.integers(0, 2**32),
    count=st.integers(1, 4),
)  # fmt: skip
def test_a_pack_with_anything_changed_is_answered_with_a_report(
    tmp_path: Path, file: str, seed: int, count: int
):
    folder = tmp_path / "zhejiang-2020"
    if not folder.exists():
        shutil.copytree(WHOLE, folder)
        (folder / "rules.toml").write_text(RULES_FREE, encoding="utf-8")
    lines = (WHOLE / file).read_text(encoding="utf-8").splitlines()
    dice = random.Random(seed)
    for _ in range(count):
        _spoil(lines, dice)
    (folder / file).write_text("\n".join(lines), encoding="utf-8")
    report = lint_pack(folder)
    assert "notices.lint-failed" not in {one.code for one in report.problems}
    assert all(one.message for one in report.problems)
    shutil.copy(WHOLE / file, folder / file)


def _spoil(lines: list[str], dice: random.Random) -> None:
    """Drop, double, move or change one line, as a slip of a person's hand would."""
    at = dice.randrange(len(lines))
    match dice.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[dice.randrange(len(lines))])
        case 2:
            key, mark, _ = lines[at].partition("=")
            lines[at] = f"{key}{mark} {dice.choice(TOKENS)}"
        case 3:
            digit = dice.choice(string.digits)
            lines[at] = lines[at].replace(digit, dice.choice(["0", "7", "12", "-3"]))
        case 4:
            lines[at] = lines[at].replace(
                dice.choice(["field", "label", "series", "span", "rows"]),
                dice.choice(["field", "label", "series", "options", "year", "index"]),
            )
        case _:
            cut = dice.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut]
    if not lines:
        lines.append("")


def test_a_copy_under_another_name_is_looked_through_all_the_same(folder: Path, tmp_path: Path):
    copy = folder.rename(tmp_path / "my-notice")
    change(copy, "enterprise.toml", 'label = "邮政编码"', 'label = "邮证编码"')
    found = {one.code for one in lint_pack(copy).problems}
    assert {"notices.id-folder", "notices.label-missing-in-pack"} <= found
    assert lint_pack(copy).sound


def test_what_cannot_be_read_is_told_once(folder: Path):
    change(folder, "platform.toml", "[[section]]", "[[section]")
    (folder / "notice.md").unlink()
    assert [(one.code, one.params["file"]) for one in lint_pack(folder).problems] == [
        ("notices.toml-syntax", "platform.toml"), ("notices.file-missing", "notice.md"),
    ]  # fmt: skip


def test_a_rule_that_cannot_be_read_leaves_the_labels_and_the_other_rules(folder: Path):
    change(folder, "rules.toml", 'level = "error"', 'level = "fatal"')
    report = lint_pack(folder)
    assert [one.code for one in report.problems] == ["notices.value-invalid"]
    assert report.sound
    assert report.coverage


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("enterprise.toml", 'kind = "person"', 'kind = "persona"'),
        ("enterprise.toml", "columns = 24", 'columns = "twenty"'),
        ("enterprise.toml", "columns = 24", "columns = 0"),
        ("enterprise.toml", "required = true", 'required = "perhaps"'),
        ("enterprise.toml", 'title = "一、企业基本情况"', "title = 1"),
        ("enterprise.toml", 'address = "org.nature"', 'address = "Org Nature"'),
        ("enterprise.toml", 'id = "enterprise"', 'id = "enterprise"\nid = "other"'),
        ("enterprise.toml", 'id = "enterprise"', "id = enterprise"),
        ("enterprise.toml", 'id = "enterprise"', 'id = "enterprise'),
        ("enterprise.toml", "[[section]]", "[[section]"),
        ("notice.toml", "issued = 2020-09-23", 'issued = "2020年9月23日"'),
        ("notice.toml", "issued = 2020-09-23", "issued = 2020-13-23"),
        ("notice.toml", "fixed = [2017, 2018, 2019]", "fixed = 2017"),
        ("notice.toml", "[delivery]", "[[delivery]]"),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_chinese(folder, file, old, new):
    change(folder, file, old, new)
    details = [
        str(one.params["detail"]) for one in lint_pack(folder).problems if "detail" in one.params
    ]
    assert details
    assert all(re.search("[一-鿿]", one) for one in details)


def test_a_field_that_is_wrong_is_named_by_its_address(folder: Path):
    change(folder, "enterprise.toml", 'kind = "postcode"', 'kind = "postal"')
    [problem] = lint_pack(folder).problems
    assert problem.params["key"] == "field[7].kind（org.postcode）"


def test_two_fields_of_one_name_do_not_hide_the_other_faults(folder: Path):
    note = (
        'label = ["三、主要申报内容", "本次申报服务型制造示范企业模式", "其它（注明具体模式）"]\n'
    )
    change(folder, "enterprise.toml", note, "")
    change(folder, "enterprise.toml", 'label = "邮政编码"', 'label = "邮证编码"')
    assert {"label-twice", "label-foreign"} <= codes(folder, "enterprise.toml")
