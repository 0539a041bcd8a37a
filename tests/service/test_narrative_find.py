"""Words are found and replaced in all that a narrative holds, and nothing else changes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.loader import find_form
from smdesk.service.narrative_find import MOST, Match, Query, find, replaced

OUTLINE = find_form("zhejiang-2020/enterprise")[1].outline
PICTURE = Picture(sha256="0" * 64, media_type="image/png", caption="图1 甲")


def text(words: str, *, bold: bool = False) -> Paragraph:
    return Paragraph(runs=(Run(text=words, bold=bold),))


def put(blocks: tuple[Block, ...], old: str, new: str) -> tuple[Block, ...]:
    return replaced(OUTLINE, blocks, find(blocks, Query(old)), new)


def test_words_are_found_in_paragraphs_headings_items_cells_and_captions() -> None:
    blocks = (
        Heading(level=1, text="一、甲概况", item="overview"),
        Heading(level=2, text="（一）甲"),
        Paragraph(runs=(Run(text="x"), Run(text="甲", bold=True), Run(text="甲"))),
        ListItem(runs=(Run(text="甲"),)),
        SimpleTable(rows=(("甲", "b"), ("c", "d甲")), caption="甲"),
        PICTURE,
    )
    assert find(blocks, Query("甲")) == (
        Match(1, None, 3, 4), Match(2, None, 1, 2), Match(2, None, 2, 3), Match(3, None, 0, 1),
        Match(4, None, 0, 1), Match(4, (0, 0), 0, 1), Match(4, (1, 1), 1, 2), Match(5, None, 3, 4),
    )  # fmt: skip
    assert find(blocks, Query("")) == ()


def test_width_and_capitals_make_no_difference_unless_asked() -> None:
    blocks = (text("ABC ａｂｃ ａＢC"),)
    assert len(find(blocks, Query("abc"))) == 3
    assert len(find(blocks, Query("abc", case=True))) == 1
    assert len(find(blocks, Query("abc", width=True))) == 1
    assert find(blocks, Query("abc", case=True, width=True)) == ()


def test_characters_that_fold_to_more_than_one_keep_their_places() -> None:
    blocks = (text("㈱ß①甲"),)
    (match,) = find(blocks, Query("甲"))
    assert (match.start, match.stop) == (3, 4)


def test_words_over_a_change_of_weight_are_replaced_as_they_begin() -> None:
    blocks = (Paragraph(runs=(Run(text="某某", bold=True), Run(text="公司的"))),)
    assert put(blocks, "某公司", "甲乙") == (
        Paragraph(runs=(Run(text="某甲乙", bold=True), Run(text="的"))),
    )


def test_a_paragraph_that_is_emptied_goes_and_its_part_with_it() -> None:
    blocks = (
        Heading(level=1, text="一、企业概况", item="overview"), text("XX"),
        Heading(level=1, text="四、下一步设想", item="plan"), text("XX"), text("a"),
    )  # fmt: skip
    assert put(blocks, "XX", "") == (blocks[2], blocks[4])


def test_figures_stay_when_their_words_go() -> None:
    table = SimpleTable(rows=(("甲", "b"),), caption="甲")
    assert put((table, PICTURE), "甲", "") == (
        SimpleTable(rows=(("", "b"),), caption=""),
        PICTURE.model_copy(update={"caption": "图1 "}),
    )


def test_what_is_put_in_is_cleaned_and_keeps_its_outer_blanks() -> None:
    assert put((text("a甲b"),), "甲", " \x00x\ny ") == (text("a x y b"),)


def test_no_more_than_the_most_are_found() -> None:
    assert len(find((text("a" * (MOST + 10)),), Query("a"))) == MOST


_words = st.text(alphabet="甲乙Aａ ", max_size=8)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.tuples(_words, st.booleans()), min_size=1, max_size=4), max_size=4),
    st.text(alphabet="甲乙Aａ", min_size=1, max_size=3),
    st.text(alphabet="丙丁", min_size=1, max_size=3),
)
def test_replacing_is_that_of_the_plain_text(
    lines: list[list[tuple[str, bool]]], old: str, new: str
) -> None:
    blocks = tuple(
        Paragraph(runs=tuple(Run(text=words, bold=bold) for words, bold in line)) for line in lines
    )
    matches = find(blocks, Query(old, case=True, width=True))
    made = replaced(OUTLINE, blocks, matches, new)
    assert Narrative(blocks=made).text == Narrative(blocks=blocks).text.replace(old, new)
