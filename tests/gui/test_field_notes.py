"""What the bar says of the field at hand."""

from __future__ import annotations

from smdesk.gui.wizard.notes import count_note
from smdesk.notices.loader import find_form
from smdesk.notices.text import word_count
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession


def test_the_bar_counts_a_value_as_its_cell_and_its_rule_do() -> None:
    pack, form = find_form("zhejiang-2020/project")
    declaration, _ = load_sample("zhejiang-2020/project")
    session = DraftSession(pack, form, declaration)
    places = (
        place for section in session.progress.sections for place in session.places(section.id)
    )
    place = next(one for one in places if (found := session.field(one)) and found.limit)
    field = session.field(place)
    assert field is not None
    text = "齐套率由78.2%升至96.8%，库存由4620万元降至2985万元；" * 4
    session.set_value(place, text, final=False)
    assert word_count(text) <= (field.limit or 0) < len(text)
    note, over = count_note(session, place)
    assert f"{word_count(text)} / {field.limit} 字" in note
    assert not over
