"""Pages of attachments and links to what they show, as steps of a session."""

from __future__ import annotations

import pytest

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, Declaration, PageEdit
from smdesk.notices.loader import find_form
from smdesk.service.session import DraftSession

FORM = "zhejiang-2020/enterprise"


def attached(**more: object) -> Attachment:
    fields = {"slot": "free", "name": "材料.pdf", "sha256": "0" * 64, "size": 1}
    return Attachment.model_validate(fields | {"media_type": "application/pdf"} | more)


def code_of(call) -> str:
    with pytest.raises(SmdeskError) as fault:
        call()
    return fault.value.code


@pytest.fixture
def session() -> DraftSession:
    pack, form = find_form(FORM)
    files = (attached(), attached(name="二.pdf", sha256="1" * 64))
    declaration = Declaration(form=FORM, pack=pack.hash, years=pack.years(), attachments=files)
    return DraftSession(pack, form, declaration)


def test_pages_on_their_way_are_one_step_with_its_name(session):
    for angle in (1, 2, 3):
        session.set_pages(0, (PageEdit(page=1, angle=angle),), name="拉直", final=False)
    session.leave()
    assert session.steps == ("拉直",)
    session.undo()
    assert session.declaration.attachments[0].pages == ()


def test_a_link_is_made_once_seen_from_both_ends_and_undone(session):
    session.link_evidence(1, 3, "org.name")
    assert session.link_evidence(1, 3, "org.name") is None
    session.link_evidence(0, 1, "narrative#" + session.form.outline.item[0].id)
    assert session.evidence_of("org.name") == ((1, 3),)
    assert session.place_name("narrative#" + session.form.outline.item[0].id)
    session.unlink_evidence(1, 3, "org.name")
    assert session.evidence_of("org.name") == ()
    session.undo()
    assert session.evidence_of("org.name") == ((1, 3),)


@pytest.mark.parametrize("place", ["org.nonsense", "narrative#nothing", "finance.revenue[1900]"])
def test_a_link_to_what_the_form_lacks_is_refused(session, place):
    assert code_of(lambda: session.link_evidence(0, 1, place)) == "session.evidence-place"


def test_links_follow_the_rows_of_a_list_and_go_with_them():
    pack, form = find_form("zhejiang-2020/platform")
    declaration = Declaration(
        form="zhejiang-2020/platform", pack=pack.hash, years=pack.years(), attachments=(attached(),)
    )
    session = DraftSession(pack, form, declaration)
    for row in (1, 2):
        session.set_value(f"investors[{row}].name", f"第{row}")
        session.link_evidence(0, row, f"investors[{row}].name")
    session.move_row("investors", 1, 2)
    assert session.evidence_of("investors[2].name") == ((0, 1),)
    session.remove_row("investors", 2)
    assert [one.page for one in session.declaration.attachments[0].evidence] == [2]
    session.undo()
    assert len(session.declaration.attachments[0].evidence) == 2
