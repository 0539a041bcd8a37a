"""Sentences pieced together of real ones at random, over forms half filled in: none may stop the check."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from smdesk.notices.declaration import Narrative, Paragraph, Run, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose import checks
from smdesk.rules.prose.checks import UNREAD
from smdesk.service.samples import load_sample

TEXTS = Path(__file__).parents[2] / "benchmarks" / "prose"
FORMS = (
    "zhejiang-2020/enterprise", "shanxi-2021/city", "guangdong-2024/platform",
    "national-2022/project", "shanghai-2023/district",
)  # fmt: skip
JOINTS = (
    "", "，", "、", "；", "：", "（", "）", "和", "由", "到", "从", "增长到", "提高", "比上年", "分别为", "其中", "三年合计",
)  # fmt: skip


def _clauses() -> list[str]:
    text = "\n".join(one.read_text("utf-8") for one in sorted(TEXTS.glob("texts-*.txt")))
    plain = re.sub(r"\{[=~!?@]|\}|\|", "", text)
    return [
        one for one in re.split(r"[，。；：、\n]", plain) if 2 < len(one) < 40 and "=" not in one
    ]


CLAUSES = _clauses()
TOKENS = [
    token
    for clause in CLAUSES
    for token in re.split(r"(\d[\d.,]*(?:万元|亿元|%|人|项|个|家|年)?)", clause)
    if token
]


def _pieced(chance: random.Random) -> str:
    kit = (TOKENS, TOKENS, CLAUSES)
    return "".join(
        chance.choice(chance.choice(kit)) + chance.choice(JOINTS)
        for _ in range(chance.randint(2, 9))
    )


@pytest.mark.parametrize("form", FORMS)
def test_no_sentence_stops_the_check(form: str) -> None:
    pack, known = find_form(form)
    sample = load_sample(form)[0]
    checker = checker_of(pack, known, sample.years)
    chance = random.Random(form)
    for _ in range(40):
        values = {key: text for key, text in sample.values.items() if chance.random() < 0.7}
        texts = [f"{_pieced(chance)}。" for _ in range(12)]
        rows = tuple(tuple(chance.choice(TOKENS) for _ in range(4)) for _ in range(3))
        blocks = (*(Paragraph(runs=(Run(text=one),)) for one in texts), SimpleTable(rows=rows))
        update = {"values": values, "narrative": Narrative(blocks=blocks)}
        told = checker.touched(sample.model_copy(update=update), ["narrative", *sample.values])
        assert not any(one.mark.endswith(UNREAD) for one in told.findings)


def test_a_number_in_the_words_before_a_list_of_years_is_none_of_its_values(differing) -> None:
    words = "营业收入三年跨过两个台阶：2018年18674.25万元，2019年{}万元。"
    form = "zhejiang-2020/enterprise"
    assert differing(form, words.format("22186.90")) == []
    ((said, about, _),) = differing(form, words.format("22286.90"))
    assert (said, about[1]) == ("22286.90万元", "finance.revenue[2019]")


@pytest.mark.parametrize("gone", [(2017,), (2018,), (2017, 2018), (2018, 2019)])
def test_a_sum_of_years_waits_until_they_are_filled_in(gone: tuple[int, ...]) -> None:
    pack, known = find_form("zhejiang-2020/enterprise")
    sample = load_sample("zhejiang-2020/enterprise")[0]
    words = "公司营业收入逐年增长。三年合计5.6亿元，年均增长18.4%。三年营业收入合计18.80亿元。"
    block = Paragraph(runs=(Run(text=words),))
    left = {f"finance.revenue[{year}]" for year in gone}
    values = {key: text for key, text in sample.values.items() if key not in left}
    update = {"values": values, "narrative": Narrative(blocks=(block,))}
    checker = checker_of(pack, known, sample.years)
    found = checker.touched(sample.model_copy(update=update), ["narrative"]).findings
    assert [one for one in found if one.rule == "narrative.value"] == []


def test_a_sentence_that_the_reader_stumbles_over_stops_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(checks, "_values", stumble)
    pack, known = find_form("zhejiang-2020/enterprise")
    sample = load_sample("zhejiang-2020/enterprise", "faulty")[0]
    every = checker_of(pack, known, sample.years).all(sample)
    (told,) = (one for one in every if one.mark.endswith(UNREAD))
    assert (told.rule, told.level, told.addresses) == ("narrative.value", "hint", ("narrative",))
    assert any(one.rule == "narrative.placeholder" for one in every)  # the others are done
    assert "IndexError" in caplog.text


@pytest.mark.parametrize(
    "words",
    [
        "营业收入由上年的18674.25万元增加到2019年的22186.90万元。",
        "营业收入由上年的18674.25万元增加到22186.90万元。",
        "2019年营业收入由上年的18674.25万元增加到22186.90万元。",
        "营业收入由上年的15832.60万元增加到2018年的18674.25万元。",
    ],
)
def test_a_rise_from_the_year_before_begins_a_year_before_its_end(differing, words) -> None:
    form = "zhejiang-2020/enterprise"
    assert differing(form, words) == []
    ((said, about, _),) = differing(form, words.replace("上年的1", "上年的2"))
    assert said.startswith("2")
    assert about[1] in {"finance.revenue[2018]", "finance.revenue[2017]"}
