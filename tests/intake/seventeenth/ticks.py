"""The ways of ticking boxes."""

from __future__ import annotations

from random import Random

from seventeenth.logic import tight
from seventeenth.model import Para, Run
from smdesk.notices.choices import choices_of
from smdesk.notices.models import Choice, FormField

PAIRS = {
    "square": ("☑", "□"), "black": ("■", "□"), "tick": ("√", "□"), "heavy": ("✔", "□"), "cross": ("☒", "☐"),
    "ballot": ("☑", "☐"), "mouth": ("☑", "囗"), "kou": ("√", "口"), "circle": ("●", "○"), "paren": ("（√）", "（ ）"),
    "halfparen": ("(√)", "( )"), "bracket": ("[√]", "[ ]"), "lens": ("【√】", "【】"), "overlay": ("□√", "□"), "overlay2": ("√□", "□"),
    "tickonly": ("√", ""), "x": ("[x]", "[ ]"), "boxed": ("☑ ", "□ "),
}  # fmt: skip
AFTER = {
    "after": ("√", "□"),
    "aftersquare": ("☑", "□"),
    "afterparen": ("（√）", "（ ）"),
    "aftertick": ("√", ""),
}
SPECIAL = ("wing2", "wing2text", "wing", "sdtbox", "legacybox", "strike", "only", "highlight")
STYLES = (*PAIRS, *AFTER, *SPECIAL)


class Ticker:
    """Writes the boxes of a choice in one style; ``unsure`` where the style leaves it open."""

    def __init__(self, style: str, rng: Random, notes: dict[str, str]) -> None:
        self.style, self.rng, self.notes = style, rng, notes
        self.gap = rng.choice(("  ", " ", "　", "   "))
        self.hint = rng.random() < 0.6

    @property
    def unsure(self) -> bool:
        return self.style == "highlight"

    def name(self, one: Choice, *, on: bool) -> str:
        label = tight(one.label)
        said = self.notes.get(one.note or "", "") if on else ""
        head = label.split("（")[0].split("(")[0]
        if said:
            return self.rng.choice(
                (
                    f"{head}（{said}）",
                    f"{head}（请注明：{said}）",
                    f"{head}：{said}",
                    f"{label}：{said}",
                )
            )
        return head if one.note and not self.hint else label

    def box(self, one: Choice, *, on: bool) -> Para:
        label, style = self.name(one, on=on), self.style
        if style in PAIRS:
            return [Run(PAIRS[style][not on] + label)]
        if style in AFTER:
            return [Run(label + AFTER[style][not on])]
        if style == "wing2":
            return [
                Run("☑" if on else "□", {"sym": "Wingdings 2:" + ("0052" if on else "00A3")}),
                Run(label),
            ]
        if style == "wing2text":
            return [Run("R" if on else "£", {"font": "Wingdings 2"}), Run(label)]
        if style == "wing":
            return [
                Run("☑" if on else "□", {"sym": "Wingdings:" + ("F0FE" if on else "F0A8")}),
                Run(label),
            ]
        if style == "sdtbox":
            return [Run("☑" if on else "☐", {"sdtbox": "1" if on else "0"}), Run(label)]
        if style == "legacybox":
            return [Run("", {"legacybox": "1" if on else "0"}), Run(label)]
        if style == "only":
            return [Run(label if on else "")]
        if style == "strike":
            return [Run(label, {} if on else {"strike": "1"})]
        return [Run("□"), Run(label, {"highlight": "1"} if on and style == "highlight" else {})]

    def line(self, boxes: list[tuple[Choice, bool]]) -> Para:
        out: Para = []
        for one, on in boxes:
            if out:
                out.append(Run(self.gap))
            out += self.box(one, on=on)
        return out

    def paras(self, field: FormField, ids: set[str], *, stack: bool) -> list[Para]:
        """Return all boxes of a choice, groups with their heading before them."""
        boxes = choices_of(field)
        if self.style == "only":
            return [[Run(self.rng.choice(("、", "；", "\n")).join(self.said(field, ids)))]]
        out: list[Para] = []
        groups: list[str | None] = [
            None,
            *[one.id for one in boxes if any(b.parent == one.id for b in boxes)],
        ]
        labels = {one.id: one for one in boxes}
        for group in groups:
            under = [(one, one.id in ids) for one in boxes if one.parent == group and one.tickable]
            if not under:
                continue
            head = (
                [Run(tight(labels[group].label) + "：")]
                if group and not labels[group].tickable
                else []
            )
            lines = (
                [self.line([one]) for one in under]
                if stack and len(under) < 9
                else [self.line(under)]
            )
            out += [head + lines[0], *lines[1:]]
        return out

    def said(self, field: FormField, ids: set[str]) -> list[str]:
        boxes = choices_of(field)
        names = [tight(one.label) for one in boxes]
        labels = {one.id: tight(one.label) for one in boxes}
        out = []
        for one in boxes:
            if one.id in ids:
                twice = names.count(tight(one.label)) > 1 and one.parent
                out.append(
                    (f"{labels[one.parent or '']}：" if twice else "") + self.name(one, on=True)
                )
        return out
