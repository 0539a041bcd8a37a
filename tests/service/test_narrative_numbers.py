"""Numbers of captions: seen to run on or not, and counted anew without harm to what people wrote."""

from __future__ import annotations

import pytest

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
from smdesk.service.narrative_numbers import out_of_order, renumbered


def picture(caption: str) -> Picture:
    return Picture(sha256="0" * 64, media_type="image/png", caption=caption)


def table(caption: str, *cells: str) -> SimpleTable:
    return SimpleTable(rows=(cells or ("甲", "乙"),), caption=caption)


def text(*runs: str) -> Paragraph:
    return Paragraph(
        runs=tuple(Run(text=one, bold=bool(number % 2)) for number, one in enumerate(runs))
    )


def made(*blocks: Block) -> Narrative:
    return Narrative(blocks=blocks)


def captions(narrative: Narrative) -> list[str]:
    return [one.caption for one in narrative.blocks if isinstance(one, Picture | SimpleTable)]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["图1 甲", "表1 乙", "图2 丙"], ()),
        (["图1 甲", "图3 丙"], ("图1、图3",)),
        (["图2 甲", "图1 丙", "表 2 丁"], ("图2、图1", "表2")),
        (["图1", "", "无号", "图2"], ()),
        (["图2-1 甲", "图2-3 乙", "图1（a） 丙"], ()),
        (["图2023年收入", "图表3 说明"], ()),
    ],
)
def test_captions_that_do_not_run_on_are_seen(given: list[str], told: tuple[str, ...]) -> None:
    assert out_of_order([picture(one) for one in given]) == told


def test_captions_count_from_one_in_the_order_of_the_text_and_keep_their_words() -> None:
    before = made(picture("图3 甲"), table("表 ２　乙"), picture("说明"), picture("图１ 丙"))
    found = renumbered(before)
    assert captions(found.plain) == ["图1 甲", "表 １　乙", "说明", "图２ 丙"]
    assert found.captions == (
        ("图3 甲", "图1 甲"), ("表 ２　乙", "表 １　乙"), ("图１ 丙", "图２ 丙"),
    )  # fmt: skip
    assert out_of_order(found.plain.blocks) == ()
    assert renumbered(found.plain).plain == found.plain


def test_mentions_go_along_with_their_figure_once_each() -> None:
    before = made(
        picture("图2 甲"), picture("图1 乙"),
        Heading(level=2, text="（一）见图2"),
        text("如图1所示，", "图 2", "说明；图2、图1合起来看，见附图1和表2。"),
        ListItem(runs=(Run(text="图1。"),), ordered=False),
        table("表1 丙", "图1", "其他"),
    )  # fmt: skip
    found = renumbered(before)
    assert found.mentions == 7
    assert found.left == ()
    after = found.whole.blocks
    assert after[2] == Heading(level=2, text="（一）见图1")
    assert after[3] == text("如图2所示，", "图 1", "说明；图1、图2合起来看，见附图1和表2。")
    assert after[4] == ListItem(runs=(Run(text="图2。"),), ordered=False)
    assert after[5] == table("表1 丙", "图2", "其他")
    assert found.plain.blocks[3] == before.blocks[3]


@pytest.mark.parametrize(
    "told",
    ["见图2至4。", "见图2～图4。", "图3、4说明", "图5已删去", "图2-1", "图4（a）中"],
)
def test_what_cannot_be_settled_is_left_and_told(told: str) -> None:
    before = made(picture("图3 甲"), picture("图2 乙"), picture("图4 丙"), text(told))
    found = renumbered(before)
    assert found.whole.blocks[3] == before.blocks[3]
    assert found.left
    assert found.left[0][:3] in told


def test_a_mention_that_is_split_among_runs_or_means_two_figures_is_left() -> None:
    before = made(picture("图2 甲"), picture("图2 乙"), text("见图2"), text("见图", "9"))
    found = renumbered(before)
    assert captions(found.plain) == ["图1 甲", "图2 乙"]
    assert found.whole.blocks[2:] == before.blocks[2:]
    assert len(found.left) == 2


def test_words_that_only_look_like_mentions_stay() -> None:
    told = text("附图1、申报表2、明细表1、地图2、左图1，图12345号，图2023年。")
    before = made(picture("图2 甲"), picture("图1 乙"), table("表2 丙"), told)
    found = renumbered(before)
    assert found.whole.blocks[3] == told
    assert found.mentions == 0


def test_numbers_of_chapters_are_left_alone() -> None:
    before = made(picture("图2-1 甲"), picture("图5 乙"), table("表3 丙"), text("见图5和表3"))
    found = renumbered(before)
    assert found.mixed == ("图",)
    assert captions(found.plain) == ["图2-1 甲", "图5 乙", "表1 丙"]
    assert found.whole.blocks[3] == text("见图5和表1")
