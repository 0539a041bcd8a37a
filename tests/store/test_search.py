"""Found by 汉字, pinyin, initials, letters and digits, at every length."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.store.models import Change, Summary
from smdesk.store.search import SearchTable, expression, fold, segmented

NAMES = (
    "杭州某某机械有限公司",
    "重庆长江轴承股份有限公司",
    "宁波海天ERP软件有限公司",
    "太原重型机床厂（集团）",
    "西安某某供应链管理有限公司",
    "县域设计中心",
    "𠮷林𬭊业",
)


@pytest.fixture
def found(library, declaration):
    for n, name in enumerate(NAMES):
        code = f"91330100PDY0000{n}XX"
        library.create(declaration(), f"申报{n}", summary=Summary(applicant=name, code=code))

    def names(query: str) -> set[str]:
        return {row.summary.applicant for row in library.find(query)}

    return names


@pytest.mark.parametrize("length", [1, 2, 3, 4, 6])
def test_every_stretch_of_every_name_finds_it(found, length):
    for name in NAMES:
        for start in range(len(name) - length + 1):
            piece = name[start : start + length]
            if any(mark in piece for mark in "（）") or piece.isascii():
                continue  # letters are also pinyin, initials and the codes' own
            assert found(piece) == {one for one in NAMES if piece in one}, piece


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("jixie", "杭州某某机械有限公司"),
        ("jix", "杭州某某机械有限公司"),
        ("HANGZHOU", "杭州某某机械有限公司"),
        ("hzmmjx", "杭州某某机械有限公司"),
        ("changjiang", "重庆长江轴承股份有限公司"),
        ("chongqing", "重庆长江轴承股份有限公司"),
        ("zhongxing", "太原重型机床厂（集团）"),
        ("cqcj", "重庆长江轴承股份有限公司"),
        ("erp", "宁波海天ERP软件有限公司"),
        ("ＥＲＰ", "宁波海天ERP软件有限公司"),
        ("PDY00003", "太原重型机床厂（集团）"),
        ("gongyinglian", "西安某某供应链管理有限公司"),
        ("杭州 机械", "杭州某某机械有限公司"),
        ("hz 机械", "杭州某某机械有限公司"),
        ("集团", "太原重型机床厂（集团）"),
        ("申报4", "西安某某供应链管理有限公司"),
        ("𬭊", "𠮷林𬭊业"),
    ],
)
def test_what_people_type_finds_the_one(found, query, expected):
    assert found(query) == {expected}


def test_letters_that_read_in_two_ways_find_both(found):
    assert found("xian") >= {"西安某某供应链管理有限公司", "县域设计中心"}


@pytest.mark.parametrize("query", ["械机", "公司有", "hzzz", "v", "99999", "长 轴 桥"])
def test_what_is_nowhere_finds_nothing(found, query):
    assert found(query) == set()


@pytest.mark.parametrize("query", ["", "  ", "（）", '"*^', "---"])
def test_a_query_without_any_letter_finds_all(found, query):
    assert found(query) == set(NAMES)


@pytest.mark.parametrize(
    "query", ['机械" OR "', "han:机", "机* NOT 械", "(((", "NEAR(a b)", "'; --"]
)
def test_what_looks_like_syntax_is_only_text(found, query):
    found(query)


@given(st.text(max_size=80))
@settings(max_examples=200)
def test_no_text_breaks_a_query(query):
    connection = sqlite3.connect(":memory:")
    table = SearchTable("s")
    connection.execute(table.create)
    table.put(connection, 1, [query])
    wanted = expression(query)
    if wanted is not None:
        hits = connection.execute("SELECT rowid FROM s WHERE s MATCH ?", (wanted,)).fetchall()
        if len(fold(query)) <= 64 and wanted.count(" AND ") < 7:
            assert hits == [(1,)]
    connection.close()


@given(
    st.lists(
        st.sampled_from(["an", "ang", "xi", "xian", "gan", "fang", "zhong", "guo", "e", "er"]),
        max_size=6,
    )
)
def test_joined_syllables_are_read_back_among_the_ways(syllables):
    ways = segmented("".join(syllables))
    assert all("".join(way) == "".join(syllables) for way in ways)
    assert ways


def test_the_index_follows_every_save(library, declaration):
    draft = library.create(declaration(), "旧标题", summary=Summary(applicant="甲公司"))
    change = Change("title", "旧标题", "新标题", kind="head")
    library.save_changes(
        draft, 1, [change], summary=Summary(applicant="乙公司", words="联系人王某")
    )
    assert library.find("旧标") == ()
    assert library.find("甲公司") == ()
    for query in ("新标", "乙公司", "王某", "wangmou"):
        assert [row.id for row in library.find(query)] == [draft], query


def test_a_failed_save_leaves_the_index_as_it_was(library, declaration):
    draft = library.create(declaration(), "标题", summary=Summary(applicant="甲公司"))
    with pytest.raises(Exception, match="无法保存"):
        library.save_changes(
            draft, 1, [Change("a", "", "x\0")], summary=Summary(applicant="乙公司")
        )
    assert [row.id for row in library.find("甲")] == [draft]
    assert library.find("乙") == ()


def test_no_more_than_the_limit_is_returned_the_newest_first(library, declaration):
    drafts = [library.create(declaration(), f"某某{n}") for n in range(6)]
    assert [row.id for row in library.find("某某", limit=3)] == drafts[:2:-1]
