"""Writes a paper as a web page: a mail's body as Outlook saves it, tables in tables, or plain; LibreOffice makes Word of it."""

from __future__ import annotations

from html import escape

from eighteenth.model import Cell, Paper, Run, Table, flat, inside

MSO = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset="utf-8">'
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->"
    "<style>p.MsoNormal{mso-style-unhide:no;margin:0cm}</style></head><body lang=ZH-CN><div class=WordSection1>"
)
LOOKS = {
    "strike": "<s>{}</s>",
    "underline": "<u>{}</u>",
    "red": '<font color="red">{}</font>',
    "lit": '<span style="background:yellow">{}</span>',
    "super": "<sup>{}</sup>",
}


def html(paper: Paper, *, mso: bool, nested: bool) -> str:
    """Return the paper as HTML."""
    body = ""
    for one in paper.blocks:
        if isinstance(one, Table):
            body += _table(one, mso=mso, nested=nested)
        else:
            body += "".join(_para(runs, mso=mso) for runs in flat(one.items))
    if nested:
        body = (
            f'<table width="100%"><tr><td><table><tr><td>{body}</td></tr></table></td></tr></table>'
        )
    if mso:
        return f"{MSO}{body}</div></body></html>"
    return f'<html><head><meta charset="utf-8"></head><body><blockquote>{body}</blockquote></body></html>'


def _para(runs: list[Run], *, mso: bool) -> str:
    text = ""
    for run in runs:
        said = escape(run.text).replace("\t", "&nbsp;&nbsp;&nbsp;&nbsp;").replace("  ", "&nbsp; ")
        for name, look in LOOKS.items():
            said = look.format(said) if run.marks.get(name) and said else said
        text += said
    if mso:
        return f"<p class=MsoNormal><span lang=EN-US>{text or '&nbsp;'}<o:p></o:p></span></p>"
    return f"<p>{text or '&nbsp;'}</p>"


def _table(table: Table, *, mso: bool, nested: bool) -> str:
    covering, rows = table.covering(), ""
    for row in range(table.rows):
        cells, col = "", 0
        while col < table.cols:
            one = covering.get((row, col))
            if one is None:
                cells, col = cells + "<td>&nbsp;</td>", col + 1
                continue
            cells += _cell(one, mso=mso, nested=nested) if one.row == row else ""
            col = one.col + one.cols
        rows += f"<tr>{cells}</tr>"
    return f'<table border="1" cellspacing="0">{rows}</table>'


def _cell(one: Cell, *, mso: bool, nested: bool) -> str:
    lines = one.lines + inside(one)
    if mso:
        body = "".join(_para(runs, mso=True) for runs in lines)
    else:
        body = "<br>".join(_para(runs, mso=False)[3:-4] for runs in lines)
    spans = (f' colspan="{one.cols}"' if one.cols > 1 else "") + (
        f' rowspan="{one.rows}"' if one.rows > 1 else ""
    )
    return f"<td{spans}>{body}</td>"
