"""What a drafted pack is made of before it is written: cells, fields, forms, open questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

CellKind = Literal["heading", "label", "blank", "boxes", "template", "sign", "index"]


@dataclass
class SketchBox:
    """One box as printed; ``note`` says that a text is asked for beside it."""

    label: str
    note: bool = False
    id: str = ""
    concept: str | None = None
    note_field: str | None = None


@dataclass
class SketchField:
    """One value: a stand-in name first, an address at last, and what is unsure about it.

    ``path`` are the printed labels that lead to it; ``sure`` is 0 to 1.
    """

    name: str
    kind: str = "text"
    axis: str = "none"
    unit: str | None = None
    boxes: list[SketchBox] = field(default_factory=list)
    pick: str = "one"
    path: tuple[str, ...] = ()
    repeat: str | None = None
    hint: str = ""
    tall: bool = False
    address: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    sure: float = 0.0
    questions: list[str] = field(default_factory=list)


@dataclass
class SketchCell:
    """One cell: place and size in the form's columns, what it is, its text, the fields in it.

    ``text`` of a template has ``{name}`` for its blanks; ``year`` counts the year columns from 1.
    """

    row: int
    column: int
    span: int
    rows: int
    kind: CellKind
    text: str = ""
    fields: list[SketchField] = field(default_factory=list)
    boxes: list[SketchBox] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    year: int | None = None
    align: str | None = None
    raw: str = ""
    questions: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        """The column after the cell."""
        return self.column + self.span


@dataclass
class SketchRow:
    """One row: its cells, and the repeat that it is the pattern of."""

    cells: list[SketchCell] = field(default_factory=list)
    repeat: str | None = None


@dataclass
class SketchRepeat:
    """A repeating row: ``rows`` as printed."""

    id: str
    label: str
    rows: int
    fixed: bool = False
    fields: list[SketchField] = field(default_factory=list)


@dataclass
class SketchSection:
    """A part of a table under one heading."""

    id: str
    title: str
    rows: list[SketchRow] = field(default_factory=list)


@dataclass
class SketchItem:
    """A heading of the outline or a line of the attachments."""

    id: str
    title: str
    level: int = 1
    hint: str = ""
    evidence: str = ""


@dataclass
class SketchForm:
    """One form: table, outline, attachments."""

    id: str
    category: str
    number: str
    title: str
    columns: int
    years: list[int]
    open_years: int
    printed_year: str
    sections: list[SketchSection] = field(default_factory=list)
    fields: list[SketchField] = field(default_factory=list)
    repeats: list[SketchRepeat] = field(default_factory=list)
    outline_title: str = ""
    outline_subtitle: str = ""
    outline_columns: list[str] = field(default_factory=list)
    outline: list[SketchItem] = field(default_factory=list)
    attachments_title: str = ""
    attachments: list[SketchItem] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    printed_from: str = ""
    printed_to: str = ""
    applicant: str = ""
    questions: list[str] = field(default_factory=list)


@dataclass
class SketchColumn:
    """One column of the 汇总表."""

    label: str
    width: float
    source: str | None = None


@dataclass
class SketchSummary:
    """The 汇总表."""

    number: str
    title: str
    head: list[str]
    columns: list[SketchColumn]
    rows: int
    landscape: bool = False


@dataclass
class Sketch:
    """A whole drafted pack."""

    id: str
    title: str
    words: str
    cover_title: list[str] = field(default_factory=list)
    cover_foot: list[str] = field(default_factory=list)
    cover: list[SketchRow] = field(default_factory=list)
    cover_fields: list[SketchField] = field(default_factory=list)
    instructions_title: str = ""
    instructions: list[str] = field(default_factory=list)
    forms: list[SketchForm] = field(default_factory=list)
    summary: SketchSummary | None = None
    facts: dict[str, str] = field(default_factory=dict)
    looks: dict[str, dict[str, Any]] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
