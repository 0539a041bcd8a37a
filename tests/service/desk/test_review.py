"""Doubtful values confirmed, found misread, taken back; nothing received is changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import strangers
from strangers import FIRM, official, table, word

from smdesk.errors import SmdeskError
from smdesk.service.desk.intake import intake
from smdesk.service.desk.letter import Sender
from smdesk.service.desk.originals import copy_name, write_copy
from smdesk.service.desk.review import (
    ReviewCase,
    Verdict,
    for_the_same_cause,
    review_case,
    settle,
    why,
)
from smdesk.service.desk.summary import summary_data
from smdesk.store.desk.desk import Desk

Put = Callable[..., Path]
PLACE = "finance.revenue[2018]"


def filled(**changes: str) -> bytes:
    values = FIRM | {PLACE: "3 018 5"} | {k.replace("__", "."): v for k, v in changes.items()}
    return word(strangers.TITLE, table(official(values)))


@pytest.fixture
def case(desk: Desk, put: Put) -> int:
    (receipt,) = intake(desk, [put("某公司/申报表.docx", filled())], workers=1).receipts
    assert receipt.case is not None
    return receipt.case


def verdict(desk: Desk, case: int) -> Verdict:
    return review_case(desk, case).verdicts[PLACE]


def test_a_verdict_is_kept_and_counted_and_the_value_stays(desk: Desk, case: int) -> None:
    before = desk.reading(desk.case(case).row.current).declaration
    told = review_case(desk, case)
    assert told.verdicts[PLACE] is Verdict.OPEN
    doubts = desk.case(case).row.doubts
    settle(desk, told, [PLACE], Verdict.CONFIRMED)
    assert desk.case(case).row.doubts == doubts - 1
    assert verdict(desk, case) is Verdict.CONFIRMED
    settle(desk, told, [PLACE], Verdict.MISREAD)
    assert desk.case(case).row.doubts == doubts
    assert verdict(desk, case) is Verdict.MISREAD
    settle(desk, told, [PLACE], Verdict.OPEN)
    assert verdict(desk, case) is Verdict.OPEN
    assert desk.reading(desk.case(case).row.current).declaration == before


def test_a_summary_tells_whose_doubtful_values_it_shows(desk: Desk, put: Put) -> None:
    name = FIRM["org.name"]
    path = put("某公司/申报表.docx", filled(contact__name="（请选择）"))
    (receipt,) = intake(desk, [path], workers=1).receipts
    assert receipt.case is not None
    told = review_case(desk, receipt.case)
    assert {"contact.name", PLACE} <= told.verdicts.keys()

    def unconfirmed() -> tuple[str, ...]:
        return summary_data(desk, told.row.notice, Sender("某局")).unconfirmed

    assert unconfirmed() == (name,)
    assert name in summary_data(desk, told.row.notice, Sender("某局")).note
    shown = {"contact.name", "contact.phone", "contact.email", "org.name", "declare.modes"}
    for place in told.verdicts.keys() & shown:
        settle(desk, told, [place], Verdict.CONFIRMED)
    assert unconfirmed() == ()  # what is still in doubt no column shows
    assert verdict(desk, receipt.case) is Verdict.OPEN
    settle(desk, told, ["contact.name"], Verdict.OPEN)
    assert unconfirmed() == (name,)
    settle(desk, told, ["contact.name"], Verdict.MISREAD)
    assert unconfirmed() == ()


def test_only_doubts_of_the_form_as_a_whole_are_answered_together(desk: Desk, put: Put) -> None:
    data = word(f"{strangers.TITLE}（示例）", table(official(FIRM | {PLACE: "3 018 5"})))
    (receipt,) = intake(desk, [put("某公司/申报表.docx", data)], workers=1).receipts
    assert receipt.case is not None
    told = review_case(desk, receipt.case)
    void = {one.address for one in told.doubts if set(one.source.doubts) == {"form-void"}}
    assert len(void) > 20
    assert PLACE not in void
    assert set(for_the_same_cause(told, "org.name")) == void
    assert for_the_same_cause(told, PLACE) == ()  # its figure is in doubt too
    settle(desk, told, sorted(void), Verdict.CONFIRMED)
    assert desk.case(receipt.case).row.doubts == len(told.doubts) - len(void)


def test_every_doubt_says_why(desk: Desk, case: int) -> None:
    told = review_case(desk, case)
    assert told.doubts
    assert all(why(one) for one in told.doubts)
    assert told.values[PLACE]


def test_what_was_seen_of_an_older_version_does_not_count_for_the_new_one(
    desk: Desk, case: int, put: Put
) -> None:
    old: ReviewCase = review_case(desk, case)
    settle(desk, old, [PLACE], Verdict.MISREAD)
    intake(desk, [put("b.docx", filled(org__business="轴承制造"))], workers=1)
    assert len(desk.case(case).versions) == 2
    assert verdict(desk, case) is Verdict.OPEN
    with pytest.raises(SmdeskError) as fault:
        settle(desk, old, [PLACE], Verdict.CONFIRMED)
    assert fault.value.code == "desk.review-moved"
    assert verdict(desk, case) is Verdict.OPEN


def test_a_copy_has_the_bytes_and_the_name_of_what_came_and_cannot_be_written(
    desk: Desk, case: int, tmp_path: Path
) -> None:
    version = review_case(desk, case).version
    path = write_copy(desk.blobs, version, tmp_path / "copies")
    assert path.name == "申报表.docx"
    assert path.read_bytes() == desk.blobs.read(version.sha256)
    assert not path.stat().st_mode & 0o222
    assert write_copy(desk.blobs, version, tmp_path / "copies") == path
    os.chmod(path, 0o644)


@pytest.mark.parametrize(
    ("name", "kind", "wanted"),
    [
        ("申报表.DOCX", "docx", "申报表.DOCX"), ("申报表.exe", "docx", "申报表.exe.docx"),
        ("表.docx", "doc", "表.docx.doc"), ("a:b?.wps", "works", "a_b_.wps"),
        ("脚本.js", "unknown", "脚本.js.bin"),
    ],
)  # fmt: skip
def test_a_copy_opens_in_the_program_of_its_content(name: str, kind: str, wanted: str) -> None:
    assert copy_name(name, kind) == wanted
