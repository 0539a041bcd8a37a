"""Forms of other programmes, and papers that are no form."""

from __future__ import annotations

from sixteenth.draw import SPACES, packed, para, run
from sixteenth.faults import (
    fault,
)


def table(rows: list[tuple[str, ...]]) -> str:
    def line(one: tuple[str, ...]) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{para(run(c))}</w:tc>" for c in one) + "</w:tr>"

    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(line(one) for one in rows) + "</w:tbl>"


def other(title: str, rows: list[tuple[str, ...]]) -> bytes:
    inner = para(run(title)) + table(rows)
    return packed(f"<w:document {SPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>", {}, [])


BASE = [
    ("企业名称", "岚州霁礁液压系统有限公司", "统一社会信用代码", "91PDY000000000000X"),
    ("注册地址", "岚州市虚谷县拟云大道7号", "法定代表人", "祁砚秋"),
    ("联系人", "宓霁然", "联系电话", "0571-23456789"),
]
YEARS = [
    ("指标", "2017年", "2018年", "2019年"),
    ("资产总额（万元）", "100", "200", "300"),
    ("营业收入（万元）", "400", "500", "600"),
    ("利润总额（万元）", "40", "50", "60"),
    ("资产负债率（%）", "30", "31", "32"),
]


@fault("小巨人.docx")
def little_giant() -> bytes:
    return other(
        "专精特新“小巨人”企业申请书",
        [
            *BASE,
            *YEARS,
            ("主导产品", "液压阀", "细分市场占有率（%）", "20"),
            ("研发人员占比（%）", "12", "发明专利数（项）", "5"),
        ],
    )


@fault("高企.docx")
def high_tech() -> bytes:
    return other(
        "高新技术企业认定申请书",
        [
            *BASE,
            *YEARS,
            ("职工总数（人）", "120", "科技人员数（人）", "40"),
            ("近三年研究开发费用总额（万元）", "900", "", ""),
        ],
    )


@fault("工业设计中心.docx")
def design_centre() -> bytes:
    return other(
        "省级工业设计中心申请表", [*BASE, *YEARS, ("设计人员（人）", "40", "企业性质", "民营")]
    )


@fault("绿色工厂.docx")
def green_factory() -> bytes:
    return other(
        "绿色工厂自评价报告基本信息表",
        [
            *BASE,
            ("企业性质", "内资", "所属行业", "通用设备"),
            ("从业人员（人）", "300", "传真", "0571-2345"),
            *YEARS,
        ],
    )


@fault("单项冠军.docx")
def champion() -> bytes:
    return other(
        "制造业单项冠军企业申请书",
        [
            *BASE,
            *YEARS,
            ("净利润增长率（%）", "3", "4", "5"),
            ("企业累计获得专利（项）", "3", "4", "5"),
        ],
    )


@fault("两业融合.docx")
def fusion() -> bytes:
    return other(
        "先进制造业和现代服务业融合发展试点申报表",
        [
            *BASE,
            *YEARS,
            ("其中，服务收入（万元）", "4", "5", "6"),
            ("申报模式", "☑全生命周期管理 □供应链管理", "", ""),
        ],
    )


@fault("汇总表.docx")
def summary() -> bytes:
    return other(
        "服务型制造示范企业推荐汇总表",
        [
            ("序号", "企业名称", "示范模式", "联系人", "联系电话", "邮箱"),
            ("1", "甲厂", "供应链管理", "祁砚秋", "0571-1234567", "a@b.example"),
            ("2", "乙厂", "信息增值服务", "宓霁然", "0571-7654321", "c@d.example"),
        ],
    )


@fault("通知.docx")
def the_notice() -> bytes:
    inner = "".join(
        para(run(one))
        for one in (
            "关于组织开展服务型制造示范创建工作的通知",
            "各市经信局：",
            "请组织企业填写服务型制造示范企业申报表，于5月31日前报送。",
            "附件：1.申报书",
        )
    )
    return packed(f"<w:document {SPACES}><w:body>{inner}<w:sectPr/></w:body></w:document>", {}, [])


@fault("白纸.docx")
def empty_document() -> bytes:
    return packed(f"<w:document {SPACES}><w:body><w:sectPr/></w:body></w:document>", {}, [])
