"""The wizard: one draft at work, its steps and pages, findings and clauses, undo, saving, export."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from smdesk.errors import Problem, sentence
from smdesk.gui.bridge import Finder, Page, Zoomed
from smdesk.gui.wizard.actions import HistoryActions, key
from smdesk.gui.wizard.clause_panel import ClausePanel
from smdesk.gui.wizard.findings_panel import FindingsPanel
from smdesk.gui.wizard.frame import WizardFrame
from smdesk.gui.wizard.makers import Services, page_makers
from smdesk.gui.wizard.notes import converted_note, count_note
from smdesk.gui.wizard.pages import Maker, Pages
from smdesk.gui.wizard.rail import StepModel
from smdesk.gui.wizard.side import Tab
from smdesk.gui.wizard.steps import CHECK, EXPORT, STATES, steps_of
from smdesk.service.export import applicant_of
from smdesk.service.session import Changes
from smdesk.service.session.autosave import Autosave
from smdesk.store.instance import Holder

_PANEL, _ZOOM = "wizard/panel", "wizard/zoom"
_COUNT_MS = 150


class WizardPage(QWidget):
    """The whole wizard of one open draft, at the place where the person was.

    ``home_wanted`` comes when the person wants to leave; call `leave` (and flush the autosave)
    before the widget goes. ``makers`` are the pages by part of the form, `page_makers` if not given.
    A read-only bridge shows ``holder``, who edits, over the page.
    """

    home_wanted = Signal()

    def __init__(
        self,
        services: Services,
        autosave: Autosave | None = None,
        *,
        holder: Holder | None = None,
        makers: dict[str, Maker] | None = None,
        preview: Callable[[], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self.bridge, self._autosave = services.bridge, autosave
        self._session = services.bridge.session
        known = makers or page_makers(services)
        steps = steps_of(self._session, known)
        self._steps = [one.id for one in steps]
        self._model = StepModel(steps, self._session.progress.sections, self)
        notice = self._session.pack.notice
        self.frame = WizardFrame(
            self._model, self._tabs(preview), f"{notice.short}　{notice.edition} 版"
        )
        self.pages = Pages(self.frame.stack, steps, known)
        self._step = ""
        self._places: dict[str, str] = {}
        self.history = HistoryActions(self, self._undo, self._redo)
        self._count = QTimer(self)
        self._count.setSingleShot(True)
        self._count.setInterval(_COUNT_MS)
        self._count.timeout.connect(self._show_count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._connect()
        self._begin(holder)

    # -- where the person is -------------------------------------------------------------------

    @property
    def step(self) -> str:
        """The id of the step in front."""
        return self._step

    @property
    def busy(self) -> bool:
        """Whether an export is under way."""
        return any(getattr(getattr(one, "run", None), "running", False) for one in self.pages)

    def show_step(self, step: str, *, enter: bool = True) -> None:
        """Bring a step to the front; ``enter`` puts the focus where the person was in it."""
        if step not in self._steps:
            return
        page = self._turn_to(step)
        if enter:
            page.go_to(self._place_in(step))

    def go_to(self, place: str) -> None:
        """Go to a place of the draft (see `Changes.place`), whatever step it is in."""
        step = self._session.section_of(place)
        if step not in self._steps:
            return
        self.frame.close_drawer()
        self._turn_to(step).go_to(place)

    def leave(self) -> None:
        """Commit what is being typed."""
        page = self.pages.current
        if page is not None:
            page.leave()
        self._session.leave()

    def _turn_to(self, step: str) -> Page:
        old = self.pages.current
        if old is not None and step != self._step:
            old.leave()
        if step == CHECK and not self.bridge.read_only:
            self.bridge.do(self._session.ask_check)
        fresh = not self.pages.made(step)
        page = self.pages.show(step)
        if fresh:
            self._adopt(page)
        self._step = step
        self.frame.rail.show_step(step)
        self.frame.bar.show_zoom(shown=isinstance(page, Zoomed))
        self._show_head()
        self._show_count()
        return page

    def _adopt(self, page: Page) -> None:
        """Connect what a new page may ask for, and give it the scale of the others."""
        for name, slot in (
            ("jumped", self._jump),
            ("exporting", lambda: self.show_step(EXPORT)),
            ("checking", lambda: self.show_step(CHECK)),
        ):
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(slot)
        if isinstance(page, Zoomed) and self.frame.bar.percent != 100:
            page.set_zoom(self.frame.bar.percent)

    def _place_in(self, step: str) -> str:
        if step in self._places:
            return self._places[step]
        return next(iter(self._session.places(step)), step)

    def _walk(self, by: int) -> None:
        place = self._steps.index(self._step) + by
        if 0 <= place < len(self._steps):
            self.show_step(self._steps[place])

    def _next_finding(self, by: int) -> None:
        """Go to the next visible finding after the place at hand, round at the end."""
        findings = [
            one
            for one in self._session.visible_findings()
            if self._session.section_of(one.addresses[0]) in self._steps
        ]
        if not findings:
            return
        here = self._session.place
        at = next((n for n, one in enumerate(findings) if one.addresses[0] == here), None)
        start = (0 if by > 0 else -1) if at is None else (at + by) % len(findings)
        self._jump(findings[start].addresses[0])

    def _jump(self, place: str) -> None:
        """Go to a place, and bring what was found there into view in the panel."""
        self.go_to(place)
        visible = self._session.visible_findings()
        here = next((one for one in visible if place in one.addresses[:1]), None)
        if here is not None:
            self._findings.reveal(here.key)

    def _find(self) -> None:
        page = self.pages.current
        if not isinstance(page, Finder):
            first = next((one for one in self._steps if one.startswith("table/")), self._steps[0])
            page = self._turn_to(first)
        if isinstance(page, Finder):
            page.find_field()

    # -- what the session tells ----------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        """Pass one record on to what it concerns; nothing here edits."""
        for page in self.pages:
            page.show_changes(changes)
        self._findings.show_changes(changes)
        if changes.sections:
            self._model.take(changes.sections)
        home = self._session.section_of(changes.place)
        if home is not None:
            self._places[home] = changes.place
        self.history.name(*self._undoable(changes.undo, changes.redo))
        note = converted_note(self._session, changes)
        if note:
            self.frame.bar.show_note(note)
        self._show_totals(changes)

    def _show_totals(self, changes: Changes) -> None:
        if changes.appeared or changes.vanished or changes.altered:
            self.frame.side.show_count(self._open_findings())
        if changes.sections:
            self._show_head()
        if changes.cause == "moved":
            self._clauses.show_place(changes.place)
        if changes.narrative:
            self._count.start()
        elif changes.cause == "moved" or changes.place in changes.values:
            self._show_count()
        if changes.values or changes.cause in {"undo", "redo"}:
            self._show_draft()

    def _refused(self, problem: Problem) -> None:
        self.frame.bar.show_note(problem.message, "error")

    def _undoable(self, undo: str | None, redo: str | None) -> tuple[str | None, str | None]:
        return (None, None) if self.bridge.read_only else (undo, redo)

    def _open_findings(self) -> int:
        counts = self._session.counts
        return counts.errors + counts.checks + counts.hints

    def _show_head(self) -> None:
        row = self._model.row_of(self._step)
        self.frame.head.title.setText(self._model.steps[row].title)
        sections = self._session.progress.sections
        section = next((one for one in sections if one.id == self._step), None)
        text = ""
        if section is not None:
            text = STATES[section.state]
            text += f"　已填 {section.filled}/{section.wanted}" if section.wanted else ""
        self.frame.head.facts.setText(text)
        self.frame.head.before.setEnabled(row > 0)
        self.frame.head.after.setEnabled(row < len(self._steps) - 1)

    def _show_draft(self) -> None:
        session = self._session
        applicant = applicant_of(session.pack, session.form, session.declaration.values)
        self.frame.rail_head.show_draft(applicant, session.form.title)

    def _show_count(self) -> None:
        inside = self._session.section_of(self._session.place) == self._step
        text, over = count_note(self._session, self._session.place) if inside else ("", False)
        self.frame.bar.show_count(text, over=over)

    # -- undo, saving, scale -------------------------------------------------------------------

    def _undo(self) -> None:
        self._turn_back(self._session.undo)

    def _redo(self) -> None:
        self._turn_back(self._session.redo)

    def _turn_back(self, call: Callable[[], Changes | None]) -> None:
        told: list[Changes | None] = []
        if not self.bridge.read_only and self.bridge.do(lambda: told.append(call())):
            changes = told[0]
            if changes is not None:
                self.go_to(changes.place)

    def _retry(self) -> None:
        if self._autosave is not None:
            self._autosave.save_now()

    def _zoomed(self, percent: int) -> None:
        self._services.settings.setValue(_ZOOM, percent)
        for page in self.pages:
            if isinstance(page, Zoomed):
                page.set_zoom(percent)

    # -- how it is put together ----------------------------------------------------------------

    def _tabs(self, preview: Callable[[], QWidget] | None) -> dict[Tab, Callable[[], QWidget]]:
        self._findings = FindingsPanel(self.bridge)
        self._clauses = ClausePanel(self.bridge)
        tabs: dict[Tab, Callable[[], QWidget]] = {
            "findings": lambda: self._findings,
            "clause": lambda: self._clauses,
        }
        if preview is not None:
            tabs["preview"] = preview
        return tabs

    def _connect(self) -> None:
        frame = self.frame
        self.bridge.changed.connect(self._changed)
        self.bridge.refused.connect(self._refused)
        self.bridge.saving.connect(frame.bar.show_status)
        frame.rail.shown.connect(lambda step: self.show_step(step, enter=False))
        frame.rail.entered.connect(self.show_step)
        frame.rail_head.back.connect(self.home_wanted)
        frame.head.before.clicked.connect(lambda: self._walk(-1))
        frame.head.after.clicked.connect(lambda: self._walk(1))
        frame.head.search.clicked.connect(self._find)
        frame.head.panel.clicked.connect(frame.toggle_panel)
        frame.head.undo.setDefaultAction(self.history.undo)
        frame.head.redo.setDefaultAction(self.history.redo)
        frame.bar.retried.connect(self._retry)
        frame.bar.zoomed.connect(self._zoomed)
        frame.panel_turned.connect(lambda on: self._services.settings.setValue(_PANEL, int(on)))
        self._findings.jumped.connect(self.go_to)
        self._findings.quoted.connect(self._quote)
        self._findings.asked.connect(lambda: self.bridge.do(self._session.ask_check))
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        for keys, call in (
            ("Ctrl+PgUp", lambda: self._walk(-1)),
            ("Ctrl+PgDown", lambda: self._walk(1)),
            ("Ctrl+F", self._find),
            ("F8", lambda: self._next_finding(1)),
            ("Shift+F8", lambda: self._next_finding(-1)),
            ("F9", frame.toggle_panel),
            ("Ctrl+=", lambda: frame.bar.step_zoom(1)),
            ("Ctrl++", lambda: frame.bar.step_zoom(1)),
            ("Ctrl+-", lambda: frame.bar.step_zoom(-1)),
            ("Ctrl+0", lambda: frame.bar.step_zoom(0)),
        ):
            key(self, keys, call)

    def _begin(self, holder: Holder | None) -> None:
        settings = self._services.settings
        self.frame.wish_panel(open_=bool(int(str(settings.value(_PANEL, 1)))))
        self.frame.bar.set_percent(int(str(settings.value(_ZOOM, 100))))
        if self.bridge.read_only:
            said = sentence("wizard.held-unknown")
            if holder is not None:
                said = sentence("wizard.held", user=holder.user, since=_clock(holder.since))
            self.frame.banner.say(said)
        if self._autosave is not None:
            self.frame.bar.show_status(self._autosave.status)
        session = self._session
        self.history.name(*self._undoable(session.undo_step, session.redo_step))
        self.frame.side.show_count(self._open_findings())
        self._show_draft()
        home = session.section_of(session.place) if session.place else None
        if home in self._steps:
            self._places[home] = session.place
            self.show_step(home)
        else:
            self.show_step(self._steps[0])
        self._clauses.show_place(session.place)

    def _quote(self, finding: str) -> None:
        found = self._session.finding(finding)
        if found.clause is not None:
            self.frame.open_panel("clause")
            self._clauses.show_clause(self._session.label(found.addresses[0]), found.clause)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Take the drawer off the page when the person goes on working there."""
        if new is not None and self.frame.stack.isAncestorOf(new):
            self.frame.close_drawer()


def _clock(since: str) -> str:
    """Return an ISO moment as ``14:03``, the text itself where it is none."""
    _, _, time = since.partition("T")
    return time[:5] or since
