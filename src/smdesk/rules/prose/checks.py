"""The checks of the narrative's words: against the tables, for what was left in, for other firms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from smdesk import log
from smdesk.errors import sentence
from smdesk.notices.address import parse
from smdesk.notices.models import Kind
from smdesk.rules.checks import Check
from smdesk.rules.findings import Finding
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.cells import running
from smdesk.rules.prose.facts import AIMED_APART, clashes
from smdesk.rules.prose.facts import fields as fact_fields
from smdesk.rules.prose.firms import FIRMS, firm_findings
from smdesk.rules.prose.memory import Memory
from smdesk.rules.prose.places import MARK, NARRATIVE, ProsePlace, parse_place
from smdesk.rules.prose.told import cell_told, clash_told, told

_logger = log.get(__name__)

UNREAD = "~unread"
"""Ends the mark of the finding that a check was not done."""
VALUES, LEFT = "narrative.value", "narrative.placeholder"
_QUOTED = 14
"""Characters before a place that a message quotes."""
_MOST = 60
"""Findings of one check that are told one by one: nobody works through more of them at once."""


def prose_checks(ground: Ground, memory: Memory) -> tuple[Check, ...]:
    """Return the checks of a form's narrative; ``memory`` keeps what they have read."""
    names = memory.name_places
    fields = frozenset(one for one, field in ground.fields.items() if field.kind.numeric)
    values = tuple(one for one in ground.order if parse(one).field in fields | fact_fields())
    texts = running(ground)
    kinds = {one for one, field in ground.fields.items() if field.kind == Kind.NAME}
    partners = tuple(one for one in ground.order if parse(one).field in kinds and one not in names)
    reads = tuple(dict.fromkeys((NARRATIVE, *names, *values, *texts)))
    return (
        Check(VALUES, reads, _sound(VALUES, lambda view: _against(ground, memory, view, texts))),
        Check(LEFT, (NARRATIVE,), _sound(LEFT, lambda view: _left(memory, view))),
        Check(
            FIRMS,
            tuple(dict.fromkeys((NARRATIVE, *names, *partners, *texts))),
            _sound(FIRMS, lambda view: firm_findings(memory, view)),
        ),
    )


def _sound(
    rule: str, found: Callable[[View], Iterator[Finding]]
) -> Callable[[View], tuple[Finding, ...]]:
    """Return a check that says so where it could not be done.

    Prose is endless: a sentence that the reader stumbles over must not keep anybody from filling in
    the form.
    """

    def run(view: View) -> tuple[Finding, ...]:
        try:
            return tuple(_told(rule, found(view)))
        except Exception:
            _logger.exception("%s was not done", rule)
            message = sentence("rules.narrative-unread")
            return (
                Finding(rule, "hint", (NARRATIVE,), message, check=rule, mark=f"{rule}{UNREAD}"),
            )

    return run


def _values(ground: Ground, memory: Memory, view: View) -> Iterator[Finding]:
    if not view.declaration.narrative.blocks:
        return
    for number, read, one in memory.differences(view):
        mention = one.mention
        place = ProsePlace(number, mention.start, mention.stop)
        said = _quote(read.text, mention.start, mention.stop)
        about = one.held.addresses
        yield Finding(
            VALUES, "check", (str(place), *about), told(ground, view, one, said), check=VALUES,
            mark=f"{about[0]}{MARK}{mention.quantity.text}",
        )  # fmt: skip

    for number, read in enumerate(memory.blocks(view.declaration.narrative)):
        if not read.facts or read.under[1]:
            continue
        past = tuple(one for one in read.facts if not (read.under[0] and one.kind in AIMED_APART))
        for clash in clashes(past, view):
            fact = clash.fact
            place = ProsePlace(number, fact.start, fact.stop)
            said = _quote(read.text, fact.start, fact.stop)
            stated = read.text[fact.start : fact.stop]
            yield Finding(
                VALUES, "check", (str(place), clash.address),
                clash_told(ground, clash, stated, said), check=VALUES,
                mark=f"{clash.address}{MARK}{stated}",
            )  # fmt: skip


def _cells(
    ground: Ground, memory: Memory, view: View, addresses: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield what differs from the cells of running text."""
    cells = memory.filled(view, addresses)
    if not cells:
        return
    for number, read in enumerate(memory.blocks(view.declaration.narrative)):
        if read.heading or any(read.under[:2]):
            continue
        for one in read.against(cells):
            place = ProsePlace(number, one.start, one.stop)
            stated = read.text[one.start : one.stop]
            quote = _quote(read.text, one.start, one.stop)
            yield Finding(
                VALUES, "check", (str(place), one.address), cell_told(ground, one, stated, quote),
                check=VALUES, mark=f"{one.address}{MARK}{stated}",
            )  # fmt: skip


def _against(
    ground: Ground, memory: Memory, view: View, texts: tuple[str, ...]
) -> Iterator[Finding]:
    """Yield what the tables contradict, and lists that only their own totals do."""
    told: list[ProsePlace] = []
    for one in chain(_values(ground, memory, view), _cells(ground, memory, view, texts)):
        place = parse_place(one.addresses[0])
        told += [place] if place is not None else []
        yield one
    for number, read in enumerate(memory.blocks(view.declaration.narrative)):
        for wrong in read.sums:
            inside = (wrong.start <= one.start < wrong.stop for one in told if one.block == number)
            if any(inside):  # one of its figures is asked after already
                continue
            yield Finding(
                VALUES, "check", (str(ProsePlace(number, wrong.start, wrong.stop)),),
                sentence(
                    f"rules.narrative-{wrong.kind}", stated=wrong.told, sum=wrong.reckoned,
                    quote=_quote(read.text, wrong.stop - len(wrong.told), wrong.stop),
                ),
                check=VALUES, mark=f"{NARRATIVE}{MARK}{wrong.told}",
            )  # fmt: skip


def _left(memory: Memory, view: View) -> Iterator[Finding]:
    blocks = memory.blocks(view.declaration.narrative)
    for number, read in [(number, one) for number, one in enumerate(blocks) if one.left]:
        for start, stop in read.left:
            text = read.text[start:stop]
            around = _quote(read.text, start, stop) + _behind(read.text, stop)
            message = sentence("rules.narrative-placeholder", text=text.strip(), quote=around)
            place = str(ProsePlace(number, start, stop))
            mark = f"{NARRATIVE}{MARK}{text.strip()}"
            yield Finding(LEFT, "check", (place,), message, check=LEFT, mark=mark)


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings with marks that differ: the same words twice are two findings."""
    seen: dict[str, int] = {}
    for one in findings:
        count = seen[one.mark] = seen.get(one.mark, 0) + 1
        yield one if count == 1 else replace(one, mark=f"{one.mark}~{count}")


def _told(rule: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield the first findings of a check, and one for all that are left."""
    yield from _numbered(islice(findings, _MOST))
    first = next(findings, None)
    if first is not None:
        count = 1 + sum(1 for _ in findings)
        message = sentence("rules.narrative-more", count=count)
        mark = f"{NARRATIVE}{MARK}more"
        yield Finding(rule, "check", first.addresses[:1], message, check=rule, mark=mark)


def _quote(text: str, start: int, stop: int) -> str:
    begin = max(0, start - _QUOTED)
    cut = max((text.rfind(mark, begin, start) for mark in "。；，\n\t"), default=-1) + 1
    ahead = text[max(cut, begin) : start]
    return f"{'…' if max(cut, begin) == begin and begin and not cut else ''}{ahead}{text[start:stop]}".strip()


def _behind(text: str, stop: int) -> str:
    """Return what a message quotes behind a place, to the next mark."""
    return re.split(r"[，。；！？\n\t]", text[stop : stop + _QUOTED], maxsplit=1)[0]


def mark_words(mark: str) -> tuple[str, str]:
    """Return the address and the words of a finding's mark; no words where it has none."""
    address, _, words = mark.partition(MARK)
    return address, words


__all__ = ["FIRMS", "LEFT", "NARRATIVE", "VALUES", "mark_words", "prose_checks"]
