"""The wizard: one draft at work, its steps and pages, findings and clauses, undo, saving, export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from smdesk.errors import Problem, sentence
from smdesk.gui.bridge import Finder, Zoomed
from smdesk.gui.wizard.actions import HistoryActions, key
from smdesk.gui.wizard.aside import Aside
from smdesk.gui.wizard.clause_panel import ClausePanel
from smdesk.gui.wizard.findings_panel import FindingsPanel
from smdesk.gui.wizard.fitting import Fitting
from smdesk.gui.wizard.frame import WizardFrame
from smdesk.gui.wizard.makers import Calls, Makers, Services, page_makers, print_draft
from smdesk.gui.wizard.notes import count_note, help_note, passing_note
from smdesk.gui.wizard.preview import Previews
from smdesk.gui.wizard.rail import StepModel
from smdesk.gui.wizard.side import Tab
from smdesk.gui.wizard.steps import STATES, steps_of
from smdesk.gui.wizard.walk import Walk
from smdesk.service.applicant import applicant_of
from smdesk.service.session import Changes
from smdesk.service.session.autosave import Autosave
from smdesk.store.instance import Holder

if TYPE_CHECKING:
    from smdesk.gui.preview.panel import PreviewPanel

_PANEL, _ZOOM = "wizard/panel", "wizard/zoom"


class WizardPage(QWidget):
    """The whole wizard of one open draft, at the place where the person was.

    ``home_wanted`` comes when the person wants to leave; call `end` (and flush the autosave) before
    the widget goes. ``history.undo`` and ``history.redo`` are actions for a menu. A read-only bridge
    shows ``holder``, who edits, over the page. ``makers`` gives other pages than `page_makers`,
    ``preview`` another tab 预览.
    """

    home_wanted = Signal()

    def __init__(
        self,
        services: Services,
        autosave: Autosave | None = None,
        *,
        holder: Holder | None = None,
        makers: Makers = page_makers,
        preview: Callable[[], PreviewPanel] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._autosave = services, autosave
        self.bridge = services.bridge
        self._session = services.bridge.session
        known = makers(services, self._calls())
        steps = steps_of(self._session, known)
        self._model = StepModel(steps, self._session.progress.sections, self)
        notice = self._session.pack.notice
        self.findings = FindingsPanel(self.bridge)
        self.clauses = ClausePanel(self.bridge)
        self._previews = Previews(services, self)
        self._make_preview = preview or self._previews.make_panel
        self._preview: PreviewPanel | None = None
        self._told = ""
        tabs: dict[Tab, Callable[[], QWidget]] = {
            "findings": lambda: self.findings,
            "clause": lambda: self.clauses,
            "preview": self._open_preview,
            "carried": self._open_carried,
        }
        self.frame = WizardFrame(self._model, tabs, f"{notice.short}　{notice.edition} 版")
        self.walk = Walk(self.bridge, self.frame.stack, steps, known, self)
        self.history = HistoryActions(self, self._undo, self._redo)
        self._fitting = Fitting(self.frame.stack, self.frame.bar, self)
        self._aside = Aside(self._show_aside, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._connect()
        self._connect_keys()
        self._begin(holder)

    @property
    def step(self) -> str:
        """The id of the step in front."""
        return self.walk.step

    @property
    def has_website(self) -> bool:
        """Whether the notice's table is typed into a website."""
        return self._session.pack.notice.delivery.website is not None

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        runs = (getattr(one, "run", None) for one in self.walk.pages)
        return any(getattr(one, "running", False) for one in runs)

    def show_step(self, step: str) -> None:
        """Bring a step to the front, at the place where the person was in it."""
        self.walk.show_step(step)

    def go_to(self, place: str) -> None:
        """Go to a place of the draft, and bring what was found there into view in the panel."""
        self.walk.go_to(place)
        self._aside.flush()
        visible = self._session.visible_findings()
        here = next((one for one in visible if place in one.addresses[:1]), None)
        if here is not None and not self._services.received:
            self.findings.reveal(here.key)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.walk.leave()

    def end(self) -> None:
        """Commit what is being typed and let go of what works beside the window."""
        self.walk.leave()
        self._previews.end()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Put the focus at the cell where the person was: the stack would give it to the first button."""
        super().showEvent(event)
        if not event.spontaneous():
            self.walk.show_step(self.step)

    def show_carried(self) -> None:
        """Bring the list of what was taken over to the front, where there is any."""
        self._show_origins()
        if self._session.origins:
            self.frame.open_panel("carried")

    def open_book(self) -> None:
        """Show the whole packet, spread by spread, in a window of its own."""
        self.frame.side.page("preview")
        if self._preview is not None:
            self._preview.book_wanted.emit()

    def open_webfill(self) -> None:
        """Show the fill-in sheet for the notice's website, where it has one."""
        self.walk.leave()
        self._previews.open_webfill()

    def print_draft(self) -> None:
        """Let the person print the packet."""
        self.walk.leave()
        print_draft(self._services, self.window())

    # -- what the session tells ----------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        """Pass one record on to what it concerns; nothing here edits."""
        self.walk.follow(changes)
        self._aside.take(changes, typing=self._session.typing)
        self._name_steps(changes.undo, changes.redo)
        self.frame.bar.pass_on(changes, passing_note(self._session, changes))
        moved = changes.cause == "moved" or changes.place != self._told
        self._told = changes.place
        if moved:
            self.clauses.show_place(changes.place)
            self.frame.help.say(*help_note(self._session, changes.place))
        if moved or changes.place in changes.values:
            self._show_count()

    def _show_aside(self, changes: Changes) -> None:
        """Draw what stands around the page, once typing pauses."""
        self.findings.show_changes(changes)
        if changes.sections:
            self._model.take(changes.sections)
            self._show_head()
        if changes.appeared or changes.vanished or changes.altered:
            self.frame.side.show_count(self._open_findings())
        if changes.values:
            self._show_draft()
        if changes.origins:
            self._show_origins()

    def _refused(self, problem: Problem) -> None:
        self.frame.bar.show_note(problem.message, "error")

    def _name_steps(self, undo: str | None, redo: str | None) -> None:
        self.history.name(*((None, None) if self.bridge.read_only else (undo, redo)))

    def _open_findings(self) -> int:
        counts = self._session.counts
        return counts.errors + counts.checks + counts.hints

    def _arrived(self, step: str) -> None:
        """A step is in front now."""
        self.frame.rail.show_step(step)
        self.frame.bar.show_zoom(shown=isinstance(self.walk.pages.current, Zoomed))
        self.frame.help.setVisible(isinstance(self.walk.pages.current, Finder))
        if self._preview is not None:
            self._preview.show_step(step)
        self._show_head()
        self._show_count()

    def _show_head(self) -> None:
        row = self._model.row_of(self.step)
        head = self.frame.head
        head.title.setText(self._model.steps[row].title)
        sections = self._session.progress.sections
        section = next((one for one in sections if one.id == self.step), None)
        text = ""
        if section is not None:
            text = STATES[section.state]
            text += f"　已填 {section.filled}/{section.wanted}" if section.wanted else ""
        head.facts.setText(text)
        head.before.setEnabled(row > 0)
        head.after.setEnabled(row < len(self._model.steps) - 1)

    def _show_draft(self) -> None:
        session = self._session
        applicant = applicant_of(session.pack, session.form, session.declaration.values)
        self.frame.rail_head.show_draft(applicant, session.form.title)

    def _show_count(self) -> None:
        place = self._session.place
        inside = self._session.section_of(place) == self.step
        text, over = count_note(self._session, place) if inside else ("", False)
        self.frame.bar.show_count(text, over=over)

    # -- what the person does around the pages -------------------------------------------------

    def _undo(self) -> None:
        self._turn_back(self._session.undo)

    def _redo(self) -> None:
        self._turn_back(self._session.redo)

    def _turn_back(self, call: Callable[[], Changes | None]) -> None:
        told: list[Changes | None] = []
        if not self.bridge.read_only and self.bridge.do(lambda: told.append(call())):
            changes = told[0]
            if changes is not None:
                self.walk.go_to(changes.place)

    def _retry(self) -> None:
        if self._autosave is not None:
            self._autosave.save_now()

    def _next_finding(self, by: int) -> None:
        place = self.walk.next_finding(by)
        if place is not None:
            self.go_to(place)

    def _quote(self, finding: str) -> None:
        found = self._session.finding(finding)
        if found.clause is not None:
            self.frame.open_panel("clause")
            self.clauses.show_clause(self._session.label(found.addresses[0]), found.clause)

    def _zoom_chosen(self, percent: int) -> None:
        self._services.settings.setValue(_ZOOM, percent)
        self._fitting.turn(on=not percent)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the drawer off the page when the person goes on working there."""
        self._aside.flush()
        if new is not None and self.frame.stack.isAncestorOf(new):
            self.frame.close_drawer()

    def _next_region(self) -> None:
        """Go from the rail to the page, to the panel, and round."""
        focus, frame = QApplication.focusWidget(), self.frame
        if focus is not None and frame.rail.hasFocus():
            self.walk.show_step(self.step)
        elif focus is not None and frame.stack.isAncestorOf(focus):
            frame.open_panel()
        else:
            frame.rail.setFocus()

    # -- how it is put together ----------------------------------------------------------------

    def _calls(self) -> Calls:
        return Calls(
            jump=self.go_to, step=self.show_step, passed=self._passed, note=self._note,
            zoom=self._scale, printing=self.print_draft, website=self.open_webfill,
        )  # fmt: skip

    def _passed(self, by: int) -> None:
        self.walk.passed(by)

    def _note(self, text: str) -> None:
        self.frame.bar.show_note(text)

    def _scale(self, percent: int) -> None:
        self.frame.bar.choose(percent)

    def _open_preview(self) -> PreviewPanel:
        self._preview = self._make_preview()
        self._preview.show_step(self.step)
        return self._preview

    def _open_carried(self) -> QWidget:
        from smdesk.gui.profile.carried_panel import CarriedPanel

        panel = CarriedPanel(self.bridge)
        panel.jumped.connect(self.go_to)
        return panel

    def _show_origins(self) -> None:
        shown = False
        if self._session.origins:
            from smdesk.service.profile.apply import carried_over

            shown = bool(carried_over(self._session))
        for one in (self.frame.side, self.frame.strip):
            one.show_tab("carried", shown=shown)

    def _connect(self) -> None:
        frame, walk = self.frame, self.walk
        self.bridge.changed.connect(self._changed)
        self.bridge.refused.connect(self._refused)
        self.bridge.saving.connect(frame.bar.show_status)
        walk.arrived.connect(self._arrived)
        walk.jumping.connect(frame.close_drawer)
        frame.left_panel.connect(lambda: walk.show_step(self.step))
        frame.rail.shown.connect(lambda step: walk.show_step(step, enter=False))
        frame.rail.entered.connect(walk.show_step)
        frame.rail_head.back.connect(self.home_wanted)
        frame.head.before.clicked.connect(lambda: walk.walk(-1))
        frame.head.after.clicked.connect(lambda: walk.walk(1))
        frame.head.search.clicked.connect(walk.find)
        frame.head.panel.clicked.connect(frame.toggle_panel)
        frame.head.undo.setDefaultAction(self.history.undo)
        frame.head.redo.setDefaultAction(self.history.redo)
        frame.bar.retried.connect(self._retry)
        frame.bar.zoomed.connect(walk.zoom)
        frame.bar.chosen.connect(self._zoom_chosen)
        frame.panel_turned.connect(self._panel_turned)
        self.findings.jumped.connect(walk.go_to)
        self.findings.quoted.connect(self._quote)
        self.findings.asked.connect(lambda: self.bridge.do(self._session.ask_check))
        application = QGuiApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _panel_turned(self, open_: bool) -> None:
        self._services.settings.setValue(_PANEL, int(open_))

    def _connect_keys(self) -> None:
        bar, walk = self.frame.bar, self.walk
        for keys, call in (
            ("Ctrl+PgUp", lambda: walk.walk(-1)),
            ("Ctrl+PgDown", lambda: walk.walk(1)),
            ("Ctrl+F", walk.find),
            ("Ctrl+P", self.open_book),
            ("F6", self._next_region),
            ("F8", lambda: self._next_finding(1)),
            ("Shift+F8", lambda: self._next_finding(-1)),
            ("F9", self.frame.toggle_panel),
            ("Ctrl+=", lambda: bar.step_zoom(1)),
            ("Ctrl++", lambda: bar.step_zoom(1)),
            ("Ctrl+-", lambda: bar.step_zoom(-1)),
            ("Ctrl+0", lambda: bar.step_zoom(0)),
        ):
            key(self, keys, call)

    def _begin(self, holder: Holder | None) -> None:
        session = self._session
        self.frame.wish_panel(open_=self._remembered(_PANEL, 1) != 0)
        zoom = self._remembered(_ZOOM, 0)
        self._fitting.turn(on=not zoom)
        if zoom:
            self.frame.bar.fit_percent(zoom)
        if self.bridge.read_only:
            said = sentence("wizard.held-unknown")
            if holder is not None:
                said = sentence("wizard.held", user=holder.user, since=_clock(holder.since))
            self.frame.banner.say(said)
        if self._autosave is not None:
            self.frame.bar.show_status(self._autosave.status)
        self._name_steps(session.undo_step, session.redo_step)
        self.frame.side.show_count(self._open_findings())
        self._show_origins()
        self._show_draft()
        self.walk.begin()
        self.clauses.show_place(session.place)
        self.frame.help.say(*help_note(session, session.place))

    def _remembered(self, name: str, usual: int) -> int:
        text = str(self._services.settings.value(name, usual))
        return int(text) if text.isascii() and text.isdecimal() else usual


def _clock(since: str) -> str:
    """Return an ISO moment as ``14:03``, the text itself where it is none."""
    _, _, time = since.partition("T")
    return time[:5] or since
