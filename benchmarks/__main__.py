"""Runs the benchmarks and writes ``docs/benchmarks.md``; names as arguments run only those.

python -m benchmarks                    all, and the page is written
python -m benchmarks word save          some, printed only
python -m benchmarks --write word save  some, their parts of the page written anew
"""

from __future__ import annotations

import importlib
import platform
import sys
from pathlib import Path

from benchmarks.harness import measure, table

NAMES = (
    "word",
    "pdf",
    "excel",
    "read",
    "save",
    "check",
    "preview",
    "start",
    "window",
    "key",
    "narrative",
    "desk",
    "intake",
)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python -m benchmarks`. Read the ratios, not the milliseconds: every case of a table ran in
turn in one process on one machine; peers do the same work as far as they can, floors are what nothing
can go below. Medians.
"""


def run(name: str) -> list[str]:
    """Run one benchmark and return its part of the page."""
    module = importlib.import_module(f"benchmarks.bench_{name}")
    if hasattr(module, "lines"):  # whole programs, each in a process of its own
        lines = [f"### {module.WORK}", "", f"Target: {module.TARGET}", "", *module.lines(), ""]
    else:
        cases = module.cases()
        measure(cases, module.ROUNDS)
        lines = table(module.WORK, module.TARGET, cases)
    print("\n".join(lines), flush=True)
    return lines


def parts_of(page: str) -> dict[str, list[str]]:
    """Return the parts of a written page by their heading."""
    found: dict[str, list[str]] = {}
    for line in page.splitlines():
        if line.startswith("### "):
            found[line] = []
        if found:
            found[list(found)[-1]].append(line)
    return found


def main() -> None:
    """Run what the arguments name, or all and write the page."""
    names = [one for one in sys.argv[1:] if one in NAMES]
    made = {lines[0]: lines for lines in map(run, names or NAMES)}
    if names and "--write" not in sys.argv:
        return
    parts = parts_of(PAGE.read_text(encoding="utf-8")) if names else {}
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}."
    lines = [line for part in (parts | made).values() for line in part]
    PAGE.write_text("\n".join([HEAD, machine, "", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
