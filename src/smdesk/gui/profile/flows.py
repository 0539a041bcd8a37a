"""What is done with what is known, from start to end: fill, remember, roll forward, profiles."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog

from smdesk.errors import SmdeskError, sentence

if TYPE_CHECKING:
    from smdesk.gui.main_window import MainWindow
    from smdesk.gui.profile.source_dialog import SourceChoice
    from smdesk.service.profile.source import Source
    from smdesk.service.session import Changes, DraftSession
    from smdesk.store.library import Library


class ProfileFlows(QObject):
    """Leads through each piece of work on the window's library and its draft at work."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.draft_shown.connect(self._watch)

    # -- the draft at work -----------------------------------------------------------------------

    @property
    def able(self) -> bool:
        """Whether a draft is at work that can be changed."""
        work = self._window.work
        return work is not None and not work.bridge.read_only

    def fill(self) -> None:
        """Let the person choose a source, show the list, fill the draft at work."""
        work, library = self._window.work, self._library
        if work is None or library is None or not self.able:
            return
        choice = self._choose(library, work.opened.id)
        if choice is not None:
            self.fill_from(choice)

    def fill_from(self, choice: SourceChoice, *, step: str = "profile.step-fill") -> None:
        """Show what a source would fill into the draft at work, and fill what is ticked."""
        from smdesk.gui.profile.plan_dialog import FillDialog
        from smdesk.service.profile.apply import apply_fill, carried_addresses
        from smdesk.service.profile.plan import plan_fill
        from smdesk.service.profile.source import form_name

        work = self._window.work
        source = self._open(choice)
        if work is None or source is None:
            return
        session: DraftSession = work.bridge.session
        session.leave()
        plan = plan_fill(
            source, session.pack, session.form, session.declaration,
            carried=carried_addresses(session),
        )  # fmt: skip
        dialog = FillDialog(plan, self._window, into=form_name(session.pack, session.form))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            work.bridge.do(
                lambda: apply_fill(
                    session, plan, dialog.chosen, narrative=dialog.narrative, files=dialog.files,
                    step=step,
                )
            )  # fmt: skip
            self.show_carried()
        dialog.deleteLater()

    def show_carried(self) -> None:
        """Bring the list of what was taken over to the front."""
        page = self._window.page
        if page is not None:
            page.show_carried()

    def remember(self) -> None:
        """Remember the draft at work."""
        work, library = self._window.work, self._library
        if work is None or library is None or not self.able:
            return
        from smdesk.service.profile.source import source_of

        session = work.bridge.session
        session.leave()
        self._remember(
            library,
            lambda: source_of(
                session.pack,
                session.form,
                session.declaration,
                when=datetime.now().astimezone(),
                origins=session.origins,
            ),
        )

    def _watch(self) -> None:
        """Offer what a finished declaration says anew to the profile, once it was exported."""
        work = self._window.work
        if work is not None and self.able:
            work.bridge.changed.connect(self._changed)

    def _changed(self, changes: Changes) -> None:
        if changes.cause == "exported":
            self._offer()

    def _offer(self) -> None:
        from smdesk.service.profile.remember import plan_remember
        from smdesk.service.profile.source import source_of

        work, page, library = self._window.work, self._window.page, self._library
        if work is None or page is None or library is None:
            return
        session, now = work.bridge.session, datetime.now().astimezone()
        try:
            source = source_of(
                session.pack, session.form, session.declaration, when=now, origins=session.origins
            )
            drafts = plan_remember(library, source)
        except SmdeskError:
            return  # nothing is known of whose it is: nothing to offer
        count = sum(len(one.of("new", "changed")) for one in drafts)
        if count:
            text = sentence("profile.offer", name=drafts[0].name, count=count)
            page.frame.banner.say(text, "记入资料…", self.remember)

    # -- drafts of Home --------------------------------------------------------------------------

    def remember_draft(self, draft: int) -> None:
        """Remember a draft of the list."""
        library = self._library
        if library is not None and not library.read_only:
            self._remember(library, self._draft_choice(library, draft).open)

    def roll(self, draft: int) -> None:
        """Let last year's declaration go on in a newer form."""
        from smdesk.gui.profile.roll_dialog import RollDialog
        from smdesk.service.profile.roll import roll_targets

        library = self._library
        if library is None or library.read_only:
            return
        choice = self._draft_choice(library, draft)
        try:
            loaded = library.load(draft)
            targets = roll_targets(loaded.declaration)
            if not targets:
                last = max(loaded.declaration.years, default=0)
                raise SmdeskError("profile.roll-nowhere", year=last, title=choice.title)
        except SmdeskError as fault:
            self._tell(fault)
            return
        dialog = RollDialog(choice.title, targets, self._window)
        target = dialog.target if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if target is not None:
            self.begin(target.form_id, target.years, choice, step="profile.step-roll")

    def begin(
        self,
        form_id: str,
        years: tuple[int, ...],
        choice: SourceChoice,
        *,
        title: str = "",
        step: str = "profile.step-fill",
    ) -> None:
        """Make a new draft, open it, and show what ``choice`` would fill into it."""
        from smdesk.notices.loader import find_form
        from smdesk.service.session.opening import new_draft

        library = self._library
        if library is None:
            return
        try:
            pack, form = find_form(form_id)
            chosen = () if pack.years_of(form).fixed else years
            made = new_draft(library, form_id, chosen, title=title)
        except SmdeskError as fault:
            self._tell(fault)
            return
        if self._window.open_draft(made.id):
            self.fill_from(choice, step=step)

    def choices(self, library: Library) -> list[tuple[str, list[SourceChoice]]]:
        """Return what there is to fill from: profiles, then drafts."""
        from smdesk.gui.profile.source_dialog import draft_choices, profile_choices

        return [("资料", profile_choices(library)), ("申报", draft_choices(library))]

    # -- profiles --------------------------------------------------------------------------------

    def show_profiles(self) -> None:
        """Show all profiles."""
        from smdesk.gui.profile.profiles_dialog import ProfilesDialog

        library = self._library
        if library is not None:
            dialog = ProfilesDialog(library, self._window)
            dialog.exec()
            dialog.deleteLater()

    # -- how -------------------------------------------------------------------------------------

    @property
    def _library(self) -> Library | None:
        return self._window.desk.library

    def _choose(self, library: Library, without: int) -> SourceChoice | None:
        from smdesk.gui.profile.source_dialog import (
            SourceDialog,
            draft_choices,
            profile_choices,
        )

        groups = [("资料", profile_choices(library)), ("申报", draft_choices(library, without))]
        dialog = SourceDialog(groups, lambda: self._file(library), self._window)
        chosen = dialog.choice if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        return chosen

    def _file(self, library: Library) -> SourceChoice | None:
        from smdesk.gui.profile.source_dialog import file_choice

        window = self._window
        named = window.system.choose_file(window, window.settings.file_folder)
        if not named:
            return None
        window.settings.file_folder = Path(named).parent
        return file_choice(library, Path(named))

    def _draft_choice(self, library: Library, draft: int) -> SourceChoice:
        from smdesk.gui.profile.source_dialog import draft_choices

        return next(one for one in draft_choices(library) if one.draft == draft)

    def _open(self, choice: SourceChoice) -> Source | None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return choice.open()
        except SmdeskError as fault:
            self._tell(fault)
            return None
        finally:
            QApplication.restoreOverrideCursor()

    def _remember(self, library: Library, read: Callable[[], Source]) -> None:
        from smdesk.gui.profile.remember_dialog import RememberDialog
        from smdesk.service.profile.remember import plan_remember, remember

        try:
            drafts = plan_remember(library, read())
        except SmdeskError as fault:
            self._tell(fault)
            return
        dialog = RememberDialog(drafts, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            try:
                remember(library, drafts)
            except SmdeskError as fault:
                self._tell(fault)
            else:
                if self._window.page is not None:
                    self._window.page.frame.banner.say("")
                names = "、".join(one.name for one in drafts)
                self._say(f"已记入“{names}”的资料。")
        dialog.deleteLater()

    def _say(self, text: str) -> None:
        page = self._window.page
        if page is not None:
            page.frame.bar.show_note(text)
        else:
            self._window.home.say(text, "done")

    def _tell(self, fault: SmdeskError) -> None:
        page = self._window.page
        if page is not None:
            page.frame.bar.show_note(str(fault), "error")
        else:
            self._window.home.say(str(fault), "error")
