"""Faults between files: forms, clauses, rules, quotas, the 汇总表, styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from smdesk.notices.choices import choices_of
from smdesk.notices.grid import all_fields
from smdesk.notices.lint.fields import duplicates
from smdesk.notices.lint.report import Faults
from smdesk.notices.loader import Reading
from smdesk.notices.models import (
    FACES,
    POINTS,
    Form,
    FormField,
    Notice,
    Style,
    Summary,
    SummaryColumn,
)
from smdesk.notices.typed import read

Fields = Mapping[str, FormField]
Clauses = set[str] | None


def check_links(reading: Reading, notice: Notice) -> Iterator[Faults]:
    """Yield the faults of every reference from one file of a pack to another."""
    unread = any(one.params.get("file") == "notice.md" for one in reading.problems)
    clauses = None if unread else {one.id for one in reading.clauses}  # unread is told once
    fields = {name: all_fields(notice, form) for name, form in reading.forms.items()}
    yield _notice(reading, notice, clauses)
    for name, form in reading.forms.items():
        yield _form(form, name, fields[name], clauses)
    if reading.summary is not None:
        yield _summary(reading.summary, notice, fields)
    faults = Faults("notice.md")
    for twice in duplicates(one.id for one in reading.clauses):
        faults.add("duplicate", twice, name=twice)
    for one in reading.clauses:
        if not one.text:
            faults.add("clause-empty", one.id)
    yield faults


def _clause(faults: Faults, clauses: Clauses, wanted: str | None, key: str) -> None:
    if wanted is not None and clauses is not None and wanted not in clauses:
        faults.add("clause-unknown", key, clause=wanted)


def _notice(reading: Reading, notice: Notice, clauses: Clauses) -> Faults:
    faults = Faults("notice.toml")
    if notice.id != reading.folder.name:
        faults.add("id-folder", "id", id=notice.id, name=_plain(reading.folder.name))
    for twice in duplicates(notice.forms):
        faults.add("duplicate", "forms", name=twice)
    modes = {
        one.id for form in reading.forms.values() for each in form.field for one in each.choices
    }
    for number, quota in enumerate(notice.quota, 1):
        if quota.form is not None and quota.form not in notice.forms:
            faults.add("form-unknown", f"quota[{number}].form", name=quota.form)
        whole = len(reading.forms) == len(set(notice.forms))
        if whole and quota.mode is not None and quota.mode not in modes:
            faults.add("option-unknown", f"quota[{number}].mode", name="quota", option=quota.mode)
        _clause(faults, clauses, quota.clause, f"quota[{number}].clause")
    for one in notice.eligibility:
        _clause(faults, clauses, one, "eligibility")
    _clause(faults, clauses, notice.delivery.clause, "delivery.clause")
    if notice.delivery.website is not None:
        _clause(faults, clauses, notice.delivery.website.clause, "delivery.website.clause")
    _fields_clauses(faults, notice.cover.field, clauses, "cover.field")
    if notice.delivery.deadline is not None and notice.delivery.deadline < notice.issued:
        faults.add("deadline-early", "delivery.deadline")
    _years(faults, notice.years.fixed, notice.issued, "years.fixed")
    for name in type(notice.typography).model_fields:
        _style(faults, getattr(notice.typography, name), f"typography.{name}")
    return faults


def _years(faults: Faults, years: tuple[int, ...], issued: date, key: str) -> None:
    if list(years) != sorted(set(years)) or (years and years[-1] > issued.year):
        faults.add("years-order", key)


def _style(faults: Faults, style: Style, key: str) -> None:
    if style.size not in POINTS:
        faults.add("size-unknown", f"{key}.size", size=style.size, known="、".join(POINTS))
    if style.face not in FACES:
        faults.add("face-unknown", f"{key}.face", face=style.face, known="、".join(sorted(FACES)))


def _fields_clauses(
    faults: Faults, fields: Iterable[FormField], clauses: Clauses, key: str
) -> None:
    for number, one in enumerate(fields, 1):
        _clause(faults, clauses, one.clause, f"{key}[{number}].clause")


def _form(form: Form, name: str, fields: Fields, clauses: Clauses) -> Faults:
    faults = Faults(f"{name}.toml")
    if form.id != name:
        faults.add("id-file", "id", id=form.id, name=f"{name}.toml")
    if form.applicant not in fields:
        faults.add("field-unknown", "applicant", name=form.applicant)
    for address, text in form.fixed.items():
        field = fields.get(address)
        if field is None:
            faults.add("field-unknown", f"fixed.{address}", name=address)
        elif read(field, text).problem is not None:
            faults.add("fixed-unreadable", f"fixed.{address}", text=text)
    _fields_clauses(faults, form.field, clauses, "field")
    for number, repeat in enumerate(form.repeat, 1):
        _fields_clauses(faults, repeat.field, clauses, f"repeat[{number}].field")
    return faults


def _summary(summary: Summary, notice: Notice, fields: Mapping[str, Fields]) -> Faults:
    faults = Faults("summary.toml")
    for number, part in enumerate(summary.part, 1):
        key = f"part[{number}]"
        if part.form not in notice.forms:
            faults.add("form-unknown", f"{key}.form", name=part.form)
            continue
        if part.form not in fields:  # the form could not be read, which is told already
            continue
        for place, column in enumerate(part.column, 1):
            _column(faults, column, fields[part.form], f"{key}.column[{place}]")
    if summary.source == "reconstructed" and not summary.origin:
        faults.add("origin-missing", "origin")
    return faults


def _column(faults: Faults, column: SummaryColumn, fields: Fields, key: str) -> None:
    choices = {*column.only, *column.labels, *([column.yes_if] if column.yes_if else [])}
    if column.source in {None, "rank"}:
        if choices:
            faults.add("column-choices", key)
        return
    field = fields.get(column.source or "")
    if field is None:
        faults.add("field-unknown", f"{key}.source", name=column.source)
        return
    for wanted in sorted(choices - {one.id for one in choices_of(field)}):
        faults.add("option-unknown", key, name=field.address, option=wanted)


def _plain(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8", "replace")
