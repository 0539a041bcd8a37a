"""What people write beside and into a figure: corrections, slips, marks, sums, other scopes."""

from __future__ import annotations

from decimal import Decimal

from ninth.page import Bit, Page
from ninth.typed import some
from smdesk.notices.models import Kind


def ranges(page: Page) -> None:
    for bit, address, number in some(page, 6):
        other = f"{(Decimal(number) * 2).normalize():f}"
        bit.text = page.rng.choice(
            (
                "{0}-{1}",
                "{0}～{1}",
                "{0}至{1}",
                "{0}—{1}",
                "{0}/{1}",
                "{0}、{1}",
                "{0}\n{1}",
                "{0} {1}",
                "{0}→{1}",
                "{0}或{1}",
            )
        ).format(number, other)
        page.truth[address] = (bit.text,)


def two_scopes(page: Page) -> None:
    """Group and parent company in one cell."""
    for bit, address, number in some(page, 5):
        other = f"{(Decimal(number) / 2).normalize():f}"
        bit.text = page.rng.choice(
            (
                "{0}（合并） {1}（母公司）",
                "合并：{0}\n母公司：{1}",
                "{0}（其中本部{1}）",
                "{0}\n（其中：外派{1}）",
                "{0}，另有{1}在途",
            )
        ).format(number, other)
        page.truth[address] = (bit.text, number)


def struck_and_new(page: Page) -> None:
    """The old value struck through, the new one beside it."""
    for _table, cell, bit, _known in page.numbers()[::4]:
        old = Bit(
            f"{(Decimal(page.truth[bit.address][0]) * 3 + 7).normalize():f}",
            look=page.rng.choice(("strike", "dstrike", "del", "from", "vanish")),
        )
        bit.look = page.rng.choice(("", "ins", "to")) if old.look in {"del", "from"} else ""
        cell.bits.insert(page.rng.choice((0, 1)), old)


def corrected_in_words(page: Page) -> None:
    for bit, address, number in some(page, 5):
        old = f"{(Decimal(number) * 3 + 7).normalize():f}"
        bit.text = page.rng.choice(
            (
                "{0}（更正：{1}）",
                "{0}改为{1}",
                "{0}（应为{1}）",
                "{0}(正确值{1})",
                "{0} × {1}",
                "原{0}，现{1}",
                "{0}；更正{1}",
                "{1}({0}作废)",
            )
        ).format(old, number)
        page.truth[address] = (number, bit.text)


def slips_of_letters(page: Page) -> None:
    """A letter for a figure, an ideographic stop or a middle dot for the point."""
    for bit, address, number in some(page, 8):
        if "." in number and page.rng.random() < 0.8:
            bit.text = number.replace(".", page.rng.choice("。·、，．,:；"))
        elif "0" in number:
            bit.text = number.replace("0", "O").replace("1", "l")
        else:
            continue
        page.truth[address] = (number, bit.text)


def wrapped(page: Page) -> None:
    """A figure that went over the line and was broken by hand."""
    for bit, _, number in some(page, 8):
        if len(number) > 4:
            cut = page.rng.randint(2, len(number) - 1)
            bit.text = number[:cut] + "\n" + number[cut:]
            page.truth[bit.address] = (number, bit.text)


def note_marks(page: Page) -> None:
    """A raised mark of a note behind the figure, the note under the table."""
    for _, cell, bit, _ in page.numbers()[::5]:
        cell.bits.insert(
            cell.bits.index(bit) + 1,
            Bit(page.rng.choice(("1", "2", "①", "[1]", "*", "注1", "(1)")), look="sup"),
        )
    page.parts.append("注1：为审计报告口径。")


def note_marks_flat(page: Page) -> None:
    for bit, address, number in some(page, 6):
        bit.text = number + page.rng.choice(("①", "*", "[1]", "注1", "（注1）", "¹", "※"))
        page.truth[address] = (number, bit.text)
    page.parts.append("①数据为审计报告口径")


def said_elsewhere(page: Page) -> None:
    for bit, address, _ in some(page, 8):
        bit.text = page.rng.choice(
            (
                "见附件1",
                "详见审计报告第12页",
                "同上",
                "同左",
                "〃",
                "″",
                "待补",
                "暂缺",
                "保密",
                "X",
                "？",
                "……",
                "*",
                "xxxx",
                "#REF!",
                "#DIV/0!",
                "########",
                "NULL",
                "nan",
                "√",
                "是",
            )
        )
        page.truth[address] = (bit.text,)


def power_of_ten(page: Page) -> None:
    for bit, address, number in some(page, 6, Kind.MONEY):
        value = Decimal(number)
        if value >= 100:
            bit.text = page.rng.choice(
                (f"{value:.2E}", f"{value / 10000:.3f}×10^4", f"{value:.4E}".replace("E+", "E"))
            )
            page.truth[address] = (bit.text, number)


def year_in_cell(page: Page) -> None:
    """Each figure of the year table with its year."""
    for _, cells in page.yearly():
        for cell in cells:
            for bit in cell.answers:
                if bit.text:
                    year = bit.address[-5:-1]
                    bit.text = page.rng.choice(
                        (f"{year}年：{bit.text}", f"{bit.text}（{year}年）", f"{year}年 {bit.text}")
                    )
                    page.truth[bit.address] += (bit.text,)


def with_growth(page: Page) -> None:
    for _, cells in page.yearly()[::2]:
        for cell in cells[1:]:
            for bit in cell.answers:
                if bit.text:
                    bit.text += page.rng.choice(
                        ("（+12.5%）", "，同比增长8%", "（↑3.2）", "\n（同比-4.1%）", " ↑")
                    )
                    page.truth[bit.address] += (bit.text,)


def sum_in_cell(page: Page) -> None:
    """How a figure was reckoned, in the cell."""
    for bit, address, number in some(page, 6):
        half = (Decimal(number) / 2).normalize()
        bit.text = page.rng.choice(
            (
                f"{half:f}+{half:f}={number}",
                f"={half:f}+{half:f}",
                f"{half:f}+{half:f}",
                f"{number}={half:f}×2",
                f"{half:f}*2",
            )
        )
        page.truth[address] = (number, bit.text)
