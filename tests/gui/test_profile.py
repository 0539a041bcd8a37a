"""What is known is used as a person does: remembered, filled in from a list, rolled forward, confirmed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from smdesk.gui.gallery.waiting import settle
from smdesk.gui.main_window import MainWindow
from smdesk.gui.profile.carried_panel import CarriedPanel
from smdesk.gui.profile.plan_dialog import FillDialog
from smdesk.gui.profile.profiles_dialog import ProfilesDialog
from smdesk.gui.profile.remember_dialog import RememberDialog
from smdesk.gui.profile.roll_dialog import RollDialog
from smdesk.gui.profile.source_dialog import SourceDialog
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.service.home import add_sample
from smdesk.service.profile.apply import confirm
from smdesk.service.profile.lines import FillState
from smdesk.service.profile.remember import plan_remember, remember
from smdesk.service.profile.source import source_of_declaration
from smdesk.service.samples import sample_values
from smdesk.service.session.opening import new_draft
from smdesk.store.library import Library

sys.path.insert(0, str(Path(__file__).parent))
from windows import Starter, answering

ENTERPRISE, PROJECT = "zhejiang-2020/enterprise", "zhejiang-2020/project"
NAME = "杭州澜岫流体装备有限公司"


def sample(form_id: str = ENTERPRISE) -> Declaration:
    pack, form = find_form(form_id)
    values = {a: t for a, t in sample_values(form_id).items() if t and a not in form.fixed}
    return Declaration(form=form_id, pack=pack.hash, years=(2017, 2018, 2019), values=values)


def known(folder: Path) -> None:
    """Put a company's profile into a folder."""
    with Library.open(folder) as library:
        source = source_of_declaration(sample(), when=datetime(2020, 9, 1, tzinfo=UTC))
        remember(library, plan_remember(library, source))


def stored(folder: Path, form_id: str) -> int:
    with Library.open(folder) as library:
        return new_draft(library, form_id).id


def accepting(kind: type[QDialog], then: object = None) -> None:
    """Accept the next dialog, which has to be of a kind, after ``then`` looked at it."""

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, kind), dialog
        if then is not None:
            then(dialog)  # type: ignore[operator]
        dialog.accept()

    answering(act)


def carried(window: MainWindow) -> CarriedPanel:
    page = window.page
    assert page is not None
    panel = page.frame.side.made("carried")
    assert isinstance(panel, CarriedPanel)
    return panel


def test_a_draft_is_filled_from_a_profile_by_a_list_in_one_step(starter: Starter) -> None:
    known(starter.folder)
    draft = stored(starter.folder, PROJECT)
    window = starter.start()
    assert window.open_draft(draft)
    session = window.work.bridge.session
    session.set_value("contact.name", "王某")
    texts: dict[str, str] = {}

    def look(dialog: FillDialog) -> None:
        different = dialog.item_of("contact.name")
        assert different is not None
        assert different.checkState(0) is Qt.CheckState.Unchecked
        position = dialog.item_of("contact.position")
        position.setCheckState(0, Qt.CheckState.Unchecked)
        texts.update(dialog.plan.texts(dialog.chosen))
        assert dialog.go.text() == f"填入 {len(texts)} 项"
        for column in (0, 1):
            needed = min(dialog.tree.sizeHintForColumn(column), 290 - 150 * column)
            assert dialog.tree.columnWidth(column) >= needed
        assert dialog.tree.horizontalScrollBar().maximum() == 0

    def choose(dialog: SourceDialog) -> None:
        dialog.search.setText("澜岫")
        dialog._accept()
        accepting(FillDialog, look)

    answering(choose)
    window.profiles.fill()
    assert session.value("contact.name") == "王某"
    assert session.value("contact.position") == ""
    assert session.value("org.legal_person") == "郦云岫"
    assert session.undo_step == f"从“{NAME}资料”填入 {len(texts)} 项"
    panel = carried(window)
    assert panel.list.count() == len(texts)
    page = window.page
    page.go_to("org.legal_person")
    editor = page.walk.pages.current.view.editors["org.legal_person"]
    assert f"{NAME}资料" in editor.toolTip()
    page.history.undo.trigger()
    assert session.value("org.legal_person") == ""
    assert session.value("contact.name") == "王某"
    assert NAME not in editor.toolTip()


def test_what_was_taken_over_is_confirmed_in_the_panel_and_survives_a_restart(
    starter: Starter, qtbot: QtBot
) -> None:
    known(starter.folder)
    draft = stored(starter.folder, PROJECT)
    window = starter.start()
    assert window.open_draft(draft)
    answering(lambda dialog: (dialog._accept(), accepting(FillDialog)))
    window.profiles.fill()
    count = carried(window).list.count()
    assert count > 20
    window.close()
    again = starter.start()
    assert again.page is not None or again.open_draft(draft)
    again.profiles.show_carried()
    panel = carried(again)
    assert panel.list.count() == count
    panel.list.item(3).setSelected(True)
    panel.one.click()
    qtbot.waitUntil(lambda: panel.list.count() == count - 1)
    panel.all.click()
    assert again.work.bridge.session.origins == {}
    assert again.page.frame.side.current == "findings"
    again.page.history.undo.trigger()
    again.profiles.show_carried()
    assert panel.list.count() == count - 1


def test_what_was_typed_over_leaves_the_panel(starter: Starter, qtbot: QtBot) -> None:
    known(starter.folder)
    draft = stored(starter.folder, PROJECT)
    window = starter.start()
    assert window.open_draft(draft)
    answering(lambda dialog: (dialog._accept(), accepting(FillDialog)))
    window.profiles.fill()
    window.profiles.show_carried()
    panel, bridge = carried(window), window.work.bridge
    session = bridge.session
    count = panel.list.count()
    for text in ("王", "王某"):
        bridge.do(lambda text=text: session.set_value("org.legal_person", text, final=False))
    bridge.do(session.leave)
    qtbot.waitUntil(lambda: panel.list.count() == count - 1)


def test_last_year_goes_on_in_a_newer_form_with_its_newest_year_marked(starter: Starter) -> None:
    with Library.open(starter.folder) as library:
        old = add_sample(library, ENTERPRISE)
    window = starter.start()
    before = window.desk.library.load(old).declaration

    def choose(dialog: RollDialog) -> None:
        assert all(
            "zhejiang-2020" not in one.form_id
            for n in range(dialog.list.topLevelItemCount())
            if (one := dialog.list.topLevelItem(n).data(0, Qt.ItemDataRole.UserRole))
        )
        accepting(FillDialog, look)

    def look(dialog: FillDialog) -> None:
        assert dialog.plan.of(FillState.NEWER)
        assert not dialog.narrative
        narrative = dialog.item_of("narrative")
        narrative.setCheckState(0, Qt.CheckState.Checked)

    accepting(RollDialog, choose)
    window.profiles.roll(old)
    session = window.work.bridge.session
    assert session.undo_step.startswith("从“")
    assert "接续" in session.undo_step
    newest = f"finance.revenue[{max(session.years)}]"
    assert session.value(newest) == ""
    assert session.value("org.name") == NAME
    assert session.declaration.narrative.blocks
    told = [carried(window).list.item(n).text() for n in range(carried(window).list.count())]
    assert any("请填新年度的数" in one for one in told)
    assert window.desk.library.load(old).declaration == before


def test_a_new_draft_begins_with_what_is_known(starter: Starter) -> None:
    known(starter.folder)
    window = starter.start()

    def choose(dialog) -> None:
        assert dialog.source is None
        item = next(
            one
            for one in dialog.ui.forms.findItems(
                "示范项目", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
            )
            if dialog._shelf.form(one.data(0, Qt.ItemDataRole.UserRole)).form_id == PROJECT
        )
        dialog.ui.forms.setCurrentItem(item)
        dialog.source_box.setCurrentIndex(1)
        accepting(FillDialog)
        dialog.accept()

    answering(choose)
    window.flows.new_draft()
    assert window.work.bridge.session.value("org.legal_person") == "郦云岫"


def test_a_draft_of_home_is_used_for_another_form_after_its_list(starter: Starter) -> None:
    known(starter.folder)
    with Library.open(starter.folder) as library:
        draft = add_sample(library, ENTERPRISE)
    window = starter.start()

    def choose(dialog) -> None:
        assert dialog.source is not None
        assert dialog.source.draft == draft
        accepting(FillDialog, lambda shown: texts.update(shown.plan.texts()))
        dialog.accept()

    texts: dict[str, str] = {}
    answering(choose)
    window.home.reuse_wanted.emit(draft)
    work = window.work
    assert work.opened.id != draft
    assert texts
    assert dict(work.bridge.session.declaration.values) == texts


def test_a_draft_of_home_is_remembered_after_its_list(starter: Starter) -> None:
    with Library.open(starter.folder) as library:
        draft = add_sample(library, ENTERPRISE)
    window = starter.start()
    accepting(RememberDialog)
    window.home.remember_wanted.emit(draft)
    (row,) = window.desk.library.profiles.all()
    assert row.name == NAME
    assert NAME in window.home.note.sentence.text()


def test_the_check_names_what_was_taken_over_and_has_to_be_looked_at(
    starter: Starter, qtbot: QtBot
) -> None:
    with Library.open(starter.folder) as library:
        old = add_sample(library, ENTERPRISE)
    window = starter.start()

    def tick(dialog: FillDialog) -> None:
        staff = dialog.item_of("staff.total")
        staff.setCheckState(0, Qt.CheckState.Checked)

    accepting(RollDialog, lambda _: accepting(FillDialog, tick))
    window.profiles.roll(old)
    page, session = window.page, window.work.bridge.session
    staff = session.label("staff.total")
    page.show_step("check")

    def told() -> str:
        found = page.walk.pages.current.findChildren(QLabel)
        return "".join(one.text() for one in found if one.isVisible())

    qtbot.waitUntil(lambda: "项没有确认" in told())
    assert "staff.total" in told()
    assert staff in told()
    window.work.bridge.do(lambda: confirm(session))
    qtbot.waitUntil(lambda: bool(told()) and "项没有确认" not in told())


def test_an_exported_declaration_is_offered_to_the_profile(starter: Starter) -> None:
    known(starter.folder)
    with Library.open(starter.folder) as library:
        draft = add_sample(library, ENTERPRISE)
    window = starter.start()
    assert window.open_draft(draft)
    banner, session = window.page.frame.banner, window.work.bridge.session
    window.work.bridge.do(session.mark_exported)
    assert banner.isHidden()
    session.set_value("contact.phone", "0571-55550199")
    window.work.bridge.do(session.mark_exported)
    assert "1 项可以更新" in banner.sentence.text()
    settle()
    parts = (banner.icon, banner.sentence, banner.button)
    assert len({one.geometry().center().y() for one in parts}) == 1
    accepting(RememberDialog)
    banner.button.click()
    assert banner.isHidden()
    profile = window.desk.library.profiles.all()[0]
    texts = {one.concept: one.text for one in window.desk.library.profiles.values(profile.id)}
    assert texts["contact.phone"] == "0571-55550199"


def test_profiles_are_edited_cleared_and_removed(starter: Starter) -> None:
    known(starter.folder)
    window = starter.start()
    library = window.desk.library

    def line(dialog: ProfilesDialog, label: str):
        return dialog.values.findItems(label, Qt.MatchFlag.MatchContains, 0)[0]

    def act(dialog: ProfilesDialog) -> None:
        line(dialog, "员工总数").setText(2, "301")
        assert line(dialog, "员工总数").text(2) == "301"
        line(dialog, "员工总数").setText(2, "许多")
        assert "不能改为" in dialog.note.text()
        assert line(dialog, "员工总数").text(2) == "301"
        line(dialog, "传真").setSelected(True)
        dialog.clear.click()
        assert not dialog.values.findItems("传真", Qt.MatchFlag.MatchContains, 0)
        dialog.search.setText("联系电话")
        shown = [
            n
            for n in range(dialog.values.topLevelItemCount())
            if not dialog.values.topLevelItem(n).isHidden()
        ]
        assert len(shown) == 1
        answering(lambda question: question.buttons["yes"].click())
        dialog.remove.click()
        assert dialog.chosen is None

    accepting(ProfilesDialog, act)
    window.profiles.show_profiles()
    assert library.profiles.all() == ()


def test_a_broken_file_is_told_and_nothing_is_filled(starter: Starter, tmp_path: Path) -> None:
    draft = stored(starter.folder, PROJECT)
    broken = tmp_path / "坏文件.docx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    starter.system.file = str(broken)
    window = starter.start()
    assert window.open_draft(draft)
    answering(lambda dialog: dialog.file.click())
    window.profiles.fill()
    assert "坏文件.docx" in window.page.frame.bar.note.full_text()
    assert window.work.bridge.session.declaration.values == {}
