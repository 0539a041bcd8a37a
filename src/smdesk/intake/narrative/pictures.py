"""Pictures of a narrative: told by their bytes, PNG and JPEG kept, other bitmaps made PNG."""

from __future__ import annotations

import warnings
from io import BytesIO
from struct import error

from smdesk.intake.narrative.png import is_plain_png

_KEPT = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_BITMAPS = (b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_MOST_DOTS = 60_000_000


def usable(data: bytes) -> tuple[bytes, str] | None:
    """Return bytes and media type of a picture that every writer takes, ``None`` for others.

    Metafiles (EMF, WMF), SVG and damaged pictures are not taken.
    """
    for mark, kind in _KEPT:
        if data.startswith(mark):
            return (data, kind) if _whole(data) else None
    if not data.startswith(_BITMAPS):
        return None
    return _as_png(data)


def _whole(data: bytes) -> bool:
    """Return whether a picture can be decoded to its end; one of too many dots is not tried."""
    if is_plain_png(data, _MOST_DOTS):
        return True
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as picture:
            picture.draft("L" if picture.mode == "L" else "RGB", (1, 1))
            if picture.width * picture.height <= _MOST_DOTS:
                picture.load()
    except Image.DecompressionBombError:
        return True
    except (OSError, ValueError, SyntaxError, TypeError, IndexError, EOFError, error):
        return False
    return True


def cropped(data: bytes, kind: str, crop: tuple[float, float, float, float]) -> tuple[bytes, str]:
    """Return a picture without what Word cut off it (left, top, right, bottom in parts of 1).

    One that cannot be cut, and one that nothing would be left of, stays whole.
    """
    left, top, right, bottom = crop
    if not any(crop) or left + right >= 1 or top + bottom >= 1:
        return data, kind
    from PIL import Image, UnidentifiedImageError

    out = BytesIO()
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as picture:
            wide, high = picture.size
            if wide * high > _MOST_DOTS:
                return data, kind
            box = (
                round(wide * left), round(high * top),
                max(round(wide * left) + 1, round(wide * (1 - right))),
                max(round(high * top) + 1, round(high * (1 - bottom))),
            )  # fmt: skip
            form = "JPEG" if kind == "image/jpeg" else "PNG"
            picture.crop(box).save(out, form, quality=92)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return data, kind
    return out.getvalue(), kind


def _as_png(data: bytes) -> tuple[bytes, str] | None:
    from PIL import Image, UnidentifiedImageError

    out = BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as picture:
                if picture.width * picture.height > _MOST_DOTS:
                    return None
                picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(out, "PNG")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning):  # fmt: skip
        return None
    return out.getvalue(), "image/png"
