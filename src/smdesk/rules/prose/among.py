"""Parts of a whole: which whole a count or a share is of, and whether it is the form's."""

from __future__ import annotations

from decimal import Decimal

from smdesk.rules.prose.line import Line
from smdesk.rules.prose.vocabulary import Target
from smdesk.rules.prose.words import phrases


def part_of(line: Line, part: Target, place: int) -> tuple[bool, Decimal | None]:
    """Return whether the part at a place is one of the form's whole, and what is said of that.

    技术人员 60 人，其中本科以上学历 52 人 tells of the technicians; so may 研发人员 69 人，本科以上 60 人.
    """
    base = part.heads[-1]
    if among_others(line, base, place):
        return False, None
    led = line.said(line.clause(place), place).lstrip().startswith(phrases("within"))
    whole = _whole(line, base, place)
    if whole is None:
        return not led and not any(_people(line, at) for at in range(place)), None
    return True, whole


def among_others(line: Line, base: str, place: int) -> bool:
    """Whether the people told of last before a place are not the whole, so that it may be of those."""
    led = line.said(line.clause(place), place).lstrip().startswith(phrases("within"))
    for at in range(place - 1, -1, -1):
        if line.letters[at] == ";" and not led:
            return False
        if not _people(line, at) or _restated(line, at):
            continue
        owner = _owner(line, at)
        if owner is None and _titled(line, at):
            led = led or line.said(line.clause(at), at).lstrip().startswith(phrases("within"))
            continue
        if owner == base:
            return False
        if led or owner is None:
            return True
    return False


def counted_among_others(line: Line, place: int) -> bool:
    """Whether a name begins with 其中 behind a count of what has no name: 高新技术企业 312 家，其中服务型制造企业 86 家."""
    clause = line.clause(place)
    if not line.said(clause, place).lstrip().startswith(phrases("within")):
        return False
    before = line.letters.rfind("Q", 0, clause)
    quantity = line.tokens[before].quantity if before >= 0 else None
    return quantity is not None and quantity.kind == "count" and _owner(line, before) is None


def _whole(line: Line, base: str, place: int) -> Decimal | None:
    for at, one in enumerate(line.tokens[:place]):
        target = one.named.target if one.named else None
        if target is None or target.heads != (base,):
            continue
        for near in (at + 1, at + 2, at - 1):
            quantity = line.tokens[near].quantity if 0 <= near < place else None
            told = quantity.in_unit(target.unit) if quantity else None
            if told is not None:
                return told[0]
    return None


def _people(line: Line, at: int) -> bool:
    quantity = line.tokens[at].quantity
    return quantity is not None and quantity.unit in phrases("people") and line.letters[at] == "Q"


def _restated(line: Line, at: int) -> bool:
    """Whether a count stands alone in brackets: it says in people what is told before them, 占 12 %（159 人）."""
    ahead, behind = line.text[: line.tokens[at].start], line.text[line.tokens[at].stop :]
    return ahead.rstrip().endswith(("（", "(")) and behind.lstrip().startswith(("）", ")"))


def _titled(line: Line, at: int) -> bool:
    """Whether a count is told of people by a title alone: 博士 9 人、硕士 24 人."""
    before = line.letters.rfind("Q", 0, at)
    start = line.tokens[before].stop if before >= 0 else 0
    return line.text[start : line.tokens[at].start].rstrip().endswith(phrases("people_titles"))


def _owner(line: Line, at: int) -> str | None:
    """Return the field that a count of people is of, the term for a part; ``None`` if unknown."""
    before = at - 1
    while before > 0 and line.letters[before] in "cnYd":
        before -= 1
    for near in (before, at + 1):
        named = line.tokens[near].named if 0 <= near < len(line.tokens) else None
        if named is not None:
            return named.target.heads[-1] if named.target else named.term
    return None
