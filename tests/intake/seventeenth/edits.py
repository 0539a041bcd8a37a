"""Habits of one answer that somebody changed: struck out, hidden, tracked, boxed, with a note left in it."""

from __future__ import annotations

from random import Random

from seventeenth.cells import NUMBER, UNCLEAR, WORDY, habit, number
from seventeenth.model import Run, Value
from smdesk.notices.models import Kind


@habit(WORDY | NUMBER)
def struck_old(v: Value, rng: Random) -> object:
    old = _old(v, rng)
    v.paras = [[Run(old, {rng.choice(("strike", "dstrike")): "1"}), *v.paras[0]], *v.paras[1:]]


@habit()
def struck_all(v: Value, rng: Random) -> object:
    v.show(v.shown, strike="1")
    v.truth = ""


@habit(WORDY | NUMBER)
def hidden_old(v: Value, rng: Random) -> object:
    run = Run(_old(v, rng), {"hidden": "1"})
    v.paras = (
        [[run, *v.paras[0]], *v.paras[1:]]
        if rng.random() < 0.5
        else [*v.paras[:-1], [*v.paras[-1], run]]
    )


@habit()
def hidden_all(v: Value, rng: Random) -> object:
    v.show(v.shown, hidden="1")
    v.truth = ""


@habit()
def inserted(v: Value, rng: Random) -> object:
    for para in v.paras:
        for run in para:
            run.marks["ins"] = "1"


@habit(WORDY | NUMBER)
def replaced(v: Value, rng: Random) -> object:
    old = _old(v, rng)
    inserted(v, rng)
    for para in v.paras:
        for run in para:
            run.marks["ins"] = "1"
    v.paras[0].insert(0, Run(old, {"del": "1"}))


@habit()
def deleted(v: Value, rng: Random) -> object:
    v.show(v.shown, **{"del": "1"})
    v.truth = UNCLEAR


@habit(NUMBER)
def half_replaced(v: Value, rng: Random) -> object:
    """A digit or two of a number were changed under tracking: kept + deleted + inserted."""
    said = v.shown
    if number(v) is None or len(said) < 3:
        return False
    cut = rng.randint(1, len(said) - 1)
    v.paras = [
        [Run(said[:cut]), Run(str(rng.randint(1, 9)), {"del": "1"}), Run(said[cut:], {"ins": "1"})]
    ]
    return True


@habit()
def control(v: Value, rng: Random) -> object:
    for para in v.paras:
        for run in para:
            run.marks["sdt"] = rng.choice(("text", "rich"))


@habit()
def placeholder(v: Value, rng: Random) -> object:
    v.show("单击或点击此处输入文字。", sdt="placeholder", grey="1")
    v.truth = ""


@habit()
def formtext(v: Value, rng: Random) -> object:
    v.show(v.shown.replace("\n", ""), ff="1")


@habit()
def comment(v: Value, rng: Random) -> object:
    v.paras[0][0].marks["note"] = rng.choice(("请核实，应为52000", "李工：此处待财务确认", "？"))


@habit(WORDY | NUMBER)
def textbox(v: Value, rng: Random) -> object:
    v.show(v.shown.replace("\n", ""), box=rng.choice(("both", "vml")))


@habit(WORDY)
def example_grey(v: Value, rng: Random) -> object:
    sample = {Kind.PERSON: "张三", Kind.NAME: "某某有限公司"}.get(v.field.kind, "某某某某")
    run = Run(rng.choice(("例：{}", "（示例：{}）", "如：{}")).format(sample), {"grey": "1"})
    if rng.random() < 0.5:
        v.paras, v.truth = [[run]], ""
    else:
        v.paras = [[run], *v.paras]


@habit({Kind.NAME, Kind.ADDRESS, Kind.LONG_TEXT, *NUMBER})
def note_left(v: Value, rng: Random) -> object:
    said = {
        Kind.NAME: "（请填写全称，与公章一致）",
        Kind.ADDRESS: "（按营业执照填写）",
        Kind.LONG_TEXT: "（请简要填写，100字以内）",
    }
    run = Run(said.get(v.field.kind, "（按审计报告填写）"), rng.choice(({}, {"grey": "1"})))
    if rng.random() < 0.5:
        v.paras = [[run], *v.paras]
    else:
        v.paras = [*v.paras[:-1], [*v.paras[-1], run]]


@habit({Kind.NAME})
def stamp(v: Value, rng: Random) -> object:
    v.show(v.shown + rng.choice(("（盖章）", "（公章）")))
    v.truth = v.shown.split("（")[0]


@habit()
def underlined(v: Value, rng: Random) -> object:
    for para in v.paras:
        for run in para:
            run.marks["u"] = "1"
    v.paras[0].insert(0, Run("   ", {"u": "1"}))
    v.paras[-1].append(Run("     ", {"u": "1"}))


def _old(v: Value, rng: Random) -> str:
    figure = number(v)
    if figure is not None:
        return format(figure + rng.randint(2, 90), "f")
    return {Kind.PERSON: "仉拟舟", Kind.NAME: "岚州旧名轴承厂", Kind.ADDRESS: "岚州市旧街1号"}.get(
        v.field.kind, "原内容待改"
    )
