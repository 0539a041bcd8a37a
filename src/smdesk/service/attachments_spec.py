"""Attachments as told on a command line or in a list: file, slot, pages, edits, what they show.

``SLOT=FILE#pages=1-3,5,turn=90,crop=auto,angle=auto,for=finance.revenue[2019]@2,note=…``; a JSON
list has the same keys, and ``edits`` for single pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic import Field as _Field

from smdesk.errors import SmdeskError
from smdesk.intake import guard, jsonguard
from smdesk.notices.declaration import Attachment, EvidenceLink, PageEdit
from smdesk.packet.scan.decode import FAULTS
from smdesk.service import attachments_look as looking
from smdesk.service.attachments import read_range, tidy
from smdesk.service.thumbs import kind_of

_KEYS = ("pages", "turn", "crop", "angle", "for", "note")
_OPTION = re.compile(rf"(?:{'|'.join(_KEYS)})=")
_PLACE = re.compile(r"(.+?)(?:@(\d{1,6}))?")
Crop = Literal["auto"] | tuple[int, int, int, int]
Angle = Literal["auto"] | Annotated[float, _Field(ge=-15, le=15)]


class PageSpec(BaseModel):
    """What is done to a page, as people write it: degrees clockwise, per mille at four sides."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page: Annotated[int, _Field(ge=1)] | None = None
    turn: Literal[0, 90, 180, 270] | None = None
    crop: Crop | None = None
    angle: Angle | None = None


class AttachSpec(PageSpec):
    """One file to attach; what is said of a page here is said of all that have no edit of their own."""

    slot: str
    file: str
    pages: str = ""
    note: str = ""
    shows: Annotated[tuple[str, ...], _Field(alias="for")] = ()
    edits: tuple[PageSpec, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A file to attach: where it is, and the rest of what was said of it."""

    spec: AttachSpec
    path: Path


_LIST: TypeAdapter[tuple[AttachSpec, ...]] = TypeAdapter(tuple[AttachSpec, ...])


def read_option(text: str) -> tuple[Wanted, ...]:
    """Return the files of one ``--attach``: ``SLOT=FILE#…``, or ``@LIST.json``.

    Raises ``SmdeskError`` ``attachments.spec-option``, ``attachments.spec-list`` and what the guard
    raises on the list.
    """
    if text.startswith("@") or (text.lower().endswith(".json") and "=" not in text):
        return read_list(Path(text.removeprefix("@")))
    slot, mark, rest = text.partition("=")
    if not mark or not slot or not rest:
        raise SmdeskError("attachments.spec-option", option=text)
    file, options = _parted(rest)
    given = {"slot": slot, "file": file, **_options(options)}
    try:
        spec = AttachSpec.model_validate(given)
    except ValidationError as problem:
        raise SmdeskError("attachments.spec-option", option=options) from problem
    return (Wanted(spec, Path(file)),)


def read_list(path: Path) -> tuple[Wanted, ...]:
    """Return the files of a JSON list; their paths are taken from its folder. Raises as above."""
    body = jsonguard.loads(guard.read_bytes(path))
    try:
        specs = _LIST.validate_python(body)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(one) for one in first["loc"]) or "…"
        raise SmdeskError("attachments.spec-list", file=path.name, place=place) from problem
    return tuple(Wanted(one, path.parent / one.file) for one in specs)


def _parted(rest: str) -> tuple[str, str]:
    """Return file and options; a ``#`` in a file's own name is none of the options' mark."""
    at = rest.find("#")
    while at >= 0:
        if _OPTION.match(rest, at + 1) and not Path(rest).exists():
            return rest[:at], rest[at + 1 :]
        at = rest.find("#", at + 1)
    return rest, ""


def _options(text: str) -> dict[str, object]:
    """Return options by key; a part without a key belongs to the one before (``pages=1-3,5``)."""
    found: dict[str, str] = {}
    shows: list[str] = []
    last = ""
    for part in text.split(",") if text else ():
        key, mark, value = part.partition("=")
        if mark and key.strip() in _KEYS:
            last = key.strip()
            found[last] = value
        elif last:
            value = part
            found[last] += f",{part}"
        else:
            raise SmdeskError("attachments.spec-option", option=part)
        if last == "for":
            shows.append(value.strip())
    given: dict[str, object] = {key: one for key, one in found.items() if key in {"pages", "note"}}
    if "turn" in found:
        given["turn"] = int(found["turn"]) if found["turn"].isdecimal() else found["turn"]
    if "crop" in found:
        crop = found["crop"].strip()
        given["crop"] = "auto" if crop == "auto" else tuple(re.split(r"[/,]", crop))
    if "angle" in found:
        given["angle"] = found["angle"].strip()
    return given | ({"for": tuple(shows)} if shows else {})


def applied(one: Attachment, spec: AttachSpec, body: bytes) -> Attachment:
    """Return an attachment with the pages, edits, links and note of ``spec``.

    Raises ``SmdeskError``: those of `read_range`, ``attachments.spec-word``,
    ``attachments.spec-option``, ``attachments.damaged``.
    """
    said = one.model_copy(update={"note": spec.note, "evidence": _links(spec.shows)})
    asked = spec.pages or spec.edits or spec.turn or spec.crop or spec.angle
    for link in said.evidence:
        _in_file(link, one, body)
    if not asked:
        return said
    if kind_of(one.media_type) not in {"image", "pdf"}:
        raise SmdeskError("attachments.spec-word", file=one.name)
    count = looking.count_pages(body)
    if not count:
        raise SmdeskError("attachments.damaged")
    own = {edit.page: edit for edit in spec.edits if edit.page is not None}
    for page in own:
        read_range(str(page), count)
    numbers = read_range(spec.pages, count)
    try:
        pages = tuple(_edit(body, number, own.get(number, spec)) for number in numbers)
    except FAULTS as problem:
        raise SmdeskError("attachments.spec-option", option=spec.file) from problem
    return said.model_copy(update={"pages": tidy(pages, count)})


def _in_file(link: EvidenceLink, one: Attachment, body: bytes) -> None:
    """Raise ``SmdeskError`` ``attachments.range-beyond`` if a file has not the page of a link."""
    count = looking.count_pages(body) if kind_of(one.media_type) in {"image", "pdf"} else 0
    if count:
        read_range(str(link.page), count)


def _edit(body: bytes, number: int, spec: PageSpec) -> PageEdit:
    edit = PageEdit(page=number, turn=spec.turn or 0)
    if spec.angle == "auto":
        edit = looking.straightened(body, edit)
    elif spec.angle:
        edit = PageEdit(page=number, turn=edit.turn, angle=round(spec.angle * 10))
    if spec.crop == "auto":
        return looking.trimmed(body, edit)
    if spec.crop is None:
        return edit
    return PageEdit(page=number, turn=edit.turn, angle=edit.angle, crop=spec.crop)


def _links(shows: Sequence[str]) -> tuple[EvidenceLink, ...]:
    links = []
    for text in shows:
        match = _PLACE.fullmatch(text.strip())
        if match is None:
            raise SmdeskError("attachments.spec-option", option=text)
        links.append(EvidenceLink(place=match[1], page=int(match[2] or 1)))
    return tuple(dict.fromkeys(links))


def plain(slot: str, path: Path) -> Wanted:
    """Return a file to attach as it is."""
    return Wanted(AttachSpec(slot=slot, file=str(path)), path)
