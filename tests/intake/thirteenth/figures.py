"""Habits of those who write figures: corrections, separators, signs, units, doubts."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from twelfth.paper import Paper

from thirteenth.model import (
    AMOUNTS,
    COUNTS,
    NUMBERS,
    RATES,
    figure,
    habit,
    has_unit,
    other,
    plain,
    some,
)


def corrected(paper: Paper, rng: Random, manner: str, most: int = 4) -> list[str]:
    """Write figures as an old one and a new one; the new one is true."""
    done = []
    for one in some(paper, rng, NUMBERS, most):
        if has_unit(paper, one):
            continue
        new = plain(paper, one)
        paper.put(one, manner.format(old=other(rng, new), new=new), new)
        done.append(one)
    return done


def unsure(
    paper: Paper, rng: Random, manner: str, kinds: frozenset = NUMBERS, most: int = 4
) -> None:  # type: ignore[type-arg]
    """Write figures in a manner of which nobody can say what is stated."""
    for one in some(paper, rng, kinds, most):
        new = plain(paper, one)
        paper.put(one, manner.format(new=new, old=other(rng, new)), "")
        paper.ask(one)


@habit("figures")
def corrected_in_words(paper: Paper, rng: Random) -> None:
    """The figure, and in parentheses what it is corrected to."""
    corrected(
        paper, rng, rng.choice(("{old}（更正为{new}）", "{old}（更正：{new}）", "{old} 应为 {new}"))
    )


@habit("figures")
def corrected_from(paper: Paper, rng: Random) -> None:
    """The new figure, and in parentheses what was said before."""
    corrected(
        paper,
        rng,
        rng.choice(("{new}（原填{old}）", "{new}（原{old}）", "{new}（原为{old}，已更正）")),
    )


@habit("figures")
def an_arrow(paper: Paper, rng: Random) -> None:
    """Two figures with an arrow: from the last year, or a correction."""
    unsure(paper, rng, rng.choice(("{old}→{new}", "{old} -> {new}", "{old}⇒{new}", "{old}➜{new}")))


@habit("figures")
def two_with_a_slash(paper: Paper, rng: Random) -> None:
    """Two figures with a slash: group and parent, or two years."""
    unsure(paper, rng, rng.choice(("{new}/{old}", "{new} ／ {old}", "{new}|{old}", "{new}；{old}")))


@habit("figures")
def of_two_companies(paper: Paper, rng: Random) -> None:
    """The group's figure and the parent's."""
    unsure(
        paper, rng, rng.choice(("{new}（合并）{old}（母公司）", "合并{new}，单体{old}")), AMOUNTS
    )


@habit("figures")
def about(paper: Paper, rng: Random) -> None:
    """A figure that says itself that it is none: 左右, 多, 余, 近, 约."""
    manners = ("{new}左右", "约{new}", "{new}多", "{new}余", "近{new}", "{new}上下", "不低于{new}", "≥{new}", "{new}+", "~{new}", "＜{new}")  # fmt: skip
    for manner in rng.sample(manners, 4):
        unsure(paper, rng, manner, most=1)


@habit("figures")
def a_range(paper: Paper, rng: Random) -> None:
    """From … to …"""
    unsure(paper, rng, rng.choice(("{new}-{old}", "{new}~{old}", "{new}至{old}", "{new}—{old}")))


@habit("figures")
def not_yet_final(paper: Paper, rng: Random) -> None:
    """Estimated, as of a month, or planned."""
    unsure(
        paper,
        rng,
        rng.choice(("{new}（预计）", "{new}（1-9月）", "{new}(截至9月底)", "{new}（计划数）")),
        most=3,
    )


@habit("figures")
def a_sum_not_done(paper: Paper, rng: Random) -> None:
    """A sum that is left to the reader."""
    unsure(
        paper,
        rng,
        rng.choice(("{new}+{old}", "{new}＋{old}", "{new}-{old}*2", "{old}×{new}")),
        most=3,
    )


@habit("figures")
def a_sum_done(paper: Paper, rng: Random) -> None:
    """A sum with what it comes to."""
    for one in some(paper, rng, COUNTS, 3):
        new = int(Decimal(plain(paper, one)))
        if new >= 2:
            part = rng.randint(1, new - 1)
            paper.put(one, f"{part}+{new - part}={new}", str(new))


@habit("figures")
def spaces_for_thousands(paper: Paper, rng: Random) -> None:
    """12 345.6, with one of the spaces that programs know."""
    gap = rng.choice((" ", "\u00a0", "\u202f", "\u2009"))
    for one in some(paper, rng, AMOUNTS, 6):
        new = plain(paper, one)
        if not has_unit(paper, one):
            paper.put(one, f"{Decimal(new):,}".replace(",", gap), new)


@habit("figures")
def a_decimal_comma(paper: Paper, rng: Random) -> None:
    """43,3 – one place behind the comma, so that no thousands can be meant."""
    for one in some(paper, rng, RATES | AMOUNTS, 5):
        new = plain(paper, one)
        if len(new.partition(".")[2]) in {1, 2} and not has_unit(paper, one):
            paper.put(one, new.replace(".", rng.choice((",", "，"))), new)


@habit("figures")
def marks_for_thousands(paper: Paper, rng: Random) -> None:
    """12'345.6 and １２，３４５．６"""
    for one in some(paper, rng, AMOUNTS, 5):
        new = plain(paper, one)
        if has_unit(paper, one):
            continue
        said = f"{Decimal(new):,}"
        wide = said.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,"})
        paper.put(one, rng.choice((said.replace(",", "'"), wide, said.replace(",", "’"))), new)


@habit("figures")
def misplaced_marks(paper: Paper, rng: Random) -> None:
    """Commas or dots where none can be: a key was hit too early, or twice."""
    for one in some(paper, rng, AMOUNTS, 5):
        whole, _, rest = plain(paper, one).partition(".")
        if len(whole) > 3:
            said = rng.choice((f"{whole[:-2]},{whole[-2:]}", f"{whole[:-2]}.{whole[-2:]}.{rest or 5}", f"{whole[:2]}..{whole[2:]}", f"{whole[:-3]}，{whole[-3:-1]}，{whole[-1]}", f"{whole[:-1]}、{whole[-1]}"))  # fmt: skip
            paper.put(one, said, "")
            paper.ask(one)


@habit("figures")
def letters_for_digits(paper: Paper, rng: Random) -> None:
    """What a text recognition leaves: l for 1, O for 0, S for 5."""
    for one in some(paper, rng, NUMBERS, 6):
        new = plain(paper, one)
        said = new.translate(str.maketrans({"0": "O", "1": "l", "5": "S", "8": "B"}))
        if said != new:
            paper.put(one, said, "")
            paper.ask(one)


@habit("figures")
def in_other_units(paper: Paper, rng: Random) -> None:
    """The unit is written behind the figure, and is not the printed one."""
    for one in some(paper, rng, AMOUNTS, 4):
        if paper.field(one).unit == "万元":
            new = Decimal(plain(paper, one))
            said = rng.choice((f"{figure(new / 10000)}亿元", f"{figure(new * 10000)}元", f"{figure(new)}万", f"{figure(new * 10)}千元", f"人民币{figure(new)}万元"))  # fmt: skip
            paper.put(one, said, figure(new))


@habit("figures")
def in_foreign_money(paper: Paper, rng: Random) -> None:
    """Dollars, euros, with the unit's words or its sign."""
    unsure(
        paper,
        rng,
        rng.choice(("{new}万美元", "${new}", "USD {new}", "€{new}", "{new}万港币", "US${new}")),
        AMOUNTS,
    )


@habit("figures")
def in_figures_of_clerks(paper: Paper, rng: Random) -> None:
    """壹拾贰, as on a cheque, and 十二."""
    for one in some(paper, rng, COUNTS, 3):
        new = int(Decimal(plain(paper, one)))
        if 10 < new < 100:
            tens, ones = divmod(new, 10)
            usual, cheque = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
            said = rng.choice((
                ("" if tens == 1 else usual[tens]) + "十" + (usual[ones] if ones else ""),
                cheque[tens] + "拾" + (cheque[ones] if ones else ""),
            ))  # fmt: skip
            paper.put(one, said, str(new))


@habit("figures")
def negative_in_parentheses(paper: Paper, rng: Random) -> None:
    """(3.5) as accountants write a loss."""
    for one in some(paper, rng, RATES | AMOUNTS, 8):
        new = plain(paper, one)
        paper.put(one, rng.choice(("({})", "（{}）")).format(new), f"-{new}")
        if not paper.field(
            one
        ).negative:  # a minus where none can be: nobody writes that down unasked
            paper.ask(one)


@habit("figures")
def signs_of_falling(paper: Paper, rng: Random) -> None:
    """下降3.5, ↓3.5%, ▼3.5, －3.5, 负3.5"""
    for one in some(paper, rng, RATES, 8):
        new = plain(paper, one)
        if paper.field(one).negative:
            said = rng.choice(
                ("下降{}", "↓{}%", "▼{}", "－{}", "负{}", "减少{}%", "–{}", "−{}", "-{}%")
            )
            paper.put(one, said.format(new), f"-{new}")


@habit("figures")
def signs_nobody_knows(paper: Paper, rng: Random) -> None:
    """▲3.5, 3.5-, ±3.5, 3.5个百分点"""
    for manner in ("▲{new}", "△{new}", "{new}-", "±{new}", "{new}‰左右"):
        unsure(paper, rng, manner, RATES, 1)


@habit("figures")
def shares_as_fractions(paper: Paper, rng: Random) -> None:
    """0.43 where per cent are asked for, in each of the shares."""
    for one in some(paper, rng, RATES, 5):
        paper.put(one, figure(Decimal(plain(paper, one)) / 100), "")
        paper.ask(one)


@habit("figures")
def parts_of_a_whole(paper: Paper, rng: Random) -> None:
    """118/947, 3:7, 三成五"""
    for one in some(paper, rng, RATES, 4):
        paper.put(one, rng.choice(("118/947", "3:7", "3：7", "三成五", "1/3", "近半", "过半")), "")
        paper.ask(one)


@habit("figures")
def shares_with_heads(paper: Paper, rng: Random) -> None:
    """A share with the heads it is of."""
    for one in some(paper, rng, RATES, 3, yearly=False):
        new = plain(paper, one)
        paper.put(one, rng.choice((f"{new}%（{rng.randint(11, 400)}人）", f"{new}%，共{rng.randint(11, 400)}人", f"{rng.randint(11, 400)}人，占{new}%")), new)  # fmt: skip


@habit("figures")
def per_mille(paper: Paper, rng: Random) -> None:
    """433‰"""
    for one in some(paper, rng, RATES, 3):
        new = plain(paper, one)
        paper.put(one, f"{figure(Decimal(new) * 10)}‰", new)


@habit("figures")
def words_for_a_result(paper: Paper, rng: Random) -> None:
    """扭亏为盈, 持平, 翻番, 详见审计报告第5页, 涉密"""
    for one in some(paper, rng, NUMBERS, 4):
        paper.put(one, rng.choice(("扭亏为盈", "翻番", "见审计报告第5页", "涉密", "附件3", "2023年起统计", "同比+12", "第3项", "待定", "统计中")), "")  # fmt: skip
        paper.ask(one)


@habit("figures")
def odd_characters(paper: Paper, rng: Random) -> None:
    """Marks that nobody sees stand in the figure."""
    for one in some(paper, rng, NUMBERS, 6):
        new = plain(paper, one)
        if len(new) > 2 and not has_unit(paper, one):
            mark = rng.choice(("\u200b", "\u200e", "\ufeff", "\u2060", "\u00ad", "\u202d"))
            paper.put(one, new[:2] + mark + new[2:], new)


@habit("figures")
def digits_of_other_kinds(paper: Paper, rng: Random) -> None:
    """Digits with a ring, or of mathematics."""
    for one in some(paper, rng, COUNTS, 3):
        new = plain(paper, one)
        bold = "".join(chr(0x1D7CE + int(d)) for d in new if d.isdigit())
        ring = "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(d)] for d in new if d.isdigit())
        paper.put(one, rng.choice((bold, ring)), new)
        if bold != new and len(new) > 1:
            paper.ask(one)
