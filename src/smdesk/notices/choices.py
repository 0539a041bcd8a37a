"""The boxes of a choice or yes-no field, and those that one cell prints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from smdesk.notices.models import Choice, FormField, Kind

YES_NO = (Choice(id="yes", label="是"), Choice(id="no", label="否"))
"""The two boxes of a yes-no field."""
_BRACKET = re.compile(r"[（(]")


def choices_of(field: FormField) -> tuple[Choice, ...]:
    """Return the boxes of a choice or yes-no field."""
    return YES_NO if field.kind is Kind.YES_NO else field.choices


def short_label(choice: Choice) -> str:
    """Return a box's first line without what stands in brackets behind it, of either width."""
    line = choice.label.split("\n")[0]
    return _BRACKET.split(line)[0].strip() or line


def chosen_boxes(
    field: FormField, only: Sequence[str] = (), group: str | None = None
) -> list[Choice]:
    """Return the boxes that a cell prints: all, those below one box, or just these in this order."""
    choices = [one for one in choices_of(field) if group is None or one.parent == group]
    if not only:
        return choices
    return sorted((one for one in choices if one.id in only), key=lambda one: only.index(one.id))
