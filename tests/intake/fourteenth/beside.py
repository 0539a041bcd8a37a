"""Habits of those who send tables and lines beside the form: logs of changes, receipts, lists of checks, points."""

from __future__ import annotations

from random import Random

from fourteenth.model import (
    Kind,
    Paper,
    all_answers,
    answers_of_row,
    below,
    grid,
    habit,
    measures,
    other,
    plain,
    touched,
)


def _said(paper: Paper, one: str) -> str:
    return paper.bit(one).text


def _name(text: str) -> str:
    return text.replace("\n", "").replace(" ", "")


@habit("file")
def a_log_of_changes(paper: Paper, rng: Random) -> None:
    """Below the form a table says what was changed; the form still shows what was before."""
    cells = measures(paper)
    rows = [rng.choice((["填报项", "修改前", "修改后"], ["修改内容", "原值", "新值"]))]
    for cell in rng.sample(cells, min(2, len(cells))):
        bit = answers_of_row(paper.table, cell.row)[-1]
        if not paper.truth.get(bit.address) or bit.address in touched(paper):
            continue
        year = bit.address.partition("[")[2].rstrip("]")
        rows.append(
            [f"{year}年{_name(cell.text)}", bit.text, other(rng, plain(paper, bit.address))]
        )
        paper.ask(bit.address)
        touched(paper).add(bit.address)
    if len(rows) > 1:
        below(paper, rng.choice(("修改记录", "填报数据变更表", "勘误表")), grid(rows))


@habit("file")
def errata_in_lines(paper: Paper, rng: Random) -> None:
    """Below the form a line corrects one figure."""
    cells = measures(paper)
    for cell in rng.sample(cells, min(1, len(cells))):
        bit = answers_of_row(paper.table, cell.row)[-1]
        if paper.truth.get(bit.address) and bit.address not in touched(paper):
            year = bit.address.partition("[")[2].rstrip("]")
            name = _name(cell.text).partition("（")[0]
            new = other(rng, plain(paper, bit.address))
            below(paper, rng.choice((f"勘误：表中{year}年{name}“{bit.text}”应为“{new}”。", f"特此更正：{name}（{year}年）为{new}，非{bit.text}。", f"{year}年{name}以{new}为准", f"请将上表{year}年{name}改为{new}", f"{year}年{name}实为{new}", f"{year}年{name}多写了一位")))  # fmt: skip
            paper.ask(bit.address)
            touched(paper).add(bit.address)


@habit("file")
def a_receipt_behind(paper: Paper, rng: Random) -> None:
    """Behind the form the office's receipt, with its own contact under the form's labels."""
    below(paper, rng.choice(("受理回执", "申报材料收件回执")), grid([
        ["收件单位", "沅浦市经信局综合科", "收件日期", "2023年3月5日"],
        ["联系人", "张三丰", "联系电话", "0570-11112222"],
        ["通信地址", "沅浦市新区政务中心2号", "邮政编码", "300001"],
        ["职 务", "四级主任科员", "电子邮箱", "zsf@gov.example"],
    ]))  # fmt: skip


@habit("file")
def who_helped_in_front(paper: Paper, rng: Random) -> None:
    """In front of the form a table of the adviser or the bank, with the form's labels."""
    head = rng.choice(("代理机构信息", "开户信息", "咨询服务机构"))
    paper.how["blocks"] = [head, grid([
        ["机构名称", "沅浦旧名咨询有限公司", "法人代表", "张三丰"],
        ["注册地址", "沅浦市新区2号", "联系电话", "0570-11112222"],
        ["注册资本（万元）", "50", "员工总数（人）", "7"],
    ]), paper.table]  # fmt: skip


@habit("file")
def a_list_of_checks(paper: Paper, rng: Random) -> None:
    """Behind the form the office's list of checks, with measures, limits and ticks."""
    rows = [["序号", "审查内容", "要求", "结果"]]
    for n, cell in enumerate(measures(paper)[:5], 1):
        rows.append([str(n), _name(cell.text), f"≥{rng.randint(5, 5000)}", rng.choice(("☑符合 □不符合", "符合", "√", "不符合"))])  # fmt: skip
    below(paper, "形式审查表", grid(rows))


@habit("file")
def points_for_measures(paper: Paper, rng: Random) -> None:
    """Behind the form a table of points, with the measures' names."""
    rows = [["指标", "评分标准", "分值", "自评得分"]]
    rows += [
        [_name(c.text), "每增10%得1分", "10", str(rng.randint(1, 10))] for c in measures(paper)[:6]
    ]
    if len(rows) > 1:
        below(paper, rng.choice(("自评打分表", "评分表")), grid(rows))


@habit("file")
def compared_with_others(paper: Paper, rng: Random) -> None:
    """Behind the form a table compares the firm with the best of its trade."""
    rows = [["指标", "本企业", "标杆企业"]]
    for cell in measures(paper)[:6]:
        bit = answers_of_row(paper.table, cell.row)[-1]
        rows.append([_name(cell.text), bit.text, str(rng.randint(5, 90000))])
    if len(rows) > 1:
        below(paper, "同行业对标情况", grid(rows))


@habit("file")
def of_the_daughter(paper: Paper, rng: Random) -> None:
    """Behind the form the figures of a daughter firm, with the same measures and years."""
    cells = measures(paper)
    if not cells:
        return
    years = [f"{y}年" for y in paper.years]
    rows = [["指标", *years]]
    for cell in cells[:5]:
        many = len(answers_of_row(paper.table, cell.row))
        if many == len(years):
            rows.append([_name(cell.text), *(str(rng.randint(5, 90000)) for _ in years)])
    if len(rows) > 1:
        below(paper, rng.choice(("附：子公司沅浦旧名机械厂主要指标", "参股企业经营数据", "集团公司合并口径数据（仅供参考）", "同期行业数据")), grid(rows))  # fmt: skip


@habit("file")
def answers_beside_the_form(paper: Paper, rng: Random) -> None:
    """Lines below the form give the firm's other address, contact or name, as lines of the form's labels."""
    below(
        paper,
        rng.choice(("填表人：张三丰    联系电话：0570-11112222", "财务负责人：张三丰  手机：13900000001", "联系人（备用）：张三丰，13900000001", "审核人：张三丰  职务：科长", "技术联系人 张三丰 电子邮箱 zsf@x.example")),
    )  # fmt: skip


@habit("file")
def lines_of_a_system(paper: Paper, rng: Random) -> None:
    """Above the form stands what a system prints: its number, state and day."""
    paper.how["blocks"] = [
        rng.choice(("流水号：20230302001  状态：已提交  提交时间：2023-03-02 09:00", "[导出自申报系统 v3.2]  用户：zsf  页码 1/3", "单据编号 330100-2023-0017 | 打印次数 2", "提交人：张三丰(13900000001) IP:10.0.0.1")),
        paper.table,
        "—— 以下无正文 ——",
    ]  # fmt: skip


@habit("file")
def returned_by_the_office(paper: Paper, rng: Random) -> None:
    """Above the form the office says which answers are wrong; nobody changed them."""
    cells = measures(paper)
    for cell in rng.sample(cells, min(1, len(cells))):
        asked = [b.address for b in answers_of_row(paper.table, cell.row) if b.text]
        name = _name(cell.text).partition("（")[0]
        paper.ask(*asked)
        touched(paper).update(asked)
        said = rng.choice((f"退回意见：{name}数据有误，请核实后重新填报。", f"审核未通过：“{name}”单位填错", f"批注：{name}三年数据与审计报告不符"))  # fmt: skip
        paper.how["blocks"] = [said, paper.table] if rng.random() < 0.5 else [paper.table, said]


@habit("file")
def answers_of_a_survey(paper: Paper, rng: Random) -> None:
    """A survey tool's table of two answers to each question stands instead of the form."""
    rows = [["题目", "答卷1", "答卷2"]]
    asked = set(paper.truth) - {b.address for _, b in paper.answers([paper.cover])}
    from twelfth.paper import blank_paper

    second = blank_paper(paper.form, f"{paper.who} survey", rng.randint(1, 9999))
    two = {b.address: b.text for _, b in second.answers([second.table])}
    for cell in paper.table.cells:
        bits = [b for b in cell.bits if b.kind == "B" and b.text]
        label = next((c for c in paper.table.cells if c.role == "label" and c.row == cell.row and c.col + c.cols == cell.col), None)  # fmt: skip
        if label is not None and len(bits) == 1 and label.text and "[" not in bits[0].address:
            rows.append([_name(label.text), bits[0].text, two.get(bits[0].address, "")])
    paper.how["blocks"] = [grid(rows)]
    paper.leave(*asked)
    filled = [a for a in all_answers(paper) if "[" not in a]
    paper.ask(*(a for a in filled if paper.bit(a).text != two.get(a)))


@habit("file")
def a_note_on_the_scope(paper: Paper, rng: Random) -> None:
    """Below the form a line says that a measure's figures are in another unit, or of another firm."""
    cells = [c for c in measures(paper) if all(paper.field(b.address).kind is Kind.MONEY for b in answers_of_row(paper.table, c.row))]  # fmt: skip
    for cell in rng.sample(cells, min(1, len(cells))):
        name = _name(cell.text).partition("（")[0]
        asked = [b.address for b in answers_of_row(paper.table, cell.row) if b.text]
        paper.ask(*asked)
        touched(paper).update(asked)
        below(paper, rng.choice((f"注：{name}单位为元", f"说明：表中{name}为集团合并数", f"备注：{name}系预计数，待审计", f"{name}按千元填列", f"{name}尚未审计，最终以年报为准", f"注：{name}为快报数")))  # fmt: skip
