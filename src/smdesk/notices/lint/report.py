"""What the linter says: problems with their place, and how far the printed labels are covered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from smdesk.errors import Level, Problem

PartName = Literal["cover", "table", "outline", "summary"]


@dataclass(frozen=True)
class PartCoverage:
    """How one printed part of the notice is covered by the pack.

    ``printed`` counts the labels that the notice prints there, ``covered`` those that the pack has
    in their order and that name a value or stand for themselves. ``missing`` are printed but not
    in the pack, ``foreign`` in the pack but not printed, ``moved`` printed in another order,
    ``unused`` labels that name nothing, ``reconstructed`` labels taken from a sister form.
    """

    part: PartName
    form: str | None
    printed: int
    covered: int
    missing: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    reconstructed: tuple[str, ...] = ()

    @property
    def percent(self) -> float:
        """Covered labels in a hundred, one decimal; 100.0 where nothing is printed."""
        return percent(self.covered, self.printed)

    def as_json(self) -> dict[str, Any]:
        """Return the part as plain JSON values."""
        return {
            "part": self.part, "form": self.form, "printed": self.printed,
            "covered": self.covered, "percent": self.percent, "missing": list(self.missing),
            "foreign": list(self.foreign), "moved": list(self.moved), "unused": list(self.unused),
            "plain": list(self.plain), "reconstructed": list(self.reconstructed),
        }  # fmt: skip


def percent(covered: int, printed: int) -> float:
    """Return covered in a hundred, rounded down to one decimal so that 100 means all."""
    return 1000 * covered // printed / 10 if printed else 100.0


@dataclass(frozen=True)
class LintReport:
    """Everything that is wrong with a pack folder, and its coverage part by part.

    ``sound`` says that the pack loads and its parts fit together, so that its rules can be tried.
    """

    pack: str
    hash: str | None
    problems: tuple[Problem, ...]
    coverage: tuple[PartCoverage, ...] = ()
    sound: bool = False

    @property
    def ok(self) -> bool:
        """Whether nothing of level error was found."""
        return all(one.level != "error" for one in self.problems)

    @property
    def forms(self) -> dict[str, float]:
        """The percentage of each form: its table and its outline together."""
        found: dict[str, list[PartCoverage]] = {}
        for part in self.coverage:
            if part.form is not None:
                found.setdefault(part.form, []).append(part)
        return {
            form: percent(sum(one.covered for one in parts), sum(one.printed for one in parts))
            for form, parts in found.items()
        }

    def with_problems(self, more: Iterable[Problem]) -> LintReport:
        """Return the report with the findings of another room (the rules' expressions) added."""
        return replace(self, problems=(*self.problems, *more))

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "pack": self.pack, "hash": self.hash, "ok": self.ok,
            "problems": [
                {
                    "code": one.code, "level": one.level, "file": str(one.params.get("file", "")),
                    "key": str(one.params.get("key", "")), "message": one.message,
                }
                for one in self.problems
            ],
            "forms": self.forms,
            "coverage": [one.as_json() for one in self.coverage],
        }  # fmt: skip


@dataclass
class Faults:
    """Collects the problems of one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, key: str, level: Level = "error", **params: Any) -> None:
        """Note a problem ``notices.<code>`` at ``key``."""
        self.found.append(
            Problem(f"notices.{code}", level, {"file": self.file, "key": key} | params)
        )
