"""Verbs about what is known already: ``fill --from``, ``profiles``."""

from __future__ import annotations

import argparse
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from smdesk.cli import packets
from smdesk.cli.output import DONE, say, say_json
from smdesk.errors import sentence
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form

if TYPE_CHECKING:
    from smdesk.service.profile.lines import FillPlan
    from smdesk.service.profile.remember import ProfileDraft
    from smdesk.service.profile.source import Source
    from smdesk.store.library import Library

_SHOWN = ("fill", "newer", "ask", "differs", "unfit", "no-place")


def fill(chosen: Namespace) -> int:
    """Export a packet of values, those of a source added; ``--plan`` only prints the list."""
    if chosen.source is None:
        if chosen.plan or chosen.papers:
            chosen.parser.error("the following arguments are required: --from")
        if chosen.values is None:
            chosen.parser.error("the following arguments are required: --values")
        return packets.fill(chosen)
    from smdesk.service.profile.bring import bring
    from smdesk.service.profile.open_source import open_source
    from smdesk.service.values import read_values

    typed = read_values(chosen.values) if chosen.values else {}
    source = open_source(chosen.source, chosen.data)
    plan = _plan(chosen, source, typed)
    if chosen.plan:
        _show(chosen, plan)
        return DONE
    if not chosen.json:
        say(sentence("profile.step-fill", source=plan.source, count=len(plan.texts())))
    return packets.fill(chosen, bring(plan, source, papers=chosen.papers))


def _plan(chosen: Namespace, source: Source, typed: dict[str, str]) -> FillPlan:
    from smdesk.service.describe import form_years
    from smdesk.service.profile.plan import plan_fill
    from smdesk.service.values import accept_values

    pack, form = find_form(chosen.form)
    declaration = Declaration(
        form=pack.form_id(form.id),
        pack=pack.hash,
        years=form_years(pack, form, chosen.years),
        values=accept_values(pack, form, typed, years=chosen.years),
    )
    return plan_fill(source, pack, form, declaration)


def _show(chosen: Namespace, plan: FillPlan) -> None:
    if chosen.json:
        say_json(plan.as_json())
        return
    say(f"从“{plan.source}”填入 {plan.target}，将填 {len(plan.texts())} 项：")
    for state in _SHOWN:
        rows = [one for one in plan.rows if one.state.value == state]
        if rows:
            say(f"{sentence(f'profile.state-{state}')}（{len(rows)}）")
        for one in rows:
            now = f"　现为 {one.now}" if one.now else ""
            told = f"　（{one.told}）" if one.told else ""
            say(f"  {one.label}：{one.text or one.shown or '—'}{now}{told}")
    for label in plan.unread:
        say(f"  {label}：来源中读不出，未列入")


def add_from(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``fill`` that take values from what is known."""
    parser.add_argument(
        "--from", dest="source", metavar="来源",
        help="数据包、收到的 Word、PDF 或 Excel 文件，或资料的名称、统一社会信用代码",
    )  # fmt: skip
    parser.add_argument("--plan", action="store_true", help="只列出将填入什么，不写任何文件")
    parser.add_argument(
        "--with-papers", dest="papers", action="store_true", help="正文和不限年度的附件一并沿用"
    )
    parser.add_argument("--data", type=Path, metavar="文件夹", help="存放资料的数据文件夹")


def add_profiles(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``profiles``."""
    parser.add_argument("name", nargs="?", metavar="资料", help="名称、其中几个字或信用代码")
    parser.add_argument("--remember", type=Path, metavar="文件", help="将一份申报文件记入资料")
    parser.add_argument("--forget", action="store_true", help="删除所指的资料")
    parser.add_argument("--plan", action="store_true", help="只列出将记入什么，不改动资料")
    parser.add_argument("--data", type=Path, metavar="文件夹", help="存放资料的数据文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def profiles(chosen: Namespace) -> int:
    """List profiles or show one; remember a declaration; forget one."""
    from smdesk import paths
    from smdesk.store.library import Library
    from smdesk.store.opening import FILE

    if chosen.forget and chosen.name is None:
        chosen.parser.error("the following arguments are required: 资料")
    writes = (chosen.remember is not None and not chosen.plan) or chosen.forget
    folder = chosen.data or paths.user_data()
    empty = not (folder / FILE).exists()
    if empty and not writes and (chosen.remember is not None or chosen.name is None):
        return _remember(chosen, None) if chosen.remember is not None else _say_list(chosen, [])
    with Library.open(folder, read_only=not writes) as library:
        if chosen.remember is not None:
            return _remember(chosen, library)
        if chosen.name is None:
            return _say_list(chosen, _listed(library))
        return _forget(chosen, library) if chosen.forget else _say_one(chosen, library)


def _listed(library: Library) -> list[dict[str, object]]:
    return [
        {
            "kind": one.kind, "key": one.key, "name": one.name, "values": one.values,
            "saved": one.saved.isoformat(),
        }
        for one in library.profiles.all()
    ]  # fmt: skip


def _say_list(chosen: Namespace, found: list[dict[str, object]]) -> int:
    if chosen.json:
        say_json(found)
    elif not found:
        say("还没有资料。可用 smdesk profiles --remember 文件 记入一份申报。")
    else:
        for one in found:
            kind = sentence(f"profile.subject-{one['kind']}")
            say(f"{kind}　{one['name']}　{one['values']} 项　{str(one['saved'])[:10]}")
    return DONE


def _say_one(chosen: Namespace, library: Library) -> int:
    from smdesk.service.profile.remember import find_profile, values_of

    row = find_profile(library, chosen.name)
    held = values_of(library, row.id)
    if chosen.json:
        say_json(
            {
                "name": row.name, "kind": row.kind, "key": row.key,
                "values": [
                    {
                        "concept": key.concept, "year": key.year or None, "row": key.row or None,
                        "label": one.label, "text": one.text, "unit": one.unit,
                        "form": one.form, "on": one.on,
                    }
                    for key, one in sorted(held.items())
                ],
            }
        )  # fmt: skip
        return DONE
    say(f"{row.name}")
    for _, one in sorted(held.items()):
        say(f"  {one.label}：{one.shown}　（{one.form}，{one.on or '日期不详'}）")
    return DONE


def _forget(chosen: Namespace, library: Library) -> int:
    from smdesk.service.profile.remember import find_profile

    row = find_profile(library, chosen.name)
    library.profiles.remove(row.id)
    if chosen.json:
        say_json({"removed": row.name})
    else:
        say(f"已删除资料“{row.name}”。")
    return DONE


def _remember(chosen: Namespace, library: Library | None) -> int:
    from smdesk.service.profile.open_source import source_of_file
    from smdesk.service.profile.remember import plan_remember, remember

    drafts = plan_remember(library, source_of_file(chosen.remember))
    if library is not None and not chosen.plan:
        remember(library, drafts)
    return _say_learned(chosen, drafts)


def _say_learned(chosen: Namespace, drafts: tuple[ProfileDraft, ...]) -> int:
    if chosen.json:
        say_json(
            [
                {
                    "kind": one.subject, "key": one.key, "name": one.name,
                    "values": [
                        {
                            "label": learned.held.label, "news": learned.news,
                            "old": learned.old, "new": learned.held.shown,
                        }
                        for learned in one.values
                    ],
                }
                for one in drafts
            ]
        )  # fmt: skip
        return DONE
    verb = "将记入" if chosen.plan else "已记入"
    for one in drafts:
        new, changed = len(one.of("new")), len(one.of("changed"))
        say(
            f"{verb}{sentence(f'profile.subject-{one.subject}')}“{one.name}”：新 {new} 项，更新 {changed} 项"
        )
        for learned in one.of("changed"):
            say(f"  {learned.held.label}：{learned.old} → {learned.held.shown}")
    return DONE
