"""Clauses, rules, the 汇总表, and the pack that holds everything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import Field as _Field

from smdesk.notices.models.base import Identifier, Level, Model
from smdesk.notices.models.form import Form, Years
from smdesk.notices.models.notice import Notice

_RELATIVE = re.compile(r"\[(first|last)([+-]\d{1,2})?\]")


class Clause(Model):
    """One quotable clause of ``notice.md``: id, where it stands, the notice's own words."""

    id: str
    place: str
    text: str


class Example(Model):
    """Values that a rule passes or fails on.

    An address may name its year by its column, so that a family's example fits every notice:
    ``[first]``, ``[last]``, ``[last-1]``.
    """

    form: Identifier | None = None
    values: dict[str, str]

    def at(self, years: Sequence[int]) -> dict[str, str]:
        """Return the values with each year column named by its year; without years as written.

        ``[last]`` in a text is the year itself: ``[last]-06-01``.
        """
        columns = {"first": years[0], "last": years[-1]} if years else {}

        def year(match: re.Match[str]) -> str:
            column = columns.get(match[1])
            return match[0] if column is None else f"[{column + int(match[2] or 0)}]"

        return {
            _RELATIVE.sub(year, one): _RELATIVE.sub(lambda each: year(each).strip("[]"), text)
            for one, text in self.values.items()
        }


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
    """One column of the 汇总表: ``source`` is a field, ``rank`` or nothing (left blank).

    ``width`` is relative to the other columns; ``only`` keeps these boxes of a choice, ``labels``
    renames them, ``yes_if`` prints 是 or 否 by one box.
    """

    label: str
    width: float = _Field(gt=0, le=500)
    source: str | None = None
    only: tuple[Identifier, ...] = ()
    labels: dict[str, str] = {}
    yes_if: Identifier | None = None


class SummaryPart(Model):
    """One table of the 汇总表: a form's applicants in rank order."""

    form: Identifier
    title: str
    rows: int = _Field(ge=0, le=200)
    column: tuple[SummaryColumn, ...]


class Summary(Model):
    """The 汇总表: title, head line, one table a form.

    ``stacked``: the notice sets each entry of the head line on a line of its own.
    """

    number: str = ""
    title: str
    head: tuple[str, ...]
    stacked: bool = False
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

    def years(self, chosen: tuple[int, ...] = (), form: Form | None = None) -> tuple[int, ...]:
        """Return the year columns: the notice's (or the form's) own, or those chosen."""
        return self.years_of(form).fixed or chosen

    def years_of(self, form: Form | None) -> Years:
        """Return how the year columns of a form are fixed: by itself, or by the notice."""
        return form.years if form is not None and form.years is not None else self.notice.years
