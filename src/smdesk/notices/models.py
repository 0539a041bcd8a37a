"""The models of a notice pack: frozen, closed, read from TOML; nothing of one notice is here.

A pack is a folder: ``notice.toml`` (`Notice`), one file a form (`Form`), ``summary.toml``
(`Summary`), ``rules.toml`` (`Rule`), ``notice.md`` (`Clause`) and ``notice.txt``, the notice's own
words that labels and clauses are held against.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as _Field

Identifier = Annotated[str, _Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
FieldName = Annotated[str, _Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
Level = Literal["error", "check", "hint"]
Pick = Literal["one", "many"]


class Model(BaseModel):
    """Base of every pack model: frozen, and an unknown key is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(StrEnum):
    """What a value is; decides the editor, the format check and the typed value."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    NAME = "name"
    PERSON = "person"
    ADDRESS = "address"
    INDUSTRY = "industry"
    REGISTRATION = "registration"
    USCC = "uscc"
    PHONE = "phone"
    MOBILE = "mobile"
    FAX = "fax"
    EMAIL = "email"
    POSTCODE = "postcode"
    URL = "url"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    PERCENT = "percent"
    YEAR = "year"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes-no"

    @property
    def numeric(self) -> bool:
        """Whether the typed value is a ``Decimal``."""
        return self in {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT, Kind.YEAR}


class Choice(Model):
    """One box of a choice; ``parent`` makes trees, ``note`` names the text field of a 其它.

    ``tickable`` is false for a heading that only groups (研发设计阶段); ``pick`` says how many of
    its children may be ticked.
    """

    id: Identifier
    label: str
    parent: Identifier | None = None
    tickable: bool = True
    pick: Pick = "many"
    note: FieldName | None = None
    concept: str | None = None


class FormField(Model):
    """One field of a form (XForms: item; XLSForm: question).

    ``concept`` defaults to the address; ``units`` lists what may be typed where the form prints no
    unit; ``label`` overrides the path read off the grid; ``off_paper`` marks a value that the
    notice's table does not print (it stands on the check sheet).
    """

    address: FieldName
    kind: Kind = Kind.TEXT
    concept: FieldName | None = None
    axis: Literal["none", "year"] = "none"
    required: bool = False
    unit: str | None = None
    units: tuple[str, ...] = ()
    decimals: int | None = None
    negative: bool = False
    limit: int | None = None
    choices: tuple[Choice, ...] = ()
    pick: Pick = "one"
    label: tuple[str, ...] = ()
    help: str | None = None
    example: str | None = None
    clause: str | None = None
    off_paper: bool = False
    source: Literal["notice", "reconstructed", "smdesk"] = "notice"
    origin: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.kind is Kind.CHOICE) != bool(self.choices):
            raise ValueError("choice 字段必须列出 choices，其他字段不能有 choices")
        if self.source == "reconstructed" and not self.origin:
            raise ValueError("source = reconstructed 时须写明 origin（取自哪张表）")
        return self


class Repeat(Model):
    """A repeating row: ``rows`` are printed, up to ``most`` may be filled."""

    id: FieldName
    label: str
    rows: int = _Field(ge=1)
    most: int = _Field(ge=1)
    fixed: bool = False
    field: tuple[FormField, ...]


class Signature(Model):
    """A box for seal and signature; it never breaks over a page."""

    title: str
    pledge: str | None = None
    lines: tuple[str, ...]
    date: str | None = "年   月   日"
    signer: Literal["applicant", "county", "city", "province", "government", "other"]
    height: float = 42.0


class Cell(Model):
    """One cell of the printed table; exactly one of the content keys is set.

    ``label`` prints text; ``field`` one value; ``series`` one value a year column (each ``span``
    wide); ``template`` text with ``{address}`` or ``{address:placeholder}`` in it; ``option`` one
    box of ``of``; ``options`` all boxes of a choice (of ``group`` only, if named); ``index`` the
    number of a repeat's row; ``sign`` a signature box; ``heading`` a section's head row.
    In every text ``{year:1}`` is the first year column, ``{year:-1}`` the last.
    """

    label: str | None = None
    heading: str | None = None
    field: FieldName | None = None
    series: FieldName | None = None
    template: str | None = None
    option: Identifier | None = None
    of: FieldName | None = None
    options: FieldName | None = None
    group: Identifier | None = None
    index: bool = False
    sign: Signature | None = None
    year: int | None = None
    span: int = _Field(default=1, ge=1)
    rows: int = _Field(default=1, ge=1)
    align: Literal["left", "center", "right"] | None = None
    flow: Literal["line", "stack"] = "stack"

    @property
    def content(self) -> str:
        """The name of the content key that is set."""
        keys = ("label", "heading", "field", "series", "template", "option", "options", "sign")
        return next((key for key in keys if getattr(self, key) is not None), "index")

    @model_validator(mode="after")
    def _one_content(self) -> Self:
        keys = ("label", "heading", "field", "series", "template", "option", "options", "sign")
        given = [key for key in keys if getattr(self, key) is not None]
        if len(given) + self.index != 1:
            raise ValueError(f"每个单元格须且只须有一种内容，现有 {given or '无'}")
        if (self.option is None) != (self.of is None):
            raise ValueError("option 与 of 须同时给出")
        return self


class Row(Model):
    """One row of cells; ``repeat`` makes it the template of a repeating row."""

    cells: tuple[Cell, ...] = ()
    repeat: FieldName | None = None
    height: float | None = None


class Section(Model):
    """A part of the table that the wizard shows as one step; ``new_page`` starts a page."""

    id: Identifier
    title: str
    new_page: bool = False
    row: tuple[Row, ...]


class OutlineItem(Model):
    """One heading of the narrative's outline; nesting by ``level`` (1 to 3)."""

    id: Identifier
    level: int = _Field(default=1, ge=1, le=3)
    title: str
    hint: str = ""
    evidence: str = ""


class Outline(Model):
    """What the narrative has to contain; ``columns`` are the heads where it prints as a table."""

    title: str
    subtitle: str | None = None
    limit: int | None = None
    columns: tuple[str, ...] = ()
    item: tuple[OutlineItem, ...]


class AttachmentSlot(Model):
    """One line of the notice's 参考附件."""

    id: Identifier
    title: str
    required: bool = True
    many: bool = True


class Form(Model):
    """One 申报表 with its outline and attachments.

    ``columns`` is the number of equal parts that the text width is cut in; each row's spans sum to
    it. ``fixed`` are values that the form itself decides (the box on the cover).
    """

    id: Identifier
    category: Literal["enterprise", "project", "platform", "city", "district"]
    number: str
    title: str
    columns: int = _Field(ge=1, le=60)
    applicant: FieldName
    concept_of_applicant: str = "org.name"
    fixed: dict[str, str] = {}
    field: tuple[FormField, ...]
    repeat: tuple[Repeat, ...] = ()
    section: tuple[Section, ...]
    outline: Outline
    attachments_title: str = "参考附件"
    attachment: tuple[AttachmentSlot, ...] = ()
    printed_from: str | None = None
    printed_to: str | None = None
    note: tuple[str, ...] = ()


class Cover(Model):
    """The cover: title lines, a borderless table of blanks, the issuer's line at the foot."""

    title: tuple[str, ...]
    columns: int = _Field(default=12, ge=1)
    row: tuple[Row, ...]
    field: tuple[FormField, ...]
    foot: tuple[str, ...] = ()


class Instructions(Model):
    """The 填报说明: a title and its paragraphs."""

    title: str
    text: tuple[str, ...]


class Years(Model):
    """The year columns: ``fixed`` as printed, or ``count`` columns chosen when a draft is made."""

    fixed: tuple[int, ...] = ()
    count: int | None = None

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.fixed) == bool(self.count):
            raise ValueError("fixed 与 count 须且只须给出一个")
        return self

    @property
    def number(self) -> int:
        """How many year columns the forms have."""
        return len(self.fixed) or self.count or 0


class Style(Model):
    """One paragraph style: Chinese face name and 字号 as the notice says them."""

    face: str
    size: str
    bold: bool = False
    line: float = 1.0
    align: Literal["left", "center", "right", "justify"] = "justify"
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0


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


class Delivery(Model):
    """How a declaration is handed in: copies, paper, files, where to."""

    deadline: date | None = None
    copies: int = 1
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


class Quota(Model):
    """At most ``most`` of ``form`` for each unit that recommends."""

    form: Identifier | None = None
    mode: Identifier | None = None
    most: int
    per: str
    clause: str


class Notice(Model):
    """What ``notice.toml`` says of the whole notice."""

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
    quota: tuple[Quota, ...] = ()
    eligibility: tuple[str, ...] = ()
    delivery: Delivery
    typography: Typography
    cover: Cover
    instructions: Instructions | None = None
    note: tuple[str, ...] = ()


class Clause(Model):
    """One quotable clause of ``notice.md``: id, where it stands, the notice's own words."""

    id: str
    place: str
    text: str


class Example(Model):
    """Values that a rule passes or fails on; ``years`` if not the pack's."""

    form: Identifier | None = None
    values: dict[str, str]


class Fix(Model):
    """A computed value: ``address`` (a pattern of the rule) and the expression that gives it."""

    address: str
    value: str


class Rule(Model):
    """One check over values, as data.

    ``let`` binds names to address patterns (``finance.revenue[@]`` the year or row at hand,
    ``[@-1]`` the year before, ``[first]``, ``[last]``, ``investors[*].share`` all rows); ``test``
    and ``when`` are XPath 2.0 over those names. A blank name skips the rule unless it is listed in
    ``may_be_blank``.
    """

    id: Identifier
    forms: tuple[Identifier, ...] = ()
    level: Level
    each: str | None = None
    let: dict[str, str] = {}
    may_be_blank: tuple[str, ...] = ()
    when: str | None = None
    test: str
    message: str
    clause: str | None = None
    fix: Fix | None = None
    passing: Example
    failing: Example


class SummaryColumn(Model):
    """One column of the 汇总表: ``source`` is a field, ``rank`` or nothing (left blank)."""

    label: str
    width: float
    source: str | None = None
    only: tuple[Identifier, ...] = ()
    labels: dict[str, str] = {}
    yes_if: Identifier | None = None


class SummaryPart(Model):
    """One table of the 汇总表: a form's applicants in rank order."""

    form: Identifier
    title: str
    rows: int
    column: tuple[SummaryColumn, ...]


class Summary(Model):
    """The 汇总表: title, head line, one table a form."""

    number: str = ""
    title: str
    head: tuple[str, ...]
    landscape: bool = False
    part: tuple[SummaryPart, ...]
    source: Literal["notice", "reconstructed"] = "notice"
    origin: str | None = None


class Pack(Model):
    """A whole notice pack, identified by the sha256 of its files' content."""

    hash: str
    notice: Notice
    forms: dict[str, Form]
    summary: Summary | None
    rules: tuple[Rule, ...]
    clauses: dict[str, Clause]
    text: str

    def form_id(self, form: str) -> str:
        """Return the public id of one form, as ``zhejiang-2020/enterprise``."""
        return f"{self.notice.id}/{form}"

    def years(self, chosen: tuple[int, ...] = ()) -> tuple[int, ...]:
        """Return the year columns: the notice's own, or those chosen for a draft."""
        return self.notice.years.fixed or chosen


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
