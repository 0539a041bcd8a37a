"""What converters and OCR do to single letters: radicals, widths, blanks, marks, breaks."""

from __future__ import annotations

from eighteenth.habits import habit
from eighteenth.model import Paper, Run, Slot

KANGXI = dict(zip("用人力工生方大小文子见行立金门车长高面二一口自至色里西谷身", "⽤⼈⼒⼯⽣⽅⼤⼩⽂⼦⻅⾏⽴⾦⻔⻋⻓⾼⾯⼆⼀⼝⾃⾄⾊⾥⻄⾕⾝", strict=True))  # fmt: skip
WIDE = {
    ord(c): ord(c) + 0xFEE0
    for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%.-@"
}
NARROW = {
    ord("（"): "(",
    ord("）"): ")",
    ord("，"): ",",
    ord("、"): ",",
    ord("："): ":",
    ord("％"): "%",
}
BROAD = {ord("("): "（", ord(")"): "）", ord("%"): "％", ord("/"): "／"}
MISREAD = {
    "址": "扯",
    "表": "裘",
    "称": "你",
    "编": "偏",
    "职": "駅",
    "联": "联",
    "额": "頟",
    "总": "忌",
    "产": "产",
    "率": "宰",
}
MARKS = ("①", "②", "[1]", "＊")


def _labels(paper: Paper) -> list[Run]:
    """Return the runs of printed words."""
    found = []
    for cell in paper.cells():
        if cell.role in {"label", "option", "value"}:
            found += [
                item
                for para in cell.paras
                for item in para
                if isinstance(item, Run) and "box" not in item.marks
            ]
    return found


def _shown(paper: Paper, share: float, *kinds: str) -> list[Run]:
    """Return the runs of some answers."""
    chosen = [slot for _, slot in paper.sole(*kinds) if paper.rng.random() < share]
    return [run for slot in chosen for line in slot.lines for run in line]


def _swap(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(c, c) for c in text)


@habit("p", 2)
def kangxi_labels(paper: Paper) -> None:
    for run in _labels(paper):
        run.text = _swap(run.text, KANGXI)


@habit("p", 2)
def kangxi_values(paper: Paper) -> None:
    for run in [*_labels(paper), *_shown(paper, 0.8, "short", "long")]:
        run.text = _swap(run.text, KANGXI)


@habit("p", 2)
def wide_digits(paper: Paper) -> None:
    for run in _shown(paper, 0.6, "number", "code"):
        run.text = run.text.translate(WIDE)


@habit("p", 2)
def wide_some_digits(paper: Paper) -> None:
    for run in _shown(paper, 0.6, "number"):
        run.text = "".join(c.translate(WIDE) if paper.rng.random() < 0.5 else c for c in run.text)


@habit("p", 2)
def narrow_marks(paper: Paper) -> None:
    for run in _labels(paper):
        run.text = run.text.translate(NARROW)


@habit("p", 2)
def broad_marks(paper: Paper) -> None:
    for run in _labels(paper):
        run.text = run.text.translate(BROAD)


@habit("p", 2)
def zero_width(paper: Paper) -> None:
    for run in [*_labels(paper), *_shown(paper, 0.7)]:
        mark = paper.rng.choice(("\u200b", "\u200c", "\u200d", "\ufeff", "\u2060"))
        at = paper.rng.randint(0, len(run.text))
        run.text = run.text[:at] + mark + run.text[at:]


@habit("p", 2)
def soft_hyphens(paper: Paper) -> None:
    for run in _shown(paper, 0.6, "code", "number", "long"):
        at = len(run.text) // 2
        run.text = run.text[:at] + "\u00ad" + run.text[at:]


@habit("p", 2, "docx")
def hyphen_elements(paper: Paper) -> None:
    for run in _shown(paper, 0.8, "code"):
        run.text = run.text.replace("-", "\u2011")


@habit("p", 2)
def direction_marks(paper: Paper) -> None:
    for run in [*_labels(paper), *_shown(paper, 0.5)]:
        run.text = "\u200e" + run.text + "\u200f"


@habit("p", 2)
def fixed_blanks(paper: Paper) -> None:
    """Each character of a label stands apart, as its justified line was."""
    for run in _labels(paper):
        if 1 < len(run.text) <= 8 and "option" not in run.marks:
            run.text = paper.rng.choice((" ", "\u3000", "\u00a0", "\u2003 ")).join(run.text)


@habit("p", 2)
def values_apart(paper: Paper) -> None:
    for run in _shown(paper, 0.4, "short"):
        if len(run.text) <= 20:
            run.text = " ".join(run.text)


@habit("p", 2)
def digits_apart(paper: Paper) -> None:
    """The digits of a number stand apart as the PDF set them."""
    for run in _shown(paper, 0.3, "number"):
        run.text = paper.rng.choice(("\u2009", "\u00a0", " ")).join(run.text)


@habit("p", 2)
def odd_blanks(paper: Paper) -> None:
    for run in _shown(paper, 0.6):
        run.text = paper.rng.choice(("\u00a0", "\u3000", "\u2002", "\t", "  ")) + run.text + paper.rng.choice(("\u00a0", "\u3000", ""))  # fmt: skip


@habit("p", 2)
def long_lines_cut(paper: Paper) -> None:
    """Each line of a long answer is a paragraph of its own."""
    for _, slot in paper.some(30, "long"):
        width = paper.rng.randint(12, 18)
        rows = [
            row[at : at + width]
            for row in slot.text.split("\n")
            for at in range(0, max(1, len(row)), width)
        ]
        slot.show("\n".join(rows))


@habit("p", 2)
def short_lines_cut(paper: Paper) -> None:
    """A narrow cell's answer is cut after some characters."""
    for _, slot in paper.some(6, "short", "code"):
        at = len(slot.text) // 2
        if len(slot.text) > 7:
            slot.show(slot.text[:at] + "\n" + slot.text[at:])


@habit("p", 2)
def numbers_cut(paper: Paper) -> None:
    """A number's decimals stand on the next line."""
    for _, slot in paper.some(5, "number"):
        if "." in slot.text:
            slot.show(slot.text.replace(".", "\n."))


@habit("p", 2)
def labels_cut(paper: Paper) -> None:
    """A label's lines are paragraphs, one more than the notice prints."""
    for cell in paper.cells():
        if cell.role != "label" or len(cell.paras) > 1 or len(cell.text) < 5:
            continue
        text, at = cell.text, len(cell.text) // 2
        cell.paras = [[Run(text[:at])], [Run(text[at:])]]


@habit("p", 2)
def letters_down(paper: Paper) -> None:
    """A label set upright: each character is a paragraph."""
    for cell in paper.cells():
        if cell.role == "label" and cell.rows > 1:
            cell.paras = [[Run(c)] for c in "".join(cell.text.split())]


@habit("p", 2)
def misread_labels(paper: Paper) -> None:
    for run in _labels(paper):
        if "option" not in run.marks and paper.rng.random() < 0.5:
            run.text = _swap(run.text, MISREAD)


@habit("p", 2)
def misread_digits(paper: Paper) -> None:
    """Letters stand for digits: 1O24 is a number that a person may make out, and asks after."""
    for _, slot in paper.some(4, "number"):
        text = slot.text.replace("0", "O").replace("1", "l", 1)
        slot.show(text if text != slot.text else slot.text.replace(".", "·"))


@habit("p", 2)
def misread_points(paper: Paper) -> None:
    """A point is read as a comma, or a comma as a point: nobody can tell."""
    for _, slot in paper.some(4, "number"):
        whole = slot.text.split(".")[0]
        if len(whole) == 5:
            paper.is_unclear(slot.address)
            slot.show(f"{whole[:2]}.{whole[2:]}.{paper.rng.randint(10, 99)}")
        elif "." in slot.text:
            slot.show(slot.text.replace(".", ","))
            paper.is_unclear(slot.address)


@habit("p", 2)
def footnote_marks(paper: Paper) -> None:
    marks = iter(MARKS)
    for cell in paper.rng.sample(list(paper.cells()), 12):
        items = [item for para in cell.paras for item in para]
        if cell.role == "label" and items and isinstance(items[-1], Run):
            mark = next(marks, None)
            if mark:
                cell.paras[-1].append(Run(mark, {"super": "1"}))


@habit("p", 2)
def specks_in_blanks(paper: Paper) -> None:
    for _, slot in paper.some(6, filled=False):
        slot.show(paper.rng.choice(("·", "'", "|", "、", "丨", "—", "_", ".", "`", "∙")))


@habit("p", 2)
def specks_by_numbers(paper: Paper) -> None:
    for _, slot in paper.some(5, "number"):
        slot.show(
            paper.rng.choice(("|{}", "{}|", "‘{}", "{}'", "· {}", "_{}_", "丨{}")).format(slot.text)
        )


@habit("p", 2)
def signs_changed(paper: Paper) -> None:
    """Minus and percent signs are other characters that look alike."""
    for run in _shown(paper, 1.0, "number"):
        run.text = run.text.replace("-", paper.rng.choice("−–－‐﹣"))
        if run.text and paper.rng.random() < 0.3:
            run.text = run.text.replace(".", paper.rng.choice("．.﹒"))


@habit("p", 2)
def dots_filled(paper: Paper) -> None:
    """The line to write on stands around the answer."""
    for _, slot in paper.some(6, "short"):
        slot.show(
            paper.rng.choice(("____{}____", "……{}", "﹍﹍{}﹍﹍", "{}＿＿＿")).format(slot.text)
        )


@habit("p", 2)
def boxes_misread(paper: Paper) -> None:
    """An empty box is read as 口, a ticked one stays."""
    for cell in paper.cells():
        for run in [item for para in cell.paras for item in para if isinstance(item, Run)]:
            if run.marks.get("box") and not run.marks["on"]:
                run.text = paper.rng.choice("口囗")


@habit("p", 2)
def ticks_misread(paper: Paper) -> None:
    """A ticked box is read as a character: nobody can tell which are ticked."""
    for cell in paper.cells():
        for run in [item for para in cell.paras for item in para if isinstance(item, Run)]:
            if run.marks.get("box"):
                run.text = paper.rng.choice("回囚团") if run.marks["on"] else "口"
                if paper.boxes[run.marks["box"].split("|")[0]]:
                    paper.is_unclear(run.marks["box"].split("|")[0])


@habit("p", 2)
def slots_in_words(paper: Paper) -> None:
    """An answer's first words are its label once more, as a form with both printed them."""
    for cell, slot in paper.some(6, "short"):
        left = paper.table_of(cell).covering().get((cell.row, cell.col - 1))
        if (
            isinstance(slot, Slot)
            and left is not None
            and left.role == "label"
            and len(left.text) < 9
        ):
            slot.show("".join(left.text.split()) + "：" + slot.text)
