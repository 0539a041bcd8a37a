"""How an answer or a box stands in a file's XML: runs, controls, fields, revisions, text boxes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

AUTHOR = 'w:id="%d" w:author="pdy" w:date="2023-03-02T09:00:00Z"'


def t(text: str, tag: str = "t") -> str:
    return f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>'


def run(text: str, props: str = "", tag: str = "t") -> str:
    """A run; line breaks become ``w:br``."""
    if not text:
        return ""
    inner = "<w:br/>".join(t(one, tag) if one else "" for one in text.split("\n"))
    return f"<w:r><w:rPr>{props}</w:rPr>{inner}</w:r>" if props else f"<w:r>{inner}</w:r>"


TURNED = str.maketrans("0123456789", "1357924680")
"""What stood there before: other digits."""


class Marks:
    """Wrappers of one file; ids go up."""

    def __init__(self, rng: Random) -> None:
        self.rng, self.last = rng, 100
        self.notes: list[int] = []

    def next(self) -> int:
        self.last += 1
        return self.last

    def by(self) -> str:
        return AUTHOR % self.next()

    def answer(self, text: str, wrap: str, old: str) -> str:
        made: Callable[[str, str], str] = (
            getattr(self, f"w_{wrap}") if wrap else lambda one, _: run(one)
        )
        return made(text, old)

    def w_split(self, text: str, _: str) -> str:
        cuts = (
            sorted(self.rng.sample(range(1, len(text)), min(3, len(text) - 1)))
            if len(text) > 1
            else []
        )
        parts = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        faces = (
            '<w:rFonts w:hint="eastAsia"/>',
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
            '<w:kern w:val="0"/>',
        )
        return '<w:proofErr w:type="spellStart"/>' + "".join(
            run(one, faces[i % 3]) for i, one in enumerate(parts)
        )

    def w_ins(self, text: str, _: str) -> str:
        return f"<w:ins {self.by()}>{run(text)}</w:ins>"

    def w_redo(self, text: str, old: str) -> str:
        gone = old or text.translate(TURNED)
        return f"<w:del {self.by()}>{run(gone, tag='delText')}</w:del><w:ins {self.by()}>{run(text)}</w:ins>"

    def w_half(self, text: str, _: str) -> str:
        """One character was mistyped and corrected under revision marks."""
        at = len(text) // 2
        wrong = "7" if text[at].isdigit() else "的"
        return (
            run(text[:at]) + f"<w:del {self.by()}>{run(wrong, tag='delText')}</w:del>"
            f"<w:ins {self.by()}>{run(text[at])}</w:ins>" + run(text[at + 1 :])
        )

    def w_moved(self, text: str, old: str) -> str:
        n = self.next()
        return (
            f'<w:moveToRangeStart {self.by()} w:name="m{n}"/><w:moveTo {self.by()}>{run(text)}</w:moveTo>'
            f'<w:moveToRangeEnd w:id="{n}"/>'
            f'<w:moveFromRangeStart {self.by()} w:name="m{n}"/><w:moveFrom {self.by()}>{run(old or text)}</w:moveFrom><w:moveFromRangeEnd w:id="{self.last}"/>'
        )

    def w_struck(self, text: str, old: str) -> str:
        return run(old or text.translate(TURNED), "<w:strike/>") + run(text)

    def w_sdt(self, text: str, _: str) -> str:
        return f'<w:sdt><w:sdtPr><w:alias w:val="填写"/><w:id w:val="{self.next()}"/><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'

    def w_list(self, text: str, _: str) -> str:
        items = "".join(
            f'<w:listItem w:displayText="{escape(one)}" w:value="{i}"/>'
            for i, one in enumerate(("请选择", text, "另一项"))
        )
        return f'<w:sdt><w:sdtPr><w:id w:val="{self.next()}"/><w:dropDownList>{items}</w:dropDownList></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>'

    def w_hint(self, text: str, _: str) -> str:
        """A content control that nobody typed into: only its grey prompt shows."""
        shown = run("单击或点击此处输入文字。", '<w:color w:val="808080"/>')
        return f'<w:sdt><w:sdtPr><w:id w:val="{self.next()}"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{shown}</w:sdtContent></w:sdt>'

    def w_smart(self, text: str, _: str) -> str:
        return f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="chsdate"><w:smartTagPr><w:attr w:name="IsLunarDate" w:val="False"/></w:smartTagPr>{run(text)}</w:smartTag>'

    def field(self, code: str, shown: str, extra: str = "") -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{extra}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def w_formtext(self, text: str, _: str) -> str:
        data = '<w:ffData><w:name w:val="文字1"/><w:enabled/><w:calcOnExit w:val="0"/><w:textInput><w:default w:val="请输入"/></w:textInput></w:ffData>'
        return self.field("FORMTEXT", run(text), data)

    def w_formlist(self, text: str, _: str) -> str:
        data = (
            '<w:ffData><w:name w:val="下拉1"/><w:enabled/><w:calcOnExit w:val="0"/><w:ddList><w:result w:val="1"/><w:listEntry w:val="请选择"/>'
            f'<w:listEntry w:val="{escape(text)}"/><w:listEntry w:val="其他"/></w:ddList></w:ffData>'
        )
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def w_merge(self, text: str, _: str) -> str:
        return self.field("MERGEFIELD 单位资料 \\* MERGEFORMAT", run(text, "<w:noProof/>"))

    def w_simple(self, text: str, _: str) -> str:
        return f'<w:fldSimple w:instr=" DOCPROPERTY 值 ">{run(text)}</w:fldSimple>'

    def w_link(self, text: str, _: str) -> str:
        return self.field(
            f'HYPERLINK "mailto:{text}"',
            run(text, '<w:u w:val="single"/><w:color w:val="0000FF"/>'),
        )

    def w_anchor(self, text: str, _: str) -> str:
        return f'<w:hyperlink w:anchor="_a{self.next()}" w:history="1">{run(text)}</w:hyperlink>'

    def w_custom(self, text: str, _: str) -> str:
        return f'<w:customXml w:uri="http://pdy.example/x" w:element="v">{run(text)}</w:customXml>'

    def w_hyphen(self, text: str, _: str) -> str:
        return "<w:r>" + "<w:noBreakHyphen/>".join(t(one) for one in text.split("-")) + "</w:r>"

    def w_ruby(self, text: str, _: str) -> str:
        return (
            '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr>'
            f"<w:rt>{run('zhēn')}</w:rt><w:rubyBase>{run(text[0])}</w:rubyBase></w:ruby></w:r>"
            + run(text[1:])
        )

    def w_note(self, text: str, _: str) -> str:
        self.notes.append(self.next())
        return (
            run(text)
            + f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{self.last}"/></w:r>'
        )

    def w_comment(self, text: str, _: str) -> str:
        return f'<w:commentRangeStart w:id="0"/>{run(text)}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'

    def w_hidden(self, text: str, _: str) -> str:
        return run("（请按营业执照填写）", "<w:vanish/>") + run(text)

    def w_padded(self, text: str, _: str) -> str:
        return run("\u3000 " + text + "  ", '<w:u w:val="single"/>')

    def w_tabbed(self, text: str, _: str) -> str:
        return (
            f'<w:r><w:tab/>{t(text)}</w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>'
        )

    def w_vml(self, text: str, _: str) -> str:
        return (
            f'<w:r><w:pict><v:shape id="_x{self.next()}" type="#_x0000_t202" style="width:120pt;height:18pt"><v:textbox>'
            f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )

    def w_dml(self, text: str, _: str) -> str:
        inside = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
        n = self.next()
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1500000" cy="230000"/>'
            f'<wp:docPr id="{n}" name="文本框 {n}"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
            '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1500000" cy="230000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            f'<mc:Fallback><w:pict><v:shape id="_f{n}" type="#_x0000_t202" style="width:120pt;height:18pt"><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
        )

    def w_mce(self, text: str, _: str) -> str:
        return f'<mc:AlternateContent><mc:Choice Requires="w14">{run(text)}</mc:Choice><mc:Fallback>{run(text)}</mc:Fallback></mc:AlternateContent>'

    def w_bookmark(self, text: str, _: str) -> str:
        n = self.next()
        return f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/>{run(text)}<w:bookmarkEnd w:id="{n}"/>'

    def sym(self, code: str, font: str = "Wingdings") -> str:
        return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'

    def legacy(self, on: bool) -> str:
        state = "<w:checked/>" if on else ""
        data = f'<w:ffData><w:name w:val="复选框1"/><w:enabled/><w:calcOnExit w:val="0"/><w:checkBox><w:sizeAuto/><w:default w:val="0"/>{state}</w:checkBox></w:ffData>'
        return (
            f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def modern(self, on: bool) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:id w:val="{self.next()}"/><w14:checkbox><w14:checked w14:val="{int(on)}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            f'<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent>{run("☒" if on else "☐")}</w:sdtContent></w:sdt>'
        )

    def box(self, label: str, on: bool, way: str) -> str:
        """A box with its label, as this sender ticks."""
        pairs = {
            "check": "☑□",
            "cross": "☒☐",
            "full": "■□",
            "round": "●○",
            "tick": "√□",
            "heavy": "✔□",
        }
        if way in pairs:
            return run(pairs[way][not on] + label)
        if way == "inside":  # a tick typed beside the printed box
            return run(("□√" if on else "□") + label)
        if way == "after":
            return run("□" + label + ("√" if on else ""))
        if way == "labelbox":
            return run(label + ("☑" if on else "□"))
        if way == "brackets":
            return run(("（√）" if on else "（ ）") + label)
        if way == "sym":
            return self.sym("F0FE" if on else "F0A8") + run(label)
        if way == "symtick":
            return (self.sym("F0FC") if on else run("□")) + run(label)
        if way == "wing2":
            return (
                self.sym("F052", "Wingdings 2") if on else self.sym("F0A3", "Wingdings 2")
            ) + run(label)
        if way == "eq":  # the enclosed-character trick: EQ \o\ac(□,√)
            return (self.field("eq \\o\\ac(□,√)", "") if on else run("□")) + run(label)
        if way == "legacy":
            return self.legacy(on) + run(label)
        if way == "modern":
            return self.modern(on) + run(label)
        if way == "revised":
            if not on:
                return run("□" + label)
            return (
                f"<w:del {self.by()}>{run('□', tag='delText')}</w:del><w:ins {self.by()}>{run('☑')}</w:ins>"
                + run(label)
            )
        if way == "strike":  # what does not apply is struck out
            return run("☑" + label) if on else run("□" + label, "<w:strike/>")
        raise ValueError(way)
