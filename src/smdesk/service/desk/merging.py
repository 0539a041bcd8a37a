"""Merges batch packages of other bureaus: every word is kept, conflicts told; again is harmless."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from smdesk.errors import Problem, SmdeskError, catalogue, sentence
from smdesk.intake import forms
from smdesk.notices.declaration import seal_code
from smdesk.notices.models import Pack
from smdesk.notices.text import clean
from smdesk.service.desk.applicants import Twice, twice
from smdesk.service.desk.batchfile import (
    ReadBatch,
    SentVersion,
    Word,
    chain_of,
    earlier_of,
    held_word,
    read_batch,
)
from smdesk.service.desk.below import decided_otherwise
from smdesk.service.desk.bureau import fingerprint, known_bureau
from smdesk.service.desk.checking import found_in, rules_key
from smdesk.service.desk.facts import choose_case, facts_of
from smdesk.service.desk.heard import Conflict, Heard
from smdesk.service.desk.intake import reader_key
from smdesk.service.desk.keys import Standing, doubts, standing, voices
from smdesk.service.desk.sending import words_of
from smdesk.store.desk.arriving import Choose
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.layers import SignedLayer
from smdesk.store.desk.models import Arrived, CaseKey, Facts, Opinion, Place, Receipt, SourceOf

_AT_ONCE = 50
_STAYING = frozenset(
    {"desk.conflict-joined", "desk.conflict-parted", "desk.conflict-unsent", "desk.reopened"}
)
"""What is no matter of keys: it stays whatever is said of them."""


@dataclass(frozen=True)
class Merged:
    """What a merge did: counts of what was new, what was refused, conflicts, doubles.

    ``fingerprint`` is the sender's key in short; ``known`` whether it signed here before;
    ``standing`` what it is held for.
    """

    file: str
    bureau: str
    fingerprint: str
    known: bool
    cases: tuple[int, ...]
    new_cases: int
    new_versions: int
    new_layers: int
    refused: tuple[Receipt, ...]
    conflicts: tuple[Conflict, ...]
    doubles: tuple[Twice, ...]
    standing: Standing = "first"
    signers: tuple[tuple[str, str], ...] = ()
    """Bureau and key of everyone that signed something in the package, the sender in front."""


def merge(desk: Desk, path: Path, *, tell: Callable[[int, int], None] = lambda *_: None) -> Merged:
    """Merge one batch package; raises as `read_batch` and what writing to the desk raises.

    The sender's ranking is kept as an officer's order under the bureau's name, its opinions are
    added under its name, its states and dismissals stay in its layer: what this desk decided is
    not changed.
    """
    batch = read_batch(path)
    keys = [one.key for one in desk.bureau_keys().get(batch.manifest.bureau, ())]
    before = frozenset(desk.case_ids())
    heard = Heard.of(desk, batch)
    new, refused, reopened = _take(desk, batch, heard, tell)
    _files(desk, batch)
    layers, sheets = batch.signed()
    fresh = desk.put_layers(layers, sheets)
    cases = _cases(desk, batch)
    _opinions(desk, batch)
    _rankings(desk, cases)
    signers = _signers(batch)
    conflicts = (
        *_other_keys(desk, signers), *_otherwise_joined(desk, batch), *_conflicts(desk, cases),
        *heard.unsent(desk, cases), *reopened,
    )  # fmt: skip
    mine = frozenset(cases)
    return Merged(
        path.name, batch.manifest.bureau, fingerprint(batch.manifest.key),
        batch.manifest.key in keys, tuple(cases), len(mine - before), new, fresh, tuple(refused),
        conflicts, tuple(one for one in twice(desk) if mine.intersection(one.cases)),
        standing(desk, desk.bureau_keys().get(batch.manifest.bureau, ()), batch.manifest.key),
        signers,
    )  # fmt: skip


def _take(
    desk: Desk, batch: ReadBatch, heard: Heard, tell: Callable[[int, int], None]
) -> tuple[int, list[Receipt], list[Conflict]]:
    fresh = [one for one in batch.manifest.versions if desk.with_digest(one.digest) is None]
    if not fresh:
        return 0, [], []
    number = desk.start_batch([batch.name])
    choose = _apart(desk, batch)
    packs = tuple(forms.known_packs())
    refused: list[Receipt] = []
    reopened: list[Conflict] = []
    taken = 0
    for start in range(0, len(fresh), _AT_ONCE):
        items: list[Arrived | tuple[Receipt, str]] = []
        for version in fresh[start : start + _AT_ONCE]:
            try:
                items.append(_arrived(desk, batch, version, heard, packs))
                taken += 1
            except SmdeskError as fault:
                receipt = Receipt(_place(batch, version), "refused", problems=(fault.problem,))
                refused.append(receipt)
                items.append((receipt, version.kind))
        receipts = desk.take(number, items, choose, reader_key())
        reopened += [
            Conflict(why, (one.case,)) for one in receipts for why in one.problems
            if why.code == "desk.reopened" and one.case is not None
        ]  # fmt: skip
        tell(start + len(items), len(fresh))
    desk.finish_batch(number)
    return taken, refused, reopened


def _apart(desk: Desk, batch: ReadBatch) -> Choose:
    """Choose as for files, but never the case of another version of the batch.

    A batch carries one version a case: what the sender holds apart is not put together here.
    """
    before = frozenset(desk.case_ids())
    taken = {one[0] for each in batch.manifest.versions if (one := desk.with_digest(each.digest))}

    def choose(facts: Facts, cases: Sequence[CaseKey]) -> int | None:
        able = [one for one in cases if one.id in before and one.id not in taken]
        chosen = choose_case(facts, able)
        if chosen is not None:
            taken.add(chosen)
        return chosen

    return choose


def _place(batch: ReadBatch, version: SentVersion) -> Place:
    path = f"{batch.name}!/{version.digest[:12]}/{version.file}"
    return Place(path, 0, version.modified)


def _arrived(
    desk: Desk, batch: ReadBatch, version: SentVersion, heard: Heard, packs: tuple[Pack, ...]
) -> Arrived:
    declaration, content = batch.declaration(version)
    match = forms.find(packs, declaration.form)
    if match is None:
        raise SmdeskError("intake.notice-unknown", notice=declaration.notice)
    pack, form = match
    file = batch.file(version)
    if file is not None:
        desk.blobs.put(file)
    kin = tuple(digest for word in _said(batch, version.digest) for digest in word.kin)
    since = heard.since(version.digest)
    sources = {
        one[0]: SourceOf(one[1], float(one[2]), tuple(why for why in one[3:] if _is_told(why)))
        for one in version.sources
    }
    return Arrived(
        _place(batch, version), version.sha256, version.kind, version.status, version.digest,
        seal_code(version.digest), version.seal, version.pack, content, sources, version.changed,
        (), facts_of(pack, form, declaration),
        found_in(pack, form, declaration, sources, version.changed), rules_key(pack), (*since, *kin),
        superseded=bool(since),
    )  # fmt: skip


def _is_told(doubt: str) -> bool:
    """Whether this edition has words for a doubt: the value stays doubtful without them."""
    return f"doubt.{doubt}" in catalogue()


def _files(desk: Desk, batch: ReadBatch) -> None:
    """Keep the received files of versions that came here without theirs."""
    for version in batch.manifest.versions:
        here = desk.with_digest(version.digest)
        if here is None or desk.blobs.has(version.sha256):
            continue
        if version.sha256 not in {one.sha256 for one in desk.case(here[0]).versions}:
            continue
        try:
            data = batch.file(version)
        except SmdeskError:  # what is damaged here may come whole another time
            continue
        if data is not None:
            desk.blobs.put(data)


def _said(batch: ReadBatch, digest: str) -> list[Word]:
    """Return the sender's last word on a version; none where it only hands it on."""
    key = batch.manifest.key
    mine = [word for word, _ in batch.words if word.digest == digest and word.key == key]
    return sorted(mine, key=lambda one: one.at)[-1:]


def _cases(desk: Desk, batch: ReadBatch) -> list[int]:
    found = (desk.with_digest(one.digest) for one in batch.manifest.versions)
    return list(dict.fromkeys(one[0] for one in found if one is not None))


def _opinions(desk: Desk, batch: ReadBatch) -> None:
    """Add opinions to their cases; those on a version that is not here to the case of a later one."""
    said: dict[str, list[Word]] = {}
    for word, _ in batch.words:
        said.setdefault(word.digest, []).append(word)
    owners: dict[str, int] = {}
    for version in batch.manifest.versions:
        here = desk.with_digest(version.digest)
        if here is not None:
            earlier = earlier_of([version.digest], lambda one: said.get(one, ()))
            owners |= {one: here[0] for one in earlier if one not in owners}
    for digest, words in said.items():
        place = desk.with_digest(digest)
        case = place[0] if place is not None else owners.get(digest)
        if case is None:
            continue
        for bureau, one in ((word.bureau, one) for word in words for one in word.opinions):
            desk.take_opinion(case, Opinion(one.text, one.bureau or bureau, one.person, one.at))


def _rankings(desk: Desk, cases: Sequence[int]) -> None:
    """Keep each other bureau's latest ranks as an officer's order under its name.

    What this desk's own bureau signed is its ranking of an earlier day: as another officer's
    order it would count twice.
    """
    own, names = _own_names(desk)
    orders: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for case in cases:
        whole = desk.case(case)
        words = [
            one for version in whole.versions for one in words_of(desk, version.digest)
            if one.key != own and one.bureau not in names and clean(one.bureau)
        ]  # fmt: skip
        latest = {one.bureau: one for one in sorted(words, key=lambda one: one.at)}
        for word in latest.values():
            key = (word.bureau, whole.row.notice, whole.row.form)
            orders.setdefault(key, []).append((word.rank or 0, case))
    for (bureau, notice, form), told in orders.items():
        order = [case for rank, case in sorted(told) if rank]
        held = desk.layers(notice, form).get(bureau, [])
        said = {case for _, case in told}  # what has no rank there any more has none here
        made = [*order, *(one for one in held if one not in said)]
        if held != made:
            desk.put_layer(bureau, notice, form, made)
    signed = names.intersection(desk.bureau_keys())  # an officer may be called as the bureau is
    for notice, form in dict.fromkeys((row.notice, row.form) for row in desk.cases()):
        for name in signed.intersection(desk.layers(notice, form)):  # an earlier edition kept them
            desk.put_layer(name, notice, form, [])


def _own_names(desk: Desk) -> tuple[str, frozenset[str]]:
    """Return the desk's own key, and the names under which nobody but its bureau spoke here.

    Its present name is among them whatever key is under it, one that it had before only where no
    other key signed under that.
    """
    try:
        bureau = known_bureau(desk.folder)
    except SmdeskError:  # a damaged key is told where something is to be signed
        bureau = None
    if bureau is None:
        return "", frozenset()
    own = bureau.public.hex()
    signed = {name: {one.key for one in keys} for name, keys in desk.bureau_keys().items()}
    return own, frozenset({bureau.name, *(name for name, told in signed.items() if told == {own})})


def _signers(batch: ReadBatch) -> tuple[tuple[str, str], ...]:
    told = [(batch.manifest.bureau, batch.manifest.key)]
    told += [(word.bureau, word.key) for word, _ in batch.words]
    return tuple(dict.fromkeys(told))


def keys_again(desk: Desk, found: Merged) -> Merged:
    """Return what a merge did with what is to be said by now: keys were confirmed or given up."""
    stays = tuple(one for one in found.conflicts if one.problem.code in _STAYING)
    held = desk.bureau_keys().get(found.bureau, ())
    conflicts = (*_other_keys(desk, found.signers), *stays, *_conflicts(desk, found.cases))
    return replace(found, conflicts=conflicts, standing=standing(desk, held, found.signers[0][1]))


def _other_keys(desk: Desk, signers: Iterable[tuple[str, str]]) -> Iterator[Conflict]:
    """Yield the keys that nobody confirmed: the sender's, and those under words that it hands on."""
    for problem in doubts(desk, signers):
        yield Conflict(problem, ())


def _otherwise_joined(desk: Desk, batch: ReadBatch) -> Iterator[Conflict]:
    """Yield where the sender has one case and this desk two, or the other way round."""
    of_case: dict[int, int] = {}
    for version in batch.manifest.versions:
        here = desk.with_digest(version.digest)
        if here is None:
            continue
        case = here[0]
        of_case[case] = of_case.get(case, 0) + 1
        told = {"bureau": batch.manifest.bureau, "case": case}
        told["applicant"] = desk.rows([case])[0].applicant
        if of_case[case] == 2:
            yield Conflict(Problem("desk.conflict-parted", "check", told), (case,))
        kin = (desk.with_digest(one) for word in _said(batch, version.digest) for one in word.kin)
        for other in dict.fromkeys(one[0] for one in kin if one is not None and one[0] != case):
            problem = Problem("desk.conflict-joined", "check", told | {"other": other})
            yield Conflict(problem, (case, other))


def _conflicts(desk: Desk, cases: Sequence[int]) -> Iterator[Conflict]:
    """Yield the cases of which bureaus say what does not go together."""
    whose = voices(desk)
    for case in cases:
        whole = desk.case(case)
        layers = [one for version in whole.versions for one in desk.signed_layers(version.digest)]
        layers.sort(key=lambda one: (one.at, one.hash))  # an earlier version may have come later
        last = {whose.get((one.bureau, one.key), one.key): one for one in layers}
        apart = _apart_still(layers, last, whose)
        names = "、".join(dict.fromkeys(one.bureau for one in apart))
        told = {"applicant": whole.row.applicant, "bureaus": names}
        if len({one.digest for one in apart}) > 1:
            yield Conflict(Problem("desk.conflict-versions", "check", told), (case,))
        elif len({one.bureau for one in apart}) > 1:  # one name, two keys: told of the key
            yield Conflict(Problem("desk.conflict-bureaus", "check", told), (case,))
        for bureau, state in decided_otherwise(desk, whole):
            words = {"own": whole.row.state.value, "theirs": state.value}
            said = {key: sentence(f"desk.state-{one}") for key, one in words.items()}
            one_told = {"applicant": whole.row.applicant, "bureau": bureau} | said
            yield Conflict(Problem("desk.conflict-decided", "check", one_told), (case,))


def _apart_still(
    layers: Sequence[SignedLayer],
    last: Mapping[str, SignedLayer],
    whose: Mapping[tuple[str, str], str],
) -> list[SignedLayer]:
    """Return of voices that know nothing of each other one last word each.

    Who wrote on another's older word knows of it: what that one said since of the same version,
    or of one that it put in its place, is no second report.
    """
    stood = {one.hash: _stood_on(layers, [one]) for one in last.values()}
    under = frozenset[str]().union(*stood.values())
    tops = {voice: one for voice, one in last.items() if one.hash not in under}
    voice_of = {one.hash: whose.get((one.bureau, one.key), one.key) for one in layers}
    known = {
        (mine, theirs) for mine, one in tops.items() for theirs, other in tops.items()
        if mine != theirs and theirs in {voice_of.get(hash_) for hash_ in stood[one.hash]}
        and one.digest in {other.digest, *held_word(other.body).kin}
    }  # fmt: skip
    while more := {(a, d) for a, b in known for c, d in known if b == c and a != d} - known:
        known |= more
    order = list(tops)  # of those that know of each other the first stands for all
    return [
        one for at, (voice, one) in enumerate(tops.items())
        if not any((o, voice) in known and ((voice, o) not in known or o in order[:at]) for o in order)
    ]  # fmt: skip


def _stood_on(layers: Sequence[SignedLayer], said: Iterable[SignedLayer]) -> set[str]:
    """Return the layers that some were written in the knowledge of."""
    bodies = {one.hash: one.body for one in layers}
    under: set[str] = set()
    for one in said:
        chain = chain_of(layers, one.hash)
        under.update(chain[1:])
        for hash_ in chain:
            for other in held_word(bodies[hash_]).beside:
                under.update(chain_of(layers, other))
    return under
