"""Starts smdesk: a verb runs without a screen, no verb opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FILES = (".smdx", ".smdfix", ".docx", ".pdf", ".xlsx")
"""What a file is called that the window opens."""
SAMPLE = "--sample-desk"


class WindowStart(NamedTuple):
    """A start of the window: ``data`` is another data folder, ``file`` a received file.

    ``bureau`` begins at the desk; the window that shows the sample's is started so.
    """

    data: Path | None = None
    file: Path | None = None
    bureau: bool = False


def window_start(arguments: Sequence[str]) -> WindowStart | None:
    """Return what the window is to open, ``None`` where the arguments name a verb.

    ``[--data 文件夹] [文件 | --sample-desk]``; the system gives a file that was double-clicked.
    """
    data: Path | None = None
    rest = list(arguments)
    if rest and rest[0].startswith("--data="):
        data = Path(rest.pop(0).removeprefix("--data="))
    elif len(rest) >= 2 and rest[0] == "--data":
        data = Path(rest[1])
        del rest[:2]
    if rest in ([], [SAMPLE]):
        return WindowStart(data, bureau=bool(rest))
    file = Path(rest[0])
    if len(rest) == 1 and file.suffix.lower() in FILES and not rest[0].startswith("-"):
        return WindowStart(data, file)
    return None


def _verb(arguments: Sequence[str]) -> int:
    """Run a verb; Ctrl+C is told in words while the verbs are still being imported, too."""
    try:
        from smdesk.cli import run

        return run(arguments)
    except KeyboardInterrupt:
        from smdesk.errors import sentence

        print(sentence("cli.interrupted"), file=sys.stderr)
        return 1


def main() -> int:
    """Run what the command line says; return the exit status."""
    # Nothing here plugs into pydantic; it would look through every installed package at start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if getattr(sys, "frozen", False):
        # A worker process of a frozen program is this program again: it serves here, never further.
        import multiprocessing

        multiprocessing.freeze_support()
    arguments = sys.argv[1:]
    wanted = window_start(arguments)
    if arguments[:1] == ["smoke-window"]:
        from smdesk.gui.smoke import smoke

        return smoke(arguments[1:])
    if wanted is None:
        return _verb(arguments)
    import gc

    # Until everything is imported there is only what stays: looking through it holds up the window.
    gc.disable()
    from smdesk import paths
    from smdesk.gui import app

    if wanted.data is not None:
        # Packs that a person added lie in the data folder too.
        os.environ["SMDESK_DATA"] = str(wanted.data.absolute())
    return app.run(paths.user_data(), wanted.file, bureau=wanted.bureau)


if __name__ == "__main__":
    raise SystemExit(main())
