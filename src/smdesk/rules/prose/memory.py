"""What was read of each block, kept: an edit reads again only the blocks that it touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from smdesk.notices.address import parse
from smdesk.notices.declaration import Block, Heading, Narrative, Picture, SimpleTable
from smdesk.notices.models import Kind
from smdesk.notices.text import word_count
from smdesk.rules.ground import Ground, View
from smdesk.rules.prose.cells import Contrast, contrasts
from smdesk.rules.prose.compare import Difference, addresses_of, difference
from smdesk.rules.prose.facts import Fact, facts
from smdesk.rules.prose.figures import NOTHING, Row, Topic
from smdesk.rules.prose.fullnames import full_names
from smdesk.rules.prose.grid import table_mentions
from smdesk.rules.prose.ledger import Ledger
from smdesk.rules.prose.leftovers import leftovers
from smdesk.rules.prose.mention import Mention
from smdesk.rules.prose.names import NamedFirm, bare, ends_as_firm, firms
from smdesk.rules.prose.places import text_of
from smdesk.rules.prose.reader import Reader
from smdesk.rules.prose.spans import wrong_shares, wrong_spans
from smdesk.rules.prose.stale import stale, unmoored
from smdesk.rules.prose.sums import WrongSum, wrong_sums
from smdesk.rules.prose.vocabulary import Vocabulary
from smdesk.rules.prose.words import words
from smdesk.rules.prose.years import Calendar

_SPARE = 512
"""Blocks that are kept beyond those of the narrative at hand: undo brings them back."""
_LEAD = 40
"""Characters before a table in which its unit is told: 近三年主要数据（单位：万元）."""
_JOINED = re.compile("[与和及、]")
"""A heading of two things (典型案例与数据说明) says nothing of the headings below it."""
_APPLICANT = ("org.name", "cover.applicant")


@dataclass(slots=True)
class BlockRead:
    """One block as read: its 字数, what it states, what was left in, whom it names.

    ``named`` is where full names of firms stand. ``heading`` is its level, 0 for what is none; ``aims`` says that a heading is about aims,
    ``others`` that it is about somebody else: itself alone or with the headings below it too.

    ``differences`` were reckoned with ``texts``, those of ``values`` at ``addresses``.
    """

    block: Block
    text: str
    words: int
    heading: int
    aims: bool
    others: Literal["", "itself", "below"]
    left: tuple[tuple[int, int], ...]
    firms: tuple[NamedFirm, ...]
    named: tuple[tuple[int, int], ...]
    facts: tuple[Fact, ...]
    sums: tuple[WrongSum, ...]
    table: bool
    under: tuple[bool, bool, str, Topic] = (False, False, "", NOTHING)
    reader: Reader | None = None
    mentions: tuple[Mention, ...] = ()
    addresses: tuple[str, ...] = ()
    texts: tuple[str | None, ...] | None = None
    values: object = None
    differences: tuple[Difference, ...] = ()
    figures: tuple[Row, ...] = ()
    version: int = -1
    bound: tuple[Difference, ...] = ()
    slipped: tuple[Difference, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()
    contrasts: tuple[Contrast, ...] = ()

    def compare(self, view: View, ledger: Ledger) -> None:
        """Hold what is stated against the values, where these are others than before."""
        values = view.declaration.values
        if self.values is values:
            return
        texts = tuple(map(values.get, self.addresses))
        if texts != self.texts:
            found = (difference(one, view) for one in self.mentions)
            wrong = (one for one in found if one is not None)
            self.bound = (
                *wrong,
                *stale(self.mentions, self.text, view),
                *unmoored(self.mentions, self.text, view),
            )
        self.texts, self.values = texts, values
        if self.figures and self.version != ledger.refresh(view):
            every = (
                replace(found, mention=found.mention.moved(row.at))
                for row in self.figures
                for found in ledger.explained(row, view)
            )
            self.slipped = tuple(every)
            self.version = ledger.version
        self.differences = (*self.bound, *self.slipped)

    def against(self, cells: tuple[tuple[str, str], ...]) -> tuple[Contrast, ...]:
        """Return what it says otherwise than cells of running text; kept while these are the same."""
        if self.cells is not cells:
            self.cells, self.contrasts = cells, tuple(contrasts(self.text, cells))
        return self.contrasts

    def state(self, mentions: tuple[Mention, ...], figures: tuple[Row, ...]) -> None:
        """Take what it states."""
        self.mentions, self.values, self.texts, self.differences = mentions, None, None, ()
        self.figures, self.version, self.bound, self.slipped = figures, -1, (), ()
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
        self._ledger: Ledger | None = None
        self._cells: tuple[object, tuple[tuple[str, str], ...]] = None, ()
        self._partners: tuple[object, dict[str, str]] = None, {}
        self._last: tuple[tuple[Block, ...], list[BlockRead]] = ((), [])
        self._reader: tuple[frozenset[str], Reader] | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the form, made when they are first asked for."""
        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self.ground)
        return self._vocabulary

    @property
    def ledger(self) -> Ledger:
        """The values of the form that may be spoken of."""
        if self._ledger is None:
            self._ledger = Ledger(self.vocabulary)
        return self._ledger

    def own_names(self, view: View) -> frozenset[str]:
        """Return the names of the applicant that stand in the form."""
        return frozenset(
            text for one in self.name_places if (text := view.values.get(one, "").strip())
        )

    def filled(self, view: View, addresses: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Return the cells of running text with figures in them; kept while no value changes."""
        values = view.declaration.values
        if self._cells[0] is not values:
            every = ((one, values.get(one, "")) for one in addresses)
            cells = tuple((one, text) for one, text in every if any(map(str.isdigit, text)))
            self._cells = values, self._cells[1] if cells == self._cells[1] else cells
        return self._cells[1]

    def partners(self, view: View, own: frozenset[str]) -> dict[str, str]:
        """Return the firms that the form names besides the applicant, by address; kept as above."""
        values = view.declaration.values
        if self._partners[0] is not values:
            fields = self.ground.fields
            named = (
                (one, bare(text))
                for one, text in values.items()
                if (field := fields.get(parse(one).field)) is not None and field.kind == Kind.NAME
            )
            found = {one: name for one, name in named if name not in own and ends_as_firm(name)}
            self._partners = values, found
        return self._partners[1]

    def blocks(self, narrative: Narrative) -> list[BlockRead]:
        """Return each block as read, in order.

        What was read holds its block, so that an id is one block's as long as it is known.
        """
        blocks, known = narrative.blocks, self._blocks
        if self._last[0] is blocks:
            return self._last[1]
        found = list(map(known.get, map(id, blocks)))
        for number, read in enumerate(found):
            if read is None:
                block = blocks[number]
                found[number] = known[id(block)] = _read(block)
        reads = [one for one in found if one is not None]
        if len(known) > len(blocks) + _SPARE:
            self._blocks = {id(one.block): one for one in reads}
        self._last = blocks, reads
        return reads

    def forget(self) -> None:
        """Let go of every block and what was read of it."""
        self._blocks, self._last = {}, ((), [])

    def differences(self, view: View) -> Iterator[tuple[int, BlockRead, Difference]]:
        """Yield where the narrative differs from the form's values: block, its reading, what."""
        reader = self._reader_for(self.own_names(view))
        aimed = elsewhere = 0
        nearest, before = False, ""
        ledger, topic = self.ledger, NOTHING
        for number, read in enumerate(self.blocks(view.declaration.narrative)):
            if read.heading:
                aimed = 0 if aimed >= read.heading else aimed
                aimed = read.heading if read.aims and not aimed else aimed
                elsewhere = 0 if elsewhere >= read.heading else elsewhere
                elsewhere = read.heading if read.others == "below" and not elsewhere else elsewhere
                nearest = read.others != ""
                topic = reader.topic(read.text)
                continue
            lead = before[-_LEAD:] if read.table and "单位" in before else ""
            under = aimed > 0, elsewhere > 0 or nearest, lead, topic
            before = read.text
            if read.reader is not reader or read.under != under:
                read.state(*_mentions(read, reader, *under))
                read.reader, read.under = reader, under
            if read.mentions or read.figures:
                read.compare(view, ledger)
                for one in read.differences:
                    yield number, read, one

    def _reader_for(self, own: frozenset[str]) -> Reader:
        if self._reader is None or self._reader[0] != own:
            ground = self.ground
            calendar = Calendar(ground.years, ground.pack.notice.issued.year)
            self._reader = own, Reader(self.vocabulary, calendar, own)
        return self._reader[1]


def headings(reads: list[BlockRead], number: int) -> Iterator[str]:
    """Yield the headings over a block, the nearest first."""
    level = 10
    for read in reads[number::-1]:
        if read.heading and read.heading < level:
            level = read.heading
            yield read.text


def _read(block: Block) -> BlockRead:
    text = text_of(block)
    level = block.level if isinstance(block, Heading) else 0
    return BlockRead(
        block, text, word_count(text), level, bool(level and _aiming().search(text)),
        _others(text) if level else "",
        tuple(leftovers(text)), tuple(firms(text)), tuple(full_names(text)), () if level else tuple(facts(text)),
        () if level or isinstance(block, SimpleTable) else (*wrong_sums(text), *wrong_spans(text), *wrong_shares(text)),
        isinstance(block, SimpleTable),
    )  # fmt: skip


@cache
def _aiming() -> re.Pattern[str]:
    """Return the words of headings about aims, under which nothing is held against the tables."""
    told = words().words
    return re.compile("|".join(map(re.escape, (*told["goal"], *told["goal_headings"]))))


def _others(heading: str) -> Literal["", "itself", "below"]:
    if not _elsewhere().search(heading):
        return ""
    return "itself" if _JOINED.search(heading) else "below"


@cache
def _elsewhere() -> re.Pattern[str]:
    """Return what headings about somebody else say: under them only who is named is meant."""
    told = words().words["other_headings"]
    return re.compile("|".join((*map(re.escape, told), r"(?:[县区镇乡]|[^本我]公司|集团)\s*$")))


def _mentions(
    read: BlockRead, reader: Reader, planned: bool, others: bool, lead: str, topic: Topic
) -> tuple[tuple[Mention, ...], tuple[Row, ...]]:
    """Return what a block states under headings about aims or ``others``, ``lead`` just over it."""
    match read.block:
        case SimpleTable():
            return () if planned else tuple(table_mentions(read.block, reader, lead)), ()
        case Picture():
            return (), ()
        case _:
            return reader.read_all(read.text, planned=planned, others=others, topic=topic)
