"""How big a received file and its parts may be; measured on 1,637 real Office files."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Bounds of one received file; sizes in bytes.

    The largest of the measured files had 291 members, 15.3 MB unpacked, a ratio of 224, XML depth
    45 and a text node of 15,077 characters, so these refuse next to nothing that is honest.
    """

    file: int = 50 * MEGABYTE
    members: int = 1000
    part: int = 64 * MEGABYTE
    total: int = 200 * MEGABYTE
    ratio: int = 250
    ratio_from: int = MEGABYTE
    depth: int = 200
    text: int = 1_000_000
    json: int = 16 * MEGABYTE
    json_depth: int = 40
    json_digits: int = 40


LIMITS = Limits()
PACKAGE_LIMITS = Limits(file=200 * MEGABYTE)
"""A package, or a PDF, carries scans as they are, so the file may be as large as all its parts."""
