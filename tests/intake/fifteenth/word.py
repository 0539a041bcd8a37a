"""A paper as the bytes of a .docx, as Word or WPS keeps what a clerk typed into it."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from itertools import pairwise
from xml.sax.saxutils import escape

from twelfth.paper import Bit, Cell, Paper, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)
SEAL = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1440000" cy="1440000"/><wp:docPr id="9" name="图片 9"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic><pic:nvPicPr><pic:cNvPr id="9" name="公章.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1440000" cy="1440000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
)
LOOKS = {
    "": "", "bold": "<w:b/>", "line": '<w:u w:val="single"/>', "both": '<w:b/><w:u w:val="single"/>', "strike": "<w:strike/>",
    "kai": '<w:rFonts w:eastAsia="楷体" w:ascii="楷体"/><w:sz w:val="24"/>', "blue": '<w:color w:val="0000FF"/>', "red": '<w:color w:val="FF0000"/>',
}  # fmt: skip
GLYPHS = {
    "check": ("☑", "□"), "black": ("■", "□"), "tick": ("√", "□"), "heavy": ("✓", "□"), "box": ("☑", "☐"), "cross": ("☒", "☐"),
    "vee": ("V", "□"), "inbox": ("□√", "□"), "round": ("（√）", "（  ）"), "square": ("[√]", "[ ]"), "gone": ("√", ""), "black_only": ("■", ""),
}  # fmt: skip


def run(text: str, look: str = "") -> str:
    """Return runs of a text: tabs and breaks as Word keeps them."""
    props = f"<w:rPr>{LOOKS.get(look, look)}</w:rPr>" if look else ""
    made = ""
    for piece in re.split(r"(\t|\v)", text):
        if piece == "\t":
            made += f"<w:r>{props}<w:tab/></w:r>"
        elif piece == "\v":
            made += f"<w:r>{props}<w:br/></w:r>"
        elif piece:
            made += f'<w:r>{props}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
    return made


def par(inner: str, props: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{inner}</w:p>"


CENTRE = '<w:jc w:val="center"/>'


class Desk:
    """Writes one paper as its ``how`` tells."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.how = paper, paper.how

    def box(self, bit: Bit) -> str:
        """A box and its label, as this person ticks."""
        way, text = str(self.how.get("ticks", "check")), bit.text
        if way in GLYPHS:
            return run(GLYPHS[way][not bit.ticked] + self.how.get("box_gap", "") + text)
        if way in {"after", "after_round"}:
            tick = "√" if way == "after" else "（√）"
            return run("□" + text + tick * bit.ticked)
        if way in {"bold", "line", "both", "red"}:
            return run("□" + text, way if bit.ticked else "")
        if way == "strike":
            return run("□" + text, "" if bit.ticked else "strike")
        if way == "wingdings":
            sym = '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
            return (sym if bit.ticked else run("□")) + run(text)
        if way == "control":
            state, glyph = ("1", "☒") if bit.ticked else ("0", "☐")
            props = f'<w14:checkbox><w14:checked w14:val="{state}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
            return f"<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>{run(text)}"
        raise KeyError(way)

    def options(self, cell: Cell) -> list[str]:
        """The lines of boxes, where only what was chosen is left too."""
        boxes = [b for b in cell.bits if b.kind == "X"]
        way = str(self.how.get("ticks", "check"))
        chosen = [b for b in boxes if b.ticked]
        if way == "kept":
            return [run("☑" + b.text) for b in chosen] or [""]
        if way == "words":
            return [run("、".join(b.text.split("\n")[0] for b in chosen))]
        if way == "words_lines":
            return [run(b.text.split("\n")[0]) for b in chosen] or [""]
        made = [self.box(b) for b in boxes]
        if self.how.get("row") or not cell.stack:
            return [run(str(self.how.get("between", "  "))).join(made)]
        return made

    def answer(self, bit: Bit, alone: bool) -> str:
        if not bit.text:
            return "" if alone else run("      ", "line")
        look = bit.wrap or str(self.how.get("pen", ""))
        if not alone and self.how.get("underlined"):
            look = "line"
        if bit.wrap == "link":
            return f'<w:hyperlink w:history="1"><w:r><w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr><w:t>{escape(bit.text)}</w:t></w:r></w:hyperlink>'
        if bit.wrap == "pieces":
            half = len(bit.text) // 2
            return run(bit.text[:half]) + '<w:proofErr w:type="spellStart"/>' + run(bit.text[half:])
        return run(bit.text, look)

    def lines(self, cell: Cell) -> list[str]:
        """The paragraphs of a cell."""
        if any(b.kind == "X" for b in cell.bits):
            heads = [run(b.text.strip()) for b in cell.bits if b.kind == "T" and b.text.strip()]
            return heads + self.options(cell)
        alone = sum(b.kind == "B" for b in cell.bits) == len(cell.bits)
        look = "bold" if cell.role == "heading" else str(self.how.get("label_look", "")) if cell.role == "label" else ""  # fmt: skip
        lines = [""]
        for bit in cell.bits:
            if bit.kind == "B":
                for n, piece in enumerate(bit.text.split("\n")):
                    if n:
                        lines.append("")
                    lines[-1] += self.answer(Bit("B", piece, bit.address, wrap=bit.wrap), alone)
                continue
            text = bit.text.replace("\n", "\v") if self.how.get("soft") else bit.text
            for n, piece in enumerate(text.split("\n")):
                if n:
                    lines.append("")
                lines[-1] += run(piece, bit.wrap or look)
        lines += [""] * int(bool(self.how.get("trailing")) and cell.role == "value")
        return lines

    def tc(self, cell: Cell | None, span: int, merge: str, width: int) -> str:
        props = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        props += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        props += {"restart": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}.get(merge, "")
        centred = (cell is not None and cell.role in {"label", "index"}) or self.how.get(
            "centred_values"
        )
        made = "<w:p/>"
        if cell is not None and merge != "on":
            made = "".join(par(one, CENTRE if centred else "") for one in self.lines(cell))
            if cell.role == "signature" and self.how.get("seal"):
                made += par(SEAL)
        return f'<w:tc><w:tcPr>{props}<w:vAlign w:val="center"/></w:tcPr>{made}</w:tc>'

    def row(self, table: Table, at: int, widths: list[int]) -> str:
        made, col, last = "", 0, len(table.edges) - 1
        starts = {c.col: c for c in table.cells if c.row <= at < c.row + c.rows and not c.gone}
        while col < last:
            cell = starts.get(col)
            step = cell.cols if cell else 1
            merge = "" if cell is None or cell.rows == 1 else "restart" if cell.row == at else "on"
            if self.how.get("unmerged") and merge:
                cell, merge = (cell if merge == "restart" else None), ""
            made += self.tc(cell, step, merge, sum(widths[col : col + step]))
            col += step
        return f"<w:tr>{made}</w:tr>"

    def tbl(self, table: Table, rows: range | None = None) -> str:
        wide = 14000 if self.how.get("landscape") else 9000
        widths = [round((b - a) * wide) for a, b in pairwise(table.edges)]
        grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        made = "".join(self.row(table, at, widths) for at in rows or range(table.rows))
        line = "".join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for s in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
        return f'<w:tbl><w:tblPr><w:tblW w:w="{wide}" w:type="dxa"/><w:tblBorders>{line}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl><w:p/>'

    def cover(self) -> str:
        """The cover: title, its lines, the foot."""
        paper, made = self.paper, ""
        made += "".join(par(run(one), CENTRE) for one in paper.title)
        if self.how.get("cover") == "table":
            made += self.tbl(paper.cover)
        else:
            for at in range(paper.cover.rows):
                line = ""
                for cell in sorted(
                    (c for c in paper.cover.cells if c.row == at), key=lambda c: c.col
                ):
                    line += run(" ").join(self.lines(cell))
                    line += run("：") if cell.role == "label" and cell.text.strip() else ""
                made += par(line)
        made += "".join(par(run(one), CENTRE) for one in paper.foot)
        return made + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def body(self) -> str:
        paper, made = self.paper, ""
        made += "".join(par(run(one)) for one in paper.before)
        if self.how.get("cover", "lines") != "none":
            made += self.cover()
        made += "".join(par(run(one), CENTRE) for one in paper.heading)
        made += "".join(par(run(one)) for one in self.how.get("under_title", ()))
        made += self.tables()
        made += "".join(par(run(one)) for one in self.how.get("after", ()))
        return made + "".join(
            '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + Desk(one).body() for one in paper.more
        )

    def tables(self) -> str:
        table = self.paper.table
        if not self.how.get("split"):
            return self.tbl(table)
        heads = [c for c in table.cells if c.role == "heading" and c.cols == len(table.edges) - 1]
        made, cuts = "", sorted({0, table.rows, *(c.row for c in heads)})
        for a, b in pairwise(cuts):
            head = next((c for c in heads if c.row == a), None)
            if head is not None and self.how["split"] == "titles" and b > a + 1:
                made += par(run(head.text, "bold"))
            skip = head is not None and self.how["split"] == "titles" and b > a + 1
            made += self.tbl(table, range(a + skip, b))
        return made

    def document(self) -> str:
        how = self.how
        refs = '<w:headerReference w:type="default" r:id="rId7"/>' if how.get("header") else ""
        refs += '<w:footerReference w:type="default" r:id="rId8"/>' if how.get("pages") else ""
        size = 'w:w="16838" w:h="11906" w:orient="landscape"' if how.get("landscape") else 'w:w="11906" w:h="16838"'  # fmt: skip
        return f"{HEAD}<w:document {NS}><w:body>{self.body()}<w:sectPr>{refs}<w:pgSz {size}/></w:sectPr></w:body></w:document>"


def docx(paper: Paper) -> bytes:
    """Return the file."""
    desk, how = Desk(paper), paper.how
    kinds = f'<Override PartName="/word/document.xml" ContentType="{WML}.document.main+xml"/><Default Extension="png" ContentType="image/png"/>'
    links = f'<Relationship Id="rId9" Type="{R}/image" Target="media/image1.png"/>'
    files: dict[str, str | bytes] = {"word/document.xml": desk.document(), "word/media/image1.png": DOT}  # fmt: skip
    if how.get("header"):
        files["word/header1.xml"] = f"{HEAD}<w:hdr {NS}>{par(run(str(how['header'])))}</w:hdr>"
        kinds += f'<Override PartName="/word/header1.xml" ContentType="{WML}.header+xml"/>'
        links += f'<Relationship Id="rId7" Type="{R}/header" Target="header1.xml"/>'
    if how.get("pages"):
        page = run("第 ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" 页")  # fmt: skip
        files["word/footer1.xml"] = f"{HEAD}<w:ftr {NS}>{par(page, CENTRE)}</w:ftr>"
        kinds += f'<Override PartName="/word/footer1.xml" ContentType="{WML}.footer+xml"/>'
        links += f'<Relationship Id="rId8" Type="{R}/footer" Target="footer1.xml"/>'
    rel = "http://schemas.openxmlformats.org/package/2006"
    files["[Content_Types].xml"] = f'{HEAD}<Types xmlns="{rel}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'  # fmt: skip
    files["_rels/.rels"] = f'{HEAD}<Relationships xmlns="{rel}/relationships"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'  # fmt: skip
    files["word/_rels/document.xml.rels"] = f'{HEAD}<Relationships xmlns="{rel}/relationships">{links}</Relationships>'  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name in ("[Content_Types].xml", "_rels/.rels", *(n for n in files if n.startswith("word/"))):  # fmt: skip
            box.writestr(name, files[name])
    return out.getvalue()
