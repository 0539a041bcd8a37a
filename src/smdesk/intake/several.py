"""Several forms in one file: each is cut out and read by itself, as if it had come alone."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from lxml import etree

from smdesk.errors import Problem, SmdeskError
from smdesk.intake import forms, guard
from smdesk.intake.align import CAPS
from smdesk.intake.assemble import from_tables, with_status
from smdesk.intake.identify import Sighting
from smdesk.intake.ladder import Ladder, SheetSource, Source, WordSource
from smdesk.intake.sheets import Workbook
from smdesk.intake.submission import Submission
from smdesk.intake.word import WordParagraph, WordTable, walk_body
from smdesk.intake.wordfile import W, WordFile
from smdesk.notices.models import Pack
from smdesk.notices.text import fold

Item = WordParagraph | WordTable
_COVER_ROWS = 7
"""A table of more rows is a form's, not a cover's."""


@dataclass(frozen=True)
class Part:
    """One form's part of a file; ``cover`` is the same with the first form's cover before it."""

    source: Source
    word: WordFile | None
    cover: Part | None = None


def read_each(start: Submission, ladder: Ladder, packs: Sequence[Pack]) -> tuple[Submission, ...]:
    """Return what each form of a file says that ``ladder`` has read; nothing where there is one.

    Nothing either where the forms cannot be parted.
    """
    found: list[Submission] = []
    for part in parts_of(ladder):
        one = _read(start, part, packs)
        if one is None:
            return ()
        if part.cover is not None and found and _is_theirs(found[0], one, packs):
            one = _read(start, part.cover, packs) or one
        found.append(one)
    return tuple(found)


def parts_of(ladder: Ladder) -> list[Part]:
    """Return the parts of a file whose forms were looked for; none where they cannot be parted."""
    if len(ladder.seen) < 2:
        return []
    match ladder.source:
        case WordSource() as source:
            return _word_parts(source, ladder)
        case SheetSource() as source:
            return [_sheets(source, one) for one in ladder.seen]
        case _:
            return []


def doubted(found: Submission, why: str, problem: Problem) -> Submission:
    """Return a submission of which no value that only the page says is sure, with the reason."""
    most = CAPS[why]
    values = tuple(
        replace(one, confidence=most, doubts=(*one.doubts, why))
        if one.source != "payload" and one.confidence > most
        else one
        for one in found.values
    )
    return with_status(replace(found, values=values, problems=(*found.problems, problem)))


def _read(start: Submission, part: Part, packs: Sequence[Pack]) -> Submission | None:
    """Return what a part says; what the file carries speaks where it is untouched in this part."""
    for carried in (True, False):
        ladder = Ladder(part.source, packs, carried=carried)
        try:
            reading = ladder.read()
            found = from_tables(start, part.word, reading, guard.notes(part.source.archive))
        except SmdeskError:
            return None
        if len(ladder.seen) > 1:
            return None
        if reading.stored is None or found.seal == "intact":
            return found
    return None


def _is_theirs(first: Submission, one: Submission, packs: Sequence[Pack]) -> bool:
    """Return whether a form names the applicant whose cover stands before the first form."""
    declared, other = first.declaration, one.declaration
    match = forms.find(packs, declared.form) if declared is not None else None
    if declared is None or other is None or match is None:
        return False
    name = fold(declared.values.get(match[1].applicant, ""))
    return name != "" and name in {fold(text) for text in other.values.values()}


# ---- cutting ----


def _sheets(source: SheetSource, one: Sighting) -> Part:
    tables = tuple(each for each in one.items or () if isinstance(each, WordTable))
    return Part(SheetSource(source.archive, Workbook(tables, {}, source.book.margins)), None)


def _word_parts(source: WordSource, ladder: Ladder) -> list[Part]:
    """Return a Word file for each form: the body cut where the next form begins."""
    body = _flat_body(source.word.body)
    starts = _starts(ladder, body)
    if len(starts) != len(ladder.seen) or starts != sorted(set(starts)):
        return []
    spans = [range(a, b) for a, b in pairwise((0, *starts[1:], len(body)))]
    cover = range(next((n for n, one in enumerate(body) if _is_large(one)), 0))
    parts = []
    for one, span in zip(ladder.seen, spans, strict=True):
        word = _cut(source.word, body, span)
        shared = None
        if span.start and cover and not _has_cover(body, span, one):
            with_cover = _cut(source.word, body, [*cover, *span])
            shared = Part(WordSource(with_cover), with_cover)
        parts.append(Part(WordSource(word), word, shared))
    return parts


def _flat_body(body: etree._Element) -> etree._Element:
    """Return a copy of a body in which no content control stands around blocks."""
    flat = copy.deepcopy(body)
    while (control := next(flat.iterchildren(f"{W}sdt"), None)) is not None:
        content = control.find(f"{W}sdtContent")
        for block in list(content) if content is not None else ():
            control.addprevious(block)
        flat.remove(control)
    return flat


def _starts(ladder: Ladder, body: etree._Element) -> list[int]:
    """Return the blocks of a body that forms begin with; those that begin within one are left out."""
    kept = {one.number for one in ladder.source.tables()}
    places: list[int | None] = []
    number = 0
    for place, block in enumerate(body):
        for count, item in enumerate(_items_of(block, body)):
            if isinstance(item, WordTable):
                number += 1
                if number - 1 not in kept:
                    continue
            places.append(place if count == 0 else None)
    if len(places) != len(ladder.among):
        return []
    at = {id(item): place for item, place in zip(ladder.among, places, strict=True)}
    firsts = [at.get(id(one.items[0])) for one in ladder.seen if one.items]
    return [one for one in firsts if one is not None]


def _items_of(block: etree._Element, body: etree._Element) -> Iterator[Item]:
    alone = _like(body)
    alone.append(copy.deepcopy(block))
    yield from walk_body(alone)


def _is_large(block: etree._Element) -> bool:
    return block.tag == f"{W}tbl" and sum(1 for _ in block.iterchildren(f"{W}tr")) > _COVER_ROWS


def _has_cover(body: etree._Element, span: range, one: Sighting) -> bool:
    """Return whether the title of the notice's cover stands before a form's first large table."""
    words = {fold(line) for line in one.expanded.pack.notice.cover.title}
    before = takewhile(lambda block: not _is_large(block), (body[place] for place in span))
    return any(
        fold("".join(text.text or "" for text in block.iter(f"{W}t"))) in words for block in before
    )


def _cut(word: WordFile, body: etree._Element, places: Iterable[int]) -> WordFile:
    part = copy.copy(word)
    cut = _like(body)
    cut.extend([copy.deepcopy(body[place]) for place in places])
    part.body = cut
    return part


def _like(body: etree._Element) -> etree._Element:
    return etree.Element(body.tag, nsmap={name: to for name, to in body.nsmap.items() if name})
