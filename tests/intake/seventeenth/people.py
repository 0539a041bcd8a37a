"""What an invented applicant says: figures that agree with each other, and Firm's words."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from twelfth.applicants import Firm

from smdesk.notices.address import parse
from smdesk.notices.choices import choices_of
from smdesk.notices.models import FormField, Kind
from smdesk.notices.typed import read

LONG = (
    "围绕高端装备提供远程运维、备件供应和改造升级服务，服务客户320余家。",
    "2018年获评省级工业设计中心；2019年获评市级“隐形冠军”培育企业。",
    "1.省级企业技术中心（2017年）\n2.市科技进步二等奖（2018年）\n3.高新技术企业",
    "参与起草《智能装备远程运维服务规范》团体标准1项。",
    "主要从事轴承、减速机的研发、生产、销售和技术服务；货物进出口。",
    "已建成服务调度中心，覆盖华东、华南等区域，平均响应时间4小时。",
    "组织专题培训12场，参训企业560家次；编印典型案例汇编2册。",
    "《关于加快发展服务型制造的实施意见》（拟政办发〔2019〕12号）",
)
MODES = ("再制造服务", "智能运维", "协同研发服务", "数据增值服务")


def money(rng: Random, low: float, high: float) -> Decimal:
    places = rng.choice((0, 0, 1, 2, 2))
    return Decimal(str(round(rng.uniform(low, high), places))).normalize()


def plain(value: Decimal) -> str:
    return format(value, "f")


class Story:
    """The figures of one applicant by address, in the field's own unit."""

    def __init__(self, rng: Random, fields: dict[str, FormField]) -> None:
        self.rng, self.fields, self.firm = rng, fields, Firm(rng)
        self.base = rng.uniform(3000, 90000)
        self.bases: dict[str, int] = {}
        self.kept: dict[tuple[str, int], Decimal] = {}

    def at(self, name: str, year: int) -> Decimal:
        key = name.rsplit(".", 1)[-1], year
        if key not in self.kept:
            self.kept[key] = self.make(key[0], year)
        return self.kept[key]

    def make(self, name: str, year: int) -> Decimal:
        rng, grow = self.rng, 1 + 0.09 * (year - 2019)
        revenue = lambda: float(self.at("revenue", year))  # noqa: E731
        match name:
            case "revenue":
                return money(rng, self.base * grow * 0.95, self.base * grow * 1.05)
            case "assets" | "last_assets":
                return money(rng, self.base * grow, self.base * grow * 1.4)
            case "service_revenue":
                return money(rng, revenue() * 0.2, revenue() * 0.55)
            case "service_ratio":
                return self.share(self.at("service_revenue", year), self.at("revenue", year))
            case "net_assets":
                return money(
                    rng, float(self.at("assets", year)) * 0.4, float(self.at("assets", year)) * 0.6
                )
            case "debt_ratio":
                return Decimal(100) - self.share(
                    self.at("net_assets", year), self.at("assets", year)
                )
            case "profit" | "net_profit" | "tax":
                return money(rng, revenue() * 0.02, revenue() * 0.11)
            case "net_profit_growth":
                sign = -1 if rng.random() < 0.12 else 1
                return Decimal(str(round(sign * rng.uniform(1.1, 24), 2)))
            case "rd_ratio":
                return Decimal(str(round(rng.uniform(3.05, 8.9), rng.choice((1, 2)))))
            case "energy":
                return Decimal(str(round(rng.uniform(0.05, 0.4), 3)))
            case "gdp":
                return money(rng, 1800 * grow, 2600 * grow)
            case "industry_added" | "services_added":
                return money(rng, 500 * grow, 800 * grow)
            case "industry_margin":
                return Decimal(str(round(rng.uniform(4, 9), 1)))
            case "fund":
                return Decimal(str(round(rng.uniform(1.2, 6.5), 2)))
            case "patents":
                return Decimal(str(round(rng.uniform(210, 900), 1)))
            case _:
                self.bases.setdefault(name, rng.randint(11, 320))
                return Decimal(self.bases[name] + rng.randint(3, 6) * (year - 2015))

    def share(self, part: Decimal, whole: Decimal) -> Decimal:
        return (100 * part / whole).quantize(Decimal("0.01"))

    def number(self, field: FormField, address: str, year: int | None) -> Decimal:
        rng, last = self.rng, address.rsplit(".", 1)[-1].split("[", maxsplit=1)[0]
        if year is not None and parse(address).year is not None:
            return self.at(address.split("[", maxsplit=1)[0], year)
        if last == "last_assets" and year is not None:
            return self.at("assets", year)
        if field.kind is Kind.PERCENT:
            if "growth" in last:
                return Decimal(str(round(rng.uniform(2, 12), 1)))
            return Decimal(str(round(rng.uniform(11, 62), rng.choice((0, 1, 2)))))
        if field.units:
            return Decimal(str(round(rng.uniform(320, 7800), 1)))
        if field.kind is Kind.MONEY:
            return money(rng, 300, 60000)
        if field.kind is Kind.DECIMAL:
            return Decimal(rng.randint(800, 9000) if "area" in address else rng.randint(3, 19))
        if last == "total" and "patents" not in address:
            return Decimal(rng.randint(66, 2400))
        return Decimal(rng.randint(2, 88))

    def words(self, field: FormField, address: str) -> str:
        kind, rng = field.kind, self.rng
        if kind is Kind.SHARES:
            first = rng.randint(40, 70)
            said = f"设计和开发服务{first}%；安装调试{100 - first}%"
            return said if read(field, said).problem is None else ""
        if kind is Kind.LONG_TEXT:
            return rng.choice(LONG)
        if kind is Kind.YEAR:
            return str(2018 + ("end" in address) * rng.randint(1, 2))
        if kind is Kind.PERSON and rng.random() < 0.25:
            return self.firm.say(field, address)[:2]
        if address.endswith("nature") and "investors" in address:
            return rng.choice(("法人股东", "自然人", "国有股东"))
        if address.endswith(("_other", "note")):
            return ""
        return self.firm.say(field, address)


def picked(field: FormField, rng: Random) -> set[str]:
    """Boxes that an applicant ticks, with their parents where those can be ticked."""
    boxes = choices_of(field)
    by_id = {one.id: one for one in boxes}
    found: set[str] = set()

    def down(parent: str | None, pick: str) -> None:
        under = [one for one in boxes if one.parent == parent]
        fit = [one for one in under if one.note is None or rng.random() < 0.25]
        if not fit:
            return
        groups = [one for one in fit if not one.tickable]
        for one in groups:
            down(one.id, one.pick)
        fit = [one for one in fit if one.tickable]
        for one in rng.sample(fit, min(len(fit), 1 if pick == "one" else rng.randint(1, 3))):
            found.add(one.id)
            down(one.id, by_id[one.id].pick)

    down(None, field.pick)
    return found
