"""Checks a declaration: everything, or only what an edit touched.

A `Checker` is made once for a form and its years; it holds no values. `check` is the short way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smdesk.errors import Problem, SmdeskError
from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Kind, Pack
from smdesk.rules.builtin import value_checks
from smdesk.rules.checks import Check
from smdesk.rules.findings import LEVELS, Finding, with_reason
from smdesk.rules.ground import AFTER, Ground, View
from smdesk.rules.packrules import applies, prepare, rule_checks, rule_problem
from smdesk.rules.prose.checks import prose_checks
from smdesk.rules.prose.memory import Memory
from smdesk.rules.prose.places import parse_place, place_part
from smdesk.rules.whole import (
    ATTACHMENTS,
    NARRATIVE,
    attachment_place,
    narrative_place,
    unknown_check,
    unknown_values,
    whole_checks,
)


@dataclass(frozen=True)
class Touched:
    """What an edit changed: the checks that ran again, and what they find now."""

    checks: frozenset[str]
    findings: tuple[Finding, ...]


class Checker:
    """The checks of one form; ``problems`` are the faults of rules that had to be left out."""

    def __init__(self, pack: Pack, form: Form, years: tuple[int, ...] = ()) -> None:
        self.ground = Ground(pack, form, years)
        self.problems: tuple[Problem, ...] = ()
        self._rules: dict[str, list[str]] = {}
        from_pack = tuple(self._pack_checks())
        self._memory = memory = Memory(self.ground)
        whole = (*whole_checks(self.ground, memory), *prose_checks(self.ground, memory))
        bounded = self._bounded(from_pack)
        self._checks = (*value_checks(self.ground, bounded), *from_pack, *whole)
        self._readers: dict[str, list[int]] = {}
        for number, check in enumerate(self._checks):
            for address in check.reads:
                self._readers.setdefault(address, []).append(number)
        self._order = {
            **{narrative_place(one.id): place for place, one in enumerate(form.outline.item)},
            **{attachment_place(one.id): place for place, one in enumerate(form.attachment)},
        }

    def _pack_checks(self) -> Iterable[Check]:
        problems: list[Problem] = []
        for rule in self.ground.pack.rules:
            if not applies(rule, self.ground):
                continue
            prepared, faults = prepare(rule)
            problems += faults
            if prepared is None:
                continue
            try:
                checks = list(rule_checks(self.ground, prepared))
            except SmdeskError as problem:
                problems.append(rule_problem(rule, "let", problem))
                continue
            for check in checks:
                for field in {parse(address).field for address in check.reads}:
                    named = self._rules.setdefault(field, [])
                    named += [] if rule.id in named else [rule.id]
            yield from checks
        self.problems = tuple(problems)

    def _bounded(self, checks: Iterable[Check]) -> frozenset[str]:
        """Return the percentages that a pack rule looks at alone: it takes the place of 0 to 100."""
        fields = {parse(check.reads[0]).field for check in checks if len(check.reads) == 1}
        return frozenset(one for one in fields if self.ground.fields[one].kind is Kind.PERCENT)

    def all(self, declaration: Declaration) -> tuple[Finding, ...]:
        """Return every finding, in printed order of the first address, then by level."""
        view = View(self.ground, declaration)
        found = [one for check in self._checks for one in check.run(view)]
        found += unknown_values(self.ground, view, declaration.values)
        return self._sorted(with_reason(one, declaration.reasons) for one in found)

    def forget(self) -> None:
        """Let go of what was read of narratives, where no other of them is to be checked again."""
        self._memory.forget()

    def touched(self, declaration: Declaration, addresses: Iterable[str]) -> Touched:
        """Return what the checks that read ``addresses`` find now; the others are not run.

        ``narrative`` and ``attachments`` are addresses too (`whole`). `merge` puts the result into
        the findings before the edit.
        """
        view = View(self.ground, declaration)
        wanted = list(dict.fromkeys(addresses))
        numbers = sorted({one for address in wanted for one in self._readers.get(address, ())})
        checks = [self._checks[number] for number in numbers]
        found = [one for check in checks for one in check.run(view)]
        found += unknown_values(self.ground, view, wanted)
        names = {check.id for check in checks} | {unknown_check(one) for one in wanted}
        return Touched(
            frozenset(names), self._sorted(with_reason(one, declaration.reasons) for one in found)
        )

    def merge(
        self, before: Iterable[Finding], touched: Touched, declaration: Declaration
    ) -> tuple[Finding, ...]:
        """Return the findings after an edit: those of ``before`` that were not checked again, and the new."""
        kept = [one for one in before if one.check not in touched.checks]
        return self._sorted(
            with_reason(one, declaration.reasons) for one in (*kept, *touched.findings)
        )

    def rules_of(self, field: str) -> tuple[str, ...]:
        """Return the rule ids that read a field (``finance.revenue``, ``investors.share``)."""
        own = self.ground.fields[field]
        found = ["required"] if own.required else []
        found += [f"format.{own.kind}"] if own.kind not in {Kind.TEXT, Kind.LONG_TEXT} else []
        found += ["limit.words"] if own.limit is not None else []
        found += ["shares.boxes", "shares.sum"] if own.of is not None else []
        found += ["choice.note"] if any(choice.note for choice in own.choices) else []
        return (*found, *self._rules.get(field, ()))

    def _sorted(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(sorted(findings, key=self._place))

    def _place(self, finding: Finding) -> tuple[int, str, int, str]:
        """Return where a finding stands: printed order, then narrative, attachments, the unknown."""
        first = finding.addresses[0]
        place = self.ground.order.get(first)
        text = ""
        if place is None:
            part = {NARRATIVE: 1, ATTACHMENTS: 2}.get(place_part(first), 3)
            words = parse_place(first)
            among = AFTER // 2 + words.block if words else self._order.get(first, AFTER - 1)
            place = AFTER * part + among
            text = f"{words.start:08}" if words else first
        return place, text, LEVELS[finding.level], finding.rule


_CHECKERS: dict[tuple[str, str, tuple[int, ...]], Checker] = {}
_MOST_CHECKERS = 64


def checker_of(pack: Pack, form: Form, years: tuple[int, ...] = ()) -> Checker:
    """Return the checker of a form, made once for each edition, form and years."""
    key = (pack.hash, form.id, pack.years(years, form))
    found = _CHECKERS.get(key)
    if found is None or found.ground.pack is not pack or found.ground.form is not form:
        if len(_CHECKERS) >= _MOST_CHECKERS:
            _CHECKERS.clear()
        found = _CHECKERS[key] = Checker(pack, form, years)
    return found


def check(pack: Pack, form: Form, declaration: Declaration) -> tuple[Finding, ...]:
    """Return every finding of a declaration; see `Checker.all`."""
    return checker_of(pack, form, declaration.years).all(declaration)
