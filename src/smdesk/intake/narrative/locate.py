"""Where the 正文 stands in a whole packet: behind the form's table, before the list of files."""

from __future__ import annotations

from collections.abc import Sequence

from smdesk.intake.narrative.headings import title_key
from smdesk.intake.narrative.walk import Item, Line
from smdesk.notices.grid import SHEET_TITLE
from smdesk.notices.models import Form


def narrative_range(items: Sequence[Item], form: Form | None) -> tuple[int, int]:
    """Return first and last (excluded) item of the narrative.

    Without ``form`` it is the whole document. In a packet it begins behind the outline's title and
    ends at the title of the list of attachments or of the check sheet; where no title is found the
    document is the narrative alone, as when it was written by itself.
    """
    if form is None:
        return 0, len(items)
    titles = [title_key(item.text) if isinstance(item, Line) else "" for item in items]
    start = _after_title(titles, form)
    ends = [
        place
        for place in range(start, len(items))
        if titles[place] in {title_key(SHEET_TITLE), title_key(form.attachments_title)}
        and _ends(items, place)
    ]
    return start, ends[0] if ends and start else len(items)


def _after_title(titles: Sequence[str], form: Form) -> int:
    wanted = title_key(form.outline.title)
    places = [place for place, title in enumerate(titles) if title == wanted]
    if not places:
        return 0
    start = places[-1] + 1
    subtitle = title_key(form.outline.subtitle or "")
    return start + 1 if subtitle and titles[start : start + 1] == [subtitle] else start


def _ends(items: Sequence[Item], place: int) -> bool:
    """Return whether a title begins a part: it is no heading of the narrative's own levels."""
    item = items[place]
    return isinstance(item, Line) and item.outline is None
