"""Where things are: bundled resources, the user's data, faces; the Windows matters of paths."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_RESERVED = {"CON", "PRN", "AUX", "NUL"} | {f"{n}{d}" for n in ("COM", "LPT") for d in range(1, 10)}


def bundle_root() -> Path:
    """Return the folder that holds ``resources/`` and ``templates/``: checkout, wheel or frozen."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen)
    installed = Path(__file__).with_name("_bundle")
    return installed if installed.is_dir() else Path(__file__).resolve().parents[2]


def resources() -> Path:
    """Return the folder of bundled packs, samples, icons and code lists."""
    return bundle_root() / "resources"


def templates() -> Path:
    """Return the folder of the Word, Typst and Excel templates."""
    return bundle_root() / "templates"


def user_data() -> Path:
    """Return the folder of drafts and backups; ``SMDESK_DATA`` overrides it."""
    override = os.environ.get("SMDESK_DATA")
    if override:
        return Path(override)
    from platformdirs import user_data_path

    return user_data_path("smdesk", appauthor=False)


def face_folders() -> Iterator[Path]:
    """Yield existing folders that may hold CJK faces, the most specific first."""
    candidates = [
        Path(os.environ["SMDESK_FACES"]) if os.environ.get("SMDESK_FACES") else None,
        bundle_root() / ".faces",
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        Path.home() / "AppData/Local/Microsoft/Windows/Fonts",
        Path.home() / ".local/share/fonts",
        Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
    ]
    seen: set[Path] = set()
    for folder in candidates:
        if folder is not None and folder not in seen and folder.is_dir():
            seen.add(folder)
            yield folder


def long_path(path: Path, *, windows: bool | None = None) -> str:
    r"""Return ``path`` so that Windows opens it past 260 characters (``\\?\`` prefix there)."""
    on_windows = os.name == "nt" if windows is None else windows
    text = str(path)
    if not on_windows or len(text) < 248 or text.startswith("\\\\?\\"):
        return text
    if text.startswith("\\\\"):
        return "\\\\?\\UNC\\" + text[2:]
    return "\\\\?\\" + text


def safe_file_name(text: str, *, limit: int = 80, most_bytes: int = 220) -> str:
    """Return ``text`` as a file name that Windows accepts: no reserved character, name or end.

    Linux counts a name in bytes (255 with the suffix), of which a rare character takes four.
    """
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", text).strip(" .")[:limit]
    name = name.encode("utf-8", "replace")[:most_bytes].decode("utf-8", "ignore").rstrip(" .")
    if not name:
        return "未命名"
    return f"_{name}" if name.split(".")[0].upper() in _RESERVED else name
