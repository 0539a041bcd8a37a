"""The bureau's desk: empty, with cases, its matrix, a case, and its dialogs."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog

from smdesk.gui.gallery.stage import Stage
from smdesk.gui.gallery.waiting import settle, until

if TYPE_CHECKING:
    from smdesk.gui.desk.page import DeskPage
    from smdesk.gui.main_window import MainWindow
    from smdesk.store.desk.desk import Desk

_SHOWN = 8
"""Samples that are taken in; others are shown step by step elsewhere."""


def show_bureau(stage: Stage) -> None:
    """The desk before and after files were taken in, its views, one case, what it asks."""
    with stage.window("bureau") as window:
        bureau = window.bureau
        bureau.open()
        until(lambda: bureau.page is not None, "desk")
        page = bureau.page
        assert page is not None
        stage.take("desk-empty", window)
        _take_in(stage, window, page)
        _lists(stage, window, page)
        _ranking(stage, window, page)
        _dialogs(stage, window, page)
        _review(stage, page)
        _case(stage, window, page)


def _take_in(stage: Stage, window: MainWindow, page: DeskPage) -> None:
    files = _received(stage.folder / "received")
    page.taking.take([files])
    page.frame.strip.show_progress(3, 9, "3 / 9　读出 3　样例.smdx")
    stage.take("desk-taking", window, at_once=True)
    until(lambda: page.taking.last is not None and not page.work.busy, "intake")
    settle()


def _lists(stage: Stage, window: MainWindow, page: DeskPage) -> None:
    page.focus_list()
    settle(0.2)
    stage.take("desk-list", window)
    page.table.selectAll()
    settle(0.2)
    stage.take("desk-many", window)
    page.choose(page.cases.ids[0])
    page.frame.show_view(1)
    settle(0.2)
    stage.take("desk-matrix", window)
    page.frame.show_view(0)
    for tab, name in enumerate(("versions", "opinions", "history"), 1):
        page.panel.tabs.setCurrentIndex(tab)
        stage.take(f"desk-{name}", window)
    page.panel.tabs.setCurrentIndex(0)
    stage.popup(
        "menu-case", lambda: page.table.customContextMenuRequested.emit(QPoint(80, 20)), window
    )
    page.search.setText("没有这样的单位")
    stage.take("desk-no-hit", window)
    page.clear()


def _ranking(stage: Stage, window: MainWindow, page: DeskPage) -> None:
    from smdesk.service.desk.ranking import put_order

    desk = _desk(page)
    rows = [one for one in desk.cases() if one.form == "enterprise"]
    first = [one.id for one in rows if one.notice == rows[0].notice]
    page.frame.show_view(2)
    stage.take("desk-ranking-none", window)
    put_order(desk, first)
    put_order(desk, first[::-1], "李某")
    page.refresh()
    at = page.ranking.forms.findData(f"{rows[0].notice}/enterprise")
    page.ranking.forms.setCurrentIndex(at)
    stage.take("desk-ranking", window)
    stage.dialog("dialog-merge", page.ranking.merge_button.click)
    page.frame.show_view(0)


def _dialogs(stage: Stage, window: MainWindow, page: DeskPage) -> None:
    from smdesk.gui.desk.versions import VersionsDialog
    from smdesk.service.desk.differences import differences
    from smdesk.store.desk.models import State

    _leave(stage, "dialog-return", partial(page.doings.move, State.RETURNED))
    key = page.panel.found.current
    if key is not None:
        _leave(stage, "dialog-aside", partial(page.doings.set_aside, key.key))
    stage.dialog("dialog-letters", page.doings.write_letters)
    stage.dialog("dialog-papers", page.doings.write_papers)
    stage.dialog("dialog-receipts", page.taking.show_receipts)
    desk = _desk(page)
    rows = desk.cases()
    found = differences(desk, rows[0].current, rows[1].current)
    dialog = VersionsDialog("对照", ("第 1 版", "第 2 版"), found, window)
    stage.dialog("dialog-versions", dialog.exec)
    dialog.deleteLater()


def _review(stage: Stage, page: DeskPage) -> None:
    """A form filled in by hand: its doubtful readings beside the received table, one by one."""
    from smdesk.gui.desk.review import ReviewDialog

    desk = _desk(page)
    doubtful = [one.id for one in desk.cases() if one.doubts]
    page.choose(doubtful[0])

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ReviewDialog)
        stage.take("dialog-review-waiting", dialog, at_once=True)
        until(lambda: dialog.ready, "received table")
        stage.take("dialog-review-first", dialog)
        dialog.confirm()
        stage.take("dialog-review-second", dialog)
        dialog.area.zoom(1)
        dialog.refuse()
        stage.take("dialog-review-wrong", dialog)
        for _ in range(dialog.list.count() - 2):
            dialog.confirm()

    stage.dialog("dialog-review", page.review, look)
    page.work.settle()


def _case(stage: Stage, window: MainWindow, page: DeskPage) -> None:
    bureau = window.bureau
    bureau.open_case(page.cases.ids[0])
    assert bureau.view is not None
    settle(0.3)
    stage.take("desk-case", window)
    bureau.back()


def _leave(stage: Stage, name: str, call: partial[None]) -> None:
    stage.dialog(name, call, lambda dialog: isinstance(dialog, QDialog))


def _desk(page: DeskPage) -> Desk:
    assert page.work.desk is not None
    return page.work.desk


def _received(folder: Path) -> Path:
    """Write what a bureau receives: packages of samples, a file that is none."""
    from smdesk.packet.package import write_package
    from smdesk.service.samples import all_samples, load_sample

    folder.mkdir(parents=True, exist_ok=True)
    samples = all_samples()
    for at, (form, name) in enumerate((*samples[-1:], *samples[: _SHOWN - 1])):
        declaration, files = load_sample(form, name)
        body = write_package(declaration, files)
        (folder / f"{at:02} {name}.smdx").write_bytes(body)
    (folder / "扫描件.docx").write_bytes(b"%PDF-1.4\n")
    (folder / "手填申报表.docx").write_bytes(_by_hand())
    return folder


def _by_hand() -> bytes:
    """Return an enterprise's form as typed by hand."""
    from smdesk.gui.gallery.by_hand import typed_by_hand
    from smdesk.notices.loader import find_form
    from smdesk.packet.build import build_packet
    from smdesk.packet.docx import write_docx
    from smdesk.service.samples import load_sample

    declaration, files = load_sample("zhejiang-2020/enterprise", "sample")
    named = declaration.with_values({"org.name": "宁波象岚轴承有限公司", "org.uscc": ""})
    pack, form = find_form(named.form)
    return typed_by_hand(
        write_docx(build_packet(pack, form, named, draft=False, files=files), files)
    )
