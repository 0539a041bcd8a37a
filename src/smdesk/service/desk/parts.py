"""Several forms in one received file: what each part is called, and parts that say the same twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from smdesk.errors import Problem
from smdesk.intake import forms
from smdesk.intake.several import doubted
from smdesk.intake.submission import Submission
from smdesk.notices.models import Form, Pack
from smdesk.service.desk.facts import choose_case, facts_of
from smdesk.store.desk.models import CaseKey, Facts

_PART = re.compile(r"（第([1-9][0-9]{0,3})份：[^（）/]*）$")


def part_path(path: str, number: int, form: Form) -> str:
    """Return where a form was received from: the file, and which of its forms it is, from 1."""
    title = re.sub(r"[（）()/\\]", " ", form.title).strip()
    return f"{path}（第{number}份：{title}）"


def part_number(path: str) -> int | None:
    """Return which form of its file was received from a place, ``None`` where it has but one."""
    found = _PART.search(path)
    return int(found[1]) if found is not None else None


def told_apart(found: Sequence[Submission], packs: Sequence[Pack]) -> tuple[Submission, ...]:
    """Return the forms of a file, those doubted that one applicant filled in more than once.

    Which of them counts, the file does not say; all become versions of one case.
    """
    facts = [_facts(one, packs) for one in found]
    groups: list[list[int]] = []
    for number, told in enumerate(facts):
        if told is None:
            continue
        keys = {place: facts[group[0]] for place, group in enumerate(groups)}
        same = [_key(place, one) for place, one in keys.items() if _alike(one, told)]
        chosen = choose_case(told, [one for one in same if one is not None])
        if chosen is None:
            groups.append([number])
        else:
            groups[chosen].append(number)
    again = {number: len(group) for group in groups if len(group) > 1 for number in group}
    return tuple(
        doubted(one, "form-twice", Problem("desk.form-again", params={"count": again[number]}))
        if number in again
        else one
        for number, one in enumerate(found)
    )


def _facts(found: Submission, packs: Sequence[Pack]) -> Facts | None:
    declaration = found.declaration
    match = forms.find(packs, declaration.form) if declaration is not None else None
    if declaration is None or match is None:
        return None
    return facts_of(*match, declaration)


def _alike(one: Facts | None, other: Facts) -> bool:
    return one is not None and (one.notice, one.form) == (other.notice, other.form)


def _key(place: int, facts: Facts | None) -> CaseKey | None:
    if facts is None:
        return None
    return CaseKey(place, facts.applicant, facts.subject, facts.code, facts.name_key)
