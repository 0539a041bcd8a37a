from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import hostile
import pytest
from docx import Document
from hostile import paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from smdesk.errors import SmdeskError
from smdesk.intake.narrative import NarrativeReading, alike, blocks, pictures, read_narrative
from smdesk.intake.narrative.headings import title_key
from smdesk.notices.declaration import Heading, ListItem, Paragraph, Picture, SimpleTable
from smdesk.notices.loader import find_form

FORM = find_form("zhejiang-2020/enterprise")[1]

STYLES = f"""<w:styles xmlns:w="{hostile.W}">
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>
 <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="a"><w:name w:val="我的标题"/><w:basedOn w:val="2"/></w:style>
<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>
<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>
<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{hostile.W}">
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>
 <w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
 <w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/>
 <w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>
 <w:lvlText w:val="%1."/></w:lvl></w:lvlOverride></w:num>
</w:numbering>"""
FOOTNOTES = f"""<w:footnotes xmlns:w="{hostile.W}">
<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2">{paragraph("据审计报告。")}</w:footnote></w:footnotes>"""
_REL = (
    '<Relationship Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"{mode}/>'
)


def png(color: str = "red", form: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (8, 6), color).save(out, form)
    return out.getvalue()


def relations(**media: bytes) -> str:
    lines = [
        _REL.format(id=kind, kind=kind, target=f"{kind}.xml", mode="")
        for kind in ("styles", "numbering", "footnotes")
    ]
    lines += [_REL.format(id=name, kind="image", target=f"media/{name}", mode="") for name in media]
    lines.append(
        _REL.format(
            id="far", kind="image", target="http://a.example/x.png", mode=' TargetMode="External"'
        )
    )
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(lines)
        + "</Relationships>"
    )


def word(body: str, **media: bytes) -> bytes:
    return hostile.docx_of(
        {
            "word/document.xml": hostile.document(body),
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            "word/footnotes.xml": FOOTNOTES,
            "word/_rels/document.xml.rels": relations(**media),
            **{f"word/media/{name}": data for name, data in media.items()},
        }
    )


def read(body: str, *, form: bool = True, **media: bytes) -> NarrativeReading:
    return read_narrative(word(body, **media), FORM if form else None)


def styled(text: str, style: str) -> str:
    return paragraph(text, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def numbered(text: str, list_id: int, level: int = 0) -> str:
    return paragraph(
        text,
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>',
    )


def drawn(relation: str, cx: int = 3_600_000) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="1"/><a:graphic><a:graphicData>'
        f'<pic:pic><a:blip r:embed="{relation}"/></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def outline_of(reading: NarrativeReading) -> list[tuple[int, str, str | None]]:
    return [
        (one.level, one.text, one.item)
        for one in reading.narrative.blocks
        if isinstance(one, Heading)
    ]


def codes(reading: NarrativeReading) -> set[str]:
    return {one.code.removeprefix("intake.narrative-") for one in reading.dropped}


WANTED = [
    (1, "一、企业概况", "overview"),
    (2, "（一）基本情况", None),
    (1, "二、主要做法", "practice"),
    (1, "三、经验总结", "experience"),
    (1, "四、下一步设想", "plan"),
]
TEXT = "公司成立于二〇〇八年，主要从事风机的研发、制造和服务。"


def test_headings_by_style_and_outline_level_are_read() -> None:
    body = (
        styled("一、企业概况", "1") + paragraph(TEXT)
        + styled("（一）基本情况", "a") + paragraph(TEXT)
        + paragraph("二、主要做法", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + styled("三、经验总结", "1") + styled("四、下一步设想", "1")
    )  # fmt: skip
    reading = read(body)
    assert outline_of(reading) == WANTED
    assert codes(reading) == set()


def test_headings_by_automatic_numbers_get_their_number_as_text() -> None:
    body = (
        numbered("企业概况", 1) + numbered("基本情况", 1, 1) + paragraph(TEXT)
        + numbered("主要做法", 1) + numbered("经验总结", 1) + numbered("下一步设想", 1)
    )  # fmt: skip
    assert outline_of(read(body)) == WANTED


def test_headings_by_plain_numbers_are_read() -> None:
    body = "".join(
        paragraph(text)
        for text in (
            "一、企业概况",
            "(一)基本情况",
            TEXT,
            "二、主要做法",
            TEXT,
            "三、经验总结",
            TEXT,
            "四、下一步设想",
            TEXT,
        )
    )
    assert outline_of(read(body)) == WANTED


def test_titles_without_any_number_are_found_in_the_outline() -> None:
    body = "".join(paragraph(one) for one in ("企业概况", TEXT, "主要做法", TEXT, "经验总结", TEXT))
    reading = read(body)
    assert [one[2] for one in outline_of(reading)] == ["overview", "practice", "experience"]
    assert codes(reading) == {"headings"}


def test_headings_one_level_too_deep_are_shifted_onto_the_outline() -> None:
    body = styled("申报书", "1") + styled("一、企业概况", "2") + styled("二、主要做法", "2")
    levels = [level for level, _, item in outline_of(read(body)) if item]
    assert levels == [1, 1]


def test_title_run_into_its_paragraph_is_cut_off() -> None:
    reading = read(paragraph(f"一、企业概况：{TEXT}{TEXT}") + paragraph("二、主要做法"))
    assert outline_of(reading)[0] == (1, "一、企业概况", "overview")
    assert reading.narrative.blocks[1] == Paragraph(runs=[{"text": TEXT + TEXT}])  # type: ignore[arg-type]


def test_long_numbered_sentences_stay_paragraphs() -> None:
    reading = read(paragraph(f"一、{TEXT}{TEXT}"), form=False)
    assert isinstance(reading.narrative.blocks[0], Paragraph)


def test_lists_keep_their_order_and_numbers_that_do_not_count_stay_text() -> None:
    body = (
        paragraph("1.建设平台；") + paragraph("2.培养人才；") + paragraph("（1）甲；") + paragraph(TEXT)
        + paragraph("3.另起一段；") + paragraph(TEXT)
        + paragraph("• 一点") + numbered("二点", 3) + numbered("自动", 2) + numbered("编号", 2)
        + paragraph(TEXT) + numbered("从三起", 4)
    )  # fmt: skip
    blocks = read(body, form=False).narrative.blocks
    shape = [
        (one.ordered, one.level, one.runs[0].text)
        if isinstance(one, ListItem)
        else "".join(run.text for run in one.runs)  # type: ignore[union-attr]
        for one in blocks
    ]
    assert shape == [
        (True, 1, "建设平台；"), (True, 1, "培养人才；"), (True, 2, "甲；"), TEXT, "3.另起一段；", TEXT,
        (False, 1, "一点"), (False, 1, "二点"), (True, 1, "自动"), (True, 1, "编号"), TEXT, "3.从三起",
    ]  # fmt: skip


def test_numbered_short_line_over_text_is_a_heading_of_the_third_level() -> None:
    body = paragraph("1.研发设计") + paragraph(TEXT) + paragraph("2.生产制造") + paragraph(TEXT)
    assert [one[:2] for one in outline_of(read(body, form=False))] == [
        (3, "1.研发设计"), (3, "2.生产制造"),
    ]  # fmt: skip


def test_bold_runs_are_kept_and_neighbours_joined() -> None:
    body = (
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r>"
        "<w:r><w:rPr><w:b/></w:rPr><w:t>丙</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="s"/></w:rPr><w:t>丁</w:t></w:r></w:p>'
    )
    only = read(body, form=False).narrative.blocks[0]
    assert isinstance(only, Paragraph)
    assert [(run.text, run.bold) for run in only.runs] == [("甲乙", False), ("丙丁", True)]


def test_pictures_come_with_digest_width_and_caption() -> None:
    body = f"<w:p>{drawn('one')}</w:p>" + paragraph("图1 平台架构") + paragraph(TEXT)
    reading = read(body, one=png())
    digest = hashlib.sha256(png()).hexdigest()
    assert reading.narrative.blocks[0] == Picture(
        sha256=digest, media_type="image/png", caption="图1 平台架构", width=100.0
    )
    assert reading.files == {digest: png()}


def test_other_bitmaps_become_png_and_metafiles_are_listed() -> None:
    body = f"<w:p>{drawn('one')}{drawn('two')}{drawn('far')}</w:p>"
    reading = read(body, one=png("blue", "BMP"), two=b"\x01\x00\x00\x00EMF")
    assert [one.media_type for one in reading.narrative.blocks] == ["image/png"]  # type: ignore[union-attr]
    counts = {one.code: one.params.get("count") for one in reading.dropped}
    assert counts["intake.narrative-pictures"] == 2


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_pictures_that_are_cut_off_are_listed_and_not_taken(form: str) -> None:
    picture = BytesIO()
    Image.effect_noise((400, 300), 60).save(picture, form)
    whole = picture.getvalue()
    body = f"<w:p>{drawn('one')}{drawn('two')}</w:p>"
    reading = read(body, one=whole, two=whole[: len(whole) // 2])
    assert list(reading.files.values()) == [whole]
    counts = {one.code: one.params.get("count") for one in reading.dropped}
    assert counts["intake.narrative-pictures"] == 1


def test_picture_shown_again_is_decoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[bytes] = []

    def usable(data: bytes) -> tuple[bytes, str] | None:
        decoded.append(data)
        return pictures.usable(data)

    monkeypatch.setattr(blocks, "usable", usable)
    body = f"<w:p>{drawn('one')}{drawn('two')}{drawn('one')}{drawn('three')}</w:p>"
    reading = read(body, one=png(), two=png(), three=b"\x89PNG\r\n\x1a\n")
    assert decoded == [png(), b"\x89PNG\r\n\x1a\n"]
    assert len(reading.narrative.blocks) == 3
    counts = {one.code: one.params.get("count") for one in reading.dropped}
    assert counts["intake.narrative-pictures"] == 1


def test_tables_come_as_texts_with_their_caption() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = "<w:tbl>" + row.format(paragraph("年"), paragraph("收入")) + row.format(
        paragraph("2019"), paragraph("1")
    ) + "</w:tbl>"  # fmt: skip
    reading = read(paragraph("表1 收入") + table, form=False)
    assert reading.narrative.blocks == (
        SimpleTable(rows=(("年", "收入"), ("2019", "1")), caption="表1 收入"),
    )
    merged = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("合")
    reading = read(merged + "</w:tc></w:tr></w:tbl>", form=False)
    assert reading.narrative.blocks == (SimpleTable(rows=(("合", ""),)),)
    assert codes(reading) == {"tables"}


def test_revisions_are_accepted_as_shown() -> None:
    body = (
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>一</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>二</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p>"
        + paragraph("后半。")
    )
    reading = read(body, form=False)
    assert reading.narrative.text == "收入二\n前半，后半。"
    assert codes(reading) == {"revisions"}


def test_footnotes_text_boxes_links_and_fields_are_read() -> None:
    body = (
        '<w:p><w:r><w:t>增长</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:hyperlink><w:r><w:t>见网页</w:t></w:r></w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>图2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        + paragraph("框内")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<w:txbxContent>" + paragraph("框内") + "</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    reading = read(body, form=False)
    assert reading.narrative.text == "增长见网页图2（注：据审计报告。）\n框内"
    assert codes(reading) == {"footnotes", "boxes"}


def test_contents_hidden_text_and_placeholders_are_left_out() -> None:
    body = (
        styled("一、企业概况……1", "t")
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击输入</w:t></w:r>"
        "</w:sdtContent></w:sdt><w:sdt><w:sdtContent><w:r><w:t>内</w:t></w:r></w:sdtContent></w:sdt>"
        "</w:p>"
    )
    assert read(body, form=False).narrative.text == "显内"


def test_soft_breaks_end_a_paragraph_and_styles_in_a_ring_do_no_harm() -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>'
    assert read(body, form=False).narrative.text == "甲\n乙"


def test_own_title_and_subtitle_are_dropped() -> None:
    body = "".join(
        paragraph(one)
        for one in ("服务型制造示范企业申报书正文", "（参考提纲）", "一、企业概况", TEXT)
    )
    blocks = read(body).narrative.blocks
    assert isinstance(blocks[0], Heading)
    assert blocks[0].text == "一、企业概况"


def test_narrative_of_a_whole_packet_stands_between_its_titles() -> None:
    body = "".join(
        paragraph(one)
        for one in (
            "填报说明",
            "一、申报书封面",
            "服务型制造示范企业申报书正文",
            "一、企业概况",
            TEXT,
            "参考附件",
            "1、企业法人营业执照",
            "申报信息核对页",
        )
    )
    assert read(body).narrative.text == f"一、企业概况\n{TEXT}"


def test_document_of_python_docx_is_read(tmp_path: Path) -> None:
    made = Document()
    made.add_heading("一、企业概况", 1)
    made.add_paragraph(TEXT)
    made.add_paragraph("甲", style="List Bullet")
    made.add_paragraph("乙", style="List Number")
    path = tmp_path / "a.docx"
    made.save(str(path))
    blocks = read_narrative(path, FORM).narrative.blocks
    assert [one.type for one in blocks] == ["heading", "paragraph", "item", "item"]
    assert [one.ordered for one in blocks if isinstance(one, ListItem)] == [False, True]


def test_files_that_are_no_word_file_have_their_code(tmp_path: Path) -> None:
    path = tmp_path / "正文.docx"
    for data, code in (
        (hostile.ole("WordDocument"), "intake.kind-doc"),
        (b"%PDF-1.4", "intake.narrative-pdf"),
        (hostile.docx(), "intake.narrative-empty"),
    ):
        path.write_bytes(data)
        with pytest.raises(SmdeskError) as caught:
            read_narrative(path, FORM)
        assert caught.value.code == code


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(
            st.sampled_from("一二（）()、.1234甲乙。 \u3000•①：:企业概况"), min_size=1, max_size=12
        ).filter(str.strip),
        min_size=1,
        max_size=12,
    )
)
def test_no_text_is_lost(lines: list[str]) -> None:
    body = "".join(paragraph(one) for one in lines)
    reading = read(body, form=False)
    seen = "".join(reading.narrative.text.split())
    plain = [one for one in reading.narrative.blocks if not isinstance(one, ListItem)]
    assert len(reading.narrative.blocks) == len([one for one in lines if one.strip(" \u3000")])
    if len(plain) == len(reading.narrative.blocks):
        wanted = "".join("".join(lines).split())
        assert seen.replace("（", "(").replace("）", ")") == wanted.replace("（", "(").replace(
            "）", ")"
        )


def test_what_people_call_a_part_stands_for_the_item_that_means_the_same() -> None:
    outline = find_form("shanghai-2023/enterprise")[1].outline
    body = "".join(
        paragraph(one)
        for one in (
            "一、公司概况", "公司从事制造。", "二、服务型制造开展情况", "正文。", "三、车间介绍", "正文。",
            "四、下一步打算", "正文。", "公司简介",
        )
    )  # fmt: skip
    reading = read_narrative(
        hostile.docx_of({"word/document.xml": hostile.document(body)}), outline
    )
    heads = {one.text: one.item for one in reading.narrative.blocks if isinstance(one, Heading)}
    assert heads == {
        "一、公司概况": "profile", "二、服务型制造开展情况": "state", "三、车间介绍": None,
        "四、下一步打算": "plan",
    }  # fmt: skip


def test_a_custom_title_of_two_items_stands_for_neither() -> None:
    outline = FORM.outline
    first, second = outline.item[0], outline.item[1]
    twice = outline.model_copy(
        update={"item": (first, second.model_copy(update={"title": "公司简介"}))}
    )
    body = "".join(map(paragraph, ("一、单位概况", "公司从事制造。")))
    reading = read_narrative(hostile.docx_of({"word/document.xml": hostile.document(body)}), twice)
    assert {one.item for one in reading.narrative.blocks if isinstance(one, Heading)} == {None}


def test_every_title_stands_in_one_group_alone_and_the_bundled_outlines_are_in_them() -> None:
    every = [one for group in alike._groups() for one in group]
    assert len(every) == len({*every})
    assert all(title_key(one) == one for one in every)
    titles = {title_key(one.title) for one in FORM.outline.item}
    assert {"企业概况", "下一步设想"} <= titles
    assert titles <= {*every}
