"""What a batch package may say: a signature tells who said it, not that this edition can show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from smdesk.errors import SmdeskError
from smdesk.notices.text import clean
from smdesk.store.desk.layer import OPINION
from smdesk.store.desk.models import State

if TYPE_CHECKING:
    from smdesk.service.desk.batchfile import Manifest, SentVersion, SheetBody, Word

EARLIEST, LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)
"""Moments that every machine can tell in its own time zone; no clock of a desk is set to others."""
RANK = 100_000
TEXT = 5 * OPINION
"""Characters of any one text at most: a remark is not bounded where it is written."""


def check(
    file: str, manifest: Manifest, words: Iterable[Word], sheets: Iterable[SheetBody]
) -> None:
    """Refuse a batch that says what a desk cannot keep or show; raises ``desk.batch-unfit``."""
    faults = [*_moments([manifest.written]), *_names([manifest.bureau])]
    for sheet in sheets:
        faults += [*_moments([sheet.at]), *_names([sheet.bureau])]
    for version in manifest.versions:
        faults += _version(version)
    for word in words:
        faults += word_faults(word)
    if faults:
        raise SmdeskError("desk.batch-unfit", file=file, detail=faults[0])


def word_faults(word: Word) -> Iterator[str]:
    """Yield what a desk cannot keep or show of a word, each as a person is told of it."""
    yield from _moments(moments_of(word))
    yield from _names([word.bureau])
    for state in (word.state, *(one.state for one in word.states)):
        if state not in {one.value for one in State}:
            yield f"状态“{state[:40]}”"
    if word.rank is not None and not 1 <= word.rank <= RANK:
        yield f"排名 {str(word.rank)[:20]}"
    yield from _texts(word.model_dump(exclude={"digest", "key", "bureau", "kin", "beside"}))


def moments_of(word: Word) -> Iterator[datetime]:
    """Yield every moment that a word names."""
    yield word.at
    yield from (one.at for one in word.states)
    yield from (one.at for one in word.opinions)
    yield from (one.at for one in word.dismissals)


def can_tell(moment: datetime) -> bool:
    """Return whether a moment has a zone and every machine can tell it."""
    return moment.tzinfo is not None and EARLIEST <= moment <= LATEST


def told_at(moment: datetime) -> datetime:
    """Return a moment, the earliest in the place of one that no machine can tell.

    So what was said at a moment that never comes is not the last word for ever.
    """
    told = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return told if can_tell(told) else EARLIEST


def _moments(moments: Iterable[datetime]) -> Iterator[str]:
    for one in moments:
        if not can_tell(one):
            yield f"时间 {one.isoformat(timespec='minutes')}"


def _names(names: Iterable[str]) -> Iterator[str]:
    """Yield what no order can be kept under."""
    for one in names:
        if clean(one, multiline=False) != one:
            yield f"单位名称“{clean(one, multiline=False)[:40]}”"


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str) and len(value) > TEXT:
        yield f"有 {len(value)} 字的“{value[:20]}…”"
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _version(version: SentVersion) -> Iterator[str]:
    name = version.file[-40:]
    latest = LATEST.timestamp() * 1000
    if not 0 <= version.modified <= latest:
        yield f"“{name}”的时间 {str(version.modified)[:20]}"
    if not all(_is_source(one) for one in version.sources):
        yield f"“{name}”的读数来源"
    yield from _texts(version.model_dump(exclude={"digest", "sha256"}))


def _is_source(told: tuple[Any, ...]) -> bool:
    """Whether this is a place, where it was read, how surely, and codes of doubts."""
    if len(told) < 3 or isinstance(told[2], bool) or not isinstance(told[2], int | float):
        return False
    texts = (*told[:2], *told[3:])
    return 0 <= told[2] <= 1 and all(isinstance(one, str) for one in texts)
