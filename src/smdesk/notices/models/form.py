"""One 申报表: its table as rows of cells, its outline, its attachments."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import Field as _Field
from pydantic import model_validator

from smdesk.notices.models.base import FieldName, Identifier, Model
from smdesk.notices.models.field import FormField, Repeat

_OF_OUTLINE = re.compile(r"\s*[（(]?(?:参考|编写|撰写)?提纲[）)]?$")


class Signature(Model):
    """A box for seal and signature; it never breaks over a page.

    ``title`` is empty where the box's name stands in the cell to its left.
    """

    title: str
    pledge: str | None = None
    lines: tuple[str, ...]
    date: str | None = "年   月   日"
    signer: Literal["applicant", "county", "city", "province", "government", "other"]
    height: float = _Field(default=42.0, gt=0, le=250)


class Cell(Model):
    """One cell of the printed table; exactly one of the content keys is set.

    ``label`` prints text; ``field`` one value; ``series`` one value a year column (each ``span``
    wide); ``template`` text with ``{address}`` or ``{address:placeholder}`` in it; ``option`` one
    box of ``of``; ``options`` all boxes of a choice (of ``group`` only, if named, or just ``only``
    these, in this order); ``index`` the number of a repeat's row; ``sign`` a signature box; ``heading`` a section's head row.
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
    only: tuple[Identifier, ...] = ()
    index: bool = False
    sign: Signature | None = None
    year: int | None = None
    span: int = _Field(default=1, ge=1, le=60)
    rows: int = _Field(default=1, ge=1, le=200)
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
    """One row of cells; ``repeat`` makes it the template of a repeating row.

    ``reconstructed`` names the sister form that a row was taken from which the notice's own text
    does not print.
    """

    cells: tuple[Cell, ...] = _Field(default=(), max_length=60)
    repeat: FieldName | None = None
    height: float | None = _Field(default=None, gt=0, le=250)
    reconstructed: str | None = None


class Section(Model):
    """A part of the table that the wizard shows as one step; ``new_page`` starts a page."""

    id: Identifier
    title: str
    new_page: bool = False
    row: tuple[Row, ...] = _Field(max_length=300)


class OutlineItem(Model):
    """One heading of the narrative's outline; nesting by ``level`` (1 to 3)."""

    id: Identifier
    level: int = _Field(default=1, ge=1, le=3)
    title: str
    hint: str = ""
    evidence: str = ""


class Outline(Model):
    """What the narrative has to contain; ``columns`` are the heads where it prints as a table.

    ``reconstructed`` says where it was taken from if the notice does not print it. ``heading`` is what
    the text itself is called where the title is a word for its outline alone.
    """

    title: str
    subtitle: str | None = None
    heading: str | None = None
    reconstructed: str | None = None
    limit: int | None = _Field(default=None, ge=1, le=1_000_000)
    columns: tuple[str, ...] = ()
    item: tuple[OutlineItem, ...] = _Field(max_length=300)

    @property
    def text_title(self) -> str:
        """What stands over the text that follows the outline: …说明材料, not …说明材料参考提纲."""
        return self.heading or _OF_OUTLINE.sub("", self.title) or self.title


class AttachmentSlot(Model):
    """One line of the notice's 参考附件.

    ``reconstructed`` says why a line stands here that the notice does not print.
    """

    id: Identifier
    title: str
    required: bool = True
    many: bool = True
    reconstructed: str | None = None


class Years(Model):
    """The year columns: ``fixed`` as printed, or ``count`` columns chosen when a draft is made.

    ``printed`` is what the notice prints in the place of a year that is still to be chosen.
    """

    fixed: tuple[Annotated[int, _Field(ge=1949, le=2199)], ...] = _Field(default=(), max_length=12)
    count: int | None = _Field(default=None, ge=1, le=12)
    printed: str = "20**"

    @model_validator(mode="after")
    def _either(self) -> Self:
        if bool(self.fixed) == bool(self.count):
            raise ValueError("fixed 与 count 须且只须给出一个")
        return self

    @property
    def number(self) -> int:
        """How many year columns the forms have."""
        return len(self.fixed) or self.count or 0


class PlainLabel(Model):
    """A printed label that names no value, and why (the corner of a table of years)."""

    label: str
    reason: str = _Field(min_length=1)


class Form(Model):
    """One 申报表 with its outline and attachments.

    ``columns`` is the number of equal parts that the text width is cut in; each row's spans sum to
    it. ``fixed`` are values that the form itself decides (the box on the cover). ``years`` stands
    instead of the notice's where this form has other year columns. ``printed_from`` and
    ``printed_to`` are the words between which ``notice.txt`` prints the table; ``plain`` lists
    the labels that name no value; ``foot`` is printed under the table. ``attachments_limit`` is
    how many MB the attached files may have in all, where the notice says so.
    """

    id: Identifier
    category: Literal["enterprise", "project", "platform", "city", "district"]
    number: str
    title: str
    columns: int = _Field(ge=1, le=60)
    applicant: FieldName
    concept_of_applicant: str = "org.name"
    fixed: dict[str, str] = {}
    field: tuple[FormField, ...] = _Field(max_length=400)
    repeat: tuple[Repeat, ...] = _Field(default=(), max_length=20)
    section: tuple[Section, ...] = _Field(max_length=40)
    foot: tuple[str, ...] = ()
    years: Years | None = None
    outline: Outline
    attachments_title: str = "参考附件"
    attachment: tuple[AttachmentSlot, ...] = _Field(default=(), max_length=100)
    attachments_limit: float | None = _Field(default=None, gt=0)
    plain: tuple[PlainLabel, ...] = ()
    printed_from: str | None = None
    printed_to: str | None = None
    note: tuple[str, ...] = ()
