"""A paper as the bytes of a .docx."""

from __future__ import annotations

import io
import zipfile

from twelfth.marks import run
from twelfth.paper import Paper
from twelfth.writing import NS, Writer

STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}
APPS = {
    "word": "Microsoft Office Word",
    "wps": "WPS Office_11.1.0.14309_F1E327BC-269C-435d-A152-05C5408002CA",
    "gdocs": "",
    "pydocx": "Microsoft Macintosh Word",
}
PKG = "http://schemas.openxmlformats.org/package/2006"
OFF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(paper: Paper) -> bytes:
    """Return the file."""
    maker = str(paper.how.get("maker", "word"))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in _parts(paper, maker).items():
            said = text
            if maker == "strict" and name.startswith(("word/", "_rels")):
                for old, new in STRICT.items():
                    said = said.replace(old, new)
            box.writestr(zipfile.ZipInfo(name, (2023, 3, 2, 9, 0, 0)), said.encode())
    return held.getvalue()


def _made_by(maker: str, inner: str) -> str:
    """Return a body as a program writes it."""
    if maker == "mce":
        begin = '<mc:AlternateContent><mc:Choice Requires="w14"><w:tbl>'
        end = "</w:tbl></mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>"
        return inner.replace("<w:tbl>", begin, 1).replace("</w:tbl>", end, 1)
    if maker == "gdocs":  # every paragraph and run with its own properties, rtl flags and no styles
        inner = inner.replace("<w:r><w:t", '<w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t')
        broken = '<w:p w:rsidR="00000000"><w:pPr><w:pageBreakBefore w:val="0"/></w:pPr><w:r>'
        return inner.replace("<w:p><w:r>", broken)
    if maker == "wps":
        face = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312"/><w:kern w:val="2"/><w:szCs w:val="24"/>'
        return inner.replace("<w:r><w:t", f"<w:r><w:rPr>{face}</w:rPr><w:t")
    return inner


def _parts(paper: Paper, maker: str) -> dict[str, str]:
    """Return the package's parts by name, the list of their kinds first."""
    writer = Writer(paper)
    inner = writer.body()
    for one in paper.more:
        inner += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + Writer(one, writer.marks).body()
    body = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NS}><w:body>{_made_by(maker, inner)}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
    parts = {"word/document.xml": body}
    kinds, rels = "", ""
    for i, (kind, text) in enumerate(_beside(writer.marks.notes).items(), 1):
        parts[f"word/{kind}.xml"] = f'<?xml version="1.0" encoding="UTF-8"?>{text}'
        kinds += f'<Override PartName="/word/{kind}.xml" ContentType="{WML}.{kind}+xml"/>'
        rels += f'<Relationship Id="rId{i}" Type="{OFF}/{kind}" Target="{kind}.xml"/>'
    links = f'<Relationships xmlns="{PKG}/relationships">'
    parts["word/_rels/document.xml.rels"] = f"{links}{rels}</Relationships>"
    parts["_rels/.rels"] = (
        f'{links}<Relationship Id="rId1" Type="{OFF}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    parts["docProps/app.xml"] = (
        f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{APPS.get(maker, "Microsoft Office Word")}</Application></Properties>'
    )
    first = f'<Types xmlns="{PKG}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{WML}.document.main+xml"/>{kinds}</Types>'
    return {"[Content_Types].xml": first, **parts}


def _beside(notes: list[int]) -> dict[str, str]:
    """Return the parts beside the document by kind: lists, footnotes, comments."""
    feet = "".join(
        f'<w:footnote w:id="{n}"><w:p>{run("数据为审计前口径")}</w:p></w:footnote>' for n in notes
    )
    return {
        "numbering": f'<w:numbering {NS}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "footnotes": f"<w:footnotes {NS}>{feet}</w:footnotes>",
        "comments": f'<w:comments {NS}><w:comment w:id="0" w:author="pdy" w:initials="p"><w:p>{run("请核对：是否应为8800？")}</w:p></w:comment></w:comments>',
    }
