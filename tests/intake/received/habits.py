"""What people do to labels, values and boxes. Each habit changes a paper and what is true of it."""

from __future__ import annotations

import re
from dataclasses import replace

from received.model import Cell, Paper, Part
from received.people import form_of
from smdesk.notices.address import parse
from smdesk.notices.grid import all_fields
from smdesk.notices.models import FormField, Kind

NUMBERS = {Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL}


def fields(paper: Paper) -> dict[str, FormField]:
    pack, form = form_of(paper.form)
    return all_fields(pack.notice, form)


def by_kind(paper: Paper, kinds: set[Kind]) -> list[tuple[Cell, Part, FormField]]:
    """Return filled values of some kinds, with their cells."""
    known = fields(paper)
    found = ((cell, part, known[parse(part.address).field]) for cell, part in paper.values)
    return [one for one in found if one[2].kind in kinds and one[1].text]


def relabel(cell: Cell, text: str) -> None:
    cell.parts = [Part("text", text)]


# ---- labels ----


def spaced_labels(paper: Paper) -> None:
    for cell in paper.some(paper.labels, 0.6):
        flat = re.sub(r"\s", "", cell.text)
        gap = paper.rng.choice([" ", "　", "  "])
        relabel(cell, gap.join(flat) if len(flat) < 5 else flat)


def broken_labels(paper: Paper) -> None:
    for cell in paper.some(paper.labels, 0.6):
        flat = re.sub(r"\s", "", cell.text)
        step = paper.rng.choice([2, 3, 4, 5])
        relabel(cell, "\n".join(flat[at : at + step] for at in range(0, len(flat), step)))


def punctuated_labels(paper: Paper) -> None:
    for cell in paper.labels:
        text = (
            cell.text.translate(str.maketrans("（），：％", "(),:%"))
            if paper.rng.random() < 0.5
            else cell.text
        )
        relabel(cell, text + paper.rng.choice(["", "：", ":", " ：", "。"]))


def numbered_labels(paper: Paper) -> None:
    style = paper.rng.choice(["{}.", "{}、", "（{}）", "{}．", "{} "])
    singles = [one for one in paper.labels if len(one.text) > 2 and not re.search(r"\d", one.text)]
    for number, cell in enumerate(singles, 1):
        relabel(cell, style.format(number) + cell.text)


def starred_labels(paper: Paper) -> None:
    for cell in paper.some(paper.labels, 0.5):
        relabel(
            cell,
            paper.rng.choice(["*{}", "{}*", "{}（必填）", "※{}", "{}（注1）"]).format(cell.text),
        )


def units_elsewhere(paper: Paper) -> None:
    """The unit of a label is dropped, or parted otherwise."""
    for cell in paper.some(paper.labels, 0.5):
        found = re.search(r"[（(](万元|亿元|%|％|人|项|个)[）)]", cell.text)
        if found:
            text = cell.text.replace(
                found.group(),
                paper.rng.choice(
                    [
                        "",
                        f"（单位：{found.group(1)}）",
                        f"/{found.group(1)}",
                        f" {found.group(1)}",
                        f"【{found.group(1)}】",
                    ]
                ),
            )
            relabel(cell, text)


def other_words(paper: Paper) -> None:
    words = {
        "法人代表": "法定代表人", "手机": "手机号码", "电子邮箱": "E-mail", "邮政编码": "邮编", "通信地址": "通讯地址",
        "传真": "传真号码", "网址": "网站地址", "企业名称": "单位名称（全称）", "联系电话": "联系电话（手机）", "员工总数（人）": "职工总数（人）",
        "其中，服务收入（万元）": "其中：服务性收入（万元）", "主营业务": "主营业务范围", "所属行业": "所属行业（国标）",
    }  # fmt: skip
    for cell in paper.labels:
        flat = re.sub(r"\s", "", cell.text)
        if flat in words:
            relabel(cell, words[flat])


def misspelt_labels(paper: Paper) -> None:
    long = [
        one
        for one in paper.labels
        if len(re.sub(r"\W", "", one.text)) > 4 and not re.search(r"\d", one.text)
    ]
    for cell in paper.some(long, 0.12):
        flat = re.sub(r"\s", "", cell.text)
        at = paper.rng.randrange(1, len(flat) - 1)
        relabel(cell, flat[:at] + paper.rng.choice(["", flat[at] * 2, "之"]) + flat[at + 1 :])


# ---- values ----


def units_typed(paper: Paper) -> None:
    for cell, part, field in paper.some(by_kind(paper, NUMBERS), 0.6):
        if field.unit and not field.units and cell.is_value:
            part.text += paper.rng.choice([field.unit, f" {field.unit}", f"（{field.unit}）"])


def grouped_digits(paper: Paper) -> None:
    for _, part, field in by_kind(paper, {Kind.MONEY, Kind.INTEGER}):
        whole, dot, rest = part.text.partition(".")
        if whole.isdigit() and not field.units:
            part.text = (
                f"{int(whole):,}".replace(",", paper.rng.choice([",", "，", ","])) + dot + rest
            )


def wide_digits(paper: Paper) -> None:
    wide = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
    for _, part, _ in paper.some(
        by_kind(paper, NUMBERS | {Kind.POSTCODE, Kind.MOBILE, Kind.YEAR}), 0.7
    ):
        part.text = part.text.translate(wide)


def approximate(paper: Paper) -> None:
    for _, part, field in paper.some(
        by_kind(paper, {Kind.MONEY, Kind.PERCENT, Kind.INTEGER}), 0.25
    ):
        if not field.units:
            part.text = paper.rng.choice(["约{}", "约 {}", "{}左右", "近{}", "≈{}", "{}余"]).format(
                part.text
            )
            paper.truth[part.address] = (part.text,)


def hundred_millions(paper: Paper) -> None:
    """A money is typed in another unit than the form's, and says so."""
    for _, part, field in paper.some(by_kind(paper, {Kind.MONEY}), 0.3):
        if field.unit == "万元":
            part.text = paper.rng.choice(["1.25亿元", "3.6 亿", "０.８亿元", "2亿元"])
            paper.truth[part.address] = (
                {"1": "12500", "3": "36000", "０": "8000", "2": "20000"}[part.text[0]],
            )
        elif field.unit == "亿元":
            part.text = paper.rng.choice(["52000万元", "125,000 万元"])
            paper.truth[part.address] = ({"5": "5.2", "1": "12.5"}[part.text[0]],)


def in_yuan(paper: Paper) -> None:
    for _, part, field in paper.some(by_kind(paper, {Kind.MONEY}), 0.3):
        if field.unit == "万元":
            part.text, paper.truth[part.address] = "12,500,000元", ("1250",)


def unit_in_label_changed(paper: Paper) -> None:
    """Some labels were rewritten from 万元 to 亿元 or 元, and the figures with them."""
    for table in paper.tables:
        for row in table.rows:
            if (
                not row
                or "万元）" not in row[0].text
                or not row[0].is_label
                or paper.rng.random() < 0.6
            ):
                continue
            if len(row) < 3 or not all(one.is_value for one in row[1:]) or "/" in row[0].text:
                continue
            relabel(row[0], row[0].text.replace("万元）", "亿元）"))
            for cell in row[1:]:
                part = cell.parts[0]
                if re.fullmatch(r"[\d.]+", part.text):
                    paper.truth[part.address] = (f"{int(part.text.split('.')[0]) * 10000}",)
                    part.text = part.text.split(".")[0]


def nothing_words(paper: Paper) -> None:
    for cell, part in paper.values:
        if cell.is_value and not part.text:
            part.text = paper.rng.choice(["无", "/", "—", "——", "-", "暂无", "不适用", "／", "N/A"])
            paper.truth[part.address] = (part.text,)


def see_annex(paper: Paper) -> None:
    for cell, part in paper.some([one for one in paper.values if one[0].is_value], 0.12):
        part.text = paper.rng.choice(["见附件", "详见附件3", "（见附页）", "另附"])
        paper.truth[part.address] = (part.text,)
        assert cell.is_value


def stray_blanks(paper: Paper) -> None:
    for _, part in paper.some([one for one in paper.values if one[1].text], 0.5):
        part.text = paper.rng.choice([" {}", "{}  ", "　{}", "{}\n", "\n{}", "\t{}"]).format(
            part.text
        )


def typed_on_rules(paper: Paper) -> None:
    for _, part in paper.some(
        [one for one in paper.values if one[1].text and "\n" not in one[1].text], 0.3
    ):
        part.text = f"__{part.text}___"


def whole_phrases(paper: Paper) -> None:
    """Cells with words around a blank are written over: 35.6 instead of 35.6（截至目前）."""
    for cell in paper.cells:
        if (
            len(cell.parts) == 2
            and cell.parts[0].kind == "value"
            and cell.parts[0].text
            and cell.parts[1].kind == "text"
        ):
            cell.parts = (
                [cell.parts[0]]
                if "截至" in cell.parts[1].text or "根据" in cell.parts[1].text
                else cell.parts
            )


# ---- boxes ----

GLYPHS: dict[str, tuple[str, str, str]] = {
    "black squares": ("■", "□", "before"), "ticked boxes": ("☑", "☐", "before"), "crossed boxes": ("☒", "☐", "before"),
    "tick for box": ("√", "□", "before"), "check for box": ("✓", "□", "before"), "heavy check": ("✔", "□", "before"),
    "tick in box": ("□√", "□", "before"), "tick ahead of box": ("√□", "□", "before"), "tick alone": ("√", "", "before"),
    "tick alone behind": ("√", "", "after"), "tick and box behind": ("√", "□", "behind"), "box behind": ("☑", "□", "after"),
    "round": ("●", "○", "before"), "ringed round": ("◉", "○", "before"), "letter R": ("R", "□", "before"),
    "brackets": ("（√）", "（ ）", "before"), "brackets behind": ("（√）", "（　）", "after"), "square brackets": ("[√]", "[ ]", "before"),
    "latin v": ("V", "□", "before"), "mouth": ("√", "口", "before"), "star": ("★", "☆", "before"), "filled triangle": ("▲", "△", "before"),
    "private use": ("\uf0fe", "\uf0a8", "before"), "private use 2": ("\uf052", "\uf0a3", "before"),
    "emoji": ("✅", "⬜", "before"), "tick and space": ("√ ", "□ ", "before"), "quoted tick": ("“√”", "□", "before"),
}  # fmt: skip


def glyphs(name: str):
    """Return the habit of one way to tick."""
    on, off, side = GLYPHS[name]

    def habit(paper: Paper) -> None:
        for cell in paper.cells:
            for number, part in enumerate(cell.parts):
                if part.kind != "box":
                    continue
                mark, label = (on if part.ticked else off), cell.parts[number + 1]
                part.text = mark if side == "before" else ""
                if side == "after":
                    label.text += mark
                elif side == "behind":
                    part.text, label.text = "□", label.text + ("√" if part.ticked else "")

    habit.__name__ = f"boxes: {name}"
    return habit


def box_look(look: str, name: str):
    def habit(paper: Paper) -> None:
        for cell in paper.cells:
            cell.parts = [
                replace(one, look=one.look | {look}) if one.kind == "box" else one
                for one in cell.parts
            ]

    habit.__name__ = f"boxes: {name}"
    return habit


def _options(paper: Paper) -> dict[str, list[tuple[Cell, int]]]:
    found: dict[str, list[tuple[Cell, int]]] = {}
    for cell in paper.cells:
        for number, part in enumerate(cell.parts):
            if part.kind == "box":
                found.setdefault(part.address, []).append((cell, number))
    return found


def others_struck_out(paper: Paper) -> None:
    for places in _options(paper).values():
        if any(cell.parts[at].ticked for cell, at in places):
            for cell, at in places:
                look = frozenset() if cell.parts[at].ticked else frozenset({"struck"})
                cell.parts[at].text = ""
                cell.parts[at + 1] = replace(cell.parts[at + 1], look=look)


def others_deleted(paper: Paper) -> None:
    """What does not hold was deleted; where nothing was chosen all stays."""
    for address, places in _options(paper).items():
        if not any(cell.parts[at].ticked for cell, at in places):
            continue
        for cell in {id(cell): cell for cell, _ in places}.values():
            kept: list[Part] = []
            skip = False
            for part in cell.parts:
                if part.kind == "box" and part.address == address:
                    skip = not part.ticked
                if not skip or part.kind == "note":
                    kept.append(
                        replace(part, text="□")
                        if part.kind == "box" and paper.look == {"x"}
                        else part
                    )
            cell.parts = [
                replace(one, text="☑") if one.kind == "box" and one.ticked else one for one in kept
            ] or [Part("text", "")]


def chosen_marked(look: str):
    """Boxes stay empty; the chosen label is underlined, bold, red or lit."""

    def habit(paper: Paper) -> None:
        for places in _options(paper).values():
            for cell, at in places:
                if cell.parts[at].ticked:
                    cell.parts[at + 1] = replace(cell.parts[at + 1], look=frozenset({look}))

    habit.__name__ = f"boxes: chosen {look}"
    return habit


def chosen_typed(paper: Paper) -> None:
    """A choice that stands in one cell is typed as words in place of its boxes."""
    for places in _options(paper).values():
        cells = {id(cell): cell for cell, _ in places}
        chosen = [cell.parts[at + 1].text for cell, at in places if cell.parts[at].ticked]
        cell = next(iter(cells.values()))
        if (
            len(cells) > 1
            or not chosen
            or any(one.kind == "text" and not one.choice and one.text.strip() for one in cell.parts)
        ):
            continue
        notes = [one for one in cell.parts if one.kind == "note"]
        cell.parts = [Part("text", paper.rng.choice(["、", "；", "，"]).join(chosen), "x"), *notes]


LABEL_HABITS = [
    spaced_labels, broken_labels, punctuated_labels, numbered_labels, starred_labels, units_elsewhere,
    other_words, misspelt_labels,
]  # fmt: skip
VALUE_HABITS = [
    units_typed, grouped_digits, wide_digits, approximate, hundred_millions, in_yuan, unit_in_label_changed,
    nothing_words, see_annex, stray_blanks, typed_on_rules, whole_phrases,
]  # fmt: skip
BOX_HABITS = [
    *(glyphs(name) for name in GLYPHS),
    box_look("legacy", "legacy form field"), box_look("new box", "content control"),
    box_look("wingdings", "symbol"), box_look("wingdings 2", "symbol 2"),
    box_look("wingdings letter", "letter in Wingdings"), box_look("wingdings 2 letter", "letter in Wingdings 2"),
    box_look("ringed", "enclosed character"),
    others_struck_out, others_deleted, chosen_typed,
    *(chosen_marked(look) for look in ("underlined", "bold", "red", "lit")),
]  # fmt: skip
