"""All findings of a declaration, and only those that an edit touched."""

import json
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import Attachment, Declaration, Heading, Narrative
from smdesk.notices.loader import pack as load
from smdesk.paths import resources
from smdesk.rules import engine
from smdesk.rules.engine import Checker, check
from smdesk.rules.findings import LEVELS
from smdesk.rules.ground import View
from smdesk.rules.whole import ATTACHMENTS, NARRATIVE

REASON = "2019 年并购子公司，合并口径变化"


def keys(findings):
    return [one.key for one in findings]


def test_a_blank_skips_a_rule(small, declare):
    found = small.all(declare({"finance.assets[2019]": "100"}))
    assert "growth@finance.assets[2019]" not in keys(found)


def test_unreadable_values_skip_a_rule(small, declare):
    found = small.all(declare({"finance.assets[2018]": "一", "finance.assets[2019]": "100"}))
    assert "growth@finance.assets[2019]" not in keys(found)
    assert "format.number-unreadable@finance.assets[2018]" in keys(found)


def test_a_rule_over_years_is_about_the_year_at_hand(small, declare):
    values = {
        "finance.assets[2017]": "10",
        "finance.assets[2018]": "20",
        "finance.assets[2019]": "50.5",
    }
    (found,) = [one for one in small.all(declare(values)) if one.rule == "growth"]
    assert found.key == "growth@finance.assets[2019]"
    assert found.addresses == ("finance.assets[2019]", "finance.assets[2018]")
    assert found.message == "2019 年 50.5，上年 20，为 3 倍"
    assert (found.clause.id, found.clause.place) == ("common.1", "二、（一）1")
    assert (found.fix.address, found.fix.text) == ("finance.assets[2019]", "40")


def test_the_first_year_has_no_year_before(small):
    assert "growth" in small.rules_of("finance.assets")
    ids = {one.id for one in small._checks}
    assert "pack:growth@finance.assets[2017]" not in ids
    assert {"pack:growth@finance.assets[2018]", "pack:growth@finance.assets[2019]"} <= ids


def test_division_by_zero_in_a_test_skips_the_rule(make_pack, rule_data, declare):
    pack = make_pack({**rule_data["growth"], "test": "$now div $before le 2", "fix": None})
    found = Checker(pack, pack.forms["small"]).all(
        declare({"finance.assets[2018]": "0", "finance.assets[2019]": "9"})
    )
    assert "growth" not in [one.rule for one in found]


def test_a_rule_over_all_rows_reads_only_filled_ones(small, declare):
    values = {
        "parts[1].share": "60",
        "parts[3].share": "50",
        "parts[1].name": "甲",
        "parts[3].name": "乙",
    }
    (found,) = [one for one in small.all(declare(values)) if one.rule == "total"]
    assert found.addresses == ("parts[1].share", "parts[3].share")
    assert found.message == "合计 110"


def test_names_that_may_be_blank_do_not_skip(small, declare):
    (found,) = [one for one in small.all(declare({"parts[2].share": "10"})) if one.rule == "named"]
    assert found.key == "named@parts[2].share"
    assert found.message == "第 2 行（10）没有名称：未填"


def test_a_rule_that_cannot_be_worked_out_is_a_hint_not_a_crash(make_pack, rule_data, declare):
    pack = make_pack({**rule_data["total"], "test": "sum($shares) le '100'"})
    found = Checker(pack, pack.forms["small"]).all(declare({"parts[1].share": "1"}))
    assert [one.level for one in found if one.rule == "total"] == ["hint"]


def test_a_faulty_rule_is_left_out_and_named(make_pack, rule_data, declare):
    bad = {**rule_data["total"], "id": "bad", "test": "doc('x')"}
    lost = {**rule_data["total"], "id": "lost", "let": {"shares": "nothing[*].share"}}
    pack = make_pack(bad, lost, rule_data["growth"])
    checker = Checker(pack, pack.forms["small"])
    assert [one.params["rule"] for one in checker.problems] == ["bad", "lost"]
    assert "growth" in checker.rules_of("finance.assets")
    assert checker.all(declare()) != ()


def test_a_deadline_that_is_not_set_skips_its_rules(make_pack, rule_data, declare):
    rule = {**rule_data["growth"], "id": "due", "each": None, "let": {"since": "org.since"}, "test": "$since le $deadline",
            "message": "{since}", "fix": None}  # fmt: skip
    pack = make_pack(rule)
    late = declare({"org.since": "2021-01-01"})
    assert "due@org.since" in keys(Checker(pack, pack.forms["small"]).all(late))
    notice = pack.notice.model_copy(
        update={"delivery": pack.notice.delivery.model_copy(update={"deadline": None})}
    )
    open_end = pack.model_copy(update={"notice": notice})
    assert "due@org.since" not in keys(Checker(open_end, open_end.forms["small"]).all(late))


def test_a_rule_over_one_percentage_takes_the_place_of_the_built_in_bound(
    make_pack, rule_data, declare
):
    own = {**rule_data["growth"], "id": "own", "each": None, "let": {"ratio": "finance.ratio"}, "test": "$ratio le 200",
           "message": "{ratio}", "fix": None}  # fmt: skip
    over = declare({"finance.ratio": "150"})
    for rules, wanted in (((rule_data["growth"],), True), ((own,), False)):
        pack = make_pack(*rules)
        found = keys(Checker(pack, pack.forms["small"]).all(over))
        assert ("format.percent@finance.ratio" in found) is wanted


def test_findings_stand_in_printed_order_then_by_level(small, declare):
    found = small.all(
        declare(
            {"summary": "一二三四五六七八九十百千镕", "nowhere": "1", "finance.assets[2019]": "-1"}
        )
    )
    places = [small.ground.order.get(one.addresses[0], 10**9) for one in found]
    assert places == sorted(places)
    on_summary = [LEVELS[one.level] for one in found if one.addresses[0] == "summary"]
    assert len(on_summary) >= 2
    assert on_summary == sorted(on_summary)
    assert [one.key for one in found][-1] == "address.unknown@nowhere"


def test_narrative_comes_before_attachments_in_their_own_order(small, declare):
    found = [
        one.addresses[0]
        for one in small.all(declare(narrative=Narrative(blocks=(Heading(level=1, text="序"),))))
    ]
    assert found[-3:] == ["narrative#first", "narrative#second", "attachments#licence"]


def test_a_reason_travels_to_its_finding_only(small, declare):
    values = {"finance.assets[2018]": "1", "finance.assets[2019]": "3"}
    key = "growth@finance.assets[2019]"
    found = small.all(declare(values, reasons={key: REASON}))
    assert {one.key: one.reason for one in found if one.reason} == {key: REASON}
    assert [one.blocks for one in found if one.key == key] == [False]


def test_touched_runs_only_the_checks_that_read_the_address(small, declare):
    touched = small.touched(declare(), ["finance.assets[2018]"])
    assert touched.checks == {
        "format@finance.assets[2018]", "required@finance.assets[2018]",
        "format.money-unit@finance.assets[2017]", "format.money-unit@finance.assets[2018]",
        "format.money-unit@finance.assets[2019]", "pack:growth@finance.assets[2018]",
        "pack:growth@finance.assets[2019]", "address@finance.assets[2018]",
        "narrative.value",
    }  # fmt: skip


def test_check_is_the_same_as_the_checkers_all(make_pack, small, declare):
    declaration = declare({"parts[1].share": "120"})
    assert check(small.ground.pack, small.ground.form, declaration) == small.all(declaration)


def test_the_kept_checker_is_not_that_of_another_pack_with_the_same_hash(make_pack, rule_data):
    first, second = make_pack(rule_data["growth"]), make_pack(rule_data["total"])
    form = first.forms["small"]
    assert engine.checker_of(first, form) is engine.checker_of(first, form)
    assert engine.checker_of(second, form).rules_of("parts.share") == ("format.percent", "total")


def test_years_may_be_chosen_for_a_draft(make_pack, declare):
    notice = make_pack().notice
    years = notice.years.model_copy(update={"fixed": (), "count": 2})
    pack = make_pack(notice=notice.model_copy(update={"years": years}))
    form = pack.forms["small"].model_copy(update={"section": ()})
    checker = Checker(pack, form, (2030, 2031))
    assert checker.ground.years == (2030, 2031)


# ---- incremental equals full ----


class Spy(View):
    """A view that notes which addresses a check asks for."""

    __slots__ = ("asked",)

    def __init__(self, ground, declaration):
        super().__init__(ground, declaration)
        self.asked = set()
        self.values = SpyValues(self.values, self.asked)

    def reading(self, address):
        self.asked.add(address)
        return super().reading(address)


class SpyValues(dict):
    """Values that note which addresses are asked for."""

    def __init__(self, values, asked):
        super().__init__(values)
        self.asked = asked

    def get(self, address, default=None):
        self.asked.add(address)
        return super().get(address, default)


def assert_reads_are_told(checker, declaration):
    view = Spy(checker.ground, declaration)
    ran = 0
    for one in checker._checks:
        view.asked.clear()
        ran += bool(list(one.run(view)))
        assert view.asked <= set(one.reads), one.id
    assert ran


SMALL = {
    "finance.assets[2017]": "11000", "finance.assets[2018]": "120000000", "finance.assets[2019]": "1",
    "declare.kinds": "甲类；其它", "parts[1].share": "60", "parts[3].share": "70", "parts[3].name": "乙公司",
}  # fmt: skip


@pytest.mark.parametrize("change", [{}, {"declare.kinds": "甲类", "declare.other": "再制造"}])
def test_every_check_tells_what_it_reads(small, declare, change):
    assert_reads_are_told(small, declare(SMALL | change))


SAMPLES = sorted((resources() / "samples").rglob("values.json"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_every_check_of_a_shipped_form_tells_what_it_reads(path):
    pack = load(path.parent.parent.name)
    name = next(one for one in pack.forms if path.parent.name.endswith(one))
    recipe = tomllib.loads((path.parent / "sample.toml").read_text(encoding="utf-8"))
    checker = engine.checker_of(pack, pack.forms[name], tuple(recipe.get("years", ())))
    values = json.loads(path.read_text(encoding="utf-8"))
    declaration = Declaration(
        form=pack.form_id(name), pack=pack.hash, years=checker.ground.years, values=values
    )
    assert_reads_are_told(checker, declaration)


def test_one_text_reads_differently_in_two_fields(small):
    assert small.ground.reading("org.name", "12").value == "12"
    assert small.ground.reading("finance.assets[2019]", "12").value == 12


TEXTS = st.sampled_from(["", "1", "0", "3", "250", "-4", "1200000", "abc", "无", "甲", "张某", "是", "否", "甲类", "其它", "甲类；其它",
                         "2018-10-11", "12亿元", "91330100PDY00001XX", "供应链管理；信息增值服务", "工业电子商务平台"])  # fmt: skip


def edits(addresses):
    edit = st.tuples(st.sampled_from([*addresses, "no.such", "finance.assets[1999]"]), TEXTS)
    return st.lists(edit, min_size=1, max_size=25)


def assert_incremental_equals_full(checker, declaration, changes):
    findings = checker.all(declaration)
    for address, text in changes:
        declaration = declaration.with_values({address: text})
        touched = checker.touched(declaration, [address])
        findings = checker.merge(findings, touched, declaration)
        assert findings == checker.all(declaration)
        assert len({one.key for one in findings}) == len(findings)


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_edits_one_by_one_give_what_a_full_check_gives(small, declare, data):
    changes = data.draw(edits(sorted(small.ground.order)))
    assert_incremental_equals_full(small, declare(), changes)


@pytest.mark.parametrize("name", ["enterprise", "project", "platform"])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_edits_of_a_shipped_form_give_what_a_full_check_gives(name, data):
    pack = load("zhejiang-2020")
    checker = engine.checker_of(pack, pack.forms[name])
    declaration = Declaration(form=pack.form_id(name), pack=pack.hash, years=checker.ground.years)
    assert_incremental_equals_full(
        checker, declaration, data.draw(edits(sorted(checker.ground.order)))
    )


def test_narrative_and_attachments_are_touched_by_their_names(small, declare):
    before = declare()
    file = Attachment(
        slot="licence", name="执照.pdf", media_type="application/pdf", sha256="a" * 64, size=1
    )
    after = declare(
        narrative=Narrative(blocks=(Heading(level=1, text="一、概况"),)), attachments=(file,)
    )
    touched = small.touched(after, [NARRATIVE, ATTACHMENTS])
    assert small.merge(small.all(before), touched, after) == small.all(after)
    assert small.all(before) != small.all(after)


def test_a_reason_given_or_taken_back_shows_after_a_merge_without_edits(small, declare):
    values = {"finance.assets[2018]": "1", "finance.assets[2019]": "3"}
    answered = declare(values, reasons={"growth@finance.assets[2019]": REASON})
    merged = small.merge(small.all(declare(values)), small.touched(answered, []), answered)
    assert merged == small.all(answered)
