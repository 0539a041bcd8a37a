"""What stands between a draft and its final files, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smdesk.rules.findings import Finding
from smdesk.service.session import DraftSession, SectionProgress
from smdesk.service.session.progress import ABSENT


@dataclass(frozen=True)
class StepReadiness:
    """One section: what is missing, what is wrong, what waits for a reason; each in printed order.

    ``missing`` are findings that something is not there yet, whatever their level.
    """

    section: SectionProgress
    missing: tuple[Finding, ...]
    errors: tuple[Finding, ...]
    unanswered: tuple[Finding, ...]
    hints: tuple[Finding, ...]

    @property
    def clear(self) -> bool:
        """Whether nothing is to be done here."""
        return not (self.missing or self.errors or self.unanswered)


@dataclass(frozen=True)
class Readiness:
    """Every section, and the totals that the check page and the export page speak of."""

    steps: tuple[StepReadiness, ...]
    blocking: tuple[Finding, ...]
    unanswered: tuple[Finding, ...]
    answered: int

    @property
    def missing(self) -> int:
        """How many values, headings and files are not there yet."""
        return sum(len(one.missing) for one in self.steps)

    @property
    def errors(self) -> int:
        """How many mistakes there are, what is merely missing left out."""
        return sum(len(one.errors) for one in self.steps)

    @property
    def final(self) -> bool:
        """Whether the final export will be taken: no error stands."""
        return not self.blocking


def readiness_of(session: DraftSession) -> Readiness:
    """Return how ready the content of a session is, touched or not."""
    homes: dict[str, list[Finding]] = {one.id: [] for one in session.progress.sections}
    first = session.progress.sections[0].id
    for one in session.findings:
        home = session.section_of(one.addresses[0])
        homes[home if home in homes else first].append(one)
    findings = session.findings
    return Readiness(
        steps=tuple(_step(one, homes[one.id]) for one in session.progress.sections),
        blocking=tuple(one for one in findings if one.level == "error"),
        unanswered=tuple(one for one in findings if one.level == "check" and not one.answered),
        answered=sum(one.level == "check" and one.answered for one in findings),
    )


def _step(section: SectionProgress, findings: Iterable[Finding]) -> StepReadiness:
    missing, errors, unanswered, hints = [], [], [], []
    for one in findings:
        if one.rule in ABSENT:
            missing.append(one)
        elif one.level == "error":
            errors.append(one)
        elif one.level == "hint":
            hints.append(one)
        elif not one.answered:
            unanswered.append(one)
    return StepReadiness(section, tuple(missing), tuple(errors), tuple(unanswered), tuple(hints))
