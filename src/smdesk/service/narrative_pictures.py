"""Pictures that come into a narrative, made no larger than print needs: thirty photos of a telephone weigh 100 MB."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from smdesk.errors import Problem
from smdesk.files import sha256_hex
from smdesk.notices.declaration import Block, Picture
from smdesk.packet.scan.figure import lighter

_MEDIA = {"jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True)
class Kept:
    """A picture as it is kept; ``saved`` are the bytes that it came with more."""

    data: bytes
    media_type: str
    saved: int = 0


def kept(data: bytes, media_type: str) -> Kept:
    """Return a picture as it is kept: as it came, or with the dots that print needs."""
    made = lighter(data)
    if made is None:
        return Kept(data, media_type)
    return Kept(made.data, _MEDIA[made.suffix], len(data) - len(made.data))


@dataclass(frozen=True)
class Lighter:
    """Blocks and the bytes of their pictures as they are kept; ``said`` is a line on what was made smaller."""

    blocks: tuple[Block, ...]
    files: Mapping[str, bytes]
    said: Problem | None = None


def lightened(
    blocks: tuple[Block, ...], files: Mapping[str, bytes], check: Callable[[], None]
) -> Lighter:
    """Return blocks and their pictures as they are kept; what ``check`` raises, called before each, ends it."""
    media = {one.sha256: one.media_type for one in blocks if isinstance(one, Picture)}
    found, became = dict[str, bytes](), dict[str, tuple[str, str]]()
    every = []
    for digest, data in files.items():
        check()
        made = kept(data, media.get(digest, ""))
        new = sha256_hex(made.data) if made.saved else digest
        found[new] = made.data
        if made.saved:
            became[digest] = new, made.media_type
            every.append(made)
    anew = tuple(_again(one, became) for one in blocks)
    return Lighter(anew, found, smaller(every))


def smaller(pictures: Iterable[Kept]) -> Problem | None:
    """Return a line on the pictures that were made smaller, ``None`` where none was."""
    every = [one.saved for one in pictures if one.saved]
    size = f"{sum(every) / 1_000_000:.1f}"
    told = {"count": len(every), "saved": size}
    return Problem("service.narrative-smaller", "hint", told) if every else None


def _again(block: Block, became: Mapping[str, tuple[str, str]]) -> Block:
    if not isinstance(block, Picture) or block.sha256 not in became:
        return block
    digest, media = became[block.sha256]
    return block.model_copy(update={"sha256": digest, "media_type": media})
