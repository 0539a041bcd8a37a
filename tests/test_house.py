"""The house stands: rooms without Qt, sound pins, message codes that exist."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError, SmdeskErrors, catalogue, sentence

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "smdesk"

WITHOUT_QT = """
import importlib, pkgutil, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6"}:
            raise ImportError(name)

sys.meta_path.insert(0, Refuse())
import smdesk
for found in pkgutil.walk_packages(smdesk.__path__, "smdesk."):
    if not found.name.startswith("smdesk.gui"):
        importlib.import_module(found.name)
"""


def test_everything_outside_gui_imports_without_pyside() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_void_calls_of_pyside_keep_the_references_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 drops one a call and aborts the process after some thousands."""
    canary = (
        "import sys; from PySide6.QtWidgets import QApplication, QLabel;"
        "app = QApplication(['canary', '-platform', 'offscreen']); label = QLabel();"
        "before = sys.getrefcount(None); [label.setText('x') for _ in range(500)];"
        "sys.exit(0 if sys.getrefcount(None) > before - 100 else 3)"
    )
    done = subprocess.run(
        [sys.executable, "-c", canary], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_lock_pins_every_line_exactly_and_names_no_address() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert all(re.match(r"^[A-Za-z0-9._-]+==[^\s;]+( ; .+)?$", line) for line in pins)
    assert "://" not in "\n".join(lines)


def test_lock_keeps_the_pyside_release_that_drops_references_out() -> None:
    pins = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    assert re.search(r"pyside6[-_]essentials==6\.11\.", pins)


def _codes_named_in(path: Path) -> set[str]:
    rooms = "|".join({code.split(".")[0] for code in catalogue()})
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", ""))
        in {"SmdeskError", "SmdeskErrors", "Problem", "sentence"}
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and re.match(rf"^({rooms})\.[a-z0-9-]+$", argument.value)
    }


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda one: str(one.name))
def test_every_code_named_in_the_source_has_its_sentence(path: Path) -> None:
    assert _codes_named_in(path) <= set(catalogue())


def test_sentences_are_plain_chinese_without_exclamation() -> None:
    for code, entry in catalogue().items():
        assert set(entry) <= {"text", "next"}, code
        words = entry["text"] + entry.get("next", "")
        assert re.search(r"[\u4e00-\u9fff]", words), code
        assert not re.search(r"[!！]|请您", words), code


def test_an_error_shows_its_sentence_and_keeps_its_code() -> None:
    fault = SmdeskError("files.target-held", file="a.docx")
    assert fault.code == "files.target-held"
    assert "a.docx" in str(fault)
    assert sentence("files.target-held", file="a.docx") == str(fault)


def test_several_errors_show_every_sentence() -> None:
    one = SmdeskError("notices.file-missing", file="a.toml").problem
    faults = SmdeskErrors("notices.pack-faulty", [one, one], pack="p")
    assert str(faults).count("a.toml") == 2
    assert len(faults.problems) == 2
