"""How a person keeps the file: page, title, ticks, what stands before and after."""

from __future__ import annotations

from copy import deepcopy

from twelfth.paper import Bit, Paper, parse

from fifteenth.labels import Act
from fifteenth.plain import plain
from smdesk.notices.loader import pack


def way(**how: object) -> Act:
    """Return the act that sets how the file is written."""

    def act(paper: Paper) -> None:
        paper.how.update(how)

    return act


def company(paper: Paper) -> str:
    return next((b.text for _, b in paper.answers() if b.address in {"org.name", "cover.applicant"}), "某市")  # fmt: skip


def header(paper: Paper) -> None:
    """The company's name in the page's head, pages numbered."""
    paper.how.update(header=company(paper), pages=True)


def in_title(paper: Paper) -> None:
    """The company stands before the title, the form's number is gone."""
    paper.heading = [company(paper) + paper.heading[-1]]


def filed_on(paper: Paper) -> None:
    """A line below the title: unit and date."""
    paper.how["under_title"] = (f"填报单位（盖章）：{company(paper)}　　填报日期：{paper.years[-1] + 1}年3月5日",)  # fmt: skip


def unit_line(paper: Paper) -> None:
    """单位：万元 below the title, where the form asks in 万元 only."""
    units = {paper.field(a).unit for a in paper.truth}
    if "亿元" not in units:
        paper.how["under_title"] = ("金额单位：万元",)


def explained(paper: Paper) -> None:
    """The form's notes stand before it."""
    paper.how["under_title"] = (
        "填表说明：",
        "1. 本表用A4纸双面打印，一式三份；",
        "2. 财务数据以经审计的年度报告为准，金额单位为万元，保留两位小数；",
        "3. 没有的项目请填“无”。",
    )


def letter(paper: Paper) -> None:
    """A short letter to the office stands first."""
    paper.before = ["县经信局：", "根据通知要求，现将我公司申报材料报上，请审核。如有疑问请与我公司联系。", company(paper), f"{paper.years[-1] + 1}年3月5日"]  # fmt: skip


def annex_list(paper: Paper) -> None:
    """A list of annexes stands after the table."""
    paper.how["after"] = ("附件：", "1. 营业执照复印件", f"2. {paper.years[-1]}年度审计报告", "3. 荣誉证书、专利清单")  # fmt: skip


def twice(paper: Paper) -> None:
    """The same form stands twice in the file: two copies to be printed."""
    paper.more = [deepcopy(paper)]


def twice_differing(paper: Paper) -> None:
    """The form stands twice, and one row differs: nobody knows which is the later."""
    other = deepcopy(paper)
    keys = sorted(a for a in paper.truth if paper.truth[a].replace(".", "").isdigit() and parse(a).year)  # fmt: skip
    for address in keys[:3]:
        other.put(address, str(float(paper.truth[address]) + 11))
        paper.ask(address)
    paper.more = [other]


def two_forms(paper: Paper) -> None:
    """The factory declares a platform, too: its form follows in the same file."""
    notice, _, form = paper.form.partition("/")
    wanted = "platform" if "platform" not in form else "enterprise"
    if wanted in pack(notice).forms:
        paper.more = [plain(f"{notice}/{wanted}", paper.who + " also", 3)]
        paper.how["several"] = True


def other_answer(paper: Paper) -> None:
    """Nobody declares 其他, but the words （请注明） are filled with a stroke."""
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X" and "请" in bit.text and not bit.ticked:
                bit.text = bit.text.replace("（请简述）", "（请简述：/）").replace("(请注明)", "(请注明)____")  # fmt: skip


STRANGE = (
    ("企业名称", "霁海轴承装备有限公司", "统一社会信用代码", "91PDYGH12345678901"),
    ("注册地址", "岚州市虚谷县拟云大道7号", "法定代表人", "祁砚秋"),
    ("联系人", "甄岫白", "联系电话", "0575-86521477"),
    ("2021年营业收入（万元）", "23456", "2021年研发费用（万元）", "1230"),
    ("上年度净利润（万元）", "1899", "资产负债率（%）", "42.1"),
    ("主导产品名称", "深沟球轴承", "国内市场占有率（%）", "12.5"),
    ("从事细分市场年限（年）", "12", "员工总数（人）", "356"),
    ("发明专利（项）", "6", "实用新型专利（项）", "31"),
)


def other_programme(paper: Paper) -> None:
    """The form is another programme's: 专精特新中小企业申请表. Nothing of it is stated."""
    from twelfth.paper import Cell, Table

    cells = [
        Cell(r, c, 1, 1, ("label", "value")[c % 2], [Bit("T", text)])
        for r, row in enumerate(STRANGE)
        for c, text in enumerate(row)
    ]
    paper.table = Table((0.0, 0.25, 0.5, 0.75, 1.0), len(STRANGE), cells)
    paper.title, paper.foot = ["省级专精特新中小企业认定", "申请书"], ["（2022年）"]
    paper.heading = ["省级专精特新中小企业申请表"]
    paper.cover.cells = [c for c in paper.cover.cells if c.row == 0 and c.role == "label"]
    paper.how["cover"] = "none" if paper.rng.random() < 0.5 else "lines"
    paper.ask(*list(paper.truth))
