"""What a notice asks before anybody begins."""

from __future__ import annotations

import pytest

from smdesk.notices.loader import pack, pack_folders
from smdesk.service.essentials import essentials, kind_name, shelf


def facts(notice: str, form: str) -> list[str]:
    found = pack(notice)
    return [text for name, text in essentials(found, found.forms[form]).facts if name == "名额"]


def test_a_form_is_told_its_own_quota() -> None:
    found = pack("shanxi-2021")
    for quota in found.notice.quota:
        assert quota.form is not None
        (told,) = facts("shanxi-2021", quota.form)
        assert told == f"{quota.per}不超过 {quota.most} 个"


def test_a_quota_of_one_mode_names_the_mode() -> None:
    found = pack("national-2022")
    modes = [one for one in found.notice.quota if one.form == "platform"]
    (told,) = facts("national-2022", "platform")
    assert told.count("不超过") == len(modes)
    assert "共享制造" in told


def test_a_notice_without_quotas_tells_none() -> None:
    assert pack("zhejiang-2020").notice.quota == ()
    assert facts("zhejiang-2020", "enterprise") == []


def test_every_bundled_notice_stands_on_the_shelf_newest_first() -> None:
    found = shelf()
    assert found.problems == ()
    issued = [pack(forms[0].form_id.partition("/")[0]).notice.issued for _, forms in found.notices]
    assert issued == sorted(issued, reverse=True)


@pytest.mark.parametrize("notice", ["guangdong-2024", "national-2022"])
def test_every_form_says_how_it_is_handed_in(notice: str) -> None:
    found = pack(notice)
    for form in found.forms.values():
        names = [name for name, _ in essentials(found, form).facts]
        assert {"通知", "份数"} <= set(names)


@pytest.mark.parametrize("notice", [one.name for one in pack_folders()])
def test_no_two_forms_of_a_notice_have_one_name(notice: str) -> None:
    found = pack(notice)
    names = [kind_name(found, form) for form in found.forms.values()]
    assert len(set(names)) == len(names)
    assert all(names)


@pytest.mark.parametrize(
    ("form_id", "words"),
    [
        ("guangdong-2024/enterprise", ("20%以上", "不低于")),
        ("guangdong-2024/platform", ("申报平台",)),
        ("shanghai-2023/enterprise", ("申报企业",)),
        ("shanghai-2023/platform", ("申报平台",)),
    ],
)
def test_conditions_of_a_type_are_shown_however_the_notice_begins_them(
    form_id: str, words: tuple[str, ...]
) -> None:
    found = pack(form_id.partition("/")[0])
    held, *_ = essentials(found, found.forms[form_id.partition("/")[2]]).groups
    text = "".join(one.text for one in held.clauses)
    assert all(one in text for one in words)
    other = "申报企业" if "platform" in form_id else "申报平台"
    assert other not in text


def test_the_quota_of_the_year_before_stands_beside_the_present_one() -> None:
    (told,) = facts("national-2022", "enterprise")
    assert told == "每个省级主管部门不超过 10 个（2021 年 6 个）"
    (told,) = facts("national-2022", "platform")
    assert told.count("（2021 年 3 个）") == told.count("（2021 年 1 个）") == 1
