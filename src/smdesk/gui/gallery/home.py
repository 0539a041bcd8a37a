"""Home in its states, its dialogs, and the menus of the window."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from smdesk.errors import Problem, sentence
from smdesk.gui.gallery.stage import Stage
from smdesk.gui.gallery.waiting import settle, until

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow
    from smdesk.service.home import SampleName

_GOOD = 3
"""Samples without faults that Home lists; all of them are shown step by step elsewhere."""
_NO_SUCH = "没有这样的单位"


def show_home(stage: Stage) -> None:
    """Home: opening, empty, with drafts, searched, trash; the menus; the dialogs of the window."""
    with stage.window("home") as window:
        home = window.home
        home.show_waiting()
        stage.take("home-opening", window)
        window.retry()
        until(lambda: window.desk.now is not None, "data folder")
        stage.take("home-empty", window)
        _menu_of_empty(stage, window)
        new_draft_dialogs(stage, window)
        _fill(window)
        home.list.setFocus()
        stage.take("home-list", window)
        _menus(stage, window)
        home.find_draft()
        home.search.setText(_NO_SUCH)
        stage.take("home-no-hit", window)
        home.search.clear()
        _trash(stage, window)
        _dialogs(stage, window)


def show_troubles(stage: Stage) -> None:
    """What a person sees when the data folder is held by another, or damaged."""
    from smdesk.store.opening import FILE

    with stage.window("held") as first:
        _fill(first)
        draft = first.home.list.drafts.rows[0].id
        with stage.window("held") as second:
            stage.take("home-read-only", second)
            with stage.draft(second, draft):
                stage.take("wizard-read-only", second)
    damaged = stage.folder / "damaged"
    damaged.mkdir(parents=True, exist_ok=True)
    (damaged / FILE).write_bytes(b"not a library" * 400)
    with stage.window("damaged") as window:
        stage.take("home-damaged", window)


def new_draft_dialogs(stage: Stage, window: MainWindow) -> None:
    """The dialog 新建申报, with each form of each notice chosen."""
    from smdesk.gui.dialogs.new_draft import NewDraftDialog
    from smdesk.service.essentials import shelf

    found = shelf()
    for _notice, forms in found.notices:
        for form in forms:
            dialog = NewDraftDialog(found, window, form.form_id)
            stage.dialog(f"dialog-new-{form.form_id.replace('/', '-')}", dialog.exec)
            dialog.deleteLater()


def _fill(window: MainWindow) -> None:
    """Store drafts in every state that Home can list."""
    from smdesk.service.essentials import shelf
    from smdesk.service.home import add_sample, sample_names
    from smdesk.service.session.opening import new_draft

    library = window.desk.library
    assert library is not None
    for _notice, forms in shelf().notices:
        new_draft(library, forms[-1].form_id)
    samples = sample_names()
    for one in (*samples[:_GOOD], samples[-1]):
        add_sample(library, one.form_id, one.name)
    window.home.refresh()
    settle(0.02)


def _menu_of_empty(stage: Stage, window: MainWindow) -> None:
    button = next(one for one in window.home.frame.empty.buttons if one.menu() is not None)
    place = button.mapTo(window, QPoint(0, button.height()))
    stage.menu("menu-samples", button.menu(), window, place)


def _menus(stage: Stage, window: MainWindow) -> None:
    bar = window.ui.menubar
    for menu in (one for one in bar.findChildren(QMenu) if one.objectName()):
        above = bar.actionGeometry(menu.menuAction())
        place = bar.mapTo(window, above.bottomLeft() if above.isValid() else QPoint(180, 40))
        stage.menu(f"menubar-{menu.objectName().removeprefix('menu_')}", menu, window, place)
    shown = window.home.list
    stage.popup(
        "menu-draft", lambda: shown.customContextMenuRequested.emit(QPoint(240, 60)), window
    )
    field = window.home.search
    menu = field.createStandardContextMenu()
    menu.setParent(window, menu.windowFlags())
    stage.menu("menu-search", menu, window, field.mapTo(window, QPoint(20, field.height())))
    menu.deleteLater()


def _trash(stage: Stage, window: MainWindow) -> None:
    home = window.home
    row = home.list.row
    assert row is not None
    stage.dialog("dialog-rename", partial(home.doings.rename, row))
    home.frame.trash_tab.click()
    stage.take("home-trash-empty", window)
    home.frame.drafts_tab.click()
    home.doings.trash(row)
    stage.take("home-note", window)
    home.frame.trash_tab.click()
    home.list.setFocus()
    stage.take("home-trash", window)
    stage.dialog("dialog-purge", partial(home.doings.purge, row))
    home.frame.drafts_tab.click()


def _dialogs(stage: Stage, window: MainWindow) -> None:
    """The dialogs that the menu of the window opens, and those that come by themselves."""
    from smdesk.gui.dialogs.settings import SettingsDialog
    from smdesk.gui.settings import SCALES

    def rescale(dialog: object) -> None:
        assert isinstance(dialog, SettingsDialog)
        at = (dialog.ui.scale.currentIndex() + 1) % len(SCALES)
        dialog.ui.scale.setCurrentIndex(at)
        dialog.ui.scale.activated.emit(at)

    stage.dialog("dialog-settings", window.ui.act_settings.trigger)
    stage.dialog("dialog-settings-scale", window.ui.act_settings.trigger, rescale)
    stage.dialog("dialog-keys", window.ui.act_keys.trigger)
    stage.dialog("dialog-about", window.ui.act_about.trigger)
    stage.dialog("dialog-backups-none", window.ui.act_restore.trigger)
    assert window.desk.library is not None
    window.desk.library.back_up(always=True)
    stage.dialog("dialog-backups", window.ui.act_restore.trigger)
    _trouble(stage, window)
    _unsaved(stage, window)
    _received(stage, window)


def _trouble(stage: Stage, window: MainWindow) -> None:
    from smdesk.gui.dialogs.trouble import TroubleDialog

    detail = "Traceback (most recent call last):\n  …\nZeroDivisionError: division by zero\n"
    text = sentence("window.broken", log=window.folder / "logs" / "smdesk.log")
    dialog = TroubleDialog(text, detail, lambda: None, window)
    stage.dialog("dialog-trouble", dialog.exec)
    dialog.deleteLater()


def _unsaved(stage: Stage, window: MainWindow) -> None:
    from smdesk.gui.dialogs.ask import Question
    from smdesk.gui.leaving import CHOICES

    detail = Problem(
        "files.disk-full", params={"file": "library.db", "folder": str(window.folder)}
    ).message
    text = sentence("window.not-saved", detail=detail)
    asked = Question(window, "修改没有保存", text, CHOICES, "circle-x", "error")
    stage.dialog("dialog-unsaved", asked.exec)
    asked.deleteLater()


def _received(stage: Stage, window: MainWindow) -> None:
    """A file that came back with doubts, and one that is nothing."""
    from smdesk.gui.dialogs.received import ReceivedDialog
    from smdesk.intake.read import read_file
    from smdesk.service.home import Arrival, sample_names

    read = read_file(_exported(stage, sample_names()[0]))
    doubted = tuple(replace(one, confidence=0.6) for one in read.values[:3])
    changed = tuple(one.address for one in read.values[3:6])
    problem = Problem("intake.narrative-footnotes", "check", {"count": 2})
    told = replace(
        read,
        values=(*doubted, *read.values[3:]),
        changed=changed,
        seal="changed",
        problems=(problem,),
    )
    dialog = ReceivedDialog(Arrival(told, 1, ("营业执照.jpg",)), window)
    stage.dialog("dialog-received", dialog.exec)
    dialog.deleteLater()
    wrong = stage.folder / "files" / "不是申报书.docx"
    wrong.write_bytes(b"PK\x03\x04 no archive at all")
    stage.dialog("dialog-received-refused", partial(_open, window, wrong))


def _open(window: MainWindow, path: Path) -> None:
    window.flows.open_file(path)
    until(lambda: not window.flows.running, "reading of a file")


def _exported(stage: Stage, sample: SampleName) -> Path:
    """Export a sample as Word; return the file."""
    from smdesk.notices.loader import find_form
    from smdesk.service.export import export
    from smdesk.service.samples import load_sample

    folder = stage.folder / "files"
    declaration, files = load_sample(sample.form_id, sample.name)
    pack, form = find_form(sample.form_id)
    report = export(pack, form, declaration, files, folder, draft=True, formats=("docx",))
    return report.files[0].path
