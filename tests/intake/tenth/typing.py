"""How figures and words are typed into cells."""

from __future__ import annotations

import re

from tenth.page import FIGURES, Bit, Kind, Page

WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
DIGITS = "〇一二三四五六七八九"


def say(page: Page, bit: Bit, text: str, *truth: str) -> None:
    bit.text = text
    if truth:
        page.truth[bit.address] = truth


def brackets_of_explanation(page: Page) -> None:
    """An explanation in brackets behind a figure."""
    words = (
        "（较上年略有增长）",
        "（经审计）",
        "(含分公司)",
        "（详见审计报告第12页）",
        "（统计口径）",
        "[快报数]",
        "（受订单影响）",
    )
    for _, bit, _, n in page.figures(9):
        say(page, bit, n + page.rng.choice(words))


def brackets_with_last_year(page: Page) -> None:
    """Last year's figure in brackets behind this one's."""
    for _, bit, _, n in page.figures(7):
        say(page, bit, f"{n}（{page.rng.choice(('上年同期', '去年：', '上年'))}{page.sequel(n)}）")


def brackets_with_a_rival(page: Page) -> None:
    """Another figure for the same thing in brackets: which one counts nobody says."""
    for _, bit, _, n in page.figures(7):
        bit.text = f"{n}（{page.rng.choice(('审计数', '税务口径', '调整后', '会计报表为'))}{page.sequel(n)}）"
        page.ask(bit.address)


def group_and_parent(page: Page) -> None:
    """Two figures: consolidated, and of the parent."""
    for _, bit, _, n in page.figures(8, Kind.MONEY, Kind.INTEGER):
        other = page.sequel(n)
        bit.text = page.rng.choice(
            (
                f"合并：{n}\n母公司：{other}",
                f"{n}（合并）/{other}（母公司）",
                f"集团{n}，本部{other}",
                f"{n}/{other}",
                f"{n}\n({other})",
            )
        )
        page.ask(bit.address)


def units_in_cells(page: Page) -> None:
    """The unit of the label again behind the figure."""
    for _, bit, known, n in page.figures(12):
        if known.unit:
            say(
                page,
                bit,
                n
                + page.rng.choice(("", " ", "\u00a0"))
                + (known.unit if known.unit != "%" else page.rng.choice("%％")),
            )


def yuan_in_cells(page: Page) -> None:
    """Figures in yuan with the word 元 in cells of 万元: the sum is plain to see."""
    for _, bit, known, n in page.figures(6, Kind.MONEY):
        if known.unit == "万元":
            say(
                page,
                bit,
                page.rng.choice(("{}元", "{:,}元", "人民币{}元"))
                .replace("{}", f"{round(float(n) * 10000)}")
                .replace("{:,}", f"{round(float(n) * 10000):,}"),
            )


def hundred_millions_in_cells(page: Page) -> None:
    """亿元 typed in cells of 万元."""
    for _, bit, known, n in page.figures(6, Kind.MONEY):
        if known.unit == "万元":
            made = f"{float(n) / 10000:.8f}".rstrip("0").rstrip(".")
            say(page, bit, f"{made}{page.rng.choice(('亿元', '亿', ' 亿元'))}")


def share_as_fraction(page: Page) -> None:
    """Shares as 0.35: what stands there is 0.35, and nobody may make 35 of it without asking."""
    for _, bit, _, n in page.figures(99, Kind.PERCENT):
        if abs(float(n)) > 1:
            made = f"{float(n) / 100:.6f}".rstrip("0").rstrip(".")
            say(page, bit, made, made)


def percent_signs(page: Page) -> None:
    for _, bit, _, n in page.figures(99, Kind.PERCENT):
        say(
            page,
            bit,
            page.rng.choice(
                (f"{n}%", f"{n} ％", f"{n}﹪", f"{n}%（约）", f"为{n}%", f"{n.translate(WIDE)}％")
            ),
        )


def ditto_for_figures(page: Page) -> None:
    """同左, 持平, 〃 for a figure: nobody knows how exactly."""
    for _, cells in page.yearly():
        if page.rng.random() < 0.4 and cells[-1].answers[0].text:
            bit = cells[-1].answers[0]
            bit.text = page.rng.choice(("同左", "同上年", "〃", "基本持平"))
            page.ask(bit.address)


def thousands(page: Page) -> None:
    for _, bit, _, n in page.figures(12):
        if abs(float(n)) >= 1000:
            whole, dot, rest = n.partition(".")
            made = f"{int(whole):,}"
            say(
                page,
                bit,
                made.replace(",", page.rng.choice((",", "，", " ", "\u2009", "\u00a0", "'", ", ")))
                + dot
                + rest,
            )


def thousands_amiss(page: Page) -> None:
    """Signs at places where they mean nothing: 12,34.5 or 123.456.7."""
    for _, bit, _, n in page.figures(5, Kind.MONEY):
        whole = n.partition(".")[0].lstrip("-")
        if len(whole) >= 4:
            bit.text = page.rng.choice(
                (
                    f"{whole[:2]},{whole[2:]},5" if len(whole) == 4 else f"{whole[:1]},{whole[1:]}",
                    f"{whole[:-3]}.{whole[-3:]}.6",
                    f"{whole[:2]}、{whole[2:]}.5",
                    f"{whole}..5",
                )
            )
            page.ask(bit.address) if not re.fullmatch(r"\d,\d{3}", bit.text) else say(
                page, bit, bit.text, whole
            )


def about(page: Page) -> None:
    """约 before a figure, 左右 behind it: the figure stands there."""
    for _, bit, known, n in page.figures(7, *FIGURES[:1], Kind.INTEGER):
        unit = known.unit or ""
        say(
            page,
            bit,
            page.rng.choice((f"约{n}", f"约{n}{unit}", f"近{n}", f"{n}左右", f"大约 {n}", f"≈{n}")),
        )


def more_than(page: Page) -> None:
    """余, 以上, 不少于, a range: no figure is said."""
    for _, bit, known, n in page.figures(6, Kind.MONEY, Kind.INTEGER, Kind.PERCENT):
        unit = known.unit or ""
        if n.startswith("-") or n == "0":
            continue
        bit.text = page.rng.choice(
            (
                f"{n}余{unit}",
                f"{n}{unit}以上",
                f"不少于{n}",
                f"{n}～{page.sequel(n)}",
                f">{n}",
                f"{n}+",
                f"{n}至{page.sequel(n)}{unit}",
            )
        )
        page.ask(bit.address)


def spaced_figures(page: Page) -> None:
    """Blanks between the digits, as in a scanned or justified table."""
    for _, bit, _, n in page.figures(6):
        if len(n) > 2:
            say(page, bit, page.rng.choice((" ", "\u2009")).join(n))


def full_stops(page: Page) -> None:
    """A full stop, a semicolon, a colon left beside the figure."""
    for _, bit, _, n in page.figures(9):
        say(
            page,
            bit,
            page.rng.choice((f"{n}。", f"{n}；", f"：{n}", f"{n}，", f"“{n}”", f"={n}", f"{n} .")),
        )


def signs_of_decline(page: Page) -> None:
    """Growth in words and signs."""
    for _, bit, _, n in page.figures(99, Kind.PERCENT):
        if "growth" in bit.address:
            if n.startswith("-"):
                m = n[1:]
                say(
                    page,
                    bit,
                    page.rng.choice(
                        (
                            f"下降{m}%",
                            f"－{m}",
                            f"−{m}",
                            f"–{m}%",
                            f"负{m}",
                            f"↓{m}",
                            f"（{m}）",
                            f"减少{m}个百分点",
                            f"▼{m}%",
                        )
                    ),
                )
                if "个百分点" in bit.text:
                    page.ask(bit.address)
            else:
                say(
                    page,
                    bit,
                    page.rng.choice(
                        (f"增长{n}%", f"+{n}", f"↑{n}%", f"＋{n}", f"上升{n}", f"增{n}%")
                    ),
                )


def losses(page: Page) -> None:
    """Losses in profit rows: 亏损, brackets, red figures of accountants."""
    for _, cells in page.yearly():
        if (
            "profit" in cells[0].answers[0].address
            and "growth" not in cells[0].answers[0].address
            and "margin" not in cells[0].answers[0].address
        ):
            bit = page.rng.choice(cells).answers[0]
            if re.fullmatch(r"-?\d+(\.\d+)?", bit.text) and bit.text != "0":
                m = bit.text.lstrip("-")
                say(
                    page,
                    bit,
                    page.rng.choice(
                        (f"亏损{m}", f"-{m}", f"({m})", f"－{m}", f"亏{m}万元", f"负{m}")
                    ),
                    f"-{m}",
                )


def corrected_in_words(page: Page) -> None:
    """A figure, and behind it that it is another."""
    for _, bit, _, n in page.figures(5):
        bit.text = page.rng.choice(
            (
                f"{n} 更正为{page.sequel(n)}",
                f"{n}→{page.sequel(n)}",
                f"{n}(应为{page.sequel(n)})",
                f"{n}改{page.sequel(n)}",
            )
        )
        page.ask(bit.address)


def leavings_of_sheets(page: Page) -> None:
    """What Excel leaves: 1.2E+05, ######, #REF!, #DIV/0!"""
    for _, bit, _, n in page.figures(5, Kind.MONEY, Kind.PERCENT):
        bit.text = page.rng.choice(
            (f"{float(n):.2E}", "########", "#REF!", "#DIV/0!", "#VALUE!", "=SUM(B2:B9)", "#N/A")
        )
        page.ask(bit.address)


def remarks_of_the_office(page: Page) -> None:
    """Remarks of the county's officer behind figures that he wants looked at."""
    for _, bit, _, n in page.figures(6):
        say(
            page,
            bit,
            n
            + page.rng.choice(
                ("【县局：请核实】", "（局里批注：附证明）", "【已核】", " ←请再核对", "(?)", "※")
            ),
        )
        if bit.text.endswith("(?)"):
            page.ask(bit.address)


def corrections_of_the_office(page: Page) -> None:
    """The county's officer thinks it is another figure."""
    for _, bit, _, n in page.figures(5):
        bit.text = n + page.rng.choice(
            (
                f"【县局：应为{page.sequel(n)}】",
                f"（区局核定{page.sequel(n)}）",
                f" ←{page.sequel(n)}？",
            )
        )
        page.ask(bit.address)


def sums_shown(page: Page) -> None:
    """The sum that makes the figure: 120+35=155."""
    for _, bit, known, n in page.figures(5, Kind.INTEGER, Kind.MONEY):
        if re.fullmatch(r"[1-9]\d+", n):
            a = int(n) // 3
            say(
                page,
                bit,
                page.rng.choice(
                    (
                        f"{a}+{int(n) - a}={n}",
                        f"{n}（其中母公司{a}）",
                        f"{n}，其中女性{a}" if known.unit == "人" else f"{n}（含税{a}）",
                        f"合计{n}",
                    )
                ),
            )


def broken_figures(page: Page) -> None:
    """A figure broken over two lines in a narrow cell."""
    for _, bit, _, n in page.figures(4):
        if len(n) > 5:
            at = page.rng.randint(2, len(n) - 2)
            bit.text = n[:at] + "\n" + n[at:]


def more_digits(page: Page) -> None:
    """Zeros behind the point."""
    for _, bit, _, n in page.figures(9):
        say(page, bit, f"{n}00" if "." in n else f"{n}.00")


TYPING = [
    brackets_of_explanation, brackets_with_last_year, brackets_with_a_rival, group_and_parent, units_in_cells, yuan_in_cells,
    hundred_millions_in_cells, share_as_fraction, percent_signs, ditto_for_figures, thousands, thousands_amiss, about, more_than, spaced_figures, full_stops, signs_of_decline, losses, corrected_in_words, leavings_of_sheets, remarks_of_the_office,
    corrections_of_the_office, sums_shown, broken_figures, more_digits,
]  # fmt: skip
