"""Which widget shows which step and which tab; imported when the first of its kind is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from smdesk.gui.bridge import SessionBridge
from smdesk.gui.wizard.export_run import Jobs
from smdesk.gui.wizard.pages import Maker
from smdesk.gui.wizard.steps import Step
from smdesk.store.blobs import Blobs


@dataclass(frozen=True, slots=True)
class Services:
    """What the pages of one draft are given.

    ``choose_folder(parent, start)`` asks for a folder and ``open_folder(path)`` opens one; those of
    the system where not given.
    """

    bridge: SessionBridge
    blobs: Blobs
    settings: QSettings
    jobs: Jobs
    choose_folder: Callable[[QWidget, str], str] | None = None
    open_folder: Callable[[str], bool] | None = None

    def file(self, digest: str) -> bytes:
        """Return the bytes of an attached file; raises ``KeyError``."""
        return self.blobs.read(digest)


def page_makers(services: Services) -> dict[str, Maker]:
    """Return what makes the page of each part of a form."""

    def table(step: Step) -> QWidget:
        from smdesk.gui.sheet.page import TablePage

        return TablePage(services.bridge, step.id)

    def check(_step: Step) -> QWidget:
        from smdesk.gui.wizard.check_page import CheckPage

        return CheckPage(services.bridge)

    def export(_step: Step) -> QWidget:
        from smdesk.gui.wizard.export_page import ExportPage

        return ExportPage(
            services.bridge, services.file, services.jobs, services.settings,
            choose_folder=services.choose_folder, open_folder=services.open_folder,
        )  # fmt: skip

    makers: dict[str, Maker] = {"check": check, "export": export}
    makers |= dict.fromkeys(("cover", "table", "sheet"), table)
    return makers
