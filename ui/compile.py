#!/usr/bin/env python3
"""Compile the Designer files of this folder into ``src/smdesk/gui/ui_*.py``.

python ui/compile.py            write what is out of date
python ui/compile.py --check    only say what is; status 1 if anything
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "src" / "smdesk" / "gui"
_IMPORT = re.compile(r"from (PySide6\.\w+) import \(([^)]*)\)\n")
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
    return HEAD.format(name=source.stem) + _lean(done.stdout).rstrip() + "\n"


def _lean(code: str) -> str:
    """Return compiled code that imports only what it names: each class of Qt costs time at start."""
    body = _IMPORT.sub("", re.sub(r"(?m)^#.*$", "", code))

    def used(found: re.Match[str]) -> str:
        names = re.findall(r"\w+", found.group(2))
        kept = [one for one in names if re.search(rf"\b{one}\b", body)]
        return f"from {found.group(1)} import ({', '.join(kept)})\n" if kept else ""

    return _IMPORT.sub(used, code)


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
