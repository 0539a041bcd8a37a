"""A declaration written into an authority's own blank .docx, read back and told honestly.

The file is laid over the pack's grid by the reader's aligner. Open years and missing rows are set
first; then every value goes to its place. The result is read as any received file is, and a value
counts only if it reads back equal; one that does not is tried in the next sensible way, and left
out in the end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.files import sha256_hex, write_atomically
from smdesk.intake import guard
from smdesk.intake.blanks import BlankForm, lay_out
from smdesk.intake.kinds import FileKind
from smdesk.intake.read import read_file
from smdesk.intake.sniff import sniff
from smdesk.intake.submission import SURE, Submission
from smdesk.intake.zipped import Archive
from smdesk.notices.address import Address, parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import all_fields
from smdesk.notices.labels import field_paths
from smdesk.notices.models import Form, FormField, Pack
from smdesk.notices.typed import canonical_text
from smdesk.packet.docx.inplace import Edit, Foreign, Put, replaced
from smdesk.service.applicant import applicant_of
from smdesk.service.authority.prose import Prose, plan_prose
from smdesk.service.authority.report import IntoReport, Lost
from smdesk.service.authority.ways import Way, merged, ways
from smdesk.service.describe import form_years

ROUNDS = 8
"""So often the file is written and read again before what fails is left out."""
GROWTHS = 4
SHOWN = 4
"""So many places are named in one sentence."""


def fill_into(
    original: Path, pack: Pack, form: Form, declaration: Declaration, out: Path
) -> IntoReport:
    """Write a declaration into a copy of ``original`` at ``out`` and return what it holds.

    ``original`` is never written to. Raises the guard's codes, ``authority.not-docx``,
    ``authority.same-file``, ``intake.blank-other`` where the file is not the form,
    ``packet.foreign-zip``, and those of `write_atomically`.
    """
    data = guard.read_bytes(original)
    if sniff(data, original.name) not in {FileKind.DOCX, FileKind.DOCX_STRICT}:
        raise SmdeskError("authority.not-docx", file=original.name)
    if out.exists() and out.samefile(original):
        raise SmdeskError("authority.same-file", file=original.name)
    body, report = fill_bytes(data, pack, form, declaration)
    write_atomically(out, body)
    return IntoReport(**{**vars(report), "path": out})


def fill_bytes(
    data: bytes, pack: Pack, form: Form, declaration: Declaration
) -> tuple[bytes, IntoReport]:
    """Return the filled file and its report; raises as `fill_into` but for the files' own places."""
    return _Filling(data, pack, form, declaration).run()


@dataclass
class _Filling:
    data: bytes
    pack: Pack
    form: Form
    declaration: Declaration
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.years = form_years(self.pack, self.form, self.declaration.years)
        self.fields: Mapping[str, FormField] = all_fields(self.pack.notice, self.form)
        self.values = {
            parse(name): text
            for name, text in {**self.form.fixed, **self.declaration.values}.items()
            if text
        }
        self.counts = self.declaration.counts()

    def run(self) -> tuple[bytes, IntoReport]:
        blank, main = self._grown()
        before = self._read(_zipped(self.data, blank.main, main))
        if before.seal != "none":
            raise SmdeskError("authority.own-export")
        prose = plan_prose(self.declaration.narrative, blank.headings)
        chosen = {
            address: ways(self.fields[address.field], text, blank.places[address])
            for address, text in self.values.items()
            if address in blank.places
        }
        body, done = self._settled(blank.main, main, chosen, prose)
        old = [
            address
            for one in before.values
            if one.text and one.confidence >= SURE
            and (address := parse(one.address)) not in self.values
        ]  # fmt: skip
        after = self._read(body)
        words = after.declaration.narrative.text if after.declaration is not None else ""
        told = prose.read_back(words)
        return body, self._report(blank, told, done, self._strange(after, before), old)

    # ---- years and rows ----

    def _grown(self) -> tuple[BlankForm, bytes]:
        """Return the layout and the main part once years are set and rows are enough."""
        main: bytes | None = None
        data = self.data
        first: dict[str, int] = {}
        for _ in range(GROWTHS):
            blank = lay_out(data, self.pack, self.form, self.years, self.counts)
            if main is None:
                main = Archive(self.data).read(blank.main)
            wanted = {
                repeat: self.counts.get(repeat, 0) - number
                for repeat, (number, _) in blank.rows.items()
                if self.counts.get(repeat, 0) > number
            }
            if not blank.years and not wanted:
                break
            foreign = Foreign(main)
            foreign.write(
                merged([
                    (Edit(o.element, o.text, (Put(o.start, o.end, str(o.year)),)),)
                    for o in blank.years
                ])
            )  # fmt: skip
            # Copies change the numbers of what stands below: the lowest row goes first.
            for repeat in sorted(wanted, key=lambda one: -blank.rows[one][1][1]):
                first.setdefault(repeat, blank.rows[repeat][0])
                foreign.add_rows(blank.rows[repeat][1], wanted[repeat])
            main = foreign.body_bytes()
            data = _zipped(self.data, blank.main, main)
        names = {one.id: one.label for one in self.form.repeat}
        for repeat, printed in first.items():
            params = {"repeat": names[repeat], "printed": printed, "rows": self.counts[repeat]}
            self.problems.append(Problem("authority.rows-added", "hint", params))
        if blank.forms > 1:
            params = {"count": blank.forms, "form": self.form.title}
            self.problems.append(Problem("authority.forms-several", "hint", params))
        return blank, main or b""

    # ---- writing and reading again ----

    def _settled(
        self, name: str, main: bytes, chosen: Mapping[Address, list[Way]], prose: Prose
    ) -> tuple[bytes, set[Address]]:
        """Return the file and the addresses that read back equal; others are not written."""
        at = dict.fromkeys(chosen, 0)
        body, done = b"", set[Address]()
        for _ in range(ROUNDS):
            body = self._written(name, main, {a: chosen[a][n] for a, n in at.items()}, prose)
            done = self._equal(body, at)
            failed = [one for one in at if one not in done]
            movable = [one for one in failed if at[one] + 1 < len(chosen[one])]
            if not failed:
                return body, done
            if movable:
                for one in movable:
                    at[one] += 1
                continue
            for one in failed:
                del at[one]
        body = self._written(name, main, {a: chosen[a][n] for a, n in at.items()}, prose)
        return body, self._equal(body, at)

    def _written(
        self, name: str, main: bytes, chosen: Mapping[Address, Way], prose: Prose
    ) -> bytes:
        foreign = Foreign(main)
        foreign.write(merged(list(chosen.values())))
        for paragraph, lines in prose.lines:
            foreign.insert_after(paragraph, lines)
        return _zipped(self.data, name, foreign.body_bytes())

    def _equal(self, body: bytes, asked: Iterable[Address]) -> set[Address]:
        submission = self._read(body)
        there = {parse(one.address): one.text for one in submission.values}
        fixed = set(self.form.fixed)
        found = set()
        for address in asked:
            one = self.fields[address.field]
            if str(address) in fixed:
                # What the form decides is not among the values; a contradiction would be told.
                if all(p.params.get("address") != str(address) for p in submission.problems):
                    found.add(address)
                continue
            wanted = canonical_text(one, self.values[address])
            if canonical_text(one, there.get(address, "")) == wanted:
                found.add(address)
        return found

    def _read(self, body: bytes) -> Submission:
        with tempfile.TemporaryDirectory(prefix="smdesk-") as folder:
            path = Path(folder) / "filled.docx"
            path.write_bytes(body)
            return read_file(path, [self.pack], wanted=self.pack.form_id(self.form.id))

    def _strange(self, after: Submission, before: Submission) -> list[Address]:
        """Return addresses that read as filled though nothing was written for them."""
        old = {one.address: one.text for one in before.values}
        return [
            parse(one.address)
            for one in after.values
            if one.text
            and parse(one.address) not in self.values
            and old.get(one.address) != one.text
        ]

    # ---- the report ----

    def _report(
        self, blank: BlankForm, prose: Prose, done: set[Address], strange: list[Address],
        old: list[Address],
    ) -> IntoReport:  # fmt: skip
        counts = dict(self.counts)
        labels = field_paths(self.pack.notice, self.form, self.years, counts)
        off = {one.address for one in self.form.field if one.off_paper}

        def lost(address: Address) -> Lost:
            path = labels.get(address) or (str(address),)
            return Lost(str(address), tuple(path), self.values.get(address, ""))

        missing = [a for a in self.values if a not in done and a.field not in off]
        unprinted = tuple(lost(a) for a in self.values if a.field in off and a not in done)
        found = IntoReport(
            self.declaration.form,
            applicant_of(self.pack, self.form, self.declaration.values),
            sha256_hex(self.data),
            None,
            tuple(str(one) for one in self.values if one in done),
            tuple(lost(one) for one in missing),
            unprinted,
            tuple(lost(one) for one in blank.missing if one not in self.values),
        )
        told = [Problem("authority.unsealed", "hint"), *self.problems]
        told += _cells("authority.not-found", "check", found.lost)
        told += _cells("authority.off-paper", "hint", unprinted)
        told += _cells("authority.strange-values", "check", [lost(one) for one in strange])
        told += _cells("authority.not-blank", "check", [lost(one) for one in old])
        told += prose.problems(self.form)
        return IntoReport(**{**vars(found), "problems": tuple(told)})


def _cells(code: str, level: str, cells: Iterable[Lost]) -> list[Problem]:
    listed = list(cells)
    if not listed:
        return []
    shown = "；".join(one.shown for one in listed[:SHOWN])
    more = " 等" if len(listed) > SHOWN else ""
    params = {"count": len(listed), "cells": shown + more}
    return [Problem(code, "check" if level == "check" else "hint", params)]


def _zipped(data: bytes, name: str, main: bytes) -> bytes:
    return replaced(data, name, main)
