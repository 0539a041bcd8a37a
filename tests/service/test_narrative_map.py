"""What was read from a file goes below the headings of the notice, all of it, where a person says."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import Block, Heading, Narrative, Paragraph, Run, SimpleTable
from smdesk.notices.loader import find_form, pack, pack_folders
from smdesk.service.fill import fill
from smdesk.service.narrative_edit import parts
from smdesk.service.narrative_map import LEFT_OUT, STAYS, arranged, pieces, unplaced, where

OUTLINE = find_form("zhejiang-2020/enterprise")[1].outline
FORMS = [
    pack(folder.name).form_id(form.id)
    for folder in pack_folders()
    for form in pack(folder.name).forms.values()
    if form.outline.item
]
ITEMS = [one.id for one in OUTLINE.item]


def text(words: str) -> Paragraph:
    return Paragraph(runs=(Run(text=words),))


def head(level: int, words: str, item: str | None = None) -> Heading:
    return Heading(level=level, text=words, item=item)


FOUND = Narrative(
    blocks=(
        text("前言"),
        head(1, "下一步设想", "plan"), text("设想"),
        head(1, "荣誉"), text("获奖"), head(2, "金奖"), SimpleTable(rows=(("a", "b"),)),
        head(1, "企业概况", "overview"), text("概况"),
    )
)  # fmt: skip


def test_a_file_falls_into_pieces_at_its_headings() -> None:
    found = pieces(FOUND)
    assert [(one.title, one.level, one.item, one.above) for one in found] == [
        ("", 0, None, None), ("下一步设想", 1, "plan", None), ("荣誉", 1, None, None),
        ("金奖", 2, None, 2), ("企业概况", 1, "overview", None),
    ]  # fmt: skip
    assert [(one.first, one.words, one.tables) for one in found[:4]] == [
        ("前言", 2, 0), ("设想", 7, 0), ("获奖", 4, 0), ("", 4, 1),
    ]  # fmt: skip


def test_parts_stand_in_the_order_of_the_notice_with_its_headings() -> None:
    made = arranged(OUTLINE, FOUND)
    assert made.blocks[0] == text("前言")
    heads = [one for one in made.blocks if isinstance(one, Heading)]
    assert [(one.text, one.item) for one in heads] == [
        ("一、企业概况", "overview"), ("四、下一步设想", "plan"), ("荣誉", None), ("金奖", None),
    ]  # fmt: skip
    assert [one.level for one in heads] == [1, 1, 2, 3]


def test_what_is_left_out_takes_what_stands_below_it_along() -> None:
    made = arranged(OUTLINE, FOUND, {2: LEFT_OUT})
    assert "获奖" not in made.text
    assert "金奖" not in made.text
    assert "设想" in made.text
    kept = arranged(OUTLINE, FOUND, {2: LEFT_OUT, 3: "overview"})
    assert "金奖" in kept.text


def test_what_follows_a_piece_that_is_left_out_goes_with_the_one_before() -> None:
    found = Narrative(
        blocks=(head(1, "企业概况", "overview"), text("a"), head(1, "甲"), text("b"), head(1, "乙"), text("c"))
    )  # fmt: skip
    assert where(pieces(found), {1: LEFT_OUT}) == ("overview", LEFT_OUT, "overview")


def test_a_piece_can_be_taken_from_its_own_item() -> None:
    made = arranged(OUTLINE, FOUND, {1: "practice"})
    assert [part.item for part in parts(OUTLINE, made.blocks) if part.body] == [
        "", "overview", "practice",
    ]  # fmt: skip
    assert head(2, "下一步设想") in made.blocks


def test_headings_without_a_place_are_told() -> None:
    assert unplaced(FOUND) == ("荣誉",)


_block = st.one_of(
    st.builds(text, st.text("甲乙丙", min_size=1, max_size=3)),
    st.builds(head, st.integers(1, 3), st.text("丁戊", min_size=1, max_size=3)),
    st.builds(lambda one: head(one.level, one.title, one.id), st.sampled_from(OUTLINE.item)),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(_block, max_size=10),
    st.dictionaries(st.integers(0, 9), st.sampled_from([*ITEMS, STAYS]), max_size=4),
)
def test_nothing_but_headings_of_the_outline_comes_or_goes(
    blocks: list[Block], said: dict[int, str]
) -> None:
    found = Narrative(blocks=tuple(blocks))
    made = arranged(OUTLINE, found, said)
    titles = {one.title for one in OUTLINE.item}
    said_before = Counter(line for line in found.lines if line not in titles)
    assert Counter(line for line in made.lines if line not in titles) == said_before
    order = [one.item for one in made.blocks if isinstance(one, Heading) and one.item]
    assert order == [one for one in ITEMS if one in order]


def test_text_that_stays_in_front_under_an_items_own_heading_is_not_lost() -> None:
    title = OUTLINE.item[0].title
    twice = (head(1, title, "overview"), text("甲"), head(1, title, "overview"), text("乙"))
    made = arranged(OUTLINE, Narrative(blocks=twice), {0: STAYS})
    assert made.blocks == (head(1, title), text("甲"), text("乙"))


# ---- without a screen ----


@pytest.mark.parametrize("form_id", FORMS)
def test_fill_puts_a_word_file_below_the_headings_of_every_notice(
    form_id: str, tmp_path: Path
) -> None:
    items = find_form(form_id)[1].outline.item
    made = docx.Document()
    for item in reversed(items):
        made.add_heading(item.title, item.level)
        made.add_paragraph(f"这里写的是“{item.title}”。")
    made.add_heading("荣誉和资质", 1)
    made.add_paragraph("获奖若干。")
    made.save(str(tmp_path / "正文.docx"))
    filled = fill(form_id, {}, narrative=tmp_path / "正文.docx")
    heads = [one for one in filled.declaration.narrative.blocks if isinstance(one, Heading)]
    assert [(one.item, one.text) for one in heads if one.item] == [
        (one.id, one.title) for one in items
    ]
    for part in parts(find_form(form_id)[1].outline, filled.declaration.narrative.blocks):
        title = next(one.title for one in items if one.id == part.item)
        assert part.body[0] == text(f"这里写的是“{title}”。")
    told = [one for one in filled.problems if one.code == "service.narrative-unplaced"]
    assert [one.params["titles"] for one in told] == ["荣誉和资质"]


@pytest.mark.parametrize(
    ("title", "kept"),
    [("一、企业基本情况", False), ("二、企业基本情况", True), ("企业基本情况", True)],
)
def test_a_heading_sent_to_the_item_of_its_own_number_is_that_items(title: str, kept: bool) -> None:
    found = Narrative(blocks=(head(1, title), text("概况"), head(2, "（一）组织"), text("三个部")))
    blocks = arranged(OUTLINE, found, {0: "overview"}).blocks
    assert blocks[0] == head(1, "一、企业概况", "overview")
    assert (title in {one.text for one in blocks if isinstance(one, Heading)}) is kept
    inner = next(one for one in blocks if isinstance(one, Heading) and one.text == "（一）组织")
    assert inner.level == (3 if kept else 2)
    assert text("概况") in blocks
