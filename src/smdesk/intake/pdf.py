"""The payload in a PDF of ours; any other PDF is a picture of paper to this program."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.intake.payload import StoredDeclaration, trusted
from smdesk.notices import carrier

_MOST_TEXT = 32 * 1024 * 1024
_WORTH_OPENING = (carrier.PDF_PIECE.encode(), b"/ObjStm", b"/Encrypt")
WITHOUT = frozenset({"intake.kind-pdf", "intake.kind-truncated"})
"""Codes of a PDF that carries no declaration; another program may open it all the same."""
_TAIL = 4096
"""Bytes at a file's end among which a whole PDF says that it ends."""


def read_pdf(data: bytes) -> StoredDeclaration:
    """Return the declaration that our PDF carries in its catalog's private data.

    Raises ``intake.kind-pdf`` where there is none, ``intake.kind-truncated`` for the first part of
    a PDF, ``intake.kind-locked-pdf`` for one with a password, and as `payload.trusted`. What the
    pages show is not looked at.
    """
    if not any(mark in data for mark in _WORTH_OPENING):
        raise _without(data)
    payload = _find(data)
    if payload is None:
        raise _without(data)
    return trusted(payload)


def _without(data: bytes) -> SmdeskError:
    """Return what is told of a PDF without a payload; half a download may have lost it."""
    whole = b"%%EOF" in data.rstrip(b"\x00")[-_TAIL:]
    return SmdeskError("intake.kind-pdf" if whole else "intake.kind-truncated")


def _find(data: bytes) -> carrier.Payload | None:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            private: Any = pdf.Root
            for step in ("/PieceInfo", carrier.PDF_PIECE, "/Private"):
                private = private.get(step) if isinstance(private, pikepdf.Dictionary) else None
            if not isinstance(private, pikepdf.Stream):
                return None
            text = private.read_bytes()
            digest, seal = private.get(carrier.PDF_DIGEST), private.get(carrier.PDF_SEAL)
    except pikepdf.PasswordError as problem:
        raise SmdeskError("intake.kind-locked-pdf") from problem
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as problem:
        raise _without(data) from problem
    if len(text) > _MOST_TEXT:
        raise SmdeskError("intake.payload-altered")
    try:
        content = carrier.unpack_text(text.decode("ascii", "replace"))
    except SmdeskError as problem:
        raise SmdeskError("intake.payload-altered") from problem
    return carrier.Payload(content, str(digest or ""), None if seal is None else str(seal))
