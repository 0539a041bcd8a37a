from __future__ import annotations

import pytest

from smdesk.notices.declaration import Heading, ListItem, Paragraph, Picture, Run, SimpleTable
from smdesk.notices.models import Outline, OutlineItem
from smdesk.service.sample_text import DrawnPicture, read_narrative

OUTLINE = Outline(title="正文", item=(OutlineItem(id="overview", title="一、企业概况"),))


def _blocks(text: str) -> tuple[object, ...]:
    return read_narrative(text, OUTLINE, {"chart": DrawnPicture("ab", "image/png")}).blocks


def test_a_heading_of_the_outline_carries_its_item_in_spite_of_blanks() -> None:
    assert _blocks("# 一、 企业概况\n## （一）历程") == (
        Heading(level=1, text="一、 企业概况", item="overview"),
        Heading(level=2, text="（一）历程"),
    )


def test_bold_stretches_become_runs() -> None:
    assert _blocks("先是**设备**阶段。") == (
        Paragraph(runs=(Run(text="先是"), Run(text="设备", bold=True), Run(text="阶段。"))),
    )


def test_items_know_their_order_and_level() -> None:
    assert _blocks("1. 甲\n  - 乙") == (
        ListItem(ordered=True, level=1, runs=(Run(text="甲"),)),
        ListItem(ordered=False, level=2, runs=(Run(text="乙"),)),
    )


def test_a_table_keeps_its_rows_and_takes_the_caption_below() -> None:
    assert _blocks("| 指标 | 2019年 |\n|---|---|\n| 收入 | 1 |\n: 表1 收入\n后文") == (
        SimpleTable(rows=(("指标", "2019年"), ("收入", "1")), caption="表1 收入"),
        Paragraph(runs=(Run(text="后文"),)),
    )


def test_a_table_at_the_end_needs_no_caption() -> None:
    assert _blocks("| 甲 | 乙 |\n|---|---|\n| 1 |  |") == (
        SimpleTable(rows=(("甲", "乙"), ("1", ""))),
    )


def test_a_picture_is_named_and_an_unknown_one_is_a_key_error() -> None:
    assert _blocks("![图1](picture:chart)") == (
        Picture(sha256="ab", media_type="image/png", caption="图1"),
    )
    with pytest.raises(KeyError):
        _blocks("![图2](picture:none)")
