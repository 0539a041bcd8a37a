"""Verbs of ranking and what follows: ``rank``, ``opinion``, ``summary``, ``quotas``, ``papers``."""

from __future__ import annotations

import argparse
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.cli.desk import add_common, open_desk
from smdesk.cli.deskletters import add_sender
from smdesk.cli.output import DONE, say, say_json
from smdesk.errors import SmdeskError

if TYPE_CHECKING:
    from smdesk.service.desk.letter import Sender
    from smdesk.service.desk.summary import Scope
    from smdesk.store.desk.desk import Desk

_FORMATS = ("xlsx", "docx", "pdf")
_PAPERS = ("recommendation", "list", "statistics")
_SCOPES = ("auto", "recommended", "ranked", "all")
_RULES = ("mean", "worst", "lead")
_OWN = "收件台"
"""What the desk's own ranking is called beside those of officers."""


def add_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the verbs to a parser."""
    one = verb("rank", "给申报排序", rank)
    add_common(one)
    one.add_argument("case", type=int, nargs="?", metavar="编号")
    one.add_argument("position", type=int, nargs="?", metavar="名次", help="0 为取消排序")
    one.add_argument("--layer", metavar="姓名", help="记作这个人的排序，不动收件台的排序")
    one.add_argument(
        "--order", nargs="+", type=int, metavar="编号", help="按这一次序排一类申报的全部名次"
    )
    one.add_argument(
        "--merge", choices=_RULES, metavar="办法", help="合并各人的排序：mean、worst、lead"
    )
    one.add_argument(
        "--first", metavar="姓名", help="--merge lead 以谁为准；收件台自己的排序写“收件台”"
    )
    _notice(one)
    one.add_argument("--form", default="", metavar="申报表", help="--merge 时写明，如 enterprise")
    one = verb("opinion", "写下对一份申报的意见", opinion)
    add_common(one)
    one.add_argument("case", type=int, metavar="编号")
    one.add_argument("--text", required=True, metavar="意见")
    one.add_argument("--bureau", default="", metavar="单位")
    one = verb("quotas", "列出各类名额和已排、已推荐的数目", quotas)
    add_common(one)
    _notice(one)
    one = verb("summary", "按排序导出汇总表", summary)
    add_common(one)
    one.add_argument("--out", required=True, type=Path, metavar="文件", help="如 汇总表.xlsx")
    one.add_argument(
        "--format", metavar="格式", help="xlsx,docx,pdf，用逗号隔开；默认按文件的扩展名"
    )
    _listing(one)
    one = verb("papers", "导出推荐函、报送材料清单或统计表", papers)
    add_common(one)
    one.add_argument("paper", choices=_PAPERS, metavar="哪一种", help="、".join(_PAPERS))
    one.add_argument(
        "--out", required=True, type=Path, metavar="文件", help="统计表为 xlsx，其余 docx 或 pdf"
    )
    one.add_argument("--to", default="", metavar="单位", help="推荐函发往的单位")
    _listing(one)


_UNUSED = {
    "list": ("to", "bureau", "contact", "phone"),
    "statistics": ("scope", "to", "bureau", "contact", "phone"),
}
"""Options that say nothing of a paper: the list has no sender, the figures count every case."""


def _notice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--notice", default="", metavar="通知", help="收件台上有几个通知时写明")


def _listing(parser: argparse.ArgumentParser) -> None:
    _notice(parser)
    parser.add_argument("--scope", choices=_SCOPES, metavar="范围",
                        help="auto（有拟推荐的只列拟推荐的）、recommended、ranked、all")  # fmt: skip
    add_sender(parser)


def the_notice(desk: Desk, chosen: Namespace) -> str:
    """Return the notice that a verb is about: the named one, or the only one of the desk."""
    found = sorted({notice for notice, _ in desk.counts().forms})
    if chosen.notice:
        return str(chosen.notice)
    if not found:
        raise SmdeskError("desk.desk-empty")
    if len(found) > 1:
        raise SmdeskError("desk.notice-several", notices="、".join(found))
    return found[0]


def sender_of(chosen: Namespace) -> Sender:
    """Return who writes a paper."""
    from smdesk.service.desk.letter import Sender

    return Sender(chosen.bureau, chosen.contact, chosen.phone)


def rank(chosen: Namespace) -> int:
    """Give a case its place, take a whole order, or merge several officers' orders."""
    one = chosen.case is not None or chosen.position is not None
    if sum((one, bool(chosen.order), bool(chosen.merge))) > 1:
        detail = "编号和名次、--order、--merge 只写一种"
        raise SmdeskError("cli.wrong-use", detail=detail, verb="smdesk rank")
    if chosen.layer is not None and (chosen.merge or not chosen.layer.strip()):
        detail = "--merge 合并各人的排序，不与 --layer 同用" if chosen.merge else "--layer 须写姓名"
        raise SmdeskError("cli.wrong-use", detail=detail, verb="smdesk rank")
    if chosen.first is not None and chosen.merge != "lead":
        raise SmdeskError(
            "cli.wrong-use", detail="--first 与 --merge lead 同用", verb="smdesk rank"
        )
    with open_desk(chosen, write=True) as desk:
        if chosen.merge:
            return _merge(desk, chosen)
        if chosen.order:
            order = _whole_order(desk, chosen)
        elif chosen.case is None or chosen.position is None:
            raise SmdeskError("cli.wrong-use", detail="写明编号和名次", verb="smdesk rank")
        else:
            order = _one_place(desk, chosen)
        rows = desk.rows(order)
    if chosen.json:
        say_json([
            {"case": row.id, "applicant": row.applicant, "rank": place}
            for place, row in enumerate(rows, 1)
        ])  # fmt: skip
        return DONE
    for place, row in enumerate(rows, 1):
        say(f"{place}　{row.id} 号　{row.applicant}")
    return DONE


def _one_place(desk: Desk, chosen: Namespace) -> list[int]:
    from smdesk.service.desk.ranking import rank as put
    from smdesk.service.desk.ranking import rank_layer

    if chosen.layer:
        return rank_layer(desk, chosen.layer, chosen.case, chosen.position)
    return put(desk, chosen.case, chosen.position)


def _whole_order(desk: Desk, chosen: Namespace) -> list[int]:
    from smdesk.service.desk.ranking import put_order

    return put_order(desk, chosen.order, chosen.layer or "")


def _merge(desk: Desk, chosen: Namespace) -> int:
    from smdesk.notices.loader import find_form
    from smdesk.service.desk.ranking import merge_layers

    notice = the_notice(desk, chosen)
    if not chosen.form:
        raise SmdeskError("cli.wrong-use", detail="--merge 须写明 --form", verb="smdesk rank")
    find_form(f"{notice}/{chosen.form}")  # a form that is not there is no form without ranks
    first = _first(desk, notice, chosen)
    told = merge_layers(desk, notice, chosen.form, chosen.merge, first)
    desk.put_ranking(notice, chosen.form, told.cases)
    named = {row.id: row.applicant for row in desk.rows(told.cases)}
    if chosen.json:
        say_json([
            {"case": one.case, "rank": place, "applicant": named[one.case], "apart": one.apart,
             "places": dict(zip(told.officers, one.places, strict=True))}
            for place, one in enumerate(told.order, 1)
        ])  # fmt: skip
        return DONE
    for place, one in enumerate(told.order, 1):
        given = "，".join(
            f"{name or _OWN} {n or '未排'}"
            for name, n in zip(told.officers, one.places, strict=True)
        )
        say(f"{place}　{one.case} 号　{named[one.case]}（{given}）")
    return DONE


def _first(desk: Desk, notice: str, chosen: Namespace) -> str | None:
    """Return the officer who counts first, ``""`` for the desk's own ranking; ``None`` as it comes."""
    from smdesk.store.desk.layer import officer_name

    if chosen.first is None:
        return None
    name = officer_name(chosen.first)
    own = [_OWN] if desk.ranking(notice, chosen.form) else []
    known = [*own, *desk.layers(notice, chosen.form)]
    if name not in known:
        told = "、".join(known) or "（无）"
        raise SmdeskError("desk.officer-unknown", name=name, officers=told)
    return "" if name == _OWN else name


def opinion(chosen: Namespace) -> int:
    """Add an opinion to a case."""
    with open_desk(chosen, write=True) as desk:
        desk.add_opinion(chosen.case, chosen.text, chosen.bureau)
        told = desk.case(chosen.case).opinions
    if chosen.json:
        say_json([
            {"text": one.text, "bureau": one.bureau, "person": one.person, "at": one.at.isoformat()}
            for one in told
        ])  # fmt: skip
    else:
        say(f"已记下，共 {len(told)} 条意见。")
    return DONE


def _kind(notice: str, form: str) -> str:
    """Return what people call a form, all of them where none is named."""
    from smdesk.notices.loader import find_form
    from smdesk.service.essentials import kind_name

    return kind_name(*find_form(f"{notice}/{form}")) if form else "合计"


def quotas(chosen: Namespace) -> int:
    """Print the counters of a notice."""
    from smdesk.service.desk.ranking import quotas as counted

    with open_desk(chosen) as desk:
        notice = the_notice(desk, chosen)
        told = counted(desk, notice)
    if chosen.json:
        say_json([
            {"form": one.form or None, "mode": one.mode or None, "most": one.most, "per": one.per,
             "clause": one.clause, "received": one.received, "ranked": one.ranked,
             "recommended": one.recommended, "over": list(one.over)}
            for one in told
        ])  # fmt: skip
        return DONE
    for one in told:
        name = _kind(notice, one.form) + (f"·{one.label}" if one.mode else "")
        most = f"名额 {one.most}（{one.per}）" if one.most is not None else "不限名额"
        over = f"　超出 {len(one.over)} 份：{'、'.join(map(str, one.over))} 号" if one.over else ""
        counts = f"收到 {one.received}　已排 {one.ranked}　拟推荐 {one.recommended}"
        say(f"{name}　{most}　{counts}{over}")
    return DONE


def summary(chosen: Namespace) -> int:
    """Write the 汇总表 in rank order."""
    from smdesk.files import write_together
    from smdesk.service.desk.papers import known_format
    from smdesk.service.desk.summary import summary_data, summary_file

    named = chosen.format or chosen.out.suffix.lstrip(".").lower() or "xlsx"
    kinds = [known_format(one.strip(), _FORMATS) for one in named.replace("，", ",").split(",")]
    with open_desk(chosen) as desk:
        notice = the_notice(desk, chosen)
        data = summary_data(desk, notice, sender_of(chosen), chosen.scope or "auto")
    targets = [
        (_named_as(chosen.out, kind), summary_file(data, kind))  # type: ignore[arg-type]
        for kind in dict.fromkeys(kinds)
    ]
    write_together(targets)
    counts = data.counts
    if chosen.json:
        files = [str(path) for path, _ in targets]
        say_json(
            {"files": files, "applicants": counts, "left_blank": list(data.left_blank),
             "left_out": list(data.left_out), "over": list(data.over),
             "unconfirmed": list(data.unconfirmed), "no_part": list(data.apart),
             "note": data.note}
        )  # fmt: skip
        return DONE
    for path, _ in targets:
        say(f"已写出：{path}")
    told = "，".join(f"{_kind(notice, form)} {n} 份" for form, n in counts.items())
    say(told or "没有列入的申报。")
    if data.note:
        say(data.note)
    return DONE


def _named_as(path: Path, kind: str) -> Path:
    """Return the name of one format's file: no Word file is called ``.xlsx``, ``表2024.9`` stays."""
    given = path.suffix.lstrip(".").lower()
    if given == kind:
        return path
    return (
        path.with_suffix(f".{kind}") if given in _FORMATS else path.with_name(f"{path.name}.{kind}")
    )


def papers(chosen: Namespace) -> int:
    """Write the 推荐函, the list of what is sent, or the figures."""
    from smdesk.files import write_atomically
    from smdesk.service.desk.papers import known_format, written
    from smdesk.service.desk.statistics import statistics, statistics_sheet
    from smdesk.service.desk.summary import list_note, packet_list, recommendation

    unused = next((one for one in _UNUSED.get(chosen.paper, ()) if getattr(chosen, one)), None)
    if unused is not None:
        detail = f"{chosen.paper} 用不到 --{unused}"
        raise SmdeskError("cli.wrong-use", detail=detail, verb="smdesk papers")
    scope: Scope = chosen.scope or "auto"
    able = ("xlsx",) if chosen.paper == "statistics" else ("docx", "pdf")
    if not chosen.out.suffix:
        told = "、".join(able)
        raise SmdeskError("desk.format-unnamed", file=chosen.out.name, able=told)
    kind = known_format(chosen.out.suffix.lstrip(".").lower(), able)
    note = ""
    with open_desk(chosen) as desk:
        notice = the_notice(desk, chosen)
        if chosen.paper == "statistics":
            data = statistics_sheet(statistics(desk, notice))
        elif chosen.paper == "list":
            note = list_note(desk, notice, scope)
            data = written(packet_list(desk, notice, scope), kind)  # type: ignore[arg-type]
        else:
            note = list_note(desk, notice, scope)
            packet = recommendation(desk, notice, sender_of(chosen), scope, to=chosen.to)
            data = written(packet, kind)  # type: ignore[arg-type]
    write_atomically(chosen.out, data)
    if chosen.json:
        say_json({"file": str(chosen.out), "note": note})
        return DONE
    say(f"已写出：{chosen.out}")
    if note:
        say(note)
    return DONE
