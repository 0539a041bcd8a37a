"""Rules of a pack made ready for a form: one check for each year or row that a rule looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from smdesk.errors import Problem, SmdeskError
from smdesk.notices.models import Rule
from smdesk.notices.typed import canonical_text, choice_text, choices_of
from smdesk.rules.checks import Check
from smdesk.rules.expression import Expression, compile_expression
from smdesk.rules.findings import Finding, Fix
from smdesk.rules.ground import Ground, View, plain
from smdesk.rules.operations import items, sequence
from smdesk.rules.patterns import Pattern, check_pattern, expand, parse_pattern
from smdesk.rules.templates import Template, compile_template

CONSTANTS = frozenset({"deadline", "issued", "first_year", "last_year"})
"""Names that every rule may read besides its own."""


@dataclass(frozen=True)
class Prepared:
    """A rule with its expressions compiled and its patterns parsed."""

    rule: Rule
    let: dict[str, Pattern]
    test: Expression
    when: Expression | None
    message: Template
    fix: tuple[Pattern, Expression] | None

    @property
    def names(self) -> frozenset[str]:
        """Every name that the rule's expressions and message read."""
        parts = [self.test.names, self.message.names]
        parts += [self.when.names] if self.when else []
        parts += [self.fix[1].names] if self.fix else []
        return frozenset().union(*parts)


def at_name(rule: Rule) -> str | None:
    """Return the name under which a rule reads its year or row: ``year``, ``row`` or none."""
    if rule.each is None:
        return None
    return "year" if rule.each == "year" else "row"


def prepare(rule: Rule) -> tuple[Prepared | None, tuple[Problem, ...]]:
    """Return a rule made ready, or the faults of its expressions and patterns, each with its key."""
    problems: list[Problem] = []

    def tried(key: str, make: Any, text: str | None) -> Any:
        if text is None:
            return None
        try:
            return make(text)
        except SmdeskError as problem:
            problems.append(rule_problem(rule, key, problem))
            return None

    let = {name: tried(f"let.{name}", parse_pattern, text) for name, text in rule.let.items()}
    test = tried("test", compile_expression, rule.test)
    when = tried("when", compile_expression, rule.when)
    message = tried("message", compile_template, rule.message)
    fix = None
    if rule.fix is not None:
        place = tried("fix.address", parse_pattern, rule.fix.address)
        value = tried("fix.value", compile_expression, rule.fix.value)
        fix = (place, value)
    if problems:
        return None, tuple(problems)
    return Prepared(rule, let, test, when, message, fix), ()


def rule_problem(rule: Rule, key: str, fault: SmdeskError) -> Problem:
    """Return a fault of a rule as a problem that names file, rule and key."""
    return Problem(
        "rules.rule-faulty", "error",
        {"file": "rules.toml", "rule": rule.id, "key": key, "detail": str(fault), "cause": fault.code},
    )  # fmt: skip


def applies(rule: Rule, ground: Ground) -> bool:
    """Return whether a rule looks at this form."""
    return not rule.forms or ground.form.id in rule.forms


def rule_checks(ground: Ground, prepared: Prepared) -> Iterator[Check]:
    """Yield the checks of one rule on a form: one, or one for each year or row.

    A year or row whose names stand nowhere on the paper gives none, unless they may be blank.
    Raises ``SmdeskError`` ``rules.pattern-…`` where a pattern does not fit the form.
    """
    rule = prepared.rule
    for pattern in [*prepared.let.values(), *([prepared.fix[0]] if prepared.fix else [])]:
        check_pattern(ground, pattern, rule.each)
    places: list[int | None] = [None]
    if rule.each == "year":
        places = list(ground.years)
    elif rule.each is not None:
        if rule.each not in ground.repeats:
            raise SmdeskError("rules.pattern-unknown", pattern=rule.each, form=ground.form.id)
        places = list(ground.rows(rule.each))
    for at in places:
        check = _check_at(ground, prepared, at)
        if check is not None:
            yield check


def _check_at(ground: Ground, prepared: Prepared, at: int | None) -> Check | None:
    bound = {name: expand(ground, one, at) for name, one in prepared.let.items()}
    optional = prepared.rule.may_be_blank
    if any(not addresses and name not in optional for name, addresses in bound.items()):
        return None
    subject = _subject(prepared, bound)
    if subject is None:
        return None
    instance = _Instance(ground, prepared, at, bound, subject)
    reads = tuple(dict.fromkeys(one for addresses in bound.values() for one in addresses))
    return Check(instance.check, reads, instance.run, instance.ready)


def _subject(prepared: Prepared, bound: dict[str, tuple[str, ...]]) -> str | None:
    """Return the address that a rule's finding is about: the year or row at hand before others."""
    names = list(bound)
    if prepared.rule.each is not None:
        names.sort(key=lambda name: (not prepared.let[name].here, not prepared.let[name].follows))
    return next((bound[name][0] for name in names if bound[name]), None)


class _Instance:
    """One rule at one year or row of a form."""

    def __init__(
        self,
        ground: Ground,
        prepared: Prepared,
        at: int | None,
        bound: dict[str, tuple[str, ...]],
        subject: str,
    ) -> None:
        self.ground = ground
        self.prepared = prepared
        self.at = at
        self.bound = bound
        self.subject = subject
        self.check = f"pack:{prepared.rule.id}@{subject}"
        self.single = tuple(
            (name, addresses[0], name in prepared.rule.may_be_blank)
            for name, addresses in bound.items()
            if addresses and not prepared.let[name].many
        )
        self.many = tuple(
            (name, addresses, name in prepared.rule.may_be_blank)
            for name, addresses in bound.items()
            if prepared.let[name].many
        )
        absent = [name for name, one in bound.items() if not one and not prepared.let[name].many]
        known = _constants(ground, prepared.rule, at)
        used = {name: known[name] for name in known.keys() & prepared.names}
        self.settled = () not in used.values()  # a deadline may be unset
        self.constants = {**used, **dict.fromkeys(absent, ())}

    def run(self, view: View) -> Iterator[Finding]:
        """Yield the finding if the rule is broken; a blank that may not be one skips it."""
        scope = self._scope(view)
        if scope is None:
            return
        try:
            if (self.prepared.when is None or self.prepared.when.holds(scope)) and (
                self.prepared.test.holds(scope) is False
            ):
                yield self._finding(view, scope)
        except SmdeskError as problem:
            yield self._failed(problem)

    def ready(self, view: View) -> bool:
        """Return whether the rule can be worked out: no blank that skips it, ``when`` fulfilled."""
        scope = self._scope(view)
        if scope is None:
            return False
        when, test = self.prepared.when, self.prepared.test
        return (when is None or when.holds(scope) is True) and test.holds(scope) is not None

    def _scope(self, view: View) -> dict[str, Any] | None:
        """Return every name with its value; ``None`` where one is blank that may not be."""
        if not self.settled:
            return None
        scope = dict(self.constants)
        for name, address, optional in self.single:
            value = view.reading(address).value
            if value == () and not optional:
                return None
            scope[name] = value
        for name, addresses, optional in self.many:
            found = [item for one in addresses for item in items(view.reading(one).value)]
            if not found and not optional:
                return None
            scope[name] = sequence(found)
        return scope

    def _finding(self, view: View, scope: dict[str, Any]) -> Finding:
        rule = self.prepared.rule
        message = self.prepared.message.render(scope, lambda name: self._shown(view, name))
        clause = self.ground.pack.clauses.get(rule.clause) if rule.clause else None
        return Finding(
            rule.id, rule.level, self._addresses(view), message, clause,
            self._fix(view, scope), check=self.check,
        )  # fmt: skip

    def _addresses(self, view: View) -> tuple[str, ...]:
        """Return the fields of a finding: its subject, then every other that is not an empty row."""
        found = [self.subject, *(address for _, address, _ in self.single)]
        for _, addresses, _ in self.many:
            found += [one for one in addresses if not view.reading(one).blank]
        return tuple(dict.fromkeys(found))

    def _shown(self, view: View, name: str) -> str | None:
        if name not in self.bound:
            return None
        return "、".join(view.shown(one) for one in self.bound[name] if view.shown(one))

    def _fix(self, view: View, scope: dict[str, Any]) -> Fix | None:
        if self.prepared.fix is None:
            return None
        pattern, expression = self.prepared.fix
        places = expand(self.ground, pattern, self.at)
        value = expression.evaluate(scope)
        if len(places) != 1 or value is None:
            return None
        text = fix_text(self.ground, places[0], value)
        return None if text in {"", view.shown(places[0])} else Fix(places[0], text)

    def _failed(self, problem: SmdeskError) -> Finding:
        """Return a hint that the rule could not be worked out, so that no fault of a pack is silent."""
        params = {"rule": self.prepared.rule.id, "detail": str(problem)}
        message = Problem("rules.rule-failed", "hint", params).message
        return Finding(self.prepared.rule.id, "hint", (self.subject,), message, check=self.check)


def fix_text(ground: Ground, address: str, value: Any) -> str:
    """Return a computed value as the canonical text of its field."""
    field = ground.field(address)
    if isinstance(value, Decimal):
        return canonical_text(field, plain(value))
    if isinstance(value, date):
        return value.isoformat()
    if choices_of(field):
        return choice_text(field, tuple(str(one) for one in items(value)))
    return canonical_text(field, str(value)) if isinstance(value, str) else ""


def _constants(ground: Ground, rule: Rule, at: int | None) -> dict[str, Any]:
    notice, years = ground.pack.notice, ground.years
    found: dict[str, Any] = {
        "issued": notice.issued,
        "deadline": notice.delivery.deadline or (),
        "first_year": Decimal(years[0]) if years else (),
        "last_year": Decimal(years[-1]) if years else (),
    }
    name = at_name(rule)
    return found if name is None or at is None else {**found, name: Decimal(at)}
