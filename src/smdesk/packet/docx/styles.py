"""A pack's typography as Word styles and font table, put into the base of ``templates/word``."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from smdesk import paths
from smdesk.notices.models import POINTS, Style, Typography
from smdesk.packet import page
from smdesk.packet.docx.wml import DECLARATION, W, escape, twips

STYLE_IDS = {
    "body": "SmBody", "heading1": "Heading1", "heading2": "Heading2", "heading3": "Heading3",
    "table": "SmTable", "table_label": "SmTableLabel", "table_heading": "SmTableHeading",
    "form_number": "SmFormNumber", "form_title": "SmFormTitle",
    "cover_title": "SmCoverTitle", "cover_line": "SmCoverLine",
}  # fmt: skip
_NAMES = {
    "body": "申报正文", "heading1": "heading 1", "heading2": "heading 2", "heading3": "heading 3",
    "table": "申报表内文字", "table_label": "申报表内栏目", "table_heading": "申报表内节题",
    "form_number": "申报表号", "form_title": "申报表题",
    "cover_title": "申报封面题名", "cover_line": "申报封面栏目",
}  # fmt: skip

_JUSTIFICATION = {"left": "left", "center": "center", "right": "right", "justify": "both"}

_BULLET_FACE = "Times New Roman"
_FALLBACKS = {
    "仿宋": "FangSong", "仿宋_GB2312": "仿宋", "楷体": "KaiTi", "楷体_GB2312": "楷体",
    "黑体": "SimHei", "宋体": "SimSun", "方正小标宋简体": "宋体", "方正小标宋_GBK": "宋体",
    "华文中宋": "宋体", "Segoe UI Symbol": "MS Gothic",
}  # fmt: skip
"""The face that Word and LibreOffice take where the named one is missing (``w:altName``)."""


def points(size: str) -> Decimal:
    """Return the points of a 字号, or of a plain number of points."""
    return POINTS[size] if size in POINTS else Decimal(size)


def half_points(size: str) -> int:
    """Return a 字号 as Word counts it."""
    return int(points(size) * 2)


@lru_cache(maxsize=16)
def styles_xml(typography: Typography) -> bytes:
    """Return ``word/styles.xml``: the base with one paragraph style for each of the pack's."""
    own = "".join(
        _paragraph_style(name, getattr(typography, name)) for name in Typography.model_fields
    )
    own += _contents_style(1, typography.body) + _contents_style(2, typography.body)
    own += _bullet_style(typography.body)
    return _base("styles.xml").replace("</w:styles>", own + "</w:styles>").encode()


def _contents_style(level: int, body: Style) -> str:
    """Return the style of a line of the contents: dots up to the page number at the outer edge."""
    left = (level - 1) * half_points(body.size) * 20
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="SmContents{level}">'
        f'<w:name w:val="申报目录{level}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(page.TEXT_WIDTH)}"/>'
        f'</w:tabs><w:spacing w:before="68" w:after="68"/>'
        f'<w:ind w:left="{left}"/></w:pPr>'
        f"<w:rPr>{_run_properties(body)}</w:rPr></w:style>"
    )


def _bullet_style(body: Style) -> str:
    """Return the style of the sign of a list item and the space after it: 1 em wide together.

    Times New Roman has the sign on every Windows, and what stands in for it elsewhere has it of
    much the same size; both characters are 0.6 em wide there, spaced out to 1 em.
    """
    face = escape(_BULLET_FACE)
    return (
        '<w:style w:type="character" w:customStyle="1" w:styleId="SmBullet">'
        '<w:name w:val="申报列表符号"/><w:rPr>'
        f'<w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:cs="{face}"/>'
        f'<w:spacing w:val="{half_points(body.size) * 2}"/></w:rPr></w:style>'
    )


@lru_cache(maxsize=1)
def settings_xml() -> bytes:
    """Return ``word/settings.xml``: mirrored margins, own feet for even pages, Word 2013 layout."""
    return _base("settings.xml").encode()


def _base(name: str) -> str:
    return (paths.templates() / "word" / name).read_text(encoding="utf-8").strip()


def _paragraph_style(name: str, style: Style) -> str:
    identifier = STYLE_IDS[name]
    custom = ' w:customStyle="1"' if identifier.startswith("Sm") else ""
    following = "" if custom else '<w:next w:val="SmBody"/>'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identifier}">'
        f'<w:name w:val="{_NAMES[name]}"/><w:basedOn w:val="Normal"/>{following}<w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(name, style)}</w:pPr>"
        f"<w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def _paragraph_properties(name: str, style: Style) -> str:
    size = half_points(style.size)
    keep = name.startswith("heading") or name in {"form_number", "form_title"}
    level = int(name[-1]) - 1 if name.startswith("heading") else None
    before, after = round(style.before * 20), round(style.after * 20)
    if name == "form_title" and not style.after:
        after = 240
    indent = (
        f'<w:ind w:firstLineChars="{round(style.indent * 100)}" '
        f'w:firstLine="{round(style.indent * size * 10)}"/>'
        if style.indent
        else ""
    )
    return (
        ("<w:keepNext/><w:keepLines/>" if keep else "")
        + f'<w:spacing w:before="{before}" w:after="{after}" '
        + f'w:line="{round(style.line * 240)}" w:lineRule="auto"/>'
        + indent
        + f'<w:jc w:val="{_JUSTIFICATION[style.align]}"/>'
        + ("" if level is None else f'<w:outlineLvl w:val="{level}"/>')
    )


def _run_properties(style: Style) -> str:
    face = escape(style.face)
    size = half_points(style.size)
    return (
        f'<w:rFonts w:ascii="{face}" w:eastAsia="{face}" w:hAnsi="{face}" w:cs="{face}"/>'
        + ("<w:b/><w:bCs/>" if style.bold else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


@lru_cache(maxsize=16)
def fonts_xml(typography: Typography) -> bytes:
    """Return ``word/fontTable.xml``: each face with the one that stands in for it."""
    faces = [getattr(typography, name).face for name in Typography.model_fields]
    table = "".join(_font(face) for face in dict.fromkeys([*faces, "宋体", "Segoe UI Symbol"]))
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{table}</w:fonts>'.encode()


def _font(face: str) -> str:
    other = _FALLBACKS.get(face)
    alternative = f'<w:altName w:val="{other}"/>' if other else ""
    chinese = face != "Segoe UI Symbol"
    return (
        f'<w:font w:name="{escape(face)}">{alternative}'
        f'<w:charset w:val="{"86" if chinese else "00"}"/>'
        f'<w:family w:val="{"auto" if chinese else "swiss"}"/>'
        f'<w:pitch w:val="{"default" if chinese else "variable"}"/></w:font>'
    )
