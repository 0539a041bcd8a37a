"""Whole narratives with the truth of every figure in them: ``benchmarks/prose/texts-*.txt``.

A file holds narratives of several forms, each ``=== pack/form years``, then the table's values (of
a field with years one for each of them), ``---`` and the text: ``#`` headings, ``-`` and ``1.`` list
items, ``| … |`` rows of a table, ``: `` its caption, all else paragraphs. Marks in the text:
``{!…}`` contradicts the table, ``{=…}`` holds, ``{~…}`` is not comparable (another's figure, an aim,
another time), ``{?…}`` a placeholder, ``{@…}`` a name that is not the applicant's. Whatever is found
outside the first and the last two is a false alarm. ``python -m benchmarks.prose_texts [-v] [a b]``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from smdesk.notices.declaration import (
    Block,
    Declaration,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Run,
    SimpleTable,
)
from smdesk.notices.loader import find_form
from smdesk.rules.engine import checker_of
from smdesk.rules.prose.checks import LEFT, UNREAD, VALUES
from smdesk.rules.prose.firms import FIRMS, NAMED
from smdesk.rules.prose.places import ProsePlace, parse_place, text_of

TEXTS = Path(__file__).parent / "prose"
_MARK = re.compile(r"\{([!=~?@])([^}]*)\}")
_OPEN, _SHUT = "\ue000", "\ue001"
"""Stand around a mark's kind and text while the blocks are made."""
_HELD = re.compile(rf"{_OPEN}(.)([^{_SHUT}]*){_SHUT}")
_KINDS = {VALUES: "!", LEFT: "?", FIRMS: "@"}


@dataclass
class TextScore:
    """Counts over the narratives of a file, and what went wrong.

    ``hinted``: marked names that only a hint names; ``others``: names in hints that are unmarked.
    """

    texts: int = 0
    characters: int = 0
    marked: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    hinted: int = 0
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Mark:
    kind: str
    block: int
    start: int
    stop: int


def score_texts(file: str) -> TextScore:
    """Return how the narratives of a file are read."""
    total = TextScore()
    for declaration, marks in _narratives((TEXTS / file).read_text(encoding="utf-8")):
        _count(total, declaration, marks)
    return total


def _count(total: TextScore, declaration: Declaration, marks: list[_Mark]) -> None:
    pack, form = find_form(declaration.form)
    texts = [text_of(one) for one in declaration.narrative.blocks]
    total.texts += 1
    total.characters += sum(len(re.sub(r"\s", "", one)) for one in texts)
    for mark in marks:
        total.marked[mark.kind] = total.marked.get(mark.kind, 0) + 1
    left = [one for one in marks if one.kind in _KINDS.values()]
    told = set(left)
    checker = checker_of(pack, form, declaration.years)
    for finding in checker.touched(declaration, ["narrative"]).findings:
        place = parse_place(finding.addresses[0])
        if finding.mark.endswith(UNREAD):
            raise RuntimeError(finding.message)
        if finding.rule == NAMED and place is not None:
            _count_named(total, marks, place, texts)
        if finding.rule not in _KINDS or place is None:
            continue
        hit = {
            one
            for one in told
            if one.block == place.block and one.start < place.stop and place.start < one.stop
        }
        left = [one for one in left if one not in hit]
        if not hit:
            said = texts[place.block][place.start : place.stop]
            total.false.append(f"{declaration.form} | {said} | {finding.message}")
    for one in told - set(left):
        total.found[one.kind] = total.found.get(one.kind, 0) + 1
    for one in left:
        around = texts[one.block][max(0, one.start - 40) : one.stop + 12]
        said = texts[one.block][one.start : one.stop]
        total.missed.append(f"{one.kind} {declaration.form} | {said} | {around!r}")


def _count_named(total: TextScore, marks: list[_Mark], place: ProsePlace, texts: list[str]) -> None:
    """Count a hint that names a firm: one of the marked names, or another that a text names."""
    on = (one for one in marks if one.block == place.block and one.kind == _KINDS[FIRMS])
    if any(one.start < place.stop and place.start < one.stop for one in on):
        total.hinted += 1
    else:
        total.others.append(texts[place.block][place.start : place.stop])


def _narratives(text: str) -> Iterator[tuple[Declaration, list[_Mark]]]:
    for part in re.split(r"(?m)^=== ", text)[1:]:
        head, body = part.split("\n---\n", 1)
        title, *lines = head.splitlines()
        form_id, *told = title.split()
        pack, form = find_form(form_id)
        years = tuple(map(int, told))
        values: dict[str, str] = {}
        for line in lines:
            address, _, said = (one.strip() for one in line.partition("="))
            each = said.split()
            if len(each) == len(years) > 1 and re.fullmatch(r"-?[\d.]+", each[0]):
                values |= {f"{address}[{year}]": one for year, one in zip(years, each, strict=True)}
            else:
                values[address] = said
        applicant = ("org.name", "project.contractor", "city.name", "district.name")
        name = next(values[one] for one in applicant if one in values)
        values = {"cover.applicant": name, **values}
        blocks = [_unmarked(one, number) for number, one in enumerate(_blocks(body))]
        yield (
            Declaration(
                form=form_id,
                pack=pack.hash,
                years=pack.years(years, form),
                narrative=Narrative(blocks=tuple(block for block, _ in blocks)),
            ).with_values(values),
            [mark for _, marks in blocks for mark in marks],
        )


def _blocks(body: str) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for line in body.strip().splitlines():
        text = _MARK.sub(rf"{_OPEN}\1\2{_SHUT}", line.strip())
        if text.startswith("|"):
            rows.append(tuple(one.strip() for one in text.strip("|").split("|")))
            continue
        if rows:
            caption = text[2:] if text.startswith(": ") else ""
            yield SimpleTable(rows=tuple(rows), caption=caption)
            rows = []
            if caption:
                continue
        if text.startswith("#"):
            level = len(text) - len(text.lstrip("#"))
            yield Heading(level=level, text=text.lstrip("# "))
        elif item := re.match(r"(-|\d+\.) (?=.)", text):
            yield ListItem(ordered=item[1] != "-", runs=(Run(text=text[item.end() :]),))
        elif text:
            yield Paragraph(runs=(Run(text=text),))
    if rows:
        yield SimpleTable(rows=tuple(rows))


def _unmarked(block: Block, number: int) -> tuple[Block, list[_Mark]]:
    """Return a block without its marks, and where they stood in its text."""
    marks: list[_Mark] = []
    text, shift = text_of(block), 0
    for match in _HELD.finditer(text):
        start = match.start() - shift
        marks.append(_Mark(match[1], number, start, start + len(match[2])))
        shift += len(match[0]) - len(match[2])
    match block:
        case SimpleTable():
            rows = tuple(tuple(_HELD.sub(r"\2", one) for one in row) for row in block.rows)
            return SimpleTable(rows=rows, caption=_HELD.sub(r"\2", block.caption)), marks
        case Heading():
            return Heading(level=block.level, text=_HELD.sub(r"\2", block.text)), marks
        case ListItem():
            runs = (Run(text=_HELD.sub(r"\2", text)),)
            return ListItem(ordered=block.ordered, runs=runs), marks
        case _:
            return Paragraph(runs=(Run(text=_HELD.sub(r"\2", text)),)), marks


def main() -> None:
    """Print the scores, ``-v`` every miss; names of files (``a``) take those alone."""
    names = [one for one in sys.argv[1:] if not one.startswith("-")]
    out = sys.stdout.write
    out("| texts | narratives | characters | contradicting | found | recall | placeholders | names asked after | named by a hint | other firms in hints | false alarms among |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")  # fmt: skip
    scores = {one.stem[-1]: one.name for one in sorted(TEXTS.glob("texts-*.txt"))}
    for name, file in scores.items():
        if names and name not in names:
            continue
        one = score_texts(file)
        wanted, found = (Counter(told) for told in (one.marked, one.found))
        out(
            f"| {name} | {one.texts} | {one.characters} | {wanted['!']} | {found['!']} "
            f"| {found['!'] / max(1, wanted['!']):.1%} | {found['?']} of {wanted['?']} "
            f"| {found['@']} of {wanted['@']} | {one.hinted} | {len(one.others)} | {len(one.false)} of {wanted['='] + wanted['~']} |\n"
        )
        if "-v" in sys.argv:
            out(
                "\n".join(
                    ("false:", *one.false, "missed:", *one.missed, "others:", *one.others, "")
                )
            )


if __name__ == "__main__":
    main()
