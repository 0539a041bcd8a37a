"""The printed pages of an attached file as data: ranges, choices, edits, sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from smdesk.errors import Problem, SmdeskError
from smdesk.notices.declaration import Attachment, PageEdit
from smdesk.notices.models import Form
from smdesk.packet.scan.printing import pages_of

MB = 1_000_000
_RANGE = re.compile(r"(\d{1,6})(?:\s*[-–—~至到]\s*(\d{1,6}))?")
_WIDE = str.maketrans("０１２３４５６７８９－～，、；", "0123456789-~,,,")

Pages = tuple[PageEdit, ...]


def read_range(text: str, count: int) -> tuple[int, ...]:
    """Return the pages of a text like ``1-3,5``, each once, in the order written.

    ``3-1`` counts down; an empty text or 全部 is every page. Raises ``SmdeskError``
    ``attachments.range-form``, ``attachments.range-beyond``.
    """
    plain = text.translate(_WIDE).strip().removeprefix("第").removesuffix("页").strip()
    if plain in {"", "全部", "all"}:
        return tuple(range(1, count + 1))
    pages: dict[int, None] = {}
    for part in (one for one in plain.split(",") if one.strip()):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise SmdeskError("attachments.range-form", text=text.strip()[:40])
        first, last = int(match[1]), int(match[2] or match[1])
        for page in (first, last):
            if not 1 <= page <= count:
                raise SmdeskError("attachments.range-beyond", count=count, page=page)
        step = 1 if last >= first else -1
        pages |= dict.fromkeys(range(first, last + step, step))
    if not pages:
        raise SmdeskError("attachments.range-form", text=text.strip()[:40])
    return tuple(pages)


def range_text(pages: Iterable[int]) -> str:
    """Return pages as people write them: ``1-3,5``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def shown_pages(one: Attachment, count: int) -> Pages:
    """Return the printed pages of a file that has ``count``, in order, with their edits."""
    return pages_of(count, one.pages)


def tidy(pages: Sequence[PageEdit], count: int) -> Pages:
    """Return ``pages`` as they are kept: nothing where they are all pages as they came."""
    plain = tuple(PageEdit(page=number) for number in range(1, count + 1))
    return () if tuple(pages) == plain else tuple(pages)


def chosen(pages: Pages, numbers: Sequence[int], known: dict[int, PageEdit]) -> Pages:
    """Return the pages ``numbers`` in that order; edits stay, those of ``known`` come back.

    Raises ``SmdeskError`` ``attachments.range-none``.
    """
    if not numbers:
        raise SmdeskError("attachments.range-none")
    held = known | {one.page: one for one in pages}
    return tuple(held.get(number, PageEdit(page=number)) for number in numbers)


def with_edit(pages: Pages, edit: PageEdit) -> Pages:
    """Return ``pages`` with one page edited."""
    return tuple(edit if one.page == edit.page else one for one in pages)


def turned(edit: PageEdit, by: int) -> PageEdit:
    """Return a page turned by ``by`` degrees more; its crop turns with it, its angle stays."""
    left, top, right, bottom = edit.crop
    crop = (left, top, right, bottom)
    for _ in range(by // 90 % 4):
        left, top, right, bottom = crop
        crop = (bottom, left, top, right)
    return PageEdit.model_validate(
        {"page": edit.page, "turn": (edit.turn + by) % 360, "crop": crop, "angle": edit.angle}
    )


def moved(pages: Pages, at: int, to: int) -> Pages:
    """Return ``pages`` with the one at ``at`` put before the one at ``to`` (as they stood)."""
    order = list(pages)
    one = order.pop(at)
    order.insert(to - (to > at), one)
    return tuple(order)


def told(one: Attachment, count: int) -> str:
    """Return in words what was chosen and edited, empty where all is printed as it came."""
    if not one.pages:
        return ""
    pages = shown_pages(one, count)
    numbers = [edit.page for edit in pages]
    words = []
    if numbers != list(range(1, count + 1)):
        same = sorted(numbers) == list(range(1, count + 1))
        words.append("页序已调" if same else f"印第 {range_text(numbers)} 页")
    if edited := sum(not edit.plain for edit in pages):
        words.append(f"{edited} 页有调整" if count > 1 else _single(pages[0]))
    return "，".join(words)


def _single(edit: PageEdit) -> str:
    done = [
        word
        for word, is_done in (
            ("已旋转", edit.turn),
            ("已拉直", edit.angle),
            ("已裁剪", any(edit.crop)),
        )
        if is_done
    ]
    return "、".join(done)


def stored_size(attachments: Iterable[Attachment]) -> int:
    """Return the bytes of attached files; a file that was added twice is kept once."""
    return sum({one.sha256: one.size for one in attachments}.values())


def shown_size(size: float) -> str:
    """Return a size as people read it: ``860 KB``, ``1.2 MB``."""
    if size < 1_000:
        return f"{size:.0f} 字节"
    return f"{size / 1_000:.0f} KB" if size < MB else f"{size / MB:.1f} MB"


def over_limit(form: Form, attachments: Iterable[Attachment]) -> Problem | None:
    """Return that attached files are larger than the notice allows, if it says so."""
    size, limit = stored_size(attachments), form.attachments_limit
    if limit is None or size <= limit * MB:
        return None
    told_limit = f"{limit:g} MB"
    params = {"size": shown_size(size), "limit": told_limit}
    return Problem("attachments.over-limit", "error", params)


def in_strip(pages: Pages, count: int) -> tuple[tuple[int, bool], ...]:
    """Return every page of a file in the order to show it, and whether it is printed.

    Printed pages stand in their order, each other one behind the page before it in the file.
    """
    order = [one.page for one in pages]
    ticked = set(order)
    for number in range(1, count + 1):
        if number not in ticked:
            order.insert(order.index(number - 1) + 1 if number > 1 else 0, number)
    return tuple((number, number in ticked) for number in order)
