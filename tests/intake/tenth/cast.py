"""Who fills in, and with what: answers of invented applicants, by field."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField, Kind

_FIRMS = (
    "云岫泵业有限公司", "锦屿缝制设备股份有限公司", "双柏锻压机床厂", "ACME-3（中国）电气有限公司", "澜沧江畔食品机械有限公司",
    "德润·格林环保装备有限公司", "第七橡塑机械有限责任公司", "鹿鸣模具（集团）有限公司", "乾元仪表股份有限公司北方分公司",
)  # fmt: skip
_PEOPLE = (
    "诸葛明远",
    "尉迟敏",
    "区志强",
    "盖一鸣",
    "覃雪",
    "逄锦程",
    "Sun Wei",
    "阿依古丽·吐尔逊",
    "夏侯婧",
    "乐山河",
)
_STREETS = (
    "清源县滨河东路 369 号", "平望镇工业集中区C区7栋", "开发区纬三路与经五路交叉口东北角", "清源县老城街道文庙巷5-1-302", "北山产业园2号",
)  # fmt: skip
_TRADES = (
    "离心泵、真空泵制造；泵站运维服务", "工业缝纫机及自动化缝制单元的研发、生产、销售", "锻压机床、数控转塔冲床", "仪器仪表；软件开发（以许可证为准）",
    "食品、酒、饮料及茶生产专用设备制造",
)  # fmt: skip
_LONG = (
    "省级制造业单项冠军（2018）、国家知识产权优势企业。", "一、绿色供应链管理企业；\n二、两化融合贯标AAA级。", "无", "牵头制定JB/T 9782-2014等行业标准2项，团体标准5项。",
    "已建成远程运维中心1个，接入泵机3,200台套，年减少停机约410小时。", "清工信〔2021〕36号、清政办发〔2020〕8号", "工业互联网标杆平台（2019年第二批）",
)  # fmt: skip
_INDUSTRIES = (
    "C3441 泵及真空设备制造",
    "专用设备制造业（35）",
    "仪器仪表制造业",
    "C3422金属成形机床制造",
)
CODES = (
    "91330100PDY00001XX", "91330212PDY000028F", "91140100PDY000036F", "91310115PDY0000443",
    "91440300PDY000052K", "12440106PDY0000600", "52320500PDY000079P", "91100000PDY0000872",
)  # fmt: skip
_TAILS = {
    "position": ("常务副总", "规划发展部部长", "财务总监兼董秘", "主任科员", "项目经理"),
    "old_area": ("是", "否"), "nature": ("民营", "中外合资企业", "国有独资公司", "其他有限责任公司", "全民所有制"),
    "summary": ("泵站托管运维，年签约", "设备租赁与旧机翻新", "缝制产线总包及培训"),
}  # fmt: skip
_KINDS = {
    Kind.NAME: _FIRMS, Kind.PERSON: _PEOPLE, Kind.ADDRESS: _STREETS, Kind.LONG_TEXT: _LONG, Kind.INDUSTRY: _INDUSTRIES,
    Kind.REGISTRATION: ("其他股份有限公司（非上市）", "中外合资经营企业"), Kind.USCC: CODES, Kind.POSTCODE: ("321100", "045000", "510030"),
    Kind.MOBILE: ("13800000765", "15900000918"), Kind.PHONE: ("0579-00006677", "13800000432", "00034455-8012", "(0356)0002281"),
    Kind.FAX: ("0579-00006678", "无", "00034456"), Kind.EMAIL: ("office@yunxiu.example", "wei.sun_01@mail.example"),
    Kind.URL: ("http://www.yunxiu-iot.example/", "paas.jinyu.example:8080"),
}  # fmt: skip
_SMALL = {
    "tax": 0.05,
    "profit": 0.09,
    "net_profit": 0.07,
    "service_revenue": 0.27,
    "net_assets": 0.45,
}


def _text(field: FormField, rng: Random) -> str:
    tail = field.address.rpartition(".")[2]
    if field.address == "cover.recommender":
        return rng.choice(("清源县经济信息化和科学技术局", "北山市工业和信息化局", "开发区经发局"))
    if field.address in {"city.name", "district.name"}:
        return rng.choice(("清源市", "北山区", "平望新区"))
    if field.address in {"project.name", "platform.name"}:
        return rng.choice(("泵站智能运维项目", "“缝制e家”产业服务平台", "锻压设备共享工厂（二期）"))
    if field.address == "org.business":
        return rng.choice(_TRADES)
    if field.address == "project.done":
        return rng.choice(("是", "否", "在建"))
    return rng.choice(_TAILS.get(tail) or _KINDS.get(field.kind, ("旧机再制造", "共享打样中心")))


def _number(field: FormField, rng: Random, scale: float) -> str:
    tail = field.address.rpartition(".")[2]
    if field.kind is Kind.YEAR:
        return str(2015 + (tail == "end") * 4 + rng.randint(0, 1))
    if field.kind is Kind.INTEGER:
        many = 17 if tail in {"total", "clients_served"} else 1
        return str(
            rng.choice((0, 1, rng.randint(2, 40), rng.randint(2, 90))) * many or rng.randint(3, 9)
        )
    if field.kind is Kind.PERCENT:
        low, high = (-14, 33) if "growth" in tail else (2, 11) if tail == "rd_ratio" else (9, 71)
        return f"{rng.uniform(low, high):.{rng.choice((0, 1, 2, 2))}f}"
    if field.kind is Kind.DECIMAL:
        small = "years" in tail or "weeks" in tail
        return f"{rng.uniform(3, 19):.1f}" if small else str(rng.randint(210, 9900))
    size = _SMALL.get(tail, 1.0) * (0.015 if field.unit == "亿元" else 1)
    if "profit" in tail and rng.random() < 0.12:
        size *= -1
    return f"{scale * size * rng.uniform(0.88, 1.12):.{rng.choice((0, 1, 2, 2, 4))}f}"


def _trim(text: str) -> str:
    made = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if made in {"-0", ""} else made


def answers(
    fields: Mapping[str, FormField], places: Mapping[str, FormField], rng: Random
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return texts by address and ticked ids by address; a few are left blank."""
    scale = rng.uniform(2400, 310000)
    texts: dict[str, str] = {}
    ticks: dict[str, set[str]] = {}
    people = rng.sample(_PEOPLE, len(_PEOPLE))
    firms = rng.sample(_FIRMS, len(_FIRMS))
    rows = rng.randint(1, 3)
    for address, field in places.items():
        row = int(address.partition("[")[2].partition("]")[0] or 0) if "]." in address else 0
        if field.kind in {Kind.CHOICE, Kind.YES_NO}:
            ids = [one.id for one in choices_of(field) if one.tickable]
            many = rng.randint(1, min(len(ids), 4)) if field.pick == "many" else 1
            ticks[address] = set() if address == "cover.kind" else set(rng.sample(ids, many))
        elif row > rows or field.kind is Kind.SHARES:
            texts[address] = ""
        elif address == "cover.year":
            texts[address] = "2024"
        elif field.units:
            texts[address] = f"{rng.uniform(200, 8000):.2f}亿元"
        elif field.kind.numeric:
            texts[address] = _trim(_number(field, rng, scale))
        elif field.kind is Kind.PERSON and people:
            texts[address] = people.pop()
        elif field.kind is Kind.NAME and row and firms:
            texts[address] = firms.pop()
        else:
            texts[address] = _text(field, rng)
        if rng.random() < 0.04 and not field.kind.numeric and not address.startswith("cover"):
            if address in texts:
                texts[address] = ""
            else:
                ticks[address] = set()
    return texts, ticks
