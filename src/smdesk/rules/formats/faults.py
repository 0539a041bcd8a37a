"""What a format check says of one text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from smdesk.errors import Level


@dataclass(frozen=True)
class Fault:
    """One fault of a value's form: rule id, level, parameters of its sentence, the better text.

    The sentence is ``rules.<rule without its prefix>`` of the catalogue; the engine adds ``label``.
    """

    rule: str
    level: Level
    params: dict[str, Any] = field(default_factory=dict, hash=False)
    fix: str | None = None

    @property
    def code(self) -> str:
        """The code of its sentence."""
        return "rules." + self.rule.partition(".")[2]
