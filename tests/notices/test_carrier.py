"""Tags, bookmarks and the payload part that writer and reader share."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.notices import carrier
from smdesk.notices.address import Address, parse
from smdesk.notices.grid import all_fields, cover_grid, sheet_grid, table_grid
from smdesk.notices.loader import pack

names = st.from_regex(r"[a-z][a-z0-9_]{0,30}(\.[a-z][a-z0-9_]{0,30}){0,2}", fullmatch=True)
addresses = st.builds(Address, names, st.none() | st.integers(1, 9999), st.none()) | st.builds(
    Address, names, st.integers(1, 9999), names
)
choices = st.none() | st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)


@given(addresses, choices)
def test_a_tag_reads_back_as_address_and_choice(address, choice):
    assert carrier.parse_tag(carrier.tag(address, choice)) == (address, choice)


@given(addresses, choices)
def test_bookmark_names_are_what_word_accepts(address, choice):
    assert re.fullmatch(r"f_[a-z0-9_]{1,38}", carrier.bookmark_name(address, choice))


def test_bookmark_name_is_the_same_for_address_and_its_text():
    assert carrier.bookmark_name("finance.revenue[2019]") == carrier.bookmark_name(
        parse("finance.revenue[2019]")
    )


def test_addresses_that_mangle_alike_get_different_bookmarks():
    assert carrier.bookmark_name("a.b_c") != carrier.bookmark_name("a_b.c")
    long = "a" * 60
    assert carrier.bookmark_name(long + "b") != carrier.bookmark_name(long + "c")


def test_bookmarks_of_a_shipped_form_are_all_different():
    whole = pack("zhejiang-2020")
    for form in whole.forms.values():
        grids = (cover_grid(whole.notice), table_grid(form, (2017, 2018, 2019)), sheet_grid(form))
        found = [str(address) for grid in grids for address in grid.places]
        assert len({carrier.bookmark_name(one) for one in found}) == len(set(found))
        assert all_fields(whole.notice, form)


@settings(max_examples=50)
@given(st.binary(max_size=4000), st.sampled_from([None, "7KQ2-M0XA", 'a"<&b']))
def test_payload_part_gives_back_content_digest_and_seal(content, seal):
    digest = sha256_hex(content)
    read = carrier.read_payload(carrier.payload_xml(content, digest, seal))
    assert read == carrier.Payload(content, digest, seal)
    assert read.fits


def test_payload_with_another_digest_does_not_fit():
    read = carrier.read_payload(carrier.payload_xml(b"{}", "0" * 64, None))
    assert read is not None
    assert not read.fits


def test_foreign_custom_xml_is_no_payload():
    assert carrier.read_payload(b"<b:Sources xmlns:b='urn:x'/>") is None
    assert carrier.read_payload(b"not xml") is None


@pytest.mark.parametrize("damage", [b"!!!!", b"AAAA", b""])
def test_damaged_payload_is_refused(damage):
    xml = carrier.payload_xml(b"content" * 50, "d", "s")
    start, end = xml.index(b'">') + 2, xml.index(b"</smdesk")
    with pytest.raises(SmdeskError) as caught:
        carrier.read_payload(xml[:start] + damage + xml[end:])
    assert caught.value.code == "notices.payload-unreadable"


def test_payload_past_the_limit_is_refused_unread(monkeypatch):
    text = carrier.pack_text(b"0" * 5000)
    monkeypatch.setattr(carrier, "PAYLOAD_LIMIT", 4999)
    with pytest.raises(SmdeskError):
        carrier.unpack_text(text)
