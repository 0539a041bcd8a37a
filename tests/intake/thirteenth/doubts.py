"""Habits of those whose answers carry a reservation, or of whose forms a cell, a head or a measure is another."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from random import Random

from twelfth.paper import Bit, Paper

from smdesk.notices.address import parse
from smdesk.notices.models import Kind
from thirteenth.figures import corrected, unsure
from thirteenth.labels import answers_after, bare
from thirteenth.model import (
    AMOUNTS,
    COUNTS,
    NUMBERS,
    RATES,
    figure,
    habit,
    has_unit,
    plain,
    some,
    touched,
    year_heads,
    yearly_rows,
)

SUBTLE = {
    "资产总额": ("期初资产总额", "负债总额", "资产总额增长率"), "营业收入": ("营业外收入", "营业成本", "人均营业收入", "境外营业收入"),
    "利润总额": ("利润率", "上缴利润总额"), "净利润": ("净利率", "人均净利润"), "净利润增长率": ("净利润增长额", "净利润增速排名"),
    "服务收入": ("非服务收入", "服务支出", "服务收入增长率"), "员工总数": ("员工总数增幅", "离职员工总数"), "税金总额": ("退税金总额", "欠税金总额"),
    "注册资本": ("注册资本变更前", "未缴注册资本"), "研发设计投入比例": ("研发设计投入增长比例", "非研发设计投入比例"),
    "研发人员占比": ("非研发人员占比", "研发人员增长"), "经营时长": ("剩余经营时长",), "服务企业户数": ("服务企业流失户数",),
    "上缴税金": ("返还上缴税金",), "实用新型": ("实用新型（受理）",), "资产负债率": ("资产负债率降幅",),
}  # fmt: skip


@habit("table")
def nearly_the_measure(paper: Paper, rng: Random) -> None:
    """A word was added to the label, or one changed, and the measure is the opposite, a part, or a change of it."""
    fit = [
        c for c in paper.table.cells
        if c.role == "label" and bare(c.text) in SUBTLE and answers_after(paper, c)
    ]  # fmt: skip
    for cell in rng.sample(fit, min(2, len(fit))):
        asked = answers_after(paper, cell)
        flat = cell.text.replace("\n", "").replace(" ", "")
        cell.bits = [Bit("T", flat.replace(bare(cell.text), rng.choice(SUBTLE[bare(cell.text)])))]
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("table")
def years_as_analysts_write(paper: Paper, rng: Random) -> None:
    """The last head is of a forecast or a plan, as analysts write it, or of several years."""
    heads, last = year_heads(paper), paper.years[-1]
    said = rng.choice((f"{last}E", f"{last}F", f"{last}年E", f"{last - 1}-{last}年", f"{last}年目标", f"{last}年Q3", f"{last}H1", f"{last}年（1至9月）", f"{last}年平均", f"截至{last}年6月"))  # fmt: skip
    for cell in heads:
        if str(last) in cell.text:
            cell.bits = [Bit("T", said)]
    if heads:
        asked = [
            b.address
            for c in paper.table.cells
            for b in c.bits
            if b.kind == "B" and parse(b.address).year == last
        ]
        touched(paper).update(asked)
        paper.ask(*asked)


def _year_cells(paper: Paper, row: int) -> list:  # type: ignore[type-arg]
    return [
        c for c in paper.table.cells
        if c.row == row and c.rows == 1 and any(b.kind == "B" and parse(b.address).year for b in c.bits)
    ]  # fmt: skip


@habit("table")
def years_merged(paper: Paper, rng: Random) -> None:
    """Two years' cells of a row were merged: one figure stands for both."""
    rows = yearly_rows(paper.table) if year_heads(paper) else []
    for row in rng.sample(rows, min(2, len(rows))):
        cells = _year_cells(paper, row)
        if len(cells) < 3:
            continue
        first, second = cells[:2]
        asked = [b.address for c in (first, second) for b in c.bits]
        first.cols += second.cols
        paper.table.cells.remove(second)
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("table")
def a_cell_deleted(paper: Paper, rng: Random) -> None:
    """A year's cell was deleted, those behind it moved to the left: the row ends before the others."""
    rows = yearly_rows(paper.table) if year_heads(paper) else []
    for row in rng.sample(rows, min(1, len(rows))):
        cells = _year_cells(paper, row)
        if len(cells) < 3:
            continue
        asked = [b.address for c in cells for b in c.bits]
        for before, cell in pairwise(cells):
            before.bits = cell.bits
        paper.table.cells.remove(cells[-1])
        paper.how["ragged"] = True
        touched(paper).update(asked)
        paper.ask(*asked)


@habit("boxes")
def ticks_with_reservations(paper: Paper, rng: Random) -> None:
    """Behind a ticked box stands that it is planned, or a question."""
    free = [
        b
        for c in paper.table.cells
        for b in c.bits
        if b.kind == "X" and b.ticked and b.address in paper.truth
    ]
    for bit in rng.sample(free, min(2, len(free))):
        bit.text += rng.choice(
            ("（拟）", "（计划开展）", "？", "（待定）", "（筹建中）", "（已停止）", "（2025年起）")
        )
        paper.ask(bit.address)


@habit("text")
def former_names(paper: Paper, rng: Random) -> None:
    """The name with the former one, or with that of a branch."""
    for one in some(paper, rng, {Kind.NAME}, 1, yearly=False):
        true = paper.truth[one]
        paper.put(one, rng.choice((f"{true}（原沅浦旧名机械厂）", f"{true}（曾用名：沅浦旧名机械厂）", f"{true}/沅浦旧名机械厂", f"{true}（更名中）", f"{true}、沅浦旧名机械厂", f"沅浦旧名机械厂（现{true}）")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def two_addresses(paper: Paper, rng: Random) -> None:
    """Where the firm is registered and where it works."""
    for one in some(paper, rng, {Kind.ADDRESS}, 1):
        true = paper.truth[one]
        paper.put(one, rng.choice((f"注册：{true}；经营：沅浦市新区2号", f"{true}（实际经营地：沅浦市新区2号）", f"{true}（已搬迁至新区2号）", f"{true}\n沅浦市新区2号", f"原：{true}")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def people_with_reservations(paper: Paper, rng: Random) -> None:
    """A person who acts for another, is to be chosen, or is doubted."""
    for one in some(paper, rng, {Kind.PERSON}, 2):
        true = paper.truth[one]
        paper.put(one, rng.choice((f"{true}（代）", f"拟：{true}", f"{true}？", f"{true}（待变更）", f"{true}（暂）", f"{true}（2022年前）", f"原{true}", f"{true}等")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def mail_of_others(paper: Paper, rng: Random) -> None:
    """A mail address that is none."""
    for one in some(paper, rng, {Kind.EMAIL, Kind.URL}, 2):
        true = paper.truth[one]
        paper.put(one, rng.choice((true.replace("@", "#").replace(".", "。"), true.replace("@", "(at)").replace("www.", "WWW,"), f"{true}（停用）", f"同微信号 {true}", true.replace(".", " . ").replace("@", " "))), "")  # fmt: skip
        paper.ask(one)


@habit("figures")
def since_when(paper: Paper, rng: Random) -> None:
    """The year of the beginning where a number of years is asked for."""
    held = {b.address for _, b in paper.answers()}
    for one in {"org.years", "platform.years"} & held:
        paper.put(
            one,
            rng.choice(
                ("2009年至今", "成立于2009年", "14年3个月", "2009", "2009.5-", "十余", "长期")
            ),
            "",
        )
        paper.ask(one)


@habit("figures")
def counts_with_reservations(paper: Paper, rng: Random) -> None:
    """So many, of which some are not yet granted."""
    manners = (
        "{new}（含2项申请中）",
        "{new}（受理）",
        "{new}（另有3项受理）",
        "{new}？",
        "{new}（待核实）",
        "{new}（累计12）",
        "{new}项中2项",
        "{new}（集团）",
        "授权{new}、受理3",
    )
    for manner in rng.sample(manners, 4):
        unsure(paper, rng, manner, COUNTS, 1)


@habit("figures")
def other_points(paper: Paper, rng: Random) -> None:
    """Between whole and part stands what is no point."""
    for one in some(paper, rng, RATES | AMOUNTS, 6):
        whole, point, part = plain(paper, one).partition(".")
        if point and not has_unit(paper, one):
            paper.put(
                one,
                whole
                + rng.choice(("。", "·", "、", ";", "：", "-", "_", "点", " ", "/", "…"))
                + part,
                "",
            )
            paper.ask(one)


@habit("figures")
def other_minus(paper: Paper, rng: Random) -> None:
    """Signs that are a minus, in the place of one."""
    for one in some(paper, rng, RATES, 8):
        if paper.field(one).negative:
            new = plain(paper, one)
            paper.put(one, rng.choice(("﹣", "‒", "⁻", "－ ", "- ", "减")) + new, f"-{new}")


@habit("figures")
def what_looks_like_a_minus(paper: Paper, rng: Random) -> None:
    """一3.5, ー3.5, _3.5, ~3.5, 3.5（负）: a minus, likely."""
    for one in some(paper, rng, RATES, 8):
        if paper.field(one).negative:
            new = plain(paper, one)
            paper.put(one, rng.choice((f"一{new}", f"ー{new}", f"~{new}", f"{new}（负）", f"{new}（亏损）", f"丨{new}", f"亏{new}", f"{new}↓", f"{new}(-)")), "")  # fmt: skip
            paper.ask(one)


@habit("figures")
def letters_for_units(paper: Paper, rng: Random) -> None:
    """1200w is of 万, 1200k of 千, 12M of nobody knows what."""
    for one in some(paper, rng, AMOUNTS, 4):
        if paper.field(one).unit != "万元":
            continue
        new = plain(paper, one)
        said = rng.choice(("w", "W", "k", "K", "M", "mn", "e", "RMB", "百", "十万"))
        paper.put(one, new + said, new)
        if said not in {"w", "W", "RMB"}:
            paper.ask(one)


@habit("figures")
def scaled_words(paper: Paper, rng: Random) -> None:
    """3千8百, 1亿2千万, 二千万, 5000余万: figures and words together."""
    for one in some(paper, rng, AMOUNTS, 4):
        if paper.field(one).unit == "万元":
            said, true = rng.choice((("1亿2千万元", "12000"), ("3千8百万", "3800"), ("5千万", "5000"), ("1.5千万元", "1500"), ("12亿", "120000"), ("2000万元整", "2000"), ("0.8亿", "8000")))  # fmt: skip
            paper.put(one, said, true)


@habit("ink")
def overtyped(paper: Paper, rng: Random) -> None:
    """Part of the digits is struck out or deleted, others put in between."""
    for one in some(paper, rng, AMOUNTS, 4):
        new = plain(paper, one)
        if len(new) > 3 and not has_unit(paper, one):
            said = f"{new[:2]}{{s|{rng.randint(1, 9)}}}{new[2:]}"
            paper.put(one, said, new)


@habit("ink")
def insertion_above(paper: Paper, rng: Random) -> None:
    """A digit that was forgotten stands small above its place."""
    for one in some(paper, rng, AMOUNTS, 4):
        new = plain(paper, one)
        if len(new) > 3:
            paper.put(one, f"{new[:2]}{{u|{new[2]}}}{new[3:]}", "")
            paper.ask(one)


@habit("figures")
def corrected_by_hand_words(paper: Paper, rng: Random) -> None:
    """Corrections in other words than 更正."""
    corrected(paper, rng, rng.choice(("{old}（错）{new}（对）", "{old}(旧){new}(新)", "{new}（前表误为{old}）", "{old}，现{new}", "{old}，审定{new}")))  # fmt: skip


@habit("figures")
def halves(paper: Paper, rng: Random) -> None:
    """½, 43½, 1 1/2"""
    for one in some(paper, rng, RATES, 3):
        whole = plain(paper, one).partition(".")[0]
        said = rng.choice(("½", "¼", " 1/2"))
        true = Decimal(whole) + Decimal("0.25" if said == "¼" else "0.5")
        paper.put(one, whole + said, figure(true))


@habit("table")
def a_line_of_news(paper: Paper, rng: Random) -> None:
    """Below the table a line tells what has changed since."""
    held = {b.address for _, b in paper.answers()}
    news = {
        "org.name": ("我公司已更名为沅浦新名智能装备有限公司", "注：公司名称现为沅浦新名机械有限公司。"),
        "contact.name": ("联系人现已换为庄禾年，电话13812340000", "原联系人已离职，请联系庄禾年"),
        "org.capital": ("注：注册资本已增至88000万元", "说明：注册资本现为88000万元，正在办理变更登记"),
        "org.legal_person": ("法人代表已变更为庄禾年", "备注：法人代表现任庄禾年"),
    }  # fmt: skip
    fit = sorted(set(news) & held)
    if fit:
        one = rng.choice(fit)
        paper.how["blocks"] = [paper.table, rng.choice(news[one])]
        touched(paper).add(one)
        paper.ask(one)
        if one == "contact.name":
            paper.leave(
                *({"contact.phone", "contact.mobile", "contact.position", "contact.email"} & held)
            )
        if one == "org.name":
            paper.ask("cover.applicant")


@habit("table")
def a_sample_form(paper: Paper, rng: Random) -> None:
    """The heading says that this is a sample, a draft, or withdrawn."""
    paper.heading.append(rng.choice(("（填报样例）", "【作废】", "（示例，仅供参考）", "填写范例")))
    paper.ask(*(b.address for _, b in paper.answers([paper.table])))
    paper.ask(
        *(
            b.address
            for c in paper.table.cells
            for b in c.bits
            if b.kind == "X" and b.address in paper.truth
        )
    )


@habit("figures")
def several_of_one(paper: Paper, rng: Random) -> None:
    """A figure for each of several firms or things, in one cell, on lines of their own."""
    unsure(paper, rng, rng.choice(("母公司：{new}\n子公司：{old}", "{new}\n{old}", "国内{new}国外{old}", "①{new}②{old}", "{new}（{old}）", "{new}, {old}", "{new}  {old}")), NUMBERS, 3)  # fmt: skip
