"""Blank forms as authorities publish them: made from a pack's grids, written by other habits.

No content of ours: labels and blanks only, in the ways of Word, WPS and of people who make forms.
"""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from smdesk.notices.grid import Blank, Box, Grid, GridCell, Text, cover_grid, table_grid
from smdesk.notices.models import Form, Pack

_O = "http://schemas.openxmlformats.org"
_NAMES = (
    f'xmlns:w="{_O}/wordprocessingml/2006/main" xmlns:r="{_O}/officeDocument/2006/relationships" '
    f'xmlns:mc="{_O}/markup-compatibility/2006" xmlns:wp="{_O}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{_O}/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'mc:Ignorable="w14"'
)
WIDTH = 9070
FONT = '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:hint="eastAsia"/>'


@dataclass(frozen=True)
class Habits:
    """How a form's maker writes: boxes, blanks, cover, labels with their blank, years, changes."""

    boxes: str = "glyph"
    """``glyph``, ``sym``, ``wingtext``, ``control``, ``legacy``, ``bracket``, ``round``."""
    blanks: str = "empty"
    """``empty``, ``spaces``, ``control``, ``mark`` (a paragraph mark with a look)."""
    cover: str = "rules"
    """``rules`` (________), ``underlined`` (spaces with a line), ``table``, ``box`` (text box)."""
    inside: bool = False
    """Whether a label and its blank share a cell: ``联系人：____``."""
    open_years: bool = False
    split: bool = False
    """Whether each letter stands in a run of its own."""
    changes: bool = False
    """Whether tracked insertions and deletions stand in the labels."""
    rows: int | None = None
    """How many rows of a repeat are printed, if not the pack's."""
    outline: bool = True


def official(
    pack: Pack, forms: Sequence[Form], years: tuple[int, ...], habits: Habits = Habits()
) -> bytes:
    """Return a blank .docx of one form or several with one cover."""
    maker = _Maker(pack, habits)
    body = maker.cover()
    for form in forms:
        body += maker.form(form, pack.years(years, form))
    body += '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    return zipped(f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>")


def zipped(document: str) -> bytes:
    """Return a .docx around a document, its members in Word's order and with strange extras."""
    out = BytesIO()
    types = (
        f'<Types xmlns="{_O}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>'
        "</Types>"
    )
    rels = (
        f'<Relationships xmlns="{_O}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_O}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    settings = f'<w:settings {_NAMES}><w:zoom w:percent="100"/></w:settings>'
    doc_rels = (
        f'<Relationships xmlns="{_O}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_O}/officeDocument/2006/relationships/settings" Target="settings.xml"/></Relationships>'
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", head + types)
        made.writestr("_rels/.rels", head + rels)
        made.writestr("word/document.xml", head + document)
        made.writestr("word/_rels/document.xml.rels", head + doc_rels)
        made.writestr("word/settings.xml", head + settings)
        stored = zipfile.ZipInfo("customXml/某机关.bin", (2019, 5, 6, 7, 8, 10))
        made.writestr(stored, b"\x00\x01 nothing of ours \xff" * 9)
    return out.getvalue()


class _Maker:
    def __init__(self, pack: Pack, habits: Habits) -> None:
        self.pack = pack
        self.habits = habits
        self.ids = 100

    def _id(self) -> int:
        self.ids += 1
        return self.ids

    # ---- words ----

    def run(self, text: str, look: str = "") -> str:
        if not text:
            return ""
        pieces = text if self.habits.split else [text]
        return "".join(
            f'<w:r><w:rPr>{FONT}{look}<w:sz w:val="24"/></w:rPr>'
            + "<w:br/>".join(
                f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in one.split("\n")
            )
            + "</w:r>"
            for one in pieces
        )

    def paragraph(self, inner: str, look: str = "") -> str:
        return (
            f'<w:p w14:paraId="{self._id():08X}"><w:pPr><w:jc w:val="center"/>'
            f"<w:rPr>{FONT}{look}</w:rPr></w:pPr>{inner}</w:p>"
        )

    def label(self, text: str) -> str:
        if self.habits.changes and len(text) > 3:
            half = len(text) // 2
            return (
                self.run(text[:half])
                + f'<w:del w:id="{self._id()}" w:author="某处"><w:r><w:delText>旧</w:delText></w:r></w:del>'
                + f'<w:ins w:id="{self._id()}" w:author="某处">{self.run(text[half:])}</w:ins>'
            )
        return self.run(text)

    def blank(self) -> str:
        match self.habits.blanks:
            case "spaces":
                return self.run("      ")
            case "control":
                return (
                    f'<w:sdt><w:sdtPr><w:id w:val="{self._id()}"/><w:showingPlcHdr/><w:text/></w:sdtPr>'
                    '<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'
                    "<w:t>单击此处输入文字。</w:t></w:r></w:sdtContent></w:sdt>"
                )
        return ""

    def box(self) -> str:
        match self.habits.boxes:
            case "sym":
                return '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
            case "wingtext":
                return (
                    '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
                    "<w:t>\uf06f</w:t></w:r>"
                )
            case "control":
                return (
                    f'<w:sdt><w:sdtPr><w:id w:val="{self._id()}"/><w14:checkbox>'
                    '<w14:checked w14:val="0"/><w14:checkedState w14:val="2611" w14:font="MS Gothic"/>'
                    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
                    '<w:sdtContent><w:r><w:rPr><w:rFonts w:eastAsia="MS Gothic"/></w:rPr><w:t>☐</w:t></w:r>'
                    "</w:sdtContent></w:sdt>"
                )
            case "legacy":
                return (
                    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val=""/><w:enabled/>'
                    '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r>'
                    "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
                    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
                )
            case "bracket":
                return self.run("（  ）")
            case "round":
                return self.run("○")
        return self.run("□")

    # ---- cover ----

    def cover(self) -> str:
        grid = cover_grid(self.pack.notice, ())
        notice = self.pack.notice.cover
        body = "".join(self.paragraph(self.run(one)) for one in notice.title)
        if self.habits.cover == "table":
            body += self.table(grid)
        elif self.habits.cover == "box":
            lines = "".join(self.lines(grid))
            drawing = (
                "<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
                f"{lines}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
            )
            body += self.paragraph(
                f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>'
                f"<w:pict><v:shape><v:textbox><w:txbxContent>{lines}</w:txbxContent></v:textbox></v:shape>"
                "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
            )
        else:
            body += "".join(self.lines(grid))
        return body + "".join(self.paragraph(self.run(one)) for one in notice.foot)

    def lines(self, grid: Grid) -> list[str]:
        found = []
        for row in grid.by_row:
            inner = ""
            for cell in row:
                if cell.role == "label" and not cell.printed:
                    continue
                if cell.role == "label":
                    inner += self.label(cell.printed.rstrip("：:") + "：")
                elif cell.parts and isinstance(cell.parts[0], Box | Text):
                    inner += self.content(cell)
                elif cell.addresses:
                    inner += self.rule()
            found.append(self.paragraph(inner))
        return found

    def rule(self) -> str:
        if self.habits.cover == "underlined":
            return self.run(" " * 24, '<w:u w:val="single"/>')
        return self.run("_" * 24)

    # ---- tables ----

    def form(self, form: Form, years: tuple[int, ...]) -> str:
        number = self.paragraph(self.run(form.number)) if form.number else ""
        page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        body = page + number + self.paragraph(self.run(form.title))
        if self.habits.rows is not None:
            repeats = tuple(
                one if one.fixed else one.model_copy(update={"rows": self.habits.rows})
                for one in form.repeat
            )
            form = form.model_copy(update={"repeat": repeats})
        body += self.table(table_grid(form, years), years)
        if self.habits.outline:
            body += self.paragraph(self.run(form.outline.title))
            for item in form.outline.item:
                body += f'<w:p><w:pPr><w:outlineLvl w:val="{item.level - 1}"/></w:pPr>{self.run(item.title)}</w:p>'
                body += (
                    f"<w:p>{self.run('（请按要求填写）')}</w:p><w:p/>"
                    if item.level == 1
                    else "<w:p/>"
                )
        return body

    def table(self, grid: Grid, years: tuple[int, ...] = ()) -> str:
        edges = [round(edge * WIDTH) for edge in grid.edges]
        columns = "".join(f'<w:gridCol w:w="{b - a}"/>' for a, b in itertools.pairwise(edges))
        swallowed = self._swallowed(grid) if self.habits.inside else {}
        rows = ""
        for number in range(len(grid.rows)):
            cells = ""
            column = 0
            while column < len(edges) - 1:
                cell = grid.covering.get((number, column))
                if cell is None:
                    cells += self._cell(edges, column, 1, "", "<w:p/>")
                    column += 1
                    continue
                merge = "" if cell.rows == 1 else "<w:vMerge/>"
                inner = "<w:p/>"
                if cell.row == number:
                    merge = merge and '<w:vMerge w:val="restart"/>'
                    inner = self.cell(cell, years, swallowed)
                span = cell.columns
                partner = swallowed.get(id(cell))
                if partner is not None:
                    span += partner.columns
                cells += self._cell(edges, column, span, merge, inner)
                column += span
            rows += f'<w:tr w14:paraId="{self._id():08X}">{cells}</w:tr>'
        return (
            '<w:tbl><w:tblPr><w:tblBorders><w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    @staticmethod
    def _swallowed(grid: Grid) -> dict[int, GridCell]:
        """Return label cells that hold their blank themselves, with the cell that they take in."""
        found = {}
        for row in grid.by_row:
            for label, value in itertools.pairwise(row):
                plain = len(value.parts) == 1 and isinstance(value.parts[0], Blank)
                single = plain and value.parts[0].address.index is None  # type: ignore[union-attr]
                alone = (
                    label.rows == value.rows == 1 and label.column + label.columns == value.column
                )
                if label.role == "label" and single and alone and row.index(label) % 2 == 0:
                    found[id(label)] = value
        return found

    @staticmethod
    def _cell(edges: list[int], column: int, span: int, merge: str, inner: str) -> str:
        width = edges[column + span] - edges[column]
        wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{merge}'
            f'<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'
        )

    def cell(self, cell: GridCell, years: tuple[int, ...], swallowed: dict[int, GridCell]) -> str:
        if cell.role in {"label", "heading", "index"}:
            text = cell.printed
            if self.habits.open_years:
                for year in years:
                    text = text.replace(str(year), "20**")
            inner = self.label(text)
            if id(cell) in swallowed:
                inner += self.run("：") + self.rule()
            return self.paragraph(inner)
        if cell.sign is not None:
            lines = [
                cell.sign.title,
                cell.sign.pledge or "",
                *cell.sign.lines,
                cell.sign.date or "",
            ]
            return "".join(self.paragraph(self.run(one)) for one in lines if one)
        return self.paragraph(self.content(cell))

    def content(self, cell: GridCell) -> str:
        inner = ""
        alone = len(cell.parts) == 1
        for number, part in enumerate(cell.parts):
            if isinstance(part, Text):
                gap = "\n" if part.of is not None and number else ""
                inner += self.run(gap + part.text)
            elif isinstance(part, Box):
                inner += self.run("　") if number else ""
                inner += self.box() + self.run(re.sub(r"\s+", "", part.label))
                inner += self.run("：") + self.rule() if part.note else ""
            elif alone:
                inner += self.blank()
            else:
                inner += self.run("    ")
        return inner
