"""Who writes to applicants and to the next office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: bureau, person to ask, phone; until when; the letter's date (today if left out)."""

    bureau: str = ""
    contact: str = ""
    phone: str = ""
    until: date | None = None
    dated: date | None = None
