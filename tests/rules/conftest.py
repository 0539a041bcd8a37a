"""A small notice of its own, so that the checks are not tried on one real notice alone."""

from functools import cache

import pytest

from smdesk.notices.declaration import Declaration, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.notices.loader import pack as load
from smdesk.notices.models import Form, Rule
from smdesk.rules.engine import Checker, checker_of
from smdesk.rules.prose.checks import UNREAD
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.service.samples import load_sample

FORM = {
    "id": "small", "category": "enterprise", "number": "表 1", "title": "小表", "columns": 12,
    "applicant": "org.name", "fixed": {"cover.kind": "示范企业"},
    "field": [
        {"address": "org.name", "kind": "name", "required": True},
        {"address": "org.since", "kind": "date"},
        {"address": "finance.assets", "kind": "money", "unit": "万元", "axis": "year", "required": True},
        {"address": "finance.ratio", "kind": "percent", "unit": "%"},
        {"address": "declare.kinds", "kind": "choice", "pick": "many", "choices": [
            {"id": "a", "label": "甲类"}, {"id": "b", "label": "其它（请注明）", "note": "declare.other"},
        ]},
        {"address": "declare.other", "label": ["小表", "其它"]},
        {"address": "summary", "kind": "long-text", "limit": 10, "source": "reconstructed", "origin": "山西 2021 表 1"},
    ],
    "repeat": [{"id": "parts", "label": "分项（选填）", "rows": 2, "most": 4, "field": [
        {"address": "name", "kind": "name", "required": True},
        {"address": "share", "kind": "percent", "unit": "%"},
    ]}],
    "section": [{"id": "all", "title": "一、基本情况", "row": [
        {"cells": [{"label": "名称", "span": 3}, {"field": "org.name", "span": 9}]},
        {"cells": [{"label": "成立日期", "span": 3}, {"field": "org.since", "span": 9}]},
        {"cells": [{"label": "指标", "span": 3}, {"label": "{year:1}年", "span": 3}, {"label": "{year:2}年", "span": 3}, {"label": "{year:3}年", "span": 3}]},
        {"cells": [{"label": "资产（万元）", "span": 3}, {"series": "finance.assets", "span": 3}]},
        {"cells": [{"label": "占比", "span": 3}, {"field": "finance.ratio", "span": 9}]},
        {"cells": [{"label": "类别", "span": 3}, {"options": "declare.kinds", "span": 9}]},
        {"cells": [{"label": "简述", "span": 3}, {"field": "summary", "span": 9}]},
        {"cells": [{"label": "分项名称", "span": 6}, {"label": "比例", "span": 6}]},
        {"repeat": "parts", "cells": [{"field": "parts.name", "span": 6}, {"field": "parts.share", "span": 6}]},
    ]}],
    "outline": {"title": "正文", "limit": 20, "item": [{"id": "first", "title": "一、概况"}, {"id": "second", "title": "二、做法"}]},
    "attachment": [{"id": "licence", "title": "1、执照", "many": False}, {"id": "more", "title": "2、其他", "required": False}],
}  # fmt: skip

GROWTH = {
    "id": "growth", "level": "check", "each": "year",
    "let": {"before": "finance.assets[@-1]", "now": "finance.assets[@]"},
    "test": "$now le 2 * $before",
    "message": "{$year} 年 {now}，上年 {before}，为 {round($now div $before)} 倍",
    "clause": "common.1",
    "fix": {"address": "finance.assets[@]", "value": "$before * 2"},
    "passing": {"values": {"finance.assets[2018]": "1", "finance.assets[2019]": "2"}},
    "failing": {"values": {"finance.assets[2018]": "1", "finance.assets[2019]": "3"}},
}  # fmt: skip
TOTAL = {
    "id": "total", "level": "error", "let": {"shares": "parts[*].share"}, "test": "sum($shares) le 100",
    "message": "合计 {sum($shares)}",
    "passing": {"values": {"parts[1].share": "100"}},
    "failing": {"values": {"parts[1].share": "60", "parts[2].share": "40.5"}},
}  # fmt: skip
NAMED = {
    "id": "named", "level": "error", "each": "parts",
    "let": {"share": "parts[@].share", "name": "parts[@].name"}, "may_be_blank": ["name"],
    "test": "exists($name)", "message": "第 {$row} 行（{share}）没有名称：{name}",
    "passing": {"values": {"parts[1].share": "10", "parts[1].name": "甲公司"}},
    "failing": {"values": {"parts[1].share": "10"}},
}  # fmt: skip
RULES = (GROWTH, TOTAL, NAMED)


@pytest.fixture(scope="session")
def make_pack():
    """Return a pack of the small form with the given rules (dicts)."""
    real = load("zhejiang-2020")
    form = Form.model_validate(FORM)

    def make(*rules, **changes):
        models = tuple(Rule.model_validate(one) for one in (rules or RULES))
        return real.model_copy(
            update={"forms": {"small": form}, "rules": models, "hash": "0" * 64, **changes}
        )

    return make


@pytest.fixture(scope="session")
def rule_data():
    """Return the small pack's rules by id, as data."""
    return {one["id"]: one for one in RULES}


@pytest.fixture(scope="session")
def small(make_pack):
    """Return the checker of the small form."""
    pack = make_pack()
    return Checker(pack, pack.forms["small"])


@pytest.fixture(scope="session")
def declare():
    """Return a declaration of the small form with these values."""

    def make(values=None, **more):
        return Declaration(
            form="zhejiang-2020/small",
            pack="0" * 64,
            years=(2017, 2018, 2019),
            values=values or {},
            **more,
        )

    return make


@pytest.fixture(scope="session")
def differing():
    """Return what a narrative says otherwise than a sample's values: the words, the places, the message.

    A narrative is a paragraph's text, a block, or a tuple of blocks.
    """

    @cache
    def known(form):
        pack, found = find_form(form)
        sample = load_sample(form)[0]
        return checker_of(pack, found, sample.years), sample

    def check(form, told, rule="narrative.value"):
        checker, sample = known(form)
        told = Paragraph(runs=(Run(text=told),)) if isinstance(told, str) else told
        blocks = told if isinstance(told, tuple) else (told,)
        declaration = sample.model_copy(update={"narrative": Narrative(blocks=blocks)})
        every = checker.touched(declaration, ["narrative"]).findings
        assert not any(one.mark.endswith(UNREAD) for one in every)
        return [
            (text_of(blocks[place.block])[place.start : place.stop], one.addresses, one.message)
            for one in every
            if one.rule == rule and (place := parse_place(one.addresses[0]))
        ]

    return check


@pytest.fixture(scope="session")
def said(differing):
    """Return the words of a text that differ from a sample's values, with the field beside them."""
    return lambda form, text, rule="narrative.value": [
        (words, about[1] if len(about) > 1 else "") for words, about, _ in differing(form, text, rule)
    ]  # fmt: skip
