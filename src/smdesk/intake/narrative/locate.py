"""Where the 正文 stands in a whole packet: behind the form's table, before the list of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from smdesk.intake.narrative.headings import title_key
from smdesk.intake.narrative.wrappers import Element, branch, content
from smdesk.intake.word.names import CODES, Code
from smdesk.intake.wordfile import W, WordFile, number, value_of
from smdesk.notices.grid import SHEET_TITLE
from smdesk.notices.models import Form, Outline

_LONGEST_TITLE = 60
_BODY = 9


def narrative_blocks(
    word: WordFile, form: Form | Outline | None, *, part_only: bool = False
) -> Sequence[Element]:
    """Return the paragraphs and tables of the narrative, as they stand in the body.

    Without ``form`` they are all that the document has. In a packet they begin behind the outline's
    title and end at the title of the list of attachments or of the check sheet. Where no title is
    found the document is the narrative alone, as when it was written by itself; with ``part_only``
    it then begins at the first title of an outline item behind a table, if there is one.
    """
    blocks = list(_flat(word.body))
    if form is None:
        return blocks
    outline = form.outline if isinstance(form, Form) else form
    titles = [_title(one) for one in blocks]
    start = _after_title(titles, outline)
    if start is None:
        if not part_only:
            return blocks
        start = _first_item(blocks, titles, outline)
    last = {SHEET_TITLE, form.attachments_title} if isinstance(form, Form) else {SHEET_TITLE}
    ends_at = {title_key(title) for title in last}
    for place in range(start, len(blocks)):
        if titles[place] in ends_at and not _has_outline(word, blocks[place]):
            return blocks[start:place]
    return blocks[start:]


def _flat(parent: Iterable[Element]) -> Iterator[Element]:
    for child in parent:
        match CODES.get(child.tag):
            case Code.CONTROL:
                yield from _flat(content(child))
            case Code.THROUGH:
                yield from _flat(child)
            case Code.ALTERNATE:
                yield from _flat(branch(child))
            case _:
                yield child


def _title(block: Element) -> str:
    """Return a short paragraph's text for comparison with titles, else nothing."""
    if CODES.get(block.tag) is not Code.PARAGRAPH:
        return ""
    text = "".join([one.text or "" for one in block.iter(f"{W}t")])
    return title_key(text) if 0 < len(text) <= _LONGEST_TITLE else ""


def _after_title(titles: Sequence[str], outline: Outline) -> int | None:
    wanted = {title_key(outline.title), title_key(outline.text_title)}
    places = [place for place, title in enumerate(titles) if title in wanted]
    if not places:
        return None
    start = places[-1] + 1
    subtitle = title_key(outline.subtitle or "")
    return start + 1 if subtitle and titles[start : start + 1] == [subtitle] else start


def _first_item(blocks: Sequence[Element], titles: Sequence[str], outline: Outline) -> int:
    wanted = {title_key(item.title) for item in outline.item}
    behind = False
    for place, (block, title) in enumerate(zip(blocks, titles, strict=True)):
        behind = behind or CODES.get(block.tag) is Code.TABLE
        if behind and title in wanted:
            return place
    return len(blocks)


def _has_outline(word: WordFile, block: Element) -> bool:
    """Return whether a title is a heading of the narrative's own levels, not that of a part."""
    properties = block.find(f"{W}pPr")
    own = value_of(properties, "outlineLvl")
    if own is not None:
        return number(own, _BODY) < _BODY
    style = word.styles.get(value_of(properties, "pStyle") or "")
    return style is not None and style.outline is not None
