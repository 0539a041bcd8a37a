"""What the frozen program is made of, as far as it can be seen without building it.

`dev.py build` builds it and lets it try everything.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
WINDOWS = ROOT / "packaging" / "windows"
SPEC = (ROOT / "build.spec").read_text(encoding="utf-8")


def excluded() -> set[str]:
    tree = ast.parse(SPEC)
    values = next(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "never"
    )
    return set(ast.literal_eval(values))


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_nothing_that_is_left_out_of_the_program_is_imported_by_it() -> None:
    left_out = excluded()
    for path in (ROOT / "src").rglob("*.py"):
        for name in imported(path):
            parts = name.split(".")
            heads = {".".join(parts[: n + 1]) for n in range(len(parts))}
            assert not heads & left_out, f"{path.name} imports {name}"


def test_every_message_and_resource_of_the_checkout_goes_into_the_program() -> None:
    for folder in ("resources", "templates", "src/smdesk/errors"):
        assert folder in SPEC, folder
        assert any((ROOT / folder).iterdir())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("longPathAware", "true"),
        ("dpiAwareness", "PerMonitorV2, PerMonitor"),
        ("activeCodePage", "UTF-8"),
    ],
)
def test_the_manifest_asks_windows_for_what_the_program_needs(name: str, text: str) -> None:
    manifest = etree.parse(str(WINDOWS / "smdesk.manifest"))
    found = manifest.xpath(f"//*[local-name()='{name}']/text()")
    assert found == [text]


def test_the_manifest_asks_for_no_rights() -> None:
    manifest = etree.parse(str(WINDOWS / "smdesk.manifest"))
    levels = manifest.xpath("//*[local-name()='requestedExecutionLevel']/@level")
    assert levels == ["asInvoker"]


def test_the_icon_is_drawn_for_every_size_that_windows_shows() -> None:
    with Image.open(WINDOWS / "smdesk.ico") as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]


def test_the_installer_needs_no_administrator_and_is_read_as_utf8() -> None:
    data = (WINDOWS / "installer.iss").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert "PrivilegesRequired=lowest" in text
    assert re.search(r"^DefaultDirName=\{localappdata\}", text, re.MULTILINE)
    assert "[Registry]" not in text
