"""Findings and reasons."""

import json

import pytest

from smdesk.rules.findings import Finding, reason_refused, with_reason

GOOD = "2019 年并购子公司，合并报表口径变化"


def finding(level):
    return Finding("some-rule", level, ("finance.revenue[2019]", "finance.profit[2019]"), "…")


@pytest.mark.parametrize("text", ["", "  ", "。。。", "——", "\u200b", "!!!???……"])
def test_an_empty_reason_is_refused(text):
    assert reason_refused(text) == "rules.reason-empty"


@pytest.mark.parametrize(
    "text",
    ["核实无误", "已核实无误。", "经核实，数据无误", "无误", "情况属实", "经再次核对数据准确无误！", "数据真实有效",
     "已确认", "以上内容均属实", "没有问题", "核 实 无 误", "如实填报", "无"],
)  # fmt: skip
def test_mere_assurance_is_refused(text):
    assert reason_refused(text) == "rules.reason-assurance"


@pytest.mark.parametrize("text", ["因并购", "啊啊啊啊啊啊啊", "123456789", "abcab"])
def test_a_reason_that_says_nothing_is_refused(text):
    assert reason_refused(text) == "rules.reason-short"


@pytest.mark.parametrize("text", [GOOD, "经核实，2019 年转让子公司股权所致", "新厂投产产能翻倍"])
def test_a_reason_that_explains_is_accepted(text):
    assert reason_refused(text) is None


def test_an_error_blocks_and_takes_no_reason():
    answered = with_reason(finding("error"), {finding("error").key: GOOD})
    assert answered.reason is None
    assert answered.blocks


def test_a_check_blocks_until_an_accepted_reason_stands():
    bare = finding("check")
    assert bare.blocks
    assert with_reason(bare, {bare.key: "核实无误"}).blocks
    assert not with_reason(bare, {bare.key: GOOD}).blocks


def test_a_reason_taken_back_blocks_again():
    answered = with_reason(finding("check"), {finding("check").key: GOOD})
    assert with_reason(answered, {}).blocks


def test_a_hint_never_blocks():
    assert not finding("hint").blocks


def test_the_key_is_rule_and_first_address():
    assert finding("check").key == "some-rule@finance.revenue[2019]"


def test_json_of_a_finding_has_the_keys_of_the_command_line():
    found = finding("check").as_json()
    assert {"rule", "level", "addresses", "message", "clause", "fix"} <= found.keys()
    assert json.loads(json.dumps(found)) == found
