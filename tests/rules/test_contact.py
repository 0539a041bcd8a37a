"""Phones as they occur, postcodes, mail and web addresses."""

import pytest

from smdesk.rules.formats.contact import (
    email_faults,
    mobile_faults,
    phone_faults,
    phones,
    postcode_faults,
    url_faults,
)


def rules(found):
    return [(fault.rule, fault.level) for fault in found]


@pytest.mark.parametrize(
    "text",
    [
        "0571-87058143，87055246", "0351-2022229 15635390920", "23112650", "020-83133359",
        "84664354 84664878", "0598-8223990", "0571 87058143", "（0571）87058143", "057187058143",
        "0571－87058143", "0571—87058143", "0571-87058143-801", "0571-87058143转801",
        "0571-87058143 转 801", "400-820-8820", "4008208820", "+86-571-87058143", "13800000000",
        "0574-8765 4321", "021-5555 1234", "(0571) 8705 8143", "+86 571 87058143", "8705-8143",
        "138 0000 0000", "138-0000-0000", "0086 571 8705 8143", "+86 138 0000 0000",
        "0571-87058143（办）", "0571-87058143（办公室）13800000000（手机）", "0571-87058143*801",
        "办公：0571-87058143；手机：13800000000", "0571.87058143", "0571-87058143分机8",
        "0351 2022229 15635390920", "400 820 8820", "400-820-8820转2", "95588",
        "+8613800000000", "０５７１－８７０５８１４３", "87058143/87055246", "87058143、87055246；13900000000",
    ],
)  # fmt: skip
def test_phones_of_the_notices_and_their_kin_pass(text):
    assert rules(phone_faults(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "1234",
        "0571-8705814a",
        "无电话",
        "8705814312345",
        "0571-",
        "，",
        "0571-870581433",
        "（办）",
        "1380000000",
        "0571-8705 814",
        "同上",
        "0571-87058143（8",
    ],
)
def test_what_is_no_phone_is_a_check(text):
    assert rules(phone_faults(text)) == [("format.phone", "check")]


def test_only_the_strange_piece_is_named():
    (fault,) = phone_faults("0571-87058143，870")
    assert fault.params["pieces"] == "870"


def test_an_area_code_set_off_by_a_blank_joins_its_number():
    assert phones("0571 87058143") == ("0571-87058143",)


@pytest.mark.parametrize(
    "text",
    [
        "13800000000",
        "199 0000 0000",
        "138-0000-0000",
        "13800000000；16600000000",
        "13800000000（微信同号）",
        "+86 138 0000 0000",
        "微信：13800000000",
    ],
)
def test_mobile_numbers_pass(text):
    assert rules(mobile_faults(text)) == []


@pytest.mark.parametrize(
    "text", ["12800000000", "1380000000", "138000000000", "0571-87058143", "二"]
)
def test_what_is_no_mobile_number_is_an_error(text):
    assert rules(mobile_faults(text)) == [("format.mobile", "error")]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("010000", True),
        ("310007", True),
        ("31000", False),
        ("3100077", False),
        ("３１０００", False),
        ("31000O", False),
    ],
)
def test_a_postcode_has_six_digits(text, good):
    assert (rules(postcode_faults(text)) == []) is good


@pytest.mark.parametrize(
    "text", ["fwyc@zjjxw.gov.cn", "a.b-c+d@126.com", "a@b.com；c@d.org", "x@sub.example.technology"]
)
def test_mail_addresses_pass(text):
    assert rules(email_faults(text)) == []


@pytest.mark.parametrize(
    "text", ["a@b", "a b@c.com", "@c.com", "a@@c.com", "a@c..com", "a@-c.com", "邮箱", "a@c.com、d"]
)
def test_what_is_no_mail_address_is_an_error(text):
    assert rules(email_faults(text)) == [("format.email", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "www.example.com",
        "http://www.zjjxw.gov.cn/",
        "https://a.example.com:8443/x?y=1#z",
        "192.168.1.1",
        "浙江.中国",
    ],
)
def test_web_addresses_pass(text):
    assert rules(url_faults(text)) == []


@pytest.mark.parametrize("text", ["例子", "www", "http://", "javascript:alert(1)", "a..com"])
def test_what_is_no_web_address_is_a_check(text):
    assert rules(url_faults(text)) == [("format.url", "check")]


def test_long_hostile_texts_are_answered():
    assert rules(email_faults("a." * 50_000 + "@")) == [("format.email", "error")]
    assert rules(url_faults("a." * 50_000)) == [("format.url", "check")]
    assert rules(phone_faults("0" * 100_000)) == [("format.phone", "check")]
