"""XML parts of a received file: no DTD in any encoding, bounded depth and text, no network."""

from __future__ import annotations

import codecs
import re
from functools import cache

from lxml import etree

from smdesk.errors import SmdeskError
from smdesk.intake.limits import LIMITS, Limits

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_BARE = (
    (b"<\x00\x00\x00", "utf-32-le"), (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"),
)  # fmt: skip
_SUPERSETS = {
    "utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8",
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "iso-8859-1": "latin-1", "windows-1252": "cp1252",
}  # fmt: skip
"""Declared encodings in which ``<!DOCTYPE`` cannot hide; others (UTF-7, EBCDIC) are refused."""

_DECLARATION = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")
_XML_HEAD = re.compile(rb"^<\?xml\s[^>]*\?>")
_PROLOG = re.compile(rb"(?:\s+|<\?(?!xml\s).*?\?>|<!--.*?-->)*", re.DOTALL)
_STRICT = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/customXml",
     b"http://schemas.openxmlformats.org/officeDocument/2006/customXml"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
     b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/",
     b"http://schemas.openxmlformats.org/drawingml/2006/"),
)  # fmt: skip
PROLOG_BYTES = 65536


def to_utf8(data: bytes, part: str) -> bytes:
    """Return an XML part in UTF-8 without BOM and XML declaration.

    Raises ``intake.xml-encoding`` for an encoding that no Office program writes or that fails.
    """
    encoding, skip = _encoding(data, part)
    if encoding != "utf-8":
        try:
            data = data[skip:].decode(encoding).encode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError) as problem:
            raise SmdeskError("intake.xml-encoding", part=part) from problem
        skip = 0
    found = _XML_HEAD.match(data[skip : skip + 1024])
    start = skip + found.end() if found else skip
    return data[start:] if start else data


def _encoding(data: bytes, part: str) -> tuple[str, int]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name, len(mark)
    for start, name in _BARE:
        if data.startswith(start):
            return name, 0
    found = _DECLARATION.match(data[:1024])
    declared = found.group(1).decode("ascii").lower() if found else "utf-8"
    if declared not in _SUPERSETS:
        raise SmdeskError("intake.xml-encoding", part=part)
    return _SUPERSETS[declared], 0


def refuse_dtd(body: bytes, part: str) -> None:
    """Raise ``intake.xml-dtd`` unless the root element comes before any declaration.

    ``body`` is UTF-8 and may be the first 64 KB of the part: a DTD can only stand in the prolog,
    and a prolog longer than that is refused too.
    """
    rest = body[_end_of_prolog(body) :]
    if not re.match(rb"<[^!?\s]", rest[:2]):
        raise SmdeskError("intake.xml-dtd" if rest.startswith(b"<!") else "intake.xml-damaged",
                          part=part, detail="prolog")  # fmt: skip


def _end_of_prolog(body: bytes) -> int:
    found = _PROLOG.match(body)
    return found.end() if found else 0


def check_prolog(head: bytes, part: str) -> None:
    """Refuse a part by its first bytes: a DTD, or an encoding that could hide one."""
    encoding, skip = _encoding(head, part)
    text = head[skip:].decode(encoding, "ignore") if encoding != "utf-8" else ""
    body = text.encode("utf-8", "ignore") if text else head[skip:]
    found = _XML_HEAD.match(body[:1024])
    refuse_dtd(body[found.end() :] if found else body, part)


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _too_deep(depth: int) -> etree.XPath:
    return etree.XPath("boolean(" + "/*" * (depth + 1) + ")")


_LONG_TEXT = etree.XPath("boolean(//text()[string-length() > $most])")
_TOO_DEEP = _too_deep(LIMITS.depth)


def parse_xml(data: bytes, part: str, limits: Limits = LIMITS) -> etree._Element:
    """Return the root element of an XML part; Strict namespaces become the transitional ones.

    Raises ``intake.xml-encoding``, ``intake.xml-dtd``, ``intake.xml-damaged``,
    ``intake.xml-depth``, ``intake.xml-text``.
    """
    body = to_utf8(data, part)
    refuse_dtd(body, part)
    if _STRICT in body[:PROLOG_BYTES] or b"purl.oclc.org/ooxml" in body:
        for strict, transitional in _TRANSITIONAL:
            body = body.replace(strict, transitional)
    try:
        root = etree.fromstring(body, _parser())
    except (etree.XMLSyntaxError, ValueError) as problem:
        code = "xml-depth" if "depth" in str(problem) else "xml-damaged"
        raise SmdeskError(f"intake.{code}", part=part, detail=_place(problem)) from problem
    if root.getroottree().docinfo.internalDTD is not None:
        raise SmdeskError("intake.xml-dtd", part=part, detail="")
    too_deep = _TOO_DEEP if limits.depth == LIMITS.depth else _too_deep(limits.depth)
    if too_deep(root.getroottree()):
        raise SmdeskError("intake.xml-depth", part=part, detail="")
    if len(body) > limits.text and _LONG_TEXT(root, most=limits.text):
        raise SmdeskError("intake.xml-text", part=part)
    return root


def _place(problem: Exception) -> str:
    line = getattr(problem, "lineno", None)
    return f"第 {line} 行" if line else "写法不合 XML"
