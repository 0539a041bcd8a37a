from __future__ import annotations

import pytest

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.service.session import DraftSession

REASON = "该投资方不便公开投资比例，另附说明。"


def make(names: str = "", repeat: str = "investors", **more: str) -> DraftSession:
    pack, form = find_form("zhejiang-2020/platform")
    values = {
        f"{repeat}[{row}].name": name for row, name in enumerate(names, start=1) if name != " "
    }
    declaration = Declaration(
        form="zhejiang-2020/platform", pack=pack.hash, years=pack.years(), values=values | more
    )
    return DraftSession(pack, form, declaration)


def shown(session: DraftSession, repeat: str = "investors") -> str:
    """The names of a repeat as a person sees them, a blank for an empty row."""
    rows = range(1, session.rows[repeat] + 1)
    return "".join(session.value(f"{repeat}[{row}].name") or " " for row in rows)


def code_of(call: object) -> str:
    with pytest.raises(SmdeskError) as caught:
        call()  # type: ignore[operator]
    return caught.value.code


def test_a_form_shows_the_printed_rows_and_more_where_more_are_filled() -> None:
    assert shown(make("甲")) == "甲  "
    assert shown(make("甲乙丙丁")) == "甲乙丙丁"


def test_a_row_is_inserted_and_those_below_move_down() -> None:
    session = make("甲乙")
    session.set_value("investors[2].share", "40")
    record = session.insert_row("investors", 2)
    assert record is not None
    assert shown(session) == "甲 乙 "
    assert session.value("investors[3].share") == "40"
    assert record.step == "插入第 2 行主要投资方"
    assert record.repeats == ("investors",)
    assert record.place == "investors[2].name"


def test_an_empty_row_at_the_end_is_a_step_that_can_be_undone() -> None:
    session = make("甲乙丙")
    session.insert_row("investors")
    assert session.rows["investors"] == 4
    session.undo()
    assert session.rows["investors"] == 3
    session.redo()
    assert session.rows["investors"] == 4


def test_a_row_is_removed_and_those_below_move_up() -> None:
    session = make("甲乙丙丁")
    record = session.remove_row("investors", 2)
    assert record is not None
    assert shown(session) == "甲丙丁"
    assert record.step == "删除第 2 行主要投资方"
    session.undo()
    assert shown(session) == "甲乙丙丁"


def test_the_printed_rows_stay_when_their_content_is_removed() -> None:
    session = make("甲乙")
    session.remove_row("investors", 1)
    assert shown(session) == "乙  "
    assert session.remove_row("investors", 3) is None


@pytest.mark.parametrize(
    ("row", "to", "after"), [(1, 3, "乙丙甲丁"), (4, 2, "甲丁乙丙"), (2, 2, "甲乙丙丁")]
)
def test_a_row_is_moved_to_stand_as_another(row: int, to: int, after: str) -> None:
    session = make("甲乙丙丁")
    session.move_row("investors", row, to)
    assert shown(session) == after


def test_a_full_repeat_takes_no_row_unless_its_last_is_blank() -> None:
    session = make("甲乙丙丁", "clients")
    session.insert_row("clients", 1)
    assert shown(session, "clients") == " 甲乙丙丁"
    assert code_of(lambda: session.insert_row("clients", 1)) == "session.rows-full"
    assert code_of(lambda: session.insert_row("clients")) == "session.rows-full"
    assert code_of(lambda: make(repeat="clients").insert_row("clients")) == "session.rows-full"


@pytest.mark.parametrize("row", [0, 4, -1])
def test_a_row_that_is_not_shown_is_refused(row: int) -> None:
    session = make("甲")
    for call in (
        lambda: session.remove_row("investors", row),
        lambda: session.move_row("investors", 1, row),
        lambda: session.move_row("investors", row, 1),
    ):
        assert code_of(call) == "session.row-missing"
    assert code_of(lambda: session.insert_row("investors", 9)) == "session.row-missing"
    assert code_of(lambda: session.insert_row("nobody")) == "service.address-unknown"


def test_a_value_in_a_further_row_shows_the_rows_up_to_it() -> None:
    session = make("甲")
    record = session.set_values({"investors[6].name": "己"}, name="导入")
    assert record is not None
    assert record.repeats == ("investors",)
    assert session.rows["investors"] == 6
    session.undo()
    assert session.rows["investors"] == 3


def test_the_reason_of_a_row_goes_with_its_row() -> None:
    session = make("甲乙")
    session.set_reason("investor-share@investors[2].share", REASON)
    session.move_row("investors", 2, 1)
    assert session.declaration.reasons == {"investor-share@investors[1].share": REASON}
    assert session.finding("investor-share@investors[1].share").answered
    assert not session.finding("investor-share@investors[2].share").answered
    session.undo()
    assert session.declaration.reasons == {"investor-share@investors[2].share": REASON}


def test_the_reason_of_a_removed_row_is_removed_with_it_and_comes_back_with_it() -> None:
    session = make("甲乙")
    session.set_reason("investor-share@investors[1].share", REASON)
    session.remove_row("investors", 1)
    assert session.declaration.reasons == {}
    session.undo()
    assert session.declaration.reasons == {"investor-share@investors[1].share": REASON}


def test_the_reason_against_all_rows_stays_where_its_rule_names_it() -> None:
    reasons = {"investors-total@investors[1].share": REASON}
    session = make("甲乙")
    moved = DraftSession(
        session.pack, session.form, session.declaration.model_copy(update={"reasons": reasons})
    )
    moved.remove_row("investors", 1)
    moved.insert_row("investors", 1)
    assert moved.declaration.reasons == reasons


def test_findings_follow_the_rows() -> None:
    session = make("甲", **{"investors[2].share": "101"})
    record = session.remove_row("investors", 1)
    assert record is not None
    addresses = {one.addresses[0] for one in session.visible_findings()}
    assert not any(one.startswith("investors[2]") for one in addresses)
    assert any(one.startswith("investors[1]") for one in addresses)
    assert (
        session.findings == DraftSession(session.pack, session.form, session.declaration).findings
    )
