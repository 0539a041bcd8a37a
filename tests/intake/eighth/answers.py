"""How clerks and accountants write an answer: signs of money, brackets for losses, titles, extensions, leftovers."""

from __future__ import annotations

import re
from decimal import Decimal

from handed.desk import Bundle
from handed.redraw import sole_answers, years_of_board
from posted.answers import firm, person, plain

from eighth.desk import MONEY, NUMBERS, PHONES, Habit, field_of, inks, typed
from smdesk.notices.address import parse
from smdesk.notices.models import Kind

PAGES = [
    "（见审计报告第3页）",
    "（详见附件2）",
    "（审计报告P5）",
    "(合并口径)",
    "（母公司口径）",
    "（以审计报告为准）",
]


def grouped(text: str) -> str:
    return f"{Decimal(text):,}"


def remark_behind(bundle: Bundle) -> None:
    """A remark that names the source stands behind the figure."""
    for ink in inks(bundle, *NUMBERS, share=0.3):
        typed(bundle, ink, ink.text + bundle.rng.choice(PAGES))


def remark_instead(bundle: Bundle) -> None:
    """The source is named instead of the figure."""
    for ink in inks(bundle, *NUMBERS, share=0.2):
        text = bundle.rng.choice(
            ["见审计报告第3页", "详见附件2第5页", "见财务报表", "见2019年审计报告附注五（1）"]
        )
        typed(bundle, ink, text, only=("", text))


def signs_of_money(bundle: Bundle) -> None:
    """Amounts with a sign or the name of the money."""
    ways = [
        "￥{}万元",
        "¥ {}",
        "RMB {}万",
        "CNY{}",
        "人民币{}万元整",
        "（人民币）{}",
        "{}万元人民币",
        "{}万元（人民币）",
    ]
    for ink in inks(bundle, *MONEY, share=0.5):
        if field_of(bundle, ink).unit == "万元":
            typed(bundle, ink, bundle.rng.choice(ways).format(grouped(ink.text)))


def other_money(bundle: Bundle) -> None:
    """The capital is one in dollars or euros, as a foreign firm's is."""
    for ink in inks(bundle, *MONEY, share=0.4, years=False):
        text = bundle.rng.choice(
            ["{}万美元", "USD {}", "US${}万", "{}万欧元", "{}（万美元）", "港币{}万元", "${}"]
        ).format(ink.text)
        typed(bundle, ink, text, only=(text,))


def losses(bundle: Bundle) -> None:
    """A loss in brackets, behind a triangle or a wide minus, or called one."""
    ways = [
        "({})",
        "（{}）",
        "△{}",
        "－{}",
        "亏损{}",
        "-{}",
        "▲{}",
        "−{}",
        "–{}",
        "亏{}",
        "负{}",
        "[{}]",
    ]
    for ink in inks(bundle, *MONEY, Kind.PERCENT, share=0.5, years=True):
        if re.search(r"profit|growth", ink.address):
            text = bundle.rng.choice(ways).format(ink.text)
            typed(bundle, ink, text, only=(f"-{ink.text}", text))


def letters_for_digits(bundle: Bundle) -> None:
    """Figures taken from a scan: the letter O for a nought, l for a one, a blank or a comma for the point."""
    for ink in inks(bundle, *NUMBERS, Kind.POSTCODE, share=0.4):
        ways = [
            ("0", "O"),
            ("0", "o"),
            ("1", "l"),
            ("1", "I"),
            (".", ". "),
            (".", "，"),
            (".", "·"),
            ("5", "S"),
            ("0", "〇"),
        ]
        ways = [one for one in ways if one[0] in ink.text]
        if ways:
            typed(bundle, ink, ink.text.replace(*bundle.rng.choice(ways)))


def decimals_cut(bundle: Bundle) -> None:
    """The cell was too narrow: hash signs, or the figure broken over two lines in its middle."""
    for ink in inks(bundle, *NUMBERS, share=0.4):
        if len(ink.text) > 5:
            at = bundle.rng.randrange(2, len(ink.text) - 1)
            ways = [
                "#" * 8,
                ink.text[:at] + "\n" + ink.text[at:],
                ink.text[:at] + "-\n" + ink.text[at:],
            ]
            text = bundle.rng.choice(ways)
            typed(bundle, ink, text, only=("", text) if "#" in text else ())


def ranges_and_about(bundle: Bundle) -> None:
    ways = [
        "{}左右",
        "约{}",
        "{}～{}",
        "{}-{}",
        "{}至{}",
        "不足{}",
        "近{}",
        "{}+",
        "{}（预计）",
        "{}（快报数）",
        "{}（未经审计）",
    ]
    for ink in inks(bundle, *NUMBERS, share=0.35):
        more = f"{Decimal(ink.text) * 2:f}"
        way = bundle.rng.choice(ways)
        text = way.format(ink.text, more)
        typed(bundle, ink, text, only=(text,) if way.count("{}") == 2 or way[0] in "不近" else ())


def one_fraction(bundle: Bundle) -> None:
    """One share of a row came from Excel as a fraction: 35.2, 36.1, 0.367."""
    for part in (part for board in bundle.boards for part in years_of_board(board)):
        for series in part.series:
            ink = series.answers[max(series.answers)]
            if (
                bundle.kind(ink.address) is Kind.PERCENT
                and ink.text
                and all(one.text for one in series.answers.values())
            ):
                ink.text = f"{Decimal(ink.text) / 100:f}"
                bundle.guess.add(ink.address)


def dates(bundle: Bundle) -> None:
    """Years and days in all styles."""
    ways = [
        "{}.05",
        "{}年5月",
        "{}/5/18",
        "{}-5-18",
        "{}年05月18日",
        "{}0518",
        "{}年第二季度",
        "{}Q2",
        "{}年5月18日开工",
        "自{}年5月",
        "{}年中",
    ]
    for ink in inks(bundle, Kind.YEAR, share=0.8):
        typed(
            bundle,
            ink,
            bundle.rng.choice([*ways, f"{ink.text[2:]}年5月", f"’{ink.text[2:]}.5"]).format(
                ink.text
            ),
        )


def phones(bundle: Bundle) -> None:
    """Phones with extensions, two in a cell, lines broken, areas in brackets."""
    ways = ["{0}-{1}-801", "{0}-{1}转801", "{0}-{1}*801", "{0}-{1}/{2}", "{0}-{1}，13700112233", "（{0}）{1}", "86-{0}-{1}", "{0}—{1}、{2}",
            "{0}-{1}\n13700112233", "电话：{0}-{1}", "{0}-{1}（办）", "{0} {1}（陆工）", "0086{0}{1}"]  # fmt: skip
    for ink in inks(bundle, *PHONES, share=0.8):
        area, _, number = ink.text.partition("-")
        typed(bundle, ink, bundle.rng.choice(ways).format(area, number, int(number) + 1))


def titles(bundle: Bundle) -> None:
    """Names with a title, a sex, a phone or a second name."""
    ways = [
        "{}（董事长）",
        "{} 总经理",
        "{}先生",
        "{}（女）",
        "{}/{}",
        "{}、{}",
        "{} 13700112233",
        "{}\n（总工）",
        "{}（兼）",
        "{}、{}（代）",
        "董事长：{}",
        "{}签字",
    ]
    for ink in inks(bundle, Kind.PERSON, share=0.8):
        typed(bundle, ink, bundle.rng.choice(ways).format(ink.text, person(bundle.rng)))


def codes(bundle: Bundle) -> None:
    """Codes in groups, with what else stands on the licence, or two of them."""
    ways = ["{a} {b} {c}", "{a}-{b}-{c}", "{a}\n{b}{c}", "{a}{b}\u3000{c}", "统一社会信用代码：{a}{b}{c}", "{a}{b}{c}（三证合一）", "{a}{b}{c}（1/1）",
            "{a}{b}{c}\n组织机构代码：PDY00002-8", "代码证号{a}{b}{c}", "{a}{b}{c}/91140100PDY000036F"]  # fmt: skip
    for ink in inks(bundle, Kind.USCC, Kind.POSTCODE, share=0.9):
        cut = 6 if len(ink.text) > 6 else 2
        text = bundle.rng.choice(ways[:4] if cut == 2 else ways)
        typed(
            bundle,
            ink,
            text.format(a=ink.text[:cut], b=ink.text[cut : 2 * cut], c=ink.text[2 * cut :]),
        )


def leftovers(bundle: Bundle) -> None:
    """Last year's answer was typed over only in part: its end still stands behind the new one."""
    for ink in inks(bundle, Kind.PERSON, Kind.MONEY, Kind.INTEGER, *PHONES, Kind.EMAIL, share=0.25):
        kind, rng = bundle.kind(ink.address), bundle.rng
        old = {Kind.PERSON: person(rng), Kind.EMAIL: "old@ruituo.example"}.get(
            kind, plain(ink.address, field_of(bundle, ink), rng)
        )
        text = ink.text + rng.choice(["　", " ", "\n", "    "]) + old
        typed(bundle, ink, text, only=(text,))


def units_left(bundle: Bundle) -> None:
    """A unit or a blank line was printed into cells; some have nothing before it."""
    for board in bundle.boards:
        for box in board.boxes:
            ink = box.sole
            unit = field_of(bundle, ink).unit if ink is not None else None
            if ink is None or not unit or bundle.rng.random() < 0.5:
                continue
            if ink.text:
                typed(
                    bundle,
                    ink,
                    bundle.rng.choice([" {} {}", "__{}__{}", "　{}　（{}）", "＿{}＿{}"]).format(
                        ink.text, unit
                    ),
                )
            else:
                ink.text = bundle.rng.choice(
                    ["　　　{}", "____{}", "（{}）", "{}", "／{}", "　　.　{}", "-{}"]
                ).format(unit)
                bundle.truth[ink.address] = ("",)


def no_answers(bundle: Bundle) -> None:
    """Words that say that there is nothing, and words that only look so."""
    words = [
        "无此项",
        "不涉及",
        "没有发生",
        "尚无",
        "0项",
        "零",
        "未获得",
        "无（2020年起）",
        "不详",
        "无数据",
        "保密",
        "暂不提供",
        "另报",
        "—",
    ]
    for ink in inks(bundle, share=0.15):
        text = bundle.rng.choice(words)
        typed(bundle, ink, text, only=("", text, *(["0"] if text in {"0项", "零"} else [])))


def same_as_before(bundle: Bundle) -> None:
    """同左, 同上, 〃 instead of what stands beside or above."""
    for part in (part for board in bundle.boards for part in years_of_board(board)):
        for series in part.series:
            if bundle.rng.random() < 0.4:
                ink = series.answers[max(series.answers)]
                typed(
                    bundle,
                    ink,
                    bundle.rng.choice(["同左", "〃", "同上年", "持平", "不变", "→", "''"]),
                    only=("", "同左", "〃", "同上年", "持平", "不变", "→", "''"),
                )


def contact_in_one(bundle: Bundle) -> None:
    """Name, post and phone of the contact stand in the name's cell, the others are empty."""
    own = {
        ink.address: ink for _, _, ink in sole_answers(bundle) if ink.address.startswith("contact.")
    }
    first = own.get("contact.name")
    others = [
        own[one] for one in ("contact.position", "contact.phone", "contact.mobile") if one in own
    ]
    if first is None or not others:
        return
    typed(
        bundle,
        first,
        bundle.rng.choice(["  ", "，", "\n", "/"]).join(one.text for one in [first, *others]),
    )
    for one in others:
        bundle.truth[one.address] = ("", one.text)
        one.text = ""


def name_and_code(bundle: Bundle) -> None:
    """The firm's name with its former one, its branch or its code in the same cell."""
    for ink in inks(bundle, Kind.NAME, share=0.5):
        text = bundle.rng.choice(
            [
                "{}（曾用名：{}）",
                "{}\n（原{}）",
                "{}（盖章）",
                "{}、{}（联合申报）",
                "{}（{}控股）",
                "{}\n{}",
            ]
        )
        two = text.count("{}") == 2 and "（" not in text.replace("（联合申报）", "")
        text = text.format(ink.text, firm(bundle.rng))
        typed(bundle, ink, text, only=(text,) if two else ())


def addresses(bundle: Bundle) -> None:
    """Addresses with the postcode, with two places, or with lines."""
    ways = [
        "{}（邮编：325000）",
        "325000 {}",
        "注册：{}；办公：云麓县和平街9号",
        "{}\n邮编325000",
        "{}(实际经营地)",
        "{}3幢",
    ]
    for ink in inks(bundle, Kind.ADDRESS, share=0.6):
        way = bundle.rng.choice(ways)
        text = way.format(ink.text)
        typed(bundle, ink, text, only=(text,) if "；" in way or "幢" in way else ())


def several_numbered(bundle: Bundle) -> None:
    """Several answers, numbered, in one cell of figures or of names."""
    for ink in inks(bundle, Kind.MONEY, Kind.INTEGER, Kind.PERSON, Kind.NAME, share=0.25):
        other = plain(ink.address, field_of(bundle, ink), bundle.rng)
        text = bundle.rng.choice(
            ["1.{}\n2.{}", "①{} ②{}", "（1）{}；（2）{}", "1、{}  2、{}"]
        ).format(ink.text, other)
        typed(bundle, ink, text, only=(text,))


def year_in_figure(bundle: Bundle) -> None:
    """The month of the balance, or the year it is of, is typed into the cell; some are another year's."""
    for ink in inks(bundle, *MONEY, share=0.3, years=True):
        year = parse(ink.address).year or 0
        wrong = bundle.rng.random() < 0.5
        text = bundle.rng.choice(["{}（{}年）", "{}（{}年末）", "{}({}.12)"]).format(
            ink.text, year - 1 if wrong else year
        )
        typed(bundle, ink, text, only=(text,) if wrong else ())


ANSWERS: list[Habit] = [
    remark_behind, remark_instead, signs_of_money, other_money, losses, letters_for_digits, decimals_cut, ranges_and_about, one_fraction,
    dates, phones, titles, codes, leftovers, units_left, no_answers, same_as_before, contact_in_one, name_and_code, addresses,
    several_numbered, year_in_figure,
]  # fmt: skip
