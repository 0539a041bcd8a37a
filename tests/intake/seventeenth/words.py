"""How a clerk retypes a printed label: synonyms of the sister forms, units, numbers, spaces, marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

SYNONYMS = {
    "法人代表": ("法定代表人", "法定代表人姓名", "法人"),
    "联系电话": ("电话", "联系方式", "办公电话"),
    "手机": ("手机号码", "移动电话", "手机号"),
    "电子邮箱": ("邮箱", "E-mail", "电子邮件", "Email"),
    "邮政编码": ("邮编",),
    "通信地址": ("通讯地址",),
    "注册地址": ("注册地", "注册地（住所）"),
    "传真": ("传真号码", "传真电话"),
    "企业名称": ("单位名称", "企业全称", "申报企业名称"),
    "员工总数": ("职工总数", "员工总人数", "从业人员总数"),
    "统一社会信用代码": ("社会信用代码", "统一信用代码", "信用代码"),
    "资产总额": ("总资产", "资产总计"),
    "网址": ("平台网址", "网站", "网站地址"),
    "服务场地面积": ("场地面积", "服务场所面积"),
    "上缴税金": ("上交税金", "缴纳税金"),
    "税金总额": ("纳税总额", "上缴税金总额"),
    "本科以上学历人员比例": ("本科及以上学历人员占比", "本科以上人员比例"),
    "研发和设计人员比例": ("研发设计人员占比", "研发和设计人员占比"),
    "中高级职业资格人员比例": ("中高级职业资格人员占比",),
    "研发人员占比": ("研发人员比例", "研发人员占员工总数比例"),
    "研发投入占收入比例": ("研发投入占营业收入比例", "研发投入占比"),
    "研发设计投入比例": ("研发设计投入占比",),
    "所属行业": ("所在行业",),
    "所在行业": ("所属行业",),
    "职务": ("职务/职称", "职位"),
    "服务收入": ("服务性收入", "其中：服务收入"),
    "其中服务收入": ("其中：服务收入", "服务收入"),
    "其中，服务收入": ("其中：服务收入", "服务收入"),
    "其中：服务收入": ("其中服务收入", "服务收入"),
    "经营时长": ("经营年限",),
    "主要投资方名称": ("投资方名称", "主要投资方"),
    "服务企业名称": ("企业名称", "服务对象名称"),
    "服务内容简述": ("服务内容",),
    "城市名称": ("申报城市",),
    "平台名称": ("申报平台名称",),
    "项目名称": ("申报项目名称",),
}
UNIT = re.compile(r"[（(](万元|亿元|人|项|个|次|年|[%％]|平方米|吨标煤/万元)[）)]")


@dataclass
class Words:
    """One clerk's way with labels, the same all over a file."""

    rng: Random
    synonym: float = 0.0
    unit: str = "keep"
    money: str = ""
    space: str = "tight"
    end: str = ""
    numbered: str = ""
    breaks: bool = False
    english: bool = False
    star: bool = False
    count: int = 0

    def label(self, text: str, *, head: bool = False) -> str:
        rng, text = self.rng, re.sub(r"\s+", "", text)
        found = UNIT.search(text)
        bare = UNIT.sub("", text, count=1)
        if rng.random() < self.synonym:
            bare = self.other(bare)
        said = bare + self.written(found[1], bare) if found else bare
        if self.space == "wide" and 2 <= len(bare) <= 4:
            said = said.replace(bare, {2: "　　", 3: " ", 4: " "}[len(bare)].join(bare))
        elif self.space == "odd" and rng.random() < 0.4 and len(said) > 3:
            cut = rng.randint(1, len(said) - 1)
            said = f"{said[:cut]} {said[cut:]}"
        if self.breaks and len(bare) >= 5 and rng.random() < 0.6:
            cut = rng.randint(2, len(bare) - 2)
            said = f"{said[:cut]}\n{said[cut:]}"
        if self.english:
            said = said.translate(str.maketrans("（），：％", "(),:%"))
        if head:
            return said
        self.count += 1
        if self.numbered:
            said = self.numbered.format(self.count) + said
        if self.star and rng.random() < 0.5:
            said = f"*{said}"
        return said + self.end

    def other(self, bare: str) -> str:
        if bare in SYNONYMS:
            return self.rng.choice(SYNONYMS[bare])
        return bare

    def written(self, unit: str, bare: str) -> str:
        if unit in {"万元", "亿元"} and self.money:
            unit = self.money
        if bare.endswith(("）", ")")) or self.unit == "keep":
            return f"（{unit}）"
        if self.unit in {"above", "values"}:
            return "" if unit in {"万元", "亿元", "元", "人", "项", "个", "次"} else f"（{unit}）"
        if self.unit == "bare" and unit in {"%", "％"}:
            return ""
        return {"half": f"({unit})", "slash": f"/{unit}", "comma": f"，{unit}", "said": f"（单位：{unit}）",
                "square": f"[{unit}]", "bare": f"（{unit}）"}[self.unit]  # fmt: skip
