"""The notice as a whole: cover, instructions, delivery, typography, quotas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field as _Field

from smdesk.notices.models.base import Identifier, Model
from smdesk.notices.models.field import FormField
from smdesk.notices.models.form import Row, Years


class Style(Model):
    """One paragraph style: Chinese face name and 字号 as the notice says them."""

    face: str
    size: str
    bold: bool = False
    line: float = _Field(default=1.0, gt=0, le=5)
    align: Literal["left", "center", "right", "justify"] = "justify"
    indent: float = _Field(default=0.0, ge=0, le=20)
    before: float = _Field(default=0.0, ge=0, le=100)
    after: float = _Field(default=0.0, ge=0, le=100)


class Typography(Model):
    """The styles that the notice fixes, and those of tables and cover that it leaves open."""

    body: Style
    heading1: Style
    heading2: Style
    heading3: Style
    table: Style
    table_label: Style
    table_heading: Style
    form_number: Style
    form_title: Style
    cover_title: Style
    cover_line: Style


class Cover(Model):
    """The cover: title lines, a borderless table of blanks, the issuer's line at the foot.

    ``reconstructed`` names the sister notice that it was taken from where this one prints none.
    """

    reconstructed: str | None = None
    title: tuple[str, ...]
    columns: int = _Field(default=12, ge=1, le=60)
    row: tuple[Row, ...]
    field: tuple[FormField, ...]
    foot: tuple[str, ...] = ()


class Instructions(Model):
    """The 填报说明: a title and its paragraphs."""

    title: str
    text: tuple[str, ...]


class Website(Model):
    """A website that the table is typed into; its address is shown, never opened.

    ``typed`` and ``uploaded`` say what is typed and what is uploaded; ``kinds`` are the suffixes of
    files that it takes and ``most_mb`` their largest size, where the notice says so.
    """

    name: str = _Field(min_length=1)
    address: str = ""
    typed: str
    uploaded: str
    kinds: tuple[Literal["docx", "pdf"], ...] = ()
    most_mb: float | None = _Field(default=None, gt=0, le=1000)
    note: tuple[str, ...] = ()
    clause: str | None = None


class Delivery(Model):
    """How a declaration is handed in: copies, paper, files, where to; a website, if it is typed."""

    deadline: date | None = None
    copies: int = _Field(default=1, ge=1, le=99)
    copies_text: str
    duplex: bool = True
    binding: str = ""
    electronic: tuple[str, ...] = ()
    method: str = ""
    address: str = ""
    postcode: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    clause: str | None = None
    website: Website | None = None


class Quota(Model):
    """At most ``most`` of ``form`` for each unit that recommends.

    ``earlier`` tells the quota of the years before, where the notice prints it beside.
    """

    form: Identifier | None = None
    mode: Identifier | None = None
    most: int = _Field(ge=0)
    per: str
    clause: str
    earlier: str | None = None


class Notice(Model):
    """What ``notice.toml`` says of the whole notice.

    ``document_number`` is empty where the notice prints none. ``cell_most`` is how high in mm the text of one cell of a table may be; a longer one is printed
    on an 附页.
    """

    id: Identifier
    edition: str
    title: str
    short: str
    programme: str
    document_number: str
    issuer: str
    issued: date
    province: str | None = None
    forms: tuple[Identifier, ...]
    years: Years
    ranked: bool = False
    cell_most: float = _Field(default=120.0, ge=20, le=230)
    quota: tuple[Quota, ...] = ()
    eligibility: tuple[str, ...] = ()
    delivery: Delivery
    typography: Typography
    cover: Cover
    instructions: Instructions | None = None
    note: tuple[str, ...] = ()

    @property
    def number_told(self) -> str:
        """The document number in brackets, to stand behind the title; empty where there is none."""
        return f"（{self.document_number}）" if self.document_number else ""


POINTS: dict[str, Decimal] = {
    name: Decimal(points)
    for name, points in (
        ("初号", "42"), ("小初", "36"), ("一号", "26"), ("小一", "24"), ("二号", "22"),
        ("小二", "18"), ("三号", "16"), ("小三", "15"), ("四号", "14"), ("小四", "12"),
        ("五号", "10.5"), ("小五", "9"), ("六号", "7.5"), ("小六", "6.5"), ("七号", "5.5"),
        ("八号", "5"),
    )
}  # fmt: skip
"""Points of each 字号 (the table on which five sources agree)."""


FACES = frozenset({
    "宋体", "新宋体", "仿宋", "仿宋_GB2312", "楷体", "楷体_GB2312", "黑体", "隶书", "微软雅黑",
    "华文中宋", "华文仿宋", "华文楷体", "小标宋", "方正小标宋简体", "方正小标宋_GBK", "Times New Roman",
})  # fmt: skip
"""Names of faces that a notice may ask for."""
