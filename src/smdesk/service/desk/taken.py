"""What a batch's own process knows of its workers' work: how to ask for it, and what comes back.

It brings no reader with it: the process that takes in the files stays small.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from smdesk.errors import Problem
from smdesk.service.desk.worker import Task
from smdesk.store.desk import readings
from smdesk.store.desk.models import Arrived, Place

INSIDE = "!/"
"""Stands between a zip and what it holds: ``报送.zip!/某公司/申报书.docx``."""

_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Member:
    """One file of a zip: where its bytes are kept, its place, why it could not be unpacked."""

    sha256: str
    place: Place
    problem: Problem | None = None


@dataclass(frozen=True)
class Read:
    """What became of a file: a declaration, the members of a zip, or why there is neither.

    ``parts`` are the forms of a file that has several, each with its place.
    """

    sha256: str
    kind: str
    arrived: Arrived | None = None
    members: tuple[Member, ...] | None = None
    problems: tuple[Problem, ...] = ()
    parts: tuple[tuple[Place, Read], ...] = ()


def is_litter(name: str) -> bool:
    """Return whether a system, not a person, put a file there."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in _LITTER


def default_workers() -> int:
    """Return how many workers a batch gets: one a core, not more than eight."""
    return max(1, min(8, os.cpu_count() or 1))


# ---- in the worker ----


def work(task: Task, received: Path) -> Read:
    """Read one file, see `smdesk.service.desk.reading`; what arrived is in rows."""
    from smdesk.service.desk import reading

    return in_rows(reading.work(task, received))


def in_rows(read: Read) -> Read:
    """Return what was read with every declaration as the rows that it becomes."""
    arrived = None if read.arrived is None else readings.in_rows(read.arrived)
    parts = tuple((place, in_rows(part)) for place, part in read.parts)
    return replace(read, arrived=arrived, parts=parts)


def prepare() -> None:
    """Load what every file needs, before the clock of the first one runs."""
    from smdesk.service.desk import reading

    reading.prepare()
