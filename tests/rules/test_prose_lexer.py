"""The applicant's own names are the subject wherever they stand, and cost no grammar of their own."""

from __future__ import annotations

import pytest

from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.lexer import Lexer
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
