"""What stands over a narrative: the name of the text, not that of its outline."""

from __future__ import annotations

import pytest

from smdesk.notices.loader import find_form
from smdesk.notices.models import Outline, OutlineItem
from smdesk.packet.build import build_blank, build_packet
from smdesk.packet.tree import Part, TextBlock
from smdesk.service.samples import load_sample, sample_ids

FORMS = sample_ids()


def head(part: Part) -> str:
    first = part.blocks[0]
    assert isinstance(first, TextBlock)
    return "".join(run.text for run in first.runs)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("服务型制造示范企业相关说明材料参考提纲", "服务型制造示范企业相关说明材料"),
        ("项目说明材料（参考提纲）", "项目说明材料"),
        ("服务型制造示范企业申报书正文", "服务型制造示范企业申报书正文"),
        ("参考提纲", "参考提纲"),
    ],
)
def test_the_word_for_an_outline_is_not_printed_over_the_text(title: str, text: str) -> None:
    item = OutlineItem(id="a", title="一、概况")
    assert Outline(title=title, item=(item,)).text_title == text


def test_a_pack_can_say_what_the_text_is_called() -> None:
    item = OutlineItem(id="a", title="一、概况")
    named = Outline(title="申报要点", heading="文字说明材料", item=(item,))
    assert named.text_title == "文字说明材料"


@pytest.mark.parametrize("form_id", FORMS)
def test_a_filled_form_names_the_text_and_an_empty_one_the_outline(form_id: str) -> None:
    notice, form = find_form(form_id)
    declaration, files = load_sample(form_id)
    packet = build_packet(notice, form, declaration, draft=True, files=files)
    (part,) = [one for one in packet.parts if one.kind == "narrative"]
    assert part.title == head(part) == form.outline.text_title
    assert not part.title.endswith(("提纲", "要点"))
    blank = build_blank(notice, form, declaration.years)
    assert form.outline.title in [head(one) for one in blank.parts if one.kind == "outline"]
