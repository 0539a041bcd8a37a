"""No table of a PDF loses a character: what a page cannot hold goes on over pages."""

import dataclasses
from collections import Counter
from collections.abc import Iterator

import pytest
from pdfview import letters, squeezed

from smdesk.notices.loader import find_form
from smdesk.notices.render import Segment
from smdesk.packet import page
from smdesk.packet.pdf import write_pdf
from smdesk.packet.prose import paragraph
from smdesk.packet.tree import FilledCell, FormTable, Packet, Part, PlainCell, PlainTable
from smdesk.service.desk.papers import heading, paper, table

pytestmark = pytest.mark.faces

SIZES = (700, 1_600, 5_000, 20_000)
WIDTHS = (1, 4, 4, 2, 4)
HEADS = ("序号", "申报单位", "项目或平台", "所在地", "推荐意见")
ENGLISH = "INFORMATION ABOUT MAINTENANCE WORKSHOPS AND WARRANTY "
BY_WORDS = "manufacturing workshop " * 400


def long(count: int, mark: str) -> str:
    """Return a text of ``count`` characters whose pieces are numbered."""
    pieces = "".join(f"（{mark}{number}）服务型制造基础扎实，" for number in range(count // 12 + 1))
    return pieces[:count]


def lows() -> list[list[str]]:
    """Return rows of two lines each, known by their first and last character."""
    return [
        [str(row), f"甲{row}流体装备有限公司某分公{row}丁", "—", "余杭区", ""]
        for row in range(2, 30)
    ]


def alone(count: int) -> PlainTable:
    return table(WIDTHS, [HEADS, ["1", "某某公司", "—", "西湖区", long(count, "a")], *lows()])


def beside(count: int) -> PlainTable:
    row = ["1", long(count // 3, "a"), long(count, "b"), "西湖区", long(count // 2, "c")]
    return table(WIDTHS, [HEADS, *lows()[:9], row, *lows()[9:]])


def headless(count: int) -> PlainTable:
    made = alone(count)
    cells = [dataclasses.replace(one, row=one.row - 1, head=False) for one in made.cells if one.row]
    return dataclasses.replace(made, cells=tuple(cells))


def in_the_head(count: int) -> PlainTable:
    return table(WIDTHS, [[*HEADS[:4], long(count, "h")], *lows()])


def merged(count: int) -> PlainTable:
    """Return a table with a cell over four rows, one of them long, and one over columns."""
    cells = [PlainCell(0, column, text, head=True) for column, text in enumerate("甲乙丙")]
    cells.append(PlainCell(1, 0, long(count, "a"), rows=4))
    for row in range(1, 5):
        text = long(count // 2, "b") if row == 2 else f"低{row}"
        cells += [PlainCell(row, 1, text), PlainCell(row, 2, f"矮{row}")]
    cells += [PlainCell(5, 0, long(count, "c"), columns=2), PlainCell(5, 2, "矮")]
    return PlainTable((0.3, 0.4, 0.3), tuple(cells))


def merged_and_low(count: int) -> PlainTable:
    """Return a table with a long cell beside four low rows, the last things of the table."""
    cells = [PlainCell(0, 0, long(count, "a"), rows=4)]
    cells += [PlainCell(row, column, f"低{row}{column}") for row in range(4) for column in (1, 2)]
    return PlainTable((0.3, 0.4, 0.3), tuple(cells))


def in_a_paper(block: PlainTable, *, line: float = 1.0) -> Packet:
    pack, _ = find_form("zhejiang-2020/enterprise")
    title = paragraph("heading1", "示范企业", level=1)
    made = paper(
        pack, "函", [heading("关于推荐的函"), title, block, paragraph("body", "特此报告。")]
    )
    styles = made.typography
    spaced = styles.model_copy(update={"table": styles.table.model_copy(update={"line": line})})
    return dataclasses.replace(made, typography=spaced)


def no_files(digest: str) -> bytes:
    raise KeyError(digest)


def lost(data: bytes, packet: Packet) -> Counter[str]:
    """Return the characters of a packet that no page has between its head and its foot.

    Hyphens are left out: PDFium gives those at a line's end as something else.
    """
    inside = page.BOTTOM - 0.5, page.PAGE_HEIGHT - page.TOP + 0.5
    shown = Counter(
        one for _, one, _, low, _, high in letters(data) if low > inside[0] and high < inside[1]
    )
    return Counter(squeezed(packet.text).replace("-", "")) - shown


def below_the_text(data: bytes) -> str:
    """Return what stands under the text and is no page number."""
    low = "".join(one for _, one, _, bottom, _, _ in letters(data) if bottom < page.BOTTOM - 0.5)
    return low.translate(dict.fromkeys(map(ord, "0123456789—")))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", [alone, beside, headless, in_the_head, merged, merged_and_low])
def test_no_character_of_a_table_is_lost(make, size):
    packet = in_a_paper(make(size))
    data = write_pdf(packet, no_files)
    assert not lost(data, packet)
    assert below_the_text(data) == ""


@pytest.mark.parametrize("make", [alone, beside, in_the_head])
def test_a_low_row_is_never_cut_in_two(make):
    data = write_pdf(in_a_paper(make(1_600)), no_files)
    found = list(letters(data))
    starts = [number for number, one, *_ in found if one == "甲"]
    ends = [number for number, one, *_ in found if one == "丁"]
    assert len(starts) == len(lows())
    assert starts == ends


def test_a_high_row_starts_under_its_heading():
    found = list(letters(write_pdf(in_a_paper(alone(1_600)), no_files)))
    heads = {number for number, one, *_ in found if one == "范"}
    assert min(number for number, one, *_ in found if one == "扎") in heads


def test_a_low_head_repeats_and_a_high_one_does_not():
    for make, repeated in ((alone, True), (in_the_head, False)):
        data = write_pdf(in_a_paper(make(5_000)), no_files)
        pages = {number for number, one, *_ in letters(data) if one == "序"}
        assert (len(pages) > 1) is repeated


@pytest.mark.parametrize(
    "text", [ENGLISH * 9, BY_WORDS[:600], "W" * 500], ids=["words", "low", "W"]
)
@pytest.mark.parametrize("line", [1.0, 3.0])
def test_wide_letters_and_words_that_stay_whole_are_not_lost(text, line):
    rows = [HEADS, ["1", "某某公司", "—", "西湖区", text], *lows()]
    packet = in_a_paper(table((1, 4, 4, 2, 2), rows), line=line)
    data = write_pdf(packet, no_files)
    assert not lost(data, packet)
    assert below_the_text(data) == ""


def told(block: FormTable, texts: list[str]) -> Iterator[FilledCell]:
    """Yield the cells of a form, every third with one of ``texts`` in turn, but for heads and boxes."""
    for place, one in enumerate(block.cells):
        if place % 3 == 0 and one.cell.sign is None and one.cell.role != "heading":
            segment = Segment("value", texts[place // 3 % len(texts)])
            yield dataclasses.replace(one, segments=(segment,))
        else:
            yield one


def table_part(case, texts: list[str]) -> Packet:
    """Return the form's table alone, every third of its cells with one of ``texts``."""
    whole = case.packet()
    (part,) = [one for one in whole.parts if one.kind == "table"]
    blocks = [
        dataclasses.replace(block, cells=tuple(told(block, texts)))
        if isinstance(block, FormTable)
        else block
        for block in part.blocks
    ]
    part = Part(part.kind, part.title, tuple(blocks))
    return dataclasses.replace(whole, parts=(part,), seal=None, qr=None, payload=None)


@pytest.mark.parametrize(
    "texts",
    [
        *([long(size, "a"), *["短"] * (size // 700)] for size in SIZES),
        [BY_WORDS[:90]],
        [ENGLISH * 3, "短"],
    ],
    ids=[*map(str, SIZES), "words", "capitals"],
)
def test_no_character_of_a_form_is_lost(case, texts):
    packet = table_part(case, texts)
    data = write_pdf(packet, case.files)
    assert not lost(data, packet)
    assert below_the_text(data) == ""
