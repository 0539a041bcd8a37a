"""What an export says stands in the window and at a terminal alike."""

from __future__ import annotations

from smdesk.errors import Problem


def test_unanswered_findings_are_told_without_options_of_a_command_line() -> None:
    assert "--" not in Problem("service.reasons-missing", "check", {"count": 3}).message
