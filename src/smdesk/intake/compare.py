"""Is the 正文 in a Word file still the one that was exported?"""

from __future__ import annotations

import re

from smdesk.intake.narrative.numerals import without_mark
from smdesk.notices.declaration import (
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    SimpleTable,
)

_BLANKS = re.compile(r"[\s\u3000]+")


def same_narrative(stored: Narrative, seen: Narrative) -> bool:
    """Return whether two narratives show the same text and pictures in the same order.

    Numbers of lists and headings are left out of it, as they are written by hand or by Word; so
    are weights of type, the order of a caption and what it names, and where paragraphs end
    (LibreOffice 7.4 cut a long one in two).
    """
    return "".join(_shown(stored)) == "".join(_shown(seen))


def _shown(narrative: Narrative) -> list[str]:
    lines: list[str] = []
    for block in narrative.blocks:
        match block:
            case Heading():
                lines.append(block.text)
            case Paragraph() | ListItem():
                text = "".join(run.text for run in block.runs)
                lines += text.split("\n")
            case Picture():
                lines += [block.caption, f"<{block.sha256}>"]
            case SimpleTable():
                lines.append(block.caption)
                lines += [cell for row in block.rows for cell in row]
    plain = (_BLANKS.sub("", without_mark(line)) for line in lines)
    return _captions_first([line for line in plain if line])


def _captions_first(lines: list[str]) -> list[str]:
    """Put a line behind a picture before it where it names the picture: both orders are printed."""
    found: list[str] = []
    for line in lines:
        if found and found[-1].startswith("<") and re.match(r"^图[0-9一二三四五六七八九十]", line):
            found.insert(len(found) - 1, line)
        else:
            found.append(line)
    return found
