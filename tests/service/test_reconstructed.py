"""What a notice does not print is told everywhere: in the list of notices and in the findings."""

from __future__ import annotations

import pytest

from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.rules.engine import Checker
from smdesk.service import describe


def listed(form_id: str) -> dict[str, object]:
    notice = next(one for one in describe.notices() if form_id.startswith(f"{one['id']}/"))
    return next(one for one in notice["forms"] if one["id"] == form_id)


def test_the_list_of_notices_names_fields_rows_and_origin() -> None:
    found = listed("shanghai-2023/enterprise")
    fields = {one["address"]: one["origin"] for one in found["reconstructed_fields"]}
    assert fields["services.mix"] == "广东 2024 表 1-1"
    assert fields["services.brand_other"] == "广东 2024 表 1-1"
    assert "org.name" not in fields
    rows = {one["printed"]: one["origin"] for one in found["reconstructed_rows"]}
    assert rows["推荐单位意见："] == "上海 2023 表 3"


def test_a_row_of_boxes_is_named_by_its_boxes() -> None:
    rows = [one["printed"] for one in listed("guangdong-2024/platform")["reconstructed_rows"]]
    assert "绿色制造服务 生产性金融服务" in rows


def test_the_summary_of_a_sister_is_told_with_its_origin() -> None:
    by_id = {one["id"]: one for one in describe.notices()}
    assert by_id["guangdong-2024"]["summary"]["origin"] == "上海 2023 附件 3"
    assert by_id["shanghai-2023"]["summary"]["source"] == "notice"


def test_one_hint_names_what_was_reconstructed_and_comes_once() -> None:
    pack, form = find_form("shanghai-2023/enterprise")
    empty = Declaration(form="shanghai-2023/enterprise", pack=pack.hash, years=(2020, 2021, 2022))
    found = [one for one in Checker(pack, form).all(empty) if one.rule == "form.reconstructed"]
    assert len(found) == 1
    assert found[0].level == "hint"
    for words in ("待与正式模板核对", "服务收入构成", "推荐单位意见", "广东 2024 表 1-1"):
        assert words in found[0].message


def test_a_form_that_is_printed_whole_has_no_such_hint() -> None:
    pack, form = find_form("shanghai-2023/district")
    empty = Declaration(form="shanghai-2023/district", pack=pack.hash, years=(2020, 2021, 2022))
    assert "form.reconstructed" not in {one.rule for one in Checker(pack, form).all(empty)}


def test_an_outline_and_attachments_that_the_notice_does_not_print_are_told_too() -> None:
    found = listed("national-2022/project")
    assert "宣讲材料" in str(found["reconstructed_outline"])
    assert len(found["reconstructed_attachments"]) == 4
    assert listed("shanghai-2023/enterprise")["reconstructed_outline"] is None
    pack, form = find_form("national-2022/project")
    empty = Declaration(form="national-2022/project", pack=pack.hash, years=(2019, 2020, 2021))
    (hint,) = [one for one in Checker(pack, form).all(empty) if one.rule == "form.reconstructed"]
    assert "正文提纲取自宣讲材料" in hint.message
    assert "附件清单取自浙江 2020 表 2 参考附件" in hint.message


@pytest.mark.parametrize("form", find_form("national-2022/project")[0].forms)
def test_of_a_notice_whose_forms_were_not_seen_nothing_stands_unmarked(form: str) -> None:
    found = find_form(f"national-2022/{form}")[1]
    assert found.outline.reconstructed
    assert all(one.reconstructed for one in found.attachment)
    assert all(row.reconstructed for section in found.section for row in section.row)
