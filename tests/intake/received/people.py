"""Fills blanks in as people do: believable figures, plain texts, some boxes ticked, some cells left."""

from __future__ import annotations

from random import Random

from received.model import Cell, Line, Paper, Part, Table, blank
from smdesk.intake import forms
from smdesk.notices.address import parse
from smdesk.notices.grid import all_fields
from smdesk.notices.models import Form, FormField, Kind, Pack
from smdesk.notices.typed import canonical_text, choice_text

NAMES = ["沈国强", "林晓月", "欧阳倩", "何 伟", "司马建军", "钱进", "阿不都·买买提", "马骉"]
FIRMS = [
    "临江精工轴承有限公司",
    "云栖智能装备股份有限公司",
    "青岚环保科技（集团）有限公司",
    "海塘机电厂",
]
WORDS = {
    "org.nature": ["民营企业", "有限责任公司", "国有控股", "股份有限公司（上市）", "中外合资"],
    "org.registration": ["有限责任公司(自然人投资或控股)", "其他股份有限公司（非上市）", "股份合作企业"],
    "org.registered_address": ["临江县松阳街道工业大道88号3幢", "平湖新区滨江路 19 号", "青岚镇南环路6-8号"],
    "org.business": ["精密轴承、减速机的研发、生产、销售及远程运维", "电梯制造、安装与维保；技术服务", "数控机床"],
    "org.mail_address": ["临江县松阳街道工业大道88号", "平湖新区滨江路19号B座1201室"],
    "contact.position": ["总经理助理", "办公室主任", "科技部部长", "副总", "技术中心主任/工程师"],
    "project.content": ["建设远程运维中心1个，接入设备2,600台，故障响应时间由48小时缩短至6小时。"],
    "declare.modes_other": ["共享制造", "工业设计服务", "个性化定制（家电）"],
    "services.mix": ["设计和开发服务占30%，解决方案服务占60%，培训占10%"],
    "org.old_area": ["否", "是，属原中央苏区"],
    "project.done": ["是", "已完成", "否，预计2021年6月完成"],
    "org.industry": ["通用设备制造业（C34）", "专用设备制造", "C3811 发电机及发电机组制造"],
}  # fmt: skip
TEXTS = [
    "2018年省级工业互联网平台；2019年“专精特新”小巨人企业",
    "1、省级企业技术中心\n2、国家高新技术企业\n3、市长质量奖",
    "国家知识产权优势企业、绿色工厂",
    "GB/T 37393-2019《数字化车间 通用技术要求》参与起草；T/CAMIE 01-2021",
    "《关于加快发展服务型制造的实施意见》（临政发〔2020〕12号），设立专项资金。",
    "开展两批遴选，评出企业12家、平台3个，兑现奖励860万元。",
]
PHONES = [
    "0571-85550101",
    "021-5555 0102、5555 0103",
    "0351—2220101",
    "（020）83330101",
    "13955550104",
]
"""Numbers that nobody has."""


def form_of(name: str) -> tuple[Pack, Form]:
    found = forms.find(forms.known_packs(), name)
    assert found is not None
    return found


def years_of(name: str) -> tuple[int, ...]:
    pack, form = form_of(name)
    years = pack.years((), form)
    return years or pack.years((2021, 2022, 2023), form)


def fill(
    name: str, rng: Random, share: float = 0.95, repeats: dict[str, int] | None = None
) -> Paper:
    """Return a form filled in by nobody in particular; ``share`` of its cells are not left empty."""
    pack, form = form_of(name)
    years = years_of(name)
    fields = all_fields(pack.notice, form)
    table = blank(name, years, repeats)
    truth: dict[str, tuple[str, ...]] = {}
    _fill_texts(table, fields, rng, share, truth)
    _tick(table, fields, rng, share, truth)
    front, more = _front(pack, form, fields, rng)
    truth |= more
    title = [
        Line(form.number, frozenset({"centred"})),
        Line(form.title, frozenset({"centred", "large"})),
    ]
    tail = [
        Line(""),
        Line(form.outline.title),
        Line("一、概况"),
        Line("公司成立于2003年，2019年营业收入再创新高，联系人：另附。"),
        Line("二、主要做法"),
        Line("公司围绕主营业务开展供应链管理和信息增值服务，服务收入逐年上升。"),
    ]
    return Paper(name, years, [*front, *title, table, *tail], truth, rng)


def _fill_texts(
    table: Table,
    fields: dict[str, FormField],
    rng: Random,
    share: float,
    truth: dict[str, tuple[str, ...]],
) -> None:
    rows: dict[str, int] = {}
    for cell in table.cells:
        for part in cell.parts:
            if part.kind != "value":
                continue
            address = parse(part.address)
            if address.repeat is not None and address.row is not None:
                rows.setdefault(address.repeat, rng.choice([0, 1, 2, 3, 3, 5, 9]))
                if address.row > rows[address.repeat]:
                    truth[part.address] = ("",)
                    continue
            if rng.random() > share:
                truth[part.address] = ("",)
                continue
            part.text = spoken(part.address, fields[address.field], rng)
            truth[part.address] = (canonical_text(fields[address.field], part.text),)


def spoken(address: str, field: FormField, rng: Random) -> str:
    """Return what somebody writes into a cell."""
    name = parse(address).field
    if name in WORDS:
        return rng.choice(WORDS[name])
    kind = field.kind
    if kind in {Kind.MONEY, Kind.DECIMAL}:
        number = rng.choice(
            [
                f"{rng.randrange(100, 990000)}",
                f"{rng.randrange(100, 99000)}.{rng.randrange(10, 99)}",
                f"{rng.randrange(1, 900)}.5",
            ]
        )
        return number + (rng.choice(field.units) if field.units else "")
    plain = {
        Kind.PERCENT: f"{rng.randrange(1, 99)}.{rng.randrange(1, 99)}"
        if rng.random() < 0.6
        else f"{rng.randrange(1, 99)}",
        Kind.INTEGER: f"{rng.choice([0, 1, 7, 36, 128, 640, 2350])}",
        Kind.YEAR: f"{rng.randrange(2012, 2023)}",
        Kind.POSTCODE: f"{rng.choice('0134567')}{rng.randrange(10**5):05d}",
        Kind.MOBILE: f"139{rng.randrange(10**8):08d}",
        Kind.EMAIL: rng.choice(["office@linjiang.example", "sales_01@yunqi.example.cn"]),
        Kind.URL: rng.choice(["www.linjiang.example", "https://yunqi.example.cn/platform"]),
        Kind.USCC: rng.choice(["91330100PDY00001XX", "91140100PDY000036F", "91310115PDY0000443"]),
        Kind.PERSON: rng.choice(NAMES),
        Kind.PHONE: rng.choice(PHONES),
        Kind.FAX: rng.choice(PHONES[:3]),
        Kind.DATE: rng.choice(["2016年5月8日", "2017-03-01", "2015年11月20日"]),
        Kind.NAME: rng.choice(FIRMS),
        Kind.SHARES: WORDS["services.mix"][0],
    }.get(kind)
    if plain is not None:
        if kind is Kind.PERCENT and field.negative and rng.random() < 0.25:
            return f"-{plain}"
        return plain
    if "summary" in name:
        return rng.choice(["轴承远程诊断与定期维护", "供应链集中采购、VMI", "提供检测服务36次"])
    if name.endswith(("name", "client", "contractor")):
        return rng.choice(FIRMS)
    return (
        rng.choice(TEXTS)
        if kind is Kind.LONG_TEXT
        else rng.choice([one for one in TEXTS if "\n" not in one])
    )


def _tick(
    table: Table,
    fields: dict[str, FormField],
    rng: Random,
    share: float,
    truth: dict[str, tuple[str, ...]],
) -> None:
    boxes: dict[str, list[Part]] = {}
    for cell in table.cells:
        for part in cell.boxes:
            boxes.setdefault(part.address, []).append(part)
    for address, several in boxes.items():
        field = fields[address]
        chosen: list[Part] = []
        if rng.random() < share:
            free = [
                one
                for one in several
                if one.choice not in {"others", "shared-manufacturing"} or len(several) < 4
            ]
            one_only = field.pick == "one" or field.kind is Kind.YES_NO
            chosen = rng.sample(free, 1 if one_only else min(len(free), rng.choice([1, 1, 2, 3])))
        for one in chosen:
            one.ticked = True
        parents = {
            choice.parent
            for choice in field.choices
            if choice.id in {c.choice for c in chosen} and choice.parent
        }
        for one in several:
            one.ticked |= one.choice in parents
        for one in several:
            one.text = "☑" if one.ticked else "□"
        truth[address] = (
            choice_text(field, frozenset(one.choice for one in several if one.ticked)),
        )
    ticked = {one.choice for several in boxes.values() for one in several if one.ticked}
    for cell in table.cells:
        for part in cell.parts:
            if part.kind == "note":
                _note(cell, part, ticked, rng, truth)


def _note(
    cell: Cell, part: Part, ticked: set[str], rng: Random, truth: dict[str, tuple[str, ...]]
) -> None:
    truth[part.address] = ("",)
    box = cell.parts[cell.parts.index(part) - 2]
    if box.kind == "box" and box.ticked:
        part.text = "：" + rng.choice(WORDS["declare.modes_other"][:2])
        truth[part.address] = (part.text[1:],)


def _front(
    pack: Pack, form: Form, fields: dict[str, FormField], rng: Random
) -> tuple[list[Line | Table], dict[str, tuple[str, ...]]]:
    """Return the cover: title, three lines, the authority; and what stands there."""
    cover = pack.notice.cover
    lines: list[Line | Table] = [
        Line("附件2"),
        *(Line(one, frozenset({"centred", "large"})) for one in cover.title),
    ]
    truth: dict[str, tuple[str, ...]] = {}
    kind = form.fixed.get("cover.kind", "")
    applicant, recommender = (
        rng.choice(FIRMS),
        rng.choice(["临江县经济和信息化局", "平湖新区工业和信息化局"]),
    )
    truth["cover.applicant"], truth["cover.recommender"] = (applicant,), (recommender,)
    options = [one.label for one in fields["cover.kind"].choices]
    ticks = "  ".join(f"{'☑' if one == kind else '□'}{one}" for one in options)
    lines += [
        Line(f"申报单位  {applicant}"),
        Line(f"申报类型  {ticks}"),
        Line(f"推荐单位  {recommender}"),
    ]
    lines += [Line(one) for one in cover.foot]
    lines += [
        Line(""),
        Line("填报说明"),
        Line("一、申报书封面：申报单位为申报服务型制造示范申报主体名称。"),
    ]
    return lines, truth


__all__ = ["fill", "form_of", "spoken", "years_of"]
