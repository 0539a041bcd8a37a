"""What an invented applicant answers, by kind of field."""

from __future__ import annotations

from random import Random

from smdesk.notices.boxes import too_many
from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField, Kind

WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PLACES = ("鹿溟", "黎川", "澜陵", "岱澄", "霁海", "芷江口", "桐川", "琅泉")
STEMS = ("昊阳", "衡锐", "鼎合", "瀚辰", "同创", "博纳", "泽丰", "启明源", "力耘", "禾川")
TRADES = ("电梯部件", "精密机械", "数控装备", "泵业", "轴承", "智能仪表", "纺织机械", "工业互联网")
ENDS = ("有限公司", "股份有限公司", "集团有限公司", "（集团）有限公司")
FAMILY = "王李张刘陈仉闻宓计幸上"
GIVEN = ("岚", "伟民", "晓用", "立人", "文力", "珩", "子言", "青山", "一鸣", "见")
LONGS = (
    "主要从事轴承、减速机的研发、生产、销售和技术服务，产品用于风电、轨道交通等行业，远销30多个国家和地区。",
    "2018年获评省级工业设计中心，2019年获评市级“隐形冠军”培育企业，并被认定为高新技术企业。",
    "参与起草《智能装备远程运维服务规范》团体标准1项，牵头制定行业标准2项，均已发布实施。",
    "围绕高端装备提供远程运维、备件供应和改造升级服务，服务客户320余家，平均响应时间4小时。",
    "组织专题培训12场，参训企业560家次，编印典型案例汇编2册，用户满意度明显提高。",
    "1.省级企业技术中心（2017年）\n2.市科技进步二等奖（2018年）\n3.省级工业互联网平台（2019年）",
    "建立面向用户的一体化调度体系，设立专项资金1200万元，支持企业开展数字化改造。",
    "已出台《关于加快发展服务型制造的实施意见》，明确了重点方向和支持政策。",
)
TEXTS = {
    "position": ("总经理", "办公室主任", "副总经理", "技术部经理"),
    "nature": ("有限责任公司", "民营企业", "国有控股", "中外合资"),
    "old_area": ("否", "不在", "在老区"),
    "done": ("已完成", "否", "是"),
    "": ("再制造服务", "智能运维", "协同研发服务", "数据增值服务"),
}
PRIVATE = ("法人", "自然人", "外资")


class Teller:
    """Answers of one applicant, in the field's own unit."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.bases: dict[str, float] = {}
        self.area = rng.choice(("0571", "0351", "021", "0573"))

    def firm(self) -> str:
        pick = self.rng.choice
        return f"{pick(PLACES)}{pick(STEMS)}{pick(TRADES)}{pick(ENDS)}"

    def code(self) -> str:
        body = "91" + "".join(self.rng.choice("0123456789") for _ in range(6))
        body += "".join(self.rng.choice(SYMBOLS) for _ in range(9))
        total = sum(SYMBOLS.index(c) * w for c, w in zip(body, WEIGHTS, strict=True))
        return body + SYMBOLS[(31 - total % 31) % 31]

    def number(self, field: FormField, key: str, year: int | None) -> str:
        """Return a figure; years of one row lie near each other."""
        rng = self.rng
        if field.kind is Kind.YEAR:
            return str(rng.randint(2015, 2018) + 3 * key.endswith("end"))
        low, high = RANGES.get(field.unit or "", (2, 60))
        if field.kind is Kind.MONEY and (field.unit or "") == "亿元":
            low, high = 120, 4000
        base = self.bases.setdefault(field.address, rng.uniform(low, high))
        value = base * rng.uniform(0.94, 1.07) * (1 + 0.04 * ((year or 2020) - 2020))
        places = 0 if field.kind is Kind.INTEGER else rng.choice((0, 1, 2, 2))
        places = min(places, field.decimals if field.decimals is not None else places)
        text = f"{value:.{places}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return f"-{text}" if field.negative and rng.random() < 0.1 else text

    def text(self, field: FormField, key: str) -> str:
        """Return the words of a field that is no number and no choice."""
        rng, pick = self.rng, self.rng.choice
        digits = lambda n: "".join(rng.choice("123456789") for _ in range(n))  # noqa: E731
        name = key.rsplit(".", 1)[-1]
        match field.kind:
            case Kind.NAME:
                ends = {
                    "policy": "实施办法",
                    "platform": "工业互联网平台",
                    "project": "智能工厂总包项目",
                }
                return self.firm() if key.split(".", maxsplit=1)[0] not in ends or "name" not in name else (
                    f"{pick(STEMS)}{pick(TRADES)}{ends[key.split('.', maxsplit=1)[0]]}")  # fmt: skip
            case Kind.PERSON:
                return pick(FAMILY) + pick(GIVEN)
            case Kind.ADDRESS:
                return f"{pick(PLACES)}市{pick(PLACES)}区民生路{rng.randint(2, 980)}号{rng.randint(1, 9)}幢"
            case Kind.INDUSTRY:
                return pick(("通用设备制造业", "专用设备制造业", "仪器仪表制造业"))
            case Kind.REGISTRATION:
                return pick(("有限责任公司", "股份有限公司", "私营有限责任公司"))
            case Kind.USCC:
                return self.code()
            case Kind.PHONE | Kind.FAX:
                return f"{self.area}-{digits(8)}"
            case Kind.MOBILE:
                return "13" + digits(9)
            case Kind.EMAIL:
                return f"{pick(('li', 'zhang.w', 'office', 'sales_a'))}{rng.randint(2, 99)}@{pick(('haochang', 'dinghe-cn', 'lyjx'))}.com"
            case Kind.POSTCODE:
                return pick(("310007", "030002", "031200", "200135"))
            case Kind.URL:
                return f"www.{pick(('haochang', 'dinghe-cn', 'lyjx'))}.com.cn"
            case Kind.DATE:
                return f"{rng.randint(2012, 2018)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
            case Kind.LONG_TEXT:
                short = [one for one in LONGS if len(one) <= 42]
                return pick(short if field.limit and field.limit <= 50 else LONGS)
        if key.startswith("investors"):
            return pick(PRIVATE)
        return pick(TEXTS.get(name, TEXTS[""]))

    def ticks(self, field: FormField) -> frozenset[str]:
        """Return boxes that may be ticked together, with the boxes that they stand under."""
        choices = {one.id: one for one in choices_of(field)}
        free = [one.id for one in choices.values() if one.tickable]
        for _ in range(30):
            most = 1 if field.pick == "one" else min(4, len(free))
            found = set(self.rng.sample(free, self.rng.randint(1, most)))
            for one in list(found):
                above = choices[one].parent
                while above in choices:
                    if choices[above].tickable:
                        found.add(above)
                    above = choices[above].parent
            if not too_many(field, found):
                return frozenset(found)
        return frozenset()


RANGES = {
    "万元": (1800, 64000), "%": (6, 68), "个": (4, 260), "项": (2, 80), "人": (60, 1900), "次": (3, 40), "年": (3, 26),
    "周": (2, 18), "平方米": (900, 21000), "吨标煤/万元": (0.1, 0.5),
}  # fmt: skip
