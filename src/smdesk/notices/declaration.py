"""A declaration: values in a form, the narrative, the attachments; and its canonical content.

The canonical content is what every carrier transports (package, payload in the Word and PDF
files) and what the seal is a digest of.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field as _Field

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
        return "\n".join(_block_lines(self.blocks))


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


class Attachment(Model):
    """One attached file: slot of the form (or ``free``), its name, and the digest of its bytes."""

    slot: str
    name: str
    media_type: str
    sha256: str
    size: int
    note: str = ""


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
