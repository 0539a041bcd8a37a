"""Holds a pack's rules against its forms, its clauses and their own two examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smdesk.errors import Problem, SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Example, Form, Pack, Rule
from smdesk.rules.checks import Check
from smdesk.rules.findings import Finding
from smdesk.rules.ground import Ground, View
from smdesk.rules.packrules import CONSTANTS, Prepared, applies, at_name, prepare, rule_checks

FILE = "rules.toml"
RESERVED = frozenset({"required"})
"""Ids of built-in rules that a pack's rule would be mistaken for; the others have a dot."""


def lint_rules(pack: Pack) -> list[Problem]:
    """Return every fault of a pack's rules: expressions, names, addresses, clauses, examples."""
    grounds = {name: Ground(pack, form, _years(pack)) for name, form in pack.forms.items()}
    problems = [
        _problem("rule-twice", rule, "id")
        for rule, count in Counter(rule.id for rule in pack.rules).items()
        if count > 1
    ]
    for rule in pack.rules:
        problems += _rule_problems(pack, rule, grounds)
    return problems


def _years(pack: Pack) -> tuple[int, ...]:
    """Return the pack's years, or as many before its issue as it has columns."""
    fixed = pack.notice.years.fixed
    last = pack.notice.issued.year - 1
    return fixed or tuple(range(last - pack.notice.years.number + 1, last + 1))


def _problem(code: str, rule: str, key: str, **params: object) -> Problem:
    return Problem(f"rules.{code}", "error", {"file": FILE, "rule": rule, "key": key, **params})


def _rule_problems(pack: Pack, rule: Rule, grounds: dict[str, Ground]) -> Iterator[Problem]:
    prepared, faults = prepare(rule)
    yield from faults
    yield from _reference_problems(pack, rule)
    if prepared is None:
        return
    names = list(_name_problems(prepared))
    yield from names
    sound = all(one.code != "rules.name-unbound" for one in names)  # told once is enough
    for ground in grounds.values():
        if applies(rule, ground):
            fault = _form_problem(ground, prepared)
            if fault is not None:
                sound = False
                yield fault
    if sound:
        yield from _example_problems(prepared, grounds)


def _reference_problems(pack: Pack, rule: Rule) -> Iterator[Problem]:
    for form in rule.forms:
        if form not in pack.forms:
            yield _problem("rule-form", rule.id, "forms", form=form)
    if rule.clause is not None and rule.clause not in pack.clauses:
        yield _problem("rule-clause", rule.id, "clause", clause=rule.clause)
    if rule.id in RESERVED:
        yield _problem("name-taken", rule.id, "id", name=rule.id)
    for name in rule.may_be_blank:
        if name not in rule.let:
            yield _problem("name-unbound", rule.id, "may_be_blank", name=name)
    for name in rule.let.keys() & (CONSTANTS | {at_name(rule)}):
        yield _problem("name-taken", rule.id, f"let.{name}", name=name)


def _name_problems(prepared: Prepared) -> Iterator[Problem]:
    rule = prepared.rule
    known = rule.let.keys() | CONSTANTS | {at_name(rule)}
    parts = {"test": prepared.test.names, "message": prepared.message.names}
    if prepared.when is not None:
        parts["when"] = prepared.when.names
    if prepared.fix is not None:
        parts["fix.value"] = prepared.fix[1].names
    for key, names in parts.items():
        for name in sorted(names - known):
            yield _problem("name-unbound", rule.id, key, name=name)
    for name in sorted(rule.let.keys() - prepared.names):
        yield _problem("name-unused", rule.id, f"let.{name}", name=name)


def _form_problem(ground: Ground, prepared: Prepared) -> Problem | None:
    """Return why a rule does not fit a form: a missing value, no place at all, or two of one name."""
    rule = prepared.rule
    try:
        checks = list(rule_checks(ground, prepared))
    except SmdeskError as fault:
        return _problem("rule-faulty", rule.id, "let", detail=str(fault), cause=fault.code)
    if not checks:
        return _problem("rule-nowhere", rule.id, "let", form=ground.form.id)
    if len({check.id for check in checks}) < len(checks):
        return _problem("rule-subject", rule.id, "let")
    return None


def _example_problems(prepared: Prepared, grounds: dict[str, Ground]) -> Iterator[Problem]:
    for key in ("passing", "failing"):
        example: Example = getattr(prepared.rule, key)
        ground = _ground_of(prepared.rule, example, grounds)
        if ground is None:
            yield _problem("example-form", prepared.rule.id, key, form=example.form or "")
            continue
        values = example.at(ground.years)
        strange = sorted(values.keys() - ground.order.keys())
        for address in strange:
            yield _problem("example-address", prepared.rule.id, key, address=address)
        if not strange:
            yield from _behaviour(prepared, ground, key, values)


def _ground_of(rule: Rule, example: Example, grounds: dict[str, Ground]) -> Ground | None:
    """Return the form of an example: its own, or the first that the rule applies to."""
    fitting = [name for name, ground in grounds.items() if applies(rule, ground)]
    name = example.form or (fitting[0] if fitting else "")
    return grounds[name] if name in fitting else None


def _behaviour(
    prepared: Prepared, ground: Ground, key: str, values: dict[str, str]
) -> Iterator[Problem]:
    rule = prepared.rule
    checks = tuple(rule_checks(ground, prepared))
    found = _findings(ground, checks, values)
    if any(one.level != rule.level for one in found):
        yield _problem("example-failed", rule.id, key, message=found[0].message)
    elif key == "passing" and found:
        yield _problem("example-fails", rule.id, key, message=found[0].message)
    elif key == "passing" and not _reached(checks, ground, values):
        yield _problem("example-skipped", rule.id, key)
    elif key == "failing" and len(found) != 1:
        yield _problem("example-passes", rule.id, key, count=len(found))
    elif key == "failing" and rule.fix is not None:
        fix = found[0].fix
        if fix is None:
            yield _problem("fix-missing", rule.id, "fix")
        elif _findings(ground, checks, {**values, fix.address: fix.text}):
            yield _problem("fix-useless", rule.id, "fix", address=fix.address, text=fix.text)


def _reached(checks: tuple[Check, ...], ground: Ground, values: dict[str, str]) -> bool:
    """Return whether some check of the rule had every value it asks for."""
    view = View(ground, _declaration(ground, values))
    return any(check.ready is None or check.ready(view) for check in checks)


def _findings(ground: Ground, checks: tuple[Check, ...], values: dict[str, str]) -> list[Finding]:
    view = View(ground, _declaration(ground, values))
    return [one for check in checks for one in check.run(view)]


def _declaration(ground: Ground, values: dict[str, str]) -> Declaration:
    pack, form = ground.pack, ground.form
    return Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=ground.years, values=values
    )


def example_form(pack: Pack, rule: Rule, example: Example) -> Form:
    """Return the form that an example of a rule is for; raises ``KeyError`` if there is none."""
    name = example.form or next(one for one in pack.forms if not rule.forms or one in rule.forms)
    return pack.forms[name]
