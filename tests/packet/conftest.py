"""Declarations of every shipped form with a value in each place, and files to attach."""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from smdesk.notices.declaration import (
    Attachment,
    Declaration,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.grid import all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, FormField, Kind, Pack
from smdesk.notices.typed import choice_text, choices_of
from smdesk.packet.build import build_packet
from smdesk.packet.tree import Packet

# Makes ``pdfview`` importable by the tests of this room (importlib mode adds no path).
sys.path.insert(0, str(Path(__file__).parent))

FORMS = ("enterprise", "project", "platform")

_TEXTS = {
    Kind.NAME: "样例机械（杭州）有限公司",
    Kind.PERSON: "王镕堃",
    Kind.ADDRESS: "浙江省杭州市余杭区样例路 18 号",
    Kind.LONG_TEXT: "高端装备的研发、制造与“全生命周期”运维服务。\n近三年累计服务 120 家企业，远程在线监测设备 3,600 台（套）。",
    Kind.USCC: "91330100PDY00001XX",
    Kind.PHONE: "0571-80000000，80000001",
    Kind.MOBILE: "13800000000",
    Kind.FAX: "0571-80000002",
    Kind.EMAIL: "declare@example.com",
    Kind.POSTCODE: "310000",
    Kind.URL: "https://www.example.com",
    Kind.INTEGER: "326",
    Kind.DECIMAL: "12.5",
    Kind.MONEY: "12345.67",
    Kind.PERCENT: "31.2",
    Kind.YEAR: "2018",
    Kind.DATE: "2018-05-01",
}


def suitable(one: FormField) -> str:
    """Return a text that fits the kind; of a choice all boxes that may be ticked together."""
    if one.kind in {Kind.CHOICE, Kind.YES_NO}:
        ids = [choice.id for choice in choices_of(one) if choice.tickable]
        return choice_text(one, frozenset(ids if one.pick == "many" else ids[:1]))
    return _TEXTS.get(one.kind, "内容 <A&B> 的“说明”")


def image(text: str, kind: str = "JPEG", size: tuple[int, int] = (1240, 1754)) -> bytes:
    """Return a page-like picture."""
    picture = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, size[0] - 40, size[1] - 40), outline="black", width=4)
    draw.text((80, 80), text, fill="black")
    stream = io.BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


@dataclass
class Case:
    """One declaration with its form and the bytes of its files."""

    pack: Pack
    form: Form
    declaration: Declaration
    store: dict[str, bytes] = field(default_factory=dict)

    def files(self, sha256: str) -> bytes:
        return self.store[sha256]

    def keep(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.store[sha256] = data
        return sha256

    def attach(self, name: str, media_type: str, data: bytes, slot: str = "free") -> None:
        one = Attachment(
            slot=slot, name=name, media_type=media_type, sha256=self.keep(data), size=len(data)
        )
        self.change(attachments=(*self.declaration.attachments, one))

    def change(self, **update: object) -> None:
        self.declaration = self.declaration.model_copy(update=update)

    def packet(self, *, draft: bool = False) -> Packet:
        return build_packet(self.pack, self.form, self.declaration, draft=draft, files=self.files)


def story(case: Case) -> Narrative:
    """Return a narrative with every kind of block."""
    picture = Picture(
        sha256=case.keep(image("图", "PNG", (800, 500))),
        media_type="image/png",
        caption="图 1 远程运维平台架构",
        width=110,
    )
    blocks: list[object] = []
    for item in case.form.outline.item:
        blocks.append(Heading(level=item.level, text=item.title, item=item.id))
        blocks.append(Heading(level=2, text="（一）基本情况"))
        run = "公司聚焦高端装备制造，“产品＋服务”双轮驱动，服务收入占比由 2017 年的 18.6% 提高到 2019 年的 31.2%。"
        blocks.append(Paragraph(runs=(Run(text="主线：", bold=True), Run(text=run * 5))))
        blocks.append(Paragraph(runs=(Run(text=run * 4),)))
    blocks.append(Heading(level=3, text="1.重点任务"))
    listed = ("建设远程运维平台", "推广按流量计费", "培养服务型人才")
    blocks += [ListItem(ordered=True, runs=(Run(text=text),)) for text in listed]
    blocks.append(ListItem(runs=(Run(text="列点一"),)))
    blocks.append(picture)
    rows = (
        ("指标", "2017 年", "2018 年", "2019 年"),
        ("服务收入（万元）", "2010.5", "2876", "3851"),
    )
    blocks.append(SimpleTable(rows=rows, caption="表 1 服务收入"))
    return Narrative(blocks=tuple(blocks))


def make(form_name: str, notice: str = "zhejiang-2020") -> Case:
    """Return a declaration of ``form_name`` with a value in every place of its grids."""
    pack, form = find_form(f"{notice}/{form_name}")
    count = pack.years_of(form).number
    years = pack.years(tuple(range(2023 - count, 2023)), form)
    fields = all_fields(pack.notice, form)
    grids = (cover_grid(pack.notice, years), table_grid(form, years), sheet_grid(form))
    places = {address for grid in grids for address in grid.places}
    values = {
        str(address): suitable(fields[address.field])
        for address in places
        if str(address) not in form.fixed
    }
    declaration = Declaration(
        form=pack.form_id(form.id), pack=pack.hash, years=years, values=values
    )
    case = Case(pack, form, declaration)
    case.change(narrative=story(case), reasons={"revenue-growth@finance.revenue[2019]": "并购"})
    for slot in form.attachment[:2]:
        case.attach(f"{slot.id}.jpg", "image/jpeg", image(slot.title), slot.id)
    return case


@pytest.fixture
def make_case() -> Callable[..., Case]:
    """Give `make`."""
    return make


@pytest.fixture(params=FORMS)
def case(request: pytest.FixtureRequest) -> Case:
    """One full declaration of each form."""
    return make(request.param)
