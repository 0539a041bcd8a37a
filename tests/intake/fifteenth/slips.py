"""What ordinary hands leave in a form: units unsaid, old figures struck, remarks, two things in one cell."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from twelfth.paper import Bit, Paper, parse

from fifteenth.labels import Act, flat, labels, retext, year_heads
from fifteenth.rows import addresses, in_row, insert_row
from fifteenth.values import PLAIN, alone, answers, figures
from smdesk.notices.models import Kind
from smdesk.notices.typed import choice_text, choices_of, read


def all_in_yuan(paper: Paper) -> None:
    """Every amount in 元, and nobody says so: an officer asks."""
    for _, bit, field in answers(paper, Kind.MONEY):
        if field.unit == "万元" and PLAIN.fullmatch(bit.text) and Decimal(bit.text) > 2000:
            paper.put(bit.address, f"{Decimal(bit.text) * 10000 + paper.rng.randint(1, 9999):.2f}")
            paper.ask(bit.address)


def one_row_in_yuan(paper: Paper) -> None:
    """One measure's row in 元, the others in 万元."""
    rows = {parse(b.address).field for _, b, f in answers(paper, Kind.MONEY) if parse(b.address).year and f.unit == "万元"}  # fmt: skip
    chosen = paper.rng.choice(sorted(rows)) if len(rows) > 2 else ""
    for _, bit, _field in answers(paper, Kind.MONEY):
        if parse(bit.address).field == chosen and PLAIN.fullmatch(bit.text) and Decimal(bit.text) > 500:  # fmt: skip
            paper.put(bit.address, f"{Decimal(bit.text) * 10000 + paper.rng.randint(1, 9999):.2f}")
            paper.ask(bit.address)


def in_yi_unsaid(paper: Paper) -> None:
    """亿元 in a column of 万元, and nobody says so: 1.2 after 9876 and 10543."""
    for _, bit, field in answers(paper, Kind.MONEY):
        if field.unit == "万元" and parse(bit.address).year == paper.years[-1] and PLAIN.fullmatch(bit.text) and Decimal(bit.text) > 2000:  # fmt: skip
            paper.put(bit.address, f"{Decimal(bit.text) / 10000:.4f}")
            paper.ask(bit.address)


def corrected(paper: Paper) -> None:
    """Old figures struck out, the new ones behind."""
    for cell, bit, _field in answers(paper, Kind.MONEY, Kind.INTEGER):
        if PLAIN.fullmatch(bit.text) and alone(cell) and paper.rng.random() < 0.2:
            old = str(Decimal(bit.text) + paper.rng.randint(2, 50))
            cell.bits.insert(0, Bit("T", old, wrap="strike"))


def head_again(paper: Paper) -> None:
    """The years' heads stand again where the page turns."""
    table = paper.table
    heads = {c.row for c, _ in year_heads(paper)}
    rows = [r for r in range(table.rows) if any(parse(a).year for c in in_row(table, r) for a in addresses(c))]  # fmt: skip
    if len(heads) != 1 or len(rows) < 5:
        return
    head = heads.pop()
    at = rows[3]
    if any(c.rows > 1 and c.row < at < c.row + c.rows for c in table.cells) or at <= head:
        return
    old = in_row(table, head)
    insert_row(table, at)
    for cell in old:
        table.cells.append(type(cell)(at, cell.col, 1, cell.cols, cell.role, [Bit("T", cell.text)]))


TYPOS = (
    ("额", "颉"),
    ("入", "人"),
    ("润", "閏"),
    ("帐", "账"),
    ("职", "职"),
    ("邮箱", "信箱"),
    ("代表", "代 表"),
    ("资产", "资 产"),
    ("净", "浄"),
)


def typos(paper: Paper) -> None:
    """Letters that the recognition of a scan got wrong: 营业收人, 资产总颉."""
    for cell in labels(paper):
        text = cell.text
        for right, wrong in TYPOS:
            if right in text and paper.rng.random() < 0.5:
                text = text.replace(right, wrong, 1)
                break
        retext(cell, text)


def losses(style: str) -> Act:
    """Return the act that tells a loss: (1,234.5), -1234.5, 亏损1234.5."""

    def act(paper: Paper) -> None:
        for _, bit, field in answers(paper, Kind.MONEY):
            if field.negative and PLAIN.fullmatch(bit.text) and paper.rng.random() < 0.4:
                truth = "-" + bit.text
                paper.put(bit.address, style.format(bit.text, float(bit.text)), truth)

    return act


def cell_text(address: str, say: Callable[[str], str]) -> Act:
    """Return the act that writes one blank another way; its truth stays."""

    def act(paper: Paper) -> None:
        if paper.truth.get(address):
            bit = paper.bit(address)
            bit.text = say(bit.text)

    return act


capital_whole = cell_text("org.capital", lambda t: f"{t}万元整")
capital_people = cell_text("org.capital", lambda t: f"{t}万人民币")
staff_of = cell_text("staff.total", lambda t: f"{t}人（含劳务派遣12人）")
years_since = cell_text("org.years", lambda t: f"{t}年（{2022 - int(t)}年成立）")


def capital_in_dollars(paper: Paper) -> None:
    """The capital is in another money."""
    if paper.truth.get("org.capital"):
        paper.put("org.capital", "500万美元")
        paper.ask("org.capital")


def since(paper: Paper) -> None:
    """The years in business told by the day of the founding."""
    if paper.truth.get("org.years"):
        paper.put("org.years", paper.rng.choice(("2008年5月至今", "2008.05—", "自2008年成立")))
        paper.ask("org.years")


def both_ticked(paper: Paper) -> None:
    """是 and 否 are both ticked."""
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X" and bit.text.strip() in {"是", "否"} and bit.address in paper.truth | dict.fromkeys(paper.unclear):  # fmt: skip
                bit.ticked = True
                paper.ask(bit.address)


def nothing_ticked(paper: Paper) -> None:
    """The boxes were left for the office."""
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X" and bit.address in paper.truth:
                bit.ticked = False
                paper.truth[bit.address] = ""


def other_said(paper: Paper) -> None:
    """其他 is chosen, and said in words behind it."""
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X" and bit.address == "declare.modes" and bit.text.startswith("其") and bit.address in paper.truth:  # fmt: skip
                field = paper.field(bit.address)
                said = read(field, paper.truth[bit.address]).value
                key = next(c.id for c in choices_of(field) if c.label.replace("\n", "") == bit.text.replace("\n", ""))  # fmt: skip
                bit.ticked, bit.text = True, bit.text + "：设备健康管理"
                chosen = {*(said if isinstance(said, tuple) else ()), key}
                paper.truth[bit.address] = choice_text(field, chosen)
                if f"{bit.address}_other" in paper.truth:  # a blank of its own in some packs
                    paper.truth[f"{bit.address}_other"] = "设备健康管理"


def contact_together(paper: Paper) -> None:
    """The contact's cell holds the number too, the number's own cell is empty."""
    if paper.truth.get("contact.name") and paper.truth.get("contact.phone"):
        name, phone = paper.bit("contact.name").text, paper.bit("contact.phone").text
        paper.put("contact.name", f"{name}  {phone}")
        paper.put("contact.phone", "", "")
        paper.ask("contact.name")


def shares_as_parts(paper: Paper) -> None:
    """Shares as parts of one: 0.305 for 30.5 %, and nothing says which."""
    for _, bit, _field in answers(paper, Kind.PERCENT):
        if PLAIN.fullmatch(bit.text):
            paper.put(bit.address, f"{Decimal(bit.text) / 100:f}")
            paper.ask(bit.address)


def year_units(paper: Paper) -> None:
    """The unit stands with the year, and is taken from the measures: 2021年（万元）."""
    for cell, year in list(year_heads(paper)):
        retext(cell, f"{year}年\n（万元、%）")


def value_below(paper: Paper) -> None:
    """Remarks of the form within the cell: （截至目前） is filled on."""
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "T" and "截至目前" in bit.text:
                bit.text = f"（截至{paper.years[-1] + 1}年3月）"


def zeros(paper: Paper) -> None:
    """Counts of nought: 0, 零, 0项."""
    for cell, bit, _field in answers(paper, Kind.INTEGER):
        if alone(cell) and paper.rng.random() < 0.3:
            paper.put(bit.address, paper.rng.choice(("0", "0.0", "０")), "0")


def swapped_labels(paper: Paper) -> None:
    """Two questions of a row change places, with their answers."""
    table = paper.table
    for at in range(table.rows):
        cells = in_row(table, at)
        if [c.role for c in cells] != ["label", "value"] * 2 or any(c.rows > 1 for c in cells):
            continue
        if paper.rng.random() < 0.5 and all(flat(c) for c in cells[::2]):
            a, b, c, d = cells
            a.bits, c.bits = c.bits, a.bits
            b.bits, d.bits = d.bits, b.bits


growth_words = figures(lambda n, u: f"增长{n}%", Kind.PERCENT, only="%", every=0.2)
part_words = figures(lambda n, u: f"约占{n}%", Kind.PERCENT, every=0.15)
