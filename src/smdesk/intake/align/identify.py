"""Tells which form a file is: by its labels, titles and years; and where one form ends and the next begins.

Another year's form has the same labels and other years; another programme's shares a few common
labels and has many that no form here knows. Neither is taken for a form of the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from smdesk.intake.align.form import FormAlignment, FormPlan, align_form
from smdesk.intake.align.keys import key
from smdesk.intake.align.view import MOST_LABEL
from smdesk.intake.align.yearly import year_over
from smdesk.intake.word import WordParagraph, WordTable
from smdesk.notices.text import fold

Item = WordParagraph | WordTable
Verdict = Literal["fits", "doubtful", "other"]

FITS = 0.6
DOUBTFUL = 0.3
BEGUN, BEGUN_LABELS = 0.8, 0.1
"""A form under its own title that is cut off has few labels, and nothing that is not its own."""
NEAR = 0.5
"""A form that shares less than this part of what the nearest shares is not it."""
CANDIDATES = 4
"""So many forms of the best shared labels are aligned in full."""


@dataclass(frozen=True)
class Guess:
    """One form as a candidate for a file. ``score`` is 0 to 1; ``reasons`` say what speaks against it:

    ``labels`` (too few found), ``strangers`` (much that the form does not know), ``years`` (other
    year columns), ``title`` (another form's title), ``kind`` (another box on the cover), ``rival``
    (another authority's form fits nearly as well, and nothing on the cover tells them apart).
    """

    prepared: FormPlan
    score: float
    verdict: Verdict
    reasons: tuple[str, ...]
    aligned: FormAlignment
    titled: bool = False
    """Whether the form's own title stands in the file."""
    heard: float = 0.0
    """The share of the cover's own lines that stand in the file."""

    @property
    def form(self) -> str:
        """The public id of the form."""
        return self.prepared.pack.form_id(self.prepared.form.id)


def identify(forms: Sequence[FormPlan], items: Sequence[Item]) -> tuple[Guess, ...]:
    """Return the likeliest forms, best first; none where no label of any form is found."""
    seen = _keys(items)
    shares = [(_share(one, seen), number) for number, one in enumerate(forms)]
    most = max((share for share, _ in shares), default=0.0)
    ranked_shares = sorted(shares, key=lambda one: (-one[0], one[1]))
    best = [number for share, number in ranked_shares if share and share >= NEAR * most]
    words = _words(items)
    titles = {fold(one.form.title) for one in forms}
    guesses = [_guess(forms[number], items, words, titles) for number in best[:CANDIDATES]]
    ranked = sorted(guesses, key=lambda one: -one.score)
    nearer = next((one for one in ranked[1:] if _is_nearer(one, ranked[0], seen)), None)
    if nearer is not None:
        ranked = [nearer, *(one for one in ranked if one is not nearer)]
    if any(_is_rival(ranked[0], other, seen) for other in ranked[1:]):
        ranked[0] = replace(ranked[0], reasons=(*ranked[0].reasons, "rival"))
    return tuple(ranked)


RIVAL, AFTER_ALL = 0.05, 0.25
"""A form so near is a rival; one less near is too where more of its own labels stand in the file."""


def _is_rival(best: Guess, other: Guess, seen: set[str]) -> bool:
    """Return whether a second form is so near that the first is not surely meant."""
    speaks = _speaks(best, other, seen)
    if speaks < 0 and best.heard <= other.heard and best.score - other.score <= AFTER_ALL:
        return True
    if best.score - other.score > RIVAL or best.heard > other.heard:
        return False
    if speaks > 0 and other.heard <= best.heard:
        return False
    return best.aligned.fit < SELF or "years" in best.reasons or other.heard > best.heard


def _is_nearer(other: Guess, best: Guess, seen: set[str]) -> bool:
    """Return whether a lower guess has more of the file's labels, words of its own among them.

    So the form of another year, with a title and cover no less heard, is before another authority's.
    """
    alike = other.titled >= best.titled and other.heard >= best.heard
    more = other.aligned.table.labels > best.aligned.table.labels
    return (
        alike and more and best.score - other.score <= AFTER_ALL and _speaks(other, best, seen) > 0
    )


def _speaks(one: Guess, other: Guess, seen: set[str]) -> int:
    """Return how many labels of the first form alone stand in the file, less those of the second."""
    mine, its = _labels(one), _labels(other)
    return len((mine - its) & seen) - len((its - mine) & seen)


def _labels(guess: Guess) -> set[str]:
    return {label.key.full for label in guess.prepared.table.labels if label.kind == "label"}


SELF = 0.98
"""From this fit on a form is itself, whatever is near it."""


def _keys(items: Sequence[Item]) -> set[str]:
    cells = (cell.text for item in items if isinstance(item, WordTable) for cell in item.cells)
    found: set[str] = set()
    for text in cells:
        if 0 < len(text) <= MOST_LABEL:
            found.add(key(text).full)
        inside = _WITH_VALUE.match(text)
        if inside is not None:
            found.add(key(inside.group(1)).full)
    lines = (_WITH_VALUE.match(one.text) for one in items if isinstance(one, WordParagraph))
    return found | {key(one.group(1)).full for one in lines if one is not None}


_WITH_VALUE = re.compile(r"[\s\u3000]*([^:：]{2,40})[:：]")
"""A label that its value follows in the same cell."""


def _share(prepared: FormPlan, seen: set[str]) -> float:
    wanted = {label.key.full for label in prepared.table.labels if label.kind != "own"}
    return len(wanted & seen) / max(1, len(wanted))


def _words(items: Iterable[Item]) -> set[str]:
    """Return the folded short lines and cells of a file: where titles stand."""
    return {fold(line) for line in _lines(items)}


def heard_titles(forms: Sequence[FormPlan], items: Sequence[Item]) -> set[str]:
    """Return the titles of forms, folded, that stand in a file."""
    titles = {fold(one.form.title) for one in forms}
    ends = {one[-1] for one in titles if one}
    return titles & {fold(line) for line in _lines(items) if line[-1:] in ends}


def _lines(items: Iterable[Item]) -> Iterator[str]:
    """Yield the short lines of a file, and its short texts whole, without outer blanks."""
    for item in items:
        texts = [item.text] if isinstance(item, WordParagraph) else [one.text for one in item.cells]
        for text in texts:
            if len(text) >= LONG:
                continue
            lines = text.split("\n")
            yield from (one.strip() for one in lines)
            if len(lines) > 1 and len(text) < WHOLE:
                yield text.strip()
            elif _NUMBERED.match(text) is not None:
                yield _NUMBERED.sub("", text).strip()


_NUMBERED = re.compile(
    r"\s*(?:附\s*[件表]\s*[\d一二三四五六七八九十]*|表\s*[\d一二三四五六七八九十]+(?:-\d+)?)[\s\u3000:：、.．]*(?=\S)"
)
"""A form's number that stands on one line with its title: ``表 1-1 …申报表``, ``附件2：…申报表``."""
LONG, WHOLE = 200, 80
"""A longer text holds no title; one in several lines is a title only up to the second length."""


def _guess(prepared: FormPlan, items: Sequence[Item], words: set[str], titles: set[str]) -> Guess:
    aligned = align_form(prepared, items)
    table = aligned.table
    score, reasons = aligned.fit, []
    if table.labels < FITS:
        reasons.append("labels")
    if table.explained < FITS:
        reasons.append("strangers")
    wanted = set(prepared.years)
    if wanted and not wanted <= set(table.years) and set(table.years) - wanted:
        reasons.append("years")
        # Little: the same form of another year is nearer than another authority's of these years.
        score *= 0.93
    title = fold(prepared.form.title)
    if title not in words and words & (titles - {title}):
        reasons.append("title")
        # It weighs more than years: sister forms have one table, and next year's has their years.
        score *= 0.7
    if aligned.contradicted:
        reasons.append("kind")
        score *= 0.9
    cover = [
        fold(line) for line in [*prepared.pack.notice.cover.title, *prepared.pack.notice.cover.foot]
    ]
    heard = sum(line in words for line in cover) / len(cover) if cover else 0.0
    score = min(1.0, score * (0.9 + 0.1 * heard))
    verdict: Verdict = "fits" if score >= FITS and not reasons else "doubtful"
    begun = title in words and table.explained >= BEGUN and table.labels >= BEGUN_LABELS
    if aligned.fit < DOUBTFUL and not begun:
        verdict = "other"
    if "labels" in reasons and "strangers" in reasons:
        verdict = "other"
    return Guess(prepared, score, verdict, tuple(reasons), aligned, title in words, heard)


# ---- several forms in one file ----


def split(forms: Sequence[FormPlan], items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """Return the items of a file cut where one form ends and the next begins; in order, all kept."""
    cuts: list[int] = []
    current: tuple[int, set[str]] | None = None
    last = -1
    for place, item in enumerate(items):
        if not isinstance(item, WordTable) or item.parent is not None:
            continue
        found = _belongs(forms, item, current)
        if found is None:
            continue
        number, labels = found
        if current is not None and year_over(item) is not None:
            labels -= current[1]  # the same rows stand again for another year
        if current is not None and (number != current[0] or _again(labels, current[1])):
            start = _start(forms, items, last + 1, place)
            if start < place or _again(labels, current[1]) or not _has(forms[number], current[1]):
                cuts.append(start)
                current = None
        current = (number, (current[1] if current else set()) | labels)
        last = place
    bounds = [0, *cuts, len(items)]
    return tuple(tuple(items[a:b]) for a, b in pairwise(bounds))


def _has(form: FormPlan, labels: set[str]) -> bool:
    """Return whether a form has every label so far: its sister was only taken for it till now."""
    return labels <= {label.key.full for label in form.table.labels}


def _belongs(
    forms: Sequence[FormPlan], table: WordTable, current: tuple[int, set[str]] | None
) -> tuple[int, set[str]] | None:
    """Return the form that most labels of a table are of, the current one at a tie, with the labels."""
    seen = _keys([table])
    best: tuple[int, set[str]] | None = None
    for number, one in enumerate(forms):
        labels = {label.key.full for label in one.table.labels if len(label.key.full) > 2} & seen
        ahead = best is None or len(labels) > len(best[1])
        tie = best is not None and len(labels) == len(best[1])
        if ahead or (tie and current is not None and number == current[0]):
            best = (number, labels)
    if best is None or len(best[1]) < 3:
        return None
    if current is not None and current[0] != best[0]:
        mine = {label.key.full for label in forms[current[0]].table.labels} & seen
        if len(mine) * 3 >= len(best[1]) * 2 and not _again(mine, current[1]):
            return current[0], mine
    return best


def is_of_a_form(forms: Sequence[FormPlan], table: WordTable) -> bool:
    """Return whether a table has enough labels of any form to be one, or a part of one."""
    return _belongs(forms, table, None) is not None


def _again(labels: set[str], before: set[str]) -> bool:
    """Return whether a table repeats labels that the form at hand has had already."""
    repeated = labels & before
    return len(repeated) >= 3 and len(repeated) * 2 > len(labels)


def _start(forms: Sequence[FormPlan], items: Sequence[Item], first: int, table: int) -> int:
    """Return where the next form begins between two tables: at its cover or title, else at the table."""
    words = {fold(line) for one in forms for line in one.pack.notice.cover.title}
    words |= {fold(one.form.title) for one in forms} | {fold(one.form.number) for one in forms}
    for place in range(first, table):
        item = items[place]
        if isinstance(item, WordParagraph) and fold(item.text) in words:
            return place
    return table


__all__ = ["Guess", "Verdict", "heard_titles", "identify", "is_of_a_form", "split"]
