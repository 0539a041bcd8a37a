"""Places, merged orders, quotas; the 汇总表 and the papers in rank order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from test_cases import package

from smdesk.errors import SmdeskError
from smdesk.notices.loader import pack
from smdesk.packet.package import write_package
from smdesk.service.desk.intake import intake
from smdesk.service.desk.letter import Sender
from smdesk.service.desk.ranking import (
    RULES,
    Rule,
    merge_layers,
    merged,
    past_quota,
    put_order,
    quotas,
    rank,
    rank_layer,
)
from smdesk.service.desk.review import mark_misread
from smdesk.service.desk.statistics import districts_told, in_wan, statistics, statistics_sheet
from smdesk.service.desk.summary import (
    list_note,
    packet_list,
    recommendation,
    summary_data,
    summary_file,
    summary_paper,
)
from smdesk.service.samples import load_sample
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State

Put = Callable[..., Path]
ZJ = "zhejiang-2020"
NAMES = ("甲山机械有限公司", "乙水电子有限公司", "丙林纺织有限公司")
CODES = ("91330100PDY00001XX", "91330212PDY000028F", "91140100PDY000036F")


def test_an_officer_s_name_with_blanks_around_it_is_the_same_officer_s(
    desk: Desk, three: list[int]
) -> None:
    a, b, c = three
    put_order(desk, [a, b], "王科")
    for name in ("王科 ", "\u3000王科", "王科\n"):
        assert sorted(rank_layer(desk, name, c, 1)) == sorted(three)
        assert rank_layer(desk, name, c, 0) == [a, b]
    (row,) = desk.rows([a])
    assert desk.layers(row.notice, row.form) == {"王科": [a, b]}
    put_order(desk, [b, a], "李科")
    lead = merge_layers(desk, row.notice, row.form, "lead", "王科 ")
    assert (lead.officers[0], lead.cases) == ("王科", (a, b))
    with pytest.raises(SmdeskError) as told:
        rank_layer(desk, " \n", c, 1)
    assert told.value.code == "desk.layer-empty"


@pytest.fixture
def three(desk: Desk, put: Put) -> list[int]:
    for name, code in zip(NAMES, CODES, strict=True):
        path = put(f"{code}.smdx", package(org__name=name, org__uscc=code, cover__applicant=name))
    intake(desk, [path.parent], workers=2)
    by_name = {row.applicant: row.id for row in desk.cases()}
    return [by_name[name] for name in NAMES]


def test_a_case_is_put_at_a_place_and_the_others_move(desk: Desk, three: list[int]) -> None:
    a, b, c = three
    for case in three:
        rank(desk, case, 99)
    assert rank(desk, c, 1) == [c, a, b]
    assert rank(desk, a, 3) == [c, b, a]
    assert rank(desk, b, 0) == [c, a]
    assert [desk.case(one).row.rank for one in (c, a, b)] == [1, 2, None]


def test_a_rejected_case_has_no_place(desk: Desk, three: list[int]) -> None:
    put_order(desk, three)
    desk.move([three[0]], State.REJECTED, "不在本省")
    assert desk.ranking(ZJ, "enterprise") == three[1:]
    for call in (lambda: rank(desk, three[0], 1), lambda: put_order(desk, three)):
        with pytest.raises(SmdeskError) as fault:
            call()
        assert fault.value.code == "desk.rank-rejected"


def test_two_officers_orders_become_one_by_rule(desk: Desk, three: list[int]) -> None:
    a, b, c = three
    put_order(desk, [a, b, c])
    put_order(desk, [b, c], "李某")
    rank_layer(desk, "李某", a, 9)
    told = merge_layers(desk, ZJ, "enterprise", "mean")
    assert told.cases == (b, a, c)
    assert told.officers == ("", "李某")
    assert [one.apart for one in told.order] == [1, 2, 1]
    assert merge_layers(desk, ZJ, "enterprise", "lead").cases == (a, b, c)
    for name, order in desk.layers(ZJ, "enterprise").items():
        led = merge_layers(desk, ZJ, "enterprise", "lead", name)
        assert led.officers[0] == name
        assert led.cases[: len(order)] == tuple(order)
    assert desk.ranking(ZJ, "enterprise") == [a, b, c]
    with pytest.raises(SmdeskError) as fault:
        merge_layers(desk, ZJ, "project")
    assert fault.value.code == "desk.no-layers"


def test_what_was_rejected_since_stands_in_no_merged_order(desk: Desk, three: list[int]) -> None:
    a, b, c = three
    put_order(desk, [c, a, b], "李某")
    put_order(desk, [a, b, c])
    desk.move([c], State.REJECTED, "不在本省")
    told = merge_layers(desk, ZJ, "enterprise", "lead")
    assert told.cases == (a, b)
    put_order(desk, told.cases)  # and can be put in place


@pytest.mark.parametrize("rule", RULES)
def test_merging_again_gives_the_same_order_and_a_hand_s_change_counts(
    desk: Desk, three: list[int], rule: Rule
) -> None:
    a, b, c = three
    put_order(desk, [c, b, a])
    put_order(desk, [b, c, a], "李某")
    put_order(desk, [a, b], "赵某")
    first = merge_layers(desk, ZJ, "enterprise", rule)
    for _ in range(3):
        desk.put_ranking(ZJ, "enterprise", merge_layers(desk, ZJ, "enterprise", rule).cases)
        assert desk.ranking(ZJ, "enterprise") == list(first.cases)
    mine = list(reversed(first.cases))
    put_order(desk, mine)  # that is a view of its own
    told = {one.case: one.places[0] for one in merge_layers(desk, ZJ, "enterprise", rule).order}
    assert told == {case: place for place, case in enumerate(mine, 1)}


@given(
    st.lists(st.permutations(range(6)).map(lambda one: one[:4]), min_size=1, max_size=4),
    st.sampled_from(RULES),
)
def test_a_merged_order_holds_every_case_once(orders: list[list[int]], rule: str) -> None:
    layers = {str(n): order for n, order in enumerate(orders)}
    told = merged(layers, rule)  # type: ignore[arg-type]
    assert sorted(told.cases) == sorted({case for order in orders for case in order})
    if all(order == orders[0] for order in orders):
        assert list(told.cases) == list(orders[0])


def test_quotas_of_the_notice_are_counted_and_what_is_over_is_shown(desk: Desk, put: Put) -> None:
    for n, name in enumerate(("甲山纺织厂", "乙水轴承公司", "丙林陶瓷集团", "丁石化工厂")):
        path = put(
            f"{n}.smdx",
            package("shanxi-2021/project", org__uscc="", org__name=name, cover__applicant=name),
        )
    intake(desk, [path.parent], workers=2)
    cases = [row.id for row in desk.cases(order="id")]
    assert len(cases) == 4
    put_order(desk, cases)
    told = next(one for one in quotas(desk, "shanxi-2021") if one.form == "project")
    limit = next(one for one in pack("shanxi-2021").notice.quota if one.form == "project")
    assert (told.most, told.ranked, told.clause) == (limit.most, 4, limit.clause)
    assert told.over == tuple(cases[limit.most :])
    assert told.exceeded
    data = summary_data(desk, "shanxi-2021", Sender())
    assert len(data.applicants["project"]) == 4  # over quota is listed, and told
    (over,) = data.over
    assert (f"{limit.most}" in over, over in data.note) == (True, True)
    note = list_note(desk, "shanxi-2021")
    assert over in note
    assert (
        desk.cases()[0].applicant in note
    )  # nobody is recommended yet: all are listed, and that is told
    assert desk.cases()[0].applicant not in list_note(desk, "shanxi-2021", "ranked")
    assert list_note(desk, "shanxi-2021", "recommended") == ""
    everything = quotas(desk, "shanxi-2021")[-1]
    assert (everything.form, everything.most, everything.received) == ("", None, 4)


def test_a_quota_for_a_group_of_modes_counts_each_of_them_under_its_printed_name(
    desk: Desk, put: Put
) -> None:
    for n, modes in enumerate(("检验检测认证", "共享制造类")):
        one = package(
            "national-2022/platform", org__uscc="", org__name=f"甲{n}厂", declare__modes=modes
        )
        intake(desk, [put(f"{n}.smdx", one)], workers=1)
    told = {one.mode: one for one in quotas(desk, "national-2022") if one.form == "platform"}
    assert (told["others"].label, told["others"].received) == ("其他类（可多选）", 1)
    assert told["shared-manufacturing"].label == "共享制造类"
    assert told["shared-manufacturing"].received == 1


def test_what_is_past_the_limit_of_a_mode_is_named_in_any_order(desk: Desk, put: Put) -> None:
    for n, modes in enumerate(("共享制造类", "检验检测认证", "共享制造类")):
        one = package(
            "national-2022/platform", org__uscc="", org__name=f"甲{n}厂", declare__modes=modes
        )
        intake(desk, [put(f"{n}.smdx", one)], workers=1)
    rows = desk.cases(order="id")
    counts = quotas(desk, "national-2022")
    assert past_quota(counts, rows) == {rows[2].id: ("共享制造类",)}
    assert past_quota(counts, rows[::-1]) == {rows[0].id: ("共享制造类",)}
    assert past_quota(counts, rows[:2]) == {}
    desk.move([rows[0].id], State.ACCEPTED)
    desk.move([rows[0].id], State.RECOMMENDED)
    assert past_quota(counts, desk.cases(order="id")) == {}


def test_the_summary_is_in_rank_order_in_every_format(desk: Desk, three: list[int]) -> None:
    put_order(desk, [three[2], three[0], three[1]])
    data = summary_data(desk, ZJ, Sender("某局", "李某", "0571-1"))
    assert [one["org.name"] for one in data.applicants["enterprise"]] == [
        NAMES[2], NAMES[0], NAMES[1],
    ]  # fmt: skip
    book = load_workbook(BytesIO(summary_file(data, "xlsx")))
    texts = [
        str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value
    ]
    places = [texts.index(name) for name in (NAMES[2], NAMES[0], NAMES[1])]
    assert places == sorted(places)
    assert any("推荐单位（盖章）：某局" in one and "0571-1" in one for one in texts)
    text = summary_paper(data).text
    assert text.index(NAMES[2]) < text.index(NAMES[0]) < text.index(NAMES[1])
    summary = pack(ZJ).summary
    assert summary is not None
    assert all(part.title in text for part in summary.part)
    assert summary_file(data, "docx").startswith(b"PK")
    assert summary_file(data, "pdf").startswith(b"%PDF")


def test_a_misread_value_is_not_in_the_summary_and_that_is_told(
    desk: Desk, three: list[int]
) -> None:
    sender = Sender("某局")
    mark_misread(desk, three[0], ["org.postcode"])  # no column shows it
    before = summary_data(desk, ZJ, sender)
    assert not before.note
    asked = ["contact.name", "declare.modes"]
    assert all(one in before.applicants["enterprise"][1] for one in asked)
    mark_misread(desk, three[1], asked)
    data = summary_data(desk, ZJ, sender)
    row = next(one for one in data.applicants["enterprise"] if one["org.name"] == NAMES[1])
    assert not set(asked) & row.keys()
    assert data.left_blank == (NAMES[1],)
    assert NAMES[1] in data.note
    desk.take_back(three[1], asked)
    assert summary_data(desk, ZJ, sender).applicants == before.applicants


def test_once_some_are_recommended_only_they_are_listed(desk: Desk, three: list[int]) -> None:
    put_order(desk, three)
    desk.move(three, State.ACCEPTED)
    desk.move([three[1]], State.RECOMMENDED)
    desk.add_opinion(three[1], "成效明显，同意推荐", "某局")
    assert len(summary_data(desk, ZJ, Sender()).applicants["enterprise"]) == 1
    assert len(summary_data(desk, ZJ, Sender(), "all").applicants["enterprise"]) == 3
    told = recommendation(desk, ZJ, Sender("某局")).text
    assert NAMES[1] in told
    assert NAMES[0] not in told
    assert "成效明显，同意推荐" in told
    assert pack(ZJ).notice.issuer in told
    listed = packet_list(desk, ZJ, "all").text
    version = desk.reading(desk.case(three[0]).row.current).version
    assert version.seal_code in listed


def test_types_that_the_summary_has_no_part_for_are_told_and_not_counted(
    desk: Desk, put: Put
) -> None:
    forms = (
        "national-2022/enterprise", "national-2022/evaluation-enterprise", "guangdong-2024/platform",
    )  # fmt: skip
    for at, form in enumerate(forms):
        declaration, files = load_sample(form)
        put(f"{at}.smdx", write_package(declaration, files))
    intake(desk, [put("x.txt", b"x").parent], workers=1)
    data = summary_data(desk, "national-2022", Sender())
    assert data.counts == {"enterprise": 1}
    assert data.apart == ("服务型制造示范企业评估评价",)
    assert data.apart[0] in data.note
    letter = recommendation(desk, "guangdong-2024", Sender()).text
    assert "现推荐示范平台1个" in letter
    assert "申报要点" not in letter + packet_list(desk, "guangdong-2024").text


def test_nobody_to_list_is_told(desk: Desk) -> None:
    for call in (recommendation, packet_list):
        with pytest.raises(SmdeskError) as fault:
            call(desk, ZJ, *([Sender()] if call is recommendation else []))
        assert fault.value.code == "desk.nobody-listed"


def test_statistics_count_each_case_and_have_plots(desk: Desk, three: list[int]) -> None:
    told = statistics(desk, ZJ)
    bars = {one.title: dict(one.bars) for one in told.charts}
    assert told.cases == 3
    assert bars["按类别"] == {"示范企业": 3, "示范项目": 0, "示范平台": 0}
    assert bars["按所在地"] == {"余杭区": 3}  # by the address, wherever a code was given out
    (row, *_) = desk.cases()
    other = replace(row, district="140100")
    assert districts_told([row, row, other]) == (("余杭区（杭州市）", 2), ("余杭区（太原市）", 1))
    lakes = [replace(row, district=code, district_name="西湖区") for code in ("330106", "360103")]
    assert districts_told(lakes) == (("西湖区（杭州市）", 1), ("西湖区（南昌市）", 1))
    assert sum(bars["按营业收入"].values()) == 3
    assert bars["按状态"]["已收到"] == 3
    book = load_workbook(BytesIO(statistics_sheet(told)))
    sheet = book.worksheets[0]
    assert {chart.y_axis.majorUnit for chart in sheet._charts} == {1}
    assert {chart.y_axis.scaling.min for chart in sheet._charts} == {0}
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "按营业收入（最近一年；未设此栏的类别不计）" in texts
    assert len(sheet._charts) == 5  # type: ignore[attr-defined]
    breaks = [0, *(one.id for one in sheet.row_breaks.brk), 10_000]
    for chart in sheet._charts:  # type: ignore[attr-defined]
        first = chart.anchor._from.row + 1
        assert not any(first <= one < first + 16 for one in breaks)
        assert min(one for one in breaks if one >= first) > first
    pages = [after - before for before, after in itertools.pairwise(breaks[:-1])]
    assert pages
    assert all(one <= 74 for one in pages)


def test_income_is_reckoned_in_the_field_s_unit_or_its_own() -> None:
    from smdesk.notices.grid import all_fields

    known = pack(ZJ)
    field = all_fields(known.notice, known.forms["enterprise"])["finance.revenue"]
    assert str(in_wan(field, "1.2亿元")) in {"12000", "12000.0"}
    assert str(in_wan(field, "15,832.60")) == "15832.60"
    assert in_wan(field, "不详") is None


def test_cases_without_a_mode_or_income_are_counted_as_not_read(desk: Desk, put: Put) -> None:
    lacking = {f"finance.revenue[{year}]": "" for year in (2017, 2018, 2019)}
    declaration, files = load_sample("zhejiang-2020/enterprise")
    bare = declaration.with_values(lacking | {"declare.modes": ""})
    put("a.smdx", write_package(bare, files))
    path = put("b.smdx", write_package(*load_sample("zhejiang-2020/platform")))
    intake(desk, [path.parent], workers=1)
    told = {chart.title: dict(chart.bars) for chart in statistics(desk, ZJ).charts}
    assert told["按模式"] == {"未读出": 1}  # a platform of this notice is not asked for modes
    assert told["按营业收入"]["未读出"] == 1
