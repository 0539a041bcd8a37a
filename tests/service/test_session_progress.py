from __future__ import annotations

from functools import cache

import pytest

from smdesk.notices.declaration import Declaration, Narrative
from smdesk.notices.loader import find_form, load_pack, pack_folders
from smdesk.notices.models import Pack
from smdesk.rules.engine import Checker
from smdesk.service.applicant import applicant_of
from smdesk.service.samples import faulty_sample, load_sample
from smdesk.service.session import DraftSession, SectionProgress
from smdesk.service.session.summary import summary_of

FORMS = ("enterprise", "project", "platform")
each_form = pytest.mark.parametrize("form", FORMS)


def make(form: str = "enterprise", values: dict[str, str] | None = None) -> DraftSession:
    pack, found = find_form(f"zhejiang-2020/{form}")
    declaration = Declaration(
        form=pack.form_id(form), pack=pack.hash, years=pack.years(), values=values or {}
    )
    return DraftSession(pack, found, declaration)


@cache
def drawn(form: str) -> Declaration:
    """A good sample; its scans are drawn once."""
    return load_sample(f"zhejiang-2020/{form}")[0]


def sample(form: str, **update: object) -> DraftSession:
    pack, found = find_form(f"zhejiang-2020/{form}")
    return DraftSession(pack, found, drawn(form).model_copy(update=update))


def section(session: DraftSession, name: str) -> SectionProgress:
    return next(one for one in session.progress.sections if one.id == name)


@each_form
def test_a_new_draft_is_untouched_in_every_section(form: str) -> None:
    progress = make(form).progress
    assert {one.state for one in progress.sections} == {"untouched"}
    assert (progress.state, progress.fraction, progress.errors) == ("untouched", 0.0, 0)


@each_form
def test_a_good_sample_is_ready_and_done_in_every_section(form: str) -> None:
    progress = sample(form).progress
    assert {one.state for one in progress.sections} == {"done"}
    assert (progress.state, progress.fraction) == ("ready", 1.0)


@each_form
def test_the_sections_are_cover_tables_sheet_narrative_and_attachments(form: str) -> None:
    session = make(form)
    tables = [f"table/{one.id}" for one in session.form.section]
    found = [one.id for one in session.progress.sections]
    assert found == ["cover", *tables, "sheet", "narrative", "attachments"]


@each_form
def test_every_address_of_the_form_belongs_to_a_section(form: str) -> None:
    session = make(form)
    known = {one.id for one in session.progress.sections}
    plan = session._meter._map
    assert {plan.section_of(one) for one in session._ground.order} <= known


def test_a_section_goes_from_untouched_over_incomplete_to_done() -> None:
    session = make()
    wanted = section(session, "cover").wanted
    required = [one for one in session.pack.notice.cover.field if one.required]
    values = sample("enterprise").declaration.values
    states = []
    for field in required:
        if field.address in session.form.fixed:
            continue
        record = session.set_value(field.address, values[field.address])
        assert record is not None
        (changed,) = [one for one in record.sections if one.id == "cover"]
        states.append(changed.state)
    assert states == ["incomplete"] * (wanted - 1) + ["done"]
    assert section(session, "cover").fraction == 1.0


def test_a_mistake_makes_its_section_and_the_draft_wrong() -> None:
    session = sample("enterprise")
    record = session.set_value("org.postcode", "31")
    assert record is not None
    (changed,) = record.sections
    assert (changed.id, changed.state, changed.errors) == ("table/basic", "errors", 1)
    assert record.state == session.progress.state == "errors"
    assert session.progress.errors == 1


def test_a_mistake_in_the_cell_at_hand_is_not_told_by_its_section_before_the_cell_is_left() -> None:
    session = make()
    session.set_value("org.postcode", "31", final=False)
    found = section(session, "table/basic")
    assert (found.state, found.errors) == ("incomplete", 0)
    assert session.progress.state == "errors"  # what Home says, should the program end now
    session.leave()
    found = section(session, "table/basic")
    assert (found.state, found.errors) == ("errors", 1)


def test_an_unanswered_check_keeps_a_draft_from_being_ready() -> None:
    session = sample("platform")
    session.set_value("investors[1].share", "")
    assert (section(session, "table/basic").state, session.progress.state) == ("incomplete",) * 2
    session.set_reason("investor-share@investors[1].share", "股权正在变更，比例以变更后为准。")
    assert (section(session, "table/basic").state, session.progress.state) == ("done", "ready")


def test_what_is_missing_is_no_error_of_the_draft() -> None:
    session = make("platform", {"org.name": "甲公司"})
    assert session.progress.state == "incomplete"
    assert summary_of(session).errors == 0


def test_a_draft_without_a_narrative_is_not_ready() -> None:
    session = sample("enterprise", narrative=Narrative())
    assert section(session, "narrative").state == "untouched"
    assert session.progress.state == "incomplete"


def test_a_draft_without_its_reference_files_is_ready_all_the_same() -> None:
    session = sample("enterprise", attachments=())
    assert section(session, "attachments").state == "untouched"
    assert session.progress.state == "ready"
    assert session.progress.fraction < 1


def test_the_faulty_sample_has_errors() -> None:
    declaration, _ = faulty_sample()
    pack, form = find_form(declaration.form)
    assert DraftSession(pack, form, declaration).progress.state == "errors"


def required_in_rows(pack: Pack) -> Pack:
    """The platform form with a name and a share required in every investor's row."""
    form = pack.forms["platform"]
    investors = form.repeat[0]
    fields = tuple(one.model_copy(update={"required": True}) for one in investors.field)
    repeats = (investors.model_copy(update={"field": fields}), *form.repeat[1:])
    changed = form.model_copy(update={"repeat": repeats})
    return pack.model_copy(update={"forms": {**pack.forms, "platform": changed}})


def test_a_row_wants_its_required_values_once_it_is_begun() -> None:
    pack = required_in_rows(find_form("zhejiang-2020/platform")[0])
    form = pack.forms["platform"]
    declaration = Declaration(form=pack.form_id("platform"), pack="", years=pack.years())
    session = DraftSession(pack, form, declaration, Checker(pack, form, pack.years()))
    before = section(session, "table/basic")
    session.set_value("investors[2].name", "甲公司")
    after = section(session, "table/basic")
    assert (after.wanted, after.filled) == (before.wanted + 3, before.filled + 1)


def both_or_nothing(pack: Pack) -> Pack:
    """The platform form with an error until the first investor has a name and a share."""
    rule = next(one for one in pack.rules if one.id == "investor-name").model_copy(
        update={
            "id": "both",
            "each": None,
            "let": {"name": "investors[1].name", "share": "investors[1].share"},
            "may_be_blank": ("name", "share"),
            "test": "exists($name) and exists($share)",
            "message": "首位投资方须填写名称和比例。",
        }
    )
    return pack.model_copy(update={"rules": (rule,)})


def test_an_error_over_blanks_asks_and_one_over_a_value_is_a_mistake() -> None:
    pack = both_or_nothing(find_form("zhejiang-2020/platform")[0])
    form = pack.forms["platform"]
    declaration = Declaration(form=pack.form_id("platform"), pack="", years=pack.years())
    session = DraftSession(pack, form, declaration, Checker(pack, form, pack.years()))
    assert session.progress.state == "untouched"
    record = session.set_value("investors[1].share", "40")
    assert record is not None
    assert record.appeared == ("both@investors[1].name",)
    assert record.state == section(session, "table/basic").state == "errors"
    session.set_value("investors[1].share", "")
    session.set_value("org.name", "甲公司")
    assert session.progress.state == section(session, "table/basic").state == "incomplete"
    filled = {one: "1" for one in session._ground.order if session._ground.field(one).required}
    session.set_values({one: text for one, text in filled.items() if one not in form.fixed})
    assert section(session, "table/basic").filled == section(session, "table/basic").wanted
    assert section(session, "table/basic").state != "done"


def missing(session: DraftSession) -> list[str]:
    return [one.key for one in session.visible_findings() if one.rule == "required"]


def test_what_was_touched_in_a_row_goes_with_the_row() -> None:
    pack = required_in_rows(find_form("zhejiang-2020/platform")[0])
    form = pack.forms["platform"]
    declaration = Declaration(form=pack.form_id("platform"), pack="", years=pack.years())
    session = DraftSession(pack, form, declaration, Checker(pack, form, pack.years()))
    session.set_value("investors[1].name", "甲公司")
    session.set_value("investors[1].nature", "民营企业")
    session.set_value("investors[1].nature", "")
    assert missing(session) == ["required@investors[1].nature"]
    session.insert_row("investors", 1)
    assert missing(session) == ["required@investors[2].nature"]
    session.remove_row("investors", 1)
    assert missing(session) == ["required@investors[1].nature"]


def test_an_exported_draft_is_exported_until_it_is_changed_and_again_when_that_is_undone() -> None:
    session = sample("enterprise")
    record = session.mark_exported()
    assert record is not None
    assert (record.cause, record.state, record.edited) == ("exported", "exported", False)
    session.set_value("org.postcode", "310001")
    assert session.progress.state == "ready"
    session.undo()
    assert session.progress.state == "exported"


def test_the_summary_names_applicant_code_and_progress() -> None:
    session = sample("enterprise")
    values = session.declaration.values
    summary = summary_of(session)
    assert summary.applicant == values["org.name"]
    assert summary.code == values["org.uscc"]
    assert (summary.state, summary.progress) == ("ready", 100)
    assert summary_of(make()).progress == 0


@pytest.mark.parametrize(
    "public_id",
    [
        one.form_id(form)
        for one in (load_pack(folder) for folder in pack_folders())
        for form in one.forms
    ],
)
def test_who_recommends_is_not_who_applies(public_id: str) -> None:
    pack, form = find_form(public_id)
    recommender = {"cover.recommender": "龙湾区经济和信息化局"}
    assert applicant_of(pack, form, dict(form.fixed) | recommender) == ""
    for address in {"cover.applicant", form.applicant}:
        values = dict(form.fixed) | recommender | {address: "温州示例泵业有限公司"}
        assert applicant_of(pack, form, values) == "温州示例泵业有限公司", address


def test_a_cover_without_the_concept_has_who_applies_in_its_first_field() -> None:
    pack, form = find_form("zhejiang-2020/enterprise")
    cover = pack.notice.cover
    bare = tuple(one.model_copy(update={"concept": None}) for one in cover.field)
    notice = pack.notice.model_copy(update={"cover": cover.model_copy(update={"field": bare})})
    other = pack.model_copy(update={"notice": notice})
    assert applicant_of(other, form, {"cover.recommender": "某局"}) == ""
    assert applicant_of(other, form, {"cover.applicant": "甲公司"}) == "甲公司"
