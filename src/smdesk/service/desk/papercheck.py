"""Is this paper the same as that file: a seal code typed, or the codes of scanned pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.declaration import SEAL_SYMBOLS
from smdesk.notices.text import half_width
from smdesk.packet.page import SEAL_LABEL
from smdesk.service.desk.differences import Difference, differences
from smdesk.service.signed.scan import marks_of, picture, printed_seal, sources
from smdesk.store.desk.desk import Desk

Verdict = Literal["same", "older", "changed", "other", "near", "unknown", "unread"]
"""``same``: 一致; ``older``: an earlier version of its case; ``changed``: the file was changed in
Word after the paper was printed; ``other``: the code's digest is of another content; ``near``: one
symbol off; ``unknown``: no such code on the desk; ``unread``: no code on the page."""
_LIKE = str.maketrans("OISVZ", "015U2")
"""Symbols that the code does not have, for those that they are taken for."""


@dataclass(frozen=True)
class PaperCheck:
    """What a code says: the verdict, the case, and what the paper lacks of the current version.

    ``where`` is the scanned page, empty for a typed code.
    """

    verdict: Verdict
    seal: str
    case: int | None = None
    version: int | None = None
    differing: tuple[Difference, ...] = ()
    where: str = ""


def read_code(text: str) -> str:
    """Return a typed code as it is printed (``7KQ2-M0XA``); raises ``desk.seal-shape``."""
    told = half_width(text).strip().removeprefix(SEAL_LABEL).upper()
    plain = "".join(one for one in told if one.isalnum()).translate(_LIKE)
    if len(plain) != 8 or set(plain) - set(SEAL_SYMBOLS):
        raise SmdeskError("desk.seal-shape", text=text[:40])
    return f"{plain[:4]}-{plain[4:]}"


def check_code(desk: Desk, text: str, *, digest: str = "", where: str = "") -> PaperCheck:
    """Hold a seal code against the desk; ``digest`` is the head of the digest in the QR code.

    Raises ``SmdeskError`` ``desk.seal-shape``.
    """
    seal = read_code(text)
    seals = desk.seals()
    found = [(case, version) for code, case, version in seals if code == seal]
    if not found:
        near = [(case, version) for code, case, version in seals if _off(code, seal) == 1]
        if len(near) == 1 and not digest:
            return PaperCheck("near", seal, *near[0], where=where)
        return PaperCheck("unknown", seal, where=where)
    for case, version in found:
        told = desk.reading(version).version
        if digest and not told.digest.startswith(digest):
            continue
        current = desk.case(case).row.current
        if version != current:
            changed = differences(desk, version, current)
            return PaperCheck("older", seal, case, version, changed, where)
        if told.changed:
            return PaperCheck("changed", seal, case, version, where=where)
        return PaperCheck("same", seal, case, version, where=where)
    return PaperCheck("other", seal, *found[0], where=where)


def _off(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def check_pictures(desk: Desk, paths: tuple[Path, ...]) -> Iterator[PaperCheck]:
    """Hold the codes of scanned or photographed pages against the desk, a result a page.

    Raises ``SmdeskError`` ``sign.scan-unreadable`` naming the file, and as `guard.read_bytes`.
    """
    for source in sources(paths):
        marks = marks_of(picture(source))
        if marks:
            yield check_code(desk, marks[0].seal, digest=marks[0].digest, where=source.name)
            continue
        printed = printed_seal(source)
        if printed:
            yield check_code(desk, printed, where=source.name)
        else:
            yield PaperCheck("unread", "", where=source.name)


def keep(desk: Desk, checks: Iterable[PaperCheck]) -> bool:
    """Note in the history of each case what its paper said; return whether anything was noted.

    The pages of one paper that say the same are noted once. A code that is no case's, or that is a
    slip away from one, says nothing of a case. On a desk that is only read nothing is noted.
    """
    if desk.read_only:
        return False
    noted = False
    for one in checks:
        if one.case is None or one.verdict == "near":
            continue
        versions = desk.case(one.case).versions
        found: dict[str, str | int] = {
            "verdict": one.verdict, "seal": one.seal, "count": len(one.differing),
            "number": next((each.number for each in versions if each.id == one.version), 0),
        }  # fmt: skip
        noted |= desk.note_paper(one.case, found)
    return noted


def paper_sentence(desk: Desk, one: PaperCheck) -> str:
    """Return a verdict as a sentence."""
    told: dict[str, Any] = {"seal": one.seal, "where": one.where, "case": one.case}
    if one.case is not None:
        case = desk.case(one.case)
        numbers = {each.id: each.number for each in case.versions}
        told |= {
            "applicant": case.row.applicant, "number": numbers.get(one.version or 0),
            "current": numbers[case.row.current], "count": len(one.differing),
        }  # fmt: skip
    return sentence(f"desk.paper-{one.verdict}", **told)
