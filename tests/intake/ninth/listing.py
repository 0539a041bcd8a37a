"""How lists end: sums, words, rows left over."""

from __future__ import annotations

import re

from ninth.page import Bit, Page


def sums_under_lists(page: Page) -> None:
    """A row 合计 at the end of the rows of a list."""
    for table in page.tables:
        rows = [one for one in table.cells if one.answers and "]." in one.answers[0].address]
        for repeat in sorted(
            {b.address.partition("[")[0] for one in rows for b in one.answers if "]." in b.address}
        ):
            mine = [
                one for one in rows if one.answers and one.answers[0].address.startswith(repeat)
            ]
            filled = [one.r for one in mine if any(b.text for b in one.answers)]
            if not filled or max(one.r for one in mine) == max(filled):
                continue
            for one in mine:
                if one.r == max(filled) + 1:
                    tail = one.answers[0].address.rpartition(".")[2]
                    page.forget(one.answers[0].address)
                    one.bits = [Bit("合计" if tail == "name" else "100" if tail == "share" else "")]


def lists_end_in_words(page: Page) -> None:
    """（以下空白）, ……, 无 in the first row left of a list."""
    for table in page.tables:
        for cell in table.cells:
            if (
                cell.answers
                and re.search(r"\]\.name$", cell.answers[0].address)
                and not cell.answers[0].text
            ):
                page.forget(cell.answers[0].address)
                word = page.rng.choice(
                    ("（以下空白）", "以下无正文", "……", "其他股东", "\\", "以上为全部")
                )
                if word == "其他股东":
                    page.unsaid.discard(cell.answers[0].address)
                    page.truth[cell.answers[0].address] = (word, "")
                if word == "\\":
                    page.unsaid.discard(cell.answers[0].address)
                    page.truth[cell.answers[0].address] = ("", "\\")
                cell.answers[0].text = word
                break
