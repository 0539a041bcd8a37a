"""What a made file is: runs, cells, tables, blocks, and what is true of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from smdesk.notices.models import FormField


@dataclass
class Run:
    """A run of text; ``marks`` name what is done to it (strike, hidden, grey, ins, del, sym …)."""

    text: str
    marks: dict[str, str] = field(default_factory=dict)


Para = list[Run]


@dataclass
class Cell:
    """A cell: paragraphs, how many columns and rows it covers, a table within."""

    paras: list[Para]
    cols: int = 1
    rows: int = 1
    inner: Table | None = None
    number: tuple[float, str] | None = None
    sdt: bool = False

    @property
    def text(self) -> str:
        return "\n".join("".join(run.text for run in para) for para in self.paras)


@dataclass
class Table:
    """A table: each row has the cells that begin in it."""

    cols: int
    rows: list[list[Cell]]
    hidden_rows: set[int] = field(default_factory=set)
    borders: bool = True


Block = Para | Table


@dataclass
class Value:
    """An answer: what is shown of it and what an officer holds of it."""

    address: str
    field: FormField
    paras: list[Para]
    truth: str
    number: tuple[float, str] | None = None
    done: bool = False

    @property
    def shown(self) -> str:
        return "\n".join("".join(run.text for run in para) for para in self.paras)

    def show(self, text: str, **marks: str) -> None:
        self.paras = [[Run(line, dict(marks))] for line in text.split("\n")]
        self.number = None


@dataclass
class Filed:
    """A made file's content: blocks in order, and its truth by address."""

    form: str
    rng: Random
    blocks: list[Block]
    truth: dict[str, str]
    unclear: set[str] = field(default_factory=set)
    habits: tuple[str, ...] = ()
    name: str = "申报表.docx"
    more: list[Filed] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)


def para(text: str, **marks: str) -> Para:
    return [Run(text, dict(marks))]


def cell(text: str, cols: int = 1, rows: int = 1, **marks: str) -> Cell:
    return Cell([[Run(line, dict(marks))] for line in text.split("\n")], cols, rows)
