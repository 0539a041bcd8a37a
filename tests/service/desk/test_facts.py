"""Which case a declaration is a version of."""

from __future__ import annotations

import pytest

from smdesk.notices.loader import find_form
from smdesk.service.desk.facts import choose_case, facts_of, name_key
from smdesk.service.samples import load_sample
from smdesk.store.desk.models import CaseKey, Facts

SOUND, OTHER, WRONG = "91330100PDY00001XX", "91330212PDY000028F", "91330100PDY00001X0"
NAME = "杭州澜岫流体装备有限公司"


@pytest.mark.parametrize(
    ("code", "name", "returned", "wanted"),
    [
        (SOUND, NAME, False, True),
        (SOUND, "杭州澜岫流体装备股份有限公司", False, True),
        (SOUND, "杭州翊衡流体装备有限公司", False, False),
        (SOUND, "杭州翊衡流体装备有限公司", True, True),
        (SOUND, "太原某某重工", True, False),
        (OTHER, NAME, False, False),
        (OTHER, NAME, True, False),
        (WRONG, NAME, False, True),
        (WRONG, "杭州澜袖流体装备有限公司", False, False),
        (WRONG, "杭州澜袖流体装备有限公司", True, True),
        ("", NAME, False, True),
        (SOUND, "", False, True),
        ("", "", True, False),
    ],
)
def test_a_declaration_finds_its_case_by_sound_code_and_name(
    code: str, name: str, returned: bool, wanted: bool
) -> None:
    case = CaseKey(7, NAME, "", SOUND, name_key(NAME), returned)
    facts = Facts("zhejiang-2020", "enterprise", name, "", code, name_key(name))
    assert (choose_case(facts, [case]) == 7) is wanted


def test_two_firms_with_one_unsound_code_are_two_cases() -> None:
    case = CaseKey(7, NAME, "", WRONG, name_key(NAME))
    other = "杭州翊衡流体装备有限公司"
    facts = Facts("zhejiang-2020", "enterprise", other, "", WRONG, name_key(other))
    assert choose_case(facts, [case]) is None


def test_another_project_of_the_applicant_is_another_case() -> None:
    case = CaseKey(7, NAME, "泵站远程运维项目", SOUND, name_key(NAME))
    facts = Facts("n", "project", NAME, "铸件共享热处理工厂", SOUND, name_key(NAME))
    assert choose_case(facts, [case]) is None


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("上海市浦东新区张江路1号", ("310115", "浦东新区", False)),
        ("浙江省杭州市余杭区文一西路1号", ("330110", "余杭区", False)),
        ("余杭区文一西路1号", ("330110", "余杭区", False)),
        ("西湖区文三路1号", ("330106", "西湖区", False)),
        ("江西省南昌市西湖区站前路1号", ("360103", "西湖区", False)),
        ("杭州市钱江世纪新区1号", ("330100", "钱江世纪新区", False)),
        ("文三路1号", ("330100", "杭州市", True)),
        ("", ("330100", "杭州市", True)),
    ],
)
def test_an_address_goes_before_the_credit_code_and_what_that_alone_tells_is_marked(
    address: str, wanted: tuple[str, str, bool]
) -> None:
    declaration, _ = load_sample("zhejiang-2020/enterprise")
    pack, form = find_form("zhejiang-2020/enterprise")
    told = declaration.with_values({"org.uscc": SOUND, "org.mail_address": ""})
    told = told.with_values({"org.registered_address": address})
    facts = facts_of(pack, form, told)
    assert (facts.district, facts.district_name, facts.derived) == wanted
