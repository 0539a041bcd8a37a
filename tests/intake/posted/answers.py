"""What people answer, in the many ways that they write it: a text, and what a careful reader takes it for."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from smdesk.notices.models import FormField, Kind

Answer = tuple[str, tuple[str, ...]]
"""What stands on the paper, and the texts that are right for it; the first is the best."""
Notation = Callable[[str, str, Random], Answer]

TOWNS = ["清源市望江区", "云麓县", "沙洲镇", "北屏开发区"]
SURNAMES = ["陆", "裴", "上官", "尉迟", "曲", "牟", "郁", "晏"]
GIVEN = ["文澜", "一", "思远", "晓", "建国", "书华", "海燕"]
TRADES = ["齿轮", "泵业", "纺织机械", "光电", "包装装备", "低压电器", "制药机械", "工具"]
LONG = [
    "2019 年获评省级“首台（套）”产品 2 项；2020 年入选绿色供应链管理企业",
    "国家级：知识产权示范企业\n省级：质量标杆、隐形冠军",
    "（1）省级重点实验室（2）省级博士后工作站",
    "无国家级称号，省级称号 3 项：工业互联网标杆、节水型企业、劳动关系和谐企业",
    "《云麓县制造业服务化三年行动方案（2019-2021年）》（云政办〔2019〕8号）",
    "GB/T 39116—2020 参与；JB/T 13971-2020 主持起草",
    "累计培训企业 320 家次、1,200 人次；发布案例集 2 册。",
    "与院所共建研究院 1 家，投入 3000 万元，已引进团队 4 个",
]
SHORT = {
    "org.nature": ["私营", "国有独资", "外商独资企业", "集体企业", "其他有限责任公司", "上市公司"],
    "org.registration": ["私营有限责任公司", "港、澳、台商独资经营企业", "股份有限公司（非上市、自然人投资）"],
    "org.business": ["纺织机械整机及零部件；机电设备安装、维修", "低压电器元件、成套设备", "泵、阀制造及运维服务"],
    "org.industry": ["纺织专用设备制造 C3551", "制造业-仪器仪表", "38电气机械和器材制造业", "软件和信息技术服务业"],
    "org.old_area": ["是", "不在", "否"],
    "contact.position": ["经理", "总工", "办公室", "项目申报专员", "副总经理兼董秘", "科长"],
    "project.done": ["否", "是", "2019年12月已完工", "在建"],
    "project.content": ["新建数字化供应链平台，库存周转天数由 45 天降到 28 天，年节约 1200 万元。"],
    "platform.nature": ["企业自建", "民办非企业", "国企控股", "市场化运营"],
    "investors.nature": ["法人", "自然人", "国资", "基金"],
    "clients.summary": ["设备上云 40 台", "检测、认证一站式", "联合采购；库存共享", "方案设计＋驻场运维"],
    "services.mix": ["设计和开发服务占40%；咨询服务占25%；培训占35%", "解决方案服务占100%"],
    "city.name": ["清源市"], "district.name": ["望江区"],
}  # fmt: skip
"""Texts by address; of lists by the field's name."""


def firm(rng: Random) -> str:
    form = rng.choice(["有限公司", "股份有限公司", "集团有限公司", "厂", "有限责任公司"])
    return f"{rng.choice(['清源', '云麓', '望江', '北屏'])}{rng.choice(['恒昶', '瑞拓', '博岩', '新禾'])}{rng.choice(TRADES)}{form}"


def person(rng: Random) -> str:
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def plain(name: str, field: FormField, rng: Random) -> str:
    """Return an answer without any habit."""
    if name in SHORT:
        return rng.choice(SHORT[name])
    made = {
        Kind.MONEY: lambda: _amount(rng), Kind.DECIMAL: lambda: f"{rng.uniform(0.1, 90):.2f}",
        Kind.PERCENT: lambda: rng.choice([f"{rng.uniform(1, 99):.1f}", f"{rng.randrange(2, 98)}", f"{rng.uniform(1, 60):.2f}"]),
        Kind.INTEGER: lambda: str(rng.choice([3, 12, 86, 415, 1036, 5200])),
        Kind.YEAR: lambda: str(rng.randrange(2013, 2022)), Kind.POSTCODE: lambda: f"{rng.randrange(100000, 859999)}",
        Kind.MOBILE: lambda: f"13700{rng.randrange(10**6):06d}", Kind.PHONE: lambda: f"0{rng.randrange(310, 999)}-{rng.randrange(2000000, 8999999)}",
        Kind.FAX: lambda: f"0{rng.randrange(310, 999)}-{rng.randrange(2000000, 8999999)}",
        Kind.EMAIL: lambda: f"{rng.choice(['xm', 'zhb', 'office_1', 'ke.yan'])}@{rng.choice(['ruituo', 'xinhe'])}.example",
        Kind.URL: lambda: rng.choice(["http://www.ruituo.example/", "xinhe.example", "www.boyan.example"]),
        Kind.USCC: lambda: rng.choice(["91330212PDY000028F", "91440300PDY000052K", "52320500PDY000079P", "91140100PDY000036F"]),
        Kind.PERSON: lambda: person(rng), Kind.NAME: lambda: firm(rng), Kind.DATE: lambda: "2017-06-18",
        Kind.ADDRESS: lambda: f"{rng.choice(TOWNS)}{rng.choice(['创业路', '和平街', '工业园三路'])}{rng.randrange(1, 200)}号",
        Kind.SHARES: lambda: rng.choice(SHORT["services.mix"]),
    }.get(field.kind)  # fmt: skip
    if made is None:
        return rng.choice(
            LONG if field.kind is Kind.LONG_TEXT else [one for one in LONG if "\n" not in one]
        )
    text = made()
    return text + rng.choice(field.units) if field.kind is Kind.MONEY and field.units else text


def _amount(rng: Random) -> str:
    return rng.choice([
        str(rng.randrange(300, 90000)), f"{rng.uniform(200, 80000):.2f}", f"{rng.uniform(20, 900):.1f}",
        str(rng.randrange(100, 900) * 10), str(rng.randrange(100000, 2000000)),
    ])  # fmt: skip


_WIDE = str.maketrans(
    "0123456789.,-%()ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "０１２３４５６７８９．，－％（）ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
)


def wide(text: str) -> str:
    return text.translate(_WIDE)


def _grouped(text: str) -> str:
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def money(text: str, unit: str, rng: Random) -> Answer:
    """Write an amount in one of the ways of the issue."""
    value = Decimal(text)
    two = f"{_grouped(f'{value:.2f}')} {unit}"
    ways: list[Answer] = [
        (_grouped(text), (text,)), (wide(text), (text,)), (f"{text}{unit}", (text,)), (f"{text} {unit}", (text,)),
        (f"{text}（{unit}）", (text,)), (two, (f"{value:.2f}", text)), (f"{wide(_grouped(text))}{unit}", (text,)),
        (f"约{text}{unit}", (text, f"约{text}{unit}")), (f"约{text}", (text, f"约{text}")),
        (f"{text}\u00a0", (text,)), (f"￥{text}{unit}", (text, f"￥{text}{unit}")), (f"{text}左右", (text, f"{text}左右")),
        (f"人民币{_grouped(text)}{unit}", (text,)), (f"{text}.", (text, f"{text}.")),
    ]  # fmt: skip
    if unit == "万元":
        yuan = f"{value * 10000:.0f}"
        ways += [
            (f"{_grouped(yuan)}元", (text,)), (f"{text}万", (text, f"{text}万")), (f"约{text}万", (text, f"约{text}万")),
            (f"{(value / 10000).normalize():f}亿元", (text,)), (f"{text}W", (text, f"{text}W")),
        ]  # fmt: skip
    elif unit == "亿元":
        ways += [(f"{text}亿", (text, f"{text}亿")), (f"约{text}亿", (text, f"约{text}亿"))]
    return rng.choice([one for one in ways if "." not in text or not one[0].endswith(".")])


def percent(text: str, _: str, rng: Random) -> Answer:
    ways = [
        (f"{text}%", (text,)), (f"{text}％", (text,)), (f"{text} %", (text,)), (wide(text), (text,)),
        (f"{text}（%）", (text,)), (f"约{text}%", (text, f"约{text}%")), (f"{text}%左右", (text, f"{text}%左右")),
        (f"占{text}%", (text, f"占{text}%")), (f"百分之{text}", (text, f"百分之{text}")), (text + "\u3000", (text,)),
    ]  # fmt: skip
    return rng.choice(ways)


def whole(text: str, unit: str, rng: Random) -> Answer:
    units = {"人": ["人", "名"], "个": ["个", "家"], "项": ["项", "件"], "次": ["次", "场"]}.get(
        unit, [unit]
    )
    one = rng.choice(units)
    ways = [
        (f"{text}{one}", (text,)), (wide(text), (text,)), (f"{text} {one}", (text,)), (f"共{text}{one}", (text, f"共{text}{one}")),
        (f"{text}余{one}", (text, f"{text}余{one}")), (f"（{text}）", (text, f"（{text}）")), (_grouped(text), (text,)),
        (f"{text}（{one}）", (text,)), (f"{wide(text)}{one}", (text,)),
    ]  # fmt: skip
    return rng.choice(ways)


_HAN = "〇一二三四五六七八九"


def year(text: str, _: str, rng: Random) -> Answer:
    han = "".join(_HAN[int(one)] for one in text)
    ways = [
        (f"{text}.3", (f"{text}.3", text)), (f"{text}年3月", (f"{text}年3月", text)), (f"{text}-03-01", (f"{text}-03-01", text)),
        (f"{han}年三月", (f"{han}年三月", text)), (f"{text}/3", (f"{text}/3", text)), (wide(text), (text,)),
        (han, (han, text)), (f"{text}年初", (f"{text}年初", text)),
    ]  # fmt: skip
    return rng.choice(ways)


def phone(text: str, _: str, rng: Random) -> Answer:
    area, _dash, rest = text.partition("-")
    if not rest:
        ways = [
            f"{text[:3]} {text[3:7]} {text[7:]}",
            f"{text[:3]}-{text[3:7]}-{text[7:]}",
            wide(text),
            f"+86 {text}",
        ]
    else:
        ways = [
            f"{area} {rest}",
            f"{area}-{rest[:3]} {rest[3:]}",
            f"({area}){rest}",
            wide(text),
            f"{area}－{rest}",
            f"{rest}（区号{area}）",
            f"{area}—{rest}转801",
        ]
    said = rng.choice(ways)
    return said, (said, text, said.replace(" ", ""), said.replace("-", ""), _narrow(said))


def _narrow(text: str) -> str:
    return text.translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


def code(text: str, _: str, rng: Random) -> Answer:
    ways = [
        text.lower(),
        " ".join([text[:6], text[6:12], text[12:]]),
        wide(text),
        f"{text[:8]} {text[8:]}",
        f"{text}\u3000",
        "-".join([text[:9], text[9:]]),
    ]
    return rng.choice(ways), (text,)


def postcode(text: str, _: str, rng: Random) -> Answer:
    return rng.choice([(" ".join(text), (text,)), (wide(text), (text,)), (f"{text} ", (text,))])


def mail(text: str, _: str, rng: Random) -> Answer:
    user, _at, host = text.partition("@")
    return rng.choice([
        (f"{user}＠{host}", (text,)), (f"{user} @{host}", (text,)), (f"{text}\u00a0", (text,)), (text.upper(), (text.upper(), text)),
        (f"{user}#{host}", (f"{user}#{host}", text)),
    ])  # fmt: skip


NOTATIONS: dict[Kind, Notation] = {
    Kind.MONEY: money, Kind.DECIMAL: money, Kind.PERCENT: percent, Kind.INTEGER: whole, Kind.YEAR: year, Kind.PHONE: phone,
    Kind.FAX: phone, Kind.MOBILE: phone, Kind.USCC: code, Kind.POSTCODE: postcode, Kind.EMAIL: mail,
}  # fmt: skip
INSTEAD = [
    "无",
    "/",
    "—",
    "见附件",
    "同上",
    "详见正文",
    "——",
    "无。",
    "暂未统计",
    "N/A",
    "见审计报告",
    "　",
]
"""What stands where nothing is said; it may be kept as it is or taken for nothing."""


def answer(name: str, field: FormField, rng: Random, *, noted: float, instead: float) -> Answer:
    """Return an answer to a field; ``noted`` and ``instead`` are the shares of odd notations and of 无."""
    chance = rng.random()
    if chance < instead:
        said = rng.choice(INSTEAD)
        return said, (said, "")
    text = plain(name, field, rng)
    if field.kind is Kind.SHARES:
        return text, (text.replace("占", ""), text)
    notation = NOTATIONS.get(field.kind)
    if notation is None or field.units or rng.random() >= noted:
        return text, (text,)
    unit = field.unit or ""
    if field.kind is Kind.DECIMAL and not unit:
        return wide(text), (text,)
    return notation(text, unit, rng)
