from __future__ import annotations

from collections.abc import Callable

import pytest

from smdesk.errors import SmdeskError, SmdeskErrors
from smdesk.notices.declaration import (
    Attachment,
    Declaration,
    Heading,
    Narrative,
    Paragraph,
    Run,
    SimpleTable,
)
from smdesk.notices.loader import find_form
from smdesk.service.session import Changes, DraftSession

REVENUE = "finance.revenue[2019]"
YEARS = (2017, 2018, 2019)


def make(
    form: str = "enterprise", values: dict[str, str] | None = None, **more: object
) -> DraftSession:
    pack, found = find_form(f"zhejiang-2020/{form}")
    declaration = Declaration(
        form=pack.form_id(form), pack=pack.hash, years=pack.years(YEARS), values=values or {}
    )
    return DraftSession(pack, found, declaration.model_copy(update=more))


def heard(session: DraftSession) -> list[Changes]:
    records: list[Changes] = []
    session.subscribe(records.append)
    return records


def scan(name: str = "营业执照.jpg", slot: str = "free") -> Attachment:
    return Attachment(slot=slot, name=name, media_type="image/jpeg", sha256=name * 3, size=9)


def code_of(call: Callable[[], object]) -> str:
    with pytest.raises(SmdeskError) as caught:
        call()
    return caught.value.code


# ---- values ----


def test_a_value_is_kept_in_its_canonical_form() -> None:
    session = make()
    session.set_value(REVENUE, " １２,３４５.60 ")
    assert session.value(REVENUE) == "12345.60"


def test_control_characters_and_surrogates_stop_at_the_door() -> None:
    session = make()
    session.set_value("org.name", "浙江\x00示例\ud800公司\r\n一厂")
    assert session.value("org.name") == "浙江示例公司\n一厂"


def test_a_converted_unit_is_told_with_what_was_typed() -> None:
    session = make()
    record = session.set_value(REVENUE, "3亿元")
    assert record is not None
    (told,) = record.converted
    assert (told.typed, told.unit, told.text) == ("3亿元", "亿元", "30000")
    assert session.value(REVENUE) == "30000"


def test_an_equal_value_is_no_edit() -> None:
    session = make(values={REVENUE: "30000"})
    records = heard(session)
    assert session.set_value(REVENUE, "30,000") is None
    assert session.set_values({REVENUE: "3亿元"}) is None
    assert records == []
    assert session.undo_step is None


def test_the_declaration_before_an_edit_stays_as_it_was() -> None:
    session = make(values={"org.name": "甲公司"})
    before = session.declaration
    session.set_value("org.name", "乙公司")
    assert before.values == {"org.name": "甲公司"}


def test_a_cleared_value_is_gone_from_the_declaration() -> None:
    session = make(values={"org.name": "甲公司"})
    record = session.set_value("org.name", " \u3000")
    assert session.declaration.values == {}
    assert record is not None
    assert record.step.startswith("清空")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("org.nothing", "service.address-unknown"),
        ("not an address", "service.address-unknown"),
        ("finance.revenue", "service.year-unknown"),
        ("finance.revenue[2009]", "service.year-unknown"),
        ("cover.kind", "session.address-fixed"),
    ],
)
def test_a_place_that_the_form_lacks_is_refused(address: str, code: str) -> None:
    session = make()
    assert code_of(lambda: session.set_value(address, "1")) == code
    assert session.declaration.values == {}


def test_a_row_beyond_the_most_is_refused() -> None:
    session = make("platform")
    assert code_of(lambda: session.set_value("clients[6].name", "甲")) == "service.row-too-many"


def test_a_value_of_another_edition_can_be_taken_away_but_not_changed() -> None:
    session = make(values={"org.nothing": "旧值"})
    assert code_of(lambda: session.set_value("org.nothing", "x")) == "service.address-unknown"
    (finding,) = [one for one in session.findings if one.rule == "address.unknown"]
    record = session.apply_fix(finding)
    assert record is not None
    assert session.declaration.values == {}
    assert finding.key in record.vanished


def test_a_step_is_named_by_the_printed_label() -> None:
    session = make()
    record = session.set_value(REVENUE, "1")
    assert record is not None
    assert record.step.startswith("填写 营业收入")
    assert record.step.endswith("2019年")
    assert record.undo == record.step == session.undo_step


def test_a_paste_is_one_step_that_counts_what_changed() -> None:
    session = make(values={"org.name": "甲公司"})
    records = heard(session)
    session.set_values({"org.name": "甲公司", "org.postcode": "310000", REVENUE: "1亿元"})
    (record,) = records
    assert record.step == "粘贴 2 个值"
    assert record.values == ("org.postcode", REVENUE)
    assert [one.address for one in record.converted] == [REVENUE]
    session.undo()
    assert session.declaration.values == {"org.name": "甲公司"}


def test_a_paste_with_places_that_the_form_lacks_changes_nothing_and_names_them_all() -> None:
    session = make()
    with pytest.raises(SmdeskErrors) as caught:
        session.set_values({"org.name": "甲", "x.y": "1", "cover.kind": "示范项目"})
    assert caught.value.code == "session.values-refused"
    codes = [one.code for one in caught.value.problems]
    assert codes == ["service.address-unknown", "session.address-fixed"]
    assert session.declaration.values == {}


# ---- who is told ----


def test_listeners_are_told_once_an_edit_in_the_order_in_which_they_came() -> None:
    session = make()
    told: list[tuple[str, str]] = []
    for name in ("first", "second"):
        session.subscribe(lambda record, name=name: told.append((name, record.step)))
    first = session.set_value("org.name", "甲公司")
    second = session.set_value("org.name", "乙公司")
    assert first is not None
    assert second is not None
    steps = [first.step, second.step]
    assert told == [
        ("first", steps[0]),
        ("second", steps[0]),
        ("first", steps[1]),
        ("second", steps[1]),
    ]


def test_a_listener_sees_the_content_after_the_edit() -> None:
    session = make()
    seen: list[str] = []
    session.subscribe(lambda _: seen.append(session.value("org.name")))
    session.set_value("org.name", "甲公司")
    assert seen == ["甲公司"]


def test_an_ended_subscription_is_told_nothing() -> None:
    session = make()
    records: list[Changes] = []
    end = session.subscribe(records.append)
    end()
    end()
    session.set_value("org.name", "甲公司")
    assert records == []


WRITES: dict[str, Callable[[DraftSession], object]] = {
    "value": lambda session: session.set_value("org.postcode", "310000"),
    "typing": lambda session: session.set_value("org.postcode", "3", final=False),
    "values": lambda session: session.set_values({"org.postcode": "310000"}),
    "narrative": lambda session: session.set_narrative(Narrative()),
    "attachment": lambda session: session.add_attachment(scan()),
    "undo": lambda session: session.undo(),
    "redo": lambda session: session.redo(),
    "leave": lambda session: session.leave(),
    "place": lambda session: session.go_to("org.postcode"),
    "check": lambda session: session.ask_check(),
    "exported": lambda session: session.mark_exported(),
    "reason": lambda session: session.set_reason("required@org.name", ""),
    "row": lambda session: session.insert_row("investors"),
    "fix": lambda session: session.apply_fix("x@y"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_listener_that_writes_is_refused_and_the_edit_stands(
    write: Callable[[DraftSession], object],
) -> None:
    session = make("platform")
    session.subscribe(lambda _: write(session) and None)
    records = heard(session)
    assert code_of(lambda: session.set_value("org.name", "甲公司")) == "session.listener-writes"
    assert session.declaration.values == {"org.name": "甲公司"}
    assert [one.values for one in records] == [("org.name",)]


def test_the_session_takes_edits_again_after_a_listener_failed() -> None:
    session = make()

    def broken(_: Changes) -> None:
        raise RuntimeError("broken view")

    end = session.subscribe(broken)
    with pytest.raises(RuntimeError):
        session.set_value("org.name", "甲公司")
    end()
    session.set_value("org.name", "乙公司")
    assert session.value("org.name") == "乙公司"


# ---- text in progress ----


def test_text_in_progress_is_kept_as_typed_until_it_is_left() -> None:
    session = make()
    session.set_value(REVENUE, "3亿", final=False)
    assert session.value(REVENUE) == "3亿"
    record = session.leave()
    assert session.value(REVENUE) == "30000"
    assert record is not None
    assert [one.typed for one in record.converted] == ["3亿"]


@pytest.mark.parametrize("write", ["place", "value", "values", "check", "exported"])
def test_whatever_comes_next_commits_the_text_in_progress(write: str) -> None:
    session = make()
    session.set_value(REVENUE, "3亿", final=False)
    WRITES[write](session)
    assert session.value(REVENUE) == "30000"


def test_a_final_text_after_typing_is_told_once() -> None:
    session = make()
    session.set_value(REVENUE, "3", final=False)
    records = heard(session)
    session.set_value(REVENUE, "3亿元")
    assert [one.values for one in records] == [(REVENUE,)]
    assert session.value(REVENUE) == "30000"


def test_the_place_follows_edits_and_the_person() -> None:
    session = make()
    records = heard(session)
    session.set_value("org.name", "甲公司")
    assert session.place == "org.name"
    session.go_to("org.postcode")
    session.go_to("org.postcode")
    assert [(one.cause, one.place) for one in records] == [
        ("edit", "org.name"),
        ("moved", "org.postcode"),
    ]
    assert not records[1].edited


# ---- fixes and reasons ----

SLIP = {"finance.revenue[2018]": "30000", REVENUE: "310000000"}


def a_check(session: DraftSession) -> str:
    return next(one.key for one in session.findings if one.level == "check")


def test_a_fix_is_one_step() -> None:
    session = make(values={"finance.revenue[2018]": "30000", REVENUE: "310000000"})
    (finding,) = [one for one in session.findings if one.rule == "format.money-unit"]
    record = session.apply_fix(finding)
    assert record is not None
    assert session.value(REVENUE) == "31000"
    assert "31000" in record.step
    assert finding.key in record.vanished
    session.undo()
    assert session.value(REVENUE) == "310000000"


def test_a_fix_that_no_longer_stands_is_not_applied() -> None:
    session = make(values={"finance.revenue[2018]": "30000", REVENUE: "310000000"})
    (finding,) = [one for one in session.findings if one.rule == "format.money-unit"]
    session.set_value(REVENUE, "32000")
    assert code_of(lambda: session.apply_fix(finding)) == "session.finding-gone"
    assert session.value(REVENUE) == "32000"


def test_a_finding_without_a_fix_has_none_to_apply() -> None:
    session = make()
    assert code_of(lambda: session.apply_fix("required@org.name")) == "session.fix-missing"


def test_an_accepted_reason_answers_its_finding() -> None:
    session = make(values=SLIP)
    key = a_check(session)
    before = session.counts
    record = session.set_reason(key, "2019年并购下属公司，收入并表。")
    assert record is not None
    assert record.reasons == (key,)
    assert key in record.altered
    assert session.finding(key).answered
    assert (record.counts.checks, record.counts.answered) == (
        before.checks - 1,
        before.answered + 1,
    )


def test_an_assurance_is_refused_and_what_stood_before_stays() -> None:
    session = make(values=SLIP)
    key = a_check(session)
    session.set_reason(key, "2019年并购下属公司，收入并表。")
    assert code_of(lambda: session.set_reason(key, "核实无误")) == "rules.reason-assurance"
    assert session.declaration.reasons == {key: "2019年并购下属公司，收入并表。"}


def test_a_reason_in_progress_is_kept_but_answers_nothing() -> None:
    session = make(values=SLIP)
    key = a_check(session)
    session.set_reason(key, "核实无", final=False)
    session.set_reason(key, "核实无误", final=False)
    assert session.declaration.reasons == {key: "核实无误"}
    assert not session.finding(key).answered
    session.undo()
    assert session.declaration.reasons == {}


def test_only_a_check_takes_a_reason() -> None:
    session = make()
    reason = "确有特殊情况，另附说明。"
    refused = code_of(lambda: session.set_reason("required@org.name", reason))
    assert refused == "session.reason-unwanted"
    assert code_of(lambda: session.set_reason("x@y", reason)) == "session.finding-gone"


# ---- narrative ----


def test_a_narrative_is_cleaned_and_keeps_blanks_between_its_runs() -> None:
    session = make()
    blocks = (
        Heading(level=1, text="一、概况\x07\n", item=None),
        Paragraph(runs=(Run(text="先 "), Run(text=" 后\ufeff", bold=True))),
        SimpleTable(rows=(("甲\x00", "乙"),), caption="表\ud800"),
    )
    session.set_narrative(Narrative(blocks=blocks))
    assert session.declaration.narrative.blocks == (
        Heading(level=1, text="一、概况", item=None),
        Paragraph(runs=(Run(text="先 "), Run(text=" 后", bold=True))),
        SimpleTable(rows=(("甲", "乙"),), caption="表"),
    )


def paragraph(text: str) -> Paragraph:
    return Paragraph(runs=(Run(text=text),))


def test_blocks_are_put_in_the_place_of_others() -> None:
    session = make()
    session.set_narrative(Narrative(blocks=tuple(map(paragraph, "甲乙丙"))))
    record = session.set_blocks(1, 2, [paragraph("丁"), paragraph("戊")])
    assert record is not None
    assert (record.narrative, record.place) == (True, "narrative:1")
    assert session.declaration.narrative.text == "甲\n丁\n戊\n丙"
    session.set_blocks(0, 4, [])
    assert session.declaration.narrative == Narrative()
    with pytest.raises(IndexError):
        session.set_blocks(0, 1, [])


def test_typing_in_a_paragraph_is_one_step() -> None:
    session = make(narrative=Narrative(blocks=(paragraph("甲"), paragraph("乙"))))
    for text in ("乙一", "乙一二"):
        session.set_blocks(1, 2, [paragraph(text)], final=False)
    session.set_blocks(0, 1, [paragraph("甲一")], final=False)
    assert len(session.steps) == 2
    session.undo()
    session.undo()
    assert session.declaration.narrative.text == "甲\n乙"


def test_an_equal_narrative_is_no_edit() -> None:
    session = make(narrative=Narrative(blocks=(paragraph("甲"),)))
    assert session.set_narrative(Narrative(blocks=(paragraph("甲\x00"),))) is None


# ---- attachments ----


def names(session: DraftSession) -> list[str]:
    return [one.name for one in session.declaration.attachments]


def test_files_dropped_together_are_one_step() -> None:
    session = make()
    session.add_attachment(scan("甲"), scan("乙"))
    record = session.add_attachment(scan("丙"), at=1)
    assert names(session) == ["甲", "丙", "乙"]
    assert record is not None
    assert record.step == "添加附件 丙"
    assert session.steps[0] == "添加 2 个附件"


def test_files_are_moved_noted_and_taken_out() -> None:
    session = make()
    slot = session.form.attachment[0].id
    session.add_attachment(scan("甲"), scan("乙"), scan("丙"))
    session.move_attachment(2, 0, slot=slot)
    session.set_note(1, " 正本\x00 ")
    session.remove_attachment(2)
    assert names(session) == ["丙", "甲"]
    assert session.declaration.attachments[0].slot == slot
    assert session.declaration.attachments[1].note == "正本"
    for _ in range(3):
        session.undo()
    assert session.declaration.attachments == (scan("甲"), scan("乙"), scan("丙"))


def test_a_file_finds_no_slot_and_no_place_that_is_not_there() -> None:
    session = make()
    assert code_of(lambda: session.add_attachment(scan(slot="nowhere"))) == "service.slot-unknown"
    for call in (
        lambda: session.remove_attachment(0),
        lambda: session.move_attachment(0, 0),
        lambda: session.set_note(-1, "x"),
        lambda: session.add_attachment(scan(), at=1),
    ):
        assert code_of(call) == "session.attachment-missing"
    assert names(session) == []


def test_typing_a_note_is_one_step() -> None:
    session = make()
    session.add_attachment(scan())
    for text in ("正", "正本"):
        session.set_note(0, text, final=False)
    session.undo()
    assert session.declaration.attachments == (scan(),)
