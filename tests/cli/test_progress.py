"""How far ``fill`` is, on standard error: for a person at a terminal, or where it is asked for."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from smdesk.cli import run
from smdesk.cli.output import Meter
from smdesk.service.samples import sample_values

FORM = "zhejiang-2020/enterprise"
PAGES = 12


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    values = tmp_path / "values.json"
    values.write_text(json.dumps(sample_values(FORM), ensure_ascii=False), "utf-8")
    text = tmp_path / "text.txt"
    text.write_text("一、企业基本情况\n企业成立于 2003 年。\n" * 40, "utf-8")
    pages = [Image.new("L", (300, 420), 200 + number) for number in range(PAGES)]
    pages[0].save(tmp_path / "scans.pdf", save_all=True, append_images=pages[1:])
    return [
        "fill", FORM, "--values", str(values), "--out", str(tmp_path / "out"), "--draft",
        "--format", "pdf", "--narrative", str(text),
        "--attach", f"licence={tmp_path / 'scans.pdf'}",
    ]  # fmt: skip


def test_progress_is_told_in_lines_where_it_is_asked_for(arguments, capsys) -> None:
    run([*arguments, "--progress", "--json"])
    printed = capsys.readouterr()
    json.loads(printed.out)
    lines = printed.err.splitlines()
    assert "读入附件　1/1" in lines
    assert any(one.startswith("排版 PDF") and "附件" not in one for one in lines)
    counted = [one for one in lines if one.startswith("排版 PDF 的附件")]
    assert len(counted) > 5
    assert counted[0].endswith(f"　1/{PAGES}")


def test_nothing_is_told_where_nobody_watches(arguments, capsys) -> None:
    run(arguments)
    assert capsys.readouterr().err == ""


def test_a_terminal_has_one_line_that_is_wiped_away(arguments, capsys, monkeypatch) -> None:
    told = Terminal()
    monkeypatch.setattr("sys.stderr", told)
    run(arguments)
    shown = told.getvalue()
    assert "\n" not in shown
    assert f"{PAGES}/{PAGES}" in shown
    assert shown.endswith("\r\x1b[K")


def test_the_work_goes_on_when_nobody_hears_of_it_any_more() -> None:
    class Gone(Terminal):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with Meter(stream=Gone()) as meter:
        meter.show("排版", 0, 3)
