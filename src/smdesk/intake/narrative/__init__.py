"""A narrative written in Word comes in: structure kept, styling dropped, losses listed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from smdesk.errors import Problem, SmdeskError
from smdesk.intake.guard import read_bytes
from smdesk.intake.kinds import FileKind
from smdesk.intake.narrative.blocks import Builder
from smdesk.intake.narrative.headings import (
    LONGEST_HEADING,
    Marked,
    is_contents,
    map_outline,
    mark,
    settle_arabic,
    settle_levels,
    title_key,
)
from smdesk.intake.narrative.lines import Item, Line, Piece, PlainGrid
from smdesk.intake.narrative.listing import settle_lists
from smdesk.intake.narrative.locate import narrative_blocks
from smdesk.intake.narrative.losses import columns, problems_of
from smdesk.intake.narrative.unread import edge_words, unread
from smdesk.intake.narrative.walk import Walker
from smdesk.intake.sniff import sniff
from smdesk.intake.wordfile import WordFile
from smdesk.notices.declaration import Narrative
from smdesk.notices.models import Form, Outline

__all__ = ["NarrativeReading", "read_lines", "read_narrative", "refusal"]

Progress = Callable[[int, int], None]
_RUN_IN = re.compile(r"^(.{2,40}?)[。：:]\s*(?=\S)")


@dataclass(frozen=True)
class NarrativeReading:
    """A narrative, its pictures' bytes by sha256, and what was changed or could not be kept."""

    narrative: Narrative
    files: Mapping[str, bytes]
    dropped: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The losses, under the name that every reading gives them."""
        return self.dropped


def read_narrative(
    source: Path | bytes | WordFile,
    form: Form | Outline | None = None,
    *,
    part_only: bool = False,
    progress: Progress | None = None,
) -> NarrativeReading:
    """Return the narrative in a Word file.

    With ``form`` (or its outline alone) the part behind the outline's title is read when the file
    is a whole packet, and headings are mapped onto the outline; ``part_only`` says that the file is
    a packet, so that without that title only what surely is narrative counts; ``progress`` is told
    how many paragraphs of how many were read, and may raise to stop. Raises `SmdeskError`: the codes of the guard,
    ``intake.kind-…`` for a file that is no .docx, ``intake.narrative-empty``.
    """
    word = source if isinstance(source, WordFile) else _open(source)
    walker = Walker(word)
    outline = form.outline if isinstance(form, Form) else form
    body = narrative_blocks(word, form, part_only=part_only)
    items = walker.items(_told(body, progress) if progress else body)
    builder = Builder(word.media)
    return _reading(
        items, outline, builder, walker, lambda: _look_back(walker, body), part_only=part_only
    )


def read_lines(
    items: Iterable[Item], outline: Outline | None = None, losses: Mapping[str, int] | None = None
) -> NarrativeReading:
    """Return the narrative of lines and tables that another reader made; raises as `read_narrative`.

    ``losses`` are what that reader could not keep, by the names of their messages.
    """
    tally = Tally(Counter(losses or {}))
    return _reading(items, outline, Builder(lambda _: None), tally)


class Counting(Protocol):
    """Counts what is lost on the way."""

    losses: Counter[str]
    words: dict[str, list[str]]


@dataclass
class Tally:
    """What was lost, and its words, where no walker counts."""

    losses: Counter[str] = field(default_factory=Counter)
    words: dict[str, list[str]] = field(default_factory=dict)


def _reading(
    items: Iterable[Item],
    outline: Outline | None,
    builder: Builder,
    tally: Counting,
    at_end: Callable[[], None] = lambda: None,
    *,
    part_only: bool = False,
) -> NarrativeReading:
    marked, missing = _marked(items, outline, tally.losses)
    tally.losses["columns"] = columns(marked)
    cut = settle_levels([one for one in marked if isinstance(one, Marked)], outline)
    blocks = builder.build(marked)
    if not blocks:
        raise SmdeskError("intake.narrative-empty")
    at_end()
    losses = tally.losses + builder.losses + Counter(levels=cut)
    problems = problems_of(losses, tally.words, part_only=part_only)
    if missing:
        titles = "”“".join(missing)
        problems.append(Problem("intake.narrative-headings", "check", {"titles": titles}))
    return NarrativeReading(Narrative(blocks=blocks), builder.files, tuple(problems))


def _look_back(walker: Walker, body: Sequence[Any]) -> None:
    """Count the words that the walk did not come upon, and those at the edges of the pages."""
    found = {"unread": unread(body, walker.seen)}
    if len(body) == len(narrative_blocks(walker.word, None)):  # not the part of a packet
        found["edges"] = edge_words(walker.word)
    for name, texts in found.items():
        walker.losses[name] += len(texts)
        walker.words[name] = texts


def _told(blocks: Sequence[Any], progress: Progress) -> Iterator[Any]:
    for done, block in enumerate(blocks):
        if done % 64 == 0:
            progress(done, len(blocks))
        yield block
    progress(len(blocks), len(blocks))


def _open(source: Path | bytes) -> WordFile:
    data = source if isinstance(source, bytes) else read_bytes(source)
    kind = sniff(data, "" if isinstance(source, bytes) else source.name)
    if kind not in {FileKind.DOCX, FileKind.DOCX_STRICT}:
        raise SmdeskError(refusal(kind))
    return WordFile(data)


def refusal(kind: FileKind) -> str:
    """Return the code that says why a file of a kind is no narrative."""
    if kind in {FileKind.PDF, FileKind.TEXT, FileKind.IMAGE, FileKind.ODF}:
        return f"intake.narrative-{kind.value}"
    return "intake.narrative-not-word" if kind.readable else kind.code


def _marked(
    items: Iterable[Item], outline: Outline | None, losses: Counter[str]
) -> tuple[list[Marked | PlainGrid], list[str]]:
    """Return lines marked as headings, items or text, and the titles that were not found."""
    found: list[Marked | PlainGrid] = []
    for item in items:
        if isinstance(item, PlainGrid):
            found.append(item)
        elif is_contents(item):
            losses["contents"] += bool(item.text)
        else:
            found += [mark(line) for line in _split(item, outline)]
    settle_arabic([one for one in found if isinstance(one, Marked)])
    settle_lists([one if isinstance(one, Marked) else None for one in found if not _blank(one)])
    lines = [one for one in found if isinstance(one, Marked)]
    missing = map_outline(lines, outline)
    return _without_title(found, outline), [item.title for item in missing]


def _blank(one: Marked | PlainGrid) -> bool:
    return isinstance(one, Marked) and not one.text and not one.line.pictures


def _split(line: Line, outline: Outline | None) -> Iterator[Line]:
    """Yield the lines of a paragraph: soft breaks end a line, notes follow in brackets."""
    if not line.notes and not any("\n" in run.text for run in line.runs):
        yield from _run_in(line, outline)
        return
    pieces = _at_breaks(line.runs)
    for number, runs in enumerate(pieces):
        last = number == len(pieces) - 1
        one = replace(
            line,
            runs=runs,
            mark=line.mark if number == 0 else None,
            outline=line.outline if number == 0 or len(pieces) <= 2 else None,
            pictures=line.pictures if last else [],
        )
        if last and line.notes:
            one.runs = [*runs, Piece(f"（注：{'；'.join(line.notes)}）")]
        yield from _run_in(one, outline)


def _at_breaks(runs: Iterable[Piece]) -> list[list[Piece]]:
    pieces: list[list[Piece]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        pieces[-1].append(Piece(first, run.bold))
        pieces += [[Piece(text, run.bold)] for text in rest]
    return [[run for run in piece if run.text] for piece in pieces]


def _run_in(line: Line, outline: Outline | None) -> Iterator[Line]:
    """Yield a line; one that begins with an outline title and goes on is cut behind the title."""
    text = "".join([run.text for run in line.runs])
    found = _RUN_IN.match(text) if len(text) > LONGEST_HEADING else None
    titles = {title_key(item.title) for item in outline.item} if outline and found else set()
    if not found or title_key(found.group(1)) not in titles:
        yield line
        return
    size = found.end()
    yield replace(line, runs=[Piece(found.group(1), bold=True)], pictures=[], notes=[])
    rest: list[Piece] = []
    for run in line.runs:
        cut = min(size, len(run.text))
        size -= cut
        rest += [Piece(run.text[cut:], run.bold)] if run.text[cut:] else []
    yield replace(line, runs=rest, mark=None, outline=None)


def _without_title(
    found: list[Marked | PlainGrid], outline: Outline | None
) -> list[Marked | PlainGrid]:
    """Drop the outline's own title and subtitle where they stand at the head of the text."""
    titles = (
        {title_key(text) for text in (outline.title, outline.text_title, outline.subtitle) if text}
        if outline
        else set()
    )
    first = 0
    while first < len(found):
        one = found[first]
        if not isinstance(one, Marked) or one.line.pictures:
            break
        if one.text and title_key(one.text) not in titles:
            break
        first += 1
    return found[first:]
