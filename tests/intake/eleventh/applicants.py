"""Answers of invented applicants: the bundled samples' figures moved, names and numbers of nobody."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from smdesk.notices.address import parse
from smdesk.notices.models import FormField, Kind
from smdesk.service.samples import sample_values

FIRMS = (
    "子虚重型机床有限公司", "乌有纺织机械股份有限公司", "亡是公轴承（集团）有限公司", "虚舟工业互联网科技有限公司", "蜃楼电气有限责任公司",
    "镜湖花影模具厂", "南柯智能装备有限公司", "桃源里食品机械有限公司", "华胥泵阀股份有限公司", "无何有新材料有限公司",
    "槐安压缩机有限公司", "瀛洲云工业软件有限公司", "烂柯山工具有限公司", "Erewhon精密（中国）有限公司", "太虚环保装备有限公司北方分公司",
)  # fmt: skip
PEOPLE = (
    "贾无名", "甄思远", "卜存在", "吴此仁", "胡朵朵", "佘小曼", "东方既白", "欧阳若虚", "麦迪娜·艾力", "言午", "仇一笑", "单于飞", "朴敏", "John Doe", "戚七七", "阮小五",
)  # fmt: skip
STREETS = (
    "某省某市虚舟路88号", "桃源县武陵工业集中区C-12地块", "槐安市南柯大道1号（高新区创业园3幢201室）", "蓬莱新区瀛洲路 5 号", "无何有乡广莫街道逍遥村工业园", "华胥县开发区纬二路东首",
)  # fmt: skip
TOWNS = ("槐安市", "蓬莱新区", "华胥县", "桃源市")
CODES = (
    "91330100PDY110001A", "91140900PDY110002B", "91310113PDY110003C", "91440300PDY110004D", "91320200PDY110005E", "91110105PDY110006F", "12330000PDY110007G", "91420100PDY110008H",
)  # fmt: skip
_CLIENTS = (
    "岱舆机械厂",
    "员峤电子有限公司",
    "方壶铸造有限公司",
    "阆风汽配有限公司",
    "玄圃包装有限公司",
)
_HOLDERS = (
    "方丈山投资有限公司",
    "岱舆控股集团",
    "员峤股权投资合伙企业（有限合伙）",
    "昆仑墟创业投资有限公司",
    "贾无名",
)
_POSTS = ("办公室主任", "项目部经理", "副总经理", "技术中心主任", "科员", "财务部长", "企管部 部长")


def answers(form: str, fields: dict[str, FormField], rng: Random) -> dict[str, str]:
    """Return answers by address, canonical; figures of one kind move together."""
    values = dict(sample_values(form))
    firm, people, codes = rng.choice(FIRMS), list(PEOPLE), list(CODES)
    rng.shuffle(people)
    rng.shuffle(codes)
    factor = Decimal(rng.randint(61, 183)) / 100
    town = rng.choice(TOWNS)
    found = {}
    for address, text in values.items():
        known = fields.get(parse(address).field)
        if known is None:
            continue
        found[address] = _moved(address, known, text, factor, rng)
        if known.kind is Kind.PERSON:
            found[address] = people[len(found) % len(people)]
    new = _own(found, firm, town, codes, rng)
    return found | {one: text for one, text in new.items() if one in found}


def _moved(address: str, known: FormField, text: str, factor: Decimal, rng: Random) -> str:
    number = re.fullmatch(r"(\d+)(?:\.(\d+))?(亿元|万元|元)?", text)
    if known.kind is Kind.PERCENT and number and not address.startswith("investors"):
        return f"{min(Decimal(97), Decimal(text) + rng.randint(-3, 3)).copy_abs():.{len(number[2] or '')}f}"
    if known.kind in {Kind.MONEY, Kind.INTEGER, Kind.DECIMAL} and number:
        plain = Decimal(f"{number[1]}.{number[2] or 0}")
        made = plain * factor if plain > 9 else plain
        return f"{made:.{len(number[2] or '')}f}{number[3] or ''}"
    if known.kind in {Kind.PHONE, Kind.FAX, Kind.MOBILE}:
        area = rng.choice(("0573", "0351", "021", "0755", "0918"))
        shapes = (f"{area}-0000{rng.randint(1000, 9999)}", f"1380000{rng.randint(1000, 9999)}")
        return shapes[1] if known.kind is Kind.MOBILE else rng.choice(shapes)
    if known.kind is Kind.EMAIL:
        return f"{rng.choice(('office', 'xxb', 'wangdang', 'kjk2'))}@{rng.choice(('xuzhou', 'ziwu', 'huaian-tools'))}.example"
    if known.kind is Kind.URL:
        return rng.choice(("www.nobody-cloud.example", "http://platform.xuzhou.example/"))
    return text


def _own(
    found: dict[str, str], firm: str, town: str, codes: list[str], rng: Random
) -> dict[str, str]:
    new = {"org.name": firm, "org.uscc": codes[0], "org.registered_address": rng.choice(STREETS)}
    new |= {"contact.position": rng.choice(_POSTS), "cover.recommender": f"{town}经济和信息化局"}
    new["cover.applicant"] = firm if "org.name" in found else f"{town}人民政府"
    new |= {"city.name": town, "district.name": f"{town}高端装备产业园区"}
    for row, name in enumerate(_CLIENTS, 1):
        new[f"clients[{row}].name"] = name
    for row, name in enumerate(_HOLDERS, 1):
        new[f"investors[{row}].name"] = name
    return new
