"""Which figures of a page somebody types otherwise."""

from __future__ import annotations

from ninth.page import Bit, Page
from smdesk.notices.models import Kind


def some(page: Page, many: int = 6, *kinds: Kind) -> list[tuple[Bit, str, str]]:
    """Return some numbers: the bit, its address, its true number."""
    found = [one[2] for one in page.numbers() if not kinds or one[3].kind in kinds]
    page.rng.shuffle(found)
    return [
        (one, one.address, page.truth[one.address][0])
        for one in found[:many]
        if page.truth.get(one.address, ("",))[0]
    ]
