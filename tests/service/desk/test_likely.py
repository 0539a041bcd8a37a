"""The cases that one may belong to: told by a bound first, and no other than by comparing all."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.files import sha256_hex
from smdesk.notices.declaration import Declaration, canonical_bytes, seal_code
from smdesk.service.desk import joining
from smdesk.service.desk.facts import (
    CONTACTS,
    NEAR,
    core_of,
    likeness,
    may_be_alike,
    name_key,
    near,
)
from smdesk.service.desk.joining import likely
from smdesk.service.desk.review import mark_misread
from smdesk.store.desk.desk import Desk
from smdesk.store.desk.models import Arrived, Facts, Place, SourceOf, State

NAMES = st.text("杭州浙江宁波澜岫流体装备轴承有限公司股份集团", max_size=20)
PLACES, MADE = ("杭州", "浙江", "宁波"), ("澜岫", "岚川", "澄屿", "砚衡", "汀禾")
TRADES, ENDS = ("流体装备", "轴承", "智能装备", "塑业"), ("有限公司", "股份有限公司", "厂", "")


def _arrived(name: str, number: int, dice: random.Random) -> Arrived:
    told = {"org.name": name} | {
        place: dice.choice(("", "甲", f"1390000{number // 3:04d}", f"m{number // 7}@x.cn"))
        for place in CONTACTS
    }
    declaration = Declaration(
        form="zhejiang-2020/enterprise", pack="0" * 64, years=(2017, 2018, 2019), values=told
    )
    content = canonical_bytes(declaration)
    digest = sha256_hex(content)
    facts = Facts("zhejiang-2020", "enterprise", name, name_key=name_key(name), brief=told)
    return Arrived(
        Place(f"{number}.docx", 1, number), digest, "docx", "read", digest, seal_code(digest),
        "none", "0" * 64, content, {one: SourceOf("table", 0.9) for one in told}, (), (), facts,
        (), "rules",
    )  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk of ninety firms, many of them nearly alike, two sent back, one in part misread."""
    dice = random.Random(5)
    folder: Path = tmp_path_factory.mktemp("likely")
    parts = (PLACES, MADE, TRADES, ENDS)
    names = ["".join(map(dice.choice, parts)) for _ in range(90)]
    with Desk.open(folder) as opened:
        number = opened.start_batch(["in"])
        items = [_arrived(name, at, dice) for at, name in enumerate(names)]
        opened.take(number, items, lambda *_: None, "reader")
        ids = opened.case_ids(order="id")
        opened.move(ids[:2], State.RETURNED)
        for row in opened.rows(ids[4:12]):
            mark_misread(opened, row.id, [CONTACTS[0]])
        yield opened


def _by_comparing_all(desk: Desk, case: int) -> list[tuple[int, tuple[str, ...], float]]:
    row = desk.case(case).row
    rows = [one for one in desk.cases(order="id") if one.id != case]
    mine, *briefs = desk.briefs([case, *(one.id for one in rows)])
    found = []
    for other, brief in zip(rows, briefs, strict=True):
        plain = [
            [joining._plain(one.get(place, "")) for place in CONTACTS] for one in (mine, brief)
        ]
        shared = [
            why for why, one, text in zip(joining._CONTACTS, *plain, strict=True)
            if one and one == text
        ]  # fmt: skip
        name, theirs = name_key(row.applicant), name_key(other.applicant)
        alike = likeness(name, theirs) if shared or abs(len(name) - len(theirs)) < 8 else 0.0
        same = bool(name and theirs) and (name == theirs or near(name, theirs))
        core = likeness(core_of(name), core_of(theirs)) if alike >= 0.6 else 0.0
        telling = [one for one in shared if one != "person"]
        if same or telling or (shared and core >= 0.6) or core >= NEAR:
            returned = ["returned"] if State.RETURNED in {row.state, other.state} else []
            by_name = ["name"] if same or core >= 0.6 else []
            found.append((other.id, (*returned, *by_name, *shared), round(alike, 3)))
    return sorted(found, key=lambda one: (-len(one[1]), -one[2], one[0]))[:8]


def test_what_is_likely_is_what_comparing_all_gives(desk: Desk) -> None:
    ids = desk.case_ids(order="id")
    told = [[(one.row.id, one.why, one.likeness) for one in likely(desk, case)] for case in ids]
    assert told == [_by_comparing_all(desk, case) for case in ids]
    assert sum(map(len, told)) > len(ids)


def test_names_that_cannot_be_alike_are_not_compared(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comparing two names letter by letter takes longer than all else that is done with a case."""
    compared: list[tuple[str, str]] = []

    def counted(one: str, other: str) -> float:
        compared.append((one, other))
        return likeness(one, other)

    monkeypatch.setattr(joining, "likeness", counted)
    ids = desk.case_ids(order="id")
    for case in ids:
        likely(desk, case)
    assert len(compared) < len(ids) ** 2 / 2


@given(NAMES, NAMES, st.sampled_from([0.6, 0.75]))
def test_the_bound_never_denies_what_is_alike(one: str, other: str, least: float) -> None:
    assert may_be_alike(one, other, least) or likeness(one, other) < least
