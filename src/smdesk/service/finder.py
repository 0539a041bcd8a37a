"""Finds the places of a form by 汉字, pinyin or initials: fields, headings, attachment slots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from smdesk.notices.grid import Grid, all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.models import Form, FormField, Pack
from smdesk.notices.text import half_width
from smdesk.rules.whole import attachment_place, narrative_place

_BLANKS = re.compile(r"[\s\u3000_＿]+")
_ELSEWHERE = 1000
_REMARK = 100


@dataclass(frozen=True)
class Place:
    """One place that can be gone to: ``place`` as `Changes` names it, its step, its words.

    ``label`` is what a person calls it, ``path`` what stands over that, the step's title first.
    """

    place: str
    step: str
    label: str
    path: tuple[str, ...]


class Finder:
    """The places of one form for given years and rows, searched by their printed words."""

    def __init__(
        self, pack: Pack, form: Form, years: tuple[int, ...], rows: Mapping[str, int] | None = None
    ) -> None:
        self.places = tuple(_places(pack, form, years, rows or {}))

    def find(self, query: str, most: int = 12) -> tuple[Place, ...]:
        """Return the places that all words of ``query`` name, the nearest first; all for none."""
        words = [_folded(one) for one in half_width(query).split()]
        if not any(words):
            return self.places[:most]
        found = []
        for number, place in enumerate(self.places):
            costs = [_cost(word, place) for word in words]
            if None not in costs:
                found.append((sum(one for one in costs if one is not None), number, place))
        return tuple(place for _, _, place in sorted(found, key=lambda one: one[:2])[:most])


def _places(
    pack: Pack, form: Form, years: tuple[int, ...], rows: Mapping[str, int]
) -> Iterator[Place]:
    fields = all_fields(pack.notice, form)
    yield from _of_grid("cover", "封面", cover_grid(pack.notice, years), fields)
    for section in form.section:
        grid = table_grid(form.model_copy(update={"section": (section,)}), years, rows)
        yield from _of_grid(f"table/{section.id}", section.title, grid, fields)
    sheet = sheet_grid(form)
    yield from _of_grid("sheet", sheet.rows[0].section if sheet.rows else "", sheet, fields)
    for item in form.outline.item:
        yield Place(narrative_place(item.id), "narrative", item.title, (form.outline.text_title,))
    for slot in form.attachment:
        place = attachment_place(slot.id)
        yield Place(place, "attachments", slot.title, (form.attachments_title,))


def _of_grid(step: str, title: str, grid: Grid, fields: Mapping[str, FormField]) -> Iterator[Place]:
    for address in grid.places:
        given = fields[address.field].label
        path = [_BLANKS.sub("", one) for one in given or grid.label_path(address)]
        words = [one for one in path if one and one != _BLANKS.sub("", title)] or [title]
        if address.row is not None:
            words.insert(len(words) - 1, f"第{address.row}行")
        named = 2 if address.index is not None and len(words) > 1 else 1
        label, over = " ".join(words[-named:]), words[:-named]
        yield Place(str(address), step, label, (title, *over))


def _cost(word: str, place: Place) -> int | None:
    """Return how far ``word`` is from a place's words, ``None`` if it is not in them."""
    best: int | None = None
    texts = [place.label, *reversed(place.path)]
    for distance, text in enumerate(texts):
        at = position(word, text)
        if at is not None:
            bracket = text.find("（")
            remark = _REMARK if 0 <= bracket < at else 0
            cost = distance * _ELSEWHERE + remark + at * 2 + (len(text) > len(word))
            best = cost if best is None else min(best, cost)
    whole = position(word, "".join((*place.path, place.label)))
    if best is None and whole is not None:
        best = len(texts) * _ELSEWHERE
    return best


def position(word: str, text: str) -> int | None:
    """Return where ``word`` begins in ``text``, its 汉字 read as they are, as pinyin or by initials.

    ``None`` if it does not stand there. Blanks and marks of ``text`` may be passed over.
    """
    folded = _folded(text)
    plain = folded.find(word)
    if plain >= 0 or not word.isascii():
        return plain if plain >= 0 else None
    return next((n for n in range(len(folded)) if _spelt(word, folded, n)), None)


def _spelt(word: str, text: str, start: int) -> bool:
    """Return whether ``word`` spells ``text`` from ``start`` on."""
    offsets = {0}
    for number, sign in enumerate(text[start:]):
        following = {offset + size for offset in offsets for size in _sizes(word[offset:], sign)}
        if len(word) in following:
            return True
        if number and not sign.isalnum():
            following |= offsets
        if not following:
            return False
        offsets = following
    return False


def _sizes(rest: str, sign: str) -> Iterator[int]:
    """Yield how many letters of ``rest`` may spell ``sign``: itself, an initial, a syllable."""
    if rest[:1] == sign:
        yield 1
    for reading in readings(sign):
        if rest[:1] == reading[0]:
            yield 1
        if reading[:2] in {"zh", "ch", "sh"} and rest[:2] == reading[:2]:
            yield 2
        if rest.startswith(reading):
            yield len(reading)
        elif len(rest) > 1 and reading.startswith(rest):
            yield len(rest)


@lru_cache(maxsize=4096)
def readings(sign: str) -> tuple[str, ...]:
    """Return the readings of a 汉字 in letters, none of anything else."""
    if sign.isascii() or not sign.isalpha():
        return ()
    from pypinyin import Style, pinyin

    found = pinyin(sign, style=Style.NORMAL, heteronym=True)[0]
    spelt = [one.replace("ü", "v") for one in found]
    return tuple(dict.fromkeys(one for one in spelt if one.isascii() and one.isalpha()))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return _BLANKS.sub("", half_width(text).lower())
