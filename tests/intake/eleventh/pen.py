"""Writes a clerk's paper as a Word file, the way the clerk's program does."""

from __future__ import annotations

import io
import re
import zipfile
from random import Random
from xml.sax.saxutils import escape

from eleventh.paper import Bit, Cell, Paper, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"
_T = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FACES = {
    "word": '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>',
    "wps": '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>',
    "google": '<w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/><w:rtl w:val="0"/>',
    "python": "",
}
_LOOKS = {
    "strike": "<w:strike/>", "red": '<w:color w:val="FF0000"/>', "marked": '<w:highlight w:val="yellow"/>',
    "bold": "<w:b/>", "under": '<w:u w:val="single"/>', "small": '<w:sz w:val="15"/>',
    "hidden": "<w:vanish/>", "sup": '<w:vertAlign w:val="superscript"/>', "blue": '<w:color w:val="0000FF"/>',
}  # fmt: skip


class Pen:
    """One file: body, comments and footnotes grow as parts are written."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.rng = Random(f"pen {paper.form}")
        self.comments: list[str] = []
        self.feet: list[str] = []
        self.marks = 0

    def letters(self, text: str, props: str = "", tag: str = "w:t") -> str:
        """Return runs of a text; line breaks become breaks, tabs tabs."""
        made = ""
        for piece in re.split(r"(\n|\t)", text):
            if piece in {"\n", "\t"}:
                made += self.run("<w:br/>" if piece == "\n" else "<w:tab/>", props)
                continue
            for part in self.split(piece):
                made += self.run(f'<{tag} xml:space="preserve">{escape(part)}</{tag}>', props)
        return made

    def split(self, text: str) -> list[str]:
        """Break a text where editing left its marks."""
        if not text or self.paper.maker == "python" or self.rng.random() > 0.3:
            return [text] if text else []
        at = self.rng.randint(0, len(text))
        return [one for one in (text[:at], text[at:]) if one]

    def run(self, inner: str, props: str) -> str:
        props = _FACES[self.paper.maker] + props
        made = f"<w:r><w:rPr>{props}</w:rPr>{inner}</w:r>"
        if self.paper.maker == "word" and self.rng.random() < 0.1:
            made = '<w:proofErr w:type="spellStart"/>' + made + '<w:proofErr w:type="spellEnd"/>'
        if self.paper.maker == "google" and self.rng.random() < 0.2:
            self.marks += 1
            made = f'<w:sdt><w:sdtPr><w:id w:val="{7000 + self.marks}"/><w:tag w:val="goog_rdk_{self.marks}"/></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>'
        return made

    def bit(self, bit: Bit) -> str:
        kind, _, rest = bit.look.partition(":")
        if kind == "sym":
            font, _, code = rest.partition(":")
            return self.run(f'<w:sym w:font="{font}" w:char="{code}"/>', "")
        if kind in {"ins", "del"}:
            self.marks += 1
            tag = "w:delText" if kind == "del" else "w:t"
            inner = self.letters(bit.text, tag=tag)
            return f'<w:{kind} w:id="{self.marks}" w:author="李工" w:date="2023-05-06T09:00:00Z">{inner}</w:{kind}>'
        if kind == "comment":
            return self.comment(bit.text, rest)
        if kind == "foot":
            self.feet.append(rest)
            mark = f'<w:footnoteReference w:id="{len(self.feet) + 1}"/>'
            return self.letters(bit.text) + self.run(mark, '<w:vertAlign w:val="superscript"/>')
        return self.letters(bit.text, _LOOKS.get(kind, ""))

    def comment(self, text: str, said: str) -> str:
        n = len(self.comments)
        self.comments.append(said)
        around = (
            f'<w:commentRangeStart w:id="{n}"/>{self.letters(text)}<w:commentRangeEnd w:id="{n}"/>'
        )
        return around + f'<w:r><w:commentReference w:id="{n}"/></w:r>'

    def paragraphs(self, bits: list[Bit], middle: bool = False) -> str:
        """Return a cell's letters: a paragraph a line, the way Word keeps them."""
        lines: list[list[Bit]] = [[]]
        soft = "breaks" in self.paper.look
        for one in bits:
            pieces = [one.text] if soft or one.look.startswith("sym") else one.text.split("\n")
            for n, piece in enumerate(pieces):
                if n:
                    lines.append([])
                lines[-1].append(Bit(piece, look=one.look))
        props = '<w:jc w:val="center"/>' if middle else ""
        return "".join(
            f"<w:p><w:pPr>{props}</w:pPr>{''.join(self.bit(b) for b in line)}</w:p>"
            for line in lines
        )

    def table(self, table: Table) -> str:
        widths = [max(400, 9600 // table.columns)] * table.columns
        cols = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
        sides = "".join(
            f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for s in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        borders = "" if "bare" in table.marks else f"<w:tblBorders>{sides}</w:tblBorders>"
        rows = "".join(self.row(table, r) for r in range(table.height))
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{borders}</w:tblPr><w:tblGrid>{cols}</w:tblGrid>{rows}</w:tbl>'

    def row(self, table: Table, r: int) -> str:
        reaching = sorted(
            (one for one in table.cells if one.r <= r < one.r + one.h), key=lambda one: one.c
        )
        made = ""
        for cell in reaching:
            props = f'<w:tcW w:w="{cell.w * (9600 // table.columns)}" w:type="dxa"/>'
            props += f'<w:gridSpan w:val="{cell.w}"/>' if cell.w > 1 else ""
            if cell.h > 1:
                props += '<w:vMerge w:val="restart"/>' if cell.r == r else "<w:vMerge/>"
            made += f"<w:tc><w:tcPr>{props}</w:tcPr>{self.inside(cell) if cell.r == r else '<w:p/>'}</w:tc>"
        head = "<w:trPr><w:tblHeader/></w:trPr>" if r == 0 and "headed" in table.marks else ""
        return f"<w:tr>{head}{made}</w:tr>"

    def inside(self, cell: Cell) -> str:
        return self.paragraphs(cell.bits, cell.role in {"label", "index"})

    def body(self) -> str:
        made = ""
        for part in self.paper.parts:
            if isinstance(part, Table):
                made += self.table(part)
                made += "" if "joined" in part.marks else "<w:p/>"
            elif part == "\f":
                made += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            else:
                made += self.paragraphs([Bit(part)], middle=len(part) < 24)
        size = 'w:w="11906" w:h="16838"'
        if "landscape" in self.paper.look:
            size = 'w:w="16838" w:h="11906" w:orient="landscape"'
        return made + f"<w:p/><w:sectPr><w:pgSz {size}/></w:sectPr>"


def word(paper: Paper) -> bytes:
    """Return the paper as .docx."""
    pen = Pen(paper)
    body = pen.body()
    parts = {"word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'}  # fmt: skip
    names = {"styles": f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'}  # fmt: skip
    if pen.comments:
        said = "".join(
            f'<w:comment w:id="{n}" w:author="王科" w:initials="W"><w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p></w:comment>'
            for n, one in enumerate(pen.comments)
        )
        names["comments"] = f'<w:comments xmlns:w="{_W}">{said}</w:comments>'
    if pen.feet:
        said = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{escape(one)}</w:t></w:r></w:p></w:footnote>'
            for n, one in enumerate(pen.feet, 2)
        )
        lines = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        names["footnotes"] = f'<w:footnotes xmlns:w="{_W}">{lines}{said}</w:footnotes>'
    parts |= {f"word/{name}.xml": text for name, text in names.items()}
    types = "".join(
        f'<Override PartName="/word/{one}.xml" ContentType="{_T}.{one}+xml"/>' for one in names
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{one}" Target="{one}.xml"/>'
        for n, one in enumerate(names, 1)
    )
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{_P}">{links}</Relationships>'
    parts["_rels/.rels"] = f'<Relationships xmlns="{_P}"><Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'  # fmt: skip
    parts["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_T}.document.main+xml"/>{types}</Types>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(parts):
            packed.writestr(zipfile.ZipInfo(name), _HEAD + parts[name])
    return held.getvalue()
