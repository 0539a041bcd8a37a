"""Habits of one answer: what a person does to a cell, and what an officer still holds of it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from seventeenth.model import Cell, Run, Table, Value, cell
from smdesk.notices.models import Kind
from smdesk.notices.typed import read

Habit = Callable[[Value, Random], bool]
MONEY, PERCENT, COUNT = {Kind.MONEY}, {Kind.PERCENT}, {Kind.INTEGER}
NUMBER = {Kind.MONEY, Kind.PERCENT, Kind.INTEGER, Kind.DECIMAL}
WORDY = {
    Kind.NAME,
    Kind.ADDRESS,
    Kind.TEXT,
    Kind.INDUSTRY,
    Kind.REGISTRATION,
    Kind.LONG_TEXT,
    Kind.PERSON,
}
WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789.,%-+@ABCDEFGHJKLMNPQRTUWXY()"}
UNCLEAR = "\0"
HABITS: dict[str, Habit] = {}


def habit(kinds: set[Kind] | None = None) -> Callable[[Callable[[Value, Random], object]], Habit]:
    """Register a habit of answers of some kinds; it applies to filled cells that no other has."""

    def kept(make: Callable[[Value, Random], object]) -> Habit:
        def done(value: Value, rng: Random) -> bool:
            if (
                not value.shown
                or value.done
                or (kinds is not None and value.field.kind not in kinds)
            ):
                return False
            if make(value, rng) is False:
                return False
            value.done = True
            return True

        HABITS[make.__name__] = done
        return done

    return kept


def literal(v: Value, text: str) -> None:
    """Show a text whose truth is what it says."""
    v.show(text)
    v.truth = read(v.field, text).text


def number(v: Value) -> Decimal | None:
    try:
        return Decimal(v.shown)
    except ArithmeticError:
        return None


@habit(NUMBER)
def thousands(v: Value, rng: Random) -> object:
    figure = number(v)
    if figure is None or abs(figure) < 1000:
        return False
    v.show(f"{figure:,}" if rng.random() < 0.7 else f"{figure:,}".replace(",", "，"))
    return True


@habit(NUMBER | {Kind.PHONE, Kind.USCC, Kind.EMAIL, Kind.POSTCODE})
def wide(v: Value, rng: Random) -> object:
    v.show(v.shown.translate(WIDE))


@habit(NUMBER)
def unit_in_value(v: Value, rng: Random) -> object:
    unit = v.field.unit or ""
    if not unit or number(v) is None:
        return False
    v.show(v.shown + rng.choice(("", " ")) + (rng.choice("%％") if unit == "%" else unit))
    return True


@habit(MONEY)
def other_unit(v: Value, rng: Random) -> object:
    figure = number(v)
    if figure is None or v.field.unit != "万元":
        return False
    if rng.random() < 0.5:
        v.show(f"{(figure / 10000).normalize():f}亿元")
    else:
        if figure * 10000 != (figure * 10000).to_integral_value():
            return False
        v.show(f"{figure * 10000:,.0f}元")
    return True


@habit(MONEY)
def currency(v: Value, rng: Random) -> object:
    if number(v) is None or v.field.unit != "万元":
        return False
    v.show(rng.choice(("人民币{}万元", "¥{}万元", "{}万元整", "￥ {}万元")).format(v.shown))
    return True


@habit(NUMBER)
def about(v: Value, rng: Random) -> object:
    if number(v) is None:
        return False
    literal(
        v, rng.choice(("约{}", "{}左右", "{}余", "≥{}", "近{}", "{}以上", "大于{}")).format(v.shown)
    )
    return True


@habit(NUMBER)
def zeros(v: Value, rng: Random) -> object:
    figure = number(v)
    if figure is None or v.field.kind is Kind.INTEGER:
        return False
    v.show(f"{figure:.2f}" if figure == round(figure, 2) else f"{figure:.4f}")
    return True


@habit({Kind.MONEY, Kind.PERCENT})
def minus(v: Value, rng: Random) -> object:
    figure = number(v)
    if figure is None or not v.field.negative or figure <= 0:
        return False
    v.show(rng.choice(("-{}", "－{}", "({})", "−{}", "（{}）")).format(v.shown))
    v.truth = format(-figure, "f")
    return True


@habit()
def none_said(v: Value, rng: Random) -> object:
    v.show(rng.choice(("无", "/", "—", "——", "-", "无。", "暂无", "／", "--")))
    v.truth = ""


@habit()
def attached(v: Value, rng: Random) -> object:
    literal(v, rng.choice(("见附件", "详见附件2", "（见附件）", "另附")))


@habit(WORDY | NUMBER)
def underscores(v: Value, rng: Random) -> object:
    v.show("__" + v.shown.replace("\n", "") + "____")


@habit()
def split_runs(v: Value, rng: Random) -> object:
    v.paras = [
        [Run(c, {"b": "1"} if i % 3 == 1 else {}) for i, c in enumerate("".join(r.text for r in p))]
        for p in v.paras
    ]


@habit({Kind.EMAIL, Kind.URL})
def linked(v: Value, rng: Random) -> object:
    v.show(v.shown, link=rng.choice(("rel", "field")))


@habit({Kind.ADDRESS, Kind.NAME, Kind.LONG_TEXT})
def broken(v: Value, rng: Random) -> object:
    said = v.shown.replace("\n", "")
    cut = rng.randint(2, max(2, len(said) - 2))
    if rng.random() < 0.5:
        v.show(said[:cut] + "\n" + said[cut:])
    else:
        v.paras = [[Run(said[:cut]), Run("", {"br": "1"}), Run(said[cut:])]]


@habit(WORDY | NUMBER | {Kind.PHONE, Kind.EMAIL})
def spaces(v: Value, rng: Random) -> object:
    v.show(rng.choice(("  ", "　", "\u00a0", "\n")) + v.shown + rng.choice((" ", "　　", "\n", "")))


@habit({Kind.PHONE, Kind.MOBILE, Kind.FAX})
def phones(v: Value, rng: Random) -> object:
    bare = v.shown.replace("-", "")
    said = rng.choice((
        f"({bare[:4]}){bare[4:]}", f"（{bare[:4]}）{bare[4:]}", f"{bare[:4]} {bare[4:]}", f"{bare[:4]}—{bare[4:]}",
        f"{v.shown}转8021", f"{v.shown}/13900000{rng.randint(100, 999)}", f"{v.shown}\n13700000{rng.randint(100, 999)}",
        f"86-{v.shown[1:]}", f"139 0000 {rng.randint(1000, 9999)}", f"139-0000-{rng.randint(1000, 9999)}",
    ))  # fmt: skip
    literal(v, said)


@habit({Kind.USCC})
def code(v: Value, rng: Random) -> object:
    said = v.shown
    v.show(
        rng.choice(
            (
                said.lower(),
                " ".join(said[i : i + 4] for i in range(0, len(said), 4)),
                " ".join(said),
                f"{said[:8]}-{said[8:]}",
            )
        )
    )


@habit({Kind.PERSON})
def person(v: Value, rng: Random) -> object:
    said = v.shown
    v.show(rng.choice(("　".join(said[:2]) + said[2:], " ".join(said), said[0] + "  " + said[1:])))


@habit()
def label_again(v: Value, rng: Random) -> object:
    """The label stands in the value's cell too: 企业名称：某公司."""
    label = {
        Kind.PERSON: "姓名：",
        Kind.PHONE: "电话：",
        Kind.EMAIL: "邮箱：",
        Kind.ADDRESS: "地址：",
    }.get(v.field.kind)
    if label is None:
        return False
    v.paras[0].insert(0, Run(label))
    return True


@habit({Kind.PERSON, Kind.PHONE, Kind.EMAIL, Kind.POSTCODE})
def slipped(v: Value, rng: Random) -> object:
    """Another row's text by mistake: no officer knows what is meant."""
    said = {
        Kind.PERSON: "0571-86000000",
        Kind.PHONE: "祁砚秋",
        Kind.EMAIL: "技术部部长",
        Kind.POSTCODE: "岚州市虚谷县拟云大道7号",
    }
    v.show(said[v.field.kind])
    v.truth = UNCLEAR


@habit(PERCENT)
def as_fraction(v: Value, rng: Random) -> object:
    figure = number(v)
    if figure is None or figure < 10:
        return False
    v.show(f"{figure / 100:f}")
    v.truth = UNCLEAR
    return True


@habit(MONEY)
def wan(v: Value, rng: Random) -> object:
    figure = number(v)
    if figure is None or v.field.unit != "万元" or figure < 1000:
        return False
    v.show(v.shown + "万")
    return True


@habit(NUMBER)
def two_figures(v: Value, rng: Random) -> object:
    """Two figures in one cell and no word which holds."""
    figure = number(v)
    if figure is None:
        return False
    literal(v, f"{v.shown}{rng.choice(('/', '、', '（或）', '→'))}{format(figure + 3, 'f')}")
    return True


@habit(NUMBER)
def nested(v: Value, rng: Random) -> object:
    v.paras[0][0].marks["inner"] = "1"


@habit(NUMBER | WORDY)
def smart(v: Value, rng: Random) -> object:
    v.paras[0][0].marks[rng.choice(("smart", "fld", "foot", "bookmark"))] = "1"


@habit(NUMBER)
def remark(v: Value, rng: Random) -> object:
    """A remark in small print stands under the figure."""
    v.paras = [
        *v.paras,
        [Run(rng.choice(("（未经审计）", "（合并报表）", "（含子公司）")), {"small": "1"})],
    ]


def as_cell(v: Value, cols: int = 1, rows: int = 1) -> Cell:
    """Return the cell that an answer stands in."""
    if v.paras and v.paras[0] and v.paras[0][0].marks.pop("inner", ""):
        return Cell([[Run("")]], cols, rows, inner=Table(1, [[cell(v.shown)]]))
    return Cell(v.paras, cols, rows, number=v.number)
