"""Sections of the document: page size, mirrored margins, rectos, and what stands at head and foot.

Odd pages are rectos: the binding edge is left and the page number right; on versos it is mirrored.
"""

from __future__ import annotations

from smdesk.packet import page
from smdesk.packet.docx.pictures import drawing
from smdesk.packet.docx.wml import DECLARATION, NAMESPACES, escape, field, run, twips

HEADER_DISTANCE, FOOTER_DISTANCE = 10.0, 12.0
PLAIN, NUMBERED, EMPTY = "plain", "numbered", "empty"
"""Feet of the cover, of all other parts, of the blank verso at the end."""

# WORKAROUND LibreOffice 7.4: of one head referred to as both odd and even, the odd one comes in
# without height, and its pages begin at the head's distance instead of the top margin.
_REFERENCES = {
    PLAIN: ("headerOdd", "headerEven", "footerPlain", "footerPlain"),
    NUMBERED: ("headerOdd", "headerEven", "footerOdd", "footerEven"),
    EMPTY: ("headerEmpty", "headerEmpty", "footerEmpty", "footerEmpty"),
}
DRAFT_HEADS = ("headerOdd", "headerEven")
"""The heads that carry 草稿 on a draft."""
_HEADS = (*DRAFT_HEADS, "headerEmpty")
_FEET = ("footerPlain", "footerOdd", "footerEven", "footerEmpty")

_NUMBER = '<w:rStyle w:val="SmPageNumber"/>'


def parts(*, draft: bool) -> tuple[str, ...]:
    """Return the names of the parts of heads and feet; the relation of each has the same name."""
    return (*_HEADS, *_FEET) if draft else _FEET


def section(kind: str, start: str, *, draft: bool) -> str:
    """Return ``w:sectPr``; ``start`` is ``oddPage`` or ``nextPage``; only a draft has heads.

    LibreOffice 7.4 begins the first page of a section with heads at the head's distance.
    """
    head_odd, head_even, odd, even = _REFERENCES[kind]
    heads = (
        f'<w:headerReference w:type="even" r:id="{head_even}"/>'
        f'<w:headerReference w:type="default" r:id="{head_odd}"/>'
    )
    return (
        f"<w:sectPr>{heads if draft else ''}"
        f'<w:footerReference w:type="even" r:id="{even}"/>'
        f'<w:footerReference w:type="default" r:id="{odd}"/>'
        f'<w:type w:val="{start}"/>'
        f'<w:pgSz w:w="{twips(page.PAGE_WIDTH)}" w:h="{twips(page.PAGE_HEIGHT)}"/>'
        f'<w:pgMar w:top="{twips(page.TOP)}" w:right="{twips(page.OUTER)}" '
        f'w:bottom="{twips(page.BOTTOM)}" w:left="{twips(page.INNER)}" '
        f'w:header="{twips(HEADER_DISTANCE)}" w:footer="{twips(FOOTER_DISTANCE)}" w:gutter="0"/>'
        '<w:cols w:space="425"/></w:sectPr>'
    )


def header_xml(*, draft: bool) -> bytes:
    """Return a head: 草稿 with a light watermark on a draft, nothing else."""
    content = run(page.DRAFT_MARK, '<w:spacing w:val="120"/>') + _WATERMARK if draft else ""
    body = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{content}</w:p>'
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{body}</w:hdr>".encode()


_WATERMARK = (
    '<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>'
    '<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
    '<v:shape id="SmdeskDraft" o:spid="_x0000_s2049" type="#_x0000_t136" '
    'style="position:absolute;margin-left:0;margin-top:0;width:300pt;height:150pt;rotation:315;'
    "z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e3e3e3" stroked="f">'
    f'<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="{page.DRAFT_MARK}"/>'
    "</v:shape></w:pict></w:r>"
)


def footer_xml(name: str, seal: str | None) -> bytes:
    """Return one foot; with a seal its code and QR code stand at the binding edge."""
    number = _number() if name in {"footerOdd", "footerEven"} else ""
    if name == "footerEmpty":
        body = _paragraph("", "left")
    elif seal is None:
        body = _paragraph(number, "left" if name == "footerEven" else "right")
    else:
        body = _sealed(seal, number, verso=name == "footerEven")
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{body}</w:ftr>".encode()


def _number() -> str:
    dash = run("— ", _NUMBER)
    return f"{dash}{field('PAGE', '1', _NUMBER)}{run(' —', _NUMBER)}"


def _paragraph(content: str, align: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="{align}"/></w:pPr>{content}</w:p>'


def _sealed(seal: str, number: str, *, verso: bool) -> str:
    """Return a borderless row of QR code, seal code and page number, mirrored on a verso."""
    code = drawing("qr", 1, f"{page.SEAL_LABEL} {seal}", page.QR_SIZE, page.QR_SIZE)
    label = run(f"{page.SEAL_LABEL} {escape(seal)}")
    inner, outer = ("right", "left") if verso else ("left", "right")
    widths = [page.QR_SIZE + 2, 70.0, page.TEXT_WIDTH - page.QR_SIZE - 72.0]
    cells = [(code, inner), (label, inner), (number, outer)]
    if verso:
        widths.reverse()
        cells.reverse()
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph(content, align)}</w:tc>"
        for width, (content, align) in zip(widths, cells, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr></w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="SmEnd"/></w:pPr></w:p>'
    )
