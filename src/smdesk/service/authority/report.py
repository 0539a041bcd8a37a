"""What filling an authority's file did: places filled, places not found, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smdesk.errors import Problem


@dataclass(frozen=True)
class Lost:
    """A value that is not in the file: its address, where the form prints it, its text."""

    address: str
    label: tuple[str, ...]
    text: str

    @property
    def shown(self) -> str:
        """The label path as one line."""
        return " / ".join(self.label)


@dataclass(frozen=True)
class IntoReport:
    """One filled file. ``filled`` are addresses that read back equal; ``lost`` those left blank.

    ``off_paper`` are values that the form does not print; ``empty`` places of the form that were
    not found and have no value. ``original`` is the sha256 of the file as it came. With anything
    lost, ``offer`` says that the form as the program prints it holds everything.
    """

    form: str
    applicant: str
    original: str
    path: Path | None
    filled: tuple[str, ...]
    lost: tuple[Lost, ...] = ()
    off_paper: tuple[Lost, ...] = ()
    empty: tuple[Lost, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def offer(self) -> bool:
        """Whether the mirrored form should be offered."""
        return bool(self.lost)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "form": self.form,
            "applicant": self.applicant,
            "original": self.original,
            "path": None if self.path is None else str(self.path),
            "filled": list(self.filled),
            "lost": [_plain(one) for one in self.lost],
            "off_paper": [_plain(one) for one in self.off_paper],
            "not_found_empty": [_plain(one) for one in self.empty],
            "offer_mirrored_form": self.offer,
            "seal": None,
            "problems": [
                {"code": one.code, "level": one.level, "message": one.message}
                for one in self.problems
            ],
        }


def _plain(one: Lost) -> dict[str, Any]:
    return {"address": one.address, "label": list(one.label), "text": one.text}
