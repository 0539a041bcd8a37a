"""Firms named in a narrative that neither the form nor the text explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from smdesk.notices.declaration import SimpleTable
from smdesk.rules.prose.memory import BlockRead
from smdesk.rules.prose.names import bare
from smdesk.rules.prose.strangers import serves_many
from smdesk.rules.prose.words import words


@dataclass(frozen=True, slots=True)
class Named:
    """A firm that nothing explains: where it is named first, and how often."""

    block: int
    start: int
    stop: int
    name: str
    times: int


def unexplained(blocks: list[BlockRead], own: str, values: Iterable[str]) -> Iterator[Named]:
    """Yield the firms named in a narrative that are not the applicant, nor in the form, nor introduced.

    One is introduced where a word before its name says what it is (客户甲公司), and in a list of a
    table. ``own`` is the applicant's name.
    """
    if not any(one.named for one in blocks):
        return
    known = [bare(one) for one in values]
    first: dict[str, Named] = {}
    introduced: set[str] = set()
    for number, read in enumerate(blocks):
        listed = isinstance(read.block, SimpleTable) and len(read.named) > 1
        for start, stop in read.named:
            name = bare(read.text[start:stop])
            if name in own or own in name or any(name in one for one in known) or serves_many(name):
                continue
            if listed or _introduces().search(read.text[:start]):
                introduced.add(name)
            if name in first:
                first[name] = replace(first[name], times=first[name].times + 1)
                continue
            first[name] = Named(number, start, stop, name, 1)
    yield from (one for one in first.values() if one.name not in introduced)


@cache
def _introduces() -> re.Pattern[str]:
    """Return the words that say what a firm is, right before its name."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words().names['introduces']))})[“\"：:]?$")
