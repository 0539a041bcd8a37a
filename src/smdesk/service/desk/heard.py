"""What the sender of a batch package said here before: what it has replaced since, what it left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.service.desk.batchfile import ReadBatch, Word, held_word
from smdesk.service.desk.bureau import known_bureau
from smdesk.service.desk.summary import names_of
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import State


@dataclass(frozen=True)
class Conflict:
    """What a person has to settle after a merge: code and parameters of its sentence, the cases."""

    problem: Problem
    cases: tuple[int, ...]


@dataclass(frozen=True)
class Heard:
    """The words of a batch's sender that were here before it, in the order of time."""

    batch: ReadBatch
    words: tuple[Word, ...]
    here: frozenset[str]
    """The digests of those words whose version is on the desk."""
    own: bool
    """Whether the sender is the desk's own bureau: its batch came home."""

    @classmethod
    def of(cls, desk: Desk, batch: ReadBatch) -> Self:
        """Return what the sender of a batch said here before."""
        key = batch.manifest.key
        layers = [
            one for each in desk.all_layers()[0].values() for one in each if one.key == key
        ]  # fmt: skip
        layers.sort(key=lambda one: (one.at, one.hash))
        words = tuple(held_word(one.body) for one in layers)
        digests = {one.digest for one in words}
        here = frozenset(one for one in digests if desk.with_digest(one) is not None)
        try:
            bureau = known_bureau(desk.folder)
        except SmdeskError:  # a damaged key is told where something is to be signed
            bureau = None
        return cls(batch, words, here, bureau is not None and bureau.public.hex() == key)

    def since(self, digest: str) -> tuple[str, ...]:
        """Return the versions here that the sender put in a version's place after this batch."""
        after = [one for one in self.words if one.at > self.batch.manifest.written]
        return tuple(one.digest for one in after if digest in one.kin and one.digest in self.here)

    def unsent(self, desk: Desk, cases: Sequence[int]) -> Iterator[Conflict]:
        """Yield what the sender reported before, did not reject, and left out of its newest batch."""
        if self.own or (self.words and self.words[-1].at > self.batch.manifest.written):
            return
        last: dict[int, Word] = {}
        told_of = {
            one for word, _ in self.batch.words if word.key == self.batch.manifest.key
            for one in word.kin
        }  # fmt: skip
        for word in self.words:
            if word.digest in told_of:
                continue  # it is a version of a case that is in the batch
            place = desk.with_digest(word.digest)
            if place is not None and word.notice == self.batch.manifest.notice:
                last[place[0]] = word
        gone = [
            case for case, word in last.items()
            if case not in cases and word.state != State.REJECTED
        ]  # fmt: skip
        if not gone:
            return
        rows = desk.rows(gone)
        names = [row.applicant or sentence("desk.nameless") for row in rows]
        told = {"bureau": self.batch.manifest.bureau, "applicants": names_of(names)}
        yield Conflict(Problem("desk.conflict-unsent", "check", told), tuple(gone))
