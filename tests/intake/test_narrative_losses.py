"""Nothing of a narrative is lost without a word: boxes, fields, formulas, charts, notes, lists."""

from __future__ import annotations

from io import BytesIO

import hostile
import pytest
from hostile import paragraph
from PIL import Image

from smdesk.intake.narrative import NarrativeReading, read_narrative
from smdesk.notices.declaration import ListItem, Picture, SimpleTable
from smdesk.notices.loader import find_form

OUTLINE = find_form("zhejiang-2020/enterprise")[1].outline
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str, numbering: str = "", **parts: str | bytes) -> bytes:
    """Return a Word file; ``parts`` are related parts by kind, their targets in files of that name."""
    kinds = {"numbering": f'<w:numbering xmlns:w="{hostile.W}">{numbering}</w:numbering>', **parts}
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{_TYPES}/{kind}" Target="{_target(kind)}"/>'
        for kind in kinds
    )
    document = hostile.document(body).replace(
        "<w:document ",
        f'<w:document xmlns:m="{M}" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ',
    )
    return hostile.docx_of(
        {
            "word/document.xml": document,
            "word/_rels/document.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f"{relations}</Relationships>"
            ),
            **{f"word/{_target(kind)}": text for kind, text in kinds.items()},
        }
    )


def _target(kind: str) -> str:
    return "media/one.png" if kind == "image" else f"{kind}.xml"


def read(body: str, numbering: str = "", **parts: str | bytes) -> NarrativeReading:
    return read_narrative(word(body, numbering, **parts), OUTLINE)


def told(reading: NarrativeReading) -> dict[str, dict[str, object]]:
    return {
        one.code.removeprefix("intake.narrative-"): dict(one.params)
        for one in reading.dropped
        if one.code != "intake.narrative-headings"
    }


def texts(reading: NarrativeReading) -> str:
    found: str = reading.narrative.text
    return found


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(code: str, result: str | None = None, data: str = "") -> str:
    shown = (
        "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>{shown}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# ---- lists ----


def lists(*kinds: str, more: str = "") -> str:
    """Return numberings of a bulleted (``b``) or counted (``n``) level each, as list 1, 2, …"""
    made = ""
    for at, levels in enumerate(kinds):
        written = "".join(
            f'<w:lvl w:ilvl="{deep}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{"bullet" if kind == "b" else "decimal"}"/>'
            f'<w:lvlText w:val="{"•" if kind == "b" else f"%{deep + 1}."}"/></w:lvl>'
            for deep, kind in enumerate(levels)
        )
        made += f'<w:abstractNum w:abstractNumId="{at}">{written}</w:abstractNum>'
    nums = "".join(
        f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(len(kinds))
    )
    return made + nums + more


def item(text: str, list_id: int, deep: int = 0, left: int | None = None) -> str:
    ind = "" if left is None else f'<w:ind w:left="{left}"/>'
    return paragraph(
        text,
        f'<w:pPr>{ind}<w:numPr><w:ilvl w:val="{deep}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>',
    )


def shape(reading: NarrativeReading) -> list[str]:
    return [
        ("1" if one.ordered else "•") * one.level + one.runs[0].text
        if isinstance(one, ListItem)
        else one.type
        for one in reading.narrative.blocks
    ]


def test_numbers_inside_of_bullets_keep_level_and_kind() -> None:
    body = (
        item("甲", 1) + item("一", 1, 1) + item("二", 1, 1) + item("深", 1, 2) + item("乙", 1)
        + item("再一", 1, 1) + paragraph("另起的正文。")
    )  # fmt: skip
    assert shape(read(body, lists("bnn"))) == [
        "•甲", "11一", "11二", "111深", "•乙", "11再一", "paragraph",
    ]  # fmt: skip


def test_bullets_inside_of_numbers_do_not_part_the_list() -> None:
    body = item("甲", 1) + item("点", 1, 1) + item("点", 1, 1) + item("乙", 1)
    assert shape(read(body, lists("nb"))) == ["1甲", "••点", "••点", "1乙"]


def test_a_list_of_its_own_stands_deeper_by_its_indent() -> None:
    body = item("甲", 1, left=420) + item("一", 2, left=1200) + item("二", 2, left=1200)
    body += item("乙", 1, left=420)
    assert shape(read(body, lists("b", "n"))) == ["•甲", "11一", "11二", "•乙"]


def test_a_numbered_title_over_bullets_of_another_list_is_a_heading() -> None:
    body = (
        item("远程运维", 2)
        + item("点一", 1)
        + item("点二", 1)
        + item("共享制造", 2)
        + item("点三", 1)
    )
    assert shape(read(body, lists("b", "n"))) == ["heading", "•点一", "•点二", "heading", "•点三"]


def test_lists_of_one_numbering_count_on_unless_they_begin_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    part = paragraph("隔开的一段正文。")
    body = item("甲。", 1) + part + item("乙。", 2) + part + item("丙。", 3) + item("丁。", 3)
    lines = texts(read(body, lists("n", more=more))).splitlines()
    assert lines[2] == "2.乙。"
    assert shape(read(body, lists("n", more=more)))[-2:] == ["1丙。", "1丁。"]


def test_bare_numbers_over_numbers_with_points_are_headings() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("企业概况", 1) + item("基本情况", 1, 1) + paragraph("正文。") + item("主要做法", 1)
    reading = read(body, numbering)
    assert texts(reading).splitlines() == ["1 企业概况", "1.1 基本情况", "正文。", "2 主要做法"]
    assert [one.item for one in reading.narrative.blocks if one.type == "heading"] == [
        "overview", None, "practice",
    ]  # fmt: skip


def test_numbers_of_chapters_are_digits_where_the_list_says_so() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("企业概况", 1) + item("基本情况", 1, 1) + paragraph("正文。")
    assert texts(read(body, numbering)).splitlines()[:2] == ["第一章 企业概况", "1.1 基本情况"]


def typed(text: str, left: int = 0) -> str:
    return paragraph(text, f'<w:pPr><w:ind w:left="{left}"/></w:pPr>')


def test_typed_items_stand_by_their_indents() -> None:
    body = (
        typed("• 甲") + typed("（1）一", 640) + typed("（2）二", 640) + typed("（1）深", 1280)
        + typed("• 乙") + typed("• 点", 640) + paragraph("正文。") + typed("1.子；") + typed("2.丑；", 420)
    )  # fmt: skip
    assert shape(read(body)) == [
        "•甲", "11一", "11二", "111深", "•乙", "••点", "paragraph", "1子；", "1丑；",
    ]  # fmt: skip


# ---- scripts and formulas ----


def test_raised_and_lowered_figures_become_their_characters() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    moved = '<w:position w:val="-2"/><w:sz w:val="12"/>'
    body = "<w:p>" + "".join([
        run("m"), run("2", up), run("，SO"), run("4", down), run("2-", up), run("，10"), run("−6", up),
        run("，CO"), run("2", moved), run("，"), run("注", up), run("抬高的话", '<w:position w:val="9"/>'),
    ]) + "</w:p>"  # fmt: skip
    reading = read(body)
    assert texts(reading) == "m²，SO₄²⁻，10⁻⁶，CO₂，注抬高的话"
    assert told(reading) == {"scripts": {"count": 1, "words": "注"}}


def test_formulas_come_in_one_line_and_are_told() -> None:
    def r(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    formula = (
        f"<m:oMath>{r('E=')}<m:f><m:num>{r('a+b')}</m:num><m:den>{r('c')}</m:den></m:f>{r('+')}"
        f"<m:sSup><m:e>{r('x')}</m:e><m:sup>{r('2')}</m:sup></m:sSup>"
        f"<m:rad><m:deg/><m:e>{r('n')}</m:e></m:rad><m:d><m:e>{r('q')}</m:e></m:d></m:oMath>"
    )
    reading = read(
        f"<w:p>{run('令')}{formula}</w:p><w:p><m:oMathPara>{formula}</m:oMathPara></w:p>"
    )
    assert texts(reading) == "令E=(a+b)/c+x²√(n)(q)\nE=(a+b)/c+x²√(n)(q)"
    assert told(reading) == {"formulas": {"count": 2}}


# ---- fields, controls, notes ----


def test_fields_without_a_result_show_what_word_shows_or_are_told() -> None:
    entries = (
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲类"/>'
        '<w:listEntry w:val="乙类"/></w:ddList></w:ffData>'
    )
    body = "<w:p>" + "".join([
        run("类别"), field("FORMDROPDOWN", data=entries), field(r"eq \o\ac(○,3)"),
        field("REF _a", "图3"), field("XE 词"), field("SYMBOL 254 \\f Wingdings"), field("AUTONUM"),
    ]) + "</w:p>"  # fmt: skip
    reading = read(body)
    assert texts(reading) == "类别乙类③图3☑"
    assert told(reading) == {"fields": {"count": 1, "words": "AUTONUM"}}


def test_prompts_headers_and_contents_are_told() -> None:
    header = (
        f'<w:hdr xmlns:w="{hostile.W}">{paragraph("某公司内部资料")}{paragraph("第 3 页")}</w:hdr>'
    )
    body = (
        "<w:p><w:r><w:t>前</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + run("单击输入") + "</w:sdtContent></w:sdt></w:p>"
        + paragraph("目录") + paragraph("企业概况…………3")
    )  # fmt: skip
    reading = read(body, header=header)
    assert texts(reading) == "前"
    assert told(reading) == {
        "contents": {"count": 2}, "prompts": {"count": 1},
        "edges": {"count": 1, "words": "某公司内部资料"},
    }  # fmt: skip


def test_notes_and_numbers_of_cells_stay_in_their_cells() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{hostile.W}"><w:footnote w:id="2">{paragraph("据审计。")}'
        f"{paragraph('未含税。')}</w:footnote></w:footnotes>"
    )
    note = '<w:p><w:r><w:t>收入</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    body = f"<w:tbl><w:tr><w:tc>{note}</w:tc><w:tc>{item('甲', 1)}{item('乙', 1)}</w:tc></w:tr></w:tbl>"
    reading = read(body, lists("n"), footnotes=notes)
    assert reading.narrative.blocks == (
        SimpleTable(rows=(("收入（注：据审计。 未含税。）", "1.甲\n2.乙"),)),
    )


# ---- boxes and drawings ----


def box(inner: str) -> str:
    return f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def test_old_word_art_and_boxes_in_groups_are_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    group = f"<w:r><w:pict><v:group>{box(paragraph('组里'))[5:-6]}</v:group></w:pict></w:r>"
    reading = read(f"<w:p>{art}</w:p><w:p>{group}</w:p><w:p>{run('文')}</w:p>")
    assert texts(reading) == "艺术字\n组里\n文"
    assert told(reading) == {"boxes": {"count": 2}}


def test_a_picture_in_a_text_box_comes_with_its_caption() -> None:
    out = BytesIO()
    Image.new("RGB", (8, 6)).save(out, "PNG")
    blip = '<w:r><w:drawing><a:blip r:embed="image"/></w:drawing></w:r>'
    body = f"<w:p>{box(f'<w:p>{blip}</w:p>' + paragraph('图1 框中'))}</w:p>"
    only = read(body, image=out.getvalue()).narrative.blocks
    assert [one.caption for one in only if isinstance(one, Picture)] == ["图1 框中"]


def test_words_of_charts_are_quoted() -> None:
    chart = (
        '<c:chartSpace xmlns:c="c" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:p><a:r><a:t>近三年</a:t></a:r><a:r><a:t>收入</a:t></a:r></a:p></c:chartSpace>"
    )
    drawn = (
        '<w:r><w:drawing><a:graphic><a:graphicData uri="urn:x/chart"><c:chart r:id="chart"/>'
        "</a:graphicData></a:graphic></w:drawing></w:r>"
    )
    reading = read(f"<w:p>{run('见图')}{drawn}</w:p>", chart=chart)
    assert told(reading) == {"objects-words": {"count": 1, "words": "近三年收入"}}


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>丢</w:t></w:r></w:rt><w:rubyBase>"
        + run("风") + "</w:rubyBase></w:ruby></w:r></w:p>",
        f"<w:p>{run('文')}<w:unheard>{run('丢')}</w:unheard></w:p>",
        f"<w:unheard>{paragraph('丢')}</w:unheard>{paragraph('文')}",
    ],
)  # fmt: skip
def test_text_that_no_reader_knows_is_quoted(body: str) -> None:
    assert told(read(body)) == {"unread": {"count": 1, "words": "丢"}}


def test_what_a_revision_took_away_and_the_branch_not_chosen_are_no_loss() -> None:
    body = (
        f"<w:p><w:del>{run('旧')}</w:del>{run('文')}</w:p>"
        "<w:p><mc:AlternateContent><mc:Choice>" + run("新式") + "</mc:Choice><mc:Fallback>"
        + run("旧式") + "</mc:Fallback></mc:AlternateContent></w:p>"
    )  # fmt: skip
    assert set(told(read(body))) == {"revisions"}


def test_columns_made_by_tabulators_and_pictures_of_cells_are_told() -> None:
    rows = "".join(
        f"<w:p><w:r><w:t>{one}</w:t><w:tab/><w:t>{two}</w:t></w:r></w:p>"
        for one, two in (("年", "收入"), ("2019", "12"))
    )
    alone = "<w:p><w:r><w:t>注：</w:t><w:tab/><w:t>略</w:t></w:r></w:p>"
    assert told(read(rows + paragraph("文") + alone)) == {"columns": {"count": 2}}


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ('<w:color w:val="FF0000"/>', 1), ('<w:u w:val="single"/>', 1), ("<w:strike/>", 1), ("<w:i/>", 1),
        ('<w:highlight w:val="yellow"/>', 1), ('<w:color w:val="000000"/>', 0), ('<w:color w:val="auto"/>', 0),
        ('<w:u w:val="none"/>', 0), ('<w:i w:val="0"/>', 0), ("<w:b/>", 0), ('<w:sz w:val="60"/>', 0),
    ],
)  # fmt: skip
def test_words_that_were_marked_by_their_look_are_told_of(look: str, told: int) -> None:
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>标记的字</w:t></w:r>"
    blank = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
    reading = read(f"<w:p><w:r><w:t>企业</w:t></w:r>{run}{blank}</w:p>")
    said = [one for one in reading.dropped if one.code == "intake.narrative-looks"]
    assert [one.params["count"] for one in said] == [1] * told
    assert [one.level for one in said] == ["hint"] * told
