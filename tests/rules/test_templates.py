"""Messages with names and expressions in braces."""

import datetime as dt
from decimal import Decimal

import pytest

from smdesk.errors import SmdeskError
from smdesk.rules.templates import compile_template


def rendered(text, shown=None, **bindings):
    return compile_template(text).render(bindings, (shown or {}).get)


def test_a_bare_name_prints_the_value_as_typed():
    assert rendered("共 {a} 万元", {"a": "1,200.50"}, a=Decimal("1200.5")) == "共 1,200.50 万元"


def test_an_expression_is_printed_plainly():
    assert rendered("{$a div 3}", a=Decimal(10)) == "3.333333"
    assert rendered("{$a * 100}", a=Decimal("1E+6")) == "100000000"
    assert rendered("{$a - $a}", a=Decimal("-0.00")) == "0"
    assert rendered("{$d}", d=dt.date(2020, 10, 10)) == "2020-10-10"
    assert rendered("{$a gt 1}", a=Decimal(2)) == "是"


def test_what_has_no_value_is_said_to_be_blank():
    assert rendered("{a}", {"a": ""}, a=()) == "未填"
    assert rendered("{1 div $a}", a=Decimal(0)) == "未填"


def test_doubled_braces_print_one():
    assert rendered("{{a}}") == "{a}"


def test_names_are_those_of_all_braces():
    assert compile_template("{a} {$b + $c} {{d}}").names == {"a", "b", "c"}


@pytest.mark.parametrize("text", ["{", "}", "{a", "a}", "{a}}"])
def test_unpaired_braces_are_refused(text):
    with pytest.raises(SmdeskError) as caught:
        compile_template(text)
    assert caught.value.code == "rules.template-brace"


@pytest.mark.parametrize("text", ["{a.__class__}", "{a!r}", "{0}x{doc('y')}", "{}"])
def test_braces_hold_expressions_and_nothing_of_python(text):
    with pytest.raises(SmdeskError) as caught:
        compile_template(text)
    assert caught.value.code.startswith("rules.expression-")
