"""The narrative in the wizard: its menus, find and replace, a table, an import from Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QWidget

from smdesk.gui.gallery.stage import Stage
from smdesk.gui.gallery.waiting import settle

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.narrative.page import NarrativePage
    from smdesk.gui.narrative.review import Review
    from smdesk.gui.wizard.page import WizardPage

_SOUGHT = "服务"
"""Stands in every narrative of a sample."""


def show_texts(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """The narrative of a draft: menus, find and replace, a table, an import that needs a hand."""
    if "narrative" not in page.walk.steps:
        return
    page.show_step("narrative")
    current: NarrativePage = page.walk.pages.current  # type: ignore[assignment]
    editor = next(iter(current.views.values())).editor
    stage.popup("menu-narrative", lambda: _ask_menu(editor), window)
    for button in current.bar.findChildren(QToolButton):
        menu = button.menu()
        if menu is not None:
            under = button.mapTo(window, QPoint(0, button.height()))
            stage.menu("menu-figure", menu, window, under)
    _show_finding(stage, window, current)
    _show_tables(stage, window)
    _show_import(stage, window, page)


def _ask_menu(widget: QWidget) -> None:
    middle = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, middle, widget.mapToGlobal(middle))
    QApplication.sendEvent(widget, event)


def _show_finding(stage: Stage, window: MainWindow, page: NarrativePage) -> None:
    page.find_field()
    page.seeking.words.setText(_SOUGHT)
    page.seeking.go(1)
    stage.take("narrative-find", window)
    page.replace_words()
    page.seeking.words.setText("没有这样的词")
    stage.take("narrative-find-none", window)
    page.seeking.words.clear()
    page.seeking.close_bar()
    settle()


def _show_tables(stage: Stage, window: MainWindow) -> None:
    from smdesk.gui.narrative.tables import NEW, TableDialog
    from smdesk.notices.declaration import SimpleTable

    rows = (
        ("项目", "金额（万元）", "占比"),
        ("设备", "1,240.00", "62 %"),
        ("软件", "760.00", "38 %"),
    )
    _show_numbers(stage, window)
    _dialog(stage, "dialog-table-new", TableDialog(NEW, window, new=True))
    _dialog(
        stage, "dialog-table", TableDialog(SimpleTable(rows=rows, caption="表1 投资构成"), window)
    )


def _show_numbers(stage: Stage, window: MainWindow) -> None:
    from smdesk.gui.narrative.numbering import RenumberDialog
    from smdesk.notices.declaration import Block, Narrative, Paragraph, Picture, Run
    from smdesk.service.narrative_numbers import renumbered

    named = ("图3 服务收入增长情况", "图1 远程运维平台架构", "图2 备件供应网络")
    figures: list[Block] = [
        Picture(sha256="0" * 64, media_type="image/png", caption=one) for one in named
    ]
    told = Paragraph(runs=(Run(text="平台架构如图1所示，收入情况见图3；其余见图2至5。"),))
    plan = renumbered(Narrative(blocks=(*figures, told)))
    _dialog(stage, "dialog-numbers", RenumberDialog(plan, window))


def _show_import(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    from smdesk.gui.narrative.review import ReviewDialog

    dialog = ReviewDialog(_review(page), window)
    dialog.tree.setCurrentItem(dialog.tree.rows[-1])
    _dialog(stage, "dialog-import", dialog)


def _review(page: WizardPage) -> Review:
    """Return an import with headings that the outline does not have, and losses."""
    from smdesk.errors import Problem
    from smdesk.gui.narrative.review import Review
    from smdesk.notices.declaration import Heading, Narrative, Paragraph, Run
    from smdesk.service.narrative_edit import words

    session = page.bridge.session
    blocks = session.declaration.narrative.blocks
    strange = (
        Paragraph(runs=(Run(text="为贯彻落实通知精神，现将有关情况说明如下。"),)),
        *blocks,
        Heading(level=1, text="附：获奖情况"),
        Paragraph(runs=(Run(text="近三年获省级以上奖励若干项。"),)),
    )
    codes = ("intake.narrative-footnotes", "intake.narrative-objects")
    lost = tuple(Problem(one, "hint", {"count": 2}) for one in codes)
    return Review("正文.docx", session.form.outline, Narrative(blocks=strange), lost, words(blocks))


def show_caption(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """The caption of a picture of a draft, if it has one."""
    from smdesk.gui.narrative.dialogs import CaptionDialog
    from smdesk.notices.declaration import Picture

    blocks = page.bridge.session.declaration.narrative.blocks
    picture = next((one for one in blocks if isinstance(one, Picture)), None)
    if picture is not None:
        _dialog(stage, "dialog-caption", CaptionDialog(picture, window, new=True))


def _dialog(stage: Stage, name: str, dialog: QDialog) -> None:
    stage.dialog(name, dialog.exec)
    dialog.deleteLater()
