"""Answers of invented firms, by what a field asks."""

from __future__ import annotations

from random import Random

from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField, Kind

HEADS = (
    "溪岬",
    "霁礁",
    "旎川",
    "珑汐",
    "砾舟",
    "蕤岸",
    "玭海",
    "璟砂",
    "岫棠",
    "沅霭",
    "汀瑢",
    "澹礁",
)
TRADES = (
    "轴承装备",
    "印染机械",
    "电梯部件",
    "制冷设备",
    "纺织仪器",
    "包装机械",
    "管件阀门",
    "液压系统",
)
PLACES = (
    "汐屿市砚东区澜石路18号",
    "岚州市虚谷县拟云大道7号",
    "沅浦市汀南区霭桥街102号",
    "霁海市假山镇旎园路9号3幢",
)
SURNAMES, GIVEN = (
    "祁宓厉甄苌谯郗褚翟仉",
    ("砚秋", "霁然", "沅芷", "岫白", "汀兰", "澜生", "珩", "拟舟"),
)
DUTIES = ("总经办主任", "技术部部长", "副总经理", "项目专员", "战略发展部经理")
INDUSTRIES = ("通用设备制造业", "专用设备制造业", "电气机械和器材制造业", "软件和信息技术服务业")
TEXTS = (
    "主要开展设备远程运维和备件供应服务，覆盖省内外客户。",
    "围绕产品全生命周期提供诊断、改造与再制造服务，形成稳定的服务团队。",
    "为行业内中小企业提供检测、设计和共享产能等服务。",
    "已建成统一的服务调度中心，并持续完善管理制度。",
)


def uscc(rng: Random) -> str:
    """Return a code whose first part is evidently invented (PDY)."""
    return "91PDY" + "".join(rng.choice("0123456789ABCDEFGH") for _ in range(13))


class Firm:
    """An invented applicant, the same all over its form."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.name = f"{rng.choice(PLACES)[:2]}{rng.choice(HEADS)}{rng.choice(TRADES)}有限公司"
        self.person = rng.choice(SURNAMES) + rng.choice(GIVEN)
        self.legal = rng.choice(SURNAMES) + rng.choice(GIVEN)

    def number(self, field: FormField, address: str) -> str:
        rng = self.rng
        if field.units:
            return f"{rng.randint(300, 8000)}.{rng.randint(1, 9)}亿元"
        if field.kind is Kind.MONEY:
            return f"{rng.randint(120, 98000)}" + rng.choice(
                ("", "", f".{rng.randint(1, 9)}", f".{rng.randint(10, 98) | 1}")
            )
        if field.kind is Kind.PERCENT:
            low = "growth" in address
            return f"{rng.randint(2, 30 if low else 62)}.{rng.randint(1, 9)}"
        if field.kind is Kind.YEAR:
            return str(2018 + ("end" in address) * 2)
        if field.kind is Kind.DECIMAL:
            return str(rng.randint(3, 19)) if "area" not in address else str(rng.randint(800, 9000))
        return (
            str(rng.randint(2, 9))
            if field.unit in {"个", "次", "项"}
            else str(rng.randint(60, 1900))
        )

    def say(self, field: FormField, address: str) -> str:
        rng, kind, last = self.rng, field.kind, address.rsplit(".", 1)[-1]
        if kind.numeric:
            return "" if address == "cover.year" else self.number(field, address)
        if kind in {Kind.PHONE, Kind.FAX}:
            return f"05{rng.randint(71, 79)}-{rng.randint(2, 8)}{rng.randint(1000000, 9999999)}"
        if kind is Kind.MOBILE:
            return f"1{rng.randint(3, 9)}0{rng.randint(10000000, 99999999)}"
        if kind is Kind.EMAIL:
            return (
                f"fw{rng.randint(10, 99)}@pdy-{rng.choice(('lanshi', 'tingnan', 'xuji'))}.example"
            )
        if kind is Kind.URL:
            return f"www.pdy{rng.randint(10, 99)}.example"
        if kind is Kind.POSTCODE:
            return f"3{rng.randint(10000, 59999)}"
        if kind is Kind.USCC:
            return uscc(rng)
        if kind is Kind.ADDRESS:
            return rng.choice(PLACES)
        if kind is Kind.INDUSTRY:
            return rng.choice(INDUSTRIES)
        if kind is Kind.REGISTRATION:
            return "有限责任公司"
        if kind is Kind.PERSON:
            return (
                self.legal
                if "legal" in address
                else self.person
                if address == "contact.name"
                else rng.choice(SURNAMES) + rng.choice(GIVEN)
            )
        if kind is Kind.LONG_TEXT:
            return rng.choice(TEXTS)
        return self.words(address, last)

    def words(self, address: str, last: str) -> str:
        rng = self.rng
        if address in {"org.name", "cover.applicant"}:
            return self.name
        if address == "cover.recommender":
            return rng.choice(PLACES)[:3] + "经济和信息化局"
        if address == "platform.name":
            return f"{rng.choice(HEADS)}工业互联网服务平台"
        if address == "project.name":
            return f"{rng.choice(HEADS)}设备共享与远程运维项目"
        if address in {"city.name", "district.name"}:
            return rng.choice(PLACES)[:3] if last == "name" and address[0] == "c" else "汀南区"
        if last in {"name", "client", "contractor"}:
            return f"{rng.choice(PLACES)[:2]}{rng.choice(HEADS)}{rng.choice(TRADES)}厂"
        return {
            "position": rng.choice(DUTIES), "nature": rng.choice(("民营企业", "国有控股", "合资企业")),
            "old_area": "否", "done": "已完成",
        }.get(last, "")  # fmt: skip


def ticked(field: FormField, rng: Random) -> set[str]:
    """Return the boxes an applicant ticks: no 其他, a box with those below it."""
    boxes = choices_of(field)
    tops = [b for b in boxes if b.parent is None and b.note is None and "其" not in b.label]
    if not tops:
        tops = [b for b in boxes if b.parent is None]
    many = 1 if field.pick == "one" else min(len(tops), rng.randint(1, 3))
    found: set[str] = set()
    for top in rng.sample(tops, many):
        if top.tickable:
            found.add(top.id)
        below = [
            b
            for b in boxes
            if b.parent == top.id and b.tickable and b.note is None and "其" not in b.label
        ]
        if below:
            chosen = rng.sample(
                below, 1 if top.pick == "one" else min(len(below), rng.randint(1, 2))
            )
            found |= {b.id for b in chosen}
    return found
