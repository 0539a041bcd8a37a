"""Which widget shows which step and which tab; imported when the first of its kind is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.export_run import Jobs
from smdesk.gui.wizard.pages import Maker
from smdesk.gui.wizard.steps import CHECK, EXPORT, Step
from smdesk.store.blobs import Blobs


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages of one draft are given.

    ``prints`` is where a print of the draft is kept until it is out (`JobList`).
    ``choose_folder(parent, start)`` asks for a folder and ``open_folder(path)`` opens one; those of
    the system where not given. ``received``: it is what an applicant handed in, no draft.
    """

    bridge: SessionBridge
    blobs: Blobs
    settings: QSettings
    jobs: Jobs
    choose_folder: Callable[[QWidget, str], str] | None = None
    open_folder: Callable[[str], bool] | None = None
    prints: tuple[Path, str] | None = None
    received: bool = False

    def file(self, digest: str) -> bytes:
        """Return the bytes of an attached file; raises ``KeyError``."""
        return self.blobs.read(digest)


@dataclass(frozen=True, slots=True)
class Calls:
    """What a page may ask of the wizard: to go to a place or a step, to go on from its end, to say
    something in passing, another scale of the sheets, the printer, the sheet for a website.
    """

    jump: Callable[[str], None]
    step: Callable[[str], None]
    passed: Callable[[int], None]
    note: Callable[[str], None]
    zoom: Callable[[int], None]
    printing: Callable[[], None]
    website: Callable[[], None]


Makers = Callable[[Services, Calls], dict[str, Maker]]
"""Returns what makes the page of each part of a form; parts that it lacks are no steps."""


def page_makers(services: Services, calls: Calls) -> dict[str, Maker]:
    """Return what makes the page of each part of a form."""

    def table(step: Step) -> QWidget:
        return _table(services, calls, step)

    def narrative(_step: Step) -> QWidget:
        from smdesk.gui.narrative.page import NarrativePage

        return NarrativePage(services.bridge, services.blobs, services.jobs)

    def attachments(_step: Step) -> QWidget:
        from smdesk.gui.attachments.page import AttachmentsPage

        page = AttachmentsPage(services.bridge, services.blobs, services.jobs)
        page.jump.connect(calls.jump)
        return page

    def check(_step: Step) -> QWidget:
        from smdesk.gui.wizard.check_page import CheckPage

        page = CheckPage(services.bridge, services.file, services.jobs)
        page.jumped.connect(calls.jump)
        page.exporting.connect(lambda: calls.step(EXPORT))
        return page

    def export(_step: Step) -> QWidget:
        return _export(services, calls)

    parts = ("cover", "table", "sheet")
    return {
        **dict.fromkeys(parts, table),
        "narrative": narrative, "attachments": attachments, "check": check, "export": export,
    }  # fmt: skip


def _table(services: Services, calls: Calls, step: Step) -> QWidget:
    from smdesk.gui.sheet.page import TablePage

    page = TablePage(services.bridge, step.id)
    page.jump.connect(calls.jump)
    page.passed.connect(calls.passed)
    page.told.connect(calls.note)
    page.zoomed.connect(calls.zoom)
    page.linking.connect(lambda place: _link(services, calls, page, place))
    return page


def _link(services: Services, calls: Calls, page: QWidget, place: str) -> None:
    """Let the person link a page of an attachment to a field."""
    from smdesk.gui.attachments.linking import link_place

    link_place(services.bridge, services.blobs, place, page, services.jobs, told=calls.note)


def _export(services: Services, calls: Calls) -> QWidget:
    from smdesk.gui.wizard.export_page import ExportPage

    page = ExportPage(
        services.bridge, services.file, services.jobs, services.settings,
        choose_folder=services.choose_folder, open_folder=services.open_folder,
        printing=calls.printing, website=calls.website,
    )  # fmt: skip
    page.jumped.connect(calls.jump)
    page.checking.connect(lambda: calls.step(CHECK))
    return page


def print_draft(services: Services, parent: QWidget) -> None:
    """Let the person print the draft."""
    from smdesk.gui.printing.dialog import PrintDialog

    dialog = PrintDialog(
        services.bridge, services.file, services.jobs, settings=services.settings,
        place=services.prints, parent=parent,
    )  # fmt: skip
    dialog.exec()
    dialog.deleteLater()
