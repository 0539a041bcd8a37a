"""Text boxes stand in a Word file twice, for new and for old programs: both say the same."""

from __future__ import annotations

from copy import deepcopy

from smdesk.packet.docx.inplace.letters import MC, Element


def mirror_text_box(element: Element, space: str) -> None:
    """Bring the old-style copy of the text box that was written to in line, and of those inside."""
    tag = f"{space}txbxContent"
    boxes = list(element.iter(tag))
    boxes += list(element.iterancestors(tag))[-1:]
    for box in boxes:
        choice = next(box.iterancestors(f"{MC}Choice"), None)
        if choice is None:
            continue
        fallback = choice.getparent().find(f"{MC}Fallback")
        copies = [] if fallback is None else list(fallback.iter(tag))
        mine = list(choice.iter(tag))
        if len(copies) != len(mine):
            continue
        copy = copies[mine.index(box)]
        for child in list(copy):
            copy.remove(child)
        for child in box:
            copy.append(deepcopy(child))
