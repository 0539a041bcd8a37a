"""Addresses and kinds of drafted values: those that the packs at hand know, guesses else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from smdesk.intake.align.keys import MONEY_UNITS, Match, compare, key, near
from smdesk.notices.models import Kind
from smdesk.notices.text import fold
from smdesk.service.drafting.guess import kind_of
from smdesk.service.drafting.known import Dictionary, Known, common
from smdesk.service.drafting.sketch import SketchBox, SketchField, SketchForm

SURE = 0.75
LEAST = 2.0
ALIKE = 0.7
"""From this share of common letters on, long labels may mean the same; that is always asked."""
_LONG = 7
_UNKNOWN = 0.5
"""How sure boxes are that no pack knows."""
_SUBJECTS = frozenset({"enterprise", "platform", "project", "city", "district"})
"""First words of addresses that tell whose a value is; those of another kind of form fit worse."""
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


@dataclass(frozen=True)
class _Fit:
    score: float
    known: Known


def name_fields(
    form: SketchForm, fields: Sequence[SketchField], book: Dictionary, *, cover: bool = False
) -> None:
    """Give every field an address and a kind; what is unsure is asked."""
    taken: set[str] = set()
    fits = {
        one.name: sorted(_fits(form, one, book, cover=cover), key=lambda fit: -fit.score)
        for one in fields
    }
    _years(fields)
    order = sorted(fields, key=lambda one: -(fits[one.name][0].score if fits[one.name] else 0))
    repeats = _repeats(form, fits)
    for one in order:
        prefix = repeats.get(one.repeat or "")
        usable = [
            fit for fit in fits[one.name]
            if fit.known.address not in taken and (one.repeat is None or fit.known.repeat == prefix)
        ]  # fmt: skip
        best = usable[0] if usable else None
        if best is not None and best.score >= LEAST:
            _adopt(one, best, usable)
        else:
            _guess(one)
            one.address = _spelt(one, taken, prefix)
        taken.add(one.address)
    _settle(fields)
    _boxes(fields, book)


# ---- fits ----


def _fits(form: SketchForm, one: SketchField, book: Dictionary, *, cover: bool) -> Iterable[_Fit]:
    labels = one.path
    if not labels:
        return
    seen: dict[str, _Fit] = {}
    for known in _candidates(labels, book):
        if known.cover != cover or known.in_repeat != (one.repeat is not None):
            continue
        score = _score(form, one, known)
        old = seen.get(known.address)
        if old is None or score > old.score:
            seen[known.address] = _Fit(score, known)
    yield from seen.values()


def _candidates(labels: tuple[str, ...], book: Dictionary) -> list[Known]:
    found: list[Known] = []
    found += book.likely(labels[-1])
    if not found:
        core = common(labels[-1])
        found = [
            one
            for name, several in book.by_core.items()
            if near(core, name) or _alike(core, name) >= ALIKE
            for one in several
        ]
    return found


def _score(form: SketchForm, one: SketchField, known: Known) -> float:
    mine, theirs = key(one.path[-1]), key(known.path[-1])
    grade = compare(theirs, mine)
    score = (
        {Match.EXACT: 3.0, Match.CORE: 2.6, Match.SYNONYM: 2.0}.get(grade, 0.0) if grade else 0.0
    )
    if not grade and near(theirs.core, mine.core):
        score = 1.8
    elif not grade:
        score = 2.0 * _alike(theirs.core, mine.core)
    score += 0.8 * _overlap(one.path[:-1], [p for p in known.path[:-1] if p != "#"])
    score += 0.4 * (known.category == form.category)
    score -= 1.5 * (known.address.partition(".")[0] in _SUBJECTS - {form.category})
    score -= 1.5 * ((known.field.axis == "year") != (one.axis == "year"))
    score -= 1.5 * ((known.field.kind in {Kind.CHOICE, Kind.YES_NO}) != bool(one.boxes))
    if one.boxes and known.field.kind in {Kind.CHOICE, Kind.YES_NO}:
        score += 1.2 * _same_boxes(one, known)
    unit = mine.unit
    if unit and known.field.unit and unit != known.field.unit:
        score -= 0.4
    return score


@lru_cache(maxsize=8192)
def _alike(first: str, second: str) -> float:
    """Return how much two long labels share, 0 to 1."""
    if min(len(first), len(second)) < _LONG:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def _overlap(mine: Sequence[str], theirs: Sequence[str]) -> float:
    first = {common(_plain(one)) for one in mine}
    second = {common(_plain(one)) for one in theirs}
    return len(first & second) / max(1, len(first | second)) if first or second else 0.5


def _plain(text: str) -> str:
    return re.sub(r"^[一二三四五六七八九十]+[、.．]", "", text)


def _same_boxes(one: SketchField, known: Known) -> float:
    mine = {key(box.label).core for box in one.boxes}
    theirs = {key(box.label).core for box in known.field.choices} or {"是", "否"}
    return len(mine & theirs) / max(1, len(mine | theirs))


def _repeats(form: SketchForm, fits: Mapping[str, Sequence[_Fit]]) -> dict[str, str]:
    """Return for each drafted repeat the known one that most of its columns belong to."""
    found: dict[str, str] = {}
    for repeat in form.repeats:
        votes: Counter[str] = Counter()
        for one in repeat.fields:
            best: dict[str, float] = {}
            for fit in fits.get(one.name, ()):
                name = fit.known.repeat or ""
                best[name] = max(best.get(name, 0.0), fit.score)
            votes.update({name: score for name, score in best.items() if score >= LEAST})
        winner = votes.most_common(1)
        if winner and winner[0][1] >= LEAST * max(1, len(repeat.fields)) * 0.5:
            name = winner[0][0]
            if name not in found.values():
                found[repeat.id] = name
    return found


# ---- taking over and guessing ----


_OF_YEAR = re.compile(r"^(?:[（(]?\d[）).、])?(?:19|20)\d\d年度?(?!.*[月日])")


def year_of(one: SketchField) -> int | None:
    """Return the year that a label over a figure names: ``2019年度生产经营状况``."""
    said = (key(label).year for label in one.path[1:] if _OF_YEAR.match(label))
    return next((year for year in said if year is not None), None)


def _years(fields: Sequence[SketchField]) -> None:
    for one in fields:
        if one.axis == "none" and one.repeat is None and not one.boxes and year_of(one):
            kind, _, _ = kind_of(one.path, after=_after(one))
            if kind.numeric and kind is not Kind.YEAR:
                one.axis = "year"


def _adopt(one: SketchField, best: _Fit, usable: Sequence[_Fit]) -> None:
    field = best.known.field
    one.address = best.known.address
    kind, unit, sure = kind_of(one.path, tall=one.tall, after=_after(one))
    one.sure = min(1.0, best.score / 4)
    if one.boxes:
        one.kind = "yes-no" if _is_yes_no(one) else "choice"
        one.pick = field.pick if field.kind is Kind.CHOICE else "one"
    else:
        one.kind = field.kind.value if field.kind not in {Kind.CHOICE, Kind.YES_NO} else kind.value
        stated = key(one.path[-1]).unit
        if stated and (stated in MONEY_UNITS) != (field.kind is Kind.MONEY):
            stated = None if field.kind.numeric and field.kind is not Kind.MONEY else stated
            one.kind = kind.value if stated else one.kind
        one.unit = stated or (field.unit if field.kind.numeric else None)
        if field.kind.numeric and one.unit is None and not field.units:
            one.unit = unit
        if stated and stated != field.unit and not field.kind.numeric:
            one.kind, one.unit = kind.value, stated
    one.extra = {
        name: value
        for name in ("negative", "decimals", "required", "concept", "units", "of")
        if (value := getattr(field, name)) not in {None, False, ()}
    }
    if one.extra.get("units") and one.unit:
        del one.extra["units"]
    rivals = [fit for fit in usable[1:] if best.score - fit.score < 0.3]
    if best.score < 2.6 or rivals:
        names = "、".join(
            dict.fromkeys([best.known.address, *(r.known.address for r in rivals[:2])])
        )
        others = f"（可能的有：{names}）" if names != one.address else ""
        one.questions.append(f"字段取为 {one.address}，请核对{others}")
    if sure >= 0.9 and kind.value != one.kind and not one.boxes:
        one.questions.append(f"已有通知包中此项为 {one.kind}，表上单位像是 {kind.value}，请核对")


def _guess(one: SketchField) -> None:
    if one.boxes:
        one.kind = "yes-no" if _is_yes_no(one) else "choice"
        one.pick = "many" if _is_many(one) else "one"
        one.sure = _UNKNOWN
        if one.kind == "choice":
            one.questions.append("选择项：请核对单选还是多选")
        return
    if one.kind != "date":
        kind, unit, one.sure = kind_of(one.path, tall=one.tall, after=_after(one))
        one.kind, one.unit = kind.value, unit
        stated = key(one.path[-1]).unit if one.path else None
        one.unit = stated or unit
    if one.sure < SURE:
        one.questions.append(f"类型猜为 {one.kind}，请核对")


def _after(one: SketchField) -> str:
    """Return the printed words behind a blank among words."""
    return one.hint


def _is_yes_no(one: SketchField) -> bool:
    return [box.label for box in one.boxes] == ["是", "否"]


def _is_many(one: SketchField) -> bool:
    words = "".join(one.path)
    return bool(re.search(r"多选|可选多|不定项|一个或多个", words)) or len(one.boxes) > 6


def _spelt(one: SketchField, taken: set[str], prefix: str | None) -> str:
    """Return a new address: the label in pinyin, under ``extra`` or its repeat."""
    from pypinyin import lazy_pinyin

    words = re.sub(r"[（(].*?[）)]", "", one.path[-1] if one.path else "")
    syllables = [s for s in lazy_pinyin(words, errors="ignore") if re.fullmatch(r"[a-zü]+", s)][:6]
    stem = "_".join(s.replace("ü", "v") for s in syllables) or "field"
    head = prefix or (one.repeat or "extra")
    name = f"{head}.{stem}"
    number = 1
    while name in taken:
        number += 1
        name = f"{head}.{stem}_{number}"
    one.questions.append("已有的通知包都没有此项，名称按拼音暂定；跨通知沿用时请改成统一的名称")
    return name


_LIMITED = re.compile(r"(\d+)\s*字\s*(?:以内|以下|内)|不超过\s*(\d+)\s*字")
_WORDY = {"text", "long-text", "name", "address"}


def _settle(fields: Sequence[SketchField]) -> None:
    """Take limits from the printed labels; a split of a choice that is not there is plain text."""
    there = {one.address for one in fields if one.boxes}
    for one in fields:
        said = next((m for p in reversed(one.path) if (m := _LIMITED.search(p))), None)
        if said is not None and one.kind in _WORDY:
            one.extra["limit"] = int(said[1] or said[2])
        if "of" in one.extra and (one.kind != "shares" or one.extra["of"] not in there):
            del one.extra["of"]
            one.kind = "long-text" if one.kind == "shares" else one.kind


# ---- boxes ----


def _boxes(fields: Sequence[SketchField], book: Dictionary) -> None:
    for one in fields:
        if one.kind != "choice":
            continue
        used: set[str] = set()
        for number, box in enumerate(one.boxes, 1):
            ids = book.boxes.get(key(box.label).core, {})
            best = sorted((name for name in ids if name not in used), key=lambda n: -ids[n])
            box.id = best[0] if best else ""
            if not box.id and re.match(r"其[他它]", fold(box.label)):
                box.id = "other"
            if not box.id or box.id in used:
                box.id = f"box-{number}"
            if one.sure > _UNKNOWN:
                box.concept = book.concepts.get(box.id)
            used.add(box.id)


__all__ = ["SketchBox", "name_fields"]
