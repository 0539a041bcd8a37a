"""Logging set up once by the entry points; library code only asks for a logger."""

from __future__ import annotations

import logging
from pathlib import Path

ROOT = "smdesk"
FILE = "smdesk.log"


def get(name: str) -> logging.Logger:
    """Return the logger of one module, below the program's own root."""
    return logging.getLogger(f"{ROOT}.{name.removeprefix('smdesk.')}")


def start(folder: Path | None = None, level: int = logging.INFO) -> None:
    """Send the program's log to ``folder/smdesk.log`` (1 MB, three kept), or nowhere."""
    logger = logging.getLogger(ROOT)
    logger.setLevel(level)
    logger.propagate = False
    if folder is None:
        logger.addHandler(logging.NullHandler())
        return
    from logging.handlers import RotatingFileHandler

    folder.mkdir(parents=True, exist_ok=True)

    class Quiet(RotatingFileHandler):
        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
            """Say nothing: a full disk is told where the work is."""

    handler = Quiet(folder / FILE, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
