"""A pack looked at whole: its files, its labels against the notice, its rules' expressions."""

from __future__ import annotations

from pathlib import Path

from smdesk.notices.lint import lint_pack
from smdesk.notices.lint.report import LintReport
from smdesk.notices.loader import as_pack, pack_folders, read_pack
from smdesk.rules.lint import lint_rules


def lint(pack: Path) -> LintReport:
    """Return every fault of a pack: ``pack`` is a folder, or the id of a known notice.

    Rules are tried only where the rest of the pack can be read. Never raises on a faulty pack.
    """
    folder = pack_folder(pack)
    report = lint_pack(folder)
    if not report.sound:
        return report
    reading = read_pack(folder)
    if reading.notice is None:
        return report
    return report.with_problems(lint_rules(as_pack(reading, reading.notice)))


def pack_folder(pack: Path) -> Path:
    """Return the folder of a known notice id, else ``pack`` itself with its own name (no ``.``)."""
    if pack.is_dir():
        return pack.resolve()
    return next((one for one in pack_folders() if one.name == str(pack)), pack)
