"""Faults of the folder: links, files that nothing reads, names."""

from __future__ import annotations

from smdesk.errors import Problem
from smdesk.notices.loader import Reading

_OWN = {"notice.toml", "summary.toml", "rules.toml", "notice.md", "notice.txt"}
_RESERVED = {"notice", "summary", "rules"}
MOST_FILES = 100


def check_files(reading: Reading) -> list[Problem]:
    """Return what lies in the folder and is not part of a pack, and forms with a reserved name.

    ``<form>.docx`` may lie beside a form: the authority's own blank file.
    """
    forms = set(reading.notice.forms) if reading.notice else set()
    known = _OWN | {f"{one}.toml" for one in forms} | {f"{one}.docx" for one in forms}
    problems = [
        Problem(
            "notices.form-reserved", "error", {"file": "notice.toml", "key": "forms", "name": one}
        )
        for one in sorted(forms & _RESERVED)
    ]
    for number, path in enumerate(sorted(reading.folder.iterdir())):
        name = path.name.encode("utf-8", "replace").decode("utf-8")
        if number >= MOST_FILES:
            problems.append(
                Problem("notices.files-many", "error", {"file": name, "most": MOST_FILES})
            )
            break
        if path.is_symlink():
            if name not in known:  # a known name was refused when it was read
                problems.append(Problem("notices.file-odd", "error", {"file": name}))
        elif name not in known and not (reading.notice is None and path.suffix == ".toml"):
            problems.append(Problem("notices.file-extra", "error", {"file": name}))
    return problems
