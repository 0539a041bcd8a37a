"""Draws a form's questions as a table, each time another one: columns, pairs a row, groups, boxes."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from posted.answers import answer, firm
from posted.model import Grid, Letter, Span, Td
from posted.sheets import SHEETS
from smdesk.intake import forms
from smdesk.notices.address import parse
from smdesk.notices.grid import all_fields
from smdesk.notices.models import Form, FormField, Kind, Pack
from smdesk.notices.typed import choice_text

WIDTH = 9200
Rows = list[list[Td]]


def known(name: str) -> tuple[Pack, Form]:
    found = forms.find(forms.known_packs(), name)
    assert found is not None
    return found


def years_of(name: str) -> tuple[int, ...]:
    pack, form = known(name)
    return pack.years((), form) or pack.years((2021, 2022, 2023), form)


class Draughtsman:
    """Draws one form. ``columns`` of the table are many and narrow; cells take several."""

    def __init__(
        self,
        name: str,
        rng: Random,
        *,
        filled: float = 0.93,
        noted: float = 0.0,
        instead: float = 0.0,
    ) -> None:
        self.name, self.rng = name, rng
        self.filled, self.noted, self.instead = filled, noted, instead
        pack, form = known(name)
        self.fields: dict[str, FormField] = all_fields(pack.notice, form)
        self.years = years_of(name)
        self.truth: dict[str, tuple[str, ...]] = {}
        self.columns = rng.choice([12, 14, 18, 24])
        self.pairs = 2 if "city" in name else rng.choice([1, 2, 2, 2, 3])
        self.boxes = rng.choice(["line", "lines", "cells", "two", "spaced"])
        self.groups = rng.choice(["cards", "rows", "cards"])
        self.rows: Rows = []

    def letter(self) -> Letter:
        """Return the form under its title."""
        waiting: list[str] = []
        for line in [*SHEETS[self.name].splitlines(), "."]:
            if line.startswith("- "):
                waiting.append(line[2:])
                continue
            self._pairs(waiting)
            waiting = []
            kind, _, rest = line.partition(" ")
            if rest:
                getattr(self, _KINDS[kind])(rest)
        cuts = sorted(self.rng.sample(range(1, 200), self.columns - 1))
        edges = [0, *(one * WIDTH // 200 for one in cuts), WIDTH]
        widths = [b - a for a, b in pairwise(edges)]
        grid = Grid(widths, self.rows)
        form = known(self.name)[1]
        for fixed in form.fixed:
            self.truth.pop(fixed, None)
        blocks: list[str | Grid] = [
            *self._cover(),
            form.number,
            form.title,
            grid,
            "",
            "二、申报书正文",
            "（见另一文件）",
        ]
        return Letter(self.name, self.years, self.rng, blocks, self.truth)

    def _cover(self) -> list[str | Grid]:
        pack, form = known(self.name)
        if self.rng.random() < 0.3:
            return []
        who, by = firm(self.rng), f"{self.rng.choice(['清源市', '云麓县', '望江区'])}经济和信息化局"
        self.truth |= {"cover.applicant": (who,), "cover.recommender": (by,)}
        kinds = {choice.id: choice.label for choice in self.fields["cover.kind"].choices}
        mine = form.fixed.get("cover.kind", "")
        boxes = "  ".join(("☑" if label == mine else "□") + label for label in kinds.values())
        lines: list[str | Grid] = list(pack.notice.cover.title)
        if self.rng.random() < 0.5:
            lines += [f"申报单位：{who}（章）", f"申报类型：{boxes}", f"推荐单位： {by} （章）"]
            self.truth |= {
                "cover.applicant": (who, f"{who}（章）"),
                "cover.recommender": (by, f"{by}（章）"),
            }
        else:
            rows = [
                [Td([Span(label)], kind="other"), Td([Span(text)], kind="other")]
                for label, text in (("申报单位", who), ("申报类型", boxes), ("推荐单位", by))
            ]
            lines.append(Grid([2500, 5500], rows))
        return [*lines, *pack.notice.cover.foot]

    # ---- answers ----

    def value(self, address: str) -> Span:
        """Return an answer and keep what is true of it."""
        if address in self.truth:
            return Span(self.truth[address][0], address)
        field = self.fields[
            parse(address).field
            if "[" not in address or "." not in address.partition("]")[2]
            else re.sub(r"\[\d+\]", "", address)
        ]
        if self.rng.random() >= self.filled:
            self.truth[address] = ("",)
            return Span("", address)
        text, truths = answer(
            field.address, field, self.rng, noted=self.noted, instead=self.instead
        )
        self.truth[address] = truths
        return Span(text, address)

    def spread(self, parts: int, columns: int) -> list[int]:
        """Return the widths of so many cells that fill so many columns, by chance."""
        base, more = divmod(columns, parts)
        widths = [base + (place < more) for place in range(parts)]
        for _ in range(parts):
            a, b = self.rng.randrange(parts), self.rng.randrange(parts)
            if widths[a] > max(1, base - 1):
                widths[a] -= 1
                widths[b] += 1
        return widths

    def row(self, *cells: Td, columns: int = 0) -> list[Td]:
        for cell, width in zip(
            cells, self.spread(len(cells), columns or self.columns), strict=True
        ):
            cell.w = width
        return list(cells)

    # ---- questions ----

    def heading(self, text: str) -> None:
        self.rows.append(self.row(label(text, "head")))

    def sign(self, text: str) -> None:
        self.rows.append(self.row(label(text.replace("/", "\n"), "sign")))

    def _pairs(self, asked: list[str]) -> None:
        for first in range(0, len(asked), self.pairs):
            cells = [cell for one in asked[first : first + self.pairs] for cell in self.pair(one)]
            self.rows.append(self.row(*cells))

    def pair(self, text: str) -> list[Td]:
        name, _, rest = text.partition(" = ")
        address, _, behind = rest.partition(" ~ ")
        spans = [self.value(address), *([Span(behind)] if behind else [])]
        return [label(name), Td(spans, kind="value")]

    def wide(self, text: str) -> None:
        self.rows.append(self.row(*self.pair(text)))

    def term(self, text: str) -> None:
        name, start, end = text.split(" = ")
        first, second = self.value(start.split(" ~ ")[0]), self.value(end.split(" ~ ")[0])
        cell = Td([first, Span("年至"), second, Span("年")], kind="value")
        self.rows.append(self.row(label(name), cell))

    def inside(self, text: str) -> None:
        name, _, address = text.partition(" = ")
        self.rows.append(self.row(Td([Span(name + "\n"), self.value(address)], kind="value")))

    def years_head(self, text: str) -> None:
        heads = [label(f"{year}年", "year") for year in self.years]
        self.rows.append(self.year_row(label(text.strip("_")), heads))

    def year_row(self, first: Td, cells: list[Td]) -> list[Td]:
        each = max(1, self.columns * 2 // 3 // len(cells))
        first.w = self.columns - each * len(cells)
        for cell in cells:
            cell.w = each
        return [first, *cells]

    def years_row(self, text: str) -> None:
        name, _, stem = text.partition(" = ")
        cells = [Td([self.value(f"{stem}[{year}]")], kind="value") for year in self.years]
        self.rows.append(self.year_row(label(name), cells))

    def years_group(self, text: str) -> None:
        name, _, listed = text.partition(" : ")
        subs = listed.split(" | ")
        for number, sub in enumerate(subs):
            word, _, stem = sub.partition(" = ")
            row = self.year_row(
                label(word),
                [Td([self.value(f"{stem}[{year}]")], kind="value") for year in self.years],
            )
            room = row[0].w
            row[0].w = room - room // 2
            side = Td([Span(name)], room // 2, len(subs), "label")
            self.rows.append([side, *row] if number == 0 else row)

    def group(self, text: str) -> None:
        name, _, listed = text.partition(" : ")
        subs = [one.split(" = ") for one in listed.split(" | ")]
        side = label(name)
        side.w = max(2, self.columns // 6)
        room = self.columns - side.w
        if self.groups == "cards" or len(subs) > 4:
            widths = self.spread(len(subs), room)
            side.h = 2
            heads = [
                Td([Span(word)], w, 1, "label") for (word, _), w in zip(subs, widths, strict=True)
            ]
            values = [
                Td([self.value(one)], w, 1, "value")
                for (_, one), w in zip(subs, widths, strict=True)
            ]
            self.rows += [[side, *heads], values]
            return
        side.h = len(subs)
        for number, (word, address) in enumerate(subs):
            row = self.row(label(word), Td([self.value(address)], kind="value"), columns=room)
            self.rows.append([side, *row] if number == 0 else row)

    def group_of_pairs(self, text: str) -> None:
        name, _, listed = text.partition(" : ")
        subs = listed.split(" | ")
        side = label(name)
        side.w, side.h = max(2, self.columns // 6), (len(subs) + 1) // 2
        for first in range(0, len(subs), 2):
            cells = [cell for one in subs[first : first + 2] for cell in self.pair(one)]
            row = self.row(*cells, columns=self.columns - side.w)
            self.rows.append([side, *row] if first == 0 else row)

    def group_of_parts(self, text: str) -> None:
        name, _, listed = text.partition(" : ")
        subs = [one.split(" = ") for one in listed.split(" | ")]
        side = label(name)
        side.w, side.h = max(2, self.columns // 6), 3
        widths = self.spread(len(subs), self.columns - side.w)
        whole = Td([Span(subs[0][0])], widths[0], 2, "label")
        among = Td([Span("其中")], sum(widths[1:]), 1, "label")
        heads = [
            Td([Span(word)], w, 1, "label")
            for (word, _), w in zip(subs[1:], widths[1:], strict=True)
        ]
        values = [
            Td([self.value(one)], w, 1, "value") for (_, one), w in zip(subs, widths, strict=True)
        ]
        self.rows += [[side, whole, among], heads, values]

    def listed(self, text: str) -> None:
        name, _, rest = text.partition(" : ")
        self.rows.append(self.row(label(name, "head")))
        self.rows += self.list_rows(rest, self.columns)

    def list_rows(self, text: str, room: int) -> Rows:
        heads, _, size = text.partition(" * ")
        count, repeat = size.split(" ")
        parts = [
            one.split(" ")[0] if " " not in one else one.rpartition(" ")[0]
            for one in heads.split(" | ")
        ]
        names = [one.rpartition(" ")[2] if " " in one else "" for one in heads.split(" | ")]
        widths = self.spread(len(parts), room)
        rows = [[Td([Span(one)], w, 1, "label") for one, w in zip(parts, widths, strict=True)]]
        filled = self.rng.choice([1, 2, int(count)])
        for number in range(1, int(count) + 1):
            cells = []
            for name, w in zip(names, widths, strict=True):
                address = f"{repeat}[{number}].{name}"
                if name and number > filled:
                    self.truth[address] = ("",)
                span = self.value(address) if name else Span(str(number))
                cells.append(Td([span], w, 1, "value" if name else "other"))
            rows.append(cells)
        return rows

    def listed_beside(self, text: str) -> None:
        """Draw 注册资本 as a tall cell beside the list of those who paid it, or as a row before it."""
        left, _, rest = text.partition(" : ")
        name, _, more = left.partition(" = ")
        address, _, unit = more.partition(" ~ ")
        if self.rng.random() < 0.4:
            self.rows.append(
                self.row(label(f"{name}（{unit}）"), Td([self.value(address)], kind="value"))
            )
            self.rows += self.list_rows(rest, self.columns)
            return
        side = Td(
            [Span(name + "\n"), self.value(address), Span(unit)],
            max(2, self.columns // 5),
            1,
            "value",
        )
        rows = self.list_rows(rest, self.columns - side.w)
        side.h = len(rows)
        rows[0].insert(0, side)
        self.rows += rows

    # ---- boxes ----

    def tick(self, address: str, options: list[tuple[str, str, str]]) -> list[list[Span]]:
        """Choose by chance; return for each option its spans: box, label, note."""
        field = self.fields[address]
        free = [
            one
            for one in options
            if one[0] not in {"others", "shared-manufacturing"} or len(options) < 4
        ]
        chosen: set[str] = set()
        if self.rng.random() < self.filled:
            most = (
                1
                if field.pick == "one" or field.kind is Kind.YES_NO
                else self.rng.choice([1, 2, 3])
            )
            chosen = {one[0] for one in self.rng.sample(free, min(most, len(free)))}
        chosen |= {one.parent for one in field.choices if one.id in chosen and one.parent}
        self.truth[address] = (choice_text(field, frozenset(chosen)),)
        return [self._option(address, one, one[0] in chosen) for one in options]

    def _option(self, address: str, option: tuple[str, str, str], ticked: bool) -> list[Span]:
        name, word, note = option
        spans = [Span("☑" if ticked else "□", address, name, ticked)]
        if not note:
            return [*spans, Span(word, "", name)]
        self.truth[note] = ("",)
        if not ticked or self.rng.random() < 0.3:
            return [*spans, Span(word, "", name)]
        said = self.rng.choice(["协同研发", "设备租赁与回购", "个性化设计（小批量）"])
        self.truth[note] = (said,)
        bare = re.sub(r"（[^（）]*）$", "", word)
        hint = self.rng.choice([f"{word}：", f"{bare}：", f"{bare}（", f"{word}"])
        return [
            *spans,
            Span(hint, "", name),
            Span(said, note),
            *([Span("）")] if hint.endswith("（") else []),
        ]

    def choice(self, text: str) -> None:
        name, _, rest = text.partition(" = ")
        address, _, listed = rest.partition(" : ")
        options = self.tick(address, options_of(listed))
        width = max(2, self.columns // 4)
        side = Td([Span(name)], width, 1, "label")
        room = self.columns - width
        if (self.boxes == "cells" and 1 < len(options) <= 4) or (
            self.boxes == "two" and len(options) == 2
        ):
            cells = [Td(one, kind="choice") for one in options]
            self.rows.append([side, *self.row(*cells, columns=room)])
        elif self.boxes == "two" and len(options) > 3:
            half = (len(options) + 1) // 2
            cells = [
                Td(flowing(one, "\n"), kind="choice") for one in (options[:half], options[half:])
            ]
            self.rows.append([side, *self.row(*cells, columns=room)])
        elif self.boxes == "cells" and len(options) > 4:
            side.h = (len(options) + 1) // 2
            for first in range(0, len(options), 2):
                cells = [Td(one, kind="choice") for one in options[first : first + 2]]
                row = self.row(*cells, columns=room)
                self.rows.append([side, *row] if first == 0 else row)
        else:
            between = {"lines": "\n", "spaced": "\u3000\u3000"}.get(self.boxes, "  ")
            self.rows.append([side, Td(flowing(options, between), room, 1, "choice")])

    def stages(self, text: str) -> None:
        """Draw the kinds of service stage by stage: a row each, or all in one cell."""
        name, _, rest = text.partition(" = ")
        address, _, listed = rest.partition(" : ")
        stages = [one.strip().partition(": ") for one in listed.split("; ")]
        options = self.tick(address, [one for _, _, part in stages for one in options_of(part)])
        side = label(name)
        side.w, side.h = max(2, self.columns // 6), len(stages)
        at = 0
        for number, (stage, _, part) in enumerate(stages):
            several = options[at : at + len(options_of(part))]
            at += len(several)
            row = self.row(
                label(stage),
                Td(flowing(several, "  "), kind="choice"),
                columns=self.columns - side.w,
            )
            self.rows.append([side, *row] if number == 0 else row)


def label(text: str, kind: str = "label") -> Td:
    return Td([Span(text)], kind=kind)


def options_of(text: str) -> list[tuple[str, str, str]]:
    """Return id, label and the note's address of each option."""
    found = []
    for one in text.split("|"):
        name, _, rest = one.strip().partition(" ")
        word, _, note = rest.partition(">")
        found.append((name, word.strip(), note))
    return found


def flowing(options: list[list[Span]], between: str) -> list[Span]:
    spans: list[Span] = []
    for number, one in enumerate(options):
        spans += [*([Span(between)] if number else []), *one]
    return spans


_KINDS = {
    "#": "heading", "s": "sign", "--": "wide", "+": "inside", "h": "years_head", "y": "years_row", "yg": "years_group",
    "g": "group", "gp": "group_of_pairs", "g2": "group_of_parts", "r": "listed", "r2": "listed_beside", "c": "choice",
    "k": "stages", "t": "term",
}  # fmt: skip
