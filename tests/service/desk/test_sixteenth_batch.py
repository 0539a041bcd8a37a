"""A folder as it lies on a county's disc: each file one outcome, the rest unharmed, run again the same."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from smdesk.service.desk.intake import Batch, intake
from smdesk.store.desk.desk import Desk

sys.path.insert(0, str(Path(__file__).parents[2] / "intake"))
from sixteenth import FAULTS
from sixteenth.batch import lay, odd

LITTER = {"thumbs"}
"""What systems leave behind is passed over without a word."""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="names of bytes, pipes and links")


def _outcomes(batch: Batch) -> list[tuple[str, str, tuple[str, ...]]]:
    return sorted(
        (one.place.path, one.outcome, tuple(each.code for each in one.problems))
        for one in batch.receipts
    )


def test_a_countys_folder_has_an_outcome_for_each_file_and_the_same_again(tmp_path: Path) -> None:
    root = tmp_path / "in"
    told = lay(root)
    strange = odd(root / "odd")
    with Desk.open(tmp_path / "desk", person="王某") as desk:
        batch = intake(desk, [root], workers=1)
        rows = [(one.id, one.applicant, one.form, one.versions) for one in desk.cases()]
        again = intake(desk, [root], workers=1)
        assert [(one.id, one.applicant, one.form, one.versions) for one in desk.cases()] == rows
        for one in batch.receipts:
            if one.outcome in {"read", "partly"}:
                kept = desk.blobs.path(one.sha256)
                assert hashlib.sha256(kept.read_bytes()).hexdigest() == one.sha256
    assert _outcomes(again) == _outcomes(batch)
    _each_has_one(batch, told, strange)
    assert not list(Path(tempfile.gettempdir()).glob("sixteenth-evil*"))


def _each_has_one(batch: Batch, told: dict[str, str], strange: list[Path]) -> None:
    counts = Counter(one.place.path for one in batch.receipts)
    assert max(counts.values()) == 1
    found = {one.place.path: one for one in batch.receipts}
    for path, key in told.items():
        kind, _, rest = key.partition(" ")
        if rest in LITTER or any("\udc80" <= one <= "\udcff" for one in path):
            continue  # a name that is no UTF-8 is shown otherwise; its file is counted below
        one = found[path]
        if kind == "form":
            assert one.outcome in {"read", "partly"}, path
        elif kind == "fault":
            assert one.outcome in FAULTS[rest].may | {"again", "refused"}, path
        elif kind == "zip":
            sound = [p for p, r in found.items() if p.startswith(f"{path}!/") and r.outcome in {"read", "partly"}]  # fmt: skip
            assert rest[0] in {"*", str(len(sound))}, path
    forms = [one for one in batch.receipts if one.outcome in {"read", "partly"} and "/坏/" not in one.place.path and "!/" not in one.place.path]  # fmt: skip
    assert len(forms) == sum(key == "form" for key in told.values()) + 1  # of the twins one
    for path in strange:
        if path.name != "文件夹.docx":
            assert found[str(path)].outcome == "refused"
    for one in batch.receipts:
        assert one.outcome in {"read", "partly", "again", "opened"} or one.problems, one.place.path
        for each in one.problems:
            assert re.search(r"[\u4e00-\u9fff].*。$", each.message, re.DOTALL)
