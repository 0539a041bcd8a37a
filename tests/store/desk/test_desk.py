"""Cases, versions and the bureau's layer as the desk keeps them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from smdesk.errors import SmdeskError
from smdesk.store import connection as connections
from smdesk.store.desk.counting import DOUBT, doubted_now, misread_now, open_findings, stands
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import SAID, Dismissal, Filter, Place, Receipt, State
from smdesk.store.desk.opening import FILE, check_file

Take = Callable[..., Any]


def test_a_declaration_makes_a_case_and_its_correction_a_version(
    desk: Desk, take: Take, make: Any
) -> None:
    (first,) = take(make())
    desk.move([first.case], State.RETURNED)
    (second,) = take(make(org__fax="0571"), batch="later")
    assert second.case == first.case
    case = desk.case(first.case)
    assert [one.number for one in case.versions] == [1, 2]
    assert case.row.current == second.submission
    assert [one.state for one in case.states] == [
        State.RECEIVED, State.RETURNED, State.CORRECTED,
    ]  # fmt: skip
    assert all(one.person == "王某" for one in case.states)


def test_the_same_content_is_there_once_and_its_carriers_are_named(
    desk: Desk, take: Take, make: Any
) -> None:
    first, again = take(make(path="a.docx"), make(path="b.smdx"))
    assert again.outcome == "again"
    assert again.submission == first.submission
    (version,) = desk.case(first.case).versions
    assert version.carriers == ("a.docx", "b.smdx")


def test_an_older_file_of_the_same_batch_does_not_cover_the_newer(
    desk: Desk, take: Take, make: Any
) -> None:
    newer, _ = take(make(modified=20, org__fax="2"), make(path="b", modified=10, org__fax="1"))
    assert desk.case(newer.case).row.current == newer.submission


def test_what_was_received_cannot_be_changed_in_the_file(
    desk: Desk, take: Take, make: Any, tmp_path: Path
) -> None:
    take(make())
    desk.close()
    with sqlite3.connect(tmp_path / "desk" / FILE) as connection:
        for statement in (
            "UPDATE readings SET declaration = x'00'", "DELETE FROM readings",
            "UPDATE submissions SET digest = ''", "DELETE FROM submissions",
        ):  # fmt: skip
            with pytest.raises(sqlite3.Error, match="never changed"):
                connection.execute(statement)
    connection.close()


def test_a_dismissal_holds_while_the_values_say_the_same(
    desk: Desk, take: Take, make: Any, found: Any
) -> None:
    fault = found("fax", "org.fax")
    (first,) = take(make(org__fax="1", findings=(fault,)))
    assert desk.case(first.case).row.errors == 1
    desk.dismiss(first.case, "fax@org.fax", "总机转分机，属实")
    assert desk.case(first.case).row.errors == 0
    take(make(org__fax="1", org__phone="2", findings=(fault,)), batch="2")
    case = desk.case(first.case)
    assert case.row.errors == 0
    assert case.dismissals["fax@org.fax"].reason == "总机转分机，属实"
    take(make(org__fax="3", findings=(fault,)), batch="3")
    assert desk.case(first.case).row.errors == 1
    take(make(org__fax="1", org__phone="4", findings=(fault,)), batch="4")
    assert desk.case(first.case).row.errors == 0
    desk.take_up(first.case, "fax@org.fax")
    assert desk.case(first.case).row.errors == 1


@pytest.mark.parametrize(
    "place", ["narrative", "narrative#profile", "narrative[2]:6-9", "narrative:3", "attachments#3"]
)
def test_what_was_said_against_a_narrative_falls_when_the_finding_says_something_else(
    desk: Desk, take: Take, make: Any, found: Any, place: str
) -> None:
    def long(count: int) -> Any:
        one = found("long", place)
        return replace(one, body=one.body | {"message": f"正文 {count} 字，超过 5000 字。"})

    (first,) = take(make(findings=(long(5504),)))
    desk.dismiss(first.case, f"long@{place}", "已同意略超，见来函")
    assert desk.case(first.case).row.errors == 0
    take(make(org__phone="2", findings=(long(5504),)), batch="2")
    assert desk.case(first.case).row.errors == 0
    take(make(org__phone="3", findings=(long(30004),)), batch="3")
    assert desk.case(first.case).row.errors == 1
    assert desk.counts().rules == {("long", "error"): 1}


def test_what_was_set_aside_before_its_sentence_was_kept_stands() -> None:
    now = datetime(2026, 3, 5, tzinfo=UTC)
    before = Dismissal("long@narrative", "已同意略超", {}, "某人", now)
    assert stands(before, {}, "正文 30004 字。")
    kept = replace(before, texts={SAID: "正文 5504 字。"})
    assert stands(kept, {}, "正文 5504 字。")
    assert not stands(kept, {}, "正文 30004 字。")


def test_a_confirmed_reading_is_counted_no_more(
    desk: Desk, take: Take, make: Any, found: Any
) -> None:
    doubt = found(DOUBT, "org.fax", "check")
    (one,) = take(make(org__fax="1", findings=(doubt,), doubtful=("org.fax",)))
    assert desk.case(one.case).row.doubts == 1
    desk.confirm(one.case, ["org.fax"])
    assert desk.case(one.case).row.doubts == 0
    assert desk.reading(one.submission).confirmed == {"org.fax"}
    with pytest.raises(SmdeskError) as fault:
        desk.confirm(one.case, ["org.none"])
    assert fault.value.code == "desk.address-missing"


def test_a_confirmation_is_taken_back_and_a_misreading_is_remembered(
    desk: Desk, take: Take, make: Any, found: Any
) -> None:
    doubt = found(DOUBT, "org.fax", "check")
    (one,) = take(make(org__fax="1", findings=(doubt,), doubtful=("org.fax",)))
    desk.confirm(one.case, ["org.fax"])
    desk.take_back(one.case, ["org.fax"])
    assert desk.case(one.case).row.doubts == 1
    assert desk.reading(one.submission).confirmed == frozenset()
    desk.confirm(one.case, ["org.fax"])
    desk.take_back(one.case, ["org.fax"], misread=True)
    assert desk.case(one.case).row.doubts == 1
    told = desk.history(one.case)
    assert [each.what for each in told[-4:]] == ["confirm", "unconfirm", "confirm", "misread"]
    assert told[-1].detail == {"addresses": ["org.fax"], "version": one.submission}


def test_states_move_only_along_their_ways(desk: Desk, take: Take, make: Any) -> None:
    (one,) = take(make())
    with pytest.raises(SmdeskError) as fault:
        desk.move([one.case], State.RECOMMENDED)
    assert fault.value.code == "desk.move-refused"
    desk.move([one.case], State.ACCEPTED, "齐全")
    desk.move([one.case], State.RECOMMENDED)
    case = desk.case(one.case)
    assert case.row.state is State.RECOMMENDED
    assert [entry.note for entry in case.states] == ["", "齐全", ""]


def test_moving_several_is_all_or_nothing(desk: Desk, take: Take, make: Any) -> None:
    one, two = take(make(), make("乙公司", code="91330212PDY000028F", path="b"))
    desk.move([one.case], State.ACCEPTED)
    with pytest.raises(SmdeskError):
        desk.move([one.case, two.case], State.RECOMMENDED)
    assert desk.case(one.case).row.state is State.ACCEPTED


@pytest.mark.parametrize(
    ("places", "names"),
    [
        (("310115", "310000", "310104"), ["浦东新区"]),
        (("310115", "330000", "330106"), ["浦东新区（上海市）", "浦东新区（杭州市）"]),
        (("330106", "330000", ""), ["浦东新区"]),
        (("320106", "320302"), ["浦东新区（南京市）", "浦东新区（徐州市）"]),
    ],
)
def test_one_district_is_one_line_whatever_the_credit_codes_say(
    desk: Desk, take: Take, make: Any, places: tuple[str, ...], names: list[str]
) -> None:
    firms = [
        make(f"第{number}家公司", code=f"code{number}", path=f"p{number}", district=place)
        for number, place in enumerate(places)
    ]
    for one in firms:
        object.__setattr__(one.facts, "district_name", "浦东新区")
    taken = [one.case for one in take(*firms)]
    counts, told = desk.counts().districts, desk.district_names()
    assert sorted(told.values()) == names
    assert sum(counts.values()) == len(places)
    for key, count in counts.items():
        assert len(desk.case_ids(Filter(district=key))) == count
    found = sorted(one for key in counts for one in desk.case_ids(Filter(district=key)))
    assert found == sorted(taken)


def test_a_code_without_an_address_goes_with_those_of_its_district(
    desk: Desk, take: Take, make: Any
) -> None:
    firms = [
        make(f"第{number}家公司", code=f"code{number}", path=f"p{number}", district=place)
        for number, place in enumerate(("330110", "330110", "330106", "", ""))
    ]
    for one, name in zip(firms, ("余杭区", "浙江", "余杭区", "", ""), strict=True):
        object.__setattr__(one.facts, "district_name", name)
    take(*firms)
    assert desk.district_names() == {"330110余杭区": "余杭区", "?": ""}
    assert len(desk.case_ids(Filter(district="330110余杭区"))) == 3
    assert len(desk.case_ids(Filter(district="?"))) == 2
    assert desk.case_ids(Filter(district="330199无此区")) == []


def test_cases_are_found_by_characters_pinyin_state_rule_and_district(
    desk: Desk, take: Take, make: Any, found: Any
) -> None:
    one, two = take(
        make(findings=(found("r", "org.fax"),)),
        make("宁波岑沐智能", code="91330212PDY000028F", path="b", district="330212"),
    )
    desk.move([two.case], State.ACCEPTED)
    assert desk.case_ids(Filter(query="澜岫")) == [one.case]
    assert desk.case_ids(Filter(query="nbcm")) == [two.case]
    assert desk.case_ids(Filter(query="ningbo")) == [two.case]
    assert desk.case_ids(Filter(query="000028")) == [two.case]
    assert desk.case_ids(Filter(states=(State.ACCEPTED,))) == [two.case]
    assert desk.case_ids(Filter(rule="r")) == [one.case]
    assert desk.case_ids(Filter(district="330200")) == [two.case]
    assert desk.case_ids(Filter(district="330000")) == [one.case, two.case]
    assert desk.case_ids(Filter(notice="shanxi-2021")) == []
    assert desk.case_ids(Filter(counted="errors")) == [one.case]
    assert desk.case_ids(Filter(mode="supply-chain")) == [one.case, two.case]
    assert desk.case_ids(Filter(mode="supply")) == []


def test_counts_and_matrix_speak_of_current_versions_only(
    desk: Desk, take: Take, make: Any, found: Any
) -> None:
    (one,) = take(make(findings=(found("old", "org.fax"), found("both", "org.fax"))))
    take(make(org__fax="1", findings=(found("both", "org.fax"),)), batch="2")
    assert desk.counts().rules == {("both", "error"): 1}
    assert desk.open_findings() == [(one.case, "both", "error")]
    desk.dismiss(one.case, "both@org.fax", "已电话核对过")
    assert desk.open_findings() == []


def test_a_list_narrowed_to_a_finding_has_no_case_where_it_was_set_aside(
    desk: Desk, take: Take, make: Any, found: Any
) -> None:
    twice = (found("r", "org.fax"), found("r", "org.phone"), found("r", "org.email", "check"))
    one, two = take(
        make(findings=twice),
        make(
            "宁波岑沐智能", code="91330212PDY000028F", path="b", findings=(found("r", "org.fax"),)
        ),
    )
    wanted = Filter(rule="r")
    for place, listed, told in (
        ("org.fax", [one.case, two.case], {("r", "error"): 2, ("r", "check"): 1}),
        ("org.phone", [one.case, two.case], {("r", "error"): 1, ("r", "check"): 1}),
        ("org.email", [two.case], {("r", "error"): 1}),
    ):
        desk.dismiss(one.case, f"r@{place}", "已电话核对过")
        assert (desk.case_ids(wanted), desk.counts().rules) == (listed, told)
        assert {case for case, rule, _ in desk.open_findings() if rule == "r"} == set(listed)
    take(make(org__fax="1", findings=twice), batch="2")
    assert desk.case_ids(wanted) == [one.case, two.case]
    assert desk.counts().rules == {("r", "error"): 2}
    desk.take_up(one.case, "r@org.email")
    assert desk.counts().rules == {("r", "error"): 2, ("r", "check"): 1}


def test_a_desk_of_before_knows_what_was_set_aside_in_it(
    desk: Desk, take: Take, make: Any, found: Any, tmp_path: Path
) -> None:
    doubt = found(DOUBT, "org.phone", "check")
    fault = found("r", "org.fax")
    (one,) = take(make(org__phone="1", findings=(doubt, fault), doubtful=("org.phone",)))
    desk.dismiss(one.case, "r@org.fax", "已电话核对过")
    desk.confirm(one.case, ["org.phone"])
    desk.close()
    with closing(sqlite3.connect(tmp_path / "desk" / FILE)) as connection:
        connection.executescript(
            "DROP TABLE closed; PRAGMA user_version = 5;"
            "DELETE FROM _sqlite_migrations WHERE name = '0006'"
        )
    with Desk.open(tmp_path / "desk") as again:
        assert again.case_ids(Filter(rule="r")) == []
        assert again.counts().rules == {}
        assert again.open_findings() == []


def test_a_rule_says_what_is_common_to_all_its_findings(
    desk: Desk, take: Take, make: Any, found: Any
) -> None:
    def saying(text: str) -> Any:
        one = found("unlike", "org.name")
        return replace(one, body=one.body | {"message": text})

    take(make("甲公司", findings=(saying("“甲公司”与封面不一致。"),)), batch="1")
    take(
        make("乙公司", code="91330212PDY000028F", findings=(saying("“乙公司”与封面不一致。"),)),
        batch="2",
    )
    assert desk.messages() == {"unlike": "“…”与封面不一致。"}


def test_a_ranking_holds_the_cases_of_its_form_in_order(desk: Desk, take: Take, make: Any) -> None:
    one, two, three = take(
        make(), make("乙", code="91330212PDY000028F", path="b"),
        make("丙", code="91140100PDY000036F", path="c"),
    )  # fmt: skip
    desk.put_ranking("zhejiang-2020", "enterprise", [three.case, one.case])
    assert desk.ranking("zhejiang-2020", "enterprise") == [three.case, one.case]
    assert [row.id for row in desk.cases()] == [three.case, one.case, two.case]
    assert desk.case(two.case).row.rank is None
    desk.put_layer("李某", "zhejiang-2020", "enterprise", [two.case, one.case])
    assert desk.layers("zhejiang-2020", "enterprise") == {"李某": [two.case, one.case]}


def test_opinions_are_kept_and_empty_ones_refused(desk: Desk, take: Take, make: Any) -> None:
    (one,) = take(make())
    desk.add_opinion(one.case, "同意推荐", "某县经信局")
    with pytest.raises(SmdeskError) as fault:
        desk.add_opinion(one.case, " ")
    assert fault.value.code == "desk.opinion-empty"
    assert [entry.text for entry in desk.case(one.case).opinions] == ["同意推荐"]


def test_a_place_has_its_last_outcome_and_refusals_of_other_readers_are_tried_again(
    desk: Desk, take: Take
) -> None:
    refused = Receipt(Place("x.txt", 3, 5), "refused")
    take((refused, "text"))
    assert desk.receipts("reader")["x.txt"].outcome == "refused"
    assert desk.receipts("newer") == {}


def test_a_batch_that_was_cut_short_goes_on_under_its_number(desk: Desk) -> None:
    number = desk.start_batch(["b", "a"])
    assert desk.start_batch(["a", "b"]) == number
    desk.finish_batch(number)
    assert desk.start_batch(["a", "b"]) != number


def test_a_damaged_version_is_told_by_the_check_and_by_reading(
    desk: Desk, take: Take, make: Any, tmp_path: Path
) -> None:
    (one,) = take(make())
    desk.close()
    path = tmp_path / "desk" / FILE
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER readings_stay_update")
    connection.execute("UPDATE readings SET declaration = x'0011'")
    connection.commit()
    connection.close()
    assert check_file(path).damaged == (one.submission,)
    with Desk.open(tmp_path / "desk") as again, pytest.raises(SmdeskError) as fault:
        again.reading(one.submission)
    assert fault.value.code == "desk.version-damaged"


def test_a_desk_is_held_by_one_program_and_read_by_others(
    desk: Desk, take: Take, make: Any, tmp_path: Path
) -> None:
    take(make())
    with Desk.open(tmp_path / "desk", read_only=True) as other:
        assert len(other.case_ids()) == 1
        with pytest.raises(SmdeskError) as fault:
            other.start_batch(["a"])
    assert fault.value.code == "store.opened-read-only"


def test_a_desk_on_a_full_disk_can_still_be_read(
    desk: Desk, take: Take, make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite wants a file of shared memory beside a desk even to read it."""
    take(make())
    desk.close()
    reading = connections._reading

    def full(uri: str) -> sqlite3.Connection:
        if "immutable" in uri:
            return reading(uri)
        fault = sqlite3.OperationalError("disk I/O error")
        fault.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise fault

    monkeypatch.setattr(connections, "_reading", full)
    with Desk.open(tmp_path / "desk", read_only=True) as other:
        assert len(other.case_ids()) == 1


def test_an_arrival_that_its_sender_replaced_before_is_never_the_current_one(
    desk: Desk, take: Take, make: Any
) -> None:
    (first,) = take(make(org__fax="0571"), batch="new")
    desk.move([first.case], State.ACCEPTED)
    late = replace(make(path="old.docx", seal="intact", modified=99), superseded=True)
    (second,) = take(late, batch="old")
    case = desk.case(first.case)
    assert second.case == first.case
    assert [one.number for one in case.versions] == [1, 2]
    assert (case.row.current, case.row.state) == (first.submission, State.ACCEPTED)
    (third,) = take(make(org__fax="0572", path="c.docx"), batch="newest")
    assert desk.case(first.case).row.current == third.submission


def test_what_people_write_is_cleaned_and_an_opinion_has_an_end(
    tmp_path: Path, take: Take, make: Any, desk: Desk
) -> None:
    """A terminal of another encoding gives lone surrogates, and a package takes no endless text."""
    (one,) = take(make())
    desk.add_opinion(one.case, " 同意\x00\udcd3 ", "甲局\x07")
    desk.move([one.case], State.REJECTED, "不齐\udcff")
    case = desk.case(one.case)
    assert [(told.text, told.bureau) for told in case.opinions] == [("同意", "甲局")]
    assert case.states[-1].note == "不齐"
    with pytest.raises(SmdeskError) as fault:
        desk.add_opinion(one.case, "长" * 20_001)
    assert fault.value.code == "desk.opinion-long"
    desk.add_opinion(one.case, "长" * 20_000)
    for person in ("李\udcff某", " 李某 "):
        with Desk.open(tmp_path / person.strip()[:1], person=person) as other:
            assert other.person == "李某"


@pytest.mark.parametrize(
    "read", [misread_now, doubted_now, open_findings], ids=lambda one: one.__name__
)
def test_what_current_versions_have_is_read_case_by_case(
    desk: Desk, take: Take, make: Any, tmp_path: Path, read: Callable[[Any], Any]
) -> None:
    take(make())
    desk.close()
    with closing(sqlite3.connect(tmp_path / "desk" / FILE)) as connection:
        plans: list[list[str]] = []

        class Spy:
            def execute(self, sql: str, given: tuple[Any, ...] = ()) -> sqlite3.Cursor:
                plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", given)
                plans.append([str(row[3]) for row in plan])
                return connection.execute(sql, given)

        list(read(Spy()))
    assert plans
    for plan in plans:
        assert plan[0].startswith("SCAN cases")
        assert not any(one.startswith("SCAN") and "json_each" not in one and "place" not in one for one in plan[1:])  # fmt: skip
