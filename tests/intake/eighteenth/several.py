"""Several people on one copy: what one typed and another added, struck, coloured or remarked."""

from __future__ import annotations

import re
from itertools import pairwise

from eighteenth.habits import habit
from eighteenth.model import Paper, Run, Slot, group

HINTS = {
    "short": "例：某某有限公司",
    "code": "例：0571-12345678",
    "number": "例：1234.56",
    "long": "如：2018年获省级工业设计中心称号。",
}
NOTES = {
    "short": "（请填写全称，与公章一致）",
    "code": "（请填写区号-号码）",
    "number": "（保留两位小数）",
    "long": "（请分条填写，不超过300字）",
}


def other(paper: Paper, slot: Slot) -> str:
    """Return another answer of the same kind, as of an earlier draft."""
    text = slot.text
    if slot.field.kind.numeric:
        found = re.search(r"\d+(\.\d+)?", text)
        number = float(found[0] if found else 50) * paper.rng.choice((0.81, 0.9, 1.13, 1.24)) + 1
        bare = f"{number:.0f}" if "." not in text else f"{number:.2f}"
        return bare + ("亿元" if text.endswith("元") else "")
    if slot.field.kind.value in {"phone", "mobile", "fax", "postcode"}:
        return text[:-3] + ("218" if not text.endswith("218") else "736")
    return "旧" + text[:-1] if len(text) < 12 else text[: len(text) // 2] + "旧稿"


def _pairs(paper: Paper, number: int, *kinds: str) -> list[tuple[Slot, str, str]]:
    return [(slot, slot.text, other(paper, slot)) for _, slot in paper.some(number, *kinds)]


def _said(name: str, *forms: str, clear: bool = True) -> None:
    """Register a habit of words around a new and an old number."""

    def act(paper: Paper) -> None:
        for slot, new, old in _pairs(paper, 4, "number"):
            slot.show(paper.rng.choice(forms).format(new=new, old=old))
            if not clear:
                paper.is_unclear(slot.address)

    act.__name__ = name
    habit("s", 1)(act)


_said(
    "changed_below",
    "{old}\n修改为：{new}",
    "{old}\n修改为{new}",
    "{old}\n更正为：{new}",
    "{old}（修改为{new}）",
)
_said(
    "was_now",
    "原填{old}，现改{new}",
    "原填{old}，现改为{new}",
    "原{old}，现{new}",
    "{new}（原填{old}）",
    "{new}(原为{old})",
)
_said(
    "last_beside",
    "{new}（上年{old}）",
    "{new}（上年同期{old}）",
    "{new}\n上年：{old}",
    "上年{old}，本年{new}",
)
_said("arrow", "{old}→{new}", "{old}->{new}", "{old}⇒{new}", clear=False)
_said(
    "two_beside",
    "{old}/{new}",
    "{old}（{new}）",
    "{old} {new}",
    "{old}\n{new}",
    "{old}、{new}",
    "{old}或{new}",
    clear=False,
)
_said(
    "asked",
    "{new}？",
    "{new}（待核实）",
    "{new}?",
    "{new}（存疑）",
    "约{new}",
    "{new}（暂估）",
    "{new}左右",
    clear=False,
)
_said("signed", "{new}（张三改）", "{new}（王工填）", "{new} 李四", "{new}（财务部）")
_said("checked", "{new}√", "{new} ✓", "{new}（已核）", "{new}（与审计报告一致）", "√{new}")
_said("source_said", "{new}（审计报告）", "{new}（快报数）", "{new}（含税）", "{new}①")


@habit("s", 1, "docx")
def old_struck(paper: Paper) -> None:
    for slot, new, old in _pairs(paper, 6, "number", "short", "code"):
        mark = paper.rng.choice(("strike", "dstrike", "style_strike"))
        runs = [Run(old, {mark: "1"}), Run(new, {"red": "1"})]
        slot.lines = [runs] if paper.rng.random() < 0.6 else [runs[:1], runs[1:]]


@habit("s", 1, "docx")
def old_grey(paper: Paper) -> None:
    """Last year's value in grey beside this year's: nobody says which counts."""
    for slot, new, old in _pairs(paper, 5, "number"):
        slot.lines = [[Run(old, {"grey": "1"}), Run(" "), Run(new)]]
        paper.is_unclear(slot.address)


@habit("s", 1, "docx")
def old_white(paper: Paper) -> None:
    """An old value in white is not seen on paper."""
    for slot, new, old in _pairs(paper, 5, "number", "short"):
        slot.lines = [[Run(old, {"white": "1"}), Run(new)]]


@habit("s", 1, "docx")
def only_white(paper: Paper) -> None:
    for _, slot in paper.some(5, "number", "short"):
        slot.lines = [[Run(slot.text, {"white": "1"})]]
        paper.truth[slot.address] = ("",)


@habit("s", 1, "docx")
def old_hidden(paper: Paper) -> None:
    for slot, new, old in _pairs(paper, 5, "number", "short"):
        slot.lines = [[Run(old, {"hidden": "1"}), Run(new)]]


@habit("s", 1, "docx")
def all_struck(paper: Paper) -> None:
    for _, slot in paper.some(4, "number", "short"):
        slot.lines = [[Run(slot.text, {"strike": "1"})]]
        paper.truth[slot.address] = ("",)


@habit("s", 1, "docx")
def digits_struck(paper: Paper) -> None:
    """One digit is struck and another stands behind it."""
    for _, slot in paper.some(4, "number"):
        text = slot.text
        at = next((n for n, c in enumerate(text) if c.isdigit() and n), 0)
        gone = "9" if text[at] != "9" else "4"
        slot.lines = [[Run(text[:at]), Run(gone, {"strike": "1"}), Run(text[at:], {"red": "1"})]]


@habit("s", 1, "docx")
def tracked(paper: Paper) -> None:
    for slot, new, old in _pairs(paper, 8, "number", "short", "code"):
        slot.lines = [[Run(old, {"del": "1"}), Run(new, {"ins": "1"})]]


@habit("s", 1, "docx")
def tracked_digits(paper: Paper) -> None:
    for _, slot in paper.some(6, "number", "code"):
        text, at = slot.text, len(slot.text) // 2
        slot.lines = [[Run(text[:at]), Run("77", {"del": "1"}), Run(text[at:], {"ins": "1"})]]


@habit("s", 1, "docx")
def tracked_moves(paper: Paper) -> None:
    """An answer was moved to another cell: where it stood before it is crossed out."""
    blanks = [slot for _, slot in paper.some(3, "short", "long", filled=False)]
    for (_, slot), bare in zip(paper.some(3, "short", "long"), blanks, strict=False):
        text = slot.text.replace("\n", "")
        bare.lines = [[Run(text, {"moveTo": "1"})]]
        slot.lines = [[Run(text, {"moveFrom": "1"})]]
        paper.truth[bare.address], paper.truth[slot.address] = (text,), ("",)


@habit("s", 1)
def comment_holds(paper: Paper) -> None:
    """The cell is blank, a comment says what should stand there: asked after."""
    for _, slot in paper.some(4, "number", "short"):
        _remark(
            paper,
            slot,
            paper.rng.choice(("应填：{}", "{}", "请补：{}", "此处填{}")).format(slot.text),
            "",
        )
        paper.is_unclear(slot.address)


@habit("s", 1)
def comment_doubts(paper: Paper) -> None:
    """A comment says another number than the cell: asked after."""
    for slot, new, old in _pairs(paper, 4, "number"):
        _remark(
            paper,
            slot,
            paper.rng.choice(("应为{}", "审计报告为{}，请核", "改成{}")).format(old),
            new,
        )
        paper.is_unclear(slot.address)


@habit("s", 1)
def comment_thanks(paper: Paper) -> None:
    """A comment without a value leaves the answer as it is."""
    for _, slot in paper.some(6, "number", "short", "long"):
        _remark(
            paper,
            slot,
            paper.rng.choice(("已核对，无误", "字体请用仿宋", "OK", "与附件2一致")),
            slot.text,
        )


def _remark(paper: Paper, slot: Slot, said: str, text: str) -> None:
    slot.show(text)
    slot.lines[0][-1].marks["comment"] = said
    paper.notes.append((slot.address, said))


@habit("s", 1)
def sample_above(paper: Paper) -> None:
    """The sample of the template stands above the answer, lit."""
    for cell, slot in paper.some(8, "short", "code", "number", "long"):
        first = _hint(slot)
        slot.lines = [[Run(first, {"lit": "1"})], *slot.lines]
        cell.marks["sampled"] = "1"


@habit("s", 1)
def sample_alone(paper: Paper) -> None:
    """The sample of the template was never written over."""
    for _, slot in paper.some(6, "short", "code", "number", "long"):
        slot.lines = [[Run(_hint(slot), {"lit": "1"})]]
        paper.truth[slot.address] = ("",)


def _hint(slot: Slot) -> str:
    if slot.field.kind.value == "person":
        return "如：张三"
    return (
        HINTS[group(slot.field)]
        if slot.field.kind.value in {"name", "phone", "fax"}
        or group(slot.field) in {"number", "long"}
        else "（示例）按营业执照填写"
    )


@habit("s", 1)
def note_before(paper: Paper) -> None:
    for _, slot in paper.some(7, "short", "code", "number", "long"):
        slot.lines[0].insert(0, Run(NOTES[group(slot.field)]))


@habit("s", 1)
def note_alone(paper: Paper) -> None:
    for _, slot in paper.some(6, "short", "number", "long", filled=False):
        slot.show(NOTES[group(slot.field)])


@habit("s", 1)
def added_below(paper: Paper) -> None:
    """A second person adds to a long answer: all of it is the answer."""
    for _, slot in paper.some(4, "long"):
        slot.show(f"{slot.text}\n补充：另有两项正在申报。")
        paper.truth[slot.address] = (slot.text, slot.text.replace("补充：", ""))


@habit("s", 1)
def same_as_left(paper: Paper) -> None:
    """同左 in a column of a year: the value of the year before, or asked after."""
    for _, slot in paper.some(3, "number"):
        head, _, year = slot.address.rstrip("]").partition("[")
        before = f"{head}[{int(year) - 1}]" if year.isdigit() and len(year) == 4 else ""
        mate = paper.slots.get(before)
        if mate is None or mate.done or not mate.text or before in paper.unclear:
            continue
        mate.done = True
        slot.show(paper.rng.choice(("同左", "同上年", "持平")))
        paper.truth[slot.address] = paper.truth[before]


@habit("s", 1)
def waits(paper: Paper) -> None:
    """待定, 待补 and the like are no answer."""
    for _, slot in paper.some(5, "number", "short", filled=False):
        slot.show(paper.rng.choice(("待定", "待补充", "稍后补", "？", "XXX", "***")))


@habit("s", 1)
def both_boxes(paper: Paper) -> None:
    """Two people ticked 是 and 否: nobody can tell."""
    for cell in paper.cells():
        for run in [item for para in cell.paras for item in para if isinstance(item, Run)]:
            address = run.marks.get("box", "").split("|")[0]
            slotless = address and {f"{address}|yes", f"{address}|no"} >= {run.marks["box"]}
            if slotless and paper.boxes[address]:
                run.text, run.marks["on"] = "☑", "1"
                paper.is_unclear(address)


@habit("s", 1, "docx")
def tick_withdrawn(paper: Paper) -> None:
    """A ticked option is struck through and the tick left."""
    runs = [
        item
        for cell in paper.cells()
        for para in cell.paras
        for item in para
        if isinstance(item, Run)
    ]
    for run, words in pairwise(runs):
        key = run.marks.get("box", "")
        if (
            key
            and not run.marks["on"]
            and words.marks.get("option") == key
            and paper.rng.random() < 0.15
        ):
            run.text, run.marks["on"] = "☑", "1"
            run.marks["strike"] = words.marks["strike"] = "1"
