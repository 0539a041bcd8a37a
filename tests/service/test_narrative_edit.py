from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import (
    Block,
    Declaration,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.loader import find_form
from smdesk.notices.models import Outline, OutlineItem
from smdesk.notices.text import word_count
from smdesk.service.narrative_edit import PREFACE, appended, parts, rewritten, shares, words
from smdesk.service.narrative_paste import from_html, from_text, settled
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession

NESTED = Outline(
    title="正文",
    item=(
        OutlineItem(id="a", title="一、甲"),
        OutlineItem(id="a-one", level=2, title="（一）甲之一"),
        OutlineItem(id="a-two", level=2, title="（二）甲之二"),
        OutlineItem(id="b", title="二、乙"),
        OutlineItem(id="b-deep", level=2, title="（一）乙之一"),
        OutlineItem(id="b-deeper", level=3, title="1.乙之深"),
    ),
)


def text(words_: str) -> Paragraph:
    return Paragraph(runs=(Run(text=words_),))


def put(outline: Outline, blocks: tuple[Block, ...], item: str, *body: Block) -> tuple[Block, ...]:
    edit = rewritten(outline, blocks, item, body)
    return (*blocks[: edit.start], *edit.blocks, *blocks[edit.stop :])


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [one.item or one.text for one in blocks if isinstance(one, Heading)]


def test_parts_cover_a_narrative_without_a_gap() -> None:
    for form in ("enterprise", "project", "platform"):
        declaration, _ = load_sample(f"zhejiang-2020/{form}")
        _, found = find_form(f"zhejiang-2020/{form}")
        known = parts(found.outline, declaration.narrative.blocks)
        assert [one.item for one in known] == [item.id for item in found.outline.item]
        assert known[0].start == 0
        assert all(one.stop == after.start for one, after in itertools.pairwise(known))
        assert known[-1].stop == len(declaration.narrative.blocks)
        total = words(declaration.narrative.blocks)
        assert total == word_count(declaration.narrative.text)
        assert total == sum(words((one.heading, *one.body)) for one in known if one.heading)


def test_the_first_text_brings_its_heading_and_those_above() -> None:
    blocks = put(NESTED, (), "b-deeper", text("字"))
    assert headings(blocks) == ["b", "b-deep", "b-deeper"]
    assert [one.level for one in blocks if isinstance(one, Heading)] == [1, 2, 3]


def test_a_missing_item_goes_where_the_outline_has_it() -> None:
    blocks = put(NESTED, (), "b", text("乙"))
    blocks = put(NESTED, blocks, "a-two", text("甲二"))
    blocks = put(NESTED, blocks, "a-one", text("甲一"))
    assert headings(blocks) == ["a", "a-one", "a-two", "b"]


def test_the_last_text_takes_its_heading_and_empty_ones_above_along() -> None:
    blocks = put(NESTED, (text("前言"),), "b-deeper", text("字"))
    assert put(NESTED, blocks, "b-deeper") == (text("前言"),)


def test_a_heading_above_stays_while_it_has_text_or_another_below() -> None:
    blocks = put(NESTED, put(NESTED, (), "a-one", text("一")), "a-two", text("二"))
    assert headings(put(NESTED, blocks, "a-two")) == ["a", "a-one"]
    blocks = put(NESTED, put(NESTED, (), "a", text("总述")), "a-one", text("一"))
    assert headings(put(NESTED, blocks, "a-one")) == ["a"]
    assert headings(put(NESTED, blocks, "a")) == ["a", "a-one"]


def test_a_second_heading_of_an_item_is_a_line_of_its_part() -> None:
    twice = (
        Heading(level=1, text="一、甲", item="a"),
        text("一"),
        Heading(level=1, text="一、甲", item="a"),
    )
    (first, *_) = parts(NESTED, twice)
    assert first.item == "a"
    assert first.body == twice[1:]


def test_headings_are_known_by_their_words_too() -> None:
    blocks = (Heading(level=1, text="1. 甲"), text("字"))
    assert parts(NESTED, blocks)[0].heading == blocks[0]


def test_text_before_the_first_heading_is_the_preface() -> None:
    known = parts(NESTED, (text("前言"), Heading(level=1, text="二、乙", item="b")))
    assert known[0].item == PREFACE
    assert known[0].body == (text("前言"),)
    assert [one.item for one in known[1:]] == [item.id for item in NESTED.item]


def test_an_outline_without_items_is_one_part() -> None:
    free = Outline(title="文字说明", item=())
    assert put(free, (), PREFACE, text("说明")) == (text("说明"),)
    assert put(free, (text("旧"),), PREFACE) == ()


BLOCKS = st.sampled_from((
    Heading(level=1, text="一、甲", item="a"), Heading(level=2, text="（二）甲之二", item="a-two"),
    Heading(level=1, text="二、乙", item="b"), Heading(level=3, text="1.乙之深", item="b-deeper"),
    Heading(level=2, text="（九）旁的"), text("甲"), text("乙"), SimpleTable(rows=(("头",), ("格",))),
    Picture(sha256="0" * 64, media_type="image/png"), ListItem(runs=(Run(text="项"),)),
))  # fmt: skip
BODIES = st.lists(
    st.sampled_from((text("新"), text("甲"), SimpleTable(rows=(("表",),)), ListItem(runs=(Run(text="项"),)))),
    max_size=3,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(BLOCKS, max_size=12), st.sampled_from([one.id for one in NESTED.item]), BODIES)
def test_rewriting_a_part_puts_its_body_there_and_changes_no_other(
    blocks: list[Block], item: str, body: list[Block]
) -> None:
    items = [one.item for one in blocks if isinstance(one, Heading) and one.item]
    assume(len(items) == len(set(items)))  # a second heading takes the place of the first
    before = {one.item: one for one in parts(NESTED, blocks)}
    after = {one.item: one for one in parts(NESTED, put(NESTED, tuple(blocks), item, *body))}
    assert after[item].body == tuple(body)
    for other, part in before.items():
        if other != item and part.body:
            assert after[other].body == part.body
            assert after[other].heading == part.heading


@settings(max_examples=60, deadline=None)
@given(st.lists(BLOCKS, max_size=10), st.lists(BLOCKS, max_size=10))
def test_appending_loses_no_text_of_either(old: list[Block], new: list[Block]) -> None:
    joined = appended(NESTED, Narrative(blocks=tuple(old)), Narrative(blocks=tuple(new)))

    def held(blocks: Iterable[Block]) -> Counter[Block]:
        return Counter(one for one in blocks if not isinstance(one, Heading))

    assert held(joined.blocks) == held([*old, *new])


def test_appended_text_stands_behind_what_was_there() -> None:
    old = put(NESTED, put(NESTED, (), "a", text("旧甲")), "b", text("旧乙"))
    new = (text("前言"), *put(NESTED, (), "a", text("新甲")))
    joined = {
        one.item: one.body
        for one in parts(
            NESTED, appended(NESTED, Narrative(blocks=old), Narrative(blocks=new)).blocks
        )
    }
    assert joined[PREFACE] == (text("前言"),)
    assert joined["a"] == (text("旧甲"), text("新甲"))
    assert joined["b"] == (text("旧乙"),)


def test_a_sub_heading_with_the_words_of_an_item_stays_where_it_is() -> None:
    body = (Heading(level=3, text="1.乙"), text("字"))
    assert parts(NESTED, put(NESTED, (), "a", *body))[0].body == body


def test_shares_say_what_an_import_holds() -> None:
    blocks = (
        Heading(level=1, text="一、甲", item="a"), text("三个字"), SimpleTable(rows=(("头",), ("格",))),
        Heading(level=2, text="（一）旁的"), Picture(sha256="0" * 64, media_type="image/png"),
    )  # fmt: skip
    first, *rest = shares(NESTED, Narrative(blocks=blocks))
    assert (first.paragraphs, first.tables, first.pictures) == (1, 1, 1)
    assert first.headings == ("（一）旁的",)
    assert first.words == 3 + 2 + 5
    assert all(one.empty for one in rest)


# ---- the session joins typing in a part ----


def session() -> tuple[DraftSession, Outline]:
    pack, form = find_form("zhejiang-2020/enterprise")
    return DraftSession(
        pack, form, Declaration(form=pack.form_id("enterprise"), pack=pack.hash, years=pack.years())
    ), form.outline


def test_typing_in_a_part_is_one_step_heading_and_new_paragraphs_included() -> None:
    one, outline = session()
    for body in (["甲"], ["甲乙"], ["甲乙", "丙"]):
        edit = rewritten(
            outline, one.declaration.narrative.blocks, "overview", [text(line) for line in body]
        )
        one.set_blocks(edit.start, edit.stop, edit.blocks, final=False, typing="overview")
    assert headings(one.declaration.narrative.blocks) == ["overview"]
    assert len(one.steps) == 1
    one.undo()
    assert one.declaration.narrative.blocks == ()


def test_typing_in_another_part_is_a_step_of_its_own() -> None:
    one, outline = session()
    for item in ("overview", "plan"):
        edit = rewritten(outline, one.declaration.narrative.blocks, item, [text("字")])
        one.set_blocks(edit.start, edit.stop, edit.blocks, final=False, typing=item)
    assert len(one.steps) == 2


# ---- paste ----

WORD_HTML = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style>
</head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal><span style='color:red;font-family:黑体'>公司成立于<b>2001年</b>，
从事</span>制造 <i>and more</i> text.<span style='display:none'>藏</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>第一项内容。</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp;</span></span><![endif]>第二项内容。</p>
<ul><li>甲<ul><li>甲一</li></ul></li><li><p>乙</p></li></ul>
<p>（一）发展历程</p><p>文字<img src=x></p>
<table><tr><td colspan=2>头</td></tr><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_paste_from_word_keeps_structure_and_says_what_it_drops() -> None:
    pasted = from_html(WORD_HTML)
    assert pasted is not None
    assert pasted.blocks == (
        Paragraph(runs=(
            Run(text="公司成立于"), Run(text="2001年", bold=True),
            Run(text="，从事制造 and more text."),
        )),
        ListItem(ordered=True, runs=(Run(text="第一项内容。"),)),
        ListItem(ordered=True, runs=(Run(text="第二项内容。"),)),
        ListItem(runs=(Run(text="甲"),)), ListItem(level=2, runs=(Run(text="甲一"),)),
        ListItem(runs=(Run(text="乙"),)),
        Heading(level=2, text="（一）发展历程"), text("文字"),
        SimpleTable(rows=(("头", ""), ("a\nb", "c"))),
    )  # fmt: skip
    codes = {one.code for one in pasted.dropped}
    assert codes == {"pages.paste-styles", "pages.paste-pictures", "pages.paste-tables"}


def test_plain_lines_become_what_they_look_like() -> None:
    pasted = from_text("（一）标题\r\n正文。\n\n1. 甲\n2. 乙\n")
    assert [one.type for one in pasted.blocks] == ["heading", "paragraph", "item", "item"]
    assert pasted.dropped == ()


def test_headings_of_a_paste_stand_below_that_of_their_part() -> None:
    pasted = from_text(
        "一、企业概况\n（一）甲\n文字。\n1. 乙\n更多。",
        find_form("zhejiang-2020/enterprise")[1].outline,
    )
    inside = settled(pasted.blocks, 1, "一、企业概况")
    assert next((one.level, one.text) for one in inside if isinstance(one, Heading)) == (
        2,
        "（一）甲",
    )
    deep = settled(pasted.blocks, 3, "别处")
    assert not any(isinstance(one, Heading) for one in deep)
    assert deep[1] == Paragraph(runs=(Run(text="（一）甲", bold=True),))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from('<>/"=&;pb利td r\x00\ud800'), max_size=60))
def test_any_html_is_read_without_a_fault(html: str) -> None:
    pasted = from_html(html)
    assert pasted is None or all(
        "\x00" not in Narrative(blocks=(one,)).text for one in pasted.blocks
    )
