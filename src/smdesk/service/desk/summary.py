"""What goes to the next office: the 汇总表 as the notice prints it, 推荐函, list of what is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from smdesk.errors import SmdeskError, sentence
from smdesk.notices.address import parse
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.notices.models import POINTS, Pack
from smdesk.packet.prose import paragraph
from smdesk.packet.summary import Head, part_rows, write_summary
from smdesk.packet.summary_head import head_lines, paper_room
from smdesk.packet.tree import Block, Packet, TextBlock, TextRun
from smdesk.service.desk import papers
from smdesk.service.desk.below import opinion_told, rejected_below
from smdesk.service.desk.ranking import quotas
from smdesk.service.desk.sender import Sender
from smdesk.service.essentials import kind_name
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import CaseRow, Filter, State

Scope = Literal["auto", "recommended", "ranked", "all"]
"""Which cases: ``auto`` is the recommended ones, where there are none all that are not rejected."""
SCOPES: tuple[Scope, ...] = ("auto", "recommended", "ranked", "all")
LETTER, LIST = "推荐函", "报送材料清单"
_NAMED = 5
"""Applicants that a note names before it only counts them."""
_HEADS = (("推荐单位", "bureau"), ("填报人", "contact"), ("联系人", "contact"), ("电话", "phone"))


def listed(
    desk: Desk, notice: str, scope: Scope = "auto", *, rejected: bool = False
) -> dict[str, list[CaseRow]]:
    """Return the cases of a notice by form, in rank order; unranked ones last by number.

    Those that were rejected are no part of any scope unless asked for as well: here, or below
    where this desk has not decided.
    """
    found: dict[str, list[CaseRow]] = {form: [] for form in pack_at_hand(notice).forms}
    for row in _chosen(desk, notice, scope, rejected=rejected)[0]:
        found.setdefault(row.form, []).append(row)
    return found


def _chosen(
    desk: Desk, notice: str, scope: Scope, *, rejected: bool = False
) -> tuple[list[CaseRow], list[CaseRow]]:
    """Return the cases of a scope, and those left out of it because a bureau below rejected them."""
    rows = desk.cases(Filter(notice=notice))
    rows = [one for one in rows if rejected or one.state is not State.REJECTED]
    recommended = [one for one in rows if one.state is State.RECOMMENDED]
    if scope == "recommended" or (scope == "auto" and recommended):
        rows = recommended
    elif scope == "ranked":
        rows = [one for one in rows if one.rank is not None]
    out = frozenset() if rejected else rejected_below(desk, rows)
    return [one for one in rows if one.id not in out], [one for one in rows if one.id in out]


@dataclass(frozen=True)
class SummaryData:
    """The 汇总表 before any format: values by form in rank order, and what the head line says.

    ``left_blank`` are the applicants of whom a value that it asks for was found misread,
    ``unconfirmed`` those of whom one is in doubt that nobody has looked at,
    ``left_out`` those that a bureau below rejected and this desk has not decided, ``over`` the
    limits of the notice that the list goes past.
    """

    pack: Pack
    applicants: Mapping[str, Sequence[Mapping[str, str]]]
    head: Head
    left_blank: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """What a person has to look at before it goes on: blank cells, cases left out; else ''."""
        told = {
            "desk.summary-blank": self.left_blank, "desk.summary-unconfirmed": self.unconfirmed,
            "desk.summary-below": self.left_out, "desk.summary-no-part": self.apart, "desk.summary-over": self.over,
        }  # fmt: skip
        return "\n".join(
            sentence(code, cases=names_of(names)) for code, names in told.items() if names
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many stand in each part, by form."""
        forms = [one.form for one in self.pack.summary.part] if self.pack.summary else []
        return {one: len(self.applicants[one]) for one in forms if self.applicants.get(one)}

    @property
    def apart(self) -> tuple[str, ...]:
        """The types that the 汇总表 has no part for, of those that applicants declared."""
        counts = self.counts
        return tuple(
            _type(self.pack, form)
            for form, rows in self.applicants.items()
            if rows and form not in counts
        )


def names_of(names: Sequence[str]) -> str:
    """Return names in a row, the first few and a count where there are many."""
    more = sentence("desk.summary-more", count=len(names)) if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def summary_data(desk: Desk, notice: str, sender: Sender, scope: Scope = "auto") -> SummaryData:
    """Return what the 汇总表 of a notice says.

    Raises ``SmdeskError`` ``sheets.summary-missing`` where the notice prints none, and what the
    loader raises for a notice that is not at hand.
    """
    pack = pack_at_hand(notice)
    if pack.summary is None:
        raise SmdeskError("sheets.summary-missing", notice=pack.notice.short)
    rows, out = _chosen(desk, notice, scope)
    forms = {form: [row for row in rows if row.form == form] for form in pack.forms}
    briefs = dict(zip((row.id for row in rows), desk.briefs([row.id for row in rows]), strict=True))
    applicants = {form: [briefs[row.id] for row in cases] for form, cases in forms.items()}
    texts = {}
    for title in pack.summary.head:
        for word, name in _HEADS:
            if word in title and title not in texts and getattr(sender, name):
                texts[title] = getattr(sender, name)
    return SummaryData(
        pack, applicants, Head(texts), _with_shown(pack, forms, desk.misread()),
        _called(out), _past_limits(desk, pack, rows), _with_shown(pack, forms, desk.doubted()),
    )  # fmt: skip


def list_note(desk: Desk, notice: str, scope: Scope = "auto", *, rejected: bool = False) -> str:
    """Return what is to be said of a list that goes up: nothing recommended yet, cases left out, limits gone past; else ''.

    With ``rejected`` the list takes those in that were rejected; the limits are not about them.
    """
    rows, out = _chosen(desk, notice, scope, rejected=rejected)
    standing = [row for row in rows if row.state is not State.REJECTED]
    chosen = scope != "auto" or any(row.state is State.RECOMMENDED for row in standing)
    told = {
        "desk.summary-unchosen": () if chosen else _called(standing),
        "desk.summary-below": _called(out),
        "desk.summary-over": _past_limits(desk, pack_at_hand(notice), standing),
    }
    return "\n".join(sentence(code, cases=names_of(one)) for code, one in told.items() if one)


def _called(rows: Iterable[CaseRow]) -> tuple[str, ...]:
    return tuple(row.applicant or sentence("desk.nameless") for row in rows)


def _past_limits(desk: Desk, pack: Pack, rows: Sequence[CaseRow]) -> tuple[str, ...]:
    found = []
    for one in quotas(desk, pack.notice.id):
        mine = [row for row in rows if not one.form or row.form == one.form]
        count = sum(not one.modes or not one.modes.isdisjoint(row.modes) for row in mine)
        if one.most is not None and count > one.most:
            kind = _type(pack, one.form) if one.form else sentence("desk.summary-all")
            kind = f"{kind}·{one.label}" if one.label else kind
            found.append(sentence("desk.summary-limit", kind=kind, count=count, most=one.most))
    return tuple(found)


def _with_shown(
    pack: Pack, forms: Mapping[str, Sequence[CaseRow]], places: Mapping[int, frozenset[str]]
) -> tuple[str, ...]:
    """Return the applicants of whom a column would show one of some values, told by case."""
    assert pack.summary is not None
    asked = {
        part.form: {one.source for one in part.column if one.source} for part in pack.summary.part
    }
    return tuple(
        row.applicant or sentence("desk.nameless")
        for form, rows in forms.items()
        for row in rows
        if any(parse(place).field in asked.get(form, ()) for place in places.get(row.id, ()))
    )


def summary_file(data: SummaryData, kind: Literal["xlsx", "docx", "pdf"]) -> bytes:
    """Return the 汇总表 as a file."""
    if kind == "xlsx":
        return write_summary(data.pack, data.applicants, data.head)
    return papers.written(summary_paper(data), kind)


def summary_paper(data: SummaryData) -> Packet:
    """Return the 汇总表 as pages: number, title, head line, a table for each part."""
    summary = data.pack.summary
    assert summary is not None
    blocks: list[Block] = []
    if summary.number:
        blocks.append(paragraph("form_number", summary.number))
    blocks.append(papers.heading(summary.title))
    size = data.pack.notice.typography.body.size
    room = paper_room(float(POINTS.get(size) or size))
    blocks += [
        TextBlock("body", (TextRun(told),), align="left", indent=False)
        for told in head_lines(summary, data.head.texts, room)
    ]
    for part in summary.part:
        blocks.append(paragraph("heading1", part.title, level=1))
        rows = part_rows(data.pack, part, data.applicants.get(part.form, ()))
        labels = [column.label.replace("\n", "") for column in part.column]
        blocks.append(papers.table([one.width for one in part.column], [labels, *rows]))
    return papers.paper(data.pack, summary.title, blocks)


# -- the letter and the list -------------------------------------------------------------------


def recommendation(
    desk: Desk, notice: str, sender: Sender, scope: Scope = "auto", *, to: str = ""
) -> Packet:
    """Return the 推荐函: whom the bureau recommends, by type in rank order, with its opinions.

    ``to`` is the office that it goes to, the notice's issuer where left out. Raises
    ``SmdeskError`` ``desk.nobody-listed``.
    """
    pack = pack_at_hand(notice)
    forms = {form: rows for form, rows in listed(desk, notice, scope).items() if rows}
    if not forms:
        raise SmdeskError("desk.nobody-listed", notice=pack.notice.short)
    counts = "、".join(f"{_type(pack, form)}{len(rows)}个" for form, rows in forms.items())
    lead = sentence(
        "desk.recommend-lead", notice=pack.notice.title, number=pack.notice.number_told,
        counts=counts,
    )  # fmt: skip
    blocks = [
        papers.heading(sentence("desk.recommend-title", programme=pack.notice.programme)),
        paragraph("body", f"{to or pack.notice.issuer}："),
        paragraph("body", lead),
        *_named(desk, pack, forms),
        paragraph("body", sentence("desk.recommend-close")),
        *_attached(pack),
        *_signature(sender),
    ]
    return papers.paper(pack, LETTER, blocks)


def _type(pack: Pack, form: str) -> str:
    return kind_name(pack, pack.forms[form]) if form in pack.forms else form


def _named(desk: Desk, pack: Pack, forms: Mapping[str, Sequence[CaseRow]]) -> Iterator[Block]:
    for form, rows in forms.items():
        yield paragraph("heading1", _type(pack, form), level=1)
        table = [("序号", "申报单位", "项目或平台", "所在地", "推荐意见")]
        for number, row in enumerate(rows, 1):
            told = opinion_told(desk, desk.case(row.id))
            table.append((str(number), row.applicant, row.subject or "—", row.district_told, told))
        yield papers.table((1, 4.4, 3.6, 2, 4), table)


def _attached(pack: Pack) -> Iterator[Block]:
    if pack.summary is not None:
        yield paragraph("body", sentence("desk.recommend-attached", title=pack.summary.title))


def _signature(sender: Sender) -> Iterator[Block]:
    if sender.contact or sender.phone:
        told = "　".join(one for one in (sender.contact, sender.phone) if one)
        yield paragraph("body", sentence("desk.contact-line", told=told))
    day = sender.dated or date.today()
    yield paragraph("body", sender.bureau or sentence("desk.seal-line"), align="right")
    yield paragraph("body", f"{day.year}年{day.month}月{day.day}日", align="right")


def packet_list(desk: Desk, notice: str, scope: Scope = "auto") -> Packet:
    """Return the list of what is sent: each packet with its seal code, file and copies."""
    pack = pack_at_hand(notice)
    copies = pack.notice.delivery.copies
    table = [("序号", "类别", "申报单位", "核对码", "电子文件", "纸质份数", "已核")]
    for form, rows in listed(desk, notice, scope).items():
        for row in rows:
            version = desk.reading(row.current).version
            file = version.file.replace("\\", "/").rpartition("/")[2]
            told = row.applicant + (f"（{row.subject}）" if row.subject else "")
            number = str(len(table))
            table.append(
                (number, _type(pack, form), told, version.seal_code, file, str(copies), "□")
            )
    if len(table) == 1:
        raise SmdeskError("desk.nobody-listed", notice=pack.notice.short)
    blocks = [
        papers.heading(LIST),
        paragraph("body", f"《{pack.notice.title}》", align="center"),
        papers.table((1, 2.4, 4.6, 3, 3.6, 1.4, 1), table),
    ]
    return papers.paper(pack, LIST, blocks)
