"""The linter: every fault of a pack folder with file, key and what to do, and its coverage.

A pack comes from anybody, so nothing here trusts it: files are bounded, links are not followed,
and whatever bytes the folder holds the answer is a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from smdesk.errors import Problem
from smdesk.notices.grid import all_fields, form_fields
from smdesk.notices.labels import field_paths
from smdesk.notices.lint.coverage import cover_part, form_parts, prepare, summary_part
from smdesk.notices.lint.fields import (
    check_field,
    check_limits,
    check_notes,
    check_placed,
    check_repeats,
    check_shares,
    duplicates,
)
from smdesk.notices.lint.files import check_files
from smdesk.notices.lint.links import check_links
from smdesk.notices.lint.outline import check_outline
from smdesk.notices.lint.printed import compact, tidy
from smdesk.notices.lint.report import Faults, LintReport, PartCoverage
from smdesk.notices.lint.table import TableCheck
from smdesk.notices.loader import Reading, as_pack, read_pack
from smdesk.notices.models import Form, Notice, Pack

__all__ = ["Faults", "LintReport", "PartCoverage", "lint_pack"]


def lint_pack(folder: Path) -> LintReport:
    """Return every fault of the pack in ``folder`` and the coverage of its printed labels.

    Raises nothing on a bad pack. Expressions of rules are checked by the room of rules; its
    problems are added with `LintReport.with_problems`.
    """
    name = folder.name.encode("utf-8", "replace").decode("utf-8")
    if not folder.is_dir():
        return LintReport(name, None, (Problem("notices.pack-missing", "error", {"pack": name}),))
    problems: list[Problem] = []
    try:
        return _lint(folder, name, problems)
    except Exception as fault:  # a stranger's folder must not stop the program
        detail = type(fault).__name__
        problems.append(Problem("notices.lint-failed", "error", {"file": name, "detail": detail}))
        return LintReport(name, None, tuple(problems))


def _lint(folder: Path, name: str, problems: list[Problem]) -> LintReport:
    """Lint into ``problems``, so that what was found before a fault of ours is not lost."""
    reading = read_pack(folder)
    problems += [*reading.problems, *check_files(reading)]
    if reading.notice is None:
        return LintReport(name, None, tuple(problems))
    sound = all(_harmless(one) for one in reading.problems)
    for faults in _structure(reading, reading.notice):
        problems += faults.found
        sound = sound and all(_harmless(one) for one in faults.found)
    pack = as_pack(reading, reading.notice)
    coverage: list[PartCoverage] = []
    if sound:
        for part, faults in _coverage(pack):
            problems += [*faults.found, *_part_problems(part, faults.file)]
            coverage.append(part)
        problems += [one for faults in _quotations(reading, pack.notice) for one in faults.found]
    return LintReport(name, pack.hash, tuple(problems), tuple(coverage), sound)


_HARMLESS = {
    "notices.id-folder", "notices.deadline-early", "notices.size-unknown", "notices.face-unknown",
    "notices.clause-unknown", "notices.clause-empty", "notices.unit-said", "notices.limit-said",
    "notices.label-twice",
}  # fmt: skip


def _harmless(problem: Problem) -> bool:
    """Return whether labels and rules can be looked at all the same, so that all is told at once.

    A rule that cannot be read leaves the others, a fault of the 汇总表 leaves the forms.
    """
    file = str(problem.params.get("file", ""))
    return problem.code in _HARMLESS or file.startswith(("rules.toml", "summary.toml"))


def _structure(reading: Reading, notice: Notice) -> Iterator[Faults]:
    yield _cover(notice)
    for name, form in reading.forms.items():
        yield _form(notice, form, name)
    yield from check_links(reading, notice)


def _cover(notice: Notice) -> Faults:
    faults = Faults("notice.toml")
    fields = {one.address: one for one in notice.cover.field}
    _check_fields(faults, notice.cover.field, "cover.field")
    table = TableCheck(faults, fields, notice.cover.columns, notice.years.number)
    table.rows(notice.cover.row, ("cover", "row"))
    check_placed(faults, fields, table, notice.years.number)
    return faults


def _form(notice: Notice, form: Form, name: str) -> Faults:
    faults = Faults(f"{name}.toml")
    years = (form.years or notice.years).number
    _check_fields(faults, form.field, "field")
    for number, repeat in enumerate(form.repeat, 1):
        _check_fields(faults, repeat.field, f"repeat[{number}].field")
    fields = form_fields(form)
    _check_names(faults, notice, form)
    repeats = frozenset(one.id for one in form.repeat)
    table = TableCheck(faults, fields, form.columns, years, repeats)
    for number, section in enumerate(form.section):
        table.rows(section.row, ("section", number, "row"))
    check_placed(faults, fields, table, years)
    check_repeats(faults, form, table)
    check_notes(faults, fields)
    check_shares(faults, fields, repeats)
    check_outline(faults, form)
    if not faults.found:
        chosen = (form.years or notice.years).fixed or tuple(range(9001, 9001 + years))
        check_limits(faults, all_fields(notice, form), field_paths(notice, form, chosen))
    return faults


def _check_fields(faults: Faults, fields: Sequence[object], key: str) -> None:
    for number, one in enumerate(fields, 1):
        check_field(faults, one, f"{key}[{number}]")  # type: ignore[arg-type]


def _check_names(faults: Faults, notice: Notice, form: Form) -> None:
    """Check that no two things of a form share a name."""
    groups = {
        "field": [
            *(one.address for one in (*notice.cover.field, *form.field)),
            *(f"{one.id}.{each.address}" for one in form.repeat for each in one.field),
            *(one.id for one in form.repeat),
        ],
        "section": [one.id for one in form.section],
        "outline.item": [one.id for one in form.outline.item],
        "attachment": [one.id for one in form.attachment],
    }
    for key, names in groups.items():
        for twice in duplicates(names):
            faults.add("duplicate", key, name=twice)


def _coverage(pack: Pack) -> Iterator[tuple[PartCoverage, Faults]]:
    words = prepare(pack.text)
    yield from cover_part(pack, words)
    for form in pack.forms.values():
        yield from form_parts(pack, form, words)
    if pack.summary is not None:
        yield from summary_part(pack.summary, words)


def _part_problems(part: PartCoverage, file: str) -> Iterator[Problem]:
    """Yield what a part's coverage says is wrong."""
    codes = (("missing", "label-missing-in-pack"), ("foreign", "label-foreign"),
             ("moved", "label-moved"), ("unused", "label-unused"))  # fmt: skip
    for kind, code in codes:
        for text in getattr(part, kind):
            yield Problem(
                f"notices.{code}", "error", {"file": file, "key": part.part, "text": _short(text)}
            )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:30]}…{text[-8:]}"


def _quotations(reading: Reading, notice: Notice) -> Iterator[Faults]:
    """Yield clauses and instructions whose words the notice does not have."""
    words = compact(tidy(reading.words))
    faults = Faults("notice.md")
    for clause in reading.clauses:
        if compact(clause.text) not in words:
            faults.add("clause-words", clause.id, text=_short(compact(clause.text)))
    yield faults
    faults = Faults("notice.toml")
    for number, text in enumerate(notice.instructions.text if notice.instructions else (), 1):
        if compact(text) not in words:
            faults.add("clause-words", f"instructions.text[{number}]", text=_short(compact(text)))
    yield faults
