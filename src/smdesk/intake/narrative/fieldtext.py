"""What fields show whose text is not in the file: chosen entries, boxes, enclosed characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from smdesk.intake.word.fields import enclosed
from smdesk.intake.word.names import TRANSITIONAL
from smdesk.intake.word.properties import form_box
from smdesk.intake.word.symbols import TICKED, UNTICKED, symbol
from smdesk.intake.wordfile import W, number, value_of

Element = Any
"""An lxml element."""

_SILENT: Final = frozenset({
    "", "XE", "TC", "TA", "RD", "SET", "ASK", "FILLIN", "PRINT", "ADVANCE", "PRIVATE", "NEXT", "NEXTIF",
    "SKIPIF", "BOOKMARK", "FORMTEXT", "MERGEREC", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES",
    "TOC", "INDEX",
})  # fmt: skip
"""Fields that show nothing, or nothing of a text's own."""
_SYMBOL: Final = re.compile(
    r"SYMBOL\s+(0x[0-9A-F]{1,4}|[0-9]{1,5})(?:.*?\\f\s*\"?([^\"\\]+)\"?)?", re.IGNORECASE
)
_INNER: Final = re.compile(r"[(,;，；](?!\\)([^()\\,;，；]+)")


@dataclass
class Field:
    """A field that is being read: its code, its form data, whether its result has begun."""

    data: Element | None = None
    code: list[str] = field(default_factory=list)
    shown: bool = False

    @property
    def name(self) -> str:
        """The field's name in capitals."""
        return next(iter("".join(self.code).upper().split()), "")

    @property
    def told(self) -> bool:
        """Whether a field without a result is one that shows something."""
        return self.name not in _SILENT

    def text(self) -> str | None:
        """Return what the field shows without a result, ``None`` where that cannot be told."""
        code = "".join(self.code).strip()
        if self.name == "FORMDROPDOWN":
            return _chosen(self.data)
        if self.name == "FORMCHECKBOX":
            state = form_box(self.data, TRANSITIONAL)
            return None if state is None else TICKED if state else UNTICKED
        if found := _SYMBOL.match(code):
            return symbol((found.group(2) or "").strip(), int(found.group(1), 0))
        if self.name == "EQ":
            return enclosed(code) or " ".join(_INNER.findall(code)).strip() or None
        return None


def _chosen(data: Element | None) -> str | None:
    """Return the entry that a drop-down list shows."""
    entries = data.find(f"{W}ddList") if data is not None else None
    if entries is None:
        return None
    texts = [one.get(f"{W}val") or "" for one in entries.iterfind(f"{W}listEntry")]
    at = number(value_of(entries, "result") or value_of(entries, "default"))
    return texts[at] if 0 <= at < len(texts) else None
