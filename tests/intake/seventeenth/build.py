"""Makes a file: a form, an applicant, a plan of habits, and what is then true."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from seventeenth import edits  # noqa: F401  its habits are registered
from seventeenth.cells import HABITS, UNCLEAR
from seventeenth.faithful import faithful
from seventeenth.front import cover, more_rows
from seventeenth.layout import LAYOUTS, Setter
from seventeenth.logic import Ask, Boxes, Outline, Rows, Years, numeric
from seventeenth.model import Block, Filed, Table, Value, cell, para
from seventeenth.people import MODES, Story, picked, plain
from seventeenth.plans import LABELS, PROGRAMME, Plan
from seventeenth.ticks import Ticker
from seventeenth.words import Words
from seventeenth.years import Drawer, YearStyle
from smdesk.notices.address import parse
from smdesk.notices.boxes import choice_text
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import all_fields, table_grid
from smdesk.notices.loader import pack
from smdesk.notices.models import Kind
from smdesk.notices.typed import read

GUIDE = (
    "填 报 说 明", "一、企业名称请填写全称，与公章一致。", "二、表中数据以2019年末数据为基础，金额单位为万元。",
    "三、联系电话：请填写区号-号码，如0571-12345678。",
)  # fmt: skip
NOTES = (
    "注：1.表中“研发人员”指从事研发活动的人员；2.金额保留两位小数；3.联系人：请填写经办人。",
    "填表人：仉岫白    联系电话：0571-85550000    填表日期：2021年8月6日",
)
SUMMARY = (
    ("序号", "企业名称", "示范模式", "联系人", "联系电话"),
    ("1", "霁海汀瑢电梯部件厂", "供应链管理", "宓珩", "0573-2222222"),
)


class Maker:
    """Makes one form of one file."""

    def __init__(self, form: str, who: str, seed: int, habits: tuple[str, ...]) -> None:
        self.rng = Random(f"seventeenth {form} {who} {seed}")
        self.form, self.plan = form, Plan(habits)
        notice, _, name = form.partition("/")
        self.pack = pack(notice)
        self.shape = self.pack.forms[name]
        fixed = (self.shape.years or self.pack.notice.years).fixed
        self.years = tuple(fixed) or (2021, 2022, 2023)
        late = (
            self.plan.has("old_years")
            and fixed
            and not name.endswith(("city", "general", "design", "district"))
        )
        self.shown = tuple(y - 1 for y in self.years) if late else self.years
        self.fields = all_fields(self.pack.notice, self.shape)
        self.grid = table_grid(self.shape, self.shown)
        self.entries = Outline(self.grid, self.fields).entries
        self.values: dict[str, Value] = {}
        self.ticked: dict[str, set[str]] = {}
        self.notes: dict[str, str] = {}
        self.truth: dict[str, str] = {}
        self.fill()

    # what is true
    def fill(self) -> None:
        story = Story(self.rng, self.fields)
        few = {"investors": self.rng.randint(1, 3), "clients": self.rng.randint(0, 5)}
        for key in sorted(str(a) for a in self.grid.holding):
            address = parse(key)
            one = self.fields[address.field]
            if one.kind in {Kind.CHOICE, Kind.YES_NO}:
                self.tick(key)
                continue
            text, show = "", ""
            if numeric(one):
                figure = story.number(one, key, address.year or self.shown[-1])
                text = show = plain(figure)
                if one.units:
                    unit = "亿元"
                    text, show = f"{show}{unit}", f"{show}{unit}"
            else:
                show = story.words(one, key)
                text = read(one, show).text
            if address.row and address.row > few.get(address.repeat or "", 0):
                text = show = ""
            value = Value(key, one, [], text)
            value.show(show)
            value.done = one.kind is Kind.YEAR
            self.values[key] = value
        for key, note in self.notes.items():
            self.values.pop(key, None)
            self.truth[key] = note
        if (
            "team.independent" in self.ticked
            and "no" in self.ticked["team.independent"]
            and "team.forms" in self.ticked
        ):
            self.ticked["team.forms"] = set()
            self.notes.pop("team.forms_other", None)
            self.truth.pop("team.forms_other", None)
        self.mixed()
        names = ("org.name", "city.name", "district.name", "project.contractor")
        self.who = next((self.values[k].shown for k in names if k in self.values), "")

    def mixed(self) -> None:
        """Shares are of the boxes that are ticked."""
        one = self.values.get("services.mix")
        kinds = [k for k in self.ticked if k.startswith("services.")]
        said = [choice_text(self.fields[k], self.ticked[k]) for k in kinds]
        names = (
            [n for text in said for n in text.split("；") if n and "其他" not in n] if one else []
        )
        if one is not None and names:
            part = 100 // len(names)
            shares = [part] * (len(names) - 1) + [100 - part * (len(names) - 1)]
            word, mark = self.rng.choice(("占", "")), self.rng.choice(("；", "，", "、"))
            text = mark.join(f"{n}{word}{s}%" for n, s in zip(names, shares, strict=True))
            one.show(text)
            one.truth = read(one.field, text).text
        elif one is not None:
            one.show("")
            one.truth = ""

    def tick(self, key: str) -> None:
        one = self.fields[key]
        if key in self.shape.fixed:
            self.ticked[key] = {b.id for b in choices_of(one) if b.label in self.shape.fixed[key]}
            return
        ids = set() if self.plan.has("none_ticked") else picked(one, self.rng)
        if one.pick == "one" and one.kind is Kind.YES_NO:
            ids = set(sorted(ids)[:1])
        self.ticked[key] = ids
        for box in choices_of(one):
            if box.note and box.id in ids and box.note in self.fields:
                self.notes[box.note] = self.rng.choice(MODES)

    # how it looks
    def habits(self) -> None:
        """Let the answers' habits happen: each to some cells that it fits."""
        names = self.plan.of("cell")
        if self.plan.has("partial"):
            for value in self.values.values():
                if self.rng.random() < 0.4:
                    value.show(self.rng.choice(("", "", "    ", "____")))
                    value.truth, value.done = "", True
        if "unitvalues" in self.plan.of("label"):
            for value in self.values.values():
                if value.shown and numeric(value.field) and value.field.unit and not value.done:
                    value.show(value.shown + value.field.unit)
                    value.done = True
        self.rescale()
        for name in names:
            todo = sorted(self.values)
            self.rng.shuffle(todo)
            most = self.rng.choice((2, 4, 9, 40))
            for key in todo:
                if most and HABITS[name](self.values[key], self.rng):
                    most -= 1

    def typed(self) -> None:
        """Let plain figures be numbers of a sheet, percents with a format of percents."""
        rng, share = self.rng, self.rng.random() < 0.4
        for value in self.values.values():
            if (
                value.done
                or not value.shown
                or not numeric(value.field)
                or value.field.units
                or rng.random() < 0.2
            ):
                continue
            places = len(value.shown.partition(".")[2])
            if value.field.kind is Kind.PERCENT and share:
                value.number = float(Decimal(value.shown) / 100), "0.00%"
            else:
                value.number = (
                    float(value.shown),
                    rng.choice(("General", "#,##0.00", "0.00") if 0 < places < 3 else ("General",)),
                )

    @property
    def base(self) -> str:
        """The unit of most money of the form."""
        units = [f.unit for f in self.fields.values() if f.kind is Kind.MONEY and f.axis == "year"]
        return "亿元" if units and units.count("亿元") * 2 > len(units) else "万元"

    @property
    def money(self) -> str:
        style = [LABELS[one].get("money", "") for one in self.plan.of("label")]
        return next((str(one) for one in style if one), "")

    def rescale(self) -> None:
        """Show money in the unit that the clerk's labels say."""
        to = self.money
        if not to:
            return
        for value in self.values.values():
            if (
                value.field.kind is Kind.MONEY
                and value.shown
                and not value.field.units
                and not value.done
            ):
                size = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
                was = value.field.unit or "万元"
                value.show(format((Decimal(value.shown) * size[was] / size[to]).normalize(), "f"))
                value.done = True

    def make(self, *, sheet: bool = False) -> Filed:
        """Return the file's blocks with its truth."""
        self.habits()
        if sheet:
            self.typed()
        rng, plan = self.rng, self.plan
        words = Words(rng)
        for one in plan.of("label"):
            for key, value in LABELS[one].items():
                setattr(words, key, value)
        style = YearStyle(
            rng, plan.one("year", "spaced"), plan.one("shape", "rows"), set(plan.of("years"))
        )
        drawer = Drawer(style, words, self.values)
        ticker = Ticker(plan.one("ticks", "square"), rng, self.notes)
        layout = plan.one("layout", rng.choice(("faithful", "faithful", *LAYOUTS)))
        if plan.of("shape") or plan.of("years"):
            layout = layout if layout != "faithful" else rng.choice(LAYOUTS)
        setter = Setter(
            rng,
            layout,
            words,
            ticker,
            drawer,
            self.values,
            self.fields,
            self.ticked,
            self.money,
            self.base,
            set(plan.of("file")),
        )
        setter.extras |= {"numbered"} if plan.has("numbered_rows") else set()
        if plan.has("conflict_boxes"):
            self.conflict()
        if layout == "faithful":
            blocks: list[Block] = [faithful(self.grid, setter, list(self.shown))]
        else:
            blocks = setter.set(self.entries)
        self.told(ticker)
        blocks = self.around(blocks, words)
        return Filed(self.form, rng, blocks, {k: t for k, t in self.truth.items() if t != UNCLEAR},
                     {k for k, t in self.truth.items() if t == UNCLEAR}, plan.picked, self.name())  # fmt: skip

    def conflict(self) -> None:
        """Both boxes of a question with one answer are ticked."""
        for key, ids in self.ticked.items():
            one = self.fields[key]
            if key not in self.shape.fixed and (
                one.kind is Kind.YES_NO
                or (one.pick == "one" and all(c.parent is None for c in choices_of(one)))
            ):
                ids.update(c.id for c in choices_of(one) if c.note is None)
                self.truth[key] = UNCLEAR

    def told(self, ticker: Ticker) -> None:
        asked = (
            {a for e in self.entries if isinstance(e, Ask) for a in e.addresses}
            | {
                f"{e.id}[{i}].{n}"
                for e in self.entries
                if isinstance(e, Rows)
                for i in range(1, e.count + 1)
                for _, n in e.heads
            }
            | {
                f"{n}[{y}]"
                for e in self.entries
                if isinstance(e, Years)
                for _, _, n in e.rows
                for y in e.years
            }
        )
        for key in asked & self.values.keys():
            self.truth.setdefault(key, self.values[key].truth)
        for e in self.entries:
            if isinstance(e, Boxes) and e.address not in self.shape.fixed:
                said = choice_text(self.fields[e.address], self.ticked.get(e.address, set()))
                self.truth.setdefault(e.address, UNCLEAR if ticker.unsure and said else said)
        for one in table_grid(self.shape, self.years).holding if self.shown != self.years else ():
            if one not in self.grid.holding:
                self.truth[str(one)] = ""
        if self.base == "亿元" and "unitabove" in self.plan.of("label"):
            self.truth["effect.output"] = UNCLEAR

    # around the table
    def name(self) -> str:
        who = (
            self.values.get("org.name")
            or self.values.get("city.name")
            or self.values.get("district.name")
        )
        said = (
            who.shown.replace("\n", "").strip()
            if who and len(who.shown) < 30 and "/" not in who.shown
            else "申报单位"
        )
        return self.rng.choice(
            (
                "附件1：{}申报表.docx",
                "{}.docx",
                "申报书（{}）终稿.docx",
                "{}-服务型制造申报书(1).docx",
            )
        ).format(said or "申报")

    def around(self, blocks: list[Block], words: Words) -> list[Block]:
        plan, rng, out = self.plan, self.rng, list[Block]()
        heading = (
            f"{self.shape.number}  {self.shape.title}" if rng.random() < 0.6 else self.shape.title
        )
        if not plan.has("nocover"):
            out += cover(self, words)
        else:
            out.append(para(PROGRAMME[self.form.split("/")[0]]))
        if plan.has("guide_before"):
            out += [para(one) for one in GUIDE]
        out.append(para(heading, b="1"))
        if words.unit == "above":
            out.append(para(f"单位：{self.money or self.base}、人、项、个", right="1"))
        out += more_rows(self, blocks)
        if plan.has("notes_below"):
            out += [para(one) for one in NOTES]
        if plan.has("summary_after"):
            out += [
                para("服务型制造示范申报汇总表"),
                Table(5, [[cell(t) for t in one] for one in SUMMARY]),
            ]
        return out
