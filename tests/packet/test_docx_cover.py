"""The cover in Word: what is free of the page is shared out, and a long name never makes a second page."""

import pytest

from smdesk.notices.loader import pack, pack_folders
from smdesk.packet import page
from smdesk.packet.docx.measure import cover_spaces, height
from smdesk.packet.tree import FormTable

EACH = [(one.name, form) for one in pack_folders() for form in pack(one.name).notice.forms]


def spaces(case):
    packet = case.packet()
    return list(cover_spaces(packet.parts[0], packet.typography)), packet.typography


@pytest.mark.parametrize(("notice", "form"), EACH)
@pytest.mark.parametrize("times", [1, 18])
def test_cover_of_every_form_stays_on_its_page(make_case, notice, form, times):
    case = make_case(form, notice)
    names = [one.address for one in case.pack.notice.cover.field if one.kind == "name"]
    case.declaration = case.declaration.with_values(dict.fromkeys(names, "样例公司" * times))
    found, typography = spaces(case)
    used = sum(before + height(block, typography) for block, before in found)
    assert used <= page.TEXT_HEIGHT


def test_more_is_free_over_the_table_than_over_the_title(make_case):
    found, _ = spaces(make_case("enterprise"))
    before = {isinstance(block, FormTable): gap for block, gap in reversed(found)}
    assert before[True] > before[False] > 20
