"""Word files as strangers make them: tables from rows of cells, in the ways of several writers.

A second, simpler maker beside ``handfilled``: each test writes down the one file it is about.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

_OFFICE = "http://schemas.openxmlformats.org"
_NAMES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships" '
    f'xmlns:mc="{_OFFICE}/markup-compatibility/2006" '
    f'xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


class Raw(str):
    """Content that is markup already."""

    __slots__ = ()


Cell = str | tuple[str, int] | tuple[str, int, int]
"""A cell: its text, columns, rows."""
Row = Sequence[Cell]


@dataclass(frozen=True)
class Style:
    """How a writer marks up a table.

    ``lying``: grid widths that are not those of the cells; ``bare``: no grid at all; ``spans``:
    with ``w:gridSpan`` (else only the widths say it); ``breaks``: lines parted by ``w:br``;
    ``piecemeal``: each letter in a run of its own.
    """

    lying: bool = False
    bare: bool = False
    spans: bool = True
    breaks: bool = False
    piecemeal: bool = False


PLAIN = Style()


def run(text: str, properties: str = "") -> Raw:
    """Return a run; ``properties`` is the inside of its ``w:rPr``."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return Raw(f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>')


def paragraph(*parts: str) -> Raw:
    """Return a paragraph of texts and markup."""
    return Raw(f"<w:p>{''.join(one if isinstance(one, Raw) else run(one) for one in parts)}</w:p>")


def field(code: str, result: str | None = None) -> Raw:
    """Return a complex field; without a result as Word writes enclosed characters."""
    shown = "" if result is None else f"{_mark('separate')}{run(result)}"
    return Raw(
        f'{_mark("begin")}<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        f"{shown}{_mark('end')}"
    )


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def text_box(text: str) -> Raw:
    """Return a run with a floating text box."""
    return Raw(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent>"
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        "</mc:AlternateContent></w:r>"
    )


def table(rows: Iterable[Row], style: Style = PLAIN) -> Raw:
    """Return a table; cells of several rows are continued in the rows below."""
    listed = [[_three(cell) for cell in row] for row in rows]
    width = 9000 // sum(columns for _, columns, _ in listed[0])
    below: dict[int, tuple[int, int]] = {}
    body = "".join(_row(row, width, style, below) for row in listed)
    widths = [] if style.bare else [700] if style.lying else [width] * (9000 // width)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return Raw(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")


def _three(cell: Cell) -> tuple[str, int, int]:
    if isinstance(cell, str):
        return cell, 1, 1
    return cell[0], cell[1], cell[2] if len(cell) > 2 else 1


def _row(
    row: list[tuple[str, int, int]], width: int, style: Style, below: dict[int, tuple[int, int]]
) -> str:
    """Return a row; ``below`` holds by column the cells from above: columns, rows left."""
    cells: list[str] = []
    at, waiting, next_below = 0, list(row), dict[int, tuple[int, int]]()
    while waiting or at in below:
        if at in below:
            text, merge = "", "<w:vMerge/>"
            columns, left = below[at]
        else:
            text, columns, rows = waiting.pop(0)
            merge, left = ('<w:vMerge w:val="restart"/>' if rows > 1 else ""), rows
        if left > 1:
            next_below[at] = (columns, left - 1)
        cells.append(_cell(text, columns, width, style, merge))
        at += columns
    below.clear()
    below.update(next_below)
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _cell(text: str, columns: int, width: int, style: Style, merge: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if style.spans and columns > 1 else ""
    size = f'<w:tcW w:w="{columns * width}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr>{_content(text, style)}</w:tc>"


def _content(text: str, style: Style) -> str:
    if isinstance(text, Raw):
        return text if text.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else paragraph(text)
    lines = text.split("\n")
    if style.breaks:
        return paragraph(Raw("<w:r><w:br/></w:r>".join(run(line) for line in lines)))
    if style.piecemeal:
        return "".join(paragraph(*(run(letter) for letter in line)) for line in lines)
    return "".join(paragraph(line) for line in lines)


def word(*blocks: str) -> bytes:
    """Return a Word file of texts (paragraphs) and markup."""
    body = "".join(one if isinstance(one, Raw) else paragraph(one) for one in blocks)
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }  # fmt: skip
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return out.getvalue()


# ---- one enterprise, and the official table of its form ----

YEARS = (2017, 2018, 2019)
FINANCE = (
    ("资产总额（万元）", "finance.assets"), ("资产负债率（%）", "finance.debt_ratio"),
    ("营业收入（万元）", "finance.revenue"), ("其中，服务收入（万元）", "finance.service_revenue"),
    ("税金总额（万元）", "finance.tax"), ("利润总额（万元）", "finance.profit"),
    ("净利润增长率（%）", "finance.net_profit_growth"), ("研发设计投入比例（%）", "finance.rd_ratio"),
)  # fmt: skip
PATENTS = (
    ("发明", "patents.invention"), ("实用新型", "patents.utility"), ("外观设计", "patents.design"),
)  # fmt: skip
STAFF = (
    ("员工总数（人）", "staff.total"), ("研发和设计人员比例", "staff.rd_share"),
    ("中高级职业资格人员比例", "staff.skilled_share"), ("本科以上学历人员比例", "staff.degree_share"),
)  # fmt: skip
FIRM: dict[str, str] = {
    "org.name": "杭州启明轴承有限公司", "org.nature": "民营", "org.legal_person": "周启明",
    "org.registered_address": "杭州市萧山区城南路18号", "org.business": "轴承研发、制造与运维服务",
    "org.mail_address": "杭州市萧山区城南路20号", "org.postcode": "311200", "contact.name": "林岚",
    "contact.position": "办公室主任", "contact.phone": "0571-82001234", "contact.mobile": "13800001234",
    "contact.email": "linlan@qiming.example", "contact.fax": "0571-82001235", "staff.total": "620",
    "staff.rd_share": "18.5", "staff.skilled_share": "22", "staff.degree_share": "31.2",
    "honours.awarded": "国家高新技术企业", "honours.pending": "浙江省隐形冠军企业",
    "declare.modes": "供应链管理；信息增值服务",
} | {
    f"{name}[{year}]": str(1000 * (row + 1) + year - 2000 if row < 8 else 10 * row + year - 2010)
    for row, (_, name) in enumerate((*FINANCE, *PATENTS))
    for year in YEARS
}  # fmt: skip
MODES = ("供应链管理", "全生命周期管理", "总集成总承包服务", "信息增值服务", "其它")
TICKED = ("☑供应链管理", "□全生命周期管理", "□总集成总承包服务", "☑信息增值服务", "□其它")
TITLE = "服务型制造示范企业申报表"
SIGNS = (
    "填报单位意见及真实性承诺：\n本申报表所有材料，均真实、完整，如有不实，愿承担相应的责任。\n申报单位（章）\n2020年5月8日",
    "市级经信部门意见：\n单位（章）\n年 月 日", "省级经信部门意见：\n单位（章）\n年 月 日",
)  # fmt: skip


def basics(v: Mapping[str, str]) -> list[Row]:
    """Return the first part of the official table."""
    return [
        [("一、企业基本情况", 9)],
        ["企业名称", (v["org.name"], 8)],
        ["企业性质", (v["org.nature"], 3), ("法人代表", 2), (v["org.legal_person"], 3)],
        ["注册地址", (v["org.registered_address"], 3), ("主营业务", 2), (v["org.business"], 3)],
        ["通信地址", (v["org.mail_address"], 3), ("邮政编码", 2), (v["org.postcode"], 3)],
        ["联系人", v["contact.name"], ("职务", 2), (v["contact.position"], 2), ("联系电话", 2),
         v["contact.phone"]],
        ["手机", v["contact.mobile"], ("电子邮箱", 2), (v["contact.email"], 2), ("传真", 2),
         v["contact.fax"]],
        [("从业人员", 1, 2), *((label, 2) for label, _ in STAFF)],
        [(v[name], 2) for _, name in STAFF],
    ]  # fmt: skip


def figures(v: Mapping[str, str], years: Sequence[int] = YEARS, head: str = "{} 年") -> list[Row]:
    """Return the part of the year columns."""

    def row(name: str) -> list[Cell]:
        return [(v.get(f"{name}[{year}]", ""), 2) for year in years]

    patents = [[(label, 2), *row(name)] for label, name in PATENTS]
    patents[0].insert(0, ("企业累计获得专利（项）", 1, 3))
    return [
        [("二、经营管理状况", 9)],
        [("经营指标", 3), *((head.format(year), 2) for year in years)],
        *([(label, 3), *row(name)] for label, name in FINANCE),
        *patents,
    ]


def subject(v: Mapping[str, str], boxes: Sequence[str] = TICKED) -> list[Row]:
    """Return the last part; ``boxes`` are five cells, or one over all five."""
    label = "本次申报服务型制造示范企业模式（多选为综合型方向）"
    cells: Row = [(boxes[0], 8)]
    if len(boxes) > 1:
        cells = [boxes[0], *((one, 2) for one in boxes[1:4]), boxes[4]]
    return [
        [("三、主要申报内容", 9)],
        [("申报企业已获得的国家级、省部级奖励及示范称号", 3), (v["honours.awarded"], 6)],
        [("申报企业正在同期申报的国家级、省部级奖励及示范称号", 3), (v["honours.pending"], 6)],
        [label, *cells],
        *([(one, 9)] for one in SIGNS),
    ]


def official(
    v: Mapping[str, str] = FIRM, boxes: Sequence[str] = TICKED, *, head: str = "{} 年"
) -> list[Row]:
    """Return the official table of an enterprise, filled in."""
    return [*basics(v), *figures(v, head=head), *subject(v, boxes)]


def relabelled(rows: Iterable[Row], change: Callable[[str], str]) -> list[Row]:
    """Return rows with every text changed."""
    return [
        [change(one) if isinstance(one, str) else (change(one[0]), *one[1:]) for one in row]  # type: ignore[misc]
        for row in rows
    ]
