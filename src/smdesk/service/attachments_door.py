"""Files at the door: what each is by its content, and what is refused or made readable there.

A HEIC photo becomes a JPG: every machine that the declaration comes to can then show and print it.
"""

from __future__ import annotations

import importlib
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from smdesk.errors import Problem, SmdeskError
from smdesk.intake.kinds import FileKind
from smdesk.intake.sniff import sniff
from smdesk.packet.scan import decode, document, mending, whole

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEIC = "image/heic"
_IMAGES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
    (b"GIF8", "image/gif"),
)
_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}
_DECODERS = ("pi_heif", "pillow_heif")
_QUALITY = 93
_MOST_TOLD = 8
_END = 4096
"""Bytes at the end of a PDF in which its trailer is looked for; some programs write behind it."""
_SUFFIXES: dict[str, tuple[str, ...]] = {
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/tiff": (".tif", ".tiff"),
    "image/bmp": (".bmp", ".dib"),
    "image/gif": (".gif",),
    "application/pdf": (".pdf",),
    "application/msword": (".doc", ".wps"),
    DOCX: (".docx", ".docm", ".dotx"),
}
_KINDS = {
    "image/jpeg": "JPG 图片", "image/png": "PNG 图片", "image/tiff": "TIFF 图片",
    "image/bmp": "BMP 图片", "image/gif": "GIF 图片", "application/pdf": "PDF",
    "application/msword": "Word 文件", DOCX: "Word 文件",
}  # fmt: skip


@dataclass(frozen=True)
class Entered:
    """A file that may be attached: its name, media type and bytes, and what is to be said of it."""

    name: str
    media_type: str
    body: bytes
    problems: tuple[Problem, ...] = ()


def enter(name: str, body: bytes) -> Entered:
    """Return a file as it is attached.

    Raises ``SmdeskError``: ``service.attachment-empty``, ``service.attachment-kind``,
    ``attachments.locked``, ``attachments.no-pages``, ``attachments.unreadable``, ``attachments.heic``,
    ``attachments.heic-damaged``, ``attachments.picture-cut``.
    """
    if not body:
        raise SmdeskError("service.attachment-empty", file=name)
    media = media_type(body)
    if media is None:
        raise SmdeskError("service.attachment-kind", file=name)
    if media == HEIC:
        saved = f"{PurePath(name).stem}.jpg"
        said = Problem("attachments.heic-saved", "hint", {"file": name})
        return Entered(saved, "image/jpeg", heic_as_jpeg(body, name), (said,))
    if media == "application/pdf":
        if document.locked(body):
            raise SmdeskError("attachments.locked", file=name)
        if document.without_pages(body):
            raise SmdeskError("attachments.no-pages", file=name)
        return _pdf(name, body)
    if media.startswith("image/") and not whole.decodes(body):
        raise SmdeskError("attachments.picture-cut", file=name)
    return Entered(name, media, body)


def _pdf(name: str, body: bytes) -> Entered:
    """Return a PDF that every reader has the same pages of; what was mended is told once, here."""
    if not mending.readable(body):
        raise SmdeskError("attachments.unreadable", file=name)
    made = mending.sound(body)
    if made is body:
        return Entered(name, "application/pdf", body, _cut_off(name, body))
    lost = mending.empty_pages(made)
    with document.opened(made) as opened:
        count = len(opened)
    code = "attachments.mended-lost" if lost else "attachments.mended"
    told = {"file": name, "count": count, "lost": _listed(lost)}
    return Entered(name, "application/pdf", made, (Problem(code, "check", told),))


def _listed(pages: tuple[int, ...]) -> str:
    more = f"等 {len(pages)}" if len(pages) > _MOST_TOLD else ""
    return "、".join(map(str, pages[:_MOST_TOLD])) + more


def _cut_off(name: str, body: bytes) -> tuple[Problem, ...]:
    """Return that a PDF lacks its end; readers leave out its last pages without a word."""
    if any(one in body[-_END:] for one in (b"%%EOF", b"startxref")):
        return ()
    return (Problem("attachments.cut-off", "check", {"file": name}),)


def media_type(body: bytes) -> str | None:
    """Return the media type of an attachment by its content, or ``None`` for what none may be."""
    if _is_heic(body):
        return HEIC
    kind = sniff(body)
    if kind is FileKind.PDF:
        return "application/pdf"
    if kind in {FileKind.DOCX, FileKind.DOCX_STRICT}:
        return DOCX
    if kind is FileKind.DOC:
        return "application/msword"
    if kind is FileKind.IMAGE:
        return next((name for mark, name in _IMAGES if body.startswith(mark)), None)
    return None


def _is_heic(body: bytes) -> bool:
    return body[4:8] == b"ftyp" and body[8:12] in _BRANDS


def readable_photo(body: bytes, name: str) -> bytes:
    """Return a HEIC photo as a JPEG file, every other file as it is.

    Raises ``SmdeskError`` ``attachments.heic`` or ``attachments.heic-damaged``.
    """
    return heic_as_jpeg(body, name) if _is_heic(body) else body


def heic_decoder() -> Any | None:
    """Return a decoder of HEIC photos that this machine has, ``None`` if it has none."""
    for name in _DECODERS:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


def heic_as_jpeg(body: bytes, name: str) -> bytes:
    """Return a HEIC photo as a JPEG file, upright; raises as `enter`."""
    decoder = heic_decoder()
    if decoder is None:
        raise SmdeskError("attachments.heic", file=name)
    try:
        decoder.register_heif_opener()
        image = decode.frame(body)
    except decode.FAULTS as problem:
        raise SmdeskError("attachments.heic-damaged", file=name) from problem
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def right_suffix(name: str, media: str) -> str:
    """Return the suffix that a file of this content should have, empty if its name has one."""
    fitting = _SUFFIXES.get(media, ())
    return "" if not fitting or PurePath(name).suffix.lower() in fitting else fitting[0]


def named_wrong(name: str, media: str) -> Problem | None:
    """Return that a file's name says another kind than its content is, if so."""
    if not right_suffix(name, media):
        return None
    return Problem("attachments.named-wrong", "hint", {"kind": _KINDS[media]})
