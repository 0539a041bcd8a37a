"""The program's start: what a verb says that is stopped before it has begun."""

from __future__ import annotations

import sys

import pytest

import smdesk
from smdesk import __main__ as program


class Stopping:
    """Finds one module and is stopped by Ctrl+C while it is imported."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "smdesk.cli":
            raise KeyboardInterrupt


@pytest.fixture
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "smdesk.cli", raising=False)
    monkeypatch.delattr(smdesk, "cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Stopping(), *sys.meta_path])


@pytest.mark.usefixtures("stopped")
def test_a_verb_stopped_while_it_is_loaded_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["smdesk", "notices"])
    assert program.main() == 1
    told = capsys.readouterr().err
    assert "已中断" in told
    assert "Traceback" not in told
