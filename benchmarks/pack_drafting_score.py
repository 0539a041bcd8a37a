"""How much of a pack is drafted right from a blank .docx: each bundled form, its own pack left out.

``python -m benchmarks.pack_drafting_score`` prints a line a form: cells with the right label and
role, values with the right kind, values with the right address or concept, boxes with the right
id, open questions, and what the linter says. The labels that the drafter knows come from the other
notices only.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.intake.forms import known_packs
from smdesk.notices.address import Address
from smdesk.notices.grid import Box, Grid, GridCell, all_fields, cover_grid, table_grid
from smdesk.notices.loader import load_pack
from smdesk.notices.models import Form, FormField, Pack
from smdesk.notices.text import fold
from smdesk.packet.build import build_blank
from smdesk.packet.docx import write_docx
from smdesk.service.describe import form_years
from smdesk.service.drafting import draft_pack


@dataclass
class Score:
    """Counts of one form or several: right of all."""

    labels: int = 0
    labels_of: int = 0
    values: int = 0
    kinds: int = 0
    addresses: int = 0
    boxes: int = 0
    boxes_of: int = 0
    questions: int = 0
    faults: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def shares(self) -> dict[str, float]:
        """Return the shares in percent."""
        return {
            "labels": _share(self.labels, self.labels_of),
            "kinds": _share(self.kinds, self.values),
            "concepts": _share(self.addresses, self.values),
            "boxes": _share(self.boxes, self.boxes_of),
        }


def _share(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 100.0


def score_form(
    pack: Pack, form: Form, data: bytes, others: Iterable[Pack], tell: Callable[[str], None] = print
) -> Score:
    """Return how much of one form a draft of ``data`` has right; ``tell`` hears what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "blank.docx"
        source.write_bytes(data)
        draft = draft_pack(source, Path(folder) / "draft", others)
        report = draft.lint
        assert report is not None
        score = Score(questions=len(draft.questions), faults=0 if report.sound else 1)
        for one in report.problems:
            tell(f"    lint {one.code} {one.params}")
        try:
            drafted = load_pack(Path(folder) / "draft")
        except SmdeskError as problem:
            tell(f"    {problem}")
            return Score(values=1, labels_of=1, questions=len(draft.questions), faults=1)
    name = next(iter(drafted.forms))
    years = form_years(pack, form)
    made_form = drafted.forms[name]
    own = drafted.years_of(made_form).fixed or years
    mine = all_fields(pack.notice, form)
    theirs = all_fields(drafted.notice, made_form)
    score += _compare(table_grid(form, years), table_grid(made_form, own), mine, theirs, tell)
    covers = cover_grid(pack.notice, years), cover_grid(drafted.notice, own)
    return score + _compare_covers(*covers, mine, theirs, tell)


def _compare_covers(
    real: Grid, made: Grid, mine: dict[str, FormField], theirs: dict[str, FormField],
    tell: Callable[[str], None],
) -> Score:  # fmt: skip
    """Compare the values of two covers in their order; how their rows stand is of no weight."""
    score = Score()
    there = list(made.places)
    for number, address in enumerate(real.places):
        got = there[number] if number < len(there) else None
        score += _value(address, got, mine, theirs, (-1, number), tell)
    return score


def _compare(
    real: Grid, made: Grid, mine: dict[str, FormField], theirs: dict[str, FormField],
    tell: Callable[[str], None],
) -> Score:  # fmt: skip
    score = Score()
    there = dict(_placed(made))
    for place, cell in _placed(real):
        other = there.get(place)
        if cell.role in {"label", "heading", "signature"} and not _text(cell):
            continue
        if cell.role in {"label", "heading", "signature"}:
            score.labels_of += 1
            same = other is not None and other.role == cell.role and _text(cell) == _text(other)
            score.labels += same
            if not same:
                tell(
                    f"    label {place} {cell.printed!r} is {other and (other.role, other.printed)!r}"
                )
            continue
        if cell.role == "index":
            continue
        for number, address in enumerate(cell.addresses):
            found = other.addresses if other is not None else ()
            got = found[number] if number < len(found) else None
            score += _value(address, got, mine, theirs, place, tell)
        score += _boxes(cell, other)
    return score


def _placed(grid: Grid) -> Iterator[tuple[tuple[int, int], GridCell]]:
    for row, line in enumerate(grid.by_row):
        for number, cell in enumerate(line):
            yield (row, number), cell


def _text(cell: GridCell) -> str:
    return fold(cell.printed)


def _value(
    address: Address, got: Address | None, mine: dict[str, FormField], theirs: dict[str, FormField],
    place: tuple[int, int], tell: Callable[[str], None],
) -> Score:  # fmt: skip
    real = mine[address.field]
    if got is None:
        tell(f"    value {place} {address} is missing")
        return Score(values=1)
    made = theirs[got.field]
    kind = made.kind is real.kind and made.axis == real.axis and made.unit == real.unit
    concept = (made.concept or made.address) in {real.address, real.concept or real.address}
    concept = concept and (got.row, got.year) == (address.row, address.year)
    if not kind:
        tell(
            f"    kind {address} {real.kind}/{real.unit}/{real.axis} is {made.kind}/{made.unit}/{made.axis}"
        )
    if not concept:
        tell(f"    address {address} is {got}")
    return Score(values=1, kinds=kind, addresses=concept)


def _boxes(cell: GridCell, other: GridCell | None) -> Score:
    real = [(part.choice, fold(part.label)) for part in cell.parts if isinstance(part, Box)]
    if not real:
        return Score()
    parts = other.parts if other is not None else ()
    made = {(part.choice, fold(part.label)) for part in parts if isinstance(part, Box)}
    return Score(boxes=sum(one in made for one in real), boxes_of=len(real))


def _no_files(digest: str) -> bytes:
    raise KeyError(digest)


def blank_of(pack: Pack, form: Form) -> bytes:
    """Return the form's blank Word file."""
    return write_docx(build_blank(pack, form, form_years(pack, form)), _no_files)


def main() -> int:
    """Print the score of each bundled form and of all."""
    wanted = sys.argv[1:]
    packs = known_packs()
    total = Score()
    for pack in packs:
        others = [one for one in packs if one is not pack]
        for form in pack.forms.values():
            name = pack.form_id(form.id)
            if wanted and not any(one in name for one in wanted):
                continue
            lines: list[str] = []
            score = score_form(pack, form, blank_of(pack, form), others, lines.append)
            print(f"{name:34}", _line(score))
            if wanted:
                print("\n".join(lines))
            total += score
    print(f"{'':34}", _line(total))
    return 0


def _line(score: Score) -> str:
    shares = "  ".join(f"{name} {share:5.1f}" for name, share in score.shares().items())
    return f"{shares}  values {score.values}  questions {score.questions}  faults {score.faults}"


if __name__ == "__main__":
    raise SystemExit(main())
