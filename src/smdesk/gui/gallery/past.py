"""The past of a draft: a sample, worked on in several saves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smdesk.gui.gallery.stage import Stage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.wizard.page import WizardPage


def show_past(stage: Stage) -> None:
    """Figures, the narrative and a file are changed; the first version is held against them."""
    from smdesk.service.home import add_sample, sample_names

    with stage.window("past") as window:
        assert window.desk.library is not None
        sample = sample_names()[0]
        draft = add_sample(window.desk.library, sample.form_id, sample.name)
        with stage.draft(window, draft) as page:
            _work(window, page)
            stage.dialog("dialog-history", window.menus.history.show, _look_back)


def _work(window: MainWindow, page: WizardPage) -> None:
    """Change a number, then a paragraph, then the files, each saved."""
    session, work = page.bridge.session, window.work
    assert work is not None
    values = session.declaration.values
    number = next(one for one in values if (field := session.field(one)) and field.kind.numeric)
    session.set_value(number, "1")
    work.save()
    blocks = session.declaration.narrative.blocks
    if blocks:
        session.set_blocks(0, 2, [])
        work.save()
    if session.declaration.attachments:
        session.remove_attachment(0)
        work.save()
    session.go_to(number)


def _look_back(dialog: QDialog) -> None:
    from smdesk.gui.past.dialog import HistoryDialog

    assert isinstance(dialog, HistoryDialog)
    top = dialog.stages.topLevelItem(0)
    assert top is not None
    top.setExpanded(True)
    first = top.child(top.childCount() - 1)
    assert first is not None
    dialog.stages.setCurrentItem(first)
    dialog.pieces.tick(0)
