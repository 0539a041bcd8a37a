"""Forms of other programmes, and files with more than one form."""

from __future__ import annotations

from random import Random

from seventeenth.build import Maker
from seventeenth.model import Block, Filed, Table, cell, para
from seventeenth.plans import FORMS

OTHERS = {
    "专精特新中小企业申请书": ("企业名称", "统一社会信用代码", "注册地址", "法定代表人", "联系人", "联系电话", "主导产品名称", "从事细分市场年限", "营业收入（万元）", "净利润（万元）", "研发费用总额（万元）", "全职员工数量（人）", "发明专利数（项）", "资产负债率（%）"),
    "省级工业设计中心认定申请表": ("企业名称", "设计中心名称", "注册地址", "法人代表", "联系人", "电子邮箱", "设计人员数（人）", "设计服务收入（万元）", "获奖情况", "专利授权数（项）"),
    "高新技术企业认定申请书": ("企业名称", "注册地址", "统一社会信用代码", "注册资本（万元）", "职工总数（人）", "科技人员数（人）", "资产总额（万元）", "销售收入（万元）", "研发费用总额（万元）", "联系人", "手机"),
    "企业技术中心评价表": ("企业名称", "所属行业", "联系人", "联系电话", "研发人员数（人）", "主营业务收入（万元）", "利润总额（万元）", "有效发明专利（项）"),
    "先进制造业和现代服务业融合发展试点申报表": ("企业名称", "所属行业", "注册地址", "主营业务", "联系人", "职务", "联系电话", "资产总额（万元）", "营业收入（万元）", "利润总额（万元）", "融合发展模式"),
}  # fmt: skip
SAID = {"联系人": "宓珩", "手机": "13900001111", "电子邮箱": "fw@pdy-x.example"}


def stranger(rng: Random) -> Filed:
    """A form of another programme: nothing of it may be stated as a form of ours."""
    title, labels = rng.choice(sorted(OTHERS.items()))
    blocks: list[Block] = [para(title), para("（2021年度）")]
    rows = []
    for i in range(0, len(labels) - 1, 2):
        row = []
        for label in labels[i : i + 2]:
            said = SAID.get(label) or (
                str(rng.randint(20, 9000))
                if "（" in label
                else "岚州蕤岸液压系统有限公司"
                if "企业名称" in label
                else "某项内容"
            )
            row += [cell(label), cell(said)]
        rows.append(row)
    if rng.random() < 0.5:
        blocks.append(Table(4, rows))
    else:
        flat = [[a, b] for row in rows for a, b in (row[:2], row[2:])]
        blocks.append(Table(2, flat))
        years = [cell("经营指标"), *(cell(f"{y}年") for y in (2018, 2019, 2020))]
        blocks.append(
            Table(
                4,
                [
                    years,
                    *(
                        [cell(t), *(cell(str(rng.randint(100, 9999))) for _ in range(3))]
                        for t in ("资产总额（万元）", "营业收入（万元）", "研发费用（万元）")
                    ),
                ],
            )
        )
    return Filed("none/none", rng, blocks, {}, habits=("stranger",), name=f"{title}.docx")


def beside(form: str, who: str, seed: int, habits: tuple[str, ...], how: str) -> Filed:
    """A filled form with another form of the notice, blank or filled, in one file."""
    made = Maker(form, who, seed, habits).make()
    notice = form.split("/", maxsplit=1)[0]
    others = [one for one in FORMS if one.startswith(notice) and one != form]
    other = Maker(made.rng.choice(others), who, seed + 1, ("file:nocover",))
    if how != "filled":
        for value in other.values.values():
            value.show("")
        other.ticked = {key: set() for key in other.ticked}
    second = other.make()
    blocks = (
        [*made.blocks, para(""), *second.blocks]
        if how != "before"
        else [*second.blocks, para(""), *made.blocks]
    )
    made.blocks = blocks
    made.habits = (*made.habits, f"with:{how}")
    if how == "filled":
        made.more = [second]
    return made
