"""What is typed into a website, and the files that are taken there."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from smdesk.errors import SmdeskError
from smdesk.intake.narrative import read_narrative
from smdesk.notices.declaration import Declaration, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form, pack
from smdesk.notices.models import Form, Website
from smdesk.service.samples import load_sample
from smdesk.service.webfill import WebRow, web_rows, website_of
from smdesk.service.webfill_files import (
    narrative_packet,
    prepare_website,
    upload_check,
    upload_files,
)
from smdesk.service.webfill_sheet import fill_in_sheet

FORMS = pack("national-2022").notice.forms
SITE = Website(name="平台", typed="表", uploaded="说明材料")


def _rows(form: str, **values: str) -> dict[str, WebRow]:
    _, found = find_form(form)
    years = (
        found.years.fixed
        if found.years
        else pack(form.split("/", maxsplit=1)[0]).notice.years.fixed
    )
    content = Declaration(form=form, pack="x", years=years).with_values(
        {name.replace("__", "."): text for name, text in values.items()}
    )
    return {one.address: one for one in web_rows(found, content)}


def _told(form: Form, text: str, site: Website = SITE, **sizes: int) -> list[tuple[str, str]]:
    blocks = (Paragraph(runs=(Run(text=text),)),) if text else ()
    content = Declaration(form="x/y", pack="x", years=(), narrative=Narrative(blocks=blocks))
    found = upload_check(site, form, content, sizes)
    return [(one.code, one.level) for one in found]


@pytest.mark.parametrize("form", FORMS)
def test_every_value_of_the_table_has_one_row_in_printed_order(form: str) -> None:
    name = f"national-2022/{form}"
    _, found = find_form(name)
    content, _ = load_sample(name)
    rows = web_rows(found, content)
    addresses = [one.address for one in rows]
    assert len(set(addresses)) == len(addresses)
    off_paper = {one.address for one in found.field if one.off_paper}
    typed = {one for one in content.values if not one.startswith("cover.")} - off_paper
    assert typed <= set(addresses)
    assert not off_paper & set(addresses)
    assert all(one.label and one.section for one in rows)
    labels = [(one.section, one.label) for one in rows]
    assert len(set(labels)) == len(labels)


def test_a_number_is_typed_in_plain_digits_with_its_unit_beside() -> None:
    row = _rows("national-2022/enterprise", **{"finance__revenue[2021]": "29,156.40"})[
        "finance.revenue[2021]"
    ]
    assert (row.text, row.unit, row.kind) == ("29156.40", "万元", "type")
    assert "万元" not in row.label
    assert row.label.endswith("2021年")


def test_a_number_in_another_unit_is_typed_in_the_forms() -> None:
    rows = _rows("shanxi-2021/city", economy__gdp="1468.75亿元")
    assert (rows["economy.gdp"].text, rows["economy.gdp"].unit) == ("1468.75", "亿元")
    rows = _rows("shanxi-2021/city", economy__gdp="14687500万元")
    assert (rows["economy.gdp"].text, rows["economy.gdp"].unit) == ("1468.75", "亿元")


def test_boxes_are_ticked_and_not_copied() -> None:
    row = _rows("national-2022/enterprise", declare__modes="供应链管理；定制化服务")[
        "declare.modes"
    ]
    assert (row.kind, row.copyable) == ("tick", False)
    assert row.text == "定制化服务；供应链管理"


def test_a_blank_value_keeps_its_row_and_a_blank_note_has_none() -> None:
    rows = _rows("national-2022/enterprise")
    assert rows["org.name"].kind == "blank"
    assert not rows["org.name"].copyable
    assert "declare.modes_other" not in rows
    assert "declare.modes_other" in _rows("national-2022/enterprise", declare__modes_other="云制造")


def test_rows_of_a_repeat_are_listed_as_far_as_they_are_filled() -> None:
    rows = _rows("national-2022/platform", **{"investors[2].name": "示例投资有限公司"})
    assert "investors[1].name" not in rows
    assert "第 2 行" in rows["investors[2].name"].label


def test_a_tick_stands_for_one_text_only() -> None:
    first, second = (
        _rows("national-2022/enterprise", org__name=one)["org.name"] for one in ("甲公司", "乙公司")
    )
    assert first.mark != second.mark
    assert first.mark == replace(first, label="别的").mark


def test_the_length_of_the_text_is_told_against_its_limit() -> None:
    _, form = find_form("national-2022/enterprise")
    assert _told(form, "") == [("webfill.narrative-empty", "check")]
    assert _told(form, "字" * 5000) == [("webfill.count-within", "hint")]
    assert _told(form, "字" * 5001) == [("webfill.count-over", "error")]
    _, free = find_form("national-2022/evaluation-city")
    assert _told(free, "字") == [("webfill.count", "hint")]


def test_the_size_of_a_file_is_told_against_the_websites() -> None:
    _, form = find_form("national-2022/enterprise")
    limited = SITE.model_copy(update={"most_mb": 2})
    assert _told(form, "字", docx=3_000_000)[1:] == [("webfill.size", "hint")]
    assert _told(form, "字", limited, docx=2 * 1024 * 1024)[1:] == [("webfill.size-within", "hint")]
    assert _told(form, "字", limited, pdf=2 * 1024 * 1024 + 1)[1:] == [
        ("webfill.size-over", "error")
    ]


def test_the_upload_file_is_the_text_alone_without_data_or_marks() -> None:
    name = "national-2022/enterprise"
    notice, form = find_form(name)
    content, files = load_sample(name)
    packet = narrative_packet(notice, form, content, files)
    assert [one.kind for one in packet.parts] == ["narrative"]
    assert (packet.payload, packet.seal, packet.draft) == (None, None, False)
    assert content.values["org.uscc"] not in packet.text


def test_the_upload_file_reads_back_as_the_same_text(tmp_path: Path) -> None:
    name = "national-2022/project"
    notice, form = find_form(name)
    content, files = load_sample(name)
    path = tmp_path / "说明材料.docx"
    path.write_bytes(upload_files(notice, form, content, files)["docx"])
    again = read_narrative(path, form.outline).narrative
    for line in content.narrative.text.splitlines():
        assert line in again.text


def test_only_the_kinds_that_the_website_takes_are_made() -> None:
    name = "national-2022/project"
    notice, form = find_form(name)
    content, files = load_sample(name)
    site = website_of(notice).model_copy(update={"kinds": ("pdf",)})
    delivery = notice.notice.delivery.model_copy(update={"website": site})
    other = notice.model_copy(
        update={"notice": notice.notice.model_copy(update={"delivery": delivery})}
    )
    assert list(upload_files(other, form, content, files)) == ["pdf"]


def test_the_fill_in_sheet_holds_every_value_as_text_under_its_section() -> None:
    name = "national-2022/city-general"
    notice, form = find_form(name)
    content, _ = load_sample(name)
    book = openpyxl.load_workbook(io.BytesIO(fill_in_sheet(notice, form, content)))
    cells = [[cell.value for cell in row] for row in book["网上填报单"].iter_rows()]
    assert ["□", "GDP · 2021年", "4436.20", "亿元"] in cells
    assert ["□", "服务型制造企业总产值", "15826000", "万元"] in cells
    assert ["二、服务型制造能力建设", None, None, None] in cells


def test_everything_for_the_website_is_written_together(tmp_path: Path) -> None:
    name = "national-2022/enterprise"
    notice, form = find_form(name)
    content, files = load_sample(name)
    made = prepare_website(notice, form, content, files, tmp_path / "上报")
    assert [one.format for one in made.files] == ["xlsx", "docx", "pdf", "xlsx"]
    assert all(one.path.stat().st_size == one.size for one in made.files)
    assert {one.code for one in made.problems} == {"webfill.count-within", "webfill.size"}


def test_an_evaluation_has_no_place_in_the_summary(tmp_path: Path) -> None:
    name = "national-2022/evaluation-city"
    notice, form = find_form(name)
    content, files = load_sample(name)
    made = prepare_website(notice, form, content, files, tmp_path)
    assert [one.title for one in made.files if one.format == "xlsx"] == ["网上填报单"]


def test_a_notice_without_a_website_has_no_fill_in_sheet(tmp_path: Path) -> None:
    name = "zhejiang-2020/project"
    notice, form = find_form(name)
    content, files = load_sample(name)
    with pytest.raises(SmdeskError) as told:
        prepare_website(notice, form, content, files, tmp_path)
    assert told.value.code == "webfill.none"
    assert not list(tmp_path.iterdir())
