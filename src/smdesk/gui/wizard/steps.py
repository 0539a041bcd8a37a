"""The steps of the wizard: the sections of a form, then the check and the export."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Literal

from smdesk.service.session import DraftSession, SectionProgress
from smdesk.service.session.progress import Part

CHECK = "check"
EXPORT = "export"
STATES = {"untouched": "未填", "incomplete": "未填完", "errors": "有错误", "done": "已完成"}
"""What a section's state is called."""
TITLES = {"sheet": "核对页", "narrative": "正文", "attachments": "附件"}
"""Short names of parts whose printed title is too long for the step list."""

StepPart = Part | Literal["check", "export"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its id (`Page.step`) and name; ``group`` is printed over it where one begins.

    ``gap`` says that a line stands over it.
    """

    id: str
    title: str
    part: StepPart
    group: str = ""
    gap: bool = False


def steps_of(session: DraftSession, parts: Container[str]) -> tuple[Step, ...]:
    """Return the steps whose part is in ``parts``; check and export come last."""
    found: list[Step] = []
    grouped = False
    for one in session.progress.sections:
        if one.part not in parts:
            continue
        begins = one.part == "table" and not grouped
        grouped = grouped or begins
        group = session.form.number if begins else ""
        gap = bool(found) and found[-1].part == "table" and one.part != "table"
        found.append(Step(one.id, step_title(one), one.part, group, gap))
    last = (Step(CHECK, "检查", "check", gap=True), Step(EXPORT, "导出", "export"))
    return (*found, *(one for one in last if one.part in parts))


def step_title(section: SectionProgress) -> str:
    """Return what a section is called in the step list."""
    return TITLES.get(section.part, section.title)
