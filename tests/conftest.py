"""What every test shares: no skip for want of a tool on CI, no user data outside of tmp."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from smdesk import paths

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadline: machines are slow and shared. CI tries the same examples each time, so that what it
# says of a change is about the change; at home each run tries others.
settings.register_profile("home", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "home")

_FACES = {"FandolFang-Regular.otf", "FandolKai-Regular.otf", "FandolHei-Regular.otf"}


def _faces_there() -> bool:
    found = {file.name for folder in paths.face_folders() for file in folder.glob("Fandol*.otf")}
    return found >= _FACES


_NEEDS = {
    "libreoffice": (lambda: shutil.which("soffice") is not None, "LibreOffice is not installed"),
    "faces": (_faces_there, "the Debian CJK faces are not installed"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what the machine cannot do, with its reason; on CI that is a failure instead."""
    missing = {name: reason for name, (there, reason) in _NEEDS.items() if not there()}
    for item in items:
        for name, reason in missing.items():
            if item.get_closest_marker(name) is None:
                continue
            if os.environ.get("CI"):
                item.add_marker(pytest.mark.usefixtures("_missing_on_ci"))
            else:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def _missing_on_ci() -> None:
    pytest.fail("a tool that CI has to install is missing: see dev.py")


@pytest.fixture(autouse=True)
def _own_user_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMDESK_DATA", str(tmp_path / "data"))
