"""The desk's further dialogs: bureaus above and below, paper, prints, figures, doubles."""

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

_DISTRICT = "三堰区经济和信息化局"
_NEAR = "杭州澜岫流体装配有限公司"
_CODE, _OTHER = "91330100PDY00001XX", "91110101PDY0070012"
_SAMPLES = (
    ("zhejiang-2020/enterprise", "sample"), ("shanxi-2021/enterprise", "faulty"),
    ("zhejiang-2020/project", "sample"), ("national-2022/enterprise", "sample"),
    ("national-2022/platform", "sample"),
)  # fmt: skip


def show_bureau_more(stage: Stage) -> None:
    """A desk with doubles, a package from below, figures, and everything “更多” opens."""
    with stage.window("bureau-more") as window:
        bureau = window.bureau
        bureau.open()
        until(lambda: bureau.page is not None, "desk")
        page, further = bureau.page, bureau.further
        assert page is not None
        assert further is not None
        desk = page.work.desk
        assert desk is not None
        _fill(stage, desk)
        page.refresh()
        page.focus_list()
        settle(0.2)
        menu = page.frame.more_menu
        stage.menu("menu-desk-more", menu, window, QPoint(900, 60))
        stage.dialog("dialog-upward", further.send, _written)
        package = _from_below(stage.folder / "below")
        stage.dialog("dialog-receiving", partial(further.receive, [package]), _ended)
        renewed = _from_below(stage.folder / "renewed")
        stage.dialog("dialog-receiving-renewed", partial(further.receive, [renewed]), _ended)
        stage.dialog("dialog-bureau-keys", further.show_keys)
        _look(stage, window, page, desk)
        fix = _fix_file(stage.folder, desk)
        window.flows.open_file(fix)
        until(lambda: window.page is not None, "draft of a fix file")
        settle(0.4)
        stage.take("draft-remarks", window)
        until(window.leave_draft, "closing of a draft")


def _look(stage: Stage, window: MainWindow, page: DeskPage, desk: Desk) -> None:
    further = window.bureau.further
    assert further is not None
    page.panel.tabs.setCurrentIndex(2)
    page.choose(next(one.id for one in desk.cases() if one.notice == "zhejiang-2020"))
    settle(0.2)
    stage.take("desk-layers", window)
    page.choose(
        next(
            one.id
            for one in desk.cases()
            if one.form == "enterprise" and one.notice == "national-2022"
        )
    )
    stage.dialog("dialog-paper-check", further.check_paper, partial(_checked, desk=desk))
    stage.dialog("dialog-doubles", further.show_doubles, _ended)
    stage.dialog("dialog-joining", further.moving.join, _ended)
    stage.dialog("dialog-earlier", page.panel.earlier_button.click, _ended)
    stage.dialog("dialog-figures", further.show_figures, _ended)
    stage.dialog("dialog-print-summary", further.print_summary)


def _ended(dialog: QDialog) -> None:
    until(lambda: getattr(dialog, "job", None) is None, dialog.windowTitle())


def _written(dialog: QDialog) -> None:
    from smdesk.gui.desk.upward import UpwardDialog

    assert isinstance(dialog, UpwardDialog)
    dialog.bureau.setText("示例市经济和信息化局")
    dialog.folder.setText("D:/上报材料")
    dialog.scope.setCurrentIndex(dialog.scope.findData("all"))


def _checked(dialog: QDialog, desk: Desk) -> None:
    from smdesk.gui.desk.papercheck import PaperCheckDialog

    assert isinstance(dialog, PaperCheckDialog)
    seals = [code for code, _, _ in desk.seals() if code]
    for code in (seals[0], "7KQ2-M0XA"):
        dialog.edit.setText(code)
        dialog.check_typed()


def _fill(stage: Stage, desk: Desk) -> None:
    """Take in samples, one of them again under a name that is nearly the same."""
    from smdesk.service.desk.intake import intake

    intake(desk, [_received(stage.folder / "more")], workers=1)


def _received(folder: Path) -> Path:
    from smdesk.notices.loader import find_form
    from smdesk.packet.package import write_package
    from smdesk.service.samples import GOOD, load_sample

    folder.mkdir(parents=True, exist_ok=True)
    for at, (form, name) in enumerate(_SAMPLES):
        declaration, files = load_sample(form, name)
        (folder / f"{at}.smdx").write_bytes(write_package(declaration, files))
    declaration, files = load_sample("zhejiang-2020/enterprise", GOOD)
    _, form_ = find_form("zhejiang-2020/enterprise")
    values = {form_.applicant: _NEAR}
    values |= {place: _OTHER for place, text in declaration.values.items() if text == _CODE}
    near = write_package(declaration.with_values(values), files)
    (folder / "near.smdx").write_bytes(near)
    return folder


def _fix_file(folder: Path, desk: Desk) -> Path:
    """Write the fix file of the case with the most errors, one of its cells to be changed."""
    from smdesk.service.desk.fixes import write_fix
    from smdesk.service.desk.letter import Sender

    case = max(desk.cases(), key=lambda one: one.errors).id
    path = folder / "补正.smdfix"
    path.write_bytes(write_fix(desk, case, Sender(_DISTRICT, "周某", "0571-00000000", None)))
    return path


def _from_below(folder: Path) -> Path:
    """Write the package of a district that received a sample, ranked it and spoke of it."""
    from smdesk.packet.package import write_package
    from smdesk.service.desk.bureau import name_bureau
    from smdesk.service.desk.intake import intake
    from smdesk.service.desk.ranking import put_order
    from smdesk.service.desk.sending import write_batch
    from smdesk.service.samples import GOOD, load_sample
    from smdesk.store.desk.desk import Desk
    from smdesk.store.desk.models import State

    received = folder / "received"
    received.mkdir(parents=True, exist_ok=True)
    declaration, files = load_sample("zhejiang-2020/enterprise", GOOD)
    (received / "0.smdx").write_bytes(write_package(declaration, files))
    path = folder / "三堰区.smdbatch"
    with Desk.open(folder / "desk", person="周某") as desk:
        intake(desk, [received], workers=1)
        case = desk.case_ids()[0]
        desk.move([case], State.ACCEPTED)
        desk.add_opinion(case, "材料齐全，同意推荐。")
        put_order(desk, [case])
        bureau = name_bureau(desk.folder, _DISTRICT)
        path.write_bytes(write_batch(desk, "zhejiang-2020", bureau))
    return path
