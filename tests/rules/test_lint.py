"""A pack's rules held against its forms, its clauses and their examples."""

import pytest

from smdesk.errors import sentence
from smdesk.rules.lint import lint_rules


def codes(problems):
    return [one.code for one in problems]


def test_sound_rules_give_no_problem(make_pack):
    assert lint_rules(make_pack()) == []


FAULTS = [
    ({"test": "doc('x')"}, "rules.rule-faulty", "test"),
    ({"test": "$now le"}, "rules.rule-faulty", "test"),
    ({"when": "1 to 3"}, "rules.rule-faulty", "when"),
    ({"message": "{now"}, "rules.rule-faulty", "message"),
    ({"fix": {"address": "finance.assets[@]", "value": "1e3"}}, "rules.rule-faulty", "fix.value"),
    ({"fix": {"address": "Assets", "value": "$now"}}, "rules.rule-faulty", "fix.address"),
    ({"let": {"now": "finance.assets[x]", "before": "finance.assets[@-1]"}}, "rules.rule-faulty", "let.now"),
    ({"let": {"now": "finance.none[@]", "before": "finance.assets[@-1]"}}, "rules.rule-faulty", "let"),
    ({"fix": {"address": "finance.none[@]", "value": "$now"}}, "rules.rule-faulty", "let"),
    ({"each": None}, "rules.rule-faulty", "let"),
    ({"each": "nothing"}, "rules.rule-faulty", "let"),
    ({"forms": ["small", "gone"]}, "rules.rule-form", "forms"),
    ({"clause": "gone.1"}, "rules.rule-clause", "clause"),
    ({"test": "$now le 2 * $befor"}, "rules.name-unbound", "test"),
    ({"message": "{later} {now} {before}"}, "rules.name-unbound", "message"),
    ({"when": "$row gt 1"}, "rules.name-unbound", "when"),
    ({"may_be_blank": ["then"]}, "rules.name-unbound", "may_be_blank"),
    ({"let": {"now": "finance.assets[@]", "before": "finance.assets[@-1]", "more": "org.name"}}, "rules.name-unused", "let.more"),
    ({"let": {"now": "finance.assets[@]", "before": "finance.assets[@-1]", "year": "org.name"}}, "rules.name-taken", "let.year"),
    ({"id": "required"}, "rules.name-taken", "id"),
    ({"let": {"now": "finance.assets[2016]", "before": "finance.assets[@-1]"}}, "rules.rule-nowhere", "let"),
    ({"let": {"now": "finance.assets[last]", "before": "finance.assets[first]"}}, "rules.rule-subject", "let"),
    ({"passing": {"values": {"finance.assets[2018]": "1", "finance.assets[2019]": "9"}}}, "rules.example-fails", "passing"),
    ({"passing": {"values": {"finance.assets[2018]": "1"}}}, "rules.example-skipped", "passing"),
    ({"when": "$now gt 2"}, "rules.example-skipped", "passing"),
    ({"passing": {"form": "gone", "values": {}}}, "rules.example-form", "passing"),
    ({"failing": {"values": {"finance.assets[2018]": "1", "finance.assets[2019]": "1"}}}, "rules.example-passes", "failing"),
    ({"failing": {"values": {"finance.assets[2017]": "1", "finance.assets[2018]": "9", "finance.assets[2019]": "99"}}}, "rules.example-passes", "failing"),
    ({"failing": {"values": {"finance.asset[2018]": "1"}}}, "rules.example-address", "failing"),
    ({"test": "$now le '2'"}, "rules.example-failed", "passing"),
    ({"fix": {"address": "finance.assets[@]", "value": "$before * 3"}}, "rules.fix-missing", "fix"),
    ({"fix": {"address": "finance.assets[@]", "value": "$now + 1"}}, "rules.fix-useless", "fix"),
    ({"fix": {"address": "finance.assets[@]", "value": "1 div 0"}}, "rules.fix-missing", "fix"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code", "key"), FAULTS)
def test_a_fault_is_named_with_file_rule_and_key(make_pack, rule_data, change, code, key):
    problems = lint_rules(make_pack({**rule_data["growth"], **change}))
    found = [(one.code, one.params["key"]) for one in problems]
    assert (code, key) in found
    assert {one.params["file"] for one in problems} == {"rules.toml"}
    assert all(sentence(one.code, **one.params) for one in problems)


def test_all_faults_of_all_rules_come_together(make_pack, rule_data):
    first = {**rule_data["growth"], "test": "doc('x')", "when": "1 to 2", "clause": "gone.1"}
    second = {**rule_data["total"], "message": "{none}"}
    problems = lint_rules(make_pack(first, second))
    assert {one.params["rule"] for one in problems} == {"growth", "total"}
    assert codes(problems).count("rules.rule-faulty") == 2
    assert {"rules.rule-clause", "rules.name-unbound"} <= set(codes(problems))


def test_an_id_that_stands_twice_is_a_fault(make_pack, rule_data):
    assert codes(lint_rules(make_pack(rule_data["growth"], rule_data["growth"]))) == [
        "rules.rule-twice"
    ]
