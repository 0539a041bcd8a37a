"""What is taken for a rule's name."""

from __future__ import annotations

import pytest

from smdesk.notices.loader import find_form
from smdesk.rules.engine import check
from smdesk.service.desk.rulenames import is_rule
from smdesk.service.samples import load_sample
from smdesk.store.desk.desk import Desk

FORMS = ("zhejiang-2020/enterprise", "shanxi-2021/enterprise")


@pytest.mark.parametrize("form", FORMS)
def test_every_rule_that_finds_something_is_one_on_an_empty_desk(desk: Desk, form: str) -> None:
    declaration, _ = load_sample(form, "faulty")
    found = {one.rule for one in check(*find_form(form), declaration)}
    assert len(found) > 5
    assert [one for one in sorted(found) if not is_rule(desk, one)] == []
    assert [one for one in sorted(found) if is_rule(desk, one + "x")] == []
