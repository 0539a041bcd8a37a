"""Boxes of a choice as text: names in printed order, and ids of what a person typed or ticked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from smdesk.notices.choices import choices_of
from smdesk.notices.models import Choice, FormField
from smdesk.notices.text import fold

TICKS = "☑☒■√✓✔"
EMPTY = "□☐▢"
_GLYPH = re.compile(rf"[{TICKS}{EMPTY}]")
_BEFORE = re.compile(rf"([{TICKS}{EMPTY}])([^{TICKS}{EMPTY}]*)")
_AFTER = re.compile(rf"([^{TICKS}{EMPTY}]*)([{TICKS}{EMPTY}])")


def choice_text(field: FormField, ids: Collection[str]) -> str:
    """Return the text of ticked boxes: their labels in printed order, joined by ``；``."""
    return "；".join(name for key, name in _boxes_of(field).names if key in ids)


@dataclass(frozen=True)
class BoxNames:
    """The tickable boxes of one choice: (id, full label) in order, and ids by folded name."""

    names: tuple[tuple[str, str], ...]
    ids: dict[str, str]

    def find(self, piece: str) -> str | None:
        """Return the id that a piece of text names, or ``None``."""
        key = fold(piece)
        return self.ids.get(key) or self.ids.get(_short(key))


@lru_cache(maxsize=512)
def names_of(choices: tuple[Choice, ...]) -> BoxNames:
    """Return the names of a choice's boxes; a name that two of them share is in neither's favour."""
    labels = {one.id: one.label for one in choices}
    tickable = [one for one in choices if one.tickable]
    whole = Counter(fold(one.label) for one in choices)
    shared = Counter(_short(one.label) for one in tickable)
    names: list[tuple[str, str]] = []
    ids: dict[str, str] = {}
    for one in tickable:
        name = _flat(one.label)
        if whole[fold(one.label)] > 1 and one.parent:
            name = f"{_flat(labels.get(one.parent, one.parent))}：{name}"
        names.append((one.id, name))
        ids |= {fold(name): one.id}
    for one in tickable:
        short = _short(one.label)
        if shared[short] == 1:
            ids.setdefault(short, one.id)
        elif one.parent:
            ids.setdefault(f"{fold(labels.get(one.parent, one.parent))}:{short}", one.id)
        ids.setdefault(one.id, one.id)
    for name, key in list(ids.items()):  # 其他 and 其它 are one word, forms print either
        ids.setdefault(name.replace("其它", "其他"), key)
        ids.setdefault(name.replace("其他", "其它"), key)
    return BoxNames(tuple(names), ids)


_known: dict[int, tuple[FormField, BoxNames]] = {}
_KEPT = 4096


def _boxes_of(field: FormField) -> BoxNames:
    """Return the names of a field's boxes, kept by the field itself: its choices take long to hash."""
    known = _known.get(id(field))
    if known is not None and known[0] is field:
        return known[1]
    if len(_known) >= _KEPT:
        _known.clear()
    boxes = names_of(choices_of(field))
    _known[id(field)] = field, boxes
    return boxes


def _flat(label: str) -> str:
    return re.sub(r"\s+", "", label)


def _short(label: str) -> str:
    """Return a folded label without its bracketed remark (其它（选…请注明…） → 其它)."""
    folded = fold(label)
    return re.sub(r"\([^()]*\)$", "", folded) or folded


def ticked_ids(field: FormField, text: str) -> tuple[str, ...] | None:
    """Return the ids that ``text`` ticks, in printed order; ``None`` if it is not plain which.

    Where the text shows boxes or ticks, each must stand before its label, or each after it; else
    its pieces count, parted by ``；`` and breaks, or by ``、``，commas and blanks if every piece so
    parted is a box.
    """
    boxes = _boxes_of(field)
    if fold(text) in boxes.ids:
        found: set[str] | None = {boxes.ids[fold(text)]}
    elif _GLYPH.search(text):
        found = _shown_ticks(boxes, text.strip())
    else:
        found = _named_boxes(boxes, text)
    return None if found is None else tuple(key for key, _ in boxes.names if key in found)


def _shown_ticks(boxes: BoxNames, text: str) -> set[str] | None:
    """Return the ids of labels with a tick beside them; each label must be one box."""
    if _GLYPH.match(text):
        pairs = [(glyph, label) for glyph, label in _BEFORE.findall(text)]
    elif _GLYPH.match(text[-1:]):
        pairs = [(glyph, label) for label, glyph in _AFTER.findall(text)]
    else:
        return None
    found = {boxes.find(_trimmed(label)) for glyph, label in pairs if glyph in TICKS}
    return None if None in found else {one for one in found if one}


def _named_boxes(boxes: BoxNames, text: str) -> set[str] | None:
    """Return the ids that the pieces of a text name."""
    ids: set[str] = set()
    for piece in filter(fold, re.split(r"[；;\n]", text)):
        whole = boxes.find(_trimmed(piece))
        parts = [boxes.find(one) for one in re.split(r"[、，,＋+\s]+", piece) if fold(one)]
        found = [whole] if whole else parts
        if not found or None in found:
            return None
        ids |= {one for one in found if one}
    return ids


def _trimmed(piece: str) -> str:
    return re.sub(r"^[；;、，,\s]+|[；;、，,。\s]+$", "", piece)


def too_many(field: FormField, ticked: Collection[str]) -> bool:
    """Return whether boxes are ticked of which only one may be: at the top, or below one box."""
    choices = {one.id: one for one in choices_of(field)}
    branches: dict[str | None, set[str]] = {}
    for key in ticked:
        current, steps = choices[key], 0
        while current.parent in choices and steps < len(choices):
            branches.setdefault(current.parent, set()).add(current.id)
            current, steps = choices[current.parent], steps + 1
        branches.setdefault(None, set()).add(current.id)
    top = field.pick == "one" and len(branches.get(None, ())) > 1
    return top or any(
        len(found) > 1 and choices[key].pick == "one" for key, found in branches.items() if key
    )
