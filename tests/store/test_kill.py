"""``kill -9`` while saving, many times: every acknowledged edit is there.

The same harness on a program that rewrites its file in place has to lose some.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from smdesk.store.library import Library

KILLS = 12

SAFE = """
    from pathlib import Path
    from smdesk.store.library import Library
    from smdesk.store.models import Change
    library = Library.open(Path(folder))
    loaded = library.load(1)
    revision, n = loaded.revision, int(loaded.declaration.values["count"])
    while True:
        n += 1
        change = Change("count", str(n - 1), str(n), step="填写")
        revision = library.save_changes(1, revision, [change], place=f"cell[{n}]").revision
        if n % 40 == 0:
            library.back_up(always=True)
        print(n, flush=True)
"""

NAIVE = """
    import json, os
    path = os.path.join(folder, "draft.json")
    values = json.load(open(path, encoding="utf-8"))
    n = values["count"]
    while True:
        n += 1
        values["count"] = n
        with open(path, "w", encoding="utf-8") as stream:
            json.dump(values, stream)
        print(n, flush=True)
"""


def _run_until_killed(program: str, folder: Path, chance: random.Random) -> int:
    """Start ``program``, kill it at a random moment, return the last number it acknowledged."""
    script = "import sys\nfolder = sys.argv[1]\n" + textwrap.dedent(program)
    command = [sys.executable, "-c", script, str(folder)]
    acknowledged = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 60)):
            acknowledged = int(process.stdout.readline())
        moment = time.perf_counter() + chance.random() * 0.004
        while time.perf_counter() < moment:
            pass
        process.kill()
        for line in process.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):
                acknowledged = int(line)
    return acknowledged


def test_kill_9_while_saving_loses_nothing_acknowledged(tmp_path, declaration):
    chance = random.Random(11)
    with Library.open(tmp_path) as library:
        library.create(declaration(count="0"), "某某")
    for _ in range(KILLS):
        acknowledged = _run_until_killed(SAFE, tmp_path, chance)
        with Library.open(tmp_path, read_only=True) as library:
            loaded = library.load(1)
        found = int(loaded.declaration.values["count"])
        assert found in {acknowledged, acknowledged + 1}
        assert loaded.damage == ()
        assert loaded.place == f"cell[{found}]"
    with Library.open(tmp_path) as library:
        assert library.check().whole
        assert library.version(1, 1).values["count"] == "0"
        assert len(library.versions(1)) == loaded.revision


def test_the_same_kills_ruin_a_file_that_is_rewritten_in_place(tmp_path):
    chance = random.Random(11)
    start = {"count": 0, **{f"field{n}": "某某" * 20 for n in range(2000)}}
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(start), encoding="utf-8")
    for _ in range(KILLS):
        acknowledged = _run_until_killed(NAIVE, tmp_path, chance)
        try:
            found = json.loads(path.read_text(encoding="utf-8"))["count"]
        except ValueError:
            return
        if found < acknowledged:
            return
    raise AssertionError("the naive variant survived: the harness sees nothing")
