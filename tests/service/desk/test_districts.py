"""Districts as people name them: a county, its city, its province, a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from smdesk.errors import SmdeskError
from smdesk.service.desk.districts import district_asked
from smdesk.store.desk.desk import Desk

NAMES = {
    "130102长安区": "长安区（石家庄市）", "140213平城区": "平城区", "140212新荣区": "新荣区",
    "140703太谷区": "太谷区", "310115浦东新区": "浦东新区", "330106西湖区": "西湖区",
    "610116长安区": "长安区（西安市）", "?": "?",
}  # fmt: skip


class _Desk:
    def district_names(self) -> Mapping[str, str]:
        return NAMES


def asked(text: str) -> str:
    return district_asked(cast(Desk, _Desk()), text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("平城区", "140213平城区"), ("平城", "140213平城区"), ("140213平城区", "140213平城区"),
        ("大同市", "140200"), ("大同", "140200"), ("山西省", "140000"), ("山西", "140000"),
        ("上海", "310000"), ("上海市", "310000"), ("长安区（西安市）", "610116长安区"),
        ("140200", "140200"), ("14", "14"), ("330106", "330106"), ("659001", "659001"),
        (" 平城区 ", "140213平城区"), ("", ""), ("?", "?"),
    ],
)  # fmt: skip
def test_a_district_is_known_by_its_names_and_codes(text: str, found: str) -> None:
    assert asked(text) == found


@pytest.mark.parametrize("text", ["长安区", "长安"])
def test_two_of_one_name_are_told_apart(text: str) -> None:
    with pytest.raises(SmdeskError) as refused:
        asked(text)
    assert refused.value.code == "desk.district-several"
    assert "610116长安区" in str(refused.value)


@pytest.mark.parametrize("text", ["成都市", "区", "999999", "平城乡", "x"])
def test_a_place_that_no_case_is_of_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(SmdeskError) as refused:
        asked(text)
    assert refused.value.code == "desk.district-unknown"
    assert "平城区" in str(refused.value)
