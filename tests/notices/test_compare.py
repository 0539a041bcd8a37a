"""Two editions of a pack side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from smdesk import paths
from smdesk.notices.compare import _STYLES, Difference, compare_packs
from smdesk.notices.loader import load_pack
from smdesk.notices.models import Form, Pack
from smdesk.notices.models.notice import Typography

ROOT = paths.resources() / "notices"
TABLES = Path(__file__).resolve().parents[1] / "packs"


@pytest.fixture(scope="module")
def old() -> Pack:
    return load_pack(ROOT / "zhejiang-2020")


def with_form(pack: Pack, form: Form) -> Pack:
    return pack.model_copy(update={"forms": {**pack.forms, form.id: form}})


def only(found: tuple[Difference, ...]) -> Difference:
    (one,) = found
    return one


def test_a_pack_does_not_differ_from_itself(old: Pack) -> None:
    assert compare_packs(old, old) == ()


def test_what_is_new_in_one_direction_is_gone_in_the_other(old: Pack) -> None:
    other = load_pack(TABLES / "shanxi-tables")
    swap = {"new": "gone", "gone": "new", "changed": "changed"}
    there = {
        (one.part, one.form, one.key, one.what, one.before, one.after)
        for one in compare_packs(old, other)
    }
    back = {
        (one.part, one.form, one.key, one.what, one.after, one.before)
        for one in compare_packs(other, old)
    }
    assert there == back
    hows = {
        (one.part, one.form, one.key): one.how
        for one in compare_packs(old, other)
        if one.how != "changed"
    }
    for one in compare_packs(other, old):
        if one.how != "changed":
            assert hows[one.part, one.form, one.key] == swap[one.how]


@pytest.mark.parametrize(
    ("update", "what", "before", "after"),
    [
        ({"limit": 80}, "字数上限", "", "80"), ({"required": False}, "必填", "必填", ""),
        ({"unit": "亿元"}, "单位", "", "亿元"),
    ],
)  # fmt: skip
def test_a_changed_field_says_what_it_was(
    old: Pack, update: dict[str, object], what: str, before: str, after: str
) -> None:
    form = old.forms["enterprise"]
    fields = tuple(
        one.model_copy(update=update) if one.address == "org.business" else one
        for one in form.field
    )
    found = compare_packs(old, with_form(old, form.model_copy(update={"field": fields})))
    one = next(one for one in found if one.what == what)
    assert (one.part, one.form, one.key, one.how) == (
        "field",
        "enterprise",
        "org.business",
        "changed",
    )
    assert (one.before, one.after) == (before, after)
    assert one.name.endswith("主营业务")


def test_rules_and_clauses_differ_by_their_id(old: Pack) -> None:
    rule = old.rules[0]
    fewer = old.model_copy(update={"rules": old.rules[1:]})
    assert only(compare_packs(old, fewer)).key == rule.id
    softer = old.model_copy(
        update={"rules": (rule.model_copy(update={"level": "hint"}), *old.rules[1:])}
    )
    one = only(compare_packs(old, softer))
    assert (one.part, one.what, one.before, one.after) == ("rule", "级别", rule.level, "hint")
    clauses = dict(old.clauses)
    gone = clauses.pop(next(iter(clauses)))
    assert only(compare_packs(old, old.model_copy(update={"clauses": clauses}))).name == gone.place


def test_a_form_that_is_new_is_one_difference(old: Pack) -> None:
    forms = {name: form for name, form in old.forms.items() if name != "platform"}
    fewer = old.model_copy(update={"forms": forms})
    one = only(tuple(d for d in compare_packs(fewer, old) if d.form == "platform"))
    assert (one.part, one.how) == ("form", "new")


def test_every_difference_can_be_told_as_plain_values(old: Pack) -> None:
    import json

    other = load_pack(TABLES / "guangdong-tables")
    told = [one.as_json() for one in compare_packs(old, other)]
    assert json.loads(json.dumps(told)) == told


def test_every_style_of_a_notice_has_a_word_for_people() -> None:
    assert set(_STYLES) == set(Typography.model_fields)
    assert not any(one.isascii() for one in _STYLES.values())
