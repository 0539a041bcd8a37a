"""Habits of those who write figures: of other kinds, times and dimensions, misread by a program, or not figures at all."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from fourteenth.model import (
    AMOUNTS,
    COUNTS,
    NUMBERS,
    RATES,
    Kind,
    Paper,
    answers_of_row,
    figure,
    figures,
    habit,
    other,
    plain,
    some,
    touched,
    unsure,
    year_heads,
    yearly_rows,
)


@habit("figures")
def unit_of_another_dimension(paper: Paper, rng: Random) -> None:
    """人 behind an amount, 万元 behind a share or a head count: one of the two is wrong."""
    for one in figures(paper, rng, AMOUNTS | RATES | COUNTS, 6):
        kind, new = paper.field(one).kind, plain(paper, one)
        words = ("人", "项", "%", "家", "平方米") if kind in AMOUNTS else ("万元", "人", "天", "元/人") if kind in RATES else ("%", "万元", "‰", "亩")  # fmt: skip
        paper.put(one, f"{new}{rng.choice(words)}", "")
        paper.ask(one)


@habit("figures")
def figures_of_another_time(paper: Paper, rng: Random) -> None:
    """The figure says itself that it is of another time."""
    unsure(
        paper,
        rng,
        ("{new}（疫情前）", "{new}（成立时）", "{new}（2015年数据）", "{new}（上市前）", "{new}（变更前）", "上年同期{new}", "{new}(2009年)"),
    )  # fmt: skip


@habit("figures")
def words_of_size(paper: Paper, rng: Random) -> None:
    """上千, 数百, 若干, 一批: no figure."""
    unsure(paper, rng, ("上千", "数百", "若干", "一批", "几十", "百余", "多个", "成百上千", "十几", "两三百"), COUNTS)  # fmt: skip


@habit("figures")
def classes_of_statistics(paper: Paper, rng: Random) -> None:
    """A class of size where the figure is asked for."""
    unsure(paper, rng, ("规上", "B档（{new}-{old}）", "（{new},{old}]", "[{new}，{old})", "2000万元以上", "100-299人", "第3档", "Ⅱ类", "中型", "前10%"))  # fmt: skip


@habit("figures")
def words_and_figures_differ(paper: Paper, rng: Random) -> None:
    """The count in characters, and in parentheses another one in figures."""
    small = "一二三四五六七八九"
    for one in figures(paper, rng, COUNTS, 4):
        first, second = rng.sample(range(1, 10), 2)
        paper.put(
            one,
            rng.choice((f"{small[first - 1]}（{second}）", f"{second}（{small[first - 1]}项）")),
            "",
        )
        paper.ask(one)


@habit("figures")
def a_sum_that_is_wrong(paper: Paper, rng: Random) -> None:
    """3+4=8"""
    for one in figures(paper, rng, COUNTS, 4):
        a, b = rng.randint(2, 40), rng.randint(2, 40)
        paper.put(one, rng.choice((f"{a}+{b}={a + b + 1}", f"{a + b + 2}（{a}+{b}）", f"{a}+{b}＝{a + b - 1}")), "")  # fmt: skip
        paper.ask(one)


@habit("figures")
def english_scales(paper: Paper, rng: Random) -> None:
    """28.4 million, RMB 2.8bn, 284k yuan."""
    for one in figures(paper, rng, AMOUNTS, 4):
        new = plain(paper, one)
        said = rng.choice(("{} million", "{} million yuan", "RMB {}bn", "{} thousand", "{} mil.", "{}百万", "{} kRMB", "{}仟元"))  # fmt: skip
        paper.put(one, said.format(new), "")
        paper.ask(one)


@habit("figures")
def typed_twice_without_a_gap(paper: Paper, rng: Random) -> None:
    """43.343.3: pasted twice, or two neighbours run together by a text recognition."""
    for one in figures(paper, rng, RATES | AMOUNTS, 4):
        new = plain(paper, one)
        if "." in new:
            paper.put(one, new + rng.choice((new, other(rng, new))), "")
            paper.ask(one)


@habit("figures")
def neighbours_in_one_cell(paper: Paper, rng: Random) -> None:
    """A converter put two years' figures into the first's cell and left the second's empty."""
    rows = [r for r in yearly_rows(paper.table) if year_heads(paper)]
    for row in rng.sample(rows, min(2, len(rows))):
        bits = answers_of_row(paper.table, row)
        if len(bits) < 3 or any(b.address in touched(paper) for b in bits):
            continue
        first, second = bits[0], bits[1]
        gap = rng.choice((" ", "  ", "\n", "\t", "|", ""))
        if not gap and "." not in first.text:
            gap = " "
        first.text, second.text = first.text + gap + second.text, ""
        touched(paper).update({first.address, second.address})
        paper.ask(first.address, second.address)


@habit("figures")
def a_stroke_or_a_one(paper: Paper, rng: Random) -> None:
    """一, 丨, l, O, 〇 in the place of a count: a stroke for nothing, a one, or a nought."""
    for one in figures(paper, rng, COUNTS, 4):
        paper.put(one, rng.choice(("一", "丨", "l", "I", "|", "〡", "ー", "亅")), "")
        paper.ask(one)


@habit("figures")
def struck_by_characters(paper: Paper, rng: Random) -> None:
    """Struck out with a stroke character over each digit, as in chats; the new figure behind."""
    mark = rng.choice(("\u0336", "\u0335", "\u0338"))
    for one in figures(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        old = "".join(c + mark for c in other(rng, new))
        paper.put(one, f"{old}{rng.choice((' ', ''))}{new}", new)


@habit("figures")
def struck_by_characters_alone(paper: Paper, rng: Random) -> None:
    """Struck out with stroke characters, nothing in its place."""
    for one in figures(paper, rng, NUMBERS, 3):
        paper.put(one, "".join(c + "\u0336" for c in plain(paper, one)), "")
        paper.ask(one)


@habit("figures")
def right_to_left(paper: Paper, rng: Random) -> None:
    """A mark turns the digits round: what stands there is not what is seen."""
    for one in figures(paper, rng, NUMBERS, 3):
        new = plain(paper, one)
        paper.put(one, f"\u202e{new[::-1]}\u202c", new)
        if new == new[::-1]:
            paper.leave(one)


@habit("figures")
def percent_sign_in_front(paper: Paper, rng: Random) -> None:
    """%43.3, or the sign with a space, small or of another width."""
    for one in some(paper, rng, RATES, 5):
        new = plain(paper, one)
        paper.put(one, rng.choice((f"%{new}", f"{new} %", f"{new}﹪", f"{new}％", f"{new}%%")), new)


@habit("figures")
def explained_as_a_ratio(paper: Paper, rng: Random) -> None:
    """Where per cent are asked for: 1.2倍, 0.43（即43%）, 43/100, 每百人43."""
    for one in some(paper, rng, RATES, 4):
        new = plain(paper, one)
        said, sure = rng.choice(
            ((f"{new}倍", False), (f"{figure(Decimal(new) / 100)}倍", False), (f"每百人{new}", False), (f"{new}：100", False), (f"{new}/100", False), (f"{figure(Decimal(new) / 100)}（即{new}%）", True), (f"1比{new}", False), (f"{new}‱", False))
        )  # fmt: skip
        paper.put(one, said, new if sure else "")
        if not sure:
            paper.ask(one)


@habit("figures")
def points_and_basis_points(paper: Paper, rng: Random) -> None:
    """3.5pct, 350bp, 提高3.5个点: how much a share changed, not the share."""
    unsure(paper, rng, ("{new}pct", "{new}bp", "提高{new}个点", "+{new}pp", "比上年提高{new}", "由{old}提高到{new}", "降{new}", "年均{new}"), RATES)  # fmt: skip


@habit("figures")
def numbers_of_an_order(paper: Paper, rng: Random) -> None:
    """第5名, 5/17, No.5, Top 5: a place, not a count."""
    unsure(paper, rng, ("第{new}名", "No.{new}", "Top{new}", "排名{new}", "第{new}位", "{new}号", "{new}#", "全省第{new}", "附表{new}"))  # fmt: skip


@habit("figures")
def a_source_behind(paper: Paper, rng: Random) -> None:
    """Behind the figure stands where it is from, with a number in it."""
    manners = (
        "{new}（见审计报告P12）",
        "{new}［3］",
        "{new}（表2-1第7行）",
        "{new}（附件5）",
        "{new}(报表第3行)",
    )
    for one in figures(paper, rng, AMOUNTS, 4):
        new = plain(paper, one)
        paper.put(one, rng.choice(manners).format(new=new), new)


@habit("figures")
def filled_together(paper: Paper, rng: Random) -> None:
    """The figure was declared together with another firm's, and says so."""
    unsure(paper, rng, ("{new}（合并填写）", "{new}（与子公司合计）", "{new}（含关联企业）", "集团合计{new}", "{new}（两家合计）", "{new}（不含子公司{old}）"))  # fmt: skip


@habit("figures")
def rounded_off(paper: Paper, rng: Random) -> None:
    """The figure was cut by a program: 2.8…, 12XX, 94_, ####."""
    for one in figures(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        head = new[: max(1, len(new) - 2)]
        paper.put(one, rng.choice((f"{head}XX", f"{head}**", f"{head}…", f"{head}□□", f"{head}××", f"{head}?")), "")  # fmt: skip
        paper.ask(one)


@habit("figures")
def span_in_the_first_blank(paper: Paper, rng: Random) -> None:
    """A project's years stand both in the first blank, or as a day and a month."""
    held = {b.address for _, b in paper.answers()}
    start, end = "project.start", "project.end"
    if {start, end} <= held:
        a, b = plain(paper, start), plain(paper, end)
        bit = paper.bit(start)
        bit.text = rng.choice((f"{a}-{b}", f"{a}～{b}", f"{a}至{b}", f"{a}、{b}"))
        paper.bit(end).text = ""
        paper.ask(start, end)
    for one in some(paper, rng, {Kind.YEAR} if hasattr(Kind, "YEAR") else set(), 2):
        paper.put(one, rng.choice(("近三年", "2019/2020", "每年", "2019起")), "")
        paper.ask(one)


@habit("figures")
def signed_corrections(paper: Paper, rng: Random) -> None:
    """The figure was changed, and who did it signed: the new one is true."""
    for one in figures(paper, rng, NUMBERS, 4):
        new = plain(paper, one)
        old = other(rng, new)
        paper.put(one, rng.choice((f"{{s|{old}}}{new}（李改）", f"{{s|{old}}} {new}（王芳 3.5）", f"{new}（财务已核）", f"{new}（张签）")), new)  # fmt: skip


@habit("figures")
def open_questions(paper: Paper, rng: Random) -> None:
    """A colleague was asked in the cell, and nobody answered."""
    unsure(paper, rng, ("{new}【核】", "{new} @财务 请确认", "{new}（请核实）", "{new}（暂估）", "{new}（口径待统一）", "{new}（与{old}哪个对）", "{new}(TBC)", "{new}，待审计", "{new}（以审计为准）", "{new}（估）"))  # fmt: skip


@habit("figures")
def parts_without_a_whole(paper: Paper, rng: Random) -> None:
    """The parts are told, the sum is not: 国内120、国外30."""
    unsure(paper, rng, ("国内{new}、国外{old}", "男{new}女{old}", "母公司{new}，子公司{old}", "一期{new}二期{old}", "A厂{new};B厂{old}", "自有{new}，外协{old}"))  # fmt: skip


@habit("figures")
def checked_by_a_mark(paper: Paper, rng: Random) -> None:
    """A proof-reader's check mark stands behind the figure."""
    for one in figures(paper, rng, NUMBERS, 6):
        new = plain(paper, one)
        paper.put(one, new + rng.choice((" ✓", "√", "{r|√}", " {r|✔}", "（√）", "☑")), new)


@habit("figures")
def crossed_by_a_mark(paper: Paper, rng: Random) -> None:
    """A proof-reader's cross or question mark stands behind the figure: it is wrong, or doubted."""
    unsure(paper, rng, ("{new} ×", "{new}✗", "{new} {{r|✘}}", "{new}（×）", "{new}❓", "{new} ⚠", "{new}（错）", "{new}❌"))  # fmt: skip


@habit("figures")
def units_on_their_own_line(paper: Paper, rng: Random) -> None:
    """The unit in a line below the figure, or in a pair of brackets before it."""
    for one in figures(paper, rng, AMOUNTS, 4):
        unit, new = paper.field(one).unit, plain(paper, one)
        if unit == "万元":
            wide = figure(Decimal(new) * 10000)
            paper.put(one, rng.choice((f"{new}\n万元", f"（万元）{new}", f"{wide}\n元", f"（元）{wide}", f"{wide}\n（元）")), new)  # fmt: skip
