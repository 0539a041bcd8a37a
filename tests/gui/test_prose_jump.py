"""A finding in the narrative's words leads a person to them, and on to the value."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.wizard.makers import Services
from smdesk.gui.wizard.page import WizardPage
from smdesk.gui.work import Job
from smdesk.notices.declaration import Heading, Narrative, Paragraph, Run, SimpleTable
from smdesk.notices.loader import find_form
from smdesk.rules.prose.places import parse_place, text_of
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession
from smdesk.store.blobs import Blobs

FORM = "zhejiang-2020/enterprise"


def said(words: str) -> Paragraph:
    return Paragraph(runs=(Run(text=words),))


@pytest.fixture
def wizard(qtbot, tmp_path) -> Iterator[WizardPage]:
    pack, form = find_form(FORM)
    declaration = load_sample(FORM)[0]
    items = form.outline.item
    blocks = (
        Heading(level=items[0].level, text=items[0].title, item=items[0].id),
        said("公司从事泵阀制造。"),
        said("𠮷2019年公司实现营业收入3.22亿元，利润总额2792.35万元。"),
        Heading(level=items[1].level, text=items[1].title, item=items[1].id),
        said("2019年末员工310人。"),
        SimpleTable(rows=(("项目（万元）", "2018年", "2019年"), ("营业收入", "18674.25", "1.00"))),
    )
    declaration = declaration.model_copy(update={"narrative": Narrative(blocks=blocks)})
    bridge = SessionBridge(DraftSession(pack, form, declaration))
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    page = WizardPage(Services(bridge, Blobs(tmp_path / "blobs"), settings, Job))
    qtbot.addWidget(page)
    page.resize(1280, 900)
    page.show()
    qtbot.waitExposed(page)
    yield page
    page.end()


def differing(wizard: WizardPage) -> list[str]:
    visible = wizard.bridge.session.visible_findings()
    return [one.addresses[0] for one in visible if one.rule == "narrative.value"]


def focused() -> PartEditor:
    editor = QApplication.focusWidget()
    assert isinstance(editor, PartEditor)
    return editor


def test_a_jump_selects_the_words_that_differ_in_their_part(wizard):
    first, second, _ = differing(wizard)
    wizard.go_to(first)
    assert wizard.step == "narrative"
    assert focused().textCursor().selectedText() == "3.22亿元"
    wizard.go_to(second)
    assert focused().textCursor().selectedText() == "310人"
    assert focused().item.id == wizard.bridge.session.form.outline.item[1].id


def test_a_jump_to_a_cell_selects_the_table(wizard):
    place = differing(wizard)[2]
    wizard.go_to(place)
    assert isinstance(focused().chosen_figure(), SimpleTable)


def test_next_finding_walks_through_the_words_and_their_part_is_marked(wizard):
    places = differing(wizard)
    wizard.go_to(places[0])
    for place in places[1:]:
        assert wizard.walk.next_finding(1) == place
    item = wizard.bridge.session.form.outline.item[1].id
    view = wizard.walk.pages["narrative"].views[item]
    assert [one.rule for one in view.findings if one.rule == "narrative.value"]


def test_a_place_that_is_no_longer_there_leads_to_the_narrative(wizard):
    wizard.go_to("narrative[99]:3-7")
    assert wizard.step == "narrative"
    assert not focused().textCursor().hasSelection()


def test_the_card_links_the_value_and_takes_a_reason_that_outlives_edits_before(wizard):
    session = wizard.bridge.session
    key = next(one.key for one in session.findings if one.rule == "narrative.value")
    finding = session.finding(key)
    assert finding.addresses[1] == "finance.revenue[2019]"
    session.set_reason(key, "正文为合并口径，表中为母公司口径")
    session.set_blocks(1, 1, (said("新的一段写在前面。"),))
    moved = session.finding(key)
    place = parse_place(moved.addresses[0])
    assert moved.answered
    assert place is not None
    assert place.block == 3
    text = text_of(session.declaration.narrative.blocks[3])
    assert text[place.start : place.stop] == "3.22亿元"


def test_correcting_the_words_takes_the_finding_away(wizard):
    session = wizard.bridge.session
    before = len(differing(wizard))
    session.set_blocks(2, 3, (said("2019年公司实现营业收入2.22亿元。"),))
    session.leave()
    assert len(differing(wizard)) == before - 1
