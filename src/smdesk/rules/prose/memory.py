"""What was read of each block, kept: an edit reads again only the blocks that it touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smdesk.notices.declaration import Block, Heading, Narrative, Picture, SimpleTable
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.compare import Difference, addresses_of, difference
from smdesk.rules.prose.grid import table_mentions
from smdesk.rules.prose.leftovers import leftovers
from smdesk.rules.prose.names import NamedFirm, firms
from smdesk.rules.prose.places import text_of
from smdesk.rules.prose.reader import Mention, Reader
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.years import Calendar

_SPARE = 512
"""Blocks that are kept beyond those of the narrative at hand: undo brings them back."""
_APPLICANT = ("org.name", "cover.applicant")


@dataclass(slots=True)
class BlockRead:
    """One block as read: what it states, what was left in, whom it names.

    ``differences`` were reckoned with ``texts``, those of ``values`` at ``addresses``.
    """

    block: Block
    text: str
    left: tuple[tuple[int, int], ...]
    firms: tuple[NamedFirm, ...]
    planned: bool = False
    reader: Reader | None = None
    mentions: tuple[Mention, ...] = ()
    addresses: tuple[str, ...] = ()
    texts: tuple[str | None, ...] | None = None
    values: object = None
    differences: tuple[Difference, ...] = ()

    def compare(self, view: View) -> None:
        """Hold what is stated against the values, where these are others than before."""
        values = view.declaration.values
        if self.values is values:
            return
        texts = tuple(map(values.get, self.addresses))
        if texts != self.texts:
            found = (difference(one, view) for one in self.mentions)
            self.differences = tuple(one for one in found if one is not None)
        self.texts, self.values = texts, values

    def state(self, mentions: tuple[Mention, ...]) -> None:
        """Take what it states."""
        self.mentions, self.values, self.texts, self.differences = mentions, None, None, ()
        named = (
            address
            for one in mentions
            for year in one.years or (None,)
            for address in addresses_of(one.target, year)
        )
        self.addresses = tuple(dict.fromkeys(named))


class Memory:
    """The blocks of one form's narratives. Blocks are frozen, so one object has one reading."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        places = dict.fromkeys((ground.form.applicant, *_APPLICANT))
        self.name_places = tuple(one for one in places if one in ground.order)
        self._blocks: dict[int, BlockRead] = {}
        self._vocabulary: Vocabulary | None = None
        self._reader: tuple[frozenset[str], Reader] | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the form, made when they are first asked for."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self.ground)
        return self._vocabulary

    def own_names(self, view: View) -> frozenset[str]:
        """Return the names of the applicant that stand in the form."""
        return frozenset(
            text for one in self.name_places if (text := view.values.get(one, "").strip())
        )

    def blocks(self, narrative: Narrative) -> Iterator[BlockRead]:
        """Yield each block as read, in order."""
        known = self._blocks
        if len(known) > len(narrative.blocks) + _SPARE:
            kept = {id(one) for one in narrative.blocks}
            known = self._blocks = {key: one for key, one in known.items() if key in kept}
        for block in narrative.blocks:
            found = known.get(id(block))
            if found is None or found.block is not block:
                found = known[id(block)] = _read(block)
            yield found

    def differences(self, view: View) -> Iterator[tuple[int, BlockRead, Difference]]:
        """Yield where the narrative differs from the form's values: block, its reading, what."""
        reader = self._reader_for(self.own_names(view))
        aims = _Aims(reader)
        for number, read in enumerate(self.blocks(view.declaration.narrative)):
            if isinstance(read.block, Heading):
                aims.pass_by(read.block)
                continue
            planned = aims.now
            if read.reader is not reader or read.planned is not planned:
                read.state(_mentions(read, reader, planned=planned))
                read.reader, read.planned = reader, planned
            if read.mentions:
                read.compare(view)
            for one in read.differences:
                yield number, read, one

    def _reader_for(self, own: frozenset[str]) -> Reader:
        if self._reader is None or self._reader[0] != own:
            ground = self.ground
            calendar = Calendar(ground.years, ground.pack.notice.issued.year)
            self._reader = own, Reader(self.vocabulary, calendar, own)
        return self._reader[1]


class _Aims:
    """Whether the headings passed are about what is still to come."""

    def __init__(self, reader: Reader) -> None:
        words = reader.vocabulary.words.words
        self._words = (*words["goal"], *words["goal_headings"])
        self._since: int | None = None

    @property
    def now(self) -> bool:
        """Whether what stands here is about aims."""
        return self._since is not None

    def pass_by(self, heading: Heading) -> None:
        """Take a heading: one of the same level or above ends what an earlier one began."""
        if self._since is not None and heading.level <= self._since:
            self._since = None
        if self._since is None and any(one in heading.text for one in self._words):
            self._since = heading.level


def _read(block: Block) -> BlockRead:
    text = text_of(block)
    return BlockRead(block, text, tuple(leftovers(text)), tuple(firms(text)))


def _mentions(read: BlockRead, reader: Reader, *, planned: bool) -> tuple[Mention, ...]:
    match read.block:
        case SimpleTable():
            return () if planned else tuple(table_mentions(read.block, reader))
        case Picture():
            return ()
        case _:
            return reader.read(read.text, planned=planned)
