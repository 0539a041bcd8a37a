"""A declaration: values in a form, the narrative, the attachments; and its canonical content.

The canonical content is what every carrier transports (package, payload in the Word and PDF
files) and what the seal is a digest of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field as _Field
from pydantic import SerializerFunctionWrapHandler, model_serializer, model_validator

from smdesk.notices.address import parse
from smdesk.notices.models import Model

CONTENT_VERSION = 1
FREE_SLOT = "free"
"""The slot of an attachment that the notice's list does not name."""

SEAL_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 symbols of the credit code (GB 32100-2015): no I, O, S, V, Z."""


class Run(Model):
    """A stretch of text of one weight."""

    text: str
    bold: bool = False


class Heading(Model):
    """A heading of the narrative; ``item`` is the outline item it stands for."""

    type: Literal["heading"] = "heading"
    level: int = _Field(ge=1, le=3)
    text: str
    item: str | None = None


class Paragraph(Model):
    """A paragraph of body text."""

    type: Literal["paragraph"] = "paragraph"
    runs: tuple[Run, ...]


class ListItem(Model):
    """One item of a list; ``ordered`` items are numbered in their run of neighbours."""

    type: Literal["item"] = "item"
    ordered: bool = False
    level: int = 1
    runs: tuple[Run, ...]


class Picture(Model):
    """A picture by the sha256 of its file; ``width`` in mm, 0 = as wide as its dots at 200 dpi."""

    type: Literal["picture"] = "picture"
    sha256: str
    media_type: str
    caption: str = ""
    width: float = 0.0


class SimpleTable(Model):
    """A table of plain cells; the first row is the head."""

    type: Literal["table"] = "table"
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Block = Annotated[
    Heading | Paragraph | ListItem | Picture | SimpleTable, _Field(discriminator="type")
]


class Narrative(Model):
    """The 正文: blocks in order."""

    blocks: tuple[Block, ...] = ()

    @property
    def text(self) -> str:
        """Headings, paragraphs, list items, table cells and captions, a line each."""
        return "\n".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The lines of ``text``; one of them may hold line breaks of its own."""
        return _block_lines(self.blocks)


def _block_lines(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                lines.append(block.text)
            case Paragraph() | ListItem():
                lines.append("".join(run.text for run in block.runs))
            case SimpleTable():
                lines += [cell for row in block.rows for cell in row]
                lines += [block.caption] if block.caption else []
            case Picture():
                lines += [block.caption] if block.caption else []
    return lines


Cut = Annotated[int, _Field(ge=0, le=900)]
MOST_ANGLE = 150
"""The largest angle of straightening, in tenths of a degree."""


class PageEdit(Model):
    """One page of an attached file as it is printed; the file itself stays as it came.

    ``page`` counts from 1. First the page (as a viewer shows it) is turned by ``turn`` degrees
    clockwise, then straightened by ``angle`` tenths of a degree clockwise about its middle, then
    ``crop`` per mille of its width and height are cut off at left, top, right and bottom.
    """

    page: int = _Field(ge=1, le=100_000)
    turn: Literal[0, 90, 180, 270] = 0
    crop: tuple[Cut, Cut, Cut, Cut] = (0, 0, 0, 0)
    angle: int = _Field(default=0, ge=-MOST_ANGLE, le=MOST_ANGLE)

    @model_validator(mode="after")
    def _something_left(self) -> Self:
        left, top, right, bottom = self.crop
        if left + right > 950 or top + bottom > 950:
            raise ValueError("nothing of the page is left")
        return self

    @property
    def plain(self) -> bool:
        """Whether the page is printed as it came."""
        return self == PageEdit(page=self.page)


class EvidenceLink(Model):
    """A page of an attached file shows what stands at ``place``.

    ``place`` is a value's address or ``narrative#<item>``; ``page`` counts in the file, from 1.
    """

    place: str = _Field(min_length=1, max_length=200)
    page: int = _Field(default=1, ge=1, le=100_000)


class Attachment(Model):
    """One attached file: slot of the form (or ``free``), its name, and the digest of its bytes.

    ``pages`` are the pages that are printed, in order, with what is done to each; none means all
    pages as they came. ``evidence`` says what its pages show. Both are left out of the canonical
    content where they are empty.
    """

    slot: str
    name: str
    media_type: str
    sha256: str
    size: int
    note: str = ""
    pages: tuple[PageEdit, ...] = _Field(default=(), max_length=2000)
    evidence: tuple[EvidenceLink, ...] = _Field(default=(), max_length=2000)

    @model_serializer(mode="wrap")
    def _without_empty(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        return {
            key: value
            for key, value in written.items()
            if value or key not in {"pages", "evidence"}
        }


class Declaration(Model):
    """One applicant's declaration of one form.

    ``form`` is the public id (``zhejiang-2020/enterprise``), ``pack`` the hash of the edition it
    was made with, ``values`` the texts by address (no blanks), ``reasons`` what was typed against
    核实 findings by their key (``rule@address``).
    """

    form: str
    pack: str
    years: tuple[int, ...]
    values: dict[str, str] = {}
    reasons: dict[str, str] = {}
    narrative: Narrative = Narrative()
    attachments: tuple[Attachment, ...] = ()

    @property
    def notice(self) -> str:
        """The id of the notice."""
        return self.form.split("/")[0]

    @property
    def form_name(self) -> str:
        """The id of the form in its notice."""
        return self.form.split("/")[1]

    def counts(self) -> dict[str, int]:
        """Return the highest filled row of each repeat."""
        rows: dict[str, int] = {}
        for text in self.values:
            address = parse(text)
            if address.repeat is not None:
                rows[address.repeat] = max(rows.get(address.repeat, 0), address.row or 0)
        return rows

    def with_values(self, values: Mapping[str, str]) -> Declaration:
        """Return a copy with ``values`` set; an empty text removes the value."""
        merged = self.values | dict(values)
        kept = {address: text for address, text in merged.items() if text != ""}
        return self.model_copy(update={"values": kept})


def content(declaration: Declaration) -> dict[str, Any]:
    """Return the canonical content as plain JSON values."""
    return {"version": CONTENT_VERSION, **declaration.model_dump(mode="json")}


def canonical_bytes(declaration: Declaration) -> bytes:
    """Return the canonical content as UTF-8 JSON: sorted keys, no blanks, no escapes."""
    return json.dumps(
        content(declaration), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode("utf-8")


def digest(declaration: Declaration) -> str:
    """Return the sha256 of the canonical content in hex; attachments count by their digests."""
    return hashlib.sha256(canonical_bytes(declaration)).hexdigest()


def seal_code(digest_hex: str) -> str:
    """Return the eight seal symbols of a digest, as printed in two groups of four (``7KQ2-M0XA``)."""
    number = int(digest_hex, 16)
    symbols = []
    for _ in range(8):
        number, index = divmod(number, len(SEAL_SYMBOLS))
        symbols.append(SEAL_SYMBOLS[index])
    return "".join(symbols[:4]) + "-" + "".join(symbols[4:])
