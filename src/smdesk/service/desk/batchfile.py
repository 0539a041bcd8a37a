"""The batch package ``.smdbatch``: cases of one notice on their way up, signed by the bureau.

A zip of ``mimetype``, ``manifest.json``, ``signature.json`` (of the manifest), ``versions/<digest>``
(canonical content of each declaration) and ``files/<sha256>`` (received files, where sent along).
The manifest carries the words of every bureau so far: a *layer* is what one bureau says of one
version, and names the layer that it stands on; a *sheet* is a list of layers that a bureau signed,
and names the bureau's sheet before it. So the words of county, city and province stay apart, each
under its own signature, however often a batch is handed on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from smdesk.errors import SmdeskError
from smdesk.files import reason, sha256_hex
from smdesk.intake.content import read_content
from smdesk.intake.jsonguard import loads
from smdesk.intake.limits import LIMITS, MEGABYTE, Limits
from smdesk.intake.zipped import Archive
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Model
from smdesk.paths import long_path
from smdesk.service.desk.batchcheck import can_tell, check, moments_of, told_at
from smdesk.service.desk.bureau import BUREAU, verified
from smdesk.store.desk.layer import OPINION
from smdesk.store.desk.layers import Sheet, SignedLayer

SUFFIX = ".smdbatch"
MEDIA_TYPE = "application/vnd.smdesk.batch+zip"
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
BATCH_LIMITS = Limits(
    file=1024 * MEGABYTE, members=60_000, part=200 * MEGABYTE, total=2048 * MEGABYTE,
    json=512 * MEGABYTE,
)  # fmt: skip

Hex = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Name = Annotated[str, Field(min_length=1, max_length=BUREAU)]


class OneState(Model):
    """A state that a case came into at that bureau."""

    state: str
    at: datetime
    person: str
    note: str = ""


class OneOpinion(Model):
    """What that bureau said."""

    text: Annotated[str, Field(max_length=OPINION)]
    bureau: str = ""
    person: str
    at: datetime


class OneDismissal(Model):
    """A finding that that bureau set aside."""

    key: str
    reason: str
    person: str
    at: datetime


class Word(Model):
    """A layer's body: what one bureau says of one version."""

    version: Literal[1] = 1
    bureau: Name
    key: Hex
    at: datetime
    person: str
    digest: Hex
    notice: str
    form: str
    code: str = ""
    applicant: str = ""
    previous: str = ""
    beside: tuple[Hex, ...] = ()
    """Words of other bureaus that it knew besides those that ``previous`` stands on."""
    state: str
    states: tuple[OneState, ...] = ()
    rank: int | None = None
    opinions: tuple[OneOpinion, ...] = ()
    dismissals: tuple[OneDismissal, ...] = ()
    confirmed: tuple[str, ...] = ()
    misread: tuple[str, ...] = ()
    """Values that were found wrongly read: they say nothing of the applicant."""
    kin: tuple[Hex, ...] = ()
    """The other versions of the same case at that bureau, in the order of their numbers."""

    @property
    def decision(self) -> OneState | None:
        """How the case came into its state there, by whom and why; none where it only came in."""
        last = self.states[-1] if self.states else None
        return last if last and last.state == self.state != "received" else None


class SheetBody(Model):
    """What a bureau signs at once."""

    version: Literal[1] = 1
    bureau: Name
    key: Hex
    at: datetime
    previous: str = ""
    layers: tuple[Hex, ...]


class SentVersion(Model):
    """A version as it is sent: the file that it was read from, and how each value was read."""

    digest: Hex
    file: str
    sha256: Hex
    kind: str
    status: Literal["read", "partly"]
    seal: str
    pack: str
    changed: tuple[str, ...] = ()
    modified: int = 0
    sources: tuple[tuple[Any, ...], ...] = ()


class SentLayer(Model):
    """A layer as it is sent: its body word for word, and the sheet that lists it."""

    body: str
    sheet: Hex


class SentSheet(Model):
    """A signed sheet word for word."""

    body: str
    signature: Annotated[str, Field(pattern="^[0-9a-f]{128}$")]


class Manifest(Model):
    """What ``manifest.json`` holds."""

    version: Literal[1] = 1
    bureau: Name
    key: Hex
    written: datetime
    notice: str
    versions: tuple[SentVersion, ...]
    layers: tuple[SentLayer, ...]
    sheets: tuple[SentSheet, ...]


def plain_json(model: Model) -> str:
    """Return a model as JSON text that depends on its content alone."""
    return json.dumps(
        model.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


class ReadBatch:
    """An opened batch package whose signatures hold."""

    def __init__(self, name: str, manifest: Manifest, archive: Archive) -> None:
        self.name = name
        self.manifest = manifest
        self._archive = archive
        self.sheets = {sha256_hex(one.body.encode()): one for one in manifest.sheets}
        self.words = tuple((_word(one), one) for one in manifest.layers)

    def declaration(self, version: SentVersion) -> tuple[Declaration, bytes]:
        """Return a version's declaration with its canonical bytes; raises ``desk.batch-forged``."""
        name = f"versions/{version.digest}"
        content = _member(self._archive, name, self.name) if name in self._archive else b""
        if sha256_hex(content) != version.digest:
            raise SmdeskError("desk.batch-forged", file=self.name, detail=version.digest[:12])
        return read_content(content), content

    def file(self, version: SentVersion) -> bytes | None:
        """Return the received file of a version, ``None`` where it was not sent along."""
        name = f"files/{version.sha256}"
        if name not in self._archive:
            return None
        data = _member(self._archive, name, self.name)
        return data if sha256_hex(data) == version.sha256 else None

    def signed(self) -> tuple[list[SignedLayer], list[Sheet]]:
        """Return the layers and sheets as the desk keeps them."""
        layers = [
            SignedLayer(
                sha256_hex(one.body.encode()), word.digest, word.bureau, word.key,
                to_ms(word.at), word.previous, one.body, one.sheet,
            )
            for word, one in self.words
        ]  # fmt: skip
        sheets = [Sheet(key, one.body, one.signature) for key, one in self.sheets.items()]
        return layers, sheets


def to_ms(moment: datetime) -> int:
    """Return milliseconds since 1970."""
    return round(moment.astimezone(UTC).timestamp() * 1000)


def is_batch(head: bytes) -> bool:
    """Return whether a file with these first bytes is a batch package."""
    return head.startswith(b"PK\x03\x04") and MEDIA_TYPE.encode() in head[:128]


def read_batch(path: Path) -> ReadBatch:
    """Return an opened batch package, every signature and digest in it checked.

    Raises ``SmdeskError`` ``desk.batch-not-one``, ``desk.batch-damaged``, ``desk.batch-forged``,
    ``desk.batch-unfit``, ``intake.file-missing`` and what `Archive` raises.
    """
    data = _bytes(path)
    if not is_batch(data[:256]):
        raise SmdeskError("desk.batch-not-one", file=path.name)
    try:
        archive = Archive(data, BATCH_LIMITS)
        body = _member(archive, MANIFEST, path.name)
        manifest = Manifest.model_validate(loads(body, BATCH_LIMITS))
        said = loads(_member(archive, SIGNATURE, path.name), LIMITS)
        signature = str(said["signature"])
        batch = ReadBatch(path.name, manifest, archive)
        bodies = {key: SheetBody.model_validate_json(one.body) for key, one in batch.sheets.items()}
    except (ValidationError, KeyError, TypeError) as problem:
        raise SmdeskError("desk.batch-damaged", file=path.name) from problem
    except SmdeskError as problem:  # what a zip or JSON of any kind is told does not fit a batch
        if problem.code.startswith("intake."):
            raise SmdeskError("desk.batch-damaged", file=path.name) from problem
        raise
    if not verified(manifest.key, body, signature):
        raise SmdeskError("desk.batch-forged", file=path.name, detail=manifest.bureau)
    _verify(batch, bodies)
    check(path.name, manifest, (word for word, _ in batch.words), bodies.values())
    return batch


def _member(archive: Archive, name: str, file: str) -> bytes:
    """Return a member of a batch; raises ``desk.batch-damaged``, never what a document is told."""
    try:
        return archive.read(name)
    except KeyError as problem:
        raise SmdeskError("desk.batch-damaged", file=file) from problem
    except SmdeskError as problem:
        raise SmdeskError("desk.batch-damaged", file=file) from problem


def _bytes(path: Path) -> bytes:
    try:
        with open(long_path(path), "rb") as stream:
            data = stream.read(BATCH_LIMITS.file + 1)
    except FileNotFoundError as problem:
        raise SmdeskError("intake.file-missing", file=path.name) from problem
    except OSError as problem:
        raise SmdeskError(
            "intake.file-unreadable", file=path.name, detail=reason(problem)
        ) from problem
    if len(data) > BATCH_LIMITS.file:
        raise SmdeskError("intake.file-too-large", file=path.name, most=1024)
    return data


def _verify(batch: ReadBatch, bodies: Mapping[str, SheetBody]) -> None:
    for key, sheet in batch.sheets.items():
        body = bodies[key]
        if not verified(body.key, sheet.body.encode(), sheet.signature):
            raise SmdeskError("desk.batch-forged", file=batch.name, detail=body.bureau)
    listed = {key: frozenset(body.layers) for key, body in bodies.items()}
    for word, layer in batch.words:
        body = bodies.get(layer.sheet)  # type: ignore[assignment]
        own = sha256_hex(layer.body.encode())
        if (
            body is None
            or own not in listed[layer.sheet]
            or (body.key, body.bureau) != (word.key, word.bureau)
        ):
            raise SmdeskError("desk.batch-forged", file=batch.name, detail=word.bureau)


def _word(layer: SentLayer) -> Word:
    return Word.model_validate_json(layer.body)


def earlier_of(digests: Sequence[str], said: Callable[[str], Sequence[Word]]) -> tuple[str, ...]:
    """Return the other versions that words on some versions name as of the same case, and so on."""
    found = dict.fromkeys(digests)
    waiting = list(digests)
    while waiting:
        kin = dict.fromkeys(one for word in said(waiting.pop()) for one in word.kin)
        fresh = [one for one in kin if one not in found]
        found.update(dict.fromkeys(fresh))
        waiting += fresh
    return tuple(one for one in found if one not in set(digests))


def held_word(body: str) -> Word:
    """Return a word that a desk holds, in bounds: earlier editions took in what they could not show.

    A state that this edition does not know stays, to be told as such.
    """
    word = Word.model_validate_json(body)
    rank = word.rank if word.rank is None or word.rank > 0 else None
    if rank == word.rank and all(map(can_tell, moments_of(word))):
        return word
    told = {
        name: tuple(one.model_copy(update={"at": told_at(one.at)}) for one in getattr(word, name))
        for name in ("states", "opinions", "dismissals")
    }
    return word.model_copy(update={**told, "at": told_at(word.at), "rank": rank})


def chain_of(layers: Sequence[SignedLayer], last: str) -> tuple[str, ...]:
    """Return the layers that one stands on, itself first."""
    known = {one.hash: one for one in layers}
    found: list[str] = []
    while last in known and last not in found:
        found.append(last)
        last = known[last].previous
    return tuple(found)
