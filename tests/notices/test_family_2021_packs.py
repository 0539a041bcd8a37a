"""Shanghai 2023 and Guangdong 2024 say what their notices say; what they share stands once."""

from __future__ import annotations

import tomllib

import pytest

from smdesk import paths
from smdesk.notices.address import Address
from smdesk.notices.cells import Box
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import Grid, table_grid
from smdesk.notices.loader import find_form, pack
from smdesk.rules.engine import Checker

YEARS = (2021, 2022, 2023)
PEARL = ["广州", "深圳", "珠海", "佛山", "惠州", "东莞", "中山", "江门", "肇庆"]
OTHERS = [
    "汕头",
    "韶关",
    "河源",
    "梅州",
    "汕尾",
    "阳江",
    "湛江",
    "茂名",
    "清远",
    "潮州",
    "揭阳",
    "云浮",
]


def grid(form_id: str) -> Grid:
    found, form = find_form(form_id)
    return table_grid(form, found.years(YEARS, form))


def rules(form_id: str, values: dict[str, str]) -> set[str]:
    found, form = find_form(form_id)
    years = found.years(YEARS, form)
    content = Declaration(form=form_id, pack=found.hash, years=years, values=values)
    return {one.rule for one in Checker(found, form, years).all(content)}


def test_shanghai_ranks_and_forbids_loose_leaves() -> None:
    notice = pack("shanghai-2023").notice
    assert notice.ranked
    assert "请勿以活页方式装订" in notice.delivery.binding
    assert [len(part.column) for part in pack("shanghai-2023").summary.part] == [6, 6, 5]


@pytest.mark.parametrize(
    ("form_id", "limit", "columns", "levels"),
    [
        ("shanghai-2023/enterprise", 5000, 5, 3),
        ("shanghai-2023/platform", 5000, 4, 2),
        ("shanghai-2023/district", 10000, 0, 2),
        ("guangdong-2024/enterprise", None, 5, 3),
        ("guangdong-2024/platform", None, 4, 2),
    ],
)
def test_outlines_have_their_limit_their_columns_and_their_levels(
    form_id: str, limit: int | None, columns: int, levels: int
) -> None:
    outline = find_form(form_id)[1].outline
    assert (outline.limit, len(outline.columns)) == (limit, columns)
    assert max(item.level for item in outline.item) == levels
    if columns:
        assert outline.columns[-1] == "佐证材料建议"
        assert any(item.evidence for item in outline.item)


def test_guangdong_prints_ten_boxes_and_says_why_though_its_text_lists_nine() -> None:
    form = find_form("guangdong-2024/enterprise")[1]
    modes = next(one for one in form.field if one.address == "declare.modes")
    assert len(modes.choices) == 10
    assert "shared-manufacturing" in {one.id for one in modes.choices}
    assert any("9" in one and "10" in one for one in form.note)
    assert "9个方向" in pack("guangdong-2024").clauses["directions"].text


def test_guangdongs_years_are_chosen_and_its_summary_is_the_sisters() -> None:
    found = pack("guangdong-2024")
    assert (found.years(), found.notice.years.number) == ((), 3)
    assert found.summary is not None
    assert (found.summary.source, found.summary.origin) == ("reconstructed", "上海 2023 附件 3")
    assert [part.form for part in found.summary.part] == ["enterprise", "platform"]


def test_services_stand_in_four_stages_and_each_box_once() -> None:
    cells = grid("guangdong-2024/enterprise").holding[Address("services.kinds")]
    counts = [sum(isinstance(part, Box) for part in cell.parts) for cell in cells]
    assert counts == [3, 3, 12, 7]


def test_a_mode_has_one_id_in_every_notice_whatever_its_label() -> None:
    labels = {}
    for form_id in ("shanghai-2023/enterprise", "guangdong-2024/enterprise"):
        form = find_form(form_id)[1]
        modes = next(one for one in form.field if one.address == "declare.modes")
        labels[form_id] = {one.concept: (one.id, one.label) for one in modes.choices}
    first, second = labels.values()
    shared = first.keys() & second.keys()
    assert len(shared) == 8
    assert all(first[one][0] == second[one][0] for one in shared)
    assert first["mode.energy_saving"][1] == "节能环保服务"
    assert second["mode.energy_saving"][1] == "绿色制造服务"


def test_no_pack_of_the_family_writes_again_what_the_family_says() -> None:
    root = paths.resources()
    base = (root / "families/family-2021/enterprise.toml").read_text(encoding="utf-8")
    addresses = {one["address"] for one in tomllib.loads(base)["field"]}
    for name in ("shanghai-2023", "guangdong-2024"):
        text = (root / "notices" / name / "enterprise.toml").read_text(encoding="utf-8")
        own = tomllib.loads(text)
        assert own["extends"] == "family-2021/enterprise"
        again = [one for one in own["field"] if one["address"] in addresses and "kind" in one]
        assert again == []


@pytest.mark.parametrize("city", PEARL)
def test_a_city_of_the_pearl_river_has_the_high_floor(city: str) -> None:
    values = {"org.registered_address": f"广东省{city}市示例路 1 号"}
    just_under = rules("guangdong-2024/enterprise", {**values, "finance.revenue[2023]": "4999.99"})
    assert "revenue-floor-pearl" in just_under
    assert "revenue-floor" not in just_under
    assert not any(
        one.startswith("revenue-floor")
        for one in rules("guangdong-2024/enterprise", {**values, "finance.revenue[2023]": "5000"})
    )


def test_the_city_of_the_recommending_bureau_counts_where_the_address_names_none() -> None:
    values = {
        "org.registered_address": "顺德区示例路 1 号",
        "cover.recommender": "佛山市工业和信息化局",
    }
    found = rules("guangdong-2024/enterprise", {**values, "finance.revenue[2023]": "3000"})
    assert "revenue-floor-pearl" in found


@pytest.mark.parametrize("city", OTHERS)
def test_every_other_city_has_the_low_floor(city: str) -> None:
    values = {"org.registered_address": f"广东省{city}市示例路 1 号"}
    assert "revenue-floor" in rules(
        "guangdong-2024/enterprise", {**values, "finance.revenue[2023]": "1999.99"}
    )
    assert not any(
        one.startswith("revenue-floor")
        for one in rules("guangdong-2024/enterprise", {**values, "finance.revenue[2023]": "2000"})
    )


@pytest.mark.parametrize("city", [*PEARL, *OTHERS])
def test_every_city_of_the_province_is_known(city: str) -> None:
    values = {"org.registered_address": f"{city}市示例路 1 号"}
    assert "registered-address" not in rules("guangdong-2024/enterprise", values)


def test_twenty_per_cent_or_declared_added_value() -> None:
    values = {"finance.service_revenue[2023]": "1900", "finance.revenue[2023]": "10000"}
    assert "service-share" in rules("guangdong-2024/enterprise", values)
    declared = {**values, "condition.added_value": "是"}
    assert "service-share" not in rules("guangdong-2024/enterprise", declared)


@pytest.mark.parametrize(
    ("service", "broken"), [("2999.99", True), ("3000", False), ("3001", False)]
)
def test_thirty_per_cent_of_revenue_or_declared_of_output(service: str, broken: bool) -> None:
    values = {"finance.service_revenue[2022]": service, "finance.revenue[2022]": "10000"}
    assert ("service-share" in rules("shanghai-2023/enterprise", values)) is broken
    declared = {**values, "condition.output_share": "是"}
    assert "service-share" not in rules("shanghai-2023/enterprise", declared)


@pytest.mark.parametrize(
    ("address", "recommender", "told"),
    [
        ("广东省佛山市顺德区示例路 1 号", "", False),
        ("顺德区示例路 1 号", "佛山市工业和信息化局", False),
        ("顺德区示例路 1 号", "", True),
        ("湖南省长沙市示例路 1 号", "佛山市工业和信息化局", True),
    ],
)
def test_an_address_of_another_province_is_told_whoever_recommends(
    address: str, recommender: str, told: bool
) -> None:
    values = {"org.registered_address": address}
    if recommender:
        values["cover.recommender"] = recommender
    assert ("registered-address" in rules("guangdong-2024/enterprise", values)) is told


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("2022-12-31", set()),
        ("2023-01-01", {"platform-since-recent"}),
        ("2024-01-01", {"platform-since"}),
    ],
)
def test_a_platform_of_the_last_year_is_asked_for_its_first_year(
    since: str, told: set[str]
) -> None:
    found = rules("guangdong-2024/platform", {"platform.operating_since": since})
    assert {one for one in found if one.startswith("platform-since")} == told


@pytest.mark.parametrize(
    ("modes", "rule"),
    [
        ("共享制造", None),
        ("其他模式（可多选）；定制化服务；供应链管理", None),
        ("共享制造；定制化服务", "format.choice-too-many"),
        ("定制化服务", "choice.parent"),
        ("其他模式（可多选）", "platform-modes-chosen"),
    ],
)
def test_a_platform_is_of_one_kind_or_the_other(modes: str, rule: str | None) -> None:
    found = rules("shanghai-2023/platform", {"declare.modes": modes})
    wrong = {"format.choice-too-many", "choice.parent", "platform-modes-chosen"}
    assert found & wrong == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"economy.gdp[2022]": "1468.30", "effect.output": "4862500"}, None),
        ({"economy.gdp[2022]": "1468.30", "effect.output": "486.25"}, "district-money-units"),
        ({"economy.gdp[2022]": "14683000", "effect.output": "4862500"}, "district-money-units"),
        (
            {"economy.gdp[2022]": "14683000", "economy.industry_added[2022]": "478.25",
             "economy.services_added[2022]": "395.70"},
            "district-gdp-unit",
        ),
        ({"economy.gdp[2022]": "1468.30", "economy.fund[2022]": "24800"}, "district-fund-unit"),
    ],
)  # fmt: skip
def test_a_value_in_the_other_money_unit_is_told_by_its_sisters(
    values: dict[str, str], rule: str | None
) -> None:
    units = {"district-money-units", "district-gdp-unit", "district-fund-unit"}
    assert rules("shanghai-2023/district", values) & units == ({rule} if rule else set())
