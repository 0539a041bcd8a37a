"""Writes a made file as .html, which an office program turns into .docx."""

from __future__ import annotations

from html import escape

from seventeenth.model import Cell, Filed, Run, Table


def run(one: Run) -> str:
    if one.marks.keys() & {"del", "hidden"}:
        return ""
    said = "<br/>" if "br" in one.marks else escape(one.text)
    if one.marks.keys() & {"strike", "dstrike"}:
        return f"<s>{said}</s>"
    if "grey" in one.marks:
        return f'<font color="#a6a6a6">{said}</font>'
    return f"<u>{said}</u>" if "u" in one.marks else said


def cell(one: Cell) -> str:
    source = one.inner.rows[0][0] if one.inner else one
    body = "".join(f"<p>{''.join(run(r) for r in para)}</p>" for para in source.paras)
    return f'<td colspan="{one.cols}" rowspan="{one.rows}">{body}</td>'


def html(filed: Filed) -> str:
    """Return the page."""
    out = []
    for block in filed.blocks:
        if isinstance(block, Table):
            rows = "".join(f"<tr>{''.join(cell(c) for c in row)}</tr>" for row in block.rows)
            out.append(
                f'<table border="1" width="100%"><colgroup>{"<col/>" * block.cols}</colgroup>{rows}</table>'
            )
        else:
            out.append(f"<p>{''.join(run(r) for r in block)}</p>")
    return f'<html><head><meta charset="utf-8"/></head><body>{"".join(out)}</body></html>'
