"""How people write names, numbers of phones, codes and sentences."""

from __future__ import annotations

import re

from eleventh.applicants import PEOPLE
from eleventh.paper import WORDS, Bit, Kind, Paper


def phones(paper: Paper, shape: str = "spaced") -> None:
    for _, bit, _ in paper.some(99, Kind.PHONE, Kind.FAX, Kind.MOBILE):
        text = bit.text
        if shape == "spaced" and re.fullmatch(r"1\d{10}", text):
            bit.text = f"{text[:3]} {text[3:7]} {text[7:]}"
        elif shape == "brackets" and "-" in text:
            bit.text = "（{}）{}".format(*text.split("-", 1))
        elif shape == "dashes" and re.fullmatch(r"1\d{10}", text):
            bit.text = f"{text[:3]}-{text[3:7]}-{text[7:]}"
        elif shape == "extension" and "-" in text:
            bit.text = f"{text}转806"
        elif shape == "land" and "-" in text:
            bit.text = text.replace("-", "－")
        paper.say(bit.address, bit.text, text)


def two_phones(paper: Paper, between: str = "/") -> None:
    """A desk's phone and a mobile in one cell: the cell as a whole is what is said."""
    for _, bit, _ in paper.alone(Kind.PHONE)[:1]:
        bit.text = f"{bit.text}{between}13900000{paper.rng.randint(100, 999)}"
        bit.look = "as-is"
        paper.say(bit.address, bit.text)


def phone_in_name(paper: Paper) -> None:
    """The contact's mobile stands behind the contact's name."""
    place = paper.cell("contact.name")
    for _, bit, _ in paper.alone(Kind.PERSON):
        if place and bit.address == "contact.name":
            bit.text += "  13900000555"
            bit.look = "as-is"


def two_people(paper: Paper, between: str = "、") -> None:
    """Two contacts in one cell: the officer takes both, not one."""
    for _, bit, _ in paper.alone(Kind.PERSON):
        if bit.address == "contact.name":
            other = paper.rng.choice([one for one in PEOPLE if one != bit.text])
            bit.text = f"{bit.text}{between}{other}"
            bit.look = "as-is"
            paper.say(bit.address, bit.text)


def spaced_names(paper: Paper) -> None:
    """Names of two characters are set on three."""
    for _, bit, _ in paper.alone(Kind.PERSON):
        if len(bit.text) == 2:
            bit.text = f"{bit.text[0]}　{bit.text[1]}"


def with_manners(paper: Paper) -> None:
    """Names with 先生 and 女士: one may take them or leave them."""
    for _, bit, _ in paper.alone(Kind.PERSON)[:2]:
        said = bit.text
        bit.text = f"{said}{paper.rng.choice(('先生', '女士', '（经理）'))}"
        bit.look = "as-is"
        paper.leave(bit.address)


def code_in_groups(paper: Paper) -> None:
    for _, bit, _ in paper.alone(Kind.USCC):
        bit.text = " ".join(re.findall(r".{1,4}", bit.text))


def code_small(paper: Paper) -> None:
    for _, bit, _ in paper.alone(Kind.USCC):
        bit.text = bit.text.lower()


def same_as_above(paper: Paper) -> None:
    """同上 instead of a second address, a second name."""
    for _, bit, _ in paper.alone(Kind.NAME, Kind.ADDRESS, Kind.PERSON)[1:3]:
        if "[" not in bit.address:
            bit.text = "同上"
            bit.look = "as-is"
            paper.ask(bit.address)


def see_annex(paper: Paper, many: int = 2) -> None:
    """详见附件: arguably the answer, arguably none."""
    for n, (_, bit, _) in enumerate(paper.some(many, Kind.LONG_TEXT)):
        bit.text = f"详见附件{n + 1}"
        bit.look = "as-is"
        paper.leave(bit.address)


def numbered_text(paper: Paper) -> None:
    """Long texts as numbered lines, each a paragraph."""
    for _, bit, known in paper.alone(Kind.LONG_TEXT):
        pieces = [one for one in re.split(r"(?<=[；。])", bit.text) if one]
        if len(pieces) > 1 and "[" not in bit.address:
            bit.text = "\n".join(f"{n}、{one}" for n, one in enumerate(pieces, 1))
            paper.say(bit.address, bit.text)
            assert known.kind is Kind.LONG_TEXT


def indented_text(paper: Paper) -> None:
    for _, bit, _ in paper.alone(Kind.LONG_TEXT):
        bit.text = "　　" + bit.text


def half_brackets(paper: Paper) -> None:
    """Brackets and commas of the Latin keyboard."""
    for _, bit, _ in paper.alone(*WORDS):
        made = bit.text.translate(str.maketrans("（），", "(),"))
        if made != bit.text:
            old = bit.text
            bit.text = made
            paper.say(bit.address, made, old)


def post_behind(paper: Paper) -> None:
    """The postcode stands behind the address."""
    for _, bit, _ in paper.alone(Kind.ADDRESS)[:1]:
        bit.text += "  邮编：314100"
        bit.look = "as-is"
        paper.leave(bit.address)


def label_again(paper: Paper, many: int = 2) -> None:
    """The label is typed again in the cell, with a colon."""
    labels = {
        Kind.EMAIL: "邮箱：",
        Kind.PHONE: "电话：",
        Kind.FAX: "传真：",
        Kind.URL: "网址：",
        Kind.USCC: "代码：",
    }
    for _, bit, known in paper.some(many, *labels):
        bit.text = labels[known.kind] + bit.text
        bit.look = "as-is"


def links(paper: Paper) -> None:
    """Word made links of addresses of mail."""
    for _, bit, _ in paper.alone(Kind.EMAIL, Kind.URL):
        bit.look = "blue"


def dates(paper: Paper, shape: str = "{}.{}.{}") -> None:
    for _, bit, _ in paper.alone(Kind.DATE):
        bit.text = shape.format(*(int(one) for one in bit.text.split("-")))


def pasted(paper: Paper, look: str = "blue", many: int = 12) -> None:
    """Answers in another colour or weight, where they were pasted."""
    for cell, bit, _ in paper.some(many):
        cell.bits = [Bit(bit.text, bit.address, look=look)]
