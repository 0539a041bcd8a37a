"""Whether the 正文 of a file can be read later: all that could refuse the file on its account is sound."""

from __future__ import annotations

from smdesk.errors import SmdeskError
from smdesk.intake.limits import MEGABYTE
from smdesk.intake.narrative.wrappers import BLIP
from smdesk.intake.word.names import VML_PICTURE
from smdesk.intake.wordfile import W, WordFile

_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
_MOST = 64 * MEGABYTE
"""More bytes of pictures are read at once, so that the archive's own limit speaks."""
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def may_wait(word: WordFile) -> bool:
    """Return whether reading the narrative of a file later cannot refuse it.

    Looked at are the parts that the narrative's reader asks for: styles, numbering, and every
    picture of the body. With notes, or where one of them is damaged, it is read at once.
    """
    if next(word.body.iter(*_NOTES), None) is not None:
        return False
    try:
        word.part_of("styles")
        word.part_of("numbering")
        return _are_sound(word)
    except SmdeskError:
        return False


def _are_sound(word: WordFile) -> bool:
    """Return whether the pictures are not too much; raises what `WordFile.media` raises."""
    seen: dict[str, int] = {}
    total = 0
    for one in word.body.iter(BLIP, VML_PICTURE):
        for name in ("embed", "id"):
            relation = one.get(f"{_RELATION}{name}")
            if relation is None:
                continue
            if relation not in seen:
                seen[relation] = _size_of(word, relation)
            total += seen[relation]
    return total <= _MOST


def _size_of(word: WordFile, relation_id: str) -> int:
    """Return how many bytes `WordFile.media` would give; raises what it would raise."""
    relation = word.relations.get(relation_id)
    if relation is None or relation.external or relation.target not in word.archive:
        return 0
    return word.archive.check(relation.target)
