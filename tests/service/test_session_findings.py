from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.notices.declaration import Attachment, Declaration, Heading, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.rules.engine import check
from smdesk.service.samples import sample_values
from smdesk.service.session import Changes, DraftSession

FORMS = ("enterprise", "project", "platform")
NAME = "org.name"
CODE = "org.uscc"
REVENUE = "finance.revenue[2019]"
SERVICE = "finance.service_revenue[2019]"


def make(values: dict[str, str] | None = None, form: str = "enterprise") -> DraftSession:
    pack, found = find_form(f"zhejiang-2020/{form}")
    declaration = Declaration(
        form=pack.form_id(form), pack=pack.hash, years=pack.years(), values=values or {}
    )
    return DraftSession(pack, found, declaration)


def visible(session: DraftSession) -> set[str]:
    return {one.key for one in session.visible_findings()}


def heard(session: DraftSession) -> list[Changes]:
    records: list[Changes] = []
    session.subscribe(records.append)
    return records


TEXTS = st.one_of(
    st.sampled_from(["", "无", "0", "1", "-3", "35.20%", "3亿元", "2019", "甲", "是", "□", "☑是"]),
    st.decimals(0, 10**6, places=2).map(str),
    st.text(max_size=8),
)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_findings_kept_in_step_are_those_of_a_full_check(form: str, data: st.DataObject) -> None:
    session = make(sample_values(f"zhejiang-2020/{form}"), form)
    places = st.sampled_from([one for one in session._ground.order if one != "cover.kind"])
    seen = visible(session)
    records = heard(session)
    for _ in range(data.draw(st.integers(1, 12))):
        final = data.draw(st.booleans())
        session.set_value(data.draw(places), data.draw(TEXTS), final=final)
    session.leave()
    assert session.findings == check(session.pack, session.form, session.declaration)
    for record in records:
        assert seen.isdisjoint(record.appeared)
        assert seen.issuperset((*record.vanished, *record.altered))
        seen = (seen - set(record.vanished)) | set(record.appeared)
    assert seen == visible(session)


def test_a_new_draft_shows_nothing() -> None:
    session = make()
    assert session.findings
    assert session.visible_findings() == ()
    assert session.counts.errors == 0


def test_a_field_shows_its_findings_when_it_was_edited_and_left_not_while_it_is_first_typed() -> (
    None
):
    session = make()
    session.set_value("org.postcode", "31", final=False)
    assert session.visible_findings() == ()
    record = session.leave()
    assert record is not None
    assert record.cause == "left"
    assert record.appeared == ("format.postcode@org.postcode",)
    assert not record.edited


def test_a_field_that_was_left_before_shows_its_findings_while_it_is_typed() -> None:
    session = make({"org.postcode": "310000"})
    session.set_value("org.postcode", "31", final=False)
    assert visible(session) == {"format.postcode@org.postcode"}
    record = session.set_value("org.postcode", "310001", final=False)
    assert record is not None
    assert record.vanished == ("format.postcode@org.postcode",)


def test_a_field_that_is_typed_first_hides_what_compares_it_with_others() -> None:
    session = make({SERVICE: "900"})
    session.set_value(REVENUE, "8", final=False)
    assert not any(REVENUE in one.addresses for one in session.visible_findings())
    session.leave()
    assert f"service-within-revenue@{SERVICE}" in visible(session)


def test_walking_through_empty_fields_shows_nothing() -> None:
    session = make()
    for place in (NAME, "org.postcode", REVENUE):
        session.go_to(place)
    session.leave()
    assert session.visible_findings() == ()


def test_a_required_field_that_was_emptied_shows_that_it_is_required() -> None:
    session = make()
    session.set_value(NAME, "甲", final=False)
    session.set_value(NAME, "", final=False)
    session.leave()
    assert visible(session) == {f"required@{NAME}"}


def test_a_paste_that_is_undone_leaves_no_findings_of_cells_where_nobody_was() -> None:
    session = make({REVENUE: "100"})
    before = visible(session)
    session.set_values({SERVICE: "300", NAME: "甲公司", "org.postcode": "31"})
    assert visible(session) > before
    pasted = visible(session)
    session.undo()
    assert visible(session) == before
    session.redo()
    assert visible(session) == pasted


def test_a_field_that_was_touched_before_stays_so_when_a_paste_over_it_is_undone() -> None:
    session = make()
    session.set_value(NAME, "甲", final=False)
    session.set_value(NAME, "", final=False)
    session.leave()
    session.set_values({NAME: "乙公司", REVENUE: "100"})
    session.undo()
    assert visible(session) == {f"required@{NAME}"}


def test_typing_that_is_undone_leaves_the_field_as_it_was_found() -> None:
    session = make()
    session.set_value("org.postcode", "3", final=False)
    session.set_value("org.postcode", "31", final=False)
    session.leave()
    assert visible(session) == {"format.postcode@org.postcode"}
    session.undo()
    assert visible(session) == set()


def test_files_and_headings_that_are_undone_are_not_missed() -> None:
    session = make()
    slot = next(one for one in session.form.attachment if one.required)
    session.add_attachment(
        Attachment(slot=slot.id, name="a.png", media_type="image/png", sha256="a", size=1)
    )
    first, *_ = session.form.outline.item
    session.set_narrative(
        Narrative(blocks=(Heading(level=first.level, text=first.title, item=first.id),))
    )
    session.undo()
    session.undo()
    assert visible(session) == set()


def test_what_is_missing_ahead_in_a_row_waits_until_the_row_is_left() -> None:
    session = make(form="platform")
    session.set_value("clients[1].name", "示例公司")
    session.go_to("clients[1].contact")
    assert visible(session) == set()
    session.go_to("org.name")
    shown = visible(session)
    assert shown
    session.go_to("clients[1].contact")
    assert visible(session) == shown


def test_the_words_that_a_tick_asks_for_are_not_missed_before_one_came_by() -> None:
    session = make()
    session.set_value("declare.modes", "其它")
    session.go_to("declare.modes_other")
    assert visible(session) == set()
    records = heard(session)
    session.go_to(NAME)
    assert [one for record in records for one in record.appeared] == sorted(visible(session))
    assert {one.partition("@")[2] for one in visible(session)} == {"declare.modes_other"}


def test_asking_for_the_check_shows_everything_once_and_for_good() -> None:
    session = make()
    record = session.ask_check()
    assert record is not None
    assert session.visible_findings() == session.findings
    assert set(record.appeared) == visible(session)
    assert record.counts == session.counts
    assert session.ask_check() is None
    session.set_value("org.postcode", "31", final=False)
    assert "format.postcode@org.postcode" in visible(session)


def test_what_was_filled_in_before_shows_its_findings_on_opening() -> None:
    session = make({"org.postcode": "31"})
    assert visible(session) == {"format.postcode@org.postcode"}


def test_a_changed_value_alters_the_message_of_its_finding() -> None:
    session = make({"org.postcode": "31"})
    record = session.set_value("org.postcode", "32")
    assert record is not None
    assert record.altered == ("format.postcode@org.postcode",)
    assert (record.appeared, record.vanished) == ((), ())


def test_headings_that_are_still_missing_are_not_shown_while_the_first_is_written() -> None:
    session = make()
    first, *_ = session.form.outline.item
    heading = Heading(level=first.level, text=first.title, item=first.id)
    words = Paragraph(runs=(Run(text="公司成立于2001年。"),))
    session.set_narrative(Narrative(blocks=(heading, words)))
    assert session.visible_findings() == ()
    session.set_blocks(0, 1, [])
    assert visible(session) == {f"narrative.heading@narrative#{first.id}"}


def test_a_slot_that_lost_its_file_shows_that_it_is_missing_and_others_do_not() -> None:
    session = make()
    slot = next(one for one in session.form.attachment if one.required)
    session.add_attachment(
        Attachment(slot=slot.id, name="a.png", media_type="image/png", sha256="a", size=1)
    )
    assert session.visible_findings() == ()
    session.remove_attachment(0)
    assert visible(session) == {f"attachment.missing@attachments#{slot.id}"}


def test_a_file_attached_twice_is_told() -> None:
    session = make()
    one = Attachment(slot="free", name="a.png", media_type="image/png", sha256="a", size=1)
    record = session.add_attachment(one, one)
    assert record is not None
    assert record.appeared == ("attachment.twice@attachments#free",)
