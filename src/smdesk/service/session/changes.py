"""What an edit changed: the one record that every listener gets, once an edit, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from smdesk.rules.findings import Finding
from smdesk.service.session.progress import SectionProgress
from smdesk.store.models import State

Cause = Literal["edit", "undo", "redo", "left", "asked", "moved", "exported", "files", "decided"]
"""``left``: the field at hand was left and its findings may show; ``asked``: the check was asked
for; ``moved``: only the place is another; ``exported``: the final files were
written; ``files``: it became known which of them are lost or damaged; ``decided``: a desk set
findings of what it received aside, or took them up again."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Visible findings by level; ``checks`` have no accepted reason yet, ``answered`` have one."""

    errors: int = 0
    checks: int = 0
    answered: int = 0
    hints: int = 0


@dataclass(frozen=True, slots=True)
class Converted:
    """A number that was typed in another unit: what was typed, its unit, the text that is kept."""

    address: str
    typed: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Changes:
    """One edit as it is told to views and autosave.

    ``values`` are addresses whose texts changed, ``reasons`` keys of findings, ``repeats`` those
    that show more or fewer rows. ``appeared``, ``vanished`` and ``altered`` are keys of *visible*
    findings. ``step`` names the edit (empty where nothing was edited), ``undo`` and ``redo`` what
    could be undone and redone now, or ``None``. ``sections`` are the progress of the sections
    where it is another than before, ``state`` that of the draft. ``place`` is where the person is
    after it: an address, ``narrative``, ``narrative:<block>``, ``narrative[<block>]:<from>-<to>``, ``narrative#<item>``,
    ``attachments`` or ``attachments#<slot>``. ``origins`` are places whose note of where a value
    was taken over from changed.
    """

    cause: Cause
    step: str
    place: str
    values: tuple[str, ...]
    reasons: tuple[str, ...]
    repeats: tuple[str, ...]
    narrative: bool
    attachments: bool
    converted: tuple[Converted, ...]
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]
    altered: tuple[str, ...]
    counts: Counts
    undo: str | None
    redo: str | None
    sections: tuple[SectionProgress, ...]
    state: State
    origins: tuple[str, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether the content changed, so that it has to be saved and drawn again."""
        content = self.values or self.reasons or self.repeats or self.origins
        return bool(content) or self.narrative or self.attachments


Listener = Callable[[Changes], None]


def counts_of(findings: Iterable[Finding]) -> Counts:
    """Return findings counted by level."""
    errors = checks = answered = hints = 0
    for one in findings:
        if one.level == "error":
            errors += 1
        elif one.level == "hint":
            hints += 1
        elif one.answered:
            answered += 1
        else:
            checks += 1
    return Counts(errors, checks, answered, hints)
