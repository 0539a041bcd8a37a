"""The list of prints without a screen: sent by a command, killed, gone on with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from smdesk.cli import run
from smdesk.service.printing.joblist import FOLDER, JobList
from smdesk.service.printing.parcel import parcel_of
from smdesk.service.samples import sample_ids

sys.path.insert(0, str(Path(__file__).parents[1] / "signed"))
from papers import paper

FORMS = sample_ids()[:2]
pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="the commands here are written for a POSIX shell's words"
)


@pytest.fixture
def files(tmp_path) -> list[str]:
    for number, one in enumerate(FORMS):
        (tmp_path / f"{number}.pdf").write_bytes(paper(one))
    return [str(tmp_path / f"{number}.pdf") for number in range(len(FORMS))]


def script(tmp_path: Path, name: str, text: str) -> str:
    """Return a command that runs a piece of Python with the path of the PDF behind it."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return f"{sys.executable} {tmp_path / name}"


def keeping(tmp_path: Path) -> str:
    """Return a command that keeps what it is given, numbered."""
    out = tmp_path / "out"
    out.mkdir()
    return script(
        tmp_path, "keep.py",
        "import pathlib, shutil, sys\n"
        f"out = pathlib.Path({str(out)!r})\n"
        "shutil.copy(sys.argv[1], out / f'{len(list(out.iterdir()))}.pdf')\n",
    )  # fmt: skip


def kept(tmp_path: Path) -> list[int]:
    found = []
    for one in sorted((tmp_path / "out").iterdir()):
        with pypdfium2.PdfDocument(one.read_bytes()) as document:
            found.append(len(document))
    return found


def listed(capsys) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_every_copy_is_sent_once_however_often_the_command_is_given(
    tmp_path, files, capsys
) -> None:
    send = keeping(tmp_path)
    arguments = ["print-list", str(tmp_path / "list"), *files, "--copies", "2", "--send", send]
    for _ in range(2):
        assert run([*arguments, "--json"]) == 0
        assert [(one["done"], one["state"]) for one in listed(capsys)] == [(2, "done")] * 2
    counts = [parcel_of(paper(one), one).pages for one in FORMS]
    even = [one + one % 2 for one in counts]
    assert kept(tmp_path) == [2 + even[0], even[0], 2 + even[1], even[1]]
    assert not (tmp_path / "list" / FOLDER / "copy.pdf").exists()


def test_a_killed_run_leaves_one_copy_in_doubt_and_is_gone_on_with(tmp_path, files, capsys) -> None:
    """The command that is given the second copy kills the program."""
    kill = script(
        tmp_path, "kill.py",
        "import os, pathlib, signal\n"
        f"mark = pathlib.Path({str(tmp_path / 'mark')!r})\n"
        "if mark.exists():\n"
        "    os.kill(os.getppid(), signal.SIGKILL)\n"
        "mark.touch()\n",
    )  # fmt: skip
    folder = tmp_path / "list"
    arguments = ["print-list", str(folder), *files, "--copies", "1", "--send", kill]
    source = Path(__file__).parents[3] / "src"
    done = subprocess.run(
        [sys.executable, "-m", "smdesk", *arguments], check=False, capture_output=True,
        env=dict(os.environ, PYTHONPATH=str(source)),
    )  # fmt: skip
    assert done.returncode < 0
    assert [one.state for one in JobList(folder).jobs] == ["done", "unsure"]
    send = keeping(tmp_path)
    assert run(["print-list", str(folder), "--send", send, "--json"]) == 1
    assert [one["state"] for one in listed(capsys)] == ["done", "unsure"]
    assert kept(tmp_path) == []
    assert run(["print-list", str(folder), "--again", "2", "--send", send]) == 0
    assert len(kept(tmp_path)) == 1


def test_a_copy_of_what_was_sent_is_asked_for_again(tmp_path, files, capsys) -> None:
    folder, send = str(tmp_path / "list"), keeping(tmp_path)
    assert run(["print-list", folder, *files, "--copies", "1", "--send", send]) == 0
    assert len(kept(tmp_path)) == 2
    assert run(["print-list", folder, "--again", "2", "--send", send]) == 0
    assert len(kept(tmp_path)) == 3
    capsys.readouterr()
    assert run(["print-list", folder, "--printed", "2"]) == 1
    assert "没有停在半途" in capsys.readouterr().err
    assert run(["print-list", folder, "--again", "2", "--json"]) == 0
    assert [(one["done"], one["copies"], one["state"]) for one in listed(capsys)] == [
        (1, 1, "done"), (2, 3, "waiting"),
    ]  # fmt: skip
    assert run(["print-list", folder, "--again", "2"]) == 1
    assert "等待打印" in capsys.readouterr().err


def test_a_command_that_fails_leaves_the_copy_open(tmp_path, files, capsys) -> None:
    folder = str(tmp_path / "list")
    refuse = script(tmp_path, "no.py", "import sys\nsys.exit('no paper')\n")
    assert run(["print-list", folder, files[0], "--send", refuse]) == 1
    assert "no paper" in capsys.readouterr().err
    assert run(["print-list", folder, "--send", str(tmp_path / "missing"), "--json"]) == 1
    assert run(["print-list", folder, "--printed", "9"]) == 1
    capsys.readouterr()
    assert run(["print-list", folder, "--json"]) == 0
    (job,) = listed(capsys)
    assert (job["state"], job["done"]) == ("waiting", 0)
    assert job["note"]
