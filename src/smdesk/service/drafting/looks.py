"""Faces and sizes of a blank file: what most of its letters in each place are set in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from smdesk.intake.wordfile import W, WordFile, value_of
from smdesk.notices.models.notice import FACES, POINTS

_BY_POINTS = {points: name for name, points in POINTS.items()}
DEFAULTS: dict[str, dict[str, Any]] = {
    "body": {"face": "仿宋", "size": "小四", "line": 1.5, "indent": 2},
    "heading1": {"face": "黑体", "size": "小四", "line": 1.5, "indent": 2, "align": "left"},
    "heading2": {"face": "楷体", "size": "小四", "line": 1.5, "indent": 2, "align": "left"},
    "heading3": {"face": "仿宋", "size": "小四", "line": 1.5, "indent": 2, "align": "left", "bold": True},
    "table": {"face": "仿宋", "size": "五号", "align": "left"},
    "table_label": {"face": "仿宋", "size": "五号", "align": "center"},
    "table_heading": {"face": "黑体", "size": "小四", "align": "left"},
    "form_number": {"face": "黑体", "size": "四号", "align": "left"},
    "form_title": {"face": "宋体", "size": "二号", "bold": True, "align": "center"},
    "cover_title": {"face": "宋体", "size": "小初", "bold": True, "align": "center"},
    "cover_line": {"face": "仿宋", "size": "三号", "align": "left"},
}  # fmt: skip


def looks_of(
    word: WordFile, titles: Iterable[str], covers: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """Return the typography of a blank file; what it does not say is as these forms usually are."""
    found = {name: dict(style) for name, style in DEFAULTS.items()}
    cells = Counter(_look(run) for run in word.body.iterfind(f".//{W}tc//{W}r") for _ in _text(run))
    lines = {"form_title": set(titles), "cover_title": set(covers)}
    _apply(found, ("table", "table_label"), cells)
    for name, wanted in lines.items():
        counted: Counter[tuple[str | None, str | None]] = Counter()
        for paragraph in word.body.iter(f"{W}p"):
            text = "".join(_text(paragraph)).strip()
            if text and text in wanted:
                counted.update(_look(run) for run in paragraph.iter(f"{W}r") for _ in _text(run))
        _apply(found, (name,), counted)
    return found


def _text(element: Any) -> Iterable[str]:
    return (letter for one in element.iter(f"{W}t") for letter in (one.text or ""))


def _look(run: Any) -> tuple[str | None, str | None]:
    properties = run.find(f"{W}rPr")
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    face = fonts.get(f"{W}eastAsia") if fonts is not None else None
    size = value_of(properties, "sz")
    points = Decimal(size) / 2 if size and size.isdigit() else None
    return (face if face in FACES else None), _BY_POINTS.get(points) if points is not None else None


def _apply(
    found: dict[str, dict[str, Any]], names: Iterable[str],
    counted: Counter[tuple[str | None, str | None]],
) -> None:  # fmt: skip
    faces: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for (face, size), number in counted.items():
        if face:
            faces[face] += number
        if size:
            sizes[size] += number
    for name in names:
        if faces:
            found[name]["face"] = faces.most_common(1)[0][0]
        if sizes:
            found[name]["size"] = sizes.most_common(1)[0][0]
