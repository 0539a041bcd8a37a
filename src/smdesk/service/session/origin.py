"""Where a value was taken over from: kept beside the declaration, never in what is handed in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class Origin:
    """One value's origin; it counts only while the place holds ``text`` unchanged.

    ``source`` is what it was taken from (“某某公司资料”), ``form`` the form that it stood in there,
    ``on`` the day when it was last known there (ISO), ``year`` the year that it tells of, ``at``
    the day on which it was taken over. ``newer`` says that the place asks for a newer year than
    there was: ``was`` then is the last known value, and ``text`` what was put in, if anything.
    ``notes`` are codes of ``profile.note-…``.
    """

    text: str
    source: str
    form: str = ""
    on: str = ""
    year: int | None = None
    at: str = ""
    newer: bool = False
    was: str = ""
    notes: tuple[str, ...] = ()

    def stored(self) -> str:
        """Return the text that is stored."""
        kept = {key: value for key, value in asdict(self).items() if value}
        return json.dumps(kept | {"text": self.text}, ensure_ascii=False, sort_keys=True)


_ORIGIN: TypeAdapter[Origin] = TypeAdapter(Origin)


def read_origin(stored: str) -> Origin | None:
    """Return the origin that a stored text spells; ``None`` for one that another version wrote."""
    try:
        return _ORIGIN.validate_json(stored)
    except ValidationError:
        return None
