"""Random believable values for any field."""

from __future__ import annotations

from random import Random

from smdesk.notices.grid import all_fields, choices_of
from smdesk.notices.models import Form, FormField, Kind, Notice
from smdesk.notices.typed import choice_text

NAMES = ["张伟", "王芳", "李秀英", "欧阳建国", "赵敏", "陈镕基", "周䶮", "吴 昊", "郑洁"]
PLACES = ["云溪市", "临江县", "平湖新区", "松阳街道", "青岚镇"]
TRADES = ["精密轴承", "数控机床", "智能仪表", "环保装备", "纺织机械", "电梯"]
TEXTS = [
    "2018年省级工业设计中心；2019年“专精特新”企业",
    "无",
    "精密轴承、数控机床的研发、制造与远程运维服务；技术进出口",
    "国家知识产权优势企业\n省科学技术进步奖二等奖（2018）",
    "私营有限责任公司",
    "1、省级企业技术中心\n2、市政府质量奖\n3、国家高新技术企业",
    "有限责任公司（自然人投资或控股）",
    "建成覆盖12个省的远程运维平台，接入设备3,200台，故障响应由48小时缩短到4小时",
]
POSITIONS = ["总经理", "办公室主任", "项目部 经理", "副总裁兼总工程师"]
KIND_TEXT = {
    Kind.POSTCODE: lambda rng: f"{rng.choice('03456')}{rng.randrange(100000):05d}",
    Kind.MOBILE: lambda rng: f"1{rng.choice('3578')}{rng.randrange(10**9):09d}",
    Kind.EMAIL: lambda rng: f"user{rng.randrange(999)}@example.cn",
    Kind.URL: lambda rng: f"www.example{rng.randrange(99)}.cn",
    Kind.USCC: lambda rng: rng.choice(["91330100PDY00001XX", "91330212PDY000028F"]),
    Kind.PERSON: lambda rng: rng.choice(NAMES),
    Kind.YEAR: lambda rng: str(rng.randrange(2010, 2022)),
    Kind.INTEGER: lambda rng: str(rng.choice([0, 3, 12, 150, 4321, rng.randrange(99999)])),
    Kind.DATE: lambda rng: (
        f"20{rng.randrange(10, 23)}-0{rng.randrange(1, 10)}-1{rng.randrange(10)}"
    ),
}
PHONES = ["0571-87058143，87055246", "0351-2022229 15635390920", "23112650", "020-83133359"]


def value(field: FormField, rng: Random) -> str:
    """Return one value, canonical, never blank."""
    if field.kind in {Kind.CHOICE, Kind.YES_NO}:
        return _choice(field, rng)
    if field.kind in KIND_TEXT:
        return KIND_TEXT[field.kind](rng)
    if field.kind in {Kind.PHONE, Kind.FAX}:
        return rng.choice(PHONES)
    if field.kind in {Kind.MONEY, Kind.DECIMAL}:
        number = f"{rng.randrange(0, 10 ** rng.randrange(1, 6))}" + rng.choice(
            ["", ".5", ".37", ".00"]
        )
        return f"{number}{rng.choice(field.units)}" if field.units else number
    if field.kind is Kind.PERCENT:
        sign = "-" if field.negative and rng.random() < 0.3 else ""
        return f"{sign}{rng.randrange(0, 100)}{rng.choice(['', '.3', '.25'])}"
    if field.kind is Kind.NAME:
        return f"{rng.choice(PLACES)}{rng.choice(TRADES)}{rng.choice(['有限公司', '股份有限公司'])}"
    if field.kind is Kind.ADDRESS:
        return f"{rng.choice(PLACES)}工业园区{rng.randrange(1, 300)}号"
    if field.kind is Kind.LONG_TEXT:
        return rng.choice(TEXTS)
    return rng.choice([*POSITIONS, *(one for one in TEXTS if "\n" not in one)])


def _choice(field: FormField, rng: Random) -> str:
    boxes = [one for one in choices_of(field) if one.tickable]
    count = 1 if field.pick == "one" or field.kind is Kind.YES_NO else rng.randrange(1, 4)
    chosen = rng.sample(boxes, min(count, len(boxes)))
    ids = {one.id for one in chosen}
    parents = {one.parent for one in chosen if one.parent}
    ids |= {one.id for one in boxes if one.id in parents}
    return choice_text(field, frozenset(ids))


def values(
    notice: Notice, form: Form, years: tuple[int, ...], rng: Random, filled: float
) -> dict[str, str]:
    """Return values by address; each field is filled with probability ``filled``."""
    found: dict[str, str] = {}
    notes = {
        choice.note: (field, choice)
        for field in all_fields(notice, form).values()
        for choice in field.choices
        if choice.note
    }
    for name, field in all_fields(notice, form).items():
        if name in form.fixed or name in notes or _in_repeat(form, name):
            continue
        if rng.random() >= filled:
            continue
        if field.axis == "year":
            found |= {f"{name}[{year}]": value(field, rng) for year in years}
        else:
            found[name] = value(field, rng)
    for note, (field, choice) in notes.items():
        if choice.label.split("\n")[0][:2] in found.get(field.address, ""):
            found[note] = rng.choice(["共享制造", "定制化服务与工业设计"])
    for repeat in form.repeat:
        top = repeat.rows if repeat.fixed else min(repeat.most, repeat.rows + 2)
        for row in range(1, (rng.randrange(0, top + 1) if filled else 0) + 1):
            for field in repeat.field:
                found[f"{repeat.id}[{row}].{field.address}"] = value(field, rng)
    return found


def _in_repeat(form: Form, name: str) -> bool:
    return any(name.startswith(f"{one.id}.") for one in form.repeat)
