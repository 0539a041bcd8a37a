"""Readings become a `Submission`: values with labels, what changed, the narrative, problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from smdesk.errors import Problem, SmdeskError
from smdesk.intake import forms
from smdesk.intake.compare import is_untouched, same_narrative
from smdesk.intake.decide import UNSEEN_CELL, Decision, Outcome
from smdesk.intake.forms import FormGrids
from smdesk.intake.ladder import Reading
from smdesk.intake.latetext import may_wait
from smdesk.intake.narrative import read_narrative
from smdesk.intake.narrative.locate import narrative_blocks
from smdesk.intake.problems import problems_of
from smdesk.intake.submission import (
    NARRATIVE,
    SURE,
    ReadValue,
    Source,
    Status,
    Submission,
    summarize,
)
from smdesk.intake.wordfile import W, WordFile
from smdesk.notices.address import Address, parse
from smdesk.notices.declaration import Declaration, Narrative
from smdesk.notices.models import FormField, Pack
from smdesk.notices.typed import canonical_text

PACKAGE_SURE = 0.99
UNKNOWN_PLACE = 0.5
"""A stored value whose address the form does not have."""


def from_declaration(
    start: Submission, declaration: Declaration, packs: Sequence[Pack], source: Source
) -> Submission:
    """Return the outcome of a carrier whose digest fits and that has no other face to differ from.

    Raises ``intake.notice-unknown`` where no pack at hand has its form.
    """
    found = forms.find(packs, declaration.form)
    if found is None:
        raise SmdeskError("intake.notice-unknown", notice=declaration.notice)
    pack, form = found
    problems = []
    if pack.hash != declaration.pack:
        problems.append(Problem("intake.edition-other", "check", {"notice": pack.notice.id}))
    years = pack.years(declaration.years, form)
    if len(years) != pack.years_of(form).number:
        raise SmdeskError("intake.content-invalid", detail="years")
    expanded = forms.expand(pack, form, years, declaration.counts())
    values = tuple(_stored_values(expanded, declaration, source))
    return with_status(
        replace(
            start,
            notice=pack.notice.id,
            form=form.id,
            pack=pack.hash,
            seal="intact",
            values=values,
            narrative=summarize(declaration.narrative),
            attachments=tuple(one.name for one in declaration.attachments),
            problems=tuple(problems),
            declaration=declaration,
        )
    )


def _stored_values(
    expanded: FormGrids, declaration: Declaration, source: Source
) -> Iterator[ReadValue]:
    for text_address, text in _in_order(expanded, declaration.values):
        address = parse(text_address)
        label = expanded.label(address)
        sure = PACKAGE_SURE if address in expanded.labels else UNKNOWN_PLACE
        yield ReadValue(text_address, label, text, source, sure)


FEW_ROWS = 3
"""Tables of so few rows beside pictures are no form."""


def _is_pictures(word: WordFile | None) -> bool:
    """Return whether a Word file has pictures, and no table that a form could stand in."""
    if word is None or next(word.body.iter(f"{W}drawing", f"{W}pict"), None) is None:
        return False
    rows = (sum(1 for _ in one.iterchildren(f"{W}tr")) for one in word.body.iter(f"{W}tbl"))
    return all(count <= FEW_ROWS for count in rows)


def _in_order(expanded: FormGrids, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return values in the form's printed order, those that it does not print last."""
    order = {str(address): place for place, address in enumerate(expanded.labels)}
    return sorted(values.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))


def from_tables(
    start: Submission, word: WordFile | None, reading: Reading, notes: Iterable[Problem],
    *, late: bool = True,
) -> Submission:  # fmt: skip
    """Return the outcome of a Word file, or of a workbook (``word`` is ``None``: no narrative).

    ``late`` lets the narrative wait until it is asked for, where that can refuse nothing.
    Raises ``intake.form-unknown``, ``intake.form-picture`` or ``intake.notice-unknown`` where it
    is no form at all.
    """
    problems = [*notes, *reading.problems]
    expanded = reading.expanded
    if expanded is None:
        unknown = next((one for one in problems if one.code == "intake.notice-unknown"), None)
        if unknown is not None:
            raise SmdeskError(unknown.code, **unknown.params)
        raise SmdeskError("intake.form-picture" if _is_pictures(word) else "intake.form-unknown")
    stored = reading.stored.declaration if reading.stored else None
    if stored is not None and stored.form != expanded.id:
        stored = None
    values = _read_values(expanded, reading.outcome, stored)
    changed = _changed(expanded, values, stored)
    problems += problems_of(expanded, reading.outcome, values)
    late = late and word is not None and stored is None and may_wait(word)
    narrative, same = Narrative(), True
    if word is not None and not late:
        narrative, same = _narrative(word, expanded, stored, problems)
    if not same:
        changed.append(NARRATIVE)
    found = with_status(
        replace(
            start,
            notice=expanded.pack.notice.id,
            form=expanded.form.id,
            pack=expanded.pack.hash,
            seal="none" if stored is None else "changed" if changed else "intact",
            changed=tuple(changed),
            values=tuple(
                one
                for one in values
                if one.text
                or one.address in changed
                or (one.confidence < SURE and one.source != "payload")
            ),
            attachments=tuple(one.name for one in stored.attachments) if stored else (),
            problems=tuple(problems),
        )
    )

    def rest() -> dict[str, Any]:
        told = list(problems)
        text = _narrative(word, expanded, stored, told)[0] if word and late else narrative
        return {
            "narrative": summarize(text),
            "problems": tuple(told),
            "declaration": _declaration(expanded, values, stored, text),
        }

    return found.waiting(rest) if late else replace(found, **rest())


def _read_values(
    expanded: FormGrids, outcome: Outcome, stored: Declaration | None
) -> list[ReadValue]:
    """Return every value that was decided, and those stored that the form does not print."""
    old = stored.values if stored is not None else {}
    found = [
        _read_value(expanded, address, decision, old.get(str(address)))
        for address, decision in outcome.values.items()
        if str(address) not in expanded.form.fixed
    ]
    if stored is None:
        return found
    there = {one.address for one in found} | set(expanded.form.fixed)
    missing = {str(address) for address in outcome.missing}
    for text_address, text in stored.values.items():
        if text_address not in there and text_address not in missing:
            address = parse(text_address)
            sure = PACKAGE_SURE if address in expanded.labels else UNKNOWN_PLACE
            found.append(ReadValue(text_address, expanded.label(address), text, "payload", sure))
    return found


def _read_value(
    expanded: FormGrids, address: Address, decision: Decision, old: str | None
) -> ReadValue:
    """Return one value, as it was exported where the file says the same: a form not changed keeps its seal code."""
    text = decision.text
    if old is not None and _same(expanded.fields, str(address), text, old):
        text = old
    elif decision.source != "payload":
        text = canonical_text(expanded.fields[address.field], text)
    sure = round(decision.confidence, 3)
    doubts = decision.reasons if sure < SURE else ()
    return ReadValue(
        str(address), expanded.label(address), text, decision.source, sure, doubts
    )  # fmt: skip


def _changed(
    expanded: FormGrids, values: Iterable[ReadValue], stored: Declaration | None
) -> list[str]:
    """Return the addresses whose text in the file is another than was exported, or is gone."""
    if stored is None:
        return []
    fields, old = expanded.fields, stored.values
    return [
        one.address
        for one in values
        if (one.source == "payload" and one.text and UNSEEN_CELL in one.doubts)
        or (
            one.source != "payload"
            and not _same(fields, one.address, one.text, old.get(one.address, ""))
        )
    ]


def _same(fields: Mapping[str, FormField], address: str, first: str, second: str) -> bool:
    field = fields[parse(address).field]
    return first == second or canonical_text(field, first) == canonical_text(field, second)


def _narrative(
    word: WordFile, expanded: FormGrids, stored: Declaration | None, problems: list[Problem]
) -> tuple[Narrative, bool]:
    """Return the narrative, and whether it is the one that was exported.

    What is in the file counts; the stored one is kept where both say the same, as it has the
    structure that Word does not show.
    """
    if stored is not None:
        blocks = narrative_blocks(word, expanded.form, part_only=True)
        if is_untouched(word, blocks, stored.narrative):
            return stored.narrative, True
    try:
        reading = read_narrative(word, expanded.form, part_only=True)
        seen = reading.narrative
    except SmdeskError as problem:
        if problem.code != "intake.narrative-empty":
            raise
        seen, reading = Narrative(), None
    if stored is not None and same_narrative(stored.narrative, seen):
        return stored.narrative, True
    if reading is not None:
        problems += reading.dropped
    return seen, stored is None


def _declaration(
    expanded: FormGrids,
    values: Iterable[ReadValue],
    stored: Declaration | None,
    narrative: Narrative,
) -> Declaration:
    texts = {one.address: one.text for one in values if one.text}
    if stored is not None:
        return stored.model_copy(update={"values": texts, "narrative": narrative})
    return Declaration(
        form=expanded.id,
        pack=expanded.pack.hash,
        years=expanded.years,
        values=texts,
        narrative=narrative,
    )


def with_status(submission: Submission) -> Submission:
    """Return a submission as read, or as partly read where a value or a part of it is not sure."""
    unsure = bool(submission.doubtful) or any(one.level == "error" for one in submission.problems)
    status: Status = "partly" if unsure else "read"
    return replace(submission, status=status)
