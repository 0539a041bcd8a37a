"""Figures and words as clerks write them: units, separators, digits, what stands for nothing."""

from __future__ import annotations

import re
from decimal import Decimal

from sixteenth.draw import Draft, run
from sixteenth.model import beside, figures, filled, habit, labels, say, some, unclear
from smdesk.notices.models import Kind

WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")


def _money(d: Draft, number: int = 8) -> list:
    found = [
        b
        for b in some(d, 99, kinds={Kind.MONEY})
        if not d.paper.field(b.address).units and d.paper.field(b.address).unit == "万元"
    ]
    return found[:number]


def grouped(text: str, mark: str = ",") -> str:
    whole, dot, part = text.partition(".")
    return re.sub(r"(?<=\d)(?=(\d{3})+$)", mark, whole) + dot + part


@habit("thousands separators")
def thousands_with_commas(d: Draft) -> None:
    """Thousands are set off with commas of either width, blanks or an apostrophe."""
    for bit in _money(d, 20):
        say(d, bit, grouped(bit.text, d.rng.choice((",", "，", " ", "\u00a0", "\u2009", "'"))))


@habit("thousands separators")
def groups_that_are_none(d: Draft) -> None:
    """A comma where no thousands end: it may be a decimal comma."""
    for bit in _money(d, 5):
        text = d.rng.choice(("1234,5", "12,34", "1,23,456", "12.345.6"))
        unclear(d, bit, text)


@habit("thousands separators")
def thousands_by_four(d: Draft) -> None:
    """Digits in fours, as Chinese count."""
    for bit in _money(d, 5):
        whole = str(d.rng.randint(10000, 99999999))
        text = re.sub(r"(?<=\d)(?=(\d{4})+$)", ",", whole)
        if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
            continue
        say(d, bit, text, whole)


@habit("full width")
def full_width_digits(d: Draft) -> None:
    """Everything is typed in full width."""
    for _, bit in filled(d):
        if bit.text.isascii():
            say(d, bit, bit.text.translate(WIDE))


@habit("units")
def units_behind_the_figure(d: Draft) -> None:
    """The unit that the label asks for stands behind the figure as well."""
    for bit in figures(d, 20):
        unit = d.paper.field(bit.address).unit or ""
        say(d, bit, bit.text + d.rng.choice(("", " ")) + unit)


@habit("units")
def another_unit_behind_the_figure(d: Draft) -> None:
    """The figure carries a unit of its own that is not the label's."""
    for bit in _money(d, 8):
        unit, by = d.rng.choice(
            (("元", 10000), ("亿元", Decimal("0.0001")), ("千元", 10), ("百万元", Decimal("0.01")))
        )
        number = Decimal(bit.text) * by
        say(d, bit, f"{number.normalize():f}{unit}")


@habit("units")
def another_unit_in_the_label(d: Draft) -> None:
    """The retyped label asks for another unit, and the figures are in it."""
    for table, cell in labels(d):
        if (
            "（万元）" not in cell.text.replace("\n", "")
            or d.rng.random() < 0.4
            or len(cell.bits) != 1
        ):
            continue
        bits = [b for c in beside(table, cell) for b in c.bits if b.kind == "B" and b.text]
        if not bits:
            continue
        unit, by = d.rng.choice((("元", 10000), ("亿元", Decimal("0.0001")), ("千元", 10)))
        cell.bits[0].text = cell.text.replace("\n", "").replace("万元", unit)
        for bit in bits:
            say(d, bit, f"{(Decimal(bit.text) * by).normalize():f}")


@habit("units")
def one_unit_over_the_table(d: Draft) -> None:
    """Labels name no unit; a line over the table says 单位：万元."""
    from sixteenth.draw import para

    for _, cell in labels(d):
        if len(cell.bits) == 1 and "（万元）" in cell.text:
            cell.bits[0].text = cell.text.replace("（万元）", "")
    d.pre.append(para(run("单位：万元"), '<w:jc w:val="right"/>'))


@habit("units")
def another_unit_over_the_table(d: Draft) -> None:
    """Labels name no unit; a line over the table says 单位：元, and the figures are in it."""
    from sixteenth.draw import para

    for table, cell in labels(d):
        told = [b for c in beside(table, cell) for b in c.bits if b.kind == "B" and b.text]
        plain = all(re.fullmatch(r"-?\d+(\.\d+)?", bit.text) for bit in told)
        if len(cell.bits) == 1 and "（万元）" in cell.text and plain:
            cell.bits[0].text = cell.text.replace("（万元）", "")
            for bit in told:
                say(d, bit, f"{(Decimal(bit.text) * 10000).normalize():f}")
    d.pre.append(para(run("金额单位：人民币元"), '<w:jc w:val="right"/>'))


@habit("units")
def a_column_of_units(d: Draft) -> None:
    """Percent signs, 人 and 个 follow figures; money has a sign before it."""
    for bit in figures(d, 20):
        kind = d.paper.field(bit.address).kind
        if kind is Kind.MONEY:
            say(d, bit, d.rng.choice(("¥", "￥", "人民币", "RMB ")) + bit.text + "万元")
        elif kind is Kind.PERCENT:
            say(d, bit, bit.text + d.rng.choice(("%", "％", " %", "个百分点" if False else "%")))


@habit("units")
def foreign_money(d: Draft) -> None:
    """A figure is in dollars: no rate is known."""
    for bit in _money(d, 4):
        unclear(d, bit, d.rng.choice(("{}万美元", "US${}万", "{}万港元", "€{}")).format(bit.text))


@habit("about")
def about(d: Draft) -> None:
    """约 before a figure."""
    for bit in figures(d, 6):
        say(d, bit, d.rng.choice(("约", "约 ", "大约", "约为")) + bit.text)


@habit("about")
def not_exactly(d: Draft) -> None:
    """More than, nearly, some, at least, from to: no figure."""
    for bit in figures(d, 8):
        n = bit.text
        text = d.rng.choice((f"{n}余", f"近{n}", f"超过{n}", f"不低于{n}", f"{n}以上", f"≥{n}", f">{n}", f"{n}～{Decimal(n) + 9}", f"{n}-{Decimal(n) + 9}", f"{n}左右", f"{n}+", f"{n}±5", f"不足{n}", f"{n}/{Decimal(n) + 3}", f"预计{n}", f"{n}（预计）", f"{n}（未审计）", f"{n}?", f"{n}（待核）", f"同比增长{n}%"))  # fmt: skip
        unclear(d, bit, text)


@habit("nothing")
def words_for_nothing(d: Draft) -> None:
    """无, /, — and their like: nothing to fill in."""
    for bit in some(d, 10):
        say(
            d,
            bit,
            d.rng.choice(
                (
                    "无",
                    "/",
                    "—",
                    "——",
                    "／",
                    "－",
                    "-",
                    "暂无",
                    "没有",
                    "无。",
                    "不适用",
                    "N/A",
                    "（无）",
                    "\\",
                    "0" if False else "无",
                )
            ),
            "无",
        )


@habit("nothing")
def see_the_annex(d: Draft) -> None:
    """A figure is said to stand in an annex."""
    for bit in figures(d, 5):
        unclear(
            d,
            bit,
            d.rng.choice(
                (
                    "见附件",
                    "详见附件1",
                    "见附表",
                    "见审计报告",
                    "同上",
                    "〃",
                    "″",
                    "见正文",
                    "保密",
                    "不便公开",
                )
            ),
        )


@habit("nothing")
def words_point_elsewhere(d: Draft) -> None:
    """A name, a person or an address only points at an annex; where words are wanted, that is what stands there."""
    for bit in some(d, 4, kinds={Kind.NAME, Kind.PERSON, Kind.ADDRESS, Kind.REGISTRATION}):
        unclear(
            d,
            bit,
            d.rng.choice(
                (
                    "见附件",
                    "详见附件1",
                    "（附件2）",
                    "另附",
                    "同上",
                    "见附页",
                    "略",
                    "……",
                    "xxx",
                    "同左",
                )
            ),
        )


@habit("figures")
def chinese_numerals(d: Draft) -> None:
    """Counts are written in Chinese numerals."""
    digits = "零一二三四五六七八九"
    for bit in some(d, 6, kinds={Kind.INTEGER}):
        number = int(bit.text)
        if number < 10:
            say(d, bit, digits[number] + d.rng.choice(("", d.paper.field(bit.address).unit or "")))


@habit("figures")
def figures_with_odd_marks(d: Draft) -> None:
    """Figures with stray blanks, a full stop at the end, an O for 0 or an l for 1."""
    for bit in figures(d, 6):
        how = d.rng.randrange(4)
        if how == 0:
            say(d, bit, "  " + bit.text + "\u3000")
        elif how == 1:
            say(d, bit, bit.text + "。")
        elif how == 2 and "0" in bit.text:
            unclear(d, bit, bit.text.replace("0", "O"))
        elif how == 3 and "1" in bit.text:
            unclear(d, bit, bit.text.replace("1", "l", 1))


@habit("figures")
def negative_figures(d: Draft) -> None:
    """Losses with a minus of any kind or in brackets; a loss by word."""
    for bit in figures(d, 12):
        field = d.paper.field(bit.address)
        if not field.negative:
            continue
        text = d.rng.choice(
            ("-{}", "－{}", "−{}", "({})", "（{}）", "亏损{}", "负{}", "▲{}", "△{}")
        ).format(bit.text)
        say(d, bit, text, "-" + bit.text)


@habit("figures")
def two_figures_in_a_cell(d: Draft) -> None:
    """Two figures in one cell: which counts is not said."""
    for bit in figures(d, 4):
        other = str(d.rng.randint(100, 999))
        unclear(d, bit, d.rng.choice((f"{bit.text}、{other}", f"{bit.text} {other}", f"{bit.text}\n{other}", f"{bit.text}（母公司）{other}（合并）", f"{bit.text}；{other}", f"{bit.text}(上年{other})")))  # fmt: skip


@habit("figures")
def shares_as_fractions(d: Draft) -> None:
    """Shares as ‰, 成, a fraction or per cent in words."""
    for bit in some(d, 6, kinds={Kind.PERCENT}):
        number = Decimal(bit.text)
        how = d.rng.randrange(3)
        if how == 0:
            say(d, bit, f"{(number * 10).normalize():f}‰")
        elif how == 1:
            say(d, bit, f"百分之{bit.text}")
        else:
            unclear(d, bit, "三成")


@habit("figures")
def powers_of_ten(d: Draft) -> None:
    """A figure in 万 with the unit 元 beside it, or with 万 alone."""
    for bit in _money(d, 6):
        how = d.rng.randrange(3)
        number = Decimal(bit.text)
        if how == 0:
            say(d, bit, f"{bit.text}万")
        elif how == 1:
            say(d, bit, f"{(number / 10000).normalize():f}亿")
        else:
            say(d, bit, f"{(number * 10000).normalize():f}元整")


@habit("excel", writer="book")
def excel_formats(d: Draft) -> None:
    """Excel shows figures otherwise than it keeps them: per cent, thousands, rounding, 万."""
    for bit in figures(d, 12):
        number = Decimal(bit.text)
        kind = d.paper.field(bit.address).kind
        if kind is Kind.PERCENT:
            d.numbers[id(bit)] = (float(number / 100), "0.0%")
        elif kind is Kind.MONEY:
            d.numbers[id(bit)] = (float(number), "#,##0.00")
            bit.text = f"{number:,.2f}"


@habit("excel", writer="book")
def excel_scaled_formats(d: Draft) -> None:
    """The format shows yuan as 万元."""
    lone = {c.bits[0].address for t in d.main for c in t.cells if len(c.bits) == 1}
    for bit in [one for one in _money(d, 9) if one.address in lone][:4]:
        number = Decimal(bit.text).quantize(Decimal("0.1"))
        d.numbers[id(bit)] = (float(number * 10000), "0!.0,")
        d.paper.ask(bit.address)


@habit("excel", writer="book")
def excel_text_figures(d: Draft) -> None:
    """Every figure is kept as text with blanks and commas."""
    for bit in _money(d, 20):
        say(d, bit, " " + grouped(bit.text))


@habit("values")
def phones_and_codes_written_loosely(d: Draft) -> None:
    """Phones with brackets, an extension or two numbers; codes with blanks."""
    for bit in some(d, 20, kinds={Kind.PHONE, Kind.FAX, Kind.MOBILE, Kind.POSTCODE}):
        kind = d.paper.field(bit.address).kind
        if kind is Kind.POSTCODE:
            say(d, bit, " ".join(bit.text))
        elif kind is Kind.MOBILE:
            say(d, bit, f"{bit.text[:3]} {bit.text[3:7]} {bit.text[7:]}")
        else:
            area, _, rest = bit.text.partition("-")
            say(d, bit, f"({area}){rest}")
            d.paper.leave(bit.address)


@habit("values")
def answers_in_many_paragraphs(d: Draft) -> None:
    """Long answers are several paragraphs, some of them empty."""
    from sixteenth.draw import para

    for cell, bit in filled(d, kinds={Kind.LONG_TEXT}):
        if len(cell.bits) != 1 or "，" not in bit.text:
            continue
        first, _, rest = bit.text.partition("，")
        d.cells[id(cell)] = (
            para(run(first + "，")) + para("") + para(run(rest), '<w:ind w:firstLine="420"/>')
        )


@habit("values")
def an_example_left_beside(d: Draft) -> None:
    """The example of the blank form was left in the cell; the answer is behind it."""
    for bit in some(d, 3, kinds={Kind.NAME, Kind.ADDRESS, Kind.TEXT}):
        unclear(d, bit, f"（例：某某公司）{bit.text}")
