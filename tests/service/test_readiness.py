from __future__ import annotations

from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.service.guidance import guidance
from smdesk.service.readiness import readiness_of
from smdesk.service.samples import faulty_sample
from smdesk.service.session import DraftSession


def make(form: str = "enterprise", values: dict[str, str] | None = None) -> DraftSession:
    pack, found = find_form(f"zhejiang-2020/{form}")
    return DraftSession(
        pack,
        found,
        Declaration(
            form=pack.form_id(form), pack=pack.hash, years=pack.years(), values=values or {}
        ),
    )


def faulty() -> DraftSession:
    declaration, _ = faulty_sample()
    pack, form = find_form(declaration.form)
    return DraftSession(pack, form, declaration)


def test_an_empty_draft_lacks_in_each_section_what_is_not_filled() -> None:
    session = make()
    ready = readiness_of(session)
    for step, section in zip(ready.steps, session.progress.sections, strict=True):
        assert step.section is section
        if section.part in {"cover", "table"}:
            assert len(step.missing) == section.wanted > 0
    assert not ready.final
    assert ready.missing == sum(len(one.missing) for one in ready.steps)


def test_every_finding_stands_in_exactly_one_step_and_group() -> None:
    session = faulty()
    ready = readiness_of(session)
    keys = [
        one.key
        for step in ready.steps
        for group in (step.missing, step.errors, step.unanswered, step.hints)
        for one in group
    ]
    answered = [one.key for one in session.findings if one.level == "check" and one.answered]
    assert sorted(keys + answered) == sorted(one.key for one in session.findings)


def test_a_reason_moves_a_check_from_unanswered_to_answered() -> None:
    session = faulty()
    before = readiness_of(session)
    key = before.unanswered[0].key
    session.set_reason(key, "该单位名称以当地机构改革文件为准，附件已说明")
    after = readiness_of(session)
    assert (len(after.unanswered), after.answered) == (
        len(before.unanswered) - 1,
        before.answered + 1,
    )


def test_a_section_knows_its_places_and_a_place_its_section() -> None:
    session = make("platform")
    for section in session.progress.sections:
        for place in session.places(section.id):
            assert session.section_of(place) == section.id
    assert session.section_of("narrative:3") == "narrative"
    assert session.section_of("attachments#licence") == "attachments"
    assert session.section_of("org.nothing") is None


def test_rows_that_are_not_shown_are_no_places() -> None:
    session = make("platform")
    repeat, rows = next((one, n) for one, n in session.rows.items() if n)
    section = session.section_of(f"{repeat}[1].{session.form.repeat[0].field[0].address}")
    assert section is not None
    before = session.places(section)
    assert not any(f"{repeat}[{rows + 1}]" in one for one in before)
    session.insert_row(repeat)
    assert any(f"{repeat}[{rows + 1}]" in one for one in session.places(section))


def test_guidance_quotes_the_fields_clause_first_then_those_of_rules_that_read_it() -> None:
    session = make()
    found = guidance(session, "declare.modes")
    assert found is not None
    assert found.clauses[0].id == session.form.field[0].clause or found.clauses[0].id == "overall.1"
    assert len({one.id for one in found.clauses}) == len(found.clauses) > 1
    service = guidance(session, "finance.service_revenue[2019]")
    assert service is not None
    assert service.unit == "万元"
    assert service.clauses


def test_guidance_of_headings_and_slots_is_what_the_notice_prints() -> None:
    session = make()
    item = session.form.outline.item[0]
    heading = guidance(session, f"narrative#{item.id}")
    assert heading is not None
    assert heading.title == item.title
    slot = session.form.attachment[0]
    file = guidance(session, f"attachments#{slot.id}")
    assert file is not None
    assert (file.title, file.required) == (slot.title, slot.required)
    assert guidance(session, "org.nothing") is None
