from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.service.home import duplicate, rename
from smdesk.service.profile.apply import apply_fill, carried_over
from smdesk.service.profile.held import Key
from smdesk.service.profile.plan import FillState, plan_fill
from smdesk.service.profile.remember import (
    change_value,
    find_profile,
    plan_remember,
    remember,
    source_of_profile,
    values_of,
)
from smdesk.service.profile.roll import plan_roll, roll_targets
from smdesk.service.profile.source import source_of, source_of_declaration
from smdesk.service.session.autosave import Autosave
from smdesk.service.session.opening import new_draft, open_draft, store_batch
from smdesk.store.library import Library

_SPEC = importlib.util.spec_from_file_location("profiling", Path(__file__).parent / "profiling.py")
assert _SPEC is not None
assert _SPEC.loader is not None
profiling = importlib.util.module_from_spec(_SPEC)
sys.modules["profiling"] = profiling
_SPEC.loader.exec_module(profiling)
variant, sample, blank = profiling.variant, profiling.sample, profiling.blank
DAY = datetime(2020, 9, 1, tzinfo=UTC)


class NoTimer:
    def start(self, seconds: float, call: object) -> None:
        """Never rings."""

    def stop(self) -> None:
        """Never rings."""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def learn(library: Library, declaration: Declaration, when: datetime = DAY) -> tuple[int, ...]:
    return remember(library, plan_remember(library, source_of_declaration(declaration, when=when)))


def test_a_company_is_known_by_its_code_with_every_figure_by_year(library: Library) -> None:
    (profile,) = learn(library, sample())
    (row,) = library.profiles.all()
    assert (row.kind, row.name) == ("company", "杭州澜岫流体装备有限公司")
    assert row.key == sample().values["org.uscc"]
    held = values_of(library, profile)
    revenue = held[Key("finance.revenue", 2018)]
    assert (revenue.text, revenue.unit, revenue.on) == ("18674.25", "万元", "2020-09-01")
    assert not any(one.concept.startswith(("condition.", "cover.")) for one in held)


def test_a_project_has_a_profile_beside_its_company(library: Library) -> None:
    learn(library, sample(profiling.PROJECT))
    kinds = {one.kind: one for one in library.profiles.all()}
    assert set(kinds) == {"company", "project"}
    own = values_of(library, kinds["project"].id)
    assert Key("project.name") in own
    assert Key("org.name") not in own
    whole = source_of_profile(library, kinds["project"].id)
    assert Key("org.name") in whole.values
    assert Key("project.name") in whole.values


def test_a_platform_keeps_its_rows(library: Library) -> None:
    learn(library, sample(profiling.PLATFORM))
    platform = next(one for one in library.profiles.all() if one.kind == "platform")
    held = values_of(library, platform.id)
    assert held[Key("investors.name", 0, 1)].text
    shorter = sample(profiling.PLATFORM)
    rows = [one for one in shorter.values if one.startswith("investors[")]
    last = max(int(one[10]) for one in rows)
    fewer = shorter.with_values(dict.fromkeys((a for a in rows if a[10] == str(last)), ""))
    learn(library, fewer)
    assert not any(
        key.concept.startswith("investors") and key.row == last
        for key in values_of(library, platform.id)
    )


def test_the_profile_fills_another_form_of_the_company(library: Library) -> None:
    (profile,) = learn(library, sample())
    pack, form = find_form(profiling.PROJECT)
    plan = plan_fill(source_of_profile(library, profile), pack, form, blank(pack, form).declaration)
    texts = plan.texts()
    assert texts["org.legal_person"] == "郦云岫"
    assert texts["cover.applicant"] == "杭州澜岫流体装备有限公司"
    assert texts["finance.assets[2019]"] == "28932.47"
    line = next(one for one in plan.rows if one.address == "org.legal_person")
    assert (line.form, line.on) == ("浙江 2020 第四批 示范企业", "2020-09-01")
    assert plan.source == "杭州澜岫流体装备有限公司资料"


def test_what_would_be_learned_is_listed_and_an_older_value_is_not_taken(library: Library) -> None:
    learn(library, sample())
    newer = sample(contact__phone="0571-55550199", staff__total="301")
    (draft,) = plan_remember(
        library, source_of_declaration(newer, when=datetime(2020, 9, 8, tzinfo=UTC))
    )
    told = {one.held.key.concept: (one.old, one.held.text) for one in draft.of("changed")}
    assert told == {
        "contact.phone": ("0571-55550126", "0571-55550199"),
        "staff.total": ("286 人", "301"),
    }
    assert not draft.of("new")
    remember(library, [draft])
    (again,) = plan_remember(library, source_of_declaration(sample(), when=DAY))
    assert not again.anything
    assert {one.held.key.concept for one in again.of("older")} >= {"contact.phone", "staff.total"}
    learn(library, sample())
    (profile,) = library.profiles.all()
    assert values_of(library, profile.id)[Key("contact.phone")].text == "0571-55550199"


def test_a_company_known_by_name_is_the_same_once_its_code_is_known(library: Library) -> None:
    learn(library, sample(org__uscc=""))
    assert library.profiles.all()[0].key.startswith("name:")
    learn(library, sample())
    (row,) = library.profiles.all()
    assert row.key == sample().values["org.uscc"]
    learn(library, sample(org__uscc=""))
    assert [one.key for one in library.profiles.all()] == [row.key]


def test_nothing_is_remembered_of_a_draft_that_names_nobody(library: Library) -> None:
    empty = Declaration(form=profiling.ENTERPRISE, pack="", years=(2017, 2018, 2019))
    for declaration, code in (
        (empty, "profile.nothing"),
        (empty.with_values({"staff.total": "20"}), "profile.unnamed"),
    ):
        with pytest.raises(SmdeskError) as caught:
            plan_remember(library, source_of_declaration(declaration))
        assert caught.value.code == code
    assert library.profiles.all() == ()


def test_values_are_edited_and_cleared_one_by_one(library: Library) -> None:
    (profile,) = learn(library, sample())
    (row,) = library.profiles.all()
    held = values_of(library, profile)
    staff = held[Key("staff.total")]
    assert change_value(library, row, staff, "1,301") is not None
    assert values_of(library, profile)[Key("staff.total")].text == "1301"
    with pytest.raises(SmdeskError) as caught:
        change_value(library, row, staff, "三百左右")
    assert caught.value.code == "profile.value-refused"
    assert change_value(library, row, held[Key("contact.fax")], " ") is None
    assert Key("contact.fax") not in values_of(library, profile)


def test_a_profile_is_found_by_name_part_or_code(library: Library) -> None:
    learn(library, sample())
    learn(library, sample(org__name="杭州澜岫软件有限公司", org__uscc=""))
    code = sample().values["org.uscc"]
    assert find_profile(library, code).key == code
    assert find_profile(library, "澜岫软件").name == "杭州澜岫软件有限公司"
    for text, expected in (("澜岫", "profile.several"), ("没有的", "profile.missing")):
        with pytest.raises(SmdeskError) as caught:
            find_profile(library, text)
        assert caught.value.code == expected


def test_a_stale_figure_that_was_taken_over_is_not_remembered_as_newer(library: Library) -> None:
    learn(library, sample())
    pack, form = variant()
    session = blank(pack, form)
    known = source_of_declaration(sample(), when=DAY)
    plan = plan_fill(known, pack, form, session.declaration)
    apply_fill(session, plan, plan.ticked | {"staff.total"})
    later = source_of(pack, form, session.declaration, origins=session.origins)
    assert later.values[Key("staff.total")].year == 2019
    session.set_value("staff.total", "301")
    later = source_of(pack, form, session.declaration, origins=session.origins)
    assert later.values[Key("staff.total")].year == 2020


def test_where_values_came_from_survives_saving_renaming_and_opening(library: Library) -> None:
    opened = new_draft(library, profiling.PROJECT)
    session = opened.session
    plan = plan_fill(
        source_of_declaration(sample()), session.pack, session.form, session.declaration
    )
    saved: list[object] = []

    def save(batch, done) -> None:
        done(store_batch(library, opened.id, batch))
        saved.append(batch)

    autosave = Autosave(
        session, save, NoTimer(), revision=opened.revision, saved=opened.saved,
        summary=opened.summary,
    )  # fmt: skip
    apply_fill(session, plan)
    assert autosave.close()
    assert len(saved) == 1
    rename(library, opened.id, "另一个名称")
    again = open_draft(library, opened.id).session
    assert again.origins == session.origins
    assert {one.key for one in carried_over(again)} >= set(plan.texts())
    copy = open_draft(library, duplicate(library, opened.id)).session
    assert copy.origins == session.origins
    history = library.history(opened.id, "org.legal_person")
    assert [(one.new, one.step) for one in history] == [
        ("郦云岫", f"从“{plan.source}”填入 {len(plan.texts())} 项")
    ]


# -- last year's declaration -----------------------------------------------------------------------


def test_a_declaration_rolls_forward_into_forms_of_its_type_with_newer_years() -> None:
    targets = roll_targets(sample())
    for target in targets:
        _, form = find_form(target.form_id)
        assert form.category == "enterprise"
        assert max(target.years) > 2019
    notices = [one.form_id.partition("/")[0] for one in targets]
    assert "zhejiang-2020" not in notices
    assert notices[0] == "national-2022"


def test_rolling_forward_shifts_columns_and_marks_the_newest(monkeypatch) -> None:
    pack, form = variant(notice="zhejiang-2021")
    monkeypatch.setattr(
        "smdesk.service.profile.roll.find_form",
        lambda one: (pack, form) if one.startswith("zhejiang-2021") else find_form(one),
    )
    monkeypatch.setattr("smdesk.service.profile.roll.pack_folders", lambda: [Path("x")])
    monkeypatch.setattr("smdesk.service.profile.roll.load_pack", lambda _: pack)
    (target,) = roll_targets(sample())
    assert (target.form_id, target.years) == ("zhejiang-2021/enterprise", (2018, 2019, 2020))
    _, plan = plan_roll(sample(), target, title="去年的申报", when=DAY)
    texts = plan.texts()
    assert texts["finance.revenue[2018]"] == "18674.25"
    assert "finance.revenue[2020]" not in texts
    newest = {one.address for one in plan.of(FillState.NEWER)}
    assert {"finance.revenue[2020]", "patents.design[2020]", "staff.total"} <= newest
