"""Pages of an attached PDF as form objects, or as pictures where they would break PDF/A-2b.

A page is *clean* when every font is embedded and nothing on it needs what PDF/A-2b forbids
(ISO 19005-2, 6.2): no colour space without a profile but gray and RGB, no JPX, PostScript, OPI,
reference XObject, optional content or transfer function. Clean pages stay text and lines; a page
that is not clean is drawn by PDFium. Stamps and signatures (annotations) become part of
the page first; actions, scripts and forms stay behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
_FORBIDDEN_KEYS = ("/OC", "/OPI", "/Ref", "/PS", "/Alternates", "/TR", "/HTP", "/HTO")
_FORBIDDEN_SPACES = {"/DeviceCMYK", "/Separation", "/DeviceN"}
_FILTERS = {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/RunLengthDecode", "/ASCIIHexDecode",
            "/ASCII85Decode", "/LZWDecode"}  # fmt: skip
_CMYK_OPERATORS = {"k", "K"}
_MOST_NODES = 20_000


def flattened(document: pikepdf.Pdf) -> None:
    """Make the annotations of ``document`` part of its pages, as printing shows them."""
    if not needs_appearances(document):
        document.flatten_annotations("print")


def needs_appearances(document: pikepdf.Pdf) -> bool:
    """Return whether the values of a form are to be drawn by the reader; PDFium does that."""
    form = document.Root.get("/AcroForm")
    return isinstance(form, Dictionary) and bool(form.get("/NeedAppearances", False))


def clean(page: pikepdf.Page) -> bool:
    """Return whether a page can stand in a PDF/A-2b file as it is."""
    try:
        return not _uses_forbidden(page) and all(_node_clean(node) for node in _nodes(page))
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        return False


def _nodes(page: pikepdf.Page) -> Iterator[Any]:
    """Yield every dictionary and stream under a page's resources, each once."""
    waiting: list[Any] = [page.resources]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        node = waiting.pop()
        if not isinstance(node, (Dictionary, Stream, Array)):
            continue
        if node.is_indirect:
            if node.objgen in seen:
                continue
            seen.add(node.objgen)
        count += 1
        if count > _MOST_NODES:
            raise ValueError("too many objects")
        yield node
        if isinstance(node, Array):
            waiting += [one for one in node if isinstance(one, pikepdf.Object)]
        else:
            waiting += [one for key, one in node.items()
                        if key not in {"/Parent", "/P"} and isinstance(one, pikepdf.Object)]  # fmt: skip


def _node_clean(node: Any) -> bool:
    if isinstance(node, Array):
        return not (len(node) and isinstance(node[0], Name) and str(node[0]) in _FORBIDDEN_SPACES)
    if any(key in node for key in _FORBIDDEN_KEYS):
        return False
    if node.get("/Type") == Name.Font and not _font_clean(node):
        return False
    if str(node.get("/ColorSpace", "")) in _FORBIDDEN_SPACES:
        return False
    if str(node.get("/CS", "")) in _FORBIDDEN_SPACES:
        return False
    if "/Intent" in node and str(node["/Intent"]) not in _INTENTS:
        return False
    return _stream_clean(node) if isinstance(node, Stream) else True


def _stream_clean(node: Stream) -> bool:
    if node.get("/Subtype") == Name("/PS"):
        return False
    filters = node.get("/Filter", Array())
    names = [filters] if isinstance(filters, Name) else list(filters)
    if any(str(name) not in _FILTERS for name in names):
        return False
    if node.get("/Subtype") == Name.Form:
        return not _uses_forbidden(node)
    if "/Interpolate" in node:
        node["/Interpolate"] = False
    return True


def _font_clean(font: Any) -> bool:
    kind = str(font.get("/Subtype", ""))
    if kind == "/Type3":
        return all(not _uses_forbidden(glyph) for glyph in font.get("/CharProcs", {}).values())
    if kind == "/Type0":
        return all(_font_clean(one) for one in font.get("/DescendantFonts", Array()))
    descriptor = font.get("/FontDescriptor")
    if descriptor is None or not any(key in descriptor for key in _FONT_FILES):
        return False
    return kind != "/CIDFontType2" or "/CIDToGIDMap" in font


def _uses_forbidden(content: Any) -> bool:
    return any(
        str(one.operator) in _CMYK_OPERATORS
        or (str(one.operator) in {"cs", "CS"} and str(one.operands[0]) == "/DeviceCMYK")
        or (str(one.operator) == "BDC" and str(one.operands[0]) == "/OC")
        for one in pikepdf.parse_content_stream(content)
    )
