"""Faults of the outline of the narrative: levels, and a limit against what its head says."""

from __future__ import annotations

from smdesk.notices.lint.fields import LIMITED
from smdesk.notices.lint.report import Faults
from smdesk.notices.models import Form


def check_outline(faults: Faults, form: Form) -> None:
    """Check that levels go down one at a time and that a printed limit is the outline's."""
    level = 0
    for number, item in enumerate(form.outline.item, 1):
        if item.level > level + 1:
            faults.add("outline-level", f"outline.item[{number}].level", depth=item.level)
        level = item.level
    said = LIMITED.search(f"{form.outline.title} {form.outline.subtitle or ''}")
    if said and form.outline.limit != int(said[1] or said[2]):
        faults.add(
            "limit-said", "outline.limit", said=said[1] or said[2], limit=form.outline.limit or "无"
        )
