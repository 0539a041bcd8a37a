"""A paper as the bytes of a .docx: the thirteenth set's writer, with runs, parts and heads of this set's own."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from thirteenth import word
from twelfth.paper import Paper

from fourteenth.model import OPEN, SHUT

RUN = re.compile(r"<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t xml:space=\"preserve\">([^<]*)</w:t></w:r>")  # fmt: skip
OFF = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Part:
    """A part beside the document: its kind (header, footer, endnotes, numbering) and what it holds."""

    kind: str
    inner: str

    @property
    def markup(self) -> str:
        tag = {"header": "hdr", "footer": "ftr"}.get(self.kind, self.kind)
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{tag} {word.NS}>{self.inner}</w:{tag}>'


def parts(paper: Paper) -> list[Part]:
    held = paper.how.setdefault("parts", [])
    assert isinstance(held, list)
    return held


def line(text: str, properties: str = "") -> str:
    """Return a paragraph with a text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:p><w:r>{look}<w:t>{text}</w:t></w:r></w:p>"


def _opened(paper: Paper, document: str) -> str:
    """Put the markup where its tokens stand."""
    held = paper.how.get("raw", [])
    assert isinstance(held, list)

    def run(found: re.Match[str]) -> str:
        look, text = found[1], found[2]
        if OPEN not in text:
            return found[0]
        said = ""
        for n, piece in enumerate(re.split(f"{OPEN}(\\d+){SHUT}", text)):
            if n % 2:
                said += held[int(piece)]
            elif piece:
                said += f'<w:r>{look}<w:t xml:space="preserve">{piece}</w:t></w:r>'
        return said

    return RUN.sub(run, document)


def docx(paper: Paper) -> bytes:
    """Return the file."""
    with zipfile.ZipFile(io.BytesIO(word.docx(paper))) as box:
        texts = {name: box.read(name).decode() for name in box.namelist()}
    document = _opened(paper, texts["word/document.xml"])
    kinds = links = heads = ""
    for n, part in enumerate(parts(paper)):
        name = f"{part.kind}{n}"
        texts[f"word/{name}.xml"] = part.markup
        kinds += f'<Override PartName="/word/{name}.xml" ContentType="{WML}.{part.kind}+xml"/>'
        links += f'<Relationship Id="x{n}" Type="{OFF}/{part.kind}" Target="{name}.xml"/>'
        if part.kind in {"header", "footer"}:
            heads += f'<w:{part.kind}Reference w:type="default" r:id="x{n}"/>'
    texts["word/document.xml"] = document.replace("<w:sectPr/>", f"<w:sectPr>{heads}</w:sectPr>")
    for name, end, more in (("[Content_Types].xml", "</Types>", kinds), ("word/_rels/document.xml.rels", "</Relationships>", links)):  # fmt: skip
        texts[name] = texts[name].replace(end, more + end)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in texts.items():
            box.writestr(zipfile.ZipInfo(name, (2023, 3, 2, 9, 0, 0)), text.encode())
    return held.getvalue()
