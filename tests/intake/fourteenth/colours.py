"""Habits of those who correct with colours, notes and the means of a word processor that hide or add something."""

from __future__ import annotations

from random import Random

from fourteenth.model import (
    NUMBERS,
    Kind,
    Paper,
    all_answers,
    below,
    figures,
    habit,
    other,
    plain,
    raw,
    touched,
)
from fourteenth.writing import Part, line, parts


def _run(text: str, look: str) -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BLUE = '<w:color w:val="0070C0"/>'


@habit("ink")
def two_hands(paper: Paper, rng: Random) -> None:
    """One wrote a figure in black, another one a second figure in blue beside it."""
    gap = rng.choice((" ", "", "  "))
    for one in figures(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        old = other(rng, new)
        paper.put(one, f"{old}{gap}{raw(paper, _run(new, BLUE))}", "")
        paper.ask(one)


@habit("ink")
def two_hands_in_names(paper: Paper, rng: Random) -> None:
    """A second person wrote another name or number in blue behind the first."""
    for one in figures(paper, rng, {Kind.PERSON, Kind.MOBILE, Kind.NAME}, 2):
        more = {Kind.PERSON: "张三丰", Kind.MOBILE: "13900000001"}.get(
            paper.field(one).kind, "沅浦旧名机械厂"
        )
        paper.put(one, f"{paper.truth[one]} {raw(paper, _run(more, BLUE))}", "")
        paper.ask(one)


@habit("ink")
def a_legend_of_colours(paper: Paper, rng: Random) -> None:
    """Below the table stands that what is red, or yellow, is not final."""
    look, said = rng.choice((
        ('<w:color w:val="FF0000"/>', "红色为预计数"),
        ('<w:color w:val="FF0000"/>', "注：标红数据待财务核实"),
        ('<w:highlight w:val="yellow"/>', "黄色底纹处为待核实数据"),
        ('<w:color w:val="00B050"/>', "绿色字体为集团合并数，请勿采用"),
        ("<w:i/>", "斜体为估计值"),
        ('<w:highlight w:val="yellow"/>', "黄底为需要再确认的数"),
        ('<w:highlight w:val="green"/>', "标绿部分尚有疑问"),
        ('<w:u w:val="single"/>', "下划线数据为去年数，未更新"),
    ))  # fmt: skip
    for one in figures(paper, rng, NUMBERS, 5):
        paper.put(one, raw(paper, _run(plain(paper, one), look)), "")
        paper.ask(one)
    below(paper, said)


@habit("ink")
def a_legend_of_stars(paper: Paper, rng: Random) -> None:
    """Some figures bear a star; below the table stands what it means: they are not final."""
    star = rng.choice(("*", "※", "△", "#", "＊"))
    for one in figures(paper, rng, NUMBERS, 5):
        paper.put(one, plain(paper, one) + star, "")
        paper.ask(one)
    below(paper, rng.choice((f"注：带{star}的为预计数", f"{star} 未经审计，以审计报告为准", f"{star}为集团口径", f"（{star}表示待核实）")))  # fmt: skip


@habit("ink")
def blacked_out(paper: Paper, rng: Random) -> None:
    """Answers are blacked out: black on black, nobody can read them."""
    look = rng.choice(('<w:highlight w:val="black"/>', '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>', '<w:shd w:val="solid" w:color="000000" w:fill="000000"/>'))  # fmt: skip
    for one in figures(paper, rng, {*NUMBERS, Kind.PERSON, Kind.MOBILE, Kind.NAME}, 5):
        said = plain(paper, one) if paper.field(one).kind in NUMBERS else paper.truth[one]
        paper.put(one, raw(paper, _run(said, look)), "")
        paper.ask(one)


@habit("ink")
def white_on_white(paper: Paper, rng: Random) -> None:
    """Answers in the colour of the page, or nearly, or of one point: nobody sees them."""
    look = rng.choice(('<w:color w:val="FFFFFE"/>', '<w:color w:val="FEFEFE"/>', '<w:sz w:val="1"/>', '<w:w w:val="1"/>', "<w:specVanish/><w:vanish/>", '<w:color w:themeColor="background1" w:val="auto"/>'))  # fmt: skip
    for one in figures(paper, rng, NUMBERS, 4):
        paper.put(one, raw(paper, _run(plain(paper, one), look)), "")
        paper.ask(one)


@habit("ink")
def numbered_by_the_program(paper: Paper, rng: Random) -> None:
    """The program made a list of what was typed: 3. 5 shows, only the 5 is text."""
    number = '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    parts(paper).append(Part("numbering", number))
    for one in figures(paper, rng, NUMBERS, 3):
        new = plain(paper, one)
        inner = f'</w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>{new}</w:t></w:r></w:p><w:p>'
        paper.put(one, raw(paper, inner), "")
        paper.ask(one)


@habit("ink")
def endnotes_say_otherwise(paper: Paper, rng: Random) -> None:
    """An endnote at the answer says that another figure is right."""
    notes = ""
    for n, one in enumerate(figures(paper, rng, NUMBERS, 2), 1):
        new = plain(paper, one)
        notes += f'<w:endnote w:id="{n}">{line(rng.choice((f"应为{other(rng, new)}", f"经审计为{other(rng, new)}", "此数有误", "待核")))}</w:endnote>'  # fmt: skip
        paper.put(one, new + raw(paper, f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:endnoteReference w:id="{n}"/></w:r>'), "")  # fmt: skip
        paper.ask(one)
    parts(paper).append(Part("endnotes", notes))


@habit("ink")
def inserted_and_deleted_in_a_cell(paper: Paper, rng: Random) -> None:
    """One inserted a figure (tracked), another deleted it again (tracked): nothing stands there."""
    for one in figures(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        gone = f'<w:ins w:id="81" w:author="甲"><w:del w:id="82" w:author="乙"><w:r><w:delText>{other(rng, new)}</w:delText></w:r></w:del></w:ins>'
        paper.put(one, f"{raw(paper, gone)}{new}", new)


@habit("ink")
def moved_away(paper: Paper, rng: Random) -> None:
    """A figure was moved (tracked) to the cell of another year: here it stands no longer."""
    for one in figures(paper, rng, NUMBERS, 3):
        new = plain(paper, one)
        old = f'<w:moveFromRangeStart w:id="71" w:name="m1"/><w:moveFrom w:id="72" w:author="甲"><w:r><w:t>{other(rng, new)}</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="71"/>'
        paper.put(one, f"{raw(paper, old)}{new}", new)


@habit("ink")
def a_picture_over_the_figure(paper: Paper, rng: Random) -> None:
    """A picture of a handwritten figure lies in the cell behind the typed one."""
    picture = '<w:r><w:drawing><wp:anchor><wp:docPr id="5" name="墨迹 5"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"/></a:graphic></wp:anchor></w:drawing></w:r>'
    for one in figures(paper, rng, NUMBERS, 3):
        paper.put(one, f"{plain(paper, one)}{raw(paper, picture)}", "")
        paper.ask(one)


@habit("ink")
def a_combined_word(paper: Paper, rng: Random) -> None:
    """A small word stands in two lines beside the figure, or as its reading: 预计, 待核."""
    for one in figures(paper, rng, NUMBERS, 4):
        word = rng.choice(("预计", "待核", "暂估", "不含", "上年"))
        small = _run(word, '<w:eastAsianLayout w:id="3" w:combine="1"/>')
        base = plain(paper, one)
        reading = f"<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>{word}</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        paper.put(one, base + raw(paper, small) if rng.random() < 0.5 else raw(paper, reading), "")
        paper.ask(one)


@habit("file")
def void_as_a_watermark(paper: Paper, rng: Random) -> None:
    """Across each page stands, as a watermark in its head, that the form is void or an example."""
    said = rng.choice(
        (
            "作废",
            "样张",
            "填写示例",
            "已作废",
            "VOID",
            "仅供参考 请勿使用",
            "历史版本",
            "已撤回",
            "测试数据",
            "不作数",
        )
    )
    shape = f'<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136"><v:textpath style="font-family:宋体" string="{said}"/></v:shape></w:pict></w:r></w:p>'
    parts(paper).append(Part("header", shape))
    asked = set(all_answers(paper)) | {b.address for _, b in paper.answers()}
    boxes = {b.address for t in paper.tables for c in t.cells for b in c.bits if b.kind == "X"}
    paper.ask(*asked, *(boxes & set(paper.truth)))


@habit("file")
def a_usual_watermark(paper: Paper, rng: Random) -> None:
    """A watermark of everyday use: it says nothing about the figures."""
    said = rng.choice(("内部资料", "机密", "严禁复制", "沅浦市经信局", "CONFIDENTIAL"))
    shape = f'<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136"><v:textpath style="font-family:宋体" string="{said}"/></v:shape></w:pict></w:r></w:p>'
    parts(paper).append(Part("header", shape))


@habit("file")
def another_unit_in_the_head(paper: Paper, rng: Random) -> None:
    """The page's head or foot says that amounts are in 元, while the rows print 万元."""
    said = rng.choice(
        ("金额单位：元", "单位：人民币元", "（单位：千元）", "注：本表金额均以元为单位")
    )
    parts(paper).append(Part(rng.choice(("header", "footer")), line(said)))
    asked = [
        b.address
        for _, b in paper.answers([paper.table])
        if paper.field(b.address).kind is Kind.MONEY and paper.field(b.address).unit == "万元"
    ]
    touched(paper).update(asked)
    paper.ask(*asked)


@habit("file")
def another_firm_in_the_head(paper: Paper, rng: Random) -> None:
    """The page's head names the group or an adviser, its foot a telephone: not the applicant's."""
    parts(paper).append(Part("header", line(rng.choice(("企业名称：沅浦旧名集团有限公司", "××咨询有限公司编制", "沅浦旧名集团  联系人：张三丰")))))  # fmt: skip
    parts(paper).append(Part("footer", line("联系电话：0570-11112222  邮政编码：300000")))
