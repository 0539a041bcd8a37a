"""What a check says: findings, and the reasons that answer a 核实."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from smdesk.errors import Level
from smdesk.notices.models import Clause
from smdesk.notices.text import clean

SHORTEST_REASON = 6
"""Characters that a reason must have, punctuation and blanks not counted."""

LONGEST_ASSURANCE = 200
"""Characters beyond which a reason is no mere assurance any more."""

LEVELS: dict[Level, int] = {"error": 0, "check": 1, "hint": 2}
"""The order of levels where two findings name the same field."""

_MARKS = re.compile(r"[^\w]+|_+")
_ASSURANCES = re.compile(
    r"(已|经|再次|反复|认真|确认|核实|核对|核查|检查|复核|数据|填报|情况|内容|以上|本项|该项|均|都|并)*"
    r"(无误|属实|正确|准确|真实|没有问题|没问题|无问题|无异常|如实填写|如实填报|确认|核实|核对|同意|是的|好的|知道了|无)+"
    r"(有效|可靠|过了|过|了)?"
)


@dataclass(frozen=True)
class Fix:
    """A computed value: the canonical ``text`` for ``address``."""

    address: str
    text: str


@dataclass(frozen=True)
class Finding:
    """One thing that a check found.

    ``addresses`` are values, the one that the finding is about first; besides them
    ``narrative#<item>`` and ``attachments#<slot>`` name a heading and a slot, and
    ``narrative[<block>]:<from>-<to>`` characters of a block (`prose.places`). ``key`` is
    ``rule@first-address`` and unique in a declaration; since a place in the narrative moves with
    every edit before it, such a finding has a ``mark`` that takes the address's part in the key.
    ``reason`` is what was typed against it; ``check`` names the check that found it, for those who check again what an edit touched.
    """

    rule: str
    level: Level
    addresses: tuple[str, ...]
    message: str
    clause: Clause | None = None
    fix: Fix | None = None
    reason: str | None = None
    check: str = ""
    mark: str = ""

    @property
    def key(self) -> str:
        """``rule@first-address`` or ``rule@mark``: what a reason is kept under."""
        return f"{self.rule}@{self.mark or self.addresses[0]}"

    @property
    def answered(self) -> bool:
        """Whether a reason stands against it that is accepted."""
        return self.reason is not None and reason_refused(self.reason) is None

    @property
    def blocks(self) -> bool:
        """Whether it stops the final export: an error, or a 核实 without an accepted reason."""
        return self.level == "error" or (self.level == "check" and not self.answered)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as plain JSON values, as ``smdesk check --json`` prints it."""
        clause = self.clause
        return {
            "rule": self.rule,
            "level": self.level,
            "addresses": list(self.addresses),
            "message": self.message,
            "clause": None
            if clause is None
            else {"id": clause.id, "place": clause.place, "text": clause.text},
            "fix": None
            if self.fix is None
            else {"address": self.fix.address, "text": self.fix.text},
            "key": self.key,
            "reason": self.reason,
        }


def with_reason(finding: Finding, reasons: Mapping[str, str]) -> Finding:
    """Return ``finding`` with the reason typed against it; only a 核实 takes one."""
    reason = (reasons.get(finding.key) or None) if finding.level == "check" else None
    return finding if finding.reason == reason else replace(finding, reason=reason)


def standing_reasons(reasons: Mapping[str, str], findings: Iterable[Finding]) -> dict[str, str]:
    """Return the reasons whose finding stands: the others explain what is not there any more."""
    asked = {one.key for one in findings if one.level == "check"}
    return {key: text for key, text in reasons.items() if key in asked}


def reason_refused(text: str) -> str | None:
    """Return why a reason is not accepted as a message code, ``None`` if it is.

    ``rules.reason-empty``; ``rules.reason-assurance`` for 核实无误 and its kin, which assure but do
    not explain; ``rules.reason-short`` below `SHORTEST_REASON` characters (the statistics offices
    ask for the same: 应填写真实合理的说明，不能只填写“核实无误”).
    """
    body = _MARKS.sub("", clean(text))
    if not body:
        return "rules.reason-empty"
    if _only_assurances(text):
        return "rules.reason-assurance"
    if len(body) < SHORTEST_REASON or len(set(body)) < SHORTEST_REASON // 2 + 1 or body.isdecimal():
        return "rules.reason-short"
    return None


def _only_assurances(text: str) -> bool:
    if len(text) > LONGEST_ASSURANCE:
        return False
    pieces = [piece for piece in _MARKS.split(clean(text)) if piece]
    return bool(_ASSURANCES.fullmatch("".join(pieces))) or all(
        _ASSURANCES.fullmatch(piece) for piece in pieces
    )
