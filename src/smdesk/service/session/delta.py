"""The content of a draft, and differences between two contents that can be applied both ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from smdesk.notices.declaration import Attachment, Declaration, Narrative

_ENTRY = 200
_SLOT = 16
"""About the bytes that one changed text, and one place in a tuple, cost beside their characters."""

Texts = Mapping[str, tuple[str, str]]
"""Old and new text by address or key; an empty text is none."""


@dataclass(frozen=True, slots=True)
class State:
    """The content that undo restores: the declaration, the rows that each repeat shows, and where
    values were taken over from (texts of `Origin` by place).
    """

    declaration: Declaration
    rows: Mapping[str, int]
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delta:
    """What one step changed, each as (old, new); ``None`` where untouched."""

    values: Texts = field(default_factory=dict)
    reasons: Texts = field(default_factory=dict)
    rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    narrative: tuple[Narrative, Narrative] | None = None
    attachments: tuple[tuple[Attachment, ...], tuple[Attachment, ...]] | None = None
    origins: Texts = field(default_factory=dict)

    def __bool__(self) -> bool:
        kept = self.narrative is not None or self.attachments is not None
        return kept or bool(self.values or self.reasons or self.rows or self.origins)

    def then(self, later: Delta) -> Delta:
        """Return both as one; what the second takes back is in neither."""
        return Delta(
            _joined(self.values, later.values),
            _joined(self.reasons, later.reasons),
            _joined(self.rows, later.rows),
            _chained(self.narrative, later.narrative),
            _chained(self.attachments, later.attachments),
            _joined(self.origins, later.origins),
        )

    def inverse(self) -> Delta:
        """Return what takes it back."""
        return Delta(
            {key: (new, old) for key, (old, new) in self.values.items()},
            {key: (new, old) for key, (old, new) in self.reasons.items()},
            {key: (new, old) for key, (old, new) in self.rows.items()},
            None if self.narrative is None else self.narrative[::-1],
            None if self.attachments is None else self.attachments[::-1],
            {key: (new, old) for key, (old, new) in self.origins.items()},
        )

    def apply(self, state: State) -> State:
        """Return the content after it."""
        update: dict[str, Any] = {}
        if self.values:
            update["values"] = _applied(state.declaration.values, self.values)
        if self.reasons:
            update["reasons"] = _applied(state.declaration.reasons, self.reasons)
        if self.narrative is not None:
            update["narrative"] = self.narrative[1]
        if self.attachments is not None:
            update["attachments"] = self.attachments[1]
        rows = state.rows
        if self.rows:
            rows = {**rows, **{key: new for key, (_, new) in self.rows.items()}}
        declaration = state.declaration.model_copy(update=update) if update else state.declaration
        origins = _applied(state.origins, self.origins) if self.origins else state.origins
        return State(declaration, rows, origins)

    @property
    def weight(self) -> int:
        """About how many bytes it keeps from being freed."""
        pairs = [*self.values.values(), *self.reasons.values(), *self.origins.values()]
        total = sum(_ENTRY + 2 * len(old) + 2 * len(new) for old, new in pairs)
        total += _ENTRY * len(self.rows)
        if self.narrative is not None:
            total += _weight(self.narrative[0].blocks, self.narrative[1].blocks)
        if self.attachments is not None:
            total += _weight(*self.attachments)
        return total


def changed_texts(current: Mapping[str, str], wanted: Iterable[tuple[str, str]]) -> Texts:
    """Return the old and new texts of those of ``wanted`` that differ from ``current``."""
    found = ((key, current.get(key, ""), new) for key, new in wanted)
    return {key: (old, new) for key, old, new in found if old != new}


def _applied(texts: Mapping[str, str], changed: Texts) -> dict[str, str]:
    merged = dict(texts)
    for key, (_, new) in changed.items():
        if new:
            merged[key] = new
        else:
            merged.pop(key, None)
    return merged


def _joined(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Return pairs (old, new) of both, chained where both have one."""
    joined = dict(first)
    for key, (old, new) in second.items():
        start = joined[key][0] if key in joined else old
        joined[key] = (start, new)
    return {key: pair for key, pair in joined.items() if pair[0] != pair[1]}


def _chained(first: Any, second: Any) -> Any:
    if first is None or second is None:
        return first or second
    return None if first[0] == second[1] else (first[0], second[1])


def _weight(old: tuple[Any, ...], new: tuple[Any, ...]) -> int:
    """Return the cost of two tuples that share most of their members."""
    shared = {id(one) for one in old}
    fresh = [one for one in new if id(one) not in shared]
    kept = {id(one) for one in new}
    gone = [one for one in old if id(one) not in kept]
    texts = sum(_ENTRY + 2 * len(repr(one)) for one in (*fresh, *gone))
    return _SLOT * (len(old) + len(new)) + texts
