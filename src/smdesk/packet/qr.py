"""The QR code at the foot of each page (ISO/IEC 18004, error level M, quiet zone of four modules).

Drawn by segno; at 12 mm a code of version 3 has modules of 0.3 mm, which office printers and
telephone cameras hold.
"""

from __future__ import annotations

import io

QUIET_ZONE = 4
_DOTS_A_MODULE = 8


def _code(text: str) -> object:
    import segno

    return segno.make(text, error="m", micro=False, boost_error=False)


def qr_png(text: str, dots: int = _DOTS_A_MODULE) -> bytes:
    """Return ``text`` as a black and white PNG, ``dots`` wide a module; equal text, equal bytes."""
    stream = io.BytesIO()
    _code(text).save(stream, kind="png", scale=dots, border=QUIET_ZONE)  # type: ignore[attr-defined]
    return stream.getvalue()


def qr_svg(text: str) -> str:
    """Return ``text`` as an SVG drawing whose user unit is one module."""
    stream = io.BytesIO()
    _code(text).save(  # type: ignore[attr-defined]
        stream, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True, light="#fff"
    )
    return stream.getvalue().decode("utf-8").strip()
