"""The dialogs: what they ask, what they answer, and that they are compiled from their files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smdesk.errors import Problem
from smdesk.gui.dialogs.about import PARTS, AboutDialog
from smdesk.gui.dialogs.ask import Question
from smdesk.gui.dialogs.backups import BackupsDialog
from smdesk.gui.dialogs.keys import KEYS, KeysDialog
from smdesk.gui.dialogs.new_draft import NewDraftDialog
from smdesk.gui.dialogs.received import ReceivedDialog
from smdesk.gui.dialogs.settings import SettingsDialog
from smdesk.gui.profile.source_dialog import SourceChoice
from smdesk.gui.settings import SCALES, Settings, apply_scale, forget_scale, running_scale
from smdesk.intake.submission import ReadValue, Submission
from smdesk.notices.loader import pack_folders
from smdesk.service.essentials import Shelf, shelf
from smdesk.service.home import Arrival
from smdesk.service.profile.source import Source
from smdesk.store.backups import Backup

ROOT = Path(__file__).resolve().parents[2]


def _shown(qtbot: QtBot, dialog: QDialog) -> QDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def _texts(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def _choose(dialog: NewDraftDialog, form_id: str) -> None:
    tree = dialog.ui.forms
    for at in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(at)
        for under in range(top.childCount()):
            if top.child(under).data(0, Qt.ItemDataRole.UserRole) == form_id:
                tree.setCurrentItem(top.child(under))


def _no_source() -> Source:
    raise AssertionError("nothing is opened for the list")


def test_every_source_of_a_new_draft_can_be_read_in_the_list(qtbot: QtBot) -> None:
    dialog = _shown(qtbot, NewDraftDialog(shelf()))
    told = "单位资料　54 项　2026-11-21"
    dialog.offer(
        [SourceChoice(f"第{n}流体装备有限公司", told, "package", _no_source) for n in range(4)]
    )
    dialog.source_box.showPopup()
    view = dialog.source_box.view()
    model = view.model()
    rows = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    assert len(rows) == 5
    assert rows[-1].bottom() <= view.viewport().height()
    assert view.viewport().width() >= view.sizeHintForColumn(0)
    dialog.source_box.hidePopup()


def test_compiled_dialogs_are_those_of_their_designer_files() -> None:
    tool = Path(sys.executable).with_name("pyside6-uic")
    if not shutil.which(str(tool)):
        pytest.skip("pyside6-uic is not installed")
    done = subprocess.run(
        [sys.executable, str(ROOT / "ui" / "compile.py"), "--check"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_form_of_every_pack_can_be_begun_and_shows_its_notices_words(qtbot: QtBot) -> None:
    found = shelf()
    assert len(found.notices) == len(list(pack_folders()))
    dialog = _shown(qtbot, NewDraftDialog(found))
    forms = [one for _, forms in found.notices for one in forms]
    assert len(forms) >= 3
    for form in forms:
        _choose(dialog, form.form_id)
        assert dialog.form_id == form.form_id
        assert dialog.ui.create.isEnabled()
        shown = _texts(dialog.ui.essentials)
        for _, text in form.facts:
            assert text in shown
        for group in form.groups:
            assert group.title in shown
            assert all(one.text in shown for one in group.clauses)
    dialog.close()


def test_arrows_walk_over_the_names_of_notices_from_form_to_form(qtbot: QtBot) -> None:
    found = shelf()
    dialog = _shown(qtbot, NewDraftDialog(found))
    forms = [one.form_id for _, forms in found.notices for one in forms]
    walked = [dialog.form_id]
    for _ in forms[1:]:
        qtbot.keyClick(dialog.ui.forms, Qt.Key.Key_Down)
        walked.append(dialog.form_id)
    assert walked == forms
    for _ in forms[1:]:
        qtbot.keyClick(dialog.ui.forms, Qt.Key.Key_Up)
    assert dialog.form_id == forms[0]
    qtbot.keyClick(dialog.ui.forms, Qt.Key.Key_Up)
    assert dialog.form_id == forms[0]
    dialog.close()


def test_the_essentials_of_zhejiang_name_deadline_copies_and_who_may_apply(qtbot: QtBot) -> None:
    form = shelf().form("zhejiang-2020/platform")
    assert form is not None
    facts = dict(form.facts)
    assert facts["截止日期"] == "2020-10-10"
    assert facts["份数"] == "一式一份"
    who, conditions = form.groups
    assert [one.id for one in who.clauses] == ["common.1", "common.2", "common.3", "special.3"]
    assert all(one.id.startswith("platform.") for one in conditions.clauses)


def test_years_are_asked_for_only_where_the_notice_leaves_them_open(qtbot: QtBot) -> None:
    found = shelf()
    notice, (printed, *rest) = next(
        (title, forms) for title, forms in found.notices if all(one.years for one in forms)
    )
    left_open = replace(printed, years=(), year_count=3, last_year=2022)
    dialog = _shown(qtbot, NewDraftDialog(Shelf(((notice, (left_open, *rest)),), ())))
    _choose(dialog, left_open.form_id)
    assert dialog.ui.year.isVisible()
    assert dialog.years == (2020, 2021, 2022)
    dialog.ui.year.setValue(2024)
    assert dialog.years == (2022, 2023, 2024)
    _choose(dialog, rest[0].form_id)
    assert not dialog.ui.year.isVisible()
    assert dialog.years == ()
    dialog.close()


def test_a_faulty_pack_is_said_and_the_others_stay(qtbot: QtBot) -> None:
    problem = Problem("notices.pack-missing", params={"pack": "elsewhere"})
    dialog = _shown(qtbot, NewDraftDialog(replace(shelf(), problems=(problem,))))
    assert dialog.ui.note.isVisible()
    assert "elsewhere" in dialog.ui.note.text()
    assert dialog.form is not None
    dialog.close()


def test_without_any_notice_nothing_can_be_begun(qtbot: QtBot) -> None:
    dialog = _shown(qtbot, NewDraftDialog(Shelf((), ())))
    assert dialog.form_id == ""
    assert not dialog.ui.create.isEnabled()
    dialog.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def test_settings_hold_at_once_and_are_there_at_the_next_start(
    qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    chosen: list[str] = []
    dialog = _shown(qtbot, SettingsDialog(settings, tmp_path, 100, chosen.append, lambda: None))
    assert not dialog.ui.restart.isVisible()
    dialog.ui.theme.setFocus()
    qtbot.keyClick(dialog.ui.theme, Qt.Key.Key_End)
    dialog.ui.theme.activated.emit(dialog.ui.theme.currentIndex())
    dialog.ui.scale.setCurrentIndex(SCALES.index(150))
    dialog.ui.scale.activated.emit(SCALES.index(150))
    assert chosen[-1] == "dark"
    assert dialog.ui.restart.isVisible()
    dialog.ui.restart.click()
    assert dialog.restart
    settings.store.sync()
    again = Settings(tmp_path)
    assert (again.theme, again.scale) == ("dark", 150)


def test_settings_that_make_no_sense_are_as_if_never_set(settings: Settings) -> None:
    for key, value in (
        ("look/theme", "pink"), ("look/scale", "9999"), ("last/draft", "-3x"),
        ("window/geometry", "none"), ("last/folder", "/no/such/folder"),
    ):  # fmt: skip
        settings.store.setValue(key, value)
    assert (settings.theme, settings.scale, settings.last_draft) == ("system", 100, None)
    assert settings.geometry is None
    assert Path(settings.file_folder).is_dir()


@pytest.fixture
def _no_factor(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    yield
    os.environ.pop("QT_SCALE_FACTOR", None)


@pytest.mark.usefixtures("_no_factor")
def test_the_scale_is_given_to_qt_and_forgotten_for_the_next_start() -> None:
    apply_scale(100)
    assert "QT_SCALE_FACTOR" not in os.environ
    apply_scale(125)
    assert os.environ["QT_SCALE_FACTOR"] == "1.25"
    assert running_scale() == 125
    apply_scale(200)
    assert running_scale() == 125
    forget_scale()
    assert running_scale() == 100


def _arrival(draft: int | None, *values: ReadValue, **changes) -> Arrival:
    status = "read" if draft else "refused"
    return Arrival(Submission("甲.docx", status, "docx", values=values, **changes), draft)


def test_doubtful_values_come_first_and_the_lacking_files_are_named(qtbot: QtBot) -> None:
    sure = ReadValue("a", ("表 1", "甲"), "1", "control", 1.0)
    doubtful = ReadValue("b", ("表 1", "乙"), "2", "table", 0.6)
    arrival = replace(_arrival(3, sure, doubtful), lacking=("执照.jpg",))
    dialog = _shown(qtbot, ReceivedDialog(arrival))
    first = dialog.ui.list.topLevelItem(0)
    assert first.text(0) == "表 1 · 乙"
    assert "60 %" in first.text(2)
    assert dialog.ui.list.topLevelItem(1).text(2) == ""
    assert "执照.jpg" in _texts(dialog.ui.problems)
    dialog.ui.open_draft.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_refused_file_shows_every_reason_whole_and_offers_no_draft(qtbot: QtBot) -> None:
    problems = (Problem("intake.kind-empty"), Problem("intake.kind-truncated"))
    dialog = _shown(qtbot, ReceivedDialog(_arrival(None, problems=problems)))
    assert not dialog.ui.open_draft.isVisible()
    shown = _texts(dialog.ui.problems)
    assert all(one.message in shown for one in problems)
    dialog.ui.close_button.click()


def _copy(day: int, drafts: int | None) -> Backup:
    made = datetime(2026, 3, day, 8, 0).astimezone()
    return Backup(Path(f"/backups/{day}.db"), made, 2048, drafts)


def test_a_backup_that_cannot_be_read_cannot_be_chosen(qtbot: QtBot) -> None:
    dialog = _shown(qtbot, BackupsDialog((_copy(3, None), _copy(2, 5))))
    assert dialog.chosen == Path("/backups/2.db")
    assert dialog.ui.list.topLevelItem(0).isDisabled()
    assert not dialog.ui.make.isVisible()
    dialog.close()


def test_without_a_backup_nothing_can_be_restored_until_one_is_made(qtbot: QtBot) -> None:
    dialog = _shown(qtbot, BackupsDialog((), lambda: (_copy(1, 1),)))
    assert not dialog.ui.restore.isEnabled()
    dialog.ui.make.click()
    assert dialog.ui.restore.isEnabled()
    dialog.close()


def test_about_names_every_library_that_the_program_is_made_of(qtbot: QtBot) -> None:
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {re.match(r"[A-Za-z0-9_.-]+", one).group() for one in project["dependencies"]}
    assert {name.lower() for name, _, _ in PARTS} == {one.lower() for one in wanted}
    dialog = _shown(qtbot, AboutDialog())
    assert "ISC License" in dialog.ui.licence.toPlainText()
    assert "Hsiaoming Yang" in dialog.ui.licence.toPlainText()
    listed = [dialog.ui.parts.topLevelItem(at) for at in range(dialog.ui.parts.topLevelItemCount())]
    bundled = {one.text(0): one.text(2) for one in listed[len(PARTS) :] if one is not None}
    assert bundled == {"Lucide 图标": "ISC / MIT", "行政区划代码": "CC BY 4.0 / BSD"}
    dialog.close()


def test_the_list_of_keys_shows_each_key(qtbot: QtBot) -> None:
    dialog = _shown(qtbot, KeysDialog())
    shown = _texts(dialog)
    assert all(key in shown and what in shown for _, keys in KEYS for key, what in keys)
    dialog.close()


def test_escape_answers_a_question_with_the_harmless_button(qtbot: QtBot) -> None:
    asked = Question(None, "甲", "乙", (("cancel", "取消", ""), ("yes", "删除", "danger")))
    _shown(qtbot, asked)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert asked.answer == "cancel"
    assert QApplication.activeModalWidget() is None
