"""How people write amounts, percentages and counts."""

from __future__ import annotations

from decimal import Decimal

from eleventh.paper import NUMBER, Bit, Kind, Paper

_DIGITS = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
_SAID = "〇一二三四五六七八九"


def grouped(number: str, mark: str = ",") -> str:
    """Return a number with its thousands marked."""
    return f"{Decimal(number):,}".replace(",", mark)


def thousands(paper: Paper, mark: str = ",") -> None:
    for _, bit, _ in paper.figures(999, Kind.MONEY, Kind.INTEGER, Kind.DECIMAL):
        if abs(Decimal(bit.text)) >= 1000:
            bit.text = grouped(bit.text, mark)


def units_again(paper: Paper, many: int = 999, gap: str = "") -> None:
    """The unit is typed behind the figure although the label prints it."""
    for _, bit, known in paper.alone(Kind.MONEY, Kind.INTEGER, Kind.DECIMAL)[:many]:
        if known.unit and bit.text.replace(",", "").replace(".", "").isdigit():
            bit.text += gap + known.unit


def percent_signs(paper: Paper, sign: str = "%") -> None:
    for _, bit, _ in paper.figures(999, Kind.PERCENT):
        bit.text += sign


def two_places(paper: Paper) -> None:
    for _, bit, _ in paper.figures(999, Kind.MONEY):
        bit.text = f"{Decimal(bit.text):.2f}"
        paper.say(bit.address, bit.text)


def rounded(paper: Paper) -> None:
    """No decimals: everything is a whole number."""
    for _, bit, _ in paper.figures(999, Kind.MONEY, Kind.PERCENT):
        if Decimal(bit.text) >= 10:
            bit.text = f"{Decimal(bit.text):.0f}"
            paper.say(bit.address, bit.text)


def in_yuan(paper: Paper, many: int = 2) -> None:
    """Some amounts are given in 元, and say so."""
    for _, bit, known in paper.figures(999, Kind.MONEY):
        if known.unit == "万元" and many:
            many -= 1
            bit.text = f"{Decimal(bit.text) * 10000:,.0f}元"


def in_yi(paper: Paper, many: int = 2) -> None:
    """Large amounts are given in 亿元, and say so."""
    for _, bit, known in paper.figures(999, Kind.MONEY):
        if known.unit == "万元" and many and Decimal(bit.text) > 10000:
            many -= 1
            bit.text = f"{Decimal(bit.text) / 10000:.2f}亿元"
            paper.say(bit.address, bit.text)


def label_in_yuan(paper: Paper, word: str = "营业收入") -> None:
    """A row's label was changed from 万元 to 元, and so were its figures."""
    for table in paper.tables:
        for label in table.cells:
            if label.role != "label" or word not in label.text or "万" not in label.text:
                continue
            mine = [
                (c.bits[0], paper.field(c.bits[0].address)) for c in table.row(label.r)
                if len(c.bits) == 1 and c.bits[0].address and NUMBER.fullmatch(c.bits[0].text)
            ]  # fmt: skip
            several = len({b.address.partition("[")[0] for b, _ in mine}) > 1
            if not mine or several or any(known.kind is not Kind.MONEY for _, known in mine):
                continue
            label.bits = [Bit(label.text.replace("\n", "").replace("万元", "元"))]
            for bit, _ in mine:
                bit.text = f"{Decimal(bit.text) * 10000:.0f}"
                bit.look = "as-is"
            return


def about(paper: Paper, many: int = 2) -> None:
    """Figures that the clerk does not vouch for."""
    for n, (_, bit, _) in enumerate(paper.figures(many, Kind.MONEY, Kind.INTEGER)):
        bit.text = (f"约{bit.text}", f"{bit.text}左右", f"{bit.text}以上", f"近{bit.text}")[n % 4]
        paper.ask(bit.address)


def two_values(paper: Paper, many: int = 2, shape: str = "{}/{}") -> None:
    """Two figures in a cell, and nothing says which is meant."""
    for _, bit, _ in paper.figures(many, Kind.MONEY, Kind.INTEGER, Kind.PERCENT):
        places = len(bit.text.partition(".")[2])
        other = f"{Decimal(bit.text) * Decimal('1.07') + 1:.{places}f}"
        bit.text = shape.format(bit.text, other)
        paper.ask(bit.address)


def explained(paper: Paper, many: int = 2) -> None:
    """A figure with a word of explanation behind it."""
    for n, (_, bit, known) in enumerate(paper.figures(many, Kind.MONEY, Kind.INTEGER)):
        says = (
            "（含子公司）",
            "（审计数）",
            "（合并报表口径）",
            "（不含外包人员）" if known.unit == "人" else "（未审计）",
        )
        bit.text += says[n % 4]


def part_of_it(paper: Paper, many: int = 1) -> None:
    """A figure with one of its parts behind it, in words."""
    for _, bit, known in paper.figures(many, Kind.MONEY, Kind.INTEGER):
        part = max(1, int(Decimal(bit.text) * Decimal("0.3")))
        bit.text += f"（其中出口{part}）" if known.kind is Kind.MONEY else f"（其中新增{part}）"


def last_year_beside(paper: Paper, many: int = 2) -> None:
    """The figure of the year before is kept beside the year's own, and says so."""
    for _, bit, _ in paper.figures(many, Kind.MONEY, Kind.INTEGER):
        places = len(bit.text.partition(".")[2])
        bit.text += f"（上年{Decimal(bit.text) * Decimal('0.88'):.{places}f}）"


def full_width(paper: Paper, many: int = 999) -> None:
    for _, bit, _ in paper.figures(many):
        bit.text = bit.text.translate(_DIGITS)


def in_characters(paper: Paper, many: int = 1) -> None:
    """A small count is written in characters."""
    for _, bit, _ in paper.figures(999, Kind.INTEGER):
        if len(bit.text) == 1 and many:
            many -= 1
            bit.text = _SAID[int(bit.text)]


def losses(paper: Paper, shape: str = "-{}") -> None:
    """Last year's profit was a loss."""
    for _, bit, known in paper.figures(999, Kind.MONEY):
        if known.address.endswith("profit") and known.negative:
            number = bit.text
            bit.text = shape.format(number)
            paper.say(bit.address, f"-{number}")
            return


def zeros(paper: Paper, many: int = 2) -> None:
    """Nothing to report is a nought."""
    for _, bit, _ in paper.figures(many, Kind.INTEGER):
        bit.text = "0"
        paper.say(bit.address, "0")


def unfilled(paper: Paper, many: int = 4, mark: str = "") -> None:
    """Some cells are left empty, or have a stroke in them."""
    for _, bit, _ in paper.some(many):
        bit.text = mark
        if mark:
            paper.truth[bit.address] = ("", mark)
            bit.look = "as-is"
        else:
            paper.truth[bit.address] = ("",)


def stops(paper: Paper, many: int = 3) -> None:
    """A full stop behind a figure, as behind all else."""
    for _, bit, _ in paper.figures(many, Kind.MONEY, Kind.INTEGER):
        bit.text += "。"


def inner_blanks(paper: Paper, many: int = 3) -> None:
    """Blanks around figures, and a break that came in by pasting."""
    for n, (_, bit, _) in enumerate(paper.figures(many)):
        bit.text = (f"  {bit.text} ", f"{bit.text}\n", f"\n{bit.text}", f"\u3000{bit.text}\t")[
            n % 4
        ]
