"""Intake end to end: read, check, store, 汇总表; beside a naive program doing less.

python -m benchmarks.intake_score 1000 5000     printed only
python -m benchmarks --write intake             both, into docs/benchmarks.md

Naive is one process: python-docx cells of every table joined, one INSERT a file, openpyxl's sheet;
it aligns nothing, checks nothing, and a bad file would end it. The floor reads every file's main
part out of its zip, parses it and inserts a row, with as many processes as smdesk has workers.
All of it is measured in one run, in turn, `ROUNDS` times where the files are few; the best of each.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
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
print(time.perf_counter() - start, peak(), 0, busy(), peak())
"""
_FLOOR = """
import sys, time, sqlite3, zipfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from lxml import etree

def parsed(path):
    with zipfile.ZipFile(path) as opened:
        body = opened.read("word/document.xml")
    return path.name, sum(1 for _ in etree.fromstring(body).iter())

if __name__ == "__main__":
    from smdesk.service.desk.taken import default_workers
    start = time.perf_counter()
    store = sqlite3.connect(sys.argv[2])
    store.execute("CREATE TABLE files (name TEXT, cells INTEGER)")
    with ProcessPoolExecutor(default_workers()) as pool:
        for row in pool.map(parsed, sorted(Path(sys.argv[1]).iterdir()), chunksize=4):
            store.execute("INSERT INTO files VALUES (?, ?)", row)
    store.commit()
    print(time.perf_counter() - start, peak(), peak_of_children(), busy(), peak())
"""
_OURS = """
import sys, time
from pathlib import Path
from smdesk.service.desk.intake import intake
from smdesk.store.desk.desk import Desk
if __name__ == "__main__":
    start = time.perf_counter()
    with Desk.open(Path(sys.argv[2])) as desk:
        batch = intake(desk, [Path(sys.argv[1])])
        taken = peak()
        from smdesk.service.desk.sender import Sender
        from smdesk.service.desk.summary import summary_data, summary_file
        for notice in sorted({one for one, _ in desk.counts().forms}):
            (Path(sys.argv[2]) / f"{notice}.xlsx").write_bytes(
                summary_file(summary_data(desk, notice, Sender()), "xlsx"))
    took = time.perf_counter() - start
    print(took, taken, peak_of_children(), busy(), peak(), batch.outcomes)
"""


_PEAK = """
def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024

def peak_of_children():
    import resource
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024

def busy():
    import os
    return sum(os.times()[:4])
"""

COUNTS = (1000, 5000)
FEW, ROUNDS = 1000, 2
_NAME = "**smdesk**"
_PROGRAMS = {
    _NAME: _OURS,
    "naive, one process": _NAIVE,
    "floor: unzip, parse, one row": _FLOOR,
}


@dataclass(frozen=True)
class Ran:
    """Seconds, megabytes at the highest of main process and worker, seconds of processor, words.

    ``main`` is before the 汇总表 is written, ``whole`` with it.
    """

    seconds: float
    main: float
    worker: float
    busy: float
    whole: float
    told: str = ""


def run(script: str, source: Path, target: Path) -> Ran:
    """Run a program over the files of a folder in a process of its own."""
    program = source.parent / "run.py"
    program.write_text(_PEAK + script, "utf-8")
    told = subprocess.run(
        [sys.executable, str(program), str(source), str(target)],
        check=True, capture_output=True, text=True,
    ).stdout.split(maxsplit=5)  # fmt: skip
    return Ran(*map(float, told[:5]), "".join(told[5:]).strip())


def lines(counts: tuple[int, ...] = COUNTS) -> list[str]:
    """Measure batches of some sizes; return the table's lines."""
    return [
        "| files | what | s | files/s | CPU ms a file | MB, main | with 汇总表 | MB, worker | smdesk ÷ this | smdesk is |",
        "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(line for count in counts for line in _measured(count)),
    ]  # fmt: skip


def _measured(count: int) -> Iterator[str]:
    """Yield the rows of one size: of each program its quickest run."""
    source = received_folder(count)
    best: dict[str, Ran] = {}
    try:
        for _ in range(ROUNDS if count <= FEW else 1):
            for what, script in _PROGRAMS.items():
                target = source.parent / "target"
                found = run(script, source, target)
                best[what] = min(found, best.get(what, found), key=lambda one: one.seconds)
                _removed(target)
    finally:
        thrown_away(source)
    ours = best[_NAME]
    for what, ran in best.items():
        yield _row(count, what, ran, None if what == _NAME else ours)
    print(f"{count}: {ours.told}", file=sys.stderr, flush=True)


def _removed(target: Path) -> None:
    for one in target.parent.glob(f"{target.name}*"):
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()


def main() -> None:
    """Measure the counts of the command line."""
    print("\n".join(lines(tuple(int(one) for one in sys.argv[1:]) or (FEW,))))


def _row(count: int, what: str, ran: Ran, ours: Ran | None) -> str:
    ratio = "– | –" if ours is None else _ratio(ours.seconds / ran.seconds)
    worker = f"{ran.worker:.0f}" if ran.worker else "–"
    return (
        f"| {count} | {what} | {ran.seconds:.1f} | {count / ran.seconds:.0f} | "
        f"{1000 * ran.busy / count:.1f} | {ran.main:.0f} | {ran.whole:.0f} | {worker} | {ratio} |"
    )


def _ratio(part: float) -> str:
    return f"{part:.3g} | {1 / part:.2g} times as fast"


if __name__ == "__main__":
    main()
