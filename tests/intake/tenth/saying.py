"""How words, names and telephones are typed into cells, and figures in words."""

from __future__ import annotations

import re

from tenth.page import Kind, Page
from tenth.typing import DIGITS, WIDE, say


def percent_in_words(page: Page) -> None:
    for _, bit, _, n in page.figures(4, Kind.PERCENT):
        if re.fullmatch(r"[1-9]\d", n):
            tens, ones = divmod(int(n), 10)
            word = ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")
            say(page, bit, f"百分之{word}")


def counts_in_words(page: Page) -> None:
    """Counts in Chinese numerals."""
    for _, bit, known, n in page.figures(5, Kind.INTEGER):
        if re.fullmatch(r"[1-9]\d?", n):
            tens, ones = divmod(int(n), 10)
            word = (("" if tens <= 1 else DIGITS[tens]) + "十" if tens else "") + (
                DIGITS[ones] if ones else ""
            )
            say(page, bit, word + page.rng.choice(("", known.unit or "")))


def ditto_in_words(page: Page) -> None:
    """同上, 同注册地址, 〃 in an answer: as it stands, or what it refers to."""
    near = {
        "org.mail_address": "org.registered_address",
        "contact.fax": "contact.phone",
        "contact.mobile": "contact.phone",
    }
    for _, _, bit, _ in list(page.alone()):
        ref = near.get(bit.address)
        row = re.fullmatch(r"investors\[(\d)\]\.nature", bit.address)
        if row and int(row[1]) > 1:
            ref = f"investors[{int(row[1]) - 1}].nature"
        if ref and page.truth.get(ref, ("",))[0]:
            word = (
                page.rng.choice(("同上", "〃", "同前"))
                if row
                else page.rng.choice(
                    ("同上", "同左", "同注册地址" if "mail" in bit.address else "同联系电话")
                )
            )
            say(page, bit, word, word, *page.truth[ref])


def see_annex(page: Page) -> None:
    """详见附件: that is what stands there."""
    for _, bit, _, _ in page.figures(3) + page.words(3, Kind.LONG_TEXT):
        word = page.rng.choice(("详见附件3", "见附件", "附后", "详见《审计报告》", "见佐证材料P15"))
        say(page, bit, word, word)


def nothing_to_say(page: Page) -> None:
    """无, ／, ——, 未填, ×: nothing."""
    for _, bit, _, _ in page.figures(6) + page.words(3, Kind.TEXT, Kind.LONG_TEXT):
        word = page.rng.choice(
            ("无", "／", "——", "\\", "暂无", "无。", "-", "空", "N/A", "未开展", "不适用", "*")
        )
        say(page, bit, word, word, "")


def names_apart(page: Page) -> None:
    """Names set apart with blanks, or with a post, a surname's sound, a telephone beside."""
    for _, bit, _, text in page.words(9, Kind.PERSON):
        if page.rng.random() < 0.6 and text.isalpha() and ord(text[0]) > 255:
            say(page, bit, page.rng.choice(("　", " ", "  ", "\u2003")).join(text))
        else:
            say(page, bit, text + page.rng.choice(("（女）", "（13800000999）", " 同志")))
            page.allow(bit.address, bit.text)


def wide_letters(page: Page) -> None:
    """Everything of an input method left in full width."""
    for _, bit, _, n in page.figures(12):
        say(page, bit, n.translate(WIDE))
    for _, _, bit, _ in list(
        page.alone(Kind.PHONE, Kind.MOBILE, Kind.POSTCODE, Kind.FAX, Kind.USCC)
    ):
        wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in bit.text)
        page.allow(bit.address, wide)
        bit.text = wide


def years_in_many_styles(page: Page) -> None:
    """A year with its month, of two digits, in Chinese numerals."""
    for table in page.tables:
        for cell in table.cells:
            for bit in cell.answers:
                if page.field(bit.address).kind is Kind.YEAR and re.fullmatch(r"20\d\d", bit.text):
                    y = bit.text
                    alone = len(cell.bits) == 1
                    made = page.rng.choice(
                        (
                            f"{y}.3",
                            f"{y}/06",
                            "二〇" + "".join(DIGITS[int(c)] for c in y[2:]),
                            y.translate(WIDE),
                            f" {y} ",
                            f"{y}年" if alone else y,
                        )
                    )
                    say(page, bit, made, y, made)


def reachable_by(page: Page) -> None:
    """Two telephones in a cell, words behind a mobile, hyphens in it, (at) in a mail."""
    for _, bit, known, text in page.words(9, Kind.PHONE, Kind.MOBILE, Kind.EMAIL, Kind.FAX):
        if text == "无":
            continue
        if known.kind is Kind.EMAIL:
            made = page.rng.choice(
                (
                    text.replace("@", "＠"),
                    text.replace("@", "(at)"),
                    f"邮箱：{text}",
                    f"{text}；zb@second.example",
                )
            )
        elif known.kind is Kind.MOBILE:
            made = page.rng.choice(
                (
                    f"{text[:3]} {text[3:7]} {text[7:]}",
                    f"{text[:3]}-{text[3:7]}-{text[7:]}",
                    f"{text}（微信同号）",
                    f"+86 {text}",
                    f"{text}/15900000111",
                )
            )
        else:
            made = page.rng.choice(
                (
                    f"{text}、13800000222",
                    f"{text}(办)",
                    text.replace("-", "－"),
                    f"座机：{text}",
                    f"{text}\n13900000333",
                )
            )
        say(page, bit, made, made, text)
        if any(one in made for one in ("、", "；", "/1", "\n")):
            page.truth[bit.address] = (made, made.replace("\n", ""))


def label_again_in_the_cell(page: Page) -> None:
    """The name of what is asked typed again before the answer."""
    for table, cell, bit, known in list(page.alone()):
        label = [
            x for x in table.cells if x.role == "label" and x.r == cell.r and x.c + x.w == cell.c
        ]
        name = (
            re.sub(r"[\s（(].*", "", label[0].text.replace(" ", "").replace("\n", ""))
            if label
            else ""
        )
        if (
            name
            and known.axis != "year"
            and known.kind is not Kind.LONG_TEXT
            and page.rng.random() < 0.4
            and "\n" not in bit.text
            and bit.text not in {"无", "是", "否"}
        ):
            bit.text = f"{name}：{bit.text}"


def dotted_lines(page: Page) -> None:
    """Answers upon the underscores that were there for the pen."""
    for _, bit, _, text in page.figures(7) + page.words(7):
        say(
            page,
            bit,
            page.rng.choice((f"__{text}__", f"＿＿{text}＿＿", f"____{text}", f"  {text}______")),
        )
        page.allow(bit.address, bit.text.strip()) if not re.fullmatch(r"-?[\d.]+", text) else None


def codes_as_misread(page: Page) -> None:
    """A code in groups, in small letters."""
    for _, bit, _, text in page.words(3, Kind.USCC):
        say(
            page,
            bit,
            page.rng.choice(
                (
                    " ".join(re.findall(".{1,4}", text)),
                    text.lower(),
                    text[:8] + "-" + text[8:],
                    f"{text}（三证合一）",
                )
            ),
        )
        page.allow(bit.address, bit.text)


def scanned_letters(page: Page) -> None:
    """Text recognition: O for 0, l for 1, a comma for the point, characters alike; what stands there is what was made of it."""
    for _, bit, _, n in page.figures(7):
        made = (
            n.replace("0", "O", 1)
            if "0" in n
            else n.replace("1", "l", 1)
            if "1" in n
            else n.replace(".", ",", 1)
            if "." in n
            else n.replace("5", "S", 1)
        )
        if made != n:
            bit.text = made
            page.ask(bit.address)
    alike = str.maketrans("公司工人未己日大", "厶可エ入末已曰太")
    for _, bit, _, text in page.words(4, Kind.NAME, Kind.ADDRESS):
        made = text.translate(alike)
        say(page, bit, made, made)


def broken_lines(page: Page) -> None:
    """Text recognition breaks long answers wherever the line ended."""
    for _, bit, _, text in page.words(6):
        if len(text) > 8:
            at = page.rng.randint(3, len(text) - 3)
            made = text[:at] + "\n" + text[at:]
            say(page, bit, made, text, made)


SAYING = [
    names_apart, years_in_many_styles, reachable_by, codes_as_misread, label_again_in_the_cell, dotted_lines, ditto_in_words, see_annex, nothing_to_say, wide_letters, scanned_letters, broken_lines, percent_in_words, counts_in_words,
]  # fmt: skip
