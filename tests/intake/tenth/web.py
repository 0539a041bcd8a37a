"""A page as HTML: what web systems and editors save as .doc."""

from __future__ import annotations

import quopri
from html import escape

from tenth.page import Bit, Cell, Page, Table

_TAGS = {
    "strike": "s",
    "dstrike": "s",
    "under": "u",
    "bold": "b",
    "sup": "sup",
    "del": "del",
    "ins": "ins",
}
_STYLE = {
    "red": "color:#ff0000",
    "white": "color:#ffffff",
    "vanish": "display:none",
    "shade": "background:yellow",
    "mark": "background:yellow",
}


def _bit(one: Bit) -> str:
    kind = one.look.partition(":")[0]
    if one.choice and kind in {"face", "wpsbox"}:
        return "<span>☑</span>" if one.on else "<span>□</span>"
    text = escape(one.text).replace("\n", "<br/>").replace("\t", "&nbsp;&nbsp;")
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>{text}</{_TAGS[kind]}>"
    if kind in _STYLE:
        return f'<span style="{_STYLE[kind]}">{text}</span>'
    return f"<span>{text}</span>"


def _cell(one: Cell, mso: bool) -> str:
    spans = (f' colspan="{one.w}"' if one.w > 1 else "") + (
        f' rowspan="{one.h}"' if one.h > 1 else ""
    )
    inner = "".join(_bit(x) for x in one.bits) or "&nbsp;"
    inner = f'<p class="MsoNormal">{inner}<o:p></o:p></p>' if mso else inner
    return f"<td{spans}>{inner}{''.join(_table(t, mso) for t in one.tables)}</td>"


def _table(table: Table, mso: bool) -> str:
    rows = "".join(
        f"<tr>{''.join(_cell(c, mso) for c in table.row(r))}</tr>" for r in range(table.height)
    )
    return f'<table border="1" cellspacing="0" style="border-collapse:collapse">{rows}</table>'


def markup(page: Page) -> str:
    mso = page.pen.get("mso") == "1"
    body = ""
    for part in page.parts:
        if isinstance(part, Table):
            body += _table(part, mso) + "<p>&nbsp;</p>"
        elif part == "\f":
            body += '<br clear="all" style="page-break-before:always"/>'
        else:
            body += f"<p>{escape(part.strip(chr(11)))}</p>"
    names = ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40"'
    return f'<html{names}><head><meta charset="{page.pen.get("charset", "utf-8")}"><meta name="Generator" content="Microsoft Word 15"><title>申报书</title><style>td{{mso-x:1}}</style></head><body lang="ZH-CN">{body}</body></html>'


def html(page: Page, charset: str) -> bytes:
    text = markup(page)
    data = text.encode(charset, "xmlcharrefreplace")
    return b"\xef\xbb\xbf" + data if page.pen.get("bom") else data


def mhtml(page: Page) -> str:
    body = quopri.encodestring(markup(page).encode()).decode("ascii")
    return ('MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="----=mhtDocumentPart"\n\n'
            '------=mhtDocumentPart\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n'
            f"Content-Location: file:///C:/fake/document.html\n\n{body}\n------=mhtDocumentPart--\n")  # fmt: skip
