"""Habits of those who write names, codes, numbers of telephones, texts and ticks."""

from __future__ import annotations

from random import Random

from twelfth.paper import Bit, Cell, Paper

from smdesk.notices.address import parse
from smdesk.notices.choices import choices_of
from smdesk.notices.models import Kind
from thirteenth.model import PHONES, TEXTS, habit, some, touched


def _free(paper: Paper, address: str) -> bool:
    held = {b.address for _, b in paper.answers()}
    if address not in held or not paper.truth.get(address) or address in touched(paper):
        return False
    touched(paper).add(address)
    return True


@habit("text")
def a_code_in_groups(paper: Paper, rng: Random) -> None:
    """The credit code in groups, wide, or in small letters."""
    if _free(paper, "org.uscc"):
        code = paper.truth["org.uscc"]
        wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
        groups = " ".join((code[:2], code[2:8], code[8:17], code[17:]))
        said = rng.choice((groups, groups.replace(" ", "-"), wide, code.lower(), groups.replace(" ", "\u00a0"), f"{code[:9]}\n{code[9:]}", f"{code}（三证合一）"))  # fmt: skip
        paper.put("org.uscc", said, code)


@habit("text")
def a_code_with_letters_o(paper: Paper, rng: Random) -> None:
    """The credit code with an o for a nought or an I for a one: letters that no code has."""
    if _free(paper, "org.uscc"):
        code = paper.truth["org.uscc"]
        at = rng.randint(3, 16)
        paper.put("org.uscc", code[:at] + rng.choice("oOI") + code[at + 1 :], "")
        paper.ask("org.uscc")


@habit("text")
def a_code_cut(paper: Paper, rng: Random) -> None:
    """The old organisation code, or a code that lost its end, or the tax number of before."""
    if _free(paper, "org.uscc"):
        code = paper.truth["org.uscc"]
        paper.put(
            "org.uscc",
            rng.choice((code[8:16] + "-" + code[16], code[:-1], code[:15], code + code[-1])),
            "",
        )
        paper.ask("org.uscc")


@habit("text")
def two_codes(paper: Paper, rng: Random) -> None:
    """The code of the firm and that of its parent."""
    if _free(paper, "org.uscc"):
        code = paper.truth["org.uscc"]
        paper.put("org.uscc", f"{code}/91PDY{rng.randint(1000000000000, 9999999999999)}", "")
        paper.ask("org.uscc")


@habit("text")
def neighbours_swapped(paper: Paper, rng: Random) -> None:
    """What belongs into one cell stands in its neighbour, and the other way round."""
    held = {b.address for _, b in paper.answers()}
    pairs = (("org.postcode", "contact.phone"), ("contact.mobile", "contact.email"), ("contact.email", "contact.phone"), ("contact.position", "contact.phone"), ("org.uscc", "org.name"), ("contact.name", "contact.phone"))  # fmt: skip
    fit = [(a, b) for a, b in pairs if {a, b} <= held and _free(paper, a) and _free(paper, b)]
    for a, b in fit[:1]:
        first, second = paper.truth[a], paper.truth[b]
        paper.put(a, second, "")
        paper.put(b, first, "")
        paper.ask(a, b)


@habit("text")
def a_telephone_in_the_postcode(paper: Paper, rng: Random) -> None:
    """The cell of the postcode holds another number."""
    if _free(paper, "org.postcode"):
        said = rng.choice(
            ("0575-49913602", "1504231", "31500", "330-204", "15042314117", "浙A340204")
        )
        paper.put("org.postcode", said, "")
        paper.ask("org.postcode")


@habit("text")
def two_telephones(paper: Paper, rng: Random) -> None:
    """Two numbers in the cell of one."""
    for one in some(paper, rng, {Kind.MOBILE, Kind.EMAIL, Kind.POSTCODE}, 2):
        true = paper.truth[one]
        second = true[:-1] + str((int(true[-1]) + 1) % 10) if true[-1].isdigit() else f"b{true}"
        paper.put(one, f"{true}{rng.choice(('/', '、', ' ', '；', chr(10)))}{second}", "")
        paper.ask(one)


@habit("text")
def numbers_in_groups(paper: Paper, rng: Random) -> None:
    """The mobile number in groups, with +86 before it."""
    for one in some(paper, rng, {Kind.MOBILE}, 1):
        true = paper.truth[one]
        said = rng.choice((f"{true[:3]} {true[3:7]} {true[7:]}", f"{true[:3]}-{true[3:7]}-{true[7:]}", f"+86 {true}", f"(+86){true}"))  # fmt: skip
        paper.put(one, said, true)
        if "+" in said:  # with or without the country's number: both are what he wrote
            paper.leave(one)


@habit("text")
def names_corrected(paper: Paper, rng: Random) -> None:
    """A name struck out and the new one behind it."""
    for one in some(paper, rng, {Kind.PERSON}, 2):
        new = paper.truth[one]
        paper.put(one, rng.choice(("{s|庄禾年}", "{d|庄禾年}", "{D|庄禾年}")) + new, new)


@habit("text")
def two_people(paper: Paper, rng: Random) -> None:
    """Two people in the cell of one."""
    for one in some(paper, rng, {Kind.PERSON}, 1):
        paper.put(one, paper.truth[one] + rng.choice(("/庄禾年", "→庄禾年", "（原：庄禾年）", "（已离职）庄禾年")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def readings_above(paper: Paper, rng: Random) -> None:
    """A rare name with its reading above."""
    for one in some(paper, rng, {Kind.PERSON}, 2):
        new = paper.truth[one]
        paper.put(one, f"{{z|{new[0]}^chǔ}}{new[1:]}", new)


@habit("text")
def samples_left(paper: Paper, rng: Random) -> None:
    """The sample of the guidance stands in the cell, nothing else."""
    for one in some(paper, rng, TEXTS, 2):
        paper.put(one, rng.choice(("如：设计和开发服务占30%；保养服务占10%……", "（此处填写主营业务，限200字）", "请填写…", "例：XX智能装备有限公司", "XXXX", "示例：提供远程运维服务", "＊＊＊＊", "单击或点击此处输入文字。")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def samples_before(paper: Paper, rng: Random) -> None:
    """Samples of figures of the guidance are left in cells of figures."""
    for one in some(paper, rng, {Kind.MONEY, Kind.PERCENT, Kind.INTEGER}, 3):
        paper.put(one, rng.choice(("例：100", "（如12.5）", "XX", "如：1,000.00", "XXX.XX", "0.00（示例）", "例如 35")), "")  # fmt: skip
        paper.ask(one)


@habit("text")
def struck_words(paper: Paper, rng: Random) -> None:
    """In a text some words are struck out; what is left is the text."""
    for one in some(paper, rng, TEXTS, 2):
        true = paper.truth[one]
        at = max(1, len(true) // 2)
        paper.put(one, f"{true[:at]}{{s|并已停止的业务}}{true[at:]}", true)


@habit("text")
def continued_overleaf(paper: Paper, rng: Random) -> None:
    """The text breaks off and says where it goes on."""
    for one in some(paper, rng, {Kind.LONG_TEXT}, 1):
        paper.put(
            one,
            paper.truth[one][:9] + rng.choice(("……（转附页1）", "（下转第8页）", "…（见续页）")),
            "",
        )
        paper.ask(one)


@habit("text")
def days_of_programs(paper: Paper, rng: Random) -> None:
    """Years and days as a program or another calendar counts them."""
    for one in some(paper, rng, {Kind.DATE, Kind.YEAR}, 3):
        paper.put(
            one,
            rng.choice(("45012", "民国112年3月", "令和5年", "3/2/23", "'23", "23.3", "Mar-23")),
            "",
        )
        paper.ask(one)


def _option_cells(paper: Paper) -> dict[str, list[tuple[Cell, Bit]]]:
    """Return the printed boxes of each question that has any and is judged."""
    found: dict[str, list[tuple[Cell, Bit]]] = {}
    for cell in paper.table.cells:
        for bit in cell.bits:
            if bit.kind == "X" and bit.address in paper.truth and bit.address not in touched(paper):
                found.setdefault(bit.address, []).append((cell, bit))
    return found


@habit("boxes")
def round_marks(paper: Paper, rng: Random) -> None:
    """Other marks for yes and no, of which it is plain what they mean."""
    paper.how["ticks"] = rng.choice((("●", "○"), ("[x]", "[ ]"), ("☒", "☐"), ("（√）", "（ ）"), ("■", "□"), ("✔", "□"), ("⊙", "○"), ("[X] ", "[ ] ")))  # fmt: skip


@habit("boxes")
def crossed_and_ticked(paper: Paper, rng: Random) -> None:
    """In one question some boxes are ticked, others crossed: crossed for no?"""
    asked = _option_cells(paper)
    for one in rng.sample(sorted(asked), min(2, len(asked))):
        if len(asked[one]) > 2 and any(b.ticked for _, b in asked[one]):
            for _, bit in asked[one]:
                bit.wrap = "" if bit.ticked else "☒"
                bit.wrap = bit.wrap or "☑"
            paper.ask(one)


@habit("boxes")
def others_struck_out(paper: Paper, rng: Random) -> None:
    """No box is ticked; what does not fit is struck out."""
    asked = _option_cells(paper)
    for one in rng.sample(sorted(asked), min(2, len(asked))):
        if any(b.ticked for _, b in asked[one]) and not all(b.ticked for _, b in asked[one]):
            for _, bit in asked[one]:
                if not bit.ticked:
                    bit.text = f"{{s|{bit.text}}}"
                bit.wrap = "□"
            paper.ask(one)


@habit("boxes")
def ticks_struck_out(paper: Paper, rng: Random) -> None:
    """A tick, and the box with its words struck out again."""
    asked = _option_cells(paper)
    for one in rng.sample(sorted(asked), min(2, len(asked))):
        free = [b for _, b in asked[one] if not b.ticked]
        if free and len(free) < len(asked[one]):
            free[0].wrap = "{s|☑}"
            free[0].text = f"{{s|{free[0].text}}}"
            touched(paper).add(one)


@habit("boxes")
def both_ticked(paper: Paper, rng: Random) -> None:
    """Yes and no are both ticked."""
    for one, cells in _option_cells(paper).items():
        if (
            {b.text for _, b in cells} == {"是", "否"}
            and len(choices_of(paper.field(one))) == 2
            and parse(one).row is None
        ):
            for _, bit in cells:
                bit.wrap = "☑"
            paper.ask(one)


@habit("boxes")
def coloured_words(paper: Paper, rng: Random) -> None:
    """No box is ticked; what fits is marked with colour."""
    asked = _option_cells(paper)
    for one in rng.sample(sorted(asked), min(2, len(asked))):
        for _, bit in asked[one]:
            bit.wrap = "□"
            if bit.ticked:
                bit.text = f"{{{rng.choice('gr')}|{bit.text}}}"
        paper.ask(one)


@habit("boxes")
def numbered_boxes(paper: Paper, rng: Random) -> None:
    """In the boxes stand figures: the order, or shares."""
    asked = _option_cells(paper)
    for one in rng.sample(sorted(asked), min(1, len(asked))):
        for n, (_, bit) in enumerate(asked[one], 1):
            bit.wrap = f"（{n}）"
        paper.ask(one)


@habit("text")
def telephones_with_words(paper: Paper, rng: Random) -> None:
    """A number with whose it is."""
    for one in some(paper, rng, PHONES - {Kind.MOBILE}, 1):
        paper.put(one, f"{paper.truth[one]}（办公室）", "")
        paper.leave(one)
