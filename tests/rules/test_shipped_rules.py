"""Every rule of every shipped pack, on its own two examples."""

import pytest

from smdesk.errors import catalogue, sentence
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import pack as load
from smdesk.notices.loader import pack_folders
from smdesk.rules.engine import Checker, checker_of
from smdesk.rules.lint import example_form, lint_rules

PACKS = [load(folder.name) for folder in pack_folders()]
RULES = [
    pytest.param(pack, rule, id=f"{pack.notice.id}-{rule.id}")
    for pack in PACKS
    for rule in pack.rules
]


def findings(pack, rule, example):
    form = example_form(pack, rule, example)
    checker = checker_of(pack, form, (2017, 2018, 2019)[: pack.notice.years.number])
    declaration = Declaration(
        form=pack.form_id(form.id),
        pack=pack.hash,
        years=checker.ground.years,
        values=example.at(checker.ground.years),
    )
    return [one for one in checker.all(declaration) if one.rule == rule.id], declaration, checker


@pytest.mark.parametrize("pack", PACKS, ids=lambda one: one.notice.id)
def test_the_rules_of_a_shipped_pack_have_no_fault(pack):
    assert [one.message for one in lint_rules(pack)] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda one: one.notice.id)
def test_every_form_of_a_shipped_pack_can_be_checked_empty(pack):
    for name, form in pack.forms.items():
        checker = Checker(pack, form, (2017, 2018, 2019)[: pack.notice.years.number])
        assert checker.problems == ()
        found = checker.all(
            Declaration(form=pack.form_id(name), pack=pack.hash, years=checker.ground.years)
        )
        assert {one.rule for one in found if one.level == "error"} == {"required"}


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_the_passing_example_passes(pack, rule):
    assert findings(pack, rule, rule.passing)[0] == []


@pytest.mark.parametrize(("pack", "rule"), RULES)
def test_the_failing_example_gives_the_rule_once_with_clause_and_both_values(pack, rule):
    ((found,), declaration, checker) = findings(pack, rule, rule.failing)
    assert found.level == rule.level
    assert (found.clause.id if found.clause else None) == rule.clause
    assert set(found.addresses) <= set(checker.ground.order)
    if len(rule.let) > 1:
        numbers = [one for one in found.addresses if checker.ground.field(one).kind.numeric]
        given = [declaration.values[one] for one in numbers if one in declaration.values]
        assert [text for text in given if text not in found.message] == []


@pytest.mark.parametrize(("pack", "rule"), [one for one in RULES if one.values[1].fix])
def test_the_fix_of_the_failing_example_makes_it_pass(pack, rule):
    ((found,), declaration, checker) = findings(pack, rule, rule.failing)
    mended = declaration.with_values({found.fix.address: found.fix.text})
    assert rule.id not in [one.rule for one in checker.all(mended)]


def test_every_message_of_the_room_can_be_printed():
    class Anything(dict):
        def __missing__(self, key):
            return key

    for code, entry in catalogue().items():
        if code.startswith("rules."):
            assert (entry["text"] + entry["next"]).format_map(Anything())
            assert not set("！!") & set(entry["text"] + entry["next"]), code


def test_sentences_take_every_parameter_that_typed_values_name():
    for code in (
        "number-unreadable",
        "unit-wrong",
        "unit-missing",
        "date-unreadable",
        "choice-unknown",
        "choice-too-many",
    ):
        assert sentence(f"rules.{code}", label="栏", text="甲", unit="万元", units="万元")
