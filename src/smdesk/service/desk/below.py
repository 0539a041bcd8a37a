"""What the bureaus below decided of cases that this desk has not decided yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smdesk.errors import SmdeskError
from smdesk.service.desk.batchfile import OneDismissal, Word
from smdesk.service.desk.bureau import known_bureau
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.layers import SignedLayer
from smdesk.store.desk.models import Case, CaseRow, State

_DECIDED = frozenset({State.ACCEPTED, State.RECOMMENDED, State.REJECTED})


def rejected_below(desk: Desk, rows: Iterable[CaseRow]) -> frozenset[int]:
    """Return the cases that a bureau below rejected last and that this desk has not decided.

    Only what was said of a case's current version counts: a correction that came here later is
    for this desk to judge.
    """
    waiting = {row.current: row.id for row in rows if row.state not in _DECIDED}
    if not waiting:
        return frozenset()
    own = _own_key(desk)
    found = set()
    for digest, layers in desk.all_layers()[0].items():
        if not _rejected([one for one in layers if one.key != own]):
            continue
        here = desk.with_digest(digest)
        if here is not None and here[1] in waiting:
            found.add(waiting[here[1]])
    return frozenset(found)


def aside_below(desk: Desk, case: Case) -> dict[str, tuple[tuple[str, OneDismissal], ...]]:
    """Return by a finding's key which bureaus below set it aside, and why, on the current version.

    What they said of an earlier version may not hold for other values.
    """
    digest = next(one.digest for one in case.versions if one.id == case.row.current)
    own = _own_key(desk)
    last = {one.bureau: one for one in desk.signed_layers(digest) if one.key != own}
    found: dict[str, list[tuple[str, OneDismissal]]] = {}
    for layer in sorted(last.values(), key=_when):
        for one in Word.model_validate_json(layer.body).dismissals:
            found.setdefault(one.key, []).append((layer.bureau, one))
    return {key: tuple(told) for key, told in found.items()}


def decided_otherwise(desk: Desk, case: Case) -> tuple[tuple[str, State], ...]:
    """Return which bureaus below decided the contrary of what this desk did, of the current version: one rejects what the other takes."""
    mine = case.row.state
    digest = next(one.digest for one in case.versions if one.id == case.row.current)
    if mine not in _DECIDED:
        return ()
    own = _own_key(desk)
    last = {one.key: one for one in desk.signed_layers(digest) if one.key != own}
    told = [(one.bureau, Word.model_validate_json(one.body).state) for one in last.values()]
    return tuple(
        (bureau, State(state)) for bureau, state in told
        if state in _DECIDED and (state == State.REJECTED) != (mine is State.REJECTED)
    )  # fmt: skip


def opinion_told(desk: Desk, case: Case) -> str:
    """Return the last opinion of this desk's own people, else the last of a bureau below by its name.

    What came up in a batch is stored later than what was said here, and is no answer to it.
    """
    own, mine = _own_key(desk), known_bureau(desk.folder)
    others = {
        name for version in case.versions for layer in desk.signed_layers(version.digest)
        if layer.key != own for name in _names(Word.model_validate_json(layer.body))
    }  # fmt: skip
    others -= {"", mine.name if mine is not None else ""}
    said = sorted(case.opinions, key=lambda one: one.at)
    here = [one for one in said if one.bureau not in others]
    if here:
        return here[-1].text
    return f"{said[-1].bureau}：{said[-1].text}" if said else ""


def _names(word: Word) -> set[str]:
    return {word.bureau, *(one.bureau for one in word.opinions)}


def _own_key(desk: Desk) -> str:
    try:
        bureau = known_bureau(desk.folder)
    except SmdeskError:  # a damaged key is told where something is to be signed
        return ""
    return bureau.public.hex() if bureau is not None else ""


def _rejected(layers: Sequence[SignedLayer]) -> bool:
    """Whether the last decision among the last words of each bureau is a rejection.

    A word without a decision only handed the case on.
    """
    last = {one.key: one for one in layers}
    said = [Word.model_validate_json(one.body) for one in sorted(last.values(), key=_when)]
    decided = [one.state for one in said if one.state in _DECIDED]
    return decided[-1:] == [State.REJECTED]


def _when(layer: SignedLayer) -> tuple[int, str]:
    return layer.at, layer.hash
