"""A letter of recommendation says what the bureau that writes it says."""

from __future__ import annotations

from pathlib import Path

from test_merging import ZJ, by_name, city, county, received, sent

from smdesk.service.desk.below import opinion_told
from smdesk.service.desk.merging import merge
from smdesk.service.desk.sender import Sender
from smdesk.service.desk.summary import recommendation
from smdesk.store.desk.desk import Desk

__all__ = ["city", "county", "received"]


def test_the_desk_s_own_opinion_stands_before_one_that_came_up_later(
    county: Desk, city: Desk, tmp_path: Path
) -> None:
    merge(city, sent(county, "某县经信局", tmp_path / "1.smdbatch"))
    name = next(one for one, case in by_name(city).items() if city.case(case).opinions)
    case = by_name(city)[name]
    assert opinion_told(city, city.case(case)) == "某县经信局：同意推荐"
    city.add_opinion(case, "市局：不同意推荐")
    county.add_opinion(by_name(county)[name], "再次建议推荐")
    merge(city, sent(county, "某县经信局", tmp_path / "2.smdbatch"))
    assert [one.text for one in city.case(case).opinions][-1] == "再次建议推荐"
    assert opinion_told(city, city.case(case)) == "市局：不同意推荐"
    paper = recommendation(city, ZJ, Sender("某市经信局"), "all").text
    assert "市局：不同意推荐" in paper
    assert "再次建议推荐" not in paper
    city.add_opinion(case, "改为同意", "某市经信局")
    sent(city, "某市经信局", tmp_path / "3.smdbatch")
    assert opinion_told(city, city.case(case)) == "改为同意"


def test_nobody_s_opinion_is_empty(county: Desk) -> None:
    silent = next(one for one in county.cases() if not county.case(one.id).opinions)
    assert opinion_told(county, county.case(silent.id)) == ""
