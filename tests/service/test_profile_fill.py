from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import (
    Attachment,
    Declaration,
    Heading,
    Narrative,
    Paragraph,
    Run,
)
from smdesk.notices.loader import find_form
from smdesk.notices.models import Choice, FormField, Kind
from smdesk.service.profile.apply import (
    apply_fill,
    carried_addresses,
    carried_at,
    carried_over,
    confirm,
)
from smdesk.service.profile.carry import carry
from smdesk.service.profile.held import Held, Key, hold
from smdesk.service.profile.lines import FillPlan, FillRow, FillState
from smdesk.service.profile.plan import plan_fill
from smdesk.service.profile.source import Source, source_of, source_of_declaration

_SPEC = importlib.util.spec_from_file_location("profiling", Path(__file__).parent / "profiling.py")
assert _SPEC is not None
assert _SPEC.loader is not None
profiling = importlib.util.module_from_spec(_SPEC)
sys.modules["profiling"] = profiling
_SPEC.loader.exec_module(profiling)
variant, sample, blank = profiling.variant, profiling.sample, profiling.blank

STATES = FillState


def planned(source: Declaration | Source, pack, form, values=None) -> FillPlan:
    known = source if isinstance(source, Source) else source_of_declaration(source)
    return plan_fill(known, pack, form, blank(pack, form, values).declaration)


def row(plan: FillPlan, address: str) -> FillRow:
    return next(one for one in plan.rows if one.address == address)


# -- years -----------------------------------------------------------------------------------


def test_columns_shift_by_calendar_year_the_oldest_drops_the_newest_is_asked_for() -> None:
    plan = planned(sample(), *variant())
    kept = row(plan, "finance.revenue[2019]")
    assert (kept.state, kept.text, kept.ticked) == (STATES.FILL, "22186.90", True)
    newest = row(plan, "finance.revenue[2020]")
    assert (newest.state, newest.text, newest.tickable) == (STATES.NEWER, "", False)
    assert newest.shown == "22186.90 万元"
    dropped = [one for one in plan.of(STATES.DROPPED) if one.year == 2017]
    assert "15832.60 万元" in {one.shown for one in dropped}


def test_a_year_before_the_first_known_is_a_gap_and_no_call_for_a_newer_one() -> None:
    plan = planned(sample(), *variant(years=(2016, 2017, 2018)))
    assert row(plan, "finance.revenue[2016]").state is STATES.GAP
    assert row(plan, "finance.revenue[2017]").state is STATES.FILL


def test_a_form_of_one_year_gets_that_year_alone() -> None:
    plan = planned(sample(), *variant(years=(2018,)))
    assert [one.address for one in plan.rows if one.address.startswith("finance.revenue")] == [
        "finance.revenue[2018]"
    ]
    assert row(plan, "finance.revenue[2018]").state is STATES.FILL


def test_a_count_without_a_year_is_not_taken_into_a_later_year_by_itself() -> None:
    later = planned(sample(), *variant())
    staff = row(later, "staff.total")
    assert (staff.state, staff.ticked, staff.tickable) == (STATES.NEWER, False, True)
    assert staff.notes == ("aged",)
    same = planned(sample(), *variant(years=(2017, 2018, 2019)))
    assert row(same, "staff.total").state is STATES.FILL


def test_names_addresses_and_registered_capital_do_not_age() -> None:
    plan = planned(sample(profiling.PLATFORM), *variant(profiling.PLATFORM))
    for address in (
        "org.name",
        "org.registered_address",
        "org.capital",
        "platform.operating_since",
    ):
        assert row(plan, address).state is STATES.FILL, address
    assert row(plan, "platform.last_assets").state is STATES.NEWER


def test_words_with_a_year_in_them_are_taken_and_flagged() -> None:
    text = "2019年获浙江省“隐形冠军”企业称号"
    plan = planned(sample(honours__awarded=text), *variant())
    assert (row(plan, "honours.awarded").state, row(plan, "honours.awarded").notes) == (
        STATES.FILL, ("dated",),
    )  # fmt: skip
    assert row(plan, "org.registered_address").notes == ()


def test_pledges_are_never_taken_by_themselves() -> None:
    plan = planned(sample(), *variant(years=(2017, 2018, 2019), notice="zhejiang-2020"))
    assert row(plan, "condition.no_accident").state is STATES.ASK
    assert "condition.no_accident" not in plan.texts()
    assert row(plan, "cover.recommender").state is STATES.FILL
    elsewhere = planned(sample(), *variant(years=(2017, 2018, 2019)))
    assert row(elsewhere, "cover.recommender").state is STATES.ASK


# -- units and kinds -------------------------------------------------------------------------


def test_money_is_converted_exactly_between_units() -> None:
    hundred_million = {"unit": "亿元"}
    plan = planned(sample(), *variant(finance__revenue=hundred_million))
    got = row(plan, "finance.revenue[2019]")
    assert (got.text, got.notes, got.state) == ("2.21869", ("converted",), STATES.FILL)


def test_a_number_that_would_have_to_be_rounded_is_not_offered() -> None:
    plan = planned(sample(), *variant(finance__revenue={"unit": "亿元", "decimals": 2}))
    got = row(plan, "finance.revenue[2019]")
    assert (got.state, got.text, got.notes) == (STATES.UNFIT, "", ("inexact",))


def test_a_percent_is_no_amount_of_money() -> None:
    other = {"kind": Kind.MONEY, "unit": "万元"}
    plan = planned(sample(), *variant(finance__debt_ratio=other))
    assert row(plan, "finance.debt_ratio[2019]").notes == ("other-unit",)


def test_a_column_of_years_gives_its_latest_to_a_single_value_only_by_a_tick() -> None:
    single = {"axis": "none"}
    later = row(planned(sample(), *variant(patents__invention=single)), "patents.invention")
    assert (later.state, later.text, later.year) == (STATES.NEWER, "16", 2019)
    assert set(later.notes) == {"from-year", "aged"}
    pack, form = variant(years=(2017, 2018, 2019), patents__invention=single)
    same = planned(sample(), pack, form)
    assert row(same, "patents.invention").state is STATES.ASK
    assert "patents.invention" not in same.texts()
    assert {one.year for one in same.of(STATES.DROPPED)} == {2017, 2018}


def test_a_single_value_is_not_put_into_a_column_of_years() -> None:
    pack, form = variant(patents__invention={"axis": "none"})
    session = blank(pack, form, {"patents.invention": "16"})
    zhejiang, enterprise = find_form(profiling.ENTERPRISE)
    plan = planned(source_of(pack, form, session.declaration), zhejiang, enterprise)
    assert [one.notes for one in plan.of(STATES.UNFIT)] == [("other-axis",)]
    assert plan.texts() == {}


def test_words_become_a_box_only_where_they_name_it() -> None:
    boxes = (Choice(id="company", label="有限责任公司"), Choice(id="other", label="其他"))
    kind = {"kind": Kind.CHOICE, "choices": boxes}
    plain = planned(sample(org__nature="有限责任公司"), *variant(org__nature=kind))
    assert row(plain, "org.nature").text == "有限责任公司"
    vague = planned(sample(org__nature="国有控股的什么公司"), *variant(org__nature=kind))
    assert row(vague, "org.nature").state is STATES.UNFIT


@given(
    st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False),
    st.sampled_from(["元", "千元", "万元", "百万元", "千万元", "亿元"]),
    st.sampled_from(["元", "千元", "万元", "百万元", "千万元", "亿元"]),
)
@settings(max_examples=80)
def test_an_amount_comes_back_unchanged_from_any_unit(number, unit, other) -> None:
    key = Key("finance.revenue", 2019)
    there = FormField(address="finance.revenue", kind=Kind.MONEY, unit=other)
    back = FormField(address="finance.revenue", kind=Kind.MONEY, unit=unit)
    held = hold(back, key, format(number, "f"))
    assert held is not None
    carried = carry(held, there)
    assert carried.text
    again = hold(there, key, carried.text)
    assert again is not None
    returned = hold(back, key, carry(again, back).text)
    assert returned is not None
    from decimal import Decimal

    assert Decimal(returned.text) == Decimal(held.text)


# -- boxes -----------------------------------------------------------------------------------

MODES = (
    Choice(id="chain", label="供应链服务", concept="mode.supply_chain"),
    Choice(id="turnkey", label="总集成"),
    Choice(id="other", label="其他（请注明）", note="declare.modes_other"),
)


def test_boxes_are_found_by_concept_and_id_and_those_missing_are_named() -> None:
    source = sample(
        declare__modes="供应链管理；总集成总承包服务；信息增值服务", declare__modes_other=""
    )
    plan = planned(source, *variant(declare__modes={"choices": MODES}))
    modes = row(plan, "declare.modes")
    assert modes.text == "供应链服务；总集成"
    assert modes.missing == ("信息增值服务",)
    assert "信息增值服务" in modes.told
    lone = sample(declare__modes="信息增值服务", declare__modes_other="")
    assert row(planned(lone, *variant(declare__modes={"choices": MODES[:2]})), "declare.modes").state is (
        STATES.UNFIT
    )  # fmt: skip


def test_a_note_of_other_comes_only_with_its_box() -> None:
    source = sample(declare__modes="供应链管理；其它", declare__modes_other="再制造")
    pack, form = variant()
    plan = planned(source, pack, form)
    assert plan.texts()["declare.modes_other"] == "再制造"
    assert "declare.modes_other" not in plan.texts({"declare.modes_other"})
    with_box = planned(
        source, pack, form, {"declare.modes": "总集成总承包服务；其它（选“其它”请注明具体模式）"}
    )
    assert "declare.modes_other" in with_box.texts({"declare.modes_other"})


# -- what a person typed -----------------------------------------------------------------------


def test_what_was_typed_is_never_taken_away_and_a_figure_not_even_with_a_tick() -> None:
    pack, form = variant()
    typed = {"org.name": "另一家公司", "finance.revenue[2019]": "1", "contact.name": "阮知衡"}
    plan = planned(sample(), pack, form, typed)
    assert row(plan, "contact.name").state is STATES.EQUAL
    assert row(plan, "org.name").state is row(plan, "finance.revenue[2019]").state is STATES.DIFFERS
    assert not set(plan.texts()) & set(typed)
    everything = {one.address for one in plan.rows}
    assert plan.texts(everything)["org.name"] == "杭州澜岫流体装备有限公司"
    assert "finance.revenue[2019]" not in plan.texts(everything)


def test_the_same_amount_written_otherwise_is_equal() -> None:
    plan = planned(sample(), *variant(), {"finance.revenue[2019]": "22186.9"})
    assert row(plan, "finance.revenue[2019]").state is STATES.EQUAL


def test_rows_of_a_repeat_are_not_mixed_with_rows_that_were_typed() -> None:
    pack, form = variant(profiling.PLATFORM)
    source = sample(profiling.PLATFORM)
    assert row(planned(source, pack, form), "investors[1].name").state is STATES.FILL
    plan = planned(source, pack, form, {"investors[1].name": "某某投资"})
    assert row(plan, "investors[1].name").state is STATES.DIFFERS
    assert row(plan, "investors[1].nature").state is STATES.ASK
    assert not any(one.startswith("investors") for one in plan.texts())


def test_a_cell_typed_in_after_the_list_was_made_is_left_alone() -> None:
    pack, form = variant()
    session = blank(pack, form)
    plan = plan_fill(source_of_declaration(sample()), pack, form, session.declaration)
    session.set_value("org.name", "我自己的公司")
    apply_fill(session, plan)
    assert session.value("org.name") == "我自己的公司"
    assert session.value("contact.name") == "阮知衡"


def test_a_value_that_was_taken_over_may_be_replaced_by_another_figure() -> None:
    pack, form = variant()
    session = blank(pack, form)
    apply_fill(session, plan_fill(source_of_declaration(sample()), pack, form, session.declaration))
    later = sample(**{"finance__revenue[2019]": "22200"})
    carried = carried_addresses(session)
    plan = plan_fill(source_of_declaration(later), pack, form, session.declaration, carried=carried)
    assert row(plan, "finance.revenue[2019]").tickable
    session.set_value("finance.revenue[2019]", "22186.91")
    carried = carried_addresses(session)
    plan = plan_fill(source_of_declaration(later), pack, form, session.declaration, carried=carried)
    assert not row(plan, "finance.revenue[2019]").tickable


# -- one step, with its origin -----------------------------------------------------------------


def test_filling_is_one_named_step_and_undo_takes_all_of_it_back() -> None:
    pack, form = variant()
    session = blank(pack, form, {"org.name": "某某"})
    before = session.declaration
    plan = plan_fill(source_of_declaration(sample(), title="某某公司资料"), pack, form, before)
    changes = apply_fill(session, plan, today=date(2021, 3, 5))
    assert changes is not None
    assert changes.step == f"从“某某公司资料”填入 {len(plan.texts())} 项"
    assert session.steps == (changes.step,)
    filled = session.declaration
    session.undo()
    assert session.declaration == before
    assert session.origins == {}
    session.redo()
    assert session.declaration == filled
    assert len(carried_over(session)) == len(plan.texts()) + len(
        [one for one in plan.of(STATES.NEWER) if not session.value(one.address)]
    )


def test_a_cell_tells_where_it_came_from_until_it_is_edited_or_confirmed() -> None:
    pack, form = variant()
    session = blank(pack, form)
    source = source_of_declaration(sample(), title="某某公司资料")
    apply_fill(session, plan_fill(source, pack, form, session.declaration), today=date(2021, 3, 5))
    told = carried_at(session, "contact.name")
    assert told is not None
    assert (told.origin.source, told.origin.year, told.origin.at) == (
        "某某公司资料", 2019, "2021-03-05",
    )  # fmt: skip
    assert "某某公司资料" in told.told
    session.set_value("contact.name", "王某")
    assert carried_at(session, "contact.name") is None
    assert carried_at(session, "org.name") is not None
    confirm(session, ["org.name"])
    assert carried_at(session, "org.name") is None
    session.undo()
    assert carried_at(session, "org.name") is not None


def test_a_cell_that_needs_a_newer_year_is_marked_until_it_is_filled() -> None:
    pack, form = variant()
    session = blank(pack, form)
    apply_fill(session, plan_fill(source_of_declaration(sample()), pack, form, session.declaration))
    newest = carried_at(session, "finance.revenue[2020]")
    assert newest is not None
    assert newest.origin.newer
    assert "22186.90" in newest.told
    confirm(session)
    assert carried_at(session, "finance.revenue[2020]") is not None
    assert {one.origin.newer for one in carried_over(session)} == {True}
    session.set_value("finance.revenue[2020]", "25000")
    assert carried_at(session, "finance.revenue[2020]") is None


def test_origins_follow_their_rows() -> None:
    pack, form = variant(profiling.PLATFORM)
    session = blank(pack, form)
    source = source_of_declaration(sample(profiling.PLATFORM))
    apply_fill(session, plan_fill(source, pack, form, session.declaration))
    name = session.value("investors[1].name")
    session.insert_row("investors", 1)
    moved = carried_at(session, "investors[2].name")
    assert moved is not None
    assert moved.text == name
    assert carried_at(session, "investors[1].name") is None


# -- narrative and files -------------------------------------------------------------------------


def _papers() -> Declaration:
    files = [
        ("licence", "营业执照.pdf"),
        ("evaluation", "2019年度审计报告.pdf"),
        ("gone", "合同.pdf"),
    ]
    return sample().model_copy(
        update={
            "narrative": Narrative(
                blocks=(
                    Heading(level=1, text="一、企业基本情况", item="overview"),
                    Paragraph(runs=(Run(text="2019年，企业实现营业收入。"),)),
                    Heading(level=1, text="九、别的", item="nowhere"),
                )
            ),
            "attachments": tuple(
                Attachment(
                    slot=slot, name=name, media_type="application/pdf",
                    sha256=f"{n}" * 64, size=9,
                )
                for n, (slot, name) in enumerate(files)
            ),
        }
    )  # fmt: skip


def test_papers_of_one_year_stay_behind_and_lost_slots_become_free_ones() -> None:
    plan = planned(_papers(), *variant())
    told = {one.attachment.name: (one.attachment.slot, one.ticked) for one in plan.files}
    assert told == {
        "营业执照.pdf": ("licence", True),
        "2019年度审计报告.pdf": ("evaluation", False),
        "合同.pdf": ("free", True),
    }


def test_narrative_and_files_come_along_when_asked_and_are_marked() -> None:
    pack, form = variant()
    session = blank(pack, form)
    plan = plan_fill(source_of_declaration(_papers()), pack, form, session.declaration)
    assert plan.narrative is not None
    assert plan.narrative.strange == ("九、别的",)
    apply_fill(session, plan)
    assert not session.declaration.narrative.blocks
    assert not session.declaration.attachments
    session.undo()
    apply_fill(session, plan, narrative=True, files=["0" * 64])
    assert [one.name for one in session.declaration.attachments] == ["营业执照.pdf"]
    places = {one.place for one in carried_over(session)}
    assert {"narrative", "attachments#licence"} <= places
    session.set_blocks(1, 2, [Paragraph(runs=(Run(text="2020年，企业实现营业收入。"),))])
    assert "narrative" not in {one.place for one in carried_over(session)}
    assert len(session.steps) == 2


def test_what_was_typed_unreadably_is_told_and_not_offered() -> None:
    plan = planned(sample(**{"finance__revenue[2019]": "约两亿"}), *variant())
    assert "finance.revenue[2019]" not in plan.texts()
    assert len(plan.unread) == 1


def test_a_list_as_json_names_each_line_with_its_source() -> None:
    told = planned(sample(), *variant()).as_json()
    line = next(one for one in told["rows"] if one["address"] == "finance.revenue[2019]")
    assert line["source"] == {
        "value": "22186.90 万元", "year": 2019, "form": "浙江 2020 第四批 示范企业", "on": "",
    }  # fmt: skip
    assert told["counts"]["fill"] == sum(one["taken"] for one in told["rows"])


def test_a_held_value_without_unit_is_no_amount() -> None:
    held = Held(Key("finance.revenue"), Kind.MONEY, "5")
    assert carry(held, FormField(address="x", kind=Kind.MONEY, unit="万元")).text == ""
