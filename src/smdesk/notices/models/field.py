"""Fields: what a value is, its boxes, its rows."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field as _Field
from pydantic import model_validator

from smdesk.notices.models.base import FieldName, Identifier, Model, Pick


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
    SHARES = "shares"

    @property
    def numeric(self) -> bool:
        """Whether the typed value is a ``Decimal``."""
        return self in _NUMERIC


_NUMERIC = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT, Kind.YEAR})


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
    notice's table does not print (it stands on the check sheet). ``shares`` are of the boxes that
    are ticked in ``of``; given as amounts they add up to the last year of ``total``.
    """

    address: FieldName
    kind: Kind = Kind.TEXT
    concept: FieldName | None = None
    axis: Literal["none", "year"] = "none"
    required: bool = False
    unit: str | None = None
    units: tuple[str, ...] = ()
    decimals: int | None = _Field(default=None, ge=0, le=8)
    negative: bool = False
    limit: int | None = _Field(default=None, ge=1, le=100_000)
    choices: tuple[Choice, ...] = _Field(default=(), max_length=100)
    pick: Pick = "one"
    of: FieldName | None = None
    total: FieldName | None = None
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
        if (self.kind is Kind.SHARES) != (self.of is not None):
            raise ValueError("shares 字段必须用 of 写明是哪个选择栏目的构成，其他字段不能有 of")
        if self.total is not None and self.kind is not Kind.SHARES:
            raise ValueError("只有 shares 字段可以有 total")
        if self.source == "reconstructed" and not self.origin:
            raise ValueError("source = reconstructed 时须写明 origin（取自哪张表）")
        return self


class Repeat(Model):
    """A repeating row: ``rows`` are printed, up to ``most`` may be filled."""

    id: FieldName
    label: str
    rows: int = _Field(ge=1, le=200)
    most: int = _Field(ge=1, le=500)
    fixed: bool = False
    field: tuple[FormField, ...] = _Field(max_length=40)
