"""A Word file with one picture a page, each page of the picture's size: for LibreOffice to draw."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

_EMU, _TWIPS = 36_000, 1440 / 25.4
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="emf" ContentType="image/x-emf"/>'
    '<Default Extension="wmf" ContentType="image/x-wmf"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_ROOT = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="d" '
    f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


@dataclass(frozen=True)
class Sheet:
    """A picture (``emf``, ``wmf``), its bytes, its width and height in mm."""

    kind: str
    data: bytes
    wide: float
    high: float


def book(sheets: Sequence[Sheet]) -> bytes:
    """Return the file; its pages are those of ``sheets`` in order."""
    last = len(sheets) - 1
    body = "".join(_page(number, one, last=number == last) for number, one in enumerate(sheets))
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/relationships/image" '
        f'Target="media/p{number}.{one.kind}"/>'
        for number, one in enumerate(sheets)
    )
    document = (
        f'{_HEAD}<w:document xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
        f'xmlns:pic="{_DRAWING}/picture"><w:body>{body}</w:body></w:document>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", _TYPES)
        made.writestr("_rels/.rels", _ROOT)
        made.writestr("word/document.xml", document)
        made.writestr(
            "word/_rels/document.xml.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>',
        )
        for number, one in enumerate(sheets):
            made.writestr(f"word/media/p{number}.{one.kind}", one.data)
    return stream.getvalue()


def _page(number: int, one: Sheet, *, last: bool) -> str:
    """Return the paragraph of a page; all but the last end their section within it."""
    wide, high = round(one.wide * _TWIPS) + 1, round(one.high * _TWIPS) + 1
    section = (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{wide}" w:h="{high}"/>'
        '<w:pgMar w:top="0" w:right="0" w:bottom="0" w:left="0" w:header="0" w:footer="0" '
        'w:gutter="0"/></w:sectPr>'
    )
    inner, outer = ("", section) if last else (section, "")
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
        f"{inner}</w:pPr><w:r><w:drawing>{_anchor(number, one)}</w:drawing></w:r></w:p>{outer}"
    )


def _anchor(number: int, one: Sheet) -> str:
    """Return the picture at the corner of its page."""
    size = f'cx="{round(one.wide * _EMU)}" cy="{round(one.high * _EMU)}"'
    name = f'id="{number + 1}" name="p{number}"'
    edge = "<wp:posOffset>0</wp:posOffset>"
    return (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page">{edge}</wp:positionH>'
        f'<wp:positionV relativeFrom="page">{edge}</wp:positionV>'
        f"<wp:extent {size}/><wp:wrapNone/><wp:docPr {name}/>"
        f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic><pic:nvPicPr>'
        f"<pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="r{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:anchor>"
    )
