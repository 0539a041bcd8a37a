"""How people type values: units, full-width letters, corrections, notes, two answers in one cell."""

from __future__ import annotations

from decimal import Decimal

from ninth import noting
from ninth.page import Page
from ninth.typed import some
from smdesk.notices.models import Kind

_WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
_HAN = "零一二三四五六七八九"
_UNITS = {Kind.MONEY: "万元", Kind.PERCENT: "%"}


def _thousands(text: str) -> str:
    whole, dot, rest = text.partition(".")
    sign, bare = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    return f"{sign}{int(bare):,}{dot}{rest}" if bare.isdigit() else text


def units_typed(page: Page) -> None:
    for bit, address, number in some(page, 99):
        unit = page.field(address).unit or ""
        bit.text = page.rng.choice(
            (f"{_thousands(number)}{unit}", f"{number} {unit}", f"{number}（{unit}）")
        )


def all_wide(page: Page) -> None:
    for bit, _, number in some(page, 99):
        bit.text = page.rng.choice((_thousands(number), number)).translate(_WIDE)
    for _, _, bit, _known in list(page.answers(Kind.PHONE, Kind.USCC, Kind.EMAIL, Kind.POSTCODE)):
        page.truth[bit.address] += (
            "".join(chr(ord(c) + 0xFEE0) if 33 <= ord(c) < 127 else c for c in bit.text),
        )
        bit.text = page.truth[bit.address][-1]


def blanks_inside(page: Page) -> None:
    """Full-width and thin blanks to make figures and names look even."""
    for bit, _, number in some(page, 99):
        bit.text = (
            "\u3000"
            + page.rng.choice(
                (
                    _thousands(number).replace(",", "\u2009"),
                    _thousands(number).replace(",", ", "),
                    number,
                )
            )
            + "\u00a0"
        )
    for _, _, bit, _ in page.answers(Kind.PERSON):
        bit.text = "　".join(bit.text) if len(bit.text) < 4 else bit.text


def yuan_typed(page: Page) -> None:
    """Whole yuan with the unit behind, though 万元 is asked for."""
    for bit, _, number in some(page, 5, Kind.MONEY):
        bit.text = f"{Decimal(number) * 10000 * (10000 if page.field(bit.address).unit == '亿元' else 1):,.0f}元"


def yi_typed(page: Page) -> None:
    for bit, address, number in some(page, 5, Kind.MONEY):
        if page.field(address).unit == "万元":
            bit.text = f"{(Decimal(number) / 10000).normalize():f}亿元"


def yi_and_wan(page: Page) -> None:
    """1亿2,345.6万元."""
    for bit, address, number in some(page, 8, Kind.MONEY):
        if page.field(address).unit == "万元" and Decimal(number) > 10000:
            yi, wan = divmod(Decimal(number), 10000)
            bit.text = f"{yi}亿{wan.normalize():f}万元"


def minus_signs(page: Page) -> None:
    """A loss as accountants write it."""
    ways = (
        "({0})",
        "（{0}）",
        "−{0}",
        "－{0}",
        "负{0}",
        "▲{0}",
        "△{0}",
        "-{0}",
        "–{0}",
        "—{0}",
        "亏损{0}",
        "下降{0}%",
        "减少{0}",
    )
    for place, (bit, address, number) in enumerate(some(page, 99)):
        if page.field(address).negative or "growth" in address:
            way = ways[(place + len(page.form)) % len(ways)]
            bare = number.lstrip("-")
            bit.text = way.format(bare)
            page.truth[address] = (f"-{bare}", bit.text)


def per_mille_and_words(page: Page) -> None:
    for bit, address, number in some(page, 6, Kind.PERCENT):
        way = page.rng.choice(("‰", "百分之", "个百分点", "％", "pct"))
        page.truth[address] = (number,)
        if way == "‰":
            bit.text = f"{(Decimal(number) * 10).normalize():f}‰"
        elif way == "百分之":
            bit.text = f"百分之{number}"
        else:
            bit.text = f"{number}{way}"


def han_numerals(page: Page) -> None:
    for bit, address, number in some(page, 6, Kind.INTEGER):
        n = int(number)
        if 0 < n < 100:
            ten, one = divmod(n, 10)
            bit.text = (
                ("" if ten == 0 else "十" if ten == 1 else _HAN[ten] + "十")
                + (_HAN[one] if one else "")
                + page.rng.choice(("", page.field(address).unit or ""))
            )
            page.truth[address] = (number, bit.text)


def about(page: Page) -> None:
    for bit, address, number in some(page, 6):
        bit.text = page.rng.choice(
            ("约{}", "{}左右", "近{}", "{}以上", "超过{}", "＞{}", "不足{}", "{}+", "≈{}")
        ).format(number)
        page.truth[address] = (number, bit.text)


def pinyin_over_names(page: Page) -> None:
    for _, _, bit, _ in page.answers(Kind.PERSON):
        bit.look = "ruby:zhá"


def name_with_phone(page: Page) -> None:
    """The phone typed behind the name; the cell of the phone says so."""
    names = [one for one in page.answers(Kind.PERSON) if one[2].address == "contact.name"]
    for _, _, bit, _ in names:
        bit.text += page.rng.choice(("（13800000999）", " 13800000999", "，电话：13800000999"))
        page.truth[bit.address] = (page.truth[bit.address][0], bit.text)


def examples_left(page: Page) -> None:
    """Words of the form's maker that nobody took out of cells left blank."""
    for _, cell, bit, _known in list(page.answers()):
        if page.rng.random() < 0.12 and len(cell.bits) == 1 and not bit.address.startswith("cover"):
            bit.text = page.rng.choice(
                (
                    "（必填）",
                    "请填写",
                    "XXXX",
                    "此处填写全称",
                    "例：1234.56",
                    "示例：某某公司",
                    "____",
                    "（单位：万元）",
                    "保留两位小数",
                    "请输入",
                    "单击此处输入文字。",
                    "……",
                )
            )
            bit.look = page.rng.choice(("", "grey", "holder"))
            page.forget(bit.address)


def foreign_money(page: Page) -> None:
    """Another country's money."""
    for bit, address, number in some(page, 4, Kind.MONEY):
        bit.text = page.rng.choice(
            (
                "{}万美元",
                "US${}",
                "港币{}万元",
                "{}万欧元",
                "${}",
                "{} USD",
                "{}万（美元）",
                "{}（万美元）",
                "折合美元{}万",
            )
        ).format(number)
        page.truth[address] = (bit.text,)


def comma_for_point(page: Page) -> None:
    """As a partner abroad writes figures."""
    for bit, address, number in some(page, 6):
        whole, _, rest = number.partition(".")
        if rest and whole.isdigit():
            bit.text = f"{int(whole):,}".replace(",", ".") + "," + rest
            page.truth[address] = (number, bit.text)


def new_and_all(page: Page) -> None:
    """What came new and what there is in all, in one cell."""
    for bit, address, number in some(page, 6, Kind.INTEGER):
        bit.text = page.rng.choice(
            (
                "新增2，累计{0}",
                "{0}（新增2）",
                "当年2/累计{0}",
                "2（累计{0}）",
                "授权{0}、受理7",
                "{0}+2（受理）",
                "2/{0}",
            )
        ).format(number)
        page.truth[address] = (bit.text, number)


def unseen_letters(page: Page) -> None:
    """Letters without width between figures: pasted from a browser."""
    for _, _, bit, _ in page.answers():
        if len(bit.text) > 2:
            at = page.rng.randint(1, len(bit.text) - 1)
            bit.text = (
                bit.text[:at]
                + page.rng.choice("\u200b\u200e\ufeff\u2060\u00ad\u200d")
                + bit.text[at:]
            )


def label_said_again(page: Page) -> None:
    """The label typed once more before the answer."""
    names = {
        "org.name": "企业名称：",
        "contact.phone": "电话：",
        "contact.email": "邮箱：",
        "org.registered_address": "地址：",
        "contact.name": "姓名：",
        "org.legal_person": "法人：",
    }
    for _, cell, bit, _ in page.answers():
        if bit.address in names and len(cell.bits) == 1:
            bit.text = names[bit.address] + bit.text
            page.truth[bit.address] += (bit.text,)


def other_things_in_text(page: Page) -> None:
    """An answer that says what other cells ask for."""
    for _, cell, bit, _ in page.answers(Kind.ADDRESS, Kind.NAME, Kind.LONG_TEXT):
        if len(cell.bits) == 1 and not bit.address.startswith("cover"):
            bit.text += page.rng.choice(
                (
                    "（邮编：310099）",
                    "\n联系人：金在野",
                    "，联系电话：00007654",
                    "；员工总数 321 人",
                    "\n资产总额：4711万元",
                )
            )
            page.truth[bit.address] = (bit.text,)


def none_words(page: Page) -> None:
    """Words that say that there is nothing."""
    for bit, address, _ in some(page, 6):
        bit.text = page.rng.choice(
            ("无", "/", "—", "0", "零", "-", "无此项", "不涉及", "N/A", "\\", "未发生")
        )
        page.truth[address] = (bit.text, "0") if bit.text == "零" else (bit.text,)


TYPING = [
    units_typed, all_wide, blanks_inside, yuan_typed, yi_typed, yi_and_wan, minus_signs, per_mille_and_words,
    han_numerals, about, noting.ranges, noting.two_scopes, noting.struck_and_new, noting.corrected_in_words,
    noting.slips_of_letters, noting.wrapped, noting.note_marks, noting.note_marks_flat, noting.said_elsewhere,
    noting.power_of_ten, noting.year_in_cell, noting.with_growth, noting.sum_in_cell, pinyin_over_names,
    name_with_phone, examples_left, none_words, foreign_money, comma_for_point, new_and_all, unseen_letters,
    label_said_again, other_things_in_text,
]  # fmt: skip
