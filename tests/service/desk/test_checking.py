"""What is found in a received form: what nobody asked the applicant for is no mistake of theirs."""

from __future__ import annotations

import pytest

from smdesk.errors import sentence
from smdesk.notices.loader import pack
from smdesk.notices.models import Form
from smdesk.rules.engine import check
from smdesk.service.desk.checking import UNASKED, Labels, found_in
from smdesk.service.samples import GOOD, load_sample
from smdesk.store.desk.models import StoredFinding

FORMS = ("shanxi-2021/platform", "shanghai-2023/district", "zhejiang-2020/project")


def _beside(form: Form) -> set[str]:
    return {one.address for one in form.field if one.off_paper and one.required}


def _found(name: str, kept: int) -> tuple[tuple[StoredFinding, ...], Form, Labels]:
    """Return what is found where only ``kept`` values of the check sheet were filled in."""
    notice, _, short = name.partition("/")
    edition = pack(notice)
    form = edition.forms[short]
    whole, _files = load_sample(name, GOOD)
    beside = {one.address for one in form.field if one.off_paper}
    gone = sorted(beside & whole.values.keys())[kept:]
    left = {at: text for at, text in whole.values.items() if at not in gone}
    declaration = whole.model_copy(update={"values": left})
    found = found_in(edition, form, declaration, {}, ())
    return found, form, Labels(edition, form, declaration)


@pytest.mark.parametrize("name", FORMS)
def test_what_the_table_does_not_print_is_to_be_asked_for_where_nobody_asked(name: str) -> None:
    found, form, labels = _found(name, 0)
    asked = {one.body["addresses"][0]: one for one in found if one.rule == UNASKED}
    assert asked.keys() >= _beside(form)
    for place in _beside(form):
        assert asked[place].level == "check"
        assert asked[place].body["level"] == "check"
        assert asked[place].body["message"] == sentence("desk.off-paper", label=labels(place))
        assert asked[place].key == f"{UNASKED}@{place}"


def test_it_is_missing_where_the_sheet_was_begun() -> None:
    found, form, _ = _found("shanxi-2021/platform", 1)
    told = {(one.rule, one.level) for one in found if one.body["addresses"][0] in _beside(form)}
    assert told == {("required", "error")}


def test_a_value_of_the_table_that_is_missing_stays_an_error() -> None:
    whole, _files = load_sample("shanxi-2021/platform", GOOD)
    edition = pack("shanxi-2021")
    form = edition.forms["platform"]
    printed = next(
        one.address
        for one in form.field
        if one.required and not one.off_paper and one.address in whole.values
    )
    left = {at: text for at, text in whole.values.items() if at != printed}
    declaration = whole.model_copy(update={"values": left})
    told = [one for one in found_in(edition, form, declaration, {}, ()) if one.rule == "required"]
    assert [(one.body["addresses"], one.level) for one in told] == [([printed], "error")]
    assert [one.key for one in told] == [
        one.key for one in check(edition, form, declaration) if one.rule == "required"
    ]
