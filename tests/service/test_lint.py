"""Lint as a use case: which folder is meant, and rules together with the rest."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from smdesk import paths
from smdesk.service.lint import lint


def test_a_pack_is_named_by_its_folder_even_from_inside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = paths.resources() / "notices" / "zhejiang-2020"
    monkeypatch.chdir(shutil.copytree(original, tmp_path / "zhejiang-2020"))
    report = lint(Path())
    assert (report.pack, report.problems) == ("zhejiang-2020", ())


def test_rules_are_tried_beside_faults_that_do_not_touch_them(tmp_path: Path) -> None:
    original = paths.resources() / "notices" / "zhejiang-2020"
    copy = Path(shutil.copytree(original, tmp_path / "another-name"))
    rules = (copy / "rules.toml").read_text(encoding="utf-8")
    wrong = rules.replace('when = "$revenue gt 0 and', 'when = "$reveneu gt 0 and', 1)
    (copy / "rules.toml").write_text(wrong, encoding="utf-8")
    found = [one.code for one in lint(copy).problems]
    assert found == ["notices.id-folder", "rules.name-unbound"]
