"""Senders whose forms hold what sounds like an answer and is none."""

from __future__ import annotations

from twelfth import tricks as do
from twelfth.paper import Paper, blank_paper
from twelfth.sending import GD, MI, SH, SX, ZJ, sender


@sender(f"{ZJ}/enterprise", ticks="check", cover="lines")
def explainer_gu(p: Paper) -> None:
    """Gu adds rows that sound like the printed ones, with other figures, above and below."""
    do.add_like(p, "finance.revenue", "主营业务收入（万元）", above=True)
    do.add_like(p, "finance.profit", "其中：投资收益（万元）")
    do.wraps(p, "split", 0.3)


@sender(f"{SX}/enterprise", ticks="inside")
def comparer_du(p: Paper) -> None:
    """Du adds a column of growth behind the last year."""
    do.add_column(p, "同比增长（%）", "12.5")
    do.labels(p, "spaced")


@sender(f"{ZJ}/platform", ticks="check", cover="lines", split="keep")
def forecaster_nong(p: Paper) -> None:
    """Nong adds a column for the year that runs, and thousands separators."""
    do.add_column(p, f"{p.years[-1] + 1}年（预计）", "6,600")
    do.figures(p, "thousands", 0.6)


@sender(f"{GD}/enterprise", ticks="check", cover="lines")
def merger_hang(p: Paper) -> None:
    """Hang merges three years' cells and writes one figure."""
    for one in ("finance.assets", "finance.net_profit"):
        do.one_for_all(p, one)
    do.years(p, "annual")
    do.wraps(p, "smart ins", 0.2)


@sender(f"{MI}/platform", ticks="legacy", cover="lines")
def doubter_lai(p: Paper) -> None:
    """Lai ticks both of two boxes where only one may be."""
    do.tick_both(p)
    do.wraps(p, "formtext", 0.5)


@sender(f"{SH}/district", ticks="inside")
def doubter_yan(p: Paper) -> None:
    """Yan ticks 是 and 否 alike and none elsewhere."""
    do.tick_both(p)
    do.labels(p, "colon", 0.4)
    do.wraps(p, "bookmark", 0.3)


@sender(f"{SX}/project", ticks="sym", cover="lines")
def two_contacts_sui(p: Paper) -> None:
    """Sui names two persons and two numbers each."""
    p.put("contact.name", "谯澜生、郗拟舟")
    p.put("contact.phone", "0571-87770001 / 0571-87770002")
    p.leave("contact.name", "contact.phone")
    do.add_like(p, "finance.assets", "净资产（万元）", above=True)
    do.wraps(p, "split", 0.3)


@sender(f"{MI}/enterprise", ticks="modern", cover="lines")
def shifter_kong(p: Paper) -> None:
    """Kong adds a row of liabilities and one of sums, and turns the years round."""
    do.add_like(p, "finance.net_profit", "合计（万元）")
    do.add_like(p, "finance.assets", "负债总额（万元）")
    do.years(p, "reverse")


@sender(f"{ZJ}/project", ticks="tick", cover="lines")
def twice_shen(p: Paper) -> None:
    """Shen sends two firms' forms of the same kind in one file; the first is judged, no value may be the second's."""
    other = blank_paper(f"{ZJ}/project", "twice_shen", 99 + p.rng.randint(0, 9))
    other.how.update(ticks="tick", cover="none")
    p.more.append(other)


@sender(f"{MI}/evaluation-enterprise", ticks="check", cover="lines")
def thousands_of_qiao(p: Paper) -> None:
    """Qiao prints 千元 in the labels and adds a growth column."""
    do.unit_of_labels(p, "千元")
    do.add_column(p, "四年平均", "300")
    do.figures(p, "thousands", 0.5)


@sender(f"{SX}/platform", ticks="check", cover="lines")
def blank_of_teng(p: Paper) -> None:
    """Teng fills figures of one year alone and says 同上 of an address."""
    for one in p.of_year(*p.years[:2]):
        p.put(one, "", "")
    if "org.registered_address" in p.truth:
        p.bit("org.registered_address").text = "同上"
        p.ask("org.registered_address")
    do.wraps(p, "sdt formtext", 0.5)


@sender(f"{ZJ}/enterprise", ticks="heavy", cover="none", split="keep")
def list_of_old_gong(p: Paper) -> None:
    """Gong puts a table of earlier projects before the form, with firms and sums in it."""
    p.how["prelude"] = [
        ("企业名称", "霁礁旧友装备有限公司"),
        ("营业收入（万元）", "4321"),
        ("联系电话", "0570-1111111"),
    ]
    do.wraps(p, "split anchor", 0.3)
    do.labels(p, "half")


@sender(f"{GD}/platform", ticks="sym", cover="lines")
def appender_xiang(p: Paper) -> None:
    """Xiang puts a small table of a partner behind the form."""
    p.how["coda"] = [
        ("运营主体", "蕤岸合作有限公司"),
        ("注册资本（万元）", "777"),
        ("联系人", "翟珩"),
        ("营业收入（万元）", "8765"),
    ]
    do.figures(p, "thousands", 0.5)
    do.joined(p, 0.3)
