"""The words of narratives as data: ``resources/prose/terms.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache

from smdesk import paths
from smdesk.notices.models.base import Model


class Term(Model):
    """One thing spoken of; ``concepts`` are the fields that it may be, the first a form has counts.

    ``pattern`` is a regular expression of what it is called besides, where words are too many,
    ``cues`` are words of which it has one.
    ``hints`` are words that do not name it, but beside which a slip of its value is taken for one.
    ``real``: growth of it is told at constant prices. ``said``: whose it is must be said beside it.
    ``flow``: counts what came within a year, so that what is told of all years is another thing. ``balance``: holds at a year's end, so that years do not add up.
    ``summed``: is what all came to, so that 累计 must stand beside it.
    """

    id: str
    words: tuple[str, ...]
    hints: tuple[str, ...] = ()
    pattern: str = ""
    cues: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    stock: bool = False
    timeless: bool = False
    real: bool = False
    said: bool = False
    flow: bool = False
    balance: bool = False
    summed: bool = False


class Share(Model):
    """A share of ``part`` in ``base`` (ids of terms), in percent.

    ``named``: its parts have words for it behind them (服务收入比重). ``words`` are its own names.
    ``within``: parts that others of ``part`` hold: 研发人员 are among 研发和设计人员.
    """

    concepts: tuple[str, ...]
    part: tuple[str, ...]
    base: tuple[str, ...]
    named: bool = True
    words: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


class Sum(Model):
    """A term whose value is the sum of the values of others."""

    term: str
    parts: tuple[str, ...]


class Growth(Model):
    """A term whose growth on the year before has a field of its own."""

    of: str
    concepts: tuple[str, ...]


class Piece(Model):
    """A term told in two pieces: what ``subject`` names, and the ``measure`` of it further on."""

    term: str
    subject: tuple[str, ...]
    measure: tuple[str, ...]


class Head(Model):
    """An amount a head: ``of`` divided by the people of ``by`` (ids of terms).

    ``off``: percent that what is told may differ by.
    """

    of: str
    by: str
    words: tuple[str, ...]
    off: int


class Subject(Model):
    """Whose figures: beginnings of the concepts that are its own, and the words for it."""

    concepts: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Words(Model):
    """Everything in the file; ``words`` by class, ``hedge`` by what it does to a number.

    ``facts``: the fields that facts are held against, by kind. ``said``: words that patterns in
    code are made of (`phrase`). ``listed`` and ``level``: the things of a list by their ids, and
    what heads it.
    ``subject_other``: by category of form, words of subjects that are others there.
    """

    term: tuple[Term, ...]
    share: tuple[Share, ...]
    sum: tuple[Sum, ...]
    growth: tuple[Growth, ...]
    head: tuple[Head, ...]
    piece: tuple[Piece, ...]
    words: dict[str, tuple[str, ...]]
    subject: dict[str, Subject]
    subject_other: dict[str, tuple[str, ...]]
    hedge: dict[str, tuple[str, ...]]
    left: dict[str, tuple[str, ...]]
    names: dict[str, tuple[str, ...]]
    facts: dict[str, tuple[str, ...]]
    said: dict[str, tuple[str, ...]]
    listed: dict[str, tuple[str, ...]]
    level: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """Return the bundled words; raises ``pydantic.ValidationError`` for a faulty file."""
    file = paths.resources() / "prose" / "terms.toml"
    return Words.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))


def phrases(name: str) -> tuple[str, ...]:
    """Return the words of one name that code is made of."""
    return words().said[name]


def phrase(template: str) -> Callable[[], re.Pattern[str]]:
    """Return what compiles a regular expression when it is first asked for.

    ``&name;`` stands in it for any of the words of that name, in their order in the file.
    """

    @cache
    def made() -> re.Pattern[str]:
        return re.compile(
            _WORDS.sub(lambda one: f"(?:{'|'.join(map(re.escape, phrases(one[1])))})", template)
        )

    return made


_WORDS = re.compile("&([a-z_]+);")
