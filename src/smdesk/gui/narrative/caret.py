"""Where the caret goes in a text that was changed from elsewhere: undone, done again, replaced."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument


def paragraphs(document: QTextDocument) -> list[str]:
    """Return the text of each paragraph of a document."""
    texts, block = [], document.begin()
    while block.isValid():
        texts.append(block.text())
        block = block.next()
    return texts


def behind_change(before: list[str], document: QTextDocument, number: int) -> int:
    """Return the position behind what became another in paragraph ``number``.

    ``before`` are the paragraphs as they were; where there are more or fewer now, it is the end of
    the paragraph.
    """
    block = document.findBlockByNumber(number)
    new, old = block.text(), before[number] if number < len(before) else ""
    if len(before) != document.blockCount():
        return block.position() + _units(new)
    start = _alike(old, new)
    same = _alike(old[start:][::-1], new[start:][::-1])
    return block.position() + _units(new[: len(new) - same])


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _units(text: str) -> int:
    """Return how many positions a text takes; a character beyond the first plane takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
