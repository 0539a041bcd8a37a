"""Firms named in a narrative that neither the form nor the text explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from smdesk.notices.declaration import SimpleTable
from smdesk.rules.prose.memory import BlockRead
from smdesk.rules.prose.names import bare
from smdesk.rules.prose.places import sentences
from smdesk.rules.prose.strangers import (
    about_others,
    is_stranger,
    of_another_trade,
    serves_many,
    tells_a_story,
)
from smdesk.rules.prose.words import words

_CLAUSE = re.compile("[，；：。！？\n]")
_GOES_ON = re.compile("[\u4e00-\u9fff\\d]")


@dataclass(frozen=True, slots=True)
class Named:
    """A firm that nothing explains: where it is named first, and how often.

    ``leads``: there a clause begins with it and goes on, and nothing in its sentence or beside any
    of its places says what it has to do with the applicant.
    """

    block: int
    start: int
    stop: int
    name: str
    times: int
    leads: bool


def unexplained(
    blocks: list[BlockRead], own: str, values: Iterable[str], business: Sequence[str]
) -> Iterator[Named]:
    """Yield the firms named in a narrative that are not the applicant, nor in the form, nor introduced.

    One is introduced where a word before its name says what it is (客户甲公司), and in a list of a
    table. ``own`` is the applicant's name, ``business`` tells what it makes.
    """
    if not any(one.named for one in blocks):
        return
    known, texts = [bare(one) for one in values], [one.text for one in blocks]
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
            leads = _leads(read, start, stop) and not of_another_trade(name, own, business)
            leads = leads and is_stranger(name, own, known, texts)
            if name not in first or (leads and not first[name].leads):
                times = first[name].times if name in first else 0
                first[name] = Named(number, start, stop, name, times, leads)
            first[name] = replace(first[name], times=first[name].times + 1)
    yield from (one for one in first.values() if one.name not in introduced)


def _leads(read: BlockRead, start: int, stop: int) -> bool:
    """Whether a clause begins with a name and goes on, in a sentence that tells of nobody else's doings.

    What opens as the applicant's own doings open (`strangers`) was judged by those words.
    """
    judged = any(one.opens and one.stop == stop for one in read.firms)
    if judged or read.heading or isinstance(read.block, SimpleTable):
        return False
    said = next((one for at, one in sentences(read.text) if at <= start < at + len(one)), "")
    ahead = read.text[max(0, start - 1) : start]
    if (ahead and not _CLAUSE.match(ahead)) or not _GOES_ON.match(read.text, stop):
        return False
    if _newcomer().match(read.text, stop) or tells_a_story(read.text):
        return False
    return not about_others(said, bare(read.text[start:stop]))


@cache
def _newcomer() -> re.Pattern[str]:
    """Return how one of many is brought in: 甲公司是第一家进来的."""
    return re.compile("|".join(map(re.escape, words().names["newcomer"])))


@cache
def _introduces() -> re.Pattern[str]:
    """Return the words that say what a firm is, right before its name."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, words().names['introduces']))})[“\"：:]?$")
