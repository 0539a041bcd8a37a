"""What verbs print for people."""

from __future__ import annotations

import pytest

from smdesk.cli import run
from smdesk.cli.output import say


def test_a_file_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    say("甲\x1b[2J\x07乙\x9b1m.docx\n  错误\t说明")
    assert (
        capsys.readouterr().out
        == "甲\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}乙\N{REPLACEMENT CHARACTER}1m.docx\n  错误\t说明\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rank", "x", "--merge", "best", "--form", "y"], "可写：mean、worst、lead"),
        (["papers", "x", "letter", "--out", "y"], "可写：recommendation、list、statistics"),
    ],
)
def test_what_can_be_written_is_told_without_marks_of_python(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert told in capsys.readouterr().err
