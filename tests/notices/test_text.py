"""Text at the door: cleaning, folding, counting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.notices.text import QUOTED, brief, clean, fold, quoted, word_count

anything = st.text(st.characters(exclude_categories=()), max_size=40)


@given(anything)
def test_clean_text_can_be_stored_and_printed(text: str):
    tidy = clean(text)
    tidy.encode("utf-8")
    assert not any(ord(char) < 32 and char not in "\n\t" for char in tidy)
    assert tidy == clean(tidy)
    assert tidy == tidy.strip()


@given(anything)
def test_one_line_stays_one_line(text: str):
    assert len(clean(text, multiline=False).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("　企业名称\r\n", "企业名称"),
        ("甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁"),
        ("零\u200b宽\ufeff", "零宽"),
        ("a\x00b\x1fc", "abc"),
        ("\ud83d坏", "坏"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_what_cannot_be_printed_is_removed(text: str, wanted: str):
    assert clean(text) == wanted


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("联 系 人", "联系人"), ("投资比例\n（％）", "投资比例(%)"), ("其中：服务收入", "其中:服务收入"),
        ("ＧＤＰ", "gdp"), ("注册资本\n____万元", "注册资本 万元"), ("“其它”", '"其它"'),
        ("２０１９ 年", "2019年"), ("《行动指南》", "<行动指南>"),
    ],
)  # fmt: skip
def test_spellings_of_one_label_fold_alike(left: str, right: str):
    assert fold(left) == fold(right)


@given(st.text(max_size=40))
def test_folding_is_stable(text: str):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0), ("   \n　", 0), ("Hello world", 2), ("你好，world", 4), ("2019年", 2),
        ("服务收入占比达到20%以上。", 12), ("1,234.5万元", 3), ("A公司B", 4), ("“其它”", 4),
        ("第一段\n第二段", 6), ("e-mail: a@b.cn", 2), ("——", 2), ("……", 2), ("𠮷野家", 3),
        ("ERP（企业资源规划）系统", 11),
    ],
)  # fmt: skip
def test_words_are_counted_as_word_counts_them(text: str, count: int):
    assert word_count(text) == count


@given(st.text("企业服务，。（）", max_size=30), st.text("企业服务，。（）", max_size=30))
def test_chinese_counts_add_up(left: str, right: str):
    assert word_count(left + right) == word_count(left) + word_count(right) == len(left + right)


@given(st.text(max_size=600), st.integers(2, 200))
def test_what_is_shown_in_brief_has_an_end_and_what_is_short_stays(text: str, most: int) -> None:
    shown = brief(text, most)
    assert len(shown) <= most
    assert (shown == text) is (len(text) <= most)
    assert shown == text or (text.startswith(shown[:-1]) and shown.endswith("…"))


@given(st.text(max_size=600))
def test_a_long_value_is_quoted_by_its_beginning_and_its_length(text: str) -> None:
    said = quoted(text)
    if len(text) <= QUOTED:
        assert said == text
    else:
        assert said.endswith(f"…（共 {len(text)} 字）")
        assert text.startswith(said.partition("…（共 ")[0]) or "…（共 " in text
        assert len(said) <= QUOTED
