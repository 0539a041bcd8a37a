"""Clipboards of Word, WPS, LibreOffice and browsers: structure is kept, what is dropped is told."""

from __future__ import annotations

import base64
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from smdesk.notices.declaration import (
    Block,
    Heading,
    ListItem,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.loader import find_form
from smdesk.service.narrative_media import picture_bytes
from smdesk.service.narrative_paste import Pasted, from_html, from_text

OUTLINE = find_form("zhejiang-2020/enterprise")[1].outline


def text(*runs: str) -> Paragraph:
    """Return a paragraph of runs, every second one bold."""
    return Paragraph(
        runs=tuple(Run(text=one, bold=at % 2 == 1) for at, one in enumerate(runs) if one)
    )


def read(html: str) -> Pasted:
    found = from_html(html, OUTLINE)
    assert found is not None
    return found


def codes(pasted: Pasted) -> set[str]:
    return {one.code.removeprefix("pages.paste-") for one in pasted.dropped}


def png(color: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 6), color).save(out, "PNG")
    return out.getvalue()


# ---- Word ----

WORD_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!--
 /* Font Definitions */
 @font-face {font-family:宋体; panose-1:2 1 6 0 3 1 1 1 1 1;}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-unhide:no; margin:0cm; font-size:10.5pt;}
 h1 {mso-style-name:"标题 1"; mso-outline-level:1; font-weight:bold;}
 p.MsoCaption, li.MsoCaption {mso-style-name:题注; font-size:10.0pt;}
 p.a, li.a, div.a {mso-style-name:二级标题; mso-outline-level:2; font-weight:bold;}
 p.a0, li.a0 {mso-style-name:重点段; font-weight:bold;}
 span.a1 {mso-style-name:正文强调; font-weight:bold;}
 @list l0 {mso-list-id:1; mso-list-template-ids:5;}
 @list l0:level1 {mso-level-number-format:japanese-counting; mso-level-text:"%1、";}
--></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:普通表格;}</style><![endif]-->
</head><body lang=ZH-CN style='tab-interval:21.0pt;word-wrap:break-word'><!--StartFragment-->
"""
WORD_TAIL = "<!--EndFragment--></body></html>"


def word(body: str) -> Pasted:
    return read(WORD_HEAD + body + WORD_TAIL)


def listed(number: str, words: str, level: int = 1, *, comment: bool = False) -> str:
    opens, ends = ("<!--[if !supportLists]-->", "<!--[endif]-->") if comment else (
        "<![if !supportLists]>", "<![endif]>")  # fmt: skip
    return f"""<p class=MsoListParagraph style='margin-left:18.0pt;text-indent:-18.0pt;
mso-list:l1 level{level} lfo2'>{opens}<span lang=EN-US style='mso-bidi-font-family:
宋体'><span style='mso-list:Ignore'>{number}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span>{ends}{words}<span lang=EN-US><o:p></o:p></span></p>"""


def test_headings_of_word_come_by_tag_by_style_and_with_their_automatic_numbers() -> None:
    made = word(
        "<h1><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>企业概况</h1>"
        "<p class=a>（一）发展<span lang=EN-US><o:p></o:p></span></p><p class=MsoNormal>正文。</p>"
    )
    assert made.blocks == (
        Heading(level=1, text="一、企业概况", item="overview"),
        Heading(level=2, text="（一）发展"),
        text("正文。"),
    )


@pytest.mark.parametrize("comment", [True, False])
def test_lists_of_word_are_lists_whichever_way_their_numbers_are_hidden(comment: bool) -> None:
    made = word(
        "".join(listed(f"{one}.", f"第{one}项内容。", comment=comment) for one in (1, 2, 3))
        + listed("l", "要点", comment=comment)
    )
    items = [ListItem(ordered=True, runs=(Run(text=f"第{one}项内容。"),)) for one in (1, 2, 3)]
    assert made.blocks == (*items, ListItem(runs=(Run(text="要点"),)))


def test_bold_of_word_is_kept_by_tag_class_and_weight() -> None:
    made = word(
        "<p class=MsoNormal>甲<b style='mso-bidi-font-weight:normal'>乙</b>丙<span class=a1>丁</span></p>"
        "<p class=a0>全段<span style='font-weight:normal'>除此</span></p>"
        "<p class=MsoNormal><b><span style='font-weight:normal'>不粗</span></b></p>"
    )
    assert made.blocks == (text("甲", "乙", "丙", "丁"), text("", "全段", "除此"), text("不粗"))


def test_lines_that_word_wraps_in_its_source_are_no_blanks_between_characters() -> None:
    made = word(
        "<p class=MsoNormal>公司成立于\n<span\nlang=EN-US>2001</span>年，主\n营\n</span><span>水泵\nand\n"
        "valves</span>。</p>"
    )
    assert made.blocks == (text("公司成立于 2001年，主营水泵 and valves。"),)


def test_empty_paragraphs_and_office_marks_are_nothing() -> None:
    made = word(
        "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p><p class=MsoNormal>甲</p>"
        "<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>"
    )
    assert made.blocks == (text("甲"),)


def test_footnotes_of_word_stand_at_the_end_of_their_paragraph() -> None:
    made = word(
        '<p class=MsoNormal>收入增长<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1">'
        "<span class=MsoFootnoteReference>[1]</span></a>，利润增长。</p>"
        "<div style='mso-element:footnote-list'><br clear=all><hr size=1>"
        "<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        "<a style='mso-footnote-id:ftn1' href=\"#_ftnref1\"><span>[1]</span></a> 据审计报告。</p></div></div>"
    )
    assert made.blocks == (text("收入增长，利润增长。（注：据审计报告。）"),)
    assert made.notes == 1


def test_comments_deletions_and_contents_of_word_are_dropped_and_told() -> None:
    made = word(
        "<p class=MsoToc1>一、企业概况<span style='mso-tab-count:1'>....</span>1</p>"
        "<p class=MsoNormal>甲<del cite='mailto:x' datetime='2020'>旧</del><ins>新</ins>乙"
        "<span class=MsoCommentReference><a class=msocomanchor id='_anchor_1'>[用户1]</a>"
        "<span style='mso-special-character:comment'>&nbsp;</span></span></p>"
        "<div style='mso-element:comment-list'><div style='mso-element:comment'>"
        "<p class=MsoCommentText>批语</p></div></div>"
    )
    assert made.blocks == (text("甲新乙"),)
    assert codes(made) >= {"contents", "revisions", "comments"}


def test_merged_cells_of_a_table_keep_their_columns() -> None:
    made = word(
        "<p class=MsoCaption>表1 投资</p><table class=MsoTableGrid border=1>"
        "<tr><td rowspan=2><p class=MsoNormal>项目</p></td><td colspan=2><p>金额</p></td></tr>"
        "<tr><td><p>2018</p></td><td><p>2019</p></td></tr>"
        "<tr><td>设备</td><td><p>1<del>9</del></p><p>万</p></td><td></td></tr></table>"
    )
    assert made.blocks == (
        SimpleTable(
            rows=(("项目", "金额", ""), ("", "2018", "2019"), ("设备", "1\n万", "")),
            caption="表1 投资",
        ),
    )
    assert "tables" in codes(made)


def test_symbols_of_word_are_the_characters_that_they_look_like() -> None:
    made = word(
        '<p class=MsoNormal><span style=\'font-family:"Wingdings 2";mso-char-type:symbol;'
        "mso-symbol-font-family:\"Wingdings 2\"'><span style='mso-char-type:symbol;"
        'mso-symbol-font-family:"Wingdings 2"\'>R</span></span>总集成总承包</p>'
    )
    assert made.blocks == (text("☑总集成总承包"),)


def test_bullets_that_are_typed_are_no_text_of_their_items() -> None:
    made = word("<p>\n• <font>甲</font></p><p>\u3000\u3000乙\u3000丙 </p>")
    assert made.blocks == (ListItem(runs=(Run(text="甲"),)), text("乙\u3000丙"))


# ---- WPS ----

WPS = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"><head>
<meta http-equiv=Content-Type  content="text/html; charset=utf-8" ><meta name=ProgId  content=Word.Document >
<meta name=Generator  content="Microsoft Word 14" ><title></title><!--[if gte mso 9]><xml><w:WordDocument>
</w:WordDocument></xml><![endif]--><style>
@font-face{font-family:"Times New Roman";}
@list l0:level1{mso-level-start-at:1;mso-level-number-format:chinese-counting;mso-level-text:"%1、";}
p.MsoNormal{mso-style-name:正文;mso-style-parent:"";margin:0pt;text-align:justify;}
h1{mso-style-name:"标题 1";mso-style-next:正文;mso-outline-level:1;}
span.10{font-family:'Times New Roman';}
p.15{mso-style-name:"小标题";mso-outline-level:2;}
</style></head><body style="tab-interval:21pt;text-justify-trim:punctuation;" ><!--StartFragment-->
<h1 style="mso-list:l0 level1 lfo1;" ><![if !supportLists]><span style="font-family:黑体;font-size:16pt;" >
<span style='mso-list:Ignore;' >一、</span></span><![endif]><b><span style="mso-spacerun:'yes';
font-family:黑体;font-weight:bold;" ><font face="黑体" >企业概况</font></span></b><b><span><o:p></o:p></span></b></h1>
<p class=15 ><span style="mso-spacerun:'yes';" ><font face="楷体" >（一）基本情况</font></span></p>
<p class=MsoNormal  style="text-indent:32pt;" ><span style="mso-spacerun:'yes';font-family:宋体;" >
<font face="仿宋" >公司成立于</font><font face="Times New Roman" >2001</font><font face="仿宋" >年，</font></span>
<b><span style="mso-spacerun:'yes';font-weight:bold;" ><font face="仿宋" >主营水泵</font></span></b>
<span style="mso-spacerun:'yes';" ><font face="仿宋" >。</font></span><span><o:p></o:p></span></p>
<p class=MsoNormal  style="margin-left:21pt;mso-list:l1 level1 lfo2;" ><![if !supportLists]>
<span style="font-family:Wingdings;" ><span style='mso-list:Ignore;' >n<span>&nbsp;</span></span></span>
<![endif]><span><font face="宋体" >要点甲</font></span></p>
<p class=MsoNormal  style="mso-list:l2 level1 lfo3;" ><![if !supportLists]><span style="font-family:宋体;" >
<span style='mso-list:Ignore;' >1)<span>&nbsp;</span></span></span><![endif]><span>步骤一，先做。</span></p>
<p class=MsoNormal  style="mso-list:l2 level1 lfo3;" ><![if !supportLists]><span style="font-family:宋体;" >
<span style='mso-list:Ignore;' >2)<span>&nbsp;</span></span></span><![endif]><span>步骤二，后做。</span></p>
<table class=MsoTableGrid  border=1  cellspacing=0  style="border-collapse:collapse;mso-table-layout-alt:fixed;" >
<tr><td width=284  valign=top  style="width:213pt;" ><p class=MsoNormal ><span>年份</span><span><o:p></o:p></span></p></td>
<td width=284  valign=top ><p class=MsoNormal ><span>收入</span></p></td></tr>
<tr><td><p class=MsoNormal ><span>2019</span></p></td><td><p class=MsoNormal ><span>1.2</span></p></td></tr></table>
<p class=MsoNormal  align=center ><img width="553"  height="311"  src="file:///{picture}" ></p>
<p class=MsoNormal  align=center ><span>图1 平台架构</span></p>
<!--EndFragment--></body></html>"""


def test_a_clipboard_of_wps_keeps_its_structure(tmp_path: Path) -> None:
    folder = tmp_path / "ksohtml9304"
    folder.mkdir()
    (folder / "wps1.png").write_bytes(png())
    html = WPS.replace("{picture}", str(folder / "wps1.png").lstrip("/"))
    made = from_html(html, OUTLINE, picture_bytes)
    assert made is not None
    (body,) = made.files.values()
    assert body == png()
    blocks: tuple[Block, ...] = (
        Heading(level=1, text="一、企业概况", item="overview"),
        Heading(level=2, text="（一）基本情况"),
        text("公司成立于2001年，", "主营水泵", "。"),
        ListItem(runs=(Run(text="要点甲"),)),
        ListItem(ordered=True, level=2, runs=(Run(text="步骤一，先做。"),)),
        ListItem(ordered=True, level=2, runs=(Run(text="步骤二，后做。"),)),
        SimpleTable(rows=(("年份", "收入"), ("2019", "1.2"))),
        Picture(
            sha256=next(iter(made.files)),
            media_type="image/png",
            caption="图1 平台架构",
            width=146.3,
        ),
    )
    assert made.blocks == blocks
    assert codes(made) == {"styles"}


# ---- others ----


def test_a_clipboard_of_libreoffice_keeps_notes_and_pictures() -> None:
    data = base64.b64encode(png()).decode()
    made = from_html(
        "<!DOCTYPE html><html><body><h1 class='western'>企业概况</h1><ol><li><p>甲项，如下。</p></li>"
        "<li><p>乙项，如上。</p></li></ol><p>文字<a class='sdfootnoteanc' name='sdfootnote1anc' "
        "href='#sdfootnote1sym'><sup>1</sup></a>。</p>"
        f"<p><img src='data:image/png;base64,{data}' width='378'/></p>"
        "<div id='sdfootnote1'><p class='sdfootnote'><a class='sdfootnotesym' href='#sdfootnote1anc'>1</a>"
        "据年报</p></div></body></html>",
        OUTLINE,
        picture_bytes,
    )
    assert made is not None
    assert made.blocks[:4] == (
        Heading(level=1, text="企业概况", item="overview"),
        ListItem(ordered=True, runs=(Run(text="甲项，如下。"),)),
        ListItem(ordered=True, runs=(Run(text="乙项，如上。"),)),
        text("文字。（注：据年报）"),
    )
    assert isinstance(made.blocks[4], Picture)
    assert made.blocks[4].width == 100.0


def test_a_page_of_the_web_is_read_without_its_machinery() -> None:
    made = read(
        "<div><script>x</script><nav><a href=#>首页</a></nav><article><h2>（一）标题</h2>"
        "<p>一<strong>二</strong>三</p><ul><li>甲<ol start=3><li>甲一</li></ol></li></ul>"
        "<select><option>选项</select><p style='display: none'>藏</p><blockquote>引</blockquote></article></div>"
    )
    assert made.blocks == (
        text("首页"), Heading(level=2, text="（一）标题"), text("一", "二", "三"),
        ListItem(runs=(Run(text="甲"),)), text("（3）甲一"), text("引"),
    )  # fmt: skip


def test_the_bold_wrapper_of_a_web_editor_makes_nothing_bold() -> None:
    made = read(
        "<b style='font-weight:normal;' id='docs-internal-guid-1'><p><span style='font-weight:400'>甲</span>"
        "<span style='font-weight:700'>乙</span></p></b>"
    )
    assert made.blocks == (text("甲", "乙"),)


def test_deeply_nested_html_is_read_without_a_fault() -> None:
    made = from_html("<div>" * 900 + "甲" + "</div>" * 900)
    assert made is not None
    assert made.blocks == (text("甲"),)


@pytest.mark.parametrize(
    "css", ["a" * 1_000_000, "/*" * 500_000, "p{" * 300_000, "p," * 300_000 + "{font-weight:bold}"]
)
def test_style_sheets_that_never_end_are_read_in_one_go(css: str) -> None:
    made = read(f"<style>{css}</style><i>甲</i>")
    assert made.blocks == (text("甲"),)


# ---- pictures that a clipboard names ----


def test_only_pictures_that_office_left_for_a_paste_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "passing"
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    inside = passing / "msohtmlclip1" / "01" / "clip image.png"
    outside = tmp_path / "home" / "secret.png"
    office = tmp_path / "home" / "msohtmlclip" / "a.png"
    for one in (inside, outside, office):
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_bytes(png())
    assert picture_bytes(inside.as_uri()) == png()
    assert picture_bytes(office.as_uri()) == png()
    assert picture_bytes(outside.as_uri()) is None
    (passing / "link.png").symlink_to(outside)
    assert picture_bytes((passing / "link.png").as_uri()) is None
    assert picture_bytes(f"{inside.as_uri()}/../../../../home/secret.png") is None
    assert picture_bytes("https://a.example/x.png") is None
    assert picture_bytes("data:text/html;base64,PGI+") is None
    assert picture_bytes("data:image/png;base64,%%%") is None
    assert picture_bytes("file:///C:\\Users\\x\\AppData\\Local\\Temp\\none.png") is None


def test_a_file_that_is_no_picture_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "msohtmlclip").mkdir()
    page = tmp_path / "msohtmlclip" / "a.png"
    page.write_bytes(b"secret words")
    made = from_html(f"<p>甲<img src='{page.as_uri()}'></p>", None, picture_bytes)
    assert made is not None
    assert made.blocks == (text("甲"),)
    assert made.files == {}
    assert "pictures" in codes(made)


# ---- lists within lists, raised figures, columns ----


def items_of(pasted: Pasted) -> list[tuple[int, bool, str]]:
    return [
        (one.level, one.ordered, one.runs[0].text)
        for one in pasted.blocks
        if isinstance(one, ListItem)
    ]


def test_numbers_inside_of_bullets_of_word_keep_their_level() -> None:
    made = word(
        listed("l", "甲") + listed("1.", "一", 2) + listed("2.", "二", 2) + listed("a)", "深", 3)
        + listed("l", "乙")
    )  # fmt: skip
    assert items_of(made) == [
        (1, False, "甲"), (2, True, "一"), (2, True, "二"), (3, True, "深"), (1, False, "乙"),
    ]  # fmt: skip


def test_lists_within_lists_of_the_web_keep_level_and_kind() -> None:
    made = read(
        "<ul><li>甲<ol><li>一</li><li>二</li></ol></li><li>乙</li></ul>"
        "<ol><li>子<ul><li>点</li></ul></li><li>丑</li></ol>"
    )
    assert items_of(made) == [
        (1, False, "甲"), (2, True, "一"), (2, True, "二"), (1, False, "乙"), (1, True, "子"),
        (2, False, "点"), (1, True, "丑"),
    ]  # fmt: skip


def test_raised_figures_are_pasted_as_their_characters() -> None:
    made = read(
        "<p>m<sup>2</sup>，CO<span style='vertical-align:sub'>2</span>，注<sup>甲</sup></p>"
        "<p><input type=checkbox checked>完成<input type=text></p>"
    )
    assert made.blocks == (text("m²，CO₂，注甲"), text("☑完成"))
    assert {one.code: one.params["count"] for one in made.dropped}["pages.paste-scripts"] == 1


def test_columns_of_plain_text_are_a_table_and_tabs_behind_numbers_are_not() -> None:
    made = from_text("年\t收入\n2019\t12\n正文\t一处\n1.\t甲；\n2.\t乙；\n")
    assert made.blocks[0] == SimpleTable(rows=(("年", "收入"), ("2019", "12"), ("正文", "一处")))
    assert items_of(made) == [(1, True, "甲；"), (1, True, "乙；")]
