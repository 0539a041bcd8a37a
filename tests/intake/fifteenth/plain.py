"""The paper before anybody's habits: figures that go together, texts as factories write them."""

from __future__ import annotations

from decimal import Decimal

from twelfth.applicants import Firm
from twelfth.paper import Paper, blank_paper, parse

from smdesk.notices.loader import pack
from smdesk.notices.models import Kind

HONOURS = (
    "国家级专精特新“小巨人”企业、国家知识产权优势企业",
    "2020年获评省级服务型制造示范企业；2021年获评省级工业设计中心",
    "1. 国家高新技术企业；\n2. 省级企业技术中心；\n3. 市政府质量奖。",
    "省级智能工厂",
)
STANDARDS = (
    "GB/T 38555-2020《信息技术 大数据 工业产品核心元数据》",
    "1、T/ZZB 1234-2019《变频螺杆空压机》\n2、JB/T 10525-2019《螺杆膨胀机》",
    "参与制定团体标准《压缩机远程运维服务规范》（T/CMIF 88-2021）",
)
BUSINESS = (
    "空气压缩机、真空泵及配件的研发、生产、销售和维保服务",
    "电梯整机制造、安装、维修、改造及物联网远程监测",
    "纺织机械制造；技术服务、技术开发；货物进出口（依法须经批准的项目除外）",
    "液压件、阀门的生产与销售，提供设备租赁和再制造服务",
)


def _chain(paper: Paper, key: str) -> list[str]:
    """The addresses of a measure, by year."""
    found = [a for a in paper.truth if parse(a).field == key and parse(a).year]
    return sorted(found, key=lambda a: parse(a).year or 0)


def _write(paper: Paper, address: str, value: Decimal) -> None:
    paper.put(address, f"{value.normalize():f}")


def _years(paper: Paper) -> None:
    """Revenue, service and assets grow from year to year, and their ratios are what they make."""
    rng = paper.rng
    for head in ("finance", "platform"):
        sales, assets = Decimal(rng.randint(300000, 6000000)) / 100, Decimal(rng.randint(500000, 9000000)) / 100  # fmt: skip
        share, debt = Decimal(rng.randint(220, 480)) / 10, Decimal(rng.randint(250, 610)) / 10
        for n in range(len(paper.years) + 1):
            year = paper.years[n] if n < len(paper.years) else 0
            known = {
                "revenue": sales, "service_revenue": (sales * share / 100).quantize(Decimal("0.01")), "service_ratio": share,
                "assets": assets, "debt_ratio": debt, "net_assets": (assets * (100 - debt) / 100).quantize(Decimal("0.01")),
                "net_profit": (sales * Decimal("0.071")).quantize(Decimal("0.01")), "profit": (sales * Decimal("0.083")).quantize(Decimal("0.01")),
                "tax": (sales * Decimal("0.042")).quantize(Decimal("0.01")), "rd_ratio": Decimal(rng.randint(30, 69)) / 10,
            }  # fmt: skip
            for key, value in known.items():
                address = f"{head}.{key}[{year}]"
                if paper.truth.get(address):
                    _write(paper, address, value)
            growth = 1 + Decimal(rng.randint(30, 220)) / 1000
            sales, assets = (sales * growth).quantize(Decimal("0.01")), (assets * growth).quantize(Decimal("0.01"))  # fmt: skip
            share, debt = share + Decimal(rng.randint(3, 30)) / 10, debt - Decimal(rng.randint(1, 20)) / 10  # fmt: skip
    last = _chain(paper, "platform.assets")
    if last and paper.truth.get("platform.last_assets"):
        _write(paper, "platform.last_assets", Decimal(paper.truth[last[-1]]))


def plain(form: str, who: str, seed: int) -> Paper:
    """Return the form filled in by a factory, before the person's habits."""
    paper = blank_paper(form, f"fifteenth {who}", seed)
    rng = paper.rng
    _years(paper)
    for address in list(paper.truth):
        field, last = paper.field(address), parse(address).field.rsplit(".", 1)[-1]
        if not paper.truth[address] or field.kind is not Kind.LONG_TEXT:
            continue
        texts = {"awarded": HONOURS, "pending": HONOURS, "honours": HONOURS, "services": STANDARDS, "standards": STANDARDS, "business": BUSINESS}.get(last)  # fmt: skip
        if texts:
            text = rng.choice(texts)
            paper.put(address, text, text)
    return paper


def fill_rows(paper: Paper, few: int = 9) -> None:
    """Fill the rows of investors and of clients that are printed."""
    firm = Firm(paper.rng)
    for address in sorted(paper.truth):
        at = parse(address)
        if at.row and not paper.truth[address] and at.row <= few:
            said = firm.say(paper.field(address), address)
            if parse(address).field.endswith("share"):
                said = str(60 // at.row)
            paper.put(address, said)


def most_rows(paper: Paper, name: str) -> int:
    """How many rows of a repeat the form can hold."""
    notice, _, form = paper.form.partition("/")
    return next((r.most for r in pack(notice).forms[form].repeat if r.id == name), 0)
