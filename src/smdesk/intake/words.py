"""The reader's lists of words as data: ``resources/intake/words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from typing import Any

from smdesk import paths


@cache
def _data() -> dict[str, Any]:
    file = paths.resources() / "intake" / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def one_of(*names: str) -> Callable[[], re.Pattern[str]]:
    """Return what compiles the expressions under some names (``part.mask``) when it is first asked for."""

    @cache
    def made() -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{one})" for name in names for one in listed(name)))

    return made


def listed(name: str) -> tuple[str, ...]:
    """Return the entries under a name."""
    table, _, entry = name.partition(".")
    return tuple(_data()[table][entry])


def named(name: str) -> dict[str, str]:
    """Return the entries under a name that stand for something, by what they stand for."""
    table, _, entry = name.partition(".")
    return dict(_data()[table][entry])
