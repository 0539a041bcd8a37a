"""Titles that people give the parts of a narrative instead of a notice's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from smdesk import paths


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    file = paths.resources() / "narrative" / "titles.toml"
    return tuple(map(tuple, tomllib.loads(file.read_text(encoding="utf-8"))["alike"]))


@cache
def _group_of() -> Mapping[str, int]:
    return {title: number for number, group in enumerate(_groups()) for title in group}


def group(title: str) -> int | None:
    """Return the number of the group of titles that mean the same, ``None`` for one in none."""
    return _group_of().get(title)
