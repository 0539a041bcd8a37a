"""Somebody who fills in forms."""

from __future__ import annotations

from dataclasses import dataclass

from fifteenth.labels import Act


@dataclass(frozen=True)
class Person:
    """Somebody who fills in forms: a name, who it is, the habits in their order, the program."""

    name: str
    story: str
    acts: tuple[Act, ...]
    program: str = "word"


def who(name: str, story: str, *acts: Act, program: str = "word") -> Person:
    return Person(name, story, acts, program)
