"""WordprocessingML as strings: text, runs, paragraphs, lengths (ECMA-376 part 1, 17.3).

Strings and not elements: a declaration is some hundred kilobytes of XML that is written once and
never changed, and joining strings is ten times faster than building a tree. Child elements stand in
the order of the schema; `tests/packet/test_docx_order.py` holds every part against it.
"""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BOX_FACE = '<w:rStyle w:val="SmBox"/><w:rFonts w:hint="eastAsia"/>'
"""Run properties of ☑ and □: the faces that notices demand have no ☑.

Told to be Chinese, they obey the settings' characters that no line ends with.
"""
BULLET_FACE = '<w:rStyle w:val="SmBullet"/>'
"""Run properties of the sign of a list item: most Chinese faces have none, or a dot."""
_HINT = '<w:rFonts w:hint="eastAsia"/>'

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
_ILLEGAL = re.compile(f"[{_CONTROLS}]")
_UNFIT = re.compile(f'[{_CONTROLS}&<>"]')
_SPECIAL = re.compile("[\n\t\r\x85\u2028\u2029]")
_BREAKS = re.compile("\r\n?|\x85|\u2028|\u2029")
_AMBIGUOUS = re.compile("[“”‘’…—·×±°§]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_BOXES = re.compile("([☑□])")


def twips(mm: float) -> int:
    """Return millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def emu(mm: float) -> int:
    """Return millimetres in English Metric Units, the lengths of DrawingML."""
    return round(mm * 36000)


def escape(text: str) -> str:
    """Return ``text`` for an element or an attribute, without what XML 1.0 cannot hold."""
    if _UNFIT.search(text) is None:
        return text
    return _ILLEGAL.sub("", text).translate(_ESCAPES)


def run(text: str, properties: str = "") -> str:
    r"""Return ``text`` as one run; ``\n`` becomes ``w:br``, a tabulator ``w:tab``.

    Quotation marks, dashes and their like are told to be Chinese, else Word sets them half width.
    """
    if not properties.startswith("<w:rStyle") and _AMBIGUOUS.search(text):
        properties = _HINT + properties
    opened = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    return f"{opened}{text_content(text)}</w:r>"


def text_content(text: str) -> str:
    """Return ``text`` as the ``w:t``, ``w:br`` and ``w:tab`` elements of a run."""
    if not _SPECIAL.search(text):
        return _piece(text)
    lines = _BREAKS.sub("\n", text).split("\n")
    return "<w:br/>".join("<w:tab/>".join(map(_piece, line.split("\t"))) for line in lines)


def _piece(text: str) -> str:
    if not text:
        return ""
    kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f"<w:t{kept}>{escape(text)}</w:t>"


def runs(text: str) -> str:
    """Return ``text`` as runs, every box in a face that has it."""
    if "☑" not in text and "□" not in text:
        return run(text) if text else ""
    pieces = _BOXES.split(text)
    return "".join(
        run(piece, BOX_FACE if number % 2 else "") for number, piece in enumerate(pieces) if piece
    )


def paragraph(content: str, style: str, properties: str = "") -> str:
    """Return a paragraph; ``properties`` follow ``w:pStyle`` in the schema's order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str, properties: str = "") -> str:
    """Return a field in its long form, each mark in a run of its own (WPS shows no other)."""
    opened = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    return (
        f'{opened}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{opened}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{opened}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{opened}<w:t>{escape(shown)}</w:t></w:r>"
        f'{opened}<w:fldChar w:fldCharType="end"/></w:r>'
    )
