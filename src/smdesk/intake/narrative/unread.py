"""Words of a document that no reader came upon, so that none is lost without a word about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any, Final

from smdesk.intake.word.names import CODES, Code
from smdesk.intake.wordfile import W, WordFile

Element = Any
"""An lxml element."""

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_T: Final = f"{W}t"
_GRAPHS: Final = frozenset({"chart", "chartEx", "diagramData"})
_LONGEST: Final = 60
_NUMBERS_ONLY: Final = frozenset("0123456789 -–—/.,第页共·|")


def unread(blocks: Iterable[Element], seen: AbstractSet[Element]) -> list[str]:
    """Return the texts below some blocks that are not among the ``seen`` elements.

    What a revision took away is not there any more; the other branch of an ``mc:AlternateContent``
    says what the chosen one says.
    """
    return [
        (one.text or "").strip()
        for block in blocks
        for one in block.iter(_T, f"{_M}t")
        if one not in seen and (one.text or "").strip() and not _told(one, seen)
    ]


def _told(element: Element, seen: AbstractSet[Element]) -> bool:
    branch = element
    for above in element.iterancestors():
        code = CODES.get(above.tag)
        if code is Code.REMOVED:
            return True
        if code is Code.ROW and above.find(f"{W}trPr/{W}del") is not None:
            return True
        if code is Code.ALTERNATE and not _any(branch, seen) and _any(above, seen):
            return True
        branch = above
    return False


def _any(element: Element, seen: AbstractSet[Element]) -> bool:
    return any(one in seen or one.tag == f"{_A}blip" for one in element.iter(_T, f"{_A}blip"))


def sample(texts: Iterable[str]) -> str:
    """Return some texts for a message, parted by 、, cut where they are many."""
    joined = "、".join(" ".join(one.split()) for one in texts)
    return joined if len(joined) <= _LONGEST else f"{joined[:_LONGEST]}…"


def graph_words(word: WordFile, drawing: Element) -> list[str]:
    """Return the words in the chart or diagram of a drawing: titles, boxes; none where it has none."""
    found: list[str] = []
    for one in drawing.iter():
        for key, relation_id in one.attrib.items():
            relation = word.relations.get(relation_id) if str(key).startswith(_R) else None
            if relation is not None and relation.kind in _GRAPHS:
                part = word.part(relation.target)
                found += _paragraphs(part) if part is not None else ()
    return found


def note_text(note: Element) -> str:
    """Return the text of a footnote or endnote: its paragraphs in one line, deletions left out."""
    lines = (
        "".join([one.text or "" if one.tag == _T else " " for one in paragraph.iter(_T, f"{W}tab")])
        for paragraph in note.iter(f"{W}p")
    )
    return " ".join(line for line in lines if line.strip())


def _paragraphs(part: Element) -> Iterator[str]:
    for one in part.iter(f"{_A}p"):
        text = "".join(run.text or "" for run in one.iter(f"{_A}t")).strip()
        if text:
            yield text


def edge_words(word: WordFile) -> list[str]:
    """Return the words of headers and footers; page numbers alone are none."""
    found: list[str] = []
    for relation in word.relations.values():
        if relation.kind not in {"header", "footer"}:
            continue
        part = word.part(relation.target)
        for paragraph in part.iter(f"{W}p") if part is not None else ():
            text = "".join(one.text or "" for one in paragraph.iter(_T)).strip()
            if text and not set(text) <= _NUMBERS_ONLY and text not in found:
                found.append(text)
    return found
