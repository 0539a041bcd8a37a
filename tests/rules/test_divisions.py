"""Divisions by code and by address, held against codes and places that are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smdesk.rules.formats.divisions import _table, above, division, named, nearest
from smdesk.rules.formats.uscc import PROVINCES


def test_every_code_is_of_a_listed_province_and_every_county_in_force_of_a_listed_city() -> None:
    table = _table()
    assert len(table) > 5000
    for one in table.values():
        assert one.code.isdecimal()
        assert len(one.code) == 6
        assert one.name.startswith(PROVINCES[one.code[:2]]) or one.level > 1
        assert above(one.code) or one.until is not None
    assert sum(one.level == 1 and one.until is None for one in table.values()) == 34


@pytest.mark.parametrize(
    ("code", "name", "city", "until"),
    [
        ("330106", "西湖区", "杭州市", None),
        ("360103", "西湖区", "南昌市", None),
        ("330184", "余杭市", "杭州市", 2000),
        ("310115", "浦东新区", "上海市", None),
        ("440300", "深圳市", "深圳市", None),
        ("419001", "济源市", "河南省", None),
    ],
)
def test_a_code_has_its_name_and_city(code: str, name: str, city: str, until: int | None) -> None:
    one = division(code)
    assert one is not None
    assert (one.name, above(code), one.until) == (name, city, until)


@pytest.mark.parametrize(
    ("code", "wanted"), [("320594", "320500"), ("990000", None), ("330199", "330100"), ("", None)]
)
def test_a_code_of_no_division_is_of_its_city(code: str, wanted: str | None) -> None:
    one = nearest(code)
    assert (one.code if one else None) == wanted


@pytest.mark.parametrize(
    ("address", "near", "wanted"),
    [
        ("浙江省杭州市西湖区文三路1号", "", "330106"),
        ("江西省南昌市西湖区站前路1号", "330106", "360103"),
        ("杭州市西湖区文三路1号", "", "330106"),
        ("杭州西湖区文三路1号", "", "330106"),
        ("浙江杭州西湖区文三路1号", "", "330106"),
        ("西湖区文三路1号", "330100", "330106"),
        ("西湖区文三路1号", "", None),
        ("西湖区文三路1号", "110101", None),
        ("余杭区文一西路1号", "", "330110"),
        ("浙江省义乌市福田街道", "", "330782"),
        ("浙江省金华市义乌市福田街道", "", "330782"),
        ("上海市浦东新区张江路1号", "", "310115"),
        ("上海市上海市浦东新区张江路1号", "", "310115"),
        ("上海市市辖区静安区南京西路", "", "310106"),
        ("重庆市县云阳县青龙街道", "", "500235"),
        ("重庆市渝中区解放碑", "", "500103"),
        ("河南省济源市天坛路", "", "419001"),
        ("吉林省吉林市昌邑区", "", "220202"),
        ("吉林市昌邑区", "", "220202"),
        ("海南藏族自治州共和县", "", "632521"),
        ("内蒙古自治区呼和浩特市新城区", "", "150102"),
        ("内蒙古呼和浩特新城区", "", "150102"),
        ("中国 浙江省 宁波市 鄞州区", "", "330212"),
        ("杭州市江干区凯旋路", "", "330104"),
        ("杭州市高新区江南大道", "", "330100"),
        ("广东省东莞市松山湖", "", "441900"),
        ("浙江省建设一路", "", "330000"),
        ("河北区中山路", "", "120105"),
        ("江苏路123号", "310105", None),
        ("吉安路9号", "", None),
        ("文三路1号", "330106", None),
        ("", "330106", None),
    ],
)
def test_an_address_names_its_division(address: str, near: str, wanted: str | None) -> None:
    one = named(address, near)
    assert (one.code if one else None) == wanted


@given(
    st.text("浙江省杭州市西湖区县余上海北京12号路 ", max_size=20), st.text("0123456789", max_size=8)
)
def test_any_text_is_answered(address: str, near: str) -> None:
    one = named(address, near)
    assert one is None or division(one.code) == one


def test_every_county_in_force_is_found_by_its_full_address() -> None:
    for one in _table().values():
        if one.until is not None or one.level < 3:
            continue
        province = division(f"{one.code[:2]}0000")
        city = above(one.code)
        assert province is not None
        assert named(f"{province.name}{city}{one.name}人民路1号") == one
