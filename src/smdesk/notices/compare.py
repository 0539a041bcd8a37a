"""Two editions of a pack side by side: labels, fields, limits, choices, rules, clauses.

Everything that decides what a person fills in or what is checked is told; where something merely
stands in the file is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from smdesk.notices.address import Address
from smdesk.notices.choices import choices_of
from smdesk.notices.grid import all_fields
from smdesk.notices.labels import field_paths
from smdesk.notices.models import Form, FormField, Pack, Rule

How = Literal["new", "gone", "changed"]
Part = Literal["notice", "form", "field", "outline", "attachment", "rule", "clause", "summary"]


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same: where, what it is called, and both readings.

    ``form`` is the form's id, None where the whole notice is meant; ``key`` is an address, a rule's
    id, a clause's place; ``what`` names the property (单位、字数上限 …), '' where the whole is new
    or gone; ``before`` and ``after`` are texts to show.
    """

    part: Part
    form: str | None
    key: str
    name: str
    how: How
    what: str = ""
    before: str = ""
    after: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the difference as plain JSON values."""
        return {
            "part": self.part, "form": self.form, "key": self.key, "name": self.name,
            "how": self.how, "what": self.what, "before": self.before, "after": self.after,
        }  # fmt: skip


Properties = Mapping[str, str]
Things = Mapping[str, tuple[str, Properties]]
"""Name and properties by key."""


def compare_packs(old: Pack, new: Pack) -> tuple[Difference, ...]:
    """Return what differs from ``old`` to ``new``: the notice, then form by form, rules, clauses."""
    found = list(_things("notice", None, _notice(old), _notice(new)))
    for name in dict.fromkeys((*old.forms, *new.forms)):
        found += _form(name, old, new)
    found += _things("summary", None, _summary(old), _summary(new))
    found += _things("rule", None, _rules(old.rules), _rules(new.rules))
    found += _things("clause", None, _clauses(old), _clauses(new))
    return tuple(found)


def _form(name: str, old: Pack, new: Pack) -> Iterator[Difference]:
    before, after = old.forms.get(name), new.forms.get(name)
    if before is None or after is None:
        known = before or after
        assert known is not None
        title = f"{known.number} {known.title}".strip()
        yield Difference("form", name, name, title, "gone" if after is None else "new")
        return
    yield from _things("form", name, _head(old, before), _head(new, after))
    yield from _things("field", name, _fields(old, before), _fields(new, after))
    yield from _things("outline", name, _outline(before), _outline(after))
    yield from _things("attachment", name, _slots(before), _slots(after))


def _things(part: Part, form: str | None, old: Things, new: Things) -> Iterator[Difference]:
    for key in dict.fromkeys((*old, *new)):
        if key not in new:
            yield Difference(part, form, key, old[key][0], "gone")
        elif key not in old:
            yield Difference(part, form, key, new[key][0], "new")
        else:
            name, after = new[key]
            before = old[key][1]
            for what in dict.fromkeys((*before, *after)):
                one, other = before.get(what, ""), after.get(what, "")
                if one != other:
                    yield Difference(part, form, key, name, "changed", what, one, other)


_STYLES = {
    "body": "正文", "heading1": "一级标题", "heading2": "二级标题", "heading3": "三级标题",
    "table": "表格", "table_label": "表格栏目", "table_heading": "表格标题", "form_number": "表号",
    "form_title": "表名", "cover_title": "封面标题", "cover_line": "封面各行",
}  # fmt: skip
"""What a person calls the styles of `Typography`."""


def _notice(pack: Pack) -> Things:
    notice, delivery = pack.notice, pack.notice.delivery
    quotas = "；".join(
        f"{pack.forms[one.form].title if one.form in pack.forms else ''}{one.mode or ''}"
        f" {one.per}不超过 {one.most} 个".strip()
        for one in notice.quota
    )
    known = {
        "名称": notice.title, "文号": notice.document_number,
        "年度": _listed(notice.years.fixed) or f"自选 {notice.years.count} 年",
        "截止日期": str(delivery.deadline or ""), "份数": delivery.copies_text,
        "装订": delivery.binding, "电子材料": "、".join(delivery.electronic), "名额": quotas,
        "排序": "须排序" if notice.ranked else "", "封面": _listed(notice.cover.title),
        "填报说明": "\n".join(notice.instructions.text) if notice.instructions else "",
        "字体字号": "；".join(
            f"{_STYLES[name]} {style['face']} {style['size']}"
            for name, style in notice.typography.model_dump().items()
        ),
    }  # fmt: skip
    return {"notice": (notice.short, known)}


def _head(pack: Pack, form: Form) -> Things:
    years = pack.years_of(form)
    known = {
        "编号": form.number, "标题": form.title,
        "年度": _listed(years.fixed) or f"自选 {years.count} 年",
        "正文字数上限": str(form.outline.limit or ""),
        "各节标题": "；".join(_words(form, "heading")), "签章栏": "；".join(_words(form, "sign")),
    }  # fmt: skip
    return {form.id: (form.title, known)}


def _words(form: Form, content: str) -> Iterator[str]:
    """Yield what the head rows, or the boxes for seal and signature, print."""
    for cell in (cell for part in form.section for row in part.row for cell in row.cells):
        if cell.heading is not None and content == "heading":
            yield cell.heading
        if cell.sign is not None and content == "sign":
            yield "，".join((cell.sign.title, cell.sign.pledge or "", *cell.sign.lines))


def _fields(pack: Pack, form: Form) -> Things:
    years = pack.years((), form) or tuple(range(9001, 9001 + pack.years_of(form).number))
    paths = field_paths(pack.notice, form, years)
    named: dict[str, str] = {}
    for address, path in paths.items():
        named.setdefault(address.field, _name(address, path))
    fields = all_fields(pack.notice, form)
    order = sorted(fields, key=lambda one: list(named).index(one) if one in named else 1_000_000)
    found: dict[str, tuple[str, Properties]] = {
        one: (
            named.get(one) or " · ".join(fields[one].label) or one,
            _field(fields[one], named.get(one, "")),
        )
        for one in order
    }
    for repeat in form.repeat:
        rows = {"印出行数": str(repeat.rows), "最多行数": str(repeat.most)}
        found[repeat.id] = (repeat.label, rows)
    return found


def _name(address: Address, path: tuple[str, ...]) -> str:
    """Return a field's label path without the year of its column."""
    words = [one.replace("\n", "") for one in path]
    if address.year is not None:
        words = [one for one in words if str(address.year) not in one]
    return " · ".join(words)


def _field(field: FormField, label: str) -> Properties:
    return {
        "栏目名称": label, "类型": field.kind.value, "单位": field.unit or "、".join(field.units),
        "必填": "必填" if field.required else "", "字数上限": str(field.limit or ""),
        "小数位": "" if field.decimals is None else str(field.decimals),
        "选项": "；".join(one.label.replace("\n", "") for one in choices_of(field) if one.tickable)
        if field.choices
        else "",
        "选法": field.pick if field.choices else "",
        "分年": "分年" if field.axis == "year" else "",
        "来源": field.origin or "" if field.source == "reconstructed" else "",
    }  # fmt: skip


def _outline(form: Form) -> Things:
    return {
        one.id: (one.title, {"标题": one.title, "层级": str(one.level), "要点": one.hint, "佐证材料": one.evidence})
        for one in form.outline.item
    }  # fmt: skip


def _slots(form: Form) -> Things:
    return {
        one.id: (one.title, {"名称": one.title, "必备": "必备" if one.required else ""})
        for one in form.attachment
    }


def _summary(pack: Pack) -> Things:
    if pack.summary is None:
        return {}
    return {
        part.form: (part.title, {"标题": part.title, "列": "、".join(one.label.replace("\n", "") for one in part.column)})
        for part in pack.summary.part
    }  # fmt: skip


def _rules(rules: Iterable[Rule]) -> Things:
    return {
        one.id: (one.message, {
            "级别": one.level, "检查式": one.test, "条件": one.when or "", "说明": one.message,
            "条款": one.clause or "", "申报表": "、".join(one.forms),
            "栏目": "；".join(f"{name}={place}" for name, place in one.let.items()),
        })
        for one in rules
    }  # fmt: skip


def _clauses(pack: Pack) -> Things:
    return {key: (one.place, {"条文": one.text}) for key, one in pack.clauses.items()}


def _listed(values: Iterable[object]) -> str:
    return "、".join(map(str, values))
