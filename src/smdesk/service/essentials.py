"""What a notice asks before anybody begins: who may apply, until when, how it is handed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from smdesk.errors import Problem, SmdeskError
from smdesk.notices.loader import pack, pack_folders
from smdesk.notices.models import Clause, Form, Kind, Pack, Quota


@dataclass(frozen=True)
class Group:
    """Clauses under a name: who may apply, the conditions of the type."""

    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Essentials:
    """A form as the choice of a new draft shows it.

    ``facts`` are pairs of name and text (截止日期 …); ``years`` are the year columns that the
    notice prints, empty where ``year_count`` of them are to be chosen.
    """

    form_id: str
    name: str
    number: str
    title: str
    notice: str
    facts: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    years: tuple[int, ...]
    year_count: int
    last_year: int


@dataclass(frozen=True)
class Shelf:
    """The notices at hand: the forms of each, and what is wrong with packs that cannot be read."""

    notices: tuple[tuple[str, tuple[Essentials, ...]], ...]
    problems: tuple[Problem, ...]

    def form(self, form_id: str) -> Essentials | None:
        """Return the essentials of a form, ``None`` if no notice at hand has it."""
        return next(
            (one for _, forms in self.notices for one in forms if one.form_id == form_id), None
        )


def shelf() -> Shelf:
    """Return every notice at hand, the newest first; a faulty pack does not hide the others."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    for folder in pack_folders():
        try:
            packs.append(pack(folder.name))
        except SmdeskError as fault:
            problems.append(fault.problem)
    packs.sort(key=lambda one: one.notice.issued, reverse=True)
    return Shelf(
        tuple(
            (one.notice.short, tuple(essentials(one, form) for form in one.forms.values()))
            for one in packs
        ),
        tuple(problems),
    )


def essentials(pack: Pack, form: Form) -> Essentials:
    """Return what the notice of ``pack`` says to those who would fill ``form``."""
    years = pack.years_of(form)
    return Essentials(
        form_id=pack.form_id(form.id),
        name=kind_name(pack, form),
        number=form.number,
        title=form.title,
        notice=pack.notice.short,
        facts=tuple(_facts(pack, form)),
        groups=tuple(_groups(pack, form)),
        years=years.fixed,
        year_count=years.number,
        last_year=pack.notice.issued.year - 1,
    )


def kind_name(pack: Pack, form: Form) -> str:
    """Return the short name of a form: the box that it alone ticks on the cover, else its title."""
    for field in pack.notice.cover.field:
        if field.kind is Kind.CHOICE and field.address in form.fixed:
            name = form.fixed[field.address]
            alike = [one for one in pack.forms.values() if one.fixed.get(field.address) == name]
            return name if len(alike) == 1 else form.title.removesuffix("表")
    return form.title


def _facts(pack: Pack, form: Form) -> Iterator[tuple[str, str]]:
    notice, delivery = pack.notice, pack.notice.delivery
    said = "，".join(filter(None, (notice.document_number, notice.issued.isoformat())))
    yield "通知", f"{notice.title}（{said}）"
    if delivery.deadline:
        yield "截止日期", delivery.deadline.isoformat()
    yield "份数", delivery.copies_text
    paper = (delivery.binding, "" if delivery.duplex else "单面印刷")
    pairs = (
        ("纸质材料", "；".join(one for one in paper if one)),
        ("电子材料", "、".join(delivery.electronic)),
        ("报送", "，".join(one for one in (delivery.method, delivery.address) if one)),
        (
            "联系",
            "　".join(one for one in (delivery.contact, delivery.phone, delivery.email) if one),
        ),
    )
    yield from ((name, text) for name, text in pairs if text)
    quotas = [one for one in notice.quota if one.form in {None, form.id}]
    if quotas:
        yield "名额", "；".join(_quota(form, one) for one in quotas)


def _quota(form: Form, quota: Quota) -> str:
    modes = {one.id: one.label for field in form.field for one in field.choices}
    kind = f"“{modes[quota.mode]}”" if quota.mode in modes else ""
    earlier = f"（{quota.earlier}）" if quota.earlier else ""
    return f"{quota.per}{kind}不超过 {quota.most} 个{earlier}"


def _groups(pack: Pack, form: Form) -> Iterator[Group]:
    clauses = pack.clauses
    able = [clauses[one] for one in pack.notice.eligibility if one in clauses]
    listed = {one.id for one in able}
    name, cited = kind_name(pack, form), set(_cited(pack, form))
    special = [
        one
        for key, one in clauses.items()
        if key.startswith("special.") and key not in listed
        and (one.text.startswith(name) or key in cited)
    ]  # fmt: skip
    if able or special:
        yield Group("谁可以申报", (*able, *special))
    conditions = tuple(one for key, one in clauses.items() if key.startswith(f"{form.id}."))
    if conditions:
        yield Group(f"{name}的基本条件", conditions)


def _cited(pack: Pack, form: Form) -> Iterator[str]:
    """Yield the clauses that a form's own fields and the rules of it alone are about."""
    yield from (one.clause for one in form.field if one.clause)
    yield from (one.clause for one in pack.rules if one.clause and one.forms == (form.id,))
