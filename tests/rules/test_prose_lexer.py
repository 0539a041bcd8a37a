"""The applicant's own names are the subject wherever they stand, and cost no grammar of their own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.lexer import Lexer
from smdesk.rules.prose.line import Line
from smdesk.rules.prose.statements import statements
from smdesk.rules.prose.tokens import Token
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.years import Calendar

NAME = "浙江虚构乙机械有限公司"


def made() -> tuple[Vocabulary, Calendar]:
    pack, form = find_form("zhejiang-2020/enterprise")
    ground = checker_of(pack, form, pack.years((), form)).ground
    return Vocabulary(ground), Calendar(ground.years, pack.notice.issued.year)


def letters(lexer: Lexer, text: str) -> list[tuple[str, str]]:
    return [(one.letter, text[one.start : one.stop]) for one in lexer.tokens(text)]


def test_forms_of_many_applicants_share_one_grammar() -> None:
    vocabulary, calendar = made()
    lexers = [Lexer(vocabulary, calendar, frozenset({f"{NAME}{n}"})) for n in range(3)]
    assert len({id(one._pattern) for one in lexers}) == 1


@pytest.mark.parametrize(
    "text", [f"2019年{NAME}营业收入1.2亿元", f"主要客户；{NAME}", f"据了解{NAME}", f"{NAME}{NAME}"]
)
def test_the_applicants_name_is_the_subject_wherever_it_stands(text: str) -> None:
    vocabulary, calendar = made()
    found = letters(Lexer(vocabulary, calendar, frozenset({NAME})), text)
    assert found.count(("S", NAME)) == text.count(NAME)
    assert [
        one for one in letters(Lexer(vocabulary, calendar, frozenset()), text) if one[1] == NAME
    ] == []


def test_a_longer_word_of_the_form_goes_before_a_name_within_it() -> None:
    vocabulary, calendar = made()
    word = max(vocabulary.names, key=len)
    found = letters(Lexer(vocabulary, calendar, frozenset({word[:2]})), f"{word}1.2亿元")
    assert found[0] == ("T", word)


def test_without_names_nothing_is_the_applicant() -> None:
    vocabulary, calendar = made()
    assert letters(Lexer(vocabulary, calendar, frozenset({""})), "甲乙丙") == letters(
        Lexer(vocabulary, calendar, frozenset()), "甲乙丙"
    )


PIECES = (
    "客户", "行业", "力争", "到", "2026年", "去年", "和", "上年", "营业收入", "研发投入", "达到", "1.2亿元",
    "三成", "翻番", "，", "；", "的", "、", "推进", "集团", NAME, "二〇二七年", "壹佰万元", "。", "员工", "300",
)  # fmt: skip
CORPUS = Path(__file__).parents[1] / "data" / "prose_statements.toml"


def told(text: str, tokens: list[Token], made: tuple[Vocabulary, Calendar]) -> tuple[object, ...]:
    line = Line(text, [one for one in tokens if one.letter != "."], *made)
    return tuple(statements(line)), line.aims, line.leads_elsewhere


def test_a_sentence_that_could_tell_nothing_has_no_tokens() -> None:
    lexer = Lexer(*made(), frozenset({NAME}))
    assert lexer.telling("流程共有3步，坚持绿色发展。") == []
    assert len(lexer.telling("客户对交付质量，对服务都很满意。")) == 3
    assert lexer.telling("营业收入1.2亿元。") == lexer.tokens("营业收入1.2亿元。")


def test_fewer_tokens_tell_as_much_of_every_sentence_of_the_corpus() -> None:
    form = made()
    lexer = Lexer(*form, frozenset({NAME}))
    cases = tomllib.loads(CORPUS.read_text(encoding="utf-8"))["case"]
    for text in {one["text"] for case in cases for one in case["sentence"]}:
        assert told(text, lexer.telling(text), form) == told(text, lexer.tokens(text), form), text


@settings(max_examples=60, deadline=None)
@example("到营业收入。客户")
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_fewer_tokens_tell_as_much_of_any_sentence(text: str) -> None:
    form = made()
    lexer = Lexer(*form, frozenset({NAME}))
    assert told(text, lexer.telling(text), form) == told(text, lexer.tokens(text), form)
