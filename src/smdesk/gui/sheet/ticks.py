"""What a click on a box of a choice makes of the boxes that are ticked."""

from __future__ import annotations

from collections.abc import Iterator

from smdesk.notices.models import Choice, FormField
from smdesk.notices.typed import choice_text, choices_of, read


def ticked(field: FormField, text: str) -> tuple[str, ...]:
    """Return the ids that a text ticks; none where it cannot be read."""
    value = read(field, text).value
    return value if isinstance(value, tuple) else ()


def toggled(field: FormField, text: str, choice: str) -> str:
    """Return the text after a click on ``choice``.

    A box goes off with those below it; it goes on with the one above it, and puts the others off
    where only one may be on.
    """
    boxes = {one.id: one for one in choices_of(field)}
    on = set(ticked(field, text))
    if choice in on:
        return choice_text(field, on - {choice, *_below(boxes, choice)})
    current: str | None = choice
    while current is not None and current in boxes:
        box = boxes[current]
        parent = boxes.get(box.parent or "")
        pick = parent.pick if parent is not None else field.pick
        if pick == "one":
            rivals = {one.id for one in boxes.values() if one.parent == box.parent} - {current}
            on -= {one for rival in rivals for one in (rival, *_below(boxes, rival))}
        if box.tickable:
            on.add(current)
        current = box.parent
    return choice_text(field, on)


def _below(boxes: dict[str, Choice], choice: str) -> Iterator[str]:
    for one in boxes.values():
        if one.parent == choice:
            yield one.id
            yield from _below(boxes, one.id)
