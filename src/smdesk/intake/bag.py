"""A zip that people put files into: each sound member is taken, each other has its own reason.

What is wrong with the zip as a whole (overlapping members, too many, too much) refuses it whole.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from smdesk.errors import Problem, SmdeskError
from smdesk.intake.limits import MEGABYTE, Limits
from smdesk.intake.zipnames import unmarked
from smdesk.intake.zipped import check_member, directory, member_name, start_of, unpacked

_LONGEST = 240
"""Characters of a member's name that are shown; the end of it tells more than its folders."""
_CODES = {
    "intake.zip-name": "intake.member-name",
    "intake.zip-encrypted": "intake.member-encrypted",
    "intake.zip-method": "intake.member-method",
    "intake.zip-part-size": "intake.member-large",
    "intake.zip-ratio": "intake.member-bomb",
}
"""What a fault is called where it is one member's: the others were taken."""


@dataclass(frozen=True)
class BagMember:
    """One file of a zip: ``name`` to show, unlike every other; ``modified`` in milliseconds."""

    name: str
    modified: int | None
    problem: Problem | None
    info: zipfile.ZipInfo
    start: int = 0


class Bag:
    """The files of a zip, in the order of their names; ``problems`` are what is to be told of it all.

    Raises ``intake.zip-damaged``, ``intake.zip-members``, ``intake.zip-overlap``,
    ``intake.zip-total-size``.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data, self._limits = unmarked(data), limits
        mismarked = self._data is not data
        self.problems = (Problem("intake.zip-names-mismarked", "hint"),) if mismarked else ()
        found = [self._member(one) for one in directory(self._data, limits)]
        self._check_places(found)
        total = sum(one.info.file_size for one in found if one.problem is None)
        if total > limits.total:
            raise SmdeskError("intake.zip-total-size", most=limits.total // MEGABYTE)
        self.members = tuple(_unlike(sorted(found, key=lambda one: one.name)))

    def read(self, member: BagMember) -> bytes:
        """Return a sound member's bytes; raises ``intake.zip-damaged``.

        No more is unpacked than was declared, so that a zip costs no more than its total.
        """
        declared = replace(self._limits, part=member.info.file_size)
        try:
            return unpacked(self._data, member.info, member.start, declared)
        except SmdeskError as fault:
            raise SmdeskError("intake.zip-damaged", detail=member.name[-80:]) from fault

    def _member(self, info: zipfile.ZipInfo) -> BagMember:
        name = _shown(info)
        problem, start = None, 0
        try:
            if not (info.is_dir() and ".." not in name.split("/")):
                check_member(info, self._limits)
            start = start_of(self._data, info)
        except SmdeskError as fault:
            problem = _as_member(fault, name).problem
        return BagMember(name, _modified(info), problem, info, start)

    def _check_places(self, members: Iterable[BagMember]) -> None:
        """Raise where members share bytes: what one of them is depends on who reads it."""
        end = 0
        for one in sorted(members, key=lambda each: each.info.header_offset):
            if one.info.header_offset < end:
                raise SmdeskError("intake.zip-overlap", part=one.name[-80:])
            if one.start:
                end = one.start + one.info.compress_size


def _as_member(fault: SmdeskError, name: str) -> SmdeskError:
    params = fault.params | {"part": name[-80:]}
    return SmdeskError(_CODES.get(fault.code, fault.code), **params)


def _shown(info: zipfile.ZipInfo) -> str:
    """Return a member's name as a person reads it, folders parted by slashes."""
    # A NUL ends a name for zipfile; the whole of it was written there.
    name = member_name(info) if "\0" not in info.orig_filename else info.orig_filename
    shown = "".join(one if one.isprintable() else "?" for one in name).replace("\\", "/")
    return shown if len(shown) <= _LONGEST else f"…{shown[-_LONGEST:]}"


def _unlike(members: Iterable[BagMember]) -> Iterable[BagMember]:
    """Yield the files among members; of those whose names are one after folding the first is sound."""
    told: set[str] = set()
    for one in members:
        if one.info.is_dir() and one.problem is None:
            continue
        name, problem, count = one.name, one.problem, 1
        while name.casefold() in told:
            count += 1
            name = f"{one.name}（{count}）"
        told.add(name.casefold())
        if name != one.name and problem is None:
            problem = Problem("intake.member-twice", params={"part": one.name[-80:]})
        yield BagMember(name, one.modified, problem, one.info, one.start)


def _modified(info: zipfile.ZipInfo) -> int | None:
    """Return when a member was last changed; a zip keeps local time."""
    try:
        return round(datetime(*info.date_time).astimezone().timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        return None
