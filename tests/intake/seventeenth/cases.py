"""The set: each habit alone, then two to six together, over seeds and writers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from seventeenth.build import Maker
from seventeenth.html import html
from seventeenth.model import Filed
from seventeenth.plans import ALL, FORMS, LABELS
from seventeenth.sheet import xlsx
from seventeenth.strangers import beside, stranger
from seventeenth.wordfile import word

SHEET_NOT = {"cell:textbox", "cell:control", "cell:placeholder", "cell:formtext", "cell:inserted", "cell:replaced", "cell:deleted", "cell:half_replaced",
             "cell:hidden_old", "cell:hidden_all", "cell:smart", "cell:nested", "cell:linked", "ticks:wing2", "ticks:wing", "ticks:wing2text", "ticks:sdtbox",
             "ticks:legacybox", "ticks:strike", "ticks:highlight", "cell:struck_all", "cell:struck_old", "cell:example_grey", "cell:note_left"}  # fmt: skip
PLAIN_NOT = SHEET_NOT | {"cell:comment", "cell:underlined"}


@dataclass
class Case:
    """One file: its name in the set, how it is written, its content."""

    key: str
    way: str
    filed: Filed
    data: bytes | str


def mixed(rng: Random) -> tuple[str, ...]:
    """Return two to six habits that a clerk has at once."""
    found: list[str] = []
    keys: set[str] = set()
    for _ in range(rng.randint(2, 6)):
        kind = rng.choice(
            (
                "layout",
                "label",
                "label",
                "ticks",
                "year",
                "shape",
                "years",
                "cell",
                "cell",
                "cell",
                "file",
                "file",
            )
        )
        one = rng.choice([a for a in ALL if a.startswith(kind + ":")])
        if kind == "label":
            mine = {"unit" if k == "money" else k for k in LABELS[one.split(":")[1]]}
            if mine & keys:
                continue
            keys |= mine
        elif kind in {"layout", "ticks", "year", "shape"}:
            if kind in keys:
                continue
            keys.add(kind)
        if one not in found:
            found.append(one)
    return tuple(found)


def write(key: str, way: str, form: str, habits: tuple[str, ...], seed: int) -> Case:
    """Return one made file."""
    rng = Random(f"{key} {seed}")
    if way == "sheet":
        habits = tuple(h for h in habits if h not in SHEET_NOT)
        made = Maker(form, key, seed, habits).make(sheet=True)
        how = {h for h in ("sheets", "empty", "help", "gap") if rng.random() < 0.35}
        return Case(key, way, made, xlsx(made, how))
    if way == "html":
        habits = tuple(h for h in habits if h not in PLAIN_NOT)
        made = Maker(form, key, seed, habits).make()
        return Case(key, way, made, html(made))
    made = Maker(form, key, seed, habits).make()
    return Case(key, way, made, word(made))


def cases(seed: int, alone: int, together: int) -> Iterator[Case]:
    """Yield the set of one seed."""
    rng = Random(f"seventeenth set {seed}")
    for habit in ALL:
        for i in range(alone):
            form = rng.choice(FORMS)
            sheet = rng.random() < 0.15 and habit not in SHEET_NOT
            yield write(f"{seed}-a-{habit}-{i}", "sheet" if sheet else "docx", form, (habit,), seed)
    for i in range(together):
        way = rng.choices(("docx", "sheet", "html", "office"), (62, 18, 10, 10))[0]
        form = FORMS[i % len(FORMS)]
        yield write(f"{seed}-m-{i}", way, form, mixed(rng), seed)
    for i in range(max(6, together // 20)):
        made = stranger(Random(f"{seed} stranger {i}"))
        yield Case(f"{seed}-s-{i}", "docx", made, word(made))
    for i, how in enumerate(("blank", "before", "filled") * max(3, together // 60)):
        made = beside(rng.choice(FORMS), f"b{i}", seed, mixed(rng)[:2], how)
        yield Case(f"{seed}-b-{how}-{i}", "docx", made, word(made))
