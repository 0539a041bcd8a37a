"""Narratives of many makes: Word, WPS, LibreOffice, python-docx; each says the same in its own way."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import hostile
import pytest
from docx import Document
from docx.shared import Mm
from hostile import paragraph
from PIL import Image

from smdesk.errors import SmdeskError
from smdesk.intake.narrative import NarrativeReading, read_narrative
from smdesk.notices.declaration import Heading, ListItem, Paragraph, Picture, SimpleTable
from smdesk.notices.loader import find_form

FORM = find_form("zhejiang-2020/enterprise")[1]
TEXT = "公司成立于二〇〇八年，主要从事风机的研发、制造和服务。"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def shape(reading: NarrativeReading) -> list[str]:
    """Return each block in a few characters: H1 title, P text, 1. item, • item, T cells, G caption."""
    found = []
    for one in reading.narrative.blocks:
        match one:
            case Heading(level=level, text=text):
                found.append(f"H{level} {text}")
            case Paragraph(runs=runs):
                found.append("P " + "".join(run.text for run in runs))
            case ListItem(ordered=ordered, level=level, runs=runs):
                mark = "1." if ordered else "•"
                found.append(f"{mark * level} " + "".join(run.text for run in runs))
            case SimpleTable(rows=rows, caption=caption):
                found.append(f"T {caption} " + "/".join(",".join(row) for row in rows))
            case Picture(caption=caption):
                found.append(f"G {caption}")
    return found


def codes(reading: NarrativeReading) -> dict[str, object]:
    return {
        one.code.removeprefix("intake.narrative-"): one.params.get("count")
        for one in reading.dropped
    }


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (80, 60), "teal").save(out, "PNG")
    return out.getvalue()


def word(body: str, numbering: str = "", styles: str = "", **parts: str) -> bytes:
    files = {
        "word/document.xml": hostile.document(body),
        "word/styles.xml": f'<w:styles xmlns:w="{hostile.W}">{styles}</w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{hostile.W}">{numbering}</w:numbering>',
        "word/_rels/document.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(
                f'<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/'
                f'2006/relationships/{kind}" Target="{kind}.xml"/>'
                for kind in ("styles", "numbering")
            )
            + "</Relationships>"
        ),
    }
    return hostile.docx_of(files | {f"word/{name}.xml": text for name, text in parts.items()})


def read(body: str, numbering: str = "", styles: str = "") -> NarrativeReading:
    return read_narrative(word(body, numbering, styles), FORM)


def level(at: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def listed(text: str, at: int = 0, list_id: int = 1) -> str:
    return paragraph(
        text,
        f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>',
    )


def lists(*levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


# ---- WPS ----


def test_a_document_of_wps_with_styles_of_plain_ids_is_read() -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:basedOn w:val="1"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 2"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>'
        "</w:pPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="toc 1"/></w:style>'
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        "</w:sdtPr><w:sdtContent>"
        + paragraph("目 录")
        + '<w:p><w:pPr><w:pStyle w:val="4"/></w:pPr><w:r><w:t>一、企业概况</w:t></w:r><w:r><w:tab/>'
        "<w:t>1</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    body = contents + "".join(
        paragraph(text, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')
        for text, style in (("企业概况", 2), ("发展历程", 3), (TEXT, 1), ("主要做法", 2), (TEXT, 1))
    )
    reading = read(
        body,
        lists(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）")),
        styles,
    )
    assert shape(reading) == [
        "H1 一、企业概况", "H2 （一）发展历程", f"P {TEXT}", "H1 二、主要做法", f"P {TEXT}",
    ]  # fmt: skip


def test_a_table_of_contents_without_styles_is_left_out() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    entry = (
        "<w:hyperlink><w:r><w:t>{}</w:t></w:r><w:r><w:tab/></w:r>"
        + field.format("begin")
        + "<w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>"
        + field.format("separate")
        + "<w:r><w:t>{}</w:t></w:r>"
        + field.format("end")
        + "</w:hyperlink>"
    )
    body = (
        f'<w:p>{field.format("begin")}<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        f"{field.format('separate')}{entry.format('一、企业概况', 1)}</w:p>"
        f"<w:p>{entry.format('二、主要做法', 12)}</w:p><w:p>{field.format('end')}</w:p>"
        + paragraph("三、经验总结…………………3")
        + paragraph("一、企业概况")
        + paragraph(TEXT)
    )
    assert shape(read(body)) == ["H1 一、企业概况", f"P {TEXT}"]


def test_a_table_of_contents_that_never_ends_swallows_no_text() -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、企业概况 1</w:t></w:r></w:p>'
    ) + paragraph(TEXT)
    assert shape(read(body)) == [f"P {TEXT}"]


def test_pictures_are_found_in_drawings_fallbacks_and_old_shapes() -> None:
    made = Document()
    made.add_paragraph("一、企业概况")
    made.add_picture(BytesIO(png()), width=Mm(80))
    made.add_paragraph("图1 平台架构")
    out = BytesIO()
    made.save(out)
    reading = read_narrative(out.getvalue(), FORM)
    assert shape(reading) == ["H1 一、企业概况", "G 图1 平台架构"]
    assert [one.width for one in reading.narrative.blocks if isinstance(one, Picture)] == [80.0]


@pytest.mark.parametrize(
    ("cut", "size"),
    [
        ({"l": "25000", "r": "25000", "b": "50000"}, (40, 30)), ({"l": "-10000"}, (80, 60)),
        ({"l": "60000", "r": "60000"}, (80, 60)), ({"l": "x"}, (80, 60)), ({"r": "99999"}, (1, 60)),
    ],
)  # fmt: skip
def test_a_picture_comes_as_word_crops_it(cut: dict[str, str], size: tuple[int, int]) -> None:
    made = Document()
    made.add_paragraph("一、企业概况")
    made.add_picture(BytesIO(png()), width=Mm(80))
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    (blip,) = made.element.body.iter(f"{drawing}blip")
    rect = blip.getparent().makeelement(f"{drawing}srcRect", cut)
    blip.addnext(rect)
    out = BytesIO()
    made.save(out)
    reading = read_narrative(out.getvalue(), FORM)
    (body,) = reading.files.values()
    with Image.open(BytesIO(body)) as picture:
        assert picture.size == size


# ---- automatic numbers ----


def test_lists_inside_of_lists_are_kept_with_their_levels() -> None:
    body = (
        listed("第一项工作，如下。") + listed("甲，内容。", 1) + listed("乙，内容。", 1)
        + listed("第二项工作，如下。") + paragraph(TEXT)
    )  # fmt: skip
    for second in (level(1, "decimal", "%2."), level(1, "lowerLetter", "%2)"),
                   level(1, "lowerRoman", "%2."), level(1, "decimal", "（%2）")):  # fmt: skip
        assert shape(read(body, lists(level(0, "decimal", "%1."), second))) == [
            "1. 第一项工作，如下。", "1.1. 甲，内容。", "1.1. 乙，内容。", "1. 第二项工作，如下。",
            f"P {TEXT}",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text"),
    [("lowerLetter", "%1."), ("upperLetter", "%1)"), ("decimal", "%1"), ("decimal", "%1)")],
)
def test_every_way_of_counting_is_a_list(form: str, text: str) -> None:
    body = "".join(listed(f"第{one}条，内容。") for one in "甲乙丙")
    made = shape(read(body, lists(level(0, form, text))))
    assert [one.lstrip("1.") for one in made] == [f" 第{one}条，内容。" for one in "甲乙丙"]
    assert all(one.startswith("1.") for one in made)


def test_steps_with_words_in_their_numbers_keep_them() -> None:
    body = listed("调研。") + listed("实施。")
    assert shape(read(body, lists(level(0, "decimal", "第%1步：")))) == [
        "P 第1步：调研。", "P 第2步：实施。",
    ]  # fmt: skip


def test_a_list_that_goes_on_behind_a_paragraph_keeps_its_numbers_as_text() -> None:
    body = listed("甲，内容。") + paragraph(TEXT) + listed("乙，内容。")
    assert shape(read(body, lists(level(0, "decimal", "%1.")))) == [
        "1. 甲，内容。", f"P {TEXT}", "P 2.乙，内容。",
    ]  # fmt: skip


# ---- plain numbers ----


@pytest.mark.parametrize(
    "titles",
    [
        ("一、企业概况", "（一）发展", "二、主要做法"), ("一. 企业概况", "( 一 ) 发展", "二. 主要做法"),
        ("一　企业概况", "(一) 发展", "二　主要做法"), ("第一部分 企业概况", "第一节 发展", "第二部分 主要做法"),
        ("1 企业概况", "1.1 发展", "2 主要做法"), ("1. 企业概况", "1.1发展", "2. 主要做法"),
        ("1、企业概况", "1.1 发展", "2、主要做法"),
    ],
)  # fmt: skip
def test_headings_are_told_by_their_numbers_however_they_are_written(
    titles: tuple[str, str, str],
) -> None:
    lines = (titles[0], titles[1], TEXT, titles[2], TEXT)
    reading = read("".join(map(paragraph, lines)))
    heads = [one for one in reading.narrative.blocks if isinstance(one, Heading)]
    assert [(one.level, one.item) for one in heads] == [(1, "overview"), (2, None), (1, "practice")]


def test_chapters_that_the_outline_does_not_have_are_of_the_first_level_too() -> None:
    lines = ("1. 企业概况", TEXT, "2. 荣誉情况", "2.1 国家级", TEXT, "2.1.1 奖项", TEXT)
    assert [one for one in shape(read("".join(map(paragraph, lines)))) if one[0] == "H"] == [
        "H1 1. 企业概况", "H1 2. 荣誉情况", "H2 2.1 国家级", "H3 2.1.1 奖项",
    ]  # fmt: skip


# ---- what cannot be kept ----


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_the_list_styles_of_word_say_by_their_names_how_deep_a_line_stands() -> None:
    made = Document()
    for style in ("List Bullet", "List Bullet 2", "List Bullet 3", "List Bullet"):
        made.add_paragraph(f"要点（{style[-1]}）", style=style)
    out = BytesIO()
    made.save(out)
    found = shape(read_narrative(out.getvalue(), FORM))
    assert [one.partition(" ")[0] for one in found] == ["•", "••", "•••", "•"]


def test_raised_figures_comments_and_hidden_words_are_told() -> None:
    body = (
        "<w:p><w:r><w:t>占地300m</w:t></w:r>" + run("2", '<w:vertAlign w:val="superscript"/>')
        + "<w:r><w:t>，减排CO</w:t></w:r>" + run("2", '<w:vertAlign w:val="subscript"/>')
        + run("年", '<w:vertAlign w:val="superscript"/>') + run("藏", "<w:vanish/>") + '<w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )  # fmt: skip
    reading = read(body)
    assert shape(reading) == ["P 占地300m²，减排CO₂年"]
    assert codes(reading) | {"headings": None} == {
        "headings": None, "scripts": 1, "hidden": 1, "comments": 1,
    }  # fmt: skip


def test_text_in_a_frame_of_one_column_is_text() -> None:
    cell = "".join(map(paragraph, ("一、企业概况", TEXT, "（一）发展", TEXT)))
    frame = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    row = "<w:tr><w:tc>" + paragraph("甲") + "</w:tc></w:tr>"
    reading = read(frame + f"<w:tbl>{row}{row}</w:tbl>")
    assert shape(reading) == [
        "H1 一、企业概况", f"P {TEXT}", "H2 （一）发展", f"P {TEXT}", "T  甲/甲",
    ]  # fmt: skip
    assert codes(reading)["frames"] == 1


def test_rows_and_paragraphs_that_a_revision_takes_away_are_gone() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    table = (
        row.format("", paragraph("甲"), paragraph("乙"))
        + row.format("<w:trPr><w:del/></w:trPr>", paragraph("旧"), paragraph("旧"))
        + row.format("<w:trPr><w:ins/></w:trPr>", paragraph("新"), paragraph("新"))
    )
    body = (
        f"<w:tbl>{table}</w:tbl><w:p><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
    )
    assert shape(read(body)) == ["T  甲,乙/新,新", "P 移来"]


# ---- files that are not read ----


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "intake.kind-empty"), (word(paragraph(TEXT))[:200], "intake.kind-truncated"),
            (word("<w:p>"), "intake.xml-damaged"),
        (b"{\\rtf1\\ansi x}", "intake.kind-rtf"), (b"<html><body>x</body></html>", "intake.kind-html"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_says_why(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "正文.docx"
    path.write_bytes(data)
    with pytest.raises(SmdeskError) as caught:
        read_narrative(path, FORM)
    assert caught.value.code == code
    assert "intake." not in str(caught.value)


@pytest.mark.parametrize("name", ["正文.doc", "正文.wps", "正文.docx"])
def test_old_files_of_word_and_wps_say_how_to_save_them_anew(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(hostile.ole("WordDocument"))
    with pytest.raises(SmdeskError) as caught:
        read_narrative(path, FORM)
    assert caught.value.code == "intake.kind-doc"
    assert "另存为 .docx" in str(caught.value)


# ---- the same text through other programs ----

PAGE = """<html><head><meta charset="utf-8"></head><body>
<h1>一、企业概况</h1><h2>（一）发展历程</h2><p>公司成立于<b>2001年</b>，主营水泵。</p>
<ol><li>第一项工作，做好服务。<ol><li>子项甲，内容。</li><li>子项乙，内容。</li></ol></li>
<li>第二项工作，做好运维。</li></ol><ul><li>要点甲</li><li>要点乙</li></ul>
<p>表1 投资构成</p><table border=1><tr><th>项目</th><th>金额</th></tr><tr><td>设备</td><td>1,240</td></tr>
</table><h1>二、主要做法</h1><p>做法。</p></body></html>"""


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
@pytest.mark.parametrize("way", ["odt", "rtf", "doc"])
def test_what_libreoffice_makes_of_other_formats_is_read(tmp_path: Path, way: str) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    names = {"odt": "odt", "rtf": "rtf", "doc": "doc:MS Word 97"}
    for source, target in (
        ("a.html", "odt"), ("a.odt", names[way]), (f"a.{way}", "docx:MS Word 2007 XML"),
    ):  # fmt: skip
        if source != f"a.{target}":
            subprocess.run(
                [
                    "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
                    *(["--infilter=HTML (StarWriter)"] if source == "a.html" else []),
                    "--convert-to", target, "--outdir", str(tmp_path), str(tmp_path / source),
                ],
                check=True, capture_output=True, timeout=120,
            )  # fmt: skip
    assert shape(read_narrative(tmp_path / "a.docx", FORM)) == [
        "H1 一、企业概况", "H2 （一）发展历程", "P 公司成立于2001年，主营水泵。",
        "1. 第一项工作，做好服务。", "1.1. 子项甲，内容。", "1.1. 子项乙，内容。", "1. 第二项工作，做好运维。",
        "• 要点甲", "• 要点乙", "T 表1 投资构成 项目,金额/设备,1,240", "H1 二、主要做法", "P 做法。",
    ]  # fmt: skip
