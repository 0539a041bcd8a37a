"""How clerks write what they fill in: figures with their units, phones, addresses, remarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from twelfth.paper import Bit, Cell, Paper, parse

from fifteenth.labels import Act
from smdesk.notices.models import FormField, Kind

Say = Callable[[str, str], str]
PLAIN = re.compile(r"-?\d+(\.\d+)?")
VAGUE = set("约左近")
WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")


def answers(paper: Paper, *kinds: Kind) -> Iterator[tuple[Cell, Bit, FormField]]:
    """The filled blanks of some kinds, in the form's table."""
    for cell, bit in list(paper.answers([paper.table])):
        field = paper.field(bit.address)
        if field.kind in kinds and not field.units:
            yield cell, bit, field


def alone(cell: Cell) -> bool:
    """Whether nothing printed stands beside the answer."""
    return not any(b.kind == "T" and b.text.strip() for b in cell.bits)


def figures(
    say: Say, *kinds: Kind, every: float = 1.0, beside: bool = False, only: str = ""
) -> Act:
    """Return the act that writes figures by ``say(number, unit)``; their truth stays."""

    def act(paper: Paper) -> None:
        for cell, bit, field in answers(paper, *(kinds or (Kind.MONEY,))):
            if not PLAIN.fullmatch(bit.text) or not (beside or alone(cell)):
                continue
            if paper.rng.random() > every or (only and field.unit not in only.split()):
                continue
            number, bit.text = bit.text, say(bit.text, field.unit or "")
            if set(bit.text) & VAGUE:  # as it stands it is right as well: a person decides
                either(paper, bit.address, number, bit.text)

    return act


def thousands(number: str, unit: str) -> str:
    whole, _, part = number.partition(".")
    return f"{int(whole):,}" + (f".{part}" if part else "")


def thousands_two(number: str, unit: str) -> str:
    return f"{Decimal(number):,.2f}"


def two_places(number: str, unit: str) -> str:
    return f"{Decimal(number):.2f}"


def with_unit(number: str, unit: str) -> str:
    return number + unit


def gap_unit(number: str, unit: str) -> str:
    return f"{number} {unit}"


def thousands_unit(number: str, unit: str) -> str:
    return thousands(number, unit) + unit


def about(number: str, unit: str) -> str:
    return "约" + number


def about_unit(number: str, unit: str) -> str:
    return f"约{number}{unit}"


def wide(number: str, unit: str) -> str:
    return number.translate(WIDE)


def wide_unit(number: str, unit: str) -> str:
    return number.translate(WIDE) + unit.replace("%", "％")


def percent(number: str, unit: str) -> str:
    return number + "%"


def in_yi(number: str, unit: str) -> str:
    """万元 told as 亿元, exactly."""
    return f"{(Decimal(number) / 10000).normalize():f}亿元" if unit == "万元" else number


def in_yuan(number: str, unit: str) -> str:
    """万元 told as 元, with the thousands parted."""
    return f"{Decimal(number) * 10000:,.2f}元" if unit == "万元" else number


def short_wan(number: str, unit: str) -> str:
    return number + unit.replace("万元", "万")


def rmb(number: str, unit: str) -> str:
    return f"人民币{number}{unit}"


def sign(number: str, unit: str) -> str:
    return "¥" + thousands_two(number, unit)


def audited(number: str, unit: str) -> str:
    return f"{number}（审计数）"


def merged(number: str, unit: str) -> str:
    return f"{number}\n（合并报表）"


def spaced(number: str, unit: str) -> str:
    return f" {number}  "


def in_all(number: str, unit: str) -> str:
    return f"共{number}{unit}"


def full_stop(number: str, unit: str) -> str:
    return number + "。"


def approx_after(number: str, unit: str) -> str:
    return f"{number}左右"


def texts(change: Callable[[str], str], *kinds: Kind, said: bool = True) -> Act:
    """Return the act that writes texts anew; ``said`` whether the truth is what is written now."""

    def act(paper: Paper) -> None:
        for _, bit, _field in answers(paper, *kinds):
            if said:
                paper.put(bit.address, change(bit.text))
            else:
                bit.text = change(bit.text)

    return act


def either(paper: Paper, address: str, *texts: str) -> None:
    """Any of these readings is right: two officers would differ."""
    held = paper.how.setdefault("either", {})
    assert isinstance(held, dict)
    held[address] = texts


def post_code(paper: Paper) -> None:
    """The postal code stands behind the address."""
    for _, bit, _field in answers(paper, Kind.ADDRESS):
        bare, code = bit.text, f"3{paper.rng.randint(10000, 29999)}"
        said = paper.rng.choice(
            (f"{bare}（邮编：{code}）", f"{bare} {code}", f"{bare}，邮编{code}")
        )
        paper.put(bit.address, said, said)
        either(paper, bit.address, said, bare)


def two_lines(paper: Paper) -> None:
    """An address is broken over two lines."""
    for _, bit, _field in answers(paper, Kind.ADDRESS):
        bit.text = bit.text[:6] + "\n" + bit.text[6:]


def phones(paper: Paper) -> None:
    """Two numbers: the desk's and a mobile."""
    for _, bit, _field in answers(paper, Kind.PHONE):
        if parse(bit.address).row is None:
            more = f"13{paper.rng.randint(100000000, 999999999)}"
            paper.put(bit.address, paper.rng.choice((f"{bit.text}/{more}", f"{bit.text}、{more}", f"{bit.text}\n{more}", f"{bit.text}；{more}")))  # fmt: skip


def mobile(paper: Paper) -> None:
    """A mobile as the phone, in groups."""
    for _, bit, _field in answers(paper, Kind.PHONE, Kind.MOBILE):
        said = f"1{paper.rng.choice('3578')}{paper.rng.randint(100000000, 999999999)}"
        paper.put(bit.address, said)
        bit.text = f"{said[:3]} {said[3:7]} {said[7:]}"


def area_code(paper: Paper) -> None:
    """（0571）88881234."""
    for _, bit, _field in answers(paper, Kind.PHONE, Kind.FAX):
        paper.put(bit.address, re.sub(r"^(\d{4})-", r"（\1）", bit.text))


def wide_dash(paper: Paper) -> None:
    """0571－88881234."""
    for _, bit, _field in answers(paper, Kind.PHONE, Kind.FAX):
        bit.text = bit.text.replace("-", paper.rng.choice("－—–"))
        either(paper, bit.address, bit.text, paper.truth[bit.address])


def two_contacts(paper: Paper) -> None:
    """Two people, both with their numbers."""
    if paper.truth.get("contact.name"):
        one, two = paper.bit("contact.name").text, "翟砚清"
        paper.put("contact.name", f"{one}、{two}")
    if paper.truth.get("contact.phone"):
        paper.put("contact.phone", f"{paper.bit('contact.phone').text}、0575-86521477")


def titled(paper: Paper) -> None:
    """The contact's name with 先生 or 女士."""
    if paper.truth.get("contact.name"):
        bare = paper.bit("contact.name").text
        said = bare + paper.rng.choice(("（女士）", "先生", "（先生）"))
        paper.put("contact.name", said, said)
        either(paper, "contact.name", said, bare)


def code_groups(paper: Paper) -> None:
    """A credit code in groups of four, or in small letters."""
    for _, bit, _field in answers(paper, Kind.USCC):
        bit.text = paper.rng.choice((" ".join(re.findall(".{1,4}", bit.text)), bit.text.lower()))


def site(paper: Paper) -> None:
    for _, bit, _field in answers(paper, Kind.URL):
        paper.put(bit.address, f"https://{bit.text}/")


def linked(paper: Paper) -> None:
    """Word made links of the addresses of mail and site."""
    for _, bit, _field in answers(paper, Kind.EMAIL, Kind.URL):
        bit.wrap = "link"


def pieces(paper: Paper) -> None:
    """Word keeps an answer in two runs."""
    for _, bit in paper.answers():
        if len(bit.text) > 3 and "\n" not in bit.text and paper.rng.random() < 0.5:
            bit.wrap = "pieces"


NOTHINGS = ("无", "/", "—", "", "／", "-", "无。", "暂无")


def nothing(*marks: str, few: int = 3) -> Act:
    """Return the act that has nothing to say of some fields, and says so in its way."""

    def act(paper: Paper) -> None:
        soft = {Kind.LONG_TEXT, Kind.FAX, Kind.URL, Kind.INTEGER}
        found = [b.address for _, b, _ in answers(paper, *soft) if not parse(b.address).row]
        for address in paper.rng.sample(found, min(few, len(found))):
            paper.put(address, paper.rng.choice(marks or NOTHINGS), "")

    return act


def strokes(mark: str) -> Act:
    """Return the act that puts a stroke into each blank that was left."""

    def act(paper: Paper) -> None:
        for _, bit in [(c, b) for t in paper.tables for c in t.cells for b in c.bits if b.kind == "B"]:  # fmt: skip
            if not bit.text and bit.address in paper.truth and paper.field(bit.address).kind is not Kind.SHARES:  # fmt: skip
                bit.text = mark

    return act


def annexed(paper: Paper) -> None:
    """Long texts are told in an annex."""
    for _, bit, _field in answers(paper, Kind.LONG_TEXT):
        if not parse(bit.address).row and paper.rng.random() < 0.5:
            paper.put(bit.address, paper.rng.choice(("见附件3", "详见附件", "附后", "详见附件2：获奖证书复印件")))  # fmt: skip


def annexed_figures(paper: Paper) -> None:
    """A row of figures is told in the audit report."""
    rows = sorted({parse(b.address).field for _, b, _ in answers(paper, Kind.MONEY) if parse(b.address).year})  # fmt: skip
    if rows:
        key = paper.rng.choice(rows)
        for one in [a for a in list(paper.truth) if parse(a).field == key]:
            paper.put(one, "见审计报告")
            paper.ask(one)


def ditto(paper: Paper) -> None:
    """The second client's work is the same as the first's."""
    for address in list(paper.truth):
        at = parse(address)
        if at.row and at.row > 1 and at.field.endswith("summary") and paper.truth[address]:
            paper.put(address, "同上")
            paper.ask(address)


def not_known(paper: Paper) -> None:
    """Last year's figures are still being audited."""
    for address in paper.of_year(paper.years[-1]):
        if paper.field(address).kind is Kind.MONEY and paper.truth[address] and paper.rng.random() < 0.4:  # fmt: skip
            low = int(Decimal(paper.truth[address]))
            paper.put(address, paper.rng.choice((f"{low}-{low + 500}", "待审计", f"{low}（预计）", f"{low}？", "暂未统计")))  # fmt: skip
            paper.ask(address)


def falling(paper: Paper) -> None:
    """Growth that was a fall."""
    for _, bit, field in answers(paper, Kind.PERCENT):
        if field.negative and paper.rng.random() < 0.5:
            paper.put(bit.address, "-" + bit.text)


def dates(paper: Paper) -> None:
    """A project's years told with their months."""
    ends = [b for c in paper.table.cells for b in c.bits if b.address in {"project.start", "project.end"}]  # fmt: skip
    if len(ends) == 2 and all(b.text for b in ends):
        cell = paper.cell("project.start")
        start, end = ends
        after = paper.rng.choice((("年3月至", "年12月"), (".3—", ".12"), ("年5月-", "年6月")))
        cell.bits = [start, Bit("T", after[0]), end, Bit("T", after[1])]


def numbered_lines(paper: Paper) -> None:
    """Long texts as lists over several lines."""
    for _, bit, _field in answers(paper, Kind.LONG_TEXT):
        parts = [p for p in re.split(r"[；，。]", bit.text.replace("\n", "")) if p]
        if len(parts) > 1 and "1" not in bit.text and not parse(bit.address).row:
            paper.put(bit.address, "\n".join(f"{n}.{p}；" for n, p in enumerate(parts, 1)))


def indented(paper: Paper) -> None:
    """Two full-width blanks before each long text, as in a letter."""
    for _, bit, _field in answers(paper, Kind.LONG_TEXT):
        bit.text = "　　" + bit.text.replace("\n", "\n　　")


def remarked(paper: Paper) -> None:
    """A remark in brackets behind a count: 12（其中2021年新增3）."""
    for _, bit, field in answers(paper, Kind.INTEGER):
        if "patents" in bit.address and PLAIN.fullmatch(bit.text) and not parse(bit.address).year:
            bit.text += f"{field.unit or ''}（截至{paper.years[-1]}年底）"
