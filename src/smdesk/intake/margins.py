"""What stands around a file's tables and is no line of its body: pages' heads and feet, watermarks, names of sheets.

Nothing of it is an answer; it may say that the form does not count, or name another unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smdesk.intake.wordfile import W, WordFile

Margins = Mapping[int | None, Sequence[str]]
"""Lines by the number of their table, those of all tables under ``None``."""
_KINDS = frozenset({"header", "footer"})
_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
MOST_PARTS = 60


def margins_of(word: WordFile) -> Margins:
    """Return the lines of a Word file's heads and feet, and the words of its watermarks."""
    lines: list[str] = []
    names = {
        one.target for one in word.relations.values() if one.kind in _KINDS and not one.external
    }
    for name in sorted(names)[:MOST_PARTS]:
        root = word.part(name)
        if root is None:
            continue
        paragraphs = root.iter(f"{W}p")
        lines += ["".join(each.text or "" for each in one.iter(f"{W}t")) for one in paragraphs]
        lines += [one.get("string", "") for one in root.iter(_WATERMARK)]
    return {None: tuple(dict.fromkeys(one.strip() for one in lines if one.strip()))}
