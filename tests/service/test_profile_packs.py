"""Filling between all forms at hand: nothing typed is lost, undo is exact, shared concepts move."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.notices.address import parse
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import load_pack, pack_folders
from smdesk.notices.models import Form, Kind, Pack
from smdesk.notices.typed import choice_text, choices_of
from smdesk.rules.ground import Ground
from smdesk.service.describe import form_years
from smdesk.service.profile import nature
from smdesk.service.profile.apply import apply_fill
from smdesk.service.profile.held import key_of
from smdesk.service.profile.plan import FillState, plan_fill
from smdesk.service.profile.source import source_of
from smdesk.service.session import DraftSession

_FIXTURES = Path(__file__).parents[1] / "packs"
_TEXTS = {
    Kind.NAME: "某某装备有限公司", Kind.PERSON: "王某", Kind.ADDRESS: "某省某市某路1号",
    Kind.INDUSTRY: "通用设备制造业", Kind.REGISTRATION: "有限责任公司", Kind.USCC: "91330100PDY00001XX",
    Kind.PHONE: "0571-55550126", Kind.MOBILE: "13800000126", Kind.FAX: "0571-55550127",
    Kind.EMAIL: "a@example.com", Kind.POSTCODE: "311100", Kind.URL: "https://www.example.com",
    Kind.INTEGER: "12", Kind.DECIMAL: "1.5", Kind.MONEY: "20000", Kind.PERCENT: "12.5",
    Kind.YEAR: "2018", Kind.DATE: "2015-03-02", Kind.SHARES: "物流 100%",
}  # fmt: skip


@cache
def forms() -> tuple[tuple[Pack, Form], ...]:
    folders = [*pack_folders(), *sorted(_FIXTURES.iterdir())]
    packs = []
    for one in folders:
        with suppress(SmdeskError):  # whether the bundled ones are sound is tested elsewhere
            packs.append(load_pack(one))
    return tuple((pack, form) for pack in packs for form in pack.forms.values())


NAMES = [pack.form_id(form.id) for pack, form in forms()]


def years_of(pack: Pack, form: Form) -> tuple[int, ...]:
    """Return the columns of a form; where they are chosen, the last before 2020."""
    return form_years(pack, form, () if pack.years_of(form).fixed else (2017, 2018, 2019))


@cache
def full(name: str) -> Declaration:
    """Return a declaration with every value of a form filled in."""
    pack, form = forms()[NAMES.index(name)]
    years = years_of(pack, form)
    ground = Ground(pack, form, years)
    values = {}
    for address in ground.order:
        field, row = ground.field(address), parse(address).row
        if address in form.fixed or (row or 0) > 2:
            continue
        if field.kind in {Kind.CHOICE, Kind.YES_NO}:
            ids = [one.id for one in choices_of(field) if one.tickable]
            values[address] = choice_text(field, ids[-1:])
        else:
            unit = field.units[0] if field.units else ""
            values[address] = _TEXTS.get(field.kind, "内容") + unit
    return Declaration(form=name, pack=pack.hash, years=years, values=values)


def session(name: str, values: dict[str, str]) -> DraftSession:
    pack, form = forms()[NAMES.index(name)]
    declaration = Declaration(form=name, pack=pack.hash, years=years_of(pack, form), values=values)
    return DraftSession(pack, form, declaration)


@pytest.mark.parametrize("source", NAMES)
def test_every_shared_concept_of_one_kind_moves(source: str) -> None:
    pack, form = forms()[NAMES.index(source)]
    known = source_of(pack, form, full(source))
    ground = Ground(pack, form, years_of(pack, form))
    kinds = {
        key_of(ground.field(one), form, parse(one)): ground.field(one)
        for one in full(source).values
    }
    for target in NAMES:
        other, into = forms()[NAMES.index(target)]
        open_one = session(target, {})
        plan = plan_fill(known, other, into, open_one.declaration)
        there = Ground(other, into, years_of(other, into))
        offered = {one.address: one for one in plan.rows if one.address}
        for address in there.order:
            field = there.field(address)
            key = key_of(field, into, parse(address))
            from_field = kinds.get(key)
            if address in into.fixed or from_field is None or from_field.kind is not field.kind:
                continue
            if field.kind is Kind.CHOICE or (from_field.unit or "") != (field.unit or ""):
                continue
            if bool(from_field.units) != bool(field.units):
                continue
            line = offered[address]
            assert line.text, (source, target, address, line.notes)
            by_hand = {"aged", "statement", "other-notice"} & set(line.notes)
            assert line.ticked or by_hand, (source, target, address, line)
            if by_hand & {"statement"}:
                assert nature.is_statement(key.concept)


@given(st.data())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_typed_values_stay_and_undo_is_exact(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(NAMES))
    target = data.draw(st.sampled_from(NAMES))
    addresses = sorted(full(target).values)
    kept = data.draw(st.sets(st.sampled_from(addresses), max_size=len(addresses)))
    own = st.sampled_from(["5", "另一个", "1.25", "无"])
    typed = {
        one: data.draw(own) if data.draw(st.booleans()) else full(target).values[one]
        for one in kept
    }
    at_work = session(target, typed)
    before = at_work.declaration
    pack, form = forms()[NAMES.index(source)]
    other, into = forms()[NAMES.index(target)]
    plan = plan_fill(source_of(pack, form, full(source)), other, into, before)
    chosen = {one.address for one in plan.rows if one.address}
    every = data.draw(st.booleans())
    apply_fill(at_work, plan, chosen if every else None)
    after = at_work.declaration.values
    figures = {one.address for one in plan.rows if one.figure}
    for address, text in typed.items():
        if not every or address in figures:
            assert after[address] == text
    assert {one for one in after if after[one] != before.values.get(one)} <= chosen
    again = plan_fill(source_of(pack, form, full(source)), other, into, at_work.declaration)
    assert not [one for one in again.of(FillState.FILL) if one.address in set(plan.texts())]
    if at_work.undo_step:
        at_work.undo()
    assert at_work.declaration == before
    assert not at_work.origins
