"""What a form's values are called in running text: targets, and the words that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from smdesk.notices.models import FormField, Kind
from smdesk.rules.ground import Ground
from smdesk.rules.prose import numbers
from smdesk.rules.prose.heads import named_heads
from smdesk.rules.prose.words import Share, Subject, Term, words

_KINDS: dict[Kind, numbers.Kind] = {
    Kind.MONEY: "money", Kind.PERCENT: "percent", Kind.INTEGER: "count", Kind.DECIMAL: "count",
}  # fmt: skip
_SHORTEST_LABEL = 4
"""Characters below which a printed label alone does not say what is meant (企业, 会议, 总数)."""
_BRACKETS = re.compile(r"[（(].*?[）)]")
_AHEAD = re.compile(r"^其中[，：:、]?")


@dataclass(frozen=True, slots=True)
class Target:
    """A value of the form that a narrative may state.

    ``heads`` are fields: one, the parts of a sum, part and bases of a share that the form has no
    field for, or a share and the whole of a part that it has none for. ``axis``: they have a value
    a year. ``subject`` is whose figure it is. ``within``: what is spoken of is among what the value
    counts, so that it may be less. ``lone`` is a field read once beside those of each year, ``off``
    what part of it a statement may differ by. ``years`` are those that the form asks it for.
    """

    id: str
    how: Literal["value", "sum", "share", "part", "head"]
    heads: tuple[str, ...]
    kind: numbers.Kind
    unit: str
    axis: bool
    subject: str
    stock: bool = False
    timeless: bool = False
    real: bool = False
    said: bool = False
    flow: bool = False
    balance: bool = False
    summed: bool = False
    within: bool = False
    lone: str = ""
    off: int = 0
    years: tuple[int, ...] = ()

    @property
    def people(self) -> str:
        """The field of the people that an amount a head is of."""
        return self.lone or self.heads[-1]


@dataclass(frozen=True, slots=True)
class Named:
    """What a word names: a target of its own, and the shares that it can be the part of.

    ``part`` is its count, reckoned of its share, where the form has no field for it.
    """

    term: str
    target: Target | None = None
    part: Target | None = None


class Vocabulary:
    """The words of one form: ``names`` by word, ``shares`` by part and base (ids of terms)."""

    def __init__(self, ground: Ground) -> None:
        self.words = words()
        self.ground = ground
        self.names: dict[str, Named] = {}
        self.shares: dict[str, list[tuple[Target, frozenset[str]]]] = {}
        self.subject = _CATEGORIES[ground.form.category]
        self._fields = {
            one.concept or one.address: one
            for one in ground.fields.values()
            if one.kind in _KINDS and one.address.partition(".")[0] not in ground.repeats
        }
        self.targets = {one.id: target for one in self.words.term if (target := self._of(one))}
        for sum_ in self.words.sum:
            self._add_sum(sum_.term, sum_.parts)
        self.growths: dict[str, Target] = {}
        for growth in self.words.growth:
            field = self._field(growth.concepts)
            target = self._target(growth.of, field) if field else None
            if target is not None:
                self.growths[growth.of] = target
        self._name_terms()
        for share in self.words.share:
            self._add_share(share)
        self._name_labels()
        self._name_heads()
        known = {one.term for one in self.names.values()}
        self._hints: dict[str, list[str]] = {}
        for one in self.words.term:
            for word in one.hints if one.id in known else ():
                self._hints.setdefault(word, []).append(one.id)
        longest = sorted(self._hints, key=lambda word: (-len(word), word))
        self._hinting = re.compile("|".join(map(re.escape, longest)) or "(?!)")

    @property
    def bases(self) -> tuple[str, ...]:
        """The words that a share may be said to be of."""
        ids = {base for one in self.words.share for base in one.base}
        own = [word for one in self.words.term if one.id in ids for word in one.words]
        return (*own, *self.words.words["share_bases"])

    def base_of(self, word: str) -> str | None:
        """Return the id of the term that a base word is of; ``None`` for one that fits any."""
        for one in self.words.term:
            if word in one.words:
                return one.id
        return None

    @cached_property
    def terms(self) -> dict[str, Named]:
        """What the terms of the form are named by, by their ids."""
        return {one.term: one for one in self.names.values()}

    @property
    def patterns(self) -> tuple[tuple[str, str], ...]:
        """The ids of the terms that are known by a pattern too, each with it."""
        known = (one for one in self.words.term if one.pattern and one.words[0] in self.names)
        return tuple((one.id, one.pattern) for one in known)

    @property
    def cues(self) -> tuple[str, ...]:
        """Words of which every match of a pattern has one."""
        known = dict(self.patterns)
        return tuple(cue for one in self.words.term if one.id in known for cue in one.cues)

    def patterned(self, term: str, word: str) -> Named:
        """Return what a word that a term's pattern fits names; it may end in 占比 or its kin."""
        first = next(one.words[0] for one in self.words.term if one.id == term)
        share = next((one for one in self.words.words["share_names"] if word.endswith(one)), "")
        return self.names.get(f"{first}{share}", self.names[first])

    def find(self, word: str) -> Named | None:
        """Return what a whole word names, ``None`` for nothing."""
        found = self.names.get(word)
        if found is not None:
            return found
        shares = "|".join(self.words.words["share_names"])
        every = (
            one for one, told in self.patterns if re.fullmatch(f"(?:{told})(?:{shares})?", word)
        )
        return next((self.patterned(one, word) for one in every), None)

    # -- how it is put together ----------------------------------------------------------------

    def _field(self, concepts: tuple[str, ...]) -> FormField | None:
        return next((self._fields[one] for one in concepts if one in self._fields), None)

    def _of(self, term: Term) -> Target | None:
        field = self._field(term.concepts)
        return self._target(term.id, field, term) if field else None

    def _target(self, id_: str, field: FormField, term: Term | None = None) -> Target | None:
        kind = _KINDS[field.kind]
        unit = field.unit or next(iter(field.units), "%" if kind == "percent" else "")
        if not unit:
            return None
        return Target(
            id_, "value", (field.address,), kind, unit, field.axis == "year",
            self._subject(field.concept or field.address),
            stock=bool(term and term.stock), timeless=bool(term and term.timeless),
            real=bool(term and term.real), said=bool(term and term.said),
            flow=bool(term and term.flow),
            balance=bool(term and term.balance), summed=bool(term and term.summed),
            years=tuple(one for one in self.ground.years if f"{field.address}[{one}]" in self.ground.order),
        )  # fmt: skip

    def _subject(self, concept: str) -> str:
        """Return whose figure a concept is; the table of a platform may hold its firm's."""
        for name, one in self.words.subject.items():
            if any(concept.startswith(begin) for begin in one.concepts):
                return name
        return self.subject

    def _add_sum(self, term: str, parts: tuple[str, ...]) -> None:
        found = [self.targets[one] for one in parts if one in self.targets]
        if len(found) == len(parts) and len({(one.kind, one.axis) for one in found}) == 1:
            heads = tuple(one.heads[0] for one in found)
            first = found[0]
            self.targets[term] = Target(
                term,
                "sum",
                heads,
                first.kind,
                first.unit,
                first.axis,
                first.subject,
                stock=first.stock,
                said=first.said,
            )

    def _name_terms(self) -> None:
        parts = {one for share in self.words.share for one in share.part} | set(self.growths)
        for term in self.words.term:
            target = self.targets.get(term.id)
            if target is None and term.id not in parts:
                continue
            for word in _called(term):
                held = self.names.get(word)
                if held is None or held.target is None:
                    self.names[word] = Named(term.id, target)

    def _add_share(self, share: Share) -> None:
        field = self._field(share.concepts)
        parts = [one for one in self.words.term if one.id in share.part]
        if field is not None:
            label = self._printed(field)
            named = [one for one in parts if any(word in label for word in one.words)]
            among = [one for one in parts if one not in named and one.id in share.within]
            parts = named or parts
            target = self._target(parts[0].id, field)
            if named and target is not None:
                self._add_parts(share, among, replace(target, within=True))
        else:
            target = self._reckoned(share)
        if target is not None:
            self._add_parts(share, parts, target)
            for word in share.words:
                self.names[word] = Named(parts[0].id, target)

    def _add_parts(self, share: Share, parts: list[Term], target: Target) -> None:
        """Let the words of some parts name their share, and their count where it has no field."""
        for part in parts:
            self.shares.setdefault(part.id, []).append((target, frozenset(share.base)))
            self._count_part(part, target, share)
            for word in _called(part):
                for name in self.words.words["share_names"] if share.named else ():
                    self.names[f"{word}{name}"] = Named(part.id, target)

    def _count_part(self, part: Term, target: Target, share: Share) -> None:
        """Let the words of a part that has only a share name its count or amount too."""
        base = next((self.targets[one] for one in share.base if one in self.targets), None)
        if target.how != "value" or base is None or base.axis is not target.axis:
            return
        if base.kind not in {"count", "money"}:
            return
        heads = (target.heads[0], base.heads[0])
        count = Target(part.id, "part", heads, base.kind, base.unit, axis=base.axis,
                       subject=base.subject, within=target.within)  # fmt: skip
        for word in part.words:
            named = self.names.get(word)
            if named is not None and named.target is None:
                self.names[word] = Named(part.id, None, count)

    def _reckoned(self, share: Share) -> Target | None:
        """Return the share of the values of part and base, where the form has both."""
        part = next((self.targets[one] for one in share.part if one in self.targets), None)
        base = next((self.targets[one] for one in share.base if one in self.targets), None)
        if part is None or base is None or (part.unit, part.axis) != (base.unit, base.axis):
            return None
        heads = (part.heads[0], *base.heads)
        return Target(
            part.id, "share", heads, "percent", "%", part.axis, part.subject, stock=part.stock
        )

    def _printed(self, field: FormField) -> str:
        """Return the innermost printed label of a field, without unit, year and 其中."""
        year = f"[{self.ground.years[0]}]" if field.axis == "year" and self.ground.years else ""
        parts = self.ground.label(f"{field.address}{year}").split("·")
        parts = [one for one in parts if not re.fullmatch(r"\d{4}年", one)]
        return _AHEAD.sub("", _BRACKETS.sub("", parts[-1])).strip() if parts else ""

    def _name_heads(self) -> None:
        """Let the words for an amount a head name it, where the form has amount and people."""
        for word, one, amount, people in named_heads(self.words.head, self.targets):
            both = people.axis == amount.axis
            heads = (*amount.heads, *people.heads) if both else amount.heads
            lone = "" if both else people.heads[0]
            target = replace(amount, how="head", heads=heads, lone=lone, off=one.off)
            self.names.setdefault(word, Named(word, target))

    def _name_labels(self) -> None:
        """Let printed labels name their fields; one that two fields have names neither."""
        change = self.words.words["change"]
        found: dict[str, list[FormField]] = {}
        for field in self._fields.values():
            label = self._printed(field)
            if len(label) >= _SHORTEST_LABEL and not any(one in label for one in change):
                found.setdefault(label, []).append(field)
        for label, fields in found.items():
            if label not in self.names and len(fields) == 1:
                target = self._target(fields[0].address, fields[0])
                if target is not None:
                    self._name_label(label, fields[0].address, target)

    def _name_label(self, label: str, address: str, target: Target) -> None:
        """Let a label name a target; a region's …数量 is spoken of as …企业, with its name beside."""
        self.names[label] = Named(address, target)
        things = label.removesuffix("数量")
        if self.subject == "region" and things != label:
            said = Named(address, replace(target, said=True))
            for word in (things, f"{things}企业"):
                self.names.setdefault(word, said)

    def spoken_of(self) -> Iterator[tuple[Target, frozenset[str], frozenset[str]]]:
        """Yield each value that may be spoken of once, with the ids of its terms and of its bases."""
        found: dict[tuple[str, ...], tuple[Target, set[str], set[str]]] = {}
        for one in self.names.values():
            for target in (one.target, one.part):
                if target is not None:
                    key = (target.how, *target.heads)
                    held = found.setdefault(key, (target, set(), set()))
                    held[1].add(one.term)
                    if target.summed:  # what must be told as a sum is not taken for less
                        found[key] = (target, held[1], held[2])
        for part, every in self.shares.items():
            for target, bases in every:
                key = (target.how, *target.heads)
                _, ids, wholes = found.setdefault(key, (target, set(), set()))
                ids.add(part)
                wholes |= bases
        for target, ids, wholes in found.values():
            yield target, frozenset(ids), frozenset(wholes)

    def hinted(self, text: str) -> Iterator[str]:
        """Yield the ids of the terms that words of a text hint at."""
        return (id_ for one in self._hinting.findall(text) for id_ in self._hints[one])

    def subjects(self) -> Iterator[tuple[str, Subject]]:
        """Yield the kinds of those whose figures may be spoken of."""
        yield from self.words.subject.items()


def _called(term: Term) -> tuple[str, ...]:
    """Return the words of a term, the first and those that its pattern does not fit."""
    if not term.pattern:
        return term.words
    fits = re.compile(term.pattern).fullmatch
    return tuple(one for at, one in enumerate(term.words) if at == 0 or not fits(one))


_CATEGORIES = {
    "enterprise": "firm", "project": "firm", "platform": "platform",
    "city": "region", "district": "region",
}  # fmt: skip
