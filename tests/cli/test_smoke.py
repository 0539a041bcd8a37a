"""The hidden verb ``smoke``: its exit status and what it prints."""

from __future__ import annotations

import json

import pytest

from smdesk.cli import run
from smdesk.service import smoke
from smdesk.service.smoke import Step


@pytest.mark.parametrize(("fault", "status"), [("", 0), ("缺少 pdf", 1)])
def test_a_fault_makes_the_exit_status_1(monkeypatch, tmp_path, capsys, fault, status) -> None:
    steps = [Step("通知包", 0.1), Step("导出", 0.2, fault)]
    monkeypatch.setattr(smoke, "run_smoke", lambda *_, **__: steps)
    assert run(["smoke", "--out", str(tmp_path), "--json"]) == status
    told = json.loads(capsys.readouterr().out)
    assert [one["what"] for one in told] == ["通知包", "导出"]
    assert told[1]["fault"] == fault


def test_each_step_is_told_as_it_ends(monkeypatch, tmp_path, capsys) -> None:
    def two(_out, *, tell):
        tell(Step("通知包", 0.1))
        tell(Step("导出", 0.2, "缺少 pdf"))
        return [Step("导出", 0.2, "缺少 pdf")]

    monkeypatch.setattr(smoke, "run_smoke", two)
    assert run(["smoke", "--out", str(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "通知包" in lines[0]
    assert "缺少 pdf" in lines[1]


def test_no_help_lists_it(capsys) -> None:
    run(["--help"])
    assert "smoke" not in "".join(capsys.readouterr())
