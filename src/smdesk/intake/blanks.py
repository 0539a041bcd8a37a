"""A blank form that somebody else made: where each value of a form goes in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from smdesk.errors import SmdeskError
from smdesk.intake.align.core import lay, settled
from smdesk.intake.align.form import FormPlan, as_tables, form_plan, front_items
from smdesk.intake.align.identify import Guess, identify, split
from smdesk.intake.align.keys import key
from smdesk.intake.align.plan import plan
from smdesk.intake.align.targets import Target, targets
from smdesk.intake.narrative.headings import title_key
from smdesk.intake.word import WordParagraph, WordTable
from smdesk.intake.word.elements import Body, Ordinal, read_body
from smdesk.intake.wordfile import WordFile
from smdesk.notices.address import Address
from smdesk.notices.grid import all_fields, cover_grid, printed_rows, table_grid
from smdesk.notices.models import Form, Pack

LEAST_LABELS = 0.25
"""A file with fewer of a form's labels is not that form."""
_OPEN_YEAR = re.compile(
    r"(?<!\d)20(?:\*\*|[xX×]{2}|[_＿]{1,6}|[ \u3000]{2,6}|[○〇□]{2})(?=\s*年|\s*$)"
)


@dataclass(frozen=True)
class Spot:
    """One place for a value: the element it stands in, its visible text, what is replaced."""

    target: Target
    element: Ordinal

    @property
    def text(self) -> str:
        """The visible text of the element."""
        return self.target.text


@dataclass(frozen=True)
class YearHead:
    """A place where the blank leaves a year open: ``start`` to ``end`` of the element's text."""

    element: Ordinal
    text: str
    start: int
    end: int
    year: int


@dataclass(frozen=True)
class BlankForm:
    """A blank as laid out: by address where its value goes; what was not found at all.

    ``rows`` are by repeat the rows found and the element of a cell in the last; ``years`` the
    places of open years (with any, nothing else is looked for); ``headings`` the paragraph by
    outline item behind which its text goes; ``main`` names the part of the zip that was read.
    """

    main: str
    places: Mapping[Address, tuple[Spot, ...]] = field(default_factory=dict)
    missing: tuple[Address, ...] = ()
    rows: Mapping[str, tuple[int, Ordinal]] = field(default_factory=dict)
    years: tuple[YearHead, ...] = ()
    headings: Mapping[str, Ordinal] = field(default_factory=dict)
    labels: float = 0.0
    forms: int = 1


def lay_out(
    data: bytes, pack: Pack, form: Form, years: Sequence[int], counts: Mapping[str, int]
) -> BlankForm:
    """Return where the values of a form go in a blank .docx.

    ``counts`` are the rows wanted of each repeat. Raises the codes of the guard and
    ``intake.blank-other`` where the file does not hold the form.
    """
    word = WordFile(data)
    body = read_body(word.body)
    part, forms = _part(pack, form, years, body)
    open_years = _open_years(pack, form, years, body, part)
    if open_years:
        return BlankForm(word.main, years=tuple(open_years), forms=forms)
    return _laid(word.main, pack, form, years, counts, body, part, forms)


def _laid(
    main: str, pack: Pack, form: Form, years: Sequence[int], counts: Mapping[str, int], body: Body,
    part: Sequence[WordParagraph | WordTable], forms: int,
) -> BlankForm:  # fmt: skip
    fields = all_fields(pack.notice, form)
    rows = printed_rows(form, counts)
    tables = [one for one in part if isinstance(one, WordTable)]
    work, heads = lay(plan(table_grid(form, tuple(years), rows), fields), tables)
    table = settled(work, heads)
    if table.labels < LEAST_LABELS:
        raise SmdeskError("intake.blank-other", form=form.title)
    found = targets(work)
    cover = plan(cover_grid(pack.notice, tuple(years)), fields)
    for items in (part, body.items):
        front = front_items(items, table)
        work, heads = lay(cover, as_tables(front), taken=table.used, sparse=True)
        where = targets(work)
        if where:
            break
    lines = _line_places(front, body)
    places = {
        address: spots
        for address, several in [*where.items(), *found.items()]
        if (spots := tuple(_spots(several, body, lines)))
    }
    printed = [*cover.addresses, *table_grid(form, tuple(years), rows).places]
    last = _last_rows(places)
    missing = tuple(
        dict.fromkeys(
            one for one in printed
            if one not in places
            and (one.repeat is None or (one.row or 0) <= max(1, last.get(one.repeat, (0,))[0]))
        )
    )  # fmt: skip
    headings = _headings(form, body, part, max(table.tables, default=0))
    return BlankForm(main, places, missing, last, (), headings, table.labels, forms)


def _spots(
    several: Sequence[Target], body: Body, lines: Mapping[tuple[int, int], Ordinal]
) -> list[Spot]:
    found = []
    for one in several:
        place = one.place
        element = (
            lines.get((place.table, place.row))
            if place.table < 0
            else body.cells.get((place.table, place.row, place.column))
        )
        if element is not None:
            found.append(Spot(one, element))
    return found


def _line_places(
    front: Sequence[WordParagraph | WordTable], body: Body
) -> dict[tuple[int, int], Ordinal]:
    """Return the element of each line of the cover, by table (negative) and row as `as_tables` counts."""
    elements = {id(item): one for item, one in zip(body.items, body.paragraphs, strict=True)}
    found: dict[tuple[int, int], Ordinal] = {}
    number, row, open_group = 0, 0, False
    for item in front:
        if isinstance(item, WordTable):
            open_group = False
            continue
        if not open_group:
            number, row, open_group = number - 1, 0, True
        if item.text.strip():
            element = elements.get(id(item))
            if element is not None:
                found[number, row] = element
            row += 1
    return found


def _last_rows(
    places: Mapping[Address, tuple[Spot, ...]],
) -> dict[str, tuple[int, Ordinal]]:
    found: dict[str, tuple[int, Ordinal]] = {}
    for address, spots in places.items():
        if address.repeat is None or address.row is None or spots[0].element[0] != "tc":
            continue
        if address.row > found.get(address.repeat, (0, spots[0].element))[0]:
            found[address.repeat] = address.row, spots[0].element
    return found


# ---- headings of the narrative ----

_LONGEST = 60
_HINT = re.compile(r"[（(【\[]|[*＊]|注[：:]|说明|包括|填写|简述|主要|重点")


def _headings(
    form: Form, body: Body, part: Sequence[WordParagraph | WordTable], last: int
) -> dict[str, Ordinal]:
    """Return for each outline item the paragraph behind which its text goes: heading, or its hint."""
    elements = {id(item): one for item, one in zip(body.items, body.paragraphs, strict=True)}
    wanted = {title_key(item.title): item.id for item in form.outline.item}
    behind = False
    found: dict[str, Ordinal] = {}
    open_item: str | None = None
    for item in part:
        if isinstance(item, WordTable):
            behind = behind or item.number >= last
            open_item = None
            continue
        text = item.text.strip()
        element = elements.get(id(item))
        if not behind or item.boxed or element is None:
            continue
        name = wanted.get(title_key(text)) if 0 < len(text) <= _LONGEST else None
        if name is not None:
            found[name], open_item = element, name
        elif open_item is not None and text and _HINT.match(text):
            found[open_item] = element
        else:
            open_item = None
    return found


# ---- which part of the file is the form ----


def _part(
    pack: Pack, form: Form, years: Sequence[int], body: Body
) -> tuple[Sequence[WordParagraph | WordTable], int]:
    """Return the items of the form's part of a file, and how many forms the file holds."""
    plans = [_plan(pack, one, years) for one in pack.forms.values()]
    best: tuple[float, Sequence[WordParagraph | WordTable]] | None = None
    seen: set[str] = set()
    parts: list[tuple[Guess | None, list[WordParagraph | WordTable]]] = []
    for part in split(plans, body.items):
        guess = next((one for one in identify(plans, part) if one.verdict != "other"), None)
        if guess is None and parts:
            parts[-1][1].extend(part)
        else:
            parts.append((guess, list(part)))
    for guess, items in parts:
        if guess is None:
            continue
        seen.add(guess.form)
        if guess.form == pack.form_id(form.id) and (best is None or guess.score > best[0]):
            best = guess.score, items
    return (body.items if best is None else best[1]), max(1, len(seen))


def _plan(pack: Pack, form: Form, years: Sequence[int]) -> FormPlan:
    count = pack.years_of(form).number
    return form_plan(pack, form, pack.years_of(form).fixed or tuple(years)[:count])


# ---- years that the blank leaves open ----


def _open_years(
    pack: Pack, form: Form, years: Sequence[int], body: Body,
    part: Sequence[WordParagraph | WordTable],
) -> list[YearHead]:  # fmt: skip
    """Return the places of open years (``20**年``): heads in their order, labels by their words."""
    if not years:
        return []
    labels = {
        label.key.full: label.key.year
        for label in _plan(pack, form, years).table.labels
        if label.key.year is not None
    }
    found: list[YearHead] = []
    for table in (one for one in part if isinstance(one, WordTable)):
        for line in table.by_row:
            heads = []
            for cell in line:
                text = cell.text
                match = _OPEN_YEAR.search(text) if "20" in text else None
                element = body.cells.get((table.number, cell.row, cell.column))
                if match is None or element is None:
                    continue
                rest = text[: match.start()] + text[match.end() :]
                if len(rest.strip(" \u3000年度末底（）()")) == 0:
                    heads.append((element, text, *match.span()))
                    continue
                said = labels.get(key(_OPEN_YEAR.sub("2000", text)).full)
                if said is not None:
                    found.append(YearHead(element, text, *match.span(), said))
            if len(heads) == len(years):
                found += [
                    YearHead(*head, year) for head, year in zip(heads, sorted(years), strict=True)
                ]
    return found


__all__ = ["BlankForm", "Ordinal", "Spot", "YearHead", "lay_out"]
