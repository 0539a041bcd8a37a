"""Messages a person may see: a code and a template in one catalogue, split by room.

Every room owns one file ``errors/<room>.toml``; a table ``[room.some-code]`` has ``text`` (what is
wrong and where) and ``next`` (what to do), both Chinese ``str.format`` templates. Code elsewhere
names codes, never sentences, and tests assert codes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal

Level = Literal["error", "check", "hint"]

_STOPS = ("。", "；", "，", "、")
_DOUBLED = re.compile("[。！？][”’）]*[。；，、]")
_ENDED = re.compile("[。！？]([”’）]*)$")
_CLOSING = re.compile("[”’）]+")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every message template by its code; raises ``ValueError`` on a duplicate code."""
    entries: dict[str, dict[str, str]] = {}
    for item in sorted(files(__name__).iterdir(), key=lambda one: one.name):
        if not item.name.endswith(".toml"):
            continue
        for room, messages in tomllib.loads(item.read_text(encoding="utf-8")).items():
            for name, entry in messages.items():
                code = f"{room}.{name}"
                if code in entries:
                    raise ValueError(f"duplicate message code {code}")
                entries[code] = entry
    return entries


def sentence(code: str, /, **params: Any) -> str:
    """Return the Chinese text of ``code`` with its next step; raises ``KeyError`` if unknown."""
    entry = catalogue()[code]
    text = _filled(entry["text"], params)
    step = _filled(entry.get("next", ""), params)
    return f"{text}{step}" if step else text


def _filled(template: str, params: dict[str, Any]) -> str:
    """Return ``template`` with its values; one that ends as a sentence does brings no second stop."""
    text = template.format(**params)
    return _joined(template, params) if _DOUBLED.search(text) else text


def _joined(template: str, params: dict[str, Any]) -> str:
    """Return as `_filled`, the joints of values and words looked at one by one.

    Only at a joint is anything left out: what a person wrote stands as it is within its quotation
    marks, and then the sentence around it does without its own stop.
    """
    made = ""
    for words, name, spec, conversion in Formatter().parse(template):
        made = _joint(made, words)
        if name is not None:
            asked = f"{{{name}{'!' + conversion if conversion else ''}:{spec}}}"
            made += asked.format(**params)
    return made


def _joint(before: str, after: str) -> str:
    closing = _CLOSING.match(after)
    shut = closing.group() if closing else ""
    rest = after[len(shut) :]
    ended = _ENDED.search(before + shut)
    if not ended or not rest.startswith(_STOPS):
        return before + after
    closed = ended.group(1)
    if not closed or "）" in closed:  # a sentence within another one has no stop of its own
        return (before + shut)[: ended.start()] + closed + rest
    return before + shut + rest[1:] if rest[0] == "。" else before + after


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong and was not raised: code, level, parameters of its sentence."""

    code: str
    level: Level = "error"
    params: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """The Chinese sentence with its next step."""
        return sentence(self.code, **self.params)


class SmdeskError(Exception):
    """A fault with a code of the catalogue; ``str()`` is the Chinese sentence."""

    def __init__(self, code: str, /, **params: Any) -> None:
        self.code = code
        self.params = params
        super().__init__(sentence(code, **params))

    @property
    def problem(self) -> Problem:
        """The same fault as a value."""
        return Problem(self.code, "error", self.params)


class SmdeskErrors(SmdeskError):
    """Several faults found together (a pack, a batch); ``problems`` holds them all."""

    def __init__(self, code: str, problems: Iterable[Problem], /, **params: Any) -> None:
        self.problems = tuple(problems)
        super().__init__(code, count=len(self.problems), **params)

    def __str__(self) -> str:
        lines = [super().__str__(), *(f"· {one.message}" for one in self.problems)]
        return "\n".join(lines)
