"""Is the 正文 in a Word file still the one that was exported?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from smdesk.files import sha256_hex
from smdesk.intake.narrative.numerals import without_mark
from smdesk.intake.narrative.wrappers import BLIP
from smdesk.intake.word.names import CODES, MC, Code
from smdesk.intake.wordfile import W, WordFile
from smdesk.notices.declaration import (
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    SimpleTable,
)

_BLANKS = re.compile(r"[\s\u3000]+")
_TEXT, _PARAGRAPH = f"{W}t", f"{W}p"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_EDITED = (
    *(f"{W}{name}" for name in (
        "ins", "del", "moveFrom", "moveTo", "vanish", "fldChar", "fldSimple", "sdt", "numPr", "sym",
        "footnoteReference", "endnoteReference", "pict", "object", "txbxContent", "altChunk",
    )),
    f"{{{MC}}}AlternateContent",
)  # fmt: skip
"""Elements that our export does not write into a narrative: with one of them it is read in full."""
_EDITS = frozenset(_EDITED)


def is_untouched(word: WordFile, blocks: Iterable[Any], stored: Narrative) -> bool:
    """Return whether some blocks of the body show exactly what the export wrote for ``stored``.

    Quick, and false whenever there is a doubt; then `same_narrative` decides.
    """
    wanted = [line for line in _lines(stored) if line]
    seen = [line for line in _visible(word, blocks) if line]
    if len(wanted) == len(seen) and all(
        one == other or _bare(one) == _bare(other) for one, other in zip(wanted, seen, strict=True)
    ):
        return True
    return "".join(map(_bare, wanted)) == "".join(map(_bare, seen))


def _visible(word: WordFile, blocks: Iterable[Any]) -> Iterator[str]:
    for block in blocks:
        if CODES.get(block.tag) is Code.PARAGRAPH:
            pieces, pictures = [], []
            for one in block.iter():
                tag = one.tag
                if tag == _TEXT:
                    pieces.append(one.text or "")
                elif tag == BLIP:
                    pictures.append(one)
                elif tag in _EDITS:
                    yield "\0"
                    return
            yield "".join(pieces)
            yield from _pictures(word, pictures)
            continue
        if next(block.iter(*_EDITED), None) is not None:
            yield "\0"
            return
        for one in block.iter(_PARAGRAPH):
            yield "".join([text.text or "" for text in one.iter(_TEXT)])
            yield from _pictures(word, one.iter(BLIP))


def _pictures(word: WordFile, found: Iterable[Any]) -> Iterator[str]:
    for picture in found:
        data = word.media(picture.get(_EMBED) or "")
        yield f"<{sha256_hex(data or b'')}>"


def _lines(narrative: Narrative) -> Iterator[str]:
    """Yield the lines of a narrative as the export prints them, pictures by their digest."""
    for block in narrative.blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph() | ListItem():
                yield "".join([run.text for run in block.runs])
            case Picture():
                yield f"<{block.sha256}>"
                yield block.caption
            case SimpleTable():
                yield block.caption
                for row in block.rows:
                    yield from row


def _bare(text: str) -> str:
    return _BLANKS.sub("", without_mark(text))


def same_narrative(stored: Narrative, seen: Narrative) -> bool:
    """Return whether two narratives show the same text and pictures in the same order.

    Numbers of lists and headings are left out of it, as they are written by hand or by Word; so
    are weights of type, the order of a caption and what it names, and where paragraphs end
    (LibreOffice 7.4 cut a long one in two).
    """
    return "".join(_shown(stored)) == "".join(_shown(seen))


def _shown(narrative: Narrative) -> list[str]:
    return _captions_first([line for line in map(_bare, _lines(narrative)) if line])


def _captions_first(lines: list[str]) -> list[str]:
    """Put a line behind a picture before it where it names the picture: both orders are printed."""
    found: list[str] = []
    for line in lines:
        if found and found[-1].startswith("<") and re.match(r"^图[0-9一二三四五六七八九十]", line):
            found.insert(len(found) - 1, line)
        else:
            found.append(line)
    return found
