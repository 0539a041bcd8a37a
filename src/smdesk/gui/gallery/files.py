"""Attached files: their pages, the links to what they show, from both ends, and what went wrong."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smdesk.gui.gallery.scans import make_files
from smdesk.gui.gallery.stage import Stage, ask_menu
from smdesk.gui.gallery.waiting import settle, until

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog

    from smdesk.gui.attachments.page import AttachmentsPage
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.wizard.page import WizardPage
    from smdesk.notices.declaration import Attachment
    from smdesk.store.library import Library


def show_files(stage: Stage) -> None:
    """Files come in; their pages are edited and linked to a field; the cell shows the link."""
    from smdesk.service.home import add_sample, sample_names

    made = make_files(stage.folder / "scans")
    with stage.window("attached") as window:
        library = window.desk.library
        assert library is not None
        one = sample_names()[0]
        with stage.draft(window, add_sample(library, one.form_id, one.name)) as page:
            current = _attachments(page)
            scan = _add(current, made["scan"])
            photo = _add(current, made["photo"])
            _pages(stage, page, current, scan, photo)
            _cell(stage, window, page)
            current = _attachments(page)
            _add(current, made["bad"])
            _told(stage, current)
            _keep(library, current, *made["cut"])
            settle(0.6)
            stage.take("attachments-warned", window)
            _bad(stage, current)


def _attachments(page: WizardPage) -> AttachmentsPage:
    from smdesk.gui.attachments.page import AttachmentsPage

    page.show_step("attachments")
    current = page.walk.pages.current
    assert isinstance(current, AttachmentsPage)
    return current


def _files(current: AttachmentsPage) -> tuple[Attachment, ...]:
    return current._session.declaration.attachments


def _add(current: AttachmentsPage, paths: tuple[Path, ...]) -> int:
    """Add files to what else there is; return the index of the first."""
    before = len(_files(current))
    current._adding.files(current.groups["free"], paths, len(current.groups["free"].rows))
    until(lambda: not current.status.busy, "files")
    names = [one.name for one in _files(current)[before:]]
    assert names == [one.name for one in paths], names
    return before


def _keep(library: Library, current: AttachmentsPage, path: Path) -> None:
    """Attach a file that the door refuses now, as a draft of an earlier day has it."""
    from smdesk.notices.declaration import FREE_SLOT, Attachment

    data = path.read_bytes()
    sha256 = library.blobs.put(data)
    one = Attachment(
        slot=FREE_SLOT, name=path.name, sha256=sha256, media_type="image/jpeg", size=len(data)
    )
    current._session.add_attachment(one)


def _pages(stage: Stage, page: WizardPage, current: AttachmentsPage, scan: int, photo: int) -> None:
    from smdesk.gui.attachments.linking import PlaceDialog
    from smdesk.notices.declaration import PageEdit

    session = page.bridge.session
    place = _place(page)
    edits = (
        PageEdit(page=1, crop=(120, 70, 110, 60)), PageEdit(page=3, angle=18),
        PageEdit(page=4, turn=90), PageEdit(page=2), PageEdit(page=6), PageEdit(page=7),
    )  # fmt: skip
    page.bridge.do(lambda: session.set_pages(scan, edits))
    page.bridge.do(lambda: session.link_evidence(scan, 1, place))
    page.bridge.do(lambda: session.link_evidence(scan, 1, f"narrative#{_item(page)}"))
    page.bridge.do(lambda: session.link_evidence(photo, 1, place))
    for name, index, number, crop in (
        ("pages", scan, 1, False), ("pages-cropped", scan, 1, True), ("pages-turned", scan, 4, False),
        ("pages-photo", photo, 1, False),
    ):  # fmt: skip
        stage.dialog(name, partial(current.open_pages, index, number), partial(_drawn, crop=crop))
    _dialog(stage, "dialog-place", PlaceDialog(session, current))
    _materials(stage, page, current, place)


def _materials(stage: Stage, page: WizardPage, current: AttachmentsPage, place: str) -> None:
    from smdesk.gui.attachments.linking import MaterialDialog

    dialog = MaterialDialog(page.bridge.session, current._blobs, place, parent=current)
    settle(0.8)
    _dialog(stage, "dialog-material", dialog)


def _drawn(dialog: QDialog, *, crop: bool) -> None:
    """Wait until a dialog's pages are drawn; let the frame have the focus if it is shown."""
    from smdesk.gui.attachments.pages import PagesDialog

    assert isinstance(dialog, PagesDialog)
    until(lambda: dialog.count > 0, "pages")
    settle(0.6)
    until(lambda: not dialog.thumbs.busy, "pictures of pages")
    if crop:
        dialog.view.setFocus()


def _told(stage: Stage, current: AttachmentsPage) -> None:
    """What is told of files that came in, where a line does not hold it."""
    from smdesk.errors import sentence
    from smdesk.gui.attachments.told import ToldDialog

    lines = [
        sentence("attachments.locked", file="合同.pdf"),
        sentence("attachments.unreadable", file="验收报告.pdf"),
        sentence("service.file-large", file="全部扫描件.pdf", most=50),
        sentence("attachments.heic-saved", file="现场照片.heic"),
    ]
    said = sentence("pages.attached-some", count=7, left=3)
    _dialog(stage, "files-told", ToldDialog(current, said, lines))


def _bad(stage: Stage, current: AttachmentsPage) -> None:
    """The pages of a photo that is damaged."""
    broken = next(at for at, one in enumerate(_files(current)) if one.name == "损坏.jpg")
    stage.dialog("pages-damaged", partial(current.open_pages, broken), lambda _: settle(0.6))


def _place(page: WizardPage) -> str:
    """Return a field of a table that has a value."""
    session = page.bridge.session
    return next(
        address
        for address in session.declaration.values
        if (session.section_of(address) or "").startswith("table/")
    )


def _item(page: WizardPage) -> str:
    return page.bridge.session.form.outline.item[0].id


def _cell(stage: Stage, window: MainWindow, page: WizardPage) -> None:
    """A cell with links, and what its menu says."""
    from smdesk.gui.sheet.page import TablePage

    place = _place(page)
    page.go_to(place)
    current = page.walk.pages.current
    assert isinstance(current, TablePage)
    stage.take("cell-evidence", window)
    editor = next(one for one in current.editors if one.slot.address == place)
    stage.popup("menu-cell-evidence", partial(ask_menu, editor), window)


def _dialog(stage: Stage, name: str, dialog: QDialog) -> None:
    stage.dialog(name, dialog.exec)
    dialog.deleteLater()
