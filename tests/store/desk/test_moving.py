"""Versions go by hand from case to case: everything is kept, and the reverse move restores it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Declaration
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Facts, Filter, State
from smdesk.store.desk.schema import _STEP_2, STEPS
from smdesk.store.schema import STEPS as LIBRARY_STEPS

Take = Callable[..., Any]
A, B = "杭州澜岫流体装备有限公司", "杭州岚秀流体设备有限公司"
CODE = "91330212PDY000028F"


class Given:
    """What arrives on the desk of a test."""

    def __init__(self, take: Take, make: Take, found: Take) -> None:
        self.take, self.arrived, self.finding = take, make, found

    def two(self, desk: Desk) -> tuple[int, int]:
        """Return a case that was returned, and one made by its correction of another name and code."""
        phone, fax = self.finding("phone", "contact.phone"), self.finding("fax", "contact.fax")
        first = self.take(self.arrived(A, findings=(phone,)), batch="a")[0]
        desk.move([first.case], State.RETURNED, "请补正")
        other = self.arrived(B, code=CODE, path="b.docx", findings=(fax,))
        return first.case, self.take(other, batch="b")[0].case


@pytest.fixture
def given(take: Take, make: Take, found: Take) -> Given:
    return Given(take, make, found)


def facts(declaration: Declaration) -> Facts:
    name = declaration.values["org.name"]
    code = {A: "91330100PDY00001XX", B: CODE}.get(name, "")
    return Facts("zhejiang-2020", declaration.form_name, name, "", code, name)


def versions(desk: Desk, case: int) -> list[tuple[int, int]]:
    return [(one.number, one.id) for one in desk.case(case).versions]


def join(desk: Desk, case: int, into: int) -> int:
    return desk.move_versions([one.id for one in desk.case(case).versions], into, facts)


def told(desk: Desk, case: int) -> Any:
    whole = desk.case(case)
    row = whole.row
    return (
        row.applicant, row.state, row.versions, row.errors, row.rank, row.current,
        versions(desk, case), dict(whole.dismissals), whole.opinions,
    )  # fmt: skip


def test_a_case_joins_another_as_its_later_version(desk: Desk, given: Given) -> None:
    a, b = given.two(desk)
    assert join(desk, b, a) == a
    case = desk.case(a)
    assert (case.row.applicant, case.row.state, case.row.versions) == (B, State.CORRECTED, 2)
    assert [one.number for one in case.versions] == [1, 2]
    assert case.row.current == case.versions[-1].id
    assert desk.case_ids() == [a]
    assert desk.case_ids(Filter(query="岚秀")) == [a]
    assert sum(desk.counts().forms.values()) == 1
    with pytest.raises(SmdeskError) as refused:
        desk.case(b)
    assert refused.value.code == "desk.case-joined"
    assert desk.home(b) == a
    assert desk.joined(a) == (b,)


def test_a_joined_case_keeps_what_was_said_of_it_and_tells_it(desk: Desk, given: Given) -> None:
    a, b = given.two(desk)
    desk.move([b], State.CHECKING, "另一人看")
    desk.dismiss(b, "fax@contact.fax", "传真号码已停用")
    desk.add_opinion(b, "属实")
    desk.confirm(b, ["org.name"])
    version = desk.case(b).row.current
    join(desk, b, a)
    case = desk.case(a)
    assert case.row.errors == 0
    assert case.dismissals["fax@contact.fax"].reason == "传真号码已停用"
    assert [one.text for one in case.opinions] == ["属实"]
    assert desk.reading(version).confirmed == {"org.name"}
    assert [(one.state, one.case) for one in case.states] == [
        (State.RECEIVED, None), (State.RETURNED, None), (State.RECEIVED, b), (State.CHECKING, b),
        (State.CORRECTED, None),
    ]  # fmt: skip
    happened = [(one.what, one.case) for one in desk.history(a)]
    assert ("dismiss", b) in happened
    assert happened[-1] == ("moved-in", None)
    assert all(one.person == "王某" for one in desk.history(a))


def test_the_reverse_move_restores_both_cases(desk: Desk, given: Given) -> None:
    a, b = given.two(desk)
    desk.dismiss(b, "fax@contact.fax", "传真号码已停用")
    desk.add_opinion(b, "属实")
    desk.put_ranking("zhejiang-2020", "enterprise", [b, a])
    desk.put_layer("李某", "zhejiang-2020", "enterprise", [b, a])
    before = told(desk, a), told(desk, b)
    moved = [one.id for one in desk.case(b).versions]
    join(desk, b, a)
    assert desk.ranking("zhejiang-2020", "enterprise") == [a]
    assert desk.layers("zhejiang-2020", "enterprise") == {"李某": [a]}
    assert desk.move_versions(moved, b, facts) == b
    assert (told(desk, a), told(desk, b)) == before
    assert desk.layers("zhejiang-2020", "enterprise") == {"李某": [b, a]}


def test_the_reverse_move_restores_a_rank_that_was_lent(desk: Desk, given: Given) -> None:
    a, b = given.two(desk)
    desk.put_ranking("zhejiang-2020", "enterprise", [b])
    before = told(desk, a), told(desk, b)
    moved = [one.id for one in desk.case(b).versions]
    join(desk, b, a)
    assert desk.ranking("zhejiang-2020", "enterprise") == [a]
    desk.move_versions(moved, b, facts)
    assert (told(desk, a), told(desk, b)) == before


def test_a_version_that_came_into_the_wrong_case_gets_its_own(desk: Desk, given: Given) -> None:
    first = given.take(given.arrived(A), batch="a")[0]
    desk.move([first.case], State.RETURNED)
    second = given.take(given.arrived(A, path="b.docx", contact__phone="1"), batch="b")[0]
    assert second.case == first.case
    assert desk.case(first.case).row.state == State.CORRECTED
    before = told(desk, first.case)
    made = desk.move_versions([second.submission], None, facts)
    assert versions(desk, made) == [(1, second.submission)]
    assert desk.case(made).row.state == State.RECEIVED
    old = desk.case(first.case)
    assert (old.row.current, old.row.versions, old.row.state) == (
        first.submission,
        1,
        State.RETURNED,
    )
    desk.move_versions([second.submission], first.case, facts)
    assert told(desk, first.case) == before
    assert desk.case_ids() == [first.case]


def test_the_first_of_two_versions_comes_back_to_its_place(desk: Desk, given: Given) -> None:
    first = given.take(given.arrived(A), batch="a")[0]
    second = given.take(given.arrived(A, path="b.docx", contact__phone="1"), batch="b")[0]
    desk.move_versions([first.submission], None, facts)
    desk.move_versions([first.submission], first.case, facts)
    assert versions(desk, first.case) == [(1, first.submission), (2, second.submission)]
    assert desk.case(first.case).row.current == second.submission


def test_the_same_files_again_do_not_bring_a_joined_case_back(desk: Desk, given: Given) -> None:
    a, b = given.two(desk)
    join(desk, b, a)
    again = given.take(given.arrived(B, code=CODE, path="copy.docx", findings=()), batch="c")[0]
    assert (again.outcome, again.case) == ("again", a)
    assert desk.case_ids() == [a]


def test_a_further_correction_finds_a_joined_case_by_either_name(desk: Desk, given: Given) -> None:
    a, b = given.two(desk)
    join(desk, a, b)
    for at, (name, code) in enumerate(((A, "91330100PDY00001XX"), (B, CODE))):
        further = given.arrived(name, code=code, path=f"{at}.docx", contact__phone=str(at))
        assert given.take(further, batch=str(at))[0].case == b


def test_moves_that_make_no_sense_are_refused(desk: Desk, given: Given) -> None:
    a, b = given.two(desk)
    other = given.take(
        given.arrived("项目公司", form="project", path="p.docx", code=""), batch="p"
    )[0]
    own = desk.case(a).row.current
    for wanted, target, code in (
        ([own, desk.case(b).row.current], None, "desk.move-several"),
        ([own], None, "desk.move-alone"),
        ([own], other.case, "desk.move-mixed"),
        ([own], 999, "desk.case-missing"),
        ([999], b, "desk.version-missing"),
    ):
        with pytest.raises(SmdeskError) as refused:
            desk.move_versions(wanted, target, facts)
        assert refused.value.code == code
    join(desk, b, a)
    third = given.take(given.arrived("丙公司", code="", path="c.docx"), batch="c")[0]
    with pytest.raises(SmdeskError) as refused:
        join(desk, third.case, b)
    assert refused.value.code == "desk.case-joined"
    assert join(desk, a, a) == a


def test_what_was_received_is_changed_by_no_move(desk: Desk, given: Given, tmp_path: Path) -> None:
    a, b = given.two(desk)
    join(desk, b, a)
    desk.close()
    with sqlite3.connect(tmp_path / "desk" / "desk.db") as plain:
        for column in ("digest", "sha256", "file", "received", "problems"):
            with pytest.raises(sqlite3.IntegrityError):
                plain.execute(f"UPDATE submissions SET {column} = 'x'")
    plain.close()


def test_a_finding_on_a_misread_value_does_not_count(desk: Desk, given: Given) -> None:
    case = given.take(
        given.arrived(
            A,
            findings=(given.finding("phone", "contact.phone"), given.finding("name", "org.name#a")),
        )
    )[0].case
    desk.take_back(case, ["org.name"], misread=True)
    assert desk.case(case).row.errors == 1
    assert [rule for _, rule, _ in desk.open_findings()] == ["phone"]
    assert desk.reading(desk.case(case).row.current).misread == {"org.name"}
    desk.confirm(case, ["org.name"])
    assert desk.case(case).row.errors == 2
    assert not desk.reading(desk.case(case).row.current).misread


def test_what_was_misread_before_is_known_after_the_step(
    desk: Desk, given: Given, tmp_path: Path
) -> None:
    case = given.take(given.arrived(A))[0].case
    desk.take_back(case, ["org.name", "org.uscc"], misread=True)
    desk.take_back(case, ["org.uscc"])
    path = tmp_path / "desk" / "desk.db"
    desk.close()
    with sqlite3.connect(path) as plain:
        plain.executescript(
            "DROP TABLE misread; DROP TABLE known_as; DROP INDEX cases_joined; ALTER TABLE cases DROP COLUMN joined;"
            "PRAGMA user_version = 1; DELETE FROM _sqlite_migrations WHERE name = '0002'"
        )
    plain.close()
    with Desk.open(tmp_path / "desk") as again:
        assert again.reading(again.case(case).row.current).misread == {"org.name"}


def test_a_desk_with_joined_cases_is_sound_after_a_power_cut_and_is_backed_up(
    desk: Desk, given: Given, tmp_path: Path
) -> None:
    a, b = given.two(desk)
    join(desk, b, a)
    assert desk.back_up().path.is_file()
    shutil.copytree(desk.folder, tmp_path / "cut")  # as it lies there while it is open
    with Desk.open(tmp_path / "cut") as again:
        assert again.joined(a) == (b,)
        assert again.back_up().path.is_file()


def test_a_desk_of_the_third_step_with_joined_cases_is_taken_on(
    desk: Desk, given: Given, tmp_path: Path
) -> None:
    a, b = given.two(desk)
    join(desk, b, a)
    desk.close()
    with closing(sqlite3.connect(desk.folder / "desk.db")) as connection:
        rows = connection.execute("SELECT * FROM known_as").fetchall()
        connection.execute("DROP TABLE known_as")
        for statement in _STEP_2:
            if "known_as" in statement:
                connection.execute(statement)
        connection.executemany("INSERT INTO known_as VALUES (?, ?, ?, ?, ?)", rows)
        done = connection.execute("DELETE FROM _sqlite_migrations WHERE name = '0004'").rowcount
        assert done == 1
        connection.commit()
        connection.execute("PRAGMA user_version = 3")
    with Desk.open(desk.folder) as again:
        assert again.joined(a) == (b,)
    with closing(sqlite3.connect(desk.folder / "desk.db")) as connection:
        assert connection.execute("SELECT * FROM known_as").fetchall() == rows
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)


@pytest.mark.parametrize("steps", [STEPS, LIBRARY_STEPS], ids=["desk", "library"])
def test_the_key_of_a_table_without_row_numbers_stands_first(steps: Any) -> None:
    """SQLite 3.40 takes sound rows of any other for damaged ones."""
    database = Database(memory=True)
    for step in steps:
        step(database)
    for name, sql in database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"):
        if "WITHOUT ROWID" not in (sql or ""):
            continue
        told = database.execute(f"PRAGMA table_info({name})").fetchall()
        keys = sorted((one[5], one[0]) for one in told if one[5])
        assert [place for _, place in keys] == list(range(len(keys))), name
