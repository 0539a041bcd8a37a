"""The pictures that a clipboard's HTML names: bytes inside of it, or files that Word and WPS left.

A page of the web could name any file of this computer. Read is only what lies in the folder for
passing files, or in a folder that Word or WPS made for its clipboard, and no more than a picture
needs; that it is a picture is seen from its bytes by whoever takes it.
"""

from __future__ import annotations

import base64
import binascii
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote

MOST = 50_000_000
_DATA = re.compile(r"^data:image/[a-z0-9.+-]+;(?:[a-z-]+=[^;,]*;)*base64,", re.IGNORECASE)
_FILE = re.compile(r"^file:/{0,3}", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:[\\/]")
_OFFICE = re.compile(r"^(?:msohtmlclip|ksohtml|wps[-_.]?clip)", re.IGNORECASE)


def picture_bytes(source: str) -> bytes | None:
    """Return the bytes that ``source`` of an image names, ``None`` where they are not to be had."""
    inside = _DATA.match(source)
    if inside:
        return _decoded(source[inside.end() :])
    if _FILE.match(source) or _DRIVE.match(source):
        return _read(_path(source))
    return None


def _decoded(text: str) -> bytes | None:
    if len(text) > MOST * 4 // 3 + 4:
        return None
    try:
        return base64.b64decode(re.sub(r"\s+", "", unquote(text)), validate=True)
    except (binascii.Error, ValueError):
        return None


def _path(source: str) -> Path:
    """Return the path of ``file:///C:/…``, ``file:///C:\\…``, ``file:///tmp/…`` or ``C:\\…``."""
    plain = unquote(_FILE.sub("", source)).replace("\\", "/")
    return Path(plain if _DRIVE.match(plain) else f"/{plain.lstrip('/')}")


def _read(path: Path) -> bytes | None:
    try:
        real = path.resolve(strict=True)
        passing = Path(tempfile.gettempdir()).resolve()
        known = real.is_relative_to(passing) or any(_OFFICE.match(one) for one in real.parts)
        if not known or not real.is_file() or real.stat().st_size > MOST:
            return None
        return real.read_bytes()
    except (OSError, ValueError, RuntimeError):
        return None
