"""The verb ``case``: one case of the desk, shown and worked on."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from smdesk.cli.desk import open_desk, row_json, row_line
from smdesk.cli.output import DONE, LEVELS, say, say_json
from smdesk.errors import SmdeskError, sentence

if TYPE_CHECKING:
    from smdesk.service.desk.findings import Found
    from smdesk.store.desk.desk import Desk
    from smdesk.store.desk.models import Case


def show_case(chosen: Namespace) -> int:
    """Show one case, after what was asked for was done to it."""
    from smdesk.service.desk.differences import desk_of_years
    from smdesk.service.desk.findings import found

    write = _writes(chosen)
    if chosen.before is not None:
        desk_of_years(chosen.before).close()  # refused before anything is written or said
    with open_desk(chosen, write=write) as desk:
        number = chosen.case
        if write:
            with desk.as_one():  # what is refused leaves nothing half done
                _work(desk, chosen)
                number = _move(desk, chosen)
        case = desk.case(number)
        told = found(desk, case)
        if chosen.json:
            say_json(_case_json(desk, case, told, chosen))
            return DONE
        _say_case(desk, case, told, chosen)
    return DONE


def _writes(chosen: Namespace) -> bool:
    moves = [chosen.join is not None, bool(chosen.part), chosen.give_back]
    wrong = (
        (chosen.dismiss and not chosen.reason.strip(), "--dismiss 须写明 --reason"),
        (chosen.reason and not chosen.dismiss, "--reason 与 --dismiss 同用"),
        (chosen.note and not chosen.state, "--note 与 --state 同用"),
        (chosen.into is not None and not chosen.part, "--into 与 --part 同用"),
        (sum(moves) > 1, "--join、--part、--give-back 只写一个"),
    )
    for is_wrong, detail in wrong:
        if is_wrong:
            raise SmdeskError("cli.wrong-use", detail=detail, verb="smdesk case")
    said = (chosen.state, chosen.dismiss, chosen.take_up, chosen.misread, chosen.not_misread)
    return any(moves) or any(said) or chosen.accept is not None


def _move(desk: Desk, chosen: Namespace) -> int:
    """Move versions as asked for; return the case to be shown."""
    from smdesk.service.desk.joining import give_back, join, part

    case: int = chosen.case
    if chosen.join is not None:
        return join(desk, case, chosen.join)
    if chosen.part:
        return part(desk, case, chosen.part, chosen.into)
    if chosen.give_back:
        give_back(desk, case)
    return case


def _work(desk: Desk, chosen: Namespace) -> None:
    from smdesk.service.desk.findings import doubtful
    from smdesk.service.desk.review import mark_misread
    from smdesk.store.desk.models import State

    if chosen.accept is not None:
        waiting = doubtful(desk, desk.case(chosen.case).row.current)
        places = chosen.accept or [one.address for one in waiting if not one.confirmed]
        desk.confirm(chosen.case, places)
    if chosen.misread:
        mark_misread(desk, chosen.case, chosen.misread)
    if chosen.not_misread:
        _take_back(desk, chosen.case, chosen.not_misread)
    if chosen.dismiss:
        desk.dismiss(chosen.case, chosen.dismiss, chosen.reason.strip())
    if chosen.take_up:
        if chosen.take_up not in desk.case(chosen.case).dismissals:
            raise SmdeskError("desk.not-dismissed", key=chosen.take_up)
        desk.take_up(chosen.case, chosen.take_up)
    if chosen.state:
        desk.move([chosen.case], State(chosen.state), chosen.note)


def _take_back(desk: Desk, case: int, places: list[str]) -> None:
    from smdesk.service.desk.review import misread

    marked = {one.address for one in misread(desk, desk.case(case).row.current)}
    for place in places:
        if place not in marked:
            raise SmdeskError("desk.not-misread", address=place)
    desk.take_back(case, places)


def _earlier(desk: Desk, case: int, chosen: Namespace) -> list[Any]:
    from smdesk.service.desk.differences import desk_of_years, earlier

    if chosen.before is None:
        return list(earlier(desk, case))
    with desk_of_years(chosen.before) as other:
        return list(earlier(desk, case, other=other))


def _case_json(desk: Desk, case: Case, told: tuple[Found, ...], chosen: Namespace) -> Any:
    return row_json(case.row) | _received_json(desk, case, told, chosen) | _bureau_json(desk, case)


def _received_json(desk: Desk, case: Case, told: tuple[Found, ...], chosen: Namespace) -> Any:
    """Return what came from the applicant, and what is found in it."""
    from smdesk.service.desk.below import aside_below
    from smdesk.service.desk.differences import differences

    versions, below = case.versions, aside_below(desk, case)
    return {
        "findings": [
            {
                "key": one.key, "rule": one.rule, "level": one.level,
                "addresses": list(one.addresses), "cells": [list(cell) for cell in one.cells],
                "message": one.message, "clause": one.clause, "reason": one.reason,
                "open": one.open, "misread": one.misread, "dismissed": one.dismissal.reason if one.dismissal else None,
                "aside_below": [
                    {"bureau": bureau, "reason": said.reason, "person": said.person}
                    for bureau, said in below.get(one.key, ())
                ],
            }
            for one in told
        ],
        "versions": [
            {"number": one.number, "file": one.file, "sha256": one.sha256, "seal": one.seal,
             "seal_code": one.seal_code, "status": one.status, "files": list(one.carriers)}
            for one in versions
        ],
        "differences": [
            {"address": one.place, "label": one.label, "before": one.old, "after": one.new}
            for one in (differences(desk, *_last_two(case)) if versions[1:] else ())
        ],
        "values": dict(desk.reading(case.row.current).declaration.values),
        "earlier": [
            {"notice": one.case.notice, "form": one.case.form, "differing": [
                {"label": each.label, "year": each.year, "before": each.before, "now": each.now}
                for each in one.differing
            ]}
            for one in _earlier(desk, case.row.id, chosen)
        ],
    }  # fmt: skip


def _last_two(case: Case) -> tuple[int, int]:
    """Return the version that came last before the current one, and the current one."""
    current = case.row.current
    before = max((one for one in case.versions if one.id != current), key=lambda one: one.number)
    return before.id, current


def _bureau_json(desk: Desk, case: Case) -> Any:
    """Return what this bureau and those before it said of the case."""
    from smdesk.service.desk.joining import likely
    from smdesk.service.desk.review import misread
    from smdesk.service.desk.sending import last_words

    return {
        "states": [
            {"state": one.state.value, "at": one.at.isoformat(), "person": one.person,
             "note": one.note, "case": one.case}
            for one in case.states
        ],
        "opinions": [
            {"text": one.text, "bureau": one.bureau, "person": one.person,
             "at": one.at.isoformat()}
            for one in case.opinions
        ],
        "misread": [
            {"address": one.address, "label": one.label, "text": one.text}
            for one in misread(desk, case.row.current)
        ],
        "joined": list(desk.joined(case.row.id)),
        "likely": [
            {"case": one.row.id, "why": list(one.why), "likeness": one.likeness}
            for one in likely(desk, case.row.id)
        ],
        "paper": [
            {**one.detail, "at": one.at.isoformat(), "person": one.person}
            for one in desk.history(case.row.id) if one.what == "paper"
        ],
        "spoken": [
            {"bureau": one.bureau, "state": one.state, "rank": one.rank, "at": one.at.isoformat(),
             "person": one.person, "misread": list(one.misread),
             "decided": one.decision.model_dump(mode="json") if one.decision else None}
            for one in last_words(desk, case)
        ],
    }  # fmt: skip


def _say_past(desk: Desk, case: Case) -> None:
    """Say through which states a case went, its versions, and what its paper said."""
    from smdesk.service.desk.differences import differences

    for one in case.states:
        note = f"　{one.note}" if one.note else ""
        note += f"　（原 {one.case} 号）" if one.case is not None else ""
        name = sentence(f"desk.state-{one.state.value}")
        say(f"  {one.at.astimezone():%Y-%m-%d %H:%M}　{name}　{one.person}{note}")
    for version in case.versions:
        say(f"  第 {version.number} 版　{version.file}　核对码 {version.seal_code}")
    if case.versions[1:]:
        for each in differences(desk, *_last_two(case)):
            say(f"    {each.label}：{each.old or '（空白）'} → {each.new or '（空白）'}")
    for event in desk.history(case.row.id):
        if event.what == "paper":
            said = sentence(f"desk.paper-noted-{event.detail['verdict']}", **event.detail)
            say(f"  {event.at.astimezone():%Y-%m-%d %H:%M}　{said}　{event.person}")


def _say_case(desk: Desk, case: Case, told: tuple[Found, ...], chosen: Namespace) -> None:
    from smdesk.service.desk.below import aside_below
    from smdesk.service.desk.differences import earlier_said
    from smdesk.service.desk.joining import likely
    from smdesk.service.desk.review import misread
    from smdesk.service.desk.sending import last_words, said_state

    say(row_line(case.row))
    _say_past(desk, case)
    below = aside_below(desk, case)
    for finding in told:
        aside = finding.dismissal
        mark = f"　［不作为问题：{aside.reason}］" if aside and not finding.open else ""
        mark += "　［栏目读错，不作为申报单位的问题］" if finding.misread else ""
        for bureau, said in below.get(finding.key, ()):
            mark += f"　［{bureau}不作为问题：{said.reason}］"
        say(f"  {LEVELS[finding.level]}　{finding.key}　{finding.message}{mark}")
    for wrong in misread(desk, case.row.current):
        say(f"  读错　{wrong.address}　{wrong.label}　读作：{wrong.text or '（空白）'}")
    for opinion in case.opinions:
        whose = " ".join(one for one in (opinion.bureau, opinion.person) if one)
        say(f"  意见　{whose}：{opinion.text}")
    for word in last_words(desk, case):
        rank = f"　排第 {word.rank} 位" if word.rank is not None else ""
        made = word.decision
        by = f"（{'：'.join(one for one in (made.person, made.note) if one)}）" if made else ""
        say(f"  {word.bureau}　{said_state(word)}{by}{rank}　{word.person}")
    for kin in likely(desk, case.row.id):
        why = "、".join(sentence(f"desk.why-{each}") for each in kin.why)
        say(f"  可能是同一案　{kin.row.id} 号　{kin.row.applicant}　{why}")
    found = _earlier(desk, case.row.id, chosen)
    if found or chosen.before is not None:
        say(f"  {earlier_said(case.row, found, elsewhere=chosen.before is not None)}")
    for before in found:
        for figure in before.differing:
            say(
                f"  与{before.case.notice}不一致　{figure.label}（{figure.year}）："
                f"当时 {figure.before}，现为 {figure.now}"
            )
