"""An entry for each ticked box and none for another; the sum is the whole."""

from __future__ import annotations

import pytest

from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.rules.engine import Checker
from smdesk.rules.findings import Finding

FORM = "guangdong-2024/enterprise"
YEARS = (2021, 2022, 2023)


def declared(**values: str) -> Declaration:
    pack, _ = find_form(FORM)
    named = {"mix": "services.mix", "kinds": "services.kinds", "note": "services.design_other",
             "revenue": "finance.service_revenue[2023]"}  # fmt: skip
    given = {named[key]: text for key, text in values.items()}
    return Declaration(form=FORM, pack=pack.hash, years=YEARS, values=given)


def found(**values: str) -> dict[str, Finding]:
    pack, form = find_form(FORM)
    every = Checker(pack, form, YEARS).all(declared(**values))
    return {one.rule: one for one in every if "shares" in one.rule}


def test_shares_that_fit_their_boxes_give_nothing():
    kinds = "设计和开发服务；保养/维护/维修"
    assert found(mix="设计和开发服务 30%；保养服务占70%", kinds=kinds) == {}


def test_a_ticked_box_without_an_entry_is_an_error():
    one = found(mix="培训 100%", kinds="培训；租赁")
    assert list(one) == ["shares.missing"]
    assert "租赁" in one["shares.missing"].message
    assert one["shares.missing"].level == "error"


def test_an_entry_for_an_unticked_box_offers_to_tick_it():
    one = found(mix="培训 60%；租赁 40%", kinds="培训")["shares.unticked"]
    assert one.fix is not None
    assert (one.fix.address, one.fix.text) == ("services.kinds", "培训；租赁")


def test_a_name_that_is_no_box_and_one_twice_are_named():
    one = found(mix="培训 60%；广告 30%；培训 10%", kinds="培训")
    assert set(one) == {"shares.strange", "shares.twice"}


@pytest.mark.parametrize(
    ("mix", "rules"),
    [
        ("培训 60%；租赁 40.5%", set()),
        ("培训 60%；租赁 41%", {"shares.over"}),
        ("培训 60%；租赁 39%", {"shares.under"}),
        ("培训 600万元；租赁 400万元", set()),
        ("培训 600万元；租赁 500万元", {"shares.total"}),
    ],
)
def test_the_sum_is_the_whole(mix: str, rules: set[str]):
    assert set(found(mix=mix, kinds="培训；租赁", revenue="1000")) == rules


def test_amounts_without_service_revenue_are_not_added_up():
    assert found(mix="培训 600万元；租赁 500万元", kinds="培训；租赁") == {}


def test_the_note_of_other_names_its_entry():
    assert found(mix="中试服务 100%", kinds="研发设计阶段：其他", note="中试服务") == {}


def test_unticking_a_box_runs_the_check_again():
    pack, form = find_form(FORM)
    checker = Checker(pack, form, YEARS)
    touched = checker.touched(declared(mix="培训 60%；租赁 40%", kinds="培训"), ["services.kinds"])
    assert "shares.unticked" in {one.rule for one in touched.findings}


def test_a_text_that_is_no_list_of_shares_is_an_error():
    assert list(found(mix="见附表", kinds="培训")) == ["format.shares-unreadable"]
