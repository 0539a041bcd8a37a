"""Writes a batch package: the desk's cases of a notice with what this bureau says of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smdesk.errors import SmdeskError, sentence
from smdesk.files import sha256_hex
from smdesk.notices.declaration import canonical_bytes
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.packet.archive import Member, zip_bytes
from smdesk.service.desk.batchcheck import word_faults
from smdesk.service.desk.batchfile import (
    MANIFEST,
    MEDIA_TYPE,
    SIGNATURE,
    Manifest,
    OneDismissal,
    OneOpinion,
    OneState,
    SentLayer,
    SentSheet,
    SentVersion,
    SheetBody,
    Word,
    chain_of,
    earlier_of,
    held_word,
    plain_json,
    to_ms,
)
from smdesk.service.desk.bureau import Bureau
from smdesk.service.desk.summary import Scope, listed, names_of
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.layers import Sheet, SignedLayer
from smdesk.store.desk.models import Case, CaseRow, Reading, State, StateEntry
from smdesk.store.models import now

_SAID_ONCE = {"at", "previous"}


def write_batch(
    desk: Desk,
    notice: str,
    bureau: Bureau,
    scope: Scope = "auto",
    *,
    files: bool = True,
    tell: Callable[[int, int], None] = lambda *_: None,
) -> bytes:
    """Return the batch package of a notice's cases, and keep on the desk what was signed.

    The scope ``all`` is all: also what was rejected goes up, with its state and what was said of it.
    With ``files`` the received file of each version goes along where the desk has it. What the bureau said before of a
    version and still says is sent as it was signed then. ``tell`` is called with steps done and all
    steps; what it raises ends the work before anything is kept as signed. Raises ``SmdeskError``
    ``desk.nobody-listed`` and what writing to the desk raises.
    """
    forms = listed(desk, notice, scope, rejected=scope == "all")
    rows = [row for cases in forms.values() for row in cases]
    if not rows:
        raise SmdeskError("desk.nobody-listed", notice=pack_at_hand(notice).notice.short)
    moment = now()
    layers, sheets = desk.all_layers()
    said = _say(desk, rows, bureau, layers, moment, tell)
    fresh, sheet = _signed(said.made, bureau, moment, list(sheets.values()))
    if sheet is not None:
        sheets[sheet.hash] = sheet
        for one in fresh:
            layers[one.digest].append(one)
    sent = [
        layer for digest in said.digests for layer in layers.get(digest, ())
        # What an earlier edition took in here would keep the whole package from being taken above.
        if not any(word_faults(Word.model_validate_json(layer.body)))
    ]  # fmt: skip
    manifest = _manifest(bureau, notice, moment, said.readings, sent, sheets)
    data = zip_bytes(_members(desk, manifest, bureau, said.readings, files=files, tell=tell))
    if sheet is not None:
        desk.put_layers(fresh, [sheet])
    return data


@dataclass(frozen=True)
class _Said:
    """What is sent of some cases: their current versions, earlier ones' digests, new words."""

    readings: Sequence[Reading]
    before: Sequence[str]
    made: Sequence[Word]

    @property
    def digests(self) -> Iterable[str]:
        """The digests of all versions of which something was said, each once."""
        return dict.fromkeys((*(one.version.digest for one in self.readings), *self.before))


def _say(
    desk: Desk, rows: Sequence[CaseRow], bureau: Bureau, layers: dict[str, list[SignedLayer]],
    moment: datetime, tell: Callable[[int, int], None],
) -> _Said:  # fmt: skip
    """Say of each case what the bureau has not signed already."""
    readings: list[Reading] = []
    before: list[str] = []
    made: list[Word] = []
    for at, row in enumerate(rows):
        tell(at, 2 * len(rows))
        case, reading = desk.case(row.id), desk.reading(row.current)
        readings.append(reading)
        before += _earlier(desk, case, layers)
        known = layers.setdefault(reading.version.digest, [])
        word = _word(case, reading, bureau, known, moment, desk.person)
        if not any(_same(word, one) for one in known if one.key == bureau.public.hex()):
            made.append(word)
    return _Said(readings, before, made)


def _manifest(
    bureau: Bureau, notice: str, moment: datetime, readings: Sequence[Reading],
    layers: Sequence[SignedLayer], sheets: Mapping[str, Sheet],
) -> Manifest:  # fmt: skip
    return Manifest(
        bureau=bureau.name, key=bureau.public.hex(), written=moment, notice=notice,
        versions=tuple(_sent(one) for one in readings),
        layers=tuple(SentLayer(body=one.body, sheet=one.sheet) for one in layers),
        sheets=tuple(
            SentSheet(body=sheets[one].body, signature=sheets[one].signature)
            for one in dict.fromkeys(layer.sheet for layer in layers)
        ),
    )  # fmt: skip


def _earlier(
    desk: Desk, case: Case, layers: Mapping[str, Sequence[SignedLayer]]
) -> tuple[str, ...]:
    """Return the earlier versions of a case: what was said of them goes up without their content."""

    def said(digest: str) -> list[Word]:
        return [held_word(one.body) for one in layers.get(digest, ())]

    own = [one.digest for one in case.versions]
    current = next(one.digest for one in case.versions if one.id == case.row.current)
    away = [one for one in earlier_of(own, said) if desk.with_digest(one) is None]
    return tuple(one for one in (*own, *away) if one != current)


def _members(
    desk: Desk,
    manifest: Manifest,
    bureau: Bureau,
    readings: Sequence[Reading],
    *,
    files: bool,
    tell: Callable[[int, int], None],
) -> Iterator[Member]:
    body = plain_json(manifest).encode()
    yield Member("mimetype", MEDIA_TYPE.encode("ascii"), stored=True)
    yield Member(MANIFEST, body)
    yield Member(SIGNATURE, f'{{"signature":"{bureau.sign(body)}"}}'.encode(), stored=True)
    for at, one in enumerate(readings):
        tell(len(readings) + at, 2 * len(readings))
        yield Member(f"versions/{one.version.digest}", canonical_bytes(one.declaration))
    if files:
        for sha256 in sorted({one.version.sha256 for one in readings}):
            tell(2 * len(readings), 2 * len(readings))
            if not desk.blobs.has(sha256):  # it came here without its file: `files_note` tells
                continue
            yield Member(f"files/{sha256}", desk.blobs.read(sha256), stored=True)


def files_note(desk: Desk, notice: str, scope: Scope = "auto") -> str:
    """Return what is to be said of cases that go up without their received file, else ''."""
    forms = listed(desk, notice, scope, rejected=scope == "all")
    rows = [row for cases in forms.values() for row in cases]
    lacking = [
        row.applicant or sentence("desk.nameless") for row in rows
        if not desk.blobs.has(next(
            one.sha256 for one in desk.case(row.id).versions if one.id == row.current
        ))
    ]  # fmt: skip
    return sentence("desk.batch-fileless", cases=names_of(lacking)) if lacking else ""


def _sent(reading: Reading) -> SentVersion:
    version = reading.version
    return SentVersion(
        digest=version.digest, file=version.file.replace("\\", "/").rpartition("/")[2],
        sha256=version.sha256, kind=version.kind,
        status="read" if version.status == "read" else "partly", seal=version.seal,
        pack=version.pack, changed=version.changed, modified=to_ms(version.received),
        sources=tuple(
            (place, one.source, one.confidence, *one.doubts)
            for place, one in reading.sources.items()
        ),
    )  # fmt: skip


def _word(
    case: Case, reading: Reading, bureau: Bureau, known: Sequence[SignedLayer], at: datetime,
    person: str,
) -> Word:  # fmt: skip
    others = {one.bureau for one in known} - {bureau.name}
    foreign = [one for one in known if one.key != bureau.public.hex()]
    row = case.row
    stood_on = chain_of(known, foreign[-1].hash) if foreign else ()
    return Word(
        bureau=bureau.name, key=bureau.public.hex(), at=at, person=person,
        digest=reading.version.digest, notice=row.notice, form=row.form, code=row.code,
        applicant=row.applicant, previous=foreign[-1].hash if foreign else "",
        beside=tuple(one.hash for one in foreign if one.hash not in stood_on),
        state=row.state.value, rank=row.rank,
        states=tuple(
            OneState(state=one.state.value, at=one.at, person=one.person, note=_note(one))
            for one in case.states
        ),
        opinions=tuple(
            OneOpinion(text=one.text, bureau=one.bureau or bureau.name, person=one.person, at=one.at)
            for one in case.opinions if one.bureau not in others
        ),
        dismissals=tuple(
            OneDismissal(key=one.key, reason=one.reason, person=one.person, at=one.at)
            for one in case.dismissals.values()
        ),
        confirmed=tuple(sorted(reading.confirmed)), misread=tuple(sorted(reading.misread)),
        kin=tuple(
            one.digest for one in sorted(case.versions, key=lambda one: one.number)
            if one.id != row.current
        ),
    )  # fmt: skip


def _note(entry: StateEntry) -> str:
    """Return a state's remark; of a case that was joined with the number that it had."""
    if entry.case is None:
        return entry.note
    return "　".join(
        one for one in (sentence("desk.of-joined", case=entry.case), entry.note) if one
    )


def _same(word: Word, layer: SignedLayer) -> bool:
    """Whether a bureau says again what it signed."""
    mine = word.model_dump(mode="json", exclude={"at", "person"})
    yours = held_word(layer.body).model_dump(mode="json", exclude={"at", "person"})
    return mine == yours


def _signed(
    words: Iterable[Word], bureau: Bureau, at: datetime, sheets: Sequence[Sheet]
) -> tuple[list[SignedLayer], Sheet | None]:
    bodies = [(word, plain_json(word)) for word in words]
    if not bodies:
        return [], None
    key = bureau.public.hex()
    own = [one for one in sheets if SheetBody.model_validate_json(one.body).key == key]
    told = SheetBody(
        bureau=bureau.name, key=key, at=at, previous=own[-1].hash if own else "",
        layers=tuple(sha256_hex(body.encode()) for _, body in bodies),
    )  # fmt: skip
    text = plain_json(told)
    sheet = Sheet(sha256_hex(text.encode()), text, bureau.sign(text.encode()))
    return [
        SignedLayer(
            sha256_hex(body.encode()), word.digest, word.bureau, word.key, to_ms(word.at),
            word.previous, body, sheet.hash,
        )
        for word, body in bodies
    ], sheet  # fmt: skip


def words_of(desk: Desk, digest: str) -> tuple[Word, ...]:
    """Return what each bureau said of a version, in the order of time."""
    return tuple(held_word(one.body) for one in desk.signed_layers(digest))


def said_state(word: Word) -> str:
    """Return the state of a word as people call it; one that this edition does not know as such."""
    if word.state in {one.value for one in State}:
        return sentence(f"desk.state-{word.state}")
    return sentence("desk.state-unknown", state=word.state[:40])


def words_on(desk: Desk, case: Case) -> tuple[Word, ...]:
    """Return what each bureau said of a case's versions, of those too that are not on this desk."""
    own = [one.digest for one in case.versions]
    away = earlier_of(own, lambda digest: words_of(desk, digest))
    elsewhere = [one for one in away if desk.with_digest(one) is None]
    return tuple(word for digest in (*own, *elsewhere) for word in words_of(desk, digest))


def last_words(desk: Desk, case: Case) -> tuple[Word, ...]:
    """Return the last word of each bureau on a case's versions, in the order of time."""
    told = words_on(desk, case)
    last = {word.bureau: word for word in sorted(told, key=lambda one: one.at)}
    return tuple(sorted(last.values(), key=lambda one: one.at))
