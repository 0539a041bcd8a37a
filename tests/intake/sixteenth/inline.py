"""What stands around an answer in its cell: revisions, tags, fields, hidden and struck text."""

from __future__ import annotations

from sixteenth.draw import Draft, esc, para, run
from sixteenth.model import figures, filled, habit, put_run, some, words
from smdesk.notices.models import Kind

AUTHOR = 'w:id="9" w:author="科员" w:date="2024-03-01T08:00:00Z"'


@habit("revisions")
def answers_inserted_and_old_ones_deleted(d: Draft) -> None:
    """Revisions are still open: what is deleted is not the answer."""
    for bit in some(d, 10):
        old = "".join(c if not c.isdigit() else str((int(c) + 3) % 10) for c in bit.text) or "无"
        gone = f"<w:del {AUTHOR}><w:r><w:delText>{esc(old)}</w:delText></w:r></w:del>"
        put_run(d, bit, gone + f"<w:ins {AUTHOR}>{run(bit.text)}</w:ins>")


@habit("revisions")
def half_a_number_deleted(d: Draft) -> None:
    """Digits in the middle of a number were taken out or put in."""
    for bit in figures(d, 8):
        at = d.rng.randint(0, len(bit.text) - 1)
        gone = f"<w:del {AUTHOR}><w:r><w:delText>{d.rng.randint(1, 9)}</w:delText></w:r></w:del>"
        put_run(
            d,
            bit,
            run(bit.text[:at])
            + gone
            + f"<w:ins {AUTHOR}>{run(bit.text[at])}</w:ins>"
            + run(bit.text[at + 1 :]),
        )


@habit("revisions")
def answers_moved(d: Draft) -> None:
    """An answer was moved out of a cell and another into it."""
    for bit in words(d, 4):
        gone = f"<w:moveFrom {AUTHOR}>{run('原填写内容')}</w:moveFrom>"
        put_run(d, bit, gone + f"<w:moveTo {AUTHOR}>{run(bit.text)}</w:moveTo>")


@habit("revisions")
def answers_deleted(d: Draft) -> None:
    """An answer is deleted in an open revision: the cell is empty."""
    for bit in some(d, 4):
        put_run(
            d, bit, f"<w:del {AUTHOR}><w:r><w:delText>{esc(bit.text)}</w:delText></w:r></w:del>"
        )
        d.paper.truth[bit.address] = ""
        bit.text = ""


@habit("smart tags")
def answers_in_smart_tags(d: Draft) -> None:
    """Word 2003 marked places, people and numbers."""
    for _, bit in filled(d):
        half = max(1, len(bit.text) // 2)
        tag = f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="PlaceName">{run(bit.text[:half])}</w:smartTag>'
        put_run(d, bit, tag + run(bit.text[half:]))


@habit("fields")
def answers_in_form_fields(d: Draft) -> None:
    """Legacy text fields hold the answers."""
    for _, bit in filled(d):
        begin = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T1"/><w:textInput><w:default w:val="0"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        put_run(d, bit, f'{begin}{run(bit.text)}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


@habit("fields")
def answers_in_simple_fields(d: Draft) -> None:
    """Answers are results of reckoning, linking and nested fields."""
    for bit in some(d, 12):
        if d.rng.random() < 0.5:
            put_run(d, bit, f'<w:fldSimple w:instr=" =SUM(LEFT) ">{run(bit.text)}</w:fldSimple>')
        else:
            begin, sep, end = (
                f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
            )
            inner = f"{begin}<w:r><w:instrText> DOCPROPERTY 98765 </w:instrText></w:r>{sep}{run('98765')}{end}"
            put_run(
                d,
                bit,
                f"{begin}<w:r><w:instrText> IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1 </w:instrText></w:r>{sep}{run(bit.text)}{end}",
            )


@habit("fields")
def a_drop_down_of_old_word(d: Draft) -> None:
    """A legacy drop-down shows its chosen entry, which no run holds."""
    for bit in some(d, 3, kinds={Kind.TEXT, Kind.REGISTRATION, Kind.INDUSTRY}):
        entries = "".join(
            f'<w:listEntry w:val="{esc(one)}"/>' for one in ("请选择", "其他", bit.text)
        )
        begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="2"/>{entries}</w:ddList></w:ffData></w:fldChar></w:r>'
        put_run(
            d,
            bit,
            f'{begin}<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )


@habit("reading words")
def ruby_over_names(d: Draft) -> None:
    """Reading aids stand over rare characters."""
    for bit in some(d, 3, kinds={Kind.PERSON, Kind.NAME}):
        first = bit.text[0]
        ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>qí</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>{esc(first)}</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        put_run(d, bit, ruby + run(bit.text[1:]))


@habit("reading words")
def special_characters_as_elements(d: Draft) -> None:
    """Hyphens, tabs and breaks are elements of their own; runs are cut at every letter."""
    for _, bit in filled(d):
        if "-" in bit.text and d.paper.field(bit.address).kind in {Kind.PHONE, Kind.FAX}:
            put_run(
                d,
                bit,
                "<w:r><w:noBreakHyphen/></w:r>".join(run(one) for one in bit.text.split("-")),
            )
        elif d.rng.random() < 0.4:
            put_run(
                d,
                bit,
                "".join(
                    run(one, "<w:proofErr/>" if False else "")
                    + '<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/>'
                    for one in bit.text
                ),
            )


@habit("hidden")
def hidden_text_beside_the_answer(d: Draft) -> None:
    """Hidden text stands beside the answer; paper does not show it."""
    for bit in some(d, 8):
        hidden = run(d.rng.choice(("9", "原值：", "（旧）")), "<w:vanish/>")
        put_run(d, bit, hidden + run(bit.text))


@habit("struck out")
def struck_out_numbers(d: Draft) -> None:
    """The old number is struck out, the new one behind it."""
    for bit in figures(d, 6):
        old = str(d.rng.randint(10, 999))
        look = d.rng.choice(("<w:strike/>", "<w:dstrike/>"))
        put_run(d, bit, run(old, look) + run(" " + bit.text))


@habit("notes")
def footnotes_at_the_figures(d: Draft) -> None:
    """Figures carry a footnote, words a comment."""
    d.parts["footnotes.xml"] = (
        f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2">{para(run("经会计师事务所审计。"))}</w:footnote></w:footnotes>'
    )
    for bit in figures(d, 4):
        put_run(
            d,
            bit,
            run(bit.text)
            + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>',
        )


@habit("notes")
def a_superscript_mark_at_figures(d: Draft) -> None:
    """A figure carries a raised number of a note; read as a digit it would be another figure."""
    for bit in figures(d, 4):
        put_run(d, bit, run(bit.text) + run("1", '<w:vertAlign w:val="superscript"/>'))
    d.post.append(para(run("1.以上数据经审计。")))
