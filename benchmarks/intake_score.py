"""Intake end to end: read, check, store, 汇总表; beside a naive program doing less.

python -m benchmarks.intake_score 1000 5000

Naive is one process: python-docx cells of every table joined, one INSERT a file, openpyxl's sheet;
it aligns nothing, checks nothing, and a bad file would end it. Prints a Markdown table.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.desk_cases import received_folder, thrown_away

_NAIVE = """
import sys, time, sqlite3, docx, openpyxl
from pathlib import Path
start = time.perf_counter()
store = sqlite3.connect(sys.argv[2])
store.execute("CREATE TABLE files (name TEXT, body TEXT)")
book = openpyxl.Workbook()
for path in sorted(Path(sys.argv[1]).iterdir()):
    tables = docx.Document(str(path)).tables
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    store.execute("INSERT INTO files VALUES (?, ?)", (path.name, "\\n".join(cells)))
    store.commit()
    book.active.append([text[:200] for text in cells[:8]])
book.save(sys.argv[2] + ".xlsx")
print(time.perf_counter() - start, peak())
"""
_OURS = """
import sys, time
from pathlib import Path
from smdesk.service.desk.intake import intake
from smdesk.service.desk.sender import Sender
from smdesk.service.desk.summary import summary_data, summary_file
from smdesk.store.desk.desk import Desk
if __name__ == "__main__":
    start = time.perf_counter()
    with Desk.open(Path(sys.argv[2])) as desk:
        batch = intake(desk, [Path(sys.argv[1])])
        for notice in sorted({one for one, _ in desk.counts().forms}):
            (Path(sys.argv[2]) / f"{notice}.xlsx").write_bytes(
                summary_file(summary_data(desk, notice, Sender()), "xlsx"))
    took = time.perf_counter() - start
    print(took, peak(), batch.outcomes)
"""


_PEAK = """
def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
"""


def run(script: str, source: Path, target: Path) -> tuple[float, float, str]:
    """Return seconds, megabytes of the main process and what else a program printed."""
    program = source.parent / "run.py"
    program.write_text(_PEAK + script, "utf-8")
    told = subprocess.run(
        [sys.executable, str(program), str(source), str(target)],
        check=True, capture_output=True, text=True,
    ).stdout.split(maxsplit=2)  # fmt: skip
    return float(told[0]), float(told[1]), told[2].strip() if len(told) > 2 else ""


def main() -> None:
    """Measure the counts of the command line."""
    print("| files | what | s | files/s | MB (main) | smdesk ÷ this |")
    print("|---:|---|---:|---:|---:|---:|")
    for count in [int(one) for one in sys.argv[1:]] or [1000]:
        source = received_folder(count)
        try:
            ours, mine, outcomes = run(_OURS, source, source.parent / "desk")
            naive, theirs, _ = run(_NAIVE, source, source.parent / "naive.db")
            print(f"| {count} | **smdesk** | {ours:.1f} | {count / ours:.0f} | {mine:.0f} | – |")
            print(
                f"| {count} | naive, one process | {naive:.1f} | {count / naive:.0f} | "
                f"{theirs:.0f} | {ours / naive:.3g} |"
            )
            print(f"<!-- {outcomes}; floor of the store: {_floor(source):.1f} s -->")
        finally:
            thrown_away(source)
        sys.stdout.flush()


def _floor(source: Path) -> float:
    """Return the seconds of reading every file's bytes and inserting a row of 4 KB for each."""
    start = time.perf_counter()
    store = sqlite3.connect(source.parent / "floor.db")
    store.execute("CREATE TABLE files (name TEXT, body BLOB)")
    for path in source.iterdir():
        store.execute("INSERT INTO files VALUES (?, ?)", (path.name, path.read_bytes()[:4096]))
    store.commit()
    store.close()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
