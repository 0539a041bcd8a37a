"""A word that an earlier edition took in and no desk can show: the case is shown all the same."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from smdesk.cli import run
from smdesk.errors import sentence
from smdesk.gui.desk.log_list import opinion_lines
from smdesk.gui.desk.spoken import spoken_lines
from smdesk.packet.package import write_package
from smdesk.service.desk import batchfile, sending
from smdesk.service.desk.batchfile import OneOpinion, Word
from smdesk.service.desk.bureau import name_bureau
from smdesk.service.desk.intake import intake
from smdesk.service.desk.merging import merge
from smdesk.service.samples import load_sample
from smdesk.store.desk.desk import Desk

LATE = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@pytest.fixture(params=["Asia/Shanghai", "America/New_York"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("the system's time zone cannot be set for a process")
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    assert os.environ.get("TZ") == before
    time.tzset()


@pytest.fixture
def holding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A city's desk that took in a county's word of a state and moments that it cannot show."""
    made = sending._word
    said = OneOpinion(text="同意", person="某", at=LATE)

    def spoilt(*given: Any, **more: Any) -> Word:
        word = made(*given, **more)
        return word.model_copy(
            update={"state": "archived", "at": LATE, "rank": -5, "opinions": (said,)}
        )

    (tmp_path / "in").mkdir()
    data = write_package(*load_sample("zhejiang-2020/enterprise"))
    (tmp_path / "in" / "a.smdx").write_bytes(data)
    batch = tmp_path / "a.smdbatch"
    with monkeypatch.context() as patch:
        patch.setattr(sending, "_word", spoilt)
        patch.setattr(sending, "word_faults", lambda _: ())
        patch.setattr(batchfile, "check", lambda *_: None)
        with Desk.open(tmp_path / "county") as county:
            intake(county, [tmp_path / "in"], workers=1)
            bureau = name_bureau(county.folder, "某县经信局")
            batch.write_bytes(sending.write_batch(county, "zhejiang-2020", bureau))
        with Desk.open(tmp_path / "city") as city:
            merge(city, batch)
    return tmp_path / "city"


@pytest.mark.usefixtures("zone")
def test_a_held_word_that_cannot_be_shown_keeps_no_case_from_being_shown(
    holding: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unknown = sentence("desk.state-unknown", state="archived")
    with Desk.open(holding) as desk:
        case = desk.case(1)
        (line,) = spoken_lines(desk, case)
        assert unknown in line.text
        assert "-5" not in line.text
        assert [one.text for one in opinion_lines(case)] == ["同意"]
    assert run(["case", str(holding), "1"]) == 0
    assert unknown in capsys.readouterr().out
    assert run(["case", str(holding), "1", "--json"]) == 0
