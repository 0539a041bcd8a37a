#!/usr/bin/env python3
"""Compile the Designer files of this folder into ``src/smdesk/gui/ui_*.py``.

python ui/compile.py            write what is out of date
python ui/compile.py --check    only say what is; status 1 if anything
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "smdesk" / "gui"
HEAD = """\
# Compiled from ui/{name}.ui by ui/compile.py; do not edit.
# ruff: noqa: PGH004
# ruff: noqa
# mypy: ignore-errors
# fmt: off
"""


def compiled(source: Path) -> str:
    """Return the module of one Designer file."""
    tool = Path(sys.executable).with_name("pyside6-uic")
    done = subprocess.run([str(tool), str(source)], capture_output=True, text=True, check=True)  # noqa: S603
    return HEAD.format(name=source.stem) + done.stdout.rstrip() + "\n"


def main() -> int:
    """Compile or compare every file; return 1 if one was out of date and only checked."""
    check = "--check" in sys.argv[1:]
    stale = 0
    for source in sorted(HERE.glob("*.ui")):
        target = TARGET / f"ui_{source.stem}.py"
        text = compiled(source)
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        print(f"{target.name}: out of date")
        if not check:
            target.write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
